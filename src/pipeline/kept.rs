//! What a build keeps for the next one: how its inputs looked, what came of them, and how its pages came out.

use std::{
    collections::HashMap,
    path::Path,
    sync::{
        Arc, Mutex, PoisonError, RwLock,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
    time::SystemTime,
};

use serde::{Deserialize, Serialize};

use super::{Counts, Options, refs::KeptRefs};
use crate::{
    anchor::{Anchored, Outline, Shelf},
    cache::{Cache, Extent},
    digest::Digest,
    folder, output,
    source::{SourceId, Sources},
    stamp::Stamp,
};

/// The folder of the cache, below the site's.
pub const FOLDER: &str = ".postil/cache";

/// The version of postil, and the build of it.
pub const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("POSTIL_BUILD"));

/// Opens what the last run kept, if anything is to be kept. Nothing is kept through a link that leads out of the site's folder.
pub fn open(options: &Options) -> Option<(Cache, Option<Kept>)> {
    let path = options.root.join(FOLDER);
    let inside = folder::real_place(&path).starts_with(folder::real_place(&options.root));
    let wanted = options.cache && inside;
    wanted
        .then(|| Cache::open::<Kept>(&path, VERSION))
        .flatten()
}

/// All that is kept.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Kept {
    /// The paths behind the numbers of files.
    pub sources: Vec<String>,
    /// When the build looked at its inputs.
    pub looked: Option<SystemTime>,
    /// What reading depends on beside the files themselves: switches, and the kinds of the site.
    pub reading: Digest,
    /// How each file looked that was read, by path.
    pub files: HashMap<String, Look>,
    /// Entries and free pages, by the path of their file, with what there was to say about them.
    pub units: HashMap<String, Extent>,
    /// Transcripts with their annotations, by id.
    pub transcripts: HashMap<String, KeptTranscript>,
    /// Transcripts that were anchored with annotations of others, by id.
    pub entangled: HashMap<String, KeptTranscript>,
    /// The output, by its folder as it was given.
    pub outputs: HashMap<String, KeptOutput>,
}

/// How a file looked, and what was in it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Look {
    /// From outside.
    pub stamp: Stamp,
    /// Of its bytes.
    pub digest: Digest,
}

/// What came of a transcript and the annotations that belong to it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KeptTranscript {
    /// Of all that it was made from.
    pub key: Digest,
    /// An [`Outline`].
    pub outline: Extent,
    /// An [`Anchored`].
    pub record: Extent,
    /// What there was to say about it, a list of [`crate::diag::Diagnostic`]; none if there was nothing.
    pub remarks: Option<Extent>,
    /// A [`crate::bind::Spotted`].
    pub spotted: Option<Extent>,
}

/// What came of a whole site.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct KeptOutput {
    /// Of all inputs and switches; none if there was something to say.
    pub whole: Option<Digest>,
    /// Of the record in the output folder.
    pub record: Option<output::Digest>,
    /// When the build looked at what it had written.
    pub looked: Option<SystemTime>,
    /// How much there was.
    pub counts: Counts,
    /// How many pages.
    pub planned: usize,
    /// Of the templates.
    pub theme: Digest,
    /// Every file of the output, by route.
    pub pages: HashMap<String, KeptPage>,
    /// The keys of what each page took, one page after the other: they are many, and looked at only if something changed.
    pub taken: Extent,
    /// What every handle gave: pairs of keys and digests, to say why a page was made.
    pub gave: Extent,
}

/// How a page, or another file of the output, came out.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KeptPage {
    /// Of its bytes.
    pub bytes: output::Digest,
    /// The file.
    pub stamp: Stamp,
    /// Of its kind and all that it took from the edition.
    pub key: Digest,
    /// Of its view.
    pub view: Digest,
    /// What it took: the keys from here on in [`KeptOutput::taken`], and how many.
    pub taken: (u32, u32),
    /// What it gives and asks for, if a template made it.
    pub(super) refs: Option<KeptRefs>,
}

/// How many outputs are known at a time: one for the public, one to try things, and one more.
const OUTPUTS: usize = 3;

/// Forgets outputs that are gone, and all but the latest.
pub fn forget_old_outputs(outputs: &mut HashMap<String, KeptOutput>) {
    outputs.retain(|folder, _| Path::new(folder).is_dir());
    let mut times: Vec<Option<SystemTime>> = outputs.values().map(|o| o.looked).collect();
    times.sort_unstable();
    if let Some(oldest) = times
        .len()
        .checked_sub(OUTPUTS)
        .and_then(|at| times.get(at))
        .copied()
    {
        outputs.retain(|_, output| output.looked >= oldest);
    }
}

