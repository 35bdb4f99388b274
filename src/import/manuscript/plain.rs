//! Labels of lines that have no look of their own: only where they are evident.

use std::collections::{BTreeMap, BTreeSet};

/// What stands before a colon in many texts and is nobody.
const NOBODY: &[&str] = &[
    "address",
    "bibliography",
    "contact",
    "copyright",
    "date",
    "duration",
    "e-mail",
    "email",
    "file",
    "form",
    "http",
    "https",
    "interview date",
    "keywords",
    "language",
    "length",
    "location",
    "note",
    "notes",
    "p.s",
    "page",
    "place",
    "present",
    "project",
    "ps",
    "recorded",
    "recording",
    "reference",
    "references",
    "source",
    "sources",
    "subject",
    "summary",
    "tape",
    "tel",
    "time",
    "title",
    "topic",
    "topics",
    "transcribed by",
    "url",
];

/// Which labels before a colon are those of speakers. `printed` are what lines without a look have before their first colon, in order, folded; `known`
/// are labels that are told by their look or by a table, folded. One that recurs is evident if others do, too, or if it is known.
pub(super) fn evident<'l>(
    printed: impl Iterator<Item = &'l str>,
    known: &BTreeSet<String>,
) -> BTreeSet<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for label in printed.filter(|label| !is_nobody(label)) {
        *counts.entry(label).or_default() += 1;
    }
    let recurring = |label: &str, count: usize| count > 1 || known.contains(label);
    let several = counts.iter().filter(|(l, n)| recurring(l, **n)).count() + known.len() > 1;
    let evident = counts
        .into_iter()
        .filter(|(label, count)| known.contains(*label) || several && recurring(label, *count));
    evident.map(|(label, _)| label.to_owned()).collect()
}

/// Whether a label is that of a fact, and no speaker's.
pub(super) fn is_nobody(label: &str) -> bool {
    NOBODY.binary_search(&label.to_lowercase().as_str()).is_ok()
}
