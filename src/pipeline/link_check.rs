//! Checks what finished pages lead to, all together: whether it is there, and whom they ask for anything.
//!
//! Pages that were made now are looked at in full. Of those that stayed, only what leads to a page or a place that is gone since, and those
//! that had something to tell before, which may be mended.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use rayon::prelude::*;

use super::{
    Site,
    make::{self, Failure},
    page_links::PageLinks,
    viewpoint::{self, Target, Viewpoint, Wrong},
};
use crate::{
    anchor::Lost,
    incremental::{CachedLinks, Storage},
    pages::Page,
    search,
    source::{
        Sources,
        diag::{Code, Diagnostic, Place},
    },
    text::route::Route,
};

/// How many wrong addresses are told; the rest is counted.
const ENOUGH: usize = 100;

/// What is known of a page's [`PageLinks`].
#[derive(Clone, Debug)]
pub(super) enum Known {
    /// It was made now.
    Fresh(PageLinks),
    /// It stayed.
    Kept(CachedLinks),
    /// It has none: no template made it.
    None,
}

/// What a page that was made just now gives and asks for.
pub(super) fn of(site: &Site, page: &Page, bytes: &[u8]) -> Known {
    match page.is_from_template(&site.edition.config) {
        true => Known::Fresh(PageLinks::of(bytes, from(site, page))),
        false => Known::None,
    }
}

fn from<'s>(site: &'s Site, page: &'s Page) -> Viewpoint<'s> {
    Viewpoint {
        route: &page.route,
        base_url: site.edition.config.base_url.as_deref(),
    }
}

/// What is known of the output as the last build left it.
pub(super) struct Earlier<'a> {
    pub(super) storage: Option<&'a Storage>,
    /// The routes of all files of the output.
    pub(super) routes: Vec<&'a str>,
    /// What pages that were made anew gave and asked for, by their place in the plan.
    pub(super) links: HashMap<usize, CachedLinks>,
}

impl Earlier<'_> {
    /// Nothing is known.
    pub(super) fn nothing() -> Self {
        Earlier {
            storage: None,
            routes: Vec::new(),
            links: HashMap::new(),
        }
    }
}

/// What the pages of a build lead to.
pub(super) struct Checked {
    /// What is wrong.
    pub(super) remarks: Vec<Diagnostic>,
    /// The places in the plan of pages with something wrong.
    pub(super) wrong: HashSet<usize>,
}

/// Looks at all pages, `known` in the order of the plan.
///
/// # Errors
/// When a page must be made once more, and words of it are lost.
pub(super) fn check(
    site: &Site,
    sources: &Sources,
    known: &[Known],
    earlier: &Earlier<'_>,
) -> Result<Checked, Lost> {
    let mut check = LinkCheck {
        site,
        sources,
        known,
        storage: earlier.storage,
        routes: routes(site),
        gone: HashSet::new(),
        read: Mutex::default(),
    };
    check.gone = check.gone(earlier);
    let wrong: Result<Vec<(usize, Vec<Target>)>, Lost> = known
        .par_iter()
        .enumerate()
        .map(|(at, known)| Ok((at, check.wrong(at, known)?)))
        .filter(|wrong| wrong.as_ref().map_or(true, |(_, wrong)| !wrong.is_empty()))
        .collect();
    let wrong = wrong?;
    Ok(Checked {
        remarks: check.tell(&wrong)?,
        wrong: wrong.into_iter().map(|(at, _)| at).collect(),
    })
}

fn routes(site: &Site) -> HashMap<u64, Option<usize>> {
    let pages = site.plan.pages.iter().enumerate().map(|(at, page)| {
        let places = page.is_from_template(&site.edition.config).then_some(at);
        (viewpoint::target(page.route.as_str()), places)
    });
    let copies = site.plan.copies.iter().map(|copied| &copied.route);
    let statics = site.theme.statics.iter().map(|file| &file.route);
    let index = match site.edition.config.search {
        true => &search::ALWAYS[..],
        false => &[],
    };
    let files = copies.chain(statics).map(Route::as_str);
    let files = files.chain(index.iter().copied());
    pages
        .chain(files.map(|route| (viewpoint::target(route), None)))
        .collect()
}

/// All pages of a build, finished.
struct LinkCheck<'a> {
    site: &'a Site,
    sources: &'a Sources,
    known: &'a [Known],
    storage: Option<&'a Storage>,
    /// Every file of the output; the place in the plan of those that have places in them.
    routes: HashMap<u64, Option<usize>>,
    /// Files that are gone, or of which a place is.
    gone: HashSet<u64>,
    /// What was read back.
    read: Mutex<HashMap<usize, Arc<PageLinks>>>,
}

/// An address that leads nowhere or asks another host.
struct DeadAddress<'a> {
    /// The first page that has it.
    page: &'a Page,
    address: String,
    wrong: Wrong,
    /// How many more pages have it.
    others: usize,
}

