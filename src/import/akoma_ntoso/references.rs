//! Whom and what a debate names in its references: top-level classes (`TLCPerson`, `TLCOrganization`, `TLCRole`, ...).

use std::collections::BTreeMap;

use crate::{
    archive::{EntryFields, Kind, Name},
    import::{
        account::{Account, Report, Side},
        brought::BroughtEntry,
        running::collapsed,
        xml::Element,
    },
    text::is_external,
};

/// What a debate names.
pub(super) struct References {
    all: Vec<Reference>,
    /// By what they are referred to as.
    by_id: BTreeMap<String, usize>,
}

/// One of them.
pub(super) struct Reference {
    /// As the debate calls it.
    pub(super) id: String,
    /// As people do.
    pub(super) name: String,
    /// Of which kind it is; a role is of none.
    pub(super) kind: Option<Kind>,
    short: Option<String>,
    href: String,
}

impl References {
    pub(super) fn of(debate: &Element, account: &mut Account) -> Self {
        let mut references = Self {
            all: Vec::new(),
            by_id: BTreeMap::new(),
        };
        let Some(meta) = debate.first("meta") else {
            return references;
        };
        let lists = meta.all("references").flat_map(Element::elements);
        for element in lists.filter(|e| e.name.starts_with("TLC")) {
            let (unit, kind) = match element.name.as_str() {
                "TLCPerson" => ("persons", Some(Kind::PEOPLE)),
                "TLCOrganization" => ("organizations", Some(Kind::ORGANIZATIONS)),
                "TLCLocation" => ("places", Some(Kind::PLACES)),
                "TLCEvent" => ("events", Some(Kind::EVENTS)),
                "TLCRole" => ("roles", None),
                name => {
                    account.found("other references", 1);
                    let shown = element.attribute("showAs").unwrap_or_default();
                    let what = format!("`{name}`: there is no entry for such a thing: {shown}");
                    let report = Report::new("other references", element.place(), what, "");
                    account.left_out(Side::Speech, report);
                    continue;
                }
            };
            account.found(unit, 1);
            match references.add(element, kind) {
                true => account.wrote(unit, 1),
                false => {
                    let what = "it has no id, or that of another, and no words name it";
                    account.left_out(Side::Speech, Report::new(unit, element.place(), what, ""));
                }
            }
        }
        references
    }

    fn add(&mut self, element: &Element, kind: Option<Kind>) -> bool {
        let of = |name: &str| element.attribute(name).map(collapsed);
        let of = |name: &str| of(name).filter(|value| !value.is_empty());
        let id = of("eId").or_else(|| of("id")).or_else(|| of("GUID"));
        let Some(id) = id.filter(|id| !self.by_id.contains_key(id)) else {
            return false;
        };
        let href = of("href").unwrap_or_default();
        let at = self.all.len();
        for name in [Some(id.clone()), of("id"), of("GUID"), Some(href.clone())] {
            let name = name.filter(|name| !name.is_empty());
            name.map(|name| self.by_id.entry(name).or_insert(at));
        }
        self.all.push(Reference {
            name: of("showAs").unwrap_or_else(|| id.clone()),
            short: of("shortForm"),
            id,
            kind,
            href,
        });
        true
    }

    /// What is meant by a reference: `#Audrey Tang`.
    pub(super) fn get(&self, reference: &str) -> Option<&Reference> {
        let name = collapsed(reference);
        let name = name.strip_prefix('#').unwrap_or(&name);
        let decoded = || crate::text::percent_decoded(name);
        let found = self.by_id.get(name);
        let found = found.or_else(|| self.by_id.get(decoded()?.as_ref()));
        self.all.get(*found?)
    }

    /// Entries of them.
    pub(super) fn entries(&self) -> impl Iterator<Item = BroughtEntry> {
        self.all.iter().filter_map(|reference| {
            let short = reference.short.clone();
            let is_address = is_external(&reference.href);
            let fields = EntryFields {
                title: reference.name.clone(),
                aliases: short.into_iter().filter(|s| *s != reference.name).collect(),
                same_as: match is_address {
                    true => vec![Name::unplaced(reference.href.clone())],
                    false => Vec::new(),
                },
                ..EntryFields::default()
            };
            Some(BroughtEntry {
                kind: reference.kind?,
                key: reference.id.clone(),
                fields,
                body: String::new(),
            })
        })
    }
}
