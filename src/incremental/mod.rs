//! What builds keep for the next one, so that nothing is done again that would come out the same.
//!
//! [`BuildCache`] is what the last build left, [`ChangeDetector`] tells which files are what they were then, [`TranscriptCache`] has the
//! transcripts that did not change, and `storage` is where all of it is on the disk. It may vanish or be damaged at any time and decides
//! nothing: whoever cannot read what was kept gets [`Damaged`], and does the work again. This room makes nothing itself, and knows no flow.

mod build_cache;
mod changes;
mod index;
mod outputs;
mod storage;
mod transcripts;

pub use self::{
    build_cache::{BuildCache, CachedTranscript, FOLDER, Snapshot, clean},
    changes::{ChangeDetector, FileStates},
    index::{CachedCell, CachedIndex, CachedSegment},
    outputs::{CachedLinks, CachedOutput, CachedPage, Counts, ExportCount, forget_old_outputs},
    storage::{Damaged, Extent, Storage},
    transcripts::{TranscriptCache, Words},
};
