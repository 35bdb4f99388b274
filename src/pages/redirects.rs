//! Old addresses: from what stands after `redirect_from`, as people or browsers write it, to a route.

use crate::text::{
    self, name,
    route::{Route, Urls},
};

fn unusable<T>(why: impl Into<String>) -> Result<T, String> {
    Err(why.into())
}

/// The route of the page at an old address: `old/path`, `old/path.html` or `old/path/` (the first is laid out as pages are), percent-encoded
/// or not, from the site's root, or as the full address below `base`.
///
/// # Errors
/// Why there can be no page at that address.
pub(super) fn route(written: &str, base: Option<&str>, urls: Urls) -> Result<Route, String> {
    let path = below(written.trim(), base)?;
    if path.contains(['?', '#']) {
        return unusable(
            "what follows a `?` or `#` never reaches a page; write them `%3F` and `%23` if they belong to a name",
        );
    }
    let parts: Vec<String> = path
        .trim_start_matches('/')
        .split('/')
        .map(part)
        .collect::<Result<_, _>>()?;
    let path = parts.join("/");
    if path.trim_end_matches('/').is_empty() {
        return unusable("that is the home page");
    }
    if path.starts_with('.') {
        return unusable("a name that begins with a full stop is hidden");
    }
    let route = if let Some(folder) = path.strip_suffix('/') {
        Route::parse(&format!("{folder}/index.html"))
    } else if path.ends_with(".html") || path.ends_with(".htm") {
        Route::parse(&path)
    } else {
        Route::parse_page(&path, urls)
    };
    route.map_err(|fault| fault.to_string())
}

/// What of an address lies below the site's own.
fn below<'a>(written: &'a str, base: Option<&str>) -> Result<&'a str, String> {
    let without_scheme = |address: &'a str| {
        let rest = address.split_once("://").map(|(_, rest)| rest);
        rest.or_else(|| address.strip_prefix("//"))
    };
    let Some(full) = without_scheme(written) else {
        return Ok(written);
    };
    let Some(base) = base else {
        return unusable("a full address is taken only if postil.yaml has a `base_url`");
    };
    let host = base.split_once("://").map_or(base, |(_, rest)| rest);
    match full.get(..host.len()) {
        Some(same) if same.eq_ignore_ascii_case(host) => Ok(&full[host.len()..]),
        Some(_) | None => unusable(format!("it does not lie below {base}")),
    }
}

/// One name. What was percent-encoded means these very bytes; what was typed is composed (NFC), as all addresses are.
fn part(written: &str) -> Result<String, String> {
    match text::percent_decoded(written) {
        Some(decoded) if decoded != written => match decoded.contains('/') {
            true => unusable("`%2F` is no border between folders"),
            false => Ok(decoded.into_owned()),
        },
        Some(_) | None => Ok(name::nfc(written).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(written: &str) -> Option<String> {
        let base = Some("https://archive.example.org/a/");
        let route = route(written, base, Urls::Files).ok()?;
        Some(route.as_str().to_owned())
    }

    #[test]
    fn old_addresses_are_taken_as_people_and_browsers_write_them() {
        for (written, meant) in [
            ("old/path", "old/path.html"),
            ("/old/path.html", "old/path.html"),
            ("old/path/", "old/path/index.html"),
            ("caf\u{e9}", "caf\u{e9}.html"),
            ("cafe\u{301}", "caf\u{e9}.html"),
            ("caf%C3%A9.html", "caf\u{e9}.html"),
            ("cafe%CC%81.html", "cafe\u{301}.html"),
            ("a%20b/c%23d", "a b/c#d.html"),
            ("a b", "a b.html"),
            ("100%", "100%.html"),
            ("100%25", "100%.html"),
            ("%zz", "%zz.html"),
            ("Talk:Main", "Talk:Main.html"),
            ("https://archive.example.org/a/x/y.html", "x/y.html"),
            ("http://Archive.example.org/a/x%20y", "x y.html"),
            ("//archive.example.org/a/x/", "x/index.html"),
        ] {
            assert_eq!(of(written).as_deref(), Some(meant), "{written}");
        }
        for bad in [
            "",
            "/",
            "?id=5",
            "a?b",
            "a#b",
            "..",
            "a/../b",
            "a/%2e%2e/b",
            "a%2Fb",
            "a%5Cb",
            "a%00",
            ".postil-record",
            "%2Ehtaccess",
            "https://elsewhere.org/x",
            "https://archive.example.org/b/x",
        ] {
            assert_eq!(of(bad), None, "{bad}");
        }
        assert!(of(&"x".repeat(300)).is_none());
    }
}
