//! What is looked for: words, or the ends of a passage.

use std::ops::RangeInclusive;

use crate::{archive::ParagraphId, source::Spanned};

/// Words to look for.
#[derive(Clone, Debug)]
pub struct Quote<'a> {
    /// The words; white space at their ends does not count.
    pub words: &'a str,
    /// Words directly before them.
    pub before: Option<&'a str>,
    /// Words directly after them.
    pub after: Option<&'a str>,
    /// Which hit, from 1.
    pub nth: Option<u32>,
    /// Which paragraphs.
    pub within: Option<RangeInclusive<ParagraphId>>,
}

/// The ends of a long passage to look for.
#[derive(Clone, Debug)]
pub struct PassageQuote<'a> {
    /// Its first words; must be unique.
    pub from: &'a str,
    /// Its last words: the first hit after `from`.
    pub to: &'a str,
    /// Words directly before `from`.
    pub before: Option<&'a str>,
    /// Which hit of `from`, from 1.
    pub nth: Option<u32>,
    /// Which paragraphs.
    pub within: Option<RangeInclusive<ParagraphId>>,
}

impl<'a> Quote<'a> {
    /// As a selector has it: what stands before and after the words, and which hit.
    pub(super) fn of(
        words: &'a Spanned<String>,
        (before, after): (&'a Option<Spanned<String>>, &'a Option<Spanned<String>>),
        nth: &Option<Spanned<u32>>,
        within: Option<RangeInclusive<ParagraphId>>,
    ) -> Self {
        Self {
            words: &words.value,
            before: before.as_ref().map(|b| b.value.as_str()),
            after: after.as_ref().map(|a| a.value.as_str()),
            nth: nth.as_ref().map(|n| n.value),
            within,
        }
    }
}

impl<'a> PassageQuote<'a> {
    /// As a selector has it: its ends, what stands before it, and which hit.
    pub(super) fn of(
        (from, to): (&'a Spanned<String>, &'a Spanned<String>),
        before: &'a Option<Spanned<String>>,
        nth: &Option<Spanned<u32>>,
        within: Option<RangeInclusive<ParagraphId>>,
    ) -> Self {
        Self {
            from: &from.value,
            to: &to.value,
            before: before.as_ref().map(|b| b.value.as_str()),
            nth: nth.as_ref().map(|n| n.value),
            within,
        }
    }
}
