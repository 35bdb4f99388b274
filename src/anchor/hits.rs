//! Where words stand in a text, and what stands beside them. Every search passes over the text once, however often words repeat in it.

use std::ops::Range;

use memchr::memmem;
use unicode_segmentation::GraphemeCursor;

use crate::text::{Folded, fold};

/// How many hits are looked at.
const MOST: usize = 100_000;

/// So many places that fit are counted where there should be one.
pub(super) const ENOUGH: usize = 1000;

/// With more hits than this, all places of the words beside them are looked for first.
const FEW: usize = 64;

/// Hits of the words as they are.
pub(super) fn exact(text: &str, words: &str, bytes: &Range<usize>) -> Vec<Range<usize>> {
    if words.is_empty() || bytes.is_empty() {
        return Vec::new();
    }
    overlapping(text[bytes.clone()].as_bytes(), words)
        .map(|at| bytes.start + at..bytes.start + at + words.len())
        .filter(|hit| is_border(text, hit.start) && is_border(text, hit.end))
        .take(MOST)
        .collect()
}

/// Hits after folding both sides.
pub(super) fn folded(folded: &Folded, words: &str, bytes: &Range<usize>) -> Vec<Range<usize>> {
    let words = fold(words);
    let words = words.trim();
    if words.is_empty() {
        return Vec::new();
    }
    let within = folded.place(bytes.start)..folded.place(bytes.end);
    let text = &folded.as_str().as_bytes()[within.clone()];
    overlapping(text, words)
        .filter_map(|at| folded.original(within.start + at..within.start + at + words.len()))
        .filter(|hit| bytes.start <= hit.start && hit.end <= bytes.end)
        .take(MOST)
        .collect()
}

/// Where `words` (not empty) begin in `text`; hits may overlap. After a hit it goes on byte by byte, with what is known of the words'
/// own repetitions (Knuth, Morris and Pratt), until none can be open; from there it jumps to the next one.
pub(super) fn overlapping<'t>(text: &'t [u8], words: &str) -> impl Iterator<Item = usize> + 't {
    let words = words.as_bytes().to_vec();
    let finder = memmem::Finder::new(&words).into_owned();
    let mut borders: Vec<usize> = Vec::new();
    let mut at = 0;
    // So many bytes before `at` are the beginning of the words.
    let mut open = 0;
    std::iter::from_fn(move || {
        while open > 0 {
            let byte = *text.get(at)?;
            while open > 0 && words[open] != byte {
                open = borders[open - 1];
            }
            open += usize::from(words[open] == byte);
            at += 1;
            if open == words.len() {
                open = borders[open - 1];
                return Some(at - words.len());
            }
        }
        let hit = at + finder.find(text.get(at..)?)?;
        at = hit + words.len();
        if borders.is_empty() {
            borders = borders_of(&words);
        }
        open = borders.last().copied().unwrap_or(0);
        Some(hit)
    })
}

/// For each beginning of the words: the length of its longest proper beginning that is its end, too.
fn borders_of(words: &[u8]) -> Vec<usize> {
    let mut borders = vec![0; words.len()];
    let mut length = 0;
    for at in 1..words.len() {
        while length > 0 && words[length] != words[at] {
            length = borders[length - 1];
        }
        length += usize::from(words[length] == words[at]);
        borders[at] = length;
    }
    borders
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

/// Those hits beside which the words stand that were named, after folding; no more than `enough`.
pub(super) fn in_context(
    folded: &Folded,
    hits: &[Range<usize>],
    before: Option<&str>,
    after: Option<&str>,
    enough: usize,
) -> Vec<Range<usize>> {
    let many = hits.len() > FEW;
    let side = |words: Option<&str>, end| words.and_then(|w| Beside::new(folded, w, end, many));
    let sides = [side(before, End::First), side(after, End::Last)];
    let sides: Vec<Beside<'_>> = sides.into_iter().flatten().collect();
    let fits = |hit: &Range<usize>| sides.iter().all(|side| side.fits(hit));
    // Where the words beside them are rarer than the hits, few of the hits are looked at.
    let rarest = sides.iter().min_by_key(|side| side.count());
    match rarest.filter(|side| side.count() < hits.len() / 4) {
        Some(side) => {
            let near = side.places.iter().flatten();
            let near = near.flat_map(|&place| side.hits_beside(place, hits));
            near.filter(|hit| fits(hit)).take(enough).cloned().collect()
        }
        None => {
            let fitting = hits.iter().filter(|hit| fits(hit));
            fitting.take(enough).cloned().collect()
        }
    }
}

/// The end of a hit that other words are to touch, but for white space.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
}

/// Words that are to stand beside a hit.
struct Beside<'f> {
    folded: &'f Folded,
    words: String,
    end: End,
    /// Where they begin in the folded text, in order. With many hits they are looked for once: they may be long, and never fit.
    places: Option<Vec<usize>>,
}

