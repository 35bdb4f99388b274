//! The rows of entries: who refers to each. They are gathered in `index`.

use serde::{Deserialize, Serialize};

use crate::archive::{EntryIndex, IndexVec, MentionIndex, ParagraphIndex, TranscriptIndex};

/// What is shown, counted and listed of a transcript as one thing: a paragraph that notes are on, or the transcript as a whole.
///
/// Notes on a passage of several paragraphs are on the first of them, on several passages on each: this is the one definition of what a passage is on
/// other pages than its transcript's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row {
    /// Index of the transcript.
    pub transcript: TranscriptIndex,
    /// The paragraph; none if an annotation on the whole transcript refers to the entry.
    pub paragraph: Option<ParagraphIndex>,
}

/// What refers to each entry.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) rows: IndexVec<EntryIndex, Rows>,
}

/// How many paragraphs of a transcript a person speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spoken {
    /// All of them.
    pub paragraphs: u32,
    /// Those of them whose speaker they are only probably or possibly.
    pub doubtful: u32,
}

/// What refers to one entry, each list in time order.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// Paragraphs with notes that refer to it, and transcripts with such notes on the whole.
    pub passages: Vec<Row>,
    /// Transcripts with notes that refer to it, with the number of these.
    pub notes: Vec<(TranscriptIndex, u32)>,
    /// For a person: paragraphs of their own words that have notes.
    pub said: Vec<Row>,
    /// For a person: transcripts that they speak in, with how many of their paragraphs are theirs.
    pub spoken: Vec<(TranscriptIndex, Spoken)>,
    /// Transcripts whose header names it: held there, about it, present.
    pub transcripts: Vec<TranscriptIndex>,
    /// Transcripts that merely mention it, with indexes into [`Edition::mentions`](super::Edition::mentions).
    pub mentions: Vec<(TranscriptIndex, Vec<MentionIndex>)>,
}

impl Index {
    /// The rows of an entry.
    pub fn of(&self, entry: EntryIndex) -> &Rows {
        &self.rows[entry]
    }

    /// The rows of an entry, to be changed.
    pub(super) fn of_mut(&mut self, entry: EntryIndex) -> &mut Rows {
        &mut self.rows[entry]
    }
}

impl Rows {
    /// How many paragraphs have notes that refer to it: what every number of passages is.
    pub fn paragraph_count(&self) -> usize {
        let paragraphs = self.passages.iter();
        paragraphs.filter(|row| row.paragraph.is_some()).count()
    }

    /// How many notes refer to it, those on whole transcripts included.
    pub fn note_count(&self) -> usize {
        self.notes.iter().map(|&(_, count)| count as usize).sum()
    }

    /// How many paragraphs a person speaks, with notes or without.
    pub fn spoken_count(&self) -> usize {
        let all = self.spoken.iter();
        all.map(|(_, spoken)| spoken.paragraphs as usize).sum()
    }

    /// In how many sentences its names occur where no note refers to it.
    pub fn mention_count(&self) -> usize {
        self.mentions.iter().map(|(_, hits)| hits.len()).sum()
    }
}
