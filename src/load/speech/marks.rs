//! Marks of the source that are not words: `[00:12:31]`, `[00:00:05.250]` and `[p. 9]` anywhere, `[07:59]` and `[1:02:03]` at the start of
//! a line, and times beside a label: `(00:01:02) Q:`, `00:01:02 Q:`, `Q [00:01:02]:`.
//!
//! A mark is taken out so that the words read as printed: the blank that it brought goes with it, and so do brackets that held nothing else.

mod inside;

use std::ops::Range;

use self::inside::{Clock, page, time, time_or_span};
use super::traced::Traced;
use crate::archive::{Locator, LocatorKind};

/// A mark in a line.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) range: Range<usize>,
    pub(super) kind: LocatorKind,
    /// As printed, without brackets.
    pub(super) text: Range<usize>,
}

impl Mark {
    /// The mark as a locator at byte `at` of the words.
    pub(super) fn locator(&self, line: &str, at: usize) -> Locator {
        Locator {
            at: u32::try_from(at).unwrap_or(u32::MAX),
            kind: self.kind,
            text: line[self.text.clone()].trim().to_owned(),
        }
    }
}

/// The mark in square brackets that begins at byte `at`, times of any form included if `short`.
fn square(line: &str, at: usize, short: bool) -> Option<Mark> {
    let inside = line.get(at..)?.strip_prefix('[')?;
    // A mark is short, so what has no end soon is none: a run of `[` is not looked through again and again.
    let close = inside
        .bytes()
        .take(40)
        .position(|b| b == b']' || b == b'[')?;
    if inside.as_bytes()[close] == b'[' {
        return None;
    }
    let inside = inside.get(..close)?;
    let kind = match time_or_span(inside.trim()) {
        Some((seconds, clock)) if short || clock == Clock::Full => LocatorKind::Time(seconds),
        Some(_) => return None,
        None => page(inside)?,
    };
    Some(Mark {
        range: at..at + close + 2,
        kind,
        text: at + 1..at + 1 + close,
    })
}

/// The next mark in `line` at or after byte `from` that is one anywhere. In Markdown a bracket behind a back-slash, and the words of a
/// link, are none.
fn next_mark(line: &str, from: usize, markdown: bool) -> Option<Mark> {
    memchr::memchr_iter(b'[', line.get(from..)?.as_bytes())
        .map(|at| from + at)
        .filter(|&at| !markdown || !escaped(line, at))
        .filter_map(|at| square(line, at, false))
        .find(|mark| !markdown || !line[mark.range.end..].starts_with(['(', ':']))
}

/// Whether an odd number of back-slashes stands before byte `at`.
fn escaped(line: &str, at: usize) -> bool {
    line[..at].bytes().rev().take_while(|&b| b == b'\\').count() % 2 == 1
}

/// White space and marks in square brackets at the start of a line (from byte `from`): the byte at which words may begin, and the marks.
pub(super) fn leading(line: &str, from: usize, markdown: bool) -> (usize, Vec<Mark>) {
    let mut marks = Vec::new();
    let mut at = skip_blanks(line, from);
    while let Some(mark) = square(line, at, true) {
        if markdown && line[mark.range.end..].starts_with('(') {
            break;
        }
        at = skip_blanks(line, mark.range.end);
        marks.push(mark);
    }
    (at, marks)
}

/// Times that are none unless a label follows, at byte `from`: `(00:01:02)`, `{00:01:02}` or `00:01:02`, with square ones between, in
/// signs of emphasis or not, and with a dash behind them or not.
pub(super) fn before_label(line: &str, from: usize) -> Option<(usize, Vec<Mark>)> {
    let mut marks = Vec::new();
    let mut at = from;
    while let Some((end, mark)) = time_before_label(line, at) {
        at = skip_blanks(line, end);
        marks.push(mark);
    }
    let dash = ["- ", "– ", "— "]
        .into_iter()
        .find(|dash| line[at..].starts_with(dash));
    let at = skip_blanks(line, at + dash.map_or(0, str::len));
    (!marks.is_empty()).then_some((at, marks))
}

