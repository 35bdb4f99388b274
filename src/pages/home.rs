//! The home page: what the archive is, and ways into it.

use super::{
    artifact::{Artifact, Made, Plan},
    called, card,
    context::PageContext,
    entry_links::counted,
    head, timeline,
};
use crate::{
    archive::{EntryIndex, Kind, config::Config},
    view::{Body, CountedView, HomeView, LinkView, PageView},
};

/// How many transcripts, topics and events it shows.
const TRANSCRIPTS: usize = 20;
const TOPICS: usize = 12;
const EVENTS: usize = 8;

/// `index.html`.
#[derive(Debug)]
pub(super) struct HomePage;

impl Artifact for HomePage {
    fn name<'a>(&'a self, _config: &'a Config) -> &'a str {
        "home"
    }

    fn templates(&self, _config: &Config) -> Vec<String> {
        vec!["home.html".to_owned()]
    }

    fn is_in_sitemap(&self) -> bool {
        true
    }

    fn make(&self, context: &PageContext<'_>, _plan: &Plan) -> Made {
        let config = context.reader.config();
        let head = PageView {
            title: config.title.clone(),
            description: config.description.clone(),
            section: "home".to_owned(),
            ..head::of(context)
        };
        head::page(context, head, Vec::new(), Body::Home(view(context)))
    }
}

/// The view of the home page.
fn view(context: &PageContext<'_>) -> HomeView {
    let whole = context.reader.whole();
    let body = whole.home_page();
    let newest = whole
        .lists
        .newest()
        .chain(whole.lists.undated())
        .take(TRANSCRIPTS);
    let omit = context.reader.config().omit;
    HomeView {
        html: body.map(|p| context.markdown(&p.body.text, 2, "").html),
        transcripts: newest
            .map(|head| card::view(context, head.index()))
            .collect(),
        topics: topics(context),
        timeline: small_timeline(context),
        timeline_href: (!omit.timeline).then(|| context.to("timeline")),
        counts: counts(context),
        note_count: whole.note_count(),
    }
}

/// Topics with most passages, those below them counted in the order.
fn topics(context: &PageContext<'_>) -> Vec<CountedView> {
    let whole = context.reader.whole();
    let mut topics: Vec<(u32, CountedView)> = whole
        .lists
        .entries_of(Kind::TOPICS)
        .map(|e| (whole.lists.title_rank(e), counted(context, e)))
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
fn small_timeline(context: &PageContext<'_>) -> Vec<crate::view::TimelineItem> {
    let whole = context.reader.whole();
    let events = whole.lists.events().iter().copied();
    let mut most: Vec<(usize, EntryIndex)> = events.enumerate().collect();
    most.sort_by_key(|&(at, e)| (std::cmp::Reverse(whole.lists.passage_count(e)), at));
    most.truncate(EVENTS);
    most.sort_unstable();
    most.into_iter()
        .map(|(_, e)| timeline::event(context, e))
        .collect()
}

fn counts(context: &PageContext<'_>) -> Vec<CountedView> {
    let whole = context.reader.whole();
    let count = whole.lists.transcripts().count();
    let transcripts = LinkView {
        title: match count {
            1 => context.words().transcript(),
            _ => context.words().transcripts(),
        },
        href: Some(context.to("transcripts/index")),
        kind: "transcripts".to_owned(),
        id: None,
    };
    let mut counts = vec![CountedView {
        link: transcripts,
        count,
        below: 0,
    }];
    let config = context.reader.config();
    for (kind, _) in config.kinds.iter() {
        let count = whole.lists.entries_of(kind).count();
        if count > 0 {
            let mut link = context.index_of(kind);
            if count == 1 {
                link.title = called::singular(config, kind);
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
