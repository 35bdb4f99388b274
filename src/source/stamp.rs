//! How a file looks from outside: enough to say, mostly, that its bytes are still what they were.

use std::{
    fs, io,
    path::Path,
    time::{Duration, SystemTime},
};

use serde::{Deserialize, Serialize};

/// A file's size, times and number on its disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// Nanoseconds since 1970.
    modified: i128,
    /// When its bytes, name or rights last changed, in nanoseconds since 1970. Unlike the other time nobody can set it, so that words of
    /// the same length copied over others with their old time (`cp -p`) are seen. 0 where there is no such time.
    changed: i128,
    /// The number of its inode; 0 where there are none.
    inode: u64,
}

/// A file that was written this shortly before somebody looked may have been written again since without looking different: times of
/// files are as coarse as two seconds on some disks. (Git calls such a file racily clean.)
const RACE: Duration = Duration::from_secs(2);

impl Stamp {
    /// How the file at `path` looks now; links are followed.
    ///
    /// # Errors
    /// When there is no file.
    pub fn of(path: &Path) -> io::Result<Self> {
        let meta = fs::metadata(path)?;
        if !meta.is_file() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        Ok(Self {
            size: meta.len(),
            modified: nanoseconds(meta.modified()?),
            changed: changed(&meta),
            inode: inode(&meta),
        })
    }

    /// Whether the file was already old when somebody looked at `moment`: then an equal stamp means equal bytes.
    pub fn is_settled(&self, moment: SystemTime) -> bool {
        self.modified.max(self.changed)
            < nanoseconds(moment) - i128::try_from(RACE.as_nanos()).unwrap_or(i128::MAX)
    }
}

fn nanoseconds(time: SystemTime) -> i128 {
    let nanos = |d: Duration| i128::try_from(d.as_nanos()).unwrap_or(i128::MAX);
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(since) => nanos(since),
        Err(before) => -nanos(before.duration()),
    }
}

#[cfg(unix)]
fn inode(meta: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(meta)
}

#[cfg(unix)]
fn changed(meta: &fs::Metadata) -> i128 {
    use std::os::unix::fs::MetadataExt;
    i128::from(meta.ctime()) * 1_000_000_000 + i128::from(meta.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &fs::Metadata) -> i128 {
    0
}

#[cfg(not(unix))]
fn inode(_: &fs::Metadata) -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_just_written_is_not_settled() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        fs::write(&path, "a").expect("written");
        let stamp = Stamp::of(&path).expect("a file");
        let written = fs::metadata(&path)
            .and_then(|m| m.modified())
            .expect("a time");
        assert!(!stamp.is_settled(written));
        assert!(!stamp.is_settled(written + Duration::from_millis(1999)));
        assert!(stamp.is_settled(written + Duration::from_millis(2001)));
        assert!(Stamp::of(folder.path()).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn bytes_put_in_with_an_old_time_look_different() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        fs::write(&path, "a").expect("written");
        let before = Stamp::of(&path).expect("a file");
        let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        // The clock of the disk moves in steps of some milliseconds.
        std::thread::sleep(Duration::from_millis(50));
        fs::write(&path, "b").expect("written");
        let set = |time| {
            let file = fs::File::options().write(true).open(&path);
            file.and_then(|f| f.set_modified(time)).expect("a time");
        };
        set(SystemTime::UNIX_EPOCH
            + Duration::from_nanos(u64::try_from(before.modified).expect("after 1970")));
        let after = Stamp::of(&path).expect("a file");
        assert_eq!(
            (after.size, after.modified, after.inode),
            (before.size, before.modified, before.inode)
        );
        assert_ne!(after, before);
        set(old);
        let soon = SystemTime::UNIX_EPOCH
            + Duration::from_nanos(u64::try_from(after.changed).expect("after 1970"));
        assert!(
            !Stamp::of(&path).expect("a file").is_settled(soon),
            "an old time alone does not settle it"
        );
    }

    #[test]
    fn another_file_of_the_same_size_looks_different() {
        let folder = tempfile::tempdir().expect("a folder");
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&a, "a").expect("written");
        fs::write(&b, "b").expect("written");
        let before = Stamp::of(&a).expect("a file");
        fs::rename(&b, &a).expect("renamed");
        assert_ne!(Stamp::of(&a).expect("a file"), before);
    }
}