impl<'f> Beside<'f> {
    /// None if there is nothing that could be missed.
    fn new(folded: &'f Folded, words: &str, end: End, many: bool) -> Option<Self> {
        let words = fold(words).trim().to_owned();
        let text = folded.as_str().as_bytes();
        (!words.is_empty()).then(|| Self {
            places: many.then(|| overlapping(text, &words).collect()),
            folded,
            words,
            end,
        })
    }

    /// How often the words stand in the text, if that is known.
    fn count(&self) -> usize {
        self.places.as_ref().map_or(usize::MAX, Vec::len)
    }

    fn fits(&self, hit: &Range<usize>) -> bool {
        let text = self.folded.as_str();
        let start = match self.end {
            End::First => {
                let end = text[..self.folded.place(hit.start)].trim_end().len();
                match end.checked_sub(self.words.len()) {
                    Some(start) => start,
                    None => return false,
                }
            }
            End::Last => text.len() - text[self.folded.place(hit.end)..].trim_start().len(),
        };
        match &self.places {
            Some(places) => places.binary_search(&start).is_ok(),
            None => text.as_bytes()[start..].starts_with(self.words.as_bytes()),
        }
    }

    /// Those hits (in order) that touch the words at this place, or hardly not.
    fn hits_beside<'h>(&self, place: usize, hits: &'h [Range<usize>]) -> &'h [Range<usize>] {
        let text = self.folded.as_str();
        let (from, to) = match self.end {
            End::First => {
                let end = place + self.words.len();
                (end, text.len() - text[end..].trim_start().len())
            }
            End::Last => (text[..place].trim_end().len(), place),
        };
        let touching = |hit: &Range<usize>| match self.end {
            End::First => self.folded.place(hit.start),
            End::Last => self.folded.place(hit.end),
        };
        let first = hits.partition_point(|hit| touching(hit) < from);
        let rest = &hits[first..];
        &rest[..rest.iter().take_while(|hit| touching(hit) <= to).count()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn naive(text: &str, words: &str) -> Vec<usize> {
        (0..text.len())
            .filter(|&at| text.as_bytes()[at..].starts_with(words.as_bytes()))
            .collect()
    }

    #[test]
    fn paragraphs_that_are_named_backwards_hold_nothing() {
        use super::super::{
            find::{PlainText, find},
            miss::Miss,
            quote::Quote,
        };
        use crate::archive::{ListIndex, ParagraphId, ParagraphIndex};
        let id = |number: usize| ParagraphId::counted(ParagraphIndex::at(number - 1));
        let paragraphs = [(id(1), 0..3), (id(2), 4..7), (id(3), 8..11)];
        let text = PlainText::new("one\ntwo\none", &paragraphs);
        let quote = Quote {
            words: "two",
            before: None,
            after: None,
            nth: None,
            within: Some(std::ops::RangeInclusive::new(id(3), id(1))),
        };
        assert!(matches!(find(&text, &quote), Err(Miss::Absent { .. })));
    }

    #[test]
    fn overlapping_hits_count_each() {
        let hits = |text: &str, words: &str| -> Vec<usize> {
            overlapping(text.as_bytes(), words).collect()
        };
        assert_eq!(hits("aaaa", "aa"), [0, 1, 2]);
        assert_eq!(hits("ababa cabab", "aba"), [0, 2, 7]);
        assert_eq!(hits("abc", "abcd"), [0; 0]);
    }

    #[test]
    fn words_that_repeat_are_found_in_one_pass() {
        // Compared anew at each hit, these would take five thousand million steps.
        let text = "a".repeat(200_000);
        let words = "a".repeat(100_000);
        assert_eq!(overlapping(text.as_bytes(), &words).count(), 100_001);
    }

    proptest::proptest! {
        #[test]
        fn every_hit_is_found(text in "[ab]{0,60}", words in "[ab]{1,6}") {
            let found: Vec<usize> = overlapping(text.as_bytes(), &words).collect();
            proptest::prop_assert_eq!(found, naive(&text, &words));
        }

        #[test]
        fn many_hits_are_told_apart_as_few_are(
            text in "[ab ]{200,400}",
            before in "[ab ]{0,7}",
            after in "[ab ]{0,7}",
        ) {
            let folded = Folded::new(&text);
            let hits = exact(&text, "a", &(0..text.len()));
            let all = in_context(&folded, &hits, Some(&before), Some(&after), usize::MAX);
            let each: Vec<Range<usize>> = hits
                .iter()
                .flat_map(|hit| in_context(&folded, std::slice::from_ref(hit), Some(&before), Some(&after), 1))
                .collect();
            proptest::prop_assert_eq!(all, each);
        }
    }
}
