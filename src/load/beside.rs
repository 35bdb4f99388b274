//! Folders beside `content/` that nothing reads, though their names say that something should.

use std::cell::OnceCell;

use super::stray::meant;
use crate::{
    archive::Kinds,
    source::{
        Sources,
        diag::{Code, Diagnostic, Diagnostics},
        files::{FOLDERS, Files},
    },
};

/// Tells the folders of the site that would be read if they lay, or were called, elsewhere.
pub(super) fn tell(kinds: &Kinds, sources: &mut Sources, diags: &mut Diagnostics) {
    let site = sources.files().clone();
    let names = site.names("").folders;
    for name in &names {
        let beside = Beside {
            name,
            files: OnceCell::new(),
            site: &*site,
        };
        let Some(help) = beside.advice(&names, kinds) else {
            continue;
        };
        let source = sources.add(name);
        let message = format!("the folder `{name}/` is not read");
        diags.push(Diagnostic::file(Code::StrayFile, source, message).help(help));
    }
}

/// A folder of the site, whose files are only looked at if its name says something.
struct Beside<'a> {
    name: &'a str,
    site: &'a dyn Files,
    files: OnceCell<Vec<String>>,
}

impl Beside<'_> {
    /// Where the folder's files belong; none if it is no business of postil's.
    fn advice(&self, names: &[String], kinds: &Kinds) -> Option<String> {
        let inside = |folder: &str| format!("move it into content/: `content/{folder}/`");
        let own = || inside(self.name);
        match self.name {
            "public" => None,
            name if FOLDERS.contains(&name) => None,
            "assets" => (!self.files().is_empty()).then(own),
            "transcripts" => self.holds(&["md", "txt"]).then(own),
            "annotations" => self.holds(&["yaml", "yml"]).then(own),
            "pages" => self.holds(&["md"]).then(own),
            name if kinds.of_folder(name).is_some() => self.has_entries().then(own),
            name => {
                let read = meant(name, &FOLDERS)
                    .filter(|read| !names.iter().any(|name| name == read))
                    .filter(|read| self.looks_like(read));
                read.map(|read| format!("did you mean `{read}/`?"))
                    .or_else(|| {
                        let folder = meant(name, &["transcripts", "annotations"])?;
                        self.holds(&["md", "txt", "yaml", "yml"])
                            .then(|| inside(folder))
                    })
            }
        }
    }

    /// The folder's files, from the site's root.
    fn files(&self) -> &[String] {
        self.files
            .get_or_init(|| self.site.walk(self.name, &|_| false).files)
    }

    fn holds(&self, endings: &[&str]) -> bool {
        self.files().iter().any(|path| ends(path, endings))
    }

    /// Whether a folder that is called like one of entries has some: `documents/` is also what others call theirs.
    fn has_entries(&self) -> bool {
        let texts = self.files().iter().filter(|path| path.ends_with(".md"));
        texts
            .take(LOOKED)
            .any(|path| self.site.begins_with(path, b"---"))
    }

    /// Whether the folder may have been meant to be `read`.
    fn looks_like(&self, read: &str) -> bool {
        let mut files = self.files().iter();
        match read {
            "content" => files.any(|path| {
                path.matches('/').count() > 1 && ends(path, &["md", "txt", "yaml", "yml"])
            }),
            "templates" => files.any(|path| ends(path, &["html", "htm"])),
            "words" => files.any(|path| ends(path, &["yaml", "yml"])),
            "static" => files.any(|path| ends(path, &["css", "js"])),
            _ => files.any(|path| path.contains("/templates/") || path.contains("/static/")),
        }
    }
}

/// How many files are opened to see whether they begin with front matter.
const LOOKED: usize = 100;

fn ends(path: &str, endings: &[&str]) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    endings.contains(&ending.to_lowercase().as_str())
}
