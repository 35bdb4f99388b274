//! What only files of postil's own say: addresses of pages that are entries here.

use crate::{archive::Kind, import::xml::Element, text};

/// Whether postil wrote a file.
pub(super) fn is_own(tei: &Element) -> bool {
    let path = ["teiHeader", "encodingDesc", "p"];
    let told = tei.at(&path).map(Element::text).unwrap_or_default();
    told.trim_start().starts_with("Made by postil.")
}

/// The entry whose page has an address: `../people/jane-roe.html`.
pub(super) fn named_by_address(address: &str) -> Option<(Kind, String)> {
    let (folder, id) = page(address)?;
    Some((Kind::built_in(&folder)?, id))
}

/// The transcript whose page has an address.
pub(super) fn transcript_by_address(address: &str) -> Option<String> {
    page(address)
        .filter(|(folder, _)| folder == "transcripts")
        .map(|(_, id)| id)
}

/// The folder and the id of a page's address.
fn page(address: &str) -> Option<(String, String)> {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    let path = path.trim_end_matches('/');
    let mut parts = path.rsplit('/');
    let (id, folder) = (parts.next()?, parts.next()?);
    let id = id.strip_suffix(".html").unwrap_or(id);
    let decoded = |part: &str| text::percent_decoded(part).map(std::borrow::Cow::into_owned);
    let (folder, id) = (decoded(folder)?, decoded(id)?);
    (!id.is_empty()).then_some((folder, id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_known_by_their_addresses() {
        for address in [
            "https://example.org/a/people/j%C3%A9.html",
            "../people/jé/",
            "people/jé.html#p4",
        ] {
            assert_eq!(
                named_by_address(address),
                Some((Kind::PEOPLE, "jé".to_owned())),
                "{address}"
            );
        }
        assert_eq!(named_by_address("https://example.org/x/y"), None);
        assert_eq!(
            transcript_by_address("a/transcripts/t.html").as_deref(),
            Some("t")
        );
    }
}
