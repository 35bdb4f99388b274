//! The pages of years in the plan.

use std::collections::BTreeSet;

use super::{Planner, old_addresses};
use crate::{
    pages::{
        artifact::Page,
        earlier::Earlier,
        lists::{self, Of},
        moved::MovedPage,
        redirects,
        year::YearPage,
        years,
    },
    reader::Listed,
    source::diag::Place,
    text::route::Route,
};

impl Planner<'_> {
    /// Pages of years, and pages at the addresses of those that have nothing any more. Whatever an author puts at such an address comes first.
    pub(super) fn years(&mut self, earlier: &Earlier<'_>) {
        let whole = self.whole;
        let (years, gone) = years::find(whole, earlier);
        if years.is_empty() && gone.is_empty() {
            return;
        }
        let config = whole.config();
        let written = old_addresses(whole).into_iter();
        let base = config.base_url.as_deref();
        let written = written.map(|(_, name)| redirects::route(&name.value, base, config.urls));
        let written: BTreeSet<Route> = written.flatten().collect();
        let route = |slug: &str| {
            let route = Route::page(&format!("{}/{slug}", years::FOLDER), config.urls)?;
            let is_taken =
                written.contains(&route) || whole.assets().iter().any(|asset| asset.route == route);
            (!is_taken).then_some(route)
        };
        for (year, of) in years {
            if let Some(route) = route(&of.slug)
                && self.claims.take(&route, years::FOLDER, Place::Site).is_ok()
            {
                let transcripts = of.transcripts.clone();
                self.plan.years.insert(year, of);
                let page = Page::new(route, YearPage { year, transcripts });
                self.plan.pages.push(page);
            }
        }
        for slug in gone {
            let of = Of::Index(Listed::Transcripts);
            let to = lists::page_of(whole, of);
            if let Some(route) = route(&slug)
                && self.claims.take(&route, years::FOLDER, Place::Site).is_ok()
            {
                let part = None;
                self.plan
                    .pages
                    .push(Page::new(route, MovedPage { of, to, part }));
            }
        }
    }
}
