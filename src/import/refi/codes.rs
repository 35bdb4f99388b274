//! The code book: codes are topics, and what stands in a code is narrower.

use std::collections::BTreeSet;

use super::memos::{Project, guid};
use crate::{
    archive::{EntryFields, Kind, Name, Relation},
    import::{
        account::Side,
        brought::BroughtEntry,
        foreign::{clean, plain},
        xml::Element,
    },
};

fn book(root: &Element) -> Option<&Element> {
    let book = if root.name == "CodeBook" {
        Some(root)
    } else {
        root.first("CodeBook")
    };
    book?.first("Codes")
}

/// The GUIDs of all codes.
pub(super) fn guids(root: &Element) -> BTreeSet<String> {
    let all = book(root).map(Element::descendants).unwrap_or_default();
    let codes = all.into_iter().filter(|element| element.name == "Code");
    codes
        .filter_map(|code| code.attribute("guid").map(guid))
        .collect()
}

/// A topic for each code, those above first.
pub(super) fn topics(root: &Element, project: &mut Project<'_>) -> Vec<BroughtEntry> {
    project.count_memos();
    let mut topics = Vec::new();
    let Some(codes) = book(root) else {
        return topics;
    };
    let mut open: Vec<(&Element, Option<String>)> =
        codes.all("Code").map(|code| (code, None)).collect();
    open.reverse();
    while let Some((code, broader)) = open.pop() {
        let Some(key) = code.attribute("guid").map(guid) else {
            continue;
        };
        project.account.found("codes", 1);
        project.account.wrote("codes", 1);
        topics.push(topic(code, &key, broader, project));
        let from = open.len();
        open.extend(code.all("Code").map(|code| (code, Some(key.clone()))));
        if let Some(new) = open.get_mut(from..) {
            new.reverse();
        }
    }
    topics
}

fn topic(
    code: &Element,
    key: &str,
    broader: Option<String>,
    project: &mut Project<'_>,
) -> BroughtEntry {
    let name = clean(code.attribute("name").unwrap_or_default());
    let mut fields = EntryFields {
        title: match name.split_whitespace().collect::<Vec<_>>().join(" ") {
            name if name.is_empty() => key.to_owned(),
            name => name,
        },
        ..EntryFields::default()
    };
    if let Some(broader) = broader {
        fields
            .named
            .push(Relation::Broader, Name::unplaced(broader));
    }
    let description = code
        .first("Description")
        .map(Element::text)
        .unwrap_or_default();
    // What a topic says is no note on a transcript.
    project.account.printed(Side::Notes, &description);
    project.account.elsewhere(Side::Notes, &description);
    let mut body = vec![plain(&description)];
    for memo in project.memos_of(code) {
        project.account.elsewhere(Side::Notes, &memo.words);
        body.push(plain(&memo.words));
    }
    body.retain(|words| !words.is_empty());
    BroughtEntry {
        kind: Kind::TOPICS,
        key: key.to_owned(),
        fields,
        body: body.join("\n\n"),
    }
}
