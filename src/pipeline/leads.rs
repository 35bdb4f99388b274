//! Checks what finished pages lead to, all together: whether it is there, and whom they ask for anything.
//!
//! Pages that were made now are looked at in full. Of those that stayed, only what leads to a page or a place that is gone since, and those
//! that had something to tell before, which may be mended.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
};

use rayon::prelude::*;

use super::{
    Outcome, Site, make,
    refs::{self, From, KeptRefs, Ref, Refs, Wrong},
};
use crate::{
    cache::Cache,
    diag::{Code, Diagnostic, Place},
    pages::Page,
    source::Sources,
};

/// How many wrong addresses are told; the rest is counted.
const ENOUGH: usize = 100;

/// What is known of a page's [`Refs`].
#[derive(Clone, Debug)]
pub(super) enum Known {
    /// It was made now.
    Fresh(Refs),
    /// It stayed.
    Kept(KeptRefs),
    /// It has none: no template made it.
    None,
}

/// What a page that was made just now gives and asks for.
pub(super) fn of(site: &Site, page: &Page, bytes: &[u8]) -> Known {
    match page.is_from_template(&site.edition.config) {
        true => Known::Fresh(Refs::of(bytes, from(site, page))),
        false => Known::None,
    }
}

fn from<'s>(site: &'s Site, page: &'s Page) -> From<'s> {
    From {
        route: &page.route,
        base_url: site.edition.config.base_url.as_deref(),
    }
}

/// What there was before.
pub(super) struct Before<'a> {
    pub(super) cache: Option<&'a Cache>,
    /// The routes of all files of the output.
    pub(super) routes: Vec<&'a str>,
    /// What pages that were made anew gave and asked for, by their place in the plan.
    pub(super) refs: HashMap<usize, KeptRefs>,
}

impl Before<'_> {
    /// Nothing is known.
    pub(super) fn nothing() -> Self {
        Before {
            cache: None,
            routes: Vec::new(),
            refs: HashMap::new(),
        }
    }
}

/// All pages of a build, finished.
struct Look<'a> {
    site: &'a Site,
    known: &'a [Known],
    cache: Option<&'a Cache>,
    /// Every file of the output; the place in the plan of those that have places in them.
    routes: HashMap<u64, Option<usize>>,
    /// Files that are gone, or of which a place is.
    gone: HashSet<u64>,
    /// What was read back.
    read: Mutex<HashMap<usize, Arc<Refs>>>,
}

/// Looks at all pages, `known` in the order of the plan, and tells what is wrong; gives the places in the plan of pages with something wrong.
pub(super) fn check(
    site: &Site,
    known: &[Known],
    before: &Before<'_>,
    outcome: &mut Outcome,
) -> HashSet<usize> {
    let mut look = Look {
        site,
        known,
        cache: before.cache,
        routes: routes(site),
        gone: HashSet::new(),
        read: Mutex::default(),
    };
    look.gone = look.gone(before);
    let wrong: Vec<(usize, Vec<Ref>)> = known
        .par_iter()
        .enumerate()
        .map(|(at, known)| (at, look.wrong(at, known)))
        .filter(|(_, wrong)| !wrong.is_empty())
        .collect();
    let remarks = look.tell(&wrong, &outcome.sources);
    outcome.diagnostics.extend(remarks);
    wrong.into_iter().map(|(at, _)| at).collect()
}

fn routes(site: &Site) -> HashMap<u64, Option<usize>> {
    let pages = site.plan.pages.iter().enumerate().map(|(at, page)| {
        let places = page.is_from_template(&site.edition.config).then_some(at);
        (refs::target(page.route.as_str()), places)
    });
    let copies = site.plan.copies.iter().map(|copied| &copied.route);
    let statics = site.theme.statics.iter().map(|file| &file.route);
    let files = copies.chain(statics);
    pages
        .chain(files.map(|route| (refs::target(route.as_str()), None)))
        .collect()
}

