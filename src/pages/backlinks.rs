//! Who links to a page, each in its sentence.

use super::{
    context::PageContext,
    lists::{List, Of},
    markup, part_links, printed,
};
use crate::{
    reader::{Backlink, Thing, Where},
    view::{BacklinkView, PartView, field},
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
            own.map(|&i| view(context, &all[i as usize])).collect()
        }
        None => all.iter().map(|backlink| view(context, backlink)).collect(),
    };
    Backlinks {
        shown,
        count: all.len(),
        parts: part_links::all(
            context,
            split,
            (List::Links, &context.reader.page_name(thing)),
            part,
        ),
    }
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

fn view(context: &PageContext<'_>, backlink: &Backlink) -> BacklinkView {
    let from = match backlink.from {
        Where::Annotation(t, a) => Thing::Annotation(t, a),
        Where::Entry(e) => Thing::Entry(e),
        Where::Page(p) => Thing::Page(p),
    };
    let mut link = context.link(from);
    if let Where::Annotation(t, _) = backlink.from {
        let transcript = context.title(Thing::Transcript(t));
        let words = context.words();
        link.title = match backlink.paragraph {
            Some(p) => words.note_on_place(&transcript, &printed::paragraphs(words, p, p)),
            None => words.note_on(&transcript),
        };
    }
    BacklinkView {
        link,
        html: sentence(backlink),
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
    format!("{before}<b class=\"hit\">{words}</b>{after}")
}
