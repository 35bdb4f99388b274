//! Addresses on a page as a browser reads them there: which file of the site they lead to, and which place on it.

use std::borrow::Cow;

use crate::{
    html::{self, Found},
    source::digest::Digest,
    text::{self, route::Route},
};

/// A place on a page, as a number: none, a paragraph, another id, or that it is no link but a request to another host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Fragment(pub(super) u64);

impl Fragment {
    pub(super) const NONE: Fragment = Fragment(0);
    const REQUEST: Fragment = Fragment(u64::MAX);

    pub(super) fn of(id: &str) -> Self {
        let number = id.strip_prefix('p').filter(|n| !n.starts_with('0'));
        match number.and_then(|n| n.parse::<u32>().ok()) {
            Some(number) => Fragment(number.into()),
            None => Fragment((Digest::of(id.as_bytes()).0 >> 1) | 1 << 62),
        }
    }
}

/// What a page leads to: a file of the output, by the digest of its route, and a place on it; or a request, by the digest of its address.
pub(super) type Target = (u64, Fragment);

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

/// What something on a page leads to.
pub(super) enum Lead<'a> {
    /// To another host, which is asked.
    Request(&'a str),
    /// To a file of the output, and a place on it.
    File(Cow<'a, str>, Option<Cow<'a, str>>),
}

impl Lead<'_> {
    pub(super) fn target(&self) -> Target {
        match self {
            Lead::Request(address) => (Digest::of(address.as_bytes()).0, Fragment::REQUEST),
            Lead::File(path, id) => {
                let fragment = id.as_deref().map_or(Fragment::NONE, Fragment::of);
                (target(path), fragment)
            }
        }
    }

    /// What is wrong if that is not there.
    fn wrong(self) -> Wrong {
        match self {
            Lead::Request(_) => Wrong::Request,
            Lead::File(path, None) => Wrong::File(path.into_owned()),
            Lead::File(path, Some(id)) => Wrong::Place(path.into_owned(), id.into_owned()),
        }
    }
}

impl Viewpoint<'_> {
    /// What something on a page leads to; none if that is no matter of the site.
    pub(super) fn lead<'a>(&'a self, found: &'a Found<'_>) -> Option<Lead<'a>> {
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
            Some(rest) => rooted(Cow::Borrowed(path_of(rest.trim_start_matches('/')))),
            None if text::is_external(address) => {
                let asks = fetched && self.is_foreign(address);
                return asks.then_some(Lead::Request(address));
            }
            None if address.starts_with('/') => {
                rooted(Cow::Borrowed(path_of(self.below_base(address)?)))
            }
            None => self.beside(path_of(address)),
        };
        // A place within an image is not looked for.
        let place = (!fetched).then(|| place_in(address)).flatten();
        Some(Lead::File(path, place))
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

    /// The file that the path of a relative address names.
    fn beside<'a>(&'a self, path: &'a str) -> Cow<'a, str> {
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
        rooted(match folder {
            "" => Cow::Borrowed(rest),
            folder => Cow::Owned([folder, "/", rest].concat()),
        })
    }

    /// What of a page is one of `bad`, with the address as it is written.
    pub(super) fn tell(&self, page: &[u8], bad: &[Target]) -> Vec<(Target, String, Wrong)> {
        let mut told: Vec<(Target, String, Wrong)> = Vec::new();
        html::look(page, &mut |found| {
            let Some(lead) = self.lead(&found) else {
                return;
            };
            let target = lead.target();
            if bad.contains(&target)
                && told.iter().all(|(other, ..)| *other != target)
                && let Found::Link(address) | Found::Fetch(address) = &found
            {
                told.push((target, address.clone().into_owned(), lead.wrong()));
            }
        });
        told
    }
}

/// The place that an address names behind its `#`; none for the page as a whole, and for words to be searched on it.
fn place_in(address: &str) -> Option<Cow<'_, str>> {
    let (_, written) = address.split_once('#')?;
    let named = !matches!(written, "" | "top") && !written.starts_with(":~:");
    named.then(|| text::percent_decoded(written).unwrap_or(Cow::Borrowed(written)))
}

/// The number of the place that an address names.
pub(super) fn fragment_in(address: &str) -> Fragment {
    place_in(address).map_or(Fragment::NONE, |id| Fragment::of(&id))
}

/// An address without what stands behind its path.
fn path_of(address: &str) -> &str {
    &address[..address.find(['#', '?']).unwrap_or(address.len())]
}

/// The file that a path from the root of the site names.
fn rooted(path: Cow<'_, str>) -> Cow<'_, str> {
    let path = match text::percent_decoded(&path) {
        Some(Cow::Owned(decoded)) => Cow::Owned(decoded),
        Some(Cow::Borrowed(_)) | None => path,
    };
    match path.is_empty() || path.ends_with('/') {
        true => Cow::Owned(format!("{path}index.html")),
        false => path,
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
        let found = Found::Link(address.into());
        Some(match from.lead(&found)?.wrong() {
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
        let asks = |found| matches!(from.lead(&found), Some(Lead::Request(_)));
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
}
