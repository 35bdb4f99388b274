//! A few lines of a file to look at: cut round the places of interest, and made harmless.
//!
//! Lines are cut to what is near a place, and characters that a terminal obeys instead of showing are replaced by
//! signs for them. Places are carried over into the new text; headers with line and column must be made from the
//! old one (`Spot`).

use std::ops::Range;

/// A line of at most so many bytes is shown whole.
const WHOLE_LINE: usize = 200;
/// Characters shown before a place in a long line.
const BEFORE: usize = 40;
/// Characters shown after it.
const AFTER: usize = 70;
/// How far a line's borders are looked for.
const NEAR: usize = 4096;
/// How many lines of a long passage are shown.
const LINES: usize = 5;

/// Text ready to be shown.
pub(super) struct Excerpt {
    pub(super) text: String,
    /// The places, in the order they were given, as bytes of `text`.
    pub(super) places: Vec<Range<usize>>,
}

/// The lines of `text` that hold `ranges` (which lie inside of it, on the borders of characters).
pub(super) fn excerpt(text: &str, ranges: &[Range<usize>]) -> Excerpt {
    let first = ranges.iter().map(|range| range.start).min().unwrap_or(0);
    let last = ranges.iter().map(|range| range.end).max().unwrap_or(0);
    let mut cut = Cut::default();
    let mut line = line_start(text, first);
    loop {
        let limit = text.ceil_char_boundary((line.max(last) + NEAR).min(text.len()));
        let feed = memchr::memchr(b'\n', &text.as_bytes()[line..limit]).map(|i| line + i);
        let mut end = feed.unwrap_or(limit);
        if feed.is_some() && text[line..end].ends_with('\r') {
            end -= 1;
        }
        cut.line(text, line..end, ranges);
        let Some(feed) = feed.filter(|&feed| feed < last) else {
            break;
        };
        cut.text.push('\n');
        line = feed + 1;
    }
    Excerpt {
        places: ranges.iter().map(|range| cut.place(range)).collect(),
        text: cut.text,
    }
}

/// `range` without a line end at its end, and of a few lines only; `true` if lines had to be left out.
pub(super) fn shorten(text: &str, range: Range<usize>) -> (Range<usize>, bool) {
    let passage = &text[range.clone()];
    let passage = passage.strip_suffix('\n').unwrap_or(passage);
    let passage = passage.strip_suffix('\r').unwrap_or(passage);
    let cut = memchr::memchr_iter(b'\n', passage.as_bytes()).nth(LINES - 1);
    let length = cut.unwrap_or(passage.len());
    (range.start..range.start + length, cut.is_some())
}

/// Where the line begins that holds `offset`, or a point far enough before `offset` in a very long line.
fn line_start(text: &str, offset: usize) -> usize {
    let from = text.floor_char_boundary(offset.saturating_sub(NEAR));
    match memchr::memrchr(b'\n', &text.as_bytes()[from..offset]) {
        Some(i) => from + i + 1,
        None => from,
    }
}

/// The excerpt as it grows.
#[derive(Default)]
struct Cut {
    text: String,
    /// Pairs of old and new offset, both ascending.
    moved: Vec<(usize, usize)>,
}

impl Cut {
    /// Adds what is of interest in one line, without its line end.
    fn line(&mut self, text: &str, line: Range<usize>, ranges: &[Range<usize>]) {
        let mut done = line.start;
        for window in windows(text, &line, ranges) {
            if window.start > done {
                self.text.push('…');
            }
            for (i, c) in text[window.clone()].char_indices() {
                self.moved.push((window.start + i, self.text.len()));
                if window.start + i > 0 || c != '\u{feff}' {
                    push_harmless(&mut self.text, c);
                }
            }
            self.moved.push((window.end, self.text.len()));
            done = window.end;
        }
        if done < line.end {
            self.text.push('…');
        }
    }

    /// The new bytes of an old range. A border inside of a line end is at the line's end.
    fn place(&self, range: &Range<usize>) -> Range<usize> {
        let find = |offset: usize| {
            let after = self.moved.partition_point(|&(old, _)| old <= offset);
            self.moved[..after].last().map_or(0, |&(_, new)| new)
        };
        let start = find(range.start);
        start..find(range.end).max(start)
    }
}

/// The parts of a line that are shown, ascending and apart.
fn windows(text: &str, line: &Range<usize>, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    if line.len() <= WHOLE_LINE {
        return vec![line.clone()];
    }
    // One further than the line's end: a line end may be two characters.
    let of_line = line.start..=line.end + 1;
    let mut borders: Vec<usize> = ranges
        .iter()
        .flat_map(|range| [range.start, range.end])
        .filter(|border| of_line.contains(border))
        .map(|border| border.min(line.end))
        .collect();
    if borders.is_empty() {
        borders.push(line.start);
    }
    borders.sort_unstable();
    let mut windows: Vec<Range<usize>> = Vec::new();
    for border in borders {
        let window = around(text, line, border);
        match windows.last_mut() {
            Some(last) if window.start <= last.end + 8 => last.end = last.end.max(window.end),
            Some(_) | None => windows.push(window),
        }
    }
    windows
}

/// What is near `border` in its line.
fn around(text: &str, line: &Range<usize>, border: usize) -> Range<usize> {
    let before = text[line.start..border].char_indices().rev().take(BEFORE);
    let after = text[border..line.end].chars().take(AFTER);
    let start = before.last().map_or(border, |(i, _)| line.start + i);
    start..border + after.map(char::len_utf8).sum::<usize>()
}

/// `text` without anything that a terminal would obey. Line feeds stay.
pub(super) fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push('\n'),
            '\r' => {}
            c => push_harmless(&mut out, c),
        }
    }
    out
}

/// The first `limit` characters of `text`, with an ellipsis if there are more.
pub(super) fn head(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

/// Control characters become the signs for them; what turns the direction of text, or ends a line where no line
/// feed is, becomes U+FFFD, and so do characters that
/// are none (one of them is a sign in `human`).
fn push_harmless(out: &mut String, c: char) {
    match c {
        '\t' => out.push_str("    "),
        '\u{0}'..='\u{1f}' => out.extend(char::from_u32(0x2400 + u32::from(c))),
        '\u{7f}' => out.push('␡'),
        '\u{80}'..='\u{9f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{fffe}'..='\u{ffff}' => out.push('\u{fffd}'),
        c => out.push(c),
    }
}
