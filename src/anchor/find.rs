//! Finds a quote in a text: exactly, else folded; never approximately.
//!
//! The first of the two levels that has a hit inside `within` decides what is ambiguous and what `nth` counts. Overlapping hits count; a hit that
//! cuts a grapheme at one of its ends is none (W3C Web Annotation Data Model, 4.2.4: a selection should not).

use std::{
    cell::{OnceCell, RefCell},
    collections::HashMap,
    ops::{Range, RangeInclusive},
    rc::Rc,
};

use super::{
    cut, hits,
    miss::{Candidate, Miss, PassageMiss},
    near::{Near, Nearby},
    quote::{PassageQuote, Quote},
};
use crate::{
    archive::{ListIndex, ParagraphId, ParagraphIds, ParagraphIndex},
    text::{Folded, fold},
};

/// Words with more hits than this are not looked for again.
const OFTEN: usize = 1000;

/// How many hits of such words are remembered.
const REMEMBERED: usize = 2_000_000;

/// How many candidates a miss lists.
const MOST_CANDIDATES: usize = 6;

/// What quotes are looked for in.
#[derive(Debug)]
pub struct PlainText<'a> {
    /// The paragraphs' words joined by one line feed.
    pub text: &'a str,
    /// Bytes of each paragraph.
    pub paragraphs: &'a [(ParagraphId, Range<u32>)],
    ids: OnceCell<ParagraphIds>,
    folded: OnceCell<Folded>,
    nearby: OnceCell<Nearby>,
    often: RefCell<Often>,
}

/// Places in a text, in order.
type Hits = Rc<[Range<usize>]>;

/// Where words stand that stand in many places.
#[derive(Debug, Default)]
struct Often {
    by_words: HashMap<String, (Level, Hits)>,
    size: usize,
}

impl<'a> PlainText<'a> {
    /// A text and its paragraphs: the id and the bytes of each, whose places ascend.
    pub fn new(text: &'a str, paragraphs: &'a [(ParagraphId, Range<u32>)]) -> Self {
        Self {
            text,
            paragraphs,
            ids: OnceCell::new(),
            folded: OnceCell::new(),
            nearby: OnceCell::new(),
            often: RefCell::default(),
        }
    }

    pub(super) fn folded(&self) -> &Folded {
        self.folded.get_or_init(|| Folded::new(self.text))
    }

    /// What is nearly the words, best first; none if too much was looked for in this text already.
    pub(super) fn near(&self, bytes: Range<usize>, words: &str) -> Option<Vec<Near>> {
        let nearby = self.nearby.get_or_init(|| Nearby::new(self.text));
        nearby.nearest(bytes, words)
    }

    /// The paragraph that holds a byte; the first of all if the text has none.
    pub fn paragraph(&self, at: usize) -> ParagraphId {
        let holding = self.paragraphs.get(self.place(at));
        holding.map_or(ParagraphId::counted(ParagraphIndex::at(0)), |(id, _)| *id)
    }

    /// The bytes of the paragraph that holds a byte; all, if the text has none.
    pub(super) fn bytes_at(&self, at: usize) -> Range<usize> {
        let holding = self.paragraphs.get(self.place(at));
        let bytes = |(_, range): &(_, Range<u32>)| range.start as usize..range.end as usize;
        holding.map_or(0..self.text.len(), bytes)
    }

    /// Which paragraph holds a byte, counted from 0.
    fn place(&self, at: usize) -> usize {
        let begun = |(_, range): &(_, Range<u32>)| range.start as usize <= at;
        self.paragraphs.partition_point(begun).saturating_sub(1)
    }

    /// The bytes of some paragraphs; all, if none are named, and none, if they are named backwards.
    pub(super) fn bytes(&self, within: Option<&RangeInclusive<ParagraphId>>) -> Range<usize> {
        let Some(within) = within else {
            return 0..self.text.len();
        };
        let known = || self.paragraphs.iter().map(|(id, _)| *id).collect();
        let ids: &ParagraphIds = self.ids.get_or_init(known);
        let get = |id: ParagraphId| ids.find(id).map(|p| &self.paragraphs[p.place()].1);
        match (get(*within.start()), get(*within.end())) {
            (Some(first), Some(last)) if first.start <= last.start => {
                first.start as usize..last.end as usize
            }
            _ => 0..0,
        }
    }
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

/// Finds the one place that fits.
///
/// # Errors
/// Says why there is none, or not one, with what may have been meant.
pub fn find(text: &PlainText<'_>, quote: &Quote<'_>) -> Result<Found, Miss> {
    let words = quote.words.trim();
    if fold(words).trim().is_empty() {
        return Err(Miss::Empty);
    }
    let fits = Fits::new(text, quote);
    if fits.hits.is_empty() {
        let bytes = text.bytes(quote.within.as_ref());
        return Err(absent(text, words, quote, bytes));
    }
    if fits.fitting.is_empty() {
        return Err(Miss::Absent {
            elsewhere: Vec::new(),
            other_context: fits.hits.iter().take(MOST_CANDIDATES).cloned().collect(),
            cut: None,
            near: Some(Vec::new()),
        });
    }
    fits.one(quote.nth).ok_or_else(|| {
        let candidates = candidates(text, &fits.fitting, quote);
        let count = fits.fitting.len();
        match quote.nth {
            Some(_) => Miss::TooFew { candidates, count },
            None => Miss::Ambiguous { candidates, count },
        }
    })
}

/// What [`find`] finds, without a word on why it finds nothing: for whoever tries many.
pub(super) fn only(text: &PlainText<'_>, quote: &Quote<'_>) -> Option<Found> {
    let is_empty = fold(quote.words).trim().is_empty();
    (!is_empty).then(|| Fits::new(text, quote).one(quote.nth))?
}

/// Where the words of a quote stand.
struct Fits {
    level: Level,
    /// Everywhere.
    hits: Hits,
    /// Beside the words that are to stand beside them.
    fitting: Hits,
}

impl Fits {
    /// Of a quote whose words fold to something.
    fn new(text: &PlainText<'_>, quote: &Quote<'_>) -> Self {
        let bytes = text.bytes(quote.within.as_ref());
        let (level, hits) = hits(text, quote.words.trim(), &bytes);
        let fitting: Hits = match (quote.before, quote.after) {
            (None, None) => hits.clone(),
            (before, after) => {
                let enough = (quote.nth.unwrap_or(0) as usize).max(hits::ENOUGH);
                hits::in_context(text.folded(), &hits, before, after, enough).into()
            }
        };
        Self {
            level,
            hits,
            fitting,
        }
    }

