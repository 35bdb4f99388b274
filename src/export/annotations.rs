//! W3C Web Annotations (Web Annotation Data Model, Recommendation of 2017).

use serde_json::{Value, json};

use super::{
    Exporter, File, Given, Scope,
    facts::language,
    place::{address, file as file_address, identifier, known_by, rights_address, route_of_text},
    plain::{beside_each, notes, transcript_of},
    prose::linked,
    selectors::{in_paragraph, position, quote},
};
use crate::{
    reader::{
        Annotation, AnnotationIndex, Destination, FullTranscript, IndexRange, Kind, ListIndex,
        ParagraphIndex, Placed, Route, Thing, Whole,
    },
    source::diag::Diagnostic,
};

/// `transcripts/ID.annotations.json`: the notes on a transcript, a collection with one page.
#[derive(Debug)]
pub(super) struct WebAnnotations;

impl Exporter for WebAnnotations {
    fn name(&self) -> &'static str {
        "annotations"
    }

    fn scope(&self) -> Scope {
        Scope::Transcripts
    }

    fn files(&self, whole: Whole<'_>) -> Vec<File> {
        beside_each(whole, "annotations.json", "application/ld+json", |head| {
            head.note_count() > 0
        })
    }

    fn make(&self, file: &File, given: &Given<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
        let t = transcript_of(self, file);
        let full = given.reader.full(t);
        let items: Vec<Value> = notes(given, &full)
            .map(|(a, placed)| annotation(given, &full, a, placed))
            .collect();
        let id = known_by(given, &file_path(given, file));
        let page = match given.reader.config().base_url {
            Some(_) => format!("{id}#page"),
            None => known_by(given, &format!("{}#page", file_path(given, file))),
        };
        let mut collection = json!({
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": id,
            "type": "AnnotationCollection",
            "label": given.reader.name(Thing::Transcript(t)),
            "total": items.len(),
            "first": {
                "id": page,
                "type": "AnnotationPage",
                "partOf": id,
                "startIndex": 0,
                "items": items,
            },
            "last": page,
        });
        add_rights(&mut collection, given.reader.config().rights.as_deref());
        let mut bytes = serde_json::to_vec_pretty(&collection).expect("JSON has no other keys");
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// What a note is on, or names. `source` must be an address of the whole world or a name that is one (section 3.2.1, and the JSON Schemas of the W3C's tests): a
/// site without a `base_url` has names, and beside each the way to it from the file.
#[derive(Default)]
struct Resource {
    source: String,
    way: Option<String>,
}

impl Resource {
    fn of(given: &Given<'_>, to: impl Into<Destination>) -> Self {
        let to = to.into();
        Self::known(given, identifier(given, to), || address(given, to))
    }

    fn of_file(given: &Given<'_>, route: &Route) -> Self {
        let path = route.href("", given.reader.config().urls);
        Self::known(given, known_by(given, &path), || file_address(given, route))
    }

    fn known(given: &Given<'_>, source: String, way: impl FnOnce() -> String) -> Self {
        let way = given.reader.config().base_url.is_none().then(way);
        Self { source, way }
    }

    fn put(&self, resource: &mut Value) {
        resource["source"] = self.source.as_str().into();
        if let Some(way) = &self.way {
            resource["foaf:page"] = json!({"id": way});
        }
    }
}

fn file_path(given: &Given<'_>, file: &File) -> String {
    file.route.href("", given.reader.config().urls)
}

fn annotation(
    given: &Given<'_>,
    full: &FullTranscript<'_>,
    a: AnnotationIndex,
    placed: &Placed,
) -> Value {
    let (t, note) = (full.index(), &*placed.annotation);
    let mut item = json!({
        "id": identifier(given, Thing::Annotation(t, a)),
        "type": "Annotation",
        "motivation": motivation(note, full, a),
    });
    about(given, note, &mut item);
    let bodies = bodies(given, full, a, placed);
    if !bodies.is_empty() {
        item["body"] = bodies.into();
    }
    item["target"] = targets(given, full, placed).into();
    item
}

/// Why it was written (section 3.3.5), by what there is of it.
fn motivation(note: &Annotation, full: &FullTranscript<'_>, a: AnnotationIndex) -> &'static str {
    let links = full.links_of(a);
    match note {
        Annotation {
            correction: Some(_),
            ..
        } => "editing",
        Annotation {
            disputes: Some(_), ..
        } => "questioning",
        Annotation { note: Some(_), .. } => "commenting",
        _ if !note.sources.is_empty() || !links.see.is_empty() => "linking",
        _ if !links.entries.is_empty() => "tagging",
        _ => "highlighting",
    }
}

/// Who wrote it and when, and its rights, which are those of the site.
fn about(given: &Given<'_>, note: &Annotation, item: &mut Value) {
    let config = given.reader.config();
    let agent = |by: &str| match config.editors.get(by) {
        Some(editor) if editor.machine => json!({"type": "Software", "name": editor.name}),
        Some(editor) => json!({"type": "Person", "name": editor.name}),
        None => json!({"type": "Person", "name": by}),
    };
    if let Some(by) = &note.by {
        item["creator"] = agent(&by.value);
    }
    if let Some(checked) = &note.checked {
        item["dcterms:contributor"] = agent(&checked.value);
    }
    if let Some(written) = &note.written {
        match written.value.rfc3339_start() {
            Some(moment) if written.value.is_plain_day() => item["created"] = moment.into(),
            Some(_) | None => item["dcterms:date"] = written.value.edtf().into(),
        }
    }
    add_rights(item, config.rights.as_deref());
}

/// Rights as an address (section 3.3.6), or in words.
fn add_rights(item: &mut Value, rights: Option<&str>) {
    let Some(rights) = rights else { return };
    match rights_address(rights) {
        Some(address) => item["rights"] = address.into(),
        None => item["dcterms:rights"] = rights.into(),
    }
}

fn bodies(
    given: &Given<'_>,
    full: &FullTranscript<'_>,
    a: AnnotationIndex,
    placed: &Placed,
) -> Vec<Value> {
    let (t, note, links) = (full.index(), &*placed.annotation, full.links_of(a));
    let config = given.reader.config();
    let language_of_note = note.language.as_ref().unwrap_or(&config.language);
    let words = |purpose: &str, format: &str, value: String| {
        json!({
            "type": "TextualBody",
            "purpose": purpose,
            "format": format,
            "language": language_of_note,
            "value": value,
        })
    };
    let thing = |purpose: &str, named: Resource| {
        let mut body = json!({"type": "SpecificResource", "purpose": purpose});
        named.put(&mut body);
        body
    };
    let mut bodies: Vec<Value> = Vec::new();
    let transcript = &full.anchored().transcript.header;
    for warning in [&transcript.warning, &note.warning].into_iter().flatten() {
        bodies.push(words("moderating", "text/plain", warning.clone()));
    }
    if let Some(title) = &note.title {
        bodies.push(words("describing", "text/plain", title.clone()));
    }
    if let Some(prose) = &note.note {
        bodies.push(words(
            "commenting",
            "text/markdown",
            linked(given, prose, Some(t)),
        ));
    }
    if let Some(correction) = &note.correction {
        let mut body = words("editing", "text/plain", correction.value.clone());
        body["language"] = language(given, given.reader.head(t)).into();
        bodies.push(body);
    }
    if let Some(certainty) = note.certainty {
        bodies.push(
            json!({"type": "TextualBody", "purpose": "assessing", "value": certainty.as_str()}),
        );
    }
    for source in &note.sources {
        bodies.push(words(
            "linking",
            "text/markdown",
            linked(given, source, Some(t)),
        ));
    }
    for &see in &links.see {
        bodies.push(thing("linking", Resource::of(given, see)));
    }
    if let Some(disputed) = placed.disputes {
        let disputed = Thing::Annotation(t, disputed);
        bodies.push(thing("questioning", Resource::of(given, disputed)));
    }
    for &entry in &links.entries {
        // A topic says what it is about, others who or what is meant.
        let purpose = match given.reader.entry_kind(entry) {
            Kind::TOPICS => "tagging",
            _ => "identifying",
        };
        bodies.push(thing(purpose, Resource::of(given, Thing::Entry(entry))));
    }
    bodies
}

/// What it is on: on the page, by paragraph and words; and in the file of words alone, by place and words.
fn targets(given: &Given<'_>, full: &FullTranscript<'_>, placed: &Placed) -> Vec<Value> {
    let anchored = full.anchored();
    let transcript = &anchored.transcript;
    let text = &transcript.text;
    let thing = Thing::Transcript(full.index());
    let target = |source: &Resource| {
        let mut target = json!({"type": "SpecificResource"});
        source.put(&mut target);
        add_rights(&mut target, transcript.header.rights.as_deref());
        target
    };
    let [page, file] = [
        Some(Resource::of(given, thing)),
        route_of_text(given, thing).map(|route| Resource::of_file(given, &route)),
    ];
    let [page, file] = [page, file].map(Option::unwrap_or_default);
    let (page, file) = (|| target(&page), || target(&file));
    if placed.passages.is_empty() {
        return vec![page(), file()];
    }
    let mut targets = Vec::new();
    for &passage in &placed.passages {
        let passage = &anchored.passages[passage];
        let bytes = passage.bytes();
        let paragraphs = IndexRange {
            start: passage.first,
            end: ParagraphIndex::at(passage.last.place() + 1),
        };
        for p in paragraphs.iter() {
            let own = transcript.paragraphs[p].bytes();
            let piece = own.start.max(bytes.start)..own.end.min(bytes.end);
            let mut target = page();
            target["selector"] = in_paragraph(transcript, p, passage.highlight.then_some(&piece));
            targets.push(target);
        }
        let mut target = file();
        target["selector"] = json!([
            position(text, &bytes),
            quote(text, &bytes, &(0..text.len())),
        ]);
        if let Some(written) = &placed.annotation.written
            && written.value.is_plain_day()
            && let Some(moment) = written.value.rfc3339_start()
        {
            target["state"] = json!({"type": "TimeState", "sourceDate": moment});
        }
        targets.push(target);
    }
    targets
}
