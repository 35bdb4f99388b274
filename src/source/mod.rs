//! The texts of a site, by number, and places in them.
//!
//! A [`Span`] is a [`SourceId`] and a byte range: all that a diagnostic needs to point. A [`Sources`]
//! keeps the paths, and the [`Files`] that have the bytes; a text is read again when somebody wants to see a place in it, so that a large
//! archive's files do not stay in memory. It does not know what is written in the files.

pub mod checksum;
pub mod diag;
pub mod digest;
pub mod files;
pub mod stamp;

use std::{
    collections::BTreeMap,
    ops::Range,
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use self::files::{Disk, FileBytes, Files};
use crate::source::digest::Digest;

/// The number of a file in [`Sources`]; numbers follow the sorted order of paths.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct SourceId(pub u32);

/// A range of bytes in one file, `start` inclusive, `end` exclusive.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Span {
    /// Which file.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Of what was written nowhere yet.
    pub const NOWHERE: Self = Self {
        source: SourceId(u32::MAX),
        start: 0,
        end: 0,
    };

    /// A span of `range` (bytes) in `source`; offsets past 4 GiB are held at the limit.
    pub fn new(source: SourceId, range: Range<usize>) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            source,
            start: clamp(range.start),
            end: clamp(range.end.max(range.start)),
        }
    }

    /// The bytes as a range of `usize`.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, written at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// A value that was written nowhere yet.
    pub fn unplaced(value: T) -> Self {
        Self::new(value, Span::NOWHERE)
    }

    /// The same place with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned {
            value: f(self.value),
            span: self.span,
        }
    }
}

/// Bytes of the largest file of which a place is shown: more than any text may have.
const SHOWN: u64 = 64 * 1024 * 1024;

/// Every file of a run. Paths are relative to the site's root, with `/` between the parts.
#[derive(Debug)]
pub struct Sources {
    site: Arc<dyn Files>,
    prefix: String,
    files: Vec<SourceFile>,
    by_path: BTreeMap<String, SourceId>,
}

#[derive(Debug)]
struct SourceFile {
    path: String,
    text: OnceLock<Arc<str>>,
    /// Of the bytes as they were read.
    digest: OnceLock<Digest>,
}

