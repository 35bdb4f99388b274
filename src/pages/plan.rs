//! Which pages there are, each with its route; and that no two claim one.
//!
//! Here alone stands which artifacts a site has ([`Planner::pages`]), beside those that exporters have. A [`Plan`] is cheap: a page's view is made when its turn
//! comes (see [`super::make`]).

mod years;

use std::{collections::BTreeSet, sync::Arc};

use super::{
    artifact::{Artifact, Copied, ExporterFile, Page, Plan},
    asking,
    claims::{self, Claims},
    earlier::Earlier,
    entry::EntryPage,
    exported::{self, Exported},
    free::Free,
    home::HomePage,
    index::IndexPage,
    linked::LinksPage,
    lists::{self, List, Of},
    moved::{MovedPage, RedirectPage},
    not_found::NotFoundPage,
    redirects,
    search::SearchPage,
    splits,
    timeline::TimelinePage,
    transcript::TranscriptPage,
};
use crate::{
    archive::Name,
    export::Exporters,
    reader::{Listed, Thing, Whole},
    search::{ALWAYS, FOLDER},
    source::{
        SourceId,
        diag::{Code, Diagnostic, Place},
    },
    text::route::Route,
};

/// Plans the whole site; `statics` are the routes of the theme's files, and the files that are not built in; `earlier` are those that the output folder has of earlier builds: parts
/// of lists that were there keep their addresses, or lead on. Collisions are told.
pub fn plan(
    whole: Whole<'_>,
    statics: &[(Route, Option<SourceId>)],
    earlier: &[Route],
    exporters: Exporters,
    diags: &mut Vec<Diagnostic>,
) -> Plan {
    let earlier = Earlier::new(earlier, whole.config().urls);
    let mut planner = Planner {
        whole,
        plan: Plan {
            splits: splits::find(whole, &earlier),
            ..Plan::default()
        },
        claims: Claims::default(),
        lists: Vec::new(),
        redirected: Vec::new(),
        diags,
    };
    for (route, source) in statics {
        match source {
            Some(source) => planner.claim_free(route, claims::THEME, Place::File(*source)),
            None => planner.claim(route, claims::THEME, Place::Site),
        };
    }
    planner.pages();
    planner.years(&earlier);
    planner.exports(exporters);
    planner.assets();
    planner.redirects();
    planner.former_parts(&earlier);
    let mut plan = planner.plan;
    plan.addresses = whole.addresses();
    plan.pages.sort_by(|a, b| a.route.cmp(&b.route));
    plan.digest_catalogue();
    plan.copies.sort_by(|a, b| a.route.cmp(&b.route));
    let split: BTreeSet<Of> = plan.splits.keys().map(|(of, _)| *of).collect();
    split.into_iter().for_each(|of| plan.digest_splits(of));
    plan.digest_split_passages(whole);
    plan.digest_years(whole);
    plan
}

