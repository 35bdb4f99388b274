//! Which paragraph of a text is which of those that were sealed.
//!
//! 1. Those with the same words in the same order, as many as there are ([`common`]).
//! 2. Of what is left on both sides, those whose words are there once: they were moved. Then those that are gone by the ledger and whose words are
//!    there again.
//! 3. What is left between the same neighbours is compared word by word ([`gap`]): reworded, split, joined.
//! 4. Sealed ones that are left were removed; those of the text that are left are new and get ids ([`Given`]).
//!
//! The same ledger and the same text give the same, on every machine.

use std::{collections::HashMap, ops::Range};

use super::{
    alignment::{Aligned, Alignment, Present, Was},
    common::{MOST_PAIRS, Pairs, common, numbered},
    gap::{self, Side},
    numbers::Given,
    strange::Weights,
};
use crate::archive::{Ledger, LedgerLine, ParagraphId, Standing, WordsDigest};

/// Aligns a text with a ledger, of whose lines each id has one that is no earlier wording.
pub fn align(ledger: &Ledger, present: &[Present<'_>]) -> Alignment {
    let mut aligning = Aligning::new(&ledger.lines, present);
    let kept = aligning.same_words_in_order();
    aligning.moved();
    aligning.restored();
    aligning.between(&kept);
    aligning.finish(ledger)
}

/// What is found while paragraphs are looked for.
struct Aligning<'a> {
    lines: &'a [LedgerLine],
    present: &'a [Present<'a>],
    /// The lines of paragraphs that were in the text when it was sealed, in order.
    old: Vec<usize>,
    /// Of each of those whether it is found.
    is_found: Vec<bool>,
    /// Of each paragraph what it was.
    was: Vec<Was>,
    /// Places in `old`, and the paragraphs that they are now a part of.
    joined: Vec<(usize, usize)>,
    weights: Weights,
}

