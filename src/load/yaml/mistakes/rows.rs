//! The lines of a YAML text while they are mended: each knows where it stands in the file.

use std::{borrow::Cow, ops::Range};

use granit_parser::Parser;

/// How many bytes all trials on one file may read.
const BUDGET: usize = 32 * 1024 * 1024;

/// What trials may still read.
pub(super) struct Budget(usize);

impl Budget {
    /// All of it.
    pub(super) fn new() -> Self {
        Self(BUDGET)
    }

    /// Takes so many bytes of it, if they are left.
    fn take(&mut self, bytes: usize) -> Option<()> {
        self.0 = self.0.checked_sub(bytes)?;
        Some(())
    }
}

/// A line.
#[derive(Clone, Debug)]
pub(super) struct Row<'y> {
    /// Its words, without the line feed.
    pub(super) text: Cow<'y, str>,
    /// The bytes of the YAML that it stands for.
    pub(super) origin: Range<usize>,
}

/// Lines to put in the place of others.
#[derive(Clone, Debug)]
pub(super) struct Slip {
    /// Which ones.
    pub(super) rows: Range<usize>,
    /// What to write.
    pub(super) lines: Vec<String>,
    /// The row that is wrong, and the bytes in it.
    pub(super) at: (usize, Range<usize>),
    /// What is wrong.
    pub(super) message: String,
    /// A row that it does not fit, and what is there.
    pub(super) related: Option<(usize, &'static str)>,
    /// Whether no sound YAML has such a line, so that the next fault may lie before the one that led here.
    pub(super) certain: bool,
    /// Whether it is so unlikely that it counts only if nothing else is wrong then.
    pub(super) far: bool,
}

impl Slip {
    /// One row to be written anew.
    pub(super) fn row(
        row: usize,
        line: String,
        at: Range<usize>,
        message: impl Into<String>,
    ) -> Self {
        Self::rows(row..row + 1, vec![line], (row, at), message)
    }

    /// Several rows to be written anew.
    pub(super) fn rows(
        rows: Range<usize>,
        lines: Vec<String>,
        at: (usize, Range<usize>),
        message: impl Into<String>,
    ) -> Self {
        Self {
            rows,
            lines,
            at,
            message: message.into(),
            related: None,
            certain: false,
            far: false,
        }
    }

    /// No sound YAML has such a line.
    #[must_use]
    pub(super) fn certain(mut self) -> Self {
        self.certain = true;
        self
    }

    /// With a row that it does not fit.
    #[must_use]
    pub(super) fn related(mut self, row: usize, label: &'static str) -> Self {
        self.related = Some((row, label));
        self
    }
}

/// What reading a text comes to that is being mended.
#[derive(Clone, Debug)]
pub(super) enum Look {
    /// It can be read.
    Fine,
    /// It cannot.
    Fault(Fault),
    /// Too much was tried already to look again.
    Spent,
}

/// Where YAML cannot go on.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    /// The row.
    pub(super) row: usize,
    /// The byte in it.
    pub(super) column: usize,
    /// Bytes of the text that were not read.
    pub(super) left: usize,
    /// The parser's words.
    pub(super) info: String,
}

/// A text that is being mended.
#[derive(Clone, Debug)]
pub(super) struct MendedText<'y> {
    pub(super) rows: Vec<Row<'y>>,
}

impl<'y> MendedText<'y> {
    pub(super) fn new(yaml: &'y str) -> Self {
        let mut rows = Vec::new();
        let mut at = 0;
        for line in yaml.split_inclusive('\n') {
            let text = line.strip_suffix('\n').unwrap_or(line);
            let text = text.strip_suffix('\r').unwrap_or(text);
            rows.push(Row {
                text: Cow::Borrowed(text),
                origin: at..at + text.len(),
            });
            at += line.len();
        }
        Self { rows }
    }

    /// A row's words; none behind the last.
    pub(super) fn text(&self, row: usize) -> &str {
        self.rows.get(row).map_or("", |r| &r.text)
    }

    /// Reads it up to the first error.
    pub(super) fn look(&self, budget: &mut Budget) -> Look {
        let size = self.rows.iter().map(|r| r.text.len() + 1).sum();
        if budget.take(size).is_none() {
            return Look::Spent;
        }
        let mut text = String::with_capacity(size);
        for row in &self.rows {
            text.push_str(&row.text);
            text.push('\n');
        }
        let Some(error) = Parser::new_from_str(&text).find_map(Result::err) else {
            return Look::Fine;
        };
        let marker = error.marker();
        let at = marker
            .byte_offset()
            .unwrap_or_else(|| super::byte_of(&text, marker.index()));
        Look::Fault(self.fault_at(at, size, error.info()))
    }

    fn fault_at(&self, at: usize, size: usize, info: String) -> Fault {
        let mut start = 0;
        let mut row = 0;
        while row + 1 < self.rows.len() && start + self.rows[row].text.len() < at {
            start += self.rows[row].text.len() + 1;
            row += 1;
        }
        // At the end of the file, the last line with words is the one to look at.
        let mut column = (at - start.min(at)).min(self.text(row).len());
        while row > 0 && self.text(row).trim().is_empty() {
            row -= 1;
            column = self.text(row).len();
        }
        Fault {
            row,
            column: self.text(row).floor_char_boundary(column),
            left: size.saturating_sub(at),
            info,
        }
    }

