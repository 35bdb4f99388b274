//! What is nearly a quote: a suggestion for the editor, never an anchor.
//!
//! Quote and text are compared word by word (UAX #29 words, case and accents aside): the cheapest run of the text's words is looked for,
//! where a word left out or put in costs one and a changed word as much as it differs. Whatever is near enough shares some word with the
//! quote that is rare, so only the text round such words is compared.
//!
//! A transcript's searches share a number of steps; what is asked for when they are used up is not looked for, which is told.

mod vocabulary;

use std::{cell::Cell, cmp::Reverse, ops::Range};

use self::vocabulary::{Costs, Vocabulary};

/// How many words of a quote are compared.
const MOST_WORDS: usize = 80;

/// How many steps (comparisons of a word or of a letter) all searches in one transcript may take together.
const MOST_STEPS: u64 = 100_000_000;

/// How many steps it takes to look a word of the text up.
const LOOKED_UP: usize = 8;

/// How many passages are suggested.
const MOST: usize = 3;

/// What one word left out, put in or exchanged costs.
const STEP: u32 = 100;

/// A passage that is nearly the quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// How far it is from the quote: hundredths of a word.
    pub distance: u32,
}

/// A text ready to be searched for what is nearly a quote.
#[derive(Debug)]
pub(super) struct Nearby {
    words: Vocabulary,
    left: Cell<u64>,
}

impl Nearby {
    /// Divides a text into its words.
    pub(super) fn new(text: &str) -> Self {
        Self::with_steps(text, MOST_STEPS)
    }

    fn with_steps(text: &str, steps: u64) -> Self {
        Self {
            words: Vocabulary::new(text),
            left: Cell::new(steps),
        }
    }

    /// The best passages of `bytes`, best first; none that differs from the quote in more than two fifths of its words. `None` if the
    /// steps are used up.
    pub(super) fn nearest(&self, bytes: Range<usize>, quote: &str) -> Option<Vec<Near>> {
        let tokens = self.words.tokens(&bytes);
        let quoted = vocabulary::plain_words(quote, MOST_WORDS);
        if quoted.is_empty() || tokens.is_empty() {
            return Some(Vec::new());
        }
        let bound = u32::try_from(quoted.len() * 40).unwrap_or(u32::MAX).max(50);
        let costs = self.words.costs(&quoted, &|steps| self.spend(steps))?;
        let runs = self.runs(&costs, (bound / STEP) as usize, &tokens)?;
        let found = runs
            .into_iter()
            .flat_map(|run| ends(&costs, &self.words, run))
            .filter(|(_, _, cost)| *cost <= bound)
            .map(|(first, last, cost)| Near {
                range: self.words.bytes(first).start..self.words.bytes(last).end,
                distance: cost,
            })
            .collect();
        Some(best(found))
    }

    /// Takes steps from those that are left, if there are as many.
    fn spend(&self, steps: u64) -> Option<()> {
        match self.left.get().checked_sub(steps) {
            Some(left) => {
                self.left.set(left);
                Some(())
            }
            None => {
                self.left.set(0);
                None
            }
        }
    }

    /// The runs of `tokens` in which everything lies that has lost at most `lost` words of the quote, or has others in their place.
    ///
    /// Of one word more than that, whichever they are, it has one; the rarest are chosen. And it is no longer than the quote and the words put
    /// in, each of which costs as much as one that is lost.
    fn runs(&self, costs: &Costs, lost: usize, tokens: &Range<usize>) -> Option<Vec<Range<usize>>> {
        let reach = costs.len() + lost;
        let mut by_rarity: Vec<usize> = (0..costs.len()).collect();
        by_rarity.sort_by_key(|&i| self.words.uses(costs.alike(i)));
        let chosen = &by_rarity[..(lost + 1).min(by_rarity.len())];
        let uses: u64 = chosen
            .iter()
            .map(|&i| self.words.uses(costs.alike(i)))
            .sum();
        self.spend(uses)?;
        let alike = chosen.iter().flat_map(|&i| costs.alike(i));
        let mut places: Vec<usize> = alike
            .flat_map(|&(word, _)| self.words.places(word))
            .map(|&place| place as usize)
            .filter(|place| tokens.contains(place))
            .collect();
        places.sort_unstable();
        let mut runs: Vec<Range<usize>> = Vec::new();
        for place in places {
            let run =
                place.saturating_sub(reach).max(tokens.start)..(place + reach + 1).min(tokens.end);
            match runs.last_mut() {
                Some(last) if run.start <= last.end => last.end = run.end,
                Some(_) | None => runs.push(run),
            }
        }
        // Looking a word up and keeping what ends at it takes as long as some comparisons.
        let each = costs.len() + LOOKED_UP;
        let compared: usize = runs.iter().map(|run| run.len() * each).sum();
        self.spend(compared as u64)?;
        Some(runs)
    }
}

