//! A transcript as authored: its words, its turns, and what lies over them; what is known of it beside them is in `header`.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{
    FootnoteIndex, Header, Identity, IndexRange, IndexVec, ListIndex, ParagraphId, ParagraphIds,
    ParagraphIndex, Sealing, SpeakerIndex, TurnIndex,
};
use crate::source::{
    Span,
    digest::{Digest, Digester},
};

/// One source document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Transcript {
    /// Its id and the file of its words.
    pub identity: Identity,
    /// Front matter or sidecar.
    pub header: Header,
    /// The paragraphs' words joined by one line feed: what quotes are looked for in.
    pub text: String,
    /// The paragraphs, in order; never empty.
    pub paragraphs: IndexVec<ParagraphIndex, Paragraph>,
    /// The turns, in order; every paragraph belongs to one.
    pub turns: IndexVec<TurnIndex, Turn>,
    /// Headings, in order.
    pub sections: Vec<Section>,
    /// Footnotes of the source, in order of their definition.
    pub footnotes: IndexVec<FootnoteIndex, Footnote>,
    /// Where the bytes of `text` stand in the file.
    pub origin: Origin,
    /// How its paragraphs stand to its ledger; none if it has none: then its paragraphs are counted.
    pub sealing: Option<Sealing>,
}

impl Transcript {
    /// The id.
    pub fn id(&self) -> &str {
        &self.identity.id
    }

    /// The words of a paragraph.
    pub fn words(&self, index: ParagraphIndex) -> &str {
        &self.text[self.paragraphs[index].bytes()]
    }

    /// The paragraph that holds byte `at` of `text`; a line feed belongs to the paragraph before it.
    pub fn paragraph_at(&self, at: usize) -> ParagraphIndex {
        let begun = self
            .paragraphs
            .partition_point(|p| p.range.start as usize <= at);
        ParagraphIndex::at(begun.saturating_sub(1))
    }

    /// The ids of its paragraphs.
    pub fn ids(&self) -> ParagraphIds {
        let counted = || self.paragraphs.iter().map(|p| p.id).collect();
        let sealed = self.sealing.as_ref().map(|s| s.ids.clone());
        sealed.unwrap_or_else(counted)
    }

    /// The section that holds a paragraph: how many headings stand before it.
    pub fn section_of(&self, paragraph: ParagraphIndex) -> usize {
        self.sections.partition_point(|s| s.paragraph <= paragraph)
    }

    /// The question that a paragraph answers, within the same exchange: an exchange ends where a section ends.
    pub fn question_of(&self, paragraph: ParagraphIndex) -> Option<Question> {
        let turn = self.paragraphs.get(paragraph)?.turn;
        let asked = self.turns[turn].answers?;
        let paragraphs = self.turns[asked].paragraphs;
        let section = self.section_of(paragraph);
        let in_section = |p: &ParagraphIndex| self.section_of(*p) == section;
        let last = paragraphs
            .iter()
            .rev()
            .take_while(in_section)
            .find(|&p| !self.paragraphs[p].remark)?;
        Some(Question {
            turn: asked,
            first: paragraphs.iter().find(in_section).unwrap_or(last),
            last,
        })
    }

    /// Of its words, what lies over them and where they stand in it, of what they were, and of their language: what names are looked for in, and
    /// what is shown around them.
    pub fn words_digest(&self) -> Digest {
        let mut digester = Digester::new();
        digester
            .text(&self.text)
            .value(&self.paragraphs)
            .value(&self.header.language)
            .value(&self.sealing);
        digester.finish()
    }

    /// Notes all that is shown of a paragraph: its id, its words, what they were and what lies over them, wherever in the file it stands.
    pub fn note_paragraph(&self, index: ParagraphIndex, digester: &mut Digester) {
        let Paragraph {
            id,
            range: Range { start, end: _ },
            turn,
            language,
            remark,
            formats,
            stage,
            unclear,
            locators,
        } = &self.paragraphs[index];
        digester
            .value(id)
            .text(self.words(index))
            .number(*turn)
            .maybe(language.as_deref())
            .number(*remark)
            .value(&self.sealing.as_ref().map(|s| s.history.of(index)));
        for format in formats {
            digester
                .number(format.range.start - start)
                .number(format.range.end - start)
                .value(&format.kind);
        }
        digester.number(stage.len() as u64);
        for words in stage.iter().chain(unclear) {
            digester
                .number(words.start - start)
                .number(words.end - start);
        }
        for locator in locators {
            digester.number(locator.at - start).text(&locator.text);
        }
    }

    /// Where bytes of `text` stand in the file.
    pub fn span(&self, range: Range<usize>) -> Span {
        self.origin.span(self.identity.source, range)
    }
}

