//! What a finished page gives and asks for: its ids, what it leads to, whom it asks for anything.
//!
//! Links in the content are checked when names are bound; templates may write any others. So each page is looked at when it is finished: its ids
//! and what it leads to are kept with it as numbers, and looked at again only if a page or a place is gone since.

use std::borrow::Cow;

use crate::{
    html::{self, Found},
    incremental::{Damaged, Extent, Storage},
    source::digest::Digest,
    text::{self, route::Route},
};

/// A place on a page, as a number: none, a paragraph, another id, or that it is no link but a request to another host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Fragment(u64);

impl Fragment {
    const NONE: Fragment = Fragment(0);
    const REQUEST: Fragment = Fragment(u64::MAX);

    fn of(id: &str) -> Self {
        let number = id.strip_prefix('p').filter(|n| !n.starts_with('0'));
        match number.and_then(|n| n.parse::<u32>().ok()) {
            Some(number) => Fragment(number.into()),
            None => Fragment((Digest::of(id.as_bytes()).0 >> 1) | 1 << 62),
        }
    }
}

/// What a page leads to: a file of the output, by the digest of its route, and a place on it; or a request, by the digest of its address.
pub(super) type Target = (u64, Fragment);

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

/// What addresses on a page are seen from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Viewpoint<'a> {
    pub(super) route: &'a Route,
    /// Ends with `/`.
    pub(super) base_url: Option<&'a str>,
}

/// Whether a link is to a page as a whole.
pub(super) fn is_whole(fragment: Fragment) -> bool {
    fragment == Fragment::NONE
}

/// The number of a file of the output.
pub(super) fn target(route: &str) -> u64 {
    Digest::of(route.as_bytes()).0
}

