//! A site that is looked at while it is written: pages are made when somebody asks for them, and an edit changes what is in memory.
//!
//! The site that is shown is always one without errors: the last that was. Its pages have the same bytes as those of a build.
//!
//! Long by what it is asked: what is there, and what changed.

use std::{
    collections::{BTreeSet, HashMap},
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError, RwLock},
};

use anyhow::Result;

use super::{
    Before, Options, Outcome, Site, Timings, assemble,
    gather::{self, Desk},
    inputs::Inputs,
    kept::{self, Kept, Looks},
    make, sources,
};
use crate::{
    archive::{ListIndex, TranscriptIndex},
    bind::{Edition, Handle, Thing},
    cache::Cache,
    diag::{Diagnostic, Diagnostics},
    digest::Digest,
    folder,
    route::Route,
    source::Sources,
};

/// How many bytes of pages that were made are kept at hand.
const ROOM: usize = 64 * 1024 * 1024;

/// A site that is looked at while it is written.
pub struct Live {
    options: Options,
    cache: Option<Arc<Cache>>,
    state: RwLock<State>,
    made: Mutex<Pages>,
}

/// What there is at the moment.
struct State {
    kept: Kept,
    sources: Sources,
    inputs: Option<Inputs>,
    /// The last site without errors.
    site: Option<Site>,
    by_route: HashMap<String, usize>,
    diagnostics: Diagnostics,
}

/// Pages that were made, with what they were made of.
#[derive(Default)]
struct Pages {
    by_route: HashMap<String, MadePage>,
    bytes: usize,
}

struct MadePage {
    key: Digest,
    taken: Vec<Digest>,
    theme: Digest,
    bytes: Arc<[u8]>,
    digest: [u8; 32],
}

/// What is at an address.
#[derive(Clone, Debug)]
pub enum Shown {
    /// A page, or a file of the theme.
    Bytes {
        /// Its bytes.
        bytes: Arc<[u8]>,
        /// Of its bytes.
        digest: [u8; 32],
        /// Its route.
        route: Route,
    },
    /// A file of the site's assets.
    File(PathBuf, Route),
    /// It is at this other address.
    Moved(String),
    /// Nothing; the page that says so.
    Missing(Arc<[u8]>),
    /// A mistake of a template, and a page that says so.
    Failed(Box<Diagnostic>, Arc<[u8]>),
}

/// What came of looking at the files again.
#[derive(Clone, Debug, Default)]
pub struct Update {
    /// The routes of pages that may look different now; none if it cannot be told.
    pub touched: Vec<String>,
    /// Errors and warnings there are now.
    pub errors: usize,
    /// Warnings there are now.
    pub warnings: usize,
    /// Whether only what changed was looked at.
    pub in_place: bool,
    /// Whether anything changed at all.
    pub changed: bool,
}

impl std::fmt::Debug for Live {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Live").field(&self.options.root).finish()
    }
}

impl Live {
    /// Looks at a site, and keeps what the next start can use.
    ///
    /// # Errors
    /// Only trouble with the machine.
    pub fn open(options: Options) -> Result<Self> {
        let opened = kept::open(&options);
        let (cache, kept) = match opened {
            Some((cache, kept)) => (Some(Arc::new(cache)), kept.unwrap_or_default()),
            None => (None, Kept::default()),
        };
        let mut sources = sources(&options);
        sources.number_as_before(&kept.sources);
        let live = Self {
            state: RwLock::new(State {
                kept,
                sources,
                inputs: None,
                site: None,
                by_route: HashMap::new(),
                diagnostics: Diagnostics::new(),
            }),
            options,
            cache,
            made: Mutex::default(),
        };
        live.reload()?;
        if let Some(cache) = &live.cache {
            cache.release();
        }
        Ok(live)
    }

