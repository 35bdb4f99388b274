//! Addresses in content: which may become links.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::text::name;

/// Whether an address names a scheme or a host, so that it leads out of the site.
pub fn is_external(address: &str) -> bool {
    address.starts_with("//") || scheme(address).is_some()
}

/// Whether an address may be put into `href`: web, mail and telephone addresses, and relative ones. Everything that a
/// browser might run (`javascript:`, `data:`, `vbscript:`), however disguised by white space or control characters, is not.
pub fn is_safe_address(address: &str) -> bool {
    let plain: String = address
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect();
    match scheme(&plain) {
        Some(scheme) => ["http", "https", "mailto", "tel", "doi", "urn", "ftp"]
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known)),
        None => !plain.starts_with(':'),
    }
}

/// Whether a web address names no host (`https:/example.org`, `https://`): a slip.
pub fn lacks_host(address: &str) -> bool {
    let rest = match scheme(address) {
        Some(scheme)
            if ["http", "https"]
                .iter()
                .any(|s| scheme.eq_ignore_ascii_case(s)) =>
        {
            &address[scheme.len() + 1..]
        }
        Some(_) => return false,
        None if address.starts_with("//") => address,
        None => return false,
    };
    let host = rest.strip_prefix("//");
    host.is_none_or(|host| host.is_empty() || host.starts_with(['/', '?', '#', '.']))
}

/// Whether words between brackets are an address rather than a remark, by how they begin.
pub fn begins_like_address(words: &str) -> bool {
    const BEGINNINGS: [&str; 9] = [
        "http://", "https://", "mailto:", "www.", "assets/", "./", "../", "/", "#",
    ];
    let lower = words.trim_start().to_ascii_lowercase();
    BEGINNINGS.iter().any(|begin| lower.starts_with(begin))
}

/// The scheme of an address (RFC 3986, section 3.1).
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    // An entity might hide a scheme; a path, query or fragment ends the search for one.
    if !scheme.contains('&') && scheme.contains(['/', '?', '#']) {
        return None;
    }
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    (valid || scheme.contains(['&', '%', '\\'])).then_some(scheme)
}

/// What an address should be that names another host without a scheme (`www.example.org`, `example.org/page`, `a@b.org`, and
/// `//example.org`, which leads nowhere from a disk); none for any other. A name that ends as files do is a file's.
pub fn lacks_scheme(address: &str) -> Option<String> {
    const ENDINGS: [&str; 58] = [
        "asp", "avi", "avif", "bib", "bmp", "css", "csv", "doc", "docx", "epub", "flac", "gif",
        "gz", "htm", "html", "ics", "ipynb", "jpeg", "jpg", "js", "json", "jsp", "m4a", "m4v",
        "md", "mkv", "mobi", "mov", "mp3", "mp4", "odp", "ods", "odt", "oga", "ogg", "ogv", "opus",
        "pdf", "php", "png", "ppt", "pptx", "rar", "rtf", "srt", "svg", "tar", "tei", "tif",
        "tiff", "tsv", "txt", "vtt", "wav", "webm", "webp", "xml", "zip",
    ];
    if let Some(host) = address.strip_prefix("//") {
        return Some(format!("https://{host}"));
    }
    if scheme(address).is_some() || address.starts_with(['/', '.', '#', '?']) {
        return None;
    }
    let host = address.split(['/', '?', '#']).next().unwrap_or_default();
    let (mail, host) = match host.rsplit_once('@') {
        Some((user, host)) if !user.is_empty() => (true, host),
        Some(_) => return None,
        None => (false, host),
    };
    let labels: Vec<&str> = host.split('.').collect();
    let valid = |label: &&str| {
        let plain = |c: char| c.is_alphanumeric() || c == '-';
        !label.is_empty() && label.chars().all(plain)
    };
    let last = labels.last()?.to_lowercase();
    let top = last.chars().count() >= 2 && last.chars().all(char::is_alphabetic);
    let file = !address.contains('/')
        && !mail
        && !host.starts_with("www.")
        && ENDINGS.binary_search(&last.as_str()).is_ok();
    let named = labels.len() >= 2 && labels.iter().all(valid) && top && !file;
    let scheme = if mail { "mailto:" } else { "https://" };
    named.then(|| format!("{scheme}{address}"))
}

