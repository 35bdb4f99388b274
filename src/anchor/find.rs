//! Finds a quote in a text: exactly, else folded; never approximately.
//!
//! The first of the two levels that has a hit inside `within` decides what is ambiguous and what `nth` counts. Overlapping hits count;
//! a hit that cuts a grapheme at one of its ends is none (W3C Web Annotation Data Model, 4.2.4: a selection should not).

use std::{
    cell::OnceCell,
    ops::{Range, RangeInclusive},
};

use memchr::memmem;
use unicode_segmentation::GraphemeCursor;

use super::{
    cut::{self, Cut},
    near::{self, Near},
};
use crate::text::{Folded, fold};

/// How many hits are looked at.
const MOST_HITS: usize = 100_000;

/// How many candidates a miss lists.
const MOST_CANDIDATES: usize = 6;

/// What quotes are looked for in.
#[derive(Debug)]
pub struct PlainText<'a> {
    /// The paragraphs' words joined by one line feed.
    pub text: &'a str,
    /// Bytes of each paragraph.
    pub paragraphs: &'a [Range<u32>],
    folded: OnceCell<Folded>,
}

impl<'a> PlainText<'a> {
    /// A text and the bytes of its paragraphs.
    pub fn new(text: &'a str, paragraphs: &'a [Range<u32>]) -> Self {
        Self {
            text,
            paragraphs,
            folded: OnceCell::new(),
        }
    }

    fn folded(&self) -> &Folded {
        self.folded.get_or_init(|| Folded::new(self.text))
    }

    /// The number (from 1) of the paragraph that holds a byte.
    pub fn paragraph(&self, at: usize) -> u32 {
        let n = self
            .paragraphs
            .partition_point(|p| p.start as usize <= at)
            .max(1);
        u32::try_from(n).unwrap_or(u32::MAX)
    }

    /// The bytes of some paragraphs; all, if none are named.
    fn bytes(&self, within: Option<&RangeInclusive<u32>>) -> Range<usize> {
        let Some(within) = within else {
            return 0..self.text.len();
        };
        let get = |number: u32| {
            (number as usize)
                .checked_sub(1)
                .and_then(|i| self.paragraphs.get(i))
        };
        match (get(*within.start()), get(*within.end())) {
            (Some(first), Some(last)) => first.start as usize..last.end as usize,
            _ => 0..0,
        }
    }
}

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
    /// Which paragraphs, from 1.
    pub within: Option<RangeInclusive<u32>>,
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
    /// Which paragraphs, from 1.
    pub within: Option<RangeInclusive<u32>>,
}

/// How well words were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// As written.
    Exact,
    /// After folding both sides.
    Normalized,
}

/// Where words were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// How well.
    pub level: Level,
}

/// One of several places that fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Number of its paragraph, from 1.
    pub paragraph: u32,
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
        /// What is nearly the same, best first.
        near: Vec<Near>,
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
        /// What is nearly the same.
        near: Vec<Near>,
    },
}

/// Finds the one place that fits.
///
/// # Errors
/// Says why there is none, or not one, with what may have been meant.
pub fn find(text: &PlainText<'_>, quote: &Quote<'_>) -> Result<Found, Miss> {
    let words = quote.words.trim();
    if fold(words).trim().is_empty() {
        return Err(Miss::Empty);
    }
    let bytes = text.bytes(quote.within.as_ref());
    let (level, hits) = hits(text, words, &bytes);
    if hits.is_empty() {
        return Err(absent(text, words, quote, bytes));
    }
    let fitting: Vec<Range<usize>> = hits
        .iter()
        .filter(|hit| fits_context(text.text, hit, quote.before, quote.after))
        .cloned()
        .collect();
    if fitting.is_empty() {
        return Err(Miss::Absent {
            elsewhere: Vec::new(),
            other_context: hits.into_iter().take(MOST_CANDIDATES).collect(),
            cut: None,
            near: Vec::new(),
        });
    }
    match quote.nth {
        Some(nth) => match (nth as usize).checked_sub(1).and_then(|i| fitting.get(i)) {
            Some(range) => Ok(Found {
                range: range.clone(),
                level,
            }),
            None => Err(Miss::TooFew {
                candidates: candidates(text, &fitting, quote),
                count: fitting.len(),
            }),
        },
        None => match fitting.as_slice() {
            [one] => Ok(Found {
                range: one.clone(),
                level,
            }),
            many => Err(Miss::Ambiguous {
                candidates: candidates(text, many, quote),
                count: many.len(),
            }),
        },
    }
}

/// Finds a passage by its ends.
///
/// # Errors
/// Says which end has no place, or not one.
pub fn find_passage(
    text: &PlainText<'_>,
    passage: &PassageQuote<'_>,
) -> Result<Found, PassageMiss> {
    let from = Quote {
        words: passage.from,
        before: passage.before,
        after: None,
        nth: passage.nth,
        within: passage.within.clone(),
    };
    let first = find(text, &from).map_err(PassageMiss::From)?;
    let bytes = text.bytes(passage.within.as_ref());
    let words = passage.to.trim();
    let rest = first.range.end..bytes.end;
    let (level, found) = hits(text, words, &rest);
    match found.first() {
        Some(last) => {
            let level = if level == Level::Exact {
                first.level
            } else {
                level
            };
            Ok(Found {
                range: first.range.start..last.end,
                level,
            })
        }
        None => Err(PassageMiss::To {
            before: hits(text, words, &(bytes.start..first.range.end))
                .1
                .into_iter()
                .take(MOST_CANDIDATES)
                .collect(),
            cut: cut::first(text.text, text.folded(), words, &rest),
            near: near::nearest(text.text, rest, words),
            from: first.range,
        }),
    }
}

