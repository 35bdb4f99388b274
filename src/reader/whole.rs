//! What only those take that list all of something.

use std::collections::BTreeMap;

use super::{Access, Addresses, EntryRows, Lists, addresses};
use crate::{
    archive::{Asset, Dated, EntryIndex, FreePage, Kind, TranscriptIndex, config::Config},
    bind::{Backlink, Edition, Thing, index},
    text::route::Route,
};

/// The whole edition, list by list; covered by [`crate::bind::Handle::All`], which changes with everything. It has no words of transcripts.
#[derive(Clone, Copy, Debug)]
pub struct Whole<'e> {
    access: &'e Access<'e>,
    edition: &'e Edition,
    /// All that lists show of it.
    pub lists: Lists<'e>,
}

impl<'e> Whole<'e> {
    /// Without a note: for what is done anew at each build, as planning is. What is kept takes it from [`super::Reader::whole`].
    pub fn unnoted(access: &'e Access<'e>) -> Self {
        let edition = access.edition;
        Self {
            access,
            edition,
            lists: Lists::new(edition),
        }
    }

    /// The settings.
    pub fn config(self) -> &'e Config {
        &self.edition.config
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

    /// How many bytes of words a transcript has.
    pub fn length(self, t: TranscriptIndex) -> usize {
        let ends = &self.edition.outline(t).ends;
        ends.iter().last().map_or(0, |end| *end as usize)
    }

    /// The free page that is the body of the home page.
    pub fn home_page(self) -> Option<&'e FreePage> {
        self.edition.pages.iter().find(|p| p.identity.id == "home")
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

    /// Who links to a thing.
    pub fn backlinks_of(self, thing: Thing) -> &'e [Backlink] {
        let backlinks = self.edition.backlinks.get(&thing);
        backlinks.map_or(&[][..], Vec::as_slice)
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

    /// What refers to an entry.
    pub fn rows(self, e: EntryIndex) -> EntryRows<'e> {
        EntryRows::new(self.access, e)
    }

    /// What an entry occurs together with, by kind.
    pub fn together(self, e: EntryIndex) -> Vec<(Kind, Vec<(EntryIndex, usize)>)> {
        index::together(self.edition, e)
    }

    /// How many annotations refer to two topics at once, for each two.
    pub fn pairs_of_topics(self) -> BTreeMap<(EntryIndex, EntryIndex), usize> {
        index::pairs(self.edition, Kind::TOPICS)
    }

    /// How many paragraphs of some transcripts have notes on each topic.
    pub fn topics_in(self, transcripts: &[TranscriptIndex]) -> BTreeMap<EntryIndex, usize> {
        index::passages_in(self.edition, transcripts, Kind::TOPICS)
    }

    /// The transcript of each passage that refers to an entry.
    pub fn transcripts_of_passages(
        self,
        e: EntryIndex,
    ) -> impl Iterator<Item = TranscriptIndex> + 'e {
        let passages = self.edition.index.of(e).passages.iter();
        passages.map(|row| row.transcript)
    }
}
