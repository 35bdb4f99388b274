//! Index pages: all transcripts, or all entries of a kind.

use super::{
    card,
    here::{Here, date},
    kinds::{IndexGroup, IndexItem, IndexView},
    parts::{self, Part},
};
use crate::{
    archive::Kind,
    bind::{Edition, Thing},
    text,
};

/// What an index lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Listed {
    /// Transcripts.
    Transcripts,
    /// Entries of a kind.
    Entries(Kind),
}

impl Listed {
    /// The folder of the pages listed.
    pub fn folder(self, edition: &Edition) -> &str {
        match self {
            Listed::Transcripts => "transcripts",
            Listed::Entries(kind) => &edition.config.kinds.names(kind).folder,
        }
    }

    /// Whether it is the index of a kind that has no entry.
    pub fn is_empty(self, edition: &Edition) -> bool {
        match self {
            Listed::Transcripts => false,
            Listed::Entries(kind) => !edition.kinds.contains(&kind),
        }
    }

    /// The heading.
    pub fn title(self, edition: &Edition) -> &str {
        match self {
            Listed::Transcripts => "Transcripts",
            Listed::Entries(kind) => &edition.config.kinds.names(kind).plural,
        }
    }
}

/// One line of an index, before its view is made.
struct Line {
    thing: Thing,
    /// Year or letter.
    key: String,
    depth: usize,
}

/// The parts into which an index is split.
pub fn parts_of(edition: &Edition, listed: Listed) -> Vec<Part> {
    let keys: Vec<String> = lines(edition, listed).into_iter().map(|l| l.key).collect();
    parts::split(&keys, edition.config.page_size)
}

/// An index, or one part of it.
pub(super) fn view(
    here: &Here<'_>,
    listed: Listed,
    parts: &[Part],
    part: Option<usize>,
) -> IndexView {
    let edition = here.all();
    let all = lines(edition, listed);
    let shown = match part {
        Some(i) => &all[parts[i].items.clone()],
        None if parts.is_empty() => &all[..],
        None => &[],
    };
    let one_group = listed == Listed::Entries(Kind::TOPICS) && parts.is_empty();
    let mut groups: Vec<IndexGroup> = Vec::new();
    for line in shown {
        let title = if one_group {
            String::new()
        } else {
            line.key.clone()
        };
        if groups.last().is_none_or(|g| g.title != title) {
            let slug = text::slug(&title);
            let id = match (listed, slug.as_str()) {
                (_, "") => format!("g{}", groups.len() + 1),
                (_, slug) if slug.starts_with(|c: char| c.is_ascii_digit()) => format!("y{slug}"),
                (_, slug) => format!("l-{slug}"),
            };
            groups.push(IndexGroup {
                title,
                id,
                items: Vec::new(),
            });
        }
        if let Some(group) = groups.last_mut() {
            group.items.push(item(here, line));
        }
    }
    let folder = listed.folder(edition).to_owned();
    IndexView {
        title: listed.title(edition).to_owned(),
        count: all.len(),
        parts_of_list: parts::views(here, parts, &format!("{folder}/index"), part),
        part_title: part.map(|i| parts[i].title.clone()),
        groups,
        folder,
    }
}

