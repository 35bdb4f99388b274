//! Reads the files that are to be imported, many at once, each for itself.

use std::{
    fs,
    io::Read as _,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
};

use anyhow::{Context as _, Result, bail};
use rayon::prelude::*;

use super::{ImportRequest, record::ImportRecord};
use crate::{
    import::{self, AsWords, Asked, Changes, Charset, ImportFile, Imported, Unreadable},
    source::{checksum::Sum, files::Litter},
};

/// The most bytes that a file may have.
const LARGEST: u64 = 512 << 20;

/// A file that is to be imported.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    /// What the archive remembers it by: its path from the folder that was named, or its name, with `/`.
    pub(super) origin: String,
    /// Where it lies.
    pub(super) path: PathBuf,
    /// Whether it is about the folder in which it was found, by its name: nobody named it.
    pub(super) is_about: bool,
}

/// A file that is to be read.
#[derive(Clone, Debug)]
pub(super) struct ToRead {
    pub(super) found: Found,
    /// What is remembered of an earlier import of it.
    pub(super) before: Option<ImportRecord>,
    /// What is words in it, whatever it looks like.
    pub(super) as_words: AsWords,
}

/// A file that was read.
#[derive(Debug)]
pub(super) struct Gathered {
    pub(super) found: Found,
    /// What is remembered of an earlier import of it.
    pub(super) before: Option<ImportRecord>,
    /// Of its bytes and of how they were read.
    pub(super) digest: String,
    /// The name of its format.
    pub(super) format: &'static str,
    pub(super) imported: Result<Imported, Unreadable>,
}

/// All files that are named, and those in folders that are; what begins with a dot is passed by.
///
/// # Errors
/// If something that is named is not there, or a folder cannot be listed.
pub(super) fn find(paths: &[PathBuf]) -> Result<Vec<Found>> {
    let mut found = Vec::new();
    for path in paths {
        let looked = fs::metadata(path);
        let looked = looked.with_context(|| format!("cannot read {}", path.display()))?;
        if looked.is_dir() {
            // Of several folders each says its name, so that their files are told apart.
            let name = match paths.len() {
                1 => String::new(),
                _ => format!("{}/", name_of(path)),
            };
            below(path, &name, &mut found)?;
        } else {
            found.push(Found {
                origin: name_of(path),
                path: path.clone(),
                is_about: false,
            });
        }
    }
    found.sort();
    found.dedup();
    for pair in found.windows(2) {
        if let [one, other] = pair
            && one.origin == other.origin
        {
            bail!(
                "{} and {} have one name: import them one after the other, with `--id`",
                one.path.display(),
                other.path.display()
            );
        }
    }
    Ok(found)
}

/// How deep folders may lie in each other.
const DEPTH: usize = 32;

fn below(folder: &Path, shown: &str, found: &mut Vec<Found>) -> Result<()> {
    if shown.matches('/').count() > DEPTH {
        return Ok(());
    }
    let listed = fs::read_dir(folder);
    let listed = listed.with_context(|| format!("cannot list {}", folder.display()))?;
    for entry in listed {
        let entry = entry.with_context(|| format!("cannot list {}", folder.display()))?;
        let path = entry.path();
        let name = name_of(&path);
        if name.starts_with('.') || name.starts_with("~$") {
            continue;
        }
        let kind = entry.file_type();
        let kind = kind.with_context(|| format!("cannot look at {}", path.display()))?;
        let shown = format!("{shown}{name}");
        if kind.is_dir() {
            below(&path, &format!("{shown}/"), found)?;
        } else if kind.is_file() {
            found.push(Found {
                origin: shown,
                path,
                is_about: is_about(&name),
            });
        }
    }
    Ok(())
}

