//! All that may be taken from the edition by what is made of it, and a note of everything that was taken.
//!
//! The edition is private to this folder, so that nothing is reached without a note: each method of [`Reader`] notes the
//! [`Handle`] whose digest covers what it gives, and says so. What a handle covers beside the value itself is reached through that value
//! alone: the passages of an entry through [`EntryRows`], a transcript's words through [`FullTranscript`], lists of all that there is through [`Lists`] and [`Whole`].
//!
//! Pages and exports read through it, and whatever else is made of an edition: what they are made of is no more than what stands here and what they
//! are planned with. Whoever plans anew at each build takes a [`Whole`] without a note.

mod addresses;
mod full;
mod head;
mod index_order;
mod last_written;
mod lists;
mod names;
mod related;
mod row_parts;
mod rows;
mod standpoint;
mod timeline_order;
mod whole;

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

pub use self::{
    addresses::{Addresses, route_of},
    full::{Access, FullTranscript},
    head::{Head, HeadTurn},
    index_order::{Line, Listed, MOST_ABOVE},
    last_written::LastWritten,
    lists::Lists,
    related::Related,
    row_parts::RowList,
    rows::{EntryRows, RowCounts, RowMention, RowPassage},
    standpoint::Standpoint,
    timeline_order::Happened,
    whole::Whole,
};
/// What is given in the words of the rooms below, so that whoever reads needs none of them.
pub use crate::{
    anchor::{Anchored, Lost, NoteTitle, OutlinePassage, Placed},
    archive::{
        Annotation, AnnotationIndex, Certainty, Common, Coordinates, Date, Dated, Entry,
        EntryFields, EntryIndex, FormatKind, IndexRange, Kind, KindNames, KindTitles, ListIndex,
        Locator, LocatorKind, Mentions, Paragraph, ParagraphIndex, PassageIndex, Prose, Relation,
        Transcript, TranscriptIndex, Turn, TurnIndex, config::Config,
    },
    bind::{
        Author, Backlink, Destination, Handle, Lead, LinkSyntax, NavTarget, Thing, TurnSpeaker,
        Version, Where, links_of_markdown,
    },
    text::route::Route,
};
use crate::{
    archive::{FreePage, PageIndex},
    bind::{MentionHit, index},
    source::{Span, digest::Digest},
};

/// The edition as one page reads it, with a note of what it read. Clones share the note.
#[derive(Clone, Debug)]
pub struct Reader<'e> {
    /// Private, so that nothing is taken without a note (see [`Handle`]).
    access: &'e Access<'e>,
    noted: Rc<RefCell<Vec<Digest>>>,
}

impl<'e> Reader<'e> {
    /// Notes [`Handle::Site`], which every page takes.
    pub fn new(access: &'e Access<'e>) -> Self {
        let reader = Self {
            access,
            noted: Rc::default(),
        };
        reader.note(Handle::Site);
        reader
    }

    /// The keys of all that was taken, sorted, each once.
    pub fn noted(&self) -> Vec<Digest> {
        let mut noted = self.noted.borrow().clone();
        noted.sort_unstable();
        noted.dedup();
        noted
    }

    fn note(&self, handle: Handle) {
        let key = self.access.edition.key(handle);
        let mut noted = self.noted.borrow_mut();
        if noted.last() != Some(&key) {
            noted.push(key);
        }
    }

