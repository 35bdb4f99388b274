//! From files to the parts of an edition: reads and anchors what changed, and takes the rest as it was.
//!
//! Most annotation files belong, by their names, to one transcript and point nowhere else. Such a transcript and its files are a
//! [`Cluster`]: read, anchored, kept and dropped together, so that never all of an archive is in memory. Whatever points elsewhere is
//! entangled with it: all transcripts concerned are anchored together afterwards. What there was to say is kept with what it is about, and
//! said again.
//!
//! Long, because the ways that one file can go are told in one place.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    Options,
    kept::{Kept, KeptTranscript, Looks, Records, digest_of},
};
use crate::{
    anchor::{self, Anchored, Leniency, Outline, Work},
    archive::{Absent, AnnotationFile, Asset, Entry, FreePage, Transcript, Why},
    bind::Spotted,
    cache::{Cache, Extent},
    config::Config,
    diag::Diagnostic,
    digest::{Digest, Digester},
    load::{self, Folder, Role, Unit},
    source::Sources,
    stamp::Stamp,
};

/// What files gave.
pub(super) struct Gathered {
    /// By id.
    pub(super) outlines: Vec<Outline>,
    /// Per transcript.
    pub(super) spotted: Vec<Option<Arc<Spotted>>>,
    pub(super) records: Arc<Records>,
    pub(super) entries: Vec<Entry>,
    pub(super) pages: Vec<FreePage>,
    pub(super) assets: Vec<Asset>,
    pub(super) absent: Vec<Absent>,
    /// To be kept: transcripts by id, other units by path.
    pub(super) transcripts: HashMap<String, KeptTranscript>,
    pub(super) entangled: HashMap<String, KeptTranscript>,
    pub(super) units: HashMap<String, Extent>,
    /// How many transcripts were anchored.
    pub(super) anchored: usize,
}

/// What gathering needs, whatever the file.
pub(super) struct Desk<'a> {
    pub(super) options: &'a Options,
    pub(super) config: &'a Config,
    /// What files would be that may not be read.
    pub(super) absent: &'a [Absent],
    pub(super) sources: &'a Sources,
    pub(super) cache: Option<&'a Arc<Cache>>,
    pub(super) kept: &'a Kept,
    pub(super) looks: &'a Looks<'a>,
    /// What reading depends on beside the files.
    pub(super) reading: Digest,
    /// Where records go.
    pub(super) records: &'a Arc<Records>,
}

/// An entry or a free page in the cache, with the path of its file.
type KeptUnit = (String, Extent);

/// What a file gives that is neither a transcript nor annotations, and what of it is kept.
type Other = (Unit, Option<KeptUnit>);

/// What such a file gave, as it is kept.
#[derive(Serialize, Deserialize)]
enum Held {
    Entry(Box<Entry>),
    Page(FreePage),
    Broken(Absent),
}

/// A transcript, and the annotation files that are named after it.
struct Cluster<'f> {
    transcript: &'f Folder,
    annotations: Vec<&'f Folder>,
}

/// A transcript as it was kept.
type AsKept = (Box<Outline>, Option<Arc<Spotted>>, Vec<Diagnostic>);

/// What became of a cluster.
enum Fate {
    /// As it was.
    Same(Box<Outline>, KeptTranscript, Option<Arc<Spotted>>),
    /// Anchored anew; its record is on the shelf.
    Anchored(Box<Outline>, Option<KeptTranscript>),
    /// Its files point elsewhere.
    Entangled(Option<Box<Transcript>>, Vec<AnnotationFile>),
    /// Not in this build; but some of its files may be about others.
    Absent(Absent, Vec<AnnotationFile>),
}

/// Reads and anchors again the transcript to which a file belongs, if it and its annotations belong together and to nobody else, and if
/// there is nothing to say about them.
pub(super) fn again(desk: &Desk<'_>, files: &[Folder], path: &str) -> Option<Outline> {
    let sources = desk.sources;
    let (clusters, _) = clusters(files);
    let named = |file: &Folder| sources.path(file.source) == path;
    let cluster = clusters
        .iter()
        .find(|c| named(c.transcript) || c.annotations.iter().any(|file| named(file)))?;
    let mut diags = Vec::new();
    match desk.cluster(cluster, &mut diags) {
        Fate::Anchored(outline, _) if diags.is_empty() => Some(*outline),
        Fate::Anchored(..) | Fate::Same(..) | Fate::Entangled(..) | Fate::Absent(..) => None,
    }
}

