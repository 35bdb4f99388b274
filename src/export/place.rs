//! Where things are on the web, and by what they are known.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use uuid::Uuid;

use super::Given;
use crate::{
    reader::{Destination, Route, Thing},
    source::digest::Digester,
};

/// The full address of a thing's page or place, if the site has a `base_url`; else the way to it from the file.
pub(super) fn address(given: &Given<'_>, to: impl Into<Destination>) -> String {
    match &given.reader.config().base_url {
        Some(base) => given.standpoint.with_root(base).href(to),
        None => given.standpoint.href(to),
    }
}

/// The same of a file of the output.
pub(super) fn file(given: &Given<'_>, route: &Route) -> String {
    let config = given.reader.config();
    let root = config.base_url.as_deref();
    route.href(root.unwrap_or(&given.standpoint.root), config.urls)
}

/// By what the world knows a thing: its full address, or, without a `base_url`, a name that the same archive gives it on every machine.
pub(super) fn identifier(given: &Given<'_>, to: impl Into<Destination>) -> String {
    known_by(given, &given.standpoint.with_root("").href(to))
}

/// The same of what has this address below the root of the site.
pub(super) fn known_by(given: &Given<'_>, path: &str) -> String {
    let config = given.reader.config();
    match &config.base_url {
        Some(base) => format!("{base}{path}"),
        None => urn(config.id.as_ref().unwrap_or(&config.title), path),
    }
}

/// A UUID of version 8 (RFC 9562, section 5.8) of the name of the archive and a path in it: the `id` that never changes, or else the title.
fn urn(archive: &str, path: &str) -> String {
    let half = |salt: &str| {
        Digester::new()
            .text(salt)
            .text(archive)
            .text(path)
            .finish()
            .0
    };
    let number = u128::from(half("high")) << 64 | u128::from(half("low"));
    Uuid::new_v8(number.to_be_bytes()).urn().to_string()
}

/// All but what RFC 3986 calls unreserved, and the slashes of paths.
const RESERVED_IN_PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// Words or a path as a part of a URI.
pub(super) fn encoded(words: &str) -> String {
    utf8_percent_encode(words, RESERVED_IN_PATH).to_string()
}

/// Rights as a name that programs know, if they are an address. That of rightsstatements.org begins with `http`, whatever an editor wrote.
pub(super) fn rights_address(rights: &str) -> Option<String> {
    let rights = rights.trim();
    let is_address = ["http://", "https://"]
        .iter()
        .any(|s| rights.starts_with(s));
    let plain = is_address && !rights.contains(char::is_whitespace);
    plain.then(
        || match rights.strip_prefix("https://rightsstatements.org/") {
            Some(rest) => format!("http://rightsstatements.org/{rest}"),
            None => rights.to_owned(),
        },
    )
}

/// Whether rights are told by their address.
pub fn is_address(rights: &str) -> bool {
    rights_address(rights).is_some()
}

/// Rights as they are told: an address as programs know it, words as they are.
pub(super) fn rights(rights: &str) -> String {
    rights_address(rights).unwrap_or_else(|| rights.to_owned())
}

/// The page of a transcript in words of this room.
pub(super) fn route_of_text(given: &Given<'_>, thing: Thing) -> Option<Route> {
    Route::new(&format!("{}.txt", given.reader.page_name(thing)))
}

#[cfg(test)]
mod tests {
    use super::{rights_address, urn};

    #[test]
    fn names_without_an_address_are_uuids_of_our_own_making() {
        let name = urn("Mills", "transcripts/hearing.html#note-one");
        assert_eq!(name.len(), "urn:uuid:".len() + 36);
        assert_eq!(&name[23..24], "8", "{name}");
        assert!("89ab".contains(&name[28..29]), "{name}");
        assert_ne!(name, urn("Mills", "transcripts/hearing.html#note-two"));
        assert_ne!(name, urn("Other", "transcripts/hearing.html#note-one"));
    }

    #[test]
    fn rights_statements_are_known_by_http() {
        let known = Some("http://rightsstatements.org/vocab/InC/1.0/".to_owned());
        for written in [
            "http://rightsstatements.org/vocab/InC/1.0/",
            "https://rightsstatements.org/vocab/InC/1.0/",
        ] {
            assert_eq!(rights_address(written), known);
        }
        assert_eq!(rights_address("All rights reserved"), None);
        assert_eq!(rights_address("https://x.example/ with words"), None);
    }
}
