//! From files to the parts of an edition: reads and anchors what changed, and takes the rest as it was.
//!
//! Most annotation files belong, by their names, to one transcript and point nowhere else. Such a transcript and its files are a
//! *cluster*: read, anchored, kept and dropped together, so that never all of an archive is in memory (`cluster`). Whatever points
//! elsewhere is entangled with it: all transcripts concerned are anchored together afterwards (`entangled`). Entries, pages and assets are
//! read one by one (`others`). What there was to say is kept with what it is about, and said again.

mod cluster;
mod entangled;
mod others;

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use rayon::prelude::*;

use self::{
    cluster::{Processed, cluster_of, clusters},
    entangled::Tangle,
};
use super::{Session, inputs::Inputs};
use crate::{
    archive::{Absent, AnnotationFile, Asset, Entry, FreePage, Why},
    bind::{Contribution, Unbound},
    incremental::{BuildCache, CachedTranscript, Extent, TranscriptCache},
    load::{self, ContentFile, Unit},
    source::{Sources, diag::Diagnostic, digest::Digest},
};

/// What files gave.
pub(super) struct Ingested {
    /// By id.
    pub(super) transcripts: Vec<Unbound>,
    /// Their words.
    pub(super) records: Arc<TranscriptCache>,
    pub(super) entries: Vec<Entry>,
    pub(super) pages: Vec<FreePage>,
    pub(super) assets: Vec<Asset>,
    pub(super) absent: Vec<Absent>,
    /// The ids of transcripts that were anchored together, since notes point from one into another.
    pub(super) together: BTreeSet<String>,
    /// How many transcripts were anchored.
    pub(super) anchored: usize,
    pub(super) cached: Cached,
}

/// What of it is kept for the next build.
#[derive(Default)]
pub(super) struct Cached {
    /// By id.
    pub(super) transcripts: HashMap<String, CachedTranscript>,
    pub(super) entangled: HashMap<String, CachedTranscript>,
    /// Other files by path.
    pub(super) units: HashMap<String, Extent>,
}

/// What reading needs, whatever the file.
pub(super) struct Ingest<'a> {
    pub(super) session: &'a Session<'a>,
    pub(super) inputs: &'a Inputs,
    pub(super) sources: &'a Sources,
    /// What reading depends on beside the files.
    pub(super) reading: Digest,
    /// Where words go.
    pub(super) records: Arc<TranscriptCache>,
}

/// Reads and anchors what changed, and takes the rest as it was.
pub(super) fn load_and_anchor(
    session: &Session<'_>,
    inputs: &Inputs,
    sources: &Sources,
    diags: &mut Vec<Diagnostic>,
) -> Ingested {
    let storage = session.cache.storage().cloned();
    let ingest = Ingest::new(
        session,
        inputs,
        sources,
        Arc::new(TranscriptCache::new(storage)),
    );
    ingest.all(diags)
}

impl<'a> Ingest<'a> {
    /// Of the files of a run, whose words go to `records`.
    pub(super) fn new(
        session: &'a Session<'a>,
        inputs: &'a Inputs,
        sources: &'a Sources,
        records: Arc<TranscriptCache>,
    ) -> Self {
        Self {
            session,
            inputs,
            sources,
            reading: inputs.reading(session.reading),
            records,
        }
    }

    fn all(&self, diags: &mut Vec<Diagnostic>) -> Ingested {
        let (clusters, orphans) = clusters(&self.inputs.files);
        let mut processed: Vec<(Processed, Vec<Diagnostic>)> = clusters
            .par_iter()
            .map(|cluster| {
                let mut diags = Vec::new();
                (self.cluster(cluster, &mut diags), diags)
            })
            .collect();
        let mut ingested = Ingested {
            transcripts: Vec::with_capacity(clusters.len()),
            records: self.records.clone(),
            entries: Vec::new(),
            pages: Vec::new(),
            assets: Vec::new(),
            absent: self.inputs.absent.clone(),
            together: BTreeSet::new(),
            anchored: 0,
            cached: Cached::default(),
        };
        let mut loose: Vec<AnnotationFile> = Vec::new();
        for orphan in orphans {
            if let Unit::Annotations(file) = self.read(orphan, diags) {
                loose.push(file);
            }
        }
        let tangle = Tangle {
            clusters: &clusters,
            processed: &mut processed,
        };
        self.entangled(tangle, loose, diags, &mut ingested);
        for (processed, remarks) in processed {
            diags.extend(ingested.settle(processed, remarks));
        }
        self.others(diags, &mut ingested);
        ingested.sort();
        ingested
    }

