//! Binds what entries refer to in their front matter.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{EntryLinks, Names, ground::Ground};
use crate::{
    archive::{Entry, EntryIndex, IndexVec, Inverse, Kind, ListIndex, Relation, Role},
    source::diag::Diagnostic,
    text::Collation,
};

/// Binds the front matter of every entry and derives what points back.
pub(super) fn bind(
    ground: Ground<'_>,
    diags: &mut Vec<Diagnostic>,
) -> IndexVec<EntryIndex, EntryLinks> {
    let entries = ground.entries.iter();
    let mut links: IndexVec<EntryIndex, EntryLinks> =
        entries.map(|e| of_entry(e, ground.names, diags)).collect();
    for &relation in Relation::ALL {
        match relation.reference().inverse {
            Inverse::Listed(_) | Inverse::Below { .. } => turn_round(relation, &mut links),
            Inverse::Same => both_ways(relation, &mut links),
            // Transcripts and their annotations are in the index of rows.
            Inverse::Nothing | Inverse::Transcripts | Inverse::Spoken | Inverse::Passages => {}
        }
    }
    links
}

/// Lists with each entry what names it under a relation.
fn turn_round(relation: Relation, links: &mut IndexVec<EntryIndex, EntryLinks>) {
    for index in links.indexes() {
        for named in links[index].to.of(relation).to_vec() {
            links[named].from.push(relation, index);
        }
    }
}

/// Lists an entry with each that it names, unless it is there.
fn both_ways(relation: Relation, links: &mut IndexVec<EntryIndex, EntryLinks>) {
    let pairs = links.enumerated().flat_map(|(i, links)| {
        let named = links.to.of(relation).iter();
        named.map(move |&other| (i, other))
    });
    let mut pairs: BTreeSet<(EntryIndex, EntryIndex)> = pairs.collect();
    for index in links.indexes() {
        for other in links[index].to.of(relation).to_vec() {
            if other != index && pairs.insert((other, index)) {
                links[other].to.push(relation, index);
            }
        }
    }
}

/// The place of each title in the order of all; equal ones stay in order, which is that of kinds and ids.
pub(super) fn ranks_by_title<'a, I: ListIndex>(
    titles: impl Iterator<Item = &'a str>,
    collation: &Collation,
) -> IndexVec<I, u32> {
    let titles: Vec<&str> = titles.collect();
    let keys = titles.into_par_iter().with_min_len(256).enumerate();
    let mut order: Vec<(Vec<u8>, usize)> =
        keys.map(|(i, title)| (collation.key(title), i)).collect();
    order.sort_unstable();
    let mut ranks = IndexVec::filled(0, order.len());
    for (rank, (_, i)) in (0u32..).zip(order) {
        ranks[I::at(i)] = rank;
    }
    ranks
}

/// Dated events by date, then by title.
pub(super) fn events_in_time_order(
    entries: &IndexVec<EntryIndex, Entry>,
    title_rank: &IndexVec<EntryIndex, u32>,
) -> Vec<EntryIndex> {
    let dated = entries.enumerated().filter(|(_, e)| e.kind == Kind::EVENTS);
    let mut events: Vec<_> = dated
        .filter_map(|(i, e)| {
            let key = e.fields.date.as_ref()?.value.sort_key();
            Some((key, title_rank[i], i))
        })
        .collect();
    events.sort_unstable();
    events.into_iter().map(|(_, _, i)| i).collect()
}

fn of_entry(entry: &Entry, names: &Names, diags: &mut Vec<Diagnostic>) -> EntryLinks {
    let fields = &entry.fields;
    let mut links = EntryLinks::default();
    for (relation, name) in fields.named.each() {
        let found = names.bind(entry.naming(relation, name), diags);
        links.to.extend(relation, found);
    }
    let organization = |role: &Role| {
        let at = role.at.as_ref()?;
        names.bind(entry.naming(Relation::RoleAt, at), diags)
    };
    links.roles = fields.roles.iter().map(organization).collect();
    links
}