/// Whether a file says something about its folder: `README.md`, `LICENSE-CC0.txt`, `COPYING`.
fn is_about(name: &str) -> bool {
    const ABOUT: [&str; 5] = ["README", "LICENSE", "LICENCE", "COPYING", "NOTICE"];
    let begins = |word: &str| {
        let rest = name.strip_prefix(word);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-', '_']))
    };
    let is_text = ["", "md", "txt", "rst", "html"];
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    Litter::of(name) == Some(Litter::About)
        || (is_text.contains(&ending) && ABOUT.into_iter().any(begins))
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// Reads all of them; `progress` is told how many are done of how many.
pub(super) fn read(
    files: &[ToRead],
    request: &ImportRequest,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Vec<Gathered> {
    let (done, all) = (AtomicUsize::new(0), files.len());
    let read = |file: &ToRead| {
        let gathered = one(file, request);
        progress(done.fetch_add(1, Ordering::Relaxed) + 1, all);
        gathered
    };
    files.par_iter().map(read).collect()
}

fn one(to_read: &ToRead, request: &ImportRequest) -> Gathered {
    let ToRead {
        found,
        before,
        as_words,
    } = to_read;
    let name = name_of(&found.path);
    let (bytes, trouble) = match bytes(&found.path) {
        Ok(bytes) => (bytes, None),
        Err(trouble) => (Vec::new(), Some(trouble)),
    };
    let digest = digest(&bytes, request);
    let mut gathered = Gathered {
        found: found.clone(),
        before: before.clone(),
        digest,
        format: "",
        imported: Err(Unreadable::new("")),
    };
    gathered.imported = match trouble {
        Some(trouble) => Err(trouble),
        None => {
            let file = ImportFile::new(name, bytes, request.charset);
            import::importer_of(&file, request.from.as_deref()).and_then(|importer| {
                gathered.format = importer.name();
                let asked = Asked {
                    as_words: as_words.clone(),
                    ..request.asked.clone()
                };
                let mut imported = importer.read(&file, &asked)?;
                import::of_name(&mut imported, file.stem(), as_words);
                adds_up(imported)
            })
        }
    };
    let has_ids = gathered.imported.as_ref().is_ok_and(|read| read.has_ids);
    if let Some(of_archive) = digest_of_archive(&request.asked).filter(|_| has_ids) {
        gathered.digest.push(' ');
        gathered.digest.push_str(&of_archive);
    }
    gathered
}

/// Nothing is written of a file of which something would be lost, made up or put elsewhere.
fn adds_up(imported: Imported) -> Result<Imported, Unreadable> {
    let wrong = import::reckon(&imported);
    if wrong.is_empty() {
        return Ok(imported);
    }
    let wrong = format!("the account does not add up: {}", wrong.join("; "));
    Err(Unreadable::new(wrong).help(
        "nothing of this file was written; this is a fault of postil: please send the file, or as much of it as does this",
    ))
}

fn bytes(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let told = |error: &std::io::Error| Unreadable::new(format!("it cannot be read: {error}"));
    let file = fs::File::open(path).map_err(|e| told(&e))?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| told(&e))?;
    match bytes.len() as u64 > LARGEST {
        true => Err(Unreadable::new(format!(
            "it has more than {} MB",
            LARGEST >> 20
        ))),
        false => Ok(bytes),
    }
}

/// Of the bytes of a file, and of all that decides what is made of them.
fn digest(bytes: &[u8], request: &ImportRequest) -> String {
    let asked = &request.asked;
    let changes = (asked.changes == Changes::Reject).then_some("reject");
    let charset = request.charset.map(Charset::name);
    let from = request.from.as_deref();
    let how = [from, asked.language.as_deref(), changes, charset];
    let said: Vec<&str> = how.into_iter().flatten().collect();
    let mut digest = Sum::of(bytes).hex();
    for how in said {
        digest.push(' ');
        digest.push_str(how);
    }
    digest
}

/// Of what importers know of the archive: with a kind or an editor more, what could not be brought can be.
fn digest_of_archive(asked: &Asked) -> Option<String> {
    let own = asked.kinds.iter().filter(|(kind, _)| kind.is_own());
    let kinds = own.map(|(_, names)| format!("{}\n{}\n", names.folder, names.slug));
    let editors = asked.editors.iter();
    let editors = editors.map(|(id, name)| format!("\n{id}\n{name}\n"));
    let all: String = kinds.chain(editors).collect();
    (!all.is_empty()).then(|| Sum::of(all.as_bytes()).hex())
}
