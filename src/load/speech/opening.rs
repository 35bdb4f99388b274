//! What a line begins with, for whoever looks for labels in words of which nobody said yet who speaks: the same rules by which labels are spotted.

use std::ops::Range;

use super::{
    directions,
    labels::{self, Peeled},
    marks, spot, titles,
    traced::Traced,
};
use crate::archive::Locator;

/// What a line begins with that may be a label with a colon.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// The label as printed, without emphasis, times and directions: bytes of the line.
    pub name: Range<usize>,
    /// Directions behind it, with their brackets: bytes of the line.
    pub directions: Vec<Range<usize>>,
    /// Times and pages before it, in its brackets, and behind its colon.
    pub marks: Vec<Locator>,
    /// Whether one of these stands in brackets, or behind the name: where only a label has it.
    pub is_marked: bool,
    /// The byte at which the words begin.
    pub end: usize,
    /// Whether it looks like a name or an office rather than the beginning of a sentence.
    pub is_shaped: bool,
}

/// What a line begins with, if that may be a label at all.
pub fn opening(line: &str) -> Option<Opening> {
    let (from, lead) = marks::leading(line, 0, false);
    let (at, before) = marks::before_label(line, from).unwrap_or_default();
    let (
        Peeled {
            name,
            times,
            directions,
        },
        end,
        is_shaped,
    ) = spot::peeled(line, from.max(at))?;
    let (end, after) = marks::after_label(line, end, false);
    let bare = |mark: &marks::Mark| {
        mark.range == mark.text && mark.range.end <= name.start && times.is_empty()
    };
    let all = lead.iter().chain(&before).chain(&times).chain(&after);
    let is_marked = all.clone().any(|mark| !bare(mark));
    Some(Opening {
        marks: all.map(|mark| mark.locator(line, 0)).collect(),
        is_marked,
        name,
        directions,
        end,
        is_shaped,
    })
}

/// Whether words can be a label at all, whatever follows them.
pub fn may_be_label(words: &str) -> bool {
    spot::possible(words) && spot::shaped(words)
}

/// Whether words in brackets behind a label say how something is said.
pub fn is_direction(inside: &str) -> bool {
    directions::is_direction(inside)
}

/// Whether words are a title of respect and a name: `Ms. Doe`.
pub fn is_titled(name: &str) -> bool {
    titles::titled(name)
}

/// How labels are compared: two that are the same here are one.
pub fn folded_label(label: &str) -> String {
    labels::folded(label)
}

/// The time or page that a mark beside a label is, without its brackets.
pub fn mark_beside_label(inside: &str) -> Option<Locator> {
    let kind = marks::time_beside_label(inside).or_else(|| marks::page_beside_label(inside))?;
    Some(Locator {
        at: 0,
        kind,
        text: inside.trim().to_owned(),
    })
}

/// Words of a `.txt` without the times and pages that stand in them, and these.
pub fn marks_taken(words: &str) -> (String, Vec<Locator>) {
    let (from, lead) = marks::leading(words, 0, false);
    let mut rest = Traced::default();
    rest.push(&words[from..], 0);
    let lead = lead.iter().map(|mark| mark.locator(words, 0)).collect();
    let (taken, found) = marks::take_marks(rest, lead, false);
    (taken.text, found)
}
