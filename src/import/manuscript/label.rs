//! Labels that are told by more than words: by a style, or by a table that has a column of them.

use std::ops::Range;

use super::para::{Look, Para, ParaKind};
use crate::{
    archive::Locator,
    load::speech::{may_be_label, opening},
};

/// A label, as it stands before a turn.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Named {
    /// As it is printed, without a colon.
    pub(super) name: String,
    /// What the source says of how it is said, in its brackets.
    pub(super) direction: Option<String>,
    /// Times and pages beside it.
    pub(super) marks: Vec<Locator>,
}

/// The lines of a paragraph: bytes of its text without the line feeds between them.
pub(super) fn lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices('\n') {
        lines.push(start..at);
        start = at + 1;
    }
    lines.push(start..text.len());
    lines
}

/// The label that a line begins with by its style, and the byte at which the words behind it begin.
pub(super) fn styled(para: &Para, line: &Range<usize>) -> Option<(Named, usize)> {
    let text = para.text.get(line.clone())?;
    let start = line.start + text.len() - text.trim_start().len();
    let end = match para.kind {
        ParaKind::Speaker => line.end,
        _ => reach(para, line, |look| look.speaker),
    };
    let label = para.text.get(start..end)?;
    // A style of labels may reach into the words.
    let colon = label.find(is_colon).map_or(end, |at| start + at);
    let named = of_style(para.text.get(start..colon)?)?;
    let rest = para.text.get(colon..line.end)?;
    let words = rest.trim_start().trim_start_matches(is_colon).trim_start();
    // Where nothing stands between them, the style ends in the middle of a word.
    let parted = words.len() < rest.len() || !words.starts_with(char::is_alphanumeric);
    parted.then_some((named, line.end - words.len()))
}

/// How many bytes of a line, from its beginning, are bold.
pub(super) fn bold(para: &Para, line: &Range<usize>) -> usize {
    reach(para, line, |look| look.strong) - line.start
}

/// How far from its beginning all words of a line are such.
fn reach(para: &Para, line: &Range<usize>, is: impl Fn(&Look) -> bool) -> usize {
    let first = para
        .looks
        .partition_point(|(range, _)| range.end <= line.start);
    let (mut reached, mut found) = (line.start, line.start);
    for (range, look) in para.looks.iter().skip(first) {
        let words = para.text.get(range.clone()).unwrap_or_default();
        // A blank between such words may have no look of its own.
        let blank = words.trim().is_empty();
        if range.start > reached.max(line.start) || reached >= line.end || !(is(look) || blank) {
            break;
        }
        reached = range.end.min(line.end);
        if is(look) {
            found = reached;
        }
    }
    found
}

/// The colons of labels (docs/formats.md).
pub(super) fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：' | '፦')
}

/// Words as a label, with what stands beside a name in it; nothing, if they cannot be one.
pub(super) fn named(words: &str) -> Option<Named> {
    peeled(words).filter(|found| may_be_label(&found.name))
}

/// The most words and bytes of a label (docs/formats.md, "Turns and labels").
const WORDS: usize = 8;
const BYTES: usize = 120;

/// Words that a style says to be a label: it may be written in any way, but is short.
fn of_style(words: &str) -> Option<Named> {
    let is_short = |name: &str| name.len() <= BYTES && name.split_whitespace().count() <= WORDS;
    let has_letters = |name: &str| name.contains(char::is_alphabetic);
    peeled(words).filter(|found| is_short(&found.name) && has_letters(&found.name))
}

fn peeled(words: &str) -> Option<Named> {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.trim_end_matches(is_colon).trim_end();
    let line = format!("{words}: x");
    let Some(found) = opening(&line).filter(|found| found.end + 1 == line.len()) else {
        return Some(Named {
            name: words.to_owned(),
            ..Named::default()
        });
    };
    let directions = found.directions.into_iter();
    let directions: Vec<&str> = directions.filter_map(|d| line.get(d)).collect();
    Some(Named {
        name: line.get(found.name)?.to_owned(),
        direction: (!directions.is_empty()).then(|| directions.join(" ")),
        marks: found.marks,
    })
}
