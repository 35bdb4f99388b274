//! What pages show that are lists: indexes, the timeline, what links to a page.

use serde::Serialize;

use super::{
    BacklinkView, CountedView, DateView, GridView, LinkView, MapView, PartView, TimePictureView,
    TranscriptCard,
};

/// `index` in `transcripts.html`, `topics.html`, ..., `entries.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct IndexView {
    /// What is listed: `transcripts`, `topics`, ...
    pub folder: String,
    /// "Topics".
    pub title: String,
    /// How many in all.
    pub count: usize,
    /// What is counted of each item, in the order of [`IndexItem::counts`].
    pub columns: Vec<IndexColumn>,
    /// The items of this page: by year (transcripts, events, documents), by letter if there are many (people, places, ...), or in one
    /// group as a tree (topics).
    pub groups: Vec<IndexGroup>,
    /// If the list is split: the pages.
    pub parts_of_list: Vec<PartView>,
    /// Which part this page is.
    pub part_title: Option<String>,
    /// Of places, and of the site's own kinds: those that have a position, on a map. None if none has, and on a part.
    pub map: Option<MapView>,
    /// Of topics: which occur together; none on a part, and where too few do.
    pub together: Option<GridView>,
}

/// A part of an index.
#[derive(Clone, Debug, Default, Serialize)]
pub struct IndexGroup {
    /// "2014", "A"; empty if there is only one.
    pub title: String,
    /// For a link within the page: `y2014`, `l-a`.
    pub id: String,
    /// The items.
    pub items: Vec<IndexItem>,
}

/// One item of an index.
#[derive(Clone, Debug, Default, Serialize)]
pub struct IndexItem {
    /// The link; its title is in sorting form where there is one ("Ban, Ki-moon").
    pub link: LinkView,
    /// Date of an event or a document.
    pub date: Option<DateView>,
    /// Summary, plain text.
    pub summary: Option<String>,
    /// Symbol of a document.
    pub identifier: Option<String>,
    /// Passages that refer to it.
    pub count: usize,
    /// What is counted of it, in the order of [`IndexView::columns`].
    pub counts: Vec<IndexCount>,
    /// Passages of the topics below.
    pub below: usize,
    /// Depth in the tree of topics, from 0.
    pub depth: usize,
    /// For a transcript: its card.
    pub card: Option<TranscriptCard>,
}

/// Something that is counted of the items of an index.
#[derive(Clone, Debug, Default, Serialize)]
pub struct IndexColumn {
    /// "Passages".
    pub title: String,
    /// What that means, in a sentence.
    pub meaning: String,
}

/// How much there is of something.
#[derive(Clone, Debug, Default, Serialize)]
pub struct IndexCount {
    /// How much.
    pub count: usize,
    /// Where it is.
    pub href: String,
}

/// `timeline` in `timeline.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TimelineView {
    /// By year or decade, in time order.
    pub groups: Vec<TimelineGroup>,
    /// How many items in all.
    pub count: usize,
    /// If it is split: the pages.
    pub parts_of_list: Vec<PartView>,
    /// Which part this page is.
    pub part_title: Option<String>,
    /// The list as a picture: of everything, on a part what the part has. None if there are fewer than three.
    pub picture: Option<TimePictureView>,
}

/// `year` in `year.html`: a year of which there are many transcripts.
#[derive(Clone, Debug, Default, Serialize)]
pub struct YearView {
    /// "2014".
    pub title: String,
    /// Its transcripts in time order; empty if they are more than a page has.
    pub transcripts: Vec<TranscriptCard>,
    /// How many.
    pub transcript_count: usize,
    /// If they are more than a page has: the pages of the index of transcripts that have them.
    pub transcripts_parts: Vec<PartView>,
    /// The events of the year, in time order.
    pub events: Vec<TimelineItem>,
    /// The topics of notes on its transcripts with their numbers of passages there, most first.
    pub topics: Vec<CountedView>,
    /// How many more topics there are.
    pub more_topics: usize,
    /// The year before that has a page.
    pub previous: Option<LinkView>,
    /// The year after that has a page.
    pub next: Option<LinkView>,
    /// The same year on the timeline, if there is one.
    pub timeline_href: Option<String>,
}

/// A part of the timeline.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TimelineGroup {
    /// "2014", "1990s".
    pub title: String,
    /// For a link within the page: `y2014`.
    pub id: String,
    /// The page of the year, if it has one.
    pub href: Option<String>,
    /// How many years before it have no item, behind the group before it.
    pub gap: usize,
    /// The items.
    pub items: Vec<TimelineItem>,
}

/// An event or a transcript on the timeline.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TimelineItem {
    /// The link.
    pub link: LinkView,
    /// The date.
    pub date: Option<DateView>,
    /// How much of time it is: `day`, `span` (from one to another), `open` (without a known end), `vague` (a day is not given).
    pub extent: &'static str,
    /// Where.
    pub places: Vec<LinkView>,
    /// Summary, plain text.
    pub summary: Option<String>,
    /// Passages that refer to it (events).
    pub count: usize,
}

/// `links` in `links.html`: a part of what links to a page, where that is too much for the page itself.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LinksView {
    /// What is linked to.
    pub target: LinkView,
    /// The links of this part.
    pub backlinks: Vec<BacklinkView>,
    /// How many links in all.
    pub count: usize,
    /// The pages of the list.
    pub parts_of_list: Vec<PartView>,
    /// Which part this page is.
    pub part_title: String,
}
