//! A phrase of the interface, with places for what changes in it.

use std::{borrow::Cow, sync::Arc};

use super::{Category, Numbers};

/// The argument by which a phrase is picked.
pub const COUNT: &str = "n";

/// The words of a phrase for one category.
pub type Form = (Category, Cow<'static, str>);

/// A line of the table: something that postil says on pages in its own voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is asked for by.
    pub name: &'static str,
    /// What has to be given: each stands in the phrase as `{title}`, in any order.
    pub arguments: &'static [&'static str],
    /// The words in English: for one and for others, or for all.
    pub english: &'static [(Category, &'static str)],
}

impl Entry {
    /// What fills the table before it is put together.
    pub(super) const NONE: Entry = Entry {
        name: "",
        arguments: &[],
        english: &[],
    };

    /// Whether a number may pick its form.
    pub fn is_counted(&self) -> bool {
        self.arguments.contains(&COUNT)
    }
}

/// A phrase in some language.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Its line of the table.
    pub entry: &'static Entry,
    /// The words, for each category that the language tells apart, and for all others.
    pub forms: Vec<Form>,
    /// How its language counts.
    pub numbers: Arc<Numbers>,
}

/// A piece of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'p> {
    /// Words.
    Words(&'p str),
    /// The place of an argument.
    Place(&'p str),
    /// The place of an argument that is written in small letters: `{kind:lower}`.
    Lower(&'p str),
}

impl Phrase {
    /// In English.
    pub(super) fn english(entry: &'static Entry, numbers: &Arc<Numbers>) -> Self {
        let forms = entry.english.iter();
        Self {
            entry,
            forms: forms.map(|&(of, form)| (of, form.into())).collect(),
            numbers: numbers.clone(),
        }
    }

    /// The words for a category.
    pub fn form(&self, category: Category) -> &str {
        let form = self.forms.get(self.position(category));
        form.map_or("", |(_, words)| words)
    }

    /// Which of the forms is for a category.
    pub fn position(&self, category: Category) -> usize {
        let of = |wanted| self.forms.iter().position(|(of, _)| *of == wanted);
        of(category).or_else(|| of(Category::Other)).unwrap_or(0)
    }
}

/// The pieces of a form, in order.
pub fn pieces(form: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = form;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let open = rest.find('{').unwrap_or(rest.len());
        if open > 0 {
            let (words, behind) = rest.split_at(open);
            rest = behind;
            return Some(Piece::Words(words));
        }
        let (place, behind) = rest[1..].split_once('}')?;
        rest = behind;
        Some(match place.strip_suffix(":lower") {
            Some(place) => Piece::Lower(place),
            None => Piece::Place(place),
        })
    })
}

/// What may stand in a phrase.
pub trait Said {
    /// Adds it to the words before it.
    fn say(&self, words: &mut String, numbers: &Numbers);

    /// The number that it is, to pick the form of a phrase by.
    fn number(&self) -> Option<u64> {
        None
    }
}

impl Said for &str {
    fn say(&self, words: &mut String, _: &Numbers) {
        words.push_str(self);
    }
}

impl Said for &String {
    fn say(&self, words: &mut String, _: &Numbers) {
        words.push_str(self);
    }
}

impl Said for usize {
    fn say(&self, words: &mut String, numbers: &Numbers) {
        words.push_str(&numbers.text(*self as u64));
    }

    fn number(&self) -> Option<u64> {
        Some(*self as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_cut_at_its_places() {
        let cut: Vec<Piece<'_>> = pieces("{a} and {b}.").collect();
        use Piece::{Lower, Place, Words};
        assert_eq!(cut, [Place("a"), Words(" and "), Place("b"), Words(".")]);
        assert_eq!(pieces("{a:lower}").collect::<Vec<_>>(), [Lower("a")]);
        assert_eq!(pieces("").count(), 0);
        assert_eq!(pieces("plain").collect::<Vec<_>>(), [Words("plain")]);
    }

    #[test]
    fn a_category_that_a_phrase_does_not_tell_apart_has_the_form_of_all_others() {
        static ENTRY: Entry = Entry {
            name: "",
            arguments: &[COUNT],
            english: &[(Category::One, "one"), (Category::Other, "more")],
        };
        let phrase = Phrase::english(&ENTRY, &Arc::new(Numbers::new("en")));
        assert_eq!(phrase.form(Category::One), "one");
        assert_eq!(phrase.form(Category::Few), "more");
    }
}