/// One time before a label, and the byte behind it and the signs of emphasis round it.
fn time_before_label(line: &str, at: usize) -> Option<(usize, Mark)> {
    let run = line[at..].len() - line[at..].trim_start_matches(['*', '_']).len();
    let inside = at + run;
    let mark = bracketed_time(line, inside)
        .or_else(|| square(line, inside, true))
        .or_else(|| bare_time(line, inside))?;
    let end = mark.range.end + run;
    let closed = run == 0 || line.get(mark.range.end..end) == line.get(at..inside);
    closed.then_some((end, mark))
}

/// Times and pages directly behind a label's colon: any in square brackets, full times in round ones.
pub(super) fn after_label(line: &str, from: usize, markdown: bool) -> (usize, Vec<Mark>) {
    let (mut at, mut marks) = leading(line, from, markdown);
    while let Some(mark) = bracketed_time(line, at).filter(|m| full(line, m)) {
        let (next, mut more) = leading(line, mark.range.end, markdown);
        at = next;
        marks.push(mark);
        marks.append(&mut more);
    }
    (at, marks)
}

fn skip_blanks(line: &str, from: usize) -> usize {
    let rest = &line[from..];
    from + rest.len() - rest.trim_start().len()
}

/// `(00:01:02)`, in any brackets but square ones.
fn bracketed_time(line: &str, at: usize) -> Option<Mark> {
    let rest = &line[at..];
    let open = rest.chars().next()?;
    let closing = match open {
        '(' => ')',
        '{' => '}',
        '<' => '>',
        '（' => '）',
        '［' => '］',
        '【' => '】',
        '〔' => '〕',
        _ => return None,
    };
    let inside = &rest[open.len_utf8()..];
    let (close, sign) = inside
        .char_indices()
        .take(40)
        .find(|&(_, c)| c == closing)?;
    let (seconds, _) = time_or_span(inside[..close].trim())?;
    let text = at + open.len_utf8()..at + open.len_utf8() + close;
    Some(Mark {
        range: at..text.end + sign.len_utf8(),
        kind: LocatorKind::Time(seconds),
        text,
    })
}

/// Whether a mark is a time that is one by its form alone, in round brackets.
fn full(line: &str, mark: &Mark) -> bool {
    line[mark.range.start..].starts_with(['(', '（'])
        && time(line[mark.text.clone()].trim()).is_some_and(|(_, clock)| clock == Clock::Full)
}

/// `00:01:02` or `01:02` before white space, or before the signs of emphasis that close round it.
fn bare_time(line: &str, at: usize) -> Option<Mark> {
    let rest = &line[at..];
    let length = rest
        .bytes()
        .take_while(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b','))
        .count();
    let (seconds, _) = time(&rest[..length])?;
    rest[length..]
        .trim_start_matches(['*', '_'])
        .starts_with(char::is_whitespace)
        .then(|| Mark {
            range: at..at + length,
            kind: LocatorKind::Time(seconds),
            text: at..at + length,
        })
}

/// The time that a label's own bracket holds, or that stands behind a label: any form.
pub(super) fn time_beside_label(inside: &str) -> Option<LocatorKind> {
    time_or_span(inside.trim()).map(|(seconds, _)| LocatorKind::Time(seconds))
}

/// What `inside` square brackets beside a label may hold.
pub(super) fn page_beside_label(inside: &str) -> Option<LocatorKind> {
    page(inside)
}

