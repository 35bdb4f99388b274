//! An entry as an object of schema.org.

use super::{Node, file, named};
use crate::{
    archive::{Dated, EntryIndex, Kind, Relation},
    cite::Name,
    date::Date,
    pages::{called, context::PageContext},
    text::{is_external, route::Route},
};

/// What the page of an entry is about.
pub(in crate::pages) fn entry(context: &PageContext<'_>, e: EntryIndex) -> Node {
    let entry = context.reader.entry(e);
    let fields = &entry.fields;
    let node = named(context, e)
        .maybe("description", fields.summary.as_deref())
        .all("alternateName", fields.aliases.iter().map(String::as_str))
        .all("sameAs", fields.same_as.iter().map(|a| a.value.as_str()))
        .maybe("image", image(context, e));
    let related = context.reader.related(e);
    let links = related.links();
    let of = |relation| links.to.of(relation).iter().map(|&e| named(context, e));
    let iso = |date: Option<&Dated>| date.and_then(|date| date.value.iso());
    match entry.kind {
        Kind::TOPICS => {
            let folder = &context.reader.config().kinds.names(entry.kind).folder;
            let index = Route::page(&format!("{folder}/index"), context.reader.config().urls);
            let set = Node::new("DefinedTermSet")
                .with("name", called::plural(context.reader.config(), entry.kind))
                .maybe("url", index.and_then(|index| context.canonical(&index)));
            node.with("termCode", entry.id())
                .with("inDefinedTermSet", set)
        }
        Kind::EVENTS => {
            let [start, end] = ends(fields.date.as_ref().map(|date| &date.value));
            node.maybe("startDate", start)
                .maybe("endDate", end)
                .all("location", of(Relation::Place))
                .all("superEvent", of(Relation::PartOf))
                .all("attendee", of(Relation::Participants))
        }
        Kind::PEOPLE => {
            let name = Name::person(&fields.title, entry.sort_title());
            let node = match name {
                Name::Person(person) => node
                    .with("familyName", person.family)
                    .with("givenName", person.given)
                    .maybe("honorificSuffix", person.suffix),
                Name::Whole(_) => node,
            };
            node.maybe("birthDate", iso(fields.born.as_ref()))
                .maybe("deathDate", iso(fields.died.as_ref()))
        }
        Kind::PLACES => {
            let geo = fields.coordinates.map(|at| {
                Node::new("GeoCoordinates")
                    .with("latitude", at.latitude)
                    .with("longitude", at.longitude)
            });
            node.maybe("geo", geo)
        }
        Kind::DOCUMENTS => node
            .maybe("identifier", fields.identifier.as_deref())
            .maybe("dateCreated", iso(fields.date.as_ref()))
            // Where the document itself is.
            .maybe("sameAs", fields.url.as_ref().map(|url| url.value.as_str())),
        _ => node,
    }
}

/// The first and the last day of a date, as far as both are certain; of a day only the first.
fn ends(date: Option<&Date>) -> [Option<String>; 2] {
    let Some(date) = date else {
        return [None, None];
    };
    let end = |written: &str| Date::parse(written).ok().and_then(|date| date.iso());
    match date.edtf().split_once('/') {
        Some((first, last)) => [end(first), end(last)],
        None => [date.iso(), None],
    }
}

/// The full address of an entry's picture.
pub(in crate::pages) fn image(context: &PageContext<'_>, e: EntryIndex) -> Option<String> {
    let image = context.reader.entry(e).fields.image.as_ref()?;
    let written = image.file.value.as_str();
    if is_external(written) {
        return Some(written.to_owned());
    }
    let path = written.trim_start_matches("./").trim_start_matches('/');
    let path = path.strip_prefix("assets/").unwrap_or(path);
    file(context, &format!("assets/{path}"))
}