    /// The settings. Noted from the beginning.
    pub fn config(&self) -> &'e Config {
        &self.access.edition.config
    }

    /// Whether a kind has entries. Noted from the beginning, with the settings.
    pub fn has(&self, kind: Kind) -> bool {
        self.access.edition.kinds.contains(&kind)
    }

    /// The id and the title of each free page. Noted from the beginning, with the settings.
    pub fn free_pages(&self) -> impl Iterator<Item = (&'e str, &'e str)> {
        let pages = self.access.edition.pages.iter();
        pages.map(|page| (page.identity.id.as_str(), page.title.as_str()))
    }

    /// Everything, as lists show it: [`Handle::Lists`].
    pub fn lists(&self) -> Lists<'e> {
        self.note(Handle::Lists);
        Lists::new(self.access.edition)
    }

    /// Everything, for a page that shows more of all of something than [`Reader::lists`] have: [`Handle::All`].
    pub fn whole(&self) -> Whole<'e> {
        self.note(Handle::All);
        Whole::unnoted(self.access)
    }

    /// A transcript without its words and notes: [`Handle::Head`].
    pub fn head(&self, t: TranscriptIndex) -> Head<'e> {
        self.note(Handle::Head(t));
        Head::new(self.access.edition, t)
    }

    /// The first words of a transcript: [`Handle::Record`].
    pub fn beginning(&self, t: TranscriptIndex) -> &'e str {
        self.note(Handle::Record(t));
        &self.access.edition.outline(t).beginning
    }

    /// A transcript with its words and notes: [`Handle::Record`].
    pub fn full(&self, t: TranscriptIndex) -> FullTranscript<'e> {
        self.note(Handle::Record(t));
        FullTranscript::new(self.access, t)
    }

    /// The note of an annotation, which stands at `span` in its file, in another transcript that it points into, too:
    /// [`Handle::Record`] of that.
    pub fn twin(&self, other: &str, span: Span) -> Option<Thing> {
        let t = self.transcript_named(other)?;
        let full = self.full(t);
        let mut placed = full.anchored().annotations.enumerated();
        let twin = placed.find(|(_, placed)| placed.annotation.span == span);
        Some(twin.map_or(Thing::Transcript(t), |(a, _)| Thing::Annotation(t, a)))
    }

    /// What refers to an entry: [`Handle::Rows`].
    pub fn rows(&self, e: EntryIndex) -> EntryRows<'e> {
        self.note(Handle::Rows(e));
        EntryRows::new(self.access, e)
    }

    /// What refers to an entry, for a page that shows some of it and has the digest of that in its key ([`EntryRows::digest_some`]): without
    /// a note.
    pub fn rows_of_part(&self, e: EntryIndex) -> EntryRows<'e> {
        EntryRows::new(self.access, e)
    }

    /// How many annotations refer to two topics at once, for a page that has the digest of these in its key: without a note.
    pub fn pairs_of_topics(&self) -> BTreeMap<(EntryIndex, EntryIndex), usize> {
        Whole::unnoted(self.access).pairs_of_topics()
    }

    /// How many paragraphs of some transcripts have notes on each topic, for a page that has the digest of these in its key: without a note.
    pub fn topics_in(&self, transcripts: &[TranscriptIndex]) -> BTreeMap<EntryIndex, usize> {
        Whole::unnoted(self.access).topics_in(transcripts)
    }

    /// What an entry occurs together with, by kind: [`Handle::Rows`], and [`Handle::Name`] of each.
    pub fn together(&self, e: EntryIndex) -> Vec<(Kind, Vec<(EntryIndex, usize)>)> {
        self.note(Handle::Rows(e));
        let together = index::together(self.access.edition, e);
        // Equal numbers are in the order of titles, and only the first are shown: every title has a part in which those are.
        for (other, _) in together.iter().flat_map(|(_, list)| list) {
            self.note(Handle::Name(Thing::Entry(*other)));
        }
        together
    }

    /// How many passages refer to an entry, and how many to those below it: [`Handle::Count`].
    pub fn count(&self, e: EntryIndex) -> (usize, usize) {
        self.note(Handle::Count(e));
        let index = &self.access.edition.index;
        (
            index.of(e).paragraph_count(),
            index.below(self.access.edition, e),
        )
    }

    /// An entry's own file: [`Handle::Entry`].
    pub fn entry(&self, e: EntryIndex) -> &'e Entry {
        self.note(Handle::Entry(e));
        self.access.edition.entry(e)
    }

    /// What an entry has to do with, by files of entries: [`Handle::Related`].
    pub fn related(&self, e: EntryIndex) -> Related<'e> {
        self.note(Handle::Related(e));
        Related::new(self.access.edition, e)
    }

    /// Who links to a thing: [`Handle::Backlinks`].
    pub fn backlinks(&self, thing: Thing) -> &'e [Backlink] {
        self.note(Handle::Backlinks(thing));
        let backlinks = self.access.edition.backlinks.get(&thing);
        backlinks.map_or(&[][..], Vec::as_slice)
    }

    /// A transcript in other languages, and which paragraphs there say the same: [`Handle::Versions`], and [`Handle::Head`] of each.
    pub fn versions(&self, t: TranscriptIndex) -> Vec<Version> {
        self.note(Handle::Versions(t));
        let versions = self.access.edition.versions(t);
        for version in &versions {
            self.note(Handle::Head(version.transcript));
        }
        versions
    }

    /// Where names of entries occur in a transcript: [`Handle::Mentions`].
    pub fn mentions(&self, t: TranscriptIndex) -> impl Iterator<Item = &'e MentionHit> {
        self.note(Handle::Mentions(t));
        self.access.edition.mentions[t].iter()
    }

    /// Before and after in time, then before and after within the first event: [`Handle::Neighbours`].
    pub fn neighbours(&self, t: TranscriptIndex) -> [Option<TranscriptIndex>; 4] {
        self.note(Handle::Neighbours(t));
        self.access.edition.neighbours(t)
    }

    /// A free page: [`Handle::Page`].
    pub fn page(&self, p: PageIndex) -> &'e FreePage {
        self.note(Handle::Page(p));
        &self.access.edition.pages[p]
    }
}
