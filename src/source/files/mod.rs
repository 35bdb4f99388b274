//! A site's files through one door: which there are, whether they may be read, and their bytes.
//!
//! Everything that reads or lists the site ([`FOLDERS`], postil.yaml) asks a [`Files`]: the
//! [`Disk`], or an [`Overlay`], which has over it what nobody saved yet. So a link is one thing wherever it lies (see [`Refusal`]), and whoever
//! edits sees what the saved site would say. It does not know what the files are for.

mod disk;
mod link;
mod litter;
mod overlay;
mod refusal;
mod told;
mod treatment;
mod walk;

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

use crate::source::stamp::Stamp;

pub use self::{
    disk::{Disk, real_place},
    litter::{DOTTED, Litter},
    overlay::{Overlay, Unsaved},
    refusal::Refusal,
};

/// The folders that a site is made from.
pub const FOLDERS: [&str; 5] = ["content", "templates", "static", "themes", "words"];

/// How deep folders may lie in each other.
const DEPTH: usize = 32;

/// How many links to folders are followed: such links to each other's neighbours multiply.
const LINKS: usize = 1000;

/// Where a site's files are. Paths are those from the site's folder, with `/`.
pub trait Files: fmt::Debug + Send + Sync {
    /// Lists a folder with all that is in it. `copied` tells of a path whether files there are copied as they are: then what is left out is
    /// told, and what says something about its folder is copied, too.
    fn walk(&self, folder: &str, copied: &dyn Fn(&str) -> bool) -> Walked;

    /// The names in a folder (the empty path: in the site's folder) that are not hidden; nothing if it may not be read.
    fn names(&self, folder: &str) -> FolderNames;

    /// Whether a file may be read; none if nothing stands there.
    fn file(&self, path: &str) -> Option<Result<(), Refusal>>;

    /// Whether a folder may be read; none if nothing stands there.
    fn folder(&self, path: &str) -> Option<Result<(), Refusal>>;

    /// Whether a file stands at a path that somebody named himself: it may lie anywhere, and links to it lead anywhere.
    fn is_file(&self, path: &str) -> bool;

    /// How a file looks from outside; none if it cannot be said, or if what would be read is in no file: then nothing may be concluded from it.
    fn stamp(&self, path: &str) -> Option<Stamp>;

    /// The bytes of a file, unless they are more than `most`.
    ///
    /// # Errors
    /// When it cannot be read, or is no file.
    fn read(&self, path: &str, most: u64) -> io::Result<FileBytes>;

    /// Whether a file can be read and begins with these bytes; no more of it is read.
    fn begins_with(&self, path: &str, bytes: &[u8]) -> bool;

    /// The file on the disk that has these bytes; none if none has.
    fn on_disk(&self, path: &str) -> Option<PathBuf>;

    /// Whether some of what is read is saved nowhere: then nothing that comes of it may be kept for later.
    fn has_unsaved(&self) -> bool;
}

/// What reading gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileBytes {
    /// All bytes.
    Whole(Vec<u8>),
    /// There are more than was asked for: so many, or more.
    Larger(u64),
}

impl FileBytes {
    /// All bytes; none if there are more than was asked for.
    pub fn whole(self) -> Option<Vec<u8>> {
        match self {
            FileBytes::Whole(bytes) => Some(bytes),
            FileBytes::Larger(_) => None,
        }
    }
}

/// What a folder has. Paths are those from the site's folder, with `/`, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walked {
    /// Files that may be read.
    pub files: Vec<String>,
    /// What may not.
    pub refused: Vec<(String, Refusal)>,
    /// What would be copied if its name did not say that nobody means it; folders end in `/`.
    pub left_out: Vec<(String, Litter)>,
    /// Links that were followed, and where they lead: real places.
    pub linked: Vec<(String, PathBuf)>,
}

impl Walked {
    fn sort(&mut self) {
        self.files.sort();
        self.refused.sort_by(|a, b| a.0.cmp(&b.0));
        self.left_out.sort();
    }
}

/// The names in one folder, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolderNames {
    /// Of folders in it.
    pub folders: Vec<String>,
    /// Of files in it.
    pub files: Vec<String>,
}

/// A path below the site's folder as it is written everywhere: with `/`. None if it is not Unicode.
pub fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

#[cfg(all(test, unix))]
mod tests;
