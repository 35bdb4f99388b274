//! A transcript and the annotation files that are named after it: taken as they were, or read and anchored.

use std::{collections::HashMap, iter, sync::Arc};

use super::{Ingest, absent};
use crate::{
    anchor::{self, Anchored, Leniency, Outline},
    archive::{Absent, AnnotationFile, Transcript, Why},
    bind::Spotted,
    incremental::{CachedTranscript, Damaged, Extent},
    load::{ContentFile, Role, Unit},
    source::{
        diag::Diagnostic,
        digest::{Digest, Digester},
    },
};

/// A transcript, and the annotation files that are named after it.
pub(super) struct Cluster<'f> {
    pub(super) transcript: &'f ContentFile,
    pub(super) annotations: Vec<&'f ContentFile>,
}

/// What became of a cluster.
pub(super) enum Processed {
    /// As it was.
    Reused(Box<Outline>, CachedTranscript, Option<Arc<Spotted>>),
    /// Anchored anew; its words are in the transcript cache.
    Anchored(Box<Outline>, Option<CachedTranscript>, Option<Arc<Spotted>>),
    /// Its files point elsewhere.
    Entangled(Option<Box<Transcript>>, Vec<AnnotationFile>),
    /// Not in this build; but some of its files may be about others.
    Absent(Absent, Vec<AnnotationFile>),
}

/// What reading a cluster gives.
type Parsed = (Result<Box<Transcript>, Absent>, Vec<AnnotationFile>);

/// A transcript as it was kept.
type AsKept = (Box<Outline>, Option<Arc<Spotted>>, Vec<Diagnostic>);

/// Transcripts with the files that are named after them, and the files that are named after none.
pub(super) fn clusters(files: &[ContentFile]) -> (Vec<Cluster<'_>>, Vec<&ContentFile>) {
    let mut clusters: Vec<Cluster<'_>> = Vec::new();
    let mut by_id: HashMap<&str, usize> = HashMap::new();
    for file in files
        .iter()
        .filter(|f| matches!(f.role, Role::Transcript { .. }))
    {
        by_id.insert(&file.id, clusters.len());
        clusters.push(Cluster {
            transcript: file,
            annotations: Vec::new(),
        });
    }
    let mut orphans = Vec::new();
    for file in files {
        let Role::Annotations { candidates } = &file.role else {
            continue;
        };
        match candidates.iter().find_map(|c| by_id.get(c.as_str())) {
            Some(&cluster) => clusters[cluster].annotations.push(file),
            None => orphans.push(file),
        }
    }
    (clusters, orphans)
}

/// The transcript that a file is of, or after which it is named, with all files that are; none if it is of none.
pub(super) fn cluster_of<'f>(
    file: &'f ContentFile,
    files: &'f [ContentFile],
) -> Option<Cluster<'f>> {
    let transcript = |id: &str| {
        let mut transcripts = files
            .iter()
            .filter(|f| matches!(f.role, Role::Transcript { .. }));
        transcripts.find(|f| f.id == id)
    };
    let named_after = |file: &ContentFile| match &file.role {
        Role::Transcript { .. } => transcript(&file.id),
        Role::Annotations { candidates } => candidates.iter().find_map(|id| transcript(id)),
        Role::Entry(_) | Role::Page | Role::Asset(_) => None,
    };
    let of = named_after(file)?;
    let may_be_of = |file: &&ContentFile| match &file.role {
        Role::Annotations { candidates } => candidates.contains(&of.id),
        Role::Transcript { .. } | Role::Entry(_) | Role::Page | Role::Asset(_) => false,
    };
    let may_be = files.iter().filter(may_be_of);
    let is_of = |file: &&ContentFile| named_after(file).is_some_and(|t| t.id == of.id);
    Some(Cluster {
        transcript: of,
        annotations: may_be.filter(is_of).collect(),
    })
}

/// Whether a file is about this transcript and no other.
fn is_simple(file: &AnnotationFile, id: &str) -> bool {
    let targets = file.annotations.iter().flat_map(|a| &a.targets);
    let named = targets.filter_map(|t| t.transcript.as_ref());
    named.chain(&file.transcript).all(|name| name.value == *id)
}

