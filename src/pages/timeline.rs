//! The timeline: events and transcripts in time order.

use super::{
    entry,
    here::{Here, date},
    kinds::{TimelineGroup, TimelineItem, TimelineView},
    parts::{self, Part},
};
use crate::{
    archive::Dated,
    bind::{Edition, Thing},
    date::SortKey,
};

/// Dated things in time order: their moment, then events before transcripts, then by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Item {
    key: SortKey,
    transcript: bool,
    index: u32,
}

/// When an entry was, undated ones last.
pub(super) fn sort_key(edition: &Edition, e: u32) -> (bool, Option<SortKey>, u32) {
    let key = edition
        .entry(e)
        .fields
        .date
        .as_ref()
        .map(|d| d.value.sort_key());
    (key.is_none(), key, e)
}

fn items(edition: &Edition) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for &e in &edition.events {
        items.extend(edition.entry(e).fields.date.as_ref().map(|d| Item {
            key: d.value.sort_key(),
            transcript: false,
            index: e,
        }));
    }
    for &t in &edition.by_date {
        let date = &edition.outline(t).header.date;
        items.extend(date.as_ref().map(|d| Item {
            key: d.value.sort_key(),
            transcript: true,
            index: t,
        }));
    }
    items.sort();
    items
}

fn written(edition: &Edition, item: Item) -> Option<&Dated> {
    match item.transcript {
        true => edition.outline(item.index).header.date.as_ref(),
        false => edition.entry(item.index).fields.date.as_ref(),
    }
}

/// The year, or the century's beginning of an open or very old date.
fn year(edition: &Edition, item: Item) -> String {
    written(edition, item)
        .and_then(|d| d.value.year())
        .map_or_else(|| "Undated".to_owned(), |y| y.to_string())
}

/// The parts into which the timeline is split.
pub fn parts_of(edition: &Edition) -> Vec<Part> {
    let keys: Vec<String> = items(edition)
        .into_iter()
        .map(|i| year(edition, i))
        .collect();
    parts::split(&keys, edition.config.page_size)
}

/// The timeline, or one part of it.
pub(super) fn view(here: &Here<'_>, parts: &[Part], part: Option<usize>) -> TimelineView {
    let edition = here.all();
    let all = items(edition);
    let shown = match part {
        Some(i) => &all[parts[i].items.clone()],
        None if parts.is_empty() => &all[..],
        None => &[],
    };
    let mut groups: Vec<TimelineGroup> = Vec::new();
    for &item in shown {
        let title = year(edition, item);
        if groups.last().is_none_or(|g| g.title != title) {
            groups.push(TimelineGroup {
                id: format!("y{}", title.to_lowercase()),
                title,
                items: Vec::new(),
            });
        }
        if let Some(group) = groups.last_mut() {
            group.items.push(item_view(here, item));
        }
    }
    TimelineView {
        groups,
        count: all.len(),
        parts_of_list: parts::views(here, parts, "timeline", part),
        part_title: part.map(|i| parts[i].title.clone()),
    }
}

fn item_view(here: &Here<'_>, item: Item) -> TimelineItem {
    if !item.transcript {
        return event(here, item.index);
    }
    let head = here.head(item.index);
    let header = head.header;
    TimelineItem {
        link: here.link(Thing::Transcript(item.index)),
        date: header.date.as_ref().map(|d| date(here, d)),
        places: here.entries(&head.links.places),
        summary: header.summary.clone(),
        count: 0,
    }
}

/// An event on a timeline.
pub(super) fn event(here: &Here<'_>, e: u32) -> TimelineItem {
    let dated = entry::dated_link(here, e);
    TimelineItem {
        link: dated.link,
        date: dated.date,
        places: here.entries(&here.related(e).links.places),
        summary: dated.summary,
        count: here.count(e).0,
    }
}
