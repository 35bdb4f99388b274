//! The home page: what the archive is, and ways into it.

use super::{card, entry::counted, here::Here, timeline};
use crate::{
    archive::{EntryIndex, Kind},
    view::{CountedView, HomeView, LinkView},
};

/// How many transcripts, topics and events it shows.
const TRANSCRIPTS: usize = 20;
const TOPICS: usize = 12;
const EVENTS: usize = 8;

/// The view of the home page.
pub(super) fn view(here: &Here<'_>) -> HomeView {
    let edition = here.all();
    let body = edition.pages.iter().find(|p| p.identity.id == "home");
    let dated = edition
        .by_date
        .partition_point(|&t| edition.outline(t).header.date.is_some());
    let (with_date, without) = edition.by_date.split_at(dated);
    HomeView {
        html: body.map(|p| here.markdown(&p.body.text, 2, "").html),
        transcripts: with_date
            .iter()
            .rev()
            .chain(without)
            .take(TRANSCRIPTS)
            .map(|&t| card::view(here, t))
            .collect(),
        topics: topics(here),
        timeline: small_timeline(here),
        timeline_href: (!edition.config.omit.timeline).then(|| here.to("timeline")),
        counts: counts(here),
        note_count: edition.annotation_count(),
    }
}

/// Topics with most passages, those below them counted in the order.
fn topics(here: &Here<'_>) -> Vec<CountedView> {
    let edition = here.all();
    let mut topics: Vec<(u32, CountedView)> = edition
        .of_kind(Kind::TOPICS)
        .map(|e| (edition.title_rank[e], counted(here, e)))
        .collect();
    topics.sort_by(|(rank_a, a), (rank_b, b)| {
        (b.count + b.below, b.count)
            .cmp(&(a.count + a.below, a.count))
            .then_with(|| rank_a.cmp(rank_b))
    });
    topics.truncate(TOPICS);
    topics.into_iter().map(|(_, topic)| topic).collect()
}

/// The events with most passages, in time order.
fn small_timeline(here: &Here<'_>) -> Vec<crate::view::TimelineItem> {
    let order = &here.all().events;
    let mut most: Vec<(usize, EntryIndex)> = order.iter().copied().enumerate().collect();
    most.sort_by_key(|&(at, e)| (std::cmp::Reverse(here.all().index.of(e).passages.len()), at));
    most.truncate(EVENTS);
    most.sort_unstable();
    most.into_iter()
        .map(|(_, e)| timeline::event(here, e))
        .collect()
}

fn counts(here: &Here<'_>) -> Vec<CountedView> {
    let edition = here.all();
    let transcripts = LinkView {
        title: if edition.transcripts.len() == 1 {
            "Transcript"
        } else {
            "Transcripts"
        }
        .to_owned(),
        href: Some(here.to("transcripts/index")),
        kind: "transcripts".to_owned(),
        id: None,
    };
    let mut counts = vec![CountedView {
        link: transcripts,
        count: edition.transcripts.len(),
        below: 0,
    }];
    for (kind, names) in edition.config.kinds.iter() {
        let count = edition.of_kind(kind).count();
        if count > 0 {
            let mut link = here.index_of(kind);
            if count == 1 {
                link.title.clone_from(&names.singular);
            }
            counts.push(CountedView {
                link,
                count,
                below: 0,
            });
        }
    }
    counts
}
