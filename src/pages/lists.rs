//! The lists that pages have, and what they are called: what may be long, and so split.

use super::called;
use crate::{
    archive::config::Config,
    reader::{Listed, Thing, Whole},
};

/// What a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    /// A page of the content.
    Thing(Thing),
    /// An index.
    Index(Listed),
    /// The timeline.
    Timeline,
}

/// A list of a page that may be long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum List {
    /// Passages that refer to an entry; the items of an index or the timeline.
    Main,
    /// Passages of a person's own words.
    Said,
    /// Transcripts that refer to an entry as a whole.
    Transcripts,
    /// Transcripts in which a person speaks.
    Spoken,
    /// Sentences in which a name occurs.
    Mentions,
    /// Entries that it occurs with.
    Together,
    /// Pages and notes that link to it.
    Links,
}

impl List {
    /// The lists that a page has.
    pub(super) fn all_of(of: Of) -> &'static [List] {
        match of {
            Of::Thing(Thing::Entry(_)) => &[
                List::Main,
                List::Said,
                List::Transcripts,
                List::Spoken,
                List::Mentions,
                List::Together,
                List::Links,
            ],
            Of::Thing(_) => &[List::Links],
            Of::Index(_) | Of::Timeline => &[List::Main],
        }
    }

    /// The folder of its parts, below the name of the page.
    fn folder(self) -> Option<&'static str> {
        match self {
            List::Main => None,
            List::Said => Some("said"),
            List::Transcripts => Some("transcripts"),
            List::Spoken => Some("spoken"),
            List::Mentions => Some("mentions"),
            List::Together => Some("with"),
            List::Links => Some("links"),
        }
    }

    /// What the names of its parts' pages begin with, for a page of this name.
    pub(super) fn page(self, name: &str) -> String {
        match self.folder() {
            Some(folder) => format!("{name}/{folder}"),
            None => name.to_owned(),
        }
    }

    /// One word for templates.
    pub fn as_str(self) -> &'static str {
        self.folder().unwrap_or("passages")
    }
}

impl Listed {
    /// The folder of the pages listed.
    pub fn folder(self, config: &Config) -> &str {
        match self {
            Listed::Transcripts => "transcripts",
            Listed::Entries(kind) => &config.kinds.names(kind).folder,
        }
    }

    /// Whether it is the index of a kind that has no entry.
    pub fn is_empty(self, whole: Whole<'_>) -> bool {
        match self {
            Listed::Transcripts => false,
            Listed::Entries(kind) => !whole.lists.has(kind),
        }
    }

    /// How many items it has.
    pub fn count(self, whole: Whole<'_>) -> usize {
        match self {
            Listed::Transcripts => whole.lists.transcripts().count(),
            Listed::Entries(kind) => whole.lists.entries_of(kind).count(),
        }
    }

    /// The heading.
    pub(super) fn title(self, config: &Config) -> String {
        match self {
            Listed::Transcripts => called::words(config).transcripts(),
            Listed::Entries(kind) => called::plural(config, kind),
        }
    }
}

/// What a list of passages shows of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// The sentences that notes are about, with these.
    WithNotes,
    /// What a person says, with the topics of the notes on it.
    Said,
}

impl Style {
    /// What the ids of its passages end in, so that two lists of one page have ids of their own.
    pub(super) fn suffix(self) -> &'static str {
        match self {
            Self::WithNotes => "",
            Self::Said => ".said",
        }
    }
}

/// The id of a passage on the pages of the entries that notes on it refer to; without a paragraph that of its transcript.
pub(super) fn passage_id(transcript: &str, paragraph: Option<&str>) -> String {
    format!("{transcript}.{}", paragraph.unwrap_or("all"))
}

/// The name of the page that a list begins on.
pub(super) fn page_of(whole: Whole<'_>, of: Of) -> String {
    match of {
        Of::Thing(thing) => whole.page_name(thing),
        Of::Index(listed) => format!("{}/index", listed.folder(whole.config())),
        Of::Timeline => "timeline".to_owned(),
    }
}
