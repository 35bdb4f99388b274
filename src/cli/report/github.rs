//! For GitHub's workflows: `::error file=...,line=...::message`.
//!
//! Rules: "Workflow commands for GitHub Actions" in GitHub's documentation; the escapes are those of `command.ts` in
//! its toolkit. Columns are given for remarks within one line only, as the checks' interface wants it.

use std::fmt::Write as _;

use super::{excerpt::head, places::Places};
use crate::source::diag::{Diagnostic, Place, Severity};

/// Characters of a whole message; GitHub takes 64 KB.
const MESSAGE: usize = 8000;

/// Adds one diagnostic as one line.
pub(super) fn write(out: &mut String, diagnostic: &Diagnostic, places: &mut Places<'_>) {
    out.push_str(match diagnostic.severity {
        Severity::Error => "::error ",
        Severity::Warning => "::warning ",
    });
    if let Some(source) = diagnostic.source() {
        write!(out, "file={},", property(&places.shown(source))).expect("a String takes all");
    }
    if let Place::Span(span) = diagnostic.place {
        let spot = places.spot(span);
        let (start, end) = (spot.start, spot.end);
        write!(out, "line={},endLine={},", start.line, end.line).expect("a String takes all");
        if start.line == end.line {
            write!(out, "col={},endColumn={},", start.column, end.column)
                .expect("a String takes all");
        }
    }
    let message = message(diagnostic, places);
    let title = diagnostic.code.as_str();
    writeln!(out, "title={title}::{}", data(&head(&message, MESSAGE))).expect("a String takes all");
}

/// The sentence, and below it all that helps.
fn message(diagnostic: &Diagnostic, places: &mut Places<'_>) -> String {
    let mut message = diagnostic.message.clone();
    if !diagnostic.label.is_empty() {
        message += &format!(" ({})", diagnostic.label);
    }
    for related in &diagnostic.related {
        let spot = places.spot(related.span);
        let (line, column) = (spot.start.line, spot.start.column);
        message += &format!("\n{}:{line}:{column}: {}", spot.path, related.label);
    }
    for note in &diagnostic.notes {
        message += &format!("\nnote: {note}");
    }
    for help in &diagnostic.helps {
        message += &format!("\nhelp: {help}");
    }
    for fix in &diagnostic.fixes {
        message += &format!("\nhelp: {}", fix.label);
    }
    message
}

/// Escaped for what follows `::`. Control characters are left out: a log is read in a terminal, too.
fn data(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' => out.push_str("%25"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            '\t' => out.push(' '),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// Escaped for a property's value.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
