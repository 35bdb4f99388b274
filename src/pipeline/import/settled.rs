//! A file whose things have ids.

use super::gather::Gathered;
use crate::load::Answers;

/// What was answered before: what is brought along, and then what is remembered of each file.
pub(super) fn known<'a>(
    brought: &'a Answers,
    files: &'a [Settled],
) -> impl Iterator<Item = &'a Answers> {
    let before = files
        .iter()
        .filter_map(|file| file.gathered.before.as_ref());
    std::iter::once(brought).chain(before.map(|before| &before.answers))
}

/// A file whose things have ids.
#[derive(Debug)]
pub(super) struct Settled {
    pub(super) gathered: Gathered,
    /// What the file calls its transcripts, in order.
    pub(super) keys: Vec<String>,
    /// Their ids.
    pub(super) transcripts: Vec<String>,
    /// The ids of its entries, in order, and whether they are to be written.
    pub(super) entries: Vec<(String, bool)>,
    /// Who its labels turned out to be, and what became of its title, its date and its places.
    pub(super) answers: Answers,
}
