//! The rows of entries: who refers to each. They are gathered in `index`.

use crate::archive::{EntryIndex, IndexVec, MentionIndex, PassageIndex, TranscriptIndex};

/// A passage that refers to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row {
    /// Index of the transcript.
    pub transcript: TranscriptIndex,
    /// Index of the passage in it; [`PassageIndex::WHOLE`] if an annotation on the whole transcript refers to the entry.
    pub passage: PassageIndex,
}

/// What refers to each entry.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) rows: IndexVec<EntryIndex, Rows>,
}

/// What refers to one entry, each list in time order.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// Annotated passages.
    pub passages: Vec<Row>,
    /// For a person: annotated passages of their own words.
    pub said: Vec<Row>,
    /// For a person: transcripts that they speak in, with the number of their paragraphs.
    pub spoken: Vec<(TranscriptIndex, u32)>,
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
    /// In how many sentences its names occur where no note refers to it.
    pub fn mention_count(&self) -> usize {
        self.mentions.iter().map(|(_, hits)| hits.len()).sum()
    }
}
