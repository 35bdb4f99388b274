//! What an index lists, in which order.

use std::collections::{BTreeMap, BTreeSet};

use super::timeline_order;
use crate::{
    archive::{EntryIndex, Kind, Relation, TranscriptIndex},
    bind::{Edition, Thing},
};

/// How many broader topics of one are part of its address in an index.
pub const MOST_ABOVE: usize = 4;

/// What an index lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Listed {
    /// Transcripts.
    Transcripts,
    /// Entries of a kind.
    Entries(Kind),
}

/// One line of an index.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it leads to.
    pub thing: Thing,
    /// How deep it stands in a tree.
    pub depth: usize,
    /// For a topic: the first few broader ones that it is listed below, from the top.
    pub below: Vec<EntryIndex>,
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

fn by_year(edition: &Edition, kind: Kind) -> Vec<Line> {
    let mut entries: Vec<EntryIndex> = edition.of_kind(kind).collect();
    entries.sort_by_key(|&e| timeline_order::sort_key(edition, e));
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
