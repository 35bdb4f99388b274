//! Words folded for comparison, with the way back to where they stood.
//!
//! Folding (design: anchoring, level 2): Unicode NFKC; white space of any kind becomes one blank, the many signs for quotes and
//! apostrophes one quote, dashes one hyphen; what cannot be seen goes; case stays (the table is in [`super::signs`], and in
//! `docs/formats.md`). It goes cluster by cluster (UAX #29), so that a position maps back and never cuts a grapheme.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::signs::{self, DASH, QUOTE, Sign};

/// A folded text.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    text: String,
    pieces: Vec<Piece>,
    last: Last,
}

/// What was folded last, as far as the next sign may belong to it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Last {
    /// A single quote, which may be the first half of a double one: `''`.
    Single(char),
    /// A dash, which may go on: `--`.
    Dash,
    #[default]
    Other,
}

/// A run of the folded text and the run it came from; it ends where the next one begins.
#[derive(Clone, Debug)]
struct Piece {
    /// First byte in the folded text.
    folded: u32,
    /// Bytes of the original.
    original: Range<u32>,
    /// Whether the bytes run in step; otherwise only the borders of the run correspond.
    in_step: bool,
}

impl Folded {
    /// Folds `text`.
    pub fn new(text: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(text.len()),
            ..Self::default()
        };
        let mut at = 0;
        while at < text.len() {
            let run = plain_run(&text[at..]);
            if run > 0 {
                folded.in_step(&text[at..at + run], at);
                at += run;
                continue;
            }
            let cluster = match lone_sign(&text[at..]) {
                Some(sign) => sign,
                None => text[at..].graphemes(true).next().unwrap_or(&text[at..]),
            };
            folded.cluster(cluster, at);
            at += cluster.len();
        }
        folded
    }

    /// The folded words.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that `range` (not empty) of the folded text came from; none if an end of it would cut a grapheme, or a
    /// sign that folds into several.
    pub fn original(&self, range: Range<usize>) -> Option<Range<usize>> {
        if range.is_empty() {
            return None;
        }
        let (first, _) = self.piece(range.start)?;
        let start = match (first.in_step, range.start - first.folded as usize) {
            (true, skip) => first.original.start as usize + skip,
            (false, 0) => first.original.start as usize,
            (false, _) => return None,
        };
        let (last, end_of_last) = self.piece(range.end - 1)?;
        let end = match (last.in_step, end_of_last - range.end) {
            (true, _) => last.original.start as usize + (range.end - last.folded as usize),
            (false, 0) => last.original.end as usize,
            (false, _) => return None,
        };
        Some(start..end)
    }

    /// The byte of the folded text at which that begins which stands from byte `at` of the original on.
    pub fn place(&self, at: usize) -> usize {
        let next = self
            .pieces
            .partition_point(|p| p.original.start as usize <= at);
        let end = self
            .pieces
            .get(next)
            .map_or(self.text.len(), |p| p.folded as usize);
        let Some(piece) = next.checked_sub(1).and_then(|i| self.pieces.get(i)) else {
            return end;
        };
        let skip = at - piece.original.start as usize;
        match piece.in_step || skip == 0 {
            true => (piece.folded as usize + skip).min(end),
            false => end,
        }
    }

    /// The piece that holds a byte, and where it ends in the folded text.
    fn piece(&self, at: usize) -> Option<(&Piece, usize)> {
        let next = self.pieces.partition_point(|p| p.folded as usize <= at);
        let piece = self.pieces.get(next.checked_sub(1)?)?;
        let end = self
            .pieces
            .get(next)
            .map_or(self.text.len(), |p| p.folded as usize);
        Some((piece, end))
    }

    /// Where a run of the folded text stands that need not end between graphemes, the cut ones taken in whole; and whether an end of it
    /// cuts one.
    pub fn whole(&self, range: Range<usize>) -> Option<(Range<usize>, [bool; 2])> {
        if range.is_empty() {
            return None;
        }
        let (first, _) = self.piece(range.start)?;
        let (last, end_of_last) = self.piece(range.end - 1)?;
        let skip = range.start - first.folded as usize;
        let (start, cut_start) = match first.in_step {
            true => (first.original.start as usize + skip, false),
            false => (first.original.start as usize, skip > 0),
        };
        let (end, cut_end) = match last.in_step {
            true => (
                last.original.start as usize + (range.end - last.folded as usize),
                false,
            ),
            false => (last.original.end as usize, range.end < end_of_last),
        };
        Some((start..end, [cut_start, cut_end]))
    }

    fn in_step(&mut self, run: &str, at: usize) {
        let end = small(at + run.len());
        match self.pieces.last_mut() {
            Some(last) if last.in_step && last.original.end == small(at) => last.original.end = end,
            Some(_) | None => self.pieces.push(Piece {
                folded: small(self.text.len()),
                original: small(at)..end,
                in_step: true,
            }),
        }
        self.text.push_str(run);
        self.last = Last::Other;
    }

    fn cluster(&mut self, cluster: &str, at: usize) {
        let original = small(at)..small(at + cluster.len());
        // The commas and colons of the East, which are many.
        if let Some(narrow) = narrow_alone(cluster) {
            let before = self.text.len();
            self.text.push(narrow);
            self.piece_since(before, original);
            self.last = Last::Other;
            return;
        }
        let mut seen = cluster.chars().filter(|&c| !signs::is_invisible(c));
        let (Some(first), second) = (seen.next(), seen.next()) else {
            return;
        };
        if cluster
            .chars()
            .all(|c| signs::is_blank(c) || signs::is_invisible(c))
        {
            self.blank(original);
            return;
        }
        if second.is_none()
            && let Some(sign) = signs::sign(first)
        {
            self.sign(first, sign, original);
            return;
        }
        let before = self.text.len();
        if cluster.is_ascii() {
            self.text.push_str(cluster);
        } else if let (Some(narrow), None) = (narrow(first), second) {
            self.text.push(narrow);
        } else {
            let plain = cluster
                .chars()
                .filter(|&c| !signs::is_invisible(c))
                .map(plain_sign);
            self.text.extend(plain.nfkc().map(plain_sign));
        }
        self.piece_since(before, original);
        self.last = Last::Other;
    }

    /// A quote or a dash. Two single quotes of one kind are a double one, and dashes in a row are one.
    fn sign(&mut self, c: char, sign: Sign, original: Range<u32>) {
        let goes_on = match sign {
            Sign::Single => self.last == Last::Single(c),
            Sign::Dash => self.last == Last::Dash,
            Sign::Double | Sign::TwoQuotes => false,
        };
        self.last = match sign {
            Sign::Single if !goes_on => Last::Single(c),
            Sign::Dash => Last::Dash,
            Sign::Single | Sign::Double | Sign::TwoQuotes => Last::Other,
        };
        if goes_on && let Some(last) = self.pieces.last_mut() {
            last.original.end = original.end;
            return;
        }
        let before = self.text.len();
        match sign {
            Sign::Dash => self.text.push(DASH),
            Sign::Single | Sign::Double => self.text.push(QUOTE),
            Sign::TwoQuotes => self.text.extend([QUOTE, QUOTE]),
        }
        self.piece_since(before, original);
    }

    fn piece_since(&mut self, before: usize, original: Range<u32>) {
        if self.text.len() > before {
            self.pieces.push(Piece {
                folded: small(before),
                original,
                in_step: false,
            });
        }
    }

    /// White space: one blank for a whole run of it.
    fn blank(&mut self, original: Range<u32>) {
        self.last = Last::Other;
        if self.text.ends_with(' ') {
            if let Some(last) = self.pieces.last_mut()
                && !last.in_step
            {
                last.original.end = original.end;
            }
            return;
        }
        self.pieces.push(Piece {
            folded: small(self.text.len()),
            original,
            in_step: false,
        });
        self.text.push(' ');
    }
}

