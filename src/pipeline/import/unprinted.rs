//! Labels that a source does not print: keys of persons, which are names once it is known whose they are.
//!
//! A text that says by keys alone who speaks, and a list of persons in another file: only when both are settled is there a name for the key.

use std::collections::{BTreeMap, BTreeSet};

use super::{setting::Setting, settled::Settled, unknown::kinds_of};
use crate::{
    archive::{Header, Kind, LabelSaid, Relation},
    import::{Imported, labels::can_be_written},
    load::speech::folded_label,
    writer::{Block, Said},
};

/// The titles of all whom a speaker may be, of the archive and of the import, by kind and id.
pub(super) fn names(settled: &[Settled], setting: Setting<'_>) -> BTreeMap<String, String> {
    let kinds = kinds_of(Relation::SpeakerPerson, Kind::PEOPLE);
    let there = setting.site.edition.entries.iter();
    let there = there
        .filter(|entry| !entry.stub && kinds.contains(&entry.kind))
        .map(|entry| (entry.id().to_owned(), entry.fields.title.clone()));
    let brought = settled.iter().flat_map(|file| {
        let entries = file.gathered.imported.iter().flat_map(|i| &i.entries);
        entries.zip(&file.entries)
    });
    let brought = brought
        .filter(|(entry, _)| kinds.contains(&entry.kind))
        .map(|(entry, (id, _))| (id.clone(), entry.fields.title.clone()));
    brought.chain(there).collect()
}

/// Of each transcript the labels that are keys of persons.
pub(super) fn keys(imported: &Imported) -> Vec<BTreeSet<String>> {
    let transcripts = imported.transcripts.iter();
    let keys = transcripts.map(|transcript| {
        let speakers = transcript.header.speakers.iter();
        let keys = speakers.filter(|speaker| {
            let person = speaker.person.as_ref();
            person.is_some_and(|person| person.value == speaker.label)
        });
        keys.map(|speaker| speaker.label.clone()).collect()
    });
    keys.collect()
}

/// Puts names in the place of these labels, where the persons are known by now and no other label is the same.
pub(super) fn name(
    imported: &mut Imported,
    keys: &[BTreeSet<String>],
    named: &BTreeMap<String, String>,
) {
    for (transcript, keys) in imported.transcripts.iter_mut().zip(keys) {
        if keys.is_empty() {
            continue;
        }
        let renamed = in_header(&mut transcript.header, keys, named);
        in_words(&mut transcript.said, &renamed);
    }
}

fn in_header(
    header: &mut Header,
    keys: &BTreeSet<String>,
    named: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let labels = header.speakers.iter().map(|s| folded_label(&s.label));
    let mut taken: BTreeSet<String> = labels.collect();
    let mut renamed = BTreeMap::new();
    for speaker in header.speakers.iter_mut() {
        let person = speaker.person.as_ref().map(|person| &person.value);
        let name = person.and_then(|person| named.get(person));
        let fits = |name: &&String| *name != &speaker.label && can_be_written(name);
        let Some(name) = name.filter(|_| keys.contains(&speaker.label)).filter(fits) else {
            continue;
        };
        if taken.insert(folded_label(name)) {
            let key = std::mem::replace(&mut speaker.label, name.clone());
            renamed.insert(key, name.clone());
        }
    }
    for turn in &mut header.turns {
        if let Some(LabelSaid::Of(label)) = &mut turn.label
            && let Some(name) = renamed.get(&label.value)
        {
            label.value.clone_from(name);
        }
    }
    renamed
}

fn in_words(said: &mut Said, renamed: &BTreeMap<String, String>) {
    for block in &mut said.blocks {
        if let Block::Paragraph(paragraph) = block
            && let Some(label) = &mut paragraph.label
            && let Some(name) = renamed.get(&label.declared)
        {
            label.declared.clone_from(name);
        }
    }
}
