//! What a file holds that an archive can have.
//!
//! Names of entries and transcripts in it ([`Name`]) are keys of this import: the `key` of an entry or transcript
//! beside it, or of another file of the same run. Each becomes an id when it is settled what that is; a name that is nobody's key stays as
//! it is. Places in files are nowhere ([`Spanned::unplaced`](crate::source::Spanned::unplaced)).

use super::{
    account::{Account, Place},
    guess::{Guess, Guessed, Whence},
};
use crate::{
    archive::{
        Annotation, EntryFields, FreePage, Header, Kind, Name, ParagraphId, ParagraphIndex,
        Relation,
    },
    writer::Said,
};

/// All that a file holds.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// Transcripts, with what is noted on them.
    pub transcripts: Vec<BroughtTranscript>,
    /// Topics, people, ...
    pub entries: Vec<BroughtEntry>,
    /// Free pages.
    pub pages: Vec<FreePage>,
    /// Whether keys are the ids that an archive of postil has for these things: they stay as long as nothing else has them, links name things by them,
    /// and two entries are two, whatever they are called.
    pub has_ids: bool,
    /// What is noted on transcripts that the archive should have already.
    pub loose: Vec<LooseNote>,
    /// What became of what the file holds.
    pub account: Account,
}

/// A transcript.
#[derive(Clone, Debug, Default)]
pub struct BroughtTranscript {
    /// What others of this import call it: the stem of its file, unless the file says otherwise.
    pub key: String,
    /// What is known of it. A speaker's `person`, and that of a turn, is a key; without one, or with one that is nobody's, who it is will be asked by
    /// the label: a corpus may keep its persons in a file of its own, which need not be imported with it.
    pub header: Header,
    /// Its words. Each label in it is declared in `header.speakers`.
    pub said: Said,
    /// What is noted on it.
    pub notes: Vec<Note>,
    /// What of all this was found in words, and is not stated by the file: somebody will be asked.
    pub guessed: Vec<Guess>,
}

impl BroughtTranscript {
    /// Names a place that was found, and gives its entry.
    pub(super) fn found_place(&mut self, printed: String, whence: Whence) -> BroughtEntry {
        let place = place_of(&printed);
        let (relation, key) = (Relation::TranscriptPlace, place.key.clone());
        self.header
            .named
            .push(relation, Name::unplaced(key.clone()));
        let guess = Guess::new(Guessed::Place(key), whence, printed);
        self.guessed.push(guess);
        place
    }
}

/// The entry of a place: `Brussels, Belgium` is Brussels.
fn place_of(printed: &str) -> BroughtEntry {
    let (title, whole) = match printed.split_once(',') {
        Some((title, _)) => (title.trim(), Some(printed.to_owned())),
        None => (printed, None),
    };
    BroughtEntry {
        kind: Kind::PLACES,
        key: title.to_owned(),
        fields: EntryFields {
            title: title.to_owned(),
            aliases: whole.into_iter().collect(),
            ..EntryFields::default()
        },
        body: String::new(),
    }
}

/// An entry: a topic, a person, ...
#[derive(Clone, Debug)]
pub struct BroughtEntry {
    /// Of which kind.
    pub kind: Kind,
    /// What others of this import call it.
    pub key: String,
    /// What is known of it.
    pub fields: EntryFields,
    /// Its text: Markdown.
    pub body: String,
}

/// Something noted on a transcript beside it.
#[derive(Clone, Debug)]
pub struct Note {
    /// On what. The shortest selector that means this and nothing else is found later.
    pub on: On,
    /// What it is on further, in the order of the file.
    pub also: Vec<On>,
    /// What it says; its `targets` are what it is on in other transcripts.
    pub annotation: Annotation,
}

impl Note {
    /// What is noted on one place.
    pub fn on(on: On, annotation: Annotation) -> Self {
        Self {
            on,
            also: Vec::new(),
            annotation,
        }
    }
}

/// What a note is on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum On {
    /// The whole transcript.
    Whole,
    /// These paragraphs, both included.
    Paragraphs(ParagraphIndex, ParagraphIndex),
    /// The words from here to there.
    Words(Point, Point),
}

/// A place in the words of a transcript.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// The paragraph, counted without headings.
    pub paragraph: ParagraphIndex,
    /// Bytes of [`Paragraph::text`](crate::writer::Paragraph::text).
    pub byte: usize,
}

/// Something noted on a page, the words of which are looked for in the archive's transcripts.
#[derive(Clone, Debug)]
pub struct LooseNote {
    /// Where in the imported file it stands.
    pub place: Place,
    /// Addresses of what it was made on, the best first: a page of the archive, or the transcript's source.
    pub addresses: Vec<String>,
    /// The words that it is on; none, and it is on the whole page.
    pub quote: Option<LooseQuote>,
    /// Where else it is: one note on several passages.
    pub also: Vec<LoosePlace>,
    /// What it says; its `targets` are empty.
    pub annotation: Annotation,
}

/// A further place that a note is on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoosePlace {
    /// Addresses of what it is on, the best first.
    pub addresses: Vec<String>,
    /// The words; none for the whole page.
    pub quote: Option<LooseQuote>,
}

/// Words with what stands round them (TextQuoteSelector of the W3C's Web Annotation Data Model, section 4.2.4), or, with no words, whole paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LooseQuote {
    /// The words.
    pub exact: String,
    /// What stands before them, if it is said.
    pub prefix: String,
    /// What stands behind them, if it is said.
    pub suffix: String,
    /// The first and the last paragraph that hold them, if the note names paragraphs of one of its addresses: that page may be another's, whose
    /// names of paragraphs are not ours.
    pub within: Option<(ParagraphId, ParagraphId)>,
}
