//! What an import asks, and who answers.

use anyhow::Result;

use crate::archive::Speaker;
pub use crate::import::Whence;

/// Who answers what an import asks.
pub trait Adviser {
    /// Whose words a label stands before.
    ///
    /// # Errors
    /// When whoever answers is gone.
    fn speaker(&mut self, question: &SpeakerQuestion) -> Result<Who>;

    /// Whether a title or a date is right that was found, and that the file does not state.
    ///
    /// # Errors
    /// When whoever answers is gone.
    fn found(&mut self, question: &FoundQuestion) -> Result<FoundAnswer>;

    /// Which place is meant by words that look like one.
    ///
    /// # Errors
    /// When whoever answers is gone.
    fn place(&mut self, question: &PlaceQuestion) -> Result<Where>;
}

/// A label of which it is asked whose words it stands before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpeakerQuestion {
    /// As the source prints it.
    pub label: String,
    /// How many transcripts have it.
    pub transcripts: usize,
    /// How one of its turns begins.
    pub says: String,
    /// What is proposed.
    pub proposal: Who,
    /// Why it is doubtful, if it is: then only somebody who looked may take it.
    pub doubt: Option<String>,
    /// Who may be meant, if that is the doubt.
    pub bearers: Vec<Bearing>,
    /// Whether words alone tell that it is a label, so that it may be words.
    pub may_be_words: bool,
}

/// An entry that has a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bearing {
    /// Its id.
    pub id: String,
    /// What tells it from others of the name, as far as the archive says.
    pub known: String,
}

/// Whose words a label stands before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Who {
    /// It is not said.
    #[default]
    Unsaid,
    /// Nobody's: it is no label, and what it begins is words.
    Words,
    /// A person whom the archive has, by id.
    Person(String),
    /// A person whom it does not have yet, by name.
    New(String),
    /// An id or a name that somebody typed.
    Typed(String),
    /// What a `speakers:` of a transcript would say.
    As(Box<Speaker>),
}

/// What was found of a transcript.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundKind {
    /// Its title.
    Title,
    /// Its date.
    Date,
}

/// A title or a date of which it is asked whether it is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundQuestion {
    /// The file that it is in.
    pub origin: String,
    /// What it is taken for.
    pub what: FoundKind,
    /// The title, or the date as EDTF.
    pub found: String,
    /// Where it was found.
    pub whence: Whence,
    /// What is wrong with the answer before.
    pub wrong: Option<String>,
}

/// Whether a title or a date is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoundAnswer {
    /// It is.
    Right,
    /// It is this: a date as EDTF.
    Other(String),
    /// It is none: what it was found in is words.
    Not,
    /// Nobody looked: it is taken for now.
    Taken,
    /// Nobody looked: it is not taken.
    Open,
}

/// A place of which it is asked which one it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceQuestion {
    /// As it is printed: `Brussels, Belgium`.
    pub printed: String,
    /// A file that it is in.
    pub origin: String,
    /// How many transcripts have it.
    pub transcripts: usize,
    /// What is proposed.
    pub proposal: Where,
    /// Why it is doubtful, if it is: then only somebody who looked may take it.
    pub doubt: Option<String>,
    /// Which may be meant, if that is the doubt.
    pub bearers: Vec<Bearing>,
}

/// Which place is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Where {
    /// Nobody looked: it is not taken for a place.
    #[default]
    Open,
    /// None: it is words.
    Not,
    /// One that the archive has, by id.
    There(String),
    /// One that it does not have yet, by name.
    New(String),
    /// An id or a name that somebody typed.
    Typed(String),
}
