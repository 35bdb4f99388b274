//! What the whole archive needs to know of one transcript: its record without the words.
//!
//! An [`Outline`] stays in memory for every transcript of an archive, the words ([`Anchored`]) only while a page shows them. It is made from
//! the record alone (`summary`) and is kept with it. Names of other things are unbound here, too.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Anchored, Passage, Placed};
use crate::{
    archive::{
        Annotation, AnnotationIndex, Dated, Header, Identity, IndexVec, ListIndex, Name, Names,
        Origin, Paragraph, ParagraphIds, ParagraphIndex, PassageIndex, Prose, Seals, Transcript,
        Turn, TurnIndex,
    },
    source::{SourceId, Spanned, digest::Digest},
};

/// A transcript without its words.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outline {
    /// Its id.
    pub id: Arc<str>,
    /// The file of its words.
    pub source: SourceId,
    /// Front matter or sidecar.
    pub header: Header,
    /// The ids of its paragraphs.
    pub ids: ParagraphIds,
    /// How they stand to its ledger; none if it has none.
    pub seals: Option<Seals>,
    /// Where its paragraphs end: bytes of its text.
    pub ends: IndexVec<ParagraphIndex, u32>,
    /// The turns, in order.
    pub turns: IndexVec<TurnIndex, OutlineTurn>,
    /// Its annotations, in reading order.
    pub annotations: IndexVec<AnnotationIndex, OutlineAnnotation>,
    /// Its passages, each range once, in document order.
    pub passages: IndexVec<PassageIndex, OutlinePassage>,
    /// The addresses that its own words lead to, as they are written, with the words of the link.
    pub links: Vec<Spanned<String>>,
    /// The first words, for a description.
    pub beginning: String,
    /// Of all that is known of it, annotations included.
    pub digest: Digest,
    /// Of what it is without its words and notes: its header, its turns, the number of its annotations.
    pub head: Digest,
    /// See [`Transcript::words_digest`](crate::archive::Transcript::words_digest).
    pub words: Digest,
}

/// A turn without its words.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OutlineTurn {
    /// As authored.
    pub turn: Turn,
    /// How many of its paragraphs are somebody's words.
    pub spoken: u32,
}

/// What a note is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoteTitle {
    /// As an editor wrote: `title:`.
    Written(String),
    /// By the first words of its passage.
    Words(String),
    /// It is on a transcript as a whole, and has no title.
    Whole,
}

/// An annotation without its note.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OutlineAnnotation {
    /// Unique in its transcript.
    pub id: Arc<str>,
    /// Whether an editor wrote the id.
    pub written_id: bool,
    /// What it is called.
    pub title: NoteTitle,
    /// Topics, events, ...
    pub names: Names,
    /// Other passages: the inside of wiki links.
    pub see: Vec<Name>,
    /// Who wrote it.
    pub by: Option<Name>,
    /// Who checked it.
    pub checked: Option<Name>,
    /// When it was written.
    pub written: Option<Dated>,
    /// Whether it proposes another reading.
    pub correction: bool,
    /// BCP 47: of its note, if it says one.
    pub language: Option<String>,
    /// Texts of its note and sources that lead to pages or files of the site, or may.
    pub linked: Vec<Prose>,
    /// Id of the transcript that it is at home in.
    pub home: Arc<str>,
    /// Empty if it is on the whole transcript.
    pub passages: Vec<PassageIndex>,
}

/// A passage without its words.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OutlinePassage {
    /// Its place, and who is about it.
    pub passage: Passage,
    /// The turn that its first paragraph belongs to; none for a stage remark.
    pub turn: Option<TurnIndex>,
    /// Its words, if they are few.
    pub words: Option<Box<str>>,
    /// Of all that a page shows of it: its paragraphs, the question before it, its notes.
    pub digest: Digest,
}

impl Outline {
    /// A record of the same shape with blanks for words, in place of one that is lost: whoever goes on with it must throw away what comes of it.
    pub fn without_words(&self) -> Anchored {
        let end = self.ends.last().copied().unwrap_or(0);
        let turn = |p: ParagraphIndex| {
            let after = self.turns.partition_point(|t| t.turn.paragraphs.end <= p);
            TurnIndex::at(after.min(self.turns.len().saturating_sub(1)))
        };
        let starts = std::iter::once(0).chain(self.ends.iter().map(|end| end + 1));
        let paragraphs = self
            .ends
            .indexes()
            .zip(self.ids.iter().zip(starts.zip(&self.ends)))
            .map(|(p, (id, (start, &end)))| Paragraph {
                id,
                range: start.min(end)..end,
                turn: turn(p),
                language: None,
                remark: false,
                formats: Vec::new(),
                stage: Vec::new(),
                unclear: Vec::new(),
                locators: Vec::new(),
            });
        let transcript = Transcript {
            identity: Identity {
                id: self.id.to_string(),
                source: self.source,
            },
            header: self.header.clone(),
            text: " ".repeat(end as usize),
            paragraphs: paragraphs.collect(),
            turns: self.turns.iter().map(|t| t.turn.clone()).collect(),
            sections: Vec::new(),
            footnotes: IndexVec::new(),
            origin: Origin::default(),
            sealing: None,
        };
        let nothing = Arc::new(Annotation::nothing(self.source));
        let annotations = self.annotations.iter().map(|a| Placed {
            id: a.id.to_string(),
            annotation: nothing.clone(),
            home: a.home.clone(),
            elsewhere: Vec::new(),
            passages: a.passages.clone(),
            disputes: None,
            disputed_by: Vec::new(),
            drifted: false,
        });
        Anchored {
            transcript,
            annotations: annotations.collect(),
            passages: self.passages.iter().map(|p| p.passage.clone()).collect(),
        }
    }
}
