//! The rows of tables. With a topic only notes that name it, the turns that these are on, and the entries that they name.

use std::collections::BTreeSet;

use super::{
    Given,
    facts::language,
    place::{address, rights},
    plain::{notes, number},
    prose::linked,
};
use crate::reader::{
    EntryIndex, FullTranscript, Head, ListIndex, NoteTitle, Thing, TranscriptIndex, TurnIndex,
};

/// A field for each column.
pub(super) type Row = Vec<String>;

fn transcripts<'g>(given: &'g Given<'_>) -> impl Iterator<Item = (Head<'g>, FullTranscript<'g>)> {
    some_transcripts(given, |_| true)
}

fn some_transcripts<'g>(
    given: &'g Given<'_>,
    wanted: impl Fn(&Head<'_>) -> bool,
) -> impl Iterator<Item = (Head<'g>, FullTranscript<'g>)> {
    let all = given.reader.lists().transcripts();
    let all: Vec<TranscriptIndex> = all.filter(wanted).map(Head::index).collect();
    all.into_iter()
        .map(|t| (given.reader.head(t), given.reader.full(t)))
}

/// Of many values in one field none may have the sign that parts them.
fn many(values: impl Iterator<Item = String>) -> String {
    let values: Vec<String> = values.map(|value| value.replace(';', ",")).collect();
    values.join(";")
}

/// An entry in a word.
fn named(given: &Given<'_>, e: EntryIndex) -> String {
    let thing = Thing::Entry(e);
    let id = given.reader.id(thing).unwrap_or_default();
    format!("{}:{id}", given.reader.kind(thing))
}

fn written(rights_of: Option<&str>) -> String {
    rights_of.map(rights).unwrap_or_default()
}

/// A row for each note and passage.
pub(super) fn annotations(given: &Given<'_>) -> Vec<Row> {
    let config = given.reader.config();
    let mut rows = Vec::new();
    for (head, full) in transcripts(given) {
        let (t, anchored) = (full.index(), full.anchored());
        let transcript = &anchored.transcript;
        for (a, placed) in notes(given, &full) {
            let (it, links) = (&*placed.annotation, full.links_of(a));
            let person = |by: &str| {
                let editor = config.editors.get(by);
                editor.map_or(by, |editor| &editor.name).to_owned()
            };
            let is_machine = |by: &str| config.editors.get(by).is_some_and(|e| e.machine);
            let by = it.by.as_ref().map(|by| by.value.as_str());
            let title = match &full.note(a).title {
                NoteTitle::Written(title) => title.clone(),
                NoteTitle::Words(_) | NoteTitle::Whole => String::new(),
            };
            let sources = it.sources.iter().map(|s| linked(given, s, Some(t)));
            let sources: Vec<String> = sources.map(|s| s.replace('\n', " ")).collect();
            let rest = [
                title,
                it.note
                    .as_ref()
                    .map_or_else(String::new, |note| linked(given, note, Some(t))),
                many(links.entries.iter().map(|&e| named(given, e))),
                sources.join("\n"),
                it.certainty
                    .map_or("", |certainty| certainty.as_str())
                    .to_owned(),
                placed
                    .disputes
                    .map_or("", |disputed| &anchored.annotations[disputed].id)
                    .to_owned(),
                it.correction.as_ref().map_or("", |c| &c.value).to_owned(),
                it.warning.clone().unwrap_or_default(),
                head.header().warning.clone().unwrap_or_default(),
                by.map(person).unwrap_or_default(),
                by.filter(|by| is_machine(by))
                    .map_or("", |_| "true")
                    .to_owned(),
                it.checked
                    .as_ref()
                    .map(|by| person(&by.value))
                    .unwrap_or_default(),
                it.written
                    .as_ref()
                    .map_or("", |date| date.value.edtf())
                    .to_owned(),
                written(config.rights.as_deref()),
                written(head.header().rights.as_deref()),
            ];
            let row = |passage: usize, places: [String; 3]| {
                let first = [
                    head.id().to_owned(),
                    placed.id.clone(),
                    passage.to_string(),
                    address(given, Thing::Annotation(t, a)),
                ];
                first
                    .into_iter()
                    .chain(places)
                    .chain(rest.clone())
                    .collect()
            };
            if placed.passages.is_empty() {
                rows.push(row(0, Default::default()));
            }
            for (i, &passage) in placed.passages.iter().enumerate() {
                let passage = &anchored.passages[passage];
                let id = |p| transcript.paragraphs[p].id.to_string();
                let quote = passage
                    .highlight
                    .then(|| transcript.text[passage.bytes()].to_owned());
                let places = [
                    id(passage.first),
                    id(passage.last),
                    quote.unwrap_or_default(),
                ];
                rows.push(row(i + 1, places));
            }
        }
    }
    rows
}

