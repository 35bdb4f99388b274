//! The parts of a package and what relates them (Open Packaging Conventions, ISO/IEC 29500-2).

use std::collections::BTreeMap;

use crate::import::{Element, Package, Unreadable, charset};

/// The parts of a Word file.
#[derive(Debug)]
pub(super) struct Parts<'p> {
    package: &'p Package,
    /// The name of the part with the text.
    pub(super) main: String,
}

/// What a part is related to.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    /// The last word of its type: `footnotes`, `hyperlink`.
    pub(super) kind: String,
    /// The name of a part, or an address.
    pub(super) target: String,
}

/// What a part is related to, by the names that its elements use.
pub(super) type Relations = BTreeMap<String, Relation>;

impl<'p> Parts<'p> {
    /// The parts of a package.
    pub(super) fn of(package: &'p Package) -> Result<Self, Unreadable> {
        let mut parts = Self {
            package,
            main: "word/document.xml".to_owned(),
        };
        if let Some(main) = parts.related("", "officeDocument")?.into_iter().next() {
            parts.main = main;
        }
        Ok(parts)
    }

    /// What a part is related to; an empty name is the package.
    pub(super) fn relations(&self, of: &str) -> Result<Relations, Unreadable> {
        let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
        let name = format!("{folder}/_rels/{name}.rels");
        let mut relations = Relations::new();
        let Some(root) = self.tree(name.trim_start_matches('/'))? else {
            return Ok(relations);
        };
        for relation in root.all("Relationship") {
            let get = |name| relation.attribute(name).unwrap_or_default();
            let target = match get("TargetMode") {
                "External" => get("Target").to_owned(),
                _ => resolved(folder, get("Target")),
            };
            let kind = get("Type")
                .rsplit('/')
                .next()
                .unwrap_or_default()
                .to_owned();
            relations.insert(get("Id").to_owned(), Relation { kind, target });
        }
        Ok(relations)
    }

    /// The names of parts that a part is related to in a way.
    pub(super) fn related(&self, of: &str, kind: &str) -> Result<Vec<String>, Unreadable> {
        let relations = self.relations(of)?.into_values();
        let those = relations.filter(|relation| relation.kind == kind);
        Ok(those.map(|relation| relation.target).collect())
    }

    /// The text of a part.
    pub(super) fn text(&self, name: &str) -> Result<Option<String>, Unreadable> {
        let exact = self.package.file(name);
        // Names of parts are compared without regard to case (section 6.2.2.3).
        let same = || {
            self.package
                .names()
                .find(|other| other.eq_ignore_ascii_case(name))
        };
        let Some(bytes) = exact.or_else(|| same().and_then(|name| self.package.file(name))) else {
            return Ok(None);
        };
        let decoded = charset::decode(bytes, None).map_err(|error| error.within(name))?;
        Ok(Some(decoded.text))
    }

    /// A part as XML.
    pub(super) fn tree(&self, name: &str) -> Result<Option<Element>, Unreadable> {
        let Some(text) = self.text(name)? else {
            return Ok(None);
        };
        let parsed = Element::parse(&text);
        parsed.map(Some).map_err(|error| error.within(name))
    }
}

/// The name of a part that another part in a folder names.
fn resolved(folder: &str, target: &str) -> String {
    let mut names: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|name| !name.is_empty()).collect(),
    };
    for name in target.split('/') {
        match name {
            "" | "." => {}
            ".." => _ = names.pop(),
            name => names.push(name),
        }
    }
    names.join("/")
}
