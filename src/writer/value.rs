//! Values as they are to be written, and their YAML: short lists of ids and short maps in brackets, all else on lines of its own.

use super::scalar::Block;
use crate::text::yaml::{Spot, one_line};

/// So many signs a list or map in brackets may have.
const WIDE: usize = 88;

/// How much deeper a list, a map or a block is than what it stands in.
const STEP: usize = 2;

/// What is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A key with nothing behind it.
    Nothing,
    /// Words: read as exactly these, and never as a number or a truth value.
    Words(String),
    /// Prose, as [`Value::text`] makes it.
    Text(String),
    /// What is written as it is: `true`, a number, a date.
    Bare(String),
    /// A list.
    List(Vec<Value>),
    /// A map; in brackets if it is short.
    Map(Vec<(String, Value)>),
    /// A map whose keys stand on lines of their own.
    Lines(Vec<(String, Value)>),
}

impl Value {
    /// Words.
    pub fn words(words: impl Into<String>) -> Self {
        Self::Words(words.into())
    }

    /// Prose, without the blanks and line feeds round it: a block, if it is long, which ends with one.
    pub fn text(words: &str) -> Self {
        let words = words.trim_matches('\n').trim_end();
        let long = words.contains('\n') || words.chars().count() > WIDE;
        let block = long.then(|| format!("{words}\n"));
        match block.filter(|block| Block::literal(block, STEP).is_some()) {
            Some(block) => Self::Text(block),
            None => Self::Text(words.to_owned()),
        }
    }

    /// `true` or `false`.
    pub fn flag(flag: bool) -> Self {
        Self::Bare(flag.to_string())
    }

    /// On one line, as it can also stand in brackets.
    pub(super) fn in_line(&self, spot: Spot) -> String {
        match self {
            Self::Nothing => "null".to_owned(),
            Self::Words(words) | Self::Text(words) => one_line(words, spot),
            Self::Bare(words) => words.clone(),
            Self::List(items) => {
                let items = items.iter().map(|item| item.in_line(Spot::Flow));
                format!("[{}]", items.collect::<Vec<_>>().join(", "))
            }
            Self::Map(entries) | Self::Lines(entries) => {
                let entries = entries.iter().map(|(key, value)| {
                    let key = one_line(key, Spot::Key);
                    format!("{key}: {}", value.in_line(Spot::Flow))
                });
                format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// Whether it is written in brackets, or needs no line of its own.
    fn is_short(&self) -> bool {
        let short = |value: &Value| match value {
            Self::Words(words) => !words.contains('\n'),
            Self::Bare(_) => true,
            Self::List(items) => value.is_short() && !items.is_empty(),
            Self::Nothing | Self::Text(_) | Self::Map(_) | Self::Lines(_) => false,
        };
        let fits = match self {
            Self::Nothing | Self::Bare(_) => return true,
            Self::Words(words) => return !words.contains('\n') || self.block(STEP).is_none(),
            Self::Text(words) => {
                return !words.contains('\n') || self.block(STEP).is_none();
            }
            // Words with blanks between them are read more easily below one another.
            Self::List(items) => items.iter().all(|item| match item {
                Self::Words(words) => !words.contains(char::is_whitespace),
                other => matches!(other, Self::Bare(_)),
            }),
            Self::Map(entries) => entries.iter().all(|(_, value)| short(value)),
            Self::Lines(entries) => entries.is_empty(),
        };
        fits && self.in_line(Spot::Block).chars().count() <= WIDE
    }

    /// As a block of lines that are `indent` deeper than what it stands in.
    fn block(&self, indent: usize) -> Option<Block<'_>> {
        match self {
            Self::Words(words) | Self::Text(words) => Block::literal(words, indent),
            Self::Nothing | Self::Bare(_) | Self::List(_) | Self::Map(_) | Self::Lines(_) => None,
        }
    }

    /// The lines of `key: value` without indentation; each but the first of a value that goes on is deeper.
    pub(super) fn entry(&self, key: &str) -> Vec<String> {
        let key = one_line(key, Spot::Key);
        if *self == Self::Nothing {
            return vec![format!("{key}:")];
        }
        if self.is_short() {
            return vec![format!("{key}: {}", self.in_line(Spot::Block))];
        }
        if let Some(block) = self.block(STEP) {
            return with_block(format!("{key}: "), &block);
        }
        let below = self.below().into_iter().map(deeper);
        std::iter::once(format!("{key}:")).chain(below).collect()
    }

    /// The lines of `- value` without indentation.
    pub(super) fn item(&self) -> Vec<String> {
        let on_lines =
            matches!(self, Self::Map(entries) | Self::Lines(entries) if !entries.is_empty());
        if !on_lines && self.is_short() {
            return vec![format!("- {}", self.in_line(Spot::Block))];
        }
        if let Some(block) = self.block(STEP) {
            return with_block("- ".to_owned(), &block);
        }
        let mut lines: Vec<String> = self.below().into_iter().map(deeper).collect();
        if let Some(first) = lines.first_mut() {
            first.replace_range(..STEP, "- ");
        }
        lines
    }

    /// The lines of a list or map that stands on lines of its own.
    fn below(&self) -> Vec<String> {
        match self {
            Self::List(items) => items.iter().flat_map(Self::item).collect(),
            Self::Map(entries) | Self::Lines(entries) => entries
                .iter()
                .flat_map(|(key, value)| value.entry(key))
                .collect(),
            Self::Nothing | Self::Words(_) | Self::Text(_) | Self::Bare(_) => Vec::new(),
        }
    }
}

fn with_block(first: String, block: &Block<'_>) -> Vec<String> {
    let lines = block.lines.iter().map(|line| deeper((*line).to_owned()));
    std::iter::once(first + &block.sign).chain(lines).collect()
}

fn deeper(line: String) -> String {
    match line.is_empty() {
        true => line,
        false => " ".repeat(STEP) + &line,
    }
}