pub(super) fn gather(desk: &Desk<'_>, files: &[Folder], diags: &mut Vec<Diagnostic>) -> Gathered {
    let (clusters, orphans) = clusters(files);
    let mut fates: Vec<(Fate, Vec<Diagnostic>)> = clusters
        .par_iter()
        .map(|cluster| {
            let mut diags = Vec::new();
            (desk.cluster(cluster, &mut diags), diags)
        })
        .collect();
    let mut gathered = Gathered {
        outlines: Vec::with_capacity(clusters.len()),
        spotted: Vec::with_capacity(clusters.len()),
        records: desk.records.clone(),
        entries: Vec::new(),
        pages: Vec::new(),
        assets: Vec::new(),
        absent: desk.absent.to_vec(),
        transcripts: HashMap::new(),
        entangled: HashMap::new(),
        units: HashMap::new(),
        anchored: 0,
    };
    let mut loose: Vec<AnnotationFile> = Vec::new();
    for orphan in orphans {
        if let Unit::Annotations(file) = desk.read(orphan, diags) {
            loose.push(file);
        }
    }
    desk.entangled(&clusters, &mut fates, loose, diags, &mut gathered);
    for (fate, remarks) in fates {
        diags.extend(remarks);
        gathered.settle(fate);
    }
    desk.others(files, diags, &mut gathered);
    gathered.sort();
    gathered
}

