//! A plain text in paragraphs, and what positions in it count.
//!
//! Positions are code points of the plain text; but some programs take the two signs of a line end of Windows for one, count UTF-16 units, or count
//! the mark of byte order. Which of these, no file says: it is what makes the most selections begin and end where words do.

use std::{collections::BTreeSet, ops::Range};

use crate::{
    archive::{ListIndex, ParagraphIndex},
    import::{
        On, Point,
        labels::{self, Begun, Line},
    },
    writer::{Block, Paragraph, Said},
};

/// A plain text.
#[derive(Debug)]
pub(super) struct Text {
    signs: Vec<char>,
    /// Whether a mark of byte order stood before it.
    marked: bool,
    pieces: Vec<Piece>,
    /// Every label of its lines, as it is to be declared.
    pub(super) labels: Vec<String>,
    /// What stands in lines before the words: labels, their signs, times beside them.
    pub(super) before_words: Vec<String>,
    /// Lines that begin with what looks like a label and was taken for words: what looks so, and the line.
    pub(super) doubtful: Vec<(String, String)>,
}

/// A paragraph.
#[derive(Debug)]
struct Piece {
    /// The place of its first sign in the text.
    first: usize,
    words: String,
    /// Of each of its signs, and of its end, the byte of `words`.
    bytes: Vec<usize>,
    /// The label that it begins with, which is not of its words.
    begun: Option<Begun>,
}

/// What positions count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counting {
    /// A line end of two signs as one.
    lines: bool,
    /// UTF-16 units.
    units: bool,
    /// The mark of byte order.
    mark: bool,
}

/// A way to count, with what it makes of selections.
struct Way {
    counting: Counting,
    /// How many ends lie where words begin and end.
    fitting: usize,
    meant: Vec<Option<Range<usize>>>,
}

impl Text {
    /// A text as the file has it, line ends and all.
    pub(super) fn new(text: &str) -> Self {
        let unmarked = text.strip_prefix('\u{feff}');
        let signs: Vec<char> = unmarked.unwrap_or(text).chars().collect();
        let mut pieces = Vec::new();
        let mut from = 0;
        let ends = |c: char| matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{c}');
        while from < signs.len() {
            let line = signs.iter().skip(from).take_while(|c| !ends(**c)).count();
            pieces.extend(Piece::new(&signs, from..from + line));
            from += line + 1;
        }
        let mut text = Self {
            signs,
            marked: unmarked.is_some(),
            pieces,
            labels: Vec::new(),
            before_words: Vec::new(),
            doubtful: Vec::new(),
        };
        text.find_labels();
        text
    }

    /// Takes the labels out of the lines, whose positions stay; a line that is a label alone is that of the next one.
    fn find_labels(&mut self) {
        let lines = self.pieces.iter().map(|piece| Line::of(&piece.words));
        let found = labels::find(&lines.collect::<Vec<_>>());
        let doubtful = found.doubtful.into_iter().filter_map(|(at, name)| {
            let line = self.pieces.get(at)?;
            Some((name, line.words.clone()))
        });
        self.doubtful = doubtful.collect();
        self.labels = found.labels;
        let mut pieces = Vec::with_capacity(self.pieces.len());
        let mut waiting: Option<(Piece, Begun)> = None;
        let all = std::mem::take(&mut self.pieces).into_iter();
        for (mut piece, begun) in all.zip(found.lines) {
            match begun {
                Some(begun) => {
                    // A label with nothing behind it is words.
                    pieces.extend(waiting.take().map(|(piece, _)| piece));
                    if piece.words.len() <= begun.end {
                        waiting = Some((piece, begun));
                        continue;
                    }
                    self.before_words.push(piece.begin_with(begun));
                }
                None => {
                    if let Some((label, begun)) = waiting.take() {
                        self.before_words.push(label.words);
                        piece.begun = Some(begun);
                    }
                }
            }
            pieces.push(piece);
        }
        pieces.extend(waiting.map(|(piece, _)| piece));
        let begun = pieces.iter().filter_map(|piece| piece.begun.as_ref());
        let used: BTreeSet<&str> = begun.map(|b| b.label.declared.as_str()).collect();
        self.labels.retain(|label| used.contains(label.as_str()));
        self.pieces = pieces;
    }

    /// Whether there are no words in it.
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Its paragraphs; `times` (seconds) stand before the words at their signs, in order.
    pub(super) fn said(&self, times: &[(usize, f64)]) -> Said {
        let mut times = times.iter().peekable();
        let mut blocks = Vec::new();
        for piece in &self.pieces {
            let mut paragraph = match &piece.begun {
                Some(begun) => begun.paragraph(""),
                None => Paragraph::default(),
            };
            let mut done = 0;
            let end = piece.first + piece.bytes.len();
            while let Some((sign, seconds)) = times.next_if(|(sign, _)| *sign < end) {
                let at = piece.byte(*sign);
                paragraph.push(piece.words.get(done..at).unwrap_or_default());
                done = at.max(done);
                paragraph.push_time(*seconds);
            }
            paragraph.push(piece.words.get(done..).unwrap_or_default());
            blocks.push(Block::Paragraph(paragraph));
        }
        Said {
            blocks,
            footnotes: Vec::new(),
        }
    }

    /// The signs between two positions; none if they are outside.
    pub(super) fn range(
        &self,
        counting: Counting,
        positions: &Range<usize>,
    ) -> Option<Range<usize>> {
        let ends = self.counted(counting);
        self.signs_at(&ends, positions)
    }