impl Kept {
    /// Every extent, for [`Cache::save`].
    pub fn extents(&mut self, visit: &mut dyn FnMut(&mut Extent)) {
        // The order does not matter: each is visited once.
        let mut units: Vec<_> = self.units.iter_mut().collect();
        units.sort_by(|a, b| a.0.cmp(b.0));
        units.into_iter().for_each(|(_, extent)| visit(extent));
        for transcripts in [&mut self.transcripts, &mut self.entangled] {
            let mut transcripts: Vec<_> = transcripts.iter_mut().collect();
            transcripts.sort_by(|a, b| a.0.cmp(b.0));
            for (_, kept) in transcripts {
                visit(&mut kept.outline);
                visit(&mut kept.record);
                kept.remarks.iter_mut().for_each(&mut *visit);
                kept.spotted.iter_mut().for_each(&mut *visit);
            }
        }
        let mut outputs: Vec<_> = self.outputs.iter_mut().collect();
        outputs.sort_by(|a, b| a.0.cmp(b.0));
        for (_, kept) in outputs {
            visit(&mut kept.taken);
            visit(&mut kept.gave);
            let mut pages: Vec<_> = kept.pages.iter_mut().collect();
            pages.sort_by(|a, b| a.0.cmp(b.0));
            for (_, page) in pages {
                page.refs
                    .iter_mut()
                    .for_each(|refs| visit(&mut refs.extent));
            }
        }
    }
}

/// How the inputs look now, against how they looked.
#[derive(Debug)]
pub struct Looks<'k> {
    before: &'k Kept,
    root: std::path::PathBuf,
    now: RwLock<HashMap<String, Option<Look>>>,
}

impl<'k> Looks<'k> {
    pub fn new(before: &'k Kept, root: &Path) -> Self {
        Self {
            before,
            root: root.to_owned(),
            now: RwLock::default(),
        }
    }

    /// The digest of a file as it was, if it still is that: it looks the same and was not written just before it was looked at, or its
    /// bytes are the same.
    pub fn unchanged(&self, path: &str) -> Option<Digest> {
        let known = self
            .now
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(path)
            .copied();
        let look = known.unwrap_or_else(|| {
            let look = self.look(path);
            let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
            now.insert(path.to_owned(), look);
            look
        });
        look.map(|look| look.digest)
    }

    fn look(&self, path: &str) -> Option<Look> {
        let before = self.before.files.get(path)?;
        let file = self.root.join(path);
        let stamp = Stamp::of(&file).ok()?;
        let settled = self
            .before
            .looked
            .is_some_and(|moment| before.stamp.is_settled(moment));
        if stamp == before.stamp && settled {
            return Some(*before);
        }
        if stamp.size != before.stamp.size {
            return None;
        }
        let digest = Digest::of(&std::fs::read(&file).ok()?);
        (digest == before.digest).then_some(Look { stamp, digest })
    }

    /// As [`Looks::unchanged`], for a file that is never read: only how it looks counts.
    pub fn unchanged_asset(&self, path: &str) -> Option<Digest> {
        let now = self
            .now
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(path)
            .copied();
        if let Some(look) = now {
            return look.map(|look| look.digest);
        }
        let before = self.before.files.get(path)?;
        let stamp = Stamp::of(&self.root.join(path)).ok()?;
        let settled = self
            .before
            .looked
            .is_some_and(|moment| before.stamp.is_settled(moment));
        (settled && stamp == before.stamp).then_some(before.digest)
    }

    /// Whether an asset looks as it did when it was last copied.
    pub fn was_unchanged_asset(&self, path: &str) -> bool {
        let Some(before) = self.before.files.get(path) else {
            return false;
        };
        let settled = self
            .before
            .looked
            .is_some_and(|moment| before.stamp.is_settled(moment));
        settled && Stamp::of(&self.root.join(path)).is_ok_and(|stamp| stamp == before.stamp)
    }

    /// Looks into a file that somebody else will read after this.
    pub fn take(&self, path: &str) {
        if self.unchanged(path).is_some() {
            return;
        }
        let file = self.root.join(path);
        if let Ok(stamp) = Stamp::of(&file)
            && let Ok(bytes) = std::fs::read(&file)
        {
            self.note(path, stamp, Digest::of(&bytes));
        }
    }

    /// Looks at a file that is copied after this.
    pub fn take_asset(&self, path: &str) {
        if let Ok(stamp) = Stamp::of(&self.root.join(path)) {
            let digest = crate::digest::Digester::new().value(&stamp).finish();
            self.note(path, stamp, digest);
        }
    }

    /// How a file that was read just now looks. Its stamp must have been taken before it was read.
    pub fn note(&self, path: &str, stamp: Stamp, digest: Digest) {
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        now.insert(path.to_owned(), Some(Look { stamp, digest }));
    }

    /// How all looked, to be kept.
    pub fn all(self) -> HashMap<String, Look> {
        let now = self
            .now
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        // From a map into a map: no order is lost.
        now.into_iter()
            .filter_map(|(path, look)| Some((path, look?)))
            .collect()
    }
}

