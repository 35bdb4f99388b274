//! Where values stand in the text: the tree knows where words begin and end, and not where their colons, hyphens and comments are.

use std::ops::Range;

use super::super::path::Step;
use crate::{
    load::yaml::{Node, Style, Value},
    source::Spanned,
};

/// In what a value stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Holder<'n> {
    /// The document.
    Document,
    /// A key, whose colon stands behind this byte.
    Key(&'n Spanned<String>),
    /// A list on lines of its own, at this byte the item's hyphen.
    Hyphen(usize),
    /// A list in brackets.
    Brackets,
}

/// A value in its text.
#[derive(Clone, Debug)]
pub(super) struct Place<'n> {
    pub(super) text: &'n str,
    /// The bytes that are YAML.
    pub(super) range: Range<usize>,
    pub(super) node: &'n Node,
    pub(super) holder: Holder<'n>,
    /// Whether a list or map in brackets is round it.
    pub(super) flow: bool,
}

impl<'n> Place<'n> {
    /// The whole document.
    pub(super) fn of(text: &'n str, range: Range<usize>, root: &'n Node) -> Self {
        Self {
            text,
            range,
            node: root,
            holder: Holder::Document,
            flow: false,
        }
    }

    /// One step further; where it fails, the bytes of what has no such value.
    pub(super) fn step(self, step: &Step) -> Result<Self, Range<usize>> {
        let at = self.node.head().range();
        let flow = self.in_brackets();
        let (node, holder) = match (&self.node.value, step) {
            (Value::Map(fields), Step::Key(wanted)) => {
                let found = fields.iter().find(|(key, _)| key.value == *wanted);
                found.map(|(key, node)| (node, Holder::Key(key)))
            }
            (Value::List(items), Step::Item(index)) => {
                let holder = match flow {
                    true => Some(Holder::Brackets),
                    false => self
                        .hyphens()
                        .and_then(|all| all.get(*index).copied())
                        .map(Holder::Hyphen),
                };
                items.get(*index).zip(holder)
            }
            _ => None,
        }
        .ok_or(at)?;
        Ok(Self {
            node,
            holder,
            flow: self.flow || flow,
            ..self
        })
    }

    /// Whether it is a list or map in brackets.
    pub(super) fn in_brackets(&self) -> bool {
        let collection = matches!(self.node.value, Value::List(_) | Value::Map(_));
        collection && (self.flow || has_brackets(self.node))
    }

    /// The byte behind the colon or the hyphen that the value stands behind.
    pub(super) fn sign_end(&self) -> Option<usize> {
        match self.holder {
            Holder::Key(key) => self.colon(key),
            Holder::Hyphen(at) => Some(at + 1),
            Holder::Document | Holder::Brackets => None,
        }
    }

    /// The byte behind a key's colon.
    fn colon(&self, key: &Spanned<String>) -> Option<usize> {
        let end = key.span.range().end;
        let behind = self.text[end..].trim_start_matches([' ', '\t']);
        behind
            .starts_with(':')
            .then(|| self.text.len() - behind.len() + 1)
    }

    /// Where a field of the map ends.
    pub(super) fn field_end(&self, field: &'n (Spanned<String>, Node)) -> usize {
        let (key, node) = field;
        let colon = self.colon(key).unwrap_or(key.span.range().end);
        match self.is_unwritten(node) {
            true => colon,
            false => self.end(node).max(colon),
        }
    }

    /// Whether nothing at all is written in the place of a value.
    pub(super) fn is_unwritten(&self, node: &Node) -> bool {
        let null = matches!(node.value, Value::Null);
        null && (node.comment.is_some() || self.text[node.span.range()].is_empty())
    }

    /// Where a value ends, its last field included.
    pub(super) fn end(&self, node: &'n Node) -> usize {
        let end = node.span.range().end;
        if has_brackets(node) {
            return end;
        }
        match &node.value {
            Value::Scalar(scalar) if matches!(scalar.style, Style::Literal | Style::Folded) => {
                // Blanks at the end of the last line are words.
                self.line_end(end)
            }
            Value::Null | Value::Scalar(_) => end,
            Value::Map(fields) => fields
                .last()
                .map_or(end, |field| self.field_end(field).max(end)),
            Value::List(items) => match items.last() {
                Some(last) if self.is_unwritten(last) => self.hyphen_end(last),
                Some(last) => self.end(last).max(end),
                None => end,
            },
        }
    }

    /// Where the hyphen ends behind which nothing is written.
    fn hyphen_end(&self, item: &Node) -> usize {
        match item.comment {
            // The place of such an item is that of its comment.
            Some(_) => self.text[..item.span.range().start].trim_end().len(),
            None => item.span.range().start,
        }
    }

    /// Where a list or map begins.
    pub(super) fn start(&self) -> usize {
        let own = self.node.span.range().start;
        match (&self.node.value, self.holder) {
            // The tree has the first item of a list that is as deep as its key.
            (Value::List(_), Holder::Key(_)) if !self.in_brackets() => {
                self.sign_end().map_or(own, |sign| self.words_below(sign))
            }
            _ => own,
        }
    }

    /// Where the hyphens of a list on lines of its own stand; none if they are not found.
    pub(super) fn hyphens(&self) -> Option<Vec<usize>> {
        let Value::List(items) = &self.node.value else {
            return None;
        };
        let first = self.start();
        let mut hyphens = Vec::with_capacity(items.len());
        let mut at = first;
        for item in items {
            if !self.text[at..].starts_with('-') {
                return None;
            }
            hyphens.push(at);
            let end = match self.is_unwritten(item) {
                true => self.hyphen_end(item),
                false => self.end(item),
            };
            at = self.words_below(end.max(at + 1));
        }
        Some(hyphens)
    }