impl PageLinks {
    /// Looks at a finished page.
    pub(super) fn of(page: &[u8], from: Viewpoint<'_>) -> Self {
        let mut all = Self::default();
        let html = String::from_utf8_lossy(page);
        let mut plain = true;
        html::look(&html, &mut |found| match found {
            Found::Id(id) => all.id(&id),
            Found::Base => plain = false,
            Found::Link(_) | Found::Fetch(_) => {
                all.links
                    .extend(from.link(&found).map(|(target, _)| target));
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

/// What is wrong with something on a page, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// It asks another host.
    Request,
    /// It leads to a file that is not there.
    File(String),
    /// It leads to a place that is not on the page.
    Place(String, String),
}

impl Viewpoint<'_> {
    /// What something on a page leads to, and that in words; none if that is no matter of the site.
    fn link(&self, found: &Found<'_>) -> Option<(Target, Wrong)> {
        let (address, fetched) = match found {
            Found::Link(address) => (&**address, false),
            Found::Fetch(address) => (&**address, true),
            Found::Id(_) | Found::Base => return None,
        };
        let own = self.base_url.and_then(|base| {
            let rest = address.strip_prefix(base.trim_end_matches('/'))?;
            (rest.is_empty() || rest.starts_with(['/', '#', '?'])).then_some(rest)
        });
        let path = match own {
            Some(rest) => self.rooted(rest.trim_start_matches('/')),
            None if text::is_external(address) => {
                return (fetched && self.is_foreign(address)).then(|| {
                    let number = Digest::of(address.as_bytes()).0;
                    ((number, Fragment::REQUEST), Wrong::Request)
                });
            }
            None if address.starts_with('/') => self.rooted(self.below_base(address)?),
            None => self.beside(address),
        };
        let written = address.split_once('#').map_or("", |(_, id)| id);
        // A place within an image is not looked for, nor are words to be searched on the page.
        let named = !fetched && !matches!(written, "" | "top") && !written.starts_with(":~:");
        let id = match named {
            true => text::percent_decoded(written).unwrap_or_else(|| written.to_owned()),
            false => String::new(),
        };
        let fragment = match named {
            true => Fragment::of(&id),
            false => Fragment::NONE,
        };
        let target = (target(&path), fragment);
        let wrong = match named {
            true => Wrong::Place(path.into_owned(), id),
            false => Wrong::File(path.into_owned()),
        };
        Some((target, wrong))
    }

    /// Whether an address is fetched from another host than the site's own.
    fn is_foreign(&self, address: &str) -> bool {
        let host = |address: &str| {
            let rest = match address.strip_prefix("//") {
                Some(rest) => rest,
                None => {
                    let (scheme, rest) = address.split_once("://")?;
                    let web = ["http", "https", "ws", "wss", "ftp"];
                    web.iter()
                        .any(|s| scheme.eq_ignore_ascii_case(s))
                        .then_some(rest)?
                }
            };
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            Some(rest[..end].to_ascii_lowercase())
        };
        match host(address) {
            Some(other) => self.base_url.and_then(host) != Some(other),
            None => false,
        }
    }

    /// The part of a path from the host's root that lies in the site; none if it leads out of it.
    fn below_base<'p>(&self, path: &'p str) -> Option<&'p str> {
        let base = self.base_url.unwrap_or("/");
        let below = base.split_once("://").map_or(base, |(_, rest)| rest);
        let below = below.find('/').map_or("/", |at| &below[at..]);
        path.strip_prefix(below)
    }

    fn rooted<'p>(&self, path: &'p str) -> Cow<'p, str> {
        let path = &path[..path.find(['#', '?']).unwrap_or(path.len())];
        let path = text::percent_decoded(path).map_or(Cow::Borrowed(path), Cow::Owned);
        match path.is_empty() || path.ends_with('/') {
            true => Cow::Owned(format!("{path}index.html")),
            false => path,
        }
    }

    /// The file that a relative address names.
    fn beside<'p>(&'p self, address: &'p str) -> Cow<'p, str> {
        let path = &address[..address.find(['#', '?']).unwrap_or(address.len())];
        if path.is_empty() {
            return Cow::Borrowed(self.route.as_str());
        }
        let mut folder = match self.route.as_str().rsplit_once('/') {
            Some((folder, _)) => folder,
            None => "",
        };
        let mut rest = path;
        loop {
            if let Some(below) = rest.strip_prefix("../") {
                // A browser stays at the root.
                folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
                rest = below;
            } else if let Some(same) = rest.strip_prefix("./") {
                rest = same;
            } else {
                break;
            }
        }
        let rest = match rest {
            "." => "",
            ".." => {
                folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
                ""
            }
            rest => rest,
        };
        let whole = match folder {
            "" => rest.to_owned(),
            folder => format!("{folder}/{rest}"),
        };
        Cow::Owned(self.rooted(&whole).into_owned())
    }

    /// What of a page is one of `bad`, with the address as it is written.
    pub(super) fn tell(&self, page: &[u8], bad: &[Target]) -> Vec<(Target, String, Wrong)> {
        let html = String::from_utf8_lossy(page);
        let mut told: Vec<(Target, String, Wrong)> = Vec::new();
        html::look(&html, &mut |found| {
            if let Some((target, wrong)) = self.link(&found)
                && bad.contains(&target)
                && told.iter().all(|(other, ..)| *other != target)
                && let Found::Link(address) | Found::Fetch(address) = found
            {
                told.push((target, address.into_owned(), wrong));
            }
        });
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(page: &str, base_url: Option<&str>, address: &str) -> Option<(String, String)> {
        let route = Route::new(page).expect("a route");
        let from = Viewpoint {
            route: &route,
            base_url,
        };
        let (_, wrong) = from.link(&Found::Link(address.into()))?;
        Some(match wrong {
            Wrong::Request => ("request".to_owned(), String::new()),
            Wrong::File(path) => (path, String::new()),
            Wrong::Place(path, id) => (path, id),
        })
    }

    #[test]
    fn addresses_are_read_as_a_browser_on_the_page_reads_them() {
        let base = Some("https://e.org/archive/");
        for (base, address, path, id) in [
            (None, "a.html", "topics/a.html", ""),
            (None, "../a%20b.html?x#p4", "a b.html", "p4"),
            (None, "../../../a.html", "a.html", ""),
            (None, "./", "topics/index.html", ""),
            (None, "..", "index.html", ""),
            (None, "#caf%C3%A9", "topics/x.html", "café"),
            (None, "", "topics/x.html", ""),
            (None, "/a/", "a/index.html", ""),
            (base, "/archive/a.html", "a.html", ""),
            (base, "https://e.org/archive/a.html#top", "a.html", ""),
            (base, "https://e.org/archive", "index.html", ""),
        ] {
            let found = files("topics/x.html", base, address);
            assert_eq!(found, Some((path.to_owned(), id.to_owned())), "{address}");
        }
        for address in [
            "https://x.org/a",
            "mailto:a@b.org",
            "data:,",
            "/other/a.html",
        ] {
            assert_eq!(files("topics/x.html", base, address), None, "{address}");
        }
    }

    #[test]
    fn only_what_is_fetched_from_another_host_is_a_request() {
        let route = Route::new("x.html").expect("a route");
        let base_url = Some("https://e.org/");
        let from = Viewpoint {
            route: &route,
            base_url,
        };
        let asks = |found| matches!(from.link(&found), Some((_, Wrong::Request)));
        for foreign in ["https://x.org/a.css", "//x.org/a.js", "HTTP://X.org"] {
            assert!(asks(Found::Fetch(foreign.into())), "{foreign}");
            assert!(!asks(Found::Link(foreign.into())), "{foreign}");
        }
        for own in [
            "https://e.org/a.css",
            "//E.org/a",
            "a.css",
            "data:image/png,x",
        ] {
            assert!(!asks(Found::Fetch(own.into())), "{own}");
        }
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
