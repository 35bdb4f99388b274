//! What a free page shows.

use serde::Serialize;

use super::{BacklinkView, LinkView, PartView};

/// `free` in `page.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FreeView {
    /// The id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Summary, plain text.
    pub summary: Option<String>,
    /// The body.
    pub html: String,
    /// The page's headings, for contents.
    pub contents: Vec<LinkView>,
    /// Pages and notes that link here; if they are split, those that are in no part.
    pub backlinks: Vec<BacklinkView>,
    /// How many in all.
    pub backlink_count: usize,
    /// If they are split: the pages.
    pub backlinks_parts: Vec<PartView>,
    /// `extra` of the front matter, untouched.
    pub extra: serde_json::Value,
    /// Whether it is a draft, which only a build with `--drafts` shows.
    pub draft: bool,
}
