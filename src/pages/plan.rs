//! Which pages there are, each with its route; and that no two claim one.
//!
//! A [`Plan`] is cheap: a page's view is made when its turn comes (see [`super::make`]).

use std::collections::BTreeSet;

use super::{
    Addresses,
    claims::{self, Claims},
    entry,
    here::page_name,
    index::{self, Listed},
    parts::Part,
    redirects, timeline,
};
use crate::{
    archive::Name,
    bind::{Edition, Thing},
    diag::{Code, Diagnostic, Place},
    route::Route,
    source::SourceId,
};

/// Where the Atom feed lies.
pub const FEED: &str = "feed.xml";

/// How many addresses a sitemap may hold (sitemaps.org protocol 0.9).
pub const SITEMAP_SIZE: usize = 50_000;

/// All pages, in order of routes, and all files to copy.
#[derive(Debug, Default)]
pub struct Plan {
    /// What is rendered.
    pub pages: Vec<Page>,
    /// What is copied: from a file of `content/assets/`.
    pub copies: Vec<Copied>,
    /// Where the pages are.
    pub addresses: Addresses,
}

/// A page to be made.
#[derive(Clone, Debug)]
pub struct Page {
    /// Where it goes.
    pub route: Route,
    /// What it shows.
    pub kind: PageKind,
}

/// A file to be copied.
#[derive(Clone, Debug)]
pub struct Copied {
    /// Where it goes.
    pub route: Route,
    /// The file.
    pub source: SourceId,
}

/// What a page shows.
#[derive(Clone, Debug)]
pub enum PageKind {
    /// `index.html`.
    Home,
    /// A transcript.
    Transcript(u32),
    /// An entry, or a part of its passages.
    Entry {
        /// The entry.
        entry: u32,
        /// Which part; none is the first page.
        part: Option<usize>,
        /// All parts; empty if it is not split.
        parts: std::sync::Arc<[Part]>,
    },
    /// An index, or a part of it.
    Index {
        /// What it lists.
        listed: Listed,
        /// Which part; none is the first page.
        part: Option<usize>,
        /// All parts; empty if it is not split.
        parts: std::sync::Arc<[Part]>,
    },
    /// The timeline, or a part of it.
    Timeline {
        /// Which part; none is the first page.
        part: Option<usize>,
        /// All parts; empty if it is not split.
        parts: std::sync::Arc<[Part]>,
    },
    /// A free page.
    Free(u32),
    /// `404.html`.
    NotFound,
    /// A page at an old address that leads to the new one.
    Redirect(Thing),
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
            PageKind::Redirect(_) => "redirect".to_owned(),
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
            PageKind::NotFound => vec!["404.html".to_owned()],
            PageKind::Redirect(_)
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
            | PageKind::Free(_)
            | PageKind::NotFound => true,
            PageKind::Redirect(_)
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
            | PageKind::Free(_) => true,
            PageKind::NotFound
            | PageKind::Redirect(_)
            | PageKind::Feed
            | PageKind::Sitemap(_)
            | PageKind::SitemapIndex
            | PageKind::Robots => false,
        }
    }
}

/// The route of a thing's page.
pub fn route_of(edition: &Edition, thing: Thing) -> Route {
    let name = page_name(edition, thing);
    Route::page(&name, edition.config.urls).expect("ids are checked when their files are found")
}

/// The full address of a page, if the site has a `base_url`.
pub fn canonical(edition: &Edition, route: &Route) -> Option<String> {
    edition
        .config
        .base_url
        .as_ref()
        .map(|base| route.absolute(base, edition.config.urls))
}

