//! One build at a time in one output folder.
//!
//! The lock is the system's advisory lock on `.postil-staging.lock`: it ends with the process, however that ends. The
//! file is removed by its holder where we can tell (Unix: by inode) that a lock is one on the file that has the name
//! now; elsewhere it stays, empty.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail};

const NAME: &str = ".postil-staging.lock";
const PAUSE: Duration = Duration::from_millis(20);

/// The right to write to an output folder, until dropped.
pub(super) struct Lock {
    /// Keeps the system's lock.
    _file: File,
    path: PathBuf,
    /// Remove the file although another process might wait for it: the folder is to go, too.
    pub(super) removes: bool,
    /// Leave the file as a killed process would (tests).
    pub(super) abandoned: bool,
}

/// A lock, and what was learnt on the way.
pub(super) struct Taken {
    pub(super) lock: Lock,
    /// Folders that had to be made, the outermost first.
    pub(super) made: Vec<PathBuf>,
    /// Whether `A` and `a` are one name here.
    pub(super) ignores_case: bool,
}

/// Waits for the right to write to `out`, and makes the folder if it is missing.
pub(super) fn take(out: &Path, patience: Duration) -> anyhow::Result<Taken> {
    let path = out.join(NAME);
    let start = Instant::now();
    let mut made = Vec::new();
    loop {
        // Again in every round: whoever had the lock may have removed the folder that it had made.
        make_folders(out, &mut made)
            .with_context(|| format!("cannot make the folder {}", out.display()))?;
        if fs::symlink_metadata(&path).is_ok_and(|m| !m.is_file()) {
            bail!("{} is not a file; remove it", path.display());
        }
        if let Some(file) = try_take(&path)? {
            let ignores_case = out.join(NAME.to_uppercase()).symlink_metadata().is_ok();
            let lock = Lock {
                _file: file,
                path,
                removes: cfg!(unix),
                abandoned: false,
            };
            return Ok(Taken {
                lock,
                made,
                ignores_case,
            });
        }
        if start.elapsed() >= patience {
            bail!("another build is writing to {}", out.display());
        }
        thread::sleep(PAUSE);
    }
}

fn try_take(path: &Path) -> anyhow::Result<Option<File>> {
    let file = match File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
    {
        Ok(file) => file,
        // The folder was removed after we looked.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(error).with_context(|| format!("cannot write {}", path.display()));
        }
    };
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        // File systems without locks (some network ones): better without than not at all.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
        Err(TryLockError::Error(error)) => {
            return Err(error).with_context(|| format!("cannot lock {}", path.display()));
        }
    }
    Ok(has_name(&file, path).then_some(file))
}

/// Whether the file is still the one of that name, and not one that its last holder removed.
#[cfg(unix)]
fn has_name(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(ours), Ok(named)) => ours.ino() == named.ino() && ours.dev() == named.dev(),
        (Ok(_), Err(_)) | (Err(_), Ok(_)) | (Err(_), Err(_)) => false,
    }
}

#[cfg(not(unix))]
fn has_name(_: &File, _: &Path) -> bool {
    true
}

impl Drop for Lock {
    fn drop(&mut self) {
        if self.removes && !self.abandoned {
            // While we hold it; who waits for it will see that the name is gone.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Makes `folder` and those that it lies in, and notes which it made.
fn make_folders(folder: &Path, made: &mut Vec<PathBuf>) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        make_folders(parent, made)?;
    }
    match fs::create_dir(folder) {
        Ok(()) => {
            if !made.iter().any(|m| m == folder) {
                made.push(folder.to_owned());
            }
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_lock_on_a_file_that_its_holder_removed_is_none() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join(NAME);
        let file = try_take(&path).unwrap().expect("nobody has it");
        assert!(try_take(&path).unwrap().is_none(), "it is held");
        fs::remove_file(&path).unwrap();
        assert!(!has_name(&file, &path));
        let other = try_take(&path).unwrap().expect("nobody has the new one");
        assert!(has_name(&other, &path));
        assert!(!has_name(&file, &path));
    }
}
