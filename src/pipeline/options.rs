//! What a run is asked to do.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Result, bail};

use crate::{
    export::{self, Exporters},
    incremental::{BuildCache, FOLDER},
    output,
    source::files::{Disk, FOLDERS, Files, Overlay, Unsaved, real_place},
};

/// What a run is asked to do.
#[derive(Clone, Debug)]
pub struct Options {
    /// The site's folder.
    pub root: PathBuf,
    /// postil.yaml, relative to the root.
    pub config_file: String,
    /// The output folder.
    pub output: PathBuf,
    /// In place of `base_url` of postil.yaml.
    pub base_url: Option<String>,
    /// Whether drafts are built, too.
    pub drafts: bool,
    /// Whether quotes that are not found are shown on the nearest paragraph.
    pub lenient: bool,
    /// Whether warnings are errors.
    pub strict: bool,
    /// Whether files that postil did not write are replaced.
    pub force: bool,
    /// Whether anything is kept for the next run, and taken from the last one.
    pub cache: bool,
    /// Whether the reason is told why each page was made.
    pub explain: bool,
    /// Which other formats of the site are made.
    pub exporters: Exporters,
    /// Whether the process ends after this run: then what it needed is not given back piece by piece, which takes longer than
    /// ending does.
    pub last: bool,
}

impl Options {
    /// A build of the site in a folder, into its `public/`, with everything else as usual.
    pub fn of(root: impl Into<PathBuf>) -> Self {
        let root = root.into();
        Self {
            output: root.join("public"),
            root,
            config_file: "postil.yaml".to_owned(),
            base_url: None,
            drafts: false,
            lenient: false,
            strict: false,
            force: false,
            cache: true,
            explain: false,
            exporters: export::ALL,
            last: false,
        }
    }

    /// The same for a site that is packed to be kept, at this place: what is published, and a description of the whole.
    pub(super) fn packed(&self, place: PathBuf) -> Self {
        Self {
            output: place,
            drafts: false,
            lenient: false,
            exporters: export::PACKED,
            ..self.clone()
        }
    }

    /// The site's files, under what nobody saved yet.
    pub(super) fn files(&self, unsaved: &Unsaved) -> Arc<dyn Files> {
        let disk = Disk::new(&self.root);
        match unsaved.is_empty() {
            true => Arc::new(disk),
            false => Arc::new(Overlay::new(disk, unsaved.clone())),
        }
    }

    /// What the last build left, if that is wanted. Nothing is kept through a link that leads out of the site's folder.
    pub(super) fn open_cache(&self) -> BuildCache {
        let path = self.root.join(FOLDER);
        let inside = real_place(&path).starts_with(real_place(&self.root));
        match self.cache && inside {
            true => BuildCache::open(&path),
            false => BuildCache::nothing(),
        }
    }

    /// What is built must not become what the next build is made from.
    pub(super) fn refuse_output_in_inputs(&self) -> Result<()> {
        let output = real_place(&self.output);
        if real_place(&self.root).starts_with(&output) {
            bail!(
                "the output folder {} holds the archive itself, {}; choose a folder of its own with `--output-dir`",
                self.output.display(),
                self.root.display()
            );
        }
        for inputs in FOLDERS {
            let inputs = self.root.join(inputs);
            if output.starts_with(real_place(&inputs)) {
                bail!(
                    "the output folder {} lies in {}, which the site is made from; choose another with `--output-dir`",
                    self.output.display(),
                    inputs.display()
                );
            }
        }
        for (kept, whose) in [(".git", "git"), (".postil", "postil")] {
            if output.starts_with(real_place(&self.root.join(kept))) {
                bail!(
                    "the output folder {} lies in {kept}/, which {whose} keeps for itself; choose another with `--output-dir`",
                    self.output.display(),
                );
            }
        }
        Ok(())
    }

    /// Files that somebody asks for must not come in the place of the site's own. A folder of the site may be a link to another, so that they are compared
    /// with all that were read, too.
    ///
    /// # Errors
    /// One would.
    pub(super) fn refuse_all(&self, places: &[PathBuf], read: Vec<String>) -> Result<()> {
        for place in places {
            self.refuse_taken(place)?;
        }
        let read = read.into_iter();
        let read: BTreeSet<PathBuf> = read.map(|path| real_place(&self.root.join(path))).collect();
        match places
            .iter()
            .find(|place| read.contains(&real_place(place)))
        {
            Some(place) => bail!(
                "{} is a file that the site is made from; choose another place",
                place.display()
            ),
            None => Ok(()),
        }
    }

    /// A file that somebody asks for must not come among those that the site is made from, those that a build wrote, or what git and postil keep for
    /// themselves. Links are followed: it counts where the file would be.
    ///
    /// # Errors
    /// It would.
    fn refuse_taken(&self, file: &Path) -> Result<()> {
        let real = real_place(file);
        let refuse = |why: String| bail!("{} {why}; choose another place", file.display());
        if real == real_place(&self.root.join(&self.config_file)) {
            return refuse("has the settings of the site".to_owned());
        }
        for inputs in FOLDERS {
            if real.starts_with(real_place(&self.root.join(inputs))) {
                return refuse(format!("lies in {inputs}/, which the site is made from"));
            }
        }
        for (kept, whose) in [(".git", "git"), (".postil", "postil")] {
            if real.starts_with(real_place(&self.root.join(kept))) {
                return refuse(format!("lies in {kept}/, which {whose} keeps for itself"));
            }
        }
        let built = real
            .ancestors()
            .skip(1)
            .find(|folder| output::is_output(folder));
        if built.is_some() || real.starts_with(real_place(&self.output)) {
            return refuse("lies where builds write the site".to_owned());
        }
        Ok(())
    }
}
