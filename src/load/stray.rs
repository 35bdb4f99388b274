//! Files and folders that stand where postil reads nothing, and what was probably meant.

use crate::{
    archive::Kinds,
    diag::{Code, Diagnostic, Diagnostics},
    folder, name,
    source::Sources,
    text,
};

/// The folders of `content/` that are there without being declared.
const FOLDERS: [&str; 5] = ["transcripts", "annotations", "pages", "assets", "root"];

/// Tells of a file of `content/` that is not read.
pub(super) fn file(
    path: &str,
    why: &str,
    kinds: &Kinds,
    sources: &mut Sources,
    diags: &mut Diagnostics,
) {
    let source = sources.add(path);
    let kinds = kinds.iter().map(|(_, n)| n.folder.as_str());
    let folders: Vec<&str> = FOLDERS.into_iter().chain(kinds).collect();
    let mut parts = path.split('/').skip(1);
    let folder = parts.next().unwrap_or_default();
    let remark = Diagnostic::file(
        Code::StrayFile,
        source,
        format!("this file {why} and is ignored"),
    );
    let help = if parts.next().is_some() && !folders.contains(&folder) {
        match meant(folder, &folders) {
            Some(near) => format!("did you mean `content/{near}/`?"),
            None => format!(
                "declare `{folder}` under `kinds:` in postil.yaml, or move the file to one of: {}",
                folders.join(", ")
            ),
        }
    } else {
        match folder {
            "transcripts" => "a transcript is a `.md` or `.txt` file, with a `.yaml` file of the same name beside it".to_owned(),
            "annotations" => "annotations are `.yaml` files".to_owned(),
            folder if folders.contains(&folder) => "entries and pages are `.md` files".to_owned(),
            _ => format!("move it to one of: {}", folders.join(", ")),
        }
    };
    diags.push(remark.help(help));
}

/// The folder whose name is this one on other disks, or nearly.
fn meant<'a>(folder: &str, folders: &[&'a str]) -> Option<&'a str> {
    let same = |known: &&&str| name::folded(known) == name::folded(folder);
    let same = folders.iter().find(same).copied();
    same.or_else(|| text::nearest(folder, folders.iter().copied()))
}

/// Tells of folders beside `content/` that were meant to be it, `templates/` or `themes/`, or to lie in it.
pub(super) fn beside_content(sources: &mut Sources, diags: &mut Diagnostics) {
    const READ: [&str; 3] = ["content", "templates", "themes"];
    const INSIDE: [&str; 2] = ["transcripts", "annotations"];
    let root = sources.root().to_owned();
    let names = folder::folders_in(&root, "");
    for name in names.iter().filter(|name| !READ.contains(&name.as_str())) {
        let beside = meant(name, &READ)
            .filter(|read| !names.iter().any(|name| name == read))
            .filter(|read| looks_like(read, &folder::walk(&root, name, &|_| false).files))
            .map(|read| format!("did you mean `{read}/`?"));
        let help = beside.or_else(|| {
            // What has the very name is told with all that lies beside `content/` (see `misplaced`).
            let folder = meant(name, &INSIDE).filter(|folder| folder != name)?;
            let texts = |path: &String| {
                let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
                ["md", "txt", "yaml", "yml"].contains(&ending.to_lowercase().as_str())
            };
            let files = folder::walk(&root, name, &|_| false).files;
            files
                .iter()
                .any(texts)
                .then(|| format!("it belongs into `content/{folder}/`"))
        });
        if let Some(help) = help {
            let source = sources.add(name);
            let message = format!("the folder `{name}/` is not read");
            diags.push(Diagnostic::file(Code::StrayFile, source, message).help(help));
        }
    }
}

/// Tells of a file that was meant to be the settings.
pub(super) fn beside_settings(config_file: &str, sources: &mut Sources, diags: &mut Diagnostics) {
    const SETTINGS: &str = "postil.yaml";
    if config_file != SETTINGS {
        return;
    }
    for name in folder::files_in(sources.root()) {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
        let like = name::folded(stem) == "postil"
            && matches!(ending.to_lowercase().as_str(), "yaml" | "yml");
        if like && name != SETTINGS {
            let source = sources.add(&name);
            let message = format!("this file is not read: settings stand in `{SETTINGS}`");
            diags.push(Diagnostic::file(Code::StrayFile, source, message).help("rename it"));
        }
    }
}

/// Whether a folder with these files may have been meant to be `read`.
fn looks_like(read: &str, files: &[String]) -> bool {
    let ends = |path: &str, endings: &[&str]| {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        endings.contains(&ending.to_lowercase().as_str())
    };
    let any = |like: &dyn Fn(&str) -> bool| files.iter().any(|path| like(path));
    match read {
        "content" => {
            any(&|path| path.matches('/').count() > 1 && ends(path, &["md", "txt", "yaml", "yml"]))
        }
        "templates" => any(&|path| ends(path, &["html", "htm"])),
        _ => any(&|path| path.contains("/templates/") || path.contains("/static/")),
    }
}