/// Transcripts with the files that are named after them, and the files that are named after none.
fn clusters(files: &[Folder]) -> (Vec<Cluster<'_>>, Vec<&Folder>) {
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

impl Desk<'_> {
    fn read(&self, file: &Folder, diags: &mut Vec<Diagnostic>) -> Unit {
        let also = match &file.role {
            Role::Transcript { sidecar } => *sidecar,
            Role::Annotations { .. } | Role::Entry(_) | Role::Page | Role::Asset(_) => None,
        };
        // The stamps come first: whoever writes to a file while it is read changes how it looks then.
        let all = [Some(file.source), also];
        let stamps = all.map(|s| Some((s?, Stamp::of(&self.sources.disk_path(s?)).ok()?)));
        let mut unit = load::read(file, self.config, self.sources, diags);
        for (source, stamp) in stamps.into_iter().flatten() {
            if let Some(digest) = self.sources.digest(source) {
                self.looks.note(self.sources.path(source), stamp, digest);
            }
        }
        if let Unit::Annotations(file) = &mut unit
            && !self.options.drafts
        {
            file.annotations.retain(|a| !a.draft);
        }
        unit
    }

    /// The key of a cluster whose files are all as they were; none if one is not.
    fn key(&self, cluster: &Cluster<'_>) -> Option<Digest> {
        let mut digester = Digester::new();
        digester
            .digest(self.reading)
            .number(cluster.annotations.len() as u64);
        let sidecar = match &cluster.transcript.role {
            Role::Transcript { sidecar } => *sidecar,
            Role::Annotations { .. } | Role::Entry(_) | Role::Page | Role::Asset(_) => None,
        };
        let all = std::iter::once(cluster.transcript.source)
            .chain(sidecar)
            .chain(cluster.annotations.iter().map(|file| file.source));
        for source in all {
            let digest = digest_of(self.sources, self.looks, source)?;
            digester.text(self.sources.path(source)).digest(digest);
        }
        Some(digester.finish())
    }

    fn cluster(&self, cluster: &Cluster<'_>, diags: &mut Vec<Diagnostic>) -> Fate {
        let id = &cluster.transcript.id;
        if let Some(kept) = self.kept.transcripts.get(id)
            && self.key(cluster) == Some(kept.key)
            && let Some((outline, spotted, remarks)) = self.same(kept)
        {
            diags.extend(remarks);
            return Fate::Same(outline, kept.clone(), spotted);
        }
        let (transcript, mut files) = self.parse(cluster, diags);
        let transcript = match transcript {
            Ok(transcript) => transcript,
            Err(absent) => {
                files.retain(|file| !is_simple(file, id));
                return Fate::Absent(absent, files);
            }
        };
        if !files.iter().all(|file| is_simple(file, id)) {
            return Fate::Entangled(Some(transcript), files);
        }
        let mut works = anchor::assign(vec![*transcript], &[], files, &|_| false, diags);
        let Some(work) = works.pop() else {
            return Fate::Entangled(None, Vec::new());
        };
        let record = anchor::anchor(work, self.leniency(), diags);
        let key = self.key(cluster);
        let outline = record.outline(key.unwrap_or_default());
        let kept = key.and_then(|key| self.keep(key, &outline, &record, diags));
        let extent = kept.as_ref().map(|kept| kept.record);
        self.records.put(outline.id.clone(), record, extent);
        Fate::Anchored(Box::new(outline), kept)
    }

    fn leniency(&self) -> Leniency {
        Leniency {
            lenient: self.options.lenient,
        }
    }

    /// A transcript as it was kept: its outline, where names stand in it, and what there is to say.
    fn same(&self, kept: &KeptTranscript) -> Option<AsKept> {
        let cache = self.cache?;
        let outline: Outline = postcard::from_bytes(&cache.read(kept.outline)?).ok()?;
        let remarks = match kept.remarks {
            Some(extent) => postcard::from_bytes(&cache.read(extent)?).ok()?,
            None => Vec::new(),
        };
        let spotted = kept.spotted.and_then(|extent| {
            let spotted: Spotted = postcard::from_bytes(&cache.read(extent)?).ok()?;
            Some(Arc::new(spotted))
        });
        Some((Box::new(outline), spotted, remarks))
    }

    /// Keeps what came of a transcript, if anything is kept.
    fn keep(
        &self,
        key: Digest,
        outline: &Outline,
        record: &Anchored,
        remarks: &[Diagnostic],
    ) -> Option<KeptTranscript> {
        let cache = self.cache.filter(|cache| cache.writes())?;
        let outline = postcard::to_stdvec(outline).ok()?;
        let record = postcard::to_stdvec(record).ok()?;
        let remarks = match remarks {
            [] => None,
            remarks => Some(cache.append(&postcard::to_stdvec(remarks).ok()?).ok()?),
        };
        Some(KeptTranscript {
            key,
            outline: cache.append(&outline).ok()?,
            record: cache.append(&record).ok()?,
            remarks,
            spotted: None,
        })
    }

    /// Reads all files of a cluster.
    fn parse(
        &self,
        cluster: &Cluster<'_>,
        diags: &mut Vec<Diagnostic>,
    ) -> (Result<Box<Transcript>, Absent>, Vec<AnnotationFile>) {
        let transcript = match self.read(cluster.transcript, diags) {
            Unit::Transcript(transcript) => Ok(transcript),
            Unit::Broken(absent) => Err(absent),
            Unit::Annotations(_)
            | Unit::Entry(_)
            | Unit::Page(_)
            | Unit::Asset(_)
            | Unit::Nothing => Err(absent("transcript", &cluster.transcript.id, Why::Broken)),
        };
        let mut files = Vec::with_capacity(cluster.annotations.len());
        for file in &cluster.annotations {
            if let Unit::Annotations(file) = self.read(file, diags) {
                files.push(file);
            }
        }
        let draft = |t: &Transcript| t.header.common.draft && !self.options.drafts;
        let transcript = match transcript {
            Ok(transcript) if draft(&transcript) => {
                Err(absent("transcript", transcript.id(), Why::Draft))
            }
            other => other,
        };
        (transcript, files)
    }

    /// Anchors together what points from one transcript into another.
    fn entangled(
        &self,
        clusters: &[Cluster<'_>],
        fates: &mut [(Fate, Vec<Diagnostic>)],
        mut files: Vec<AnnotationFile>,
        diags: &mut Vec<Diagnostic>,
        gathered: &mut Gathered,
    ) {
        let mut transcripts: BTreeMap<usize, Box<Transcript>> = BTreeMap::new();
        let by_id: HashMap<&str, usize> = clusters
            .iter()
            .enumerate()
            .map(|(i, c)| (c.transcript.id.as_str(), i))
            .collect();
        for (i, (fate, _)) in fates.iter_mut().enumerate() {
            match fate {
                Fate::Entangled(transcript, own) => {
                    files.append(own);
                    transcripts.extend(transcript.take().map(|transcript| (i, transcript)));
                }
                Fate::Absent(_, own) => files.append(own),
                Fate::Same(..) | Fate::Anchored(..) => {}
            }
        }
        if files.is_empty() && transcripts.is_empty() {
            return;
        }
        let named: BTreeSet<usize> = files
            .iter()
            .flat_map(|file| {
                let targets = file.annotations.iter().flat_map(|a| &a.targets);
                let named = targets.filter_map(|t| t.transcript.as_ref());
                named.chain(&file.transcript)
            })
            .filter_map(|name| by_id.get(name.value.as_str()).copied())
            .collect();
        for i in named {
            if transcripts.contains_key(&i) || matches!(fates[i].0, Fate::Absent(..)) {
                continue;
            }
            // Told when it was read first, or it had nothing to tell.
            let mut again = Vec::new();
            let (transcript, mut own) = self.parse(&clusters[i], &mut again);
            if let Ok(transcript) = transcript {
                self.records.forget(transcript.id());
                // Looked at alone it is as it was: the next build need not do that again.
                if let Fate::Same(_, kept, _) | Fate::Anchored(_, Some(kept)) = &fates[i].0 {
                    gathered
                        .transcripts
                        .insert(transcript.id().to_owned(), kept.clone());
                }
                fates[i] = (Fate::Entangled(None, Vec::new()), again);
                files.append(&mut own);
                transcripts.insert(i, transcript);
            }
        }
        // In the order of their paths, as if all had been read at once.
        files.sort_by_cached_key(|file| self.sources.path(file.source).to_owned());
        let unread = self.absent.iter().filter(|a| a.kind == "transcript");
        let hidden: BTreeSet<&str> = fates
            .iter()
            .zip(clusters)
            .filter(|((fate, _), _)| matches!(fate, Fate::Absent(..)))
            .map(|(_, cluster)| cluster.transcript.id.as_str())
            .chain(unread.map(|absent| absent.id.as_str()))
            .collect();
        let others: Vec<&str> = clusters
            .iter()
            .enumerate()
            .filter(|(i, c)| {
                !transcripts.contains_key(i) && !hidden.contains(c.transcript.id.as_str())
            })
            .map(|(_, c)| c.transcript.id.as_str())
            .collect();
        let transcripts = transcripts.into_values().map(|t| *t).collect();
        let works = anchor::assign(
            transcripts,
            &others,
            files,
            &|id| hidden.contains(id),
            diags,
        );
        let anchored: Vec<(Fate, Vec<Diagnostic>)> = works
            .into_par_iter()
            .map(|work| self.together(work))
            .collect();
        for (fate, remarks) in anchored {
            diags.extend(remarks);
            gathered.settle_together(fate);
        }
    }

    /// Anchors a transcript with annotations of others, unless it was anchored with the same before.
    fn together(&self, work: Work) -> (Fate, Vec<Diagnostic>) {
        let key = postcard::to_stdvec(&work).ok().map(|bytes| {
            let mut digester = Digester::new();
            digester.digest(self.reading).digest(Digest::of(&bytes));
            digester.finish()
        });
        let before = self.kept.entangled.get(work.transcript.id());
        if let Some(kept) = before.filter(|kept| Some(kept.key) == key)
            && let Some((outline, spotted, remarks)) = self.same(kept)
        {
            return (Fate::Same(outline, kept.clone(), spotted), remarks);
        }
        let mut diags = Vec::new();
        let record = anchor::anchor(work, self.leniency(), &mut diags);
        let bytes = postcard::to_stdvec(&record).unwrap_or_default();
        let outline = record.outline(Digest::of(&bytes));
        let kept = key.and_then(|key| self.keep(key, &outline, &record, &diags));
        let extent = kept.as_ref().map(|kept| kept.record);
        self.records.put(outline.id.clone(), record, extent);
        (Fate::Anchored(Box::new(outline), kept), diags)
    }

    /// Entries, free pages and assets.
    fn others(&self, files: &[Folder], diags: &mut Vec<Diagnostic>, gathered: &mut Gathered) {
        let units: Vec<(Other, Vec<Diagnostic>)> = files
            .par_iter()
            .filter(|file| {
                !matches!(
                    file.role,
                    Role::Transcript { .. } | Role::Annotations { .. }
                )
            })
            .map(|file| {
                let mut diags = Vec::new();
                (self.other(file, &mut diags), diags)
            })
            .collect();
        for ((unit, kept), remarks) in units {
            diags.extend(remarks);
            gathered.units.extend(kept);
            let draft = |draft: bool| draft && !self.options.drafts;
            match unit {
                Unit::Entry(entry) if draft(entry.fields.common.draft) => {
                    let kind = &self.config.kinds.names(entry.kind).slug;
                    gathered.absent.push(absent(kind, entry.id(), Why::Draft));
                }
                Unit::Entry(entry) => gathered.entries.push(*entry),
                Unit::Page(page) if draft(page.common.draft) => {
                    gathered
                        .absent
                        .push(absent("page", &page.identity.id, Why::Draft));
                }
                Unit::Page(page) => gathered.pages.push(page),
                Unit::Asset(asset) => gathered.assets.push(asset),
                Unit::Broken(absent) => gathered.absent.push(absent),
                Unit::Transcript(_) | Unit::Annotations(_) | Unit::Nothing => {}
            }
        }
    }

    fn other(&self, file: &Folder, diags: &mut Vec<Diagnostic>) -> Other {
        let path = self.sources.path(file.source);
        if matches!(file.role, Role::Asset(_)) {
            return (load::read(file, self.config, self.sources, diags), None);
        }
        let same = || {
            let extent = *self.kept.units.get(path)?;
            self.looks.unchanged(path)?;
            let bytes = self.cache?.read(extent)?;
            let (held, remarks): (Held, Vec<Diagnostic>) = postcard::from_bytes(&bytes).ok()?;
            Some((Unit::from(held), remarks, extent))
        };
        if self.kept.reading == self.reading
            && let Some((unit, remarks, extent)) = same()
        {
            diags.extend(remarks);
            return (unit, Some((path.to_owned(), extent)));
        }
        let held = match self.read(file, diags) {
            Unit::Entry(entry) => Held::Entry(entry),
            Unit::Page(page) => Held::Page(page),
            Unit::Broken(absent) => Held::Broken(absent),
            other @ (Unit::Transcript(_)
            | Unit::Annotations(_)
            | Unit::Asset(_)
            | Unit::Nothing) => return (other, None),
        };
        let kept = self.keep_other(path, &held, diags);
        (held.into(), kept)
    }

    fn keep_other(&self, path: &str, held: &Held, remarks: &[Diagnostic]) -> Option<KeptUnit> {
        let cache = self.cache.filter(|cache| cache.writes())?;
        let bytes = postcard::to_stdvec(&(held, remarks)).ok()?;
        let extent = cache.append(&bytes).ok()?;
        Some((path.to_owned(), extent))
    }
}

impl From<Held> for Unit {
    fn from(held: Held) -> Self {
        match held {
            Held::Entry(entry) => Unit::Entry(entry),
            Held::Page(page) => Unit::Page(page),
            Held::Broken(absent) => Unit::Broken(absent),
        }
    }
}

/// Whether a file is about this transcript and no other.
fn is_simple(file: &AnnotationFile, id: &str) -> bool {
    let targets = file.annotations.iter().flat_map(|a| &a.targets);
    let named = targets.filter_map(|t| t.transcript.as_ref());
    named.chain(&file.transcript).all(|name| name.value == *id)
}

fn absent(kind: &str, id: &str, why: Why) -> Absent {
    Absent {
        kind: kind.to_owned(),
        id: id.to_owned(),
        why,
    }
}

impl Gathered {
    fn settle(&mut self, fate: Fate) {
        match fate {
            Fate::Same(outline, kept, spotted) => {
                self.records.in_cache(outline.id.clone(), kept.record);
                self.transcripts.insert(outline.id.to_string(), kept);
                self.spotted.push(spotted);
                self.outlines.push(*outline);
            }
            Fate::Anchored(outline, kept) => {
                self.anchored += 1;
                if let Some(kept) = kept {
                    self.transcripts.insert(outline.id.to_string(), kept);
                }
                self.spotted.push(None);
                self.outlines.push(*outline);
            }
            // Those of it that could be anchored were settled by themselves.
            Fate::Entangled(..) => {}
            Fate::Absent(absent, _) => self.absent.push(absent),
        }
    }

    /// As [`Gathered::settle`], for what was anchored together.
    fn settle_together(&mut self, fate: Fate) {
        let id = match &fate {
            Fate::Same(outline, ..) | Fate::Anchored(outline, _) => outline.id.to_string(),
            Fate::Entangled(..) | Fate::Absent(..) => return,
        };
        // Kept by itself: looked at alone it may be another.
        let alone = self.transcripts.remove(&id);
        self.settle(fate);
        if let Some(kept) = self.transcripts.remove(&id) {
            self.entangled.insert(id.clone(), kept);
        }
        self.transcripts.extend(alone.map(|kept| (id, kept)));
    }

    fn sort(&mut self) {
        let spotted = std::mem::take(&mut self.spotted);
        let outlines = std::mem::take(&mut self.outlines);
        let mut both: Vec<_> = outlines.into_iter().zip(spotted).collect();
        both.sort_by(|a, b| a.0.id.cmp(&b.0.id));
        (self.outlines, self.spotted) = both.into_iter().unzip();
        self.entries
            .sort_by(|a, b| (a.kind, a.id()).cmp(&(b.kind, b.id())));
        self.pages.sort_by(|a, b| a.identity.id.cmp(&b.identity.id));
        self.assets
            .sort_by(|a, b| a.route.as_str().cmp(b.route.as_str()));
    }
}
