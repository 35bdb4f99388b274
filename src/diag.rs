//! Remarks to the author about the content: a code, a place, one sentence, and what to do.
//!
//! Every stage pushes to a [`Diagnostics`]; nothing here prints (see `cli::report`). Messages are one sentence in
//! lower case without a full stop; advice goes to `helps`, background to `notes`.

use serde::{Deserialize, Serialize};

use crate::source::{SourceId, Sources, Span};

/// Whether a build may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// The build goes on; with `--strict` it does not.
    Warning,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal, $severity:ident;)+) => {
        /// The stable name of a kind of remark; `docs/diagnostics.md` has an example of each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &'static [Code] = &[$(Code::$name,)+];

            /// The code as printed and as documented, for example `quote-not-found`.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)+ }
            }

            /// How severe a remark of this code is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)+ }
            }

            /// What the code stands for, in a sentence or two.
            pub fn meaning(self) -> &'static str {
                match self { $(Code::$name => concat!($($doc),+).trim_ascii(),)+ }
            }
        }
    };
}

codes! {
    // Files
    /// A file or folder could not be read.
    Unreadable = "unreadable", Error;
    /// A file is not UTF-8 text.
    NotUtf8 = "not-utf8", Error;
    /// A text file has damaged signs: control characters, which no page can show, or U+FFFD, which stands for a sign that was lost.
    ControlCharacter = "control-character", Warning;
    /// A text file has a NUL: it is damaged, or no text.
    NulCharacter = "nul-character", Error;
    /// The lines of an unresolved merge stand in a file.
    MergeConflict = "merge-conflict", Error;
    /// A file is only a pointer to its contents, which were not fetched (Git LFS, git-annex).
    PointerFile = "pointer-file", Error;
    /// A file is larger than the limit for its kind.
    FileTooLarge = "file-too-large", Error;
    /// A line is longer than the limit.
    LineTooLong = "line-too-long", Error;
    /// A symbolic link leads out of the site's folder, to what is hidden in it or to the output, and is not followed.
    LinkOutside = "link-outside", Error;
    /// A pipe, a socket or a device stands where a file is expected.
    SpecialFile = "special-file", Error;
    /// A file is not published because of its name.
    LeftOut = "left-out", Warning;
    /// A name that is published cannot be had on every system.
    UnportableName = "unportable-name", Warning;
    /// A file stands where postil reads nothing.
    StrayFile = "stray-file", Warning;
    /// A file's name cannot be an id.
    BadId = "bad-id", Error;
    /// Two files claim one id.
    DuplicateId = "duplicate-id", Error;

    // YAML
    /// A YAML file cannot be read.
    YamlSyntax = "yaml-syntax", Error;
    /// A YAML file uses what postil does not read: aliases, tags, several documents, or too deep nesting.
    YamlUnsupported = "yaml-unsupported", Error;
    /// A key stands twice in one map.
    DuplicateKey = "duplicate-key", Error;
    /// Words were cut short because YAML reads ` #` as the start of a comment.
    CutByComment = "cut-by-comment", Error;
    /// Words after ` #` were read as a comment, and may have been meant as words.
    MaybeCutByComment = "maybe-cut-by-comment", Warning;
    /// Curly quotes stand where YAML wants straight ones.
    CurlyQuotes = "curly-quotes", Error;
    /// Nothing stands where words are expected.
    EmptyValue = "empty-value", Error;
    /// A key is not known here.
    UnknownKey = "unknown-key", Error;
    /// A required key is missing.
    MissingKey = "missing-key", Error;
    /// A value is of the wrong kind: a list where words are expected, say.
    WrongType = "wrong-type", Error;
    /// A value is not one of those that are possible here.
    BadValue = "bad-value", Error;
    /// One source was split in two by a comma in a `[a, b]` list.
    SplitByComma = "split-by-comma", Warning;
    /// A date is not written in EDTF.
    BadDate = "bad-date", Error;
    /// The front matter has no end, or none is there.
    FrontMatter = "front-matter", Error;

    // Transcripts
    /// A transcript has no paragraph.
    EmptyTranscript = "empty-transcript", Error;
    /// Recurring labels were taken as speakers though none are declared.
    SpeakersDetected = "speakers-detected", Warning;
    /// A line begins like a label that is not declared: it recurs, or is nearly a declared one.
    UndeclaredLabel = "undeclared-label", Warning;
    /// No words follow a label.
    EmptyTurn = "empty-turn", Warning;
    /// A `.md` transcript has an HTML comment, and it is not decided what becomes of it.
    HtmlComment = "html-comment", Error;
    /// A `.md` transcript has signs of Markdown that are words there.
    SignsAreWords = "signs-are-words", Warning;
    /// A declared speaker's label begins no turn.
    UnusedLabel = "unused-label", Warning;
    /// Passages cannot be withheld yet.
    WithholdReserved = "withhold-reserved", Error;
    /// A paragraph that is named does not exist.
    NoSuchParagraph = "no-such-paragraph", Error;
    /// A footnote is used and not defined, or defined and not used.
    Footnote = "footnote", Warning;

    // Annotations
    /// An annotation file names no transcript, or one that does not exist.
    NoSuchTranscript = "no-such-transcript", Error;
    /// A quote does not occur in its transcript.
    QuoteNotFound = "quote-not-found", Error;
    /// A quote occurs more than once and nothing tells which is meant.
    QuoteAmbiguous = "quote-ambiguous", Error;
    /// A quote was not found and its annotation is shown on the nearest paragraph (`--lenient`).
    QuoteDrifted = "quote-drifted", Warning;
    /// So many quotes of a transcript were not found that for some of them nothing similar was looked for.
    SearchCutShort = "search-cut-short", Warning;
    /// Keys that say where an annotation points contradict each other.
    SelectorConflict = "selector-conflict", Error;
    /// An annotation says nothing.
    EmptyAnnotation = "empty-annotation", Error;
    /// A correction says the same as the source.
    NoCorrection = "no-correction", Warning;
    /// Two annotations of one transcript have one id.
    DuplicateAnnotation = "duplicate-annotation", Error;

    // Names and links
    /// An id is used and has no file.
    UnknownEntry = "unknown-entry", Error;
    /// A page was made from an id that has no file (`stubs: true`).
    StubMade = "stub-made", Warning;
    /// A link leads nowhere.
    BrokenLink = "broken-link", Error;
    /// A link could mean more than one page.
    AmbiguousLink = "ambiguous-link", Error;
    /// What looks like a link is none, and is shown as it is typed.
    HalfLink = "half-link", Warning;
    /// A link has an address that is not safe, such as `javascript:`.
    UnsafeLink = "unsafe-link", Error;
    /// Topics are broader than each other in a circle, or events part of each other.
    Circle = "circle", Error;
    /// There is more of something in one place than pages can show.
    TooMany = "too-many", Error;
    /// A name of one character is not looked for in the texts.
    MentionTooShort = "mention-too-short", Warning;
    /// A name occurs so often in the texts that it tells little.
    MentionFrequent = "mention-frequent", Warning;
    /// What stands after `by` or `checked` looks like an id, and postil.yaml declares none such.
    UnknownEditor = "unknown-editor", Warning;

    // Templates and output
    /// A theme that is named does not exist.
    NoSuchTheme = "no-such-theme", Error;
    /// A template cannot be read.
    TemplateSyntax = "template-syntax", Error;
    /// A template asks for what is not there.
    TemplateError = "template-error", Error;
    /// A template is used by no page and by no other template.
    UnusedTemplate = "unused-template", Warning;
    /// A finished page has an address that leads nowhere, which a template wrote.
    DeadAddress = "dead-address", Warning;
    /// A finished page makes browsers ask another host.
    ForeignRequest = "foreign-request", Warning;
    /// Two pages claim one address.
    RouteTaken = "route-taken", Error;
    /// A file that postil did not write is where a page belongs.
    OutputOccupied = "output-occupied", Error;
}

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
