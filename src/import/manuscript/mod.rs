//! What a word processor's file says, as [`docx`](super::docx) and [`odt`](super::odt) read it, and the transcript that it is.
//!
//! A reader gives a [`Manuscript`]: paragraphs with their looks, tables, boxes, footnotes and comments, tracked changes settled. Who speaks is
//! told from it here, by styles, bold letters, tables and plain labels; nothing here knows a format of files.
//!
//! | Module | What it does |
//! |---|---|
//! | `para` | a paragraph: words, their looks, what is anchored in them |
//! | `layout` | tables and boxes to paragraphs in a row |
//! | `label` | labels by style and in tables |
//! | `turns` | where turns begin |
//! | `marks` | times and pages in the words |
//! | `named` | what names of styles say
//! | `formats` | looks to what Markdown can say |
//! | `footnote` | footnotes as lines of words |
//! | `markdown` | comments as Markdown |
//! | `compose` | all of it as a transcript |
//! | `head` | title and properties |
//! | `tally` | looks that are not kept, changes that were settled |
//! | `notes` | comments to notes |

mod compose;
mod footnote;
mod formats;
mod head;
mod label;
mod layout;
mod markdown;
mod marks;
pub(super) mod named;
mod notes;
mod para;
mod tally;
#[cfg(test)]
pub(super) mod tests;
mod turns;

pub(super) use self::{
    compose::imported,
    para::{Anchor, Look, Para, ParaKind},
    tally::{Tally, settled},
};

use std::collections::BTreeMap;

use super::{Account, Place, Report};
use crate::text;

/// What a word processor's file says, tracked changes settled.
#[derive(Debug, Default)]
pub(super) struct Manuscript {
    /// What the file's properties say of it.
    pub(super) properties: Properties,
    /// Paragraphs, tables and boxes, in order.
    pub(super) pieces: Vec<Piece>,
    /// Footnotes and endnotes by what anchors call them.
    pub(super) footnotes: BTreeMap<String, Footnote>,
    /// Comments, in the file's order.
    pub(super) comments: Vec<Comment>,
    /// Whether the file says which comment answers which; else those on the same words do.
    pub(super) has_threads: bool,
    /// Addresses; looks name them by their places in this list.
    pub(super) links: Vec<String>,
    /// What became of all else.
    pub(super) account: Account,
}

impl Manuscript {
    /// The place of an address in the list of them, if it leads anywhere from a page.
    pub(super) fn link(&mut self, address: &str, place: Place) -> Option<usize> {
        let address = address.trim();
        if !(text::is_external(address) && text::is_safe_address(address)) {
            let what =
                format!("the link to `{address}` leads to nothing on the web and is not kept");
            self.account.remark(Report::new("links", place, what, ""));
            return None;
        }
        self.links.push(address.to_owned());
        Some(self.links.len() - 1)
    }
}

/// What a file's properties say of it.
#[derive(Debug, Default)]
pub(super) struct Properties {
    /// Its title.
    pub(super) title: Option<String>,
    /// Who made the file.
    pub(super) creator: Option<String>,
    /// When it was made, as written there.
    pub(super) created: Option<String>,
    /// BCP 47.
    pub(super) language: Option<String>,
    /// What else it says, by a word for it.
    pub(super) others: Vec<(&'static str, String)>,
}

/// A piece of a text.
#[derive(Debug)]
pub(super) enum Piece {
    /// A paragraph.
    Paragraph(Para),
    /// Rows of cells.
    Table(Vec<Row>),
    /// A box beside the text.
    Aside(Vec<Piece>),
}

/// A row of a table.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Its cells.
    pub(super) cells: Vec<Vec<Piece>>,
}

/// A footnote or an endnote.
#[derive(Debug, Default)]
pub(super) struct Footnote {
    /// Its paragraphs.
    pub(super) paragraphs: Vec<Para>,
    /// Where it stands.
    pub(super) place: Place,
}

/// A comment.
#[derive(Debug, Default)]
pub(super) struct Comment {
    /// What anchors call it.
    pub(super) id: String,
    /// Who wrote it, if that is said.
    pub(super) author: Option<String>,
    /// When, as the file has it: ISO 8601, local time.
    pub(super) written: Option<String>,
    /// The comment that it answers.
    pub(super) answers: Option<String>,
    /// Whether it is marked as settled.
    pub(super) done: bool,
    /// Its paragraphs.
    pub(super) paragraphs: Vec<Para>,
    /// Where it stands.
    pub(super) place: Place,
}
