//! Which files a site has and what each of them is, from where it lies. Looks at names only.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

use crate::{
    archive::{Kind, Kinds},
    diag::{Code, Diagnostic, Diagnostics},
    route::Route,
    source::{SourceId, Sources},
};

/// A file of `content/` and what it is.
#[derive(Clone, Debug)]
pub struct Folder {
    /// The file.
    pub source: SourceId,
    /// The id that its name gives (NFC); for assets the whole path.
    pub id: String,
    /// The ending, lower case.
    pub ending: String,
    /// What it is.
    pub role: Role,
}

/// What a file is.
#[derive(Clone, Debug)]
pub enum Role {
    /// A transcript, perhaps with a sidecar.
    Transcript {
        /// `NAME.yaml` beside it.
        sidecar: Option<SourceId>,
    },
    /// Annotations; the names that may be its transcript's id.
    Annotations {
        /// The stem, then the folders, innermost first.
        candidates: Vec<String>,
    },
    /// An entry.
    Entry(Kind),
    /// A free page.
    Page,
    /// Copied to the route.
    Asset(Route),
}

/// The files of a site in sorted order.
pub(super) struct Files {
    pub(super) files: Vec<Folder>,
}

/// Walks `content/`.
///
/// # Errors
/// When the folder cannot be read at all.
pub(super) fn walk(kinds: &Kinds, sources: &mut Sources, diags: &mut Diagnostics) -> Result<Files> {
    let root = sources.root().to_owned();
    let content = root.join("content");
    let mut paths = Vec::new();
    if content.is_dir() {
        let real_root = root
            .canonicalize()
            .with_context(|| format!("cannot resolve {}", root.display()))?;
        let mut walker = WalkDir::new(&content)
            .follow_links(true)
            .max_depth(32)
            .into_iter();
        while let Some(entry) = walker.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().and_then(|p| p.strip_prefix(&root).ok());
                    let source = sources.add(&slashes(path.unwrap_or("content".as_ref())));
                    diags.push(Diagnostic::file(
                        Code::Unreadable,
                        source,
                        format!("cannot be read: {error}"),
                    ));
                    continue;
                }
            };
            let name = entry.file_name().to_string_lossy();
            if entry.depth() > 0 && ignored(&name) {
                if entry.file_type().is_dir() {
                    walker.skip_current_dir();
                }
                continue;
            }
            let relative = slashes(entry.path().strip_prefix(&root).unwrap_or(entry.path()));
            if entry.path_is_symlink()
                && !entry
                    .path()
                    .canonicalize()
                    .is_ok_and(|p| p.starts_with(&real_root))
            {
                let source = sources.add(&relative);
                diags.push(
                    Diagnostic::file(
                        Code::LinkOutside,
                        source,
                        "this symbolic link leads out of the site's folder and is not followed",
                    )
                    .help("copy the file into the site"),
                );
                if entry.file_type().is_dir() {
                    walker.skip_current_dir();
                }
                continue;
            }
            if entry.file_type().is_file() {
                paths.push(relative);
            }
        }
    }
    paths.sort();
    let files = classify(&paths, kinds, sources, diags);
    Ok(Files { files })
}

/// Hidden files and the copies that editor programs leave.
fn ignored(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || [".swp", ".swo", ".bak", ".orig", ".tmp"]
            .iter()
            .any(|e| name.ends_with(e))
        || [
            "Thumbs.db",
            "desktop.ini",
            "README",
            "README.md",
            "LICENSE",
            "LICENSE.md",
            "LICENSE.txt",
            "SOURCE.md",
        ]
        .contains(&name)
}

