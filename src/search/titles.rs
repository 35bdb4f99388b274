//! What those are called that fields name: people, topics, events, authors of notes.

use serde::{Deserialize, Serialize};

use super::bytes::{put, put_text};

/// A field by which is found, beside words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Field {
    /// Who wrote a note.
    Author,
    /// The event of a transcript: it is told with the record, and is no term.
    Event,
    /// Who speaks.
    Speaker,
    /// What a note is about.
    Topic,
}

impl Field {
    /// All of them.
    pub(super) const ALL: [Field; 4] = [Field::Author, Field::Event, Field::Speaker, Field::Topic];

    /// Its name in queries.
    pub(super) fn name(self) -> &'static str {
        match self {
            Field::Author => "author",
            Field::Event => "event",
            Field::Speaker => "speaker",
            Field::Topic => "topic",
        }
    }

    /// The term of one who is named by it.
    pub(super) fn term(self, id: &str) -> String {
        format!("{}:{id}", self.name())
    }
}

/// What somebody or something is called, and where its page is, from the root of the site; empty if it has none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Titled {
    pub(super) title: String,
    pub(super) href: String,
    /// The ids of the topics directly above a topic.
    pub(super) broader: Vec<String>,
}

impl Titled {
    /// Its bytes in the index.
    pub(super) fn write(&self, id: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        put_text(&mut bytes, id);
        put_text(&mut bytes, &self.title);
        put_text(&mut bytes, &self.href);
        put(&mut bytes, self.broader.len() as u64);
        self.broader.iter().for_each(|id| put_text(&mut bytes, id));
        bytes
    }
}
