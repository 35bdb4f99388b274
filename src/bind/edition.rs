//! The archive understood: immutable, and all that pages are made from.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

use super::{Digests, Index, Names, Spotted, Vocabulary, tree::Tree};
use crate::{
    anchor::{Anchored, Outline, Shelf},
    archive::{Absent, Asset, Certainty, Entry, FreePage, Kind, ParagraphId, Part},
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
    pub transcripts: Vec<Outline>,
    /// Their words.
    pub shelf: Arc<dyn Shelf>,
    /// By kind, then id; stubs behind the others of their kind.
    pub entries: Vec<Entry>,
    /// The kinds that have entries.
    pub kinds: BTreeSet<Kind>,
    /// By id.
    pub pages: Vec<FreePage>,
    /// By path.
    pub assets: Vec<Asset>,
    /// What ids mean.
    pub names: Names,
    /// The order of names in the site's language.
    pub collation: Collation,
    /// The place of each entry among all, by its title in sorting form: what people see is sorted by it and nothing else.
    pub title_rank: Vec<u32>,
    /// Indexes of transcripts in time order, undated ones last, by title.
    pub by_date: Vec<u32>,
    /// The place of each transcript in `by_date`.
    pub rank: Vec<u32>,
    /// Indexes of dated events in time order.
    pub events: Vec<u32>,
    /// Per entry.
    pub entry_links: Vec<EntryLinks>,
    /// Topics in their tree.
    pub tree: Tree,
    /// Per transcript.
    pub transcript_links: Vec<TranscriptLinks>,
    /// Per transcript, per annotation.
    pub annotation_links: Vec<Vec<AnnotationLinks>>,
    /// Who links to a thing.
    pub backlinks: BTreeMap<Thing, Vec<Backlink>>,
    /// Per transcript: where names of entries occur.
    pub mentions: Vec<Vec<MentionHit>>,
    /// The same before names were bound, to be kept with the transcript.
    pub spotted: Vec<Option<Arc<Spotted>>>,
    /// Per transcript: whether that is as it was before this run.
    pub spotted_before: Vec<bool>,
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
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = u32> + '_ {
        (0u32..)
            .zip(&self.entries)
            .filter(move |(_, e)| e.kind == kind)
            .map(|(i, _)| i)
    }

    /// An entry.
    pub fn entry(&self, entry: u32) -> &Entry {
        &self.entries[entry as usize]
    }

    /// A transcript without its words.
    pub fn outline(&self, transcript: u32) -> &Outline {
        &self.transcripts[transcript as usize]
    }

    /// A transcript with its words, which are fetched if they are not at hand.
    pub fn record(&self, transcript: u32) -> Arc<Anchored> {
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
    Transcript(u32),
    /// A paragraph (index) of a transcript.
    Paragraph(u32, u32),
    /// An annotation of a transcript.
    Annotation(u32, u32),
    /// An entry.
    Entry(u32),
    /// A free page.
    Page(u32),
}

/// Where words with links stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Where {
    /// In the note or sources of an annotation of a transcript.
    Annotation(u32, u32),
    /// In an entry's body or sources.
    Entry(u32),
    /// On a free page.
    Page(u32),
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
    pub broader: Vec<u32>,
    /// Related entries, both ways.
    pub related: Vec<u32>,
    /// Where an event took place.
    pub places: Vec<u32>,
    /// What an event is part of.
    pub part_of: Vec<u32>,
    /// What is part of it.
    pub parts: Vec<u32>,
    /// Who took part.
    pub participants: Vec<u32>,
    /// The events a person or organization took part in.
    pub took_part: Vec<u32>,
    /// The organization of each role, if it has a page.
    pub roles: Vec<Option<u32>>,
    /// Events at a place.
    pub events_here: Vec<u32>,
}

/// What a transcript's header refers to.
#[derive(Clone, Debug, Default)]
pub struct TranscriptLinks {
    /// Where.
    pub places: Vec<u32>,
    /// Events it belongs to.
    pub events: Vec<u32>,
    /// Topics and others of the whole.
    pub about: Vec<u32>,
    /// Who was there and silent.
    pub present: Vec<u32>,
    /// The person of each speaker of the header.
    pub speakers: Vec<Option<u32>>,
    /// The persons who speak, each once, in the order of their first turns.
    pub people: Vec<u32>,
    /// Who speaks in each turn, corrections applied.
    pub turns: Vec<TurnSpeaker>,
    /// Whom a citation names as author.
    pub authors: Vec<Author>,
}

/// Whom a citation names as author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    /// A person or an organization.
    Entry(u32),
    /// A name that has no page.
    Name(String),
}

/// Who speaks in a turn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TurnSpeaker {
    /// Index into the header's speakers; none for unlabelled text of nobody.
    pub label: Option<u32>,
    /// The person's entry.
    pub person: Option<u32>,
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
    pub entries: Vec<u32>,
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
    pub entry: u32,
    /// Of the words round it.
    pub digest: Digest,
}

/// Per transcript, then per annotation.
pub type Gathered<T> = Vec<Vec<T>>;
