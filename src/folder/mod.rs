//! Which files a folder of the site has, and whether a path of it may be read: the only module that lists the site's folders.
//!
//! Everything that reads or copies files of the site (`content/`, `templates/`, `themes/`, postil.yaml) asks here first, so that a link is
//! one thing wherever it lies (see [`Refusal`]). It does not know what the files are for.

mod link;
mod litter;
mod told;

use std::{
    fs, io,
    path::{Component, Path, PathBuf},
};

pub use self::{
    link::Refusal,
    litter::{DOTTED, Litter},
};

/// How deep folders may lie in each other.
const DEPTH: usize = 32;

/// How many links to folders are followed: such links to each other's neighbours multiply.
const LINKS: usize = 1000;

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

/// Lists a folder of the site at `root` with all that is in it. `copied` tells of a path whether files there are copied as they are: then
/// what is left out is told, and what says something about its folder is copied, too.
pub fn walk(root: &Path, folder: &str, copied: &dyn Fn(&str) -> bool) -> Walked {
    let mut walk = Walk {
        copied,
        root: PathBuf::new(),
        trail: Vec::new(),
        links: 0,
        walked: Walked::default(),
    };
    let path = root.join(folder);
    if fs::symlink_metadata(&path).is_ok() {
        match root.canonicalize() {
            Ok(real) => {
                walk.root = real;
                walk.start(&path, folder);
            }
            Err(error) => walk.refuse(folder, Refusal::Unreadable(error.to_string())),
        }
    }
    let mut walked = walk.walked;
    walked.files.sort();
    walked.refused.sort_by(|a, b| a.0.cmp(&b.0));
    walked.left_out.sort();
    walked
}

/// Whether a file of the site may be read; none if nothing stands there.
pub fn file(root: &Path, path: &str) -> Option<Result<(), Refusal>> {
    let full = root.join(path);
    fs::symlink_metadata(&full).ok()?;
    Some(
        real(root, &full).and_then(|(_, metadata)| match link::special(&metadata) {
            Some(what) => Err(Refusal::Special(what)),
            None if metadata.is_dir() => Err(Refusal::Folder),
            None => Ok(()),
        }),
    )
}

/// Whether a folder of the site may be read; none if nothing stands there.
pub fn folder(root: &Path, path: &str) -> Option<Result<(), Refusal>> {
    let full = root.join(path);
    fs::symlink_metadata(&full).ok()?;
    Some(real(root, &full).map(|_| ()))
}

/// Where a path of the site really is, without links, if it may be read.
pub fn target(root: &Path, path: &Path) -> Option<PathBuf> {
    Some(real(root, path).ok()?.0)
}

fn real(root: &Path, path: &Path) -> Result<(PathBuf, fs::Metadata), Refusal> {
    let unreadable = |error: io::Error| Refusal::Unreadable(error.to_string());
    let root = root.canonicalize().map_err(unreadable)?;
    let real = link::follow(&root, path)?;
    let metadata = fs::metadata(&real).map_err(unreadable)?;
    Ok((real, metadata))
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

/// The names of the folders in a folder of the site (the empty path: in the site's folder) that are not hidden, sorted.
pub fn folders_in(root: &Path, folder: &str) -> Vec<String> {
    if !folder.is_empty() && self::folder(root, folder) != Some(Ok(())) {
        return Vec::new();
    }
    names_in(&root.join(folder), Path::is_dir)
}

/// The names of the files in the site's folder itself that are not hidden, sorted.
pub fn files_in(root: &Path) -> Vec<String> {
    names_in(root, Path::is_file)
}

fn names_in(folder: &Path, is: fn(&Path) -> bool) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter(|entry| is(&entry.path()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| Litter::of(name).is_none())
        .collect();
    names.sort();
    names
}

/// A path below the site's folder as it is written everywhere: with `/`. None if it is not Unicode.
pub fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

struct Walk<'a> {
    copied: &'a dyn Fn(&str) -> bool,
    /// The site's folder, without links.
    root: PathBuf,
    /// Where the folders that we are in really are.
    trail: Vec<PathBuf>,
    links: usize,
    walked: Walked,
}

