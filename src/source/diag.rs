//! Remarks to the author about the content: a code, a place, one sentence, and what to do.
//!
//! Every stage pushes to a [`Diagnostics`]; nothing here prints (see `cli::report`). Messages are one sentence in
//! lower case without a full stop; advice goes to `helps`, background to `notes`.

mod code;

use serde::{Deserialize, Serialize};

pub use self::code::{Code, Severity};
use crate::source::{SourceId, Sources, Span};

/// Where a remark points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// Words in a file.
    Span(Span),
    /// A file as a whole.
    File(SourceId),
    /// The site as a whole.
    Site,
}

/// A further place that helps to understand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What is there, in a few words.
    pub label: String,
}

/// Words to put in the place of others: the remedy, ready to apply or paste.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What to replace; an empty span inserts.
    pub span: Span,
    /// With what.
    pub text: String,
    /// What that does, in a few words.
    pub label: String,
}

/// One remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The stable name of this kind of remark.
    pub code: Code,
    /// How severe; the code's own unless raised by `--strict` or lowered by `--lenient`.
    pub severity: Severity,
    /// One sentence, lower case, no full stop.
    pub message: String,
    /// Where it points.
    pub place: Place,
    /// A few words under the underlined text, often empty.
    pub label: String,
    /// Further places.
    pub related: Vec<Related>,
    /// Background.
    pub notes: Vec<String>,
    /// What to do.
    pub helps: Vec<String>,
    /// What to write instead, where that is known.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// A remark at `span` with the code's own severity.
    pub fn at(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Place::Span(span), message)
    }

    /// A remark on a whole file.
    pub fn file(code: Code, source: SourceId, message: impl Into<String>) -> Self {
        Self::new(code, Place::File(source), message)
    }

    /// A remark at any place.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            place,
            label: String::new(),
            related: Vec::new(),
            notes: Vec::new(),
            helps: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// With a few words under the underlined text.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// With a further place.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push(Related {
            span,
            label: label.into(),
        });
        self
    }

    /// With background.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// With advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.helps.push(help.into());
        self
    }

    /// With the fix "did you mean `x`?", if there is a candidate.
    #[must_use]
    pub fn did_you_mean(mut self, span: Span, candidate: Option<&str>) -> Self {
        if let Some(candidate) = candidate {
            self.fixes.push(Fix {
                span,
                text: candidate.to_owned(),
                label: format!("did you mean `{candidate}`?"),
            });
        }
        self
    }

    /// With words to write instead.
    #[must_use]
    pub fn fix(mut self, span: Span, text: impl Into<String>, label: impl Into<String>) -> Self {
        self.fixes.push(Fix {
            span,
            text: text.into(),
            label: label.into(),
        });
        self
    }

    /// The file it points into.
    pub fn source(&self) -> Option<SourceId> {
        match self.place {
            Place::Span(span) => Some(span.source),
            Place::File(source) => Some(source),
            Place::Site => None,
        }
    }
}

/// The remarks of a run, in any order until [`Diagnostics::sort`].
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds those of another part of the work.
    pub fn extend(&mut self, more: impl IntoIterator<Item = Diagnostic>) {
        self.list.extend(more);
    }

    /// Whether any is an error.
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    /// How many errors.
    pub fn errors(&self) -> usize {
        self.list
            .iter()
            .filter(|d| d.severity == Severity::Error)
            .count()
    }

    /// How many warnings.
    pub fn warnings(&self) -> usize {
        self.list.len() - self.errors()
    }

    /// All of them.
    pub fn list(&self) -> &[Diagnostic] {
        &self.list
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Turns every warning into an error (`--strict`).
    pub fn raise_warnings(&mut self) {
        for diagnostic in &mut self.list {
            diagnostic.severity = Severity::Error;
        }
    }

    /// Orders by file, place and code, and drops exact repeats.
    pub fn sort(&mut self, sources: &Sources) {
        self.list.sort_by_cached_key(|d| {
            let path = d.source().map(|s| sources.path(s).to_owned());
            let start = match d.place {
                Place::Span(span) => (span.start, span.end),
                Place::File(_) | Place::Site => (0, 0),
            };
            (path, start, d.code, d.message.clone())
        });
        self.list.dedup();
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}
