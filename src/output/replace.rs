//! Writes one file of the archive itself: whole, or not at all.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context as _;

use super::disk;

/// Puts bytes in the place of a file, which need not be there, nor its folder; where a link stands, in the place of the file that it leads to. Whoever
/// reads it, or comes after a power cut, finds the old bytes or the new ones. The file keeps its permissions.
///
/// # Errors
/// Trouble with the disk; then the file is as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let real: PathBuf = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = real.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let name = real.file_name().unwrap_or_default().to_string_lossy();
    // A name that begins with a dot is no content, should it be left behind.
    let staged = folder.join(format!(".{name}.postil-{}", std::process::id()));
    let done = disk::write_synced(&staged, bytes)
        .and_then(|()| keep_permissions(&real, &staged))
        .and_then(|()| disk::rename(&staged, &real));
    if done.is_err() {
        // What cannot be taken away again was told by why it could not be written.
        let _ = fs::remove_file(&staged);
    }
    done
}

/// Removes a file of the archive itself.
///
/// # Errors
/// Trouble with the disk.
pub fn remove(path: &Path) -> anyhow::Result<()> {
    fs::remove_file(path).with_context(|| format!("cannot remove {}", path.display()))
}

fn keep_permissions(of: &Path, to: &Path) -> anyhow::Result<()> {
    let Ok(found) = fs::metadata(of) else {
        return Ok(());
    };
    fs::set_permissions(to, found.permissions())
        .with_context(|| format!("cannot give {} its permissions", to.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("ledger/talk.yaml");
        replace(&path, b"one").expect("a new file");
        replace(&path, b"two").expect("other bytes");
        assert_eq!(fs::read(&path).expect("a file"), b"two");
        let names = fs::read_dir(folder.path().join("ledger")).expect("a folder");
        assert_eq!(names.count(), 1, "nothing else is left");
    }

    #[cfg(unix)]
    #[test]
    fn what_a_link_leads_to_is_replaced_and_not_the_link() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "one").expect("a file");
        std::os::unix::fs::symlink(&file, &link).expect("a link");
        replace(&link, b"two").expect("other bytes");
        assert_eq!(fs::read(&file).expect("a file"), b"two");
        assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
    }

    #[test]
    fn a_folder_is_no_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let inside = folder.path().join("there");
        fs::create_dir(&inside).expect("a folder");
        assert!(replace(&inside, b"one").is_err());
        let names = fs::read_dir(folder.path()).expect("a folder");
        assert_eq!(names.count(), 1, "nothing else is left");
    }
}
