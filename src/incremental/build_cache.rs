//! What the last build left: how its inputs looked, what came of them, and how its pages came out.

use std::{collections::HashMap, path::Path, sync::Arc, time::SystemTime};

use serde::{Deserialize, Serialize};

use super::{
    CachedOutput, Extent, FileStates,
    storage::{self, Storage},
};
use crate::source::digest::Digest;

/// The folder of the cache, below the site's.
pub const FOLDER: &str = ".postil/cache";

/// The version of postil, and the build of it.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("POSTIL_BUILD"));

/// What the last build left, and where this one keeps what the next can use.
#[derive(Debug, Default)]
pub struct BuildCache {
    storage: Option<Arc<Storage>>,
    /// What the last build left; nothing, if it is gone, damaged, or of another postil.
    pub last: Snapshot,
}

/// All that a build knows of itself when it ends.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Snapshot {
    /// The paths behind the numbers of files.
    pub sources: Vec<String>,
    /// What reading depends on beside the files themselves: switches, and the kinds of the site.
    pub reading: Digest,
    /// How each file looked that was read or copied.
    pub files: FileStates,
    /// Entries and free pages, by the path of their file, with what there was to say about them.
    pub units: HashMap<String, Extent>,
    /// Transcripts with their annotations, by id.
    pub transcripts: HashMap<String, CachedTranscript>,
    /// Transcripts that were anchored with annotations of others, by id.
    pub entangled: HashMap<String, CachedTranscript>,
    /// The output, by its folder as it was given.
    pub outputs: HashMap<String, CachedOutput>,
}

/// What came of a transcript and the annotations that belong to it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CachedTranscript {
    /// Of all that it was made from.
    pub key: Digest,
    /// An [`Outline`](crate::anchor::Outline).
    pub outline: Extent,
    /// An [`Anchored`](crate::anchor::Anchored).
    pub record: Extent,
    /// What there was to say about it, a list of [`Diagnostic`](crate::source::diag::Diagnostic); none if there was nothing.
    pub remarks: Option<Extent>,
    /// A [`Spotted`](crate::bind::Spotted).
    pub spotted: Option<Extent>,
}

impl BuildCache {
    /// What the last build left in `folder`.
    pub fn open(folder: &Path) -> Self {
        let opened = Storage::open::<Snapshot>(folder, VERSION);
        opened.map_or_else(Self::nothing, |(storage, last)| Self {
            storage: Some(Arc::new(storage)),
            last: last.unwrap_or_default(),
        })
    }

    /// Nothing is known, and nothing is kept.
    pub fn nothing() -> Self {
        Self::default()
    }

    /// Where bytes are; none if nothing can be kept.
    pub fn storage(&self) -> Option<&Arc<Storage>> {
        self.storage.as_ref()
    }

    /// When this build began, by the clock of the disk.
    pub fn began(&self) -> Option<SystemTime> {
        self.storage.as_ref().map(|storage| storage.began())
    }

    /// Keeps what this build knows. A cache that cannot be written is no reason to fail: the next build does the work again.
    pub fn save(&self, snapshot: Snapshot) {
        if let Some(storage) = &self.storage {
            let _ = storage.save(snapshot, Snapshot::extents);
        }
    }
}

impl Snapshot {
    /// Every extent, for [`Storage::save`].
    fn extents(&mut self, visit: &mut dyn FnMut(&mut Extent)) {
        // The order does not matter: each is visited once.
        let mut units: Vec<_> = self.units.iter_mut().collect();
        units.sort_by(|a, b| a.0.cmp(b.0));
        units.into_iter().for_each(|(_, extent)| visit(extent));
        for transcripts in [&mut self.transcripts, &mut self.entangled] {
            let mut transcripts: Vec<_> = transcripts.iter_mut().collect();
            transcripts.sort_by(|a, b| a.0.cmp(b.0));
            for (_, cached) in transcripts {
                visit(&mut cached.outline);
                visit(&mut cached.record);
                cached.remarks.iter_mut().for_each(&mut *visit);
                cached.spotted.iter_mut().for_each(&mut *visit);
            }
        }
        let mut outputs: Vec<_> = self.outputs.iter_mut().collect();
        outputs.sort_by(|a, b| a.0.cmp(b.0));
        for (_, cached) in outputs {
            visit(&mut cached.taken);
            visit(&mut cached.gave);
            cached.remarks.as_mut().map(&mut *visit);
            cached.index.extents(visit);
            let mut pages: Vec<_> = cached.pages.iter_mut().collect();
            pages.sort_by(|a, b| a.0.cmp(b.0));
            for (_, page) in pages {
                page.links
                    .iter_mut()
                    .for_each(|links| visit(&mut links.extent));
            }
        }
    }
}

/// Removes what builds of the site in `root` kept, and nothing else. How many files those were.
///
/// # Errors
/// When a file cannot be removed.
pub fn clean(root: &Path) -> anyhow::Result<usize> {
    storage::clean(&root.join(FOLDER))
}
