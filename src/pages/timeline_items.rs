//! The way to each item of the timeline, and the year that it comes under.

use super::{
    called,
    paths::{self, Item as Way},
};
use crate::{
    archive::Dated,
    reader::{Happened, Lists, Whole},
};

/// The ways to all items, in order.
pub(super) fn ways(whole: Whole<'_>) -> Vec<Way<'_>> {
    let words = called::words(whole.config());
    let way = |item: Happened| match item {
        Happened::Event(e) => Way::dated_entry(whole.lists.entry(e), words),
        Happened::Transcript(t) => Way::transcript(whole.lists.head(t), words),
    };
    whole.lists.timeline_items().into_iter().map(way).collect()
}

/// The first and the last year in which it happened, or may have; none without a beginning.
pub(super) fn years(lists: Lists<'_>, item: Happened) -> Option<(i64, i64)> {
    let date = &date(lists, item)?.value;
    let first = date.unknown_year();
    let first = first.or_else(|| date.year().map(|year| (year, year)))?;
    Some((first.0, date.last_year().unwrap_or(first.1).max(first.1)))
}

/// The one year that an item comes under; none for what has no beginning, or may have begun in several.
pub(super) fn heading_year(lists: Lists<'_>, item: Happened) -> Option<i64> {
    let date = &date(lists, item)?.value;
    date.year().filter(|_| date.unknown_year().is_none())
}

/// When it happened.
pub(super) fn date<'e>(lists: Lists<'e>, item: Happened) -> Option<&'e Dated> {
    match item {
        Happened::Event(e) => lists.entry(e).fields.date.as_ref(),
        Happened::Transcript(t) => lists.head(t).header().date.as_ref(),
    }
}

/// The year that an item comes under.
pub(super) fn heading(lists: Lists<'_>, item: Happened) -> String {
    let date = date(lists, item);
    paths::year_heading(date.map(|date| &date.value), called::words(lists.config()))
}
