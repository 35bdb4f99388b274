//! The metadata of CollectionBuilder and Oral History as Data: a row for each object.
//!
//! A row that has the words of a transcript in it (`object_transcript`) becomes one. Others have their words in files of their own, without which an
//! archive has no transcript: of these the persons, places and topics are brought, and the rest is told, row by row.

use std::collections::BTreeSet;

use super::{
    named,
    table::{Row, Table},
};
use crate::{
    archive::{Coordinates, Credit, Dated, Header, Kind, Media, Name, Relation, Source},
    import::{
        Account, AsWords, Asked, BroughtEntry, BroughtTranscript, ImportFile, Imported, Importer,
        Place, Report, Side,
        guess::Guessed,
        text::{Text, meant::date_of},
    },
};

/// Reads the rows of objects.
pub(super) fn read(table: &Table, as_words: &AsWords, account: Account) -> Imported {
    let mut imported = Imported {
        account,
        ..Imported::default()
    };
    let mut known = BTreeSet::new();
    for row in &table.rows {
        object((table, row), as_words, &mut known, &mut imported);
    }
    imported
}

fn object(
    (table, row): (&Table, &Row),
    as_words: &AsWords,
    known: &mut BTreeSet<(Kind, String)>,
    imported: &mut Imported,
) {
    let id = row.take("objectid", table).unwrap_or_default();
    let take = |name: &str| row.take(name, table);
    let words = take("object_transcript").filter(|words| is_words(words));
    let read = words.as_ref().and_then(|words| {
        let bytes = words.clone().into_bytes();
        let file = ImportFile::new(format!("{id}.txt"), bytes, None);
        let asked = Asked {
            as_words: as_words.clone(),
            ..Asked::default()
        };
        Text.read(&file, &asked).ok()
    });
    let read = read.and_then(|mut read| Some((read.transcripts.pop()?, read.account)));
    let mut taken = vec![
        "subject",
        "interviewee",
        "interviewer",
        "creator",
        "location",
    ];
    for name in ["latitude", "longitude"] {
        if row.values("location", table).len() == 1 {
            taken.push(name);
        }
    }
    let mut header = Header::default();
    for entry in entries(table, row, &mut header) {
        if known.insert((entry.kind, entry.key.clone())) {
            imported.entries.push(entry);
        }
    }
    let Some((mut transcript, account)) = read else {
        for name in &taken {
            imported
                .account
                .elsewhere(Side::Speech, &take(name).unwrap_or_default());
        }
        let what = format!(
            "“{id}” has its words elsewhere: persons, places and topics are brought, and no transcript"
        );
        let place = Place::line(row.line);
        let report = Report::new("rows", place, what, "");
        imported.account.left_out(Side::Speech, report);
        table.tell_rest(row, &taken, &mut imported.account);
        return;
    };
    // Its words are accounted for where they were read.
    imported
        .account
        .elsewhere(Side::Speech, &words.unwrap_or_default());
    imported.account.append(account);
    imported.account.wrote("rows", 1);
    // Title, date and place are those of the row.
    let guessed = &mut transcript.guessed;
    guessed.retain(|guess| matches!(guess.what, Guessed::Label(_)));
    let speakers = std::mem::take(&mut transcript.header.speakers);
    header.speakers = speakers;
    header.turns = std::mem::take(&mut transcript.header.turns);
    header.title = take("title").unwrap_or_else(|| id.clone());
    taken.extend(["objectid", "object_transcript", "title"]);
    taken.extend(fill(table, row, &mut header));
    for name in taken.iter().filter(|name| **name != "object_transcript") {
        imported
            .account
            .elsewhere(Side::Speech, &take(name).unwrap_or_default());
    }
    table.tell_rest(row, &taken, &mut imported.account);
    imported.transcripts.push(BroughtTranscript {
        key: id,
        header,
        said: transcript.said,
        notes: Vec::new(),
        guessed: transcript.guessed,
    });
}

/// Whether a cell has words, and not the name of a file that has them.
fn is_words(cell: &str) -> bool {
    cell.contains('\n') || cell.split_whitespace().count() > 3
}

/// Fields of one value; gives the columns that were taken.
fn fill(table: &Table, row: &Row, header: &mut Header) -> Vec<&'static str> {
    let mut taken = Vec::new();
    let mut take = |name: &'static str| {
        let value = row.take(name, table)?;
        taken.push(name);
        Some(value)
    };
    header.summary = take("description");
    header.language = take("language").filter(|tag| tag.len() <= 12);
    header.rights = take("rightsstatement");
    if header.rights.is_none() {
        header.rights = take("rights");
    }
    let source = Source {
        title: take("source"),
        identifier: take("identifier"),
        ..Source::default()
    };
    if source.title.is_some() || source.identifier.is_some() {
        header.source = Some(source);
    }
    let address = row.take("object_location", table);
    if address.is_some_and(|address| address.contains("://")) {
        header.media = take("object_location").map(|url| Media {
            url,
            rights: None,
            duration: None,
        });
    }
    if row
        .take("date", table)
        .is_some_and(|date| date_of(&date).is_some())
    {
        let date = take("date").and_then(|date| date_of(&date));
        header.date = date.map(Dated::unplaced);
    }
    taken
}

/// Persons, places and topics that a row names.
fn entries(table: &Table, row: &Row, header: &mut Header) -> Vec<BroughtEntry> {
    let mut entries = Vec::new();
    for column in ["interviewee", "interviewer", "creator"] {
        for name in row.values(column, table) {
            entries.push(named(Kind::PEOPLE, &name));
            if column == "interviewer" {
                header.credits.push(Credit {
                    role: column.to_owned(),
                    name,
                });
            }
        }
    }
    for name in row.values("subject", table) {
        entries.push(named(Kind::TOPICS, &name));
        header.about.push((Kind::TOPICS, Name::unplaced(name)));
    }
    let places = row.values("location", table);
    for name in &places {
        let mut place = named(Kind::PLACES, name);
        let degrees = |column: &str| row.take(column, table)?.parse::<f64>().ok();
        if let ([_], Some(latitude), Some(longitude)) =
            (places.as_slice(), degrees("latitude"), degrees("longitude"))
            && (-90.0..=90.0).contains(&latitude)
            && (-180.0..=180.0).contains(&longitude)
        {
            place.fields.coordinates = Some(Coordinates {
                latitude,
                longitude,
            });
        }
        entries.push(place);
        header
            .named
            .push(Relation::TranscriptPlace, Name::unplaced(name.clone()));
    }
    entries
}
