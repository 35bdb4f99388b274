//! A part of what links to a thing, where that is too much for the thing's own page.

use super::{
    backlinks,
    here::Here,
    parts,
    splits::{List, Of},
};
use crate::{bind::Thing, view::LinksView};

/// The view of part `part` of what links to `thing`.
pub(super) fn view(here: &Here<'_>, thing: Thing, part: usize) -> LinksView {
    let split = here.parts(Of::Thing(thing), List::Links);
    let list = backlinks::of(here, thing, Some(part));
    LinksView {
        target: here.link(thing),
        count: list.count,
        backlinks: list.shown,
        parts_of_list: parts::views(here, split, &page(here, thing), Some(part)),
        part_title: split.map_or_else(String::new, |parts| parts.all[part].title.clone()),
    }
}

/// What the names of the parts' pages begin with.
pub(super) fn page(here: &Here<'_>, thing: Thing) -> String {
    List::Links.page(&here.page_name(thing))
}
