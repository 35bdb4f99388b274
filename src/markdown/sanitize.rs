//! Raw HTML in Markdown (CommonMark, sections 4.6 and 6.6): text by default, or an allow-list of it.
//!
//! If raw HTML passes, what the writer wrote and what the editor wrote are cleaned together, since a tag may open in
//! one event and close in another. So that an editor's `id` or `class` is not taken for one of ours, each attribute
//! that the writer writes begins with a [mark](Raw::mark) that the text cannot contain: it is made from the text's
//! digest. Cleaning takes the marks off.

use super::{Linker, Style, escape, tag, words::Words};
use crate::text::is_external;

/// What becomes of raw HTML in one text.
pub(super) struct Raw {
    /// Empty: shown as text.
    mark: String,
}

impl Raw {
    /// Decides for a text.
    pub(super) fn new(markdown: &str, style: &Style) -> Self {
        let passes = cfg!(feature = "sanitize") && style.raw_html && markdown.contains('<');
        let mark = if passes {
            // A digit at its front: an address behind the mark has no scheme.
            format!("0{}-", &blake3::hash(markdown.as_bytes()).to_hex()[..32])
        } else {
            String::new()
        };
        Self { mark }
    }

    /// Stands at the front of each attribute that the writer writes.
    pub(super) fn mark(&self) -> &str {
        &self.mark
    }

    /// Writes raw HTML that stands in a paragraph.
    pub(super) fn write(&self, html: &str, out: &mut String) {
        if self.mark.is_empty() {
            escape::text(html, out);
        } else {
            admit(html, out);
        }
    }

    /// Writes a block of raw HTML.
    pub(super) fn write_block(&self, html: &str, out: &mut String) {
        if self.mark.is_empty() {
            out.push_str("<p>");
            escape::text(html.trim_end(), out);
            out.push_str("</p>\n");
        } else {
            admit(html, out);
        }
    }

    /// The finished HTML of the text.
    pub(super) fn finish(&self, html: String, linker: &dyn Linker) -> String {
        if self.mark.is_empty() {
            return html;
        }
        clean(&html, &self.mark, linker)
    }
}

/// Whether a link to an address is marked as one that leaves the site; one to write a mail or to call does not.
pub(super) fn leads_out(address: &str) -> bool {
    let scheme = address.split(':').next().unwrap_or_default();
    is_external(address)
        && !scheme.eq_ignore_ascii_case("mailto")
        && !scheme.eq_ignore_ascii_case("tel")
}

/// The words of raw HTML: what is a tag of the allow-list, or a comment, is none.
pub(super) fn words(html: &str, words: &mut Words) {
    for piece in tag::pieces(html) {
        match piece {
            tag::Piece::Text(text) => words.push(text),
            tag::Piece::Tag(_) | tag::Piece::Comment => {}
        }
    }
}

/// Passes the tags of the allow-list on, shows others as text and drops comments.
fn admit(html: &str, out: &mut String) {
    for piece in tag::pieces(html) {
        match piece {
            // Character references are the editor's own.
            tag::Piece::Text(text) => out.push_str(&text.replace('<', "&lt;")),
            tag::Piece::Tag(tag) => out.push_str(tag),
            tag::Piece::Comment => {}
        }
    }
}

#[cfg(not(feature = "sanitize"))]
fn clean(html: &str, _mark: &str, _linker: &dyn Linker) -> String {
    html.to_owned()
}

/// Balances tags, drops attributes that are not allowed, and asks the linker about each address.
#[cfg(feature = "sanitize")]
fn clean(html: &str, mark: &str, linker: &dyn Linker) -> String {
    use std::sync::{Arc, Mutex, PoisonError};

    // The filter may not borrow the linker; it puts addresses aside, and their numbers in their place.
    let addresses = Arc::new(Mutex::new(Vec::<String>::new()));
    let aside = Arc::clone(&addresses);
    let own_mark = mark.to_owned();
    let mut allowed = allow_list();
    allowed.attribute_filter(move |_, name, value| {
        if let Some(own) = value.strip_prefix(own_mark.as_str()) {
            return Some(own.into());
        }
        match name {
            "href" | "src" => {
                let mut aside = aside.lock().unwrap_or_else(PoisonError::into_inner);
                aside.push(value.to_owned());
                Some(format!("{own_mark}{}", aside.len() - 1).into())
            }
            name if OURS.contains(&name) => None,
            _ => Some(value.into()),
        }
    });
    let cleaned = allowed.clean(html).to_string();
    let addresses = addresses.lock().unwrap_or_else(PoisonError::into_inner);
    with_addresses(&cleaned, mark, &addresses, linker)
}

/// Puts the addresses of raw HTML, as the linker gives them, into their places.
#[cfg(feature = "sanitize")]
fn with_addresses(html: &str, mark: &str, addresses: &[String], linker: &dyn Linker) -> String {
    let mut out = String::with_capacity(html.len());
    let mut parts = html.split(mark);
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let name = ["href", "src"]
            .into_iter()
            .find(|name| out.ends_with(&format!(" {name}=\"")));
        let number = part.split_once('"');
        let place =
            number.and_then(|(n, rest)| Some((addresses.get(n.parse::<usize>().ok()?)?, rest)));
        let (Some(name), Some((address, rest))) = (name, place) else {
            out.push_str(part);
            continue;
        };
        out.truncate(out.len() - name.len() - " =\"".len());
        let image = name == "src";
        let address = linker
            .address(address)
            .filter(|address| crate::text::is_safe_address(address))
            .filter(|address| !image || !is_external(address));
        if let Some(address) = address {
            out.push_str(&format!(" {name}=\""));
            escape::address(&address, &mut out);
            out.push('"');
            if image {
                out.push_str(" loading=\"lazy\"");
            } else if leads_out(&address) {
                out.push_str(" class=\"external\" rel=\"external\"");
            }
        }
        out.push_str(rest);
    }
    out
}

/// Attributes that the writer alone may set.
#[cfg(feature = "sanitize")]
const OURS: &[&str] = &[
    "id",
    "class",
    "tabindex",
    "role",
    "aria-label",
    "rel",
    "loading",
];

/// What editorial text may need: no scripts, styles, frames, forms, players, and no attribute that could take hold of
/// the page (`id`, `class`, `style`, `on...`).
#[cfg(feature = "sanitize")]
fn allow_list() -> ammonia::Builder<'static> {
    let mut builder = ammonia::Builder::empty();
    builder
        .add_tags(tag::ALLOWED)
        .add_clean_content_tags(["script", "style"])
        .add_generic_attributes(["lang", "dir", "title"])
        .add_generic_attributes(OURS)
        .add_tag_attributes("a", ["href", "hreflang"])
        .add_tag_attributes("img", ["src", "alt", "width", "height"])
        .add_tag_attributes("ol", ["start", "reversed", "type"])
        .add_tag_attributes("li", ["value"])
        .add_tag_attributes("col", ["span"])
        .add_tag_attributes("colgroup", ["span"])
        .add_tag_attributes("td", ["colspan", "rowspan"])
        .add_tag_attributes("th", ["colspan", "rowspan", "scope"])
        .add_tag_attributes("time", ["datetime"])
        .add_tag_attributes("ins", ["datetime"])
        .add_tag_attributes("del", ["datetime"])
        .add_tag_attributes("data", ["value"])
        .add_tag_attributes("details", ["open"])
        .add_url_schemes(["http", "https", "mailto", "tel", "ftp", "doi", "urn"])
        .link_rel(None)
        .strip_comments(true);
    builder
}