/// The file that an address within the site means, composed (NFC), and what follows it (`?...`, `#...`). Percent signs are read as in a
/// URL (`page%201.pdf`) where that gives a file, else as they stand (`100%.pdf`).
pub fn file_of(address: &str, exists: impl Fn(&str) -> bool) -> Option<(String, &str)> {
    let end = address.find(['#', '?']).unwrap_or(address.len());
    let (path, rest) = address.split_at(end);
    let path = path
        .trim_start_matches("./")
        .trim_start_matches("../")
        .trim_start_matches('/');
    let composed = |path: &str| Some(name::nfc(path).into_owned()).filter(|path| exists(path));
    let found = percent_decoded(path)
        .and_then(|decoded| composed(&decoded))
        .or_else(|| composed(path));
    found.map(|file| (file, rest))
}

/// `%20` and its like as the characters that they stand for; none if that is not text.
pub fn percent_decoded(written: &str) -> Option<Cow<'_, str>> {
    // Most addresses have none, and are asked for once for each link of a page.
    if !written.contains('%') {
        return Some(Cow::Borrowed(written));
    }
    let decoded = percent_decode_str(written).decode_utf8().ok()?;
    // The crate leaves a sign that no two digits follow; to us it tells that nothing was encoded. Each other one took two bytes with it.
    let encoded = written.matches('%').count();
    (decoded.len() + 2 * encoded == written.len()).then_some(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_without_its_scheme_is_known() {
        for (address, whole) in [
            ("www.example.org", "https://www.example.org"),
            ("example.org", "https://example.org"),
            ("example.org/page", "https://example.org/page"),
            (
                "archive.example.co.uk/a.pdf?x#y",
                "https://archive.example.co.uk/a.pdf?x#y",
            ),
            ("пример.рф", "https://пример.рф"),
            ("a.b@example.org", "mailto:a.b@example.org"),
            ("//example.org/a", "https://example.org/a"),
        ] {
            assert_eq!(lacks_scheme(address).as_deref(), Some(whole), "{address}");
        }
        for address in [
            "map.pdf",
            "assets/map.pdf",
            "../example.org",
            "page.html#x",
            "https://example.org",
            "#x",
            "a",
            "a.b.",
            "topics/x",
            "1.5",
            "talk",
        ] {
            assert_eq!(lacks_scheme(address), None, "{address}");
        }
    }

    #[test]
    fn a_web_address_names_a_host() {
        for address in [
            "https:/example.org",
            "https:example.org",
            "https://",
            "http:///x",
            "//",
        ] {
            assert!(lacks_host(address), "{address}");
        }
        for address in [
            "https://example.org",
            "HTTP://x",
            "//x.org/a",
            "mailto:a@b.org",
            "a.html",
            "urn:x",
        ] {
            assert!(!lacks_host(address), "{address}");
        }
    }

    #[test]
    fn scripts_are_refused_however_disguised() {
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            " java\nscript:x",
            "data:text/html,x",
            "vbscript:x",
            "java&#115;cript:x",
            "\u{1}javascript:x",
        ] {
            assert!(!is_safe_address(bad), "{bad}");
        }
        for good in [
            "https://x.org",
            "mailto:a@b.c",
            "#p5",
            "../a.html",
            "a%20b.html?t=1:2",
            "topics/syria.html?x=1:2",
        ] {
            assert!(is_safe_address(good), "{good}");
        }
    }
}

#[cfg(test)]
mod file_tests {
    use super::*;

    #[test]
    fn percent_signs_are_read_as_in_a_url_where_that_gives_a_file() {
        let files = [
            "assets/page 1.pdf",
            "assets/100%.pdf",
            "assets/c#.pdf",
            "assets/\u{fc}.pdf",
        ];
        let file = |address| file_of(address, |path| files.contains(&path));
        for (address, path, rest) in [
            ("assets/page%201.pdf#page=2", "assets/page 1.pdf", "#page=2"),
            ("../assets/page 1.pdf?x", "assets/page 1.pdf", "?x"),
            ("assets/100%.pdf", "assets/100%.pdf", ""),
            ("assets/100%25.pdf", "assets/100%.pdf", ""),
            ("/assets/c%23.pdf", "assets/c#.pdf", ""),
            ("assets/%C3%BC.pdf", "assets/\u{fc}.pdf", ""),
            ("assets/u\u{308}.pdf", "assets/\u{fc}.pdf", ""),
            ("assets/u%CC%88.pdf", "assets/\u{fc}.pdf", ""),
        ] {
            assert_eq!(file(address), Some((path.to_owned(), rest)), "{address}");
        }
        for address in [
            "assets/c#.pdf",
            "assets/%FF.pdf",
            "assets/%",
            "assets/%2",
            "assets/%+1",
            "assets/%\u{e9}",
        ] {
            assert_eq!(file(address), None, "{address}");
        }
    }
}
