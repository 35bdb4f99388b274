//! The disk with what nobody saved yet over it: how editing and editor programs see a site.
//!
//! A site that is read through an overlay says what the same site would say if everything were saved. What is unsaved is known by the path
//! under which it is edited: where a link leads to the same file, the link still has what is saved.

use std::{collections::BTreeMap, ffi::OsStr, io, path::PathBuf, sync::Arc};

use super::{
    DEPTH, Disk, FileBytes, Files, FolderNames, Litter, Refusal, Walked,
    treatment::{Treatment, treatment},
};
use crate::source::stamp::Stamp;

/// What editors hold and nobody saved, by the path from the site's folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unsaved(BTreeMap<String, Buffer>);

/// What stands in the place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Buffer {
    Bytes(Arc<[u8]>),
    /// No file at all.
    Gone,
}

impl Unsaved {
    /// Nothing: all is as it is saved.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts bytes in the place of those of a file, which need not be there yet.
    pub fn put(&mut self, path: &str, bytes: impl Into<Arc<[u8]>>) {
        self.0.insert(path.to_owned(), Buffer::Bytes(bytes.into()));
    }

    /// Hides a file, as if it were removed.
    pub fn hide(&mut self, path: &str) {
        self.0.insert(path.to_owned(), Buffer::Gone);
    }

    /// Lets the file show again as it is saved.
    pub fn forget(&mut self, path: &str) {
        self.0.remove(path);
    }

    /// Whether all is as it is saved.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The disk with what is unsaved over it.
#[derive(Clone, Debug)]
pub struct Overlay {
    disk: Disk,
    unsaved: Unsaved,
}

impl Overlay {
    /// Of the files of `disk`.
    pub fn new(disk: Disk, unsaved: Unsaved) -> Self {
        Self { disk, unsaved }
    }

    fn buffer(&self, path: &str) -> Option<&Buffer> {
        self.unsaved.0.get(path)
    }

    /// The bytes that stand over a file; none if it is as it is saved.
    fn bytes(&self, path: &str) -> Option<io::Result<&[u8]>> {
        Some(match self.buffer(path)? {
            Buffer::Bytes(bytes) => Ok(bytes),
            Buffer::Gone => Err(io::ErrorKind::NotFound.into()),
        })
    }

    /// What would be saved below a folder: the paths from there.
    fn below<'o>(&'o self, folder: &'o str) -> impl Iterator<Item = &'o str> {
        let held = self.unsaved.0.iter();
        held.filter(|(_, buffer)| matches!(buffer, Buffer::Bytes(_)))
            .filter_map(move |(path, _)| match folder {
                "" => Some(path.as_str()),
                _ => path.strip_prefix(folder)?.strip_prefix('/'),
            })
    }

    /// Whether the folders on the way to a new file may be read.
    fn is_reached(&self, path: &str) -> bool {
        let folders =
            std::iter::successors(path.rsplit_once('/'), |(folder, _)| folder.rsplit_once('/'));
        let mut known = folders.filter_map(|(folder, _)| self.disk.folder(folder));
        known.next().is_none_or(|looked| looked.is_ok())
    }

