//! Lists of persons, organizations, places and events, as entries.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::{
    facts::{coordinates, day_of, identified, role},
    names::{Called, called},
    tongues::in_tongue,
};
use crate::{
    archive::{EntryFields, Kind, Name, Relation},
    import::{
        account::{Account, Report, Side},
        brought::BroughtEntry,
        dated::{between, dated},
        running::collapsed,
        words_of::{Tally, as_markdown},
        xml::Element,
    },
    text::is_external,
};

/// Whom a file names, as entries and by their ids.
#[derive(Default)]
pub(super) struct Entries {
    pub(super) all: Vec<BroughtEntry>,
    /// The place in `all` of those with an id.
    pub(super) by_id: BTreeMap<String, usize>,
    tally: Tally,
    keys: BTreeSet<(Kind, String)>,
}

/// An entry that is read.
struct Draft {
    kind: Kind,
    fields: EntryFields,
    /// What has no field.
    extra: Map<String, Value>,
    body: Vec<String>,
}

impl Entries {
    /// All of a file, wherever they stand; of its lists, each is counted.
    pub(super) fn of(
        root: &Element,
        wanted: Option<&str>,
        account: &mut Account,
        is_none: impl Fn(&Element) -> bool,
    ) -> Self {
        let mut entries = Self::default();
        let mut open: Vec<(&Element, Option<&str>)> = vec![(root, None)];
        while let Some((element, within)) = open.pop() {
            if is_none(element) {
                continue;
            }
            let (unit, kind) = match element.name.as_str() {
                "person" | "personGrp" => ("persons", Kind::PEOPLE),
                "org" => ("organizations", Kind::ORGANIZATIONS),
                "place" => ("places", Kind::PLACES),
                "event"
                    if element.attribute("xml:id").is_some()
                        && element.attribute("desc").is_none() =>
                {
                    ("events", Kind::EVENTS)
                }
                "relation" => {
                    account.found("relations", 1);
                    let of = |name: &str| element.attribute(name).unwrap_or_default();
                    let words = ["name", "active", "mutual", "passive"].map(of).join(" ");
                    let what = format!(
                        "how these stand to one another is not kept: {}",
                        collapsed(&words)
                    );
                    account.left_out(
                        Side::Speech,
                        Report::new("relations", element.place(), what, ""),
                    );
                    continue;
                }
                _ => {
                    let from = open.len();
                    open.extend(element.elements().map(|inner| (inner, within)));
                    open[from..].reverse();
                    continue;
                }
            };
            account.found(unit, 1);
            let id = entries.add(element, kind, within, wanted);
            match id.is_some() {
                true => account.wrote(unit, 1),
                false => {
                    let what = "it has neither a name nor an id of its own";
                    account.left_out(Side::Speech, Report::new(unit, element.place(), what, ""));
                }
            }
            let organization = match element.name.as_str() {
                "org" => element.attribute("xml:id"),
                _ => within,
            };
            let from = open.len();
            open.extend(nested(element).into_iter().map(|e| (e, organization)));
            open[from..].reverse();
        }
        std::mem::take(&mut entries.tally).tell(account);
        entries
    }

    /// The entry of an id.
    pub(super) fn get(&self, id: &str) -> Option<&BroughtEntry> {
        self.all.get(*self.by_id.get(id)?)
    }

    /// Brings one that the header names in passing, unless it is there.
    pub(super) fn bring(&mut self, kind: Kind, key: &str, fields: EntryFields) {
        if self.keys.insert((kind, key.to_owned())) {
            self.all.push(BroughtEntry {
                kind,
                key: key.to_owned(),
                fields,
                body: String::new(),
            });
        }
    }

    fn add(
        &mut self,
        element: &Element,
        kind: Kind,
        within: Option<&str>,
        wanted: Option<&str>,
    ) -> Option<()> {
        let names: Vec<&Element> = element
            .elements()
            .filter(|e| {
                matches!(
                    e.name.as_str(),
                    "persName"
                        | "name"
                        | "orgName"
                        | "placeName"
                        | "label"
                        | "geogName"
                        | "settlement"
                )
            })
            .collect();
        let heads: Vec<&Element> = element.all("head").collect();
        let named = called(&names, wanted).or_else(|| called(&heads, wanted));
        let id = element
            .attribute("xml:id")
            .or_else(|| element.attribute("id"));
        let id = id.map(collapsed).filter(|id| !id.is_empty());
        let Called {
            title,
            sort,
            aliases,
        } = match (named, &id) {
            (Some(named), _) => named,
            (None, Some(id)) => {
                self.tally
                    .add("names", "it has no name: its id is its title", element);
                Called {
                    title: id.clone(),
                    ..Called::default()
                }
            }
            (None, None) => return None,
        };
        let key = id.clone().unwrap_or_else(|| title.clone());
        if !self.keys.insert((kind, key.clone())) {
            return None;
        }
        let mut draft = Draft {
            kind,
            fields: EntryFields {
                title,
                sort,
                aliases,
                ..EntryFields::default()
            },
            extra: Map::new(),
            body: Vec::new(),
        };
        for part in element.elements() {
            self.part(part, wanted, &mut draft);
        }
        let Draft {
            mut fields,
            mut extra,
            body,
            ..
        } = draft;
        if kind == Kind::EVENTS {
            let of = |name| element.attribute(name);
            fields.date = of("when")
                .and_then(dated)
                .or_else(|| between(of("from"), of("to")));
            if let Some(organization) = within {
                fields.named.push(
                    Relation::Participants,
                    Name::unplaced(organization.to_owned()),
                );
            }
        }
        if let Some(role) = element.attribute("role") {
            extra.insert("role".to_owned(), Value::String(role.to_owned()));
        }
        if !extra.is_empty() {
            fields.common.extra = json!({ "tei": extra });
        }
        if let Some(id) = id {
            self.by_id.entry(id).or_insert(self.all.len());
        }
        self.all.push(BroughtEntry {
            kind,
            key,
            fields,
            body: body.join("\n\n"),
        });
        Some(())
    }

