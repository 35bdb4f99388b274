//! What each file of `content/` is, by its folder and its ending; which two are one; which belong together.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    ledgers::Ledgers,
    role::{ContentFile, Role, copied_to},
    stray,
};
use crate::{
    archive::Kinds,
    source::{
        SourceId, Sources, Span,
        diag::{Code, Diagnostic, Diagnostics},
    },
    text::{name, route::Route},
};

/// A file of `content/` and the parts of its path.
#[derive(Clone, Copy)]
struct PathParts<'a> {
    path: &'a str,
    /// The folder of `content/`.
    folder: &'a str,
    /// The folders below it.
    below: &'a [&'a str],
    stem: &'a str,
    /// In lower case.
    ending: &'a str,
}

/// Sidecars and annotation files by the name that they have without their ending, as names are compared.
struct Sheets<'a> {
    by_name: BTreeMap<String, Vec<&'a str>>,
}

impl<'a> Sheets<'a> {
    fn new(paths: &'a [String]) -> Self {
        let mut by_name: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for path in paths {
            let read = ["content/transcripts/", "content/annotations/"];
            let sheet = read.iter().any(|folder| path.starts_with(folder));
            if let Some((stem, ending)) = split(path)
                && sheet
                && matches!(ending.as_str(), "yaml" | "yml")
            {
                by_name.entry(name::folded(stem)).or_default().push(path);
            }
        }
        Self { by_name }
    }

    /// Of two files of one name nobody could tell which one holds.
    fn tell_twins(&self, sources: &mut Sources, diags: &mut Diagnostics) {
        for twins in self.by_name.values() {
            let (first, more) = twins.split_first().expect("a name has a file");
            for twin in more {
                let source = sources.add(twin);
                diags.push(
                    Diagnostic::file(
                        Code::DuplicateId,
                        source,
                        format!("this file and {first} are two of one name"),
                    )
                    .note("`.yaml` and `.yml`, and letters that some disks do not tell apart, make no difference")
                    .help("put what they hold into one of them, and take the other away"),
                );
            }
        }
    }
}

/// A path without its ending, and the ending in lower case.
pub(super) fn split(path: &str) -> Option<(&str, String)> {
    let (stem, ending) = path.rsplit_once('.')?;
    (!ending.contains('/')).then(|| (stem, ending.to_lowercase()))
}

/// Says of each file what it is; what is nothing, or cannot be what it is, is told.
pub(super) fn classify(
    paths: &[String],
    kinds: &Kinds,
    sources: &mut Sources,
    diags: &mut Diagnostics,
) -> Vec<ContentFile> {
    let mut classifier = Classifier {
        kinds,
        sheets: Sheets::new(paths),
        used: BTreeSet::new(),
        ledgers: Ledgers::new(paths),
        ids: BTreeMap::new(),
    };
    classifier.sheets.tell_twins(sources, diags);
    classifier.ledgers.tell_twins(sources, diags);
    let mut files = Vec::new();
    for path in paths {
        files.extend(classifier.file(path, sources, diags));
    }
    lonely_sidecars(&classifier.sheets, &classifier.used, sources, diags);
    classifier.ledgers.tell_lonely(&files, sources, diags);
    files
}

/// What is known while files are looked at one after the other.
struct Classifier<'a> {
    kinds: &'a Kinds,
    sheets: Sheets<'a>,
    /// The names of transcripts, as those of their sidecars are compared.
    used: BTreeSet<String>,
    /// Ledgers by the id of their transcript, as names are compared.
    ledgers: Ledgers<'a>,
    /// Ids that are taken: by the folder, and as names are compared.
    ids: BTreeMap<(String, String), SourceId>,
}

