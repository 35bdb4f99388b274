//! Why words were not found, with what may have been meant.

use std::ops::Range;

use super::{cut::Cut, near::Near};
use crate::archive::ParagraphId;

/// One of several places that fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Its paragraph.
    pub paragraph: ParagraphId,
    /// Keys that tell it apart, ready to paste: `in: p5`, or `in: p5` and `nth: 2`.
    pub told_apart_by: Vec<String>,
}

/// Why words were not found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Miss {
    /// Nothing but white space was to be looked for.
    Empty,
    /// No place fits.
    Absent {
        /// The words stand outside the paragraphs that were named.
        elsewhere: Vec<Range<usize>>,
        /// The words stand here, but not beside the words of `before` and `after`.
        other_context: Vec<Range<usize>>,
        /// The words stand here, but for an end that cuts a letter.
        cut: Option<Cut>,
        /// What is nearly the same, best first; none if it was not looked for, since too much was in this text.
        near: Option<Vec<Near>>,
    },
    /// More than one place fits.
    Ambiguous {
        /// The first of them.
        candidates: Vec<Candidate>,
        /// How many in all.
        count: usize,
    },
    /// There are fewer hits than `nth` says.
    TooFew {
        /// The hits.
        candidates: Vec<Candidate>,
        /// How many in all.
        count: usize,
    },
}

/// Which end of a passage was not found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PassageMiss {
    /// Its first words.
    From(Miss),
    /// Its last words, after the first words at this place.
    To {
        /// Where `from` stands.
        from: Range<usize>,
        /// Places of `to` that lie before the end of `from`.
        before: Vec<Range<usize>>,
        /// `to` stands here, but for an end that cuts a letter.
        cut: Option<Cut>,
        /// What is nearly the same; none if it was not looked for.
        near: Option<Vec<Near>>,
    },
}
