//! What lists say of persons and places: days, offices, identifiers, coordinates.

use super::tongues::in_tongue;
use crate::{
    archive::{Coordinates, Dated, EntryFields, Name, Role},
    import::{
        dated::{between, dated},
        xml::Element,
    },
    text::is_external,
};

/// When somebody was born or died.
pub(super) fn day_of(part: &Element) -> Option<Dated> {
    let of = |name| part.attribute(name);
    let told = of("when").or_else(|| of("when-iso")).and_then(dated);
    let span = || {
        between(
            of("from").or_else(|| of("notBefore")),
            of("to").or_else(|| of("notAfter")),
        )
    };
    let inside = || {
        part.first("date")
            .and_then(|date| dated(date.attribute("when")?))
    };
    told.or_else(inside)
        .or_else(span)
        .or_else(|| dated(&part.words()))
}

/// An office: what somebody was, where, from when to when.
pub(super) fn role(part: &Element, wanted: Option<&str>) -> Option<Role> {
    let of = |name| part.attribute(name);
    let names: Vec<&Element> = part.all("roleName").collect();
    let name = in_tongue(&names, wanted)
        .map(Element::words)
        .filter(|words| !words.is_empty());
    let organizations: Vec<&Element> = part.all("orgName").collect();
    let reference = of("ref").or_else(|| of("key")).map(|reference| {
        let first = reference.split_whitespace().next().unwrap_or_default();
        first.rsplit('#').next().unwrap_or_default().to_owned()
    });
    let at = reference.filter(|id| !id.is_empty());
    let at = at.or_else(|| in_tongue(&organizations, wanted).map(Element::words));
    let has_parts = !names.is_empty() || !organizations.is_empty();
    let words = Some(part.words()).filter(|words| !words.is_empty() && !has_parts);
    let role = name.or(words).or_else(|| of("role").map(str::to_owned))?;
    Some(Role {
        role,
        at: at.filter(|at| !at.is_empty()).map(Name::unplaced),
        date: of("when")
            .and_then(dated)
            .or_else(|| between(of("from"), of("to"))),
    })
}

/// An identifier: an address, or a number of a register that has addresses.
pub(super) fn identified(
    part: &Element,
    words: &str,
    fields: &mut EntryFields,
    keep: &mut impl FnMut(&str, String),
) {
    let kind = |name: &str| part.attribute(name).unwrap_or_default().to_lowercase();
    let kinds = [kind("subtype"), kind("type")];
    let address = REGISTERS
        .iter()
        .find(|(name, _)| kinds.iter().any(|kind| kind == name));
    let digits =
        words.contains(|c: char| c.is_ascii_digit()) && !words.contains(char::is_whitespace);
    match address {
        _ if is_external(words) && !words.contains(char::is_whitespace) => {
            fields.same_as.push(Name::unplaced(words.to_owned()));
        }
        Some((_, base)) if digits => fields
            .same_as
            .push(Name::unplaced(format!("{base}{words}"))),
        Some(_) | None => {
            let name = kinds
                .iter()
                .find(|kind| !kind.is_empty())
                .map_or("idno", String::as_str);
            keep(name, words.to_owned());
        }
    }
}

/// Registers by their names, and what stands before a number in an address of theirs.
const REGISTERS: [(&str, &str); 6] = [
    ("wikidata", "https://www.wikidata.org/entity/"),
    ("gnd", "https://d-nb.info/gnd/"),
    ("viaf", "https://viaf.org/viaf/"),
    ("orcid", "https://orcid.org/"),
    ("geonames", "https://www.geonames.org/"),
    ("isni", "https://isni.org/isni/"),
];

/// Degrees, north first (TEI P5, 14.3.4.1: "two values separated by blank space").
pub(super) fn coordinates(location: &Element) -> Option<Coordinates> {
    let geo = location.first("geo")?.text().replace(',', " ");
    let mut numbers = geo.split_whitespace().map(str::parse::<f64>);
    let (latitude, longitude) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
    let on_earth = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
    on_earth.then_some(Coordinates {
        latitude,
        longitude,
    })
}
