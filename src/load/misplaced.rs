//! Folders beside `content/` that nothing reads, though their names say that something should.

use std::path::Path;

use walkdir::WalkDir;

use crate::{
    archive::Kinds,
    diag::{Code, Diagnostic, Diagnostics},
    folder::Litter,
    source::Sources,
};

/// How many files of a folder are looked at to see whether it holds what belongs elsewhere.
const LOOKED: usize = 2000;

/// Tells the folders of the site that would be read if they lay, or were called, elsewhere.
pub(super) fn tell(kinds: &Kinds, sources: &mut Sources, diags: &mut Diagnostics) {
    let Ok(entries) = sources.root().read_dir() else {
        return;
    };
    let mut names: Vec<String> = entries
        .flatten()
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort();
    for name in names {
        let folder = sources.root().join(&name);
        let Some(help) = advice(&name, &folder, kinds) else {
            continue;
        };
        let source = sources.add(&name);
        let message = format!("the folder `{name}/` is not read");
        diags.push(Diagnostic::file(Code::StrayFile, source, message).help(help));
    }
}

/// Where a folder's files belong; none if it is no business of postil's.
fn advice(name: &str, folder: &Path, kinds: &Kinds) -> Option<String> {
    let holds = |endings: &[&str]| {
        let files = WalkDir::new(folder)
            .max_depth(8)
            .into_iter()
            .flatten()
            .take(LOOKED);
        files
            .filter(|entry| entry.file_type().is_file())
            .filter(|entry| Litter::of(&entry.file_name().to_string_lossy()).is_none())
            .any(|entry| {
                let ending = entry
                    .path()
                    .extension()
                    .map(|e| e.to_string_lossy().to_lowercase());
                endings.is_empty() || ending.is_some_and(|e| endings.contains(&e.as_str()))
            })
    };
    let inside = || format!("move it into content/: `content/{name}/`");
    match name {
        "content" | "templates" | "themes" | "public" => None,
        "static" => holds(&[]).then(|| {
            "files to be copied belong into `content/assets/`, those of a theme into `themes/NAME/static/`"
                .to_owned()
        }),
        "assets" => holds(&[]).then(inside),
        "transcripts" => holds(&["md", "txt"]).then(inside),
        "annotations" => holds(&["yaml", "yml"]).then(inside),
        "pages" => holds(&["md"]).then(inside),
        other if kinds.of_folder(other).is_some() => holds(&["md"]).then(inside),
        _ => None,
    }
}