    /// Where the first words stand that are below the line of a byte and no comment.
    fn words_below(&self, at: usize) -> usize {
        let mut at = self.next_line(at);
        while at < self.range.end {
            let line = &self.text[at..self.line_end(at)];
            let words = line.trim_start();
            if !words.is_empty() && !words.starts_with('#') {
                return at + line.len() - words.len();
            }
            at = self.next_line(at);
        }
        self.range.end
    }

    /// The sign of a `|` or `>` block, and the bytes behind the line that it stands on, up to the end of its words.
    pub(super) fn block(&self) -> Option<(Range<usize>, Range<usize>)> {
        let Value::Scalar(scalar) = &self.node.value else {
            return None;
        };
        if !matches!(scalar.style, Style::Literal | Style::Folded) {
            return None;
        }
        let from = self.sign_end()?;
        let words = self.node.span.range();
        let head = &self.text[from..words.start.max(from)];
        let start = from + head.len() - head.trim_start().len();
        let sign = &self.text[start..];
        let length = sign.len()
            - sign
                .trim_start_matches([
                    '|', '>', '+', '-', '1', '2', '3', '4', '5', '6', '7', '8', '9',
                ])
                .len();
        if !sign.starts_with(['|', '>']) {
            return None;
        }
        let line = self.line_end(start);
        let end = self.line_end(words.end.max(line));
        Some((start..start + length, line..end))
    }

    /// Where the line of a byte begins.
    pub(super) fn line_start(&self, at: usize) -> usize {
        let before = &self.text.as_bytes()[self.range.start..at];
        let start =
            memchr::memrchr(b'\n', before).map_or(self.range.start, |i| self.range.start + i + 1);
        match self.text[start..].starts_with('\u{feff}') {
            true => (start + 3).min(at),
            false => start,
        }
    }

    /// Where the line of a byte ends, before its line feed.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let rest = &self.text.as_bytes()[at..self.range.end];
        let end = memchr::memchr(b'\n', rest).map_or(self.range.end, |i| at + i);
        end - usize::from(end > at && self.text.as_bytes()[end - 1] == b'\r')
    }

    /// Where the next line begins.
    pub(super) fn next_line(&self, at: usize) -> usize {
        let rest = &self.text.as_bytes()[at..self.range.end];
        memchr::memchr(b'\n', rest).map_or(self.range.end, |i| at + i + 1)
    }

    /// How lines end round a byte.
    pub(super) fn ending(&self, at: usize) -> &'static str {
        let end = self.line_end(at);
        let own = &self.text[end..self.range.end];
        let before = &self.text[..self.line_start(at)];
        let other = match before.is_empty() {
            true => self.text,
            false => before,
        };
        let carriage = own.starts_with("\r\n")
            || (!own.starts_with('\n')
                && other
                    .split_inclusive('\n')
                    .next_back()
                    .is_some_and(|l| l.ends_with("\r\n")));
        match carriage {
            true => "\r\n",
            false => "\n",
        }
    }

    /// How far what stands at a byte is indented, hyphens before it included; none if a tab is there.
    pub(super) fn indent(&self, at: usize) -> Option<usize> {
        let before = &self.text[self.line_start(at)..at];
        (!before.contains('\t')).then(|| before.chars().count())
    }

    /// Whether nothing but blanks stands before a byte on its line.
    pub(super) fn begins_line(&self, at: usize) -> bool {
        self.text[self.line_start(at)..at]
            .bytes()
            .all(|b| b == b' ')
    }

    /// How far lists, maps and blocks that the value holds are indented: two more than what it stands in.
    pub(super) fn inner_indent(&self) -> Option<usize> {
        match self.holder {
            Holder::Document => Some(0),
            Holder::Key(key) => Some(self.indent(key.span.range().start)? + 2),
            Holder::Hyphen(at) => Some(self.indent(at)? + 2),
            Holder::Brackets => None,
        }
    }

    /// Whether a comment stands inside the list or map, from its first hyphen on.
    pub(super) fn has_comments(&self) -> bool {
        let node = self.node;
        let mut leaves = Vec::new();
        leaves_of(node, &mut leaves);
        let own = self.start().min(node.span.range().start);
        let mut at = leaves.first().map_or(own, |leaf| leaf.start.min(own));
        let end = self.end(node);
        leaves.push(end..end);
        leaves.into_iter().any(|leaf| {
            let gap = self.text.get(at..leaf.start.max(at)).unwrap_or_default();
            at = leaf.end.max(at);
            gap.contains('#')
        })
    }
}

/// Whether a list or map ends behind its last value, so that brackets stand round it.
fn has_brackets(node: &Node) -> bool {
    let last = match &node.value {
        Value::Null | Value::Scalar(_) => return false,
        Value::List(items) => items.last().map(|item| item.span.end),
        Value::Map(fields) => fields
            .last()
            .map(|(key, value)| value.span.end.max(key.span.end)),
    };
    last.is_none_or(|last| last < node.span.end)
}

/// The bytes of all words below a value, in order.
fn leaves_of(node: &Node, leaves: &mut Vec<Range<usize>>) {
    match &node.value {
        Value::Null if node.comment.is_some() => {}
        Value::Null | Value::Scalar(_) => leaves.push(node.span.range()),
        Value::List(items) => items.iter().for_each(|item| leaves_of(item, leaves)),
        Value::Map(fields) => {
            for (key, value) in fields {
                leaves.push(key.span.range());
                leaves_of(value, leaves);
            }
        }
    }
}
