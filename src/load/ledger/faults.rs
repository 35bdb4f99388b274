//! Lines of a ledger that contradict one another: somebody edited or merged it by hand.

use std::collections::HashMap;

use super::{
    alignment::{Alignment, Present},
    settle::dangling,
};
use crate::archive::{Ledger, ParagraphId, Standing, WordsDigest};

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Another line has its address, too.
    Twice {
        /// That line.
        first: usize,
    },
    /// It is an earlier wording of a paragraph that has no other line.
    EarlierOfNone,
    /// It was joined into one that has no line, or that leads back to it.
    JoinedIntoNone,
    /// Its words are not those that its digest is of.
    OtherWords,
}

/// The lines with which something is wrong, in order.
pub(super) fn faults(ledger: &Ledger) -> Vec<(usize, Fault)> {
    let lines = &ledger.lines;
    let is_current = lines.iter().all(|line| line.standing == Standing::Current);
    if is_current && lines.is_sorted_by(|a, b| a.id < b.id) {
        return Vec::new();
    }
    let mut heads: HashMap<ParagraphId, usize> = HashMap::with_capacity(lines.len());
    let mut faults = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if let Standing::Earlier { .. } = line.standing {
            continue;
        }
        match heads.get(&line.id) {
            Some(&first) => faults.push((at, Fault::Twice { first })),
            None => {
                heads.insert(line.id, at);
            }
        }
    }
    let is_earlier_of_none = |at: &usize| {
        let line = &lines[*at];
        matches!(line.standing, Standing::Earlier { .. }) && !heads.contains_key(&line.id)
    };
    let earlier = (0..lines.len()).filter(is_earlier_of_none);
    faults.extend(earlier.map(|at| (at, Fault::EarlierOfNone)));
    let joined = dangling(lines).into_iter();
    faults.extend(joined.map(|at| (at, Fault::JoinedIntoNone)));
    faults.sort_by_key(|&(at, _)| at);
    faults
}

/// Lines whose words are not those that their digests are of.
#[derive(Clone, Debug)]
pub struct WrongWords {
    /// The lines, in order.
    pub(super) lines: Vec<usize>,
}

impl WrongWords {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}

/// Looks for words in a ledger that are not those of their digests. Words that are found in the text need no digest of their own.
pub fn wrong_words(ledger: &Ledger, present: &[Present<'_>], alignment: &Alignment) -> WrongWords {
    let mut is_right = vec![false; ledger.lines.len()];
    for (paragraph, aligned) in present.iter().zip(&alignment.paragraphs) {
        if let Some(at) = aligned.was.line() {
            let line = &ledger.lines[at];
            let is_same = line.words.as_deref() == Some(&*paragraph.words);
            is_right[at] = is_same && line.digest == paragraph.digest;
        }
    }
    let lines = ledger.lines.iter().zip(is_right).enumerate();
    let is_wrong = |words: &str, digest| WordsDigest::of_compared(words) != digest;
    let wrong = lines.filter(|(_, (line, is_right))| {
        let words = line.words.as_deref();
        !is_right && words.is_some_and(|words| is_wrong(words, line.digest))
    });
    let lines = wrong.map(|(at, _)| at).collect();
    WrongWords { lines }
}

/// Takes the words from lines whose digests are not of them: what was sealed is told by the digest.
pub(super) fn without_wrong_words(ledger: &mut Ledger) {
    for line in &mut ledger.lines {
        let digest = line.words.as_deref().map(WordsDigest::of_compared);
        if digest.is_some_and(|digest| digest != line.digest) {
            line.words = None;
        }
    }
}
