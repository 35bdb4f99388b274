//! One run: what it was asked, what the last build left, what changed since, and how long it takes.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context as _, Result, bail};

use super::{Options, Timings, Until, edit::Opened, outcome::Watch, run, schemas::Schemas};
use crate::{
    archive::config::normal_base_url,
    export::Exporters,
    incremental::{BuildCache, ChangeDetector, Storage},
    load,
    output::Foreign,
    source::{
        Sources,
        diag::Diagnostics,
        digest::Digester,
        files::{Files, Unsaved, real_place},
    },
};

/// What every stage of a run may look at. What it was asked is here by who needs it: nobody behind this is handed all [`Options`].
pub(super) struct Session<'s> {
    /// The site's folder.
    pub(super) root: &'s Path,
    /// postil.yaml, relative to it.
    pub(super) config_file: &'s str,
    /// In place of `base_url` there.
    pub(super) base_url: Option<String>,
    /// How content is read.
    pub(super) reading: Reading,
    /// Which other formats of the site are made.
    pub(super) exporters: Exporters,
    /// Where pages go.
    pub(super) destination: Destination,
    /// Whether it is told why pages are made.
    pub(super) explain: bool,
    strict: bool,
    /// What the site is read from.
    pub(super) files: Arc<dyn Files>,
    pub(super) cache: &'s BuildCache,
    pub(super) changes: ChangeDetector<'s>,
    pub(super) progress: Watch<'s>,
    pub(super) timings: Timings,
}

/// How content is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    /// Whether drafts are built, too.
    pub(super) drafts: bool,
    /// Whether quotes that are not found are shown on the nearest paragraph.
    pub(super) lenient: bool,
}

impl Reading {
    /// Adds all of it to a digest.
    pub(super) fn digest(self, digester: &mut Digester) {
        digester.number(self.drafts).number(self.lenient);
    }
}

/// Where pages go.
#[derive(Clone, Debug)]
pub(super) struct Destination {
    /// The output folder.
    pub(super) folder: PathBuf,
    /// What becomes of files there that are not ours.
    pub(super) foreign: Foreign,
}

impl Destination {
    /// As it was asked.
    pub(super) fn of(options: &Options) -> Self {
        Self {
            folder: options.output.clone(),
            foreign: match options.force {
                true => Foreign::Replaced,
                false => Foreign::Stays,
            },
        }
    }

    /// The output folder as the cache knows it.
    pub(super) fn key(&self) -> String {
        real_place(&self.folder).to_string_lossy().into_owned()
    }
}

impl Options {
    /// The archive as it is, drafts too, for whoever changes it.
    ///
    /// # Errors
    /// Only trouble with the machine.
    pub fn open(&self) -> Result<Opened> {
        let all = Self {
            drafts: true,
            ..self.clone()
        };
        let disk = all.files(&Unsaved::new());
        let read = move |unsaved: &Unsaved| {
            let (cache, files) = (BuildCache::nothing(), all.files(unsaved));
            let mut sources = sources(&all.root, &cache, files.clone());
            let mut session = Session::new(&all, files, &cache, &|_| {})?;
            let run = run(&mut session, &mut sources, Until::Planned)?;
            Ok((run, sources))
        };
        Opened::new(self.config_file.clone(), disk, Box::new(read))
    }
}

impl Options {
    /// The schemas of the archive for editors' programs, and whether they are as they should be. Nothing is written: [`Schemas::write`] does.
    ///
    /// # Errors
    /// If the settings cannot be read.
    pub fn schemas(&self) -> Result<Schemas> {
        let files = self.files(&Unsaved::new());
        let mut sources = sources(&self.root, &BuildCache::nothing(), files.clone());
        let survey = load::survey(&self.config_file, &mut sources, &mut Diagnostics::new());
        if survey.unsettled {
            bail!(
                "{} cannot be read: `postil check` tells why",
                self.config_file
            );
        }
        Ok(Schemas::of(&survey.config, &survey.files, &files))
    }
}

impl<'s> Session<'s> {
    /// A run that begins now.
    ///
    /// # Errors
    /// An address of the site that is none.
    pub(super) fn new(
        options: &'s Options,
        files: Arc<dyn Files>,
        cache: &'s BuildCache,
        progress: Watch<'s>,
    ) -> Result<Self> {
        Ok(Self {
            root: &options.root,
            config_file: &options.config_file,
            base_url: options.base_url.as_deref().map(base_url).transpose()?,
            reading: Reading {
                drafts: options.drafts,
                lenient: options.lenient,
            },
            exporters: options.exporters,
            destination: Destination::of(options),
            explain: options.explain,
            strict: options.strict,
            changes: ChangeDetector::new(&cache.last.files, files.clone()),
            files,
            cache,
            progress,
            timings: Timings::new(),
        })
    }

    /// Where this run keeps what the next can use; nowhere, if it reads what nobody saved: the next would take that for what is in the files.
    pub(super) fn keeps(&self) -> Option<&Arc<Storage>> {
        let storage = self.cache.storage()?;
        (storage.writes() && !self.files.has_unsaved()).then_some(storage)
    }

    /// Makes warnings errors, if that was asked.
    pub(super) fn judge(&self, diags: &mut Diagnostics) {
        if self.strict {
            diags.raise_warnings();
        }
    }
}

fn base_url(url: &str) -> Result<String> {
    normal_base_url(url).with_context(|| {
        format!("`{url}` is not the full address of a site, such as https://archive.example.org/")
    })
}

/// The files of a run in a folder, with paths as people are shown them.
pub(super) fn sources(root: &Path, cache: &BuildCache, files: Arc<dyn Files>) -> Sources {
    let mut sources = Sources::read_from(files);
    if root.is_relative() {
        let below = root.components().collect::<PathBuf>();
        let below = below.to_string_lossy().replace('\\', "/");
        if !below.is_empty() && below != "." {
            sources.show_below(format!("{}/", below.trim_start_matches("./")));
        }
    }
    sources.number_as_before(&cache.last.sources);
    sources
}
