//! Editorial Markdown: notes, entries, source lines and free pages. Finds its links ([`links()`]), takes its words
//! ([`plain()`]) and writes safe HTML ([`render()`]); what looks like a link and is none is found, too ([`slips()`]).
//!
//! The dialect is [CommonMark 0.31](https://spec.commonmark.org/0.31.2/) with wiki links (`[[id|words]]`), footnotes,
//! tables and strikethrough; quotes and dashes stay as typed. What a link leads to is not known here: the caller
//! answers through [`Linker`].
//!
//! Safety does not rest on the caller: whatever the Markdown and whatever the linker answers, text and attributes are
//! escaped, tags are balanced, no address that a browser would run is written, and raw HTML is words unless
//! [`Style::raw_html`] lets an allow-list of it through.
//!
//! Transcripts are not read here; they have their own, smaller Markdown.

mod anchor;
mod context;
mod escape;
mod fast;
mod footnotes;
mod heading;
mod highlight;
mod ids;
mod image;
mod left;
mod links;
mod plain;
mod render;
mod sanitize;
mod slip;
mod slips;
mod table;
mod tag;
#[cfg(test)]
mod tests;
mod wiki;
mod words;
mod writer;

use std::ops::Range;

use pulldown_cmark::Options;

pub use links::links;
pub use plain::plain;
pub use render::render;
pub use slip::{Slip, SlipKind};
pub use slips::slips;

/// A link found in Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundLink {
    /// Bytes of the Markdown: the whole link with its brackets.
    pub range: Range<usize>,
    /// How it is written.
    pub kind: LinkSyntax,
    /// What stands behind it: an id, or an address with its escapes and entities resolved.
    pub target: String,
    /// Shown words of a wiki link, if written.
    pub words: Option<String>,
    /// The sentence that it stands in.
    pub context: Context,
}

/// How a link is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkSyntax {
    /// `[[id]]`, `[[id|words]]`.
    Wiki,
    /// `[words](address)`, `[words][label]`, `<https://...>` (CommonMark, sections 6.3 and 6.5).
    Address,
    /// `![words](address)` (CommonMark, section 6.4).
    Image,
}

/// The sentence, or the line of a table or list, in which a link stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// Plain text without markup; cut at words, with an ellipsis, where the sentence is long.
    pub text: String,
    /// Bytes of `text`: the link's words; for a wiki link without words its target, which the caller may replace by
    /// a title.
    pub hit: Range<usize>,
}

/// What a wiki link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page of the site.
    Page {
        /// Address, ready for `href` but not yet escaped for HTML.
        href: String,
        /// Words for a link that has none of its own.
        title: String,
        /// Kind of the thing: the class `link-KIND`.
        kind: String,
        /// Language of the title (BCP 47) and `ltr` or `rtl`, if that is not the language of the text. Words of the link's own are of the text.
        language: Option<(String, &'static str)>,
    },
    /// Nothing: shown as plain words.
    Unknown,
}

/// Knows what links lead to.
pub trait Linker {
    /// What `[[target]]` leads to. The words written in the link win over the title.
    fn wiki(&self, target: &str) -> Target;

    /// An ordinary address or image path, rewritten for the page; `None` shows the words only.
    fn address(&self, address: &str) -> Option<String>;

    /// What a table is called, for those who listen.
    fn table_label(&self) -> String;

    /// What leads from a footnote back to where it is referred to, for those who listen: `number` is that of the footnote, `2-3` its third reference.
    fn back_label(&self, number: &str) -> String;
}

/// How Markdown becomes HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    /// The level that a Markdown heading of level 1 gets; deeper ones follow, down to 6.
    pub headings_from: u8,
    /// Whether headings get an `id`.
    pub heading_ids: bool,
    /// Begins the ids of footnotes, so that several texts can share a page.
    pub footnote_prefix: String,
    /// Whether raw HTML passes (through an allow-list) instead of being shown as text. Needs the feature `sanitize`.
    pub raw_html: bool,
    /// One line without `<p>`: no block syntax is read, so that `1984. A novel` keeps its number.
    pub inline: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            headings_from: 2,
            heading_ids: false,
            footnote_prefix: String::new(),
            raw_html: false,
            inline: false,
        }
    }
}

/// Markdown as HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The HTML, safe to put into a page as it is.
    pub html: String,
    /// Its headings in document order.
    pub headings: Vec<Heading>,
}

/// A heading of a rendered text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Level in the HTML, 1 to 6.
    pub level: u8,
    /// `id` of the element: a slug, with `s-` before it where the page itself uses such ids; empty without [`Style::heading_ids`].
    pub id: String,
    /// Plain text.
    pub text: String,
}

/// The dialect, the same for every reader in this module.
fn dialect() -> Options {
    Options::ENABLE_WIKILINKS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
}
