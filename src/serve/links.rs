//! Links in the inputs, by where they lead: a change of what a link leads to is a change of the link.
//!
//! The system tells of changes by the path under which it watches, and watches no file through a link. So the folders of what links lead to
//! are watched, too, and what is heard from there is told by the names that it has in the inputs.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use crate::source::files::Disk;

/// How many links are followed from one to the next.
const HOPS: usize = 32;

/// How many names one file has at most.
const NAMES: usize = 64;

/// Links that lead to what is in the site's folder. All paths are absolute.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Links {
    /// What is led to, and the links that lead there.
    by_target: BTreeMap<PathBuf, BTreeSet<PathBuf>>,
    /// All of them.
    all: BTreeSet<PathBuf>,
}

impl Links {
    /// The links in and at these inputs of the site at `root`, but for those that `ignored` tells.
    pub(crate) fn find<'a>(
        root: &Path,
        inputs: impl Iterator<Item = &'a Path>,
        ignored: &dyn Fn(&Path) -> bool,
    ) -> Self {
        let mut links = Self::default();
        let mut seen = BTreeSet::new();
        for input in inputs {
            links.look(root, input, ignored, &mut seen);
        }
        links
    }

    /// Looks at a path and, if it is a folder, at all that is in it; at each folder once, whatever its names.
    fn look(
        &mut self,
        root: &Path,
        path: &Path,
        ignored: &dyn Fn(&Path) -> bool,
        seen: &mut BTreeSet<PathBuf>,
    ) {
        let Ok(metadata) = fs::symlink_metadata(path) else {
            return;
        };
        if metadata.is_symlink() {
            self.note(root, path);
        }
        if metadata.is_file() {
            return;
        }
        let Some(real) = Disk::new(root).target(path).filter(|real| real.is_dir()) else {
            return;
        };
        if !seen.insert(real) {
            return;
        }
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
            let path = entry.path();
            if !is_file && !ignored(&path) {
                self.look(root, &path, ignored, seen);
            }
        }
    }

    /// Notes every place that a link leads through, as far as it stays in the site's folder; also where nothing is there now.
    fn note(&mut self, root: &Path, link: &Path) {
        let mut at = link.to_owned();
        for _ in 0..HOPS {
            let Ok(target) = at.read_link() else { return };
            let Some(folder) = at.parent() else { return };
            let Some(next) = without_links(&folder.join(target)) else {
                return;
            };
            // A link to a folder that holds it is not followed.
            if !next.starts_with(root) || link.starts_with(&next) {
                return;
            }
            self.all.insert(link.to_owned());
            let inside = next.strip_prefix(root).unwrap_or(&next);
            // What git-annex keeps there never changes, and lies in as many folders as there are files.
            if !inside.starts_with(".git") {
                let links = self.by_target.entry(next.clone()).or_default();
                links.insert(link.to_owned());
            }
            at = next;
        }
    }

    /// The folders in which what is led to comes and goes.
    pub(crate) fn folders(&self) -> BTreeSet<&Path> {
        let folders = self.by_target.keys().filter_map(|target| target.parent());
        folders.collect()
    }

    /// Whether a link of this name, or below this folder, is known.
    pub(crate) fn knows(&self, path: &Path) -> bool {
        // Sorted, what lies in a folder comes right after it.
        let next = self.all.range(path.to_owned()..).next();
        next.is_some_and(|link| link.starts_with(path))
    }

    /// The other names that what stands at a path has by way of links, sorted.
    pub(crate) fn names_of(&self, path: &Path) -> BTreeSet<PathBuf> {
        let mut names = BTreeSet::new();
        if self.by_target.is_empty() {
            return names;
        }
        // Each name with the links that it goes through, none of them twice: links in circles have no end.
        let mut open: Vec<(PathBuf, Vec<&Path>)> = vec![(path.to_owned(), Vec::new())];
        let real = without_links(path).filter(|real| real != path);
        open.extend(real.map(|real| (real, Vec::new())));
        while let Some((name, through)) = open.pop() {
            for target in name.ancestors() {
                let (Some(links), Ok(rest)) =
                    (self.by_target.get(target), name.strip_prefix(target))
                else {
                    continue;
                };
                for link in links
                    .iter()
                    .filter(|link| !through.contains(&link.as_path()))
                {
                    let other = match rest.as_os_str().is_empty() {
                        true => link.clone(),
                        false => link.join(rest),
                    };
                    if names.len() < NAMES && other != path && names.insert(other.clone()) {
                        let mut through = through.clone();
                        through.push(link);
                        open.push((other, through));
                    }
                }
            }
        }
        names
    }
}

/// A path whose folder is where it really is; what stands there may be a link, or nothing.
fn without_links(path: &Path) -> Option<PathBuf> {
    let name = path.file_name();
    match name {
        Some(name) => Some(path.parent()?.canonicalize().ok()?.join(name)),
        // `..` at its end: a folder.
        None => path.canonicalize().ok(),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn what_links_lead_to_is_known_by_all_its_names() {
        let site = tempfile::tempdir().expect("a folder");
        let root = site.path().canonicalize().expect("a folder");
        for folder in ["content/topics", "shared/deep", "elsewhere"] {
            fs::create_dir_all(root.join(folder)).expect("a folder");
        }
        fs::write(root.join("shared/deep/a.md"), "x").expect("written");
        let link = |target: &str, at: &str| symlink(target, root.join(at)).expect("a link");
        link("../../shared/deep/a.md", "content/topics/one.md");
        link("one.md", "content/topics/two.md");
        link("../shared/deep", "content/folder");
        link("../gone/x.md", "content/nowhere.md");
        link("/etc/hostname", "content/out.md");
        link("..", "content/circle");
        link("../shared/deep/a.md", "content/.ignored");
        let ignored = |path: &Path| path.ends_with(".ignored");
        let content = root.join("content");
        let links = Links::find(&root, std::iter::once(content.as_path()), &ignored);
        let names = |path: &str| -> Vec<String> {
            let names = links.names_of(&root.join(path)).into_iter();
            let names = names.map(|name| name.strip_prefix(&root).expect("inside").to_owned());
            names
                .map(|name| name.to_string_lossy().into_owned())
                .collect()
        };
        let one_file = names("shared/deep/a.md");
        for name in [
            "content/topics/one.md",
            "content/topics/two.md",
            "content/folder/a.md",
        ] {
            assert!(
                one_file.iter().any(|found| found == name),
                "{name}: {one_file:?}"
            );
        }
        assert!(names("content/topics/one.md").contains(&"content/topics/two.md".to_owned()));
        assert!(names("shared/deep/new.md").contains(&"content/folder/new.md".to_owned()));
        assert_eq!(names("elsewhere/a.md"), [""; 0]);
        assert!(links.folders().contains(root.join("shared/deep").as_path()));
        assert!(links.knows(&root.join("content/folder")) && !links.knows(&root.join("shared")));
    }
}