    /// The one that is meant, if it is one.
    fn one(&self, nth: Option<u32>) -> Option<Found> {
        let range = match (nth, &*self.fitting) {
            (Some(nth), fitting) => fitting.get((nth as usize).checked_sub(1)?)?,
            (None, [one]) => one,
            (None, _) => return None,
        };
        Some(Found {
            range: range.clone(),
            level: self.level,
        })
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
            before: some_hits(text, words, &(bytes.start..first.range.end)),
            cut: cut::first(text.text, text.folded(), words, &rest),
            near: text.near(rest, words),
            from: first.range,
        }),
    }
}

/// All hits inside `bytes`, of the first level that has one. Those of words that many quotes may have are remembered.
pub(super) fn hits(text: &PlainText<'_>, words: &str, bytes: &Range<usize>) -> (Level, Hits) {
    let whole = *bytes == (0..text.text.len());
    if whole && let Some((level, hits)) = text.often.borrow().by_words.get(words) {
        return (*level, hits.clone());
    }
    let mut level = Level::Exact;
    let mut found = hits::exact(text.text, words, bytes);
    if found.is_empty() {
        level = Level::Normalized;
        found = hits::folded(text.folded(), words, bytes);
    }
    let found: Hits = found.into();
    let mut often = text.often.borrow_mut();
    if whole && found.len() > OFTEN && often.size + found.len() <= REMEMBERED {
        often.size += found.len();
        let kept = (level, found.clone());
        often.by_words.insert(words.to_owned(), kept);
    }
    (level, found)
}

/// The first hits inside `bytes`.
fn some_hits(text: &PlainText<'_>, words: &str, bytes: &Range<usize>) -> Vec<Range<usize>> {
    let (_, hits) = hits(text, words, bytes);
    hits.iter().take(MOST_CANDIDATES).cloned().collect()
}

/// How often words stand in some paragraphs, without a look at what is nearly the same.
pub(super) fn occurrences(
    text: &PlainText<'_>,
    words: &str,
    within: Option<&RangeInclusive<ParagraphId>>,
) -> usize {
    let words = words.trim();
    match fold(words).trim().is_empty() {
        true => 0,
        false => hits(text, words, &text.bytes(within)).1.len(),
    }
}

fn candidates(text: &PlainText<'_>, hits: &[Range<usize>], quote: &Quote<'_>) -> Vec<Candidate> {
    hits.iter()
        .enumerate()
        .take(MOST_CANDIDATES)
        .map(|(at, hit)| {
            let paragraph = text.paragraph(hit.start);
            let last = text.paragraph(hit.end.saturating_sub(1));
            // Hits are in order, so those of one paragraph stand together; ids of paragraphs that were moved are in none.
            let place = text.place(hit.start);
            let first_alike = hits.partition_point(|h| text.place(h.start) < place);
            let alike = hits.partition_point(|h| text.place(h.start) <= place) - first_alike;
            let place = if last == paragraph {
                format!("in: {paragraph}")
            } else {
                format!("in: {paragraph}-{last}")
            };
            let nth = at + 1 - first_alike;
            let told_apart_by = match (alike, &quote.within) {
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
    let whole = 0..text.text.len();
    let elsewhere = match quote.within {
        Some(_) => some_hits(text, words, &whole),
        None => Vec::new(),
    };
    let cut = match elsewhere.is_empty() {
        true => cut::first(text.text, text.folded(), words, &bytes),
        false => None,
    };
    let near = match elsewhere.is_empty() && cut.is_none() {
        true => match text.near(bytes, words) {
            Some(inside) if inside.is_empty() && quote.within.is_some() => text.near(whole, words),
            inside => inside,
        },
        false => Some(Vec::new()),
    };
    Miss::Absent {
        elsewhere,
        other_context: Vec::new(),
        cut,
        near,
    }
}
