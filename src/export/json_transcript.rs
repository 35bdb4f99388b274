//! A transcript as JSON: its words, who speaks, and its notes.

use std::ops::Range;

use serde_json::{Value, json};

use super::{
    Given,
    facts::language,
    json_notes::note,
    json_parts::{VERSION, kind, named, object, points, redirects},
    place::{address, rights},
};
use crate::reader::{
    Author, FormatKind, Head, LocatorKind, ParagraphIndex, Thing, Transcript, TranscriptIndex,
    TurnIndex,
};

/// All of it.
pub(super) fn transcript(given: &Given<'_>, t: TranscriptIndex) -> Value {
    let (head, full) = (given.reader.head(t), given.reader.full(t));
    let transcript = &full.anchored().transcript;
    let (header, links) = (head.header(), head.links());
    let relations: Vec<(&str, Value)> = links
        .named
        .iter()
        .filter(|(relation, _)| relation.key() != "*")
        .map(|(relation, entries)| {
            (
                relation.key(),
                entries.iter().map(|&e| named(given, e)).collect(),
            )
        })
        .collect();
    let about = links
        .named
        .iter()
        .filter(|(relation, _)| relation.key() == "*");
    let about = about
        .flat_map(|(_, entries)| entries)
        .map(|&e| named(given, e));
    let source = header.source.as_ref().map(|source| {
        object(vec![
            ("title", source.title.clone().into()),
            ("url", source.url.clone().into()),
            ("identifier", source.identifier.clone().into()),
            (
                "accessed",
                source
                    .accessed
                    .as_ref()
                    .map(|d| d.value.edtf().to_owned())
                    .into(),
            ),
            ("archived", source.archived.clone().into()),
        ])
    });
    let media = header.media.as_ref().map(|media| {
        object(vec![
            ("url", media.url.as_str().into()),
            ("rights", media.rights.as_deref().map(rights).into()),
            ("duration", media.duration.into()),
        ])
    });
    let credits = header.credits.iter();
    let credits = credits.map(|credit| json!({"role": credit.role, "name": credit.name}));
    let original = links
        .translation
        .as_ref()
        .map(|translation| given.reader.id(Thing::Transcript(translation.original)));
    let align = header.align.iter().map(
        |runs| json!({"own": runs.own.value.to_string(), "original": runs.original.value.to_string()}),
    );
    let kinds = given.reader.config().kinds.iter();
    let kinds = kinds.filter(|(kind, _)| kind.is_own());
    let authors = links.authors.iter().map(|author| match author {
        Author::Entry(e) => named(given, *e),
        Author::Name(name) => json!({"name": name}),
    });
    let sections = transcript.sections.iter().map(|section| {
        let before = transcript.paragraphs.get(section.paragraph);
        object(vec![
            ("title", section.title.as_str().into()),
            ("level", section.level.into()),
            ("before", before.map(|p| p.id.to_string()).into()),
        ])
    });
    let footnotes = transcript
        .footnotes
        .iter()
        .map(|footnote| json!({"label": footnote.label, "text": footnote.text.trim_end()}));
    let notes = full.anchored().annotations.enumerated();
    object(vec![
        ("format", "postil-transcript".into()),
        ("version", VERSION.into()),
        ("archive", given.reader.config().title.as_str().into()),
        ("id", head.id().into()),
        ("address", address(given, Thing::Transcript(t)).into()),
        ("title", header.title.as_str().into()),
        ("summary", header.summary.clone().into()),
        ("warning", header.warning.clone().into()),
        (
            "date",
            header
                .date
                .as_ref()
                .map(|d| d.value.edtf().to_owned())
                .into(),
        ),
        ("form", header.form.clone().into()),
        ("record", header.record.map(|record| record.as_str()).into()),
        ("language", language(given, head).into()),
        ("translation_of", original.flatten().into()),
        ("align", align.collect()),
        ("rights", header.rights.as_deref().map(rights).into()),
        (
            "notes_rights",
            given.reader.config().rights.as_deref().map(rights).into(),
        ),
        ("source", source.into()),
        ("media", media.into()),
        ("credits", credits.collect()),
        ("authors", authors.collect()),
        ("authors_written", header.cite_author.is_some().into()),
        ("cite_as", header.cite_as.clone().into()),
        ("relations", object(relations)),
        ("about", about.collect()),
        ("kinds", kinds.map(|(_, names)| kind(names)).collect()),
        ("sections", sections.collect()),
        (
            "turns",
            transcript
                .turns
                .indexes()
                .map(|turn| said(given, head, transcript, turn))
                .collect(),
        ),
        ("footnotes", footnotes.collect()),
        (
            "notes",
            notes
                .map(|(a, placed)| note(given, &full, a, placed))
                .collect(),
        ),
        ("sealed", transcript.sealing.is_some().into()),
        ("redirect_from", redirects(&header.common)),
        ("extra", header.common.extra.clone()),
    ])
}

