//! What YAML cannot read, in plain words, with the line as it should be written.
//!
//! The parser stops at its first error, and that is often a line or more behind the slip. So each slip that editors are known to make is
//! tried on the lines round the error: only what lets the parser pass is told, and it is told where it stands. Then the rest of the file is
//! looked at as if that line were mended, so that an editor is told of all of them at once.

mod brackets;
mod glued;
mod layout;
mod misread;
mod page;
mod quotes;
mod rows;
mod signs;
mod suspects;
mod values;

use std::ops::Range;

use self::rows::{Budget, Fault, Look, MendedText, Shape, Slip};
pub(super) use self::{
    glued::key as glued_key,
    misread::{Misread, key, line_of, quote, words},
    signs::plain,
};
use crate::source::{
    SourceId, Span,
    diag::{Code, Diagnostic},
};

#[cfg(test)]
mod tests;

/// How many slips of one file are told.
const MOST: usize = 100;

/// How many slips that help only together with another are followed.
const HALVES: usize = 8;

/// The byte of character `index`.
pub(super) fn byte_of(text: &str, index: usize) -> usize {
    text.char_indices()
        .nth(index)
        .map_or(text.len(), |(i, _)| i)
}

/// The key of postil that a line without blanks in front begins with, whatever sign is its colon.
pub fn known_key(line: &str) -> Option<&str> {
    if line.starts_with(char::is_whitespace) {
        return None;
    }
    let shape = Shape::of(line);
    let word = shape.first_word();
    let behind = line.get(word.len()..)?.trim_start();
    let colon = behind.starts_with([':', '：', '﹕', '꞉', '∶']);
    (colon && shape.dash.is_none() && super::vocabulary::is_key(word)).then_some(word)
}

/// Whether a line begins with some word and a colon, and a blank or nothing behind it.
pub fn any_key(line: &str) -> bool {
    let plain = |key: &str| {
        let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        !key.is_empty() && key.chars().all(word)
    };
    known_key(line).is_some() || (!line.starts_with(' ') && Shape::of(line).key.is_some_and(plain))
}

/// A line whose value is in brackets, with the value as words in a `|` block, and where it begins in the line.
pub(super) fn as_block(line: &str) -> Option<(usize, String)> {
    let shape = Shape::of(line);
    let words = shape.words();
    let brackets = words.starts_with(['[', '{']) && (shape.key.is_some() || shape.dash.is_some());
    brackets.then(|| {
        let blanks = " ".repeat(shape.column() + 2);
        (
            shape.value,
            format!("{}|\n{blanks}{words}", &line[..shape.value]),
        )
    })
}

/// Tells what YAML cannot read in `yaml`, which begins at byte `base` of its file, and what it misread before.
pub(super) fn explain(
    source: SourceId,
    yaml: &str,
    base: usize,
    misread: &[Misread],
    diags: &mut Vec<Diagnostic>,
) {
    let mut so_far = MendedText::new(yaml);
    let mut budget = Budget::new();
    let mut teller = Teller {
        source,
        base,
        told: Vec::new(),
    };
    for line in misread.iter().take(MOST) {
        let rows = so_far.rows_of(&line.line);
        let at = (rows.start, line.at.clone());
        let slip = Slip::rows(rows, vec![line.written.clone()], at, line.message.clone());
        if so_far.is_as_written(slip.rows.clone()) {
            teller.tell(&so_far, &slip);
            so_far = so_far.with(&slip);
        }
    }
    for _ in 0..MOST {
        let fault = match so_far.look(&mut budget) {
            Look::Fault(fault) => fault,
            Look::Fine | Look::Spent => break,
        };
        let Some(slips) = remedy(&so_far, &fault, &mut budget, true) else {
            let remark = teller.general(&so_far, &fault);
            teller.told.push((remark, None));
            break;
        };
        for slip in &slips {
            teller.tell(&so_far, slip);
            so_far = so_far.with(slip);
        }
    }
    diags.extend(teller.finish(yaml, &so_far));
}

/// The slips that, mended one after the other, let the parser pass the fault.
fn remedy(
    so_far: &MendedText<'_>,
    fault: &Fault,
    budget: &mut Budget,
    may_combine: bool,
) -> Option<Vec<Slip>> {
    let mut halves = Vec::new();
    for slip in suspects::of(so_far, fault) {
        let mended = so_far.with(&slip);
        let next = match mended.look(budget) {
            Look::Fine => return Some(vec![slip]),
            Look::Spent => return None,
            Look::Fault(next) => next,
        };
        let behind = slip.rows.start + slip.lines.len();
        // The row of the fault may have moved.
        let there = (fault.row + slip.lines.len()).saturating_sub(slip.rows.len());
        let certain = slip.certain && so_far.is_as_written(slip.rows.clone());
        if next.row >= behind && (certain || (next.row > there && !slip.far)) {
            return Some(vec![slip]);
        }
        if next.left < fault.left && next.row >= slip.rows.start && halves.len() < HALVES {
            halves.push((slip, mended, next));
        }
    }
    if !may_combine {
        return None;
    }
    halves.into_iter().find_map(|(slip, mended, next)| {
        let rest = remedy(&mended, &next, budget, false)?;
        Some(std::iter::once(slip).chain(rest).collect())
    })
}

struct Teller {
    source: SourceId,
    base: usize,
    /// Each remark, and the bytes of the YAML that its remedy writes anew; none if it has no remedy.
    told: Vec<(Diagnostic, Option<Range<usize>>)>,
}

impl Teller {
    fn span(&self, bytes: &Range<usize>) -> Span {
        Span::new(self.source, self.base + bytes.start..self.base + bytes.end)
    }

