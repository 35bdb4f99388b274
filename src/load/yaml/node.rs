//! The tree of a YAML document: values, each with its place.

use crate::source::{Span, Spanned};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    /// Bytes of the file.
    pub span: Span,
    /// What it is.
    pub value: Value,
    /// A comment behind it on the same line, or in its place.
    pub comment: Option<Box<Comment>>,
    /// What stands in the brackets of a list or map that has them.
    pub brackets: Option<Box<Brackets>>,
}

impl Node {
    /// Words whole, and of a list or map the first sign, so that a remark on it does not underline pages.
    pub fn head(&self) -> Span {
        let length = match &self.value {
            Value::Scalar(_) | Value::Null => return self.span,
            Value::Map(entries) if self.brackets.is_none() => match entries.first() {
                Some((key, _)) if key.span.range().len() == key.value.len() => {
                    key.value.chars().next().map_or(0, char::len_utf8)
                }
                // In quotes, or damaged.
                Some((key, _)) => key.span.range().len(),
                None => 0,
            },
            // A list that is no deeper than its key begins, to the parser, with its first item and not with its hyphen.
            Value::List(items)
                if self.brackets.is_none()
                    && let Some(first) = items.first()
                    && first.span.range().start == self.span.range().start =>
            {
                return first.head();
            }
            // Brackets and hyphens have one byte.
            Value::Map(_) | Value::List(_) => 1,
        };
        let start = self.span.range().start;
        let end = self.span.range().end.min(start + length);
        Span::new(self.span.source, start..end)
    }
}

/// A list or map in brackets as it is written, in case words were meant.
#[derive(Clone, Debug)]
pub struct Brackets {
    /// Brackets and all.
    pub(super) words: Box<str>,
    /// How many blanks a `|` block in its place begins with.
    pub(super) indent: usize,
}

impl Brackets {
    /// The same as words in a `|` block.
    pub fn as_block(&self) -> String {
        format!("|\n{}{}", " ".repeat(self.indent), self.words)
    }
}

/// Words that YAML does not read.
#[derive(Clone, Debug)]
pub struct Comment {
    /// From the `#` on.
    pub span: Span,
    /// The same, as written.
    pub text: String,
}

impl Comment {
    /// Whether no blank follows the `#`, so that it may have been meant as a word: `#3`.
    pub fn is_glued(&self) -> bool {
        self.text[1..].starts_with(|c: char| !c.is_whitespace() && c != '#')
    }
}

/// Kinds of values.
#[derive(Clone, Debug)]
pub enum Value {
    /// Nothing is written.
    Null,
    /// Words.
    Scalar(Scalar),
    /// A list.
    List(Vec<Node>),
    /// A map, in the order of the file.
    Map(Vec<(Spanned<String>, Node)>),
}

/// Words as YAML reads them.
#[derive(Clone, Debug)]
pub struct Scalar {
    /// The words.
    pub text: String,
    /// How they are written.
    pub style: Style,
    /// Where the bytes of `text` stand in the file (see [`crate::archive::Prose::lines`]).
    pub lines: Lines,
    /// Whether they stand in a list or map in brackets.
    pub flow: bool,
}

/// Where words stand in the file.
#[derive(Clone, Debug)]
pub enum Lines {
    /// They run in step with the file from this byte of it on.
    One(u32),
    /// The lines of a block: (byte of the words, byte of the file), ascending.
    Many(Vec<(u32, u32)>),
}

impl Lines {
    /// As pairs (byte of the words, byte of the file), ascending.
    pub fn to_vec(&self) -> Vec<(u32, u32)> {
        match self {
            Self::One(start) => vec![(0, *start)],
            Self::Many(lines) => lines.clone(),
        }
    }
}

/// Ways of writing words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// `'words'`
    Single,
    /// `"words"`
    Double,
    /// A `|` block.
    Literal,
    /// A `>` block.
    Folded,
}
