//! What is known of the paragraphs of a text when they are aligned with a ledger ([`align`](super::align())).

use std::borrow::Cow;

use crate::archive::{ParagraphId, WordsDigest};

/// A paragraph of a text as it stands.
#[derive(Clone, Debug)]
pub struct Present<'a> {
    /// Its words as they are compared.
    pub words: Cow<'a, str>,
    /// Of these.
    pub digest: WordsDigest,
}

impl<'a> Present<'a> {
    /// A paragraph with these words.
    pub fn new(words: &'a str) -> Self {
        let words = WordsDigest::compared(words);
        let digest = WordsDigest::of_compared(&words);
        Self { words, digest }
    }
}

/// How the paragraphs of a text stand to the lines of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alignment {
    /// Of each paragraph of the text.
    pub paragraphs: Vec<Aligned>,
    /// Lines whose paragraphs are now a part of another one: the line, and the place of the other. In the order of lines.
    pub joined: Vec<(usize, usize)>,
    /// Lines whose paragraphs are no longer there, in order.
    pub removed: Vec<usize>,
    /// Whether over half of the words are new and over half of those that were sealed are gone.
    pub is_other_text: bool,
}

/// A paragraph of a text and what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aligned {
    /// Its id: the one that it was sealed under, or a new one.
    pub id: ParagraphId,
    /// What it was.
    pub was: Was,
}

/// What a paragraph of a text was, by the line of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Was {
    /// It has the words of the line, in their place.
    Kept(usize),
    /// It has the words of the line in another place.
    Moved(usize),
    /// It is one that was removed or joined, with the words that it had.
    Restored(usize),
    /// It has other words than the line, in its place.
    Reworded(usize),
    /// It was none, and has most of its words from the line.
    Split(usize),
    /// It was none.
    New,
}

impl Was {
    /// The line whose id it has.
    pub fn line(self) -> Option<usize> {
        match self {
            Self::Kept(line) | Self::Moved(line) | Self::Restored(line) | Self::Reworded(line) => {
                Some(line)
            }
            Self::Split(_) | Self::New => None,
        }
    }
}
