//! What a request asks for: which path below the base it means, and whether to show it. Pure.
//!
//! Whose name it may use for us is in `hosts`.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// All that is percent-encoded in a path.
const NOT_IN_PATHS: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// The path a site is mounted at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Base {
    /// Begins and ends with a slash; percent-decoded.
    decoded: String,
    /// The same, as it stands in an address.
    encoded: String,
}

/// Where a request's path lies.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Below the base: decoded, without the base and its slash.
    Below(String),
    /// At `/`, or at the base without its last slash: what is meant is the base.
    AtDoor,
    /// Elsewhere on this server, where nothing is.
    Outside,
}

impl Base {
    /// Reads `/`, `/sub/path/` or the same without some of its outer slashes; may be percent-encoded.
    ///
    /// # Errors
    /// When a segment is one that no request could name.
    pub(crate) fn new(path: &str) -> anyhow::Result<Base> {
        let inner = path.trim_matches('/');
        let decoded = match inner {
            "" => Some("/".to_owned()),
            inner => decode_path(inner).map(|inner| format!("/{inner}/")),
        };
        let Some(decoded) = decoded else {
            anyhow::bail!("the base path `{path}` cannot be served");
        };
        Ok(Base {
            encoded: encode_path(&decoded),
            decoded,
        })
    }

    /// As it stands in an address; begins and ends with a slash.
    pub(crate) fn encoded(&self) -> &str {
        &self.encoded
    }

    /// The address, from the root of this server, of a decoded path below the base.
    pub(crate) fn address_of(&self, path: &str) -> String {
        // With the base `/`, a path that began with a slash would name another host.
        format!(
            "{}{}",
            self.encoded,
            encode_path(path.trim_start_matches('/'))
        )
    }

    /// Reads the path of a request; `None` when it is one that no site can have.
    pub(crate) fn locate(&self, raw: &str) -> Option<Place> {
        let decoded = format!("/{}", decode_path(raw.strip_prefix('/')?)?);
        if let Some(below) = decoded.strip_prefix(&self.decoded) {
            return Some(Place::Below(below.to_owned()));
        }
        let at_door = decoded == "/" || self.decoded.strip_suffix('/') == Some(&decoded);
        Some(if at_door {
            Place::AtDoor
        } else {
            Place::Outside
        })
    }
}

/// Whether every segment of a decoded path is a plain name, so that joined to a folder it stays inside.
pub(crate) fn is_plain(path: &str) -> bool {
    let mut segments = path.split('/').rev();
    // What follows the last slash may be empty: a folder's page.
    segments
        .next()
        .is_none_or(|last| last.is_empty() || is_name(last))
        && segments.all(is_name)
}

fn is_name(segment: &str) -> bool {
    let colon = cfg!(windows) && segment.contains(':');
    !matches!(segment, "" | "." | "..") && !segment.contains(['/', '\\', '\0']) && !colon
}

/// Decodes segment by segment, so that an encoded slash does not turn into a border between segments.
fn decode_path(raw: &str) -> Option<String> {
    let segments: Option<Vec<String>> = raw
        .split('/')
        .map(|segment| decode(segment).filter(|decoded| !decoded.contains('/')))
        .collect();
    segments
        .map(|segments| segments.join("/"))
        .filter(|path| is_plain(path))
}

/// Percent-decodes; `None` when an escape is broken or the bytes are not UTF-8.
fn decode(raw: &str) -> Option<String> {
    let decoded = percent_decode_str(raw).decode_utf8().ok()?;
    // The crate leaves a broken escape as it is; a whole one loses two bytes.
    let escapes = raw.matches('%').count();
    (decoded.len() + 2 * escapes == raw.len()).then(|| decoded.into_owned())
}

/// Percent-encodes what may not stand in the path of an address; keeps slashes.
fn encode_path(path: &str) -> String {
    utf8_percent_encode(path, NOT_IN_PATHS).to_string()
}

/// Whether an `Accept` header names HTML: a browser that opens a page, rather than a tool or a script that fetches.
pub(crate) fn accepts_html(accept: &str) -> bool {
    accept.to_ascii_lowercase().contains("text/html")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn below(base: &str, raw: &str) -> Option<Place> {
        Base::new(base).unwrap().locate(raw)
    }

    #[test]
    fn path_is_decoded_and_cut_from_its_base() {
        let is = |path: &str| Some(Place::Below(path.to_owned()));
        assert_eq!(below("/", "/"), is(""));
        assert_eq!(below("/", "/topics/"), is("topics/"));
        assert_eq!(below("/sub/path/", "/sub/path/"), is(""));
        assert_eq!(below("sub", "/sub/t/x.html"), is("t/x.html"));
        assert_eq!(below("/", "/a%20b/%C3%BC.html"), is("a b/ü.html"));
        assert_eq!(below("/a%20b", "/a b/x"), is("x"));
        assert_eq!(below("/", "/...dots/..x"), is("...dots/..x"));
    }

    #[test]
    fn path_outside_the_base_is_the_door_or_nothing() {
        assert_eq!(below("/sub/path/", "/"), Some(Place::AtDoor));
        assert_eq!(below("/sub/path/", "/sub/path"), Some(Place::AtDoor));
        assert_eq!(below("/sub/path/", "/sub/"), Some(Place::Outside));
        assert_eq!(below("/sub/", "/subway/"), Some(Place::Outside));
    }

    #[test]
    fn path_that_could_leave_the_folder_is_refused() {
        for raw in [
            "/../x",
            "/a/..",
            "/a/%2e%2e/x",
            "/.",
            "/%2E%2e",
            "/a%2Fb",
            "/a%5Cb",
            "/a\\b",
            "/a%00",
            "//etc/passwd",
            "/a//b",
            "/%2Fetc",
            "/%zz",
            "/%4",
            "/%ff",
            "",
            "*",
        ] {
            assert_eq!(below("/", raw), None, "{raw}");
        }
        assert!(Base::new("/a/../b/").is_err());
    }

    #[test]
    fn address_is_encoded_and_stays_on_this_host() {
        let base = Base::new("/").unwrap();
        assert_eq!(base.address_of("a b/ü?#"), "/a%20b/%C3%BC%3F%23");
        assert_eq!(base.address_of("//evil.example/x"), "/evil.example/x");
        assert_eq!(Base::new("/sub/").unwrap().address_of("t/"), "/sub/t/");
    }

    #[test]
    fn event_path_is_checked_as_request_paths_are() {
        assert!(is_plain("") && is_plain("a/") && is_plain("a/b.html"));
        assert!(
            !is_plain("/a")
                && !is_plain("a/../b")
                && !is_plain("a//b")
                && !is_plain("..")
                && !is_plain("a\\b")
        );
    }

    #[test]
    fn accept_header_of_a_browser_names_html() {
        assert!(accepts_html(
            "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"
        ));
        assert!(accepts_html("Text/HTML"));
        assert!(!accepts_html("*/*"));
    }
}
