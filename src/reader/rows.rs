//! What refers to an entry.

use std::ops::Range;

use super::{Access, FullTranscript, Head};
use crate::{
    anchor::{OutlineAnnotation, OutlinePassage},
    archive::{
        AnnotationIndex, EntryIndex, MentionIndex, ParagraphId, ParagraphIndex, TranscriptIndex,
    },
    bind::{AnnotationLinks, Row, Rows, Spoken, index},
};

/// What refers to one entry, each list in time order; covered by [`crate::bind::Handle::Rows`], with all that is reached through it.
#[derive(Clone, Copy, Debug)]
pub struct EntryRows<'e> {
    pub(super) access: &'e Access<'e>,
    pub(super) entry: EntryIndex,
    pub(super) rows: &'e Rows,
}

impl<'e> EntryRows<'e> {
    pub(super) fn new(access: &'e Access<'e>, entry: EntryIndex) -> Self {
        let rows = access.edition.index.of(entry);
        Self {
            access,
            entry,
            rows,
        }
    }

    /// How long the lists are.
    pub fn lengths(self) -> RowCounts {
        RowCounts {
            passages: self.rows.passages.len(),
            paragraphs: self.rows.paragraph_count(),
            notes: self.rows.note_count(),
            said: self.rows.said.len(),
            transcripts: self.rows.transcripts.len(),
            spoken: self.rows.spoken.len(),
            paragraphs_spoken: self.rows.spoken_count(),
            mentions: self.rows.mention_count(),
        }
    }

    /// Paragraphs with notes that refer to it, and transcripts with such notes on the whole; each with these notes.
    pub fn passages(self) -> Vec<RowPassage<'e>> {
        self.with_notes(&self.rows.passages, Some(self.entry))
    }

    /// For a person: paragraphs of their own words that have notes, each with all of them.
    pub fn said(self) -> Vec<RowPassage<'e>> {
        self.with_notes(&self.rows.said, None)
    }

    fn with_notes(self, rows: &'e [Row], about: Option<EntryIndex>) -> Vec<RowPassage<'e>> {
        let access = self.access;
        let passage = |&row: &Row| RowPassage { access, row, about };
        rows.iter().map(passage).collect()
    }

    /// In how many transcripts there are passages that refer to it.
    pub fn passage_transcripts(self) -> usize {
        let rows = self.rows.passages.iter();
        let mut transcripts: Vec<TranscriptIndex> = rows
            .filter(|row| row.paragraph.is_some())
            .map(|row| row.transcript)
            .collect();
        transcripts.dedup();
        transcripts.len()
    }

    /// Transcripts whose header names it: held there, about it, present.
    pub fn transcripts(self) -> Vec<Head<'e>> {
        let all = self.rows.transcripts.iter();
        all.map(|&t| Head::new(self.access.edition, t)).collect()
    }

    /// For a person: transcripts that they speak in, with how many of their paragraphs are theirs.
    pub fn spoken(self) -> Vec<(Head<'e>, Spoken)> {
        let all = self.rows.spoken.iter();
        all.map(|&(t, spoken)| (Head::new(self.access.edition, t), spoken))
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
    /// Paragraphs with notes that refer to it, and transcripts with such notes on the whole.
    pub passages: usize,
    /// The paragraphs of these: what is counted.
    pub paragraphs: usize,
    /// Notes that refer to it.
    pub notes: usize,
    /// Paragraphs of a person's own words that have notes.
    pub said: usize,
    /// Transcripts whose header names it.
    pub transcripts: usize,
    /// Transcripts that a person speaks in.
    pub spoken: usize,
    /// Paragraphs that a person speaks.
    pub paragraphs_spoken: usize,
    /// Sentences in which its names occur.
    pub mentions: usize,
}

/// A paragraph with notes that refer to an entry, or are on a person's words; or a transcript with such notes on the whole. With what a page may show of it.
#[derive(Clone, Copy, Debug)]
pub struct RowPassage<'e> {
    access: &'e Access<'e>,
    row: Row,
    /// The entry that its notes refer to; none for all notes.
    about: Option<EntryIndex>,
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

    /// The paragraph; none for a whole transcript.
    pub fn paragraph(self) -> Option<ParagraphIndex> {
        self.row.paragraph
    }

    /// The passages of its notes that begin in the paragraph, in the order of their beginnings.
    pub fn places(self) -> impl Iterator<Item = &'e OutlinePassage> {
        index::passages_on(self.access.edition, self.row, self.about)
    }

    /// The id of a paragraph of it.
    pub fn paragraph_id(self, p: ParagraphIndex) -> ParagraphId {
        self.access.edition.outline(self.row.transcript).ids.of(p)
    }

    /// Its notes, each once.
    pub fn annotations(self) -> Vec<AnnotationIndex> {
        index::annotations_on(self.access.edition, self.row, self.about)
    }

    /// The entry that its notes refer to; none for all notes on a person's words.
    pub fn about(self) -> Option<EntryIndex> {
        self.about
    }

    /// Whether a note of the transcript is one of those that it may have.
    pub fn has(self, a: AnnotationIndex) -> bool {
        let links = self.links_of(a);
        self.about
            .is_none_or(|entry| links.entries.contains(&entry))
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
