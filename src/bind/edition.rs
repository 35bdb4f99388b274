//! The archive understood: immutable, and all that pages are made from.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

use super::{Digests, Index, Names, Spotted, Vocabulary, tree::Tree};
use crate::{
    anchor::{Anchored, Outline, Shelf},
    archive::{
        Absent, AnnotationIndex, Asset, Certainty, Entry, EntryIndex, FreePage, IndexVec, Kind,
        MentionIndex, PageIndex, ParagraphId, ParagraphIndex, Part, TranscriptIndex, TurnIndex,
    },
    config::Config,
    digest::Digest,
    name,
    text::Collation,
};

/// A text with its apparatus: quotes anchored, names bound, backlinks known.
#[derive(Debug)]
pub struct Edition {
    /// Settings.
    pub config: Config,
    /// By id.
    pub transcripts: IndexVec<TranscriptIndex, Outline>,
    /// Their words.
    pub shelf: Arc<dyn Shelf>,
    /// By kind, then id; stubs behind the others of their kind.
    pub entries: IndexVec<EntryIndex, Entry>,
    /// The kinds that have entries.
    pub kinds: BTreeSet<Kind>,
    /// By id.
    pub pages: IndexVec<PageIndex, FreePage>,
    /// By path.
    pub assets: Vec<Asset>,
    /// What ids mean.
    pub names: Names,
    /// The order of names in the site's language.
    pub collation: Collation,
    /// The place of each entry among all, by its title in sorting form: what people see is sorted by it and nothing else.
    pub title_rank: IndexVec<EntryIndex, u32>,
    /// Indexes of transcripts in time order, undated ones last, by title.
    pub by_date: Vec<TranscriptIndex>,
    /// The place of each transcript in `by_date`.
    pub rank: IndexVec<TranscriptIndex, u32>,
    /// Indexes of dated events in time order.
    pub events: Vec<EntryIndex>,
    /// Per entry.
    pub entry_links: IndexVec<EntryIndex, EntryLinks>,
    /// Topics in their tree.
    pub tree: Tree,
    /// Per transcript.
    pub transcript_links: IndexVec<TranscriptIndex, TranscriptLinks>,
    /// Per transcript, per annotation.
    pub annotation_links: Gathered<IndexVec<AnnotationIndex, AnnotationLinks>>,
    /// Who links to a thing.
    pub backlinks: BTreeMap<Thing, Vec<Backlink>>,
    /// Per transcript: where names of entries occur.
    pub mentions: Gathered<IndexVec<MentionIndex, MentionHit>>,
    /// The same before names were bound, to be kept with the transcript.
    pub spotted: Gathered<Option<Arc<Spotted>>>,
    /// Per transcript: whether that is as it was before this run.
    pub spotted_before: Gathered<bool>,
    /// The names that were looked for, if any were.
    pub vocabulary: Option<Vocabulary>,
    /// From how many sentences on a name is frequent.
    pub frequent_from: usize,
    /// What was kept out.
    pub absent: Vec<Absent>,
    /// Who refers to an entry.
    pub index: Index,
    /// What everything that a page may take from the edition was when the page took it.
    pub digests: Digests,
}

impl Edition {
    /// The entries of a kind, as indexes.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = EntryIndex> + '_ {
        self.entries
            .enumerated()
            .filter(move |(_, e)| e.kind == kind)
            .map(|(i, _)| i)
    }

    /// An entry.
    pub fn entry(&self, entry: EntryIndex) -> &Entry {
        &self.entries[entry]
    }

    /// A transcript without its words.
    pub fn outline(&self, transcript: TranscriptIndex) -> &Outline {
        &self.transcripts[transcript]
    }

    /// A transcript with its words, which are fetched if they are not at hand.
    pub fn record(&self, transcript: TranscriptIndex) -> Arc<Anchored> {
        self.shelf.record(self.outline(transcript))
    }

    /// Whether there is a file to copy to this path, composed or not.
    pub fn has_file(&self, path: &str) -> bool {
        let path = &*name::nfc(path);
        let found = self.assets.binary_search_by(|a| a.route.as_str().cmp(path));
        found.is_ok()
    }

    /// How many annotations there are, each counted at home.
    pub fn annotation_count(&self) -> usize {
        self.transcripts
            .iter()
            .map(|t| t.annotations.iter().filter(|a| a.home == t.id).count())
            .sum()
    }
}

