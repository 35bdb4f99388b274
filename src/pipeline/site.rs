//! What pages are made from.

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use super::explain;
use crate::{
    bind::Edition,
    export::Exporters,
    incremental::{Counts, TranscriptCache},
    pages::{self, Plan},
    reader::{Access, Whole},
    render::Theme,
    source::{diag::Diagnostic, digest::Digest},
    text::route::Route,
};

/// A site that is understood and planned: no page of it is made yet.
pub(super) struct Site {
    pub(super) edition: Edition,
    pub(super) plan: Plan,
    pub(super) theme: Theme,
    pub(super) css: String,
    /// The words of its transcripts.
    pub(super) records: Arc<TranscriptCache>,
    /// What handles stand for, in words; made when somebody asks why.
    words: OnceLock<HashMap<Digest, String>>,
}

/// Which pages there are, and which files of exporters; `earlier` are those that the output has a record of.
pub(super) fn plan(
    edition: &Edition,
    theme: &Theme,
    earlier: &[Route],
    exporters: Exporters,
    remarks: &mut Vec<Diagnostic>,
) -> Plan {
    let access = Access::new(edition);
    let whole = Whole::unnoted(&access);
    pages::plan(whole, &theme.routes(), earlier, exporters, remarks)
}

impl Site {
    /// With all that it takes to make any page.
    pub(super) fn new(
        edition: Edition,
        plan: Plan,
        theme: Theme,
        records: Arc<TranscriptCache>,
    ) -> Self {
        Self {
            css: theme.css(),
            edition,
            plan,
            theme,
            records,
            words: OnceLock::new(),
        }
    }

    /// How much there is.
    pub(super) fn counts(&self) -> Counts {
        Counts {
            transcripts: self.edition.transcripts.len(),
            annotations: self.edition.annotation_count(),
            entries: self.edition.entries.len(),
        }
    }

    /// What a handle's key stands for, in words.
    pub(super) fn words(&self, key: Digest) -> Option<&String> {
        let words = self.words.get_or_init(|| explain::words(&self.edition));
        words.get(&key)
    }
}
