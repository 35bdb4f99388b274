//! What pages are made from.

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use super::explain;
use crate::{
    bind::Edition,
    check,
    export::Exporters,
    incremental::{Counts, TranscriptCache},
    pages::{self, Plan},
    reader::{Access, Whole},
    render::Theme,
    source::{
        diag::{Diagnostic, Diagnostics},
        digest::Digest,
    },
    text::route::Route,
};

/// A site that is understood and planned: no page of it is made yet.
pub(super) struct Site {
    pub(super) edition: Edition,
    pub(super) plan: Plan,
    /// What there is to say of the plan.
    pub(super) collisions: Vec<Diagnostic>,
    pub(super) theme: Theme,
    pub(super) css: String,
    /// The words of its transcripts.
    pub(super) records: Arc<TranscriptCache>,
    /// What handles stand for, in words; made when somebody asks why.
    words: OnceLock<HashMap<Digest, String>>,
}

impl Site {
    /// With all that it takes to make any page. `earlier` are the routes that the output has a record of.
    pub(super) fn new(
        edition: Edition,
        theme: Theme,
        records: Arc<TranscriptCache>,
        (earlier, exporters): (&[Route], Exporters),
    ) -> Self {
        let mut site = Self {
            css: theme.css(),
            edition,
            plan: Plan::default(),
            collisions: Vec::new(),
            theme,
            records,
            words: OnceLock::new(),
        };
        site.plan_anew(earlier, exporters);
        site
    }

    /// Plans all pages, and files of exporters.
    pub(super) fn plan_anew(&mut self, earlier: &[Route], exporters: Exporters) {
        self.collisions.clear();
        let access = Access::new(&self.edition);
        let whole = Whole::unnoted(&access);
        self.plan = pages::plan(
            whole,
            &self.theme.routes(),
            earlier,
            exporters,
            &mut self.collisions,
        );
    }

    /// What there is to say of transcripts, of all that is bound, and of what is planned.
    pub(super) fn remarks(&self) -> Diagnostics {
        let mut diags = Diagnostics::new();
        diags.extend(self.edition.remarks());
        check::edition(&self.edition, &mut diags);
        diags.extend(self.collisions.iter().cloned());
        diags
    }

    /// What there is to say of the site before it is published.
    pub(super) fn judge_contact(&self, diags: &mut Diagnostics) {
        check::contact(&self.edition, diags);
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
