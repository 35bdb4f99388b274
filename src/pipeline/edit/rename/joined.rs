//! Two entries become one: the file of the one that stays says what it said, and what only the other one said.

use std::collections::BTreeSet;

use anyhow::{Result, bail};

use super::{RenameRequest, files::add_redirect};
use crate::{
    archive::{ByRelation, EntryFields, Kind, Name},
    pipeline::{
        Site,
        edit::change::{ChangedFile, Opened},
    },
    source::Spanned,
    writer,
};

/// Puts what the old entry says into the file of the new one; what both say and otherwise is told, and stays as the new one says it.
pub(super) fn join(
    kind: Kind,
    request: &RenameRequest,
    (site, opened): (&Site, &Opened),
    files: &mut Vec<ChangedFile>,
) -> Result<Vec<String>> {
    let edition = &site.edition;
    let entry = |id: &str| {
        let index = edition.names.entry(kind, id);
        index.map(|index| edition.entry(index))
    };
    let (Some(old), Some(new)) = (entry(&request.old), entry(&request.new)) else {
        bail!("one of the two is not there");
    };
    let path = opened.sources.path(new.identity.source).to_owned();
    let mut fields = new.fields.clone();
    let mut differ = Vec::new();
    merge(&mut fields, &old.fields, &mut differ);
    rename(&mut fields.named, request);
    let mut body = new.body.text.trim_end().to_owned();
    let more = old.body.text.trim();
    if !old.stub && !more.is_empty() && !body.contains(more) {
        if !body.is_empty() {
            body.push_str("\n\n");
        }
        body.push_str(more);
    }
    let links = |text: &str| {
        text.replace(
            &format!("[[{}]]", request.old),
            &format!("[[{}]]", request.new),
        )
    };
    let body = match body.is_empty() {
        true => body,
        false => format!("\n{}\n", links(&body)),
    };
    let text = writer::entry(kind, &fields, &body)?;
    let folder = &edition.config.kinds.names(kind).folder;
    let address = |id: &str| format!("{folder}/{id}");
    let text = match old.stub {
        true => text,
        false => add_redirect(&path, &text, &address(&request.old), &address(&request.new))?,
    };
    match files.iter_mut().find(|file| file.path == path) {
        Some(file) => file.new = Some(text),
        None => files.push(ChangedFile {
            old: opened.text(&path)?,
            path,
            new: Some(text),
        }),
    }
    Ok(differ)
}

/// Names of the old entry under its own keys are names of the one that stays, which is not related to itself.
fn rename(named: &mut ByRelation<Name>, request: &RenameRequest) {
    let mut renamed = ByRelation::default();
    for (relation, list) in named.iter() {
        let mut known = BTreeSet::new();
        let others = list
            .iter()
            .filter(|name| name.value != request.old && name.value != request.new)
            .filter(|name| known.insert(name.value.clone()));
        renamed.extend(relation, others.cloned());
    }
    *named = renamed;
}

fn merge(fields: &mut EntryFields, other: &EntryFields, differ: &mut Vec<String>) {
    let mut names: Vec<String> = fields.aliases.clone();
    for name in std::iter::once(&other.title).chain(&other.aliases) {
        if *name != fields.title && !names.contains(name) {
            names.push(name.clone());
        }
    }
    fields.aliases = names;
    let mut one =
        |key: &str, kept: &mut Option<String>, other: &Option<String>| match (&*kept, other) {
            (None, _) => kept.clone_from(other),
            (Some(kept), Some(other)) if kept != other => {
                differ.push(format!("{key}: `{kept}` is kept, and not `{other}`"));
            }
            _ => {}
        };
    one("sort", &mut fields.sort, &other.sort);
    one("summary", &mut fields.summary, &other.summary);
    one("warning", &mut fields.warning, &other.warning);
    one("language", &mut fields.language, &other.language);
    one("date_note", &mut fields.date_note, &other.date_note);
    one("identifier", &mut fields.identifier, &other.identifier);
    let dates = [
        ("date", &mut fields.date, &other.date),
        ("born", &mut fields.born, &other.born),
        ("died", &mut fields.died, &other.died),
    ];
    for (key, kept, other) in dates {
        match (&*kept, other) {
            (None, _) => kept.clone_from(other),
            (Some(one), Some(two)) if one.value != two.value => {
                let (one, two) = (one.value.edtf(), two.value.edtf());
                differ.push(format!("{key}: `{one}` is kept, and not `{two}`"));
            }
            _ => {}
        }
    }
    match (&fields.coordinates, &other.coordinates) {
        (None, _) => fields.coordinates = other.coordinates,
        (Some(one), Some(two)) if one != two => {
            differ.push("coordinates: those that were there are kept".to_owned());
        }
        _ => {}
    }
    match (&fields.url, &other.url) {
        (None, _) => fields.url.clone_from(&other.url),
        (Some(one), Some(two)) if one.value != two.value => {
            let (one, two) = (&one.value, &two.value);
            differ.push(format!("url: `{one}` is kept, and not `{two}`"));
        }
        _ => {}
    }
    if fields.image.is_none() {
        fields.image.clone_from(&other.image);
    } else if other.image.is_some() {
        differ.push("image: the one that was there is kept".to_owned());
    }
    let known: BTreeSet<String> = fields.sources.iter().map(|s| s.text.clone()).collect();
    let more = other.sources.iter().filter(|s| !known.contains(&s.text));
    fields.sources.extend(more.cloned());
    let known: BTreeSet<String> = fields.same_as.iter().map(|s| s.value.clone()).collect();
    let more = other.same_as.iter().filter(|s| !known.contains(&s.value));
    fields.same_as.extend(more.cloned());
    fields.roles.extend(other.roles.iter().cloned());
    for (relation, list) in other.named.iter() {
        fields.named.extend(relation, list.iter().cloned());
    }
    for address in &other.common.redirect_from {
        let there = &mut fields.common.redirect_from;
        if !there.iter().any(|known| known.value == address.value) {
            there.push(Spanned::unplaced(address.value.clone()));
        }
    }
    match (
        fields.common.extra.as_object_mut(),
        other.common.extra.as_object(),
    ) {
        (None, Some(_)) => fields.common.extra = other.common.extra.clone(),
        (Some(kept), Some(other)) => {
            for (key, value) in other {
                kept.entry(key.clone()).or_insert_with(|| value.clone());
            }
        }
        _ => {}
    }
}
