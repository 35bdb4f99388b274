//! Bags for whoever keeps files (BagIt 1.0, RFC 8493): a payload, and the checksums of all that is in it.
//!
//! A bag is made beside its place and put there when it is whole: whoever finds it finds all of it. Nothing that is there is replaced. Who makes one holds
//! the system's lock on a file in it, so that the next one for the same place can tell what nobody makes any more, and takes it away.

use std::{
    fs::{self, File, TryLockError},
    io::{ErrorKind, Read as _},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};
use rayon::prelude::*;
use sha2::{Digest as _, Sha256, Sha512};

use super::disk;
use crate::text::route::Route;

/// The file whose lock is held while a bag is made.
const LOCK: &str = ".postil-lock";

/// How much of a file is looked at in one go.
const PIECE: usize = 64 * 1024;

/// A bag that is not in its place yet; what was made of it goes with it, unless it is closed.
#[derive(Debug)]
pub struct Bag {
    place: PathBuf,
    staged: PathBuf,
    lock: Option<File>,
}

/// What a bag holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packed {
    /// Files of the payload.
    pub files: usize,
    /// Bytes of them.
    pub bytes: u64,
}

/// A file with its checksums.
struct Listed {
    path: String,
    bytes: u64,
    sha256: String,
    sha512: String,
}

impl Bag {
    /// Begins a bag that is to stand at `place`.
    ///
    /// # Errors
    /// When something is there that is no empty folder, and trouble with the disk.
    pub fn open(place: &Path) -> Result<Self> {
        let shown = place.display();
        match fs::read_dir(place).map(|mut entries| entries.next().is_some()) {
            Ok(false) => {}
            Ok(true) => bail!("{shown} is not empty: name a folder that is not there yet"),
            Err(_) if fs::symlink_metadata(place).is_err() => {}
            Err(_) => bail!("{shown} is there already: name a folder that is not"),
        }
        let name = place
            .file_name()
            .with_context(|| format!("{shown} names no folder"))?;
        let beside = match place.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            Some(_) | None => Path::new("."),
        };
        let name = format!(".{}.postil-", name.to_string_lossy());
        sweep(beside, &name);
        let staged = beside.join(format!("{name}{}", std::process::id()));
        if fs::symlink_metadata(&staged).is_ok() {
            bail!("{} is there already: remove it", staged.display());
        }
        let mut bag = Self {
            place: place.to_owned(),
            staged,
            lock: None,
        };
        let payload = bag.payload();
        fs::create_dir_all(&payload)
            .with_context(|| format!("cannot make the folder {}", payload.display()))?;
        let path = bag.staged.join(LOCK);
        let lock =
            File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
        match lock.try_lock() {
            Ok(()) => {}
            // File systems without locks (some network ones): then no other tells it from one that is left, and none is swept.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
            Err(error) => {
                return Err(error).with_context(|| format!("cannot lock {}", path.display()));
            }
        }
        bag.lock = Some(lock);
        Ok(bag)
    }

    /// The folder of the payload.
    pub fn payload(&self) -> PathBuf {
        self.staged.join("data")
    }

    /// Whether the payload has something at a path.
    pub fn has(&self, path: &str) -> bool {
        fs::symlink_metadata(self.payload().join(path)).is_ok()
    }

    /// Puts a file into the payload; `path` is one with `/`, below the payload.
    ///
    /// # Errors
    /// Trouble with the disk.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<()> {
        disk::write(&self.place_of(path)?, bytes)
    }

    /// As [`Bag::put`], a copy of another file.
    ///
    /// # Errors
    /// Trouble with the disk.
    pub fn put_file(&self, path: &str, from: &Path) -> Result<()> {
        disk::copy(from, &self.place_of(path)?).map(drop)
    }

    /// Where a file of the payload goes, in a folder that is there.
    fn place_of(&self, path: &str) -> Result<PathBuf> {
        let to = self.payload().join(path);
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        }
        Ok(to)
    }

    /// Takes away what postil keeps in an output for itself, writes the checksums of everything, and puts the bag into its place. `info` are the lines of
    /// `bag-info.txt`, but for the count.
    ///
    /// # Errors
    /// Trouble with the disk: then nothing is at the place.
    pub fn close(mut self, info: &[(&str, String)]) -> Result<Packed> {
        let payload = self.payload();
        let mut paths = Vec::new();
        list(&payload, "", &mut paths)?;
        let (ours, mut paths): (Vec<String>, Vec<String>) = paths
            .into_iter()
            .partition(|path| Route::new(path).is_some_and(|route| route.is_reserved()));
        for path in ours {
            let path = payload.join(path);
            fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
        paths.sort();
        let listed = paths.into_par_iter().map(|path| sums(&payload, path));
        let listed: Vec<Listed> = listed.collect::<Result<_>>()?;
        let packed = Packed {
            files: listed.len(),
            bytes: listed.iter().map(|file| file.bytes).sum(),
        };
        let oxum = [("Payload-Oxum", format!("{}.{}", packed.bytes, packed.files))];
        let info = info.iter().chain(&oxum).map(|(label, value)| {
            let words: Vec<&str> = value.split_whitespace().collect();
            format!("{label}: {}\n", words.join(" "))
        });
        let tags = [
            (
                "bagit.txt",
                "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_owned(),
            ),
            ("bag-info.txt", info.collect()),
            (
                "manifest-sha256.txt",
                manifest(&listed, "data/", |file| &file.sha256),
            ),
            (
                "manifest-sha512.txt",
                manifest(&listed, "data/", |file| &file.sha512),
            ),
        ];
        for (name, text) in &tags {
            disk::write_synced(&self.staged.join(name), text.as_bytes())?;
        }
        let mut own: Vec<Listed> = Vec::new();
        for (name, _) in &tags {
            own.push(sums(&self.staged, (*name).to_owned())?);
        }
        own.sort_by(|a, b| a.path.cmp(&b.path));
        let tags = [
            (
                "tagmanifest-sha256.txt",
                manifest(&own, "", |file| &file.sha256),
            ),
            (
                "tagmanifest-sha512.txt",
                manifest(&own, "", |file| &file.sha512),
            ),
        ];
        for (name, text) in &tags {
            disk::write_synced(&self.staged.join(name), text.as_bytes())?;
        }
        // An empty folder gives way; whatever came there meanwhile does not.
        let _ = fs::remove_dir(&self.place);
        if fs::symlink_metadata(&self.place).is_ok() {
            bail!(
                "{} is there already: name a folder that is not",
                self.place.display()
            );
        }
        // Let go first: some systems move no folder in which a file is open.
        drop(self.lock.take());
        disk::remove_file(&self.staged.join(LOCK))?;
        disk::rename(&self.staged, &self.place)?;
        Ok(packed)
    }
}

