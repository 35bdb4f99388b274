//! Where the bytes of a build go: an output folder ([`Publication`]) or memory ([`Memory`], for `serve`).

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::{
    output::{Change, Publication},
    text::route::Route,
};

/// Takes the files of a build, from many threads.
pub trait Target: Sync {
    /// Takes the bytes of a planned route.
    fn put(&self, route: &Route, bytes: &[u8]) -> anyhow::Result<Change>;

    /// Takes a file whose bytes belong at a planned route.
    fn put_file(&self, route: &Route, from: &Path) -> anyhow::Result<Change>;
}

impl Target for Publication {
    fn put(&self, route: &Route, bytes: &[u8]) -> anyhow::Result<Change> {
        Publication::put(self, route, bytes)
    }

    fn put_file(&self, route: &Route, from: &Path) -> anyhow::Result<Change> {
        Publication::put_file(self, route, from)
    }
}

/// A file of a site in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// Its bytes.
    Bytes(Arc<[u8]>),
    /// Where its bytes are on disk.
    File(PathBuf),
}

/// A site in memory; assets stay where they are.
#[derive(Debug, Default)]
pub struct Memory {
    files: Mutex<BTreeMap<Route, Held>>,
}

impl Memory {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// The file at a route.
    pub fn get(&self, route: &Route) -> Option<Held> {
        self.files().get(route).cloned()
    }

    /// The routes that have a file, sorted.
    pub fn routes(&self) -> Vec<Route> {
        self.files().keys().cloned().collect()
    }

    /// Takes a file out; whether there was one.
    pub fn remove(&self, route: &Route) -> bool {
        self.files().remove(route).is_some()
    }

    fn hold(&self, route: &Route, held: Held) -> Change {
        let mut files = self.files();
        let change = match files.get(route) {
            None => Change::New,
            Some(earlier) if *earlier == held => Change::Same,
            Some(_) => Change::Changed,
        };
        files.insert(route.clone(), held);
        change
    }

    fn files(&self) -> MutexGuard<'_, BTreeMap<Route, Held>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Target for Memory {
    fn put(&self, route: &Route, bytes: &[u8]) -> anyhow::Result<Change> {
        Ok(self.hold(route, Held::Bytes(bytes.into())))
    }

    fn put_file(&self, route: &Route, from: &Path) -> anyhow::Result<Change> {
        Ok(self.hold(route, Held::File(from.to_owned())))
    }
}
