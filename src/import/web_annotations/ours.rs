//! Addresses of an archive of postil's own, as they stand in what it exports.

use crate::{
    archive::{Kind, Kinds, ParagraphId},
    text::percent_decoded,
};

/// The most bytes of a link's words that are looked at.
const LONGEST: usize = 500;

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

/// A paragraph or a note of a transcript, as `see` names it: `talk#p4` of `https://…/transcripts/talk.html#p4`, `talk#two-labels` of
/// `…#note-two-labels`.
pub(super) fn passage(address: &str) -> Option<String> {
    let (folder, id) = page(address)?;
    let (_, fragment) = address.split_once('#')?;
    let paragraph = fragment.parse::<ParagraphId>().ok();
    let inside = paragraph.map(|p| p.to_string()).or_else(|| note(address))?;
    (folder == "transcripts").then(|| format!("{id}#{inside}"))
}

/// What a link in double brackets names: an entry, a transcript, a passage of one.
fn linked(address: &str) -> Option<String> {
    if let Some((kind, id)) = entry(address).filter(|_| !address.contains('#')) {
        let kinds = Kinds::default();
        return Some(format!("{}:{id}", kinds.names(kind).slug));
    }
    match address.contains('#') {
        true => passage(address),
        false => page(address)
            .filter(|(folder, _)| *folder == "transcripts")
            .map(|(_, id)| id),
    }
}

/// A link of Markdown that was turned back: its address, and what the link in double brackets names.
pub(super) type Turned = (String, String);

/// Markdown whose links to pages of the archive at `base` stand in double brackets again, and which these are.
pub(super) fn links(markdown: &str, base: &str) -> (String, Vec<Turned>) {
    let (mut text, mut turned) = (String::with_capacity(markdown.len()), Vec::new());
    let (mut done, mut from) = (0, 0);
    while let Some(middle) = markdown.get(from..).and_then(|rest| rest.find("](<")) {
        let middle = from + middle;
        let Some(length) = markdown[middle..].find(">)") else {
            break;
        };
        from = middle + length + ">)".len();
        let address = &markdown[middle + "](<".len()..middle + length];
        let near = markdown.floor_char_boundary(middle.saturating_sub(LONGEST).max(done));
        let Some(label) = markdown[near..middle].rfind('[').map(|at| near + at) else {
            continue;
        };
        let words = &markdown[label + 1..middle];
        let is_escaped = markdown[done..label].ends_with(['\\', '!', '[']);
        let is_plain = !words.is_empty() && !words.contains(['|', ']', '\n', '\\']);
        let named = address.strip_prefix(base).and_then(|_| linked(address));
        if let (Some(named), true, false) = (named, is_plain, is_escaped) {
            text.push_str(&markdown[done..label]);
            text.push_str(&format!("[[{named}|{words}]]"));
            turned.push((address.to_owned(), named));
            done = from;
        }
    }
    text.push_str(&markdown[done..]);
    (text, turned)
}

/// The root of the archive that a transcript's page is of.
pub(super) fn base(address: &str) -> Option<&str> {
    let at = address.rfind("transcripts/")?;
    address.get(..at).filter(|base| base.contains("://"))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_an_archive_are_what_they_are_of() {
        let root = "https://a.example/x/";
        let at = |path: &str| format!("{root}{path}");
        assert_eq!(
            entry(&at("topics/mills.html")),
            Some((Kind::TOPICS, "mills".into()))
        );
        assert_eq!(
            entry(&at("people/jane/")),
            Some((Kind::PEOPLE, "jane".into()))
        );
        assert_eq!(entry(&at("transcripts/talk.html")), None);
        assert_eq!(
            passage(&at("transcripts/talk.html#p4a")).as_deref(),
            Some("talk#p4a")
        );
        assert_eq!(
            passage(&at("transcripts/talk/#note-two")).as_deref(),
            Some("talk#two")
        );
        assert_eq!(passage(&at("topics/mills.html#p4")), None);
        assert_eq!(note("urn:uuid:1"), None);
        assert_eq!(base(&at("transcripts/talk.html")), Some(root));
        assert!(is_text_of(
            &at("transcripts/talk.txt"),
            &at("transcripts/talk/")
        ));
        assert!(!is_text_of(
            &at("transcripts/talk.txt"),
            &at("transcripts/talks.html")
        ));
    }

    #[test]
    fn links_to_the_archive_stand_in_double_brackets_again() {
        let text = "See [a mill](<https://a.example/topics/mills.html>), [p](<https://a.example/transcripts/t.html#p4>), [x](<https://b.example/topics/mills.html>), \\[n](<https://a.example/topics/n.html>).";
        let (written, turned) = links(text, "https://a.example/");
        assert_eq!(
            written,
            "See [[topic:mills|a mill]], [[t#p4|p]], [x](<https://b.example/topics/mills.html>), \\[n](<https://a.example/topics/n.html>)."
        );
        assert_eq!(turned.len(), 2);
        assert_eq!(links("](<](<>)[", "").0, "](<](<>)[");
    }
}
