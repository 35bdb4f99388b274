//! Names of entries, by the field under which they are written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Kind, Name, Names, Relation, reference::To};

/// A list under each relation that has one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByRelation<T>(BTreeMap<Relation, Vec<T>>);

impl<T> Default for ByRelation<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> ByRelation<T> {
    /// The list of a relation.
    pub fn of(&self, relation: Relation) -> &[T] {
        self.0.get(&relation).map_or(&[], Vec::as_slice)
    }

    /// All that have a list, in the order of the table.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Relation, &[T])> {
        self.0
            .iter()
            .map(|(relation, list)| (*relation, list.as_slice()))
    }

    /// The same, one by one.
    pub fn each(&self) -> impl Iterator<Item = (Relation, &T)> {
        self.iter()
            .flat_map(|(relation, list)| list.iter().map(move |one| (relation, one)))
    }

    /// Adds to the list of a relation.
    pub fn extend(&mut self, relation: Relation, more: impl IntoIterator<Item = T>) {
        let mut more = more.into_iter().peekable();
        if more.peek().is_some() {
            self.0.entry(relation).or_default().extend(more);
        }
    }

    /// Adds one to the list of a relation.
    pub fn push(&mut self, relation: Relation, one: T) {
        self.extend(relation, [one]);
    }
}

/// A name, and where it is written.
#[derive(Clone, Copy, Debug)]
pub struct Named<'n> {
    /// The field.
    pub relation: Relation,
    /// The kind of the entry that the field stands on, or whose folder its key is.
    pub its: Option<Kind>,
    /// The name.
    pub name: &'n Name,
}

impl<'n> Named<'n> {
    /// Names under a key for each kind.
    pub fn by_kind(relation: Relation, names: &'n Names) -> impl Iterator<Item = Self> {
        names.iter().map(move |(kind, name)| Self {
            relation,
            its: Some(*kind),
            name,
        })
    }

    /// The kinds that it may be of.
    pub fn kinds(&self) -> &[Kind] {
        match self.relation.reference().to {
            To::Kinds(kinds) => kinds,
            To::Its => self.its.as_slice(),
            To::Transcripts => &[],
        }
    }
}
