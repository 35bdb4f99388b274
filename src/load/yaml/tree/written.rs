//! Values as they are written: words and their lines, brackets, comments beside them.

use std::ops::Range;

use granit_parser::ScalarStyle;

use super::{
    super::{
        mistakes,
        node::{Brackets, Comment, Lines, Node, Scalar, Style, Value},
    },
    Open, Reader,
};

/// A list or map in brackets longer than this (in bytes) was not meant as words.
const MOST_BRACKETED: usize = 4096;

impl Reader<'_, '_> {
    pub(super) fn scalar(&self, words: &str, style: ScalarStyle, at: Range<usize>) -> Node {
        let raw = self.yaml.get(at.clone()).unwrap_or_default();
        if style == ScalarStyle::Plain
            && (raw.is_empty() || matches!(words, "~" | "null" | "Null" | "NULL"))
        {
            let comment = match self.in_brackets() {
                true => None,
                false => self.comment_in_place(at.start),
            };
            let span = comment
                .as_ref()
                .map_or_else(|| self.span(at.clone()), |c| c.span);
            return Node {
                span,
                value: Value::Null,
                comment,
                brackets: None,
            };
        }
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::Single,
            ScalarStyle::DoubleQuoted => Style::Double,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
        };
        let end = match style {
            // The span of a block runs on to the next key.
            Style::Literal | Style::Folded => at.start + raw.trim_end().len(),
            Style::Plain | Style::Single | Style::Double => at.end,
        };
        let lines = self.lines(words, style, raw, at.start);
        let comment = if style == Style::Plain {
            self.comment_after(at.end)
        } else {
            None
        };
        let flow = self.in_brackets();
        Node {
            span: self.span(at.start..end),
            value: Value::Scalar(Scalar {
                text: words.to_owned(),
                style,
                lines,
                flow,
            }),
            comment,
            brackets: None,
        }
    }

    /// Whether what is read now stands in a list or map in brackets.
    pub(super) fn in_brackets(&self) -> bool {
        self.open.last().is_some_and(|o| match o {
            Open::List { flow, .. } | Open::Map { flow, .. } => *flow,
        })
    }

    /// A `#` behind a value, on its line.
    pub(super) fn comment_after(&self, end: usize) -> Option<Box<Comment>> {
        let rest = self.yaml.get(end..)?;
        // Only the blanks are looked at, since a line may have very many values.
        let after = rest.trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
        if !after.starts_with('#') {
            return None;
        }
        let blanks = rest.len() - after.len();
        let line = memchr::memchr(b'\n', after.as_bytes()).unwrap_or(after.len());
        let text = after[..line].trim_end();
        Some(Box::new(Comment {
            span: self.span(end + blanks..end + blanks + text.len()),
            text: text.to_owned(),
        }))
    }

    /// A `#` where a value is expected: `- #nine-years`.
    pub(super) fn comment_in_place(&self, at: usize) -> Option<Box<Comment>> {
        let before = self.yaml.get(..at)?;
        let before = before.strip_suffix('\n').unwrap_or(before);
        let start = before.rfind('\n').map_or(0, |i| i + 1);
        let rest = &self.yaml[start..];
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        let hash = line
            .find("- #")
            .map(|i| i + 2)
            .or_else(|| line.find(": #").map(|i| i + 2))?;
        self.comment_after(start + hash)
    }

    pub(super) fn lines(&self, words: &str, style: Style, raw: &str, start: usize) -> Lines {
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let file = |n: usize| small(n + self.base);
        match style {
            Style::Plain => Lines::One(file(start)),
            Style::Single | Style::Double => Lines::One(file(start + 1)),
            Style::Literal | Style::Folded => {
                let mut lines = Vec::new();
                let mut at = 0;
                let mut source = raw.split_inclusive('\n');
                let mut offset = start;
                for word_line in words.split_inclusive('\n') {
                    let Some(line) = source.next() else { break };
                    let indent = line.len() - line.trim_start_matches(' ').len();
                    let own = word_line.len() - word_line.trim_start_matches(' ').len();
                    let skip = if lines.is_empty() {
                        0
                    } else {
                        indent.saturating_sub(own)
                    };
                    lines.push((small(at), file(offset + skip)));
                    offset += line.len();
                    at += word_line.len();
                }
                match lines.is_empty() {
                    true => Lines::One(file(start)),
                    false => Lines::Many(lines),
                }
            }
        }
    }

    /// What is written in brackets, unless that is too much to have been meant as words.
    pub(super) fn brackets(&self, at: Range<usize>, indent: usize) -> Option<Box<Brackets>> {
        let words = self.yaml.get(at).filter(|w| w.len() <= MOST_BRACKETED)?;
        Some(Box::new(Brackets {
            words: words.into(),
            indent,
        }))
    }

    /// How far a block in the place of a list or map in brackets is indented. Brackets open in the order of the file, so each line is
    /// looked at once, however many there are on it.
    pub(super) fn indent_at(&mut self, at: usize) -> usize {
        let passed = self.yaml.as_bytes().get(self.line.looked..at);
        let feed = passed.and_then(|passed| memchr::memrchr(b'\n', passed));
        if feed.is_some() || self.line.looked == 0 {
            let start = feed.map_or(0, |i| self.line.looked + i + 1);
            let before = self.yaml.get(start..at).unwrap_or_default();
            let indent = before.len() - before.trim_start().len();
            self.line.indent = mistakes::indent_below(before, indent);
        }
        self.line.looked = at.max(self.line.looked);
        self.line.indent
    }
}
