//! A long passage by its ends: `from` and `to`.
//!
//! Each end has three words at least, if the passage has as many: of one word the next correction might bring a second before it, and the passage
//! would end there without anybody being told.

use std::ops::Range;

use super::{
    apart::{Beside, Pick, ToldApart, named, paragraphs, spellings},
    find::{PlainText, find_passage, hits},
    quote::PassageQuote,
};
use crate::{
    archive::{Name, Selector},
    source::Spanned,
    text::{word_ends, word_starts},
};

/// The fewest words of an end.
const FEWEST: usize = 3;

/// The most words that the first end has by which it is told apart; then other keys do it.
const MOST: usize = 8;

/// The shortest ends that mean a range, which is trimmed and cuts no letter.
pub(super) fn shortest(text: &PlainText<'_>, range: &Range<usize>) -> Option<Selector> {
    let lengths = first_lengths(&text.text[range.clone()]);
    let fewest = lengths.get(FEWEST - 1).or(lengths.last()).copied()?;
    let longer = lengths.iter().copied().filter(|&length| length >= fewest);
    let alone = longer.map(|length| (length, How::Alone));
    let others = [How::Context, How::Paragraph, How::Number].map(|how| (fewest, how));
    alone.chain(others).find_map(|(length, how)| {
        let first = range.start..range.start + length;
        spellings(&text.text[first.clone()]).find_map(|from| {
            let pick = Pick::new(text, &first, &from).within(paragraphs(text, range));
            let by = how.told_apart(&pick)?;
            let to = last_words(text, &first, range, &by)?;
            checked(text, range, by, [from, to])
        })
    })
}

/// How the first end is told apart from the same words elsewhere.
#[derive(Clone, Copy)]
enum How {
    Alone,
    Context,
    Paragraph,
    Number,
}

impl How {
    fn told_apart(self, pick: &Pick<'_>) -> Option<ToldApart> {
        match self {
            How::Alone => {
                let alone = ToldApart::default();
                pick.is_meant(&alone).then_some(alone)
            }
            How::Context => pick.by_context(Beside::Before),
            How::Paragraph => pick.by_paragraph(),
            How::Number => pick.by_number(),
        }
    }
}

/// How long the first words may be, the shortest first: they end with a word, in the first paragraph, and leave words for the other end.
fn first_lengths(words: &str) -> Vec<usize> {
    let paragraph = words.split('\n').next().unwrap_or(words);
    let leaves = |length: &usize| words[*length..].contains(char::is_alphanumeric);
    let mut lengths: Vec<usize> = word_ends(paragraph).take(MOST).take_while(leaves).collect();
    let whole = paragraph.trim_end().len();
    if lengths.is_empty() && whole < words.len() {
        lengths.push(whole);
    }
    lengths
}

/// The shortest last words whose first place behind the first words is the end of the range.
fn last_words(
    text: &PlainText<'_>,
    first: &Range<usize>,
    range: &Range<usize>,
    by: &ToldApart,
) -> Option<String> {
    let rest = &text.text[first.end..range.end];
    let behind = first.end..text.bytes(by.within.as_ref()).end;
    let begin = first.end + rest.len() - rest.trim_start().len();
    let mut starts: Vec<usize> = word_starts(rest).map(|start| first.end + start).collect();
    let paragraph = rest.rfind('\n').map_or(begin, |feed| first.end + feed + 1);
    let few = starts.iter().take_while(|start| **start >= paragraph);
    let fewest = few.take(FEWEST).count().max(1) - 1;
    if starts.last() != Some(&begin) {
        starts.push(begin);
    }
    let spelled = |at: usize| {
        let start = *starts.get(at)?;
        spellings(&text.text[start..range.end]).find(|to| {
            let (_, found) = hits(text, to, &behind);
            found.first() == Some(&(start..range.end))
        })
    };
    // Longer ends stand in no more places, so the shortest that will do is found by halves.
    let (mut too_short, mut step, mut at) = (fewest, 1, fewest);
    while spelled(at).is_none() {
        if at + 1 >= starts.len() {
            return None;
        }
        too_short = at + 1;
        at = (at + step).min(starts.len() - 1);
        step *= 2;
    }
    while too_short < at {
        let middle = too_short + (at - too_short) / 2;
        match spelled(middle) {
            Some(_) => at = middle,
            None => too_short = middle + 1,
        }
    }
    spelled(at)
}

/// The selector, if it is found where it should be.
fn checked(
    text: &PlainText<'_>,
    range: &Range<usize>,
    by: ToldApart,
    [from, to]: [String; 2],
) -> Option<Selector> {
    let passage = PassageQuote {
        from: &from,
        to: &to,
        before: by.before.as_deref(),
        nth: by.nth,
        within: by.within.clone(),
    };
    let found = find_passage(text, &passage).ok()?;
    (found.range == *range).then(|| Selector::Passage {
        from: Name::unplaced(from),
        to: Name::unplaced(to),
        before: by.before.map(Name::unplaced),
        nth: by.nth.map(Spanned::unplaced),
        within: by.within.as_ref().map(named),
    })
}
