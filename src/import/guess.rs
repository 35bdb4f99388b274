//! What was found in words, and is not stated by the file: whoever imports is asked whether it is right.

use std::collections::BTreeSet;

use crate::{
    archive::{Header, Speaker},
    load::speech::folded_label,
};

/// Something that was found, and that the file does not state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// What it is taken for.
    pub what: Guessed,
    /// Where it was found.
    pub whence: Whence,
    /// As it is printed there.
    pub printed: String,
}

/// What something that was found is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guessed {
    /// The title in the header.
    Title,
    /// The date in the header.
    Date,
    /// The place of this key, which the header names, and of which an entry is brought.
    Place(String),
    /// This label, declared in the header: it was told by words alone that somebody speaks behind it.
    Label(String),
}

/// Where something was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whence {
    /// In words that are no longer in the transcript, since they are that: if they are not, the file is to be read again.
    Words,
    /// In words that are still there, or that the file has beside them.
    Beside,
    /// In the name of the file.
    Name,
}

impl Guess {
    pub(super) fn new(what: Guessed, whence: Whence, printed: impl Into<String>) -> Self {
        Self {
            what,
            whence,
            printed: printed.into(),
        }
    }

    /// Labels that were told by words alone.
    pub(super) fn labels<'s>(speakers: impl Iterator<Item = &'s Speaker>) -> Vec<Self> {
        let labels = speakers.map(|speaker| speaker.label.clone());
        let guess = |label: String| Self::new(Guessed::Label(label.clone()), Whence::Words, label);
        labels.map(guess).collect()
    }

    /// Those of the labels of a header that these are, by what they are folded.
    pub(super) fn labels_among(header: &Header, folded: &BTreeSet<String>) -> Vec<Self> {
        let speakers = header.speakers.iter();
        Self::labels(speakers.filter(|speaker| folded.contains(&folded_label(&speaker.label))))
    }
}
