//! Where a path leads on the disk, and why it is not followed: the one notion of a link.
//!
//! A link that stays in the site's folder is followed, whatever reads it; one that leads out of it, or to what is hidden there, never. What
//! git-annex keeps (`.git/annex/objects`) is the one hidden place that links lead to.

use std::{
    ffi::OsStr,
    fs::{FileType, Metadata},
    io::{self, ErrorKind},
    path::{Component, Path, PathBuf},
};

use super::{DOTTED, Litter, Refusal};

/// How many links one after the other are looked at for one that comes back: no system follows as many.
const HOPS: usize = 64;

/// Where a path really is; `root` is the site's folder without links.
pub(super) fn follow(root: &Path, path: &Path) -> Result<PathBuf, Refusal> {
    let real = path
        .canonicalize()
        .map_err(|error| unfollowed(path, &error))?;
    let Ok(inside) = real.strip_prefix(root) else {
        return Err(Refusal::Outside);
    };
    match is_hidden(inside) {
        true => Err(Refusal::Hidden(inside.to_string_lossy().into_owned())),
        false => Ok(real),
    }
}

/// Why nothing is found where a path leads.
fn unfollowed(path: &Path, error: &io::Error) -> Refusal {
    let missing = matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory);
    match path.read_link() {
        Ok(target) if missing => Refusal::Nowhere(target.to_string_lossy().into_owned()),
        Ok(target) if comes_back(path, &target) => Refusal::Loop,
        Ok(_) | Err(_) => Refusal::Unreadable(error.to_string()),
    }
}

/// Whether a link leads to one that was passed already; `target` is what it says.
fn comes_back(path: &Path, target: &Path) -> bool {
    let mut passed = vec![path.to_owned()];
    let mut target = target.to_owned();
    loop {
        let here = &passed[passed.len() - 1];
        // The folder without links and dots, so that one place has one spelling.
        let next = here.parent().unwrap_or(Path::new("")).join(&target);
        let (Some(folder), Some(name)) = (next.parent(), next.file_name()) else {
            return false;
        };
        let Ok(folder) = folder.canonicalize() else {
            return false;
        };
        let next = folder.join(name);
        if passed.contains(&next) {
            return true;
        }
        let Ok(further) = next.read_link() else {
            return false;
        };
        if passed.len() > HOPS {
            return false;
        }
        passed.push(next);
        target = further;
    }
}

/// Whether a path from the site's folder goes through what is hidden.
fn is_hidden(inside: &Path) -> bool {
    let annex = [".git", "annex", "objects"].map(|part| Component::Normal(OsStr::new(part)));
    let mut parts = inside.components();
    if parts.clone().take(annex.len()).eq(annex) {
        return false;
    }
    parts.any(|part| {
        let name = part.as_os_str().to_string_lossy();
        let dotted = name.starts_with('.') && !DOTTED.contains(&&*name);
        dotted || Litter::of(&name) == Some(Litter::Editor)
    })
}

/// What something is that is neither a file nor a folder.
pub(super) fn special(metadata: &Metadata) -> Option<&'static str> {
    let kind = metadata.file_type();
    (!kind.is_file() && !kind.is_dir()).then(|| name_of(kind))
}

#[cfg(unix)]
fn name_of(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    if kind.is_fifo() {
        "a named pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn name_of(_: FileType) -> &'static str {
    "a device"
}
