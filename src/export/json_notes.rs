//! A note as JSON: what it is on, what it says, and what it leads to.

use serde_json::Value;

use super::{
    Given,
    json_parts::{named, object, points},
    place::address,
    prose::linked,
};
use crate::reader::{
    Anchored, AnnotationIndex, EntryIndex, FullTranscript, NoteTitle, PassageIndex, Placed, Thing,
};

pub(super) fn note(
    given: &Given<'_>,
    full: &FullTranscript<'_>,
    a: AnnotationIndex,
    placed: &Placed,
) -> Value {
    let (t, it, links) = (full.index(), &*placed.annotation, full.links_of(a));
    let anchored = full.anchored();
    let passages = placed.passages.iter();
    let passages = passages.map(|&passage| object(self::passage(anchored, passage)));
    let person = |by: &str| {
        let editor = given.reader.config().editors.get(by);
        object(vec![
            ("id", editor.map(|_| by).into()),
            ("name", editor.map_or(by, |editor| &editor.name).into()),
            (
                "machine",
                editor.is_some_and(|editor| editor.machine).into(),
            ),
        ])
    };
    let title = match &full.note(a).title {
        NoteTitle::Written(title) => Some(title.as_str()),
        NoteTitle::Words(_) | NoteTitle::Whole => None,
    };
    let id = |a: AnnotationIndex| anchored.annotations[a].id.as_str();
    let own = given.reader.id(Thing::Transcript(t));
    let told_in = told_in(own.unwrap_or_default(), placed);
    let elsewhere = match told_in == own {
        true => elsewhere(given, placed),
        false => Value::Null,
    };
    let sources = it.sources.iter().map(|s| linked(given, s, Some(t)));
    object(vec![
        ("id", placed.id.as_str().into()),
        ("address", address(given, Thing::Annotation(t, a)).into()),
        ("home", placed.home.as_ref().into()),
        ("told_in", told_in.filter(|told| Some(*told) != own).into()),
        ("passages", passages.collect()),
        ("elsewhere", elsewhere),
        ("drifted", placed.drifted.into()),
        ("title", title.into()),
        (
            "note",
            it.note
                .as_ref()
                .map(|note| linked(given, note, Some(t)))
                .into(),
        ),
        (
            "entries",
            links
                .entries
                .iter()
                .map(|&e: &EntryIndex| named(given, e))
                .collect(),
        ),
        ("sources", sources.collect()),
        (
            "see",
            links.see.iter().map(|&see| address(given, see)).collect(),
        ),
        ("certainty", it.certainty.map(|c| c.as_str()).into()),
        ("disputes", placed.disputes.map(id).into()),
        (
            "correction",
            it.correction.as_ref().map(|c| c.value.as_str()).into(),
        ),
        ("warning", it.warning.clone().into()),
        ("by", it.by.as_ref().map(|by| person(&by.value)).into()),
        (
            "checked",
            it.checked.as_ref().map(|by| person(&by.value)).into(),
        ),
        (
            "written",
            it.written
                .as_ref()
                .map(|d| d.value.edtf().to_owned())
                .into(),
        ),
        ("language", it.language.clone().into()),
    ])
}

/// The transcript in whose file a note is told with all that it is on: its home, or, if it is on nothing there, the first of those that it is on.
fn told_in<'a>(own: &'a str, placed: &'a Placed) -> Option<&'a str> {
    let others = placed.elsewhere.iter().map(|id| &**id);
    let all = || others.clone().chain([own]);
    let home = all().find(|id| *id == &*placed.home);
    home.or_else(|| all().min())
}

/// What a note is on in other transcripts: with one alone, on all of it.
fn elsewhere(given: &Given<'_>, placed: &Placed) -> Value {
    let mut all: Vec<Value> = Vec::new();
    for id in &placed.elsewhere {
        let of = vec![("transcript", (**id).into())];
        let Some(twin) = given.reader.twin(id, placed.annotation.span) else {
            continue;
        };
        let Thing::Annotation(t, a) = twin else {
            all.push(object(of));
            continue;
        };
        let full = given.reader.full(t);
        let anchored = full.anchored();
        let passages = &anchored.annotations[a].passages;
        if passages.is_empty() {
            all.push(object(of.clone()));
        }
        all.extend(passages.iter().map(|&passage| {
            let nth = ("nth", nth(anchored, passage).into());
            object([of.clone(), self::passage(anchored, passage), vec![nth]].concat())
        }));
    }
    all.into()
}

fn passage(anchored: &Anchored, passage: PassageIndex) -> Vec<(&'static str, Value)> {
    let (transcript, passage) = (&anchored.transcript, &anchored.passages[passage]);
    let (first, last) = (
        &transcript.paragraphs[passage.first],
        &transcript.paragraphs[passage.last],
    );
    let range = &passage.range;
    let [start, _] = points(transcript, first, &(range.start..range.start));
    let [end, _] = points(transcript, last, &(range.end..range.end));
    let words = &transcript.text[passage.bytes()];
    vec![
        ("first", first.id.to_string().into()),
        ("last", last.id.to_string().into()),
        ("start", start.into()),
        ("end", end.into()),
        ("quote", passage.highlight.then_some(words).into()),
    ]
}

/// Which of the places in its paragraphs that have its words a passage is, from 1; none, if there is only one.
fn nth(anchored: &Anchored, passage: PassageIndex) -> Option<usize> {
    let (transcript, passage) = (&anchored.transcript, &anchored.passages[passage]);
    let (first, last) = (
        &transcript.paragraphs[passage.first],
        &transcript.paragraphs[passage.last],
    );
    let within = &transcript.text[first.bytes().start..last.bytes().end];
    let words = &transcript.text[passage.bytes()];
    let own = passage.bytes().start - first.bytes().start;
    let (mut from, mut count, mut nth) = (0, 0, None);
    while let Some(found) = within[from..].find(words).filter(|_| !words.is_empty()) {
        count += 1;
        let at = from + found;
        if at == own {
            nth = Some(count);
        }
        // Places that overlap are several.
        from = at + within[at..].chars().next().map_or(1, char::len_utf8);
    }
    nth.filter(|_| count > 1 && passage.highlight)
}