impl<'a> LinkCheck<'a> {
    fn gone(&self, earlier: &Earlier<'_>) -> HashSet<u64> {
        let files = earlier.routes.iter().map(|route| viewpoint::target(route));
        let files = files.filter(|target| !self.routes.contains_key(target));
        let places = self.known.par_iter().enumerate().filter_map(|(at, known)| {
            let Known::Fresh(links) = known else {
                return None;
            };
            let old = PageLinks::kept(self.storage?, earlier.links.get(&at)?.extent);
            let all = old.is_ok_and(|old| links.has_all_of(&old));
            (!all).then(|| viewpoint::target(self.site.plan.pages[at].route.as_str()))
        });
        let mut gone: HashSet<u64> = files.collect();
        gone.par_extend(places);
        gone
    }

    /// What of a page leads nowhere or asks another host.
    fn wrong(&self, at: usize, known: &Known) -> Result<Vec<Target>, Lost> {
        match known {
            Known::None => Ok(Vec::new()),
            Known::Fresh(links) => self.among(links, |_| true),
            Known::Kept(kept) if kept.bad => self.among(&*self.links(at)?, |_| true),
            Known::Kept(_) if self.gone.is_empty() => Ok(Vec::new()),
            Known::Kept(_) => {
                let gone = |(target, _): Target| self.gone.contains(&target);
                self.among(&*self.links(at)?, gone)
            }
        }
    }

    fn among(
        &self,
        page: &PageLinks,
        looked_at: impl Fn(Target) -> bool,
    ) -> Result<Vec<Target>, Lost> {
        let mut wrong = Vec::new();
        for link in page.links.iter().copied().filter(|link| looked_at(*link)) {
            if !self.is_there(link)? {
                wrong.push(link);
            }
        }
        Ok(wrong)
    }

    fn is_there(&self, (target, fragment): Target) -> Result<bool, Lost> {
        Ok(match self.routes.get(&target) {
            None => false,
            Some(None) => true,
            Some(&Some(at)) => match &self.known[at] {
                Known::Fresh(links) => links.has(fragment),
                Known::Kept(_) => viewpoint::is_whole(fragment) || self.links(at)?.has(fragment),
                Known::None => true,
            },
        })
    }

    /// What a page that stayed gives and asks for; it is made once more if that was kept and is damaged.
    fn links(&self, at: usize) -> Result<Arc<PageLinks>, Lost> {
        if let Some(links) = self.read().get(&at) {
            return Ok(links.clone());
        }
        let kept = match (&self.known[at], self.storage) {
            (Known::Kept(kept), Some(storage)) => PageLinks::kept(storage, kept.extent).ok(),
            _ => None,
        };
        let links = match kept {
            Some(links) => links,
            None => {
                let page = &self.site.plan.pages[at];
                match make::page(self.site, page) {
                    Ok(made) => PageLinks::of(&made.bytes, from(self.site, page)),
                    Err(Failure::Template(_) | Failure::Export(_)) => PageLinks::default(),
                    Err(Failure::Lost(lost)) => return Err(lost),
                }
            }
        };
        let links = Arc::new(links);
        self.read().insert(at, links.clone());
        Ok(links)
    }

    fn read(&self) -> MutexGuard<'_, HashMap<usize, Arc<PageLinks>>> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Each wrong address once, with the first page that has it. That page is made once more, since only its numbers are at hand.
    fn tell(&self, wrong: &[(usize, Vec<Target>)]) -> Result<Vec<Diagnostic>, Lost> {
        let mut pages: BTreeMap<Target, (usize, usize)> = BTreeMap::new();
        for (at, links) in wrong {
            for link in links {
                pages.entry(*link).or_insert((*at, 0)).1 += 1;
            }
        }
        let mut first: BTreeMap<usize, Vec<Target>> = BTreeMap::new();
        for (link, (at, _)) in &pages {
            first.entry(*at).or_default().push(*link);
        }
        let mut remarks = Vec::new();
        for (at, links) in first {
            if remarks.len() >= ENOUGH {
                break;
            }
            let page = &self.site.plan.pages[at];
            let made = match make::page(self.site, page) {
                Ok(made) => made,
                Err(Failure::Template(_) | Failure::Export(_)) => continue,
                Err(Failure::Lost(lost)) => return Err(lost),
            };
            for (link, address, wrong) in from(self.site, page).tell(&made.bytes, &links) {
                let others = pages.get(&link).map_or(0, |(_, count)| count - 1);
                remarks.push(self.remark(&DeadAddress {
                    page,
                    address,
                    wrong,
                    others,
                }));
            }
        }
        let left = pages.len().saturating_sub(remarks.len());
        if left > 0
            && let Some(last) = remarks.last_mut()
        {
            last.notes
                .push(format!("and {left} more addresses like these"));
        }
        Ok(remarks)
    }

    fn remark(&self, dead: &DeadAddress<'a>) -> Diagnostic {
        let (route, address) = (dead.page.route.as_str(), dead.address.as_str());
        let templates = dead.page.templates(&self.site.edition.config);
        let (template, place) = self.site.theme.writes(&templates, address, self.sources);
        let place = place.unwrap_or(Place::Site);
        let made = format!("the page is made by the template `{template}`");
        let note = match dead.others {
            0 => made,
            1 => format!("{made}; one more page has it"),
            n => format!("{made}; {n} more pages have it"),
        };
        let why = match &dead.wrong {
            Wrong::Request => return foreign(place, route, address).note(note),
            Wrong::Place(path, id) if self.routes.contains_key(&viewpoint::target(path)) => {
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
        .help("put the file into `static/` and link it as `{{ page.root }}static/NAME`")
}
