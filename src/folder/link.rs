//! Where a path leads on the disk, and why it is not followed: the one notion of a link.
//!
//! A link that stays in the site's folder is followed, whatever reads it; one that leads out of it, or to what is hidden there, never. What
//! git-annex keeps (`.git/annex/objects`) is the one hidden place that links lead to.

use std::{
    ffi::OsStr,
    fs::{FileType, Metadata},
    io::{self, ErrorKind},
    path::{Component, Path, PathBuf},
};

use super::litter::{DOTTED, Litter};
use crate::source::{
    SourceId,
    diag::{Code, Diagnostic},
};

/// How many links one after the other are looked at for one that comes back: no system follows as many.
const HOPS: usize = 64;

/// Why what stands at a path is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A link leads out of the site's folder.
    Outside,
    /// A link leads to what is hidden in the site's folder: its path from there.
    Hidden(String),
    /// A link leads to nothing: what it says.
    Nowhere(String),
    /// A link leads back to itself, straight or over other links.
    Loop,
    /// A link leads to a folder that holds it.
    Circle,
    /// It is no file: a pipe, a socket, a device.
    Special(&'static str),
    /// It is a file where a folder is expected.
    File,
    /// It is a folder where a file is expected.
    Folder,
    /// A link leads to the output, or to a folder that holds it.
    Output,
    /// Its name holds a back-slash, which is a border between names on other systems, or is not Unicode.
    Name(&'static str),
    /// Folders lie in each other deeper than anything should.
    Deep,
    /// More links to folders were followed than anything needs.
    Many,
    /// The system says why.
    Unreadable(String),
}

impl Refusal {
    /// The remark on a file that is not read.
    pub fn told(&self, source: SourceId) -> Diagnostic {
        let told = |code: Code, message: String| Diagnostic::file(code, source, message);
        match self {
            Refusal::Outside => told(
                Code::LinkOutside,
                "this symbolic link leads out of the site's folder and is not followed".to_owned(),
            )
            .help("copy what it leads to into the site"),
            Refusal::Hidden(target) => told(
                Code::LinkOutside,
                format!(
                    "this symbolic link leads to `{target}`, which is hidden, and is not followed"
                ),
            )
            .help("copy what it leads to beside it, if it is meant to be published"),
            Refusal::Nowhere(target) => {
                let remark = told(
                    Code::Unreadable,
                    format!("this symbolic link leads nowhere: there is no `{target}`"),
                );
                match target.contains("annex/objects") {
                    true => remark.help("fetch its content with `git annex get`"),
                    false => remark.help("take the link away, or put the file in its place"),
                }
            }
            Refusal::Loop => told(
                Code::Unreadable,
                "this symbolic link leads in a loop back to itself".to_owned(),
            )
            .help("take the link away, or put the file in its place"),
            Refusal::Circle => told(
                Code::Unreadable,
                "this symbolic link leads to a folder that holds it, and is not followed"
                    .to_owned(),
            )
            .help("take the link away"),
            Refusal::Special(what) => told(
                Code::SpecialFile,
                format!("this is {what} and no file, and is not read"),
            )
            .help("take it away, or put a file in its place"),
            Refusal::File => told(
                Code::Unreadable,
                "this is a file, and a folder is expected".to_owned(),
            )
            .help("rename it"),
            Refusal::Folder => told(
                Code::Unreadable,
                "this is a folder, and a file is expected".to_owned(),
            )
            .help("rename it"),
            Refusal::Output => told(
                Code::LinkOutside,
                "this symbolic link leads to the output of the build, and is not followed"
                    .to_owned(),
            )
            .help("take the link away, or choose another output folder"),
            Refusal::Name(why) => {
                told(Code::BadId, format!("this file's name {why}")).help("rename it")
            }
            Refusal::Deep => told(
                Code::Unreadable,
                format!(
                    "folders lie in each other more than {} deep here",
                    super::DEPTH
                ),
            )
            .help("put its files into a folder further up"),
            Refusal::Many => told(
                Code::Unreadable,
                format!(
                    "this link to a folder is not followed: there are more than {} such links",
                    super::LINKS
                ),
            ),
            Refusal::Unreadable(why) => told(Code::Unreadable, format!("cannot be read: {why}")),
        }
    }
}

/// Where a path really is; `root` is the site's folder without links.
pub(super) fn follow(root: &Path, path: &Path) -> Result<PathBuf, Refusal> {
    let real = path
        .canonicalize()
        .map_err(|error| unfollowed(path, &error))?;
    let Ok(inside) = real.strip_prefix(root) else {
        return Err(Refusal::Outside);
    };
    match is_hidden(inside) {
        true => Err(Refusal::Hidden(inside.to_string_lossy().into_owned())),
        false => Ok(real),
    }
}

/// Why nothing is found where a path leads.
fn unfollowed(path: &Path, error: &io::Error) -> Refusal {
    let missing = matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory);
    match path.read_link() {
        Ok(target) if missing => Refusal::Nowhere(target.to_string_lossy().into_owned()),
        Ok(target) if comes_back(path, &target) => Refusal::Loop,
        Ok(_) | Err(_) => Refusal::Unreadable(error.to_string()),
    }
}

/// Whether a link leads to one that was passed already; `target` is what it says.
fn comes_back(path: &Path, target: &Path) -> bool {
    let mut passed = vec![path.to_owned()];
    let mut target = target.to_owned();
    loop {
        let here = &passed[passed.len() - 1];
        // The folder without links and dots, so that one place has one spelling.
        let next = here.parent().unwrap_or(Path::new("")).join(&target);
        let (Some(folder), Some(name)) = (next.parent(), next.file_name()) else {
            return false;
        };
        let Ok(folder) = folder.canonicalize() else {
            return false;
        };
        let next = folder.join(name);
        if passed.contains(&next) {
            return true;
        }
        let Ok(further) = next.read_link() else {
            return false;
        };
        if passed.len() > HOPS {
            return false;
        }
        passed.push(next);
        target = further;
    }
}

/// Whether a path from the site's folder goes through what is hidden.
fn is_hidden(inside: &Path) -> bool {
    let annex = [".git", "annex", "objects"].map(|part| Component::Normal(OsStr::new(part)));
    let mut parts = inside.components();
    if parts.clone().take(annex.len()).eq(annex) {
        return false;
    }
    parts.any(|part| {
        let name = part.as_os_str().to_string_lossy();
        let dotted = name.starts_with('.') && !DOTTED.contains(&&*name);
        dotted || Litter::of(&name) == Some(Litter::Editor)
    })
}

/// What something is that is neither a file nor a folder.
pub(super) fn special(metadata: &Metadata) -> Option<&'static str> {
    let kind = metadata.file_type();
    (!kind.is_file() && !kind.is_dir()).then(|| name_of(kind))
}

#[cfg(unix)]
fn name_of(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    if kind.is_fifo() {
        "a named pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn name_of(_: FileType) -> &'static str {
    "a device"
}
