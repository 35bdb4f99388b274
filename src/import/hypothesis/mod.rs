//! Annotations of Hypothesis: its export as JSON, the answer of its interface for programs, its export as CSV.
//!
//! They are on pages, so that the words they are on are looked for in the archive's transcripts (see [`LooseNote`](super::LooseNote)). Of the
//! selectors the quote counts; paths and positions were those of a page.
//!
//! | Module | What it does |
//! |---|---|
//! | `json`, `table` | a file to its rows |
//! | `row` | an annotation as Hypothesis has it |
//! | `thread` | rows to notes: replies stand in the note of what they answer |

mod json;
mod row;
mod table;
#[cfg(test)]
mod tests;
mod thread;

pub(super) use self::{json::HypothesisJson, table::HypothesisCsv};
