//! What is kept of an output folder: how each of its files came out, and of what.

use std::{collections::HashMap, path::Path, time::SystemTime};

use serde::{Deserialize, Serialize};

use super::{CachedIndex, Extent};
use crate::{
    source::checksum::{Checksum, Sum},
    source::{digest::Digest, stamp::Stamp},
};

/// How much an archive has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Transcripts.
    pub transcripts: usize,
    /// Annotations.
    pub annotations: usize,
    /// Entries of all kinds.
    pub entries: usize,
}

/// What there is of a format beside the pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportCount {
    /// The format.
    pub name: String,
    /// Files.
    pub files: usize,
    /// Bytes of all of them.
    pub bytes: u64,
    /// The largest of them: where it lies, and its bytes.
    pub largest: (String, u64),
    /// Whether there are more of them the more the archive has.
    pub grows: bool,
}

/// What came of a whole site.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct CachedOutput {
    /// Of all inputs and switches; none if they, or what there was to say of them, could not be kept.
    pub whole: Option<Digest>,
    /// The remarks that there were; none if there were none.
    pub remarks: Option<Extent>,
    /// Of the record in the output folder.
    pub record: Option<Checksum>,
    /// When the build looked at what it had written.
    pub looked: Option<SystemTime>,
    /// How much there was.
    pub counts: Counts,
    /// What there was of each format beside the pages that was asked for.
    pub exports: Vec<ExportCount>,
    /// How many pages.
    pub planned: usize,
    /// Of the templates.
    pub theme: Digest,
    /// Every file of the output, by route.
    pub pages: HashMap<String, CachedPage>,
    /// The keys of what each page took, one page after the other: they are many, and looked at only if something changed.
    pub taken: Extent,
    /// What every handle gave: pairs of keys and digests, to say why a page was made.
    pub gave: Extent,
    /// What its index was made of.
    pub index: CachedIndex,
}

/// How a page, or another file of the output, came out.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CachedPage {
    /// Of its bytes.
    pub bytes: Checksum,
    /// The file.
    pub stamp: Stamp,
    /// Of its kind and all that it took from the edition.
    pub key: Digest,
    /// Of its view.
    pub view: Digest,
    /// What it took: the keys from here on in [`CachedOutput::taken`], and how many.
    pub taken: (u32, u32),
    /// What it gives and asks for, if a template made it.
    pub links: Option<CachedLinks>,
    /// Its checksum for others, if something lists it with that.
    pub sum: Option<Sum>,
}

/// The ids and links of a page.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct CachedLinks {
    /// Where they are.
    pub extent: Extent,
    /// Whether there was something to tell.
    pub bad: bool,
}

/// How many outputs are known at a time: one for the public, one to try things, and one more.
const OUTPUTS: usize = 3;

/// Forgets outputs that are gone, and all but the latest.
pub fn forget_old_outputs(outputs: &mut HashMap<String, CachedOutput>) {
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
