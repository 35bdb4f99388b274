//! What only those take that list all of something.

use super::{
    Access, Addresses, EntryRows, Head, addresses,
    index_order::{self, Line, Listed},
    timeline_order::{self, Happened},
};
use crate::{
    archive::{
        Asset, Dated, Entry, EntryIndex, FreePage, Kind, PageIndex, TranscriptIndex, config::Config,
    },
    bind::{Backlink, Edition, Thing, index},
    text::{Collation, route::Route},
};

/// The whole edition, list by list; covered by [`crate::bind::Handle::All`], which changes with everything. It has no words of transcripts.
#[derive(Clone, Copy, Debug)]
pub struct Whole<'e> {
    access: &'e Access<'e>,
    edition: &'e Edition,
}

impl<'e> Whole<'e> {
    /// Without a note: for what is done anew at each build, as planning is. What is kept takes it from [`super::Reader::whole`].
    pub fn unnoted(access: &'e Access<'e>) -> Self {
        let edition = access.edition;
        Self { access, edition }
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

    /// A transcript without its words.
    pub fn head(self, t: TranscriptIndex) -> Head<'e> {
        Head::new(self.edition, t)
    }

    /// The free pages, by id.
    pub fn pages(self) -> impl Iterator<Item = (PageIndex, &'e FreePage)> {
        self.edition.pages.enumerated()
    }

    /// A free page.
    pub fn page(self, p: PageIndex) -> &'e FreePage {
        &self.edition.pages[p]
    }

    /// The files to copy, by path.
    pub fn assets(self) -> &'e [Asset] {
        &self.edition.assets
    }

    /// Everything that is linked to, with who links to it.
    pub fn backlinks(self) -> impl Iterator<Item = (Thing, &'e [Backlink])> {
        let all = self.edition.backlinks.iter();
        all.map(|(&thing, links)| (thing, links.as_slice()))
    }

    /// The name of a thing's page, without an ending.
    pub fn page_name(self, thing: Thing) -> String {
        addresses::page_name(self.edition, thing)
    }

    /// The route of a thing's page.
    pub fn route_of(self, thing: Thing) -> Route {
        addresses::route_of(self.edition, thing)
    }

    /// The route of a file about a thing, beside its page: `transcripts/1931-05-04-mills.json`.
    pub fn route_beside(self, thing: Thing, ending: &str) -> Route {
        let path = format!("{}.{ending}", self.page_name(thing));
        Route::new(&path).expect("ids are checked when their files are found")
    }

    /// The addresses of all transcripts and entries.
    pub fn addresses(self) -> Addresses {
        Addresses::new(self.edition)
    }

    /// All entries, by kind, then id.
    pub fn entries(self) -> impl Iterator<Item = (EntryIndex, &'e Entry)> {
        self.edition.entries.enumerated()
    }

    /// How many entries there are.
    pub fn entry_count(self) -> usize {
        self.edition.entries.len()
    }

    /// Whether a kind has entries.
    pub fn has(self, kind: Kind) -> bool {
        self.edition.kinds.contains(&kind)
    }

    /// What refers to an entry.
    pub fn rows(self, e: EntryIndex) -> EntryRows<'e> {
        EntryRows::new(self.access, e)
    }

    /// What an entry occurs together with, by kind.
    pub fn together(self, e: EntryIndex) -> Vec<(Kind, Vec<(EntryIndex, usize)>)> {
        index::together(self.edition, e)
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
        index_order::all(self.edition, listed)
    }

    /// The items of the timeline, in order.
    pub fn timeline_items(self) -> Vec<Happened> {
        timeline_order::all(self.edition)
    }
}
