//! Pages that were made because somebody asked for them, kept at hand with what they were made of.

use std::{collections::HashMap, sync::Arc};

use super::super::{
    Site,
    make::{self, Failure},
};
use crate::{pages::Page, source::digest::Digest};

/// How many bytes of pages that were made are kept at hand.
const ROOM: usize = 64 * 1024 * 1024;

/// Pages that were made, with what they were made of.
#[derive(Default)]
pub(super) struct MadePages {
    by_route: HashMap<String, MadePage>,
    bytes: usize,
}

/// A page that was made.
pub(super) struct MadePage {
    key: Digest,
    taken: Vec<Digest>,
    theme: Digest,
    pub(super) bytes: Arc<[u8]>,
    pub(super) digest: [u8; 32],
}

impl MadePages {
    /// A page as it was made before, if it is made of the same now.
    pub(super) fn same(&self, site: &Site, page: &Page) -> Option<&MadePage> {
        let made = self.by_route.get(page.route.as_str())?;
        let same = made.theme == site.theme.digest();
        (same && make::key(site, page, &made.taken) == made.key).then_some(made)
    }

    /// Keeps a page at hand.
    pub(super) fn put(&mut self, name: &str, page: MadePage) {
        if self.bytes + page.bytes.len() > ROOM {
            self.by_route.clear();
            self.bytes = 0;
        }
        self.bytes += page.bytes.len();
        if let Some(old) = self.by_route.insert(name.to_owned(), page) {
            self.bytes -= old.bytes.len();
        }
    }
}

impl MadePage {
    /// Makes a page.
    ///
    /// # Errors
    /// A mistake of its template, or words that are lost.
    pub(super) fn make(site: &Site, page: &Page) -> Result<Self, Failure> {
        let finished = make::page(site, page)?;
        Ok(Self {
            key: make::key(site, page, &finished.taken),
            taken: finished.taken,
            theme: site.theme.digest(),
            digest: *blake3::hash(&finished.bytes).as_bytes(),
            bytes: finished.bytes.into(),
        })
    }
}