    /// With what a slip says.
    pub(super) fn with(&self, slip: &Slip) -> Self {
        let origins = self.rows[slip.rows.clone()].iter().map(|r| &r.origin);
        let start = origins.clone().map(|o| o.start).min().unwrap_or_default();
        let end = origins.map(|o| o.end).max().unwrap_or(start);
        let fresh = slip.lines.iter().map(|line| Row {
            text: Cow::Owned(line.clone()),
            origin: start..end,
        });
        let mut rows = self.rows.clone();
        rows.splice(slip.rows.clone(), fresh);
        Self { rows }
    }

    /// The bytes of the YAML that rows stand for.
    pub(super) fn origin(&self, rows: Range<usize>) -> Range<usize> {
        let origins = self.rows.get(rows).unwrap_or_default().iter();
        let start = origins.clone().map(|r| r.origin.start).min();
        let end = origins.map(|r| r.origin.end).max();
        start.unwrap_or_default()..end.unwrap_or_default()
    }

    /// The rows that stand for bytes among these.
    pub(super) fn rows_of(&self, origin: &Range<usize>) -> Range<usize> {
        let inside = |r: &Row<'_>| origin.start <= r.origin.start && r.origin.end <= origin.end;
        let first = self.rows.iter().position(inside).unwrap_or_default();
        let last = self.rows.iter().rposition(inside).map_or(first, |l| l + 1);
        first..last
    }

    /// Whether rows are those of the file.
    pub(super) fn is_as_written(&self, rows: Range<usize>) -> bool {
        let rows = self.rows.get(rows).unwrap_or_default();
        rows.iter().all(|row| matches!(row.text, Cow::Borrowed(_)))
    }

    /// Bytes of the YAML for bytes of a row.
    pub(super) fn place(&self, row: usize, bytes: &Range<usize>) -> Range<usize> {
        let Some(row) = self.rows.get(row) else {
            return 0..0;
        };
        match row.text {
            Cow::Borrowed(_) => row.origin.start + bytes.start..row.origin.start + bytes.end,
            Cow::Owned(_) => row.origin.clone(),
        }
    }

    /// For each row whether it is words of a `|` or `>` block.
    pub(super) fn blocks(&self) -> Vec<bool> {
        let mut column: Option<usize> = None;
        let mut inside = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let shape = Shape::of(&row.text);
            let deeper = column.is_some_and(|c| shape.is_blank() || shape.indent > c);
            inside.push(deeper);
            if !deeper {
                column = is_block(shape.words()).then_some(shape.column());
            }
        }
        inside
    }
}

/// How a line is made up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape<'t> {
    /// The line.
    pub(super) text: &'t str,
    /// Blanks at its start.
    pub(super) indent: usize,
    /// The last hyphen of a list's item.
    pub(super) dash: Option<usize>,
    /// Where the words behind hyphens begin.
    pub(super) body: usize,
    /// The key, as written.
    pub(super) key: Option<&'t str>,
    /// Where the value begins, or the words if there is no key.
    pub(super) value: usize,
}

impl<'t> Shape<'t> {
    /// Whether its value is the sign of a block.
    pub(super) fn begins_block(&self) -> bool {
        is_block(self.words())
    }

    pub(super) fn of(text: &'t str) -> Self {
        let indent = text.len() - text.trim_start_matches(' ').len();
        let (mut body, mut dash) = (indent, None);
        while text[body..].starts_with("- ") || text[body..].trim_end() == "-" {
            dash = Some(body);
            body += 1;
            body += text[body..].len() - text[body..].trim_start_matches(' ').len();
        }
        let key = key(&text[body..]);
        let value = key.map_or(body, |key| {
            let behind = body + key.len() + 1;
            behind + text[behind..].len() - text[behind..].trim_start().len()
        });
        Self {
            text,
            indent,
            dash,
            body,
            key,
            value,
        }
    }

    /// Neither words nor signs.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// What stands behind the hyphens and the key.
    pub(super) fn words(&self) -> &'t str {
        self.text[self.value..].trim_end()
    }

    /// The column that what belongs to this line is deeper than: that of its key, or of its last hyphen.
    pub(super) fn column(&self) -> usize {
        match (self.key, self.dash) {
            (None, Some(dash)) => dash,
            _ => self.body,
        }
    }

    /// Words up to the first that is no letter, digit or line.
    pub(super) fn first_word(&self) -> &'t str {
        let body = &self.text[self.body..];
        let end = body.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        &body[..end.unwrap_or(body.len())]
    }
}

/// A key up to its colon.
fn key(body: &str) -> Option<&str> {
    if body.starts_with(['[', '{', '|', '>', '#', '*', '&', '!', '%', '@', '`']) {
        return None;
    }
    let from = match body.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        Some(quote) => body[1..].find(quote)? + 2,
        None => 0,
    };
    if from > 0 && !body[from..].trim_start().starts_with(':') {
        return None;
    }
    let colon = body[from..]
        .match_indices(':')
        .map(|(i, _)| from + i)
        .find(|i| body[i + 1..].chars().next().is_none_or(char::is_whitespace))?;
    Some(&body[..colon])
}

/// Whether a value is the sign of a block, whose words stand below.
fn is_block(value: &str) -> bool {
    let Some(rest) = value.strip_prefix(['|', '>']) else {
        return false;
    };
    let rest = rest.trim_start_matches(['+', '-', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    let comment = rest.trim_start();
    comment.is_empty() || (comment.starts_with('#') && comment.len() < rest.len())
}
