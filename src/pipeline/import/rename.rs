//! Keys of an import become ids of the archive, wherever they stand.

use std::{collections::BTreeMap, sync::Arc};

use super::unknown::kinds_of;
use crate::{
    archive::{Annotation, ByRelation, EntryFields, Header, Kind, Name, Names, Relation},
    source::Spanned,
};

/// Which id each key of a file became.
#[derive(Clone, Debug, Default)]
pub(super) struct Renamed {
    /// Of all files, for keys that this one does not have. What became an id is not looked up again: it may be another file's key.
    everywhere: Option<Arc<Renamed>>,
    entries: BTreeMap<(Kind, String), String>,
    transcripts: BTreeMap<String, String>,
}

impl Renamed {
    pub(super) fn entry(&mut self, kind: Kind, key: &str, id: &str) {
        self.entries.insert((kind, key.to_owned()), id.to_owned());
    }

    pub(super) fn transcript(&mut self, key: &str, id: &str) {
        self.transcripts.insert(key.to_owned(), id.to_owned());
    }

    /// With what keys of other files became.
    pub(super) fn or(self, everywhere: &Arc<Renamed>) -> Self {
        Self {
            everywhere: Some(everywhere.clone()),
            ..self
        }
    }

    /// The id of an entry.
    pub(super) fn of_entry(&self, kind: Kind, key: &str) -> Option<&str> {
        let own = self
            .entries
            .get(&(kind, key.to_owned()))
            .map(String::as_str);
        own.or_else(|| self.everywhere.as_ref()?.of_entry(kind, key))
    }

    /// The id of a transcript.
    pub(super) fn of_transcript(&self, key: &str) -> Option<&str> {
        let own = self.transcripts.get(key).map(String::as_str);
        own.or_else(|| self.everywhere.as_ref()?.of_transcript(key))
    }

    fn name(&self, kinds: &[Kind], name: &Name) -> Name {
        let found = kinds
            .iter()
            .find_map(|kind| self.of_entry(*kind, &name.value));
        match found {
            Some(id) => Spanned::unplaced(id.to_owned()),
            None => name.clone(),
        }
    }

    fn names(&self, names: &mut Names) {
        for (kind, name) in names {
            *name = self.name(&[*kind], name);
        }
    }

    fn related(&self, named: &mut ByRelation<Name>, its: Kind) {
        let mut renamed = ByRelation::default();
        for (relation, list) in named.iter() {
            let kinds = kinds_of(relation, its);
            renamed.extend(relation, list.iter().map(|name| self.name(&kinds, name)));
        }
        *named = renamed;
    }

    /// In all that a transcript says beside its words.
    pub(super) fn header(&self, header: &mut Header) {
        self.related(&mut header.named, Kind::TOPICS);
        self.names(&mut header.about);
        let who = kinds_of(Relation::SpeakerPerson, Kind::PEOPLE);
        let persons = header
            .speakers
            .iter_mut()
            .map(|speaker| &mut speaker.person);
        let persons = persons.chain(header.turns.iter_mut().map(|turn| &mut turn.person));
        for person in persons.chain([&mut header.speaker]).flatten() {
            *person = self.name(&who, person);
        }
        for author in header.cite_author.iter_mut().flatten() {
            *author = self.name(&who, author);
        }
        if let Some(original) = &mut header.translation_of
            && let Some(id) = self.of_transcript(&original.value)
        {
            *original = Spanned::unplaced(id.to_owned());
        }
    }

    /// In what an entry says.
    pub(super) fn entry_fields(&self, kind: Kind, fields: &mut EntryFields) {
        self.related(&mut fields.named, kind);
        for role in &mut fields.roles {
            if let Some(at) = &mut role.at {
                *at = self.name(&[Kind::ORGANIZATIONS], at);
            }
        }
    }

    /// In what is noted.
    pub(super) fn annotation(&self, annotation: &mut Annotation) {
        self.names(&mut annotation.names);
        let elsewhere = annotation.targets.iter_mut();
        for transcript in elsewhere.filter_map(|target| target.transcript.as_mut()) {
            if let Some(id) = self.of_transcript(&transcript.value) {
                *transcript = Spanned::unplaced(id.to_owned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_became_an_id_is_not_taken_for_a_key_of_another_file() {
        let (mut local, mut everywhere) = (Renamed::default(), Renamed::default());
        local.entry(Kind::PEOPLE, "P1", "p2");
        everywhere.entry(Kind::PEOPLE, "p2", "somebody-else");
        everywhere.entry(Kind::PEOPLE, "P3", "third");
        let renamed = local.or(&Arc::new(everywhere));
        let name = |key: &str| Spanned::unplaced(key.to_owned());
        assert_eq!(renamed.name(&[Kind::PEOPLE], &name("P1")).value, "p2");
        assert_eq!(renamed.name(&[Kind::PEOPLE], &name("P3")).value, "third");
    }
}
