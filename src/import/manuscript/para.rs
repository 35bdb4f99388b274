//! A paragraph of a word processor: words, their looks, what is anchored in them.

use std::ops::Range;

use super::{Piece, Place};
use crate::archive::Locator;

/// A paragraph.
#[derive(Clone, Debug, Default)]
pub(in crate::import) struct Para {
    /// The words; a line feed is a line break, a tab a tab.
    pub(in crate::import) text: String,
    /// Bytes of `text` and how they look, in order, without gaps of words.
    pub(in crate::import) looks: Vec<(Range<usize>, Look)>,
    /// Bytes of `text` and what is anchored there, in order.
    pub(in crate::import) anchors: Vec<(usize, Anchor)>,
    /// What its style makes of it.
    pub(in crate::import) kind: ParaKind,
    /// Where it stands.
    pub(in crate::import) place: Place,
}

/// What the style of a paragraph makes of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::import) enum ParaKind {
    /// Words.
    #[default]
    Words,
    /// The title of the whole.
    Title,
    /// A heading of this level, from 1.
    Heading(u8),
    /// A label, and nothing else.
    Speaker,
}

/// How words look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Look {
    /// Bold, where the paragraph is not.
    pub(in crate::import) strong: bool,
    /// Italic, where the paragraph is not.
    pub(in crate::import) emphasis: bool,
    /// In the style of labels.
    pub(in crate::import) speaker: bool,
    /// The place of an address in the list of them.
    pub(in crate::import) link: Option<usize>,
}

/// What is anchored between two letters.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::import) enum Anchor {
    /// The sign of a footnote.
    Footnote(String),
    /// Here begin the words of a comment.
    Opens(String),
    /// Here they end.
    Closes(String),
    /// Here a comment stands.
    Stands(String),
    /// A time of the recording.
    Mark(Locator),
}

impl Para {
    /// All paragraphs of pieces, in order.
    pub(in crate::import) fn all_of(pieces: Vec<Piece>) -> Vec<Self> {
        let mut all = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Paragraph(para) => all.push(para),
                Piece::Aside(pieces) => all.extend(Self::all_of(pieces)),
                Piece::Table(rows) => {
                    let cells = rows.into_iter().flat_map(|row| row.cells);
                    all.extend(cells.flat_map(Self::all_of));
                }
            }
        }
        all
    }

    /// Adds words.
    pub(in crate::import) fn push(&mut self, words: &str, look: Look) {
        if words.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(words);
        let end = self.text.len();
        match self.looks.last_mut() {
            Some((range, last)) if *last == look && range.end == start => range.end = end,
            _ => self.looks.push((start..end, look)),
        }
    }

    /// Anchors something at the end.
    pub(in crate::import) fn anchor(&mut self, anchor: Anchor) {
        self.anchors.push((self.text.len(), anchor));
    }

    /// Goes on with another paragraph, whose mark it has from now on; its style, too, unless that has no words.
    pub(in crate::import) fn join(&mut self, next: Self) {
        let here = self.text.len();
        if self.is_blank() || !next.is_blank() {
            self.kind = next.kind;
        }
        for (range, look) in &next.looks {
            let words = next.text.get(range.clone()).unwrap_or_default();
            self.push(words, *look);
        }
        let moved = next.anchors.into_iter().map(|(at, a)| (at + here, a));
        self.anchors.extend(moved);
    }

    /// Whether it has no words.
    pub(in crate::import) fn is_blank(&self) -> bool {
        self.text
            .chars()
            .all(|c| c.is_whitespace() || c.is_control())
    }

    /// Whether there is nothing in it.
    pub(in crate::import) fn is_nothing(&self) -> bool {
        self.is_blank() && self.anchors.is_empty()
    }

    /// All of it with one blank for each run of them and none at its ends.
    pub(super) fn tidy(&self) -> Self {
        let all = 0..self.text.len();
        self.part(&all, all.clone())
    }

    /// A part of it, tidy: the words of `range`, and what is anchored in `owned`, which may begin before them.
    pub(super) fn part(&self, owned: &Range<usize>, range: Range<usize>) -> Self {
        let source = self.text.get(range.clone()).unwrap_or_default();
        let mut text = String::with_capacity(source.len());
        let mut places = Vec::with_capacity(source.len() + 1);
        for c in source.chars() {
            places.extend(std::iter::repeat_n(text.len(), c.len_utf8()));
            if text.is_empty() && c.is_whitespace() || c.is_control() && !c.is_whitespace() {
                continue;
            }
            match is_blank(c) {
                false => text.push(c),
                true if !text.ends_with(' ') => text.push(' '),
                true => {}
            }
        }
        text.truncate(text.trim_end().len());
        places.push(text.len());
        let last = text.len();
        let place = |at: usize| {
            let within = at.saturating_sub(range.start);
            places.get(within).copied().unwrap_or(last).min(last)
        };
        let mut part = Self {
            kind: self.kind,
            place: self.place.clone(),
            ..Self::default()
        };
        let first = self
            .looks
            .partition_point(|(run, _)| run.end <= range.start);
        let reaching = self.looks.iter().skip(first);
        for (run, look) in reaching.take_while(|(run, _)| run.start < range.end) {
            let (start, end) = (place(run.start.max(range.start)), place(run.end));
            part.push(text.get(start..end).unwrap_or_default(), *look);
        }
        // What is anchored where two parts meet belongs to the words in front of it, but for what begins.
        let is_last = owned.end >= self.text.len();
        let mine = |(at, anchor): &&(usize, Anchor)| match anchor {
            Anchor::Opens(_) | Anchor::Mark(_) => *at < owned.end || is_last,
            _ => *at > owned.start || *at == 0,
        };
        let first = self.anchors.partition_point(|(at, _)| *at < owned.start);
        let within = self
            .anchors
            .iter()
            .skip(first)
            .take_while(|(at, _)| *at <= owned.end);
        let anchors = within.filter(mine);
        part.anchors = anchors.map(|(at, a)| (place(*at), a.clone())).collect();
        part
    }
}

/// What is one blank among others; blanks that somebody chose stay.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        && !matches!(
            c,
            '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}'
        )
}
