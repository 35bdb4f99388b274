//! What came of a run, and how far one is.

use std::time::Duration;

use super::{Gone, Reason, Timings};
use crate::{
    export::Exporters,
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

/// A format of which there is more than those take who read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beyond {
    /// Which.
    pub format: &'static str,
    /// How many transcripts at most they take.
    pub most: usize,
    /// What is to be said of more.
    pub why: &'static str,
}

impl Outcome {
    /// The formats of which there is more than those take who read them.
    pub fn beyond(&self, exporters: Exporters) -> Vec<Beyond> {
        let asked = self.exports.iter().map(|count| count.name.as_str());
        beyond(exporters, asked.collect(), self.counts.transcripts)
    }
}

fn beyond(exporters: Exporters, asked: Vec<&str>, transcripts: usize) -> Vec<Beyond> {
    let asked = exporters.iter().filter(|e| asked.contains(&e.name()));
    let limits = asked.filter_map(|exporter| {
        let (most, why) = exporter.takes_at_most()?;
        Some(Beyond {
            format: exporter.name(),
            most,
            why,
        })
    });
    limits.filter(|limit| transcripts > limit.most).collect()
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

#[cfg(test)]
mod tests {
    use super::beyond;
    use crate::export::ALL;

    #[test]
    fn a_static_repository_is_for_five_thousand() {
        assert!(beyond(ALL, vec!["oai-pmh"], 5_000).is_empty());
        assert!(beyond(ALL, vec!["text", "tei"], 5_001).is_empty());
        let told = beyond(ALL, vec!["text", "oai-pmh"], 5_001);
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].format, told[0].most), ("oai-pmh", 5_000));
        assert!(told[0].why.contains("`exports: [resourcesync]`"));
    }
}
