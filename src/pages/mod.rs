//! Which pages there are and what each shows: from the [`Edition`] to a [`Plan`], and from a planned page to its view.
//!
//! Views ([`crate::view`]) are made one by one, when their page's turn comes ([`make`]), and dropped with it. This stage does not know Tera or the disk.
//!
//! From the ground up: `addresses` and `lists` say what pages and lists are called, `entry_rows`, `index_lines` and `timeline_items` what is in
//! each list, `splits` how long lists are divided, `plan` which pages that makes. `reader` is all that a page may take of the edition, with a note of what
//! it took; `context` adds where the page stands, and so its addresses. Each view has a file above these.

mod addresses;
mod backlinks;
mod card;
mod claims;
mod contents;
mod context;
mod division;
mod earlier;
mod entry;
mod entry_links;
mod entry_lists;
mod entry_rows;
mod free;
mod head;
mod home;
mod index;
mod index_lines;
mod linked;
mod lists;
pub mod markup;
mod notes;
mod page;
mod part_links;
mod parts;
mod passage;
mod paths;
mod plan;
mod printed;
mod reader;
mod redirects;
mod site;
mod splits;
mod timeline;
mod timeline_items;
mod transcript;
mod turns;
mod xml;

pub use self::{
    addresses::{Addresses, route_of},
    lists::{List, Listed, Of},
    page::{Page, PageKind},
    parts::{Part, Parts},
    plan::{Copied, Plan, plan},
    splits::Splits,
};
use self::{context::PageContext, reader::Reader};
use crate::{
    bind::Edition,
    digest::Digest,
    view::{Body, Reads, View},
};

/// What a page is made of.
#[derive(Debug)]
pub enum Made {
    /// Finished bytes.
    Bytes(Vec<u8>),
    /// A view for a template.
    View(Box<View>),
}

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
pub fn make(edition: &Edition, plan: &Plan, page: &Page, reads: &Reads, inline_css: &str) -> Draft {
    let reader = Reader::new(edition);
    let root = head::root(reader.config(), page);
    let context = PageContext::new(reader, plan, root, reads.clone());
    let made = made(&context, plan, page, inline_css);
    Draft {
        made,
        taken: context.reader.noted(),
    }
}

fn made(context: &PageContext<'_>, plan: &Plan, page: &Page, inline_css: &str) -> Made {
    let body = match &page.kind {
        PageKind::Home => Body::Home(home::view(context)),
        PageKind::Transcript(t) => Body::Transcript(Box::new(transcript::view(context, *t))),
        PageKind::Entry { entry, part } => {
            Body::Entry(Box::new(entry::view(context, *entry, *part)))
        }
        PageKind::Index { listed, part } => Body::Index(index::view(context, *listed, *part)),
        PageKind::Timeline { part } => Body::Timeline(timeline::view(context, *part)),
        PageKind::Links { of, part } => Body::Links(linked::view(context, *of, *part)),
        PageKind::Free(p) => Body::Free(free::view(context, *p)),
        PageKind::NotFound => Body::None,
        PageKind::Redirect(thing) => return Made::Bytes(xml::redirect(context, *thing)),
        PageKind::Moved { of, to, part } => {
            return Made::Bytes(xml::moved(context, *of, to, part.as_deref()));
        }
        PageKind::Feed => return Made::Bytes(xml::feed(context)),
        PageKind::Sitemap(number) => return Made::Bytes(xml::sitemap(context, plan, *number)),
        PageKind::SitemapIndex => return Made::Bytes(xml::sitemap_index(context, plan)),
        PageKind::Robots => return Made::Bytes(xml::robots(context)),
    };
    let mut page_view = head::view(context, page);
    if matches!(page.kind, PageKind::NotFound) {
        page_view.inline_css = Some(inline_css.to_owned());
    }
    Made::View(Box::new(View {
        site: site::view(context),
        page: page_view,
        body,
    }))
}
