//! Which pages look different after an edit, to tell the author.

use std::collections::BTreeSet;

use crate::{
    bind::{Edition, Handle, Thing},
    reader,
    source::digest::Digest,
};

/// Everything that has a page of its own.
pub(super) fn all_things(edition: &Edition) -> BTreeSet<Thing> {
    let transcripts = edition.transcripts.indexes().map(Thing::Transcript);
    let entries = edition.entries.indexes().map(Thing::Entry);
    let pages = edition.pages.indexes().map(Thing::Page);
    transcripts.chain(entries).chain(pages).collect()
}

/// Those pages of some things whose own content changed: not those that only list it.
pub(super) fn touched(
    edition: &Edition,
    changed: &[Digest],
    things: BTreeSet<Thing>,
) -> Vec<String> {
    let changed: BTreeSet<Digest> = changed.iter().copied().collect();
    let is_touched = |thing: &Thing| {
        let own: &[Handle] = match *thing {
            Thing::Transcript(t) | Thing::Paragraph(t, _) | Thing::Annotation(t, _) => &[
                Handle::Record(t),
                Handle::Mentions(t),
                Handle::Neighbours(t),
            ],
            Thing::Entry(e) => &[
                Handle::Rows(e),
                Handle::Entry(e),
                Handle::Related(e),
                Handle::Count(e),
            ],
            Thing::Page(p) => &[Handle::Page(p)],
        };
        let named = [Handle::Name(*thing), Handle::Backlinks(*thing)];
        let mut handles = own.iter().chain(&named);
        handles.any(|handle| changed.contains(&edition.key(*handle)))
    };
    let touched = things.into_iter().filter(is_touched);
    let mut touched: Vec<String> = touched
        .map(|thing| reader::route_of(edition, thing).as_str().to_owned())
        .collect();
    if touched.is_empty() && !changed.is_empty() {
        touched.push("pages that list it".to_owned());
    }
    touched
}
