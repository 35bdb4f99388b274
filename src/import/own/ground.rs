//! What a file is brought into: the kinds and editors that the archive declares, beside those of the file.

use std::collections::{BTreeMap, BTreeSet};

use super::{links::Site, object::Object};
use crate::{
    archive::{Kind, Kinds, Name},
    import::{Account, Asked, Place, Report, Side},
};

/// Names of entries, for the account.
const NAMES: &str = "names";

/// What a file is brought into.
#[derive(Debug)]
pub(super) struct Ground<'a> {
    asked: &'a Asked,
    pub(super) site: Site,
    /// Kinds by the word that the file has for one of them.
    by_word: BTreeMap<&'a str, Kind>,
    /// Editors of whom it was told that the archive does not have them.
    told: BTreeSet<String>,
}

impl<'a> Ground<'a> {
    pub(super) fn new(whole: Object<'a>, asked: &'a Asked, site: Site) -> Self {
        let kinds = asked.kinds.iter();
        let mut by_word: BTreeMap<&str, Kind> = kinds
            .map(|(kind, names)| (names.slug.as_str(), kind))
            .collect();
        for declared in whole.objects("kinds") {
            if let (Some(word), Some(folder)) = (declared.str("kind"), declared.str("key")) {
                // The same word may be another kind here.
                match asked.kinds.of_folder(folder) {
                    Some(kind) => by_word.insert(word, kind),
                    None => by_word.remove(word),
                };
            }
        }
        Self {
            asked,
            site,
            by_word,
            told: BTreeSet::new(),
        }
    }

    /// The kinds of the archive.
    pub(super) fn kinds(&self) -> &Kinds {
        &self.asked.kinds
    }

    pub(super) fn kind(&self, word: &str) -> Option<Kind> {
        self.by_word.get(word).copied()
    }

    /// Entries by their kinds and ids; those of kinds that the archive does not have are reported.
    pub(super) fn named(
        &self,
        objects: impl Iterator<Item = Object<'a>>,
        place: &Place,
        account: &mut Account,
    ) -> Vec<(Kind, Name)> {
        let mut named = Vec::new();
        for object in objects {
            account.found(NAMES, 1);
            let word = object.str("kind").unwrap_or_default();
            let id = object.str("id").unwrap_or_default();
            match self.kind(word).filter(|_| !id.is_empty()) {
                Some(kind) => {
                    account.wrote(NAMES, 1);
                    named.push((kind, Name::unplaced(id.to_owned())));
                }
                None => {
                    let what = format!(
                        "`{word}:{id}` is of a kind that this archive does not have: declare it in postil.yaml, and import again with `--update`"
                    );
                    let report = Report::new(NAMES, place.clone(), what, "");
                    account.left_out(Side::Notes, report);
                }
            }
        }
        named
    }

    /// An editor or anybody else who wrote or checked something.
    pub(super) fn by(&mut self, by: Object<'_>, account: &mut Account) -> Option<Name> {
        let (id, name) = (by.str("id"), by.str("name"));
        let Some(id) = id else {
            return name.map(|name| Name::unplaced(name.to_owned()));
        };
        let name = name.unwrap_or(id);
        if self.has_editor(id, name) {
            return Some(Name::unplaced(id.to_owned()));
        }
        if self.told.insert(id.to_owned()) {
            let what = format!(
                "notes have the name of this editor, whom postil.yaml does not have: {}",
                declared(id, name, by.flag("machine"))
            );
            account.remark(Report::new("editors", Place::known_as(id), what, name));
        }
        Some(Name::unplaced(name.to_owned()))
    }

    /// Whether the archive has an editor of this id and name.
    pub(super) fn has_editor(&self, id: &str, name: &str) -> bool {
        self.asked
            .editors
            .get(id)
            .is_some_and(|known| known == name)
    }

    /// Markdown with wiki links in the place of addresses of the site; those that lead to nothing that is brought are remarked.
    pub(super) fn unlinked(
        &self,
        markdown: &str,
        place: &Place,
        account: &mut Account,
    ) -> super::links::Unlinked {
        let unlinked = self.site.unlinked(markdown);
        for address in &unlinked.left {
            let what = match address.contains("://") {
                true => "a page of that archive which is not brought: the link keeps its address",
                false => {
                    "a page of that archive which is not brought: the words stay without the link"
                }
            };
            account.remark(Report::new("links", place.clone(), what, address));
        }
        unlinked
    }
}

/// What is to be written into postil.yaml so that it has an editor.
pub(super) fn declared(id: &str, name: &str, machine: bool) -> String {
    let machine = match machine {
        true => ", machine: true",
        false => "",
    };
    format!("`editors: {{{id}: {{name: {}{machine}}}}}`", in_yaml(name))
}

/// Words as a value of YAML within braces.
pub(super) fn in_yaml(words: &str) -> String {
    let is_plain = words
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '’'))
        && words.starts_with(char::is_alphabetic);
    match is_plain {
        true => words.to_owned(),
        false => crate::text::yaml::quoted(words),
    }
}
