//! Which changed paths matter: those in or at an input, unless they are ignored.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use crate::serve::links::Links;

/// Says of a path relative to the root whether its changes mean nothing.
pub(crate) type Ignore = Box<dyn Fn(&Path) -> bool + Send>;

/// The inputs of a site, and what of them is ignored.
pub(crate) struct Scope {
    root: PathBuf,
    inputs: Vec<Input>,
    ignore: Ignore,
    links: Links,
}

/// A folder or file that is watched, whether it exists or not.
pub(crate) struct Input {
    /// As it was named, relative to the root.
    relative: PathBuf,
    /// Where it is.
    pub(crate) path: PathBuf,
}

/// Where a path lies as seen from the inputs.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// It is this input itself, by its index; relative to the root.
    Input(usize, PathBuf),
    /// Inside an input; relative to the root.
    Inside(PathBuf),
    /// A folder that inputs lie in.
    Above,
    /// Ignored, or none of our business.
    Elsewhere,
}

impl Scope {
    /// The inputs below a root, which must be absolute.
    pub(crate) fn new(root: PathBuf, inputs: &[PathBuf], ignore: Ignore) -> Scope {
        let inputs = inputs.iter().map(|relative| Input {
            relative: relative.clone(),
            path: root.join(relative),
        });
        Scope {
            inputs: inputs.collect(),
            root,
            ignore,
            links: Links::default(),
        }
    }

    /// Looks where the links in the inputs lead; gives the folders in which what they lead to comes and goes.
    pub(crate) fn look_for_links(&mut self) -> BTreeSet<PathBuf> {
        let ignored = |path: &Path| self.place(path) == Place::Elsewhere;
        let inputs = self.inputs.iter().map(|input| input.path.as_path());
        self.links = Links::find(&self.root, inputs, &ignored);
        self.links
            .folders()
            .into_iter()
            .map(Path::to_owned)
            .collect()
    }

    /// Whether links may lead elsewhere now that something changed at a path relative to the root.
    pub(crate) fn may_change_links(&self, relative: &Path) -> bool {
        let path = self.root.join(relative);
        let is_file = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
        self.links.knows(&path) || !is_file
    }

    /// What else changed with an absolute path: the links that lead there, relative to the root.
    pub(crate) fn linked(&self, path: &Path) -> Vec<PathBuf> {
        let names = self.links.names_of(path).into_iter();
        names
            .filter_map(|name| match self.place(&name) {
                Place::Input(_, relative) | Place::Inside(relative) => Some(relative),
                Place::Above | Place::Elsewhere => None,
            })
            .collect()
    }

    /// Every input.
    pub(crate) fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    /// The folders, existing or not, in which an input appears or lies; from the root downwards.
    pub(crate) fn folders_above<'a>(&'a self, input: &'a Input) -> impl Iterator<Item = &'a Path> {
        let above = input.path.ancestors().skip(1);
        let above: Vec<_> = above
            .take_while(|folder| folder.starts_with(&self.root))
            .collect();
        above.into_iter().rev()
    }

    /// The inputs, by index, that lie in a folder.
    pub(crate) fn inputs_in(&self, folder: &Path) -> Vec<usize> {
        let inputs = self.inputs.iter().enumerate();
        let inside = inputs.filter(|(_, input)| input.path.starts_with(folder));
        inside.map(|(index, _)| index).collect()
    }

    /// Whether a folder is an input or lies in one, ignored or not.
    pub(crate) fn is_within_input(&self, folder: &Path) -> bool {
        self.inputs
            .iter()
            .any(|input| folder.starts_with(&input.path))
    }

    /// Says where an absolute path lies.
    pub(crate) fn place(&self, path: &Path) -> Place {
        for (index, input) in self.inputs.iter().enumerate() {
            let Ok(rest) = path.strip_prefix(&input.path) else {
                continue;
            };
            if rest.as_os_str().is_empty() {
                return Place::Input(index, input.relative.clone());
            }
            let relative = input.relative.join(rest);
            return match self.is_ignored(&relative, rest) {
                true => Place::Elsewhere,
                false => Place::Inside(relative),
            };
        }
        match self.inputs.iter().any(|input| input.path.starts_with(path)) {
            true => Place::Above,
            false => Place::Elsewhere,
        }
    }

    /// What lies in an ignored folder is ignored; the inputs themselves never are.
    fn is_ignored(&self, relative: &Path, rest: &Path) -> bool {
        let depth = rest.components().count();
        relative
            .ancestors()
            .take(depth)
            .any(|path| (self.ignore)(path))
    }

    /// Every file below a folder of an input that is not ignored, relative to the root. What cannot be read is left
    /// out: it may be gone already, and if it is not, whoever loads it will say so.
    pub(crate) fn files_below(&self, folder: &Path) -> Vec<PathBuf> {
        let mut files = Vec::new();
        self.walk(folder, &mut Vec::new(), &mut files);
        files
    }

    /// `trail` holds the real paths of the folders that we are in, so that a link back to one of them ends the walk.
    fn walk(&self, folder: &Path, trail: &mut Vec<PathBuf>, files: &mut Vec<PathBuf>) {
        let Ok(real) = folder.canonicalize() else {
            return;
        };
        let Ok(entries) = fs::read_dir(folder) else {
            return;
        };
        if trail.contains(&real) {
            return;
        }
        trail.push(real);
        for entry in entries.flatten() {
            let path = entry.path();
            let Place::Inside(relative) = self.place(&path) else {
                continue;
            };
            // Follows links, as the system's watching does.
            let Ok(metadata) = fs::metadata(&path) else {
                continue;
            };
            if metadata.is_dir() {
                self.walk(&path, trail, files);
            } else {
                files.push(relative);
            }
        }
        trail.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(ignore: fn(&Path) -> bool) -> Scope {
        let inputs = ["content", "site/themes", "postil.yaml"].map(PathBuf::from);
        Scope::new("/r".into(), &inputs, Box::new(ignore))
    }

    #[test]
    fn path_matters_in_or_at_an_input() {
        let scope = scope(|_| false);
        let place = |path: &str| scope.place(Path::new(path));
        assert_eq!(place("/r/content"), Place::Input(0, "content".into()));
        assert_eq!(
            place("/r/content/a/b.md"),
            Place::Inside("content/a/b.md".into())
        );
        assert_eq!(
            place("/r/postil.yaml"),
            Place::Input(2, "postil.yaml".into())
        );
        assert_eq!(place("/r/site"), Place::Above);
        assert_eq!(place("/r"), Place::Above);
        assert_eq!(place("/r/public/x.html"), Place::Elsewhere);
        assert_eq!(place("/r/contents/x"), Place::Elsewhere);
        assert_eq!(place("/r/postil.yaml~"), Place::Elsewhere);
    }

    #[test]
    fn path_in_an_ignored_folder_is_ignored() {
        let scope = scope(|path| path.ends_with(".git") || path.ends_with("content"));
        assert_eq!(
            scope.place(Path::new("/r/content/.git/x/y")),
            Place::Elsewhere
        );
        assert_eq!(
            scope.place(Path::new("/r/content/x.git")),
            Place::Inside("content/x.git".into())
        );
    }

    #[test]
    fn folders_above_an_input_begin_at_the_root() {
        let scope = scope(|_| false);
        let above: Vec<_> = scope.folders_above(&scope.inputs()[1]).collect();
        assert_eq!(above, [Path::new("/r"), Path::new("/r/site")]);
    }
}