/// How much memory records may take that are at hand (bytes, estimated).
const ROOM: i64 = 128 * 1024 * 1024;

/// Records of transcripts: in memory as long as there is room, else in the cache.
#[derive(Debug)]
pub struct Records {
    at_hand: RwLock<HashMap<Arc<str>, Arc<Anchored>>>,
    room: AtomicI64,
    cache: Option<Arc<Cache>>,
    extents: RwLock<HashMap<Arc<str>, Extent>>,
    damaged: AtomicBool,
    empty: Mutex<Option<Arc<Anchored>>>,
}

impl Records {
    pub fn new(cache: Option<Arc<Cache>>) -> Self {
        Self {
            at_hand: RwLock::default(),
            room: AtomicI64::new(ROOM),
            cache,
            extents: RwLock::default(),
            damaged: AtomicBool::new(false),
            empty: Mutex::default(),
        }
    }

    /// Takes a record in; one that is not in the cache stays in memory.
    pub fn put(&self, id: Arc<str>, record: Anchored, extent: Option<Extent>) {
        if extent.is_none() || self.has_room(&record) {
            let mut at_hand = self.at_hand.write().unwrap_or_else(PoisonError::into_inner);
            at_hand.insert(id.clone(), Arc::new(record));
        }
        if let Some(extent) = extent {
            self.in_cache(id, extent);
        }
    }

    /// Takes room for a record, if there is enough.
    fn has_room(&self, record: &Anchored) -> bool {
        let size = 3 * (record.transcript.text.len() + 400 * record.annotations.len());
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        self.room.fetch_sub(size, Ordering::Relaxed) > size
    }

    /// A record is in the cache.
    pub fn in_cache(&self, id: Arc<str>, extent: Extent) {
        let mut extents = self.extents.write().unwrap_or_else(PoisonError::into_inner);
        extents.insert(id, extent);
    }

    /// Forgets a record.
    pub fn forget(&self, id: &str) {
        self.at_hand
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(id);
        self.extents
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(id);
    }

    /// Whether a record could not be read back: then nothing that was made since is worth anything.
    pub fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }
}

impl Shelf for Records {
    fn record(&self, outline: &Outline) -> Arc<Anchored> {
        let at_hand = self.at_hand.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(record) = at_hand.get(&outline.id) {
            return record.clone();
        }
        drop(at_hand);
        let extent = self
            .extents
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&outline.id)
            .copied();
        let bytes = extent
            .zip(self.cache.as_ref())
            .and_then(|(extent, cache)| cache.read(extent));
        match bytes.and_then(|bytes| postcard::from_bytes::<Anchored>(&bytes).ok()) {
            Some(record) => {
                let room = self.has_room(&record);
                let record = Arc::new(record);
                if room {
                    let mut at_hand = self.at_hand.write().unwrap_or_else(PoisonError::into_inner);
                    at_hand.insert(outline.id.clone(), record.clone());
                }
                record
            }
            None => {
                self.damaged.store(true, Ordering::Relaxed);
                let mut empty = self.empty.lock().unwrap_or_else(PoisonError::into_inner);
                empty
                    .get_or_insert_with(|| Arc::new(outline.without_words()))
                    .clone()
            }
        }
    }
}

/// The numbers of files whose bytes a record was made from are part of what it is made of.
pub fn digest_of(sources: &Sources, looks: &Looks<'_>, source: SourceId) -> Option<Digest> {
    sources
        .digest(source)
        .or_else(|| looks.unchanged(sources.path(source)))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// What is known of a file that was looked at this long after it was written, with a digest that is not that of its bytes: whoever
    /// gives that has not looked inside.
    fn known(folder: &Path, later: Duration) -> (Kept, Digest) {
        let written = std::fs::metadata(folder.join("a")).and_then(|m| m.modified());
        let looked = written.expect("a time") + later;
        let digest = Digest::of(b"other bytes");
        let stamp = Stamp::of(&folder.join("a")).expect("a file");
        let kept = Kept {
            looked: Some(looked),
            files: HashMap::from([("a".to_owned(), Look { stamp, digest })]),
            ..Kept::default()
        };
        (kept, digest)
    }

    #[test]
    fn a_file_that_looks_as_it_did_is_not_read() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("a"), "bytes").expect("written");
        let (kept, digest) = known(folder.path(), Duration::from_secs(3));
        assert_eq!(
            Looks::new(&kept, folder.path()).unchanged("a"),
            Some(digest)
        );
    }

    #[test]
    fn a_file_that_was_touched_when_somebody_looked_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("a"), "bytes").expect("written");
        let (kept, _) = known(folder.path(), Duration::from_secs(1));
        assert_eq!(Looks::new(&kept, folder.path()).unchanged("a"), None);
    }
}
