//! A field or an item less.

use std::ops::Range;

use super::{
    super::value::Value,
    Edit,
    place::{Holder, Place},
    set,
};
use crate::load::yaml;

/// The ways to take part `index` out of the list or map of a place.
pub(super) fn ways(place: &Place<'_>, index: usize) -> Vec<Vec<Edit>> {
    let Some(parts) = parts(place) else {
        return Vec::new();
    };
    let Some(part) = parts.get(index).cloned() else {
        return Vec::new();
    };
    if place.in_brackets() {
        return vec![in_brackets(place, &parts, index)];
    }
    if parts.len() == 1 && !matches!(place.holder, Holder::Document) {
        let empty = match &place.node.value {
            yaml::Value::List(_) => Value::List(Vec::new()),
            _ => Value::Map(Vec::new()),
        };
        return set::ways(place, &empty);
    }
    match place.begins_line(part.start) {
        true => lines(place, &part),
        false => first_of_line(place, &part, parts.get(index + 1)),
    }
}

/// The bytes of each item or field.
fn parts(place: &Place<'_>) -> Option<Vec<Range<usize>>> {
    match &place.node.value {
        yaml::Value::Map(fields) => {
            let fields = fields.iter();
            Some(
                fields
                    .map(|field| field.0.span.range().start..place.field_end(field))
                    .collect(),
            )
        }
        yaml::Value::List(items) if place.in_brackets() => {
            let items = items.iter();
            Some(
                items
                    .map(|item| item.span.range().start..place.end(item))
                    .collect(),
            )
        }
        yaml::Value::List(items) => {
            let hyphens = place.hyphens()?;
            let parts = hyphens.into_iter().zip(items).map(|(at, item)| {
                let end = match place.is_unwritten(item) {
                    true => at + 1,
                    false => place.end(item),
                };
                at..end.max(at + 1)
            });
            Some(parts.collect())
        }
        yaml::Value::Null | yaml::Value::Scalar(_) => None,
    }
}

/// Whole lines; a file without an end of its last line stays one, where that can be.
fn lines(place: &Place<'_>, part: &Range<usize>) -> Vec<Vec<Edit>> {
    let start = place.line_start(part.start);
    let next = place.next_line(part.end);
    let ended = place.text[..next].ends_with('\n');
    let from = match (ended, place.text[place.range.start..start].ends_with('\n')) {
        (false, true) => {
            let feed = start - 1;
            feed - usize::from(place.text[..feed].ends_with('\r'))
        }
        _ => start,
    };
    let ways = [from, start];
    ways.map(|from| vec![(from..next, String::new())]).into()
}

/// What stands behind a hyphen or another value: the next part takes its place.
fn first_of_line(
    place: &Place<'_>,
    part: &Range<usize>,
    next: Option<&Range<usize>>,
) -> Vec<Vec<Edit>> {
    let Some(next) = next else {
        return Vec::new();
    };
    let behind = place.next_line(part.end);
    let lines = &place.text[behind..next.start];
    // A comment above the next part stays.
    let until = match lines.contains('#') {
        true => behind + lines.len() - lines.trim_start().len(),
        false => next.start,
    };
    vec![vec![(part.start..until, String::new())]]
}

/// In brackets: with the comma behind it, or of the last the one before it.
fn in_brackets(place: &Place<'_>, parts: &[Range<usize>], index: usize) -> Vec<Edit> {
    let part = &parts[index];
    let comma = |gap: Range<usize>| {
        let text = place.text.get(gap.clone()).unwrap_or_default();
        text.find(',').map(|at| gap.start + at)
    };
    if let Some(next) = parts.get(index + 1) {
        let Some(at) = comma(part.end..next.start) else {
            return Vec::new();
        };
        let rest = &place.text[at + 1..next.start];
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        return vec![(part.start..at + 1 + blanks, String::new())];
    }
    match index.checked_sub(1) {
        Some(before) => {
            let Some(at) = comma(parts[before].end..part.start) else {
                return Vec::new();
            };
            let between = &place.text[at + 1..part.start];
            match between.trim().is_empty() {
                true => vec![(at..part.end, String::new())],
                // A comment stands between the two: it stays.
                false => vec![(at..at + 1, String::new()), (part.clone(), String::new())],
            }
        }
        None => {
            let behind = &place.text[part.end..];
            let blanks = behind.len() - behind.trim_start().len();
            let comma = usize::from(behind[blanks..].starts_with(',')) * (blanks + 1);
            vec![(part.start..part.end + comma, String::new())]
        }
    }
}
