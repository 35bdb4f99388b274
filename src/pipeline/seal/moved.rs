//! Which addresses a sealing touches: those that lead to something else than somebody who wrote them down had before them.

use std::collections::BTreeSet;

use crate::{
    archive::{ParagraphId, ParagraphIds, ParagraphIndex},
    load::ledger::SealChange,
};

/// Whether an address leads to something else than before.
pub(super) fn moves(change: &SealChange) -> bool {
    match change {
        // What is new was not cited, and what is back is what it was.
        SealChange::New { .. } | SealChange::Restored { .. } | SealChange::Mended { .. } => false,
        SealChange::Split { .. }
        | SealChange::Reworded { .. }
        | SealChange::Moved { .. }
        | SealChange::Joined { .. }
        | SealChange::Removed { .. }
        | SealChange::GivenAnew { .. }
        | SealChange::Forgotten { .. } => true,
    }
}

/// The paragraphs of the text to which such addresses lead, and the addresses that lead to none. `ids` are the text's.
pub(super) fn paragraphs(
    changes: &[SealChange],
    ids: &ParagraphIds,
) -> (BTreeSet<ParagraphIndex>, BTreeSet<ParagraphId>) {
    let (mut there, mut removed) = (BTreeSet::new(), BTreeSet::new());
    for change in changes.iter().filter(|change| moves(change)) {
        let touched = match *change {
            SealChange::Split { id, from } => [id, from],
            SealChange::Joined { id, into } => [id, into],
            SealChange::GivenAnew { both, id } => [both, id],
            SealChange::New { id }
            | SealChange::Restored { id }
            | SealChange::Mended { id }
            | SealChange::Reworded { id, .. }
            | SealChange::Moved { id }
            | SealChange::Removed { id }
            | SealChange::Forgotten { id } => [id; 2],
        };
        for id in touched {
            match ids.find(id) {
                Some(paragraph) => drop(there.insert(paragraph)),
                None => drop(removed.insert(id)),
            }
        }
    }
    (there, removed)
}