    /// Reads and anchors again the transcript to which a file belongs, if it and its annotations belong together and to nobody else.
    pub(super) fn again(&self, path: &str) -> Option<Unbound> {
        let files = &self.inputs.files;
        let is_path = |source| self.sources.path(source) == path;
        let is_of = |file: &&ContentFile| is_path(file.source) || file.role.beside().any(is_path);
        let file = files.iter().find(is_of)?;
        let mut remarks = Vec::new();
        match self.cluster(&cluster_of(file, files)?, &mut remarks) {
            Processed::Anchored(outline, _, spotted) => Some(Unbound {
                outline: *outline,
                spotted,
                remarks,
            }),
            Processed::Reused(..) | Processed::Entangled(..) | Processed::Absent(..) => None,
        }
    }

    fn cache(&self) -> &BuildCache {
        self.session.cache
    }

    fn leaves_out(&self, draft: bool) -> bool {
        draft && !self.session.reading.drafts
    }

    fn read(&self, file: &ContentFile, diags: &mut Vec<Diagnostic>) -> Unit {
        // The stamps come first: whoever writes to a file while it is read changes how it looks then.
        let all = std::iter::once(file.source).chain(file.role.beside());
        let stamp = |s| Some((s, self.session.files.stamp(self.sources.path(s))?));
        let stamps: Vec<_> = all.filter_map(stamp).collect();
        let mut unit = load::read(file, &self.inputs.config.kinds, self.sources, diags);
        for (source, stamp) in stamps {
            if let Some(digest) = self.sources.digest(source) {
                let path = self.sources.path(source);
                self.session.changes.note(path, stamp, digest);
            }
        }
        if let Unit::Annotations(file) = &mut unit {
            file.annotations.retain(|a| !self.leaves_out(a.draft));
        }
        unit
    }
}

fn absent(kind: &str, id: &str, why: Why) -> Absent {
    Absent {
        kind: kind.to_owned(),
        id: id.to_owned(),
        why,
    }
}

impl Ingested {
    /// Takes in what became of a transcript, and what there is to say of it; gives that back if there is no transcript.
    fn settle(&mut self, processed: Processed, remarks: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let (outline, spotted) = match processed {
            Processed::Reused(outline, cached, spotted) => {
                self.records.in_storage(outline.id.clone(), cached.record);
                let transcripts = &mut self.cached.transcripts;
                transcripts.insert(outline.id.to_string(), cached);
                (*outline, spotted)
            }
            Processed::Anchored(outline, cached, spotted) => {
                self.anchored += 1;
                if let Some(cached) = cached {
                    let transcripts = &mut self.cached.transcripts;
                    transcripts.insert(outline.id.to_string(), cached);
                }
                (*outline, spotted)
            }
            // Those of it that could be anchored were settled by themselves.
            Processed::Entangled(..) => return remarks,
            Processed::Absent(absent, _) => {
                self.absent.push(absent);
                return remarks;
            }
        };
        self.transcripts.push(Unbound {
            outline,
            spotted,
            remarks,
        });
        Vec::new()
    }

    fn sort(&mut self) {
        self.transcripts
            .sort_by(|a, b| a.outline.id.cmp(&b.outline.id));
        self.entries
            .sort_by(|a, b| (a.kind, a.id()).cmp(&(b.kind, b.id())));
        self.pages.sort_by(|a, b| a.identity.id.cmp(&b.identity.id));
        self.assets
            .sort_by(|a, b| a.route.as_str().cmp(b.route.as_str()));
    }
}

impl Cached {
    /// Keeps where names were found in texts that were looked through now.
    pub(super) fn keep_spotted(&mut self, contribution: &Contribution, session: &Session<'_>) {
        let Some(storage) = session.keeps() else {
            return;
        };
        for (id, spotted) in contribution.looked_through() {
            let cached = self.entangled.get_mut(id);
            if let Some(cached) = cached.or_else(|| self.transcripts.get_mut(id)) {
                cached.spotted = storage.keep_value(spotted);
            }
        }
    }
}