    /// Looks at all files again.
    ///
    /// # Errors
    /// Only trouble with the machine.
    pub fn reload(&self) -> Result<Update> {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let State { kept, sources, .. } = &mut *state;
        sources.forget_all();
        let looks = Looks::new(kept, &self.options.root);
        let mut diags = Diagnostics::new();
        let inputs = Inputs::survey(&self.options, sources, &looks, &mut diags)?;
        inputs.look_at_the_rest(&looks);
        let before = Before {
            cache: self.cache.as_ref(),
            kept,
            looks: &looks,
        };
        let mut timings = Timings::new();
        let (site, fresh) = assemble(
            &self.options,
            &inputs,
            sources,
            &before,
            &|_| {},
            &mut diags,
            &mut timings,
        );
        if self.options.strict {
            diags.raise_warnings();
        }
        diags.sort(sources);
        if let Some(cache) = self.cache.as_ref().filter(|cache| cache.writes()) {
            let next = Kept {
                sources: sources.paths(),
                looked: Some(cache.began()),
                reading: inputs.reading(&self.options),
                files: looks.all(),
                units: fresh.units,
                transcripts: fresh.transcripts,
                entangled: fresh.entangled,
                outputs: std::mem::take(&mut kept.outputs),
            };
            let _ = cache.save(next.clone(), Kept::extents);
            *kept = next;
        }
        if site.records.is_damaged() {
            // Rare: everything is looked at anew, and nothing that was kept is believed.
            state.kept = Kept::default();
            drop(state);
            return self.reload();
        }
        let mut update = Update {
            errors: diags.errors(),
            warnings: diags.warnings(),
            changed: true,
            ..Update::default()
        };
        if !diags.has_errors() {
            if let Some(last) = &state.site {
                let before = &last.edition.digests;
                update.touched = match last.theme.digest() == site.theme.digest() {
                    true => touched(&site.edition, &site.edition.digests.differences(before)),
                    false => vec!["every page".to_owned()],
                };
                update.changed = !update.touched.is_empty() || state.diagnostics.errors() > 0;
            }
            state.by_route = routes(&site);
            state.site = Some(site);
        }
        state.inputs = Some(inputs);
        state.diagnostics = diags;
        Ok(update)
    }

    /// Those of some paths that are worth naming to the author: files and folders of the site, and what lies among them and is not made by an
    /// editor's program for itself.
    pub fn worth_naming(&self, paths: &[String]) -> BTreeSet<String> {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        let root = &self.options.root;
        let of_site = |path: &str| {
            let known = state
                .inputs
                .as_ref()
                .is_some_and(|inputs| inputs.knows(path) || inputs.is_folder(path));
            let name = path.rsplit('/').next().unwrap_or(path);
            known || (root.join(path).exists() && folder::Litter::of(name).is_none())
        };
        paths.iter().filter(|p| of_site(p)).cloned().collect()
    }

    /// Looks at files again that changed (paths from the site's root, with `/`); at all of them, if it must be.
    ///
    /// # Errors
    /// Only trouble with the machine.
    pub fn update(&self, paths: &[String]) -> Result<Update> {
        match self.update_in_place(paths) {
            Some(update) => Ok(update),
            None => self.reload(),
        }
    }

