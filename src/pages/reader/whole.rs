//! What only a page takes that lists all of something.

use super::{
    super::{
        index_lines::{self, Line},
        lists::Listed,
        timeline_items::{self, Item},
    },
    Head,
};
use crate::{
    archive::{Dated, Entry, EntryIndex, FreePage, Kind, TranscriptIndex},
    bind::Edition,
};

/// The whole edition, list by list; covered by [`crate::bind::Handle::All`], which changes with everything.
#[derive(Clone, Copy, Debug)]
pub struct Whole<'e> {
    edition: &'e Edition,
}

impl<'e> Whole<'e> {
    pub(super) fn new(edition: &'e Edition) -> Self {
        Self { edition }
    }

    /// All transcripts, by id.
    pub fn transcripts(self) -> impl Iterator<Item = Head<'e>> {
        let edition = self.edition;
        edition.transcripts.indexes().map(|t| Head::new(edition, t))
    }

    /// The dated transcripts, the newest first.
    pub fn newest(self) -> impl Iterator<Item = Head<'e>> {
        let all = self.edition.by_date.iter().rev();
        all.map(|&t| Head::new(self.edition, t))
            .filter(|head| head.header().date.is_some())
    }

    /// The transcripts without a date.
    pub fn undated(self) -> impl Iterator<Item = Head<'e>> {
        let all = self.edition.by_date.iter();
        all.map(|&t| Head::new(self.edition, t))
            .filter(|head| head.header().date.is_none())
    }

    /// When the notes of a transcript were written, as far as they say.
    pub fn note_dates(self, t: TranscriptIndex) -> impl Iterator<Item = &'e Dated> {
        let annotations = self.edition.outline(t).annotations.iter();
        annotations.filter_map(|a| a.written.as_ref())
    }

    /// How many annotations there are, each counted at home.
    pub fn note_count(self) -> usize {
        self.edition.annotation_count()
    }

    /// The free page that is the body of the home page.
    pub fn home_page(self) -> Option<&'e FreePage> {
        self.edition.pages.iter().find(|p| p.identity.id == "home")
    }

    /// An entry's own file.
    pub fn entry(self, e: EntryIndex) -> &'e Entry {
        self.edition.entry(e)
    }

    /// The entries of a kind.
    pub fn entries_of(self, kind: Kind) -> impl Iterator<Item = EntryIndex> + 'e {
        self.edition.of_kind(kind)
    }

    /// The place of an entry in the order of titles.
    pub fn title_rank(self, e: EntryIndex) -> u32 {
        self.edition.title_rank[e]
    }

    /// The dated events in time order.
    pub fn events(self) -> &'e [EntryIndex] {
        &self.edition.events
    }

    /// How many passages refer to an entry.
    pub fn passage_count(self, e: EntryIndex) -> usize {
        self.edition.index.of(e).passages.len()
    }

    /// How many passages refer to the topics below one that do not refer to itself.
    pub fn passages_below(self, e: EntryIndex) -> usize {
        self.edition.index.below(self.edition, e)
    }

    /// The transcript of each passage that refers to an entry.
    pub fn transcripts_of_passages(
        self,
        e: EntryIndex,
    ) -> impl Iterator<Item = TranscriptIndex> + 'e {
        let passages = self.edition.index.of(e).passages.iter();
        passages.map(|row| row.transcript)
    }

    /// The lines of an index, in order.
    pub fn index_lines(self, listed: Listed) -> Vec<Line> {
        index_lines::all(self.edition, listed)
    }

    /// What a line of an index comes under.
    pub fn index_heading(self, listed: Listed, line: &Line) -> String {
        index_lines::heading(self.edition, listed, line)
    }

    /// The items of the timeline, in order.
    pub fn timeline_items(self) -> Vec<Item> {
        timeline_items::all(self.edition)
    }

    /// What an item of the timeline comes under.
    pub fn timeline_heading(self, item: Item) -> String {
        timeline_items::heading(self.edition, item)
    }
}
