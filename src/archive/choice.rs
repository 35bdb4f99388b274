//! The words of which a key may hold one.

use super::{Certainty, Part, Record, config::Omit, value::Choice};
use crate::text::Words;

impl Choice {
    /// The words, in the order in which they are told.
    pub fn words(self) -> Vec<String> {
        let of = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        match self {
            Self::Records => of(&Record::ALL.map(|(word, _)| word)),
            Self::Parts => of(&Part::ALL.map(|(word, _)| word)),
            Self::Certainties => of(&Certainty::ALL.map(|(word, _)| word)),
            Self::Forms => forms(),
            Self::LinesOf => of(&["wrapped", "paragraphs"]),
            Self::Comments => of(&["words", "drop"]),
            Self::Urls => of(&["files", "directories"]),
            Self::Omitted => of(&Omit::WORDS),
            Self::Formats => of(&FORMATS),
        }
    }
}

/// The forms for which pages have words in each language: those of the phrases `form_...`.
fn forms() -> Vec<String> {
    let english = Words::english();
    let names = english.phrases().map(|phrase| phrase.entry.name);
    let forms = names.filter_map(|name| name.strip_prefix("form_"));
    forms.map(|form| form.replace('_', "-")).collect()
}

/// The formats that `exports:` may ask for; the exporters themselves are far above, and a test of theirs compares.
const FORMATS: [&str; 12] = [
    "text",
    "markdown",
    "annotations",
    "json",
    "tei",
    "csv",
    "skos",
    "feeds",
    "ro-crate",
    "iiif",
    "resourcesync",
    "oai-pmh",
];
