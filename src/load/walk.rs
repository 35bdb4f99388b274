//! Which files a site has.

use std::path::PathBuf;

use super::{
    classify,
    role::{COPIED, ContentFile, Role, copied_to},
};
use crate::{
    archive::{Absent, Kinds, Why},
    source::{Sources, diag::Diagnostics},
};

/// The files of a site in sorted order.
pub(super) struct ContentFiles {
    pub(super) files: Vec<ContentFile>,
    /// The routes that files would have that are left out.
    pub(super) left_out: Vec<String>,
    /// Links that were followed, and where they lead.
    pub(super) linked: Vec<(String, PathBuf)>,
    /// What files would be that may not be read.
    pub(super) absent: Vec<Absent>,
}

/// Walks `content/`.
pub(super) fn walk(kinds: &Kinds, sources: &mut Sources, diags: &mut Diagnostics) -> ContentFiles {
    let copied = |path: &str| {
        let mut parts = path.split('/').skip(1);
        parts.next().is_some_and(|folder| COPIED.contains(&folder)) && parts.next().is_some()
    };
    let walked = sources.files().walk("content", &copied);
    diags.extend(walked.told(sources));
    let refused: Vec<String> = walked
        .refused
        .iter()
        .map(|(path, _)| path.clone())
        .collect();
    // What is wrong with these was told.
    let unread = classify::classify(&refused, kinds, sources, &mut Diagnostics::new());
    ContentFiles {
        absent: unread.iter().filter_map(|f| absent(f, kinds)).collect(),
        files: classify::classify(&walked.files, kinds, sources, diags),
        left_out: walked
            .left_out
            .iter()
            .filter_map(|(path, _)| Some(copied_to(path)?.to_owned()))
            .collect(),
        linked: walked.linked,
    }
}

/// What others may name, though its file may not be read.
fn absent(file: &ContentFile, kinds: &Kinds) -> Option<Absent> {
    let kind = match &file.role {
        Role::Transcript { .. } => "transcript",
        Role::Entry(kind) => &kinds.names(*kind).slug,
        Role::Page => "page",
        Role::Annotations { .. } | Role::Asset(_) => return None,
    };
    Some(Absent {
        kind: kind.to_owned(),
        id: file.id.clone(),
        why: Why::Broken,
    })
}
