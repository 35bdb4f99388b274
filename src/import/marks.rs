//! Times and pages of a source, as they are written.

use super::labels::spoken_time;
use crate::{
    archive::{Locator, LocatorKind},
    load::speech::mark_beside_label,
    writer::Paragraph,
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
