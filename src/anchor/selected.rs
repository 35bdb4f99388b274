//! What a selector selects in a text by itself, for who writes annotations; what is wrong with one is told when all are anchored.

use std::ops::Range;

use super::{
    find::{PlainText, find, find_passage},
    quote::{PassageQuote, Quote},
};
use crate::archive::{Selector, Within};

/// The bytes that a selector selects; none if it selects nothing, or if it is not clear what.
pub fn selected(text: &PlainText<'_>, selector: &Selector) -> Option<Range<usize>> {
    let ids = |within: &Within| within.first.id..=within.last.id;
    match selector {
        Selector::Whole => Some(0..text.text.len()),
        Selector::Paragraphs(within) => {
            Some(text.bytes(Some(&ids(within)))).filter(|bytes| !bytes.is_empty())
        }
        Selector::Quote {
            words,
            before,
            after,
            nth,
            within,
        } => {
            let within = within.as_ref().map(ids);
            let quote = Quote::of(words, (before, after), nth, within);
            find(text, &quote).ok().map(|found| found.range)
        }
        Selector::Passage {
            from,
            to,
            before,
            nth,
            within,
        } => {
            let within = within.as_ref().map(ids);
            let passage = PassageQuote::of((from, to), before, nth, within);
            find_passage(text, &passage).ok().map(|found| found.range)
        }
    }
}