    /// Tells a slip of the text so far. Slips of the same lines are one remark, since they have one remedy.
    fn tell(&mut self, so_far: &MendedText<'_>, slip: &Slip) {
        let mut origin = so_far.origin(slip.rows.clone());
        let overlaps = |before: &Option<Range<usize>>| {
            before
                .as_ref()
                .is_some_and(|b| b.start < origin.end && origin.start < b.end)
        };
        let first = self.told.iter().position(|(_, before)| overlaps(before));
        let Some(first) = first else {
            let place = so_far.place(slip.at.0, &slip.at.1);
            let mut remark =
                Diagnostic::at(Code::YamlSyntax, self.span(&place), slip.message.clone());
            if let Some((row, label)) = slip.related {
                let shape = Shape::of(so_far.text(row));
                let bytes = shape.body..shape.body + shape.first_word().len();
                remark = remark.related(self.span(&so_far.place(row, &bytes)), label);
            }
            self.told.push((remark, Some(origin)));
            return;
        };
        // All remarks that the lines touch become the first of them.
        let mut at = first;
        while at < self.told.len() {
            if self.told[at]
                .1
                .as_ref()
                .is_none_or(|b| b.end <= origin.start || origin.end <= b.start)
            {
                at += 1;
                continue;
            }
            if let Some(before) = &self.told[at].1 {
                origin = origin.start.min(before.start)..origin.end.max(before.end);
            }
            if at > first {
                self.told.remove(at);
            } else {
                at += 1;
            }
        }
        let (remark, before) = &mut self.told[first];
        let note = format!("and {}", slip.message);
        if remark.message != slip.message && !remark.notes.contains(&note) {
            remark.notes.push(note);
        }
        *before = Some(origin);
    }

    /// All remarks, each with its lines as they are in `last`.
    fn finish(self, yaml: &str, last: &MendedText<'_>) -> Vec<Diagnostic> {
        let (source, base) = (self.source, self.base);
        let finished = self.told.into_iter().map(|(remark, origin)| {
            let Some(origin) = origin else {
                return remark;
            };
            let rows = last.rows_of(&origin);
            let lines: Vec<&str> = rows.map(|row| last.text(row)).collect();
            let label = match yaml[origin.clone()].contains('\n') {
                false => "rewrite the line",
                true => "rewrite the lines",
            };
            let span = Span::new(source, base + origin.start..base + origin.end);
            remark.fix(span, lines.join("\n"), label)
        });
        finished.collect()
    }

    /// What can be said if no known slip explains a fault.
    fn general(&self, so_far: &MendedText<'_>, fault: &Fault) -> Diagnostic {
        let text = so_far.text(fault.row);
        let start = fault.column.min(text.trim_end().len());
        let place = so_far.place(fault.row, &(start..text.trim_end().len()));
        let (message, help) = plain_words(&fault.info);
        let remark = Diagnostic::at(Code::YamlSyntax, self.span(&place), message).help(help);
        let above = (0..fault.row).rev().find(|&row| {
            let text = so_far.text(row).trim();
            !text.is_empty() && !text.starts_with('#')
        });
        let remark = match above {
            Some(row) => {
                let text = so_far.text(row);
                let shape = Shape::of(text);
                let bytes = shape.indent..text.trim_end().len();
                remark.related(
                    self.span(&so_far.place(row, &bytes)),
                    "or the slip is in this line above it",
                )
            }
            None => remark,
        };
        remark.note(format!("YAML: {}", fault.info))
    }
}

/// The parser's words in plain ones, and what to look for.
fn plain_words(info: &str) -> (&'static str, &'static str) {
    const KNOWN: [(&str, &str, &str); 9] = [
        (
            "did not find expected key",
            "this line does not fit what stands above it",
            "keys of one map begin in the same column, each with a colon and a blank behind it",
        ),
        (
            "did not find expected '-'",
            "this line does not fit the list above it",
            "items of one list begin with `- ` in the same column",
        ),
        (
            "mapping values are not allowed",
            "YAML does not expect a key here",
            "keys of one map begin in the same column; words with a colon in them stand in quotes, or in a `|` block",
        ),
        (
            "simple key expected",
            "this line is neither a key nor an item of a list",
            "a key has a colon and a blank behind it; words that go on from the line above are indented deeper than its key",
        ),
        (
            "quote",
            "a quote is opened and never closed",
            "close it, or write a quote within quotes twice (`''`) or as `\\\"`",
        ),
        (
            "recursion limit",
            "lists and maps lie too deep in each other",
            "put the words in quotes, or in a `|` block, if the brackets are meant",
        ),
        (
            "bracket",
            "the brackets of a list or map do not match",
            "close each bracket that is opened, or put the words in quotes if the brackets are meant",
        ),
        (
            "tab",
            "a tab stands where blanks are expected",
            "indent with blanks",
        ),
        (
            "unknown anchor",
            "YAML reads `*` at the start of a value as an alias",
            "put the words in quotes, or in a `|` block",
        ),
    ];
    let known = KNOWN.iter().find(|(sign, ..)| info.contains(sign));
    known.map_or(
        (
            "this cannot be read as YAML",
            "write each key as `key: value`, items of a list as `- value`, and longer words in a `|` block",
        ),
        |(_, message, help)| (message, help),
    )
}

/// How far the words of a block below this line are indented: two blanks more than its key.
pub(super) fn indent_below(text: &str, indent: usize) -> usize {
    let mut at = indent;
    while text[at..].starts_with("- ") {
        at += 2;
        at += text[at..].len() - text[at..].trim_start().len();
    }
    at + 2
}
