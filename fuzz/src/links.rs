//! Links of notes: wiki links, addresses, and what is half of one.

use postil::markdown::{LinkSyntax, links, slips};
use postil::text;

pub fn read(markdown: &str) {
    for link in links(markdown) {
        let source = markdown
            .get(link.range.clone())
            .expect("on borders of characters");
        let fits = match link.kind {
            LinkSyntax::Wiki => source.starts_with("[[") && source.ends_with("]]"),
            LinkSyntax::Image => source.starts_with("!["),
            LinkSyntax::Address => source.starts_with(['[', '<']),
        };
        assert!(fits, "{source:?} {link:?}");
        assert!(
            link.context.text.get(link.context.hit.clone()).is_some(),
            "{link:?}"
        );
        assert!(!link.context.text.contains('\n'), "{link:?}");
        assert!(
            link.words.as_ref().is_none_or(|words| !words.is_empty()),
            "{link:?}"
        );
        address(&link.target);
    }
    let mut end = 0;
    for slip in slips(markdown) {
        assert!(markdown.get(slip.range.clone()).is_some(), "{slip:?}");
        assert!(
            slip.range.start >= end,
            "{slip:?} begins before the last one ends"
        );
        end = slip.range.end;
        assert!(
            slip.instead
                .as_ref()
                .is_none_or(|instead| !instead.is_empty()),
            "{slip:?}"
        );
    }
    markdown.lines().take(4).for_each(address);
}

fn address(address: &str) {
    let safe = text::is_safe_address(address);
    // Browsers drop these before they look for a scheme.
    let plain: String = address
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect();
    let lower = plain.to_ascii_lowercase();
    assert!(
        !safe
            || !["javascript:", "data:", "vbscript:"]
                .iter()
                .any(|bad| lower.starts_with(bad)),
        "{address:?}"
    );
    if text::is_external(address) {
        assert_eq!(
            text::lacks_scheme(address).filter(|_| !address.starts_with("//")),
            None
        );
    }
    text::lacks_host(address);
    if let Some(whole) = text::lacks_scheme(address) {
        assert!(
            text::is_external(&whole) && text::is_safe_address(&whole),
            "{whole:?}"
        );
        assert!(whole.ends_with(address));
    }
    if let Some((_, rest)) = text::file_of(address, |_| true) {
        assert!(address.ends_with(rest));
    }
}
