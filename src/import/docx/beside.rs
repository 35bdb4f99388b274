//! What stands beside the text: footnotes, comments, headers and footers, properties.

use std::collections::BTreeMap;

use super::{flat, parts::Relations, walk::Walk};
use crate::import::{
    Element, Place, Report, Side, Unreadable,
    manuscript::{Comment, Footnote},
};

/// Reads all of it.
pub(super) fn read(walk: &mut Walk<'_>) -> Result<(), Unreadable> {
    let relations = walk.relations.clone();
    let related = |kind: &str| {
        let those = relations.values().filter(|relation| relation.kind == kind);
        let mut names: Vec<String> = those.map(|relation| relation.target.clone()).collect();
        names.sort();
        names.dedup();
        names
    };
    for sort in ["footnote", "endnote"] {
        for part in related(&format!("{sort}s")) {
            footnotes(walk, sort, part)?;
        }
    }
    for part in related("comments") {
        comments(walk, part)?;
    }
    for part in related("commentsExtended") {
        threads(walk, &part)?;
    }
    for kind in ["header", "footer"] {
        for part in related(kind) {
            furniture(walk, &part)?;
        }
    }
    properties(walk)
}

/// Goes to a part, and hands over its words.
fn go(walk: &mut Walk<'_>, side: Side, part: &str) -> Result<Option<Element>, Unreadable> {
    let Some(text) = walk.parts.text(part)? else {
        return Ok(None);
    };
    let tree = walk.parts.tree(part)?;
    let words = flat::words(&text, walk.changes, &walk.styles.hiding());
    walk.manuscript.account.printed(side, &words);
    walk.relations = walk.parts.relations(part)?;
    walk.part = Some(part.to_owned());
    walk.paragraphs = 0;
    walk.fields.clear();
    walk.pending.clear();
    walk.side = side;
    Ok(tree)
}

fn footnotes(walk: &mut Walk<'_>, sort: &'static str, part: String) -> Result<(), Unreadable> {
    let Some(root) = go(walk, Side::Speech, &part)? else {
        return Ok(());
    };
    for note in root.all(sort) {
        // Lines between the text and its footnotes are footnotes, too (section 17.18.33).
        let is_line = note.attribute("type").is_some_and(|sort| sort != "normal");
        let paragraphs = walk.plain(note);
        if is_line && paragraphs.iter().all(|para| para.is_blank()) {
            continue;
        }
        let id = note.attribute("id").unwrap_or_default();
        let key = format!("{sort} {id}");
        let place = Place::known_as(key.clone()).within(part.clone());
        walk.manuscript
            .footnotes
            .insert(key, Footnote { paragraphs, place });
    }
    Ok(())
}

fn comments(walk: &mut Walk<'_>, part: String) -> Result<(), Unreadable> {
    let Some(root) = go(walk, Side::Notes, &part)? else {
        return Ok(());
    };
    for comment in root.all("comment") {
        let said = |name: &str| {
            let value = comment.attribute(name).map(str::trim);
            value.filter(|value| !value.is_empty()).map(str::to_owned)
        };
        let id = said("id").unwrap_or_default();
        let place = Place::known_as(format!("comment {id}")).within(part.clone());
        // Word writes local time, and a `Z` behind it that is not meant.
        let written = said("date").map(|date| date.trim_end_matches('Z').to_owned());
        let paragraphs = walk.plain(comment);
        walk.manuscript.comments.push(Comment {
            id,
            author: said("author"),
            written,
            answers: None,
            done: false,
            paragraphs,
            place,
        });
        let ids = comment
            .descendants()
            .into_iter()
            .filter_map(|e| e.attribute("paraId"));
        let at = walk.manuscript.comments.len() - 1;
        walk.paragraph_ids.extend(ids.map(|id| (id.to_owned(), at)));
    }
    Ok(())
}

/// Which comment answers which: by their paragraphs ([MS-DOCX], section 2.5.4.1).
fn threads(walk: &mut Walk<'_>, part: &str) -> Result<(), Unreadable> {
    let Some(root) = walk.parts.tree(part)? else {
        return Ok(());
    };
    walk.manuscript.has_threads = true;
    let by_paragraph: BTreeMap<String, usize> = std::mem::take(&mut walk.paragraph_ids);
    let comments = &mut walk.manuscript.comments;
    for extended in root.all("commentEx") {
        let of = |name: &str| {
            extended
                .attribute(name)
                .and_then(|id| by_paragraph.get(id).copied())
        };
        let answered = of("paraIdParent")
            .and_then(|at| comments.get(at))
            .map(|c| c.id.clone());
        if let Some(comment) = of("paraId").and_then(|at| comments.get_mut(at)) {
            comment.done = extended.attribute("done") == Some("1");
            comment.answers = answered;
        }
    }
    Ok(())
}

fn furniture(walk: &mut Walk<'_>, part: &str) -> Result<(), Unreadable> {
    let Some(text) = walk.parts.text(part)? else {
        return Ok(());
    };
    // What nests deeper than it may is told here.
    walk.parts.tree(part)?;
    let words = flat::words(&text, walk.changes, &walk.styles.hiding());
    if words.trim().is_empty() {
        return Ok(());
    }
    let account = &mut walk.manuscript.account;
    account.printed(Side::Speech, &words);
    account.found("headers and footers", 1);
    let place = Place::default().within(part);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    account.left_out(
        Side::Speech,
        Report::new(
            "headers and footers",
            place,
            "it is furniture of the page",
            words,
        ),
    );
    Ok(())
}

/// Title, maker and time of the file (ISO/IEC 29500-2, section 8.3.4).
fn properties(walk: &mut Walk<'_>) -> Result<(), Unreadable> {
    let relations: Relations = walk.parts.relations("")?;
    let core = relations
        .into_values()
        .find(|relation| relation.kind == "core-properties");
    let name = core.map_or_else(
        || "docProps/core.xml".to_owned(),
        |relation| relation.target,
    );
    let Some(root) = walk.parts.tree(&name)? else {
        return Ok(());
    };
    let said = |name: &str| {
        let words = root.first(name).map(Element::words);
        words.filter(|words| !words.is_empty())
    };
    let properties = &mut walk.manuscript.properties;
    properties.title = said("title");
    properties.creator = said("creator");
    properties.created = said("created");
    properties.language = said("language");
    for name in ["subject", "keywords", "description", "category"] {
        properties
            .others
            .extend(said(name).map(|words| (name, words)));
    }
    Ok(())
}
