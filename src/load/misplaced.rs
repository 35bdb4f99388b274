//! Folders beside `content/` that nothing reads, though their names say that something should.

use std::{fs::File, io::Read, path::Path};

use crate::{
    archive::Kinds,
    diag::{Code, Diagnostic, Diagnostics},
    folder,
    source::Sources,
};

/// Tells the folders of the site that would be read if they lay, or were called, elsewhere.
pub(super) fn tell(kinds: &Kinds, sources: &mut Sources, diags: &mut Diagnostics) {
    let root = sources.root().to_owned();
    for name in folder::folders_in(&root, "") {
        let Some(help) = advice(&name, &root, kinds) else {
            continue;
        };
        let source = sources.add(&name);
        let message = format!("the folder `{name}/` is not read");
        diags.push(Diagnostic::file(Code::StrayFile, source, message).help(help));
    }
}

/// Whether a folder that is called like one of entries has some: `documents/` is also what others call theirs.
fn has_entries(name: &str, root: &Path) -> bool {
    let files = folder::walk(root, name, &|_| false).files;
    let texts = files
        .iter()
        .filter(|path| path.ends_with(".md"))
        .take(LOOKED);
    texts.into_iter().any(|path| {
        let mut first = [0; 3];
        let opened = File::open(root.join(path));
        opened.is_ok_and(|mut file| file.read_exact(&mut first).is_ok() && first == *b"---")
    })
}

/// How many files are opened to see whether they begin with front matter.
const LOOKED: usize = 100;

/// Where a folder's files belong; none if it is no business of postil's.
fn advice(name: &str, root: &Path, kinds: &Kinds) -> Option<String> {
    let holds = |endings: &[&str]| {
        let files = folder::walk(root, name, &|_| false).files;
        files.iter().any(|path| {
            let ending = path
                .rsplit_once('.')
                .map(|(_, ending)| ending.to_lowercase());
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
        other if kinds.of_folder(other).is_some() => has_entries(other, root).then(inside),
        _ => None,
    }
}
