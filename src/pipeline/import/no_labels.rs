//! What looks like a label, and was said to be words: where a transcript has it.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    load::speech::{self, folded_label},
    writer::{Block, Said},
};

/// The most bytes and words of a label (docs/formats.md, "Turns and labels").
const BYTES: usize = 120;
const WORDS: usize = 8;

/// Those of these labels that a line begins with which is nobody's turn: a transcript has to say that they are words, or it is read otherwise.
pub(super) fn begun<'l>(said: &Said, labels: impl Iterator<Item = &'l String>) -> BTreeSet<String> {
    let labels = by_fold(labels);
    let name = |line: &str| {
        let opening = speech::opening(line)?;
        Some(line.get(opening.name)?.to_owned())
    };
    among(said, &labels, |line, found| found.extend(name(line)))
}

/// Those of these labels that stand anywhere in the words, before a colon or at the beginning of a paragraph: an importer may have joined the line that
/// begins so to the one before it.
pub(super) fn printed<'l>(
    said: &Said,
    labels: impl Iterator<Item = &'l String>,
) -> BTreeSet<String> {
    let labels = by_fold(labels);
    among(said, &labels, |line, found| {
        let colons = line.match_indices([':', '：']).map(|(at, _)| at);
        for colon in colons {
            let from = line.floor_char_boundary(colon.saturating_sub(BYTES));
            let before = line.get(from..colon).unwrap_or_default();
            let begins = before.match_indices(char::is_whitespace).map(|(at, _)| at);
            let begins = std::iter::once(0).chain(begins).map(|at| &before[at..]);
            let last: Vec<&str> = begins.collect();
            found.extend(last.into_iter().rev().take(WORDS + 1).map(str::to_owned));
        }
        let words = line.match_indices(char::is_whitespace).take(WORDS);
        let first = words.map(|(at, _)| line[..at].trim_end_matches(['-', '–', '—']));
        found.extend(first.map(str::to_owned));
    })
}

/// Labels by what they are folded.
fn by_fold<'l>(labels: impl Iterator<Item = &'l String>) -> BTreeMap<String, &'l String> {
    labels.map(|label| (folded_label(label), label)).collect()
}

/// Which labels are among what is found in lines.
fn among(
    said: &Said,
    labels: &BTreeMap<String, &String>,
    find: impl Fn(&str, &mut Vec<String>),
) -> BTreeSet<String> {
    let mut among = BTreeSet::new();
    if labels.is_empty() {
        return among;
    }
    let paragraphs = said.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Heading { .. } => None,
    });
    let mut found = Vec::new();
    for line in paragraphs.flat_map(|paragraph| paragraph.text.lines()) {
        find(line, &mut found);
        for name in found.drain(..) {
            let name = name.trim().trim_matches(['*', '_', '-', '[', ']']);
            let label = labels.get(&folded_label(name.trim()));
            among.extend(label.map(|label| (*label).clone()));
        }
    }
    among
}
