//! What an archive has already, and by which names it is known.

use std::collections::{BTreeMap, BTreeSet};

use super::{address::short, adviser::Bearing};
use crate::{
    archive::{EntryFields, Kind},
    bind::Edition,
    text::{self, name},
};

/// What an archive has, or will have when what was settled so far is written.
#[derive(Debug, Default)]
pub(super) struct Present {
    /// By what they are compared by.
    ids: BTreeMap<(Kind, String), String>,
    by_name: BTreeMap<(Kind, String), BTreeSet<String>>,
    by_address: BTreeMap<(Kind, String), String>,
    known: BTreeMap<(Kind, String), Known>,
}

/// What tells two of one name apart.
#[derive(Clone, Debug, Default)]
struct Known {
    addresses: BTreeSet<String>,
    born: Option<String>,
    died: Option<String>,
}

/// Who has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Bearer {
    /// Nobody.
    Nobody,
    /// One.
    One(String),
    /// It cannot be told which.
    Doubt,
}

impl Present {
    /// What an edition has; pages of names without a file are none.
    pub(super) fn of(edition: &Edition) -> Self {
        let mut present = Self::default();
        for entry in edition.entries.iter().filter(|entry| !entry.stub) {
            present.add(entry.kind, entry.id(), &entry.fields);
        }
        present
    }

    /// Adds an entry.
    pub(super) fn add(&mut self, kind: Kind, id: &str, fields: &EntryFields) {
        let key = (kind, name::lowered(id));
        self.ids.insert(key, id.to_owned());
        let names = std::iter::once(&fields.title)
            .chain(&fields.aliases)
            .chain(&fields.sort);
        for name in names {
            let key = (kind, folded(name));
            self.by_name.entry(key).or_default().insert(id.to_owned());
        }
        let known = Known::of(fields);
        for address in &known.addresses {
            self.by_address
                .insert((kind, address.clone()), id.to_owned());
        }
        self.known.insert((kind, id.to_owned()), known);
    }

    /// Which entry is meant by what somebody else says of it: by an address that both name, or by a name, if nothing speaks against it and it is not
    /// another by its id.
    pub(super) fn same(
        &self,
        kind: Kind,
        fields: &EntryFields,
        is_another: &dyn Fn(&str) -> bool,
    ) -> Bearer {
        let known = Known::of(fields);
        let by_address: BTreeSet<&String> = known
            .addresses
            .iter()
            .filter_map(|address| self.by_address.get(&(kind, address.clone())))
            .filter(|id| !is_another(id))
            .collect();
        match (by_address.len(), by_address.first()) {
            (1, Some(id)) => return Bearer::One((*id).clone()),
            (0, _) => {}
            _ => return Bearer::Doubt,
        }
        // Only the name it is known by: an alias may be anybody's.
        let named = self.by_name.get(&(kind, folded(&fields.title)));
        let agrees = |id: &&String| {
            if is_another(id) {
                return false;
            }
            let other = self.known.get(&(kind, (*id).clone()));
            other.is_none_or(|other| other.agrees(&known))
        };
        let agreeing: Vec<&String> = named.into_iter().flatten().filter(agrees).collect();
        match agreeing.as_slice() {
            [] => Bearer::Nobody,
            [one] => Bearer::One((*one).clone()),
            _ => Bearer::Doubt,
        }
    }

    /// Whether the entry with this id is the one that somebody else has by the same id.
    pub(super) fn bears(&self, kind: Kind, id: &str, fields: &EntryFields) -> bool {
        let named = self.by_name.get(&(kind, folded(&fields.title)));
        let known = self.known.get(&(kind, id.to_owned()));
        let agrees = known.is_some_and(|known| known.agrees(&Known::of(fields)));
        agrees && named.is_some_and(|ids| ids.contains(id))
    }

    /// Who is called so.
    pub(super) fn called(&self, kind: Kind, name: &str) -> Bearer {
        let ids = self.by_name.get(&(kind, folded(name)));
        match ids.map(|ids| (ids.len(), ids.first())) {
            None | Some((0, _)) | Some((_, None)) => Bearer::Nobody,
            Some((1, Some(one))) => Bearer::One(one.clone()),
            Some(_) => Bearer::Doubt,
        }
    }

    /// All who are called so, with what tells them apart.
    pub(super) fn bearers(&self, kind: Kind, name: &str) -> Vec<Bearing> {
        let ids = self.by_name.get(&(kind, folded(name)));
        let bearing = |id: &String| {
            let known = self.known.get(&(kind, id.clone())).cloned();
            Bearing {
                id: id.clone(),
                known: known.unwrap_or_default().shown(),
            }
        };
        ids.into_iter().flatten().map(bearing).collect()
    }

    /// Whether an entry has this id.
    pub(super) fn has(&self, kind: Kind, id: &str) -> bool {
        self.id(kind, id).is_some()
    }

    /// The id as the archive writes it, in whichever letters somebody typed it.
    pub(super) fn id(&self, kind: Kind, typed: &str) -> Option<&String> {
        self.ids.get(&(kind, name::lowered(typed)))
    }

