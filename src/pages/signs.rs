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

/// Which of a note's signs stands at a byte, from 0; `signs` are those of [`of`].
pub(super) fn nth(signs: &[(u32, PassageIndex)], sign: u32) -> usize {
    signs
        .binary_search_by_key(&sign, |(at, _)| *at)
        .unwrap_or_default()
}
