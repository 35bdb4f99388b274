//! Which pages there are, each with its route; and that no two claim one.
//!
//! A [`Plan`] is cheap: a page's view is made when its turn comes (see [`super::make`]).

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Addresses,
    claims::{self, Claims},
    earlier::Earlier,
    lists::{self, List, Listed, Of},
    page::{Page, PageKind},
    redirects,
    splits::{self, Splits},
};
use crate::{
    archive::Name,
    bind::{Edition, Thing},
    diag::{Code, Diagnostic, Place},
    digest::{Digest, Digester},
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
    /// Lists that are split.
    pub splits: Splits,
    /// Of the parts of everything that a page lists.
    split_digests: BTreeMap<Of, Digest>,
}

/// A file to be copied.
#[derive(Clone, Debug)]
pub struct Copied {
    /// Where it goes.
    pub route: Route,
    /// The file.
    pub source: SourceId,
}

impl Plan {
    /// The digest of how the lists of a page are split: what comes beside the edition into what the page shows.
    pub fn split_digest(&self, kind: &PageKind) -> Digest {
        let digest = kind.lists_of().and_then(|of| self.split_digests.get(&of));
        digest.copied().unwrap_or_default()
    }
}

/// Plans the whole site; `statics` are the routes of the theme's files, and the files that are not built in; `earlier` are those that the output folder has of earlier builds: parts
/// of lists that were there keep their addresses, or lead on. Collisions are told.
pub fn plan(
    edition: &Edition,
    statics: &[(Route, Option<SourceId>)],
    earlier: &[Route],
    diags: &mut Vec<Diagnostic>,
) -> Plan {
    let earlier = Earlier::new(earlier, edition.config.urls);
    let mut planner = Planner {
        edition,
        plan: Plan {
            splits: splits::find(edition, &earlier),
            ..Plan::default()
        },
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
    planner.former_parts(&earlier);
    let mut plan = planner.plan;
    plan.addresses = Addresses::new(edition);
    plan.pages.sort_by(|a, b| a.route.cmp(&b.route));
    plan.copies.sort_by(|a, b| a.route.cmp(&b.route));
    let mut digester = Digester::new();
    for ((of, list), parts) in &plan.splits {
        let before = plan.split_digests.get(of).copied().unwrap_or_default();
        digester.digest(before).number(*list as u64);
        plan.split_digests.insert(*of, parts.digest(&mut digester));
    }
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
            self.list(Of::Timeline, "the timeline", Place::Site);
        }
        let kinds = edition.config.kinds.iter().map(|(kind, _)| kind);
        for listed in std::iter::once(Listed::Transcripts).chain(kinds.map(Listed::Entries)) {
            // Own kinds have an index from the day they are declared, the built-in ones always: their navigation must lead somewhere.
            if !(omit.empty_indexes && listed.is_empty(edition)) {
                self.list(Of::Index(listed), "an index", Place::Site);
            }
        }
        for (t, outline) in edition.transcripts.enumerated() {
            let place = Place::File(outline.source);
            self.list(Of::Thing(Thing::Transcript(t)), "this transcript", place);
        }
        for (e, entry) in edition.entries.enumerated() {
            let place = Place::File(entry.identity.source);
            self.list(Of::Thing(Thing::Entry(e)), "this entry", place);
        }
        for (p, page) in edition.pages.enumerated() {
            if page.identity.id != "home" {
                let place = Place::File(page.identity.source);
                self.list(Of::Thing(Thing::Page(p)), "this page", place);
            }
        }
    }

    /// A page, and one for each part of its lists that are split.
    fn list(&mut self, of: Of, what: &str, place: Place) {
        let name = lists::page_of(self.edition, of);
        let kind = match of {
            Of::Thing(Thing::Entry(entry)) => PageKind::Entry { entry, part: None },
            Of::Thing(Thing::Page(p)) => PageKind::Free(p),
            Of::Thing(Thing::Transcript(t) | Thing::Paragraph(t, _) | Thing::Annotation(t, _)) => {
                PageKind::Transcript(t)
            }
            Of::Index(listed) => PageKind::Index { listed, part: None },
            Of::Timeline => PageKind::Timeline { part: None },
        };
        self.add(&name, kind, what, place);
        for &list in List::all_of(of) {
            let Some(parts) = self.plan.splits.get(&(of, list)) else {
                continue;
            };
            let page = list.page(&name);
            let slugs: Vec<String> = parts.all.iter().map(|part| part.slug.clone()).collect();
            for (i, slug) in slugs.into_iter().enumerate() {
                let kind = match of {
                    Of::Thing(of) if list == List::Links => PageKind::Links { of, part: i },
                    Of::Thing(Thing::Entry(entry)) => PageKind::Entry {
                        entry,
                        part: Some((list, i)),
                    },
                    Of::Index(listed) => PageKind::Index {
                        listed,
                        part: Some(i),
                    },
                    Of::Timeline => PageKind::Timeline { part: Some(i) },
                    Of::Thing(_) => continue,
                };
                self.add(&format!("{page}/{slug}"), kind, what, place);
            }
        }
    }

    /// Pages at the addresses of parts that earlier builds made and this one does not: they lead to what the part lay in. A page's lists
    /// were also those at the old addresses of the page.
    fn former_parts(&mut self, earlier: &Earlier<'_>) {
        if earlier.is_empty() {
            return;
        }
        let edition = self.edition;
        let planned = self.plan.pages.iter();
        let mut names: Vec<(String, Of)> = planned
            .filter_map(|page| match &page.kind {
                PageKind::Redirect(thing) => {
                    let path = page.route.as_str();
                    let name = path
                        .strip_suffix("/index.html")
                        .or(path.strip_suffix(".html"));
                    Some((name?.to_owned(), Of::Thing(*thing)))
                }
                kind if kind.part().1 == 0 => {
                    let of = kind.lists_of()?;
                    Some((lists::page_of(edition, of), of))
                }
                _ => None,
            })
            .collect();
        names.dedup();
        for (name, of) in names {
            for &list in List::all_of(of) {
                let kept = earlier.parts(&name, list);
                let page = list.page(&name);
                let moved = name != lists::page_of(edition, of);
                for (slug, to, part) in
                    splits::gone(edition, &self.plan.splits, (of, list), &kept, moved)
                {
                    let route = Route::page(&format!("{page}/{slug}"), edition.config.urls);
                    let what = "the address of a former part";
                    if let Some(route) = route
                        && self.claims.take(&route, what, Place::Site).is_ok()
                    {
                        let kind = PageKind::Moved { of, to, part };
                        self.plan.pages.push(Page { route, kind });
                    }
                }
            }
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
        let transcripts = edition
            .transcripts
            .enumerated()
            .map(|(t, a)| (Thing::Transcript(t), &a.header.common.redirect_from));
        let entries = edition
            .entries
            .enumerated()
            .map(|(e, a)| (Thing::Entry(e), &a.fields.common.redirect_from));
        let pages = edition
            .pages
            .enumerated()
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
