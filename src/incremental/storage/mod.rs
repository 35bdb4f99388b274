//! Where builds keep bytes for the next one, in `.postil/cache/`: bytes by place, and an index of them. It may be deleted at any time.
//!
//! Two kinds of files. A *pack* is only appended to; an [`Extent`] says where in it some bytes are, and has their digest. The *index* is
//! one value, which the caller defines, and is replaced as a whole by a rename: whoever is killed before leaves the old index, which knows
//! nothing of what was appended since. A build that finds the lock taken reads, and writes nothing. Bytes that are damaged are told from
//! their digest, and are not given: [`Damaged`]. When less than half of a pack is still in use, a new one is begun and the old one removed.
//!
//! This module knows nothing of what the bytes mean.

mod pack;

use std::{
    fmt,
    fs::{self, File},
    io::Write as _,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::{Duration, SystemTime},
};

use anyhow::{Context as _, Result, bail};
use serde::{Serialize, de::DeserializeOwned};

pub use self::pack::Extent;
use self::pack::Pack;
use crate::source::digest::Digest;

/// The version of this format; the version of postil stands beside it.
const FORMAT: &str = "postil-cache 1";
const INDEX: &str = "index";
const LOCK: &str = "lock";
const CLOCK: &str = "clock";
/// Behind the index's first line.
const CHECK: usize = 8;

/// How many bytes a pack may waste before it is worth a new one.
const WASTE: u64 = 4 * 1024 * 1024;

/// A storage that was opened.
#[derive(Debug)]
pub struct Storage {
    folder: PathBuf,
    pack: Pack,
    /// Held for as long as this build may write.
    lock: Mutex<Option<File>>,
    began: SystemTime,
    version: String,
}

/// What is kept on disk, beside the caller's value.
#[derive(serde::Serialize, serde::Deserialize)]
struct Saved<T> {
    pack: u64,
    value: T,
}

/// Bytes that were kept are not what they were, or are gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what earlier builds kept is damaged")
    }
}

impl std::error::Error for Damaged {}

impl Storage {
    /// Opens the storage in `folder` and reads its index. There is no value if there is no index, or if it is damaged, of another format, or
    /// of another `version` of postil. `None` if nothing can be kept here: then a build goes without.
    pub fn open<T: DeserializeOwned>(folder: &Path, version: &str) -> Option<(Self, Option<T>)> {
        prepare(folder).ok()?;
        let lock = File::create(folder.join(LOCK)).ok()?;
        let lock = lock.try_lock().is_ok().then_some(lock);
        // The time as this file system tells it, which is what times of files are compared with.
        let began = clock(folder, lock.is_some()).ok()?;
        let saved: Option<Saved<T>> = read_index(&folder.join(INDEX), version);
        let number = saved.as_ref().map_or(0, |s| s.pack);
        let pack = match &saved {
            Some(saved) => Pack::open(folder, saved.pack).ok(),
            None => None,
        };
        let (pack, saved) = match pack {
            Some(pack) => (pack, saved),
            // Without its pack an index is worth nothing.
            None => (
                Pack::begin(folder, free(folder, number), lock.is_some()).ok()?,
                None,
            ),
        };
        let storage = Self {
            folder: folder.to_owned(),
            pack,
            lock: Mutex::new(lock),
            began,
            version: version.to_owned(),
        };
        Some((storage, saved.map(|s| s.value)))
    }

    /// Whether this build may write: no other one does.
    pub fn writes(&self) -> bool {
        self.lock
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .is_some()
    }

    /// Lets others write from now on; what was kept can still be read.
    pub fn release(&self) {
        self.lock
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
    }

    /// When it was opened, by the clock of the file system.
    pub fn began(&self) -> SystemTime {
        self.began
    }

    /// The time now, by the clock of the file system.
    pub fn now(&self) -> Option<SystemTime> {
        clock(&self.folder, self.writes()).ok()
    }

    /// Keeps bytes. Nothing refers to them until [`Storage::save`].
    ///
    /// # Errors
    /// When the disk does not take them; the storage is then of no more use.
    pub fn append(&self, bytes: &[u8]) -> Result<Extent> {
        self.pack.append(bytes)
    }

    /// The bytes of an extent.
    ///
    /// # Errors
    /// When they are not those that were kept.
    pub fn read(&self, extent: Extent) -> Result<Vec<u8>, Damaged> {
        self.pack.read(extent).ok_or(Damaged)
    }

    /// A value whose bytes were kept.
    ///
    /// # Errors
    /// When its bytes are not those that were kept.
    pub fn read_value<T: DeserializeOwned>(&self, extent: Extent) -> Result<T, Damaged> {
        postcard::from_bytes(&self.read(extent)?).map_err(|_| Damaged)
    }

    /// Keeps the bytes of a value, if this build may write and the disk takes them: whoever gets no extent does the work again next time.
    pub fn keep_value<T: Serialize + ?Sized>(&self, value: &T) -> Option<Extent> {
        if !self.writes() {
            return None;
        }
        self.append(&postcard::to_stdvec(value).ok()?).ok()
    }

