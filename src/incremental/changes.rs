//! Which files are what they were when the last build looked at them.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
    time::SystemTime,
};

use serde::{Deserialize, Serialize};

use crate::source::{
    digest::{Digest, Digester},
    files::Files,
    stamp::Stamp,
};

/// How a file looked, and what was in it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct FileState {
    /// From outside.
    pub stamp: Stamp,
    /// Of its bytes.
    pub digest: Digest,
}

/// How the files looked that a build looked at.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct FileStates {
    /// When it began to look.
    pub looked: Option<SystemTime>,
    /// By path.
    pub by_path: HashMap<String, FileState>,
}

/// How the inputs look now, against how they looked.
#[derive(Debug)]
pub struct ChangeDetector<'k> {
    before: &'k FileStates,
    files: Arc<dyn Files>,
    now: RwLock<HashMap<String, Option<FileState>>>,
}

impl<'k> ChangeDetector<'k> {
    /// Of a site's files, against what the build before knew.
    pub fn new(before: &'k FileStates, files: Arc<dyn Files>) -> Self {
        Self {
            before,
            files,
            now: RwLock::default(),
        }
    }

    /// The digest of a file as it was, if it still is that: it looks the same and was not written just before it was looked at, or its
    /// bytes are the same.
    pub fn unchanged(&self, path: &str) -> Option<Digest> {
        let known = self.known(path);
        let state = known.unwrap_or_else(|| {
            let state = self.look(path);
            let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
            now.insert(path.to_owned(), state);
            state
        });
        state.map(|state| state.digest)
    }

    /// What this run found out of a file.
    fn known(&self, path: &str) -> Option<Option<FileState>> {
        let now = self.now.read().unwrap_or_else(PoisonError::into_inner);
        now.get(path).copied()
    }

    fn look(&self, path: &str) -> Option<FileState> {
        let before = self.before.by_path.get(path)?;
        let stamp = self.files.stamp(path)?;
        if stamp == before.stamp && self.was_settled(before) {
            return Some(*before);
        }
        if stamp.size != before.stamp.size {
            return None;
        }
        let digest = self.read(path)?;
        (digest == before.digest).then_some(FileState { stamp, digest })
    }

    /// As [`ChangeDetector::unchanged`], for a file that is never read: only how it looks counts.
    pub fn unchanged_asset(&self, path: &str) -> Option<Digest> {
        if let Some(known) = self.known(path) {
            return known.map(|state| state.digest);
        }
        let before = self.before.by_path.get(path)?;
        let stamp = self.files.stamp(path)?;
        (self.was_settled(before) && stamp == before.stamp).then_some(before.digest)
    }

    /// Whether an equal look means equal bytes.
    fn was_settled(&self, before: &FileState) -> bool {
        let looked = self.before.looked;
        looked.is_some_and(|moment| before.stamp.is_settled(moment))
    }

    /// How a file looks that was looked at in this run.
    pub fn noted(&self, path: &str) -> Option<FileState> {
        self.known(path).flatten()
    }

    /// Looks into a file that somebody else will read after this.
    pub fn take(&self, path: &str) {
        if self.unchanged(path).is_some() {
            return;
        }
        if let Some(stamp) = self.files.stamp(path)
            && let Some(digest) = self.read(path)
        {
            self.note(path, stamp, digest);
        }
    }

    /// The digest of a file's bytes, however many they are.
    fn read(&self, path: &str) -> Option<Digest> {
        let bytes = self.files.read(path, u64::MAX).ok()?.whole()?;
        Some(Digest::of(&bytes))
    }

    /// Looks at a file that is copied after this.
    pub fn take_asset(&self, path: &str) {
        if let Some(stamp) = self.files.stamp(path) {
            let digest = Digester::new().value(&stamp).finish();
            self.note(path, stamp, digest);
        }
    }

    /// How a file that was read just now looks. Its stamp must have been taken before it was read.
    pub fn note(&self, path: &str, stamp: Stamp, digest: Digest) {
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        now.insert(path.to_owned(), Some(FileState { stamp, digest }));
    }

    /// How all look that were looked at since a moment, to be kept.
    pub fn take_all(&mut self, looked: Option<SystemTime>) -> FileStates {
        let now = self.now.get_mut().unwrap_or_else(PoisonError::into_inner);
        // From a map into a map: no order is lost.
        let known = now.drain();
        let known = known.filter_map(|(path, state)| Some((path, state?)));
        FileStates {
            looked,
            by_path: known.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{path::Path, time::Duration};

    use super::*;
    use crate::source::files::Disk;

    /// What is known of a file that was looked at this long after it was written, with a digest that is not that of its bytes: whoever
    /// gives that has not looked inside.
    fn known(folder: &Path, later: Duration) -> (FileStates, Digest) {
        let written = std::fs::metadata(folder.join("a")).and_then(|m| m.modified());
        let looked = written.expect("a time") + later;
        let digest = Digest::of(b"other bytes");
        let stamp = Stamp::of(&folder.join("a")).expect("a file");
        let last = FileStates {
            looked: Some(looked),
            by_path: HashMap::from([("a".to_owned(), FileState { stamp, digest })]),
        };
        (last, digest)
    }

    #[test]
    fn a_file_that_looks_as_it_did_is_not_read() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("a"), "bytes").expect("written");
        let (last, digest) = known(folder.path(), Duration::from_secs(3));
        assert_eq!(
            ChangeDetector::new(&last, Arc::new(Disk::new(folder.path()))).unchanged("a"),
            Some(digest)
        );
    }

    #[test]
    fn a_file_that_was_touched_when_somebody_looked_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("a"), "bytes").expect("written");
        let (last, _) = known(folder.path(), Duration::from_secs(1));
        assert_eq!(
            ChangeDetector::new(&last, Arc::new(Disk::new(folder.path()))).unchanged("a"),
            None
        );
    }
}
