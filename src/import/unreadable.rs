//! Why nothing of a file can be had.

use std::fmt;

use super::account::Place;

/// Why nothing of a file can be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Where; nowhere, if it is the file as a whole.
    pub place: Box<Place>,
    /// What is wrong, in lower case without a full stop, with the offending words.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Unreadable {
    /// Something is wrong with the file as a whole.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            place: Box::default(),
            message: message.into(),
            help: None,
        }
    }

    /// Something is wrong here.
    pub fn at(place: Place, message: impl Into<String>) -> Self {
        Self {
            place: Box::new(place),
            ..Self::new(message)
        }
    }

    /// The same in a file within the file.
    #[must_use]
    pub fn within(self, part: &str) -> Self {
        Self {
            place: Box::new(self.place.within(part)),
            ..self
        }
    }

    /// With what to do.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        Self {
            help: Some(help.into()),
            ..self
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place.is_nowhere() {
            true => f.write_str(&self.message),
            false => write!(f, "{}: {}", self.place, self.message),
        }
    }
}

impl std::error::Error for Unreadable {}
