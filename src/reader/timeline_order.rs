//! What stands on the timeline, in which order.

use crate::{
    archive::{EntryIndex, TranscriptIndex},
    bind::Edition,
};

/// Something dated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// An event.
    Event(EntryIndex),
    /// A transcript.
    Transcript(TranscriptIndex),
}

/// When an entry was, undated ones last; then its place in the order of titles.
pub(super) fn sort_key(edition: &Edition, e: EntryIndex) -> impl Ord + use<> {
    let date = edition.entry(e).fields.date.as_ref();
    let key = date.map(|d| d.value.sort_key());
    (key.is_none(), key, edition.title_rank[e])
}

/// Dated things in time order: their moment, then events before transcripts, then events by title and transcripts by id.
pub(super) fn all(edition: &Edition) -> Vec<Happened> {
    let mut items = Vec::new();
    for &e in &edition.events {
        let date = edition.entry(e).fields.date.as_ref();
        let key = |moment| (moment, false, edition.title_rank[e]);
        items.extend(date.map(|d| (key(d.value.sort_key()), Happened::Event(e))));
    }
    for &t in &edition.by_date {
        let date = edition.outline(t).header.date.as_ref();
        let key = |moment| (moment, true, edition.rank[t]);
        items.extend(date.map(|d| (key(d.value.sort_key()), Happened::Transcript(t))));
    }
    items.sort_by_key(|(key, _)| *key);
    items.into_iter().map(|(_, happened)| happened).collect()
}
