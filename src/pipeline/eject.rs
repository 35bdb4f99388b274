//! Built-in templates and static files, written out into the site to be changed there.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::{
    load, output,
    render::{BuiltIn, Theme},
    source::{Sources, Spanned, diag::Diagnostics, files::Files},
    text,
};

/// What can be written out: the files of a built-in theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ejectable {
    /// The built-in theme that the site uses, alone or below its own: before the names of its templates (`default/topic.html`).
    pub theme: &'static str,
    /// Names: of templates as other templates name them (`topic.html`), of static files with their folder (`static/postil.css`).
    pub names: Vec<String>,
}

/// What is to be written out.
#[derive(Clone, Debug)]
pub struct EjectRequest {
    /// Names of what [`Ejectable`] lists. Without any, all; then those stay that the site has.
    pub names: Vec<String>,
    /// Whether files of the site are written over.
    pub force: bool,
}

/// What was written, and what was not. Paths are those from the site's folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ejected {
    /// Files that were written.
    pub written: Vec<String>,
    /// Files that the site has and that say something else.
    pub kept: Vec<String>,
    /// Files that the site has and that are the built-in ones.
    pub same: Vec<String>,
    /// Files of the site's theme that those that were written stand in front of now.
    pub hidden: Vec<String>,
}

/// What can be written out into the site whose files are those of `sources`.
pub(super) fn ejectable(sources: &mut Sources, config_file: &str) -> Ejectable {
    let built_in = used(sources, config_file).0;
    let files = built_in.files().into_iter();
    Ejectable {
        theme: built_in.name(),
        names: files.map(|(path, _)| name(&path).to_owned()).collect(),
    }
}

/// The built-in theme that a site uses, and the theme that it names. What is wrong in the settings is told when it is built.
fn used(sources: &mut Sources, config_file: &str) -> (BuiltIn, Option<Spanned<String>>) {
    let theme = load::settings(config_file, sources, &mut Diagnostics::new()).theme;
    (Theme::built_in(theme.as_ref(), sources), theme)
}

fn name(path: &str) -> &str {
    path.strip_prefix("templates/").unwrap_or(path)
}

/// Writes built-in files into the site in `root`, whose files are those of `sources`. Nothing is written if there is no file of a name, or if one that
/// is named stands there already and says something else.
pub(super) fn eject(
    root: &Path,
    (sources, config_file): (&mut Sources, &str),
    request: &EjectRequest,
) -> Result<Ejected> {
    let (built_in, theme) = used(sources, config_file);
    let files = sources.files().clone();
    let files = &*files;
    let chosen = match request.names.is_empty() {
        true => built_in.files(),
        false => chosen(built_in, &request.names)?,
    };
    let mut ejected = Ejected::default();
    let mut to_write = Vec::new();
    for (path, bytes) in chosen {
        if is_same(files, &path, bytes) {
            ejected.same.push(path);
        } else if request.force || !stands(files, &path) {
            to_write.push((path, bytes));
        } else {
            ejected.kept.push(path);
        }
    }
    if let (false, Some(path)) = (request.names.is_empty(), ejected.kept.first()) {
        bail!("{path} is there already; `--force` writes over it");
    }
    for (path, _) in &to_write {
        if let Some(refused) = refused(files, path) {
            bail!("{refused} may not be read where it stands, and so is not written, either");
        }
    }
    for (path, bytes) in to_write {
        output::replace(&root.join(&path), bytes)
            .with_context(|| format!("cannot write {path}"))?;
        ejected.written.push(path);
    }
    if let Some(theme) = theme {
        let of_theme = |path: &String| format!("themes/{}/{path}", theme.value);
        let hidden = ejected.written.iter().map(of_theme);
        ejected.hidden = hidden.filter(|path| stands(files, path)).collect();
    }
    Ok(ejected)
}

fn is_same(files: &dyn Files, path: &str, bytes: &[u8]) -> bool {
    let most = bytes.len() as u64;
    let read = files.read(path, most).ok().and_then(|read| read.whole());
    read.as_deref() == Some(bytes)
}

fn stands(files: &dyn Files, path: &str) -> bool {
    files.file(path).is_some() || files.folder(path).is_some()
}

/// The file, or a folder that it would be in, if it is a link out of the site or anything else that is not read.
fn refused<'a>(files: &dyn Files, path: &'a str) -> Option<&'a str> {
    let mut folders = path.match_indices('/').map(|(end, _)| &path[..end]);
    let of_folder = folders.find(|folder| matches!(files.folder(folder), Some(Err(_))));
    let is_refused = matches!(files.file(path), Some(Err(_)));
    of_folder.or_else(|| is_refused.then_some(path))
}

/// A built-in file: where it would stand in a site, and its bytes.
type File = (String, &'static [u8]);

/// The files of these names, each once.
fn chosen(theme: BuiltIn, names: &[String]) -> Result<Vec<File>> {
    let files = &theme.files();
    let mut chosen: Vec<File> = Vec::new();
    for wanted in names {
        let written = wanted.replace('\\', "/");
        let of_theme = written.strip_prefix(theme.name());
        let of_theme = of_theme.and_then(|rest| rest.strip_prefix('/'));
        let written = name(of_theme.unwrap_or(&written));
        let Some(found) = found(files, written) else {
            let names = files.iter().flat_map(|(path, _)| called(path));
            let near = text::nearest(written, names).and_then(|near| self::found(files, near));
            match near {
                Some((near, _)) => bail!(
                    "there is no built-in template `{wanted}`; did you mean `{}`?",
                    name(near)
                ),
                None => bail!(
                    "there is no built-in template `{wanted}`; `postil theme eject` lists all"
                ),
            }
        };
        if !chosen.contains(found) {
            chosen.push(found.clone());
        }
    }
    Ok(chosen)
}

/// What a file may be called: its name, without its ending, and both without its folder. The first of these that fits any file counts.
fn called(path: &str) -> [&str; 4] {
    let whole = name(path);
    let file = whole.rsplit_once('/').map_or(whole, |(_, file)| file);
    let stem = |name: &'_ str| name.rfind('.').unwrap_or(name.len());
    [whole, &whole[..stem(whole)], file, &file[..stem(file)]]
}

fn found<'a>(files: &'a [File], written: &str) -> Option<&'a File> {
    (0..4).find_map(|form| files.iter().find(|(path, _)| called(path)[form] == written))
}