impl Look<'_> {
    fn gone(&self, before: &Before<'_>) -> HashSet<u64> {
        let files = before.routes.iter().map(|route| refs::target(route));
        let files = files.filter(|target| !self.routes.contains_key(target));
        let places = self.known.par_iter().enumerate().filter_map(|(at, known)| {
            let Known::Fresh(refs) = known else {
                return None;
            };
            let kept = before.refs.get(&at)?;
            let old = self.cache.and_then(|cache| Refs::kept(cache, kept.extent));
            let all = old.is_some_and(|old| refs.has_all_of(&old));
            (!all).then(|| refs::target(self.site.plan.pages[at].route.as_str()))
        });
        let mut gone: HashSet<u64> = files.collect();
        gone.par_extend(places);
        gone
    }

    /// What of a page leads nowhere or asks another host.
    fn wrong(&self, at: usize, known: &Known) -> Vec<Ref> {
        match known {
            Known::None => Vec::new(),
            Known::Fresh(refs) => self.among(refs, |_| true),
            Known::Kept(kept) if kept.bad => self.among(&self.refs(at), |_| true),
            Known::Kept(_) if self.gone.is_empty() => Vec::new(),
            Known::Kept(_) => self.among(&self.refs(at), |(target, _)| self.gone.contains(&target)),
        }
    }

    fn among(&self, refs: &Refs, looked_at: impl Fn(Ref) -> bool) -> Vec<Ref> {
        let links = refs.links.iter().copied();
        links
            .filter(|&link| looked_at(link) && !self.is_there(link))
            .collect()
    }

    fn is_there(&self, (target, spot): Ref) -> bool {
        match self.routes.get(&target) {
            None => false,
            Some(None) => true,
            Some(&Some(at)) => match &self.known[at] {
                Known::Fresh(refs) => refs.has(spot),
                Known::Kept(_) => refs::is_whole(spot) || self.refs(at).has(spot),
                Known::None => true,
            },
        }
    }

    /// What a page that stayed gives and asks for.
    fn refs(&self, at: usize) -> Arc<Refs> {
        if let Some(refs) = self.read().get(&at) {
            return refs.clone();
        }
        let kept = match (&self.known[at], self.cache) {
            (Known::Kept(kept), Some(cache)) => Refs::kept(cache, kept.extent),
            _ => None,
        };
        let refs = Arc::new(kept.unwrap_or_else(|| {
            let page = &self.site.plan.pages[at];
            let made = make::page(self.site, page);
            made.map_or_else(
                |_| Refs::default(),
                |made| Refs::of(&made.bytes, from(self.site, page)),
            )
        }));
        self.read().insert(at, refs.clone());
        refs
    }

    fn read(&self) -> std::sync::MutexGuard<'_, HashMap<usize, Arc<Refs>>> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Each wrong address once, with the first page that has it. That page is made once more, since only its numbers are at hand.
    fn tell(&self, wrong: &[(usize, Vec<Ref>)], sources: &Sources) -> Vec<Diagnostic> {
        let mut pages: BTreeMap<Ref, (usize, usize)> = BTreeMap::new();
        for (at, refs) in wrong {
            for link in refs {
                pages.entry(*link).or_insert((*at, 0)).1 += 1;
            }
        }
        let mut first: BTreeMap<usize, Vec<Ref>> = BTreeMap::new();
        for (link, (at, _)) in &pages {
            first.entry(*at).or_default().push(*link);
        }
        let mut remarks = Vec::new();
        for (at, links) in first {
            if remarks.len() >= ENOUGH {
                break;
            }
            let page = &self.site.plan.pages[at];
            let Ok(made) = make::page(self.site, page) else {
                continue;
            };
            for (link, address, wrong) in from(self.site, page).tell(&made.bytes, &links) {
                let others = pages.get(&link).map_or(0, |(_, count)| count - 1);
                remarks.push(self.remark(page, &address, &wrong, others, sources));
            }
        }
        let left = pages.len().saturating_sub(remarks.len());
        if left > 0
            && let Some(last) = remarks.last_mut()
        {
            last.notes
                .push(format!("and {left} more addresses like these"));
        }
        remarks
    }

    fn remark(
        &self,
        page: &Page,
        address: &str,
        wrong: &Wrong,
        others: usize,
        sources: &Sources,
    ) -> Diagnostic {
        let route = page.route.as_str();
        let templates = page.templates(&self.site.edition.config);
        let (template, place) = self.site.theme.writes(&templates, address, sources);
        let place = place.unwrap_or(Place::Site);
        let made = format!("the page is made by the template `{template}`");
        let note = match others {
            0 => made,
            1 => format!("{made}; one more page has it"),
            n => format!("{made}; {n} more pages have it"),
        };
        let why = match wrong {
            Wrong::Request => return foreign(place, route, address).note(note),
            Wrong::Place(path, id) if self.routes.contains_key(&refs::target(path)) => {
                format!("`{path}` has no place `#{id}`")
            }
            Wrong::File(path) | Wrong::Place(path, _) => format!("the site has no `{path}`"),
        };
        let message = format!("`{address}` on the page `{route}` leads nowhere: {why}");
        Diagnostic::new(Code::DeadAddress, place, message).note(note)
    }
}

fn foreign(place: Place, route: &str, address: &str) -> Diagnostic {
    let message = format!("the page `{route}` asks another host for `{address}`");
    Diagnostic::new(Code::ForeignRequest, place, message)
        .note("readers' browsers tell that host what they read, and the page is not whole once it is gone")
        .help("put the file into `static/` of the site's theme and link it as `{{ page.root }}static/NAME`")
}
