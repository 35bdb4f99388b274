//! Files that pages name in their heads as another form of what they show.

use std::collections::BTreeMap;

use crate::{
    export::File,
    source::digest::{Digest, Digester},
    text::route::Route,
};

/// Files that pages name in their heads, each with its media type.
#[derive(Debug, Default)]
pub struct Alternates {
    /// On every page.
    site: Vec<(Route, &'static str)>,
    /// On the page of one thing, by its route.
    pages: BTreeMap<Route, Vec<(Route, &'static str)>>,
}

impl Alternates {
    /// Takes in a file, if pages name it; `page` is that of what it is about.
    pub(super) fn add(&mut self, file: &File, page: Option<Route>) {
        let Some(media_type) = file.alternate else {
            return;
        };
        let list = match page {
            Some(page) => self.pages.entry(page).or_default(),
            None => &mut self.site,
        };
        list.push((file.route.clone(), media_type));
    }

    /// What the page at a route names of what is about the site, and what of what is about its own thing.
    pub fn of(&self, route: &Route) -> [&[(Route, &'static str)]; 2] {
        let own = self.pages.get(route);
        [&self.site, own.map_or(&[], Vec::as_slice)]
    }

    /// Of what the page at a route names.
    pub(super) fn digest(&self, route: &Route, digester: &mut Digester) -> Digest {
        for (file, media_type) in self.of(route).into_iter().flatten() {
            digester.text(file.as_str()).text(*media_type);
        }
        digester.finish()
    }
}