fn lines(edition: &Edition, listed: Listed) -> Vec<Line> {
    match listed {
        Listed::Transcripts => {
            let line = |&t: &u32| {
                let date = edition.outline(t).header.date.as_ref();
                Line {
                    thing: Thing::Transcript(t),
                    key: year(date.and_then(|d| d.value.year())),
                    depth: 0,
                }
            };
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

fn year(year: Option<i64>) -> String {
    year.map_or_else(|| "Undated".to_owned(), |y| y.to_string())
}

fn by_year(edition: &Edition, kind: Kind) -> Vec<Line> {
    let mut entries: Vec<u32> = edition.of_kind(kind).collect();
    entries.sort_by_key(|&e| super::timeline::sort_key(edition, e));
    entries
        .into_iter()
        .map(|e| Line {
            thing: Thing::Entry(e),
            key: year(
                edition
                    .entry(e)
                    .fields
                    .date
                    .as_ref()
                    .and_then(|d| d.value.year()),
            ),
            depth: 0,
        })
        .collect()
}

/// What names are sorted by: without accents and case, then as they are.
fn collation(edition: &Edition, e: u32) -> (String, String, u32) {
    let title = edition.entry(e).sort_title();
    (
        deunicode::deunicode(title).to_lowercase(),
        title.to_owned(),
        e,
    )
}

fn letter(edition: &Edition, e: u32) -> String {
    let title = edition.entry(e).sort_title();
    let first = title.chars().find(|c| c.is_alphanumeric());
    match first {
        Some(c) if c.is_numeric() => "0–9".to_owned(),
        Some(c) if c.is_ascii() => c.to_uppercase().collect(),
        Some(c) => {
            let plain = deunicode::deunicode_char(c)
                .and_then(|s| s.chars().next())
                .filter(|p| p.is_ascii_alphabetic());
            // Accented Latin letters go with their base; letters of other scripts stand for themselves.
            let latin = matches!(u32::from(c), 0x00C0..=0x024F | 0x1E00..=0x1EFF);
            plain
                .filter(|_| latin)
                .unwrap_or(c)
                .to_uppercase()
                .collect()
        }
        None => "#".to_owned(),
    }
}

fn by_letter(edition: &Edition, kind: Kind) -> Vec<Line> {
    let mut entries: Vec<u32> = edition.of_kind(kind).collect();
    entries.sort_by_cached_key(|&e| (letter(edition, e), collation(edition, e)));
    entries
        .into_iter()
        .map(|e| Line {
            thing: Thing::Entry(e),
            key: letter(edition, e),
            depth: 0,
        })
        .collect()
}

/// Topics as a tree, each below its first broader topic; those in a circle come at the end, so that none is lost.
fn topics(edition: &Edition) -> Vec<Line> {
    let mut all: Vec<u32> = edition.of_kind(Kind::TOPICS).collect();
    all.sort_by_cached_key(|&e| collation(edition, e));
    let mut children: std::collections::BTreeMap<u32, Vec<u32>> = std::collections::BTreeMap::new();
    let mut roots = Vec::new();
    for &e in &all {
        match edition.entry_links[e as usize].broader.first() {
            Some(&above) => children.entry(above).or_default().push(e),
            None => roots.push(e),
        }
    }
    let mut lines = Vec::with_capacity(all.len());
    let mut seen = std::collections::BTreeSet::new();
    let mut stack: Vec<(u32, usize, u32)> = roots.iter().rev().map(|&e| (e, 0, e)).collect();
    while let Some((e, depth, root)) = stack.pop() {
        if !seen.insert(e) {
            continue;
        }
        lines.push(Line {
            thing: Thing::Entry(e),
            key: letter(edition, root),
            depth,
        });
        for &child in children.get(&e).into_iter().flatten().rev() {
            stack.push((child, depth + 1, root));
        }
    }
    for e in all {
        if !seen.contains(&e) {
            lines.push(Line {
                thing: Thing::Entry(e),
                key: letter(edition, e),
                depth: 0,
            });
        }
    }
    lines
}

fn item(here: &Here<'_>, line: &Line) -> IndexItem {
    let edition = here.all();
    match line.thing {
        Thing::Entry(e) => {
            let entry = edition.entry(e);
            let mut link = here.link(line.thing);
            link.title = entry.sort_title().to_owned();
            IndexItem {
                link,
                date: entry.fields.date.as_ref().map(|d| date(here, d)),
                summary: entry.fields.summary.clone(),
                identifier: entry.fields.identifier.clone(),
                count: edition.index.of(e).passages.len(),
                below: edition.index.below(edition, e),
                depth: line.depth,
                card: None,
            }
        }
        Thing::Transcript(t) | Thing::Paragraph(t, _) | Thing::Annotation(t, _) => {
            let card = card::view(here, t);
            IndexItem {
                link: card.link.clone(),
                date: card.date.clone(),
                summary: card.summary.clone(),
                count: card.notes,
                card: Some(card),
                ..IndexItem::default()
            }
        }
        Thing::Page(_) => IndexItem {
            link: here.link(line.thing),
            ..IndexItem::default()
        },
    }
}
