//! The timeline: events and transcripts in time order.

use super::{
    context::PageContext,
    entry_links,
    lists::{List, Of},
    part_links,
    timeline_items::{Item, What},
};
use crate::{
    archive::{EntryIndex, Relation, TranscriptIndex},
    bind::Thing,
    text,
    view::{TimelineGroup, TimelineItem, TimelineView},
};

/// The timeline, or one part of it.
pub(super) fn view(context: &PageContext<'_>, part: Option<usize>) -> TimelineView {
    let whole = context.reader.whole();
    let all = whole.timeline_items();
    let split = context.parts(Of::Timeline, List::Main);
    let shown: Vec<Item> = match split {
        Some(split) => split.shown(part).iter().map(|&i| all[i as usize]).collect(),
        None => all.clone(),
    };
    let mut groups: Vec<TimelineGroup> = Vec::new();
    for item in shown {
        let title = whole.timeline_heading(item);
        if groups.last().is_none_or(|g| g.title != title) {
            groups.push(TimelineGroup {
                id: format!("y{}", text::slug(&title)),
                title,
                items: Vec::new(),
            });
        }
        if let Some(group) = groups.last_mut() {
            group.items.push(item_view(context, item));
        }
    }
    TimelineView {
        groups,
        count: all.len(),
        parts_of_list: part_links::all(context, split, "timeline", part),
        part_title: split
            .zip(part)
            .map(|(split, part)| split.all[part].title.clone()),
    }
}

fn item_view(context: &PageContext<'_>, item: Item) -> TimelineItem {
    match item.what {
        What::Event(_, e) => event(context, e),
        What::Transcript(_, t) => transcript(context, t),
    }
}

/// A transcript on a timeline.
fn transcript(context: &PageContext<'_>, t: TranscriptIndex) -> TimelineItem {
    let head = context.reader.head(t);
    let header = head.header();
    TimelineItem {
        link: context.link(Thing::Transcript(t)),
        date: header.date.as_ref().map(|d| context.date(d)),
        places: context.entries(head.links().named.of(Relation::TranscriptPlace)),
        summary: header.summary.clone(),
        count: 0,
    }
}

/// An event on a timeline.
pub(super) fn event(context: &PageContext<'_>, e: EntryIndex) -> TimelineItem {
    let dated = entry_links::dated(context, e);
    TimelineItem {
        link: dated.link,
        date: dated.date,
        places: context.entries(context.reader.related(e).links().to.of(Relation::Place)),
        summary: dated.summary,
        count: context.reader.count(e).0,
    }
}
