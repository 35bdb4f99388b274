//! A site's files as they are on the disk: the only place from which they are read.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Component, Path, PathBuf},
};

use super::{FileBytes, Files, FolderNames, Litter, Refusal, Walked, link, walk};
use crate::source::stamp::Stamp;

/// The files in a folder of the disk.
#[derive(Clone, Debug)]
pub struct Disk {
    root: PathBuf,
}

impl Disk {
    /// Of the site whose folder is `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Where a path of the site really is, without links, if it may be read.
    pub fn target(&self, path: &Path) -> Option<PathBuf> {
        Some(self.real(path).ok()?.0)
    }

    fn real(&self, path: &Path) -> Result<(PathBuf, fs::Metadata), Refusal> {
        let unreadable = |error: io::Error| Refusal::Unreadable(error.to_string());
        let root = self.root.canonicalize().map_err(unreadable)?;
        let real = link::follow(&root, path)?;
        let metadata = fs::metadata(&real).map_err(unreadable)?;
        Ok((real, metadata))
    }

    /// Opens a file, and says how many bytes it has.
    fn open(&self, path: &str) -> io::Result<(File, u64)> {
        let path = self.root.join(path);
        let found = fs::metadata(&path)?;
        // It was one when its folder was listed; whoever opens a pipe waits for what never comes.
        if !found.is_file() {
            return Err(io::Error::other("it is not a file"));
        }
        Ok((File::open(&path)?, found.len()))
    }
}

impl Files for Disk {
    fn walk(&self, folder: &str, copied: &dyn Fn(&str) -> bool) -> Walked {
        walk::walk(&self.root, folder, copied)
    }

    fn names(&self, folder: &str) -> FolderNames {
        let mut names = FolderNames::default();
        if !folder.is_empty() && self.folder(folder) != Some(Ok(())) {
            return names;
        }
        let entries = fs::read_dir(self.root.join(folder));
        for entry in entries.into_iter().flatten().flatten() {
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            if Litter::of(&name).is_some() {
                continue;
            }
            match fs::metadata(entry.path()) {
                Ok(found) if found.is_dir() => names.folders.push(name),
                Ok(found) if found.is_file() => names.files.push(name),
                Ok(_) | Err(_) => {}
            }
        }
        names.folders.sort();
        names.files.sort();
        names
    }

    fn file(&self, path: &str) -> Option<Result<(), Refusal>> {
        let full = self.root.join(path);
        fs::symlink_metadata(&full).ok()?;
        Some(
            self.real(&full)
                .and_then(|(_, metadata)| match link::special(&metadata) {
                    Some(what) => Err(Refusal::Special(what)),
                    None if metadata.is_dir() => Err(Refusal::Folder),
                    None => Ok(()),
                }),
        )
    }

    fn folder(&self, path: &str) -> Option<Result<(), Refusal>> {
        let full = self.root.join(path);
        fs::symlink_metadata(&full).ok()?;
        Some(self.real(&full).map(|_| ()))
    }

    fn is_file(&self, path: &str) -> bool {
        self.root.join(path).is_file()
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        Stamp::of(&self.root.join(path)).ok()
    }

    fn read(&self, path: &str, most: u64) -> io::Result<FileBytes> {
        let (file, size) = self.open(path)?;
        if size > most {
            return Ok(FileBytes::Larger(size));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
        // It may have grown since its size was taken.
        file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(match bytes.len() as u64 {
            size if size > most => FileBytes::Larger(size),
            _ => FileBytes::Whole(bytes),
        })
    }

    fn begins_with(&self, path: &str, bytes: &[u8]) -> bool {
        let mut first = vec![0; bytes.len()];
        let opened = self.open(path);
        opened.is_ok_and(|(mut file, _)| file.read_exact(&mut first).is_ok() && first == bytes)
    }

    fn on_disk(&self, path: &str) -> Option<PathBuf> {
        Some(self.root.join(path))
    }

    fn has_unsaved(&self) -> bool {
        false
    }
}

/// Where a path is without links, also where nothing is there yet.
pub fn real_place(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut rest = Vec::new();
    for folder in absolute.ancestors() {
        if let Ok(mut real) = folder.canonicalize() {
            for part in rest.into_iter().rev() {
                match part {
                    Component::ParentDir => drop(real.pop()),
                    part => real.push(part),
                }
            }
            return real;
        }
        rest.extend(folder.components().next_back());
    }
    absolute
}
