//! A site that is looked at while it is written: pages are made when somebody asks for them, and an edit changes what is in memory.
//!
//! The site that is shown is always one without errors: the last that was. Its pages have the same bytes as those of a build.

mod in_place;
mod index;
mod pages;
mod show;
mod touched;

use std::{
    collections::{BTreeSet, HashMap},
    fmt,
    sync::{Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

use anyhow::Result;

pub use self::show::Shown;
use self::{
    in_place::Earlier,
    index::MadeIndex,
    pages::MadePages,
    touched::{all_things, touched},
};
use super::{
    Counts, Options, Session, Site, Until,
    inputs::Inputs,
    make, run,
    schemas::Schemas,
    session::{Destination, sources},
};
use crate::{
    anchor::Lost,
    incremental::{self, BuildCache},
    source::{
        Sources,
        diag::{Diagnostic, Diagnostics},
        files::{Litter, Unsaved},
    },
};

/// A site that is looked at while it is written.
pub struct Live {
    options: Options,
    state: RwLock<State>,
    made: Mutex<MadePages>,
    index: Mutex<MadeIndex>,
    /// The mistake of a template, which shows only when a page is made, and is mended by what changes next.
    failed: Mutex<Option<Diagnostic>>,
}

/// What is wrong, with the files that it is about.
#[derive(Clone, Copy, Debug)]
pub struct Remarks<'a> {
    /// Errors and warnings.
    pub diagnostics: &'a Diagnostics,
    /// All files.
    pub sources: &'a Sources,
}

/// What there is at the moment.
struct State {
    cache: BuildCache,
    unsaved: Unsaved,
    sources: Sources,
    inputs: Option<Inputs>,
    /// The last site without errors.
    site: Option<Site>,
    by_route: HashMap<String, usize>,
    /// The routes that it was planned with: those that the output folder had a record of.
    earlier: Earlier,
    /// What there is to say.
    diagnostics: Diagnostics,
    /// What of that transcripts have no part in.
    fixed: Diagnostics,
    /// The transcripts that notes join with others.
    together: BTreeSet<String>,
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

impl fmt::Debug for Live {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Live").field(&self.options.root).finish()
    }
}

impl Live {
    /// Looks at a site, and keeps what the next start can use.
    ///
    /// # Errors
    /// Only trouble with the machine.
    pub fn open(options: Options) -> Result<Self> {
        Self::open_unsaved(options, Unsaved::new())
    }

    /// As [`Live::open`], with what is unsaved over the files. Nothing is kept then.
    ///
    /// # Errors
    /// Only trouble with the machine.
    pub fn open_unsaved(options: Options, unsaved: Unsaved) -> Result<Self> {
        let cache = options.open_cache();
        let files = options.files(&unsaved);
        let mut state = State {
            unsaved,
            sources: sources(&options.root, &cache, files),
            cache,
            inputs: None,
            site: None,
            by_route: HashMap::new(),
            earlier: Earlier::default(),
            diagnostics: Diagnostics::new(),
            fixed: Diagnostics::new(),
            together: BTreeSet::new(),
        };
        state.reload(&options)?;
        if let Some(storage) = state.cache.storage() {
            storage.release();
        }
        Ok(Self {
            options,
            state: RwLock::new(state),
            made: Mutex::default(),
            index: Mutex::default(),
            failed: Mutex::default(),
        })
    }

    /// The output folder as the cache knows it.
    fn output_key(&self) -> String {
        Destination::of(&self.options).key()
    }

    fn read(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks at all files again.
    ///
    /// # Errors
    /// Only trouble with the machine.
    pub fn reload(&self) -> Result<Update> {
        self.mend(|state| state.reload(&self.options))
    }

    fn reload_afresh(&self) -> Result<Update> {
        self.write().reload_afresh(&self.options)
    }

    /// Those of some paths that are worth naming to the author: files and folders of the site, and what lies among them and is not made by an
    /// editor's program for itself.
    pub fn worth_naming(&self, paths: &[String]) -> BTreeSet<String> {
        let state = self.read();
        let files = state.sources.files();
        let of_site = |path: &str| {
            let known = state
                .inputs
                .as_ref()
                .is_some_and(|inputs| inputs.knows(path) || inputs.is_folder(path));
            let name = path.rsplit('/').next().unwrap_or(path);
            known || (files.file(path).is_some() && Litter::of(name).is_none())
        };
        paths.iter().filter(|p| of_site(p)).cloned().collect()
    }

    /// Looks at files again that changed (paths from the site's root, with `/`); at all of them, if it must be.
    ///
    /// # Errors
    /// Only trouble with the machine.
    pub fn update(&self, paths: &[String]) -> Result<Update> {
        self.mend(|state| match state.update_in_place(&self.options, paths) {
            Some(update) => Ok(update),
            None => state.reload(&self.options),
        })
    }

    /// Brings the archive's schemas up to date, if it has some; what is unsaved never gets into them.
    ///
    /// # Errors
    /// Trouble with the disk, and a file of that name that postil did not make.
    pub fn refresh_schemas(&self) -> Result<usize> {
        let state = self.read();
        let files = state.sources.files();
        let inputs = state.inputs.as_ref();
        let saved = inputs.filter(|inputs| !inputs.unsettled && !files.has_unsaved());
        match saved {
            Some(inputs) => Schemas::of(&inputs.config, &inputs.files, files).refresh(),
            None => Ok(0),
        }
    }

    /// Changes what lies unsaved over the files. [`Live::update`] with the paths concerned looks at what comes of it.
    pub fn edit_unsaved(&self, edit: impl FnOnce(&mut Unsaved)) {
        let mut state = self.write();
        edit(&mut state.unsaved);
        let files = self.options.files(&state.unsaved);
        state.sources.set_files(files);
    }

    /// Looks at what changed, after which no template is known to have a mistake.
    fn mend(&self, look: impl FnOnce(&mut State) -> Result<Update>) -> Result<Update> {
        let update = look(&mut self.write());
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        *failed = None;
        update
    }

    /// Makes the page at a route, whatever was made before; none if there is no such page, or if it cannot be made.
    pub fn make(&self, route: &str) -> Option<Vec<u8>> {
        let state = self.read();
        let site = state.site.as_ref()?;
        let page = &site.plan.pages[*state.by_route.get(route)?];
        Some(make::page(site, page).ok()?.bytes)
    }

    /// What is wrong at the moment in the content.
    pub fn remarks<T>(&self, look: impl FnOnce(Remarks<'_>) -> T) -> T {
        let state = self.read();
        look(Remarks {
            diagnostics: &state.diagnostics,
            sources: &state.sources,
        })
    }

    /// The mistake of a template that the last page showed which could not be made; none if there is none.
    pub fn failure<T>(&self, look: impl FnOnce(Remarks<'_>) -> T) -> Option<T> {
        let failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(failed.clone()?);
        drop(failed);
        let diagnostics = &diagnostics;
        Some(self.remarks(|remarks| {
            look(Remarks {
                diagnostics,
                sources: remarks.sources,
            })
        }))
    }

    /// The path of the base URL: `/`, or `/archive/`.
    pub fn base_path(&self) -> String {
        let state = self.read();
        let inputs = state.inputs.as_ref();
        let url = inputs.and_then(|i| i.config.base_url.as_deref());
        let path = url
            .and_then(|url| url.split_once("://"))
            .and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]));
        path.unwrap_or("/").to_owned()
    }

    /// How many pages, and what of.
    pub fn counts(&self) -> (usize, Counts) {
        let state = self.read();
        let site = state.site.as_ref();
        site.map_or_else(Default::default, |site| {
            (site.plan.pages.len(), site.counts())
        })
    }
}

impl State {
    /// Looks at all files again, with what is known of them.
    fn reload(&mut self, options: &Options) -> Result<Update> {
        match self.look(options) {
            Err(trouble) if trouble.is::<Lost>() => self.reload_afresh(options),
            done => done,
        }
    }

    /// Looks at all files again, and believes nothing that was kept.
    fn reload_afresh(&mut self, options: &Options) -> Result<Update> {
        self.cache = BuildCache::nothing();
        // Whoever cannot remove it comes here again next time.
        let _ = incremental::clean(&options.root);
        self.look(options)
    }

    fn look(&mut self, options: &Options) -> Result<Update> {
        self.sources.forget_all();
        let files = self.sources.files().clone();
        let mut session = Session::new(options, files, &self.cache, &|_| {})?;
        self.earlier = Earlier::of(&options.output);
        let run = run(&mut session, &mut self.sources, Until::Planned)?;
        if let Some(snapshot) = run.snapshot {
            self.cache.save(snapshot.clone());
            self.cache.last = snapshot;
        }
        let mut diags = run.diagnostics;
        diags.sort(&self.sources);
        let mut update = Update {
            errors: diags.errors(),
            warnings: diags.warnings(),
            changed: true,
            ..Update::default()
        };
        if let Some(site) = run.site.filter(|_| !diags.has_errors()) {
            if let Some(last) = &self.site {
                let changed = || site.edition.digests.differences(&last.edition.digests);
                update.touched = match last.theme.digest() == site.theme.digest() {
                    true => touched(&site.edition, &changed(), all_things(&site.edition)),
                    false => vec!["every page".to_owned()],
                };
                update.changed = !update.touched.is_empty() || self.diagnostics.errors() > 0;
            }
            self.by_route = routes(&site);
            self.site = Some(site);
        }
        self.inputs = run.inputs;
        (self.fixed, self.together) = (run.fixed, run.together);
        self.diagnostics = diags;
        Ok(update)
    }
}

fn routes(site: &Site) -> HashMap<String, usize> {
    let pages = site.plan.pages.iter().enumerate();
    pages
        .map(|(i, page)| (page.route.as_str().to_owned(), i))
        .collect()
}
