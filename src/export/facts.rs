//! What is known of a transcript beside its words, a line for each thing.

use super::{
    Given,
    place::{address, rights},
};
use crate::reader::{Head, Relation, Thing};

/// The lines, each with its name, for formats that have no fields of their own for them.
pub(super) fn facts(given: &Given<'_>, head: Head<'_>) -> Vec<(&'static str, String)> {
    let (header, links) = (head.header(), head.links());
    let thing = Thing::Transcript(head.index());
    let named = |relation: Relation| {
        let entries = links.named.of(relation).iter();
        let names: Vec<&str> = entries
            .map(|&e| given.reader.name(Thing::Entry(e)))
            .collect();
        (!names.is_empty()).then(|| names.join("; "))
    };
    let source = header.source.as_ref();
    let media = header.media.as_ref();
    let lines = [
        ("title", Some(header.title.clone())),
        ("id", Some(head.id().to_owned())),
        (
            "date",
            header.date.as_ref().map(|d| d.value.edtf().to_owned()),
        ),
        ("place", named(Relation::TranscriptPlace)),
        ("event", named(Relation::TranscriptEvent)),
        ("form", header.form.clone()),
        ("record", header.record.map(|r| r.as_str().to_owned())),
        ("language", Some(language(given, head))),
        ("summary", header.summary.clone()),
        ("warning", header.warning.clone()),
        ("source", source.and_then(|s| s.title.clone())),
        (
            "source_identifier",
            source.and_then(|s| s.identifier.clone()),
        ),
        ("source_url", source.and_then(|s| s.url.clone())),
        ("recording", media.map(|m| m.url.clone())),
        (
            "recording_rights",
            media.and_then(|m| m.rights.as_deref()).map(rights),
        ),
        ("rights", header.rights.as_deref().map(rights)),
        ("address", Some(address(given, thing))),
    ];
    let written = lines.into_iter();
    written
        .filter_map(|(name, value)| Some((name, one_line(&value?))))
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

/// The language of its words.
pub(super) fn language(given: &Given<'_>, head: Head<'_>) -> String {
    let own = head.header().language.as_ref();
    own.unwrap_or(&given.reader.config().language).clone()
}

/// Words without line ends.
pub(super) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
