//! The home page: what the archive is, and ways into it.

use std::cmp::Reverse;

use super::{
    artifact::{Artifact, Made, Plan},
    called, card,
    context::PageContext,
    entry_links::counted,
    head, timeline,
};
use crate::{
    archive::{EntryIndex, Kind, config::Config},
    reader::{Listed, Thing},
    view::{Body, CountedView, HomeView, IndexItem, LinkView, PageView},
};

/// How many transcripts, topics and events it shows.
const TRANSCRIPTS: usize = 20;
const TOPICS: usize = 12;
const ALL_TOPICS: usize = 20;
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
        head::page(
            context,
            head,
            head::Special::default(),
            Body::Home(view(context)),
        )
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
    let (topics, all_topics) = topics(context);
    HomeView {
        html: body.map(|p| context.markdown(&p.body.text, 2, "").html),
        transcripts: newest
            .map(|head| card::view(context, head.index()))
            .collect(),
        topics,
        all_topics,
        pages: pages(context),
        timeline_count: whole.lists.timeline_items().len(),
        timeline: small_timeline(context),
        timeline_href: (!omit.timeline).then(|| context.to("timeline")),
        counts: counts(context),
        note_count: whole.note_count(),
    }
}

/// Fewer topics than this are all shown, each behind the one above it; of more, those with most passages.
fn topics(context: &PageContext<'_>) -> (Vec<IndexItem>, bool) {
    let whole = context.reader.whole();
    let lists = whole.lists;
    let count = lists.entries_of(Kind::TOPICS).count();
    if count < ALL_TOPICS {
        let lines = lists.index_lines(Listed::Entries(Kind::TOPICS));
        let mut trees: Vec<Vec<IndexItem>> = Vec::new();
        for line in &lines {
            let Thing::Entry(e) = line.thing else {
                continue;
            };
            if line.depth == 0 || trees.is_empty() {
                trees.push(Vec::new());
            }
            if let Some(tree) = trees.last_mut() {
                tree.push(topic(context, e, line.depth));
            }
        }
        trees.sort_by_key(|tree| {
            let top = tree
                .first()
                .map_or((0, 0), |t| (t.count + t.below, t.count));
            Reverse(top)
        });
        return (trees.concat(), true);
    }
    let mut topics: Vec<(u32, IndexItem)> = lists
        .entries_of(Kind::TOPICS)
        .map(|e| (lists.title_rank(e), topic(context, e, 0)))
        .collect();
    topics.sort_by_key(|(rank, t)| (Reverse((t.count + t.below, t.count)), *rank));
    topics.truncate(TOPICS);
    (topics.into_iter().map(|(_, topic)| topic).collect(), false)
}

fn topic(context: &PageContext<'_>, e: EntryIndex, depth: usize) -> IndexItem {
    let counted = counted(context, e);
    IndexItem {
        link: counted.link,
        count: counted.count,
        below: counted.below,
        depth,
        ..IndexItem::default()
    }
}

/// The events with most passages, in time order.
fn small_timeline(context: &PageContext<'_>) -> Vec<crate::view::TimelineItem> {
    let whole = context.reader.whole();
    let events = whole.lists.events().iter().copied();
    let mut most: Vec<(usize, EntryIndex)> = events.enumerate().collect();
    most.sort_by_key(|&(at, e)| (Reverse(whole.lists.passage_count(e)), at));
    most.truncate(EVENTS);
    most.sort_unstable();
    most.into_iter()
        .map(|(_, e)| timeline::event(context, e))
        .collect()
}

/// The free pages but for the one that is shown here.
fn pages(context: &PageContext<'_>) -> Vec<LinkView> {
    let pages = context.reader.whole().lists.pages();
    let others = pages.filter(|(_, page)| page.identity.id != "home");
    others.map(|(p, _)| context.link(Thing::Page(p))).collect()
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
        ..LinkView::default()
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
