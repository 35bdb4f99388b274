//! What an importer is asked, and what it answers.

use std::{collections::BTreeMap, fmt::Debug};

use super::{brought::Imported, file::ImportFile, unreadable::Unreadable};
use crate::archive::Kinds;

/// A format whose files can be brought into an archive.
///
/// It is pure: two calls with the same give the same. It looks at neither disk nor clock nor at the archive, but for what it is [`Asked`]; whom a
/// label means and which id something gets is settled later, with whoever imports.
pub trait Importer: Debug + Send + Sync {
    /// One word for it, which no other importer has: `webvtt`.
    fn name(&self) -> &'static str;

    /// What people call it: `WebVTT captions`.
    fn title(&self) -> &'static str;

    /// Whether a file is of this format, told by what is in it; its name may only decide between two that are alike. It looks at no more than it
    /// must, and never fails: a damaged file of this format is still of it.
    fn claims(&self, file: &ImportFile) -> Claim;

    /// Reads a file.
    ///
    /// # Errors
    /// When nothing of it can be had: it is damaged, too large, or not of this format.
    fn read(&self, file: &ImportFile, asked: &Asked) -> Result<Imported, Unreadable>;
}

/// How sure an importer is that a file is of its format; the surest reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Claim {
    /// It is not.
    No,
    /// It can be read as such, as nearly every text can.
    Perhaps,
    /// It looks like it.
    Likely,
    /// It says so itself.
    Sure,
}

/// What whoever imports asks for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// What becomes of tracked changes.
    pub changes: Changes,
    /// BCP 47: the language of the words, if the file does not say.
    pub language: Option<String>,
    /// The kinds of entries that the archive has.
    pub kinds: Kinds,
    /// Its editors: their names by their ids.
    pub editors: BTreeMap<String, String>,
}

/// What becomes of tracked changes: all alike, never mixed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Changes {
    /// As the text reads once all are accepted.
    #[default]
    Accept,
    /// As it read before.
    Reject,
}
