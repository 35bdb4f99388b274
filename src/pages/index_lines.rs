//! What an index lists, in which order, and the way to each line of it.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    called,
    lists::Listed,
    paths::{self, Item as Way, Piece},
    timeline_items,
};
use crate::{
    archive::{Dated, EntryIndex, Kind, Relation, TranscriptIndex},
    bind::{Edition, Thing},
};

/// How many broader topics of one are part of its address in an index.
const MOST_ABOVE: usize = 4;

/// One line of an index, before its view is made.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// What it leads to.
    pub(super) thing: Thing,
    /// How deep it stands in a tree.
    pub(super) depth: usize,
    /// For a topic: the broader ones that it is listed below, from the top.
    below: Vec<EntryIndex>,
}

/// The ways to all items, in order.
pub(super) fn ways(edition: &Edition, listed: Listed) -> Vec<Way<'_>> {
    let by_date = matches!(listed, Listed::Entries(Kind::EVENTS | Kind::DOCUMENTS));
    let all = all(edition, listed);
    let leads = |i: usize| all.get(i + 1).is_some_and(|next| next.depth > all[i].depth);
    let way = |(i, line): (usize, &Line)| match line.thing {
        Thing::Transcript(t) | Thing::Paragraph(t, _) | Thing::Annotation(t, _) => {
            Way::transcript(edition, t)
        }
        Thing::Entry(e) if by_date => Way::dated_entry(edition, e),
        // A topic stands before those below it.
        Thing::Entry(e) if leads(i) && line.below.len() < MOST_ABOVE => {
            let above: Vec<EntryIndex> = line.below.iter().copied().chain([e]).collect();
            Way::at_end(below(edition, &above))
        }
        Thing::Entry(e) => Way::entry(edition, e, below(edition, &line.below)),
        Thing::Page(p) => {
            let page = &edition.pages[p];
            Way::new(Vec::new(), &page.title, &page.identity.id)
        }
    };
    all.iter().enumerate().map(way).collect()
}

/// The way to a topic leads by the letters of the topic above all, then below that, and so on.
fn below(edition: &Edition, above: &[EntryIndex]) -> Vec<Piece> {
    let mut way = Vec::new();
    for &topic in above {
        let entry = edition.entry(topic);
        let letters = edition.collation.letters(entry.sort_title());
        way.extend(letters.map(Piece::Letter));
        way.push(Piece::Below {
            id: entry.id().to_owned(),
            title: entry.fields.title.clone(),
        });
    }
    way
}

/// The lines of an index, in order.
pub(super) fn all(edition: &Edition, listed: Listed) -> Vec<Line> {
    match listed {
        Listed::Transcripts => {
            let line = |&t: &TranscriptIndex| Line::new(Thing::Transcript(t));
            let dated = edition
                .by_date
                .partition_point(|&t| edition.outline(t).header.date.is_some());
            let (dated, undated) = edition.by_date.split_at(dated);
            dated.iter().rev().chain(undated).map(line).collect()
        }
        Listed::Entries(Kind::TOPICS) => topics(edition),
        Listed::Entries(kind) if kind == Kind::EVENTS || kind == Kind::DOCUMENTS => {
            by_year(edition, kind)
        }
        Listed::Entries(kind) => by_letter(edition, kind),
    }
}

impl Line {
    fn new(thing: Thing) -> Self {
        Self {
            thing,
            depth: 0,
            below: Vec::new(),
        }
    }
}

/// What a line comes under: its year, or the letter of its title; for topics that of the topic above all.
pub(super) fn heading(edition: &Edition, listed: Listed, line: &Line) -> String {
    let year = |date: Option<&Dated>| {
        paths::year_heading(date.map(|date| &date.value), called::words(&edition.config))
    };
    match line.thing {
        Thing::Transcript(t) | Thing::Paragraph(t, _) | Thing::Annotation(t, _) => {
            year(edition.outline(t).header.date.as_ref())
        }
        Thing::Entry(e) if matches!(listed, Listed::Entries(Kind::EVENTS | Kind::DOCUMENTS)) => {
            year(edition.entry(e).fields.date.as_ref())
        }
        Thing::Entry(e) => {
            let top = line.below.first().copied().unwrap_or(e);
            edition.collation.heading(edition.entry(top).sort_title())
        }
        Thing::Page(p) => edition.collation.heading(&edition.pages[p].title),
    }
}

fn by_year(edition: &Edition, kind: Kind) -> Vec<Line> {
    let mut entries: Vec<EntryIndex> = edition.of_kind(kind).collect();
    entries.sort_by_key(|&e| timeline_items::sort_key(edition, e));
    let entries = entries.into_iter();
    entries.map(|e| Line::new(Thing::Entry(e))).collect()
}

/// The entries of a kind in the order of their titles.
fn by_title(edition: &Edition, kind: Kind) -> Vec<EntryIndex> {
    let mut entries: Vec<EntryIndex> = edition.of_kind(kind).collect();
    entries.sort_by_key(|&e| edition.title_rank[e]);
    entries
}

fn by_letter(edition: &Edition, kind: Kind) -> Vec<Line> {
    let entries = by_title(edition, kind).into_iter();
    entries.map(|e| Line::new(Thing::Entry(e))).collect()
}

/// Topics as a tree, each below its first broader topic; those in a circle come at the end, so that none is lost.
fn topics(edition: &Edition) -> Vec<Line> {
    let all = by_title(edition, Kind::TOPICS);
    let mut children: BTreeMap<EntryIndex, Vec<EntryIndex>> = BTreeMap::new();
    let mut roots = Vec::new();
    for &e in &all {
        match edition.entry_links[e].to.of(Relation::Broader).first() {
            Some(&above) => children.entry(above).or_default().push(e),
            None => roots.push(e),
        }
    }
    let mut lines = Vec::with_capacity(all.len());
    let mut seen = BTreeSet::new();
    let mut stack: Vec<(EntryIndex, usize)> = roots.iter().rev().map(|&e| (e, 0)).collect();
    let mut above: Vec<EntryIndex> = Vec::new();
    while let Some((e, depth)) = stack.pop() {
        if !seen.insert(e) {
            continue;
        }
        above.truncate(depth);
        lines.push(Line {
            depth,
            // Deeper trees than anybody reads are listed below the first few.
            below: above.iter().copied().take(MOST_ABOVE).collect(),
            ..Line::new(Thing::Entry(e))
        });
        above.push(e);
        for &child in children.get(&e).into_iter().flatten().rev() {
            stack.push((child, depth + 1));
        }
    }
    let rest = all.into_iter().filter(|e| !seen.contains(e));
    lines.extend(rest.map(|e| Line::new(Thing::Entry(e))));
    lines
}