    fn part(&mut self, part: &Element, wanted: Option<&str>, draft: &mut Draft) {
        let Draft {
            kind,
            fields,
            extra,
            body,
        } = draft;
        let kind = *kind;
        let words = part.words();
        let mut keep = |key: &str, value: String| {
            let list = extra.entry(key.to_owned()).or_insert_with(|| json!([]));
            if let (Value::Array(list), false) = (list, value.is_empty()) {
                list.push(Value::String(value));
            }
        };
        match part.name.as_str() {
            "persName" | "name" | "orgName" | "placeName" | "label" | "geogName" => {
                for title in part.all("roleName") {
                    keep("titles", title.words());
                }
                for name in part.all("addName") {
                    keep("called", name.words());
                }
            }
            "birth" | "death" => {
                let date = day_of(part);
                match part.name.as_str() {
                    "birth" => fields.born = date,
                    _ => fields.died = date,
                }
                let places: Vec<&Element> = part
                    .descendants()
                    .into_iter()
                    .filter(|e| e.name == "placeName")
                    .collect();
                let place = in_tongue(&places, wanted)
                    .map(Element::words)
                    .unwrap_or_default();
                let key = if part.name == "birth" {
                    "born in"
                } else {
                    "died in"
                };
                keep(key, place);
            }
            "affiliation" | "occupation" if kind == Kind::PEOPLE => match role(part, wanted) {
                Some(role) => fields.roles.push(role),
                None => keep(&part.name, words),
            },
            "idno" => identified(part, &words, fields, &mut keep),
            "ptr" | "ref" => {
                let target = part.attribute("target").unwrap_or_default().to_owned();
                match is_external(&target) {
                    true => fields.same_as.push(Name::unplaced(target)),
                    false => keep(&part.name, target),
                }
            }
            "sex" | "gender" => {
                let value = part.attribute("value").map(str::to_owned);
                keep(&part.name, value.unwrap_or(words));
            }
            "location" => match coordinates(part) {
                Some(coordinates) => fields.coordinates = Some(coordinates),
                None => keep("location", words),
            },
            "figure" | "graphic" | "media" => {
                for picture in part.descendants() {
                    if let Some(url) = picture.attribute("url") {
                        keep("pictures", url.to_owned());
                    }
                }
            }
            "note" | "desc" | "p" | "ab" if !words.is_empty() => body.push(as_markdown(&words)),
            "person" | "org" | "place" | "listPerson" | "listOrg" | "listPlace" => {}
            "listEvent" | "event" => {
                for event in part.descendants() {
                    let of = |name| event.attribute(name);
                    if event.name == "event" && of("xml:id").is_none() {
                        let when = of("when")
                            .and_then(dated)
                            .or_else(|| between(of("from"), of("to")));
                        let when = when
                            .map(|date| date.value.edtf().to_owned())
                            .unwrap_or_default();
                        keep("events", collapsed(&format!("{} {when}", event.words())));
                    }
                }
            }
            "state" | "trait" if words.is_empty() => {
                let kind = part.attribute("type").unwrap_or("?");
                let what = format!(
                    "`{}` of the type `{kind}`, with what is in it, is not kept",
                    part.name
                );
                self.tally.add("states", what, part);
            }
            name => {
                let value = match words.is_empty() {
                    true => part
                        .attributes
                        .iter()
                        .map(|(_, v)| v.as_str())
                        .collect::<Vec<_>>()
                        .join(" "),
                    false => words,
                };
                keep(name, value);
            }
        }
    }
}

/// Entries within an entry, those within these aside.
fn nested(element: &Element) -> Vec<&Element> {
    let (mut found, mut open) = (Vec::new(), vec![element]);
    while let Some(outer) = open.pop() {
        for inner in outer.elements() {
            match inner.name.as_str() {
                "person" | "personGrp" | "org" | "place" => found.push(inner),
                "event" if inner.attribute("xml:id").is_some() => found.push(inner),
                _ => open.push(inner),
            }
        }
    }
    found
}
