//! The kinds of remarks: their stable names, and how severe they are.

use serde::{Deserialize, Serialize};

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
    /// A schema for editors' programs does not say what the archive has.
    StaleSchema = "stale-schema", Warning;
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
    /// An id stands twice in a list.
    DoubledId = "doubled-id", Warning;
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
    /// The ledger of a transcript contradicts itself, or words in it are not those that were sealed.
    BadLedger = "bad-ledger", Error;
    /// Most of the words of a transcript are not those that were sealed under its name.
    OtherText = "other-text", Error;
    /// The paragraphs of a transcript are not as they were last sealed.
    NotSealed = "not-sealed", Warning;
    /// A paragraph that is named does not exist.
    NoSuchParagraph = "no-such-paragraph", Error;
    /// A paragraph that a note or a link names by its number was reworded or joined with another since it was sealed.
    ParagraphChanged = "paragraph-changed", Warning;
    /// A paragraph that a note or a link names is no longer in its transcript.
    ParagraphRemoved = "paragraph-removed", Error;
    /// A digest behind the number of a paragraph is not one of words that were sealed there.
    WrongDigest = "wrong-digest", Error;
    /// A transcript names one that is itself a translation as its original.
    TranslatedTwice = "translated-twice", Error;
    /// A translation is in the language of its original.
    SameLanguage = "same-language", Warning;
    /// What `align` says of paragraphs contradicts itself.
    BadAlignment = "bad-alignment", Error;
    /// A translation and its original do not have the same paragraphs, and nothing tells which say the same.
    Unaligned = "unaligned", Warning;
    /// A footnote is used and not defined, or defined and not used.
    Footnote = "footnote", Warning;

    // Annotations
    /// An annotation file names no transcript, or one that does not exist; a translation is of none, or a ledger.
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
    /// No address is given to which readers can write to correct something or to object to it.
    NoContact = "no-contact", Warning;
    /// What looks like a link is none, and is shown as it is typed.
    HalfLink = "half-link", Warning;
    /// A link has an address that is not safe, such as `javascript:`.
    UnsafeLink = "unsafe-link", Error;
    /// Topics are broader than each other in a circle, events part of each other, or transcripts translations of each other.
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
