//! The files of a thing that gets another id: where they go, and the page that stays at the old address.

use anyhow::Result;

use super::{RenameRequest, Which};
use crate::{
    load::{self, ContentFile, Role},
    pipeline::{Site, edit::change::ChangedFile},
    writer::{Step, Value, splice::Document},
};

/// Which files belong to the thing.
pub(super) struct Moved<'a> {
    which: Which,
    request: &'a RenameRequest,
    joins: bool,
    /// From which path to which; to none, where two become one.
    pub(super) paths: Vec<(String, Option<String>)>,
}

impl<'a> Moved<'a> {
    pub(super) fn new(which: Which, request: &'a RenameRequest, site: &Site) -> Self {
        let joins = super::thing_with_file(which, &request.new, site).is_some();
        Self {
            which,
            request,
            joins,
            paths: Vec::new(),
        }
    }

    fn is_own(&self, file: &ContentFile) -> bool {
        let of_kind = match (&file.role, self.which) {
            (Role::Entry(kind), Which::Entry(of)) => *kind == of,
            (Role::Transcript { .. }, Which::Transcript) | (Role::Page, Which::Page) => true,
            _ => false,
        };
        of_kind && file.id == self.request.old
    }

    /// Whether a path is that in which the thing says what it is: of a transcript with a sidecar, the sidecar.
    pub(super) fn is_the_thing(&self, file: &ContentFile, path: &str) -> bool {
        let sidecar = matches!(
            file.role,
            Role::Transcript {
                sidecar: Some(_),
                ..
            }
        );
        let is_sidecar = path.ends_with(".yaml") || path.ends_with(".yml");
        let is_ledger = path.starts_with("content/ledger/");
        self.is_own(file) && !self.joins && !is_ledger && (!sidecar || is_sidecar)
    }

    /// Adds a file that says `old` and is to say `new`, at the place where it is to be.
    pub(super) fn add(
        &mut self,
        file: &ContentFile,
        path: String,
        (old, new): (String, String),
        files: &mut Vec<ChangedFile>,
    ) {
        let to = match &file.role {
            _ if self.is_own(file) => at_stem(&path, &self.request.new),
            Role::Annotations { candidates } if matches!(self.which, Which::Transcript) => {
                let named = candidates.iter().position(|c| *c == self.request.old);
                named.map_or_else(|| path.clone(), |at| at_part(&path, at, &self.request.new))
            }
            _ => path.clone(),
        };
        if to == path {
            files.push(ChangedFile {
                path,
                old: Some(old),
                new: Some(new),
            });
            return;
        }
        let stays = !(self.is_own(file) && self.joins);
        self.paths.push((path.clone(), stays.then(|| to.clone())));
        files.push(ChangedFile {
            path,
            old: Some(old),
            new: None,
        });
        // Where two become one, what is joined is written there.
        if stays {
            files.push(ChangedFile {
                path: to,
                old: None,
                new: Some(new),
            });
        }
    }
}

/// A path with another stem.
fn at_stem(path: &str, stem: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    format!("{folder}/{stem}.{ending}")
}

/// A path with another name of its `at`th part from the end: 0 is the stem.
fn at_part(path: &str, at: usize, new: &str) -> String {
    if at == 0 {
        return at_stem(path, new);
    }
    let mut parts: Vec<&str> = path.split('/').collect();
    let place = parts.len().checked_sub(at + 1);
    if let Some(part) = place.and_then(|place| parts.get_mut(place)) {
        *part = new;
    }
    parts.join("/")
}

/// The address of a thing's page, as `redirect_from` has it.
fn address(which: Which, id: &str, site: &Site) -> String {
    match which {
        Which::Entry(kind) => format!("{}/{id}", site.edition.config.kinds.names(kind).folder),
        Which::Transcript => format!("transcripts/{id}"),
        Which::Page => id.to_owned(),
    }
}

/// The text of the file with a page that leads here from the old address.
pub(super) fn with_redirect(
    path: &str,
    text: &str,
    which: Which,
    (request, site): (&RenameRequest, &Site),
) -> Result<String> {
    let from = address(which, &request.old, site);
    add_redirect(path, text, &from, &address(which, &request.new, site))
}

/// The text of a file with one address more that leads to it; `own` is its own, which no longer does.
pub(super) fn add_redirect(path: &str, text: &str, from: &str, own: &str) -> Result<String> {
    const KEY: &str = "redirect_from";
    let is_yaml = path.ends_with(".yaml") || path.ends_with(".yml");
    let front = match is_yaml {
        true => 0..text.len(),
        false => load::front_matter(text).unwrap_or(0..0),
    };
    let open = |text: &str| -> Result<String> {
        // From an address that was left before, and is the thing's again, nothing leads to it.
        let said = load::plain(text.get(front.clone()).unwrap_or_default());
        let list = said.as_ref().and_then(|said| said.get(KEY)).cloned();
        let document = match is_yaml {
            true => Document::yaml(text)?,
            false => Document::front_matter(text)?,
        };
        let value = Value::words(from);
        Ok(match list {
            None => document.add_field(&[], (KEY, &Value::List(vec![value])), None)?,
            Some(serde_json::Value::Array(list)) => {
                let is_own = |item: &serde_json::Value| {
                    item.as_str()
                        .is_some_and(|item| item.trim_matches('/').trim_end_matches(".html") == own)
                };
                let there = list.iter().any(|item| item.as_str() == Some(from));
                match (list.iter().position(is_own), there) {
                    (Some(at), false) => {
                        document.set(&[Step::from(KEY), Step::from(at)], &value)?
                    }
                    (Some(at), true) => document.remove(&[Step::from(KEY), Step::from(at)])?,
                    (None, false) => document.add_item(&[Step::from(KEY)], usize::MAX, &value)?,
                    (None, true) => text.to_owned(),
                }
            }
            Some(_) => document.add_item(&[Step::from(KEY)], usize::MAX, &value)?,
        })
    };
    open(text)
}