/// Words folded, without the way back.
pub fn fold(text: &str) -> String {
    Folded::new(text).text
}

fn small(n: usize) -> u32 {
    u32::try_from(n).expect("texts are limited to less than 4 GiB")
}

/// The length of the run at the start that folds to itself, sign by sign; its last sign stays out if something may combine with it. A blank
/// between two such signs is one of them.
fn plain_run(text: &str) -> usize {
    let (mut run, mut last) = (han_run(text.as_bytes()), 0);
    if run > 0 {
        // Whether something combines with the last of them is asked below.
        run -= 3;
    }
    let mut signs = text[run..].chars().peekable();
    while let Some(c) = signs.next() {
        let within = c == ' ' && run > 0 && signs.peek().copied().is_some_and(is_plain);
        if !within && !is_plain(c) {
            return match stands_alone(c) {
                true => run,
                false => run - last,
            };
        }
        last = c.len_utf8();
        run += last;
    }
    run
}

/// The length of the run at the start of Han from U+4E00 to U+9FFF, and of their comma and full stop, told by their three bytes.
fn han_run(text: &[u8]) -> usize {
    let signs = text.as_chunks::<3>().0.iter();
    let is_han = |sign: &&[u8; 3]| {
        matches!(
            sign,
            [0xe5..=0xe9, ..] | [0xe4, 0xb8..=0xbf, _] | [0xe3, 0x80, 0x81 | 0x82]
        )
    };
    3 * signs.take_while(is_han).count()
}

