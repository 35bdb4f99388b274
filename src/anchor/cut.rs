//! Why words that stand in a text letter by letter are not found there: an end of them lies in the middle of a letter.
//!
//! A letter is what a reader takes for one (a grapheme cluster, UAX #29): `é` also where it is written as `e` and an accent, a syllable of
//! Tamil or Hangul, a family of emoji; and a sign that folds into several, as `ﬁ` and `…` do.

use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use super::hits::{is_border, overlapping};
use crate::text::{Folded, fold};

/// A place where words stand but for an end that cuts a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Bytes of the text, the letters that were cut taken in whole.
    pub range: Range<usize>,
    /// Whether the words begin in the middle of a letter.
    pub at_start: bool,
    /// Whether they end in the middle of one.
    pub at_end: bool,
}

/// A range with the letters taken in whole that its ends cut.
pub(super) fn to_letters(text: &str, range: &Range<usize>) -> Range<usize> {
    border_before(text, range.start)..border_after(text, range.end)
}

/// The first place inside `bytes` where the words stand with an end that cuts a letter.
pub(super) fn first(text: &str, folded: &Folded, words: &str, bytes: &Range<usize>) -> Option<Cut> {
    if words.is_empty() || bytes.is_empty() {
        return None;
    }
    exact(text, words, bytes).or_else(|| after_folding(folded, words, bytes))
}

fn exact(text: &str, words: &str, bytes: &Range<usize>) -> Option<Cut> {
    let at = overlapping(text[bytes.clone()].as_bytes(), words).next()?;
    let hit = bytes.start + at..bytes.start + at + words.len();
    let (at_start, at_end) = (!is_border(text, hit.start), !is_border(text, hit.end));
    (at_start || at_end).then(|| Cut {
        range: border_before(text, hit.start)..border_after(text, hit.end),
        at_start,
        at_end,
    })
}

fn after_folding(folded: &Folded, words: &str, bytes: &Range<usize>) -> Option<Cut> {
    let words = fold(words);
    let words = words.trim();
    if words.is_empty() {
        return None;
    }
    overlapping(folded.as_str().as_bytes(), words)
        .filter_map(|at| folded.whole(at..at + words.len()))
        .filter(|(range, _)| bytes.start <= range.start && range.end <= bytes.end)
        .find_map(|(range, [at_start, at_end])| {
            (at_start || at_end).then_some(Cut {
                range,
                at_start,
                at_end,
            })
        })
}

/// The nearest place at or before `at` where a grapheme begins.
fn border_before(text: &str, at: usize) -> usize {
    if is_border(text, at) {
        return at;
    }
    let at = text.floor_char_boundary(at);
    GraphemeCursor::new(at, text.len(), true)
        .prev_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or_default()
}

/// The nearest place at or after `at` where a grapheme ends.
fn border_after(text: &str, at: usize) -> usize {
    if is_border(text, at) {
        return at;
    }
    let at = text.ceil_char_boundary(at);
    GraphemeCursor::new(at, text.len(), true)
        .next_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, words: &str) -> Option<(String, bool, bool)> {
        let folded = Folded::new(text);
        first(text, &folded, words, &(0..text.len()))
            .map(|cut| (text[cut.range].to_owned(), cut.at_start, cut.at_end))
    }

    #[test]
    fn an_end_in_the_middle_of_a_letter_is_known() {
        for (text, words, whole, at_start, at_end) in [
            (
                "un cafe\u{301} noir",
                "un cafe",
                "un cafe\u{301}",
                false,
                true,
            ),
            (
                "un cafe\u{301} noir",
                "\u{301} noir",
                "e\u{301} noir",
                true,
                false,
            ),
            ("நிலம் இது", "ந", "நி", false, true),
            ("the ﬁnd", "the f", "the ﬁ", false, true),
            ("the ﬁnd", "ind", "ﬁnd", true, false),
            ("so… on", ".. on", "… on", true, false),
            (
                "👨\u{200d}👩\u{200d}👧 came",
                "👧 came",
                "👨\u{200d}👩\u{200d}👧 came",
                true,
                false,
            ),
        ] {
            assert_eq!(
                cut(text, words),
                Some((whole.to_owned(), at_start, at_end)),
                "{words}"
            );
        }
        assert_eq!(cut("un cafe noir", "cafe"), None);
        assert_eq!(cut("un cafe noir", "thé"), None);
    }
}
