//! The way to each item of the timeline, and the year that it comes under.

use super::{
    called,
    paths::{self, Item as Way},
};
use crate::reader::{Happened, Lists, Whole};

/// The ways to all items, in order.
pub(super) fn ways(whole: Whole<'_>) -> Vec<Way<'_>> {
    let words = called::words(whole.config());
    let way = |item: Happened| match item {
        Happened::Event(e) => Way::dated_entry(whole.lists.entry(e), words),
        Happened::Transcript(t) => Way::transcript(whole.lists.head(t), words),
    };
    whole.lists.timeline_items().into_iter().map(way).collect()
}

/// The year that an item comes under.
pub(super) fn heading(lists: Lists<'_>, item: Happened) -> String {
    let date = match item {
        Happened::Event(e) => lists.entry(e).fields.date.as_ref(),
        Happened::Transcript(t) => lists.head(t).header().date.as_ref(),
    };
    paths::year_heading(date.map(|date| &date.value), called::words(lists.config()))
}