impl Classifier<'_> {
    fn file(
        &mut self,
        path: &str,
        sources: &mut Sources,
        diags: &mut Diagnostics,
    ) -> Option<ContentFile> {
        let mut parts: Vec<&str> = path.split('/').skip(1).collect();
        let file = parts.pop()?;
        let Some((&folder, below)) = parts.split_first() else {
            stray::file(
                path,
                "lies directly in content/",
                self.kinds,
                sources,
                diags,
            );
            return None;
        };
        if let Some(route) = copied_to(path) {
            return copied(path, route, sources, diags);
        }
        let (stem, ending) = split(file).unwrap_or((file, String::new()));
        let parts = PathParts {
            path,
            folder,
            below,
            stem,
            ending: &ending,
        };
        if matches!(folder, "transcripts" | "ledger") && matches!(parts.ending, "yaml" | "yml") {
            return None;
        }
        let Some(role) = self.role(parts, sources) else {
            stray::file(path, "is not read here", self.kinds, sources, diags);
            return None;
        };
        let source = sources.add(path);
        let id = name::nfc(stem).into_owned();
        if !matches!(role, Role::Annotations { .. })
            && let Some(remark) = self.take_id(parts, &id, source, sources)
        {
            diags.push(remark);
            return None;
        }
        Some(ContentFile {
            source,
            id,
            ending,
            role,
        })
    }

    fn role(&mut self, parts: PathParts<'_>, sources: &mut Sources) -> Option<Role> {
        match (parts.folder, parts.ending) {
            ("transcripts", "md" | "txt") => {
                let key = name::folded(split(parts.path).map_or("", |(stem, _)| stem));
                let sidecars = self.sheets.by_name.get(&key);
                let sidecar = sidecars.map(|sheets| sources.add(sheets[0]));
                self.used.insert(key);
                let ledger = self.ledgers.of(parts.stem);
                let ledger = ledger.map(|path| sources.add(path));
                Some(Role::Transcript { sidecar, ledger })
            }
            ("annotations", "yaml" | "yml") => Some(annotations(parts)),
            ("pages", "md") => Some(Role::Page),
            (folder, "md") => self.kinds.of_folder(folder).map(Role::Entry),
            _ => None,
        }
    }

    /// Takes the id that a file's name gives; the remark if it is none or taken.
    fn take_id(
        &mut self,
        parts: PathParts<'_>,
        id: &str,
        source: SourceId,
        sources: &Sources,
    ) -> Option<Diagnostic> {
        let PathParts {
            folder,
            stem,
            ending,
            ..
        } = parts;
        if let Err(why) = check_id(id) {
            let message = format!("the file's name `{stem}` cannot be an id: {why}");
            let meant = suggest_id(stem);
            return Some(
                Diagnostic::file(Code::BadId, source, message)
                    .help(format!("rename it, for example to `{meant}.{ending}`")),
            );
        }
        let key = (folder.to_owned(), name::folded(id));
        if let Some(&first) = self.ids.get(&key) {
            let taken = sources.path(first);
            let message = format!("the id `{id}` is taken by {taken}");
            return Some(
                Diagnostic::file(Code::DuplicateId, source, message)
                    .related(Span::new(first, 0..0), "taken here")
                    .note("an id is the file's name without its ending; folders do not tell two apart, nor does what some disks take for one: case, composed letters, a sign that nobody sees")
                    .help("rename one of them"),
            );
        }
        self.ids.insert(key, source);
        None
    }
}

fn annotations(parts: PathParts<'_>) -> Role {
    let folders = parts.below.iter().rev();
    let names = std::iter::once(&parts.stem).chain(folders);
    Role::Annotations {
        candidates: names.map(|name| name::nfc(name).into_owned()).collect(),
    }
}

/// A file that is copied. Its address is composed (NFC), wherever the file comes from.
fn copied(
    path: &str,
    route: &str,
    sources: &mut Sources,
    diags: &mut Diagnostics,
) -> Option<ContentFile> {
    let source = sources.add(path);
    let id = name::nfc(route).into_owned();
    match Route::parse(&id) {
        Ok(route) => Some(ContentFile {
            source,
            id,
            ending: String::new(),
            role: Role::Asset(route),
        }),
        Err(why) => {
            diags.push(Diagnostic::file(
                Code::BadId,
                source,
                format!("this file's name cannot be an address: {why}"),
            ));
            None
        }
    }
}

fn lonely_sidecars(
    sheets: &Sheets<'_>,
    used: &BTreeSet<String>,
    sources: &mut Sources,
    diags: &mut Diagnostics,
) {
    let lonely = sheets.by_name.iter();
    let lonely = lonely.filter(|(key, _)| key.starts_with("content/transcripts/"));
    for (key, paths) in lonely.filter(|(key, _)| !used.contains(*key)) {
        let source = sources.add(paths[0]);
        let stem = split(paths[0]).map_or(key.as_str(), |(stem, _)| stem);
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
    match name::unportable(id) {
        Some(fault) => Err(fault.to_string()),
        None => Ok(()),
    }
}

fn suggest_id(stem: &str) -> String {
    let slug = crate::text::slug(stem);
    match slug.as_str() {
        "" => "name".to_owned(),
        "index" => "index-of".to_owned(),
        slug if name::unportable(slug).is_some() => format!("{slug}-1"),
        _ => slug,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_names_of_any_script_without_blanks() {
        for good in [
            "2014-04-01-brussels",
            "сирия",
            "シリア",
            "a_b.c",
            "کتاب\u{200c}ها",
        ] {
            assert_eq!(check_id(good), Ok(()), "{good}");
        }
        for bad in [
            "",
            "a b",
            "index",
            "a#b",
            "a\u{a0}b",
            "a.",
            "x|y",
            "a\tb",
            "con",
            "Nul",
            "com1.x",
            "a\u{200e}",
            "a\u{202e}b",
        ] {
            assert!(check_id(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn what_is_proposed_for_a_name_can_be_one() {
        for bad in ["con", "a b", "", "index", "aux.", "com1", "\u{200e}"] {
            assert_eq!(check_id(&suggest_id(bad)), Ok(()), "{bad:?}");
        }
    }
}