fn said(given: &Given<'_>, head: Head<'_>, transcript: &Transcript, index: TurnIndex) -> Value {
    let turn = head.turn(index);
    let who = turn.who;
    let asks = transcript.turns[index].answers;
    let paragraphs = turn.said.paragraphs.iter();
    let asked =
        asks.map(|asked| transcript.paragraphs[transcript.turns[asked].paragraphs.start].id);
    object(vec![
        ("label", turn.label().into()),
        ("name", given.reader.speaker_name(&turn).into()),
        ("person", who.person.map(|e| named(given, e)).into()),
        ("role", who.role.clone().into()),
        ("part", who.part.map(|part| part.as_str()).into()),
        ("certainty", who.certainty.map(|c| c.as_str()).into()),
        ("spoken", who.spoken.clone().into()),
        ("direction", turn.said.direction.as_deref().into()),
        ("narration", who.narration.into()),
        ("asks", who.asks.into()),
        ("answers", asked.map(|id| id.to_string()).into()),
        (
            "paragraphs",
            paragraphs
                .map(|p| paragraph(given, (head, transcript), p))
                .collect(),
        ),
    ])
}

fn paragraph(
    given: &Given<'_>,
    (head, transcript): (Head<'_>, &Transcript),
    p: ParagraphIndex,
) -> Value {
    let paragraph = &transcript.paragraphs[p];
    let range = |bytes: &Range<u32>| points(transcript, paragraph, bytes);
    let formats = paragraph.formats.iter().map(|format| {
        let (kind, to): (&str, Value) = match &format.kind {
            FormatKind::Emphasis => ("emphasis", Value::Null),
            FormatKind::Strong => ("strong", Value::Null),
            FormatKind::Code => ("code", Value::Null),
            FormatKind::Link(to) => ("link", to.as_str().into()),
            FormatKind::Footnote(note) => (
                "footnote",
                transcript.footnotes[*note].label.as_str().into(),
            ),
        };
        object(vec![
            ("kind", kind.into()),
            ("range", json!(range(&format.range))),
            ("to", to),
        ])
    });
    let locators = paragraph.locators.iter().map(|locator| {
        let seconds: Value = match locator.kind {
            LocatorKind::Time(seconds) => seconds.into(),
            LocatorKind::Page => Value::Null,
        };
        let [at, _] = range(&(locator.at..locator.at));
        object(vec![
            ("at", at.into()),
            ("seconds", seconds),
            ("printed", locator.text.as_str().into()),
        ])
    });
    let ranges = |all: &[Range<u32>]| all.iter().map(|r| json!(range(r))).collect::<Value>();
    object(vec![
        ("id", paragraph.id.to_string().into()),
        (
            "address",
            address(given, Thing::Paragraph(head.index(), p)).into(),
        ),
        ("text", transcript.words(p).into()),
        ("language", paragraph.language.as_deref().into()),
        ("remark", paragraph.remark.into()),
        ("formats", formats.collect()),
        ("bracketed", ranges(&paragraph.stage)),
        ("unclear", ranges(&paragraph.unclear)),
        ("marks", locators.collect()),
    ])
}
