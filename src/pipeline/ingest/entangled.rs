//! What points from one transcript into another: all that are concerned are anchored together.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::{
    Ingest, Ingested,
    cluster::{Cluster, Processed},
};
use crate::{
    anchor::{self, Work},
    archive::{AnnotationFile, Transcript},
    source::{
        diag::Diagnostic,
        digest::{Digest, Digester},
    },
};

/// All clusters, and what became of each when it was looked at alone.
pub(super) struct Tangle<'t, 'f> {
    pub(super) clusters: &'t [Cluster<'f>],
    pub(super) processed: &'t mut [(Processed, Vec<Diagnostic>)],
}

/// The transcripts that are anchored together, by the place of their cluster.
type Together = BTreeMap<usize, Box<Transcript>>;

impl Ingest<'_> {
    /// Anchors together what points from one transcript into another; `files` are those that belong to none by their names.
    pub(super) fn entangled(
        &self,
        mut tangle: Tangle<'_, '_>,
        mut files: Vec<AnnotationFile>,
        diags: &mut Vec<Diagnostic>,
        ingested: &mut Ingested,
    ) {
        let mut together = tangle.pointing_elsewhere(&mut files);
        if files.is_empty() && together.is_empty() {
            return;
        }
        for i in tangle.named_by(&files) {
            if !together.contains_key(&i)
                && !matches!(tangle.processed[i].0, Processed::Absent(..))
                && let Some(transcript) =
                    self.again_with_others(i, &mut tangle, &mut files, ingested)
            {
                together.insert(i, transcript);
            }
        }
        // In the order of their paths, as if all had been read at once.
        files.sort_by_cached_key(|file| self.sources.path(file.source).to_owned());
        let hidden = self.hidden(&tangle);
        let others: Vec<&str> = tangle
            .clusters
            .iter()
            .enumerate()
            .map(|(i, cluster)| (i, cluster.transcript.id.as_str()))
            .filter(|(i, id)| !together.contains_key(i) && !hidden.contains(id))
            .map(|(_, id)| id)
            .collect();
        let transcripts = together.into_values().map(|t| *t).collect();
        let is_hidden = |id: &str| hidden.contains(id);
        let works = anchor::assign(transcripts, &others, files, &is_hidden, diags);
        let anchored: Vec<(Processed, Vec<Diagnostic>)> = works
            .into_par_iter()
            .map(|work| self.together(work))
            .collect();
        for (processed, remarks) in anchored {
            diags.extend(ingested.settle_together(processed, remarks));
        }
    }

    /// Reads a transcript again into which others point, and takes it out of those that are by themselves.
    fn again_with_others(
        &self,
        i: usize,
        tangle: &mut Tangle<'_, '_>,
        files: &mut Vec<AnnotationFile>,
        ingested: &mut Ingested,
    ) -> Option<Box<Transcript>> {
        // Told when it was read first, or it had nothing to tell.
        let mut again = Vec::new();
        let (transcript, mut own) = self.parse(&tangle.clusters[i], &mut again);
        let transcript = transcript.ok()?;
        self.records.forget(transcript.id());
        // Looked at alone it is as it was: the next build need not do that again.
        let alone = &tangle.processed[i].0;
        if let Processed::Reused(_, cached, _) | Processed::Anchored(_, Some(cached), _) = alone {
            let transcripts = &mut ingested.cached.transcripts;
            transcripts.insert(transcript.id().to_owned(), cached.clone());
        }
        tangle.processed[i] = (Processed::Entangled(None, Vec::new()), again);
        files.append(&mut own);
        Some(transcript)
    }

    /// The ids of transcripts that are there and not in this build.
    fn hidden<'t>(&'t self, tangle: &Tangle<'t, '_>) -> BTreeSet<&'t str> {
        let unread = self.inputs.absent.iter();
        let unread = unread.filter(|absent| absent.kind == "transcript");
        tangle
            .processed
            .iter()
            .zip(tangle.clusters)
            .filter(|((processed, _), _)| matches!(processed, Processed::Absent(..)))
            .map(|(_, cluster)| cluster.transcript.id.as_str())
            .chain(unread.map(|absent| absent.id.as_str()))
            .collect()
    }

    /// Anchors a transcript with annotations of others, unless it was anchored with the same before.
    fn together(&self, work: Work) -> (Processed, Vec<Diagnostic>) {
        let key = postcard::to_stdvec(&work).ok().map(|bytes| {
            let mut digester = Digester::new();
            digester.digest(self.reading).digest(Digest::of(&bytes));
            digester.finish()
        });
        let before = self.cache().last.entangled.get(work.transcript.id());
        if let Some(cached) = before.filter(|cached| Some(cached.key) == key)
            && let Ok((outline, spotted, remarks)) = self.as_kept(cached)
        {
            return (Processed::Reused(outline, cached.clone(), spotted), remarks);
        }
        let mut diags = Vec::new();
        let record = anchor::anchor(work, self.leniency(), &mut diags);
        let bytes = postcard::to_stdvec(&record).unwrap_or_default();
        let outline = record.outline(Digest::of(&bytes));
        (self.anchored(key, outline, record, &diags), diags)
    }
}

impl Tangle<'_, '_> {
    /// Takes out the transcripts whose files point elsewhere, and adds those files to `files`.
    fn pointing_elsewhere(&mut self, files: &mut Vec<AnnotationFile>) -> Together {
        let mut together = Together::new();
        for (i, (processed, _)) in self.processed.iter_mut().enumerate() {
            match processed {
                Processed::Entangled(transcript, own) => {
                    files.append(own);
                    together.extend(transcript.take().map(|transcript| (i, transcript)));
                }
                Processed::Absent(_, own) => files.append(own),
                Processed::Reused(..) | Processed::Anchored(..) => {}
            }
        }
        together
    }

    /// The places of the clusters that files name.
    fn named_by(&self, files: &[AnnotationFile]) -> BTreeSet<usize> {
        let by_id: HashMap<&str, usize> = self
            .clusters
            .iter()
            .enumerate()
            .map(|(i, cluster)| (cluster.transcript.id.as_str(), i))
            .collect();
        files
            .iter()
            .flat_map(|file| {
                let targets = file.annotations.iter().flat_map(|a| &a.targets);
                let named = targets.filter_map(|t| t.transcript.as_ref());
                named.chain(&file.transcript)
            })
            .filter_map(|name| by_id.get(name.value.as_str()).copied())
            .collect()
    }
}

impl Ingested {
    /// As [`Ingested::settle`], for what was anchored together.
    fn settle_together(
        &mut self,
        processed: Processed,
        remarks: Vec<Diagnostic>,
    ) -> Vec<Diagnostic> {
        let id = match &processed {
            Processed::Reused(outline, ..) | Processed::Anchored(outline, ..) => {
                outline.id.to_string()
            }
            Processed::Entangled(..) | Processed::Absent(..) => return remarks,
        };
        self.together.insert(id.clone());
        // Kept by itself: looked at alone it may be another.
        let alone = self.cached.transcripts.remove(&id);
        let remarks = self.settle(processed, remarks);
        if let Some(cached) = self.cached.transcripts.remove(&id) {
            self.cached.entangled.insert(id.clone(), cached);
        }
        let transcripts = &mut self.cached.transcripts;
        transcripts.extend(alone.map(|cached| (id, cached)));
        remarks
    }
}