impl Walk<'_> {
    fn start(&mut self, path: &Path, shown: &str) {
        let real = match link::follow(&self.root, path) {
            Ok(real) => real,
            Err(why) => return self.refuse(shown, why),
        };
        match fs::metadata(&real) {
            Ok(metadata) if metadata.is_dir() => {
                if path.is_symlink() {
                    self.walked.linked.push((shown.to_owned(), real.clone()));
                }
                self.inside(path, real, shown);
            }
            Ok(metadata) => match link::special(&metadata) {
                Some(what) => self.refuse(shown, Refusal::Special(what)),
                None => self.refuse(shown, Refusal::File),
            },
            Err(error) => self.refuse(shown, Refusal::Unreadable(error.to_string())),
        }
    }

    /// Lists a folder that really is at `real`.
    fn inside(&mut self, path: &Path, real: PathBuf, shown: &str) {
        if self.trail.len() >= DEPTH {
            return self.refuse(shown, Refusal::Deep);
        }
        let listed = fs::read_dir(path).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let mut entries = match listed {
            Ok(entries) => entries,
            Err(error) => return self.refuse(shown, Refusal::Unreadable(error.to_string())),
        };
        entries.sort_by_key(fs::DirEntry::file_name);
        self.trail.push(real);
        for entry in &entries {
            self.entry(entry, shown);
        }
        self.trail.pop();
    }

    fn entry(&mut self, entry: &fs::DirEntry, folder: &str) {
        let name = entry.file_name();
        let lossy = name.to_string_lossy();
        let shown = format!("{folder}/{lossy}");
        if let Some(litter) = Litter::of(&lossy) {
            let copied = (self.copied)(&shown);
            let taken = copied && litter == Litter::About;
            if copied && !taken {
                let is_dir = entry.file_type().is_ok_and(|kind| kind.is_dir());
                let end = if is_dir { "/" } else { "" };
                self.walked.left_out.push((format!("{shown}{end}"), litter));
            }
            if !taken {
                return;
            }
        }
        // A hidden name that hosts look for means nothing where nothing is copied.
        if lossy.starts_with('.') && !(self.copied)(&shown) {
            return;
        }
        if name.to_str().is_none() {
            return self.refuse(&shown, Refusal::Name("is not Unicode"));
        }
        if cfg!(unix) && lossy.contains('\\') {
            let why = "holds a back-slash, which divides folders on other systems";
            return self.refuse(&shown, Refusal::Name(why));
        }
        if let Err(why) = self.known(entry, &shown) {
            self.refuse(&shown, why);
        }
    }

    /// What has a good name.
    fn known(&mut self, entry: &fs::DirEntry, shown: &str) -> Result<(), Refusal> {
        let unreadable = |error: io::Error| Refusal::Unreadable(error.to_string());
        let path = entry.path();
        let kind = entry.file_type().map_err(unreadable)?;
        if kind.is_file() {
            self.walked.files.push(shown.to_owned());
            return Ok(());
        }
        let real = match kind.is_symlink() {
            true => link::follow(&self.root, &path)?,
            false => self.trail[self.trail.len() - 1].join(entry.file_name()),
        };
        let metadata = fs::metadata(&path).map_err(unreadable)?;
        if let Some(what) = link::special(&metadata) {
            return Err(Refusal::Special(what));
        }
        let circle = self.trail.iter().any(|folder| folder.starts_with(&real));
        if metadata.is_dir() && circle {
            return Err(Refusal::Circle);
        }
        if kind.is_symlink() {
            self.walked.linked.push((shown.to_owned(), real.clone()));
        }
        if metadata.is_file() {
            self.walked.files.push(shown.to_owned());
            return Ok(());
        }
        if kind.is_symlink() {
            self.links += 1;
            if self.links > LINKS {
                return Err(Refusal::Many);
            }
        }
        self.inside(&path, real, shown);
        Ok(())
    }

    fn refuse(&mut self, shown: &str, why: Refusal) {
        self.walked.refused.push((shown.to_owned(), why));
    }
}

#[cfg(all(test, unix))]
mod tests;
