//! The timeline: events and transcripts in time order.

use super::{
    entry,
    here::{Here, date},
    kinds::{TimelineGroup, TimelineItem, TimelineView},
    parts,
    paths::{self, Item as Way},
    splits::{List, Of},
};
use crate::{
    archive::Dated,
    bind::{Edition, Thing},
    date::SortKey,
    text,
};

/// Dated things in time order: their moment, then events before transcripts, then events by title and transcripts by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Item {
    key: SortKey,
    transcript: bool,
    rank: u32,
    index: u32,
}

/// When an entry was, undated ones last; then its place in the order of titles.
pub(super) fn sort_key(edition: &Edition, e: u32) -> (bool, Option<SortKey>, u32) {
    let key = edition
        .entry(e)
        .fields
        .date
        .as_ref()
        .map(|d| d.value.sort_key());
    (key.is_none(), key, edition.title_rank[e as usize])
}

fn items(edition: &Edition) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for &e in &edition.events {
        items.extend(edition.entry(e).fields.date.as_ref().map(|d| Item {
            key: d.value.sort_key(),
            transcript: false,
            rank: edition.title_rank[e as usize],
            index: e,
        }));
    }
    for &t in &edition.by_date {
        let date = &edition.outline(t).header.date;
        items.extend(date.as_ref().map(|d| Item {
            key: d.value.sort_key(),
            transcript: true,
            rank: edition.rank[t as usize],
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

/// The ways to all items, in order.
pub(super) fn ways(edition: &Edition) -> Vec<Way<'_>> {
    let way = |item: Item| match item.transcript {
        true => Way::transcript(edition, item.index),
        false => Way::dated_entry(edition, item.index),
    };
    items(edition).into_iter().map(way).collect()
}

/// The timeline, or one part of it.
pub(super) fn view(here: &Here<'_>, part: Option<usize>) -> TimelineView {
    let edition = here.all();
    let all = items(edition);
    let split = here.parts(Of::Timeline, List::Main);
    let shown: Vec<Item> = match split {
        Some(split) => split.shown(part).iter().map(|&i| all[i as usize]).collect(),
        None => all.clone(),
    };
    let mut groups: Vec<TimelineGroup> = Vec::new();
    for item in shown {
        let title = paths::year_heading(written(edition, item).map(|date| &date.value));
        if groups.last().is_none_or(|g| g.title != title) {
            groups.push(TimelineGroup {
                id: format!("y{}", text::slug(&title)),
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
        parts_of_list: parts::views(here, split, "timeline", part),
        part_title: split
            .zip(part)
            .map(|(split, part)| split.all[part].title.clone()),
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
