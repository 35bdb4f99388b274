//! A transcript as an object of schema.org, which has no type for interviews or transcripts: a work that is a part of an archive.

use serde_json::Value;

use super::{Node, is_web_address, named};
use crate::{
    archive::{EntryIndex, Header, Media, Relation},
    cite::Work,
    pages::{context::PageContext, printed},
    reader::{Author, Head, Thing},
};

/// What the page of a transcript is about.
pub(in crate::pages) fn transcript(context: &PageContext<'_>, head: Head<'_>, work: &Work) -> Node {
    let (header, links) = (head.header(), head.links());
    let of = |relation| links.named.of(relation).iter().map(|&e| named(context, e));
    let form = header.form.as_deref();
    let form = form.map(|form| printed::form(context.words(), form));
    let authors = links.authors.iter().map(|author| match author {
        Author::Entry(e) => named(context, *e),
        Author::Name(name) => Node::new("Thing").with("name", name.as_str()),
    });
    let node = Node::new("CreativeWork")
        .with("@type", vec!["CreativeWork", "ArchiveComponent"])
        .maybe("@id", work.url.as_deref())
        .with("name", header.title.as_str())
        .with("headline", header.title.as_str())
        .maybe("url", work.url.as_deref())
        .with("identifier", head.id())
        .with("inLanguage", work.language.as_str())
        .maybe("abstract", header.summary.as_deref())
        .maybe("genre", form)
        .all("author", authors)
        .all("contributor", heard(context, head))
        .all("contentLocation", of(Relation::TranscriptPlace))
        .all(
            "recordedAt",
            events(context, head).chain(sitting(context, head)),
        )
        .all(
            "about",
            links
                .named
                .of(Relation::About)
                .iter()
                .map(|&e| named(context, e).all("sameAs", context.reader.same_as(e))),
        );
    let archive = Node::new("ArchiveOrganization")
        .with("name", context.reader.config().title.as_str())
        .maybe("url", context.reader.config().base_url.as_deref());
    let node = dated(node, header).with("holdingArchive", archive);
    let node = languages(context, head, node);
    sources(node, header, work)
}

/// Persons who are heard, each once, with the office that they have in it.
fn heard<'e>(context: &'e PageContext<'_>, head: Head<'e>) -> impl Iterator<Item = Node> + 'e {
    let links = head.links();
    links.people.iter().map(move |&person: &EntryIndex| {
        let mut turns = links.turns.iter().filter(|who| who.person == Some(person));
        let office = turns.find_map(|who| who.role.clone());
        let part = links.turns.iter().find_map(|who| {
            let of_this = who.person == Some(person);
            who.part.filter(|_| of_this).map(|part| part.as_str())
        });
        let role = office.unwrap_or_else(|| part.unwrap_or("speaker").to_owned());
        Node::new("Role")
            .with("contributor", named(context, person))
            .with("roleName", role)
    })
}

/// The events at which it was recorded; who is certainly heard in it performed at the first.
fn events<'e>(context: &'e PageContext<'_>, head: Head<'e>) -> impl Iterator<Item = Node> + 'e {
    let links = head.links();
    let is_heard = |person: &EntryIndex| {
        let mut turns = links.turns.iter();
        turns.any(|who| who.person == Some(*person) && who.certainty.is_none())
    };
    let events = links.named.of(Relation::TranscriptEvent).iter().enumerate();
    events.map(move |(at, &event)| {
        let heard = links.people.iter().filter(|e| at == 0 && is_heard(e));
        named(context, event).all("performer", heard.map(|&e| named(context, e)))
    })
}

/// What was recorded, as an event that a body held; only events have an `organizer`.
fn sitting(context: &PageContext<'_>, head: Head<'_>) -> Option<Node> {
    let bodies = head.links().named.of(Relation::HeldBy);
    let date = head
        .header()
        .date
        .as_ref()
        .and_then(|date| date.value.iso());
    let event = Node::new("Event")
        .with("name", head.header().title.as_str())
        .maybe("startDate", date)
        .all("organizer", bodies.iter().map(|&body| named(context, body)));
    (!bodies.is_empty()).then_some(event)
}

/// A plain date; other stretches of time in EDTF, as ISO 8601 has them.
fn dated(node: Node, header: &Header) -> Node {
    let Some(date) = header.date.as_ref().map(|date| &date.value) else {
        return node;
    };
    match date.iso() {
        Some(iso) => node.with("dateCreated", iso),
        None => node.with("temporalCoverage", date.edtf()),
    }
}

/// Its other languages.
fn languages(context: &PageContext<'_>, head: Head<'_>, node: Node) -> Node {
    let versions = context.reader.versions(head.index());
    let is_translation = head.links().translation.is_some();
    let version = |version: &crate::reader::Version| {
        let thing = Thing::Transcript(version.transcript);
        let address = context.canonical(&context.reader.route_of(thing));
        let other = context.reader.head(version.transcript);
        Node::new("CreativeWork")
            .maybe("@id", address.clone())
            .with("name", context.reader.name(thing))
            .maybe("url", address)
            .with("inLanguage", context.language_of(other))
    };
    let (originals, others): (Vec<_>, Vec<_>) = versions.iter().partition(|v| v.is_original);
    let node = node.all("translationOfWork", originals.into_iter().map(version));
    // What another translation is to this one, schema.org has no word for.
    match is_translation {
        true => node,
        false => node.all("workTranslation", others.into_iter().map(version)),
    }
}

/// Where the words come from, the recording, and the rights, each of its own.
fn sources(node: Node, header: &Header, work: &Work) -> Node {
    let node = match &header.source {
        None => node,
        Some(source) => {
            let address = source.url.as_deref();
            let original = Node::new("CreativeWork")
                .maybe("name", source.title.as_deref())
                .maybe("identifier", source.identifier.as_deref())
                .maybe("url", address);
            node.with("isBasedOn", original)
                .maybe("archivedAt", source.archived.as_deref())
        }
    };
    let media = header.media.as_ref();
    let node = node.maybe("associatedMedia", media.map(|media| recording(media, work)));
    let rights = work.rights.as_deref();
    node.maybe("license", rights.filter(is_web_address)).maybe(
        "copyrightNotice",
        rights.filter(|words| !is_web_address(words)),
    )
}

fn recording(media: &Media, work: &Work) -> Value {
    let path = media.url.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit('.').next().unwrap_or_default().to_lowercase();
    let kind = match ending.as_str() {
        "mp3" | "m4a" | "ogg" | "oga" | "opus" | "wav" | "flac" => "AudioObject",
        "mp4" | "m4v" | "webm" | "ogv" | "mov" | "mkv" => "VideoObject",
        _ => "MediaObject",
    };
    let rights = media.rights.as_deref();
    let node = Node::new(kind)
        .with("contentUrl", media.url.as_str())
        // ISO 8601; seconds alone may be more than sixty.
        .maybe(
            "duration",
            media.duration.map(|seconds| format!("PT{seconds}S")),
        )
        .maybe("license", rights.filter(is_web_address))
        .maybe(
            "copyrightNotice",
            rights.filter(|words| !is_web_address(words)),
        );
    // Only of sound and pictures does schema.org know a transcript.
    match kind {
        "MediaObject" => node.into(),
        _ => node.maybe("transcript", work.url.as_deref()).into(),
    }
}
