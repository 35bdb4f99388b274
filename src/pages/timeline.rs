//! The timeline: events and transcripts in time order.

use super::{
    artifact::{Artifact, Made, Plan},
    context::PageContext,
    crumbs, entry_links, head, line,
    lists::{List, Of},
    part_links,
    parts::Parts,
    timeline_items, year_links,
};
use crate::{
    archive::{Dated, EntryIndex, Relation, TranscriptIndex, config::Config},
    reader::{Happened, Thing},
    source::digest::Digester,
    text,
    view::{Body, PageView, TimePictureView, TimelineGroup, TimelineItem, TimelineView, field},
};

/// The page of the timeline, or of a part of it.
#[derive(Debug)]
pub(super) struct TimelinePage {
    /// Which part; none is the first page.
    pub(super) part: Option<usize>,
}

impl Artifact for TimelinePage {
    fn name<'a>(&'a self, _config: &'a Config) -> &'a str {
        "timeline"
    }

    fn templates(&self, _config: &Config) -> Vec<String> {
        vec!["timeline.html".to_owned()]
    }

    fn lists(&self) -> Option<Of> {
        Some(Of::Timeline)
    }

    fn leads_to_years(&self) -> bool {
        true
    }

    fn key(&self, digester: &mut Digester) {
        digester.number(self.part.map_or(0, |part| part as u64 + 1));
    }

    fn is_in_sitemap(&self) -> bool {
        true
    }

    fn make(&self, context: &PageContext<'_>, _plan: &Plan) -> Made {
        let part = self.part.map(|part| (List::Main, part));
        let named = part.and_then(|part| crumbs::title(context, Of::Timeline, part));
        let title = context.words().timeline();
        let mut head = PageView {
            title: crumbs::part_title(context, title.clone(), named),
            section: "timeline".to_owned(),
            crumbs: vec![crumbs::home(context)],
            ..head::of(context)
        };
        if let Some(part) = part {
            head.crumbs.push(crumbs::crumb(context, title, "timeline"));
            let above = crumbs::above(context, Of::Timeline, part, "timeline");
            head.crumbs.extend(above);
        }
        let body = Body::Timeline(view(context, self.part));
        head::page(context, head, head::Special::default(), body)
    }
}

/// The timeline, or one part of it.
fn view(context: &PageContext<'_>, part: Option<usize>) -> TimelineView {
    let lists = context.reader.lists();
    let all = lists.timeline_items();
    let split = context.parts(Of::Timeline, List::Main);
    let shown: Vec<Happened> = match split {
        Some(split) => split.shown(part).iter().map(|&i| all[i as usize]).collect(),
        None => all.clone(),
    };
    let picture = context.reads.then(field!(TimelineView.picture), || {
        picture(context, &all, split, part)
    });
    let mut groups: Vec<TimelineGroup> = Vec::new();
    let mut last_year: Option<i64> = None;
    for item in shown {
        let title = timeline_items::heading(lists, item);
        let all_years = timeline_items::years(lists, item);
        if groups.last().is_none_or(|g| g.title != title) {
            // A decade or a year that is not known is no year.
            let year = timeline_items::heading_year(lists, item);
            let between = (all_years.zip(last_year)).map(|((first, _), last)| first - last - 1);
            groups.push(TimelineGroup {
                id: group_id(&title),
                title,
                href: year.and_then(|year| year_links::link(context, year)?.href),
                gap: between.map_or(0, |years| usize::try_from(years).unwrap_or_default()),
                items: Vec::new(),
            });
        }
        last_year = last_year.max(all_years.map(|(_, last)| last));
        if let Some(group) = groups.last_mut() {
            group.items.push(item_view(context, item));
        }
    }
    TimelineView {
        groups,
        picture,
        count: all.len(),
        parts_of_list: part_links::all(context, split, (List::Main, "timeline"), part),
        part_title: split
            .zip(part)
            .map(|(split, part)| split.all[part].title.clone()),
    }
}

/// The list as a picture: of everything on the first page, and of what it has on the page of a part.
fn picture(
    context: &PageContext<'_>,
    all: &[Happened],
    split: Option<&Parts>,
    part: Option<usize>,
) -> Option<TimePictureView> {
    let lists = context.reader.lists();
    let here = |item: Happened| format!("#{}", group_id(&timeline_items::heading(lists, item)));
    let Some(split) = split else {
        return line::of(context, all, |i| here(all[i]));
    };
    if part.is_some() {
        let shown = split.shown(part).iter().map(|&i| all[i as usize]);
        let shown: Vec<Happened> = shown.collect();
        return line::of(context, &shown, |i| here(shown[i]));
    }
    // The first page has what is in no part.
    let mut places: Vec<Option<&str>> = vec![None; all.len()];
    for part in &split.all {
        for &i in &part.own {
            places[i as usize] = Some(&part.slug);
        }
    }
    line::of(context, all, |i| match places[i] {
        Some(slug) => context.to(&format!("timeline/{slug}")),
        None => here(all[i]),
    })
}

/// For a link within the page.
fn group_id(title: &str) -> String {
    format!("y{}", text::slug(title))
}

fn item_view(context: &PageContext<'_>, item: Happened) -> TimelineItem {
    match item {
        Happened::Event(e) => event(context, e),
        Happened::Transcript(t) => transcript(context, t),
    }
}

/// A transcript on a timeline.
fn transcript(context: &PageContext<'_>, t: TranscriptIndex) -> TimelineItem {
    let head = context.reader.head(t);
    let header = head.header();
    TimelineItem {
        link: context.link(Thing::Transcript(t)),
        date: header.date.as_ref().map(|d| context.date(d)),
        extent: extent(header.date.as_ref()),
        places: context.entries(head.links().named.of(Relation::TranscriptPlace)),
        summary: header.summary.clone(),
        count: 0,
    }
}

/// How much of time a date is; nothing without one.
fn extent(date: Option<&Dated>) -> &'static str {
    date.map_or("", |date| date.value.extent().as_str())
}

/// An event on a timeline.
pub(super) fn event(context: &PageContext<'_>, e: EntryIndex) -> TimelineItem {
    let dated = entry_links::dated(context, e);
    TimelineItem {
        link: dated.link,
        date: dated.date,
        extent: extent(context.reader.entry(e).fields.date.as_ref()),
        places: context.entries(context.reader.related(e).links().to.of(Relation::Place)),
        summary: dated.summary,
        count: context.reader.count(e).0,
    }
}
