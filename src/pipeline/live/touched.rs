//! Which pages look different after an edit, to tell the author.

use std::collections::BTreeSet;

use crate::{
    bind::{Edition, Handle, Thing},
    reader,
    source::digest::Digest,
};

/// The pages whose own content changed: not those that only list it.
pub(super) fn touched(edition: &Edition, changed: &[Digest]) -> Vec<String> {
    let changed: BTreeSet<Digest> = changed.iter().copied().collect();
    let mut touched = Vec::new();
    let any = |handles: &[Handle]| handles.iter().any(|h| changed.contains(&edition.key(*h)));
    let mut add = |thing: Thing| {
        touched.push(reader::route_of(edition, thing).as_str().to_owned());
    };
    for t in edition.transcripts.indexes() {
        let thing = Thing::Transcript(t);
        if any(&[
            Handle::Record(t),
            Handle::Name(thing),
            Handle::Mentions(t),
            Handle::Neighbours(t),
            Handle::Backlinks(thing),
        ]) {
            add(thing);
        }
    }
    for e in edition.entries.indexes() {
        let thing = Thing::Entry(e);
        if any(&[
            Handle::Rows(e),
            Handle::Entry(e),
            Handle::Name(thing),
            Handle::Related(e),
            Handle::Count(e),
            Handle::Backlinks(thing),
        ]) {
            add(thing);
        }
    }
    for p in edition.pages.indexes() {
        let thing = Thing::Page(p);
        if any(&[
            Handle::Page(p),
            Handle::Name(thing),
            Handle::Backlinks(thing),
        ]) {
            add(thing);
        }
    }
    if touched.is_empty() && !changed.is_empty() {
        touched.push("pages that list it".to_owned());
    }
    touched
}
