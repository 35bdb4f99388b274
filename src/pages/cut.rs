//! What is shown of a paragraph elsewhere than in its transcript: whole sentences, as many as are needed.

use std::{iter::once, ops::Range};

use crate::text;

/// How much of a paragraph is shown at most, in bytes.
const LONGEST: usize = 2400;

/// What is shown of a paragraph.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Cut {
    /// Bytes of the transcript's text, in order; what lies between them is left out.
    pub(super) runs: Vec<Range<u32>>,
    /// Whether words before the first run are left out.
    pub(super) before: bool,
    /// Whether words behind the last run are left out.
    pub(super) after: bool,
}

/// The sentences of a paragraph (`all`, bytes of `text`) that some ranges touch, which are given in the order of their beginnings. Sentences that touch each other are joined.
pub(super) fn touched(
    text: &str,
    all: Range<usize>,
    ranges: impl Iterator<Item = Range<u32>>,
) -> Cut {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        let start = (range.start as usize).clamp(all.start, all.end);
        let end = (range.end as usize).clamp(start, all.end);
        // What is shown already is not looked for again, so that no sentence is gone through for each of its notes.
        if runs.last().is_some_and(|last| end <= last.end) {
            continue;
        }
        let sentences = |at: Range<usize>| text::sentence_range(text, all.clone(), at);
        let mut found = sentences(start..start);
        // Most ranges end in the sentence that they begin in.
        if found.end < end {
            let last = text.floor_char_boundary(end.saturating_sub(1).max(start));
            found.end = sentences(last..end).end;
        }
        match runs.last_mut() {
            Some(before) if is_blank(text, before.end..found.start) => before.end = found.end,
            Some(_) | None => runs.push(found),
        }
    }
    shortened(text, &all, runs)
}

/// The first sentences of a paragraph that have no more than so many characters together; the words of the first one, if that has more.
pub(super) fn beginning(text: &str, all: Range<usize>, characters: usize) -> Cut {
    let words = &text[all.clone()];
    let Some((limit, _)) = words.char_indices().nth(characters) else {
        return shortened(text, &all, once(all.clone()).collect());
    };
    let limit = all.start + limit;
    let sentence = text::sentence_range(text, all.clone(), limit..limit).start;
    let end = match sentence > all.start {
        true => all.start + text[all.start..sentence].trim_end().len(),
        false => end_of_word(text, all.start, limit),
    };
    shortened(text, &all, once(all.start..end).collect())
}

/// Runs of a paragraph, of which no more are kept than may be shown.
fn shortened(text: &str, all: &Range<usize>, runs: Vec<Range<usize>>) -> Cut {
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let first = runs.first().map_or(all.start, |run| run.start);
    let mut cut = Cut {
        before: !is_blank(text, all.start..first),
        ..Cut::default()
    };
    let mut left = LONGEST;
    let mut shown = first;
    for run in runs {
        let end = match run.len() > left {
            true => end_of_word(text, run.start, text.floor_char_boundary(run.start + left)),
            false => run.end,
        };
        if end > run.start {
            cut.runs.push(small(run.start)..small(end));
            shown = end;
        }
        if end < run.end {
            break;
        }
        left -= run.len();
    }
    cut.after = !is_blank(text, shown..all.end);
    cut
}

/// The end of a word at `limit` or before it, but behind `start`.
fn end_of_word(text: &str, start: usize, limit: usize) -> usize {
    text[start..limit]
        .rfind(char::is_whitespace)
        .map_or(limit, |i| start + i)
}

/// Whether nothing but blanks is there.
fn is_blank(text: &str, range: Range<usize>) -> bool {
    range.start >= range.end || text[range].trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(words: &str, cut: &Cut) -> String {
        let runs = cut.runs.iter();
        let runs: Vec<&str> = runs
            .map(|run| &words[run.start as usize..run.end as usize])
            .collect();
        let sign = |is: bool| if is { "…" } else { "" };
        format!("{}{}{}", sign(cut.before), runs.join("…"), sign(cut.after))
    }

    fn around(words: &str, parts: &[&str]) -> String {
        let ranges = parts.iter().map(|part| {
            let at = words.find(part).expect("a part of it");
            let small = |n: usize| u32::try_from(n).expect("small");
            small(at)..small(at + part.len())
        });
        shown(words, &touched(words, 0..words.len(), ranges))
    }

    const WORDS: &str = "One is here. Two is there. Three follows. Four ends it.";

    #[test]
    fn sentences_that_touch_are_joined_and_a_gap_is_left_out() {
        assert_eq!(around(WORDS, &["Two"]), "…Two is there.…");
        assert_eq!(
            around(WORDS, &["One", "Two is"]),
            "One is here. Two is there.…"
        );
        assert_eq!(
            around(WORDS, &["One", "Three", "ends it"]),
            "One is here.…Three follows. Four ends it."
        );
        assert_eq!(
            around(WORDS, &["here. Two", "here"]),
            "One is here. Two is there.…"
        );
    }

    #[test]
    fn a_beginning_ends_with_a_sentence_or_else_with_a_word() {
        let begun = |characters| shown(WORDS, &beginning(WORDS, 0..WORDS.len(), characters));
        assert_eq!(begun(400), WORDS);
        assert_eq!(begun(30), "One is here. Two is there.…");
        assert_eq!(begun(9), "One is…");
    }
}
