//! Places in the output: the only maker of output paths and of addresses in links.
//!
//! A [`Route`] names a file of the output by its path with `/`. How a page is addressed in a link
//! ([`Route::href`]) is always relative, so that the same output works at a domain's root, under any
//! sub-path and opened from a disk.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::text::name::{self, Fault};

/// A file of the output, relative to its folder: `transcripts/2014-04-01-brussels.html`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
pub struct Route(String);

/// How pages are laid out in the output (`urls:` in postil.yaml).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Urls {
    /// `topics/syria.html`: works from a disk.
    #[default]
    Files,
    /// `topics/syria/index.html`, linked as `topics/syria/`: needs a web server.
    Directories,
}

impl Route {
    /// A route from path parts; none for what no output can hold (see [`name::impossible`]), so that no route leaves the output folder.
    pub fn new(path: &str) -> Option<Self> {
        Self::parse(path).ok()
    }

    /// As [`Route::new`], and says what is wrong.
    ///
    /// # Errors
    /// Why the path is none.
    pub fn parse(path: &str) -> Result<Self, Fault> {
        match name::impossible(path) {
            Some(fault) => Err(fault),
            None => Ok(Self(path.to_owned())),
        }
    }

    /// Whether it is one of the names that postil keeps for itself at the output's root: `.postil-record` and its like.
    pub fn is_reserved(&self) -> bool {
        const OURS: &[u8] = b".postil";
        let path = self.0.as_bytes();
        path.len() >= OURS.len() && path[..OURS.len()].eq_ignore_ascii_case(OURS)
    }

    /// The route of the page named `path` (without an ending) in the given layout: `topics/syria` gives
    /// `topics/syria.html` or `topics/syria/index.html`; a name that is or ends in `index` stays a file.
    pub fn page(path: &str, urls: Urls) -> Option<Self> {
        Self::parse_page(path, urls).ok()
    }

    /// As [`Route::page`], and says what is wrong.
    ///
    /// # Errors
    /// Why the path is none.
    pub fn parse_page(path: &str, urls: Urls) -> Result<Self, Fault> {
        let is_index = path == "index" || path.ends_with("/index");
        match urls {
            Urls::Directories if !is_index && path != "404" => {
                Self::parse(&format!("{path}/index.html"))
            }
            Urls::Directories | Urls::Files => Self::parse(&format!("{path}.html")),
        }
    }

    /// The path below the output folder, with `/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many folders deep the file lies: 0 for `index.html`.
    pub fn depth(&self) -> usize {
        self.0.matches('/').count()
    }

    /// The way from this page to the output's root: `../` for each folder, empty at the root.
    pub fn to_root(&self) -> String {
        "../".repeat(self.depth())
    }

    /// The address of this file in a link on a page whose way to the root is `root` (see [`Route::to_root`]; a full address for
    /// the 404 page), with the letters of other scripts as they are. In the layout of directories `index.html` is left out.
    pub fn href(&self, root: &str, urls: Urls) -> String {
        let mut href = String::with_capacity(root.len() + self.0.len());
        href.push_str(root);
        let path = match urls {
            Urls::Directories => self.0.strip_suffix("index.html").unwrap_or(&self.0),
            Urls::Files => &self.0,
        };
        readable(path, RESERVED_IN_PATH, &mut href);
        if href.is_empty() {
            href.push_str("./");
        }
        href
    }

    /// The address under `base` (which ends in `/`), percent-encoded, as sitemaps and canonical links have it.
    /// In the layout of directories, and for the home page, `index.html` is left out.
    pub fn absolute(&self, base: &str, urls: Urls) -> String {
        let mut url = base.to_owned();
        let path = match self.0.strip_suffix("index.html") {
            Some("") => "",
            Some(folder) if urls == Urls::Directories => folder,
            Some(_) | None => &self.0,
        };
        url.extend(utf8_percent_encode(path, RESERVED_IN_PATH));
        url
    }
}

/// All but the unreserved characters (RFC 3986, section 2.3), which are encoded as UTF-8 bytes.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The same in a path, whose slashes stay.
const RESERVED_IN_PATH: &AsciiSet = &RESERVED.remove(b'/');

/// An id as a value in an address (RFC 3986, section 3.4), percent-encoded.
pub fn in_address(id: &str) -> String {
    utf8_percent_encode(id, RESERVED).to_string()
}

/// A fragment (`#...`) for an id, with the letters of other scripts as they are.
pub fn fragment(id: &str) -> String {
    let mut fragment = String::from("#");
    readable(id, RESERVED, &mut fragment);
    fragment
}

/// Writes a part of an address as an IRI (RFC 3987, section 2.2; the URL code points of the URL standard): letters and signs of other scripts
/// stay, a third of the bytes that their percent-encoding takes, and browsers encode them alike. What nobody sees is encoded: blanks, and the
/// invisible and direction signs that RFC 3987, section 4.1, forbids. Of ASCII, what is `reserved` is encoded.
pub fn readable(text: &str, reserved: &'static AsciiSet, out: &mut String) {
    let mut rest = text;
    while !rest.is_empty() {
        let seen = |c: char| {
            !(c.is_ascii() || c.is_control() || c.is_whitespace() || name::is_invisible(c))
        };
        let begin = rest.find(seen).unwrap_or(rest.len());
        out.extend(utf8_percent_encode(&rest[..begin], reserved));
        rest = &rest[begin..];
        let end = rest.find(|c| !seen(c)).unwrap_or(rest.len());
        out.push_str(&rest[..end]);
        rest = &rest[end..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(path: &str) -> Route {
        Route::new(path).expect("a good path")
    }

    #[test]
    fn links_are_relative_and_name_the_file() {
        let topic = route("topics/syria.html");
        assert_eq!(topic.href("", Urls::Files), "topics/syria.html");
        assert_eq!(topic.href("../", Urls::Files), "../topics/syria.html");
        assert_eq!(
            route("index.html").href("../", Urls::Files),
            "../index.html"
        );
        assert_eq!(
            route("topics/r b#é.html").href("../", Urls::Files),
            "../topics/r%20b%23é.html"
        );
        assert_eq!(
            route("topics/張\u{a0}\u{200f}தமிழ்.html").href("", Urls::Files),
            "topics/張%C2%A0%E2%80%8Fதமிழ்.html"
        );
        assert_eq!(
            route("topics/é.html").absolute("https://x.org/", Urls::Files),
            "https://x.org/topics/%C3%A9.html"
        );
        assert_eq!(fragment("é b"), "#é%20b");
        assert_eq!(
            route("index.html").absolute("https://x.org/", Urls::Files),
            "https://x.org/"
        );
    }

    #[test]
    fn directories_are_linked_without_index() {
        let page = |p| Route::page(p, Urls::Directories).expect("a good path");
        let topic = page("topics/syria");
        assert_eq!(topic.as_str(), "topics/syria/index.html");
        assert_eq!(topic.to_root(), "../../");
        assert_eq!(topic.href("", Urls::Directories), "topics/syria/");
        assert_eq!(page("index").href("../../", Urls::Directories), "../../");
        assert_eq!(page("index").href("", Urls::Directories), "./");
        assert_eq!(
            page("topics/index").href("../", Urls::Directories),
            "../topics/"
        );
        assert_eq!(
            topic.absolute("https://x.org/a/", Urls::Directories),
            "https://x.org/a/topics/syria/"
        );
    }

    #[test]
    fn no_route_leaves_the_output() {
        for bad in ["../x", "a/../b", "/a", "a//b", "a\\b", "", ".", "a/\u{0}"] {
            assert_eq!(Route::new(bad), None, "{bad:?}");
        }
    }
}