    /// Adds a file to what a walk found, if its folders and its name let it be found.
    fn add(&self, path: &str, folder: &str, copied: &dyn Fn(&str) -> bool, walked: &mut Walked) {
        let depth = |shown: &str| shown[folder.len()..].matches('/').count();
        let ends = path
            .match_indices('/')
            .map(|(at, _)| at)
            .chain([path.len()]);
        for shown in ends
            .filter(|&end| end > folder.len())
            .map(|end| &path[..end])
        {
            let name = shown.rsplit('/').next().unwrap_or(shown);
            match treatment(OsStr::new(name), shown, copied) {
                Treatment::Read => {}
                Treatment::Skipped => return,
                Treatment::LeftOut(litter) => {
                    let end = if shown == path { "" } else { "/" };
                    return include(&mut walked.left_out, (format!("{shown}{end}"), litter));
                }
                Treatment::Refused(why) => {
                    return include(&mut walked.refused, (shown.to_owned(), why));
                }
            }
            if shown != path && depth(shown) >= DEPTH {
                return include(&mut walked.refused, (shown.to_owned(), Refusal::Deep));
            }
        }
        let refused = walked.refused.iter().any(|(known, _)| known == path);
        if !refused && self.is_reached(path) {
            include(&mut walked.files, path.to_owned());
        }
    }
}

fn include<T: PartialEq>(all: &mut Vec<T>, one: T) {
    if !all.contains(&one) {
        all.push(one);
    }
}

impl Files for Overlay {
    fn walk(&self, folder: &str, copied: &dyn Fn(&str) -> bool) -> Walked {
        let mut walked = self.disk.walk(folder, copied);
        let is_there = |path: &str| self.buffer(path) != Some(&Buffer::Gone);
        walked.files.retain(|path| is_there(path));
        walked.refused.retain(|(path, _)| is_there(path));
        walked.left_out.retain(|(path, _)| is_there(path));
        walked.linked.retain(|(path, _)| is_there(path));
        for path in self.below(folder) {
            self.add(&format!("{folder}/{path}"), folder, copied, &mut walked);
        }
        walked.sort();
        walked
    }

    fn names(&self, folder: &str) -> FolderNames {
        let mut names = self.disk.names(folder);
        let path_of = |name: &str| match folder {
            "" => name.to_owned(),
            _ => format!("{folder}/{name}"),
        };
        names
            .files
            .retain(|name| self.buffer(&path_of(name)) != Some(&Buffer::Gone));
        if matches!(self.disk.folder(folder), Some(Err(_))) {
            return names;
        }
        for path in self.below(folder) {
            let (name, all) = match path.split_once('/') {
                Some((name, _)) => (name, &mut names.folders),
                None => (path, &mut names.files),
            };
            if Litter::of(name).is_none() {
                include(all, name.to_owned());
            }
        }
        names.folders.sort();
        names.files.sort();
        names
    }

    fn file(&self, path: &str) -> Option<Result<(), Refusal>> {
        match self.buffer(path) {
            None => self.disk.file(path),
            Some(Buffer::Gone) => None,
            Some(Buffer::Bytes(_)) => self
                .disk
                .file(path)
                .or_else(|| self.is_reached(path).then_some(Ok(()))),
        }
    }

    fn folder(&self, path: &str) -> Option<Result<(), Refusal>> {
        let looked = self.disk.folder(path);
        looked.or_else(|| self.below(path).next().map(|_| Ok(())))
    }

    fn is_file(&self, path: &str) -> bool {
        match self.buffer(path) {
            None => self.disk.is_file(path),
            Some(buffer) => *buffer != Buffer::Gone,
        }
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        match self.buffer(path) {
            None => self.disk.stamp(path),
            Some(_) => None,
        }
    }

    fn read(&self, path: &str, most: u64) -> io::Result<FileBytes> {
        let Some(bytes) = self.bytes(path) else {
            return self.disk.read(path, most);
        };
        let bytes = bytes?;
        Ok(match bytes.len() as u64 {
            size if size > most => FileBytes::Larger(size),
            _ => FileBytes::Whole(bytes.to_vec()),
        })
    }

    fn begins_with(&self, path: &str, begin: &[u8]) -> bool {
        match self.bytes(path) {
            None => self.disk.begins_with(path, begin),
            Some(bytes) => bytes.is_ok_and(|bytes| bytes.starts_with(begin)),
        }
    }

    fn on_disk(&self, path: &str) -> Option<PathBuf> {
        match self.buffer(path) {
            None => self.disk.on_disk(path),
            Some(_) => None,
        }
    }

    fn has_unsaved(&self) -> bool {
        !self.unsaved.is_empty()
    }
}
