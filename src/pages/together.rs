//! What an entry occurs with, as one list.

use crate::archive::{EntryIndex, Kind};

/// The lists of all kinds as one: kind, entry, how often.
pub(super) fn flat(kinds: Vec<(Kind, Vec<(EntryIndex, usize)>)>) -> Vec<(Kind, EntryIndex, usize)> {
    let each = |(kind, list): (Kind, Vec<(EntryIndex, usize)>)| {
        list.into_iter()
            .map(move |(other, count)| (kind, other, count))
    };
    kinds.into_iter().flat_map(each).collect()
}
