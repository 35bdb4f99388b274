//! Which pages there are and what each shows: from the edition to a [`Plan`], and from a planned page to its view.
//!
//! Views ([`crate::view`]) are made one by one, when their page's turn comes ([`make`]), and dropped with it. This stage does not know Tera or the disk,
//! and the edition only as [`crate::reader`] gives it, with a note of what a page took.
//!
//! From the ground up: `lists` says what lists are called, `index_lines` and `timeline_items` where in them each item belongs, `splits` how long lists are
//! divided. `context` is the reader with where the page stands, and so the addresses on it. An `artifact` is a page or another file that is made: each kind of them is a type in a file of its own, which knows its name,
//! templates, place in the sitemap and key, and makes it. `plan`, above them all, says which there are.

mod alternates;
mod artifact;
mod asking;
mod authorities;
mod backlinks;
mod beside;
mod bundles;
mod called;
mod card;
mod citing;
mod claims;
mod contents;
mod context;
mod crumbs;
mod cut;
mod data_file;
mod described;
mod division;
mod earlier;
mod entry;
mod entry_links;
mod entry_lists;
mod exported;
mod figures;
mod free;
mod head;
mod home;
mod index;
mod index_lines;
mod line;
mod linked;
mod lists;
mod map;
mod marks;
pub mod markup;
mod moved;
mod not_found;
mod notes;
mod on_topics;
mod part_links;
mod part_rows;
mod parts;
mod passage;
mod passages;
mod past;
mod paths;
mod pictures;
mod plan;
mod printed;
mod redirects;
mod replan;
mod schema;
mod search;
mod series;
mod signs;
mod site;
mod splits;
mod timeline;
mod timeline_items;
mod together;
mod transcript;
mod turns;
mod usual;
mod versions;
mod voices;
mod wanted;
mod year;
mod year_links;
mod years;

use self::context::{Ground, PageContext, Position};
pub use self::{
    artifact::{Made, Page, Plan},
    exported::Wanted,
    plan::plan,
};
use crate::{
    reader::{Access, Lost, Reader},
    source::digest::Digest,
    view::Reads,
};

/// A page up to its template, and what it was made of.
#[derive(Debug)]
pub struct Draft {
    /// The page.
    pub made: Made,
    /// The keys of all that was taken from the edition (see [`crate::reader::Handle`]), sorted. As long as all give what they gave, the
    /// page comes out the same.
    pub taken: Vec<Digest>,
}

/// Makes a planned page, up to its template; fields that its templates do not write (`reads`) may be left empty. `inline_css` are the
/// theme's style sheets, for the one page that links nowhere.
///
/// # Errors
/// When words that it shows cannot be had any more.
pub fn make(
    access: &Access<'_>,
    plan: &Plan,
    page: &Page,
    reads: &Reads,
    inline_css: &str,
) -> Result<Draft, Lost> {
    let reader = Reader::new(access);
    let config = reader.config();
    let ground = Ground {
        addresses: &plan.addresses,
        splits: &plan.splits,
        alternates: &plan.alternates,
        years: &plan.years,
        inline_css,
    };
    let position = Position {
        kind: page.artifact.name(config),
        route: &page.route,
        root: page.artifact.root(&page.route, config),
    };
    let context = PageContext::new(reader, ground, position, reads.clone());
    let made = page.artifact.make(&context, plan);
    let taken = context.reader.noted();
    match access.lost() {
        Some(lost) => Err(lost.clone()),
        None => Ok(Draft { made, taken }),
    }
}
