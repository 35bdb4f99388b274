//! Which files a site has.

use std::path::PathBuf;

use super::{
    classify,
    role::{COPIED, Folder, copied_to},
};
use crate::{archive::Kinds, diag::Diagnostics, folder, source::Sources};

/// The files of a site in sorted order.
pub(super) struct Files {
    pub(super) files: Vec<Folder>,
    /// The routes that files would have that are left out.
    pub(super) left_out: Vec<String>,
    /// Links that were followed, and where they lead.
    pub(super) linked: Vec<(String, PathBuf)>,
}

/// Walks `content/`.
pub(super) fn walk(kinds: &Kinds, sources: &mut Sources, diags: &mut Diagnostics) -> Files {
    let copied = |path: &str| {
        let mut parts = path.split('/').skip(1);
        parts.next().is_some_and(|folder| COPIED.contains(&folder)) && parts.next().is_some()
    };
    let walked = folder::walk(sources.root(), "content", &copied);
    diags.extend(walked.told(sources));
    Files {
        files: classify::classify(&walked.files, kinds, sources, diags),
        left_out: walked
            .left_out
            .iter()
            .filter_map(|(path, _)| Some(copied_to(path)?.to_owned()))
            .collect(),
        linked: walked.linked,
    }
}
