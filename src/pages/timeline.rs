//! The timeline: events and transcripts in time order.

use super::{
    entry,
    here::{Here, date},
    parts,
    paths::{self, Item as Way},
    splits::{List, Of},
};
use crate::{
    archive::{Dated, EntryIndex, TranscriptIndex},
    bind::{Edition, Thing},
    date::SortKey,
    text,
    view::{TimelineGroup, TimelineItem, TimelineView},
};

/// Dated things in time order: their moment, then events before transcripts, then events by title and transcripts by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Item {
    key: SortKey,
    what: What,
}

/// Something dated, with its place in the order of titles or of transcripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Event(u32, EntryIndex),
    Transcript(u32, TranscriptIndex),
}

/// When an entry was, undated ones last; then its place in the order of titles.
pub(super) fn sort_key(edition: &Edition, e: EntryIndex) -> (bool, Option<SortKey>, u32) {
    let key = edition
        .entry(e)
        .fields
        .date
        .as_ref()
        .map(|d| d.value.sort_key());
    (key.is_none(), key, edition.title_rank[e])
}

fn items(edition: &Edition) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for &e in &edition.events {
        items.extend(edition.entry(e).fields.date.as_ref().map(|d| Item {
            key: d.value.sort_key(),
            what: What::Event(edition.title_rank[e], e),
        }));
    }
    for &t in &edition.by_date {
        let date = &edition.outline(t).header.date;
        items.extend(date.as_ref().map(|d| Item {
            key: d.value.sort_key(),
            what: What::Transcript(edition.rank[t], t),
        }));
    }
    items.sort();
    items
}

fn written(edition: &Edition, item: Item) -> Option<&Dated> {
    match item.what {
        What::Event(_, e) => edition.entry(e).fields.date.as_ref(),
        What::Transcript(_, t) => edition.outline(t).header.date.as_ref(),
    }
}

/// The ways to all items, in order.
pub(super) fn ways(edition: &Edition) -> Vec<Way<'_>> {
    let way = |item: Item| match item.what {
        What::Event(_, e) => Way::dated_entry(edition, e),
        What::Transcript(_, t) => Way::transcript(edition, t),
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
    match item.what {
        What::Event(_, e) => event(here, e),
        What::Transcript(_, t) => transcript(here, t),
    }
}

/// A transcript on a timeline.
fn transcript(here: &Here<'_>, t: TranscriptIndex) -> TimelineItem {
    let head = here.head(t);
    let header = head.header;
    TimelineItem {
        link: here.link(Thing::Transcript(t)),
        date: header.date.as_ref().map(|d| date(here, d)),
        places: here.entries(&head.links.places),
        summary: header.summary.clone(),
        count: 0,
    }
}

/// An event on a timeline.
pub(super) fn event(here: &Here<'_>, e: EntryIndex) -> TimelineItem {
    let dated = entry::dated_link(here, e);
    TimelineItem {
        link: dated.link,
        date: dated.date,
        places: here.entries(&here.related(e).links.places),
        summary: dated.summary,
        count: here.count(e).0,
    }
}