    fn update_in_place(&self, paths: &[String]) -> Option<Update> {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let State {
            kept,
            sources,
            inputs,
            site,
            diagnostics,
            ..
        } = &mut *state;
        let (inputs, site) = (inputs.as_ref()?, site.as_mut()?);
        if !diagnostics.is_empty() {
            return None;
        }
        let mut changed: Vec<Digest> = Vec::new();
        // Nothing that was read before is believed of a file that changed: its digest is forgotten with this view of the sources.
        let nothing = Kept {
            reading: kept.reading,
            ..Kept::default()
        };
        for path in paths {
            let words = ["content/transcripts/", "content/annotations/"];
            let known = inputs.knows(path);
            let there = std::fs::symlink_metadata(self.options.root.join(path)).is_ok();
            if !known && !there && !inputs.is_folder(path) {
                // A file that an editor program made and took away again.
                continue;
            }
            if !known
                || !words.iter().any(|w| path.starts_with(w))
                || folder::file(&self.options.root, path) != Some(Ok(()))
            {
                return None;
            }
            sources.forget(path);
            let looks = Looks::new(&nothing, &self.options.root);
            let desk = Desk {
                options: &self.options,
                config: &inputs.config,
                absent: &inputs.absent,
                sources,
                cache: None,
                kept: &nothing,
                looks: &looks,
                reading: nothing.reading,
                records: &site.records,
            };
            let outline = gather::again(&desk, &inputs.files, path)?;
            let t = site
                .edition
                .transcripts
                .binary_search_by(|o| o.id.cmp(&outline.id))
                .ok()?;
            let t = TranscriptIndex::at(t);
            changed.extend(site.edition.replace(t, outline)?);
        }
        let mut remarks = Vec::new();
        if site.edition.config.page_size > 0 && !changed.is_empty() {
            let statics = site.theme.routes();
            let earlier = crate::output::routes(&self.options.output);
            site.plan = crate::pages::plan(&site.edition, &statics, &earlier, &mut remarks);
            let by_route = routes(site);
            let touched = touched(&site.edition, &changed);
            state.by_route = by_route;
            return remarks.is_empty().then(|| done(touched));
        }
        Some(done(touched(&site.edition, &changed)))
    }

    /// What is at an address below the site's root (decoded, without a leading `/`).
    pub fn show(&self, address: &str) -> Shown {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        let Some(site) = &state.site else {
            return Shown::Missing(plain("This site cannot be shown yet: it has errors."));
        };
        let path = match address {
            "" => "index.html".to_owned(),
            folder if folder.ends_with('/') => format!("{folder}index.html"),
            file => file.to_owned(),
        };
        if let Some(&index) = state.by_route.get(&path) {
            return self.page(site, index);
        }
        let route = Route::new(&path);
        let of_theme = site
            .theme
            .statics
            .iter()
            .find(|s| Some(&s.route) == route.as_ref());
        if let Some(file) = of_theme {
            return bytes(file.bytes.to_vec(), file.route.clone());
        }
        let asset = site
            .plan
            .copies
            .iter()
            .find(|c| Some(&c.route) == route.as_ref());
        if let Some(asset) = asset {
            let path = state.sources.path(asset.source);
            // It may have become a link since its folder was listed.
            if let Some(Ok(())) = folder::file(&self.options.root, path) {
                return Shown::File(state.sources.disk_path(asset.source), asset.route.clone());
            }
        }
        let inside = format!("{path}/index.html");
        if state.by_route.contains_key(&inside) {
            return Shown::Moved(format!("{path}/"));
        }
        match state
            .by_route
            .get("404.html")
            .map(|&index| self.page(site, index))
        {
            Some(Shown::Bytes { bytes, .. }) => Shown::Missing(bytes),
            Some(other) => other,
            None => Shown::Missing(plain("Nothing is here.")),
        }
    }

    /// A page as it is now: as it was made before, if it is made of the same.
    fn page(&self, site: &Site, index: usize) -> Shown {
        let page = &site.plan.pages[index];
        let name = page.route.as_str();
        let theme = site.theme.digest();
        let made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = made.by_route.get(name)
            && made.theme == theme
            && make::key(site, page, &made.taken) == made.key
        {
            return Shown::Bytes {
                bytes: made.bytes.clone(),
                digest: made.digest,
                route: page.route.clone(),
            };
        }
        drop(made);
        let finished = match make::page(site, page) {
            Ok(finished) => finished,
            Err(failure) => {
                let message = format!("The template has a mistake: {}", failure.message);
                return Shown::Failed(failure, plain(&message));
            }
        };
        let key = make::key(site, page, &finished.taken);
        let digest = *blake3::hash(&finished.bytes).as_bytes();
        let bytes: Arc<[u8]> = finished.bytes.into();
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.put(
            name,
            MadePage {
                key,
                taken: finished.taken,
                theme,
                bytes: bytes.clone(),
                digest,
            },
        );
        Shown::Bytes {
            bytes,
            digest,
            route: page.route.clone(),
        }
    }

