//! Listing a folder of the disk with all that is in it.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    DEPTH, LINKS, Refusal, Walked, link,
    treatment::{Treatment, treatment},
};

/// Lists a folder of the site at `root`, as [`super::Files::walk`] says.
pub(super) fn walk(root: &Path, folder: &str, copied: &dyn Fn(&str) -> bool) -> Walked {
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
    walked.sort();
    walked
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
        let shown = format!("{folder}/{}", name.to_string_lossy());
        match treatment(&name, &shown, self.copied) {
            Treatment::Read => {}
            Treatment::Skipped => return,
            Treatment::LeftOut(litter) => {
                let is_dir = entry.file_type().is_ok_and(|kind| kind.is_dir());
                let end = if is_dir { "/" } else { "" };
                self.walked.left_out.push((format!("{shown}{end}"), litter));
                return;
            }
            Treatment::Refused(why) => return self.refuse(&shown, why),
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
