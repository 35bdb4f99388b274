//! The way to each line of an index, and what it comes under.

use super::{
    called,
    paths::{self, Item as Way, Piece},
};
use crate::{
    archive::{Dated, EntryIndex, Kind},
    reader::{Line, Listed, Lists, MOST_ABOVE, Thing, Whole},
};

/// The ways to all items, in order.
pub(super) fn ways(whole: Whole<'_>, listed: Listed) -> Vec<Way<'_>> {
    let by_date = matches!(listed, Listed::Entries(Kind::EVENTS | Kind::DOCUMENTS));
    let (all, words) = (
        whole.lists.index_lines(listed),
        called::words(whole.config()),
    );
    let leads = |i: usize| all.get(i + 1).is_some_and(|next| next.depth > all[i].depth);
    let way = |(i, line): (usize, &Line)| match line.thing {
        Thing::Transcript(t) | Thing::Paragraph(t, _) | Thing::Annotation(t, _) => {
            Way::transcript(whole.lists.head(t), words)
        }
        Thing::Entry(e) if by_date => Way::dated_entry(whole.lists.entry(e), words),
        // A topic stands before those below it.
        Thing::Entry(e) if leads(i) && line.below.len() < MOST_ABOVE => {
            let above: Vec<EntryIndex> = line.below.iter().copied().chain([e]).collect();
            Way::at_end(below(whole, &above))
        }
        Thing::Entry(e) => Way::entry(whole.lists.entry(e), below(whole, &line.below)),
        Thing::Page(p) => {
            let page = whole.lists.page(p);
            Way::new(Vec::new(), &page.title, &page.identity.id)
        }
    };
    all.iter().enumerate().map(way).collect()
}

/// The way to a topic leads by the letters of the topic above all, then below that, and so on.
fn below(whole: Whole<'_>, above: &[EntryIndex]) -> Vec<Piece> {
    let mut way = Vec::new();
    for &topic in above {
        let entry = whole.lists.entry(topic);
        let letters = whole.lists.collation().letters(entry.sort_title());
        way.extend(letters.map(Piece::Letter));
        way.push(Piece::Below {
            id: entry.id().to_owned(),
            title: entry.fields.title.clone(),
        });
    }
    way
}

/// What a line comes under: its year, or the letter of its title; for topics that of the topic above all.
pub(super) fn heading(lists: Lists<'_>, listed: Listed, line: &Line) -> String {
    let year = |date: Option<&Dated>| {
        paths::year_heading(date.map(|date| &date.value), called::words(lists.config()))
    };
    match line.thing {
        Thing::Transcript(t) | Thing::Paragraph(t, _) | Thing::Annotation(t, _) => {
            year(lists.head(t).header().date.as_ref())
        }
        Thing::Entry(e) if matches!(listed, Listed::Entries(Kind::EVENTS | Kind::DOCUMENTS)) => {
            year(lists.entry(e).fields.date.as_ref())
        }
        Thing::Entry(e) => {
            let top = line.below.first().copied().unwrap_or(e);
            lists.collation().heading(lists.entry(top).sort_title())
        }
        Thing::Page(p) => lists.collation().heading(&lists.page(p).title),
    }
}
