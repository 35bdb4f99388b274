//! Keys of YAML that name a thing, with the id that it gets.

use std::cell::RefCell;

use anyhow::Result;

use super::{RenameRequest, Which};
use crate::{
    load::{self, ContentFile, Role},
    pipeline::Site,
    writer::{Named, Step, names_entries, splice::Document},
};

/// Whether ids stand at a path.
type Names<'n> = dyn Fn(&[Step]) -> bool + 'n;

/// The text of a file with the new id under its keys; a list has it once.
pub(super) fn changed(
    file: &ContentFile,
    path: &str,
    text: &str,
    (which, request, site): (Which, &RenameRequest, &Site),
) -> Result<String> {
    let kinds = &site.edition.config.kinds;
    let named = match &file.role {
        Role::Transcript { .. } => Named::Transcript,
        Role::Annotations { .. } => Named::Annotations,
        Role::Entry(kind) => Named::Entry(*kind),
        Role::Page | Role::Asset(_) => return Ok(text.to_owned()),
    };
    if path.starts_with("content/ledger/") || document(path, text).is_none() {
        return Ok(text.to_owned());
    }
    let names: Box<Names<'_>> = match which {
        Which::Entry(kind) => Box::new(names_entries(named, kind, kinds)),
        Which::Transcript => Box::new(names_transcript),
        Which::Page => return Ok(text.to_owned()),
    };
    let Some(opened) = document(path, text) else {
        return Ok(text.to_owned());
    };
    let (changed, count) = opened?.rename(&request.old, &request.new, &*names)?;
    match count {
        0 => Ok(changed),
        _ => once(path, changed, &request.new, &*names),
    }
}

/// The YAML of a file, if it has any.
fn document<'t>(path: &str, text: &'t str) -> Option<Result<Document<'t>>> {
    let opened = match path.ends_with(".yaml") || path.ends_with(".yml") {
        true => Document::yaml(text),
        false if load::front_matter(text).is_some() => Document::front_matter(text),
        false => return None,
    };
    Some(opened.map_err(Into::into))
}

/// Where a transcript is named in any file.
fn names_transcript(path: &[Step]) -> bool {
    matches!(path.last(), Some(Step::Key(key)) if ["transcript", "translation_of"].contains(&key.as_str()))
}

/// The text with a value that stands twice in one list standing there once.
fn once(path: &str, mut text: String, id: &str, names: &dyn Fn(&[Step]) -> bool) -> Result<String> {
    loop {
        let stands: RefCell<Vec<Vec<Step>>> = RefCell::default();
        let note = |at: &[Step]| {
            let is = names(at);
            if is {
                stands.borrow_mut().push(at.to_vec());
            }
            is
        };
        let Some(opened) = document(path, &text) else {
            return Ok(text);
        };
        let opened = opened?;
        opened.rename(id, id, &note)?;
        let stands = stands.into_inner();
        let again = stands.iter().enumerate().find(|(number, at)| {
            let [before @ .., Step::Item(_)] = at.as_slice() else {
                return false;
            };
            let earlier = stands.iter().take(*number);
            earlier.into_iter().any(
                |other| matches!(other.as_slice(), [list @ .., Step::Item(_)] if list == before),
            )
        });
        let Some((_, at)) = again else {
            return Ok(text);
        };
        let removed = opened.remove(at)?;
        text = removed;
    }
}
