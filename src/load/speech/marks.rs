//! Marks of the source that are not words: `[00:12:31]`, `[00:00:05.250]` and `[p. 9]`.

use std::ops::Range;

use super::traced::Traced;
use crate::archive::{Locator, LocatorKind};

/// A mark in a line.
pub(super) struct Mark {
    pub(super) range: Range<usize>,
    pub(super) kind: LocatorKind,
}

/// The next mark in `line` at or after byte `from`.
pub(super) fn next_mark(line: &str, from: usize) -> Option<Mark> {
    let mut at = from;
    while let Some(open) = memchr::memchr(b'[', line.get(at..)?.as_bytes()) {
        let start = at + open;
        let close = line[start..].find(']')?;
        let inside = &line[start + 1..start + close];
        if let Some(kind) = time(inside).or_else(|| page(inside)) {
            return Some(Mark {
                range: start..start + close + 1,
                kind,
            });
        }
        at = start + 1;
    }
    None
}

/// Skips white space and marks at the start of a line: the byte at which words may begin.
pub(super) fn after_leading_marks(line: &str) -> usize {
    let mut at = line.len() - line.trim_start().len();
    while line[at..].starts_with('[') {
        match next_mark(line, at) {
            Some(mark) if mark.range.start == at => {
                at = mark.range.end;
                at += line[at..].len() - line[at..].trim_start().len();
            }
            Some(_) | None => break,
        }
    }
    at
}

/// Takes the marks out of a paragraph, with the white space on one side of each; locators are placed in what is left.
pub(super) fn take_marks(words: &Traced) -> (Traced, Vec<Locator>) {
    let text = &words.text;
    let mut kept = Traced::default();
    let mut locators = Vec::new();
    let mut at = 0;
    while let Some(mark) = next_mark(text, at) {
        kept.push_slice(words, at..mark.range.start);
        locators.push(Locator {
            at: u32::try_from(kept.text.len()).unwrap_or(u32::MAX),
            kind: mark.kind,
            text: text[mark.range.start + 1..mark.range.end - 1]
                .trim()
                .to_owned(),
        });
        at = mark.range.end;
        if kept.text.is_empty() || kept.text.ends_with(char::is_whitespace) {
            at += text[at..].len() - text[at..].trim_start().len();
        }
    }
    if locators.is_empty() {
        return (words.clone(), locators);
    }
    kept.push_slice(words, at..text.len());
    (kept, locators)
}

/// `H:MM:SS` with up to three digits of hours, and a fraction of up to three digits.
fn time(inside: &str) -> Option<LocatorKind> {
    let (clock, fraction) = match inside.split_once(['.', ',']) {
        Some((clock, fraction)) => (clock, fraction),
        None => (inside, ""),
    };
    let digits = |s: &str, lengths: Range<usize>| {
        (lengths.contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit()))
            .then(|| s.parse::<f64>().ok())
            .flatten()
    };
    let mut parts = clock.split(':');
    let hours = digits(parts.next()?, 1..4)?;
    let minutes = digits(parts.next()?, 2..3)?;
    let seconds = digits(parts.next()?, 2..3)?;
    if parts.next().is_some() || minutes >= 60.0 || seconds >= 60.0 {
        return None;
    }
    let rest = match (fraction, inside.contains(['.', ','])) {
        ("", true) => return None,
        ("", false) => 0.0,
        (fraction, _) => digits(fraction, 1..4)? / 10f64.powi(i32::try_from(fraction.len()).ok()?),
    };
    Some(LocatorKind::Time(
        hours * 3600.0 + minutes * 60.0 + seconds + rest,
    ))
}

/// `p. 9`, `p.9`, `pp. 9-10`, `p. xii`, `p. 9a`.
fn page(inside: &str) -> Option<LocatorKind> {
    let number = inside
        .strip_prefix("pp.")
        .or_else(|| inside.strip_prefix("p."))?
        .trim();
    let fits = !number.is_empty()
        && number.len() <= 12
        && number.split(['-', '–']).all(|n| {
            let n = n.trim();
            let digits = n.bytes().take_while(u8::is_ascii_digit).count();
            let suffix = &n[digits..];
            (digits > 0 && (suffix.is_empty() || suffix.len() == 1 && suffix.is_ascii()))
                || (!n.is_empty() && n.bytes().all(|b| b"ivxlcIVXLC".contains(&b)))
        });
    fits.then_some(LocatorKind::Page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(line: &str) -> (String, Vec<(u32, String)>) {
        let mut words = Traced::default();
        words.push(line, 0);
        let (kept, locators) = take_marks(&words);
        (
            kept.text,
            locators.into_iter().map(|l| (l.at, l.text)).collect(),
        )
    }

    #[test]
    fn marks_go_with_the_blanks_of_one_side() {
        assert_eq!(
            taken("a [00:12:31] b"),
            ("a b".into(), vec![(2, "00:12:31".into())])
        );
        assert_eq!(
            taken("[p. 9] a[p. 10]b"),
            ("ab".into(), vec![(0, "p. 9".into()), (1, "p. 10".into())])
        );
        assert_eq!(
            taken("[00:00:05.250]a"),
            ("a".into(), vec![(0, "00:00:05.250".into())])
        );
    }

    #[test]
    fn other_brackets_are_words() {
        for words in [
            "[These] x",
            "[12:31]",
            "[p. nine]",
            "[00:99:00]",
            "[p.]",
            "[1:2:3]",
            "[",
            "[[p. 9",
            "[p. 9é]",
        ] {
            assert_eq!(taken(words).1.len(), 0, "{words}");
        }
        assert_eq!(taken("[laughs [p. 9] loud]").0, "[laughs loud]");
    }

    #[test]
    fn times_are_seconds() {
        let mark = next_mark("[01:02:03.5]", 0).expect("a mark");
        assert_eq!(mark.kind, LocatorKind::Time(3723.5));
    }
}
