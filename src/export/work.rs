//! A transcript as citations name it.

use rapidhash::RapidHashSet;

use super::place::rights;
use crate::{
    archive::{EntryIndex, Kind, Part},
    cite::{Genre, Name, Work},
    reader::{Author, Head, Reader, Relation, Thing, TurnSpeaker},
};

/// A transcript as citations name it, at this full address. It notes the names that it takes.
pub fn work(reader: &Reader<'_>, head: Head<'_>, url: Option<String>) -> Work {
    let (header, links) = (head.header(), head.links());
    let config = reader.config();
    let first = |relation| {
        let entry = links.named.of(relation).first()?;
        Some(reader.name(Thing::Entry(*entry)).to_owned())
    };
    let authors = links.authors.iter().map(|author| match author {
        Author::Entry(entry) => name(reader, *entry),
        Author::Name(name) => Name::Whole(name.clone()),
    });
    let certain = |wanted: &dyn Fn(&TurnSpeaker) -> bool| -> Vec<Name> {
        let turns = links.appearances.iter().map(|&turn| &links.turns[turn]);
        let heard = turns.filter(|who| who.certainty.is_none() && wanted(who));
        let heard: RapidHashSet<EntryIndex> = heard.filter_map(|who| who.person).collect();
        let people = links.people.iter().filter(|e| heard.contains(e));
        people.map(|&e| name(reader, e)).collect()
    };
    Work {
        id: head.id().to_owned(),
        genre: Genre::of(header.form.as_deref()),
        form: header.form.clone(),
        title: header.title.clone(),
        authors: authors.collect(),
        speakers: match header.cite_author {
            Some(_) => Vec::new(),
            None => certain(&TurnSpeaker::is_principal),
        },
        interviewers: certain(&|who| who.part == Some(Part::Interviewer)),
        date: header.date.as_ref().map(|date| date.value.clone()),
        place: first(Relation::TranscriptPlace),
        event: first(Relation::TranscriptEvent),
        held_by: {
            let bodies = links.named.of(Relation::HeldBy).iter();
            bodies
                .map(|&body| reader.name(Thing::Entry(body)).to_owned())
                .collect()
        },
        archive: config.title.clone(),
        identifier: header.source.as_ref().and_then(|s| s.identifier.clone()),
        url,
        language: header.language.as_ref().unwrap_or(&config.language).clone(),
        summary: header.summary.clone(),
        rights: header.rights.as_deref().map(rights),
        written: header.cite_as.clone(),
    }
}

/// The name of a person or a body.
fn name(reader: &Reader<'_>, entry: EntryIndex) -> Name {
    let shown = reader.name(Thing::Entry(entry));
    match reader.entry_kind(entry) {
        Kind::PEOPLE => Name::person(shown, reader.sort_title(entry)),
        _ => Name::Whole(shown.to_owned()),
    }
}
