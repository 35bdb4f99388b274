//! A part of what links to a thing, where that is too much for the thing's own page.

use super::{
    backlinks,
    context::PageContext,
    lists::{List, Of},
    part_links,
};
use crate::{bind::Thing, view::LinksView};

/// The view of part `part` of what links to `thing`.
pub(super) fn view(context: &PageContext<'_>, thing: Thing, part: usize) -> LinksView {
    let split = context.parts(Of::Thing(thing), List::Links);
    let list = backlinks::of(context, thing, Some(part));
    LinksView {
        target: context.link(thing),
        count: list.count,
        backlinks: list.shown,
        parts_of_list: part_links::all(
            context,
            split,
            &backlinks::links_page(context, thing),
            Some(part),
        ),
        part_title: split.map_or_else(String::new, |parts| parts.all[part].title.clone()),
    }
}
