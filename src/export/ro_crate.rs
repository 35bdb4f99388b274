//! The site as a research object: RO-Crate Metadata Specification 1.2, `ro-crate-metadata.json` at the root of what it describes.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{
    Catalogue, Exporter, File, Given, Scope,
    asked::{lacks, newest_day},
    facts::language,
    media::media_type,
    place::{encoded, rights_address},
    work,
};
use crate::{
    cite::Work,
    reader::{Author, Head, Kind, Route, Thing, Whole},
    source::diag::Diagnostic,
};

/// Where it lies.
const PATH: &str = "ro-crate-metadata.json";

/// `ro-crate-metadata.json`.
#[derive(Debug)]
pub(super) struct RoCrate {
    /// The folder with the files that the site is made of, if it goes along: in a bag.
    pub(super) authored: Option<&'static str>,
}

impl Exporter for RoCrate {
    fn name(&self) -> &'static str {
        "ro-crate"
    }

    fn scope(&self) -> Scope {
        Scope::Archive
    }

    fn is_unasked(&self) -> bool {
        self.authored.is_some()
    }

    fn lists(&self, _whole: Whole<'_>, _catalogue: &Catalogue<'_>) -> Vec<File> {
        vec![File::at(PATH)]
    }

    fn make(&self, _file: &File, given: &Given<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut graph = Graph::default();
        self.root(given, &mut graph)?;
        let all =
            json!({"@context": "https://w3id.org/ro/crate/1.2/context", "@graph": graph.all()});
        let mut bytes = serde_json::to_vec_pretty(&all).expect("JSON has no other keys");
        bytes.push(b'\n');
        Ok(bytes)
    }
}

impl RoCrate {
    fn root(&self, given: &Given<'_>, graph: &mut Graph) -> Result<(), Box<Diagnostic>> {
        let (config, whole) = (given.reader.config(), given.reader.whole());
        let needs = |why, line| lacks(config, "ro-crate", why, line);
        let description = config.description.as_deref().ok_or_else(|| {
            let why = "needs a sentence that says what the archive is";
            needs(why, "description: What this archive holds")
        })?;
        let rights = config.rights.as_deref().ok_or_else(|| {
            let why = "needs a licence: that of the notes and pages";
            needs(why, "rights: https://creativecommons.org/licenses/by/4.0/")
        })?;
        let day = newest_day(whole).ok_or_else(|| {
            let why =
                "needs a day: no transcript has a `date`, and no note says when it was `written`";
            needs(why, "exports: []")
        })?;
        graph.put(
            object("CreativeWork", PATH)
                .with("about", id("./"))
                .with("conformsTo", id("https://w3id.org/ro/crate/1.2")),
        );
        let license = graph.rights(rights);
        let mut root = object("Dataset", "./")
            .with("name", config.title.as_str())
            .with("description", description)
            .with("datePublished", day)
            .with("license", license)
            .with("inLanguage", config.language.as_str());
        if let Some(base) = &config.base_url {
            root = root
                .with("url", base.as_str())
                .with("identifier", base.as_str());
        }
        let parts = self.parts(given, graph);
        graph.put(root.with("hasPart", parts));
        Ok(())
    }

    /// Each page of a transcript, each file of a format, each file that was copied; and the authored files as a folder.
    fn parts(&self, given: &Given<'_>, graph: &mut Graph) -> Vec<Value> {
        let whole = given.reader.whole();
        let config = whole.config();
        let mut files: BTreeMap<String, Object> = BTreeMap::new();
        for head in whole.lists.transcripts() {
            let entity = transcript(given, head, graph);
            files.insert(entity.id.clone(), entity);
        }
        for data in &given.catalogue.data {
            let mut entity =
                object("File", &path(data.route)).with("encodingFormat", data.media_type);
            if let Some(thing) = data.about {
                let page = path(&whole.route_of(thing));
                entity = entity.with(
                    "name",
                    format!("{} ({})", given.reader.name(thing), data.format),
                );
                entity = match thing {
                    Thing::Transcript(_) => entity.with("isBasedOn", id(&page)),
                    Thing::Entry(_)
                    | Thing::Page(_)
                    | Thing::Paragraph(..)
                    | Thing::Annotation(..) => entity,
                };
            } else {
                entity = entity.with("name", format!("{} ({})", config.title, data.format));
            }
            files.entry(entity.id.clone()).or_insert(entity);
        }
        for asset in whole.assets() {
            let entity = object("File", &path(&asset.route))
                .with("encodingFormat", media_type(asset.route.as_str()));
            files.entry(entity.id.clone()).or_insert(entity);
        }
        if let Some(folder) = self.authored {
            let entity = object("Dataset", &format!("{folder}/"))
                .with("name", "The files that the site is made of")
                .with(
                    "description",
                    "As they were written, without drafts: postil builds the site from them.",
                );
            files.insert(entity.id.clone(), entity);
        }
        let parts = files.keys().map(|path| id(path)).collect();
        files.into_values().for_each(|entity| graph.put(entity));
        parts
    }
}

