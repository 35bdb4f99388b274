//! For programs: JSON lines, as documented at [`super::Format::Json`].

use std::fmt::Write as _;

use serde::Serialize;

use super::places::{Places, Spot};
use crate::source::diag::{Diagnostic, Place, Severity};

/// Characters of the offending words that are repeated.
const TEXT: usize = 200;

#[derive(Serialize)]
struct Object<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    path: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
    text: Option<&'a str>,
    label: Option<&'a str>,
    related: Vec<Related<'a>>,
    notes: &'a [String],
    helps: &'a [String],
    fixes: Vec<Fix<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    label: &'a str,
}

#[derive(Serialize)]
struct Fix<'a> {
    path: &'a str,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    text: &'a str,
    label: &'a str,
}

/// Adds one diagnostic as one line.
pub(super) fn write<'a>(out: &mut String, diagnostic: &'a Diagnostic, places: &mut Places<'a>) {
    let object = object(diagnostic, places);
    let json = serde_json::to_string(&object).expect("plain structs of texts and numbers");
    // serde_json escapes the control characters below U+0020; those above could still reach a terminal.
    for c in json.chars() {
        if c.is_control() {
            write!(out, "\\u{:04x}", u32::from(c)).expect("a String takes all");
        } else {
            out.push(c);
        }
    }
    out.push('\n');
}

fn object<'a>(diagnostic: &'a Diagnostic, places: &mut Places<'a>) -> Object<'a> {
    let spot = match diagnostic.place {
        Place::Span(span) => Some(places.spot(span)),
        Place::File(_) | Place::Site => None,
    };
    Object {
        code: diagnostic.code.as_str(),
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: &diagnostic.message,
        path: diagnostic.source().map(|source| places.path(source)),
        line: spot.as_ref().map(|spot| spot.start.line),
        column: spot.as_ref().map(|spot| spot.start.column),
        end_line: spot.as_ref().map(|spot| spot.end.line),
        end_column: spot.as_ref().map(|spot| spot.end.column),
        start: spot.as_ref().map(|spot| spot.range.start),
        end: spot.as_ref().map(|spot| spot.range.end),
        text: spot.as_ref().map(words),
        label: (!diagnostic.label.is_empty()).then_some(diagnostic.label.as_str()),
        related: related(diagnostic, places),
        notes: &diagnostic.notes,
        helps: &diagnostic.helps,
        fixes: fixes(diagnostic, places),
    }
}

fn related<'a>(diagnostic: &'a Diagnostic, places: &mut Places<'a>) -> Vec<Related<'a>> {
    let one = |related: &'a crate::source::diag::Related| {
        let spot = places.spot(related.span);
        Related {
            path: spot.path,
            line: spot.start.line,
            column: spot.start.column,
            label: &related.label,
        }
    };
    diagnostic.related.iter().map(one).collect()
}

fn fixes<'a>(diagnostic: &'a Diagnostic, places: &mut Places<'a>) -> Vec<Fix<'a>> {
    let one = |fix: &'a crate::source::diag::Fix| {
        let spot = places.spot(fix.span);
        Fix {
            path: spot.path,
            start: spot.range.start,
            end: spot.range.end,
            line: spot.start.line,
            column: spot.start.column,
            text: &fix.text,
            label: &fix.label,
        }
    };
    diagnostic.fixes.iter().map(one).collect()
}

/// The first characters of the words pointed at.
fn words<'a>(spot: &Spot<'a>) -> &'a str {
    let words = &spot.text[spot.range.clone()];
    match words.char_indices().nth(TEXT) {
        Some((end, _)) => &words[..end],
        None => words,
    }
}
