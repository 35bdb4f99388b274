//! What stands in the output folder, seen without following a link: each folder is listed once and remembered.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::Context as _;

use crate::text::name::{folded, folders_of};

/// What a name in a folder stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    /// A symbolic link, a pipe, a device: never opened, never followed.
    Other,
}

/// What stands at a route's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing, and there may be no folder for it yet.
    Free,
    /// A file; `path` is its name on disk, which differs from the route where case is ignored.
    File { path: String },
    /// A folder.
    Folder { path: String },
    /// A link or the like.
    Other { path: String },
    /// One of the folders that the route leads through is not a folder, but this.
    Barred { path: String },
}

/// Names in a folder and what they stand for, by what they are compared by.
pub(super) type Names = BTreeMap<String, Vec<(String, Kind)>>;

/// The folders of an output, as far as somebody asked.
pub(super) struct Survey {
    out: PathBuf,
    ignores_case: bool,
    folders: Mutex<BTreeMap<String, Arc<Folder>>>,
    /// Folders that are folders and no links.
    plain: Mutex<BTreeSet<String>>,
}

/// A folder's path in the output, looked at.
pub(super) enum Folder {
    /// It is one: its names, by what they are compared by. What is compared by the same may still be several files here.
    Listed {
        path: String,
        names: Names,
    },
    Missing,
    Barred {
        path: String,
    },
}

impl Survey {
    pub(super) fn new(out: &Path, ignores_case: bool) -> Self {
        Self {
            out: out.to_owned(),
            ignores_case,
            folders: Mutex::default(),
            plain: Mutex::default(),
        }
    }

    /// A survey of the same output that knows nothing yet.
    pub(super) fn anew(&self) -> Self {
        Self::new(&self.out, self.ignores_case)
    }

    /// Whether `A` and `a` are one name here.
    pub(super) fn ignores_case(&self) -> bool {
        self.ignores_case
    }

    /// What stands at `path` (with `/`, below the output).
    pub(super) fn look(&self, path: &str) -> anyhow::Result<Standing> {
        let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
        Ok(match &*self.folder(parent)? {
            Folder::Missing => Standing::Free,
            Folder::Barred { path } => Standing::Barred { path: path.clone() },
            Folder::Listed { path, names } => match names.get(&self.key(name)) {
                None => Standing::Free,
                Some(alike) => {
                    let same = alike.iter().find(|(found, _)| found == name);
                    let Some((found, kind)) = same.or(alike.first()) else {
                        return Ok(Standing::Free);
                    };
                    let path = join(path, found);
                    match kind {
                        Kind::File => Standing::File { path },
                        Kind::Folder => Standing::Folder { path },
                        Kind::Other => Standing::Other { path },
                    }
                }
            },
        })
    }

    /// Whether a file stands at `path`, by this name, behind no link. Cheaper than [`Survey::look`]: no folder is listed.
    pub(super) fn has_file(&self, path: &str) -> anyhow::Result<bool> {
        if self.ignores_case {
            return Ok(matches!(self.look(path)?, Standing::File { path: found } if found == path));
        }
        let plain = |path: &str, is: fn(&fs::Metadata) -> bool| {
            fs::symlink_metadata(self.out.join(path)).is_ok_and(|meta| is(&meta))
        };
        for folder in folders_of(path) {
            let mut known = self.plain.lock().unwrap_or_else(PoisonError::into_inner);
            if known.contains(folder) {
                break;
            }
            if !plain(folder, |meta| meta.is_dir()) {
                return Ok(false);
            }
            known.insert(folder.to_owned());
        }
        Ok(plain(path, |meta| meta.is_file()))
    }

    /// What stands where the folder `path` should be; the empty path is the output folder.
    pub(super) fn folder(&self, path: &str) -> anyhow::Result<Arc<Folder>> {
        let key = self.key(path);
        let known = self
            .folders
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&key)
            .cloned();
        if let Some(folder) = known {
            return Ok(folder);
        }
        // Two threads may list one folder at the same time; they see the same.
        let folder = Arc::new(self.find(path)?);
        self.folders
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(key, Arc::clone(&folder));
        Ok(folder)
    }

    fn find(&self, path: &str) -> anyhow::Result<Folder> {
        if path.is_empty() {
            return self.list(String::new());
        }
        Ok(match self.look(path)? {
            Standing::Free => Folder::Missing,
            Standing::Folder { path } => self.list(path)?,
            Standing::File { path } | Standing::Other { path } | Standing::Barred { path } => {
                Folder::Barred { path }
            }
        })
    }

    fn list(&self, path: String) -> anyhow::Result<Folder> {
        let folder = self.out.join(&path);
        let names = self
            .names(&folder)
            .with_context(|| format!("cannot read the folder {}", folder.display()))?;
        Ok(Folder::Listed { path, names })
    }

    fn names(&self, folder: &Path) -> io::Result<Names> {
        let mut names = Names::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            // What is not Unicode is no route's place.
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let kind = match entry.file_type()? {
                t if t.is_dir() => Kind::Folder,
                t if t.is_file() => Kind::File,
                _ => Kind::Other,
            };
            let alike = names.entry(self.key(&name)).or_default();
            alike.push((name, kind));
        }
        Ok(names)
    }

    fn key(&self, path: &str) -> String {
        if self.ignores_case {
            folded(path)
        } else {
            path.to_owned()
        }
    }
}

/// `name` in the folder `path`.
pub(super) fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}/{name}")
    }
}