/// A transcript's page, with what citations say of it.
fn transcript(given: &Given<'_>, head: Head<'_>, graph: &mut Graph) -> Object {
    let reader = &given.reader;
    let thing = Thing::Transcript(head.index());
    let work: Work = work(reader, head, None);
    let mut entity = object("File", &path(&reader.route_of(thing)))
        .with("name", work.title.as_str())
        .with("encodingFormat", "text/html")
        .with("inLanguage", language(given, head));
    let texts = [
        ("identifier", Some(head.id())),
        ("abstract", work.summary.as_deref()),
        ("dateCreated", work.date.as_ref().map(|date| date.edtf())),
        ("genre", work.form.as_deref()),
    ];
    for (key, value) in texts {
        entity = value
            .into_iter()
            .fold(entity, |entity, value| entity.with(key, value));
    }
    if let Some(rights) = &work.rights {
        entity = entity.with("license", graph.rights(rights));
    }
    let authors = head.links().authors.iter();
    let authors: Vec<Value> = authors.map(|author| graph.agent(given, author)).collect();
    if !authors.is_empty() {
        entity = entity.with("author", authors);
    }
    let media = head.header().media.as_ref();
    if let Some(media) = media.filter(|media| media.url.starts_with("http")) {
        let mut recording = object("MediaObject", &media.url);
        recording = recording.with("name", "Recording");
        if let Some(rights) = &media.rights {
            recording = recording.with("license", graph.rights(rights));
        }
        graph.put(recording);
        entity = entity.with("associatedMedia", id(&media.url));
    }
    entity
}

/// The path of a file as a reference in the crate (section on data entities: relative, percent-encoded).
fn path(route: &Route) -> String {
    encoded(route.as_str())
}

fn id(of: &str) -> Value {
    json!({"@id": of})
}

/// An entity.
struct Object {
    id: String,
    fields: Map<String, Value>,
}

fn object(kind: &str, id: &str) -> Object {
    let fields = [("@id", id), ("@type", kind)];
    let fields = fields.map(|(key, value)| (key.to_owned(), Value::from(value)));
    Object {
        id: id.to_owned(),
        fields: fields.into_iter().collect(),
    }
}

impl Object {
    fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.fields.insert(key.to_owned(), value.into());
        self
    }
}

/// All entities, each once, in order of their names.
#[derive(Default)]
struct Graph(BTreeMap<String, Map<String, Value>>);

impl Graph {
    fn put(&mut self, entity: Object) {
        self.0.entry(entity.id).or_insert(entity.fields);
    }

    /// Rights by their address, or as words.
    fn rights(&mut self, rights: &str) -> Value {
        let address = rights_address(rights);
        let name = address
            .clone()
            .unwrap_or_else(|| format!("#rights-{}", encoded(rights)));
        let entity = object("CreativeWork", &name);
        self.put(entity.with("name", address.as_deref().unwrap_or(rights)));
        id(&name)
    }

    /// Whoever a work is by: a person, or a body, or a name of which no more is known.
    fn agent(&mut self, given: &Given<'_>, author: &Author) -> Value {
        let (kind, name) = match author {
            Author::Entry(e) => {
                let kind = match given.reader.entry_kind(*e) {
                    Kind::ORGANIZATIONS => "Organization",
                    _ => "Person",
                };
                (kind, given.reader.name(Thing::Entry(*e)))
            }
            Author::Name(name) => ("Thing", name.as_str()),
        };
        let key = format!("#by-{}", encoded(name));
        self.put(object(kind, &key).with("name", name));
        id(&key)
    }

    fn all(self) -> Vec<Value> {
        self.0.into_values().map(Value::Object).collect()
    }
}
