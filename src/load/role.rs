//! What a file of `content/` is, and where it is copied to.

use crate::{archive::Kind, source::SourceId, text::route::Route};

/// A file of `content/` and what it is.
#[derive(Clone, Debug)]
pub struct ContentFile {
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
    /// A transcript, perhaps with a sidecar and a ledger.
    Transcript {
        /// `NAME.yaml` beside it.
        sidecar: Option<SourceId>,
        /// The addresses of its paragraphs as they were sealed: `content/ledger/NAME.yaml`.
        ledger: Option<SourceId>,
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

impl Role {
    /// The files that are read with it.
    pub fn beside(&self) -> impl Iterator<Item = SourceId> + use<> {
        let files = match self {
            Self::Transcript { sidecar, ledger } => [*sidecar, *ledger],
            Self::Annotations { .. } | Self::Entry(_) | Self::Page | Self::Asset(_) => [None, None],
        };
        files.into_iter().flatten()
    }
}

/// Where files are copied from: below `content/`, as they are.
pub(super) const COPIED: [&str; 2] = ["assets", "root"];

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
