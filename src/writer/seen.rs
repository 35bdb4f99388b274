//! What YAML says, without how and where it is written: for asking whether a text says what it is meant to.

use super::{path::Step, value::Value};
use crate::load::yaml::{self, Node, Style};

/// A value as readers take it.
#[derive(Clone, Debug)]
pub(super) enum Seen {
    Null,
    /// Whether it stands without quotes decides if `true` is a word; none if that does not matter.
    Scalar(String, Option<bool>),
    List(Vec<Seen>),
    Map(Vec<(String, Seen)>),
}

impl PartialEq for Seen {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Scalar(one, plain), Self::Scalar(other, as_plain)) => {
                one == other && (plain.is_none() || as_plain.is_none() || plain == as_plain)
            }
            (Self::List(one), Self::List(other)) => one == other,
            (Self::Map(one), Self::Map(other)) => one == other,
            _ => false,
        }
    }
}

impl Seen {
    /// What a value that was read says.
    pub(super) fn of(node: &Node) -> Self {
        match &node.value {
            yaml::Value::Null => Self::Null,
            yaml::Value::Scalar(scalar) => {
                Self::Scalar(scalar.text.clone(), Some(scalar.style == Style::Plain))
            }
            yaml::Value::List(items) => Self::List(items.iter().map(Self::of).collect()),
            yaml::Value::Map(entries) => {
                let entries = entries.iter();
                Self::Map(
                    entries
                        .map(|(key, value)| (key.value.clone(), Self::of(value)))
                        .collect(),
                )
            }
        }
    }

    /// What a value that is written shall say.
    pub(super) fn meant(value: &Value) -> Self {
        match value {
            Value::Nothing => Self::Null,
            Value::Words(words) | Value::Text(words) => Self::Scalar(words.clone(), None),
            Value::Bare(words) if words == "null" => Self::Null,
            Value::Bare(words) => Self::Scalar(words.clone(), Some(true)),
            Value::List(items) => Self::List(items.iter().map(Self::meant).collect()),
            Value::Map(entries) | Value::Lines(entries) => Self::map(entries),
        }
    }

    pub(super) fn map(entries: &[(String, Value)]) -> Self {
        let entries = entries.iter();
        Self::Map(
            entries
                .map(|(key, value)| (key.clone(), Self::meant(value)))
                .collect(),
        )
    }

    /// The value at a path.
    pub(super) fn at(&mut self, path: &[Step]) -> Option<&mut Seen> {
        let Some((step, rest)) = path.split_first() else {
            return Some(self);
        };
        let inside = match (self, step) {
            (Self::Map(entries), Step::Key(key)) => entries
                .iter_mut()
                .find(|(known, _)| known == key)
                .map(|(_, value)| value),
            (Self::List(items), Step::Item(index)) => items.get_mut(*index),
            _ => None,
        };
        inside?.at(rest)
    }

    /// Words of it that have signs which are read as damaged ones.
    pub(super) fn odd_words(&self) -> Option<&str> {
        let odd = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
        match self {
            Self::Null => None,
            Self::Scalar(words, _) => words.contains(odd).then_some(words),
            Self::List(items) => items.iter().find_map(Self::odd_words),
            Self::Map(entries) => entries.iter().find_map(|(key, value)| {
                key.contains(odd)
                    .then_some(key.as_str())
                    .or_else(|| value.odd_words())
            }),
        }
    }
}
