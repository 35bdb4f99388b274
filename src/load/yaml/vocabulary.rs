//! The keys that postil knows, whatever file they belong to: what a line of broken YAML was meant to say is told by them.

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
    "date_note",
    "description",
    "from",
    "identifier",
    "name",
    "note",
    "plural",
    "quote",
    "rights",
    "role",
    "singular",
    "sort",
    "summary",
    "title",
    "to",
    "warning",
];

/// Keys whose value may be a list.
const LISTS: &[&str] = &[
    "aliases",
    "annotations",
    "broader",
    "coordinates",
    "documents",
    "event",
    "events",
    "navigation",
    "omit",
    "organizations",
    "part_of",
    "participants",
    "people",
    "place",
    "places",
    "present",
    "redirect_from",
    "related",
    "roles",
    "same_as",
    "see",
    "sources",
    "targets",
    "topics",
    "withhold",
];

/// All others.
const OTHERS: &[&str] = &[
    "accessed",
    "archived",
    "asks",
    "at",
    "born",
    "by",
    "certainty",
    "checked",
    "comments",
    "credits",
    "date",
    "died",
    "disputes",
    "draft",
    "editors",
    "extra",
    "file",
    "first_line",
    "form",
    "id",
    "image",
    "in",
    "kinds",
    "label",
    "language",
    "last_line",
    "lines",
    "machine",
    "media",
    "mentions",
    "nth",
    "page_size",
    "part",
    "person",
    "raw_html",
    "record",
    "source",
    "speaker",
    "speakers",
    "spoken",
    "stubs",
    "theme",
    "transcript",
    "turns",
    "url",
    "urls",
    "written",
];

/// Keys that are also words with which a line of prose may well begin.
const COMMON: &[&str] = &[
    "after", "at", "before", "by", "from", "in", "see", "to", "written",
];

/// Whether a word is a key of some file.
pub(super) fn is_key(word: &str) -> bool {
    takes_words(word) || takes_list(word) || OTHERS.contains(&word)
}

/// Whether the value of a key is words.
pub(super) fn takes_words(key: &str) -> bool {
    WORDS.contains(&key)
}

/// Whether the value of a key may be a list.
pub(super) fn takes_list(key: &str) -> bool {
    LISTS.contains(&key)
}

/// Whether a line of prose may well begin with this key.
pub(super) fn is_common(key: &str) -> bool {
    COMMON.contains(&key)
}
