//! Speakers' labels at the start of a line: which of the known ones a line begins with.
//!
//! Labels are compared after the folding that quotes have (white space, quotes, dashes, invisible marks, NFC and NFD). Behind the name may
//! stand a time and a direction; in front of it, and round it, the signs of Markdown for bold and italic words.

mod peel;

use std::ops::Range;

use rapidhash::RapidHashMap;

pub(super) use self::peel::{Peeled, last_group, peel};
use super::marks::{self, Mark};
use crate::{archive::SpeakerIndex, text::fold};

/// How much longer than a label what stands before its colon may be: stars, a time, a direction, signs that fold to fewer bytes.
const ROOM: usize = 160;

/// How many colons of a line are looked at.
const MOST_COLONS: usize = 10;

/// Signs that may stand for a colon; NFKC folds some of them, not all.
fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：' | '﹕' | '︓' | '∶' | '꞉' | '፦')
}

/// What a label at the start of a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A turn of this speaker begins.
    Speaker(SpeakerIndex),
    /// It is words.
    Words,
}

/// The labels that are known, by their folded form.
#[derive(Debug, Default)]
pub(super) struct Labels {
    known: RapidHashMap<String, Meaning>,
    /// The same as they are written, which is how most lines have them.
    written: RapidHashMap<String, Meaning>,
    /// Those of them that need no colon, since they end in a full stop and no line has them with one: `Q. Did you?`
    stopped: RapidHashMap<String, Meaning>,
    /// Bytes of the longest.
    longest: usize,
}

/// A label at the start of a line.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub(super) meaning: Meaning,
    /// The byte of the line at which it begins, marks before it left out.
    pub(super) start: usize,
    /// The label as printed, without emphasis, times and directions.
    pub(super) name: Range<usize>,
    /// Directions behind it, with their brackets.
    pub(super) directions: Vec<Range<usize>>,
    /// Times before it and behind it.
    pub(super) marks: Vec<Mark>,
    /// The byte behind its colon, and behind the stars that close there.
    pub(super) end: usize,
}

impl Labels {
    /// Adds a label; empty ones never match, and the first of equal ones wins.
    pub(super) fn add(&mut self, label: &str, meaning: Meaning) {
        let folded = folded(label);
        if !folded.is_empty() {
            self.longest = self.longest.max(folded.len()).max(label.len());
            let meaning = *self.known.entry(folded).or_insert(meaning);
            self.written.insert(label.trim().to_owned(), meaning);
        }
    }

    /// What a label means, whatever its signs.
    pub(super) fn meaning(&self, label: &str) -> Option<Meaning> {
        let written = self.written.get(label.trim());
        written.or_else(|| self.known.get(&folded(label))).copied()
    }

    /// Lets labels that end in a full stop do without a colon, if none of `lines` (each with the byte at which words may begin) has them
    /// with one: where `J.R.: yes` is printed, `J.R. said` is words.
    pub(super) fn without_colons<'a>(&mut self, lines: impl Iterator<Item = (&'a str, usize)>) {
        let ends = |label: &str| label.ends_with('.');
        let stopped = self.known.iter().filter(|(label, _)| ends(label));
        let mut stopped: RapidHashMap<String, Meaning> =
            stopped.map(|(label, &m)| (label.clone(), m)).collect();
        if stopped.is_empty() {
            return;
        }
        for (line, from) in lines {
            if let Some(hit) = self.find(line, from) {
                stopped.remove(&folded(&line[hit.name]));
            }
        }
        self.stopped = stopped;
    }

    /// The label that `line` begins with at byte `from`, or behind a time there.
    pub(super) fn find(&self, line: &str, from: usize) -> Option<Hit> {
        if self.known.is_empty() {
            return None;
        }
        self.at(line, from).or_else(|| {
            let (at, mut times) = marks::before_label(line, from)?;
            let mut hit = self.at(line, at)?;
            times.append(&mut hit.marks);
            hit.marks = times;
            Some(hit)
        })
    }

    fn at(&self, line: &str, from: usize) -> Option<Hit> {
        let heads = heads(line, from, self.longest + ROOM);
        // The longest label wins: the one before the last colon.
        heads
            .rev()
            .find_map(|head| {
                let (peeled, meaning) = peel(line, &head, |name| self.meaning(name))?;
                Some(hit(&head, peeled, meaning))
            })
            .or_else(|| self.stopped_at(line, from))
    }

    /// A label that ends in a full stop and needs no colon; the longest wins.
    fn stopped_at(&self, line: &str, from: usize) -> Option<Hit> {
        if self.stopped.is_empty() {
            return None;
        }
        let until = line.floor_char_boundary(line.len().min(from + self.longest + ROOM));
        let opening = line[from..].len() - line[from..].trim_start_matches(['*', '_']).len();
        let (signs, start) = (&line[from..from + opening], from + opening);
        // Longer runs of signs than a label has room for open none.
        let near = line.get(start..until)?;
        let stops = near.match_indices('.').take(MOST_COLONS);
        let stops: Vec<usize> = stops.map(|(i, _)| start + i + 1).collect();
        stops.into_iter().rev().find_map(|stop| {
            let behind = line[stop..].strip_prefix(signs)?;
            let ends = behind.is_empty() || behind.starts_with(char::is_whitespace);
            let meaning = *self
                .stopped
                .get(&folded(&line[start..stop]))
                .filter(|_| ends)?;
            Some(Hit {
                meaning,
                start: from,
                name: start..stop,
                directions: Vec::new(),
                marks: Vec::new(),
                end: stop + opening,
            })
        })
    }
}

