//! Where the pages of transcripts and entries are, seen from the root of the site: made once, since every link needs one.

use super::plan::route_of;
use crate::{
    archive::{EntryIndex, IndexVec, TranscriptIndex},
    bind::{Edition, Thing},
};

/// The addresses of pages, percent-encoded, relative to the root of the site.
#[derive(Clone, Debug, Default)]
pub struct Addresses {
    /// Per transcript.
    pub transcripts: IndexVec<TranscriptIndex, Box<str>>,
    /// Per entry.
    pub entries: IndexVec<EntryIndex, Box<str>>,
}

impl Addresses {
    /// The addresses of an edition.
    pub fn new(edition: &Edition) -> Self {
        let urls = edition.config.urls;
        let of = |thing: Thing| route_of(edition, thing).href("", urls).into_boxed_str();
        Self {
            transcripts: edition
                .transcripts
                .indexes()
                .map(|t| of(Thing::Transcript(t)))
                .collect(),
            entries: edition
                .entries
                .indexes()
                .map(|e| of(Thing::Entry(e)))
                .collect(),
        }
    }
}