/// A row for each entry.
pub(super) fn entries(given: &Given<'_>) -> Vec<Row> {
    let wanted: Option<BTreeSet<EntryIndex>> = given.topic.map(|_| {
        let mut wanted = BTreeSet::new();
        for (_, full) in transcripts(given) {
            for (a, _) in notes(given, &full) {
                wanted.extend(&full.links_of(a).entries);
            }
        }
        wanted
    });
    let all = given.reader.lists().entries();
    let all = all.filter(|(e, _)| wanted.as_ref().is_none_or(|wanted| wanted.contains(e)));
    all.map(|(e, entry)| {
        let fields = &entry.fields;
        let date = |date: Option<&crate::reader::Dated>| {
            date.map_or_else(String::new, |date| date.value.edtf().to_owned())
        };
        let words = |words: Option<&String>| words.cloned().unwrap_or_default();
        let degrees = |of: fn(crate::reader::Coordinates) -> f64| {
            fields
                .coordinates
                .map_or_else(String::new, |c| of(c).to_string())
        };
        let links = given.reader.related(e).links();
        let relations = links.to.each();
        vec![
            given.reader.kind(Thing::Entry(e)).to_owned(),
            entry.id().to_owned(),
            address(given, Thing::Entry(e)),
            fields.title.clone(),
            entry.sort_title().to_owned(),
            many(fields.aliases.iter().cloned()),
            words(fields.summary.as_ref()),
            words(fields.warning.as_ref()),
            date(fields.date.as_ref()),
            date(fields.born.as_ref()),
            date(fields.died.as_ref()),
            degrees(|c| c.latitude),
            degrees(|c| c.longitude),
            words(fields.identifier.as_ref()),
            words(fields.url.as_ref().map(|url| &url.value)),
            many(fields.same_as.iter().map(|same| same.value.clone())),
            many(
                relations.map(|(relation, &to)| format!("{}:{}", relation.key(), named(given, to))),
            ),
        ]
    })
    .collect()
}

/// A row for each turn.
pub(super) fn turns(given: &Given<'_>) -> Vec<Row> {
    turns_of(given, |_| true)
}

/// The same of some transcripts.
pub(super) fn turns_of(given: &Given<'_>, wanted: impl Fn(&Head<'_>) -> bool) -> Vec<Row> {
    let mut rows = Vec::new();
    for (head, full) in some_transcripts(given, wanted) {
        let (t, anchored) = (full.index(), full.anchored());
        let transcript = &anchored.transcript;
        let header = head.header();
        let wanted: Option<BTreeSet<TurnIndex>> = given.topic.map(|_| {
            let passages = notes(given, &full).flat_map(|(_, placed)| &placed.passages);
            let passages = passages.map(|&passage| &anchored.passages[passage]);
            let paragraphs =
                passages.flat_map(|passage| passage.first.place()..=passage.last.place());
            let all = transcript.paragraphs.iter().collect::<Vec<_>>();
            paragraphs.map(|p| all[p].turn).collect()
        });
        for (index, own) in transcript.turns.enumerated() {
            if wanted
                .as_ref()
                .is_some_and(|wanted| !wanted.contains(&index))
            {
                continue;
            }
            let turn = head.turn(index);
            let who = turn.who;
            let words: Vec<&str> = own.paragraphs.iter().map(|p| transcript.words(p)).collect();
            let id = |p| transcript.paragraphs[p].id.to_string();
            rows.push(vec![
                head.id().to_owned(),
                number(index).to_string(),
                address(given, Thing::Paragraph(t, own.paragraphs.start)),
                id(own.paragraphs.start),
                id(own.paragraphs.last()),
                header
                    .date
                    .as_ref()
                    .map_or("", |date| date.value.edtf())
                    .to_owned(),
                language(given, head),
                turn.label().to_owned(),
                given
                    .reader
                    .speaker_name(&turn)
                    .unwrap_or_default()
                    .to_owned(),
                who.person.map(|e| named(given, e)).unwrap_or_default(),
                who.part.map_or("", |part| part.as_str()).to_owned(),
                who.role.clone().unwrap_or_default(),
                who.certainty
                    .map_or("", |certainty| certainty.as_str())
                    .to_owned(),
                if who.asks { "true" } else { "" }.to_owned(),
                words.len().to_string(),
                words.join("\n"),
                header.warning.clone().unwrap_or_default(),
                written(header.rights.as_deref()),
            ]);
        }
    }
    rows
}