    fn signs_at(&self, ends: &[usize], positions: &Range<usize>) -> Option<Range<usize>> {
        let sign = |position: usize| {
            (position <= *ends.last()?).then(|| ends.partition_point(|end| *end < position))
        };
        Some(sign(positions.start)?..sign(positions.end)?)
    }

    /// Which words signs are.
    pub(super) fn on(&self, signs: &Range<usize>) -> Option<On> {
        let next = self
            .pieces
            .partition_point(|piece| piece.first + piece.bytes.len() <= signs.start + 1);
        let begins = self.pieces.get(next)?;
        let before = self.pieces.partition_point(|piece| piece.first < signs.end);
        let ends = before.checked_sub(1)?;
        let from = Point {
            paragraph: ParagraphIndex::at(next),
            byte: begins.byte(signs.start),
        };
        let to = Point {
            paragraph: ParagraphIndex::at(ends),
            byte: self.pieces.get(ends)?.byte(signs.end),
        };
        (from < to).then_some(On::Words(from, to))
    }

    /// What positions count, and whether another way to count them does as well and means other words.
    pub(super) fn counting(&self, selections: &[Range<usize>]) -> (Counting, bool) {
        let has_two = self.signs.windows(2).any(|pair| pair == ['\r', '\n']);
        let has_units = self.signs.iter().any(|c| c.len_utf16() > 1);
        let mut ways = Vec::new();
        for (lines, units, mark) in WAYS {
            if (lines && !has_two) || (units && !has_units) || (mark && !self.marked) {
                continue;
            }
            let counting = Counting { lines, units, mark };
            let ends = self.counted(counting);
            let meant: Vec<Option<Range<usize>>> =
                selections.iter().map(|s| self.signs_at(&ends, s)).collect();
            let fitting = meant.iter().flatten().map(|signs| self.fits(signs)).sum();
            ways.push(Way {
                counting,
                fitting,
                meant,
            });
        }
        let most = ways.iter().map(|way| way.fitting).max().unwrap_or_default();
        let mut best = ways.into_iter().filter(|way| way.fitting == most);
        let Some(first) = best.next() else {
            return (Counting::default(), false);
        };
        (first.counting, best.any(|way| way.meant != first.meant))
    }

    /// How many of its two ends lie where a word begins and where one ends.
    fn fits(&self, signs: &Range<usize>) -> usize {
        let is_word = |at: Option<usize>| {
            at.and_then(|at| self.signs.get(at))
                .is_some_and(|c| c.is_alphanumeric())
        };
        let begins = is_word(Some(signs.start)) && !is_word(signs.start.checked_sub(1));
        let ends = !is_word(Some(signs.end))
            && signs
                .end
                .checked_sub(1)
                .and_then(|at| self.signs.get(at))
                .is_some_and(|c| !c.is_whitespace());
        usize::from(begins) + usize::from(ends)
    }

    /// Of each sign, the position that it begins at, and at last that of the end.
    fn counted(&self, counting: Counting) -> Vec<usize> {
        let mut at = usize::from(counting.mark && self.marked);
        let mut ends = Vec::with_capacity(self.signs.len() + 1);
        let mut before = ' ';
        for &sign in &self.signs {
            ends.push(at);
            let is_second = counting.lines && before == '\r' && sign == '\n';
            at += match (is_second, counting.units) {
                (true, _) => 0,
                (false, true) => sign.len_utf16(),
                (false, false) => 1,
            };
            before = sign;
        }
        ends.push(at);
        ends
    }
}

/// Lines, units, mark: the ways to count, the standard's own first.
const WAYS: [(bool, bool, bool); 8] = [
    (false, false, false),
    (true, false, false),
    (false, true, false),
    (true, true, false),
    (false, false, true),
    (true, false, true),
    (false, true, true),
    (true, true, true),
];

impl Piece {
    /// A line, if it has words: with one blank wherever there is white space, and without signs that steer terminals.
    fn new(signs: &[char], line: Range<usize>) -> Option<Self> {
        let mut words = String::new();
        let mut bytes = Vec::with_capacity(line.len() + 1);
        for &sign in signs.get(line.clone())? {
            bytes.push(words.len());
            match sign {
                sign if sign.is_whitespace() => {
                    if !words.is_empty() && !words.ends_with(' ') {
                        words.push(' ');
                    }
                }
                sign if sign.is_control() || sign == '\u{feff}' => {}
                sign => words.push(sign),
            }
        }
        words.truncate(words.trim_end().len());
        bytes.push(words.len());
        let end = words.len();
        bytes.iter_mut().for_each(|byte| *byte = (*byte).min(end));
        (!words.is_empty()).then_some(Self {
            first: line.start,
            words,
            bytes,
            begun: None,
        })
    }

    /// Takes out a label at the beginning; what stood there.
    fn begin_with(&mut self, begun: Begun) -> String {
        let end = self.words.floor_char_boundary(begun.end);
        let blanks = self.words.len() - end - self.words[end..].trim_start().len();
        let words = self.words.split_off(end + blanks);
        let label = std::mem::replace(&mut self.words, words);
        for byte in &mut self.bytes {
            *byte = byte.saturating_sub(label.len());
        }
        self.begun = Some(begun);
        label
    }

    /// The byte of a sign; the end of the words for one behind it, the beginning for one before.
    fn byte(&self, sign: usize) -> usize {
        let at = sign.saturating_sub(self.first);
        self.bytes.get(at).copied().unwrap_or(self.words.len())
    }
}
