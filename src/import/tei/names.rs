//! Names of persons, organizations, places and events, in one form or several.

use super::tongues::in_tongue;
use crate::import::{running::collapsed, xml::Element};

/// What something is called.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Called {
    pub(super) title: String,
    /// What it is sorted by, if its name says so.
    pub(super) sort: Option<String>,
    pub(super) aliases: Vec<String>,
}

/// Languages in which the surname goes first.
const SURNAME_FIRST: [&str; 5] = ["hu", "zh", "ja", "ko", "vi"];

/// By its names, the one in the wanted language first.
pub(super) fn called(names: &[&Element], wanted: Option<&str>) -> Option<Called> {
    let whole =
        |e: &&&Element| e.attribute("full") != Some("abb") && e.attribute("type") != Some("abbr");
    let full: Vec<&Element> = names.iter().filter(whole).copied().collect();
    let main = in_tongue(&full, wanted).or_else(|| in_tongue(names, wanted))?;
    let tongue = main.attribute("xml:lang").or(wanted);
    let (title, sort) = shown(main, tongue);
    let mut called = Called {
        title,
        sort,
        aliases: Vec::new(),
    };
    for name in names {
        let (other, _) = shown(name, name.attribute("xml:lang").or(wanted));
        let known = other == called.title || called.aliases.contains(&other);
        if !known && !other.is_empty() {
            called.aliases.push(other);
        }
    }
    (!called.title.is_empty()).then_some(called)
}

/// A name, and what it is sorted by if it says which part is the surname.
fn shown(name: &Element, tongue: Option<&str>) -> (String, Option<String>) {
    let parts = |of: &str, patronym: bool| -> Vec<String> {
        let all = name
            .all(of)
            .filter(|e| (e.attribute("type") == Some("patronym")) == patronym);
        all.map(Element::words).filter(|w| !w.is_empty()).collect()
    };
    let (forenames, surnames) = (parts("forename", false), parts("surname", false));
    if surnames.is_empty() && forenames.is_empty() {
        return (collapsed(&name.text()), None);
    }
    let patronyms = [parts("forename", true), parts("surname", true)].concat();
    let before = parts("nameLink", false);
    let behind = parts("genName", false);
    let given = [forenames, patronyms].concat().join(" ");
    let surname = [before.clone(), surnames.clone()].concat().join(" ");
    let language = tongue
        .unwrap_or_default()
        .split('-')
        .next()
        .unwrap_or_default();
    let order = match SURNAME_FIRST.contains(&language) {
        true => [&surname, &given],
        false => [&given, &surname],
    };
    let mut whole: Vec<&str> = order.into_iter().map(String::as_str).collect();
    whole.extend(behind.iter().map(String::as_str));
    whole.retain(|part| !part.is_empty());
    let sorted = [
        surnames.join(" "),
        [given.as_str(), &before.join(" ")]
            .join(" ")
            .trim()
            .to_owned(),
    ];
    let sorted: Vec<String> = sorted.into_iter().filter(|part| !part.is_empty()).collect();
    let sort = (sorted.len() == 2).then(|| sorted.join(", "));
    (whole.join(" "), sort)
}
