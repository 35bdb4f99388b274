//! What the home page shows.

use serde::Serialize;

use super::{CountedView, TimelineItem, TranscriptCard};

/// `home` in `home.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HomeView {
    /// The body of `content/pages/home.md`, or of `index.md`, if there is one.
    pub html: Option<String>,
    /// The newest transcripts, twenty at most.
    pub transcripts: Vec<TranscriptCard>,
    /// The main topics with their numbers of passages, most first, twelve at most.
    pub topics: Vec<CountedView>,
    /// A small timeline: up to eight events, those with most passages, in time order.
    pub timeline: Vec<TimelineItem>,
    /// The timeline's page, unless the site does without one.
    pub timeline_href: Option<String>,
    /// How much there is: transcripts, then each kind that is not empty.
    pub counts: Vec<CountedView>,
    /// How many annotations.
    pub note_count: usize,
}