/// Whether a sign is a grapheme of its own and folds to itself unless something stands behind it that combines: visible ASCII, letters of
/// Latin, Greek, Cyrillic and Hebrew, kana, Han and Hangul syllables. Other signs are looked at one by one, which takes ten times as long.
fn is_plain(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_graphic() && !signs::is_ascii_sign(c as u8),
        '\u{c0}'..='\u{131}' | '\u{391}'..='\u{3a9}' | '\u{3b1}'..='\u{3c9}' => true,
        '\u{410}'..='\u{44f}' | '\u{5d0}'..='\u{5ea}' => true,
        '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' => true,
        '\u{3001}' | '\u{3002}' => true,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => true,
        _ => false,
    }
}

/// The sign at the start, if it is one of those that are often no part of a plain run, and nothing can combine with it: ASCII, punctuation of
/// the West and of the East.
fn lone_sign(text: &str) -> Option<&str> {
    let mut signs = text.chars();
    let first = signs.next()?;
    let free = signs
        .next()
        .is_none_or(|next| next.is_ascii() || is_plain(next));
    (first != '\r' && stands_alone(first) && free).then(|| &text[..first.len_utf8()])
}

/// Whether a sign combines with nothing before it: ASCII, punctuation of the West and of the East.
fn stands_alone(c: char) -> bool {
    matches!(c, '\0'..='\x7f' | '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3029}' | '\u{ff01}'..='\u{ff5e}')
}

/// What the one sign of a cluster is written as elsewhere, if it is a full-width one and no quote or dash.
fn narrow_alone(cluster: &str) -> Option<char> {
    let mut all = cluster.chars();
    let (sign, next) = (all.next()?, all.next());
    let narrow = narrow(sign)?;
    (next.is_none() && signs::sign(sign).is_none()).then_some(narrow)
}

/// What a full-width sign of ASCII is written as elsewhere: its compatibility decomposition.
fn narrow(c: char) -> Option<char> {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xff01 + 0x21),
        _ => None,
    }
}

fn plain_sign(c: char) -> char {
    match signs::sign(c) {
        Some(Sign::Dash) => DASH,
        Some(Sign::Single | Sign::Double | Sign::TwoQuotes) => QUOTE,
        None if signs::is_blank(c) => ' ',
        None => c,
    }
}

#[cfg(test)]
mod tests;
