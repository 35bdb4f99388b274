//! An annotation as Hypothesis has it.

use crate::import::{account::Place, brought::LooseQuote};

/// An annotation.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) place: Place,
    /// Empty if it has none.
    pub(super) id: String,
    /// Moments, as they are written.
    pub(super) created: String,
    pub(super) updated: String,
    /// Who wrote it; empty if that is not said.
    pub(super) by: String,
    /// Addresses of the page, the best first.
    pub(super) addresses: Vec<String>,
    /// What it says: Markdown.
    pub(super) text: String,
    pub(super) tags: Vec<String>,
    pub(super) on: RowOn,
    /// Why it is not for everybody, if it is not.
    pub(super) kept: Option<String>,
    /// What it answers: the ids of the first annotation, and of each answer down to the one that it answers.
    pub(super) answers: Option<Vec<String>>,
}

/// What it is on.
#[derive(Clone, Debug, Default)]
pub(super) enum RowOn {
    /// The page.
    #[default]
    Page,
    /// Words.
    Words(LooseQuote),
    /// What has no words, told as its selectors are called.
    Other(String),
}