    /// Makes the page at a route, whatever was made before; none if there is no such page, or if its template has a mistake.
    pub fn make(&self, route: &str) -> Option<Vec<u8>> {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        let site = state.site.as_ref()?;
        let page = &site.plan.pages[*state.by_route.get(route)?];
        Some(make::page(site, page).ok()?.bytes)
    }

    /// What is wrong at the moment, with the files that it is about.
    pub fn with_diagnostics<T>(&self, look: impl FnOnce(&Diagnostics, &Sources) -> T) -> T {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        look(&state.diagnostics, &state.sources)
    }

    /// The path of the base URL: `/`, or `/archive/`.
    pub fn base_path(&self) -> String {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        let url = state
            .inputs
            .as_ref()
            .and_then(|i| i.config.base_url.as_deref());
        let path = url
            .and_then(|url| url.split_once("://"))
            .and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]));
        path.unwrap_or("/").to_owned()
    }

    /// How many pages, and what of.
    pub fn counts(&self) -> (usize, super::Counts) {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        match &state.site {
            Some(site) => {
                let outcome = Outcome::of(site, Sources::new("."), Diagnostics::new());
                (outcome.pages, outcome.counts)
            }
            None => (0, super::Counts::default()),
        }
    }
}

impl Pages {
    fn put(&mut self, name: &str, page: MadePage) {
        if self.bytes + page.bytes.len() > ROOM {
            self.by_route.clear();
            self.bytes = 0;
        }
        self.bytes += page.bytes.len();
        if let Some(old) = self.by_route.insert(name.to_owned(), page) {
            self.bytes -= old.bytes.len();
        }
    }
}

fn done(touched: Vec<String>) -> Update {
    Update {
        changed: !touched.is_empty(),
        touched,
        in_place: true,
        ..Update::default()
    }
}

fn routes(site: &Site) -> HashMap<String, usize> {
    let pages = site.plan.pages.iter().enumerate();
    pages
        .map(|(i, page)| (page.route.as_str().to_owned(), i))
        .collect()
}

fn bytes(bytes: Vec<u8>, route: Route) -> Shown {
    Shown::Bytes {
        digest: *blake3::hash(&bytes).as_bytes(),
        bytes: bytes.into(),
        route,
    }
}

/// A page of words, where the theme has none.
fn plain(words: &str) -> Arc<[u8]> {
    let mut escaped = String::new();
    crate::pages::markup::escape(words, &mut escaped);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>postil</title>\n</head>\n<body>\n<main id=\"main\"><p>{escaped}</p></main>\n</body>\n</html>\n"
    )
    .into_bytes()
    .into()
}

/// The pages whose own content changed: not those that only list it.
fn touched(edition: &Edition, changed: &[Digest]) -> Vec<String> {
    let changed: BTreeSet<Digest> = changed.iter().copied().collect();
    let mut touched = Vec::new();
    let any = |handles: &[Handle]| handles.iter().any(|h| changed.contains(&edition.key(*h)));
    let mut add = |thing: Thing| {
        touched.push(crate::pages::route_of(edition, thing).as_str().to_owned());
    };
    for t in edition.transcripts.indexes() {
        let thing = Thing::Transcript(t);
        if any(&[
            Handle::Record(t),
            Handle::Name(thing),
            Handle::Mentions(t),
            Handle::Neighbours(t),
            Handle::Backlinks(thing),
        ]) {
            add(thing);
        }
    }
    for e in edition.entries.indexes() {
        let thing = Thing::Entry(e);
        if any(&[
            Handle::Rows(e),
            Handle::Entry(e),
            Handle::Name(thing),
            Handle::Related(e),
            Handle::Count(e),
            Handle::Backlinks(thing),
        ]) {
            add(thing);
        }
    }
    for p in edition.pages.indexes() {
        let thing = Thing::Page(p);
        if any(&[
            Handle::Page(p),
            Handle::Name(thing),
            Handle::Backlinks(thing),
        ]) {
            add(thing);
        }
    }
    if touched.is_empty() && !changed.is_empty() {
        touched.push("pages that list it".to_owned());
    }
    touched
}