/// Something that has an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// A transcript.
    Transcript(TranscriptIndex),
    /// A paragraph of a transcript.
    Paragraph(TranscriptIndex, ParagraphIndex),
    /// An annotation of a transcript.
    Annotation(TranscriptIndex, AnnotationIndex),
    /// An entry.
    Entry(EntryIndex),
    /// A free page.
    Page(PageIndex),
}

/// Where words with links stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Where {
    /// In the note or sources of an annotation of a transcript.
    Annotation(TranscriptIndex, AnnotationIndex),
    /// In an entry's body or sources.
    Entry(EntryIndex),
    /// On a free page.
    Page(PageIndex),
}

/// A link, seen from its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backlink {
    /// Where it stands.
    pub from: Where,
    /// For an annotation: the first paragraph that it is about.
    pub paragraph: Option<ParagraphId>,
    /// The sentence round it, plain text; none for `see`.
    pub context: Option<String>,
    /// Where the link's words stand in `context` (bytes).
    pub hit: Range<usize>,
}

/// What the front matter of an entry refers to.
#[derive(Clone, Debug, Default)]
pub struct EntryLinks {
    /// Broader topics.
    pub broader: Vec<EntryIndex>,
    /// Related entries, both ways.
    pub related: Vec<EntryIndex>,
    /// Where an event took place.
    pub places: Vec<EntryIndex>,
    /// What an event is part of.
    pub part_of: Vec<EntryIndex>,
    /// What is part of it.
    pub parts: Vec<EntryIndex>,
    /// Who took part.
    pub participants: Vec<EntryIndex>,
    /// The events a person or organization took part in.
    pub took_part: Vec<EntryIndex>,
    /// The organization of each role, if it has a page.
    pub roles: Vec<Option<EntryIndex>>,
    /// Events at a place.
    pub events_here: Vec<EntryIndex>,
}

/// What a transcript's header refers to.
#[derive(Clone, Debug, Default)]
pub struct TranscriptLinks {
    /// Where.
    pub places: Vec<EntryIndex>,
    /// Events it belongs to.
    pub events: Vec<EntryIndex>,
    /// Topics and others of the whole.
    pub about: Vec<EntryIndex>,
    /// Who was there and silent.
    pub present: Vec<EntryIndex>,
    /// The person of each speaker of the header.
    pub speakers: Vec<Option<EntryIndex>>,
    /// The persons who speak, each once, in the order of their first turns.
    pub people: Vec<EntryIndex>,
    /// Who speaks in each turn, corrections applied.
    pub turns: IndexVec<TurnIndex, TurnSpeaker>,
    /// Whom a citation names as author.
    pub authors: Vec<Author>,
}

/// Whom a citation names as author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    /// A person or an organization.
    Entry(EntryIndex),
    /// A name that has no page.
    Name(String),
}

/// Who speaks in a turn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TurnSpeaker {
    /// Index into the header's speakers; none for unlabelled text of nobody.
    pub label: Option<u32>,
    /// The person's entry.
    pub person: Option<EntryIndex>,
    /// A description.
    pub name: Option<String>,
    /// Office.
    pub role: Option<String>,
    /// interviewer, press, ...
    pub part: Option<Part>,
    /// Language spoken.
    pub spoken: Option<String>,
    /// Whether the turn asks.
    pub asks: bool,
    /// Whether the words are nobody's: then there is no person and no name.
    pub narration: bool,
    /// How sure.
    pub certainty: Option<Certainty>,
}

/// What an annotation refers to.
#[derive(Clone, Debug, Default)]
pub struct AnnotationLinks {
    /// Entries, in the order of kinds and lines.
    pub entries: Vec<EntryIndex>,
    /// Other passages.
    pub see: Vec<Thing>,
}

/// An entry's name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MentionHit {
    /// Bytes of the transcript's text.
    pub range: Range<u32>,
    /// Where its sentence begins: bytes of the transcript's text.
    pub sentence: u32,
    /// The entry.
    pub entry: EntryIndex,
    /// Of the words round it.
    pub digest: Digest,
}

/// Something of each transcript.
pub type Gathered<T> = IndexVec<TranscriptIndex, T>;
