//! Names that nobody has: neither an entry of the import, nor one of the archive.

use super::present::Present;
use crate::{
    archive::{Annotation, ByRelation, Kind, Name, Names, Relation, To},
    import::{Account, Imported, Place, Report},
};

/// Takes out what names nothing, and remarks it; whose words a label stands before is then asked by the label.
pub(super) fn drop(imported: &mut Imported, present: &Present) {
    let mut unknown = Unknown {
        present,
        account: &mut imported.account,
    };
    for transcript in &mut imported.transcripts {
        let header = &mut transcript.header;
        let who = kinds_of(Relation::SpeakerPerson, Kind::PEOPLE);
        let persons = header
            .speakers
            .iter_mut()
            .map(|speaker| &mut speaker.person);
        let persons = persons.chain(header.turns.iter_mut().map(|turn| &mut turn.person));
        for person in persons.chain([&mut header.speaker]) {
            unknown.one(person, &who);
        }
        unknown.related(&mut header.named, Kind::TOPICS);
        unknown.names(&mut header.about);
        for note in &mut transcript.notes {
            unknown.annotation(&mut note.annotation);
        }
    }
    for note in &mut imported.loose {
        unknown.annotation(&mut note.annotation);
    }
    for entry in &mut imported.entries {
        unknown.related(&mut entry.fields.named, entry.kind);
    }
}

struct Unknown<'a> {
    present: &'a Present,
    account: &'a mut Account,
}

impl Unknown<'_> {
    fn is_known(&mut self, kinds: &[Kind], name: &Name) -> bool {
        let known = kinds
            .iter()
            .any(|kind| self.present.has(*kind, &name.value));
        if !known {
            let what = "nothing of this import or of the archive is called so";
            let place = Place::known_as(&name.value);
            self.account.remark(Report::new("names", place, what, ""));
        }
        known
    }

    fn one(&mut self, name: &mut Option<Name>, kinds: &[Kind]) {
        if name
            .as_ref()
            .is_some_and(|name| !self.is_known(kinds, name))
        {
            *name = None;
        }
    }

    fn names(&mut self, names: &mut Names) {
        names.retain(|(kind, name)| self.is_known(&[*kind], name));
    }

    fn related(&mut self, named: &mut ByRelation<Name>, its: Kind) {
        let mut kept = ByRelation::default();
        for (relation, list) in named.iter() {
            let kinds = kinds_of(relation, its);
            let list = list
                .iter()
                .filter(|name| kinds.is_empty() || self.is_known(&kinds, name));
            kept.extend(relation, list.cloned().collect::<Vec<_>>());
        }
        *named = kept;
    }

    fn annotation(&mut self, annotation: &mut Annotation) {
        self.names(&mut annotation.names);
    }
}

/// The kinds of entries that a field of something of this kind names.
pub(super) fn kinds_of(relation: Relation, its: Kind) -> Vec<Kind> {
    match relation.reference().to {
        To::Kinds(kinds) => kinds.to_vec(),
        To::Its => vec![its],
        To::Transcripts => Vec::new(),
    }
}
