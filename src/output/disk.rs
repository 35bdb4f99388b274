//! Reading, comparing and copying files piece by piece, with the path in every error.

use crate::source::checksum::Checksum;

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::Path,
};

use anyhow::Context as _;

/// How much is read at once: a usual page in one go.
const PIECE: usize = 64 * 1024;

/// Opens a file for reading, and tells its length.
pub(super) fn open(path: &Path) -> anyhow::Result<(File, u64)> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let length = file
        .metadata()
        .with_context(|| format!("cannot read {}", path.display()))?
        .len();
    Ok((file, length))
}

/// The checksum of the file at `path`.
pub(super) fn checksum(path: &Path) -> anyhow::Result<Checksum> {
    let (mut file, _) = open(path)?;
    let mut hasher = blake3::Hasher::new();
    pieces(&mut file, |piece| {
        hasher.update(piece);
        Ok(())
    })
    .with_context(|| format!("cannot read {}", path.display()))?;
    Ok(Checksum::of_hash(&hasher.finalize()))
}

/// Whether the file at `path` has exactly these bytes. A file of another length is not read.
pub(super) fn has_bytes(path: &Path, bytes: &[u8]) -> anyhow::Result<bool> {
    let (mut file, length) = open(path)?;
    if length != bytes.len() as u64 {
        return Ok(false);
    }
    let mut rest = bytes;
    let mut piece = [0; PIECE];
    loop {
        let count = read(&mut file, &mut piece)
            .with_context(|| format!("cannot read {}", path.display()))?;
        if count == 0 {
            return Ok(rest.is_empty());
        }
        match rest.strip_prefix(&piece[..count]) {
            Some(after) => rest = after,
            None => return Ok(false),
        }
    }
}

/// Makes the file `to` with these bytes, with the usual permissions.
pub(super) fn write(to: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    fs::write(to, bytes).with_context(|| format!("cannot write {}", to.display()))
}

/// As [`write()`], and does not return before the bytes are on the disk.
pub(super) fn write_synced(to: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    File::create(to)
        .and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        })
        .with_context(|| format!("cannot write {}", to.display()))
}

/// Copies the bytes of `from` (not its permissions) to the new file `to`; gives their checksum and number.
pub(super) fn copy(from: &Path, to: &Path) -> anyhow::Result<(Checksum, u64)> {
    let (mut source, _) = open(from)?;
    let mut copy = File::create(to).with_context(|| format!("cannot write {}", to.display()))?;
    let mut hasher = blake3::Hasher::new();
    pieces(&mut source, |piece| {
        hasher.update(piece);
        copy.write_all(piece)
    })
    .with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    let count = hasher.count();
    Ok((Checksum::of_hash(&hasher.finalize()), count))
}

/// Renames, replacing a file that is there.
pub(super) fn rename(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::rename(from, to)
        .with_context(|| format!("cannot move {} to {}", from.display(), to.display()))
}

/// Gives a file a second name, so that it is still there when the first gets another file; a copy, where a disk knows no second names.
pub(super) fn hold(path: &Path, held: &Path) -> anyhow::Result<()> {
    if fs::hard_link(path, held).is_ok() {
        return Ok(());
    }
    fs::copy(path, held)
        .map(|_| ())
        .with_context(|| format!("cannot keep {} until all is in place", path.display()))
}

/// Makes a folder in one that is there; whether it was not there.
pub(super) fn make_folder(folder: &Path) -> anyhow::Result<bool> {
    match fs::create_dir(folder) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(false),
        Err(error) => {
            Err(error).with_context(|| format!("cannot make the folder {}", folder.display()))
        }
    }
}

/// Whether names in a folder may be made and taken away.
#[cfg(unix)]
pub(super) fn may_write_in(folder: &Path) -> io::Result<()> {
    use rustix::fs::{Access, access};
    Ok(access(folder, Access::WRITE_OK | Access::EXEC_OK)?)
}

/// Whether names in a folder may be made and taken away: only trying it would tell.
#[cfg(not(unix))]
pub(super) fn may_write_in(folder: &Path) -> io::Result<()> {
    fs::symlink_metadata(folder).map(|_| ())
}

/// Removes a file or a link (never what it leads to); one that is gone already is fine.
pub(super) fn remove_file(path: &Path) -> anyhow::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            // A link to a folder counts as a folder on Windows; `remove_dir` removes the link alone.
            #[cfg(windows)]
            if fs::symlink_metadata(path).is_ok_and(|m| m.is_symlink())
                && fs::remove_dir(path).is_ok()
            {
                return Ok(());
            }
            Err(error).with_context(|| format!("cannot remove {}", path.display()))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Removes a folder if it is empty; whether it was.
pub(super) fn remove_empty(folder: &Path) -> anyhow::Result<bool> {
    use io::ErrorKind::{AlreadyExists, DirectoryNotEmpty, NotFound};
    match fs::remove_dir(folder) {
        Err(error) if !matches!(error.kind(), DirectoryNotEmpty | NotFound | AlreadyExists) => {
            Err(error).with_context(|| format!("cannot remove the folder {}", folder.display()))
        }
        Ok(()) => Ok(true),
        Err(_) => Ok(false),
    }
}

/// Forces a folder's list of names to the disk, where the system can do that.
pub(super) fn sync_folder(folder: &Path) {
    // Not all systems let a folder be opened; without it only a power failure could tell the difference.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

fn pieces(file: &mut File, mut each: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let mut piece = [0; PIECE];
    loop {
        match read(file, &mut piece)? {
            0 => return Ok(()),
            count => each(&piece[..count])?,
        }
    }
}

fn read(file: &mut File, piece: &mut [u8]) -> io::Result<usize> {
    loop {
        match file.read(piece) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}
