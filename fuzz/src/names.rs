//! Names of files and addresses, and the routes made of them.

use postil::text::name;
use postil::text::route::{Route, Urls, fragment};
use postil::text;

pub fn read(input: &str) {
    for path in input.lines() {
        let composed = name::nfc(path);
        assert_eq!(name::nfc(&composed), composed, "{path:?}");
        let folded = name::folded(path);
        assert_eq!(name::folded(&folded), folded, "{path:?}");
        assert_eq!(name::folded(&composed), folded, "{path:?}");
        assert_eq!(name::folded(&name::lowered(path)), folded, "{path:?}");
        for folder in name::folders_of(path) {
            assert!(path.starts_with(folder));
        }
        for fault in [name::impossible(path), name::unportable(path)]
            .into_iter()
            .flatten()
        {
            assert!(!fault.to_string().is_empty());
        }
        route(path);
    }
}

fn route(path: &str) {
    if let Ok(route) = Route::parse(path) {
        assert_eq!(route.as_str(), path);
        assert!(name::impossible(path).is_none());
        route.is_reserved();
        let up = route.to_root();
        let href = route.href(&up, Urls::Files);
        assert!(all_is_seen(&href), "{href:?}");
        assert!(
            route
                .absolute("https://example.org/", Urls::Files)
                .is_ascii()
        );
        assert_eq!(
            text::percent_decoded(&href[up.len()..]).as_deref(),
            Some(path)
        );
        let (file, rest) =
            text::file_of(&href, |found| found == name::nfc(path)).expect("the file that it names");
        assert_eq!((file.as_str(), rest), (&*name::nfc(path), ""));
    }
    for urls in [Urls::Files, Urls::Directories] {
        if let Ok(page) = Route::parse_page(path, urls) {
            assert_eq!(Route::new(page.as_str()).as_ref(), Some(&page));
            assert!(!page.href("", urls).is_empty());
            assert!(text::is_safe_address(
                &page.absolute("https://example.org/", urls)
            ));
        }
    }
    let id = fragment(path);
    assert!(all_is_seen(&id), "{id:?}");
    assert_eq!(text::percent_decoded(&id[1..]).as_deref(), Some(path));
}

/// Whether nothing stands in an address that has a meaning in HTML or that nobody sees.
fn all_is_seen(href: &str) -> bool {
    !href.contains(|c: char| {
        c.is_whitespace() || c.is_control() || name::is_invisible(c) || "\"'<>&`\\".contains(c)
    })
}