fn hit(head: &Head, peeled: Peeled, meaning: Meaning) -> Hit {
    Hit {
        meaning,
        start: head.start,
        name: peeled.name,
        directions: peeled.directions,
        marks: peeled.times,
        end: head.end,
    }
}

/// A label's form for comparing.
pub(super) fn folded(label: &str) -> String {
    let plain = label.trim();
    // Most labels are plain words with single blanks.
    let simple = plain.bytes().all(|b| b.is_ascii_graphic() || b == b' ') && !plain.contains("  ");
    match simple {
        true => plain.to_owned(),
        false => fold(plain).trim().to_owned(),
    }
}

/// What stands before one colon of a line.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// Where it begins.
    pub(super) start: usize,
    /// The words before the colon, signs of emphasis at both ends taken off.
    pub(super) inner: Range<usize>,
    /// A closing sign of emphasis inside them: `**Bob** (laughing)`.
    closing: Option<Range<usize>>,
    /// The byte behind the colon, and behind the stars that close there.
    pub(super) end: usize,
    /// Whether the colon is a full-width one.
    pub(super) wide: bool,
}

impl Head {
    /// Whether no sign of emphasis closes inside it.
    pub(super) fn plain(&self) -> bool {
        self.closing.is_none()
    }

    /// The same with other words before the colon.
    pub(super) fn of(&self, inner: Range<usize>) -> Self {
        Self {
            inner,
            ..self.clone()
        }
    }
}

/// What stands before each of the first colons of a line, from byte `from`, at most `reach` bytes of it.
pub(super) fn heads(
    line: &str,
    from: usize,
    reach: usize,
) -> impl DoubleEndedIterator<Item = Head> {
    let until = line.floor_char_boundary(line.len().min(from + reach));
    let part = &line[from..until];
    // Their first bytes, none of which stands within a sign.
    let bytes = part.as_bytes();
    let often = memchr::memchr3_iter(b':', 0xe2, 0xef, bytes);
    let seldom = memchr::memchr2_iter(0xe1, 0xea, bytes);
    let signs = often.chain(seldom);
    let signs = signs.filter_map(|i| Some((from + i, part[i..].chars().next()?)));
    let mut colons: Vec<(usize, char)> = signs.filter(|&(_, sign)| is_colon(sign)).collect();
    colons.sort_unstable();
    let heads: Vec<Head> = colons
        .into_iter()
        .take(MOST_COLONS)
        .filter_map(|(at, colon)| head(line, from, at, colon))
        .collect();
    heads.into_iter()
}

fn head(line: &str, start: usize, colon: usize, sign: char) -> Option<Head> {
    let after = colon + sign.len_utf8();
    let before = &line[start..colon];
    let opening = before.len() - before.trim_start_matches(['*', '_']).len();
    // A star before a blank is the sign of a list.
    let opening = match before[opening..].starts_with(char::is_whitespace) {
        true => 0,
        false => opening,
    };
    let trimmed = |range: Range<usize>| {
        let text = &line[range.clone()];
        let lead = text.len() - text.trim_start().len();
        range.start + lead..range.start + lead + text.trim().len()
    };
    let plain = Head {
        start,
        inner: trimmed(start..colon),
        closing: None,
        end: after,
        wide: sign != ':',
    };
    if opening == 0 {
        return (!plain.inner.is_empty()).then_some(plain);
    }
    if opening > 3 {
        return None;
    }
    let closing: String = before[..opening].chars().rev().collect();
    let inside = start + opening..colon;
    if let Some(at) = line[inside.clone()].rfind(&closing) {
        let at = inside.start + at;
        let run = at..at + closing.len();
        return Some(Head {
            inner: trimmed(inside),
            closing: Some(run),
            ..plain
        });
    }
    let rest = &line[after..];
    let blanks = rest.len() - rest.trim_start().len();
    rest[blanks..].starts_with(&closing).then(|| Head {
        inner: trimmed(inside),
        end: after + blanks + closing.len(),
        ..plain
    })
}

#[cfg(test)]
mod tests;
