//! Why nothing was written.

use std::{fmt, ops::Range};

/// What was asked for cannot be written so that it reads as meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What stands in the way, in lower case without a full stop.
    pub message: String,
    /// Where, in bytes of the text that was to be changed; none for what would be new.
    pub at: Option<Range<usize>>,
}

impl Refused {
    pub(super) fn at(at: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            at: Some(at),
        }
    }

    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            at: None,
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Refused {}