struct Planner<'a> {
    whole: Whole<'a>,
    plan: Plan,
    claims: Claims,
    /// The first page of each list, by its name.
    lists: Vec<(String, Of)>,
    /// The old addresses of things.
    redirected: Vec<(Route, Thing)>,
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

    /// Adds an artifact at the address of this name; tells whether the address could be taken.
    fn add(&mut self, name: &str, artifact: Arc<dyn Artifact>, what: &str, place: Place) -> bool {
        match Route::parse_page(name, self.whole.config().urls) {
            Ok(route) => {
                let is_claimed = self.claim(&route, what, place);
                if is_claimed {
                    self.plan.pages.push(Page { route, artifact });
                }
                is_claimed
            }
            Err(why) => {
                let message = format!("`{name}` cannot be an address: {why}");
                self.diags
                    .push(Diagnostic::new(Code::BadId, place, message));
                false
            }
        }
    }

    fn pages(&mut self) {
        let whole = self.whole;
        let home = Arc::new(HomePage);
        self.add("index", home, "the home page", Place::Site);
        let omit = whole.config().omit;
        if !omit.not_found {
            let what = "the page for what is not found";
            self.add("404", Arc::new(NotFoundPage), what, Place::Site);
        }
        if whole.config().search {
            let page = Arc::new(SearchPage);
            self.add(asking::NAME, page, "the page of the search", Place::Site);
            self.index();
        }
        if !omit.timeline {
            self.list(Of::Timeline, "the timeline", Place::Site);
        }
        let kinds = whole.config().kinds.iter().map(|(kind, _)| kind);
        for listed in std::iter::once(Listed::Transcripts).chain(kinds.map(Listed::Entries)) {
            // Own kinds have an index from the day they are declared, the built-in ones always: their navigation must lead somewhere.
            if !(omit.empty_indexes && listed.is_empty(whole)) {
                self.list(Of::Index(listed), "an index", Place::Site);
            }
        }
        for head in whole.lists.transcripts() {
            let place = Place::File(head.source());
            let of = Of::Thing(Thing::Transcript(head.index()));
            self.list(of, "this transcript", place);
        }
        for (e, entry) in whole.lists.entries() {
            let place = Place::File(entry.identity.source);
            self.list(Of::Thing(Thing::Entry(e)), "this entry", place);
        }
        for (p, page) in whole.lists.pages() {
            if page.identity.id != "home" {
                let place = Place::File(page.identity.source);
                self.list(Of::Thing(Thing::Page(p)), "this page", place);
            }
        }
    }

    /// The folder of the index: its files depend on words, which are read when they are made.
    fn index(&mut self) {
        let what = "the index of the search";
        for route in ALWAYS.iter().filter_map(|path| Route::new(path)) {
            self.claim(&route, what, Place::Site);
        }
        if let Some(page) = Route::page(asking::NAME, self.whole.config().urls) {
            self.diags.extend(self.claims.keep(FOLDER, what, &page));
        }
    }

    /// A page, and one for each part of its lists that are split.
    fn list(&mut self, of: Of, what: &str, place: Place) {
        let name = lists::page_of(self.whole, of);
        if let Some(first) = artifact(self.whole, of, None)
            && self.add(&name, first, what, place)
        {
            self.lists.push((name.clone(), of));
        }
        for &list in List::all_of(of) {
            let Some(parts) = self.plan.splits.get(&(of, list)) else {
                continue;
            };
            let page = list.page(&name);
            let slugs: Vec<String> = parts.all.iter().map(|part| part.slug.clone()).collect();
            for (i, slug) in slugs.into_iter().enumerate() {
                if let Some(part) = artifact(self.whole, of, Some((list, i))) {
                    self.add(&format!("{page}/{slug}"), part, what, place);
                }
            }
        }
    }

    /// Pages at the addresses of parts that earlier builds made and this one does not: they lead to what the part lay in. A page's lists
    /// were also those at the old addresses of the page.
    fn former_parts(&mut self, earlier: &Earlier<'_>) {
        if earlier.is_empty() {
            return;
        }
        let whole = self.whole;
        let mut names = std::mem::take(&mut self.lists);
        names.extend(self.redirected.iter().filter_map(|(route, thing)| {
            let path = route.as_str();
            let name = path
                .strip_suffix("/index.html")
                .or(path.strip_suffix(".html"));
            Some((name?.to_owned(), Of::Thing(*thing)))
        }));
        for (name, of) in names {
            for &list in List::all_of(of) {
                let kept = earlier.parts(&name, list);
                if kept.is_empty() {
                    continue;
                }
                let page = list.page(&name);
                let moved = name != lists::page_of(whole, of);
                for (slug, to, part) in
                    splits::gone(whole, &self.plan.splits, (of, list), &kept, moved)
                {
                    let route = Route::page(&format!("{page}/{slug}"), whole.config().urls);
                    let what = "the address of a former part";
                    if let Some(route) = route
                        && self.claims.take(&route, what, Place::Site).is_ok()
                    {
                        let moved = MovedPage { of, to, part };
                        self.plan.pages.push(Page::new(route, moved));
                    }
                }
            }
        }
    }

    fn assets(&mut self) {
        for asset in self.whole.assets() {
            let told = self.diags.len();
            if self.claim_free(&asset.route, claims::FILE, Place::File(asset.source)) {
                self.plan.copies.push(Copied {
                    route: asset.route.clone(),
                    source: asset.source,
                });
            } else if let (Some(omit), Some(remark)) =
                (self.omit(&asset.route), self.diags.get_mut(told))
            {
                remark.helps = vec![format!(
                    "to publish your own, write `omit: {omit}` in postil.yaml"
                )];
            }
        }
    }

    /// How a site does without what is at a route.
    fn omit(&self, route: &Route) -> Option<&'static str> {
        let mut pages = self.plan.pages.iter();
        pages.find(|page| page.route == *route)?.artifact.omit()
    }

    fn redirects(&mut self) {
        let wanted = old_addresses(self.whole);
        let mut taken = BTreeSet::new();
        for (thing, name) in wanted {
            self.redirect(thing, name, &mut taken);
        }
    }

    fn redirect(&mut self, thing: Thing, name: &Name, taken: &mut BTreeSet<(Thing, Route)>) {
        let (written, span) = (&name.value, name.span);
        let config = self.whole.config();
        match redirects::route(written, config.base_url.as_deref(), config.urls) {
            // The same address, written in two ways.
            Ok(route) if !taken.insert((thing, route.clone())) => {}
            Ok(route) => {
                if self.claim_free(&route, "this old address", Place::Span(span)) {
                    self.redirected.push((route.clone(), thing));
                    self.plan.pages.push(Page::new(route, RedirectPage(thing)));
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

    /// What exporters make.
    fn exports(&mut self, exporters: Exporters) {
        let unknown = exported::unknown(self.whole.config(), exporters);
        self.diags.extend(unknown);
        let files = exported::files(self.whole, exporters);
        for of in &files {
            self.export(of.clone(), false);
        }
        let lists = exported::lists(self.whole, exporters, &self.plan);
        for of in &lists {
            self.export(of.clone(), true);
        }
        self.plan.exported = [files, lists].concat();
    }

    fn export(&mut self, of: ExporterFile, is_list: bool) {
        let ExporterFile {
            exporter,
            file,
            inside,
        } = of;
        if self.claim(&file.route, "a file of postil's own", Place::Site) {
            let page = file.about.map(|thing| self.whole.route_of(thing));
            self.plan.alternates.add(&file, page);
            let id = file.about.map(|thing| self.whole.page_name(thing));
            let route = file.route.clone();
            let exported = Exported {
                exporter,
                file,
                id,
                is_list,
                topic: None,
                inside,
            };
            self.plan.pages.push(Page::new(route, exported));
        }
    }
}

/// The old addresses that are written, each with what is now elsewhere.
fn old_addresses(whole: Whole<'_>) -> Vec<(Thing, &Name)> {
    let transcripts = whole.lists.transcripts().map(|head| {
        let thing = Thing::Transcript(head.index());
        (thing, &head.header().common.redirect_from)
    });
    let entries = whole.lists.entries();
    let entries = entries.map(|(e, a)| (Thing::Entry(e), &a.fields.common.redirect_from));
    let pages = whole.lists.pages();
    let pages = pages.map(|(p, a)| (Thing::Page(p), &a.common.redirect_from));
    transcripts
        .chain(entries)
        .chain(pages)
        .flat_map(|(thing, names)| names.iter().map(move |n| (thing, n)))
        .collect()
}

/// The page that lists something, or has a part of one of its lists; none where there is no such page.
fn artifact(whole: Whole<'_>, of: Of, part: Option<(List, usize)>) -> Option<Arc<dyn Artifact>> {
    let number = part.map(|(_, part)| part);
    Some(match (of, part) {
        (Of::Thing(of), Some((List::Links, part))) => Arc::new(LinksPage { of, part }),
        (Of::Thing(Thing::Entry(entry)), part) => {
            let kind = whole.lists.entry(entry).kind;
            Arc::new(EntryPage { entry, kind, part })
        }
        (Of::Thing(_), Some(_)) => return None,
        (Of::Thing(Thing::Page(p)), None) => Arc::new(Free(p)),
        (
            Of::Thing(Thing::Transcript(t) | Thing::Paragraph(t, _) | Thing::Annotation(t, _)),
            None,
        ) => Arc::new(TranscriptPage(t)),
        (Of::Index(listed), _) => Arc::new(IndexPage {
            listed,
            part: number,
        }),
        (Of::Timeline, _) => Arc::new(TimelinePage { part: number }),
    })
}
