//! What came of a run, and how far one is.

use std::time::Duration;

use super::{Gone, Reason, Timings};
use crate::{
    incremental::{Counts, ExportCount},
    output::Written,
    source::{Sources, diag::Diagnostics},
    text::route::Route,
};

/// How far a run is, for a progress display.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Files are read, quotes are looked for.
    Loading,
    /// Names are bound.
    Binding,
    /// So many of so many pages are made.
    Rendering(usize, usize),
    /// Files are put into place.
    Writing,
}

/// Who is told how far a run is, from any thread.
pub(super) type Watch<'a> = &'a (dyn Fn(Progress) + Sync);

/// What came of a run.
#[derive(Debug)]
pub struct Outcome {
    /// Every file that was read.
    pub sources: Sources,
    /// All remarks, sorted.
    pub diagnostics: Diagnostics,
    /// How many pages are planned, redirects and files for programs included.
    pub pages: usize,
    /// How many transcripts were anchored, rather than taken as they were.
    pub anchored: usize,
    /// How many of the planned pages went through a template, or were made by the program itself.
    pub rendered: usize,
    /// Why each page was made, by route, if that was asked.
    pub reasons: Vec<(Route, Reason)>,
    /// What was written; none if there were errors, or for `check`.
    pub written: Option<Written>,
    /// The pages that are no longer there.
    pub gone: Vec<Gone>,
    /// What there is of each format that `exports:` asks for, or would be (`check`); empty if there were errors.
    pub exports: Vec<ExportCount>,
    /// How much there is.
    pub counts: Counts,
    /// How long it took.
    pub took: Duration,
    /// How long each stage took.
    pub timings: Timings,
}

/// What came of making and writing pages.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub(super) rendered: usize,
    pub(super) reasons: Vec<(Route, Reason)>,
    pub(super) written: Option<Written>,
    pub(super) gone: Vec<Gone>,
    pub(super) exports: Vec<ExportCount>,
}
