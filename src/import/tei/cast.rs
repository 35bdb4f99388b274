//! Who is meant by `who`: persons and organizations that the file names, roles of its list of a cast, speakers of a transcript that postil wrote.

use std::collections::BTreeMap;

use super::{entries::Entries, own::named_by_address};
use crate::{
    archive::{EntryFields, Kind, Part},
    import::xml::Element,
};

/// Somebody whom `who` may mean.
#[derive(Clone, Debug, Default)]
pub(super) struct Who {
    pub(super) name: String,
    /// Their key, if they are an entry.
    pub(super) person: Option<String>,
    pub(super) role: Option<String>,
    pub(super) part: Option<Part>,
}

/// All of them by their ids.
#[derive(Default)]
pub(super) struct Cast(BTreeMap<String, Who>);

impl Cast {
    /// Of a file, beside those whom its lists name.
    pub(super) fn of(tei: &Element, is_own: bool, entries: &mut Entries) -> Self {
        let mut cast = Self::default();
        for element in tei.descendants() {
            let Some(id) = element.attribute("xml:id") else {
                continue;
            };
            match element.name.as_str() {
                "person" | "org" if is_own && is_speaker(element) => {
                    cast.0.insert(id.to_owned(), speaker(element, entries));
                }
                "role" => {
                    let name = element.words();
                    let who = Who {
                        name,
                        ..Who::default()
                    };
                    cast.0.entry(id.to_owned()).or_insert(who);
                }
                _ => {}
            }
        }
        cast
    }

    /// Whoever has this id.
    pub(super) fn get(&self, id: &str, entries: &Entries) -> Option<Who> {
        let listed = || {
            let entry = entries.get(id)?;
            [Kind::PEOPLE, Kind::ORGANIZATIONS]
                .contains(&entry.kind)
                .then(|| Who {
                    name: entry.fields.title.clone(),
                    person: Some(entry.key.clone()),
                    ..Who::default()
                })
        };
        self.0.get(id).cloned().or_else(listed)
    }
}

/// Whether an element is a speaker of a transcript of postil's, who need not be a person.
pub(super) fn is_speaker(element: &Element) -> bool {
    let id = element.attribute("xml:id").unwrap_or_default();
    ["person", "org"].contains(&element.name.as_str()) && id.starts_with("speaker.")
}

fn speaker(element: &Element, entries: &mut Entries) -> Who {
    let name = element
        .first("persName")
        .or_else(|| element.first("orgName"));
    let title = name.map(Element::words).unwrap_or_default();
    let person = name.and_then(|name| named_by_address(name.attribute("ref")?));
    let person = person.map(|(kind, id)| {
        let fields = EntryFields {
            title: title.clone(),
            ..EntryFields::default()
        };
        entries.bring(kind, &id, fields);
        id
    });
    let role = element.attribute("role");
    let part = Part::ALL.iter().find(|(word, _)| Some(*word) == role);
    Who {
        name: title,
        person,
        role: element
            .first("note")
            .map(Element::words)
            .filter(|words| !words.is_empty()),
        part: part.map(|(_, part)| *part),
    }
}
