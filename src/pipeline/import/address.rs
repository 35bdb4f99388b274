//! Addresses as two may write one.

/// An address without its scheme, `www.` and slashes at its end.
pub(super) fn short(written: &str) -> &str {
    let rest = written.split_once("://").map_or(written, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_to_one_place_is_one() {
        for address in [
            "https://www.a.example/b/",
            "http://a.example/b",
            "a.example/b",
        ] {
            assert_eq!(short(address), "a.example/b");
        }
        assert_ne!(
            short("https://a.example/b?id=1"),
            short("https://a.example/b?id=2")
        );
    }
}
