//! Where the signs of a note stand in its transcript.

use crate::reader::{Anchored, PassageIndex, Placed};

/// The signs of a note, in the order of the text: the byte at which each stands, and its passage. Two passages that end together have one.
pub(super) fn of(anchored: &Anchored, placed: &Placed) -> Vec<(u32, PassageIndex)> {
    let passages = placed.passages.iter();
    let mut signs: Vec<(u32, PassageIndex)> =
        passages.map(|&p| (anchored.passages[p].sign, p)).collect();
    signs.sort_unstable();
    signs.dedup_by_key(|(sign, _)| *sign);
    signs
}
