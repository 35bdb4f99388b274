//! Feeds to follow a topic, an event or a person by (Atom, RFC 4287).

use std::{cmp::Reverse, collections::BTreeMap, io::Result};

use super::{
    Exporter, File, Given, Scope,
    facts::one_line,
    place::{address, file as file_address, identifier, known_by, rights},
    xml::{Xml, attributed, document, element, empty, text},
};
use crate::{
    reader::{Dated, EntryIndex, Kind, Thing, TranscriptIndex, Whole},
    source::diag::Diagnostic,
};

/// How many transcripts a feed has.
const SIZE: usize = 20;

/// `topics/ID.feed.xml` and its like, for those that have something in the archive.
#[derive(Debug)]
pub(super) struct Feeds;

impl Exporter for Feeds {
    fn name(&self) -> &'static str {
        "feeds"
    }

    fn scope(&self) -> Scope {
        Scope::Entries
    }

    fn files(&self, whole: Whole<'_>) -> Vec<File> {
        let lists = whole.lists;
        let has_any = |&e: &EntryIndex| {
            lists.passage_count(e) + lists.transcript_count(e) + lists.spoken_count(e) > 0
        };
        let kinds = [Kind::TOPICS, Kind::EVENTS, Kind::PEOPLE].into_iter();
        let entries = kinds.flat_map(|kind| lists.entries_of(kind));
        let file = |e: EntryIndex| File {
            about: Some(Thing::Entry(e)),
            alternate: Some("application/atom+xml"),
            ..File::new(whole.route_beside(Thing::Entry(e), "feed.xml"))
        };
        entries.filter(has_any).map(file).collect()
    }

    fn make(
        &self,
        file: &File,
        given: &Given<'_>,
    ) -> std::result::Result<Vec<u8>, Box<Diagnostic>> {
        let Some(Thing::Entry(entry)) = file.about else {
            unreachable!("each of its files is about an entry")
        };
        Ok(document(|xml| feed(given, (file, entry), xml)))
    }
}

/// A transcript, when it was, and when something of it was last written about what the feed is about.
struct Item {
    transcript: TranscriptIndex,
    published: Option<String>,
    updated: String,
}

/// The newest transcripts that have to do with an entry. Those of which no date is known cannot be told to be new.
fn newest(given: &Given<'_>, entry: EntryIndex) -> Vec<Item> {
    let rows = given.reader.rows(entry);
    let mut written: BTreeMap<TranscriptIndex, Option<String>> = BTreeMap::new();
    let moment = |date: &Dated| date.value.rfc3339_start();
    for passage in rows.passages() {
        let notes = passage.annotations().into_iter();
        let newest = notes.filter_map(|a| passage.note(a).written.as_ref().and_then(moment));
        let newest = newest.max();
        let known = written.entry(passage.transcript()).or_default();
        *known = newest.max(known.take());
    }
    for head in rows.transcripts() {
        written.entry(head.index()).or_default();
    }
    for (head, _) in rows.spoken() {
        written.entry(head.index()).or_default();
    }
    let item = |(transcript, noted): (TranscriptIndex, Option<String>)| {
        let head = given.reader.head(transcript);
        let published = head.header().date.as_ref().and_then(moment);
        Some(Item {
            transcript,
            updated: noted.max(published.clone())?,
            published,
        })
    };
    let mut items: Vec<Item> = written.into_iter().filter_map(item).collect();
    items.sort_by_key(|item| {
        let id = given.reader.id(Thing::Transcript(item.transcript));
        (Reverse(item.updated.clone()), id)
    });
    items.truncate(SIZE);
    items
}

fn feed(given: &Given<'_>, (file, entry): (&File, EntryIndex), xml: &mut Xml) -> Result<()> {
    let config = given.reader.config();
    let items = newest(given, entry);
    let thing = Thing::Entry(entry);
    let attributes = [
        ("xmlns", "http://www.w3.org/2005/Atom"),
        ("xml:lang", config.language.as_str()),
    ];
    attributed(xml, "feed", &attributes, |xml| {
        text(
            xml,
            "id",
            &known_by(given, &file.route.href("", config.urls)),
        )?;
        text(xml, "title", given.reader.name(thing))?;
        text(xml, "subtitle", &config.title)?;
        let updated = items.first().map(|item| item.updated.as_str());
        text(xml, "updated", updated.unwrap_or("1970-01-01T00:00:00Z"))?;
        link(
            xml,
            "self",
            "application/atom+xml",
            &file_address(given, &file.route),
        )?;
        link(xml, "alternate", "text/html", &address(given, thing))?;
        element(xml, "author", |xml| text(xml, "name", &config.title))?;
        let mut each = items.iter();
        each.try_for_each(|item| element(xml, "entry", |xml| write(given, item, xml)))
    })
}

fn link(xml: &mut Xml, rel: &str, media_type: &str, to: &str) -> Result<()> {
    empty(
        xml,
        "link",
        &[("rel", rel), ("type", media_type), ("href", to)],
    )
}

fn write(given: &Given<'_>, item: &Item, xml: &mut Xml) -> Result<()> {
    let head = given.reader.head(item.transcript);
    let (header, thing) = (head.header(), Thing::Transcript(item.transcript));
    text(xml, "id", &identifier(given, thing))?;
    text(xml, "title", &header.title)?;
    if let Some(published) = &item.published {
        text(xml, "published", published)?;
    }
    text(xml, "updated", &item.updated)?;
    link(xml, "alternate", "text/html", &address(given, thing))?;
    for author in &head.links().authors {
        element(xml, "author", |xml| {
            text(xml, "name", given.reader.author(author))
        })?;
    }
    let summary: Vec<String> = [&header.warning, &header.summary]
        .into_iter()
        .flatten()
        .map(|words| one_line(words))
        .collect();
    if !summary.is_empty() {
        text(xml, "summary", &summary.join(" "))?;
    }
    match &header.rights {
        Some(written) => text(xml, "rights", &rights(written)),
        None => Ok(()),
    }
}