fn slashes(path: &std::path::Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn classify(
    paths: &[String],
    kinds: &Kinds,
    sources: &mut Sources,
    diags: &mut Diagnostics,
) -> Vec<Folder> {
    let sidecars: BTreeMap<String, &String> = paths
        .iter()
        .filter(|p| p.starts_with("content/transcripts/"))
        .filter_map(|p| {
            Some((
                p.strip_suffix(".yaml")
                    .or_else(|| p.strip_suffix(".yml"))?
                    .to_owned(),
                p,
            ))
        })
        .collect();
    let mut files = Vec::new();
    let mut used: BTreeSet<&String> = BTreeSet::new();
    let mut ids: BTreeMap<(String, String), SourceId> = BTreeMap::new();
    for path in paths {
        let mut parts: Vec<&str> = path.split('/').skip(1).collect();
        let Some(name) = parts.pop() else { continue };
        let Some((&folder, below)) = parts.split_first() else {
            stray(path, "lies directly in content/", kinds, sources, diags);
            continue;
        };
        let source = sources.add(path);
        if folder == "assets" {
            let rest = path.trim_start_matches("content/");
            match Route::new(rest) {
                Some(route) => files.push(Folder {
                    source,
                    id: rest.to_owned(),
                    ending: String::new(),
                    role: Role::Asset(route),
                }),
                None => diags.push(Diagnostic::file(
                    Code::BadId,
                    source,
                    "this file's name cannot be an address",
                )),
            }
            continue;
        }
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let ending = ending.to_lowercase();
        let id: String = stem.nfc().collect();
        let role = match (folder, ending.as_str()) {
            ("transcripts", "md" | "txt") => {
                let key = path.rsplit_once('.').map_or("", |(k, _)| k);
                let sidecar = sidecars.get(key).map(|p| {
                    used.insert(p);
                    sources.add(p)
                });
                Role::Transcript { sidecar }
            }
            ("transcripts", "yaml" | "yml") => continue,
            ("annotations", "yaml" | "yml") => {
                let folders = below.iter().rev().map(|f| f.nfc().collect());
                Role::Annotations {
                    candidates: std::iter::once(id.clone()).chain(folders).collect(),
                }
            }
            ("pages", "md") => Role::Page,
            (folder, "md") if kinds.of_folder(folder).is_some() => match kinds.of_folder(folder) {
                Some(kind) => Role::Entry(kind),
                None => continue,
            },
            _ => {
                stray(path, "is not read here", kinds, sources, diags);
                continue;
            }
        };
        if !matches!(role, Role::Annotations { .. }) {
            if let Err(why) = check_id(&id) {
                diags.push(
                    Diagnostic::file(
                        Code::BadId,
                        source,
                        format!("the file's name `{stem}` cannot be an id: {why}"),
                    )
                    .help(format!(
                        "rename it, for example to `{}.{ending}`",
                        suggest_id(stem)
                    )),
                );
                continue;
            }
            let key = (folder.to_owned(), id.to_lowercase());
            if let Some(&first) = ids.get(&key) {
                let first = sources.path(first).to_owned();
                diags.push(
                    Diagnostic::file(Code::DuplicateId, source, format!("the id `{id}` is taken by {first}"))
                        .note("an id is the file's name without its ending; folders and case do not tell two apart")
                        .help("rename one of them"),
                );
                continue;
            }
            ids.insert(key, source);
        }
        files.push(Folder {
            source,
            id,
            ending,
            role,
        });
    }
    for path in sidecars.values() {
        if !used.contains(path) {
            let source = sources.add(path);
            let stem = path.rsplit_once('.').map_or("", |(k, _)| k);
            diags.push(
                Diagnostic::file(
                    Code::StrayFile,
                    source,
                    "there is no transcript beside this file",
                )
                .help(format!("it belongs to `{stem}.txt`, which does not exist")),
            );
        }
    }
    files
}

fn stray(path: &str, why: &str, kinds: &Kinds, sources: &mut Sources, diags: &mut Diagnostics) {
    let source = sources.add(path);
    let folders: Vec<&str> = ["transcripts", "annotations", "pages", "assets"]
        .into_iter()
        .chain(kinds.iter().map(|(_, n)| n.folder.as_str()))
        .collect();
    let mut parts = path.split('/').skip(1);
    let folder = parts.next().unwrap_or_default();
    let mut remark = Diagnostic::file(
        Code::StrayFile,
        source,
        format!("this file {why} and is ignored"),
    );
    if parts.next().is_some() && !folders.contains(&folder) {
        match crate::text::nearest(folder, folders.iter().copied()) {
            Some(near) => remark = remark.help(format!("did you mean `content/{near}/`?")),
            None => remark = remark.help(format!(
                "declare `{folder}` under `kinds:` in postil.yaml, or move the file to one of: {}",
                folders.join(", ")
            )),
        }
    } else if folder == "transcripts" {
        remark = remark.help("a transcript is a `.md` or `.txt` file, with a `.yaml` file of the same name beside it");
    } else if folder == "annotations" {
        remark = remark.help("annotations are `.yaml` files");
    } else if folders.contains(&folder) {
        remark = remark.help("entries and pages are `.md` files");
    } else {
        remark = remark.help(format!("move it to one of: {}", folders.join(", ")));
    }
    diags.push(remark);
}

/// Why `id` cannot be one.
fn check_id(id: &str) -> Result<(), String> {
    const FORBIDDEN: &[char] = &[
        '\\', ':', '*', '?', '"', '<', '>', '|', '#', '%', '&', '[', ']', '{', '}', '\'',
    ];
    if id.is_empty() {
        return Err("it is empty".into());
    }
    if id.eq_ignore_ascii_case("index") {
        return Err("`index` is the name of the list of all".into());
    }
    if id.len() > 180 {
        return Err("it is longer than 180 bytes".into());
    }
    if id.chars().any(char::is_whitespace) {
        return Err("it holds a blank".into());
    }
    if let Some(c) = id.chars().find(|c| FORBIDDEN.contains(c) || c.is_control()) {
        return Err(format!("it holds `{}`", c.escape_default()));
    }
    if id.ends_with('.') {
        return Err("it ends in a full stop".into());
    }
    Ok(())
}

fn suggest_id(stem: &str) -> String {
    let slug = crate::text::slug(stem);
    match slug.as_str() {
        "" => "name".to_owned(),
        "index" => "index-of".to_owned(),
        _ => slug,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_names_of_any_script_without_blanks() {
        for good in ["2014-04-01-brussels", "сирия", "シリア", "a_b.c"] {
            assert_eq!(check_id(good), Ok(()), "{good}");
        }
        for bad in ["", "a b", "index", "a#b", "a\u{a0}b", "a.", "x|y", "a\tb"] {
            assert!(check_id(bad).is_err(), "{bad:?}");
        }
    }
}
