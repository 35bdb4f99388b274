//! What is kept out of a build.

use serde::{Deserialize, Serialize};

/// Something that is kept out of this build, so that a link to it can be told apart from a slip.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Absent {
    /// `transcript`, `page`, or a kind's slug.
    pub kind: String,
    /// The id.
    pub id: String,
    /// Why.
    pub why: Why,
}

/// Why something is absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Why {
    /// `draft: true`, and the build is without `--drafts`.
    Draft,
    /// Its file could not be read, which was told.
    Broken,
}
