//! Addresses in content: which may become links.

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

#[cfg(test)]
mod tests {
    use super::*;

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
