//! Files and folders that stand where postil reads nothing, and what was probably meant.

use crate::{
    archive::Kinds,
    source::{
        Sources,
        diag::{Code, Diagnostic, Diagnostics},
    },
    text::{self, name},
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
    // Nobody moves a file there: only `postil seal` writes into it.
    let known: Vec<&str> = folders.iter().copied().chain(["ledger"]).collect();
    let mut parts = path.split('/').skip(1);
    let folder = parts.next().unwrap_or_default();
    let remark = Diagnostic::file(
        Code::StrayFile,
        source,
        format!("this file {why} and is ignored"),
    );
    let help = if parts.next().is_some() && !known.contains(&folder) {
        match meant(folder, &known) {
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
            "ledger" => "ledgers are `.yaml` files, and `postil seal` writes them".to_owned(),
            folder if folders.contains(&folder) => "entries and pages are `.md` files".to_owned(),
            _ => format!("move it to one of: {}", folders.join(", ")),
        }
    };
    diags.push(remark.help(help));
}

/// The folder whose name is this one on other disks, or nearly.
pub(super) fn meant<'a>(folder: &str, folders: &[&'a str]) -> Option<&'a str> {
    let same = |known: &&&str| name::folded(known) == name::folded(folder);
    let same = folders.iter().find(same).copied();
    same.or_else(|| text::nearest(folder, folders.iter().copied()))
}

/// Tells of a file that was meant to be the settings.
pub(super) fn beside_settings(config_file: &str, sources: &mut Sources, diags: &mut Diagnostics) {
    const SETTINGS: &str = "postil.yaml";
    if config_file != SETTINGS {
        return;
    }
    for name in sources.files().names("").files {
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
