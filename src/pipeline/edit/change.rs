//! What is changed, and how that is written.

use std::{collections::BTreeSet, sync::Arc};

use anyhow::{Result, bail};

use crate::{
    output,
    pipeline::{Run, schemas::Schemas},
    source::{
        Sources,
        diag::{Code, Diagnostic, Diagnostics, Severity},
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
    /// Its schemas, as they would be.
    schemas: Option<Schemas>,
    disk: Arc<dyn Files>,
}

/// The archive as it would be with some files otherwise.
pub(in crate::pipeline) struct Foreseen {
    /// What would be wrong, and is not already.
    pub(in crate::pipeline) broken: Diagnostics,
    /// Its files.
    pub(in crate::pipeline) sources: Sources,
    /// Its schemas; none if its settings could not be read.
    pub(in crate::pipeline) schemas: Option<Schemas>,
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

/// How the site reads with some files otherwise.
type Reader = Box<dyn Fn(&Unsaved) -> Result<(Run, Sources)>>;

/// An archive that is to be changed: as it is, drafts too.
pub struct Opened {
    pub(in crate::pipeline) run: Run,
    pub(in crate::pipeline) sources: Sources,
    pub(in crate::pipeline) disk: Arc<dyn Files>,
    /// postil.yaml, relative to the site's folder.
    pub(in crate::pipeline) config_file: String,
    read: Reader,
}

impl Opened {
    /// Reads the archive.
    pub(in crate::pipeline) fn new(
        config_file: String,
        disk: Arc<dyn Files>,
        read: Reader,
    ) -> Result<Self> {
        let (run, sources) = read(&Unsaved::new())?;
        Ok(Self {
            run,
            sources,
            disk,
            config_file,
            read,
        })
    }

    /// The archive as it would be if all that is unsaved were saved.
    ///
    /// # Errors
    /// Only trouble with the machine.
    pub(in crate::pipeline) fn foresee(&self, unsaved: &Unsaved) -> Result<Foreseen> {
        let (run, sources) = (self.read)(unsaved)?;
        let known = self.run.diagnostics.list().iter();
        let known: BTreeSet<(Code, &str)> = known.map(|d| (d.code, d.message.as_str())).collect();
        let is_new = |d: &&Diagnostic| {
            d.severity == Severity::Error && !known.contains(&(d.code, d.message.as_str()))
        };
        let mut broken = Diagnostics::new();
        broken.extend(run.diagnostics.list().iter().filter(is_new).cloned());
        broken.sort(&sources);
        let inputs = run.inputs.filter(|inputs| !inputs.unsettled);
        Ok(Foreseen {
            broken,
            sources,
            schemas: inputs.map(|i| Schemas::of(&i.config, &i.files, &self.disk)),
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
        let Foreseen {
            broken,
            sources,
            schemas,
        } = self.foresee(&unsaved)?;
        Ok(Edit {
            files,
            broken,
            sources,
            schemas,
            disk: self.disk.clone(),
        })
    }
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
                None => output::remove(&path)?,
            }
        }
        if let Some(schemas) = &self.schemas {
            schemas.refresh()?;
        }
        Ok(())
    }
}
