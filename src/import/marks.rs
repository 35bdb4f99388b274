//! Times and pages of a source, as they are written.

use std::borrow::Cow;

use super::labels::spoken_time;
use crate::{
    archive::{Header, Kinds, Locator, LocatorKind, Speaker},
    load::speech::mark_beside_label,
    writer::{self, Block, How, Paragraph, Said},
};

/// Times with their hours, as which they are read wherever they stand; pages as they are.
pub(super) fn full(marks: &[Locator]) -> impl Iterator<Item = Locator> {
    marks.iter().map(|mark| match mark.kind {
        LocatorKind::Page => mark.clone(),
        LocatorKind::Time(seconds) => Locator {
            at: mark.at,
            ..time(seconds)
        },
    })
}

/// Marks of words, those that stand within one before a bracket or a colon moved before the word: there Markdown would take them for a link.
pub(super) fn settled(
    words: &str,
    marks: impl Iterator<Item = Locator>,
) -> impl Iterator<Item = Locator> {
    marks.map(move |mark| {
        let at = mark.at as usize;
        let behind = words.get(at..).unwrap_or_default();
        if !behind.starts_with(['(', ':']) {
            return mark;
        }
        let before = words.get(..at).unwrap_or_default();
        let word = before.trim_end_matches(|c: char| !c.is_whitespace());
        Locator {
            at: u32::try_from(word.len()).unwrap_or(u32::MAX),
            ..mark
        }
    })
}

/// Words with a blank behind a time or page that stands within a word or before a bracket: what is round it stays two words.
pub(super) fn apart(words: &str) -> Cow<'_, str> {
    let glued = |at: usize| {
        let behind = words[at + 1..].chars().next();
        // A mark is short.
        let near = &words[words.floor_char_boundary(at.saturating_sub(40))..at];
        let open = near.rfind('[').map(|open| &near[open + 1..]);
        behind.is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | ':' | '['))
            && open.is_some_and(|inside| mark_beside_label(inside).is_some())
    };
    if !words.contains(']') {
        return Cow::Borrowed(words);
    }
    let mut whole = String::with_capacity(words.len() + 8);
    for (at, c) in words.char_indices() {
        whole.push(c);
        if c == ']' && glued(at) {
            whole.push(' ');
        }
    }
    Cow::Owned(whole)
}

/// Moves marks that would be read at another place to the beginning of their paragraph; whether it did.
pub(super) fn moved_to_the_beginning(paragraph: &mut Paragraph) -> bool {
    let inside = paragraph.marks.iter().any(|mark| mark.at > 0);
    if !inside {
        return false;
    }
    let mut header = Header {
        title: "x".to_owned(),
        ..Header::default()
    };
    if let Some(label) = &paragraph.label {
        header.speakers.push(Speaker {
            label: label.declared.clone(),
            ..Speaker::default()
        });
    }
    let said = Said {
        blocks: vec![Block::Paragraph(paragraph.clone())],
        footnotes: Vec::new(),
    };
    if writer::transcript(&header, &How::default(), &said, &Kinds::default()).is_ok() {
        return false;
    }
    for mark in &mut paragraph.marks {
        mark.at = 0;
    }
    true
}

/// The mark of a time.
pub(super) fn time(seconds: f64) -> Locator {
    let mut paragraph = Paragraph::default();
    paragraph.push_time(seconds);
    let mark = paragraph.marks.pop();
    mark.unwrap_or(Locator {
        at: 0,
        kind: LocatorKind::Time(seconds),
        text: String::new(),
    })
}

/// The time that a line is, and nothing else: `0:05`, `[00:12:31]`, `1 minute, 5 seconds`.
pub(super) fn time_alone(text: &str) -> Option<Locator> {
    if let Some(seconds) = spoken_time(text) {
        return Some(time(seconds));
    }
    let inside = text
        .strip_prefix(['(', '['])
        .and_then(|rest| rest.strip_suffix([')', ']']));
    let mark = mark_beside_label(inside.unwrap_or(text))?;
    matches!(mark.kind, LocatorKind::Time(_)).then_some(mark)
}
