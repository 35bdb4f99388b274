//! One run: what it was asked, what the last build left, what changed since, and how long it takes.

use std::{path::PathBuf, sync::Arc};

use super::{Options, Timings, outcome::Watch};
use crate::{
    incremental::{BuildCache, ChangeDetector, Storage},
    source::{Sources, diag::Diagnostics, files::Files},
};

/// What every stage of a run may look at.
pub(super) struct Session<'s> {
    pub(super) options: &'s Options,
    /// What the site is read from.
    pub(super) files: Arc<dyn Files>,
    pub(super) cache: &'s BuildCache,
    pub(super) changes: ChangeDetector<'s>,
    pub(super) progress: Watch<'s>,
    pub(super) timings: Timings,
}

impl<'s> Session<'s> {
    /// A run that begins now.
    pub(super) fn new(
        options: &'s Options,
        files: Arc<dyn Files>,
        cache: &'s BuildCache,
        progress: Watch<'s>,
    ) -> Self {
        Self {
            options,
            changes: ChangeDetector::new(&cache.last.files, files.clone()),
            files,
            cache,
            progress,
            timings: Timings::new(),
        }
    }

    /// The files of the run, with paths as people are shown them.
    pub(super) fn sources(&self) -> Sources {
        let root = &self.options.root;
        let mut sources = Sources::read_from(self.files.clone());
        if root.is_relative() {
            let below = root.components().collect::<PathBuf>();
            let below = below.to_string_lossy().replace('\\', "/");
            if !below.is_empty() && below != "." {
                sources.show_below(format!("{}/", below.trim_start_matches("./")));
            }
        }
        sources.number_as_before(&self.cache.last.sources);
        sources
    }

    /// Where this run keeps what the next can use; nowhere, if it reads what nobody saved: the next would take that for what is in the files.
    pub(super) fn keeps(&self) -> Option<&Arc<Storage>> {
        let storage = self.cache.storage()?;
        (storage.writes() && !self.files.has_unsaved()).then_some(storage)
    }

    /// Makes warnings errors, if that was asked.
    pub(super) fn judge(&self, diags: &mut Diagnostics) {
        if self.options.strict {
            diags.raise_warnings();
        }
    }
}
