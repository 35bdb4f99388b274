//! The keys that postil knows, whatever file they belong to: what a line of broken YAML was meant to say is told by them.
//!
//! The folders of kinds and the keys of the table of fields are known from there; here are all others.

use crate::archive::{Kind, Property, Read, Relation, Value};

/// Keys whose value is words.
const WORDS: &[&str] = &[
    "after",
    "alt",
    "base_url",
    "before",
    "caption",
    "cite_as",
    "cite_author",
    "contact",
    "correction",
    "description",
    "from",
    "name",
    "note",
    "plural",
    "quote",
    "rights",
    "role",
    "singular",
    "to",
];

/// Keys whose value may be a list.
const LISTS: &[&str] = &[
    "annotations",
    "navigation",
    "omit",
    "see",
    "targets",
    "withhold",
];

/// All others.
const OTHERS: &[&str] = &[
    "accessed",
    "archived",
    "asks",
    "by",
    "certainty",
    "checked",
    "comments",
    "credits",
    "disputes",
    "editors",
    "file",
    "first_line",
    "form",
    "id",
    "in",
    "kinds",
    "label",
    "language",
    "last_line",
    "lines",
    "machine",
    "media",
    "nth",
    "page_size",
    "part",
    "raw_html",
    "record",
    "search",
    "source",
    "speakers",
    "spoken",
    "stubs",
    "theme",
    "transcript",
    "turns",
    "urls",
    "written",
];

/// Keys that are also words with which a line of prose may well begin.
const COMMON: &[&str] = &[
    "after", "at", "before", "by", "from", "in", "see", "to", "written",
];

/// Whether a word is a key of some file.
pub(super) fn is_key(word: &str) -> bool {
    takes_words(word)
        || takes_list(word)
        || OTHERS.contains(&word)
        || property(word).is_some()
        || relation(word).is_some()
}

/// Whether the value of a key is words.
pub(super) fn takes_words(key: &str) -> bool {
    WORDS.contains(&key) || property(key) == Some(Value::Words)
}

/// Whether the value of a key may be a list.
pub(super) fn takes_list(key: &str) -> bool {
    let listed = property(key).is_some_and(|value| match value {
        Value::WordsList | Value::Lines | Value::Addresses | Value::Coordinates | Value::Roles => {
            true
        }
        Value::Words
        | Value::Date
        | Value::Language
        | Value::Address
        | Value::Image
        | Value::Flag
        | Value::Mentions
        | Value::Free => false,
    });
    listed
        || LISTS.contains(&key)
        || Kind::built_in(key).is_some()
        || relation(key) == Some(Read::Ids)
}

fn property(key: &str) -> Option<Value> {
    let mut all = Property::ALL.iter();
    all.find(|p| p.key() == key).map(|p| p.value())
}

/// How a key that names entries is read.
fn relation(key: &str) -> Option<Read> {
    let named = Relation::ALL.iter().filter(|r| r.key() == key);
    let mut read = named.map(|r| r.reference().read);
    read.find(|read| *read != Read::ByKind)
}

/// Whether a line of prose may well begin with this key.
pub(super) fn is_common(key: &str) -> bool {
    COMMON.contains(&key)
}
