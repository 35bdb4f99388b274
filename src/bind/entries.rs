//! Binds what entries refer to in their front matter, and makes stubs.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{EntryLinks, Names, Parts};
use crate::{
    archive::{
        Entry, EntryFields, EntryIndex, Identity, IndexVec, Kind, ListIndex, Mentions, Name, Prose,
    },
    diag::{Code, Diagnostic},
    text::Collation,
};

/// With `stubs: true`, makes an entry of each id that has no file; gives the names of all.
pub(super) fn stubs(parts: &mut Parts, diags: &mut Vec<Diagnostic>) -> Names {
    let mut names = Names::new(parts);
    if !parts.config.stubs {
        return names;
    }
    let mut wanted: BTreeMap<(Kind, String), Name> = BTreeMap::new();
    for (kind, name) in used(parts) {
        if names.entry(kind, &name.value).is_none() && !names.is_absent_entry(kind, &name.value) {
            wanted.entry((kind, name.value.clone())).or_insert(name);
        }
    }
    for ((kind, id), name) in wanted {
        let usable = crate::route::Route::new(&format!("x/{id}.html")).is_some()
            && !id.contains('/')
            && !id.contains(char::is_whitespace)
            && id != "index"
            && crate::name::unportable(&id).is_none();
        if !usable {
            continue;
        }
        diags.push(
            Diagnostic::at(
                Code::StubMade,
                name.span,
                format!("`{id}` has no file; its page is made from the id alone"),
            )
            .help(format!(
                "write `content/{}/{id}.md`",
                parts.config.kinds.names(kind).folder
            )),
        );
        let entry = Entry {
            identity: Identity {
                id: id.clone(),
                source: name.span.source,
            },
            kind,
            stub: true,
            fields: EntryFields {
                title: title_of(&id),
                mentions: Mentions::Never,
                ..EntryFields::default()
            },
            body: Prose {
                text: String::new(),
                span: name.span,
                lines: Vec::new(),
            },
        };
        let index = EntryIndex::at(parts.entries.len());
        names.add_entry(index, &entry);
        parts.entries.push(entry);
    }
    names
}

/// `central-african-republic` -> "Central african republic".
fn title_of(id: &str) -> String {
    let words = id.replace(['-', '_'], " ");
    let mut chars = words.chars();
    chars
        .next()
        .map_or(words.clone(), |c| c.to_uppercase().chain(chars).collect())
}

/// Every id that is used under the key of a kind.
fn used(parts: &Parts) -> Vec<(Kind, Name)> {
    let mut all = Vec::new();
    let mut of = |kind: Kind, names: &[Name]| all.extend(names.iter().map(|n| (kind, n.clone())));
    for outline in &parts.transcripts {
        let header = &outline.header;
        of(Kind::PLACES, &header.places);
        of(Kind::EVENTS, &header.events);
        of(Kind::PEOPLE, &header.present);
        for speaker in &header.speakers {
            of(Kind::PEOPLE, speaker.person.as_slice());
        }
        for turn in &header.turns {
            of(Kind::PEOPLE, turn.person.as_slice());
        }
        for (kind, name) in &header.about {
            of(*kind, std::slice::from_ref(name));
        }
        for (kind, name) in outline.annotations.iter().flat_map(|a| &a.names) {
            of(*kind, std::slice::from_ref(name));
        }
    }
    for entry in &parts.entries {
        of(Kind::TOPICS, &entry.fields.broader);
        of(entry.kind, &entry.fields.related);
        of(Kind::PLACES, &entry.fields.places);
        of(Kind::EVENTS, &entry.fields.part_of);
    }
    all
}

/// Binds the front matter of every entry and derives what points back.
pub(super) fn bind(
    parts: &Parts,
    names: &Names,
    diags: &mut Vec<Diagnostic>,
) -> IndexVec<EntryIndex, EntryLinks> {
    let mut links: IndexVec<EntryIndex, EntryLinks> = parts
        .entries
        .iter()
        .map(|e| of_entry(e, names, diags))
        .collect();
    let mut related: BTreeSet<(EntryIndex, EntryIndex)> = links
        .enumerated()
        .flat_map(|(i, links)| links.related.iter().map(move |&other| (i, other)))
        .collect();
    for index in links.indexes() {
        for whole in links[index].part_of.clone() {
            links[whole].parts.push(index);
        }
        for place in links[index].places.clone() {
            links[place].events_here.push(index);
        }
        for who in links[index].participants.clone() {
            links[who].took_part.push(index);
        }
        for other in links[index].related.clone() {
            if other != index && related.insert((other, index)) {
                links[other].related.push(index);
            }
        }
    }
    links
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
    let mut all = |kind: Kind, list: &[Name]| -> Vec<EntryIndex> {
        list.iter()
            .filter_map(|n| names.bind(kind, n, diags))
            .collect()
    };
    let broader = all(Kind::TOPICS, &fields.broader);
    let related = all(entry.kind, &fields.related);
    let places = all(Kind::PLACES, &fields.places);
    let part_of = all(Kind::EVENTS, &fields.part_of);
    let participants = fields
        .participants
        .iter()
        .filter_map(|n| bind_who(names, n, diags))
        .collect();
    let roles = fields
        .roles
        .iter()
        .map(|role| {
            role.at
                .as_ref()
                .and_then(|at| bind_loose(names, Kind::ORGANIZATIONS, at, diags))
        })
        .collect();
    EntryLinks {
        broader,
        related,
        places,
        part_of,
        participants,
        roles,
        ..EntryLinks::default()
    }
}

/// A person or an organization.
pub(super) fn bind_who(
    names: &Names,
    name: &Name,
    diags: &mut Vec<Diagnostic>,
) -> Option<EntryIndex> {
    names
        .entry(Kind::PEOPLE, &name.value)
        .or_else(|| names.entry(Kind::ORGANIZATIONS, &name.value))
        .or_else(|| {
            if names.is_absent_entry(Kind::ORGANIZATIONS, &name.value) {
                return None;
            }
            names.bind(Kind::PEOPLE, name, diags)
        })
}

/// An id, or a plain name: what looks like an id (lower case, no blanks, with a hyphen) must be one.
pub(super) fn bind_loose(
    names: &Names,
    kind: Kind,
    name: &Name,
    diags: &mut Vec<Diagnostic>,
) -> Option<EntryIndex> {
    let like_id = name.value.contains('-')
        && !name.value.contains(char::is_whitespace)
        && name.value.to_lowercase() == name.value;
    match names.entry(kind, &name.value) {
        None if like_id => names.bind(kind, name, diags),
        found => found,
    }
}
