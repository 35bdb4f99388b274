//! What an importer is asked, and what it answers.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Debug,
};

use super::{brought::Imported, file::ImportFile, unreadable::Unreadable};
use crate::{archive::Kinds, load::speech::folded_label};

/// A format whose files can be brought into an archive.
///
/// It is pure: two calls with the same give the same. It looks at neither disk nor clock nor at the archive, but for what it is [`Asked`]; whom a
/// label means and which id something gets is settled later, with whoever imports.
pub trait Importer: Debug + Send + Sync {
    /// One word for it, which no other importer has: `webvtt`.
    fn name(&self) -> &'static str;

    /// What people call it: `WebVTT captions`.
    fn title(&self) -> &'static str;

    /// Whether a file is of this format, told by what is in it; its name may only decide between two that are alike. It looks at no more than it
    /// must, and never fails: a damaged file of this format is still of it.
    fn claims(&self, file: &ImportFile) -> Claim;

    /// Reads a file.
    ///
    /// # Errors
    /// When nothing of it can be had: it is damaged, too large, or not of this format.
    fn read(&self, file: &ImportFile, asked: &Asked) -> Result<Imported, Unreadable>;
}

/// How sure an importer is that a file is of its format; the surest reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Claim {
    /// It is not.
    No,
    /// It can be read as such, as nearly every text can.
    Perhaps,
    /// It looks like it.
    Likely,
    /// It says so itself.
    Sure,
}

/// What whoever imports asks for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// What becomes of tracked changes.
    pub changes: Changes,
    /// BCP 47: the language of the words, if the file does not say.
    pub language: Option<String>,
    /// The kinds of entries that the archive has.
    pub kinds: Kinds,
    /// Its editors: their names by their ids.
    pub editors: BTreeMap<String, String>,
    /// What is words, whatever it looks like.
    pub as_words: AsWords,
}

/// What somebody said to be words, though it looks like something else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AsWords {
    /// What is no label (`Note: false` of a transcript's `speakers`), by what it is folded.
    labels: BTreeSet<String>,
    /// What is no title, as it was found.
    pub titles: BTreeSet<String>,
    /// What is no date of the whole, as EDTF.
    pub dates: BTreeSet<String>,
    /// What is no place, as it is printed.
    pub places: BTreeSet<String>,
}

impl AsWords {
    /// Adds what is no label.
    pub fn add_label(&mut self, label: &str) {
        self.labels.insert(folded_label(label));
    }

    /// Whether this is no label.
    pub fn has_label(&self, label: &str) -> bool {
        !self.labels.is_empty() && self.labels.contains(&folded_label(label))
    }

    /// Adds all that another has.
    pub fn extend(&mut self, other: &Self) {
        self.labels.extend(other.labels.iter().cloned());
        self.titles.extend(other.titles.iter().cloned());
        self.dates.extend(other.dates.iter().cloned());
        self.places.extend(other.places.iter().cloned());
    }
}

/// What becomes of tracked changes: all alike, never mixed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Changes {
    /// As the text reads once all are accepted.
    #[default]
    Accept,
    /// As it read before.
    Reject,
}
