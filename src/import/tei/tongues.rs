//! Things that are said in several languages, of which one is wanted.

use crate::import::{dated::language, xml::Element};

/// The element in the wanted language, else one that names none, else the first.
pub(super) fn in_tongue<'e>(all: &[&'e Element], wanted: Option<&str>) -> Option<&'e Element> {
    let primary = |tag: &str| {
        tag.split(['-', '_'])
            .next()
            .unwrap_or_default()
            .to_lowercase()
    };
    let of = |element: &Element| element.attribute("xml:lang").map(str::to_owned);
    let wanted = wanted.map(primary);
    let exact = all.iter().find(|e| {
        let tag = of(e);
        tag.is_some()
            && tag.as_deref().map(primary) == wanted
            && !tag.is_some_and(|t| t.contains("Latn"))
    });
    let none = || all.iter().find(|e| of(e).is_none());
    exact.or_else(none).or(all.first()).copied()
}

/// The language of an element by itself.
pub(super) fn tongue(element: &Element) -> Option<String> {
    let said = element
        .attribute("xml:lang")
        .or_else(|| element.attribute("lang"));
    said.and_then(language)
}
