//! Words with times: captions, words and segments of recognisers, annotations of a recording.
//!
//! Importers of such formats give what they read as [`Piece`]s, which are joined to paragraphs and turns ([`join()`]): a caption cuts sentences where
//! the screen is full. Captions themselves ([`captions`]) are read here, too, since WebVTT and SRT are nearly one format.
//!
//! | Module | What it does |
//! |---|---|
//! | `clock` | times, and lines that say from when until when |
//! | `blocks` | the lines of a file of captions to cues, notes, and what is neither |
//! | `beside` | titles, languages, notes, how cues look |
//! | `tags` | the words of a cue, and who says them |
//! | `rolling` | lines that rolling captions print again |
//! | `names` | what looks like a label |
//! | `prefix` | labels of speakers at the start of lines |
//! | `recording` | the recording that a file is of |
//! | `labelled` | the same of paragraphs that were typed |
//! | `languages` | languages, as they are named |
//! | `glue` | words behind words, with a blank or none |
//! | `sentence` | where sentences end |
//! | `spoken` | words that have a time each, to pieces |
//! | `join` | pieces to paragraphs and turns |
//! | `captions` | all of that, for a file |

mod beside;
mod blocks;
pub(super) mod captions;
pub(super) mod clock;
pub(super) mod glue;
mod join;
mod labelled;
pub(super) mod languages;
mod names;
mod prefix;
pub(super) mod recording;
mod rolling;
mod sentence;
pub(super) mod spoken;
pub(super) mod tags;

pub(super) use self::{
    join::{Joined, join, nobodys},
    labelled::labelled,
};

/// Words that were said in one go.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Piece {
    /// When they begin, in seconds.
    pub(super) start: Option<f64>,
    /// When they end, in seconds.
    pub(super) end: Option<f64>,
    /// Who says them.
    pub(super) voice: Voice,
    /// The words, as `glue::squeezed` gives them; never none.
    pub(super) words: String,
    /// Whether a paragraph begins with them, whatever stands before.
    pub(super) apart: bool,
}

/// Who says something, as far as the source tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Voice {
    /// It does not tell: whoever spoke before.
    #[default]
    Held,
    /// It tells that it does not know, or that it is another than before.
    Unknown,
    /// This label's.
    Of(String),
}
