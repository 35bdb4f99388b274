//! Whether a text is another one than that which was sealed.

use std::collections::{HashMap, HashSet};

use super::{
    alignment::{Present, Was},
    gap::Part,
};
use crate::archive::{LedgerLine, Standing};

/// How much of paragraphs that are not as they were sealed is on the other side, too.
#[derive(Debug, Default)]
pub(super) struct Weights {
    /// Of lines of the ledger, what is in the text.
    pub(super) stays: HashMap<usize, Part>,
    /// Of paragraphs of the text, what was sealed.
    pub(super) known: HashMap<usize, Part>,
}

/// How many bytes of how many.
#[derive(Clone, Copy, Default)]
struct Share {
    strange: u64,
    all: u64,
}

impl Share {
    /// Adds a paragraph of which some words are on the other side.
    fn add(&mut self, bytes: usize, part: Part) {
        let (bytes, all) = (bytes as u64, part.all.max(1) as u64);
        self.all += bytes;
        self.strange += bytes * (all - (part.shared as u64).min(all)) / all;
    }

    fn is_over_half(self) -> bool {
        self.strange * 2 > self.all
    }
}

/// All of a paragraph, or nothing of it.
fn whole(is_there: bool) -> Part {
    Part {
        shared: is_there.into(),
        all: 1,
    }
}

impl Weights {
    /// Whether over half of the text is new, and over half of what was sealed is gone; `was` says what each paragraph of the text was.
    pub(super) fn are_of_another(
        &self,
        lines: &[LedgerLine],
        present: &[Present<'_>],
        was: &[Was],
    ) -> bool {
        let as_sealed = |was: &Was| match was {
            Was::Kept(line) | Was::Moved(line) | Was::Restored(line) => Some(*line),
            Was::Reworded(_) | Was::Split(_) | Was::New => None,
        };
        let mut text = Share::default();
        for (j, (paragraph, was)) in present.iter().zip(was).enumerate() {
            let part = match as_sealed(was) {
                Some(_) => whole(true),
                None => self.known.get(&j).copied().unwrap_or_default(),
            };
            text.add(paragraph.words.len(), part);
        }
        if !text.is_over_half() {
            return false;
        }
        let found: HashSet<usize> = was.iter().filter_map(as_sealed).collect();
        let mut sealed = Share::default();
        // Of words that shall be forgotten nobody knows how many they were.
        let usual = present.iter().map(|p| p.words.len()).sum::<usize>() / present.len().max(1);
        let current = lines.iter().enumerate();
        for (at, line) in current.filter(|(_, line)| line.standing == Standing::Current) {
            let part = match found.contains(&at) {
                true => whole(true),
                false => self.stays.get(&at).copied().unwrap_or_default(),
            };
            sealed.add(line.words.as_deref().map_or(usual, str::len), part);
        }
        sealed.is_over_half()
    }
}
