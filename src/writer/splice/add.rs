//! A field or an item more.

use super::{
    super::value::Value,
    Edit,
    place::{Holder, Place},
};
use crate::{
    load::yaml,
    text::yaml::{Spot, one_line},
};

/// The ways to write a field that becomes field `index` of the map of a place.
pub(super) fn field(place: &Place<'_>, index: usize, key: &str, value: &Value) -> Vec<Vec<Edit>> {
    let in_line = || {
        format!(
            "{}: {}",
            one_line(key, Spot::Key),
            value.in_line(Spot::Flow)
        )
    };
    let lines = value.entry(key);
    match &place.node.value {
        yaml::Value::Map(fields) if place.in_brackets() => {
            let begins = fields
                .iter()
                .map(|(key, _)| key.span.range().start)
                .collect();
            let before = index.checked_sub(1).map(|i| place.field_end(&fields[i]));
            in_brackets(place, begins, (index, before), &in_line())
        }
        yaml::Value::Map(fields) => {
            let (Some(first), Some(before)) = (fields.first(), index.checked_sub(1)) else {
                return Vec::new();
            };
            let Some(indent) = place.indent(first.0.span.range().start) else {
                return Vec::new();
            };
            let end = place.field_end(&fields[before]);
            below(place, end, indent, &lines)
        }
        yaml::Value::Null => unwritten(place, &lines, &format!("{{{}}}", in_line())),
        yaml::Value::Scalar(_) | yaml::Value::List(_) => Vec::new(),
    }
}

/// The ways to write an item that becomes item `index` of the list of a place.
pub(super) fn item(place: &Place<'_>, index: usize, value: &Value) -> Vec<Vec<Edit>> {
    let in_line = value.in_line(Spot::Flow);
    let lines = value.item();
    match &place.node.value {
        yaml::Value::List(items) if place.in_brackets() => {
            let mut ways = Vec::new();
            // An empty list in the place of one whose items have lines of their own.
            if items.is_empty()
                && lines.len() > 1
                && !place.flow
                && !place.text[place.node.span.range()].contains('#')
                && let Some(sign) = place.sign_end()
                && let Some(indent) = place.inner_indent()
            {
                let written = indented(&lines, indent, place.ending(sign));
                let brackets = place.node.span.range();
                let rest = brackets.end..place.line_end(brackets.end);
                let blanks = place.text[sign..brackets.start].len();
                let comment = place.text[rest.clone()].trim();
                let kept = match comment.is_empty() {
                    true => String::new(),
                    false => place.text[rest.clone()].to_owned(),
                };
                ways.push(vec![(brackets.start - blanks..rest.end, kept + &written)]);
            }
            let begins = items.iter().map(|item| item.span.range().start).collect();
            let before = index.checked_sub(1).map(|i| place.end(&items[i]));
            ways.extend(in_brackets(place, begins, (index, before), &in_line));
            ways
        }
        yaml::Value::List(items) => {
            let Some(hyphens) = place.hyphens() else {
                return Vec::new();
            };
            let Some(indent) = hyphens.first().and_then(|&first| place.indent(first)) else {
                return Vec::new();
            };
            match index.checked_sub(1) {
                Some(before) => {
                    let end = match place.is_unwritten(&items[before]) {
                        true => hyphens[before] + 1,
                        false => place.end(&items[before]),
                    };
                    below(place, end, indent, &lines)
                }
                None => {
                    // In front of the first, which stays where it is.
                    let at = hyphens[0];
                    let ending = place.ending(at);
                    let written = indented(&lines, indent, ending);
                    let first = written.trim_start().to_owned();
                    vec![vec![(
                        at..at,
                        format!("{first}{ending}{}", " ".repeat(indent)),
                    )]]
                }
            }
        }
        yaml::Value::Null => unwritten(place, &lines, &format!("[{in_line}]")),
        yaml::Value::Scalar(old) => {
            let at = place.node.span.range();
            if place.block().is_some() {
                return Vec::new();
            }
            let kept = match place.text[at.clone()].starts_with(['"', '\'']) {
                true => place.text[at.clone()].to_owned(),
                false => one_line(&old.text, Spot::Flow),
            };
            vec![vec![(at, format!("[{kept}, {in_line}]"))]]
        }
        yaml::Value::Map(_) => Vec::new(),
    }
}

/// Lines below each other, each with a line's end before it.
fn indented(lines: &[String], indent: usize, ending: &str) -> String {
    let mut written = String::new();
    for line in lines {
        written.push_str(ending);
        if !line.is_empty() {
            written.push_str(&" ".repeat(indent));
            written.push_str(line);
        }
    }
    written
}

/// New lines below what ends at a byte: directly, or behind the blank lines that may belong to it.
fn below(place: &Place<'_>, end: usize, indent: usize, lines: &[String]) -> Vec<Vec<Edit>> {
    let ending = place.ending(end);
    let at = place.line_end(end);
    let direct = vec![(at..at, indented(lines, indent, ending))];
    let mut next = place.next_line(end);
    while next < place.range.end && place.text[next..place.line_end(next)].trim().is_empty() {
        next = place.next_line(next);
    }
    let written = indented(lines, indent, ending);
    let behind = match place.text[..next].ends_with('\n') {
        true => written[ending.len()..].to_owned() + ending,
        false => written.clone() + ending,
    };
    vec![direct, vec![(next..next, behind)]]
}

/// A part more in brackets; `before` is where the part before it ends.
fn in_brackets(
    place: &Place<'_>,
    begins: Vec<usize>,
    (index, before): (usize, Option<usize>),
    part: &str,
) -> Vec<Vec<Edit>> {
    let own = place.node.span.range();
    let (at, written) = match (begins.get(index), before) {
        (Some(&begin), _) => (begin, format!("{part}, ")),
        (None, Some(end)) => (end, format!(", {part}")),
        (None, None) => (own.start + 1, part.to_owned()),
    };
    // A map without brackets of its own, as in `[a: b]`, has no room.
    let bracketed = place.text[own].starts_with(['[', '{']);
    match bracketed {
        true => vec![vec![(at..at, written)]],
        false => Vec::new(),
    }
}

/// Where nothing is written yet: lines of its own below the colon; in brackets behind it; at the end of a document that says nothing.
fn unwritten(place: &Place<'_>, lines: &[String], in_line: &str) -> Vec<Vec<Edit>> {
    if matches!(place.holder, Holder::Document) {
        let end = place.range.end;
        let ending = place.ending(end);
        let written = indented(lines, 0, ending)[ending.len()..].to_owned();
        let whole = &place.text[place.range.clone()];
        return vec![match whole.is_empty() || whole.ends_with('\n') {
            true => vec![(end..end, written + ending)],
            false => vec![(end..end, format!("{ending}{written}"))],
        }];
    }
    let Some(at) = place.sign_end() else {
        return Vec::new();
    };
    let mut ways = Vec::new();
    let unwritten = place.is_unwritten(place.node);
    if !place.flow
        && unwritten
        && let Some(indent) = place.inner_indent()
    {
        let line = place.line_end(at);
        ways.push(vec![(
            line..line,
            indented(lines, indent, place.ending(at)),
        )]);
    }
    ways.push(match unwritten {
        true => vec![(at..at, format!(" {in_line}"))],
        false => vec![(place.node.span.range(), in_line.to_owned())],
    });
    ways
}
