//! Which pages there are and what each shows: from the [`Edition`] to a [`Plan`], and from a planned page to its view.
//!
//! Views ([`crate::view`]) are made one by one, when their page's turn comes ([`make`]), and dropped with it. This stage does not know Tera or the disk.
//!
//! From the ground up: `addresses` and `lists` say what pages and lists are called, `entry_rows`, `index_lines` and `timeline_items` what is in
//! each list, `splits` how long lists are divided. `reader` is all that a page may take of the edition, with a note of what it took; `context` adds where the
//! page stands, and so its addresses. An `artifact` is a page or another file that is made: each kind of them is a type in a file of its own, which knows its name,
//! templates, place in the sitemap and key, and makes it. `plan`, above them all, says which there are.

mod addresses;
mod artifact;
mod authorities;
mod backlinks;
mod called;
mod card;
mod claims;
mod contents;
mod context;
mod crumbs;
mod division;
mod earlier;
mod entry;
mod entry_links;
mod entry_lists;
mod entry_rows;
mod feed;
mod free;
mod head;
mod home;
mod index;
mod index_lines;
mod linked;
mod lists;
pub mod markup;
mod moved;
mod not_found;
mod notes;
mod part_links;
mod parts;
mod passage;
mod paths;
mod plan;
mod printed;
mod reader;
mod redirects;
mod robots;
mod site;
mod sitemap;
mod splits;
mod timeline;
mod timeline_items;
mod transcript;
mod turns;
mod xml;

pub use self::{
    addresses::{Addresses, route_of},
    artifact::{Copied, Made, Page, Plan},
    lists::{List, Listed, Of},
    parts::{Part, Parts},
    plan::plan,
    splits::Splits,
};
use self::{
    context::{Ground, PageContext, Position},
    reader::{Access, Reader},
};
use crate::{anchor::Lost, bind::Edition, store::digest::Digest, view::Reads};

/// A page up to its template, and what it was made of.
#[derive(Debug)]
pub struct Draft {
    /// The page.
    pub made: Made,
    /// The keys of all that was taken from the edition (see [`crate::bind::Handle`]), sorted. As long as all give what they gave, the
    /// page comes out the same.
    pub taken: Vec<Digest>,
}

/// Makes a planned page, up to its template; fields that its templates do not write (`reads`) may be left empty. `inline_css` are the
/// theme's style sheets, for the one page that links nowhere.
///
/// # Errors
/// When words that it shows cannot be had any more.
pub fn make(
    edition: &Edition,
    plan: &Plan,
    page: &Page,
    reads: &Reads,
    inline_css: &str,
) -> Result<Draft, Lost> {
    let access = Access::new(edition);
    let reader = Reader::new(&access);
    let config = reader.config();
    let ground = Ground {
        addresses: &plan.addresses,
        splits: &plan.splits,
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
