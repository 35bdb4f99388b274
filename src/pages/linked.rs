//! A part of what links to a thing, where that is too much for the thing's own page.

use super::{
    artifact::{Artifact, Made, Plan},
    backlinks,
    context::PageContext,
    crumbs, head,
    lists::{List, Of},
    part_links,
};
use crate::{
    archive::config::Config,
    reader::Thing,
    source::digest::Digester,
    view::{Body, LinksView, PageView},
};

/// The page of a part of what links to a thing.
#[derive(Debug)]
pub(super) struct LinksPage {
    /// What is linked to.
    pub(super) of: Thing,
    /// Which part.
    pub(super) part: usize,
}

impl Artifact for LinksPage {
    fn name<'a>(&'a self, _config: &'a Config) -> &'a str {
        "links"
    }

    fn templates(&self, _config: &Config) -> Vec<String> {
        vec!["links.html".to_owned()]
    }

    fn lists(&self) -> Option<Of> {
        Some(Of::Thing(self.of))
    }

    fn key(&self, digester: &mut Digester) {
        digester.number(self.part as u64 + 1);
    }

    fn is_in_sitemap(&self) -> bool {
        true
    }

    fn make(&self, context: &PageContext<'_>, _plan: &Plan) -> Made {
        let (list, part) = (Of::Thing(self.of), (List::Links, self.part));
        let named = context.words().linked_to(&context.title(self.of));
        let mut head = PageView {
            title: crumbs::part_title(context, named, crumbs::title(context, list, part)),
            crumbs: vec![crumbs::home(context), context.link(self.of)],
            ..head::of(context)
        };
        let name = context.reader.page_name(self.of);
        head.crumbs
            .extend(crumbs::above(context, list, part, &name));
        let body = Body::Links(view(context, self.of, self.part));
        head::page(context, head, head::Special::default(), body)
    }
}

/// The view of part `part` of what links to `thing`.
fn view(context: &PageContext<'_>, thing: Thing, part: usize) -> LinksView {
    let split = context.parts(Of::Thing(thing), List::Links);
    let list = backlinks::of(context, thing, Some(part));
    LinksView {
        target: context.link(thing),
        count: list.count,
        backlinks: list.shown,
        parts_of_list: part_links::all(
            context,
            split,
            (List::Links, &context.reader.page_name(thing)),
            Some(part),
        ),
        part_title: split.map_or_else(String::new, |parts| parts.all[part].title.clone()),
    }
}
