//! Which pages there are and what each shows: from the [`Edition`] to a [`Plan`], and from a planned page to its view.
//!
//! A view is a struct of its own, pushed to a template that can fetch nothing else ([`view`], [`kinds`]). Views are made one by one,
//! when their page's turn comes ([`make`]), and dropped with it. This stage does not know Tera or the disk.

mod addresses;
mod backlinks;
mod card;
mod claims;
mod contents;
mod division;
mod earlier;
mod entry;
mod entry_lists;
mod free;
mod head;
mod here;
mod home;
mod index;
pub mod kinds;
mod linked;
pub mod markup;
mod notes;
mod page;
mod parts;
mod passage;
mod paths;
mod plan;
mod printed;
mod reads;
mod redirects;
mod site;
mod splits;
mod timeline;
mod transcript;
pub mod view;
mod xml;

pub use self::{
    addresses::Addresses,
    index::Listed,
    page::{Page, PageKind},
    parts::{Part, Parts},
    plan::{Copied, Plan, plan, route_of},
    reads::{Names as NamesRead, Reads},
    site::{NavTarget, target as navigation_target},
    splits::{List, Of, Splits},
};
use self::{
    here::Here,
    kinds::{EntryView, FreeView, HomeView, IndexView, LinksView, TimelineView, TranscriptView},
    view::{PageView, SiteView},
};
use crate::{anchor::Lost, bind::Edition, digest::Digest};

/// What a page is made of.
#[derive(Debug)]
pub enum Made {
    /// Finished bytes.
    Bytes(Vec<u8>),
    /// A view for a template.
    View(Box<View>),
}

/// All that a template sees.
#[derive(Debug)]
pub struct View {
    /// `site`.
    pub site: SiteView,
    /// `page`.
    pub page: PageView,
    /// The third variable, under its own name.
    pub body: Body,
}

/// The part of a view that depends on the page's kind.
#[derive(Debug)]
pub enum Body {
    /// `home`
    Home(HomeView),
    /// `transcript`
    Transcript(Box<TranscriptView>),
    /// `entry`
    Entry(Box<EntryView>),
    /// `index`
    Index(IndexView),
    /// `timeline`
    Timeline(TimelineView),
    /// `free`
    Free(FreeView),
    /// `links`
    Links(LinksView),
    /// Nothing more (404).
    None,
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
    let root = head::root(edition, &page.kind, &page.route);
    let here = Here::new(edition, plan, root, reads.clone());
    let made = made(&here, plan, page, inline_css);
    match here.lost() {
        Some(lost) => Err(lost),
        None => Ok(Draft {
            made,
            taken: here.taken(),
        }),
    }
}

fn made(here: &Here<'_>, plan: &Plan, page: &Page, inline_css: &str) -> Made {
    let body = match &page.kind {
        PageKind::Home => Body::Home(home::view(here)),
        PageKind::Transcript(t) => Body::Transcript(Box::new(transcript::view(here, *t))),
        PageKind::Entry { entry, part } => Body::Entry(Box::new(entry::view(here, *entry, *part))),
        PageKind::Index { listed, part } => Body::Index(index::view(here, *listed, *part)),
        PageKind::Timeline { part } => Body::Timeline(timeline::view(here, *part)),
        PageKind::Links { of, part } => Body::Links(linked::view(here, *of, *part)),
        PageKind::Free(p) => Body::Free(free::view(here, *p)),
        PageKind::NotFound => Body::None,
        PageKind::Redirect(thing) => return Made::Bytes(xml::redirect(here, *thing)),
        PageKind::Moved { of, to, part } => {
            return Made::Bytes(xml::moved(here, *of, to, part.as_deref()));
        }
        PageKind::Feed => return Made::Bytes(xml::feed(here)),
        PageKind::Sitemap(number) => return Made::Bytes(xml::sitemap(here, plan, *number)),
        PageKind::SitemapIndex => return Made::Bytes(xml::sitemap_index(here, plan)),
        PageKind::Robots => return Made::Bytes(xml::robots(here)),
    };
    let mut page_view = head::view(here, page);
    if matches!(page.kind, PageKind::NotFound) {
        page_view.inline_css = Some(inline_css.to_owned());
    }
    Made::View(Box::new(View {
        site: site::view(here),
        page: page_view,
        body,
    }))
}
