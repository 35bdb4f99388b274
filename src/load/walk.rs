//! Which files a site has and what each of them is, from where it lies. Looks at names only.

use std::path::PathBuf;

use super::classify;
use crate::{
    archive::{Kind, Kinds},
    diag::Diagnostics,
    folder,
    route::Route,
    source::{SourceId, Sources},
};

/// A file of `content/` and what it is.
#[derive(Clone, Debug)]
pub struct Folder {
    /// The file.
    pub source: SourceId,
    /// The id that its name gives (NFC); for assets the whole path.
    pub id: String,
    /// The ending, lower case.
    pub ending: String,
    /// What it is.
    pub role: Role,
}

/// What a file is.
#[derive(Clone, Debug)]
pub enum Role {
    /// A transcript, perhaps with a sidecar.
    Transcript {
        /// `NAME.yaml` beside it.
        sidecar: Option<SourceId>,
    },
    /// Annotations; the names that may be its transcript's id.
    Annotations {
        /// The stem, then the folders, innermost first.
        candidates: Vec<String>,
    },
    /// An entry.
    Entry(Kind),
    /// A free page.
    Page,
    /// Copied to the route.
    Asset(Route),
}

/// The files of a site in sorted order.
pub(super) struct Files {
    pub(super) files: Vec<Folder>,
    /// The routes that files would have that are left out.
    pub(super) left_out: Vec<String>,
    /// Links that were followed, and where they lead.
    pub(super) linked: Vec<(String, PathBuf)>,
}

/// Where files are copied from: below `content/`, as they are.
pub(super) const COPIED: [&str; 2] = ["assets", "root"];

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

/// Where a file below `content/` is copied to, if it is.
pub(super) fn copied_to(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("content/")?;
    let (folder, rest) = inside.split_once('/')?;
    match folder {
        "assets" => Some(inside),
        "root" => Some(rest),
        _ => None,
    }
}
