//! The page of a year: its transcripts and events, and what they are about.

use std::cmp::Reverse;

use super::{
    artifact::{Artifact, Made, Plan},
    card,
    context::PageContext,
    crumbs, head,
    lists::{List, Of},
    splits::Splits,
    timeline, year_links,
};
use crate::{
    archive::{TranscriptIndex, config::Config},
    date,
    reader::{Listed, Thing, Whole},
    source::digest::Digester,
    text::{route::fragment, slug},
    view::{Body, CountedView, PageView, PartView, YearView, field},
};

/// How many topics it has at most.
const MOST_TOPICS: usize = 60;

/// The page of a year that the plan has.
#[derive(Debug)]
pub(super) struct YearPage {
    /// The year, counted by astronomers.
    pub(super) year: i64,
    /// Its transcripts.
    pub(super) transcripts: Vec<TranscriptIndex>,
}

impl Artifact for YearPage {
    fn name<'a>(&'a self, _config: &'a Config) -> &'a str {
        "year"
    }

    fn templates(&self, _config: &Config) -> Vec<String> {
        vec!["year.html".to_owned()]
    }

    /// Of many transcripts, the parts of the index that have them.
    fn lists(&self) -> Option<Of> {
        Some(Of::Index(Listed::Transcripts))
    }

    fn leads_to_years(&self) -> bool {
        true
    }

    fn key(&self, digester: &mut Digester) {
        digester.text(self.year.to_string());
    }

    fn key_of_rows(&self, whole: Whole<'_>, _splits: &Splits, digester: &mut Digester) {
        for (topic, count) in whole.topics_in(&self.transcripts) {
            digester.text(whole.lists.entry(topic).id());
            digester.number(count as u64);
        }
    }

    fn is_in_sitemap(&self) -> bool {
        true
    }

    fn make(&self, context: &PageContext<'_>, _plan: &Plan) -> Made {
        let title = date::year_heading(self.year, context.words());
        let head = PageView {
            title,
            section: "timeline".to_owned(),
            crumbs: vec![crumbs::home(context)],
            ..head::of(context)
        };
        let body = Body::Year(Box::new(view(context, self.year)));
        head::page(context, head, head::Special::default(), body)
    }
}

fn view(context: &PageContext<'_>, year: i64) -> YearView {
    let title = date::year_heading(year, context.words());
    let Some(of) = context.years.get(&year) else {
        return YearView::default();
    };
    let size = context.reader.config().page_size;
    let too_many = size > 0 && of.transcripts.len() > size;
    let parts = match too_many {
        true => parts(context, &of.slug),
        false => Vec::new(),
    };
    let reads = &context.reads;
    let mut topics: Vec<CountedView> = reads.then(field!(YearView.topics), || {
        let counts = context.reader.topics_in(&of.transcripts);
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_cached_key(|&(topic, n)| (Reverse(n), context.reader.title_rank(topic)));
        let view = |(topic, count)| CountedView {
            link: context.link(Thing::Entry(topic)),
            count,
            below: 0,
        };
        counts.into_iter().map(view).collect()
    });
    let more_topics = topics.len().saturating_sub(MOST_TOPICS);
    topics.truncate(MOST_TOPICS);
    let before = context.years.range(..year).next_back();
    let after = context.years.range(year..).nth(1);
    let beside =
        |found: Option<(&i64, _)>| found.and_then(|(&year, _)| year_links::link(context, year));
    YearView {
        transcripts: match parts.is_empty() {
            true => of
                .transcripts
                .iter()
                .map(|&t| card::view(context, t))
                .collect(),
            false => Vec::new(),
        },
        transcript_count: of.transcripts.len(),
        transcripts_parts: parts,
        events: of
            .events
            .iter()
            .map(|&e| timeline::event(context, e))
            .collect(),
        topics,
        more_topics,
        previous: beside(before.map(|(year, _)| (year, ()))),
        next: beside(after.map(|(year, _)| (year, ()))),
        timeline_href: timeline_href(context, &title, &of.slug),
        title,
    }
}

/// The parts of the index of transcripts that have those of a year: the year's, or those of its months.
fn parts(context: &PageContext<'_>, slug: &str) -> Vec<PartView> {
    let Some(split) = context.parts(Of::Index(Listed::Transcripts), List::Main) else {
        return Vec::new();
    };
    let at = split.all.iter().position(|part| part.slug == slug);
    let below = |part: &super::parts::Part| match at {
        Some(at) => part.above == Some(at),
        None => part.above.is_none() && part.slug.starts_with(&format!("{slug}-")),
    };
    let months = split.all.iter().filter(|part| below(part));
    let mut shown: Vec<&super::parts::Part> = months.collect();
    // A year whose part is not divided is all there; one that is may have more on its own page.
    if let Some(at) = at.filter(|&at| shown.is_empty() || !split.all[at].own.is_empty()) {
        shown.insert(0, &split.all[at]);
    }
    let view = |part: &super::parts::Part| PartView {
        title: part.title.clone(),
        href: context.to(&format!(
            "{}/{}",
            List::Main.page("transcripts/index"),
            part.slug
        )),
        count: part.count,
        ..PartView::default()
    };
    shown.into_iter().map(view).collect()
}

/// The year on the timeline, or the part of it that has the year.
fn timeline_href(context: &PageContext<'_>, title: &str, end: &str) -> Option<String> {
    if context.reader.config().omit.timeline {
        return None;
    }
    let split = context.parts(Of::Timeline, List::Main);
    let part = split.and_then(|split| split.all.iter().find(|part| part.slug == end));
    Some(match (part, split) {
        (Some(part), _) => context.to(&format!("timeline/{}", part.slug)),
        (None, Some(_)) => context.to("timeline"),
        (None, None) => context.to("timeline") + &fragment(&format!("y{}", slug(title))),
    })
}
