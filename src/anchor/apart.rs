//! What tells words apart from the same words elsewhere: the fewest words beside them, at most three; their paragraph; their number.

use std::ops::{Range, RangeInclusive};

use super::{
    find::{PlainText, hits, only},
    hits::is_border,
    quote::Quote,
};
use crate::{
    archive::{ParagraphId, Within},
    source::Span,
    text::{word_ends, word_starts},
};

/// The most words that are named beside a quote.
const MOST_BESIDE: usize = 3;

/// The paragraphs that hold a range.
pub(super) fn paragraphs(
    text: &PlainText<'_>,
    range: &Range<usize>,
) -> RangeInclusive<ParagraphId> {
    let last = range.end.saturating_sub(1).max(range.start);
    text.paragraph(range.start)..=text.paragraph(last)
}

/// Paragraphs as a selector names them.
pub(super) fn named(within: &RangeInclusive<ParagraphId>) -> Within {
    Within {
        first: (*within.start()).into(),
        last: (*within.end()).into(),
        span: Span::NOWHERE,
    }
}

/// How words are written: with one blank wherever there is white space; and as they stand, should that not be found.
pub(super) fn spellings(words: &str) -> impl Iterator<Item = String> {
    let plain = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let as_they_stand = (plain != words && !words.contains(['\n', '\r'])).then(|| words.to_owned());
    std::iter::once(plain).chain(as_they_stand)
}

/// Words of a text at a place, which stand elsewhere, too.
pub(super) struct Pick<'p> {
    text: &'p PlainText<'p>,
    range: &'p Range<usize>,
    words: &'p str,
    within: RangeInclusive<ParagraphId>,
}

/// Beside which end of a quote other words may be named.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    Both,
    Before,
}

/// What tells words apart from the same words elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ToldApart {
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    pub(super) within: Option<RangeInclusive<ParagraphId>>,
    pub(super) nth: Option<u32>,
}

impl<'p> Pick<'p> {
    /// Words that stand at a range, as they are to be written.
    pub(super) fn new(text: &'p PlainText<'p>, range: &'p Range<usize>, words: &'p str) -> Self {
        Self {
            text,
            range,
            words,
            within: paragraphs(text, range),
        }
    }

    /// The same with `in:` for more paragraphs than hold the words.
    pub(super) fn within(self, within: RangeInclusive<ParagraphId>) -> Self {
        Self { within, ..self }
    }

    /// Whether this alone is meant.
    pub(super) fn is_meant(&self, by: &ToldApart) -> bool {
        let quote = Quote {
            words: self.words,
            before: by.before.as_deref(),
            after: by.after.as_deref(),
            nth: by.nth,
            within: by.within.clone(),
        };
        only(self.text, &quote).is_some_and(|found| found.range == *self.range)
    }

    /// The fewest words beside it; of as many before and after it the shorter ones, and of those as long as each other the ones after it.
    pub(super) fn by_context(&self, beside: Beside) -> Option<ToldApart> {
        (1..=MOST_BESIDE).find_map(|count| {
            let after = (beside == Beside::Both)
                .then(|| self.after(count))
                .flatten();
            let after = after.map(|words| ToldApart {
                after: Some(words),
                ..ToldApart::default()
            });
            let before = self.before(count).map(|words| ToldApart {
                before: Some(words),
                ..ToldApart::default()
            });
            let mut both: Vec<ToldApart> = after.into_iter().chain(before).collect();
            both.sort_by_key(|by| {
                let words = by.after.as_ref().or(by.before.as_ref());
                words.map_or(0, |words| words.chars().count())
            });
            both.into_iter().find(|by| self.is_meant(by))
        })
    }

    /// Its paragraph.
    pub(super) fn by_paragraph(&self) -> Option<ToldApart> {
        let by = ToldApart {
            within: Some(self.within.clone()),
            ..ToldApart::default()
        };
        self.is_meant(&by).then_some(by)
    }

    /// Its number in the paragraph, which need not be named if the words stand nowhere else.
    pub(super) fn by_number(&self) -> Option<ToldApart> {
        let number = |within: Option<&RangeInclusive<ParagraphId>>| {
            let (_, hits) = hits(self.text, self.words.trim(), &self.text.bytes(within));
            let place = |hit: &Range<usize>| (hit.start, hit.end);
            let at = hits.binary_search_by_key(&place(self.range), place).ok()?;
            Some((u32::try_from(at + 1).ok()?, hits.len()))
        };
        let (nth, count) = number(Some(&self.within))?;
        let is_named = number(None).is_none_or(|(_, everywhere)| everywhere > count);
        let by = ToldApart {
            nth: Some(nth),
            within: is_named.then(|| self.within.clone()),
            ..ToldApart::default()
        };
        self.is_meant(&by).then_some(by)
    }

    /// So many words directly before it, in its paragraph.
    fn before(&self, count: usize) -> Option<String> {
        let text = self.text.text;
        let begins = self.text.bytes_at(self.range.start).start;
        let words = text.get(begins..self.range.start)?;
        let start = word_starts(words).nth(count.checked_sub(1)?)?;
        whole_letters(text, begins + start..self.range.start)
    }

    /// So many words directly after it, in its paragraph.
    fn after(&self, count: usize) -> Option<String> {
        let text = self.text.text;
        let ends = self.text.bytes_at(self.range.end.saturating_sub(1)).end;
        let words = text.get(self.range.end..ends)?;
        let end = word_ends(words).nth(count.checked_sub(1)?)?;
        whole_letters(text, self.range.end..self.range.end + end)
    }
}

/// Words with one blank wherever there is white space, if no end of them cuts a letter.
fn whole_letters(text: &str, range: Range<usize>) -> Option<String> {
    let whole = is_border(text, range.start) && is_border(text, range.end);
    let words = text.get(range).filter(|_| whole)?;
    spellings(words).next()
}