impl Sources {
    /// An empty collection for the site at `root` on the disk.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self::read_from(Arc::new(Disk::new(root)))
    }

    /// An empty collection for a site.
    pub fn read_from(site: Arc<dyn Files>) -> Self {
        Self {
            site,
            prefix: String::new(),
            files: Vec::new(),
            by_path: BTreeMap::new(),
        }
    }

    /// Gives out the numbers that these paths had before: what was kept with them stays right.
    pub fn number_as_before(&mut self, paths: &[String]) {
        for path in paths {
            self.add(path);
        }
    }

    /// All paths, by their numbers.
    pub fn paths(&self) -> Vec<String> {
        self.files.iter().map(|f| f.path.clone()).collect()
    }

    /// Forgets what was read of all files, but for texts that are not on disk.
    pub fn forget_all(&mut self) {
        for file in self.files.iter_mut().filter(|f| f.digest.get().is_some()) {
            (file.text, file.digest) = (OnceLock::new(), OnceLock::new());
        }
    }

    /// Forgets what was read of a file, which has changed.
    pub fn forget(&mut self, path: &str) {
        if let Some(&id) = self.by_path.get(path) {
            let file = &mut self.files[id.0 as usize];
            (file.text, file.digest) = (OnceLock::new(), OnceLock::new());
        }
    }

    /// The digest of a file's bytes as they were read; none if it was not.
    pub fn digest(&self, id: SourceId) -> Option<Digest> {
        self.files[id.0 as usize].digest.get().copied()
    }

    /// Where the site's files are.
    pub fn files(&self) -> &Arc<dyn Files> {
        &self.site
    }

    /// Says where the site's files are from now on; what was read of those that are others now must be forgotten.
    pub fn set_files(&mut self, site: Arc<dyn Files>) {
        self.site = site;
    }

    /// The bytes of a file, unless they are more than `most`.
    ///
    /// # Errors
    /// When it cannot be read, or is no file.
    pub fn read(&self, id: SourceId, most: u64) -> std::io::Result<FileBytes> {
        self.site.read(self.path(id), most)
    }

    /// The number of the file at `path` (relative, `/`), given out at its first mention.
    pub fn add(&mut self, path: &str) -> SourceId {
        if let Some(&id) = self.by_path.get(path) {
            return id;
        }
        let id = SourceId(u32::try_from(self.files.len()).expect("fewer than 2^32 files"));
        self.files.push(SourceFile {
            path: path.to_owned(),
            text: OnceLock::new(),
            digest: OnceLock::new(),
        });
        self.by_path.insert(path.to_owned(), id);
        id
    }

    /// As [`Sources::add`], for a text that is not on disk under `path` (built-in, or made up in a test).
    pub fn add_text(&mut self, path: &str, text: &str) -> SourceId {
        let id = self.add(path);
        self.files[id.0 as usize].text.get_or_init(|| text.into());
        id
    }

    /// The path of a file, relative to the root.
    pub fn path(&self, id: SourceId) -> &str {
        &self.files[id.0 as usize].path
    }

    /// Says how people reach the site's folder from where they are, so that a path that is shown can be opened: `site/` or nothing.
    pub fn show_below(&mut self, prefix: impl Into<String>) {
        self.prefix = prefix.into();
    }

    /// The path of a file as people are shown it.
    pub fn shown(&self, id: SourceId) -> String {
        format!("{}{}", self.prefix, self.path(id))
    }

    /// As [`Sources::read`], for what the site is made of: the digest of the bytes is remembered.
    ///
    /// # Errors
    /// When it cannot be read, or is no file.
    pub fn take(&self, id: SourceId, most: u64) -> std::io::Result<FileBytes> {
        let read = self.read(id, most)?;
        if let FileBytes::Whole(bytes) = &read {
            let file = &self.files[id.0 as usize];
            file.digest.get_or_init(|| Digest::of(bytes));
        }
        Ok(read)
    }

    /// All bytes of a file, however many.
    ///
    /// # Errors
    /// When it cannot be read, or is no file.
    pub fn bytes(&self, id: SourceId) -> std::io::Result<Vec<u8>> {
        let read = self.read(id, u64::MAX)?;
        read.whole()
            .ok_or_else(|| std::io::ErrorKind::FileTooLarge.into())
    }

    /// The file on the disk that has the file's bytes; none if none has.
    pub fn on_disk(&self, id: SourceId) -> Option<PathBuf> {
        self.site.on_disk(self.path(id))
    }

    /// The file's text for showing a place in it; what is not UTF-8 is replaced, and a file
    /// that cannot be read is empty. Cached from the first call on.
    pub fn text(&self, id: SourceId) -> &Arc<str> {
        self.files[id.0 as usize].text.get_or_init(|| {
            // Nobody needs to see a place in a film.
            let read = self.read(id, SHOWN).ok().and_then(FileBytes::whole);
            let bytes = read.unwrap_or_default();
            String::from_utf8_lossy(&bytes).into()
        })
    }
}

/// A place as an editor program counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in characters (Unicode scalar values).
    pub column: usize,
}

impl Position {
    /// The place of byte `offset` in `text`; an offset outside of it, or inside a character, is moved down.
    pub fn of(text: &str, offset: usize) -> Self {
        let mut at = offset.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let before = &text[..at];
        let line = 1 + memchr::memchr_iter(b'\n', before.as_bytes()).count();
        let start = before.rfind('\n').map_or(0, |i| i + 1);
        let column = 1 + before[start..].chars().filter(|&c| c != '\u{feff}').count();
        Self { line, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_ignore_a_byte_order_mark() {
        let text = "\u{feff}é x\nab";
        assert_eq!(Position::of(text, 3), Position { line: 1, column: 1 });
        assert_eq!(Position::of(text, 5), Position { line: 1, column: 2 });
        assert_eq!(Position::of(text, 4), Position { line: 1, column: 1 });
        assert_eq!(Position::of(text, 99), Position { line: 2, column: 3 });
    }
}
