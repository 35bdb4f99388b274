//! Planning again after an edit: only lists are looked at whose items are others.

use std::collections::BTreeSet;

use super::{
    artifact::Plan,
    earlier::Earlier,
    exported,
    lists::{List, Of},
    splits,
};
use crate::{
    export::Exporters,
    reader::{Thing, Whole},
    text::route::Route,
};

impl Plan {
    /// Plans again after an edit that changed nothing of what there is and what it is called, but the lists of some things; `earlier` are the
    /// routes that it was planned with. False, with the plan as it was, if pages come or go or are called otherwise: then all must be planned.
    pub fn relist(
        &mut self,
        whole: Whole<'_>,
        things: &BTreeSet<Thing>,
        earlier: &[Route],
        exporters: Exporters,
    ) -> bool {
        let earlier = Earlier::new(earlier, whole.config().urls);
        let mut fresh = splits::find_of(whole, things, &earlier);
        let lists = things.iter().flat_map(|&thing| {
            let of = Of::Thing(thing);
            List::all_of(of).iter().map(move |&list| (of, list))
        });
        let mut lists_of_pages = lists.map(|key| (self.splits.get(&key), fresh.get(&key)));
        let is_paged_alike = lists_of_pages.all(|(before, now)| match (before, now) {
            (Some(before), Some(now)) => before.is_paged_as(now),
            (before, now) => before.is_none() && now.is_none(),
        });
        let is_exported_alike = || {
            let lists = exported::lists(whole, exporters, self);
            let files = exported::files(whole, exporters);
            let now = files.iter().chain(&lists).map(exported::named);
            now.eq(self.exported.iter().map(exported::named))
        };
        if !is_paged_alike || !is_exported_alike() {
            return false;
        }
        self.splits.append(&mut fresh);
        things
            .iter()
            .for_each(|&t| self.digest_splits(Of::Thing(t)));
        true
    }
}
