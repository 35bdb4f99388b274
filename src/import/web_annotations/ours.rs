//! Addresses of an archive of postil's own, as they stand in what it exports.

use crate::{
    archive::{Kind, ParagraphId},
    text::percent_decoded,
};

/// Whether an address is that of the words alone of a page: `transcripts/talk.txt` of `transcripts/talk.html` or `transcripts/talk/`.
pub(super) fn is_text_of(text: &str, page: &str) -> bool {
    let page = page.strip_suffix("index.html").unwrap_or(page);
    let page = page
        .strip_suffix(".html")
        .unwrap_or(page)
        .trim_end_matches('/');
    text.strip_suffix(".txt") == Some(page)
}

/// An entry: its kind and id, of `https://…/topics/mills.html`.
pub(super) fn entry(address: &str) -> Option<(Kind, String)> {
    let (folder, id) = page(address)?;
    Kind::built_in(folder).map(|kind| (kind, id))
}

/// A paragraph, as `see` names it: `talk#p4` of `https://…/transcripts/talk.html#p4`.
pub(super) fn paragraph(address: &str) -> Option<String> {
    let (page_address, fragment) = address.split_once('#')?;
    let (folder, id) = page(page_address)?;
    let paragraph: ParagraphId = fragment.parse().ok()?;
    (folder == "transcripts").then(|| format!("{id}#{paragraph}"))
}

/// An annotation's id: `two-labels` of `https://…/transcripts/talk.html#note-two-labels`.
pub(super) fn note(address: &str) -> Option<String> {
    let (_, fragment) = address.split_once('#')?;
    let id = fragment.strip_prefix("note-").filter(|id| !id.is_empty())?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_id = id.chars().all(plain) && !id.starts_with('-') && !ParagraphId::is_shape_of(id);
    is_id.then(|| id.to_owned())
}

/// The folder and the id of a page.
fn page(address: &str) -> Option<(&str, String)> {
    let address = address.split(['#', '?']).next()?;
    let address = address.strip_suffix("index.html").unwrap_or(address);
    let address = address
        .strip_suffix(".html")
        .unwrap_or(address)
        .trim_end_matches('/');
    let (rest, id) = address.rsplit_once('/')?;
    let folder = rest.rsplit('/').next()?;
    let id = percent_decoded(id)?.into_owned();
    (!id.is_empty()).then_some((folder, id))
}
