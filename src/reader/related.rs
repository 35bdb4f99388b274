//! What an entry has to do with, by files of entries.

use super::timeline_order;
use crate::{
    archive::EntryIndex,
    bind::{Edition, EntryLinks},
};

/// What an entry's own file names, what names it, what is narrower, the events before and after it; covered by
/// [`crate::bind::Handle::Related`], with the names and dates of them all.
#[derive(Clone, Copy, Debug)]
pub struct Related<'e> {
    edition: &'e Edition,
    entry: EntryIndex,
}

impl<'e> Related<'e> {
    pub(super) fn new(edition: &'e Edition, entry: EntryIndex) -> Self {
        Self { edition, entry }
    }

    /// What names it, and what it names.
    pub fn links(self) -> &'e EntryLinks {
        &self.edition.entry_links[self.entry]
    }

    /// The topics directly below it.
    pub fn narrower(self) -> &'e [EntryIndex] {
        self.edition.tree.narrower(self.entry)
    }

    /// The events before and after it.
    pub fn beside(self) -> [Option<EntryIndex>; 2] {
        self.edition.events_beside(self.entry)
    }

    /// Some of its [`Related::links`] in time order, each once.
    pub fn in_time_order(self, entries: &[EntryIndex]) -> Vec<EntryIndex> {
        let mut order = entries.to_vec();
        order.sort_by_key(|&e| timeline_order::sort_key(self.edition, e));
        order.dedup();
        order
    }
}
