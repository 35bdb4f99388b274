//! The part of a file that is speech, before its lines are looked at: HTML comments left out, damaged signs marked.
//!
//! Most files need neither, and are looked at as they are.

use std::{borrow::Cow, ops::Range};

use super::traced::Traced;
use crate::archive::Origin;

/// What stands on the page for a sign that is damaged in the source.
pub(super) const DAMAGED: &str = "\u{fffd}";

/// The words of a file as they are read.
#[derive(Debug)]
pub struct Body<'a> {
    /// The words; those of the whole file if nothing had to be changed.
    pub(super) text: Cow<'a, str>,
    /// Which bytes of `text` are speech.
    pub(super) range: Range<usize>,
    /// Where the bytes of `text` stand in the file, if that is not where they stand in `text`.
    map: Option<Traced>,
}

impl<'a> Body<'a> {
    /// `range` (bytes) of a file, with `comments` (bytes of the file, ascending) left out.
    pub fn new(file: &'a str, range: Range<usize>, comments: &[Range<usize>]) -> Self {
        let part = &file[range.clone()];
        if comments.is_empty() && !has_damaged(part) {
            return Self {
                text: Cow::Borrowed(file),
                range,
                map: None,
            };
        }
        let mut kept = Traced::default();
        let mut at = range.start;
        let mut line = range.start;
        for comment in comments.iter().filter(|c| range.contains(&c.start)) {
            if let Some(end) = file[at..comment.start].rfind('\n') {
                line = at + end + 1;
            }
            let from = line.max(at);
            // What was left out before on this line counts as nothing.
            let hole = with_its_line(file, range.end, from, comment.clone());
            push(&mut kept, file, at..hole.start.max(at));
            at = hole.end.min(range.end).max(at);
        }
        push(&mut kept, file, at..range.end);
        Self {
            text: Cow::Owned(kept.text.clone()),
            range: 0..kept.text.len(),
            map: Some(kept),
        }
    }

    /// The byte of the file at which byte `at` of the words stands.
    pub fn place(&self, at: usize) -> usize {
        self.map.as_ref().map_or(at, |map| map.file(at))
    }

    /// An origin whose places are bytes of the words, with those of the file instead.
    pub(super) fn origin(&self, origin: Origin, length: usize) -> Origin {
        match &self.map {
            Some(map) => map.through(&origin, length),
            None => origin,
        }
    }
}

/// A comment that has whole lines to itself goes with the end of the last of them; `line` is where its first line begins.
fn with_its_line(file: &str, end: usize, line: usize, comment: Range<usize>) -> Range<usize> {
    let blank = |text: &str| text.chars().all(char::is_whitespace);
    let rest = &file[comment.end..end];
    let after = rest.trim_start_matches([' ', '\t', '\r']);
    let ends = after.is_empty() || after.starts_with('\n');
    match ends && blank(&file[line..comment.start]) {
        true => line..(end - after.len() + 1).min(end),
        false => comment,
    }
}

/// Adds bytes of a file; control characters become [`DAMAGED`], or vanish where they are white space at a line's border.
fn push(kept: &mut Traced, file: &str, range: Range<usize>) {
    let part = &file[range.clone()];
    let mut from = 0;
    for (at, c) in part.char_indices().filter(|&(_, c)| is_damaged(c)) {
        kept.push(&part[from..at], range.start + from);
        from = at + c.len_utf8();
        let at_border = matches!(c, '\u{b}' | '\u{c}')
            && (kept.text.is_empty()
                || kept.text.ends_with('\n')
                || part[from..].starts_with(['\r', '\n'])
                || from == part.len());
        if !at_border {
            kept.push_for(DAMAGED, range.start + at, c.len_utf8());
        }
    }
    kept.push(&part[from..], range.start + from);
}

/// Whether a character can stand on no page as what it is: C0 and C1 but for white space, DEL; and U+FFFD, which stands for what was lost.
pub(crate) fn is_damaged(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || c == '\u{fffd}'
}

fn has_damaged(text: &str) -> bool {
    // U+FFFD stays what it is.
    let low = |b: &u8| (*b < b' ' && !matches!(b, b'\t' | b'\n' | b'\r')) || *b == 0x7f;
    text.bytes().fold(false, |any, b| any | low(&b))
        || (memchr::memchr(0xc2, text.as_bytes()).is_some()
            && text.chars().any(|c| matches!(c, '\u{80}'..='\u{9f}')))
}

/// The HTML comments of a text (`<!-- ... -->`), ascending; and where one begins that has no end.
pub fn comments(text: &str, range: Range<usize>) -> (Vec<Range<usize>>, Option<usize>) {
    let mut found = Vec::new();
    let mut at = range.start;
    while let Some(open) = text[at..range.end].find("<!--") {
        let start = at + open;
        // `<!-->` and `<!--->` are whole comments (HTML, section 13.2.5.43).
        let rest = &text[start + 4..range.end];
        let length = match rest {
            r if r.starts_with('>') => Some(1),
            r if r.starts_with("->") => Some(2),
            r => r.find("-->").map(|i| i + 3),
        };
        let Some(length) = length else {
            return (found, Some(start));
        };
        at = start + 4 + length;
        found.push(start..at);
    }
    (found, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(file: &str) -> (String, Vec<usize>) {
        let (comments, _) = comments(file, 0..file.len());
        let body = Body::new(file, 0..file.len(), &comments);
        let places = (0..body.text.len()).map(|at| body.place(at)).collect();
        (body.text.into_owned(), places)
    }

    #[test]
    fn comments_go_with_their_lines_and_places_hold() {
        assert_eq!(body("a <!-- x -->b").0, "a b");
        assert_eq!(body("a\n<!-- x\ny -->\nb").0, "a\nb");
        assert_eq!(body("a\n\n<!-- x -->\n<!-- y -->\n\nb").0, "a\n\n\nb");
        let (text, places) = body("a\n<!-- x -->\nb");
        assert_eq!((text.as_str(), places), ("a\nb", vec![0, 1, 13]));
        assert_eq!(comments("a <!-- b", 0..8), (vec![], Some(2)));
        assert_eq!(comments("a <!--> b", 0..9).0.first(), Some(&(2..7)));
    }

    #[test]
    fn damaged_signs_are_marked_and_page_breaks_at_a_border_go() {
        assert_eq!(
            body("a\u{82}b\u{1b}c\u{7f}").0,
            "a\u{fffd}b\u{fffd}c\u{fffd}"
        );
        assert_eq!(body("a\n\u{c}b").0, "a\nb");
        assert_eq!(body("a\u{c}b").0, "a\u{fffd}b");
        let (text, places) = body("é\u{82}b");
        assert_eq!(text, "é\u{fffd}b");
        assert_eq!((places[0], places[2], places[5]), (0, 2, 4));
    }
}
