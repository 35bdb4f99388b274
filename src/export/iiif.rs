//! Recordings as players of archives open them: IIIF Presentation API 3.0, a manifest for each transcript with a recording of sound whose length is
//! known, and a collection of them. A canvas must say how long it is, so that there is none for others.

use std::ops::Range;

use serde_json::{Value, json};

use super::{
    Exporter, File, Given, Scope,
    asked::base_url,
    facts::language,
    iiif_times::Times,
    media::{media_type, sound},
    place::{address, file as file_address, rights, rights_address},
    plain::notes,
    prose::linked,
};
use crate::{
    reader::{FullTranscript, Head, Relation, Route, Thing, TranscriptIndex, Whole},
    source::diag::Diagnostic,
};

const COLLECTION: &str = "iiif/collection.json";
const CONTEXT: &str = "http://iiif.io/api/presentation/3/context.json";
const PROFILE: &str =
    "application/ld+json;profile=\"http://iiif.io/api/presentation/3/context.json\"";

/// `transcripts/ID.manifest.json` and `iiif/collection.json`.
#[derive(Debug)]
pub(super) struct Iiif;

impl Exporter for Iiif {
    fn name(&self) -> &'static str {
        "iiif"
    }

    fn scope(&self) -> Scope {
        Scope::Everything
    }

    fn takes(&self, _how: &str) -> Result<(), &'static str> {
        // Players fetch manifests one by one.
        Err("nothing: there is one way to make it")
    }

    fn made_of(&self) -> &'static str {
        "a transcript with a recording of sound whose length is known (`media: {url: ..., duration: 1:02:03}`)"
    }

    fn files(&self, whole: Whole<'_>) -> Vec<File> {
        let all = whole
            .lists
            .transcripts()
            .filter(|head| playable(*head).is_some());
        let mut files: Vec<File> = all
            .map(|head| {
                let thing = Thing::Transcript(head.index());
                File {
                    about: Some(thing),
                    alternate: Some(PROFILE),
                    ..File::new(whole.route_beside(thing, "manifest.json"))
                }
            })
            .collect();
        if !files.is_empty() {
            files.push(File::at(COLLECTION));
        }
        files
    }

    fn make(&self, file: &File, given: &Given<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
        base_url(given, self.name())?;
        let made = match file.about {
            Some(Thing::Transcript(t)) => manifest(given, file, t),
            Some(_) | None => collection(given),
        };
        let mut bytes = serde_json::to_vec_pretty(&made).expect("JSON has no other keys");
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// The address of the recording, its media type and its length.
fn playable(head: Head<'_>) -> Option<(&str, &'static str, f64)> {
    let media = head.header().media.as_ref()?;
    Some((&media.url, sound(&media.url)?, media.duration?))
}

/// Words in a language (section 4.1).
fn words(language: &str, words: &str) -> Value {
    json!({language: [words]})
}

fn collection(given: &Given<'_>) -> Value {
    let config = given.reader.config();
    let whole = given.reader.whole();
    let heads = whole
        .lists
        .transcripts()
        .filter(|head| playable(*head).is_some());
    let items: Vec<Value> = heads
        .map(|head| {
            let route = whole.route_beside(Thing::Transcript(head.index()), "manifest.json");
            json!({
                "id": file_address(given, &route),
                "type": "Manifest",
                "label": words(&language(given, head), &head.header().title),
            })
        })
        .collect();
    let mut collection = json!({
        "@context": CONTEXT,
        "id": file_address(given, &File::at(COLLECTION).route),
        "type": "Collection",
        "label": words(&config.language, &config.title),
        "items": items,
    });
    if let Some(description) = &config.description {
        collection["summary"] = words(&config.language, description);
    }
    add_rights(&mut collection, config.rights.as_deref());
    collection
}

/// Rights as players know them: an address of Creative Commons or of rightsstatements.org (section 3.2). Others are told in words.
fn add_rights(to: &mut Value, written: Option<&str>) {
    let known = written.and_then(rights_address).map(|address| {
        match address.strip_prefix("https://creativecommons.org/") {
            // Its names begin with `http`, too.
            Some(rest) => format!("http://creativecommons.org/{rest}"),
            None => address,
        }
    });
    let known = known.filter(|address| {
        [
            "http://creativecommons.org/",
            "http://rightsstatements.org/",
        ]
        .iter()
        .any(|s| address.starts_with(s))
    });
    match (known, written) {
        (Some(address), _) => to["rights"] = address.into(),
        (None, Some(written)) => {
            to["requiredStatement"] =
                json!({"label": {"en": ["Rights"]}, "value": {"none": [rights(written)]}});
        }
        (None, None) => {}
    }
}

fn manifest(given: &Given<'_>, file: &File, t: TranscriptIndex) -> Value {
    let (reader, config) = (&given.reader, given.reader.config());
    let (head, full) = (reader.head(t), reader.full(t));
    let (header, language) = (head.header(), language(given, head));
    let thing = Thing::Transcript(t);
    let id = file_address(given, &file.route);
    let page = address(given, thing);
    let mut manifest = json!({
        "@context": CONTEXT,
        "id": id,
        "type": "Manifest",
        "label": words(&language, &header.title),
        "homepage": [{"id": page, "type": "Text", "label": words(&language, &header.title), "format": "text/html"}],
        "provider": [{
            "id": config.base_url.as_deref().unwrap_or_default(),
            "type": "Agent",
            "label": words(&config.language, &config.title),
        }],
        "partOf": [{"id": file_address(given, &File::at(COLLECTION).route), "type": "Collection"}],
        "rendering": renderings(given, thing, &page),
    });
    if let Some(summary) = &header.summary {
        manifest["summary"] = words(&language, summary);
    }
    let facts = facts(given, head);
    if !facts.is_empty() {
        manifest["metadata"] = facts.into();
    }
    let media = header.media.as_ref();
    add_rights(
        &mut manifest,
        media.and_then(|media| media.rights.as_deref()),
    );
    // What must be shown: the warning comes before rights, which stand among the facts, too.
    if let Some(warning) = &header.warning {
        let label = json!({"en": ["Please note"]});
        manifest["requiredStatement"] =
            json!({"label": label, "value": words(&config.language, warning)});
    }
    manifest["items"] = canvas(given, &id, &full).into_iter().collect();
    manifest
}

/// What is known of it in words (`metadata`, section 3.1).
fn facts(given: &Given<'_>, head: Head<'_>) -> Vec<Value> {
    let (header, links) = (head.header(), head.links());
    let named = |relation: Relation| -> Vec<&str> {
        links
            .named
            .of(relation)
            .iter()
            .map(|&e| given.reader.name(Thing::Entry(e)))
            .collect()
    };
    let date: Vec<&str> = header.date.iter().map(|date| date.value.edtf()).collect();
    let recording = header
        .media
        .as_ref()
        .and_then(|media| media.rights.as_deref())
        .map(rights);
    let own = header.rights.as_deref().map(rights);
    let notes = given.reader.config().rights.as_deref().map(rights);
    let all = [
        ("Date", date),
        ("Place", named(Relation::TranscriptPlace)),
        ("Event", named(Relation::TranscriptEvent)),
        (
            "Rights in the recording",
            recording.iter().map(String::as_str).collect(),
        ),
        (
            "Rights in the transcript",
            own.iter().map(String::as_str).collect(),
        ),
        (
            "Rights in the notes",
            notes.iter().map(String::as_str).collect(),
        ),
    ];
    let all = all.into_iter().filter(|(_, values)| !values.is_empty());
    all.map(|(label, values)| json!({"label": {"en": [label]}, "value": {"none": values}}))
        .collect()
}

/// The transcript in other forms: its page, and the files of it that the site has one by one.
fn renderings(given: &Given<'_>, thing: Thing, page: &str) -> Vec<Value> {
    const FORMS: [(&str, &str, &str); 3] = [
        ("text", "txt", "Text"),
        ("markdown", "md", "Text"),
        ("tei", "tei.xml", "Dataset"),
    ];
    let config = given.reader.config();
    let mut all = vec![
        json!({"id": page, "type": "Text", "label": {"en": ["Transcript"]}, "format": "text/html"}),
    ];
    let has = |format: &str| config.asks_for(format) && config.way_of(format).is_none();
    for (format, ending, kind) in FORMS.into_iter().filter(|(format, ..)| has(format)) {
        let route = Route::new(&format!("{}.{ending}", given.reader.page_name(thing)));
        all.extend(route.map(|route| {
            json!({
                "id": file_address(given, &route),
                "type": kind,
                "label": {"en": [format!("Transcript ({format})")]},
                "format": media_type(route.as_str()),
            })
        }));
    }
    all
}

/// The time that the recording takes, with the words and the notes where they belong.
fn canvas(given: &Given<'_>, manifest: &str, full: &FullTranscript<'_>) -> Option<Value> {
    let (t, head) = (full.index(), given.reader.head(full.index()));
    let (url, format, duration) = playable(head)?;
    let transcript = &full.anchored().transcript;
    let language = language(given, head);
    let times = Times::of(transcript, duration);
    let canvas = format!("{manifest}/canvas");
    let during = |seconds: &Range<f64>| format!("{canvas}#t={},{}", seconds.start, seconds.end);
    let recording = match url.split_once("://") {
        Some(_) => url.to_owned(),
        None => Route::new(url).map(|route| file_address(given, &route))?,
    };
    let mut said: Vec<Value> = Vec::new();
    for (i, piece) in times.said(&transcript.text).iter().enumerate() {
        said.push(json!({
            "id": format!("{manifest}/words/{}", i + 1),
            "type": "Annotation",
            "motivation": "supplementing",
            "body": {
                "type": "TextualBody",
                "format": "text/plain",
                "language": language,
                "value": transcript.text[piece.words.clone()].trim(),
            },
            "target": during(&piece.seconds),
        }));
    }
    let mut noted: Vec<Value> = Vec::new();
    for (_, placed) in notes(given, full) {
        let Some(note) = &placed.annotation.note else {
            continue;
        };
        let passages = placed
            .passages
            .iter()
            .map(|&p| full.anchored().passages[p].bytes());
        let seconds: Vec<Range<f64>> = passages.filter_map(|bytes| times.around(&bytes)).collect();
        for (i, seconds) in seconds.iter().enumerate() {
            let own = placed.annotation.language.as_ref();
            let mut item = json!({
                "id": format!("{manifest}/notes/{}/{}", super::place::encoded(&placed.id), i + 1),
                "type": "Annotation",
                "motivation": "commenting",
                "body": {
                    "type": "TextualBody",
                    "format": "text/markdown",
                    "language": own.unwrap_or(&given.reader.config().language),
                    "value": noted_words(placed.annotation.warning.as_deref(), &linked(given, note, Some(t))),
                },
                "target": during(seconds),
            });
            if let Some(rights) = given
                .reader
                .config()
                .rights
                .as_deref()
                .and_then(rights_address)
            {
                item["rights"] = rights.into();
            }
            noted.push(item);
        }
    }
    let page = |name: &str, label: &str, items: Vec<Value>| json!({"id": format!("{manifest}/{name}"), "type": "AnnotationPage", "label": {"en": [label]}, "items": items});
    let mut object = json!({
        "id": canvas,
        "type": "Canvas",
        "duration": duration,
        "items": [{
            "id": format!("{manifest}/page"),
            "type": "AnnotationPage",
            "items": [{
                "id": format!("{manifest}/painting"),
                "type": "Annotation",
                "motivation": "painting",
                "body": {"id": recording, "type": "Sound", "format": format, "duration": duration},
                "target": canvas,
            }],
        }],
    });
    let beside: Vec<Value> = [("words", "Transcript", said), ("notes", "Notes", noted)]
        .into_iter()
        .filter(|(.., items)| !items.is_empty())
        .map(|(name, label, items)| page(name, label, items))
        .collect();
    if !beside.is_empty() {
        object["annotations"] = beside.into();
    }
    Some(object)
}

/// A note behind its warning.
fn noted_words(warning: Option<&str>, note: &str) -> String {
    match warning {
        Some(warning) => format!("{}\n\n{note}", super::prose::escaped(warning)),
        None => note.to_owned(),
    }
}