/// The best of what was found, apart from each other.
fn best(mut found: Vec<Near>) -> Vec<Near> {
    // Of two that begin together and are as near, the longer one has a word put in where the other has lost one: words that were corrected are all in it.
    found.sort_by_key(|n| (n.distance, n.range.start, Reverse(n.range.end)));
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

/// For each word of a run of the text at which the quote may end: (first word, last word, cost). Sellers' algorithm over words.
fn ends(costs: &Costs, words: &Vocabulary, run: Range<usize>) -> Vec<(usize, usize, u32)> {
    // Per word of the quote: (cost so far, word of the text that the match began with).
    let mut column: Vec<(u32, usize)> = (0..=costs.len())
        .map(|i| {
            let left_out = u32::try_from(i).unwrap_or(u32::MAX).saturating_mul(STEP);
            (left_out, run.start)
        })
        .collect();
    let mut found = Vec::new();
    for at in run {
        let of_word = costs.of(words.word(at));
        let mut diagonal = (0, at);
        column[0] = (0, at + 1);
        for i in 0..costs.len() {
            let cost = of_word.map_or(STEP, |costs| u32::from(costs[i]));
            let replaced = (diagonal.0 + cost, diagonal.1);
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

    fn nearest(text: &str, quote: &str) -> Vec<Near> {
        let near = Nearby::new(text).nearest(0..text.len(), quote);
        near.expect("steps enough")
    }

    fn best<'t>(text: &'t str, quote: &str) -> Option<&'t str> {
        nearest(text, quote).first().map(|n| &text[n.range.clone()])
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

    #[test]
    fn a_long_text_is_compared_round_rare_words_alone() {
        let filler = "one two three four five six seven eight nine ten ".repeat(20_000);
        let text = format!("{filler}the miller came down to the weir {filler}");
        let nearby = Nearby::with_steps(&text, 20_000);
        let near = nearby.nearest(0..text.len(), "the miller went down to the weir");
        let near = near.expect("few steps are enough");
        assert_eq!(
            &text[near[0].range.clone()],
            "the miller came down to the weir"
        );
    }

    #[test]
    fn steps_that_are_used_up_are_told() {
        let text = "one two three ".repeat(100);
        let nearby = Nearby::with_steps(&text, 2_000);
        let mut asked = 0;
        while nearby.nearest(0..text.len(), "one too three").is_some() {
            asked += 1;
            assert!(asked < 100);
        }
        assert_eq!(nearby.nearest(0..text.len(), "two"), None);
    }

    /// Every word of the text compared.
    fn thorough(text: &str, quote: &str) -> Vec<Near> {
        let nearby = Nearby::new(text);
        let quoted = vocabulary::plain_words(quote, MOST_WORDS);
        if quoted.is_empty() || text.is_empty() {
            return Vec::new();
        }
        let bound = u32::try_from(quoted.len() * 40).expect("few").max(50);
        let costs = nearby.words.costs(&quoted, &|_| Some(())).expect("no end");
        let all = ends(&costs, &nearby.words, nearby.words.tokens(&(0..text.len())));
        let found = all.into_iter().filter(|(_, _, cost)| *cost <= bound);
        super::best(
            found
                .map(|(first, last, cost)| Near {
                    range: nearby.words.bytes(first).start..nearby.words.bytes(last).end,
                    distance: cost,
                })
                .collect(),
        )
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics_and_ranges_are_whole(text in "(\\PC| |a|b){0,60}", quote in "(\\PC| |a|b){0,20}") {
            for near in nearest(&text, &quote) {
                proptest::prop_assert!(text.get(near.range).is_some());
            }
        }

        #[test]
        fn what_is_left_out_is_not_near(
            text in "((mill|miller|weir|wear|river|the|came|to) ){0,60}",
            quote in "((mill|miller|weir|wear|river|the|came|to|went) ){1,9}",
        ) {
            proptest::prop_assert_eq!(nearest(&text, &quote), thorough(&text, &quote));
        }
    }
}
