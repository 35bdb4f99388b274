//! Index pages: all transcripts, or all entries of a kind.

use super::{
    card,
    here::{Here, date},
    parts,
    paths::{self, Item as Way, Piece},
    splits::{List, Of},
};
use crate::{
    archive::{Dated, EntryIndex, Kind, TranscriptIndex},
    bind::{Edition, Thing},
    text,
    view::{IndexGroup, IndexItem, IndexView},
};

/// How many broader topics of one are part of its address in an index.
const MOST_ABOVE: usize = 4;

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

    /// How many items it has.
    pub fn count(self, edition: &Edition) -> usize {
        match self {
            Listed::Transcripts => edition.transcripts.len(),
            Listed::Entries(kind) => edition.of_kind(kind).count(),
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
    depth: usize,
    /// For a topic: the broader ones that it is listed below, from the top.
    below: Vec<EntryIndex>,
}

/// The ways to all items, in order.
pub(super) fn ways(edition: &Edition, listed: Listed) -> Vec<Way<'_>> {
    let by_date = matches!(listed, Listed::Entries(Kind::EVENTS | Kind::DOCUMENTS));
    let all = lines(edition, listed);
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
        way.extend(letters.into_iter().map(Piece::Letter));
        way.push(Piece::Below {
            id: entry.id().to_owned(),
            title: entry.fields.title.clone(),
        });
    }
    way
}

/// An index, or one part of it.
pub(super) fn view(here: &Here<'_>, listed: Listed, part: Option<usize>) -> IndexView {
    let edition = here.all();
    let all = lines(edition, listed);
    let split = here.parts(Of::Index(listed), List::Main);
    let shown: Vec<&Line> = match split {
        Some(split) => split
            .shown(part)
            .iter()
            .map(|&i| &all[i as usize])
            .collect(),
        None => all.iter().collect(),
    };
    let one_group = listed == Listed::Entries(Kind::TOPICS) && split.is_none();
    let mut groups: Vec<IndexGroup> = Vec::new();
    for line in shown {
        let title = if one_group {
            String::new()
        } else {
            heading(edition, listed, line)
        };
        if groups.last().is_none_or(|g| g.title != title) {
            groups.push(IndexGroup {
                id: group_id(&title),
                title,
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
        parts_of_list: parts::views(here, split, &format!("{folder}/index"), part),
        part_title: split
            .zip(part)
            .map(|(split, part)| split.all[part].title.clone()),
        groups,
        folder,
    }
}

/// `y2014`, `l-a`, `l-å`: letters that a language tells apart have ids of their own.
fn group_id(title: &str) -> String {
    match title {
        text::DIGITS => "l-0-9".to_owned(),
        text::SIGNS => "l-signs".to_owned(),
        title if title.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("y{}", text::slug(title))
        }
        title => format!(
            "l-{}",
            title.to_lowercase().replace(char::is_whitespace, "-")
        ),
    }
}

fn lines(edition: &Edition, listed: Listed) -> Vec<Line> {
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
fn heading(edition: &Edition, listed: Listed, line: &Line) -> String {
    let year = |date: Option<&Dated>| paths::year_heading(date.map(|date| &date.value));
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
    entries.sort_by_key(|&e| super::timeline::sort_key(edition, e));
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
    let mut children: std::collections::BTreeMap<EntryIndex, Vec<EntryIndex>> =
        std::collections::BTreeMap::new();
    let mut roots = Vec::new();
    for &e in &all {
        match edition.entry_links[e].broader.first() {
            Some(&above) => children.entry(above).or_default().push(e),
            None => roots.push(e),
        }
    }
    let mut lines = Vec::with_capacity(all.len());
    let mut seen = std::collections::BTreeSet::new();
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