/// Takes the marks out of a paragraph; its locators, old ones moved, in order.
pub(super) fn take_marks(
    words: Traced,
    mut locators: Vec<Locator>,
    markdown: bool,
) -> (Traced, Vec<Locator>) {
    let Some(mut mark) = next_mark(&words.text, 0, markdown) else {
        return (words, locators);
    };
    let text = &words.text;
    let mut kept = Traced::default();
    let mut moved = Vec::with_capacity(locators.len() + 1);
    let mut old = locators.drain(..).peekable();
    let mut at = 0;
    loop {
        let (hole, marks, next) = hole(text, at, mark, markdown);
        while let Some(mut locator) = old.next_if(|l| l.at as usize <= hole.start) {
            locator.at = small(kept.text.len() + (locator.at as usize).saturating_sub(at));
            moved.push(locator);
        }
        kept.push_slice(&words, at..hole.start.max(at));
        moved.extend(marks.iter().map(|m| m.locator(text, kept.text.len())));
        at = hole.end;
        match next {
            Some(next) => mark = next,
            None => break,
        }
    }
    for mut locator in old {
        locator.at = small(kept.text.len() + (locator.at as usize).saturating_sub(at));
        moved.push(locator);
    }
    kept.push_slice(&words, at..text.len());
    (kept, moved)
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// What goes with a mark: marks beside it, brackets that hold nothing else, and the blank that it brought. `from` is the first byte that
/// may go; also the next mark behind it all.
fn hole(
    text: &str,
    from: usize,
    first: Mark,
    markdown: bool,
) -> (Range<usize>, Vec<Mark>, Option<Mark>) {
    let mut range = first.range.clone();
    let mut marks = vec![first];
    let mut next = next_mark(text, range.end, markdown);
    loop {
        let after = skip_blanks(text, range.end);
        if let Some(mark) = next.take_if(|m| m.range.start == after) {
            range.end = mark.range.end;
            next = next_mark(text, range.end, markdown);
            marks.push(mark);
            continue;
        }
        let before = from + text[from..range.start].trim_end().len();
        let closing = text[after..].chars().next();
        let opening = text[from..before].chars().next_back();
        match (opening, closing) {
            (Some(open), Some(close)) if pair(open, close) => {
                range = before - open.len_utf8()..after + close.len_utf8();
            }
            _ => break,
        }
    }
    (with_blank(text, from, range), marks, next)
}

fn pair(open: char, close: char) -> bool {
    matches!(
        (open, close),
        ('(', ')')
            | ('[', ']')
            | ('{', '}')
            | ('（', '）')
            | ('［', '］')
            | ('【', '】')
            | ('〔', '〕')
    )
}

/// Adds the one blank that a mark brought: of blanks on both sides the one before it if the source prints one before the sign behind it
/// (French `mot [p. 9] ?`), else the one behind it; a single blank before closing punctuation, or behind an opening sign.
fn with_blank(text: &str, from: usize, mut hole: Range<usize>) -> Range<usize> {
    let before = from + text[from..hole.start].trim_end().len();
    let after = skip_blanks(text, hole.end);
    let next = text[after..].chars().next();
    let last = text[..before].chars().next_back();
    let (blank_before, blank_after) = (before < hole.start, after > hole.end);
    let at_start = text[..before].is_empty();
    match (blank_before, blank_after) {
        (_, true) if at_start => hole.end = after,
        (true, true) if next.is_some_and(closes) => hole.start = before,
        (true, true) => hole.end = after,
        (true, false) if next.is_none_or(closes) || last.is_some_and(opens) => hole.start = before,
        (false, true) if last.is_some_and(opens) => hole.end = after,
        _ => {}
    }
    hole
}

/// Signs that stand directly behind a word.
fn closes(c: char) -> bool {
    matches!(
        c,
        ',' | '.'
            | ';'
            | ':'
            | '?'
            | '!'
            | ')'
            | ']'
            | '}'
            | '»'
            | '›'
            | '”'
            | '’'
            | '…'
            | '%'
            | '"'
            | '\''
            | '،'
            | '؛'
            | '؟'
            | '।'
            | '۔'
            | '。'
            | '、'
            | '，'
            | '；'
            | '：'
            | '？'
            | '！'
            | '）'
            | '」'
            | '』'
            | '】'
            | '׃'
    )
}

/// Signs that stand directly before a word.
fn opens(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '«'
            | '‹'
            | '“'
            | '‘'
            | '„'
            | '‚'
            | '¿'
            | '¡'
            | '（'
            | '「'
            | '『'
            | '【'
    )
}

#[cfg(test)]
mod tests;