    /// An id made from a name, which no entry of the kind has.
    pub(super) fn new_id(&self, kind: Kind, words: &str) -> String {
        unused(words, |id| self.has(kind, id))
    }
}

/// An id made of words: as it is, or with the first number behind it that makes it new.
pub(super) fn unused(words: &str, taken: impl Fn(&str) -> bool) -> String {
    let slug = match text::slug(words) {
        slug if slug.is_empty() => "unnamed".to_owned(),
        slug => slug.chars().take(LONGEST).collect(),
    };
    let slug = slug.trim_end_matches('-');
    if !taken(slug) {
        return slug.to_owned();
    }
    let numbered = (2..).map(|number: usize| format!("{slug}-{number}"));
    let mut free = numbered.filter(|id| !taken(id));
    free.next().unwrap_or_default()
}

/// The most letters of an id that is made: file systems take 255 bytes, and addresses are read by people.
const LONGEST: usize = 80;

impl Known {
    fn of(fields: &EntryFields) -> Self {
        let addresses = fields.same_as.iter().map(|a| address(&a.value));
        let day = |date: &Option<crate::archive::Dated>| {
            date.as_ref().map(|date| date.value.edtf().to_owned())
        };
        Self {
            addresses: addresses.collect(),
            born: day(&fields.born),
            died: day(&fields.died),
        }
    }

    /// What tells it apart, in words.
    fn shown(&self) -> String {
        let born = self.born.as_ref().map(|day| format!("born {day}"));
        let died = self.died.as_ref().map(|day| format!("died {day}"));
        let addresses = self.addresses.iter().cloned();
        let all: Vec<String> = born.into_iter().chain(died).chain(addresses).collect();
        all.join(", ")
    }

    /// Whether nothing says that they are two: other days of birth or death, other numbers in one register.
    fn agrees(&self, other: &Self) -> bool {
        let differ = |one: &Option<String>, two: &Option<String>| {
            one.as_ref()
                .zip(two.as_ref())
                .is_some_and(|(one, two)| one != two)
        };
        let host = |address: &str| address.split('/').next().map(str::to_owned);
        let apart = self.addresses.iter().any(|one| {
            let same_host = |two: &&String| host(one) == host(two);
            let mut there = other.addresses.iter().filter(same_host).peekable();
            there.peek().is_some() && !there.any(|two| two == one)
        });
        !differ(&self.born, &other.born) && !differ(&self.died, &other.died) && !apart
    }
}

/// An address as two may write it; Wikidata has two of each thing.
fn address(written: &str) -> String {
    short(written).replace("/entity/", "/wiki/")
}

/// A name as two may write it.
fn folded(name: &str) -> String {
    text::fold(name).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{archive::Date, source::Spanned};

    fn person(title: &str, born: Option<&str>, same_as: &[&str]) -> EntryFields {
        let born = born.map(|b| Spanned::unplaced(Date::parse(b).expect("a date")));
        let same_as = same_as.iter().map(|a| Spanned::unplaced((*a).to_owned()));
        EntryFields {
            title: title.to_owned(),
            born,
            same_as: same_as.collect(),
            ..EntryFields::default()
        }
    }

    #[test]
    fn whom_nothing_speaks_against_is_the_same() {
        let mut present = Present::default();
        let address = "https://www.wikidata.org/wiki/Q1253";
        present.add(
            Kind::PEOPLE,
            "ban",
            &person("Ban Ki-moon", Some("1944-06-13"), &[address]),
        );
        let same = |fields: EntryFields| present.same(Kind::PEOPLE, &fields, &|_| false);
        let one = || Bearer::One("ban".to_owned());
        assert_eq!(same(person("ban ki‑moon", None, &[])), one());
        assert_eq!(
            same(person(
                "B. K.",
                None,
                &["http://www.wikidata.org/entity/Q1253"]
            )),
            one()
        );
        let other = "https://www.wikidata.org/wiki/Q9";
        assert_eq!(same(person("Ban Ki-moon", None, &[other])), Bearer::Nobody);
        assert_eq!(
            same(person("Ban Ki-moon", Some("1990"), &[])),
            Bearer::Nobody
        );
        assert_eq!(present.new_id(Kind::PEOPLE, "Ban"), "ban-2");
    }

    #[test]
    fn two_of_one_name_are_a_doubt() {
        let mut present = Present::default();
        present.add(Kind::PEOPLE, "a", &person("Ann Lee", None, &[]));
        present.add(Kind::PEOPLE, "b", &person("Ann Lee", None, &[]));
        assert_eq!(present.called(Kind::PEOPLE, "Ann Lee"), Bearer::Doubt);
        assert_eq!(
            present.same(Kind::PEOPLE, &person("Ann Lee", None, &[]), &|_| false),
            Bearer::Doubt
        );
        let is_b = |id: &str| id == "b";
        assert_eq!(
            present.same(Kind::PEOPLE, &person("Ann Lee", None, &[]), &is_b),
            Bearer::One("a".to_owned())
        );
    }
}
