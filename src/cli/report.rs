//! Diagnostics as text: for people, for programs, for GitHub's logs.
//!
//! [`render`] is pure: the caller decides where the text goes. Content is not trusted: nothing that stands in a
//! file, in its name or in a message can move the cursor, colour the terminal or start a command of a workflow,
//! and neither a long line nor a long file makes the report long. What the remarks are is decided in
//! [`crate::source::diag`]; how a place in a file becomes a few lines to look at, in `excerpt`.

mod excerpt;
mod github;
mod human;
mod json;
mod places;
#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, io::Write};

use crate::source::{
    Sources, Span,
    diag::{Code, Diagnostics, Place, Severity},
};

/// No single line is longer.
const LINE: usize = 400;

/// Prints trouble with the machine or the command line, which has no place in the content.
pub(super) fn print_error(message: &str) {
    // The terminal may be what is gone.
    let _ = writeln!(std::io::stderr(), "error: {message}");
}

/// How diagnostics are printed (`--format`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Lines of the file with the words underlined, as `rustc` does it.
    #[default]
    Human,
    /// JSON lines, one object for each diagnostic.
    ///
    /// | Key | Value |
    /// |---|---|
    /// | `code` | the stable name of the kind of remark, for example `quote-not-found` |
    /// | `severity` | `error` or `warning` |
    /// | `message` | one sentence |
    /// | `path` | the file, relative to the site's folder, with `/`; null for the site as a whole |
    /// | `line`, `column` | where it begins, from 1; a column counts characters (Unicode scalar values, a byte-order mark not counted) |
    /// | `end_line`, `end_column` | the place just after its last character |
    /// | `start`, `end` | the same in bytes of the file, from 0, `end` exclusive |
    /// | `text` | the words it points at, at most 200 characters |
    /// | `label` | a few words on them, or null |
    /// | `related` | a list of further places: `path`, `line`, `column`, `label` |
    /// | `notes`, `helps` | lists of sentences |
    /// | `fixes` | a list of changes: put `text` in the place of the bytes `start` to `end` of `path` (at `line`, `column`); `label` says what that does |
    ///
    /// Line, column, bytes and text are null where a remark is on a whole file or on the site. Every key is always there.
    Json,
    /// Commands of GitHub's workflows, which show on a pull request at the lines they belong to.
    Github,
}

/// All of `diagnostics` (sorted by the caller) as text with a line feed at its end; empty if there are none.
/// `color` is for [`Format::Human`] alone.
pub fn render(diagnostics: &Diagnostics, sources: &Sources, format: Format, color: bool) -> String {
    let mut places = places::Places::new(sources);
    let mut out = String::new();
    for diagnostic in diagnostics.list() {
        match format {
            Format::Human => human::write(&mut out, diagnostic, &mut places, color),
            Format::Json => json::write(&mut out, diagnostic, &mut places),
            Format::Github => github::write(&mut out, diagnostic, &mut places),
        }
    }
    out
}

/// The first error in one line, with its place: `content/topics/mill.md:3:5: an entry needs a `title``; none if there is none.
pub fn first_error(diagnostics: &Diagnostics, sources: &Sources) -> Option<String> {
    let mut errors = diagnostics.list().iter();
    let first = errors.find(|d| d.severity == Severity::Error)?;
    let place = match first.place {
        Place::Span(span) => {
            let spot = places::Places::new(sources).spot(span);
            format!("{}:{}:{}: ", spot.shown, spot.start.line, spot.start.column)
        }
        Place::File(source) => format!("{}: ", sources.shown(source)),
        Place::Site => String::new(),
    };
    let line = format!("{place}{}", first.message);
    Some(excerpt::harmless(excerpt::head(&line, LINE).as_ref()).replace('\n', " "))
}

/// Places as people are shown them: `content/topics/mill.md:3`.
pub(super) fn lines_of(spans: impl Iterator<Item = Span>, sources: &Sources) -> Vec<String> {
    let mut places = places::Places::new(sources);
    let line = |span| {
        let spot = places.spot(span);
        one_line(&format!("{}:{}", spot.shown, spot.start.line))
    };
    spans.map(line).collect()
}

/// Words of content in one line of a terminal.
pub(super) fn one_line(words: &str) -> String {
    excerpt::harmless(words).replace('\n', " ")
}

/// How many remarks of a kind people are shown, unless they ask for all.
const MOST: usize = 100;

/// As [`render`], for people who did not ask for all: the first hundred remarks of each kind, and how many more there are.
pub fn render_first(diagnostics: &Diagnostics, sources: &Sources, color: bool) -> String {
    let mut places = places::Places::new(sources);
    let mut out = String::new();
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for diagnostic in diagnostics.list() {
        let count = counts.entry(diagnostic.code).or_default();
        *count += 1;
        if *count <= MOST {
            human::write(&mut out, diagnostic, &mut places, color);
        }
    }
    for (code, count) in counts {
        if let Some(more) = count.checked_sub(MOST).filter(|&more| more > 0) {
            out.push_str(&format!(
                "and {more} more of the kind `{}`; `--all` shows them\n\n",
                code.as_str()
            ));
        }
    }
    out
}

/// The last line of a report: `3 errors and 1 warning in 2 files`.
pub fn count_line(errors: usize, warnings: usize, files: usize) -> String {
    let mut line = match (errors, warnings) {
        (0, 0) => return "no errors, no warnings".to_owned(),
        (_, 0) => count(errors, "error"),
        (0, _) => count(warnings, "warning"),
        (_, _) => format!(
            "{} and {}",
            count(errors, "error"),
            count(warnings, "warning")
        ),
    };
    if files > 0 {
        line += " in ";
        line += &count(files, "file");
    }
    line
}

/// `1 file`, `2 files`.
fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
