//! Where words stand in a text, and what stands beside them. Every search passes over the text once, however often words repeat in it.

use std::{collections::BTreeSet, ops::Range};

use memchr::memmem;
use unicode_segmentation::GraphemeCursor;

use crate::text::{Folded, fold};

/// How many hits are looked at.
const MOST: usize = 100_000;

/// With more hits than this, all places of the words beside them are looked for at once.
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

/// Those hits beside which the words stand that were named, after folding.
pub(super) fn in_context(
    folded: &Folded,
    hits: &[Range<usize>],
    before: Option<&str>,
    after: Option<&str>,
) -> Vec<Range<usize>> {
    let text = folded.as_str();
    let plain = |words: Option<&str>| words.map(|words| fold(words).trim().to_owned());
    let (before, after) = (plain(before), plain(after));
    // With many hits, the words beside them are looked for once: they may be long, and never fit.
    let many = hits.len() > FEW;
    let places = |words: &Option<String>| -> BTreeSet<usize> {
        let words = words.as_ref().filter(|words| many && !words.is_empty());
        words.map_or_else(BTreeSet::new, |words| {
            overlapping(text.as_bytes(), words).collect()
        })
    };
    let (befores, afters) = (places(&before), places(&after));
    let fits_before = |hit: &Range<usize>| {
        before.as_ref().is_none_or(|words| {
            let end = text[..folded.place(hit.start)].trim_end().len();
            match many && !words.is_empty() {
                true => end
                    .checked_sub(words.len())
                    .is_some_and(|start| befores.contains(&start)),
                false => text[..end].ends_with(words),
            }
        })
    };
    let fits_after = |hit: &Range<usize>| {
        after.as_ref().is_none_or(|words| {
            let place = folded.place(hit.end);
            let start = text.len() - text[place..].trim_start().len();
            match many && !words.is_empty() {
                true => afters.contains(&start),
                false => text[start..].starts_with(words.as_str()),
            }
        })
    };
    let fitting = hits
        .iter()
        .filter(|hit| fits_before(hit) && fits_after(hit));
    fitting.cloned().collect()
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
        use super::super::find::{Miss, PlainText, Quote, find};
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
            before in "[ab ]{0,4}",
            after in "[ab ]{0,4}",
        ) {
            let folded = Folded::new(&text);
            let hits = exact(&text, "a", &(0..text.len()));
            let all = in_context(&folded, &hits, Some(&before), Some(&after));
            let each: Vec<Range<usize>> = hits
                .iter()
                .flat_map(|hit| in_context(&folded, std::slice::from_ref(hit), Some(&before), Some(&after)))
                .collect();
            proptest::prop_assert_eq!(all, each);
        }
    }
}
