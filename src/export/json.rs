//! Everything as JSON: a file of what the archive is and has, and one for each transcript (`json_transcript`).

use serde_json::{Value, json};

use super::{
    Exporter, File, Given, Scope,
    json_parts::{VERSION, kind, named, object, redirects},
    json_transcript::transcript,
    place::{address, file as file_address, rights},
    prose::linked,
};
use crate::{
    reader::{Entry, EntryIndex, Head, Mentions, Route, Thing, Whole},
    source::diag::Diagnostic,
};

/// `archive.json`, and `transcripts/ID.json`.
#[derive(Debug)]
pub(super) struct JsonFiles;

impl Exporter for JsonFiles {
    fn name(&self) -> &'static str {
        "json"
    }

    fn scope(&self) -> Scope {
        Scope::Everything
    }

    fn files(&self, whole: Whole<'_>) -> Vec<File> {
        let each = whole.lists.transcripts().map(|head| {
            let thing = Thing::Transcript(head.index());
            File {
                about: Some(thing),
                alternate: Some("application/json"),
                ..File::new(whole.route_beside(thing, "json"))
            }
        });
        [File::at("archive.json")].into_iter().chain(each).collect()
    }

    fn make(&self, file: &File, given: &Given<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
        let value = match file.about {
            Some(Thing::Transcript(t)) => transcript(given, t),
            Some(_) | None => archive(given),
        };
        let mut bytes = serde_json::to_vec(&value).expect("keys are words");
        bytes.push(b'\n');
        Ok(bytes)
    }
}

fn archive(given: &Given<'_>) -> Value {
    let lists = given.reader.lists();
    let config = given.reader.config();
    let editors = config.editors.iter().map(|(id, editor)| {
        object(vec![
            ("id", id.as_str().into()),
            ("name", editor.name.as_str().into()),
            ("machine", editor.machine.into()),
        ])
    });
    let kinds = config.kinds.iter().map(|(_, names)| kind(names));
    let pages = lists.pages().map(|(p, page)| {
        object(vec![
            ("id", page.identity.id.as_str().into()),
            ("address", address(given, Thing::Page(p)).into()),
            ("title", page.title.as_str().into()),
            ("summary", page.summary.clone().into()),
            ("language", page.language.clone().into()),
            ("body", linked(given, &page.body, None).into()),
            ("redirect_from", redirects(&page.common)),
            ("extra", page.common.extra.clone()),
        ])
    });
    object(vec![
        ("format", "postil-archive".into()),
        ("version", VERSION.into()),
        ("title", config.title.as_str().into()),
        ("description", config.description.clone().into()),
        ("address", config.base_url.clone().into()),
        ("language", config.language.as_str().into()),
        ("rights", config.rights.as_deref().map(rights).into()),
        ("contact", config.contact.clone().into()),
        ("editors", editors.collect()),
        ("kinds", kinds.collect()),
        (
            "transcripts",
            lists
                .transcripts()
                .map(|head| listed(given, head))
                .collect(),
        ),
        (
            "entries",
            lists.entries().map(|(e, it)| entry(given, e, it)).collect(),
        ),
        ("pages", pages.collect()),
    ])
}

/// A transcript as the archive lists it.
fn listed(given: &Given<'_>, head: Head<'_>) -> Value {
    let header = head.header();
    let thing = Thing::Transcript(head.index());
    let file = Route::new(&format!("{}.json", given.reader.page_name(thing)));
    object(vec![
        ("id", head.id().into()),
        ("address", address(given, thing).into()),
        ("file", file.map(|route| file_address(given, &route)).into()),
        ("title", header.title.as_str().into()),
        (
            "date",
            header
                .date
                .as_ref()
                .map(|d| d.value.edtf().to_owned())
                .into(),
        ),
        ("rights", header.rights.as_deref().map(rights).into()),
    ])
}

fn entry(given: &Given<'_>, e: EntryIndex, entry: &Entry) -> Value {
    let fields = &entry.fields;
    let links = given.reader.related(e).links();
    let date = |date: &Option<crate::reader::Dated>| -> Value {
        date.as_ref().map(|d| d.value.edtf().to_owned()).into()
    };
    let named = |&e: &EntryIndex| named(given, e);
    let relations: Vec<(&str, Value)> = links
        .to
        .iter()
        .map(|(relation, entries)| (relation.key(), entries.iter().map(named).collect()))
        .collect();
    let roles = fields.roles.iter().zip(&links.roles).map(|(role, at)| {
        let place = role.at.as_ref().map(|at| at.value.as_str());
        object(vec![
            ("role", role.role.as_str().into()),
            ("at", place.filter(|_| at.is_none()).into()),
            ("organization", at.as_ref().map(named).into()),
            ("date", date(&role.date)),
        ])
    });
    let coordinates = fields.coordinates.map(|c| json!([c.latitude, c.longitude]));
    let sources = fields.sources.iter();
    let image = fields.image.as_ref().map(|image| {
        object(vec![
            ("file", image.file.value.as_str().into()),
            ("alt", image.alt.as_str().into()),
            ("caption", image.caption.clone().into()),
        ])
    });
    object(vec![
        ("kind", given.reader.kind(Thing::Entry(e)).into()),
        ("id", entry.id().into()),
        ("address", address(given, Thing::Entry(e)).into()),
        ("title", fields.title.as_str().into()),
        ("stub", entry.stub.into()),
        ("aliases", fields.aliases.clone().into()),
        ("sort", fields.sort.clone().into()),
        ("summary", fields.summary.clone().into()),
        ("warning", fields.warning.clone().into()),
        ("language", fields.language.clone().into()),
        ("mentions", mentions(&fields.mentions)),
        ("body", linked(given, &entry.body, None).into()),
        ("sources", sources.map(|s| linked(given, s, None)).collect()),
        (
            "same_as",
            fields.same_as.iter().map(|s| s.value.as_str()).collect(),
        ),
        ("relations", object(relations)),
        ("date", date(&fields.date)),
        ("date_note", fields.date_note.clone().into()),
        ("coordinates", coordinates.into()),
        ("born", date(&fields.born)),
        ("died", date(&fields.died)),
        ("roles", roles.collect()),
        ("identifier", fields.identifier.clone().into()),
        (
            "url",
            fields.url.as_ref().map(|url| url.value.as_str()).into(),
        ),
        ("image", image.into()),
        ("redirect_from", redirects(&fields.common)),
        ("extra", fields.common.extra.clone()),
    ])
}

/// Which of its names are looked for in texts: not said, if they are looked for as usual.
fn mentions(mentions: &Mentions) -> Value {
    match mentions {
        Mentions::Usual => Value::Null,
        Mentions::Asked => "all".into(),
        Mentions::Never => "none".into(),
        Mentions::Only(names) => names.clone().into(),
    }
}
