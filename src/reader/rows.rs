//! What refers to an entry.

use std::{collections::BTreeSet, ops::Range};

use super::{Access, FullTranscript, Head};
use crate::{
    anchor::{OutlineAnnotation, OutlinePassage},
    archive::{
        AnnotationIndex, EntryIndex, MentionIndex, ParagraphId, ParagraphIndex, TranscriptIndex,
    },
    bind::{AnnotationLinks, Row, Rows, index},
};

/// What refers to one entry, each list in time order; covered by [`crate::bind::Handle::Rows`], with all that is reached through it.
#[derive(Clone, Copy, Debug)]
pub struct EntryRows<'e> {
    pub(super) access: &'e Access<'e>,
    pub(super) rows: &'e Rows,
}

impl<'e> EntryRows<'e> {
    pub(super) fn new(access: &'e Access<'e>, entry: EntryIndex) -> Self {
        let rows = access.edition.index.of(entry);
        Self { access, rows }
    }

    /// How long the lists are.
    pub fn lengths(self) -> RowCounts {
        RowCounts {
            passages: self.rows.passages.len(),
            said: self.rows.said.len(),
            transcripts: self.rows.transcripts.len(),
            spoken: self.rows.spoken.len(),
            mentions: self.rows.mention_count(),
        }
    }

    /// Annotated passages.
    pub fn passages(self) -> Vec<RowPassage<'e>> {
        let rows = self.rows.passages.iter();
        rows.map(|&row| self.passage(row)).collect()
    }

    /// For a person: annotated passages of their own words that do not refer to the person as well.
    pub fn only_said(self) -> Vec<RowPassage<'e>> {
        let about: BTreeSet<Row> = self.rows.passages.iter().copied().collect();
        let said = self.rows.said.iter().filter(|row| !about.contains(row));
        said.map(|&row| self.passage(row)).collect()
    }

    fn passage(self, row: Row) -> RowPassage<'e> {
        let access = self.access;
        RowPassage { access, row }
    }

    /// Transcripts whose header names it: held there, about it, present.
    pub fn transcripts(self) -> Vec<Head<'e>> {
        let all = self.rows.transcripts.iter();
        all.map(|&t| Head::new(self.access.edition, t)).collect()
    }

    /// For a person: transcripts that they speak in, with the number of their paragraphs.
    pub fn spoken(self) -> Vec<(Head<'e>, u32)> {
        let all = self.rows.spoken.iter();
        all.map(|&(t, count)| (Head::new(self.access.edition, t), count))
            .collect()
    }

    /// Sentences in which its names occur where no note refers to it.
    pub fn mentions(self) -> Vec<RowMention<'e>> {
        let access = self.access;
        let each = |(transcript, hits): &(TranscriptIndex, Vec<MentionIndex>)| {
            let transcript = *transcript;
            hits.clone().into_iter().map(move |mention| RowMention {
                access,
                transcript,
                mention,
            })
        };
        self.rows.mentions.iter().flat_map(each).collect()
    }

    /// Whether its names are frequent.
    pub fn is_frequent(self) -> bool {
        self.rows.mention_count() >= self.access.edition.frequent_from
    }
}

/// How long the lists of [`EntryRows`] are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowCounts {
    /// Annotated passages.
    pub passages: usize,
    /// Annotated passages of a person's own words, those too that refer to the person as well.
    pub said: usize,
    /// Transcripts whose header names it.
    pub transcripts: usize,
    /// Transcripts that a person speaks in.
    pub spoken: usize,
    /// Sentences in which its names occur.
    pub mentions: usize,
}

/// An annotated passage that refers to an entry, with what a page may show of it.
#[derive(Clone, Copy, Debug)]
pub struct RowPassage<'e> {
    access: &'e Access<'e>,
    row: Row,
}

impl<'e> RowPassage<'e> {
    /// Which transcript it stands in.
    pub fn transcript(self) -> TranscriptIndex {
        self.row.transcript
    }

    /// That transcript without its words.
    pub fn head(self) -> Head<'e> {
        Head::new(self.access.edition, self.row.transcript)
    }

    /// That transcript with its words, for the passage, the question before it and its notes.
    pub fn full(self) -> FullTranscript<'e> {
        FullTranscript::new(self.access, self.row.transcript)
    }

    /// The passage; none if an annotation on the whole transcript refers to the entry.
    pub fn place(self) -> Option<&'e OutlinePassage> {
        let outline = self.access.edition.outline(self.row.transcript);
        outline.passages.get(self.row.passage)
    }

    /// The id of a paragraph of it.
    pub fn paragraph_id(self, p: ParagraphIndex) -> ParagraphId {
        self.access.edition.outline(self.row.transcript).ids.of(p)
    }

    /// The annotations on it.
    pub fn annotations(self) -> Vec<AnnotationIndex> {
        index::annotations_of(self.access.edition, self.row)
    }

    /// The id and title of an annotation on it.
    pub fn note(self, a: AnnotationIndex) -> &'e OutlineAnnotation {
        &self.access.edition.outline(self.row.transcript).annotations[a]
    }

    /// What an annotation on it refers to.
    pub fn links_of(self, a: AnnotationIndex) -> &'e AnnotationLinks {
        &self.access.edition.annotation_links[self.row.transcript][a]
    }
}

/// A sentence in which a name of an entry occurs.
#[derive(Clone, Copy, Debug)]
pub struct RowMention<'e> {
    access: &'e Access<'e>,
    transcript: TranscriptIndex,
    mention: MentionIndex,
}

impl<'e> RowMention<'e> {
    /// Which transcript it stands in.
    pub fn transcript(self) -> TranscriptIndex {
        self.transcript
    }

    /// That transcript without its words.
    pub fn head(self) -> Head<'e> {
        Head::new(self.access.edition, self.transcript)
    }

    /// That transcript with its words, for the sentence.
    pub fn full(self) -> FullTranscript<'e> {
        FullTranscript::new(self.access, self.transcript)
    }

    /// Where the name stands: bytes of the transcript's text.
    pub fn range(self) -> &'e Range<u32> {
        &self.access.edition.mentions[self.transcript][self.mention].range
    }
}
