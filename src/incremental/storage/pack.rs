//! A file that is only appended to.

use std::{
    fs::{File, OpenOptions},
    io::Write as _,
    path::Path,
    sync::{Mutex, PoisonError},
};

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};

use crate::source::digest::Digest;

/// Where some bytes of a pack are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extent {
    start: u64,
    length: u64,
    digest: Digest,
}

impl Extent {
    /// How many bytes it has.
    pub fn length(self) -> u64 {
        self.length
    }

    /// The digest of them.
    pub fn digest(self) -> Digest {
        self.digest
    }

    /// Some of the bytes, which have this digest; nothing outside of these.
    pub fn part(self, start: u64, length: u64, digest: Digest) -> Self {
        let start = start.min(self.length);
        Self {
            start: self.start + start,
            length: length.min(self.length - start),
            digest,
        }
    }
}

/// An open pack.
#[derive(Debug)]
pub(super) struct Pack {
    number: u64,
    file: File,
    /// Where the next bytes go.
    end: Mutex<u64>,
}

/// The name of pack `number`.
pub(super) fn name(number: u64) -> String {
    format!("pack-{number}")
}

/// The number of the pack of this name.
pub(super) fn number(name: &str) -> Option<u64> {
    name.strip_prefix("pack-")?.parse().ok()
}

impl Pack {
    /// Opens a pack that is there.
    pub(super) fn open(folder: &Path, number: u64) -> Result<Self> {
        let file = OpenOptions::new()
            .read(true)
            .append(true)
            .open(folder.join(name(number)))?;
        Self::of(number, file)
    }

    /// Begins a new pack; one that is never written if this build may not.
    pub(super) fn begin(folder: &Path, number: u64, writes: bool) -> Result<Self> {
        let path = folder.join(name(number));
        let file = if writes {
            OpenOptions::new()
                .read(true)
                .append(true)
                .create_new(true)
                .open(&path)
        } else {
            File::open(folder)
        };
        Self::of(
            number,
            file.with_context(|| format!("cannot make {}", path.display()))?,
        )
    }

    fn of(number: u64, file: File) -> Result<Self> {
        let end = file.metadata()?.len();
        Ok(Self {
            number,
            file,
            end: Mutex::new(end),
        })
    }

    pub(super) fn number(&self) -> u64 {
        self.number
    }

    pub(super) fn length(&self) -> u64 {
        *self.end.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds bytes at the end.
    pub(super) fn append(&self, bytes: &[u8]) -> Result<Extent> {
        let digest = Digest::of(bytes);
        let mut end = self.end.lock().unwrap_or_else(PoisonError::into_inner);
        (&self.file)
            .write_all(bytes)
            .context("cannot write to the cache")?;
        let extent = Extent {
            start: *end,
            length: bytes.len() as u64,
            digest,
        };
        *end += bytes.len() as u64;
        Ok(extent)
    }

    /// The bytes of an extent, if they are what they were.
    pub(super) fn read(&self, extent: Extent) -> Option<Vec<u8>> {
        if extent.start + extent.length > self.length() {
            return None;
        }
        let mut bytes = vec![0; usize::try_from(extent.length).ok()?];
        read_at(&self.file, &mut bytes, extent.start).ok()?;
        (Digest::of(&bytes) == extent.digest).then_some(bytes)
    }
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], start: u64) -> std::io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, start)
}

#[cfg(windows)]
fn read_at(file: &File, mut bytes: &mut [u8], mut start: u64) -> std::io::Result<()> {
    use std::os::windows::fs::FileExt as _;
    while !bytes.is_empty() {
        match file.seek_read(bytes, start)? {
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            count => {
                bytes = &mut bytes[count..];
                start += count as u64;
            }
        }
    }
    Ok(())
}
