//! Lines and columns of many places, quickly also in files of many megabytes.
//!
//! `Position::of` counts from the file's start each time; here a file is read through once, and then a place costs
//! at most [`STEP`] bytes of counting. The results are the same.

use std::{collections::BTreeMap, ops::Range};

use crate::source::{Position, SourceId, Sources, Span};

/// Bytes between two remembered positions.
const STEP: usize = 32 * 1024;

/// The files that a report points into.
pub(super) struct Places<'a> {
    sources: &'a Sources,
    known: BTreeMap<SourceId, Vec<Mark>>,
}

/// A remembered position.
#[derive(Clone, Copy)]
struct Mark {
    offset: usize,
    position: Position,
}

/// A span with all that is said of it.
pub(super) struct Spot<'a> {
    pub(super) source: SourceId,
    /// The path as people reach it from where they are.
    pub(super) shown: String,
    pub(super) path: &'a str,
    /// The whole file.
    pub(super) text: &'a str,
    /// The bytes, held inside the text and on the borders of characters.
    pub(super) range: Range<usize>,
    pub(super) start: Position,
    /// Just after the last character.
    pub(super) end: Position,
}

impl<'a> Places<'a> {
    pub(super) fn new(sources: &'a Sources) -> Self {
        Self {
            sources,
            known: BTreeMap::new(),
        }
    }

    pub(super) fn path(&self, source: SourceId) -> &'a str {
        self.sources.path(source)
    }

    /// The path as people reach it from where they are.
    pub(super) fn shown(&self, source: SourceId) -> String {
        self.sources.shown(source)
    }

    pub(super) fn spot(&mut self, span: Span) -> Spot<'a> {
        let text: &'a str = self.sources.text(span.source);
        let marks = self
            .known
            .entry(span.source)
            .or_insert_with(|| read_through(text));
        let range = clamp(text, span.range());
        Spot {
            source: span.source,
            path: self.sources.path(span.source),
            shown: self.sources.shown(span.source),
            text,
            start: position(text, marks, range.start),
            end: position(text, marks, range.end),
            range,
        }
    }
}

/// `range` inside of `text`; what cuts a character takes all of it in.
fn clamp(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start.min(text.len()));
    let end = text.ceil_char_boundary(range.end.min(text.len()));
    start..end.max(start)
}

/// Positions all along the text.
fn read_through(text: &str) -> Vec<Mark> {
    let mut mark = Mark {
        offset: 0,
        position: Position { line: 1, column: 1 },
    };
    let mut marks = vec![mark];
    while mark.offset + STEP < text.len() {
        let offset = text.floor_char_boundary(mark.offset + STEP);
        mark = Mark {
            offset,
            position: advance(mark.position, &text[mark.offset..offset]),
        };
        marks.push(mark);
    }
    marks
}

/// The position of `offset`, from the last remembered one before it.
fn position(text: &str, marks: &[Mark], offset: usize) -> Position {
    let next = marks.partition_point(|mark| mark.offset <= offset);
    let mark = marks[next.saturating_sub(1)];
    advance(mark.position, &text[mark.offset..offset])
}

/// Where one is after reading `passed`.
fn advance(from: Position, passed: &str) -> Position {
    let characters = |text: &str| text.chars().filter(|&c| c != '\u{feff}').count();
    match passed.rfind('\n') {
        None => Position {
            line: from.line,
            column: from.column + characters(passed),
        },
        Some(last) => Position {
            line: from.line + memchr::memchr_iter(b'\n', passed.as_bytes()).count(),
            column: 1 + characters(&passed[last + 1..]),
        },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn positions_are_those_of_the_slow_way(
            text in "([a-zé\u{4e2d}\n\u{feff}]|\r\n){0,80}",
            repeat in 1usize..2000,
            start in any::<prop::sample::Index>(),
            end in any::<prop::sample::Index>(),
        ) {
            let text = text.repeat(repeat);
            let (start, end) = (start.index(text.len() + 2), end.index(text.len() + 2));
            let mut sources = Sources::new("/");
            let source = sources.add_text("a", &text);
            let mut places = Places::new(&sources);
            let spot = places.spot(Span::new(source, start..end));
            prop_assert_eq!(spot.start, Position::of(&text, start));
            prop_assert_eq!(spot.end, Position::of(&text, spot.range.end));
        }
    }
}
