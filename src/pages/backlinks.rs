//! Who links to a page, each in its sentence.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    context::PageContext,
    lists::{List, Of},
    markup, part_links, printed,
};
use crate::{
    reader::{Backlink, Thing, Where},
    view::{BacklinkPlaceView, BacklinkView, PartView, field},
};

/// What links to a thing.
#[derive(Default)]
pub(super) struct Backlinks {
    /// Those of this page.
    pub(super) shown: Vec<BacklinkView>,
    /// How many in all.
    pub(super) count: usize,
    /// Where the others are.
    pub(super) parts: Vec<PartView>,
}

/// Pages and notes that link to `thing`: all, or if they are split those of a part.
pub(super) fn of(context: &PageContext<'_>, thing: Thing, part: Option<usize>) -> Backlinks {
    let all = context.reader.backlinks(thing);
    let split = context.parts(Of::Thing(thing), List::Links);
    let shown = match split {
        Some(split) => {
            let own = split.shown(part).iter();
            views(context, own.map(|&i| &all[i as usize]))
        }
        None => views(context, all.iter()),
    };
    Backlinks {
        shown,
        count: pages(all),
        parts: part_links::all(
            context,
            split,
            (List::Links, &context.reader.page_name(thing)),
            part,
        ),
    }
}

/// How many pages some links stand on.
fn pages(links: &[Backlink]) -> usize {
    let pages: BTreeSet<Thing> = links.iter().map(|link| link.from.page()).collect();
    pages.len()
}

/// All that a page of its own shows of them, if its templates write any of it.
pub(super) fn wanted(context: &PageContext<'_>, thing: Thing) -> Backlinks {
    let fields = [
        field!(EntryView.backlinks),
        field!(EntryView.backlink_count),
        field!(EntryView.backlinks_parts),
        field!(TranscriptView.backlinks),
        field!(TranscriptView.backlink_count),
        field!(TranscriptView.backlinks_parts),
    ];
    match context.reads.any(&fields) {
        true => of(context, thing, None),
        false => Backlinks::default(),
    }
}

/// Some links, those of one page together. The notes on a transcript are of one page.
fn views<'e>(
    context: &PageContext<'e>,
    links: impl Iterator<Item = &'e Backlink>,
) -> Vec<BacklinkView> {
    let mut views: Vec<BacklinkView> = Vec::new();
    let mut known: BTreeMap<Thing, usize> = BTreeMap::new();
    for backlink in links {
        let page = backlink.from.page();
        let place = *known.entry(page).or_insert_with(|| {
            views.push(BacklinkView {
                link: context.link(page),
                places: Vec::new(),
            });
            views.len() - 1
        });
        views[place].places.push(self::place(context, backlink));
    }
    views
}

fn place(context: &PageContext<'_>, backlink: &Backlink) -> BacklinkPlaceView {
    let note = match backlink.from {
        Where::Annotation(t, a) => {
            let words = context.words();
            let mut link = context.link(Thing::Annotation(t, a));
            link.title = match backlink.paragraph {
                Some(p) => words.note_at(&printed::paragraphs(words, p, p)),
                None => words.note_on_whole(),
            };
            // These are words of the page itself.
            (link.language, link.dir) = (None, None);
            Some(link)
        }
        Where::Entry(_) | Where::Page(_) => None,
    };
    let language = match backlink.from {
        Where::Annotation(t, a) => context.reader.annotation(t, a).language.as_deref(),
        Where::Entry(e) => context.reader.language(Thing::Entry(e)),
        Where::Page(p) => context.reader.language(Thing::Page(p)),
    };
    let language = language.filter(|language| *language != context.reader.config().language);
    BacklinkPlaceView {
        note,
        html: sentence(backlink),
        dir: language.map(printed::direction),
        language: language.map(str::to_owned),
    }
}

/// The sentence with the link's words standing out.
fn sentence(backlink: &Backlink) -> String {
    let Some(text) = &backlink.context else {
        return String::new();
    };
    let parts = (
        text.get(..backlink.hit.start),
        text.get(backlink.hit.clone()),
        text.get(backlink.hit.end..),
    );
    let (Some(before), Some(words), Some(after)) = parts else {
        return markup::escaped(text);
    };
    let (before, words, after) = (
        markup::escaped(before),
        markup::escaped(words),
        markup::escaped(after),
    );
    format!("{before}<b>{words}</b>{after}")
}
