//! The words of the interface as functions of templates: `say_contents()`, `say_notes(n=3)`.
//!
//! What they give is finished HTML: the words are escaped once, what is put into them when it is not finished itself. A function that there is not is found
//! when templates are put together, an argument that is missing when a page is made.

use tera::{Function, Kwargs, State, TeraResult, Value};

use crate::text::words::{COUNT, Category, Phrase, Piece, Words, pieces};

/// What the names of the functions begin with.
pub(super) const PREFIX: &str = "say_";

/// The argument that is printed in the place of the number, for one that is to look different.
const SHOWN: &str = "shown";

/// Gives templates a function for each phrase.
pub(super) fn register(tera: &mut tera::Tera, words: &Words) {
    for phrase in words.phrases() {
        let name = [PREFIX, phrase.entry.name].concat();
        match phrase.entry.arguments {
            [] => tera.register_function(name, Plain::new(phrase)),
            _ => tera.register_function(name, Filled::new(phrase)),
        }
    }
}

/// A phrase in which nothing changes.
struct Plain(Value);

impl Plain {
    fn new(phrase: &Phrase) -> Self {
        Self(Value::safe_string(&escaped(phrase.form(Category::Other))))
    }
}

impl Function<TeraResult<Value>> for Plain {
    fn call(&self, _: Kwargs, _: &State) -> TeraResult<Value> {
        Ok(self.0.clone())
    }
}

/// A phrase with places.
struct Filled {
    phrase: Phrase,
    /// The forms of the phrase, in its order.
    forms: Vec<Vec<Part>>,
}

/// A piece of a phrase.
enum Part {
    /// Finished HTML.
    Words(String),
    /// The place of an argument.
    Place(&'static str),
}

impl Filled {
    fn new(phrase: &Phrase) -> Self {
        let argument = |name: &str| {
            let mut arguments = phrase.entry.arguments.iter().copied();
            arguments.find(|argument| *argument == name)
        };
        let parts = |form| {
            let all = pieces(form).filter_map(|piece| match piece {
                Piece::Words(words) => Some(Part::Words(escaped(words))),
                Piece::Place(name) => argument(name).map(Part::Place),
            });
            all.collect()
        };
        let forms = phrase.forms.iter().map(|(_, form)| parts(form));
        Self {
            phrase: phrase.clone(),
            forms: forms.collect(),
        }
    }

    fn form(&self, given: &Kwargs) -> TeraResult<&[Part]> {
        let category = match self.forms.len() {
            0 | 1 => Category::Other,
            _ => self.phrase.category(given.must_get::<u64>(COUNT)?),
        };
        let at = self.phrase.position(category);
        Ok(self.forms.get(at).map_or(&[], Vec::as_slice))
    }
}

impl Function<TeraResult<Value>> for Filled {
    fn call(&self, given: Kwargs, state: &State) -> TeraResult<Value> {
        let mut html = String::with_capacity(64);
        for part in self.form(&given)? {
            match part {
                Part::Words(words) => html.push_str(words),
                Part::Place(name) => {
                    let shown = match *name {
                        COUNT => given.get::<&Value>(SHOWN)?,
                        _ => None,
                    };
                    let value = match shown {
                        Some(shown) => shown,
                        None => given.must_get::<&Value>(name)?,
                    };
                    put(value, state, &mut html)?;
                }
            }
        }
        Ok(Value::safe_string(&html))
    }
}

/// Writes an argument, escaped unless it is finished.
fn put(value: &Value, state: &State, html: &mut String) -> TeraResult<()> {
    match value.as_str() {
        Some(text) if value.is_safe() || !text.contains(['&', '<', '>', '"', '\'']) => {
            html.push_str(text);
        }
        None if value.is_number() => html.push_str(&value.to_string()),
        _ => html.push_str(&state.escape_if_needed(value)?),
    }
    Ok(())
}

/// Words as HTML.
fn escaped(words: &str) -> String {
    let mut html = Vec::with_capacity(words.len());
    tera::escape_html(words, &mut html).expect("writing to memory does not fail");
    String::from_utf8_lossy(&html).into_owned()
}
