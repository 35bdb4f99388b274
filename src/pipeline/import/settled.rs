//! A file whose things have ids.

use super::gather::Gathered;
use crate::load::Answers;

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