/// All hits inside `bytes`, of the first level that has one.
fn hits(text: &PlainText<'_>, words: &str, bytes: &Range<usize>) -> (Level, Vec<Range<usize>>) {
    let exact = exact_hits(text.text, words, bytes);
    if !exact.is_empty() {
        return (Level::Exact, exact);
    }
    (Level::Normalized, folded_hits(text.folded(), words, bytes))
}

fn exact_hits(text: &str, words: &str, bytes: &Range<usize>) -> Vec<Range<usize>> {
    if words.is_empty() || bytes.is_empty() {
        return Vec::new();
    }
    overlapping(text[bytes.clone()].as_bytes(), words)
        .map(|at| bytes.start + at..bytes.start + at + words.len())
        .filter(|hit| is_border(text, hit.start) && is_border(text, hit.end))
        .take(MOST_HITS)
        .collect()
}

fn folded_hits(folded: &Folded, words: &str, bytes: &Range<usize>) -> Vec<Range<usize>> {
    let words = fold(words);
    let words = words.trim();
    if words.is_empty() {
        return Vec::new();
    }
    overlapping(folded.as_str().as_bytes(), words)
        .filter_map(|at| folded.original(at..at + words.len()))
        .filter(|hit| bytes.start <= hit.start && hit.end <= bytes.end)
        .take(MOST_HITS)
        .collect()
}

/// Where `words` begin in `text`; hits may overlap.
pub(super) fn overlapping<'t>(text: &'t [u8], words: &str) -> impl Iterator<Item = usize> + 't {
    let finder = memmem::Finder::new(words.as_bytes()).into_owned();
    let mut at = 0;
    std::iter::from_fn(move || {
        let hit = at + finder.find(text.get(at..)?)?;
        at = hit + 1;
        Some(hit)
    })
}

/// Whether a grapheme ends at this byte.
pub(super) fn is_border(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    match (at.checked_sub(1).and_then(|i| bytes.get(i)), bytes.get(at)) {
        (None, _) | (_, None) => true,
        (Some(b'\r'), Some(b'\n')) => false,
        (Some(a), Some(b)) if a.is_ascii() && b.is_ascii() => true,
        _ => {
            text.is_char_boundary(at)
                && GraphemeCursor::new(at, text.len(), true)
                    .is_boundary(text, 0)
                    .unwrap_or(true)
        }
    }
}

/// Whether the words before and after a hit are those that were named.
fn fits_context(text: &str, hit: &Range<usize>, before: Option<&str>, after: Option<&str>) -> bool {
    let fits_before = before.is_none_or(|words| {
        let from = text.floor_char_boundary(hit.start.saturating_sub(words.len() * 4 + 64));
        fold(&text[from..hit.start])
            .trim_end()
            .ends_with(fold(words).trim())
    });
    let fits_after = after.is_none_or(|words| {
        let to = text.ceil_char_boundary((hit.end + words.len() * 4 + 64).min(text.len()));
        fold(&text[hit.end..to])
            .trim_start()
            .starts_with(fold(words).trim())
    });
    fits_before && fits_after
}

fn candidates(text: &PlainText<'_>, hits: &[Range<usize>], quote: &Quote<'_>) -> Vec<Candidate> {
    hits.iter()
        .take(MOST_CANDIDATES)
        .map(|hit| {
            let paragraph = text.paragraph(hit.start);
            let last = text.paragraph(hit.end.saturating_sub(1));
            let alike: Vec<&Range<usize>> = hits
                .iter()
                .filter(|h| text.paragraph(h.start) == paragraph)
                .collect();
            let place = if last == paragraph {
                format!("in: p{paragraph}")
            } else {
                format!("in: p{paragraph}-p{last}")
            };
            let nth = alike.iter().position(|h| *h == hit).map_or(1, |i| i + 1);
            let told_apart_by = match (alike.len(), &quote.within) {
                (1, _) => vec![place],
                (_, Some(within)) if within.start() == within.end() => vec![format!("nth: {nth}")],
                (_, _) => vec![place, format!("nth: {nth}")],
            };
            Candidate {
                range: hit.clone(),
                paragraph,
                told_apart_by,
            }
        })
        .collect()
}

fn absent(text: &PlainText<'_>, words: &str, quote: &Quote<'_>, bytes: Range<usize>) -> Miss {
    let elsewhere = match quote.within {
        Some(_) => hits(text, words, &(0..text.text.len())).1,
        None => Vec::new(),
    };
    let cut = match elsewhere.is_empty() {
        true => cut::first(text.text, text.folded(), words, &bytes),
        false => None,
    };
    let near = match elsewhere.is_empty() && cut.is_none() {
        true => {
            let inside = near::nearest(text.text, bytes.clone(), words);
            if inside.is_empty() && quote.within.is_some() {
                near::nearest(text.text, 0..text.text.len(), words)
            } else {
                inside
            }
        }
        false => Vec::new(),
    };
    Miss::Absent {
        elsewhere: elsewhere.into_iter().take(MOST_CANDIDATES).collect(),
        other_context: Vec::new(),
        cut,
        near,
    }
}
