//! What may be a label at the start of a line: by its style, by bold letters, or by a colon.

use std::ops::Range;

use super::para::{Para, ParaKind};

/// The most words and bytes of a label (docs/formats.md, "Turns and labels").
const WORDS: usize = 8;
const BYTES: usize = 120;

/// What may be a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// The bytes of the line's paragraph that it takes, from the start of the line to the first word.
    pub(super) taken: Range<usize>,
    /// As it is printed, without a colon.
    pub(super) label: String,
    /// What makes it one.
    pub(super) by: By,
    /// Whether no words follow on its line.
    pub(super) alone: bool,
}

/// What makes a label one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// Its style.
    Style,
    /// It is bold, ends with a colon, and what follows is not bold.
    Bold,
    /// It is bold and has no colon.
    Heavy,
    /// A colon alone.
    Colon,
}

/// The lines of a paragraph: bytes of its text without the line feeds between them.
pub(super) fn lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices('\n') {
        lines.push(start..at);
        start = at + 1;
    }
    lines.push(start..text.len());
    lines
}

/// What may be a label at the start of a line.
pub(super) fn candidate(para: &Para, line: &Range<usize>) -> Option<Candidate> {
    let text = para.text.get(line.clone())?;
    let start = line.start + text.len() - text.trim_start().len();
    let found = |end: usize, by: By| {
        let printed = para.text.get(start..end)?;
        let label = printed.split_whitespace().collect::<Vec<_>>().join(" ");
        let label = label.trim_end_matches(is_colon).trim_end();
        let rest = para.text.get(end..line.end)?;
        let words = rest.trim_start().trim_start_matches(is_colon).trim_start();
        let candidate = Candidate {
            taken: line.start..line.end - words.len(),
            label: label.to_owned(),
            by,
            alone: words.is_empty(),
        };
        is_like_a_label(label).then_some(candidate)
    };
    if para.kind == ParaKind::Speaker {
        return found(line.end, By::Style);
    }
    let styled = reach(para, start, line.end, |para, i| para.looks[i].1.speaker);
    if styled > start {
        return found(styled, By::Style);
    }
    let bold = reach(para, start, line.end, |para, i| para.looks[i].1.strong);
    if bold > start {
        let heavy = para.text.get(start..bold)?.trim_end();
        let rest = para.text.get(bold..line.end)?.trim_start();
        let colon = heavy.ends_with(is_colon) || rest.starts_with(is_colon);
        let inner = first_colon(heavy.trim_end_matches(is_colon));
        match inner {
            Some(at) => return found(start + at, By::Colon),
            None if colon => return found(bold, By::Bold),
            None => {}
        }
        let (raw, behind) = (para.text.get(start..bold)?, para.text.get(bold..line.end)?);
        let apart = raw.ends_with('\t') || behind.trim_start_matches(' ').starts_with('\t');
        let heavy_label = heavy.ends_with('.') || apart || rest.is_empty() || is_name(heavy);
        if heavy_label && let Some(found) = found(bold, By::Heavy) {
            return Some(found);
        }
    }
    let colon = first_colon(para.text.get(start..line.end)?)?;
    found(start + colon, By::Colon)
}

/// How far from `start` all words are such.
fn reach(para: &Para, start: usize, end: usize, is: impl Fn(&Para, usize) -> bool) -> usize {
    let first = para.looks.partition_point(|(range, _)| range.end <= start);
    let mut reached = start;
    for at in first..para.looks.len() {
        let range = &para.looks[at].0;
        let words = para.text.get(range.clone()).unwrap_or_default();
        // A blank between bold words may have no look of its own.
        if range.start > reached || !(is(para, at) || words.trim().is_empty() && reached > start) {
            break;
        }
        reached = range.end.min(end);
        if range.end >= end {
            break;
        }
    }
    reached
}

/// The first colon that is none of a time or an address.
fn first_colon(text: &str) -> Option<usize> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let is_label = |(at, sign): &(usize, &str)| {
        let before = text.get(..*at).and_then(|t| t.chars().next_back());
        let behind = text.get(at + sign.len()..).unwrap_or_default();
        let time = digit(before) && digit(behind.chars().next());
        !time && !behind.starts_with("//")
    };
    let most = text.floor_char_boundary(BYTES + 40);
    let mut colons = text.get(..most)?.match_indices(is_colon);
    colons.find(is_label).map(|(at, _)| at)
}

/// The colons of labels (docs/formats.md).
pub(super) fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：' | '፦')
}

/// Whether words can be those of a label: few, none of a sentence, the first one with a capital or without case.
pub(super) fn is_like_a_label(label: &str) -> bool {
    let words: Vec<&str> = label.split_whitespace().collect();
    let first = label.chars().find(|c| c.is_alphabetic());
    let begins = first.is_some_and(|c| !c.is_lowercase());
    let opens = label.starts_with(|c: char| c.is_alphanumeric() || "[(<*".contains(c));
    // A full stop within is one of `Mr.`, of initials, or of `Q.`; others end a sentence.
    let sentence = words.iter().rev().skip(1).any(|word| {
        word.ends_with(['?', '!', ';']) || word.ends_with('.') && word.chars().count() > 6
    });
    let ends = label.ends_with(['?', '!', ';', ',']);
    !words.is_empty()
        && words.len() <= WORDS
        && label.len() <= BYTES
        && begins
        && opens
        && !sentence
        && !ends
        && !label.contains(['“', '”', '«', '»', '"'])
}

/// Whether words look like a name: in capitals, or each with a capital but for short ones between them.
pub(super) fn is_name(words: &str) -> bool {
    let small = |word: &str| word.chars().count() <= 3;
    let capital = |word: &str| {
        let first = word.chars().find(|c| c.is_alphanumeric());
        first.is_none_or(|c| !c.is_lowercase())
    };
    let mut all = words.split_whitespace();
    words.split_whitespace().count() <= 5 && all.all(|word| capital(word) || small(word))
}
