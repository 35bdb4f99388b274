//! Every rule of the [module](crate::output), on real folders.

mod commit;
mod interrupted;
mod occupied;
mod property;
mod record;
mod undone;

use std::{
    collections::BTreeMap,
    fs::{self, File},
    path::Path,
    time::{Duration, SystemTime},
};

use tempfile::TempDir;
use walkdir::WalkDir;

use super::*;
use crate::text::route::Route;

/// A path below the output, and what is to be there.
pub(super) type Pages<'a> = &'a [(&'a str, &'a str)];

pub(super) fn route(path: &str) -> Route {
    Route::new(path).expect("a good path")
}

pub(super) fn open(out: &Path) -> Publication {
    Publication::open(out, Foreign::Stays).expect("the output opens")
}

/// A whole build.
pub(super) fn build(out: &Path, pages: Pages) -> anyhow::Result<Written> {
    build_with(out, pages, Foreign::Stays)
}

pub(super) fn build_with(out: &Path, pages: Pages, foreign: Foreign) -> anyhow::Result<Written> {
    let publication = Publication::open(out, foreign)?;
    put_all(&publication, pages)?;
    publication.commit()
}

pub(super) fn put_all(publication: &Publication, pages: Pages) -> anyhow::Result<()> {
    for (path, bytes) in pages {
        publication.put(&route(path), bytes.as_bytes())?;
    }
    Ok(())
}

/// A build that is killed when `steps` of its commit are taken; whether there were as many.
pub(super) fn killed(out: &Path, pages: Pages, steps: usize) -> bool {
    let publication = open(out);
    put_all(&publication, pages).expect("pages can be put");
    let plan = publication.plan().expect("a plan can be made");
    assert_eq!(plan.occupied, []);
    for step in plan.steps.iter().take(steps) {
        publication.take(step).expect("a step can be taken");
    }
    publication.abandon();
    steps <= plan.steps.len()
}

/// Writes a file that is not ours.
pub(super) fn write(out: &Path, path: &str, bytes: &str) {
    let path = out.join(path);
    fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder can be made");
    fs::write(path, bytes).expect("a file can be written");
}

pub(super) fn read(out: &Path, path: &str) -> String {
    fs::read_to_string(out.join(path)).expect("the file is there")
}

/// Everything below a folder: files with their bytes, links with their aim, folders with `/`.
pub(super) fn tree(out: &Path) -> BTreeMap<String, String> {
    walk(out, |_| String::new())
}

/// As [`tree`], with the time of the last change of everything.
pub(super) fn tree_and_times(out: &Path) -> BTreeMap<String, String> {
    walk(out, |path| {
        let time = fs::symlink_metadata(path).and_then(|m| m.modified());
        format!("{time:?} ")
    })
}

fn walk(out: &Path, mark: impl Fn(&Path) -> String) -> BTreeMap<String, String> {
    let entries = WalkDir::new(out).min_depth(1).into_iter();
    entries
        .map(|entry| {
            let entry = entry.expect("the folder can be read");
            let inside = entry.path().strip_prefix(out).expect("it is below");
            let name = inside.to_str().expect("Unicode").to_owned();
            let mark = mark(entry.path());
            let kind = entry.file_type();
            if kind.is_dir() {
                (name + "/", mark)
            } else if kind.is_symlink() {
                let aim = fs::read_link(entry.path()).expect("a link");
                (name, format!("{mark}-> {}", aim.display()))
            } else if kind.is_file() {
                let bytes = fs::read(entry.path()).expect("a file");
                (name, mark + &String::from_utf8_lossy(&bytes))
            } else {
                (name, mark + "other")
            }
        })
        .collect()
}

/// Makes every file look old, so that a rewritten one shows without waiting.
pub(super) fn age(out: &Path) {
    let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for entry in WalkDir::new(out) {
        let entry = entry.expect("the folder can be read");
        if entry.file_type().is_file() {
            let file = File::options().append(true).open(entry.path());
            file.and_then(|file| file.set_modified(then))
                .expect("times can be set");
        }
    }
}

/// An empty output folder.
pub(super) fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// What a build of these pages alone, into a new folder, gives.
pub(super) fn fresh(pages: Pages) -> BTreeMap<String, String> {
    let folder = folder();
    build(&folder.path().join("public"), pages).expect("a fresh build succeeds");
    tree(&folder.path().join("public"))
}
