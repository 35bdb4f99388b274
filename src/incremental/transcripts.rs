//! Transcripts with their words: at hand as long as there is room, else where they are kept.

use std::{
    collections::HashMap,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicI64, Ordering},
    },
};

use super::{Damaged, Extent, Storage};
use crate::anchor::{Anchored, Lost, Outline, TranscriptStore};

/// How much memory records may take that are at hand (bytes, estimated).
const ROOM: i64 = 128 * 1024 * 1024;

/// Records of transcripts: in memory as long as there is room, else in the storage.
#[derive(Debug)]
pub struct TranscriptCache {
    at_hand: RwLock<HashMap<Arc<str>, Arc<Anchored>>>,
    room: AtomicI64,
    storage: Option<Arc<Storage>>,
    extents: RwLock<HashMap<Arc<str>, Extent>>,
}

/// What is known of one record: it itself, if it is at hand, and where it is kept, if it is.
#[derive(Clone, Debug)]
pub struct Words {
    id: Arc<str>,
    at_hand: Option<Arc<Anchored>>,
    extent: Option<Extent>,
}

impl TranscriptCache {
    /// Without any record yet.
    pub fn new(storage: Option<Arc<Storage>>) -> Self {
        Self {
            at_hand: RwLock::default(),
            room: AtomicI64::new(ROOM),
            storage,
            extents: RwLock::default(),
        }
    }

    /// Takes a record in; one that is not in the storage stays in memory.
    pub fn put(&self, id: Arc<str>, record: Anchored, extent: Option<Extent>) {
        if extent.is_none() || self.has_room(&record) {
            let mut at_hand = self.at_hand.write().unwrap_or_else(PoisonError::into_inner);
            at_hand.insert(id.clone(), Arc::new(record));
        }
        if let Some(extent) = extent {
            self.in_storage(id, extent);
        }
    }

    /// Takes room for a record, if there is enough.
    fn has_room(&self, record: &Anchored) -> bool {
        let size = 3 * (record.transcript.text.len() + 400 * record.annotations.len());
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        self.room.fetch_sub(size, Ordering::Relaxed) > size
    }

    /// A record is in the storage.
    pub fn in_storage(&self, id: Arc<str>, extent: Extent) {
        let mut extents = self.extents.write().unwrap_or_else(PoisonError::into_inner);
        extents.insert(id, extent);
    }

    fn fetch(&self, id: &str) -> Result<Anchored, Damaged> {
        let extents = self.extents.read().unwrap_or_else(PoisonError::into_inner);
        let extent = extents.get(id).copied().ok_or(Damaged)?;
        drop(extents);
        self.storage.as_ref().ok_or(Damaged)?.read_value(extent)
    }

    /// What is known of a record.
    pub fn words(&self, id: &Arc<str>) -> Words {
        let at_hand = self.at_hand.read().unwrap_or_else(PoisonError::into_inner);
        let extents = self.extents.read().unwrap_or_else(PoisonError::into_inner);
        Words {
            id: id.clone(),
            at_hand: at_hand.get(id).cloned(),
            extent: extents.get(id).copied(),
        }
    }

    /// Puts what is known of a record in the place of what was, which it gives.
    pub fn swap(&self, new: Words) -> Words {
        let before = self.words(&new.id);
        self.forget(&new.id);
        if let Some(record) = new.at_hand {
            let mut at_hand = self.at_hand.write().unwrap_or_else(PoisonError::into_inner);
            at_hand.insert(new.id.clone(), record);
        }
        if let Some(extent) = new.extent {
            self.in_storage(new.id, extent);
        }
        before
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
}

impl TranscriptStore for TranscriptCache {
    fn record(&self, outline: &Outline) -> Result<Arc<Anchored>, Lost> {
        let at_hand = self.at_hand.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(record) = at_hand.get(&outline.id) {
            return Ok(record.clone());
        }
        drop(at_hand);
        let record = self.fetch(&outline.id).map_err(|Damaged| Lost {
            transcript: outline.id.clone(),
        })?;
        let room = self.has_room(&record);
        let record = Arc::new(record);
        if room {
            let mut at_hand = self.at_hand.write().unwrap_or_else(PoisonError::into_inner);
            at_hand.insert(outline.id.clone(), record.clone());
        }
        Ok(record)
    }
}
