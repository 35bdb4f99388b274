//! What the home page shows.

use serde::Serialize;

use super::{CountedView, IndexItem, LinkView, TimelineItem, TranscriptCard};

/// `home` in `home.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HomeView {
    /// The body of `content/pages/home.md`, or of `index.md`, if there is one.
    pub html: Option<String>,
    /// The newest transcripts, twenty at most.
    pub transcripts: Vec<TranscriptCard>,
    /// Topics with their numbers of passages, most first: all, each behind the topic above it, if there are fewer than twenty; else the main ones.
    pub topics: Vec<IndexItem>,
    /// Whether these are all.
    pub all_topics: bool,
    /// The free pages.
    pub pages: Vec<LinkView>,
    /// A small timeline: up to eight events, those with most passages, in time order.
    pub timeline: Vec<TimelineItem>,
    /// The timeline's page, unless the site does without one.
    pub timeline_href: Option<String>,
    /// How many items the timeline has.
    pub timeline_count: usize,
    /// How much there is: transcripts, then each kind that is not empty.
    pub counts: Vec<CountedView>,
    /// How many annotations.
    pub note_count: usize,
}
