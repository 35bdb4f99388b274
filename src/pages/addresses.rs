//! Where the pages of transcripts and entries are, seen from the root of the site: made once, since every link needs one.

use super::plan::route_of;
use crate::bind::{Edition, Thing};

/// The addresses of pages, percent-encoded, relative to the root of the site.
#[derive(Clone, Debug, Default)]
pub struct Addresses {
    /// Per transcript.
    pub transcripts: Vec<Box<str>>,
    /// Per entry.
    pub entries: Vec<Box<str>>,
}

impl Addresses {
    /// The addresses of an edition.
    pub fn new(edition: &Edition) -> Self {
        let urls = edition.config.urls;
        let of = |thing: Thing| route_of(edition, thing).href("", urls).into_boxed_str();
        let all = |count: usize| 0..u32::try_from(count).expect("fewer than 2^32");
        Self {
            transcripts: all(edition.transcripts.len())
                .map(|t| of(Thing::Transcript(t)))
                .collect(),
            entries: all(edition.entries.len())
                .map(|e| of(Thing::Entry(e)))
                .collect(),
        }
    }
}