    /// Replaces the index. `live` visits every extent of `value`, so that what nothing refers to can be left behind: it must give each
    /// to the function, and keep what comes back.
    ///
    /// # Errors
    /// When the disk does not take it; the old index stays.
    pub fn save<T: Serialize>(
        &self,
        mut value: T,
        live: impl Fn(&mut T, &mut dyn FnMut(&mut Extent)),
    ) -> Result<()> {
        if !self.writes() {
            return Ok(());
        }
        let mut used = 0;
        live(&mut value, &mut |extent| used += extent.length());
        let mut number = self.pack.number();
        if self.pack.length() > 2 * used + WASTE {
            let next = Pack::begin(
                &self.folder,
                free(&self.folder, self.pack.number() + 1),
                true,
            )?;
            let mut failed = None;
            live(&mut value, &mut |extent| {
                match self.pack.read(*extent).map(|bytes| next.append(&bytes)) {
                    Some(Ok(moved)) => *extent = moved,
                    Some(Err(error)) => failed = Some(error),
                    // Damaged: the extent of the old pack means nothing in the new one, and its digest will tell.
                    None => {}
                }
            });
            if let Some(error) = failed {
                return Err(error);
            }
            number = next.number();
        }
        let saved = Saved {
            pack: number,
            value,
        };
        let bytes = postcard::to_stdvec(&saved).context("the cache's index cannot be written")?;
        let staged = self.folder.join("index.next");
        let mut file = File::create(&staged)?;
        file.write_all(format!("{FORMAT} {}\n", self.version).as_bytes())?;
        file.write_all(&Digest::of(&bytes).0.to_le_bytes())?;
        file.write_all(&bytes)?;
        drop(file);
        fs::rename(&staged, self.folder.join(INDEX))?;
        // The old pack stays readable to whoever has it open, also to this storage.
        sweep(&self.folder, number);
        Ok(())
    }
}

/// Removes a storage, and nothing else that may lie in its folder. How many files those were.
///
/// # Errors
/// When a file cannot be removed.
pub fn clean(folder: &Path) -> Result<usize> {
    let mut removed = 0;
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(0);
    };
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot read {}", folder.display()))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let ours = [INDEX, "index.next", LOCK, CLOCK].contains(&name.as_str())
            || pack::number(&name).is_some();
        if ours && entry.path().is_file() {
            fs::remove_file(entry.path())
                .with_context(|| format!("cannot remove {}", entry.path().display()))?;
            removed += 1;
        }
    }
    let _ = fs::remove_dir(folder);
    if let Some(parent) = folder.parent() {
        let ignore = parent.join(".gitignore");
        if fs::read(&ignore).is_ok_and(|bytes| bytes == IGNORE) && fs::remove_file(&ignore).is_ok()
        {
            removed += 1;
        }
        let _ = fs::remove_dir(parent);
    }
    Ok(removed)
}

/// Keeps the whole folder out of git.
const IGNORE: &[u8] = b"*\n";

fn prepare(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        for entry in fs::read_dir(folder)? {
            // Whoever opens a pipe waits for what never comes; and whoever writes through a link writes elsewhere.
            if !entry?.file_type()?.is_file() {
                bail!("there is more than files in {}", folder.display());
            }
        }
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    if let Some(parent) = folder.parent() {
        fs::write(parent.join(".gitignore"), IGNORE)?;
    }
    Ok(())
}

fn clock(folder: &Path, may_write: bool) -> Result<SystemTime> {
    let path = folder.join(CLOCK);
    if may_write {
        fs::write(&path, b"-")?;
        return Ok(fs::metadata(&path)?.modified()?);
    }
    // Without a time of its own, this build takes every file for one that may just have changed.
    Ok(SystemTime::UNIX_EPOCH + Duration::from_secs(1))
}

fn read_index<T: DeserializeOwned>(path: &Path, version: &str) -> Option<T> {
    let bytes = fs::read(path).ok()?;
    let end = memchr::memchr(b'\n', &bytes)?;
    let (line, rest) = (&bytes[..end], &bytes[end + 1..]);
    if line != format!("{FORMAT} {version}").as_bytes() {
        return None;
    }
    let (check, value) = rest.split_at_checked(CHECK)?;
    if Digest::of(value).0.to_le_bytes() != check {
        return None;
    }
    postcard::from_bytes(value).ok()
}

/// The first number from `from` on that no pack has.
fn free(folder: &Path, from: u64) -> u64 {
    (from..)
        .find(|&n| !folder.join(pack::name(n)).exists())
        .unwrap_or(from)
}

/// Removes packs that the index no longer names. One that another build still reads stays readable to it, or goes next time.
fn sweep(folder: &Path, keep: u64) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let number = pack::number(&entry.file_name().to_string_lossy());
        if number.is_some_and(|n| n != keep) {
            let _ = fs::remove_file(entry.path());
        }
    }
}
