//! From words that somebody picked to the shortest selector that means them and nothing else.
//!
//! A quote alone if its words are unique, else told apart (see `apart`). What is long, or goes over several paragraphs, is named by its ends (see
//! `passage`); whole paragraphs by their ids. Each is tried on the finder before it is given.

use std::ops::Range;

use super::{
    apart::{Beside, Pick, ToldApart, named, paragraphs, spellings},
    cut,
    find::PlainText,
    passage,
};
use crate::{
    archive::{Name, Selector, Within},
    source::Spanned,
    text::{count_words, fold},
};

/// The most words that are quoted as they are.
const MOST_QUOTED: usize = 25;

/// Why no selector means some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unquotable {
    /// There is nothing but white space and what cannot be seen.
    Empty,
    /// It is no range of the text, or cuts a character.
    Outside,
    /// An end lies in the middle of what readers take for one letter; this is the range with such letters taken in whole.
    CutsLetter(Range<usize>),
    /// The words stand in too many places for any of them to be told apart.
    Repeats,
}

/// The shortest selector that means a range (bytes of the text) and nothing else; blanks at its ends do not count. Whole paragraphs are named by
/// their ids.
///
/// # Errors
/// Says why none means it.
pub fn selector_for(text: &PlainText<'_>, range: Range<usize>) -> Result<Selector, Unquotable> {
    let range = settled(text, range)?;
    match whole_paragraphs(text, &range) {
        Some(within) => Ok(Selector::Paragraphs(within)),
        None => of_words(text, &range),
    }
}

/// The same by the words, also of whole paragraphs: they are marked in the text, and can be corrected.
///
/// # Errors
/// Says why none means it.
pub fn words_for(text: &PlainText<'_>, range: Range<usize>) -> Result<Selector, Unquotable> {
    let range = settled(text, range)?;
    of_words(text, &range)
}

/// The range without blanks at its ends, if it is one that can be found.
fn settled(text: &PlainText<'_>, range: Range<usize>) -> Result<Range<usize>, Unquotable> {
    let words = text.text.get(range.clone()).ok_or(Unquotable::Outside)?;
    let start = range.end - words.trim_start().len();
    let range = start..start + words.trim().len();
    if fold(words).trim().is_empty() {
        return Err(Unquotable::Empty);
    }
    let whole = cut::to_letters(text.text, &range);
    match whole == range {
        true => Ok(range),
        false => Err(Unquotable::CutsLetter(whole)),
    }
}

fn of_words(text: &PlainText<'_>, range: &Range<usize>) -> Result<Selector, Unquotable> {
    let words = &text.text[range.clone()];
    let is_long = words.contains('\n') || count_words(words, MOST_QUOTED + 1) > MOST_QUOTED;
    let found = match is_long {
        true => passage::shortest(text, range).or_else(|| quote(text, range)),
        false => quote(text, range).or_else(|| passage::shortest(text, range)),
    };
    found.ok_or(Unquotable::Repeats)
}

/// The paragraphs that a range is, from their first word to their last.
fn whole_paragraphs(text: &PlainText<'_>, range: &Range<usize>) -> Option<Within> {
    let within = paragraphs(text, range);
    let bytes = text.bytes(Some(&within));
    let words = text.text.get(bytes.clone())?;
    let start = bytes.end - words.trim_start().len();
    (*range == (start..start + words.trim().len())).then(|| named(&within))
}

fn quote(text: &PlainText<'_>, range: &Range<usize>) -> Option<Selector> {
    spellings(&text.text[range.clone()]).find_map(|words| {
        let pick = Pick::new(text, range, &words);
        let alone = || {
            let alone = ToldApart::default();
            pick.is_meant(&alone).then_some(alone)
        };
        let told_apart = alone()
            .or_else(|| pick.by_context(Beside::Both))
            .or_else(|| pick.by_paragraph())
            .or_else(|| pick.by_number())?;
        Some(Selector::Quote {
            words: Name::unplaced(words),
            before: told_apart.before.map(Name::unplaced),
            after: told_apart.after.map(Name::unplaced),
            nth: told_apart.nth.map(Spanned::unplaced),
            within: told_apart.within.as_ref().map(named),
        })
    })
}

#[cfg(test)]
mod tests;