/// Plans the whole site; `statics` are the routes of the theme's files, and the files that are not built in. Collisions are told.
pub fn plan(
    edition: &Edition,
    statics: &[(Route, Option<SourceId>)],
    diags: &mut Vec<Diagnostic>,
) -> Plan {
    let mut planner = Planner {
        edition,
        plan: Plan::default(),
        claims: Claims::default(),
        diags,
    };
    for (route, source) in statics {
        match source {
            Some(source) => planner.claim_free(route, claims::THEME, Place::File(*source)),
            None => planner.claim(route, claims::THEME, Place::Site),
        };
    }
    planner.pages();
    planner.machines();
    planner.assets();
    planner.redirects();
    let mut plan = planner.plan;
    plan.addresses = Addresses::new(edition);
    plan.pages.sort_by(|a, b| a.route.cmp(&b.route));
    plan.copies.sort_by(|a, b| a.route.cmp(&b.route));
    plan
}

struct Planner<'a> {
    edition: &'a Edition,
    plan: Plan,
    claims: Claims,
    diags: &'a mut Vec<Diagnostic>,
}

impl Planner<'_> {
    /// Takes a route for `what`; tells if it is taken, also where only some disks take two for one.
    fn claim(&mut self, route: &Route, what: &str, place: Place) -> bool {
        match self.claims.take(route, what, place) {
            Ok(()) => true,
            Err(remark) => {
                self.diags.push(*remark);
                false
            }
        }
    }

    /// As [`Planner::claim`], for a name that its author chose freely.
    fn claim_free(&mut self, route: &Route, what: &str, place: Place) -> bool {
        self.diags.extend(claims::unportable(route, place));
        self.claim(route, what, place)
    }

    fn add(&mut self, name: &str, kind: PageKind, what: &str, place: Place) {
        match Route::parse_page(name, self.edition.config.urls) {
            Ok(route) => {
                if self.claim(&route, what, place) {
                    self.plan.pages.push(Page { route, kind });
                }
            }
            Err(why) => self.diags.push(Diagnostic::new(
                Code::BadId,
                place,
                format!("`{name}` cannot be an address: {why}"),
            )),
        }
    }

    fn pages(&mut self) {
        let edition = self.edition;
        self.add("index", PageKind::Home, "the home page", Place::Site);
        let omit = edition.config.omit;
        if !omit.not_found {
            let what = "the page for what is not found";
            self.add("404", PageKind::NotFound, what, Place::Site);
        }
        if !omit.timeline {
            let parts: std::sync::Arc<[Part]> = timeline::parts_of(edition).into();
            let kind = |part, parts| PageKind::Timeline { part, parts };
            self.split("timeline", &parts, "the timeline", Place::Site, kind);
        }
        let kinds = edition.config.kinds.iter().map(|(kind, _)| kind);
        for listed in std::iter::once(Listed::Transcripts).chain(kinds.map(Listed::Entries)) {
            // Own kinds have an index from the day they are declared, the built-in ones always: their navigation must lead somewhere.
            if omit.empty_indexes && listed.is_empty(edition) {
                continue;
            }
            let name = format!("{}/index", listed.folder(edition));
            let parts: std::sync::Arc<[Part]> = index::parts_of(edition, listed).into();
            self.split(&name, &parts, "an index", Place::Site, |part, parts| {
                PageKind::Index {
                    listed,
                    part,
                    parts,
                }
            });
        }
        for (t, outline) in (0u32..).zip(&edition.transcripts) {
            let place = Place::File(outline.source);
            self.add(
                &page_name(edition, Thing::Transcript(t)),
                PageKind::Transcript(t),
                "this transcript",
                place,
            );
        }
        for (e, entry) in (0u32..).zip(&edition.entries) {
            let parts: std::sync::Arc<[Part]> = entry::parts_of(edition, e).into();
            let place = Place::File(entry.identity.source);
            self.split(
                &page_name(edition, Thing::Entry(e)),
                &parts,
                "this entry",
                place,
                |part, parts| PageKind::Entry {
                    entry: e,
                    part,
                    parts,
                },
            );
        }
        for (p, page) in (0u32..).zip(&edition.pages) {
            if page.identity.id != "home" {
                self.add(
                    &page_name(edition, Thing::Page(p)),
                    PageKind::Free(p),
                    "this page",
                    Place::File(page.identity.source),
                );
            }
        }
    }

    /// The first page of a list, and one for each part.
    fn split(
        &mut self,
        name: &str,
        parts: &std::sync::Arc<[Part]>,
        what: &str,
        place: Place,
        kind: impl Fn(Option<usize>, std::sync::Arc<[Part]>) -> PageKind,
    ) {
        self.add(name, kind(None, parts.clone()), what, place);
        for (i, part) in parts.iter().enumerate() {
            self.add(
                &format!("{name}/{}", part.slug),
                kind(Some(i), parts.clone()),
                what,
                place,
            );
        }
    }

    fn assets(&mut self) {
        for asset in &self.edition.assets {
            let own = [("robots.txt", "robots"), ("404.html", "not-found")];
            let own = own.iter().find(|(path, _)| *path == asset.route.as_str());
            let told = self.diags.len();
            if self.claim_free(&asset.route, claims::FILE, Place::File(asset.source)) {
                self.plan.copies.push(Copied {
                    route: asset.route.clone(),
                    source: asset.source,
                });
            } else if let (Some((_, omit)), Some(remark)) = (own, self.diags.get_mut(told)) {
                remark.helps = vec![format!(
                    "to publish your own, write `omit: {omit}` in postil.yaml"
                )];
            }
        }
    }

    fn redirects(&mut self) {
        let edition = self.edition;
        let transcripts = (0u32..)
            .zip(&edition.transcripts)
            .map(|(t, a)| (Thing::Transcript(t), &a.header.common.redirect_from));
        let entries = (0u32..)
            .zip(&edition.entries)
            .map(|(e, a)| (Thing::Entry(e), &a.fields.common.redirect_from));
        let pages = (0u32..)
            .zip(&edition.pages)
            .map(|(p, a)| (Thing::Page(p), &a.common.redirect_from));
        let wanted: Vec<(Thing, &Name)> = transcripts
            .chain(entries)
            .chain(pages)
            .flat_map(|(thing, names)| names.iter().map(move |n| (thing, n)))
            .collect();
        let mut taken = BTreeSet::new();
        for (thing, name) in wanted {
            self.redirect(thing, name, &mut taken);
        }
    }

    fn redirect(&mut self, thing: Thing, name: &Name, taken: &mut BTreeSet<(Thing, Route)>) {
        let (written, span) = (&name.value, name.span);
        let config = &self.edition.config;
        match redirects::route(written, config.base_url.as_deref(), config.urls) {
            // The same address, written in two ways.
            Ok(route) if !taken.insert((thing, route.clone())) => {}
            Ok(route) => {
                if self.claim_free(&route, "this old address", Place::Span(span)) {
                    self.plan.pages.push(Page {
                        route,
                        kind: PageKind::Redirect(thing),
                    });
                }
            }
            Err(why) => self.diags.push(
                Diagnostic::at(
                    Code::BadValue,
                    span,
                    format!("`{written}` cannot be an old address: {why}"),
                )
                .help("write the path below the site's root: `redirect_from: [old/path]`"),
            ),
        }
    }

    /// What is read by programs.
    fn machines(&mut self) {
        let mut files: Vec<(String, PageKind)> = Vec::new();
        if !self.edition.config.omit.robots {
            files.push(("robots.txt".to_owned(), PageKind::Robots));
        }
        if self.edition.config.base_url.is_some() {
            files.push((FEED.to_owned(), PageKind::Feed));
            let count = self
                .plan
                .pages
                .iter()
                .filter(|p| p.kind.in_sitemap())
                .count();
            if count <= SITEMAP_SIZE {
                files.push(("sitemap.xml".to_owned(), PageKind::Sitemap(0)));
            } else {
                files.push(("sitemap.xml".to_owned(), PageKind::SitemapIndex));
                let maps = count.div_ceil(SITEMAP_SIZE);
                files.extend(
                    (0..maps).map(|i| (format!("sitemap-{}.xml", i + 1), PageKind::Sitemap(i))),
                );
            }
        }
        for (name, kind) in files {
            let route = Route::new(&name).expect("a good path");
            if self.claim(&route, "a file of postil's own", Place::Site) {
                self.plan.pages.push(Page { route, kind });
            }
        }
    }
}
