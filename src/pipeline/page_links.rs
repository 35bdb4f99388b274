//! What a finished page gives and asks for: its ids, what it leads to, whom it asks for anything.
//!
//! Links in the content are checked when names are bound; templates may write any others. So each page is looked at when it is finished: its ids
//! and what it leads to are kept with it as numbers, and looked at again only if a page or a place is gone since.

use std::borrow::Cow;

use rapidhash::RapidHashMap;

use super::viewpoint::{self, Fragment, Target, Viewpoint};
use crate::{
    html::{self, Found},
    incremental::{Damaged, Extent, Storage},
};

/// What a page gives and asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PageLinks {
    /// It has `p1` to `pN`.
    paragraphs: u64,
    /// Its other ids, sorted.
    ids: Vec<Fragment>,
    /// Sorted, each once.
    pub(super) links: Vec<Target>,
}

impl PageLinks {
    /// Looks at a finished page.
    pub(super) fn of(page: &[u8], from: Viewpoint<'_>) -> Self {
        let mut all = Self::default();
        let mut plain = true;
        // Many places of a page are led to from another, and most addresses stand as they are read.
        let mut files: RapidHashMap<&str, Option<u64>> = RapidHashMap::default();
        html::look(page, &mut |found| match found {
            Found::Id(id) => all.id(&id),
            Found::Base => plain = false,
            Found::Link(Cow::Borrowed(address)) => {
                let file = address.split('#').next().unwrap_or_default();
                let target = || Some(from.lead(&Found::Link(file.into()))?.target().0);
                let target = *files.entry(file).or_insert_with(target);
                all.links
                    .extend(target.map(|target| (target, viewpoint::fragment_in(address))));
            }
            Found::Link(_) | Found::Fetch(_) => {
                all.links
                    .extend(from.lead(&found).map(|lead| lead.target()));
            }
        });
        if !plain {
            all.links.clear();
        }
        all.ids.sort_unstable();
        all.ids.dedup();
        all.links.sort_unstable();
        all.links.dedup();
        all
    }

    fn id(&mut self, id: &str) {
        let fragment = Fragment::of(id);
        if fragment.0 == self.paragraphs + 1 {
            self.paragraphs += 1;
        } else {
            self.ids.push(fragment);
        }
    }

    /// Whether the page has a place.
    pub(super) fn has(&self, fragment: Fragment) -> bool {
        fragment == Fragment::NONE
            || (1..=self.paragraphs).contains(&fragment.0)
            || self.ids.binary_search(&fragment).is_ok()
    }

    /// Whether it has every place that `before` had.
    pub(super) fn has_all_of(&self, before: &PageLinks) -> bool {
        self.paragraphs >= before.paragraphs && before.ids.iter().all(|&id| self.has(id))
    }

    /// As bytes, to be kept.
    pub(super) fn keep(&self, storage: &Storage) -> Option<Extent> {
        let links = self
            .links
            .iter()
            .flat_map(|(target, fragment)| [*target, fragment.0]);
        let numbers = [self.paragraphs, self.ids.len() as u64];
        let ids = self.ids.iter().map(|id| id.0);
        let bytes: Vec<u8> = numbers
            .into_iter()
            .chain(ids)
            .chain(links)
            .flat_map(u64::to_le_bytes)
            .collect();
        storage.append(&bytes).ok()
    }

    /// From bytes that were kept.
    ///
    /// # Errors
    /// When they are damaged.
    pub(super) fn kept(storage: &Storage, extent: Extent) -> Result<Self, Damaged> {
        Self::from_bytes(&storage.read(extent)?).ok_or(Damaged)
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (chunks, _) = bytes.as_chunks::<8>();
        let mut numbers = chunks.iter().map(|chunk| u64::from_le_bytes(*chunk));
        let (paragraphs, count) = (numbers.next()?, numbers.next()?);
        let ids: Vec<Fragment> = numbers
            .by_ref()
            .take(usize::try_from(count).ok()?)
            .map(Fragment)
            .collect();
        let rest: Vec<u64> = numbers.collect();
        let links = rest
            .chunks_exact(2)
            .map(|pair| (pair[0], Fragment(pair[1])));
        Some(Self {
            paragraphs,
            ids,
            links: links.collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::route::Route;

    #[test]
    fn links_are_what_each_of_them_leads_to() {
        let route = Route::new("topics/x.html").expect("a route");
        let from = Viewpoint {
            route: &route,
            base_url: Some("https://e.org/"),
        };
        let addresses = [
            "#p4",
            "a.html#p4",
            "a.html#p5",
            "a.html",
            "a.html?q#top",
            "a.html#:~:text=a",
            "#",
            "",
            "https://x.org/#p4",
            "mailto:a@b.org",
            "https://e.org/a.html#caf%C3%A9",
            "a.html?x&amp;y#p4",
            "https://e.org#p4",
            "data:,#p4",
            "../b%20c.html#p4",
        ];
        let page = addresses.map(|address| format!("<a href=\"{address}\">"));
        let mut each: Vec<Target> = Vec::new();
        html::look(page.concat().as_bytes(), &mut |found| {
            each.extend(from.lead(&found).map(|lead| lead.target()));
        });
        each.sort_unstable();
        each.dedup();
        assert_eq!(each.len(), 8);
        assert_eq!(PageLinks::of(page.concat().as_bytes(), from).links, each);
    }

    #[test]
    fn paragraphs_are_counted_and_other_ids_are_noted() {
        let route = Route::new("x.html").expect("a route");
        let from = Viewpoint {
            route: &route,
            base_url: None,
        };
        let page = "<p id=p1><p id=p2><p id=p4><h2 id=early-years>";
        let page_links = PageLinks::of(page.as_bytes(), from);
        for (id, has) in [
            ("p2", true),
            ("p3", false),
            ("p4", true),
            ("p04", false),
            ("early-years", true),
            ("early", false),
        ] {
            assert_eq!(page_links.has(Fragment::of(id)), has, "{id}");
        }
        let fewer = PageLinks::of(b"<p id=p1><p id=p2><h2 id=early-years>", from);
        assert!(page_links.has_all_of(&fewer) && !fewer.has_all_of(&page_links));
    }
}