impl Drop for Bag {
    fn drop(&mut self) {
        drop(self.lock.take());
        // In its place it is no longer here. What cannot be removed was told by why the bag could not be made.
        let _ = fs::remove_dir_all(&self.staged);
    }
}

/// Takes away the bags in a folder that nobody makes any more: those of a name with the number of a process behind it, whose lock nobody holds. What cannot
/// be looked at or removed stays, and is in nobody's way.
fn sweep(folder: &Path, name: &str) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let found = entry.file_name();
        let number = found.to_str().and_then(|found| found.strip_prefix(name));
        let is_ours =
            number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
        if !is_ours || !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        let lock = File::options().write(true).open(entry.path().join(LOCK));
        if lock.is_ok_and(|lock| lock.try_lock().is_ok()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// All files below a folder, by paths with `/`.
fn list(folder: &Path, below: &str, found: &mut Vec<String>) -> Result<()> {
    let trouble = || format!("cannot read {}", folder.display());
    for entry in fs::read_dir(folder).with_context(trouble)? {
        let entry = entry.with_context(trouble)?;
        let name = entry.file_name();
        let name = name
            .to_str()
            .with_context(|| format!("{} is no name in UTF-8", entry.path().display()))?;
        let path = format!("{below}{name}");
        if entry.file_type().with_context(trouble)?.is_dir() {
            list(&entry.path(), &format!("{path}/"), found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

/// The checksums of a file, which is read piece by piece.
fn sums(folder: &Path, path: String) -> Result<Listed> {
    let at = folder.join(&path);
    let trouble = || format!("cannot read {}", at.display());
    let mut file = File::open(&at).with_context(trouble)?;
    let (mut sha256, mut sha512, mut bytes) = (Sha256::new(), Sha512::new(), 0);
    let mut piece = vec![0; PIECE];
    loop {
        let count = file.read(&mut piece).with_context(trouble)?;
        if count == 0 {
            break;
        }
        sha256.update(&piece[..count]);
        sha512.update(&piece[..count]);
        bytes += count as u64;
    }
    let hex = |digest: &[u8]| digest.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Listed {
        sha256: hex(&sha256.finalize()),
        sha512: hex(&sha512.finalize()),
        path,
        bytes,
    })
}

/// A line for each file; ends of lines and `%` in paths are encoded (section 2.1.3).
fn manifest(files: &[Listed], folder: &str, sum: fn(&Listed) -> &str) -> String {
    let line = |file: &Listed| {
        let path = file
            .path
            .replace('%', "%25")
            .replace('\r', "%0D")
            .replace('\n', "%0A");
        format!("{}  {folder}{path}\n", sum(file))
    };
    files.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn info() -> [(&'static str, String); 1] {
        [("Bagging-Date", "2014-04-01".to_owned())]
    }

    #[test]
    fn a_bag_is_there_whole_or_not_at_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("bag");
        let bag = Bag::open(&place).expect("a free place");
        bag.put("a/50%.txt", b"words").expect("a disk");
        bag.put(".postil-record", b"ours").expect("a disk");
        assert!(bag.has("a/50%.txt") && !place.exists());
        drop(bag);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
        let bag = Bag::open(&place).expect("a free place");
        bag.put("a/50%.txt", b"words").expect("a disk");
        bag.put(".postil-record", b"ours").expect("a disk");
        let packed = bag.close(&info()).expect("a disk");
        assert_eq!(packed, Packed { files: 1, bytes: 5 });
        let read = |name: &str| fs::read_to_string(place.join(name)).expect("a file");
        assert!(read("manifest-sha256.txt").ends_with("  data/a/50%25.txt\n"));
        assert_eq!(
            read("bag-info.txt"),
            "Bagging-Date: 2014-04-01\nPayload-Oxum: 5.1\n"
        );
        assert!(!place.join("data/.postil-record").exists());
        assert_eq!(read("tagmanifest-sha512.txt").lines().count(), 4);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn what_an_interrupted_bag_left_is_swept_and_what_is_being_made_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        for left in [".bag.postil-1", ".bag.postil-2", ".other.postil-1"] {
            fs::create_dir_all(at(left).join("data")).expect("a folder");
            fs::write(at(left).join(LOCK), "").expect("a file");
        }
        // Another process makes one; these are nobody's that we know.
        let held = File::create(at(".bag.postil-2").join(LOCK)).expect("a file");
        held.try_lock().expect("a lock");
        fs::create_dir(at(".bag.postil-3")).expect("a folder");
        fs::create_dir(at(".bag.postil-x")).expect("a folder");
        fs::write(at(".bag.postil-x").join(LOCK), "").expect("a file");
        fs::write(at(".bag.postil-4"), "").expect("a file");
        // What a killed process of our number left is swept, too: in a container all have one.
        let own = at(&format!(".bag.postil-{}", std::process::id()));
        fs::create_dir_all(&own).expect("a folder");
        fs::write(own.join(LOCK), "").expect("a file");
        fs::write(own.join("rest"), "").expect("a file");
        let bag = Bag::open(&at("bag")).expect("a free place");
        assert!(!own.join("rest").exists() && own.join(LOCK).exists());
        bag.close(&info()).expect("a disk");
        assert!(!at("bag").join(LOCK).exists());
        let entries = fs::read_dir(folder.path()).expect("a folder");
        let mut left: Vec<String> = entries
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .into_string()
                    .expect("UTF-8")
            })
            .collect();
        left.sort();
        let stay = ["2", "3", "4", "x"].map(|n| format!(".bag.postil-{n}"));
        let stay = stay
            .into_iter()
            .chain([".other.postil-1".to_owned(), "bag".to_owned()]);
        assert_eq!(left, stay.collect::<Vec<_>>());
    }

    #[test]
    fn what_is_there_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("file"), "theirs").expect("a file");
        assert!(Bag::open(folder.path()).is_err(), "a folder with a file");
        assert!(Bag::open(&folder.path().join("file")).is_err(), "a file");
        let empty = folder.path().join("empty");
        fs::create_dir(&empty).expect("a folder");
        Bag::open(&empty)
            .expect("an empty folder")
            .close(&info())
            .expect("a disk");
        assert!(empty.join("bagit.txt").exists());
    }
}
