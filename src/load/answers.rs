//! What was answered when something was imported: who is meant by labels, as `speakers:` of a transcript has it, and what became of titles, dates and
//! places that were found in words.
//!
//! ```yaml
//! speakers:
//!   MR. ROE: john-roe
//!   Note: false                          # no label: words
//! places:
//!   Brussels, Belgium: brussels          # as printed: the id of a place
//!   Hall of Flags: false                 # no place: words
//! titles:
//!   interview.docx: {INTERVIEW 7: An interview with John Roe}
//! dates:
//!   interview.docx: {2014-04-01: 2014-04-02}
//! names:                                 # of those who were new then, by id
//!   people: {john-roe: John Roe}
//! ```

use std::collections::{BTreeMap, BTreeSet};

use super::{
    cast,
    keys::Diags,
    yaml::{self, Node, Value},
};
use crate::{
    archive::{Date, Speaker},
    source::{
        SourceId,
        diag::{Code, Diagnostic},
    },
};

/// What was answered.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// Who is meant, by label.
    pub speakers: BTreeMap<String, Speaker>,
    /// What is no label.
    pub words: BTreeSet<String>,
    /// The id of a place, by how it is printed; none, if it is no place.
    pub places: BTreeMap<String, Option<String>>,
    /// By file, and by what was found: the title; none, if it is no title.
    pub titles: BTreeMap<String, Settled>,
    /// By file, and by what was found (EDTF): the date (EDTF); none, if it is no date.
    pub dates: BTreeMap<String, Settled>,
    /// By the key of a kind of entries (`people`, `places`), and by id: the name of those who were new then.
    pub names: BTreeMap<String, Settled>,
}

/// What was found, with what it is; none, if it is nothing of that sort.
pub type Settled = BTreeMap<String, Option<String>>;

impl Answers {
    /// The name of somebody or something that was new when this was answered.
    pub fn name(&self, kind: &str, id: &str) -> Option<&String> {
        self.names.get(kind)?.get(id)?.as_ref()
    }

    /// Adds such a name.
    pub fn add_name(&mut self, kind: &str, id: &str, name: &str) {
        let names = self.names.entry(kind.to_owned()).or_default();
        names.insert(id.to_owned(), Some(name.to_owned()));
    }

    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        let Self {
            speakers,
            words,
            places,
            titles,
            dates,
            names,
        } = self;
        let heads = titles.is_empty() && dates.is_empty() && names.is_empty();
        speakers.is_empty() && words.is_empty() && places.is_empty() && heads
    }
}

/// What a text says to have been answered: under the keys of above; a text that has none of them is what stands under `speakers`. Other keys are passed by,
/// so that the header of a transcript can be read, too.
///
/// # Errors
/// What is wrong with it; its places are in the text.
pub fn answers(text: &str) -> Result<Answers, Vec<Diagnostic>> {
    let mut diags = Vec::new();
    let Some(node) = yaml::parse(SourceId(0), text, 0..text.len(), &mut diags) else {
        return if diags.is_empty() {
            Ok(Answers::default())
        } else {
            Err(diags)
        };
    };
    let mut answers = Answers::default();
    let mut has_keys = false;
    let keys = match &node.value {
        Value::Map(keys) => keys.as_slice(),
        Value::Null | Value::Scalar(_) | Value::List(_) => &[],
    };
    for (key, below) in keys {
        // A label may be called `places`; what stands behind it is no map of maps or ids then.
        let is_map = matches!(below.value, Value::Map(_));
        match key.value.as_str() {
            "speakers" => labels(below, &mut answers, &mut diags),
            "places" if is_map => answers.places = settled("places", below, &mut diags),
            "names" if is_map => answers.names = by_file("names", below, &mut diags),
            "titles" if is_map => answers.titles = by_file("titles", below, &mut diags),
            "dates" if is_map => {
                answers.dates = by_file("dates", below, &mut diags);
                check_dates(&answers.dates, below, &mut diags);
            }
            _ => continue,
        }
        has_keys = true;
    }
    if !has_keys {
        labels(&node, &mut answers, &mut diags);
    }
    match diags.is_empty() {
        true => Ok(answers),
        false => Err(diags),
    }
}

fn labels(node: &Node, answers: &mut Answers, diags: &mut Diags) {
    let cast = cast::speakers(node, diags);
    let speakers = cast.speakers.into_iter();
    answers.speakers = speakers.map(|s| (s.label.clone(), s)).collect();
    let words = cast.words.into_iter();
    answers.words = words.map(|label| label.value).collect();
}

/// What was found, each with what it is, or `false`.
fn settled(key: &str, node: &Node, diags: &mut Diags) -> Settled {
    let mut settled = Settled::new();
    for (found, value) in yaml::map(key, node, diags) {
        let is = match cast::is_false(value) {
            true => None,
            false => match yaml::words(&found.value, value, diags) {
                Some(words) => Some(words.value),
                None => continue,
            },
        };
        settled.insert(found.value.clone(), is);
    }
    settled
}

fn by_file(key: &str, node: &Node, diags: &mut Diags) -> BTreeMap<String, Settled> {
    let mut by_file = BTreeMap::new();
    for (file, below) in yaml::map(key, node, diags) {
        let settled = settled(&file.value, below, diags);
        by_file.insert(file.value.clone(), settled);
    }
    by_file
}

fn check_dates(dates: &BTreeMap<String, Settled>, node: &Node, diags: &mut Diags) {
    let answered = dates.values().flat_map(BTreeMap::values).flatten();
    for date in answered {
        if let Err(error) = Date::parse(date) {
            let message = format!("`{date}` is no date: {}", error.message);
            diags.push(Diagnostic::at(Code::BadDate, node.span, message));
        }
    }
}

/// A YAML text as plain values, if it can be read.
pub fn plain(text: &str) -> Option<serde_json::Value> {
    let mut diags = Vec::new();
    let node = yaml::parse(SourceId(0), text, 0..text.len(), &mut diags)?;
    diags.is_empty().then(|| yaml::free(&node))
}
