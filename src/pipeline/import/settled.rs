//! A file whose things have ids.

use super::{gather::Gathered, record::ImportRecord, speakers::Answers};

/// A file whose things have ids.
#[derive(Debug)]
pub(super) struct Settled {
    pub(super) gathered: Gathered,
    /// What is remembered of an earlier import of it.
    pub(super) before: Option<ImportRecord>,
    /// What the file calls its transcripts, in order.
    pub(super) keys: Vec<String>,
    /// Their ids.
    pub(super) transcripts: Vec<String>,
    /// The ids of its entries, in order, and whether they are to be written.
    pub(super) entries: Vec<(String, bool)>,
    /// Who its labels turned out to be.
    pub(super) speakers: Answers,
}
