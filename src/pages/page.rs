//! A page of the plan, and what it shows.

use super::lists::{List, Listed, Of};
use crate::{
    archive::{EntryIndex, PageIndex, TranscriptIndex},
    bind::{Edition, Thing},
    route::Route,
};

/// A page to be made.
#[derive(Clone, Debug)]
pub struct Page {
    /// Where it goes.
    pub route: Route,
    /// What it shows.
    pub kind: PageKind,
}

/// What a page shows.
#[derive(Clone, Debug)]
pub enum PageKind {
    /// `index.html`.
    Home,
    /// A transcript.
    Transcript(TranscriptIndex),
    /// An entry, or a part of one of its lists.
    Entry {
        /// The entry.
        entry: EntryIndex,
        /// Which part of which list; none is the first page.
        part: Option<(List, usize)>,
    },
    /// An index, or a part of it.
    Index {
        /// What it lists.
        listed: Listed,
        /// Which part; none is the first page.
        part: Option<usize>,
    },
    /// The timeline, or a part of it.
    Timeline {
        /// Which part; none is the first page.
        part: Option<usize>,
    },
    /// A part of what links to a thing.
    Links {
        /// What is linked to.
        of: Thing,
        /// Which part.
        part: usize,
    },
    /// A free page.
    Free(PageIndex),
    /// `404.html`.
    NotFound,
    /// A page at an old address that leads to the new one.
    Redirect(Thing),
    /// A page at the address of a former part of a list, that leads to what it lay in.
    Moved {
        /// What the list was of.
        of: Of,
        /// The name of the page that it leads to.
        to: String,
        /// The title of the part that it leads to; none for the list's first page.
        part: Option<String>,
    },
    /// The Atom feed.
    Feed,
    /// A sitemap: which fifty thousand addresses.
    Sitemap(usize),
    /// The list of sitemaps, if there is more than one.
    SitemapIndex,
    /// `robots.txt`.
    Robots,
}

impl PageKind {
    /// What its lists are of, if it has any that may be split.
    pub fn lists_of(&self) -> Option<Of> {
        match self {
            PageKind::Transcript(t) => Some(Of::Thing(Thing::Transcript(*t))),
            PageKind::Entry { entry, .. } => Some(Of::Thing(Thing::Entry(*entry))),
            PageKind::Index { listed, .. } => Some(Of::Index(*listed)),
            PageKind::Timeline { .. } => Some(Of::Timeline),
            PageKind::Links { of, .. } => Some(Of::Thing(*of)),
            PageKind::Free(p) => Some(Of::Thing(Thing::Page(*p))),
            PageKind::Home
            | PageKind::NotFound
            | PageKind::Redirect(_)
            | PageKind::Moved { .. }
            | PageKind::Feed
            | PageKind::Sitemap(_)
            | PageKind::SitemapIndex
            | PageKind::Robots => None,
        }
    }

    /// Which part of a list it is, from 1, and a number for the list; or where it leads.
    pub fn part(&self) -> (u64, u64, &str) {
        let number = |part: &Option<usize>| part.map_or(0, |part| part as u64 + 1);
        match self {
            PageKind::Entry {
                part: Some((list, part)),
                ..
            } => (*list as u64, *part as u64 + 1, ""),
            PageKind::Index { part, .. } | PageKind::Timeline { part } => (0, number(part), ""),
            PageKind::Links { part, .. } => (0, *part as u64 + 1, ""),
            PageKind::Sitemap(sitemap) => (0, *sitemap as u64, ""),
            PageKind::Moved { to, .. } => (0, 0, to),
            PageKind::Entry { part: None, .. }
            | PageKind::Home
            | PageKind::Transcript(_)
            | PageKind::Free(_)
            | PageKind::NotFound
            | PageKind::Redirect(_)
            | PageKind::Feed
            | PageKind::SitemapIndex
            | PageKind::Robots => (0, 0, ""),
        }
    }

    /// One word for templates: `transcript`, `topics`, ...
    pub fn name(&self, edition: &Edition) -> String {
        match self {
            PageKind::Home => "home".to_owned(),
            PageKind::Transcript(_) => "transcript".to_owned(),
            PageKind::Entry { entry, .. } => edition
                .config
                .kinds
                .names(edition.entry(*entry).kind)
                .slug
                .clone(),
            PageKind::Index { listed, .. } => listed.folder(edition).to_owned(),
            PageKind::Timeline { .. } => "timeline".to_owned(),
            PageKind::Free(_) => "page".to_owned(),
            PageKind::NotFound => "404".to_owned(),
            PageKind::Links { .. } => "links".to_owned(),
            PageKind::Redirect(_) | PageKind::Moved { .. } => "redirect".to_owned(),
            PageKind::Feed => "feed".to_owned(),
            PageKind::Sitemap(_) | PageKind::SitemapIndex => "sitemap".to_owned(),
            PageKind::Robots => "robots".to_owned(),
        }
    }

    /// The templates that may make it, the first that exists is taken; none for what is not made by a template.
    pub fn templates(&self, edition: &Edition) -> Vec<String> {
        match self {
            PageKind::Home => vec!["home.html".to_owned()],
            PageKind::Transcript(_) => vec!["transcript.html".to_owned()],
            PageKind::Entry { .. } => vec![
                format!("{}.html", self.name(edition)),
                "entry.html".to_owned(),
            ],
            PageKind::Index { .. } => vec![
                format!("{}.html", self.name(edition)),
                "entries.html".to_owned(),
            ],
            PageKind::Timeline { .. } => vec!["timeline.html".to_owned()],
            PageKind::Free(_) => vec!["page.html".to_owned()],
            PageKind::Links { .. } => vec!["links.html".to_owned()],
            PageKind::NotFound => vec!["404.html".to_owned()],
            PageKind::Redirect(_)
            | PageKind::Moved { .. }
            | PageKind::Feed
            | PageKind::Sitemap(_)
            | PageKind::SitemapIndex
            | PageKind::Robots => Vec::new(),
        }
    }

    /// Whether a template makes it.
    pub fn is_from_template(&self) -> bool {
        match self {
            PageKind::Home
            | PageKind::Transcript(_)
            | PageKind::Entry { .. }
            | PageKind::Index { .. }
            | PageKind::Timeline { .. }
            | PageKind::Links { .. }
            | PageKind::Free(_)
            | PageKind::NotFound => true,
            PageKind::Redirect(_)
            | PageKind::Moved { .. }
            | PageKind::Feed
            | PageKind::Sitemap(_)
            | PageKind::SitemapIndex
            | PageKind::Robots => false,
        }
    }

    /// Whether search engines are told of it.
    pub fn in_sitemap(&self) -> bool {
        match self {
            PageKind::Home
            | PageKind::Transcript(_)
            | PageKind::Entry { .. }
            | PageKind::Index { .. }
            | PageKind::Timeline { .. }
            | PageKind::Links { .. }
            | PageKind::Free(_) => true,
            PageKind::NotFound
            | PageKind::Redirect(_)
            | PageKind::Moved { .. }
            | PageKind::Feed
            | PageKind::Sitemap(_)
            | PageKind::SitemapIndex
            | PageKind::Robots => false,
        }
    }
}
