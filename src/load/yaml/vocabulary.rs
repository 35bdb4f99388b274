//! The keys that postil knows, whatever file they belong to: what a line of broken YAML was meant to say is told by them.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::archive::{Holds, Key, Kind, Mapping, Property, Read, Relation, Value};

/// What each key of the tables may hold.
static KEYS: LazyLock<BTreeMap<&'static str, Holding>> = LazyLock::new(|| {
    let mappings = Mapping::BESIDE_ENTRIES.into_iter().flat_map(Mapping::keys);
    let of_entries = Property::ALL.iter().map(|p| Key::from(*p));
    let relations = Relation::ALL.iter().map(|r| Key::from(*r));
    let mut keys: BTreeMap<&'static str, Holding> = BTreeMap::new();
    for key in mappings.chain(of_entries).chain(relations) {
        let known = keys.entry(key.name).or_default();
        known.words |= is_words(key.holds);
        known.lists |= is_list(key.holds);
    }
    // Those of kinds are known by their folders.
    keys.remove("*");
    keys
});

/// What a key may hold somewhere.
#[derive(Clone, Copy, Default)]
struct Holding {
    words: bool,
    lists: bool,
}

fn is_words(holds: Holds) -> bool {
    match holds {
        Holds::Value(value) => value == Value::Words,
        Holds::Names(relation) => {
            let reference = relation.reference();
            reference.or_words && reference.several
        }
    }
}

fn is_list(holds: Holds) -> bool {
    match holds {
        Holds::Value(value) => matches!(
            value,
            Value::WordsList
                | Value::Lines
                | Value::Addresses
                | Value::Coordinates
                | Value::Roles
                | Value::SomeOf(_)
                | Value::ListOf(_)
                | Value::Passages
                | Value::Reserved
        ),
        Holds::Names(relation) => relation.reference().read == Read::Ids,
    }
}

/// Keys that are also words with which a line of prose may well begin.
const COMMON: &[&str] = &[
    "after", "at", "before", "by", "from", "in", "see", "to", "written",
];

/// Whether a word is a key of some file.
pub(super) fn is_key(word: &str) -> bool {
    KEYS.contains_key(word) || Kind::built_in(word).is_some()
}

/// Whether the value of a key is words.
pub(super) fn takes_words(key: &str) -> bool {
    KEYS.get(key).is_some_and(|holding| holding.words)
}

/// Whether the value of a key may be a list.
pub(super) fn takes_list(key: &str) -> bool {
    KEYS.get(key).is_some_and(|holding| holding.lists) || Kind::built_in(key).is_some()
}

/// Whether a line of prose may well begin with this key.
pub(super) fn is_common(key: &str) -> bool {
    COMMON.contains(&key)
}
