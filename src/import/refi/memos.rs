//! Notes of a project (memos), and who wrote what.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    archive::{Annotation, Dated, Name, Prose},
    import::{
        account::{Account, Place, Report, Side},
        charset,
        foreign::{clean, day, plain},
        package::Package,
        xml::Element,
    },
};

/// The most bytes of a memo that is written wherever it is referred to.
const LONGEST_TWICE: usize = 2000;

/// What all parts of a project are read with.
pub(super) struct Project<'p> {
    pub(super) account: Account,
    pub(super) package: &'p Package,
    /// Its files by name.
    pub(super) files: BTreeMap<String, &'p str>,
    pub(super) memos: Memos<'p>,
    /// Names by GUID.
    pub(super) users: BTreeMap<String, String>,
    /// GUIDs of the codes.
    pub(super) codes: BTreeSet<String>,
}

/// Memos by GUID.
pub(super) struct Memos<'p> {
    all: BTreeMap<String, &'p Element>,
    used: BTreeSet<String>,
    /// Those that are not used in the end, with their words.
    unread: BTreeMap<String, (Place, String)>,
}

/// What a memo says.
pub(super) struct Memo {
    pub(super) title: String,
    pub(super) words: String,
    pub(super) by: Option<Name>,
    pub(super) written: Option<Dated>,
}

/// GUIDs are written in either case, and with braces or without.
pub(super) fn guid(written: &str) -> String {
    written
        .trim()
        .trim_start_matches('{')
        .trim_end_matches('}')
        .to_lowercase()
}

/// The names of users.
pub(super) fn users(root: &Element) -> BTreeMap<String, String> {
    let users = root
        .first("Users")
        .into_iter()
        .flat_map(|users| users.all("User"));
    let named = users.filter_map(|user| {
        let name = user.attribute("name").or(user.attribute("id"))?;
        Some((guid(user.attribute("guid")?), clean(name)))
    });
    named.filter(|(_, name)| !name.is_empty()).collect()
}

impl<'p> Memos<'p> {
    pub(super) fn of(root: &'p Element) -> Self {
        let notes = root
            .first("Notes")
            .into_iter()
            .flat_map(|notes| notes.all("Note"));
        let by_guid = notes.filter_map(|note| Some((guid(note.attribute("guid")?), note)));
        Self {
            all: by_guid.collect(),
            used: BTreeSet::new(),
            unread: BTreeMap::new(),
        }
    }

    /// What was not used.
    pub(super) fn rest(&mut self) -> Vec<(Place, String)> {
        std::mem::take(&mut self.unread).into_values().collect()
    }
}

impl Project<'_> {
    /// Who an attribute names.
    pub(super) fn user(&self, element: &Element, attribute: &str) -> Option<Name> {
        let known = self.users.get(&guid(element.attribute(attribute)?))?;
        Some(Name::unplaced(known.clone()))
    }

    /// Counts all memos, and hands over their words.
    pub(super) fn count_memos(&mut self) {
        let all: Vec<(String, &Element)> = self
            .memos
            .all
            .iter()
            .map(|(guid, note)| (guid.clone(), *note))
            .collect();
        for (guid, note) in all {
            let words = self.words(note);
            self.account.found("memos", 1);
            self.account.printed(Side::Notes, &words);
            self.memos.unread.insert(guid, (note.place(), words));
        }
    }

    /// The memos that an element refers to.
    pub(super) fn memos_of(&mut self, element: &Element) -> Vec<Memo> {
        let guids = element
            .all("NoteRef")
            .filter_map(|r| Some(guid(r.attribute("targetGUID")?)));
        let guids: Vec<String> = guids.collect();
        guids.iter().filter_map(|guid| self.memo(guid)).collect()
    }

    fn memo(&mut self, guid: &str) -> Option<Memo> {
        let note = *self.memos.all.get(guid)?;
        let words = self.words(note);
        match self.memos.used.insert(guid.to_owned()) {
            true => {
                self.account.wrote("memos", 1);
                self.memos.unread.remove(guid);
            }
            // What many selections refer to would make a small file a large archive.
            false if words.len() > LONGEST_TWICE => {
                let what = "it is referred to from several places, and written at the first";
                let report = Report::new("memos", note.place(), what, "");
                self.account.remark(report);
                return None;
            }
            false => self.account.printed(Side::Notes, &words),
        }
        Some(Memo {
            title: clean(note.attribute("name").unwrap_or_default()).replace('\n', " "),
            words,
            by: self.user(note, "creatingUser"),
            written: note.attribute("creationDateTime").and_then(day),
        })
    }

    /// Its words in the project, or in a file of it.
    fn words(&self, note: &Element) -> String {
        let here = note.first("PlainTextContent").map(Element::text);
        let described = note.first("Description").map(Element::text);
        let file = || {
            let bytes = self.file(note.attribute("plainTextPath")?)?;
            charset::decode(bytes, None)
                .ok()
                .map(|decoded| decoded.text)
        };
        here.or_else(file)
            .into_iter()
            .chain(described)
            .collect::<Vec<_>>()
            .join("\n\n")
    }

    /// A file of the package by a path of the project: `internal://NAME`, or without what stands before the name.
    pub(super) fn file(&self, path: &str) -> Option<&[u8]> {
        let found = self.files.get(&file_name(path)?)?;
        self.package.file(found)
    }
}

/// The files of a package by their names without folders, in lower case.
pub(super) fn files(package: &Package) -> BTreeMap<String, &str> {
    let names = package.names();
    names
        .filter_map(|name| Some((file_name(name)?, name)))
        .collect()
}

fn file_name(path: &str) -> Option<String> {
    let name = path.rsplit(['/', '\\', ':']).next()?;
    (!name.is_empty()).then(|| name.to_lowercase())
}

/// Adds words to a note, as Markdown that says the same.
pub(super) fn add(annotation: &mut Annotation, words: &str) {
    let words = plain(words);
    if words.is_empty() {
        return;
    }
    let before = annotation.note.take().map(|note| note.text + "\n\n");
    annotation.note = Some(Prose::unplaced(before.unwrap_or_default() + &words));
}
