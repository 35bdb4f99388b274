//! What is kept of the index that readers search: what it is merged of, and the pieces that its files are made of.

use serde::{Deserialize, Serialize};

use super::Extent;
use crate::source::digest::Digest;

/// All of it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct CachedIndex {
    /// In the order of their records.
    pub segments: Vec<CachedSegment>,
    /// In the order of their terms.
    pub cells: Vec<CachedCell>,
}

/// The words of neighbouring records.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CachedSegment {
    /// Of the ids of its records.
    pub portion: Digest,
    /// Of all that it was made of.
    pub key: Digest,
    /// Its entries.
    pub entries: Extent,
    /// What is known of it beside them.
    pub summary: Extent,
}

/// What segments have of neighbouring terms, merged.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CachedCell {
    /// The term that it begins with, or may.
    pub beginning: String,
    /// Of what segments have of it.
    pub key: Digest,
    /// How near its words are to what is too common: see there.
    pub commonness: [u32; 2],
    /// Its pieces of the dictionary, of lists and of positions.
    pub layers: [Extent; 3],
}

impl CachedIndex {
    /// Every extent of it.
    pub(super) fn extents(&mut self, visit: &mut dyn FnMut(&mut Extent)) {
        for segment in &mut self.segments {
            visit(&mut segment.entries);
            visit(&mut segment.summary);
        }
        for cell in &mut self.cells {
            cell.layers.iter_mut().for_each(&mut *visit);
        }
    }
}
