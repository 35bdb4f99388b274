//! What is nearly a quote: a suggestion for the editor, never an anchor.
//!
//! Quote and text are compared word by word (UAX #29 words, case and accents aside): the cheapest run of the text's words is looked for, where a
//! word left out or put in costs one and a changed word as much as it differs. Bounded: at most [`MOST_WORDS`] words of the quote and
//! [`MOST_WORK`] steps.

use std::{collections::BTreeMap, ops::Range};

use unicode_segmentation::UnicodeSegmentation;

use crate::text::fold;

/// How many words of a quote are compared.
const MOST_WORDS: usize = 80;

/// How many steps (words of the quote times words of the text) a search may take.
const MOST_WORK: usize = 20_000_000;

/// How many passages are suggested.
const MOST: usize = 3;

/// A passage that is nearly the quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// How far it is from the quote: hundredths of a word.
    pub distance: u32,
}

/// The best passages of `text[bytes]`, best first; none that differs from the quote in more than two fifths of its words.
pub fn nearest(text: &str, bytes: Range<usize>, quote: &str) -> Vec<Near> {
    let quoted: Vec<String> = words(quote)
        .map(|(_, w)| plain(w))
        .take(MOST_WORDS)
        .collect();
    let tokens: Vec<(Range<usize>, &str)> = words(&text[bytes.clone()]).collect();
    if quoted.is_empty() || tokens.is_empty() || quoted.len() * tokens.len() > MOST_WORK {
        return Vec::new();
    }
    let (ids, distinct) = intern(&tokens);
    let costs: Vec<Vec<u32>> = quoted
        .iter()
        .map(|q| distinct.iter().map(|t| difference(q, t)).collect())
        .collect();
    let bound = u32::try_from(quoted.len() * 40).unwrap_or(u32::MAX).max(50);
    let mut found: Vec<Near> = ends(&costs, &ids)
        .into_iter()
        .filter(|(_, _, cost)| *cost <= bound)
        .map(|(first, last, cost)| Near {
            range: bytes.start + tokens[first].0.start..bytes.start + tokens[last].0.end,
            distance: cost,
        })
        .collect();
    found.sort_by_key(|n| (n.distance, n.range.start, n.range.end));
    let mut best: Vec<Near> = Vec::new();
    for near in found {
        if best
            .iter()
            .all(|b| b.range.end <= near.range.start || near.range.end <= b.range.start)
        {
            best.push(near);
        }
        if best.len() == MOST {
            break;
        }
    }
    // What is much worse than the best one is no help.
    let limit = best.first().map_or(0, |b| b.distance * 2 + 60);
    best.retain(|n| n.distance <= limit);
    best
}

fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    text.unicode_word_indices()
        .map(|(at, word)| (at..at + word.len(), word))
}

fn plain(word: &str) -> String {
    fold(word).to_lowercase()
}

/// The number of each word, and each distinct word once.
fn intern(tokens: &[(Range<usize>, &str)]) -> (Vec<usize>, Vec<String>) {
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut distinct = Vec::new();
    let ids = tokens
        .iter()
        .map(|(_, word)| {
            let word = plain(word);
            *numbers.entry(word.clone()).or_insert_with(|| {
                distinct.push(word);
                distinct.len() - 1
            })
        })
        .collect();
    (ids, distinct)
}

/// How much two words differ, in hundredths: 0 equal, 100 nothing in common.
fn difference(a: &str, b: &str) -> u32 {
    if a == b {
        return 0;
    }
    let (long, short) = (a.len().max(b.len()), a.len().min(b.len()));
    if long > short * 2
        || (a.chars().next() != b.chars().next() && a.chars().last() != b.chars().last())
    {
        return 100;
    }
    let alike = strsim::normalized_damerau_levenshtein(a, b);
    if alike < 0.5 {
        return 100;
    }
    // The rounding of a similarity between 0 and 1.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 100"
    )]
    let difference = ((1.0 - alike) * 100.0).round() as u32;
    difference.max(1)
}

/// For each word of the text at which the quote may end: (first word, last word, cost). Sellers' algorithm over words.
fn ends(costs: &[Vec<u32>], ids: &[usize]) -> Vec<(usize, usize, u32)> {
    const STEP: u32 = 100;
    // Per word of the quote: (cost so far, word of the text that the match began with).
    let mut column: Vec<(u32, usize)> = (0..=costs.len())
        .map(|i| (u32::try_from(i).unwrap_or(u32::MAX).saturating_mul(STEP), 0))
        .collect();
    let mut found = Vec::new();
    for (at, &id) in ids.iter().enumerate() {
        let mut diagonal = (0, at);
        column[0] = (0, at + 1);
        for (i, cost) in costs.iter().enumerate() {
            let replaced = (diagonal.0 + cost[id], diagonal.1);
            let left_out = (column[i].0 + STEP, column[i].1);
            let put_in = (column[i + 1].0 + STEP, column[i + 1].1);
            diagonal = column[i + 1];
            column[i + 1] = replaced.min(put_in).min(left_out);
        }
        let (cost, first) = column[costs.len()];
        if first <= at {
            found.push((first, at, cost));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best<'t>(text: &'t str, quote: &str) -> Option<&'t str> {
        nearest(text, 0..text.len(), quote)
            .first()
            .map(|n| &text[n.range.clone()])
    }

    #[test]
    fn a_reworded_quote_is_recognised() {
        let text = "The world leaders in 2005 adopted a very important principle of the responsibility to protect. We have to act.";
        assert_eq!(
            best(
                text,
                "adopted the very important principle of responsability to protect"
            ),
            Some("adopted a very important principle of the responsibility to protect")
        );
        assert_eq!(best(text, "worldleaders in 2005"), Some("leaders in 2005"));
        assert_eq!(best(text, "World Leaders"), Some("world leaders"));
        assert_eq!(best(text, "a question of cheese and wine in autumn"), None);
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics_and_ranges_are_whole(text in "(\\PC| |a|b){0,60}", quote in "(\\PC| |a|b){0,20}") {
            for near in nearest(&text, 0..text.len(), &quote) {
                proptest::prop_assert!(text.get(near.range).is_some());
            }
        }
    }
}