impl<'a> Aligning<'a> {
    fn new(lines: &'a [LedgerLine], present: &'a [Present<'a>]) -> Self {
        let is_current = |line: &usize| lines[*line].standing == Standing::Current;
        let old: Vec<usize> = (0..lines.len()).filter(is_current).collect();
        Self {
            lines,
            present,
            is_found: vec![false; old.len()],
            was: vec![Was::New; present.len()],
            joined: Vec::new(),
            weights: Weights::default(),
            old,
        }
    }

    fn found(&mut self, i: usize, j: usize, was: fn(usize) -> Was) {
        self.is_found[i] = true;
        self.was[j] = was(self.old[i]);
    }

    fn same_words_in_order(&mut self) -> Pairs {
        let digests = self.old.iter().map(|&line| self.lines[line].digest);
        let as_sealed = self.old.len() == self.present.len()
            && digests.clone().eq(self.present.iter().map(|p| p.digest));
        let kept = match as_sealed {
            true => (0..self.old.len()).map(|at| (at, at)).collect(),
            false => {
                let (old, new) = numbered(digests, self.present.iter().map(|p| p.digest));
                common(&old, &new, MOST_PAIRS)
            }
        };
        for &(i, j) in &kept {
            self.found(i, j, Was::Kept);
        }
        kept
    }

    /// Places of paragraphs that nothing is known of yet, with the digest of each.
    fn left_in_text(&self) -> impl Iterator<Item = (usize, WordsDigest)> {
        let is_new = |&j: &usize| self.was[j] == Was::New;
        let left = (0..self.present.len()).filter(is_new);
        left.map(|j| (j, self.present[j].digest))
    }

    fn moved(&mut self) {
        let left = (0..self.old.len()).filter(|&i| !self.is_found[i]);
        let old = left.map(|i| (i, self.lines[self.old[i]].digest));
        for (i, j) in unique_on_both(old, self.left_in_text()) {
            self.found(i, j, Was::Moved);
        }
    }

    fn restored(&mut self) {
        let gone = self.lines.iter().enumerate().filter(|(_, line)| {
            matches!(
                line.standing,
                Standing::Removed { .. } | Standing::Joined { .. }
            )
        });
        let gone = gone.map(|(at, line)| (at, line.digest));
        for (line, j) in unique_on_both(gone, self.left_in_text()) {
            self.was[j] = Was::Restored(line);
        }
    }

    /// Looks at each gap between neighbours that were kept.
    fn between(&mut self, kept: &[(usize, usize)]) {
        let (mut i, mut j) = (0, 0);
        let end = (self.old.len(), self.present.len());
        for &(next_i, next_j) in kept.iter().chain([&end]) {
            self.gap(i..next_i, j..next_j);
            (i, j) = (next_i + 1, next_j + 1);
        }
    }

    fn gap(&mut self, old: Range<usize>, new: Range<usize>) {
        // Words that shall be forgotten cannot be compared.
        let has_words = |&i: &usize| !self.is_found[i] && self.lines[self.old[i]].words.is_some();
        let old: Vec<usize> = old.filter(has_words).collect();
        let is_open = |j: usize| self.was[j] == Was::New;
        if old.is_empty() || !new.clone().any(is_open) {
            return;
        }
        let comes_from_here = |&j: &usize| match self.was[j] {
            Was::New | Was::Restored(_) => true,
            Was::Kept(_) | Was::Moved(_) | Was::Reworded(_) | Was::Split(_) => false,
        };
        let new: Vec<usize> = new.filter(comes_from_here).collect();
        let old_words = |&i: &usize| Side {
            words: self.lines[self.old[i]].words.as_deref().unwrap_or_default(),
            open: true,
        };
        let new_words = |&j: &usize| Side {
            words: &self.present[j].words,
            open: is_open(j),
        };
        let old_sides: Vec<Side<'_>> = old.iter().map(old_words).collect();
        let new_sides: Vec<Side<'_>> = new.iter().map(new_words).collect();
        let found = gap::compare(&old_sides, &new_sides);
        for (&i, part) in old.iter().zip(&found.old_parts) {
            self.weights.stays.insert(self.old[i], *part);
        }
        for (&j, part) in new.iter().zip(&found.new_parts) {
            self.weights.known.insert(j, *part);
        }
        // Of several that became one, the one with most of its words; the first, if they have as many.
        let mut heirs: Vec<Option<(usize, usize)>> = vec![None; new.len()];
        for (at, became) in found.became.iter().enumerate() {
            let Some(became) = became else { continue };
            let heir = &mut heirs[became.new];
            if heir.is_none_or(|(_, shared)| became.shared > shared) {
                *heir = Some((at, became.shared));
            }
        }
        for (at, became) in found.became.iter().enumerate() {
            let Some(became) = became else { continue };
            let (i, j) = (old[at], new[became.new]);
            match heirs[became.new] {
                Some((heir, _)) if heir == at => self.found(i, j, Was::Reworded),
                Some(_) | None => {
                    self.is_found[i] = true;
                    self.joined.push((i, j));
                }
            }
        }
        for (place, &j) in new.iter().enumerate() {
            if let (Was::New, Some(at)) = (self.was[j], found.mostly[place]) {
                self.was[j] = Was::Split(self.old[old[at]]);
            }
        }
    }

    fn finish(self, ledger: &Ledger) -> Alignment {
        let known: Vec<Option<ParagraphId>> = self
            .was
            .iter()
            .map(|was| was.line().map(|line| self.lines[line].id))
            .collect();
        // Where every paragraph has its id, none must be given.
        let ids: Vec<ParagraphId> = match known.iter().all(Option::is_some) {
            true => known.into_iter().flatten().collect(),
            false => Given::of(ledger).fill(&known),
        };
        let paragraphs = ids.into_iter().zip(&self.was);
        let removed = (0..self.old.len()).filter(|&i| !self.is_found[i]);
        let removed: Vec<usize> = removed.map(|i| self.old[i]).collect();
        let joined = self.joined.iter().map(|&(i, j)| (self.old[i], j));
        Alignment {
            is_other_text: self
                .weights
                .are_of_another(self.lines, self.present, &self.was),
            paragraphs: paragraphs.map(|(id, &was)| Aligned { id, was }).collect(),
            joined: joined.collect(),
            removed,
        }
    }
}

/// What is there once on both sides, in the order of the second.
fn unique_on_both(
    old: impl Iterator<Item = (usize, WordsDigest)>,
    new: impl Iterator<Item = (usize, WordsDigest)>,
) -> Vec<(usize, usize)> {
    let new: Vec<(usize, WordsDigest)> = new.collect();
    if new.is_empty() {
        return Vec::new();
    }
    let (old, in_text) = (once(old), once(new.iter().copied()));
    let is_once = |(j, digest): (usize, WordsDigest)| {
        let i = old.get(&digest).copied().flatten()?;
        in_text.get(&digest).copied().flatten()?;
        Some((i, j))
    };
    new.into_iter().filter_map(is_once).collect()
}

/// The place of each that is there once; none for what is there several times.
fn once(items: impl Iterator<Item = (usize, WordsDigest)>) -> HashMap<WordsDigest, Option<usize>> {
    let mut once = HashMap::new();
    for (at, digest) in items {
        once.entry(digest)
            .and_modify(|place| *place = None)
            .or_insert(Some(at));
    }
    once
}
