//! Lists of everything, by what a line of a list shows.

use super::{
    Head,
    index_order::{self, Line, Listed},
    timeline_order::{self, Happened},
};
use crate::{
    archive::{Entry, EntryIndex, FreePage, Kind, PageIndex, TranscriptIndex, config::Config},
    bind::Edition,
    text::Collation,
};

/// Everything, as lists show it: heads of transcripts, entries' own files, how many passages there are of each; covered by
/// [`crate::bind::Handle::Lists`], which does not change with words and notes.
#[derive(Clone, Copy, Debug)]
pub struct Lists<'e> {
    edition: &'e Edition,
}

impl<'e> Lists<'e> {
    pub(super) fn new(edition: &'e Edition) -> Self {
        Self { edition }
    }

    /// The settings.
    pub fn config(self) -> &'e Config {
        &self.edition.config
    }

    /// The order of names in the site's language.
    pub fn collation(self) -> &'e Collation {
        &self.edition.collation
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

    /// A transcript without its words.
    pub fn head(self, t: TranscriptIndex) -> Head<'e> {
        Head::new(self.edition, t)
    }

    /// A free page.
    pub fn page(self, p: PageIndex) -> &'e FreePage {
        &self.edition.pages[p]
    }

    /// The free pages, by id.
    pub fn pages(self) -> impl Iterator<Item = (PageIndex, &'e FreePage)> {
        self.edition.pages.enumerated()
    }

    /// An entry's own file.
    pub fn entry(self, e: EntryIndex) -> &'e Entry {
        self.edition.entry(e)
    }

    /// All entries, by kind, then id.
    pub fn entries(self) -> impl Iterator<Item = (EntryIndex, &'e Entry)> {
        self.edition.entries.enumerated()
    }

    /// The entries of a kind.
    pub fn entries_of(self, kind: Kind) -> impl Iterator<Item = EntryIndex> + 'e {
        self.edition.of_kind(kind)
    }

    /// How many entries there are.
    pub fn entry_count(self) -> usize {
        self.edition.entries.len()
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
        self.edition.index.of(e).paragraph_count()
    }

    /// How many notes refer to an entry.
    pub fn note_count(self, e: EntryIndex) -> usize {
        self.edition.index.of(e).note_count()
    }

    /// How many paragraphs a person speaks.
    pub fn spoken_count(self, e: EntryIndex) -> usize {
        self.edition.index.of(e).spoken_count()
    }

    /// In how many sentences names of an entry occur where no note refers to it.
    pub fn mention_count(self, e: EntryIndex) -> usize {
        self.edition.index.of(e).mention_count()
    }

    /// How many transcripts name an entry in their headers.
    pub fn transcript_count(self, e: EntryIndex) -> usize {
        self.edition.index.of(e).transcripts.len()
    }

    /// How many passages refer to the topics below one.
    pub fn passages_below(self, e: EntryIndex) -> usize {
        self.edition.index.below(self.edition, e)
    }

    /// The lines of an index, in order.
    pub fn index_lines(self, listed: Listed) -> Vec<Line> {
        index_order::all(self.edition, listed)
    }

    /// The items of the timeline, in order.
    pub fn timeline_items(self) -> Vec<Happened> {
        timeline_order::all(self.edition)
    }

    /// Whether a kind has entries.
    pub fn has(self, kind: Kind) -> bool {
        self.edition.kinds.contains(&kind)
    }
}
