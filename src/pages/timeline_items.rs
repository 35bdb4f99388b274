//! What stands on the timeline, in which order, and the way to each item of it.

use super::{
    called,
    paths::{self, Item as Way},
};
use crate::{
    archive::{EntryIndex, TranscriptIndex},
    bind::Edition,
    date::SortKey,
};

/// Dated things in time order: their moment, then events before transcripts, then events by title and transcripts by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Item {
    key: SortKey,
    /// What it is.
    pub(super) what: What,
}

/// Something dated, with its place in the order of titles or of transcripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    /// An event.
    Event(u32, EntryIndex),
    /// A transcript.
    Transcript(u32, TranscriptIndex),
}

/// When an entry was, undated ones last; then its place in the order of titles.
pub(super) fn sort_key(edition: &Edition, e: EntryIndex) -> (bool, Option<SortKey>, u32) {
    let key = edition
        .entry(e)
        .fields
        .date
        .as_ref()
        .map(|d| d.value.sort_key());
    (key.is_none(), key, edition.title_rank[e])
}

/// All items, in order.
pub(super) fn all(edition: &Edition) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for &e in &edition.events {
        items.extend(edition.entry(e).fields.date.as_ref().map(|d| Item {
            key: d.value.sort_key(),
            what: What::Event(edition.title_rank[e], e),
        }));
    }
    for &t in &edition.by_date {
        let date = &edition.outline(t).header.date;
        items.extend(date.as_ref().map(|d| Item {
            key: d.value.sort_key(),
            what: What::Transcript(edition.rank[t], t),
        }));
    }
    items.sort();
    items
}

/// The ways to all items, in order.
pub(super) fn ways(edition: &Edition) -> Vec<Way<'_>> {
    let way = |item: Item| match item.what {
        What::Event(_, e) => Way::dated_entry(edition, e),
        What::Transcript(_, t) => Way::transcript(edition, t),
    };
    all(edition).into_iter().map(way).collect()
}

/// The year that an item comes under.
pub(super) fn heading(edition: &Edition, item: Item) -> String {
    let date = match item.what {
        What::Event(_, e) => edition.entry(e).fields.date.as_ref(),
        What::Transcript(_, t) => edition.outline(t).header.date.as_ref(),
    };
    paths::year_heading(date.map(|date| &date.value), called::words(&edition.config))
}
