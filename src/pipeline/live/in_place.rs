//! An edit of transcripts or of notes on them, put in the place of what was there: nothing else is looked at.

use std::{collections::BTreeSet, path::Path, sync::Arc};

use super::{
    super::{Options, Session, ingest::Ingest},
    State, Update, routes,
    touched::touched,
};
use crate::{
    bind::Replaced,
    incremental::{BuildCache, TranscriptCache, Words},
    output,
    reader::{Access, Thing, Whole},
    source::{checksum::Checksum, diag::Diagnostic},
    text::route::Route,
};

/// The routes that an output folder has a record of.
#[derive(Default)]
pub(super) struct Earlier {
    record: Option<Checksum>,
    routes: Vec<Route>,
}

impl Earlier {
    pub(super) fn of(folder: &Path) -> Self {
        Self {
            record: output::record_checksum(folder),
            routes: output::routes(folder),
        }
    }
}

/// A transcript that was replaced, and the words that it had.
struct Done {
    replaced: Replaced,
    words: Words,
}

impl State {
    /// Looks at files again that changed, and puts what comes of them in the place of what was; none, with the site as it was, if that cannot be.
    pub(super) fn update_in_place(
        &mut self,
        options: &Options,
        paths: &[String],
    ) -> Option<Update> {
        if self.diagnostics.has_errors()
            || self.earlier.record != output::record_checksum(&options.output)
        {
            return None;
        }
        let paths = self.of_transcripts(paths)?;
        // Nothing that was read before is believed of a file that changed.
        let nothing = BuildCache::nothing();
        for path in &paths {
            self.sources.forget(path);
        }
        let files = self.sources.files().clone();
        let session = Session::new(options, files, &nothing, &|_| {}).ok()?;
        let mut all_done = Vec::new();
        for path in &paths {
            match self.put(&session, path) {
                Some(done) => all_done.push(done),
                None => {
                    self.put_back(all_done);
                    return None;
                }
            }
        }
        let relisted = all_done.iter().flat_map(|done| &done.replaced.relisted);
        self.plan(&session, &relisted.copied().collect());
        let mut diagnostics = self.fixed.clone();
        let site = self.site.as_ref()?;
        diagnostics.extend(site.remarks());
        session.judge(&mut diagnostics);
        if diagnostics.has_errors() {
            self.put_back(all_done);
            self.plan_anew(&session);
            return None;
        }
        diagnostics.sort(&self.sources);
        self.diagnostics = diagnostics;
        let (mut changed, mut concerned) = (Vec::new(), BTreeSet::new());
        for mut done in all_done {
            changed.append(&mut done.replaced.changed);
            concerned.append(&mut done.replaced.concerned);
        }
        let touched = touched(&site.edition, &changed, concerned);
        Some(Update {
            changed: !touched.is_empty(),
            touched,
            in_place: true,
            errors: 0,
            warnings: self.diagnostics.warnings(),
        })
    }

    /// Those of some paths that are files of transcripts, notes and ledgers, if there are no others but such as came and went.
    fn of_transcripts<'p>(&self, paths: &'p [String]) -> Option<Vec<&'p str>> {
        let inputs = self.inputs.as_ref()?;
        let mut all = Vec::new();
        for path in paths {
            let folders = ["transcripts/", "annotations/", "ledger/"];
            let content = path.strip_prefix("content/");
            let is_one = content.is_some_and(|p| folders.iter().any(|f| p.starts_with(f)));
            let known = inputs.knows(path);
            let there = self.sources.files().file(path);
            if !known && there.is_none() && !inputs.is_folder(path) && !self.is_told_of(path) {
                // A file that an editor program made and took away again.
                continue;
            }
            if !known || !is_one || there != Some(Ok(())) {
                return None;
            }
            all.push(path.as_str());
        }
        Some(all)
    }

    /// Whether there is something to say about a file, which holds no longer when it is gone.
    fn is_told_of(&self, path: &str) -> bool {
        let told = self.diagnostics.list().iter();
        let mut places = told.filter_map(Diagnostic::source);
        places.any(|source| self.sources.path(source) == path)
    }

    /// Reads the transcript again to which a file belongs, and puts it in the place of what was there.
    fn put(&mut self, session: &Session<'_>, path: &str) -> Option<Done> {
        let (inputs, site) = (self.inputs.as_ref()?, self.site.as_mut()?);
        // Not before it is known that they can be put there may words take the place of those that pages are made from.
        let fresh = Arc::new(TranscriptCache::new(None));
        let unbound = Ingest::new(session, inputs, &self.sources, fresh.clone()).again(path)?;
        let id = unbound.outline.id.clone();
        if self.together.contains(&*id) {
            return None;
        }
        let replacement = site.edition.replacement(unbound, &*fresh)?;
        Some(Done {
            replaced: site.edition.replace(replacement),
            words: site.records.swap(fresh.words(&id)),
        })
    }

    /// Puts back what was replaced, the last first.
    fn put_back(&mut self, all_done: Vec<Done>) {
        let Some(site) = &mut self.site else { return };
        for done in all_done.into_iter().rev() {
            site.edition.replace(done.replaced.earlier);
            site.records.swap(done.words);
        }
    }

    /// Plans again what must be, since some things have lists with other items.
    fn plan(&mut self, session: &Session<'_>, relisted: &BTreeSet<Thing>) {
        let Some(site) = &mut self.site else { return };
        let access = Access::new(&site.edition);
        let (whole, earlier) = (Whole::unnoted(&access), &self.earlier.routes);
        if !site
            .plan
            .relist(whole, relisted, earlier, session.exporters)
        {
            self.plan_anew(session);
        }
    }

    fn plan_anew(&mut self, session: &Session<'_>) {
        let Some(site) = &mut self.site else { return };
        site.plan_anew(&self.earlier.routes, session.exporters);
        self.by_route = routes(site);
    }
}
