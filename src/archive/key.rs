//! A key of a mapping, as the table of keys has it.

use super::{Property, Relation, value::Value};

/// A key of a mapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// As it is written; `*` is a key for each kind, its folder.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// What docs/formats.md says of it.
    pub meaning: &'static str,
    /// What is assumed without it, as docs/formats.md says it; empty where that is nothing.
    pub default: &'static str,
    /// Whether it has to be there.
    pub required: bool,
}

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Something else than a name of an entry.
    Value(Value),
    /// What the relation names.
    Names(Relation),
}

/// A key that names no entry.
pub(super) const fn key(name: &'static str, value: Value, meaning: &'static str) -> Line {
    Line::Key(Key {
        name,
        holds: Holds::Value(value),
        meaning,
        default: "",
        required: false,
    })
}

/// A line of the table.
#[derive(Clone, Copy)]
pub(super) enum Line {
    Key(Key),
    /// A key of the table of fields.
    Names(Relation),
}

impl Line {
    pub(super) const fn required(self) -> Self {
        match self {
            Self::Key(key) => Self::Key(Key {
                required: true,
                ..key
            }),
            Self::Names(_) => self,
        }
    }

    pub(super) const fn or(self, default: &'static str) -> Self {
        match self {
            Self::Key(key) => Self::Key(Key { default, ..key }),
            Self::Names(_) => self,
        }
    }

    pub(super) fn key(self) -> Key {
        match self {
            Self::Key(key) => key,
            Self::Names(relation) => relation.into(),
        }
    }
}

impl From<Relation> for Key {
    fn from(relation: Relation) -> Self {
        Self {
            name: relation.key(),
            holds: Holds::Names(relation),
            meaning: relation.meaning(),
            default: "",
            required: false,
        }
    }
}

impl From<Property> for Key {
    fn from(property: Property) -> Self {
        Self {
            name: property.key(),
            holds: Holds::Value(property.value()),
            meaning: property.meaning(),
            default: "",
            required: property == Property::Title,
        }
    }
}
