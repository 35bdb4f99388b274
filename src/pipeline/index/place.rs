//! Where bytes of the index are: at hand, or kept for the next build.

use std::{ops::Range, sync::Arc};

use crate::{
    incremental::{Damaged, Extent, Storage},
    source::digest::Digest,
};

/// Where some bytes are.
#[derive(Clone, Debug)]
pub(super) enum Place {
    /// In the storage.
    Kept(Extent),
    /// In memory, where nothing is kept: the bytes among these, and their digest.
    Here(Arc<[u8]>, Range<usize>, Digest),
}

impl Place {
    /// Keeps bytes in the storage, if there is one that takes them.
    pub(super) fn of(bytes: Vec<u8>, keeps: Option<&Storage>) -> Self {
        match keeps.and_then(|storage| storage.append(&bytes).ok()) {
            Some(extent) => Self::Kept(extent),
            None => {
                let digest = Digest::of(&bytes);
                Self::Here(bytes.into(), 0..usize::MAX, digest)
            }
        }
    }

    /// How many bytes, and their digest.
    pub(super) fn known(&self) -> (u64, Digest) {
        match self {
            Self::Kept(extent) => (extent.length(), extent.digest()),
            Self::Here(bytes, range, digest) => {
                let length = range.end.min(bytes.len()) - range.start;
                (length as u64, *digest)
            }
        }
    }

    /// Some of them.
    pub(super) fn part(&self, (start, length, digest): (u64, u64, Digest)) -> Self {
        match self {
            Self::Kept(extent) => Self::Kept(extent.part(start, length, digest)),
            Self::Here(bytes, ..) => {
                let (start, length) = (start as usize, length as usize);
                Self::Here(bytes.clone(), start..start + length, digest)
            }
        }
    }

    /// The bytes.
    ///
    /// # Errors
    /// When they are not those that were kept.
    pub(super) fn read(&self, storage: Option<&Storage>) -> Result<Vec<u8>, Damaged> {
        match self {
            Self::Kept(extent) => storage.ok_or(Damaged)?.read(*extent),
            Self::Here(bytes, range, _) => {
                let end = range.end.min(bytes.len());
                bytes
                    .get(range.start..end)
                    .map(<[u8]>::to_vec)
                    .ok_or(Damaged)
            }
        }
    }

    /// Where in the storage; none if they are not there.
    pub(super) fn extent(&self) -> Option<Extent> {
        match self {
            Self::Kept(extent) => Some(*extent),
            Self::Here(..) => None,
        }
    }
}