impl Ingest<'_> {
    /// The key of a cluster whose files are all as they were; none if one is not.
    fn key(&self, cluster: &Cluster<'_>) -> Option<Digest> {
        let mut digester = Digester::new();
        digester
            .digest(self.reading)
            .number(cluster.annotations.len() as u64);
        let all = iter::once(cluster.transcript.source)
            .chain(cluster.transcript.role.beside())
            .chain(cluster.annotations.iter().map(|file| file.source));
        for source in all {
            let path = self.sources.path(source);
            // As it was read in this run, else as it was and still is.
            let read = self.sources.digest(source);
            let digest = read.or_else(|| self.session.changes.unchanged(path))?;
            digester.text(path).digest(digest);
        }
        Some(digester.finish())
    }

    /// Takes a cluster as it was, if it is; else reads it, and anchors it if it is by itself.
    pub(super) fn cluster(&self, cluster: &Cluster<'_>, diags: &mut Vec<Diagnostic>) -> Processed {
        let id = &cluster.transcript.id;
        if let Some(cached) = self.cache().last.transcripts.get(id)
            && self.key(cluster) == Some(cached.key)
            && let Ok((outline, spotted, remarks)) = self.as_kept(cached)
        {
            diags.extend(remarks);
            return Processed::Reused(outline, cached.clone(), spotted);
        }
        let (transcript, mut files) = self.parse(cluster, diags);
        let transcript = match transcript {
            Ok(transcript) => transcript,
            Err(absent) => {
                files.retain(|file| !is_simple(file, id));
                return Processed::Absent(absent, files);
            }
        };
        if !files.iter().all(|file| is_simple(file, id)) {
            return Processed::Entangled(Some(transcript), files);
        }
        let mut works = anchor::assign(vec![*transcript], &[], files, &|_| false, diags);
        let Some(work) = works.pop() else {
            return Processed::Entangled(None, Vec::new());
        };
        let record = anchor::anchor(work, self.leniency(), diags);
        let key = self.key(cluster);
        let outline = record.outline(key.unwrap_or_default());
        self.anchored(key, outline, record, diags)
    }

    /// Puts the words of a transcript away that was anchored.
    pub(super) fn anchored(
        &self,
        key: Option<Digest>,
        outline: Outline,
        record: Anchored,
        remarks: &[Diagnostic],
    ) -> Processed {
        let mut cached = key.and_then(|key| self.keep(key, &outline, &record, remarks));
        let last = &self.cache().last;
        let before = [&last.transcripts, &last.entangled].into_iter();
        let before = before
            .filter_map(|kept| kept.get(&*outline.id)?.spotted)
            .find_map(|extent| Some((extent, self.spotted(extent)?)))
            .filter(|(_, spotted)| spotted.words == outline.words);
        if let Some(cached) = &mut cached {
            cached.spotted = before.as_ref().map(|(extent, _)| *extent);
        }
        let spotted = before.map(|(_, spotted)| spotted);
        let extent = cached.as_ref().map(|cached| cached.record);
        self.records.put(outline.id.clone(), record, extent);
        Processed::Anchored(Box::new(outline), cached, spotted)
    }

    pub(super) fn leniency(&self) -> Leniency {
        Leniency {
            lenient: self.session.reading.lenient,
        }
    }

    /// A transcript as it was kept: its outline, where names stand in it, and what there is to say.
    ///
    /// # Errors
    /// When something of that is damaged: then it is read and anchored anew.
    pub(super) fn as_kept(&self, cached: &CachedTranscript) -> Result<AsKept, Damaged> {
        let storage = self.cache().storage().ok_or(Damaged)?;
        let outline: Outline = storage.read_value(cached.outline)?;
        let remarks = match cached.remarks {
            Some(extent) => storage.read_value(extent)?,
            None => Vec::new(),
        };
        let spotted = cached.spotted.and_then(|extent| self.spotted(extent));
        Ok((Box::new(outline), spotted, remarks))
    }

    /// Where names stood in a transcript, as that was kept; none if it is damaged, since they can be looked for again in any case.
    fn spotted(&self, extent: Extent) -> Option<Arc<Spotted>> {
        let storage = self.cache().storage()?;
        storage.read_value::<Spotted>(extent).ok().map(Arc::new)
    }

    /// Keeps what came of a transcript, if anything is kept.
    fn keep(
        &self,
        key: Digest,
        outline: &Outline,
        record: &Anchored,
        remarks: &[Diagnostic],
    ) -> Option<CachedTranscript> {
        let storage = self.session.keeps()?;
        let remarks = match remarks {
            [] => None,
            remarks => Some(storage.keep_value(remarks)?),
        };
        Some(CachedTranscript {
            key,
            outline: storage.keep_value(outline)?,
            record: storage.keep_value(record)?,
            remarks,
            spotted: None,
        })
    }

    /// Reads all files of a cluster.
    pub(super) fn parse(&self, cluster: &Cluster<'_>, diags: &mut Vec<Diagnostic>) -> Parsed {
        let id = &cluster.transcript.id;
        let transcript = match self.read(cluster.transcript, diags) {
            Unit::Transcript(transcript) => Ok(transcript),
            Unit::Broken(absent) => Err(absent),
            Unit::Annotations(_)
            | Unit::Entry(_)
            | Unit::Page(_)
            | Unit::Asset(_)
            | Unit::Nothing => Err(absent("transcript", id, Why::Broken)),
        };
        let mut files = Vec::with_capacity(cluster.annotations.len());
        for file in &cluster.annotations {
            if let Unit::Annotations(file) = self.read(file, diags) {
                files.push(file);
            }
        }
        let transcript = match transcript {
            Ok(transcript) if self.leaves_out(transcript.header.common.draft) => {
                Err(absent("transcript", transcript.id(), Why::Draft))
            }
            other => other,
        };
        (transcript, files)
    }
}
