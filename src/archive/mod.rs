//! The authored model: what the files say, parsed and not yet understood. Plain data.
//!
//! Names of other things (ids) are kept as written, with their place; whether they exist is `bind`'s business.

mod absent;
mod annotation;
mod bench;
mod choice;
mod cited;
pub mod config;
mod entry;
mod field;
mod header;
mod index;
mod key;
mod keys;
mod kind;
mod languages;
mod ledger;
mod mapping;
mod meant;
mod named;
mod paragraph_id;
mod part;
mod reference;
mod sealing;
mod short_digest;
mod transcript;
mod value;

pub use absent::{Absent, Why};
pub use annotation::{Annotation, AnnotationFile, Certainty, Selector, Target, Within};
pub use bench::Bench;
pub use cited::{Cited, NoneCited};
pub use entry::{Asset, Coordinates, Entry, EntryFields, FreePage, Image, Mentions, Role};
pub use field::{Holder, Property, Relation};
pub use header::{Credit, Header, LabelSaid, Media, Record, Source, Speaker, TurnCorrection};
pub use index::{
    AnnotationIndex, EntryIndex, FootnoteIndex, IndexRange, IndexVec, ListIndex, MentionIndex,
    NameIndex, PageIndex, ParagraphIndex, PassageIndex, SpeakerIndex, TranscriptIndex, TurnIndex,
    WordIndex, indexes,
};
pub use key::{Holds, Key};
pub use kind::{Kind, KindNames, KindTitles, Kinds};
pub use languages::{AlignedRuns, InLanguage, ParagraphRun};
pub use ledger::{Ledger, LedgerLine, Standing, WordsDigest};
pub use mapping::Mapping;
pub use meant::{Changed, Meant};
pub use named::{ByRelation, Named};
pub use paragraph_id::{NoParagraphId, ParagraphId, ParagraphIds};
pub use part::Part;
pub use reference::{Inverse, Read, Reference, To};
pub use sealing::{
    GoneParagraph, History, JoinedParagraph, ParagraphHistory, Seal, Sealing, Seals, Wording,
};
pub use short_digest::{NoDigest, ShortDigest};
pub use transcript::{
    Footnote, Format, FormatKind, Locator, LocatorKind, Origin, Paragraph, Question, Section,
    Transcript, Turn,
};
pub use value::{Choice, Each, Value};

use serde::{Deserialize, Serialize};

pub use crate::date::{Beginning, Date, Day};
use crate::source::{SourceId, Span, Spanned};

/// An id as an editor wrote it.
pub type Name = Spanned<String>;

/// Ids under the keys of a kind: `topics: [a, b]`.
pub type Names = Vec<(Kind, Name)>;

/// Words in Markdown, and where each of them was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prose {
    /// The Markdown.
    pub text: String,
    /// All of it in the file.
    pub span: Span,
    /// Where the bytes of `text` stand in the file: (byte of `text`, byte of the file), ascending; between two the
    /// bytes run in step.
    pub lines: Vec<(u32, u32)>,
}

impl Prose {
    /// Words that were written nowhere yet.
    pub fn unplaced(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            span: Span::NOWHERE,
            lines: Vec::new(),
        }
    }

    /// Where `range` (bytes of `text`) stands in the file.
    pub fn at(&self, range: std::ops::Range<usize>) -> Span {
        let place = |byte: usize| {
            let byte = u32::try_from(byte).unwrap_or(u32::MAX);
            let i = self.lines.partition_point(|&(start, _)| start <= byte);
            match i.checked_sub(1).and_then(|i| self.lines.get(i)) {
                Some(&(start, file)) => file + (byte - start),
                None => self.span.start,
            }
        };
        let start = place(range.start).clamp(self.span.start, self.span.end.max(self.span.start));
        let end = place(range.end).clamp(start, self.span.end.max(start));
        Span {
            source: self.span.source,
            start,
            end,
        }
    }
}

/// An EDTF date and where it was written.
pub type Dated = Spanned<Date>;

/// What transcripts, entries and pages have in common.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Common {
    /// Kept out of a build without `--drafts`.
    pub draft: bool,
    /// Old addresses that shall lead here.
    pub redirect_from: Vec<Name>,
    /// `extra:`, untouched.
    #[serde(with = "as_text")]
    pub extra: serde_json::Value,
}

/// A file and the id that its name gives.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Identity {
    /// The id: the file's stem in NFC.
    pub id: String,
    /// The file.
    pub source: SourceId,
}

/// A value of any shape is kept as its JSON text where the format must know shapes beforehand.
mod as_text {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

    pub(super) fn serialize<S: Serializer>(
        value: &serde_json::Value,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        value.to_string().serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<serde_json::Value, D::Error> {
        let text = String::deserialize(from)?;
        serde_json::from_str(&text).map_err(D::Error::custom)
    }
}