/// A question that a turn answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// The asking turn.
    pub turn: TurnIndex,
    /// Its first paragraph.
    pub first: ParagraphIndex,
    /// Its last paragraph of words.
    pub last: ParagraphIndex,
}

/// A paragraph: the unit of address.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Paragraph {
    /// Its id; those of a transcript without a ledger ascend.
    pub id: ParagraphId,
    /// Bytes of [`Transcript::text`].
    pub range: Range<u32>,
    /// Its turn.
    pub turn: TurnIndex,
    /// Its language (BCP 47), if that is not the transcript's.
    pub language: Option<Box<str>>,
    /// Unlabelled, wholly in square brackets, and nobody's words.
    pub remark: bool,
    /// Emphasis, links and the like; bytes of [`Transcript::text`], properly nested, outer ones first.
    pub formats: Vec<Format>,
    /// Words in brackets inside the paragraph, which the speaker did not say; bytes of [`Transcript::text`].
    pub stage: Vec<Range<u32>>,
    /// Words in brackets that the source is not sure of, or says that it has not heard; bytes of [`Transcript::text`], none of them in `stage`.
    pub unclear: Vec<Range<u32>>,
    /// Times and pages, in order.
    pub locators: Vec<Locator>,
}

impl Paragraph {
    /// Its bytes as a range of `usize`.
    pub fn bytes(&self) -> Range<usize> {
        self.range.start as usize..self.range.end as usize
    }
}

/// Markdown inside a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Format {
    /// Bytes of [`Transcript::text`]; empty for a footnote's sign.
    pub range: Range<u32>,
    /// What it is.
    pub kind: FormatKind,
}

/// Kinds of Markdown that mean something in a transcript.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FormatKind {
    /// `*words*`
    Emphasis,
    /// `**words**`
    Strong,
    /// `` `words` ``
    Code,
    /// `[words](address)`
    Link(String),
    /// `[^1]`: index into [`Transcript::footnotes`].
    Footnote(FootnoteIndex),
}

/// A mark of the source that is not words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Locator {
    /// Byte of [`Transcript::text`] that it stands before.
    pub at: u32,
    /// Time or page.
    pub kind: LocatorKind,
    /// As printed, without brackets.
    pub text: String,
}

/// What a mark tells.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum LocatorKind {
    /// Seconds into the recording.
    Time(f64),
    /// A page of the source.
    Page,
}

/// What one speaker says before another does.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Turn {
    /// Index into [`Header::speakers`]; none for text that has no label.
    pub speaker: Option<SpeakerIndex>,
    /// Its paragraphs.
    pub paragraphs: IndexRange<ParagraphIndex>,
    /// The label as the source prints it here, if that is not how it is declared.
    pub printed: Option<Box<str>>,
    /// What the source says of how it is said, in its brackets: `(laughing)`.
    pub direction: Option<Box<str>>,
    /// Nobody's words: narration, a document read into the record.
    pub narration: bool,
    /// Whether it asks.
    pub asks: bool,
    /// Whether it opens an exchange: it asks, and not in one word, and what is before it does not ask.
    pub opens: bool,
    /// The turn that asked what this one answers.
    pub answers: Option<TurnIndex>,
}

/// A heading.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Section {
    /// The words.
    pub title: String,
    /// How many signs `#` it has.
    pub level: u8,
    /// The first paragraph after it; one more than there is for one with nothing behind it.
    pub paragraph: ParagraphIndex,
}

/// A footnote of the source.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Footnote {
    /// Its name in the source.
    pub label: String,
    /// Its words (Markdown as in paragraphs).
    pub text: String,
    /// Where.
    pub span: Span,
}

/// Where each byte of a text stands in its file: pieces that run in step, ascending.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Origin {
    /// (byte of the text, byte of the file).
    pub pieces: Vec<(u32, u32)>,
}

impl Origin {
    /// Where bytes of the text stand in the file.
    pub fn span(&self, source: crate::source::SourceId, range: Range<usize>) -> Span {
        let start = self.place(range.start);
        let end = match range.end.checked_sub(1) {
            Some(last) if range.end > range.start => self.place(last) + 1,
            Some(_) | None => start,
        };
        Span {
            source,
            start,
            end: end.max(start),
        }
    }

    fn place(&self, byte: usize) -> u32 {
        let byte = u32::try_from(byte).unwrap_or(u32::MAX);
        let i = self.pieces.partition_point(|&(text, _)| text <= byte);
        match i.checked_sub(1).and_then(|i| self.pieces.get(i)) {
            Some(&(text, file)) => file.saturating_add(byte - text),
            None => 0,
        }
    }
}
