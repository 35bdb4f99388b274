//! What is changed, and how that is written.

use std::{collections::BTreeSet, sync::Arc};

use anyhow::{Result, bail};

use crate::{
    incremental::BuildCache,
    output,
    pipeline::{Options, Run, Session, Until, run, session::sources},
    source::{
        Sources,
        diag::{Code, Diagnostics, Severity},
        files::{FileBytes, Files, Unsaved},
    },
};

/// Changes of the archive's own files, not yet written.
#[derive(Debug)]
pub struct Edit {
    /// What is changed, in order of paths.
    pub files: Vec<ChangedFile>,
    /// What would be wrong then, and is not already.
    pub broken: Diagnostics,
    /// The archive's files as they would be.
    pub sources: Sources,
    disk: Arc<dyn Files>,
}

/// A file that is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedFile {
    /// From the site's folder.
    pub path: String,
    /// What it says; none, if it is not there.
    pub old: Option<String>,
    /// What it is to say; none, if it is to go.
    pub new: Option<String>,
}

/// A site as it is read: drafts too, nothing kept.
pub(super) struct Opened {
    pub(super) run: Run,
    pub(super) sources: Sources,
    pub(super) disk: Arc<dyn Files>,
    pub(super) options: Options,
}

impl Opened {
    /// Reads the site.
    ///
    /// # Errors
    /// Only trouble with the machine.
    pub(super) fn of(options: &Options) -> Result<Self> {
        let options = Options {
            drafts: true,
            ..options.clone()
        };
        let disk = options.files(&Unsaved::new());
        let (run, sources) = read(&options, disk.clone())?;
        Ok(Self {
            run,
            sources,
            disk,
            options,
        })
    }

    /// The text of a file, if it is there.
    ///
    /// # Errors
    /// If it cannot be read, or is no text.
    pub(super) fn text(&self, path: &str) -> Result<Option<String>> {
        if !self.disk.is_file(path) {
            return Ok(None);
        }
        let bytes = self
            .disk
            .read(path, u64::MAX)
            .ok()
            .and_then(FileBytes::whole);
        let text = bytes.and_then(|bytes| String::from_utf8(bytes.to_vec()).ok());
        match text {
            Some(text) => Ok(Some(text)),
            None => bail!("{path} cannot be read as UTF-8"),
        }
    }

    /// These changes, with what would be wrong then.
    ///
    /// # Errors
    /// Only trouble with the machine.
    pub(super) fn change(&self, mut files: Vec<ChangedFile>) -> Result<Edit> {
        files.retain(|file| file.old != file.new);
        files.sort_by(|one, other| one.path.cmp(&other.path));
        let mut unsaved = Unsaved::new();
        for file in &files {
            match &file.new {
                Some(text) => unsaved.put(&file.path, text.as_bytes().to_vec()),
                None => unsaved.hide(&file.path),
            }
        }
        let (run, sources) = read(&self.options, self.options.files(&unsaved))?;
        let known = self.run.diagnostics.list().iter();
        let known: BTreeSet<(Code, &str)> = known.map(|d| (d.code, d.message.as_str())).collect();
        let is_new = |d: &&crate::source::diag::Diagnostic| {
            d.severity == Severity::Error && !known.contains(&(d.code, d.message.as_str()))
        };
        let mut broken = Diagnostics::new();
        broken.extend(run.diagnostics.list().iter().filter(is_new).cloned());
        broken.sort(&sources);
        Ok(Edit {
            files,
            broken,
            sources,
            disk: self.disk.clone(),
        })
    }
}

/// The site as it is read from these files, planned.
fn read(options: &Options, files: Arc<dyn Files>) -> Result<(Run, Sources)> {
    let cache = BuildCache::nothing();
    let mut sources = sources(&options.root, &cache, files.clone());
    let mut session = Session::new(options, files, &cache, &|_| {})?;
    let run = run(&mut session, &mut sources, Until::Planned)?;
    Ok((run, sources))
}

impl Edit {
    /// Writes it: each file whole or not at all, new ones first, so that nothing is gone before what takes its place is there.
    ///
    /// # Errors
    /// Trouble with the disk; and if a file is not what it was when it was read, before anything is written.
    pub fn write(&self) -> Result<()> {
        for file in &self.files {
            let bytes = self
                .disk
                .read(&file.path, u64::MAX)
                .ok()
                .and_then(FileBytes::whole);
            let now = bytes.map(|bytes| bytes.to_vec());
            if now.as_deref() != file.old.as_deref().map(str::as_bytes) {
                bail!(
                    "{} was changed in the meantime; nothing was written: say it again",
                    file.path
                );
            }
        }
        let (kept, gone): (Vec<_>, Vec<_>) = self.files.iter().partition(|file| file.new.is_some());
        for file in kept.into_iter().chain(gone) {
            let Some(path) = self.disk.on_disk(&file.path) else {
                bail!("{} is in no folder of this disk", file.path);
            };
            match &file.new {
                Some(text) => output::replace(&path, text.as_bytes())?,
                None => std::fs::remove_file(&path)?,
            }
        }
        Ok(())
    }
}
