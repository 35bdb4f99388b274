//! What names were bound to: plain data, for everything that is bound.

use std::{collections::BTreeSet, ops::Range};

use serde::{Deserialize, Serialize};

use crate::{
    archive::{
        AnnotationIndex, ByRelation, Certainty, Cited, EntryIndex, IndexRange, IndexVec, Inverse,
        PageIndex, ParagraphId, ParagraphIndex, Part, SpeakerIndex, TranscriptIndex, TurnIndex,
    },
    source::digest::Digest,
};

/// Something that has an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

/// What a name in a text leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destination {
    /// The thing.
    pub thing: Thing,
    /// A paragraph as it is written, with the digest of the words that are meant if that is. Its address is made of this alone: it holds whatever
    /// becomes of the paragraph, and the page tells what that was.
    pub cited: Option<Cited>,
}

impl From<Thing> for Destination {
    fn from(thing: Thing) -> Self {
        Self { thing, cited: None }
    }
}

/// Where words with links stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Where {
    /// In the note or sources of an annotation of a transcript.
    Annotation(TranscriptIndex, AnnotationIndex),
    /// In an entry's body or sources.
    Entry(EntryIndex),
    /// On a free page.
    Page(PageIndex),
}

impl Where {
    /// What has the page that it stands on; of a note, its transcript.
    pub fn page(self) -> Thing {
        match self {
            Self::Annotation(t, _) => Thing::Transcript(t),
            Self::Entry(e) => Thing::Entry(e),
            Self::Page(p) => Thing::Page(p),
        }
    }
}

/// A link, seen from its target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// What the front matter of an entry refers to, and what refers to it.
#[derive(Clone, Debug, Default)]
pub struct EntryLinks {
    /// What it names.
    pub to: ByRelation<EntryIndex>,
    /// What names it, by the field of those; what is related both ways is in `to`.
    pub from: ByRelation<EntryIndex>,
    /// The organization of each role, if it has a page.
    pub roles: Vec<Option<EntryIndex>>,
}

/// What a transcript's header refers to.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct TranscriptLinks {
    /// What it names under keys of their own, and what the whole is about.
    pub named: ByRelation<EntryIndex>,
    /// The person of each speaker of the header.
    pub speakers: IndexVec<SpeakerIndex, Option<EntryIndex>>,
    /// The persons who speak, each once, in the order of their first turns.
    pub people: Vec<EntryIndex>,
    /// Who speaks in each turn, corrections applied.
    pub turns: IndexVec<TurnIndex, TurnSpeaker>,
    /// The first turn of each person in each part that they have, as sure as it is: all that asks who is heard and as what need look at.
    pub appearances: Vec<TurnIndex>,
    /// Whom a citation names as author.
    pub authors: Vec<Author>,
    /// Of what it is a translation.
    pub translation: Option<Translation>,
}

impl TranscriptLinks {
    /// The entries that list the transcript as one of theirs.
    pub fn listing(&self) -> BTreeSet<EntryIndex> {
        let listed = self.named.each();
        listed
            .filter(|(relation, _)| relation.reference().inverse == Inverse::Transcripts)
            .map(|(_, &entry)| entry)
            .collect()
    }
}

/// Of what a transcript is a translation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Translation {
    /// The transcript whose words these are in another language, which is no translation itself.
    pub original: TranscriptIndex,
    /// Which paragraphs say the same, by those of the translation; each side stands in one at most.
    pub aligned: Vec<AlignedRange>,
}

/// Paragraphs of a translation, and those of the original that say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlignedRange {
    /// Of the translation.
    pub own: IndexRange<ParagraphIndex>,
    /// Of the original.
    pub original: IndexRange<ParagraphIndex>,
}

/// Whom a citation names as author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Author {
    /// A person or an organization.
    Entry(EntryIndex),
    /// A name that has no page.
    Name(String),
}

/// Who speaks in a turn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TurnSpeaker {
    /// Index into the header's speakers; none for unlabelled text of nobody.
    pub label: Option<SpeakerIndex>,
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

impl TurnSpeaker {
    /// Whether the words are those for which the occasion was held: not a question, nor of who presides, interprets, listens or reads out.
    pub fn is_principal(&self) -> bool {
        let is_of_the_occasion = self.part.is_some_and(Part::is_of_the_occasion);
        !self.asks && !self.narration && !is_of_the_occasion
    }
}

/// What an annotation refers to.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct AnnotationLinks {
    /// Entries, in the order of kinds and lines.
    pub entries: Vec<EntryIndex>,
    /// Other passages.
    pub see: Vec<Destination>,
}

/// An entry's name in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
