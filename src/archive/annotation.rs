//! Annotations as authored: what they point at, what they say.

use serde::{Deserialize, Serialize};

use super::{Cited, Dated, Name, Names, Prose};
use crate::source::{SourceId, Span, Spanned};

/// One YAML file of annotations.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AnnotationFile {
    /// The file.
    pub source: SourceId,
    /// `transcript:`, if written.
    pub transcript: Option<Name>,
    /// The file's stem, then its folders below `content/annotations/`, innermost first: where the transcript's id is
    /// looked for if it is not written.
    pub candidates: Vec<String>,
    /// The annotations in order.
    pub annotations: Vec<Annotation>,
}

/// One annotation, with the file's defaults filled in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Annotation {
    /// All of it in the file.
    pub span: Span,
    /// `id:`, if written.
    pub id: Option<Name>,
    /// What it points at; empty if it takes the passage of what it disputes.
    pub targets: Vec<Target>,
    /// The annotation that it disputes.
    pub disputes: Option<Name>,
    /// `title:`.
    pub title: Option<String>,
    /// The note.
    pub note: Option<Prose>,
    /// Topics, events, ...
    pub names: Names,
    /// Each a line of Markdown.
    pub sources: Vec<Prose>,
    /// Other passages: the inside of wiki links.
    pub see: Vec<Name>,
    /// Absent is sure.
    pub certainty: Option<Certainty>,
    /// The reading that the editor proposes.
    pub correction: Option<Spanned<String>>,
    /// Shown before the note.
    pub warning: Option<String>,
    /// An id of `editors`, or a name.
    pub by: Option<Name>,
    /// An id of `editors`, or a name.
    pub checked: Option<Name>,
    /// When it was written.
    pub written: Option<Dated>,
    /// BCP 47.
    pub language: Option<String>,
    /// Kept out of a build without `--drafts`.
    pub draft: bool,
}

impl Annotation {
    /// One that says nothing, and was written nowhere yet.
    pub fn unplaced() -> Self {
        Self::nothing(Span::NOWHERE.source)
    }

    /// One that says nothing of nothing.
    pub fn nothing(source: SourceId) -> Self {
        Self {
            span: Span::new(source, 0..0),
            id: None,
            targets: Vec::new(),
            disputes: None,
            title: None,
            note: None,
            names: Names::new(),
            sources: Vec::new(),
            see: Vec::new(),
            certainty: None,
            correction: None,
            warning: None,
            by: None,
            checked: None,
            written: None,
            language: None,
            draft: false,
        }
    }
}

/// How sure an editor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Certainty {
    /// More likely than not.
    Probable,
    /// Perhaps.
    Possible,
}

impl Certainty {
    /// The words of YAML, with their values.
    pub const ALL: [(&'static str, Certainty); 2] = [
        ("probable", Certainty::Probable),
        ("possible", Certainty::Possible),
    ];

    /// As in YAML.
    pub fn as_str(self) -> &'static str {
        match self {
            Certainty::Probable => "probable",
            Certainty::Possible => "possible",
        }
    }
}

/// One place that an annotation points at.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Target {
    /// Another transcript than the file's, if written.
    pub transcript: Option<Name>,
    /// What in it.
    pub selector: Selector,
    /// The selector in the file.
    pub span: Span,
}

/// Paragraphs that narrow a search, or are meant as a whole: both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Within {
    /// First paragraph.
    pub first: Cited,
    /// Last paragraph.
    pub last: Cited,
    /// Where it is written.
    pub span: Span,
}

/// The W3C selectors in an editor's words (Web Annotation Data Model, section 4.2).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Selector {
    /// The whole transcript.
    Whole,
    /// `in:` alone.
    Paragraphs(Within),
    /// `quote:` (TextQuoteSelector).
    Quote {
        /// The words.
        words: Spanned<String>,
        /// `before:`.
        before: Option<Spanned<String>>,
        /// `after:`.
        after: Option<Spanned<String>>,
        /// `nth:`, from 1.
        nth: Option<Spanned<u32>>,
        /// `in:`.
        within: Option<Within>,
    },
    /// `from:` and `to:` (RangeSelector).
    Passage {
        /// Its first words.
        from: Spanned<String>,
        /// Its last words.
        to: Spanned<String>,
        /// `before:`, of `from`.
        before: Option<Spanned<String>>,
        /// `nth:`, of `from`, from 1.
        nth: Option<Spanned<u32>>,
        /// `in:`.
        within: Option<Within>,
    },
}
