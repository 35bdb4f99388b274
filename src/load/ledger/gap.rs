//! What became of paragraphs between the same neighbours: which were reworded, split or joined. Their words are compared, all of one side with all of
//! the other.

use unicode_segmentation::UnicodeSegmentation;

use super::common::{MOST_PAIRS, common, numbered};
use crate::text::fold;

/// For each word of both sides this many pairs of equal words are looked at, so that all gaps together take no longer than their words are many.
const PAIRS_OF_WORD: u64 = 64;

/// A paragraph of one side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Side<'a> {
    pub(super) words: &'a str,
    /// Whether it is looked for; one that was found elsewhere is here for what it shares with others.
    pub(super) open: bool,
}

/// What is found of one gap.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Of each old paragraph the new one that it became.
    pub(super) became: Vec<Option<Became>>,
    /// Of each new paragraph the old one that most of its words are of, if one is enough like it.
    pub(super) mostly: Vec<Option<usize>>,
    /// How much of each paragraph of both sides is on the other, too.
    pub(super) old_parts: Vec<Part>,
    pub(super) new_parts: Vec<Part>,
}

/// What an old paragraph became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Became {
    /// The place of the new one.
    pub(super) new: usize,
    /// How many words they share.
    pub(super) shared: usize,
}

/// Some of the words of a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) shared: usize,
    pub(super) all: usize,
}

/// A word, as it is compared, and the place of its paragraph.
type Token = (String, usize);

/// Compares what is left of a gap.
pub(super) fn compare(old: &[Side<'_>], new: &[Side<'_>]) -> Found {
    let (old_tokens, new_tokens) = (tokens(old), tokens(new));
    let words = |tokens: &[Token]| tokens.iter().map(|(word, _)| word.clone()).collect();
    let (old_words, new_words): (Vec<String>, Vec<String>) =
        (words(&old_tokens), words(&new_tokens));
    let (a, b) = numbered(old_words.iter(), new_words.iter());
    let bound = PAIRS_OF_WORD * (a.len() + b.len()) as u64;
    let mut found = Found {
        became: vec![None; old.len()],
        mostly: vec![None; new.len()],
        old_parts: parts(&old_tokens, old.len()),
        new_parts: parts(&new_tokens, new.len()),
    };
    // Pairs ascend on both sides, so that those of the same two paragraphs follow one another.
    let mut shared: Vec<(usize, usize, usize)> = Vec::new();
    for (at, to) in common(&a, &b, bound.min(MOST_PAIRS)) {
        let (i, j) = (old_tokens[at].1, new_tokens[to].1);
        found.old_parts[i].shared += 1;
        found.new_parts[j].shared += 1;
        match shared.last_mut() {
            Some((last_i, last_j, count)) if (*last_i, *last_j) == (i, j) => *count += 1,
            Some(_) | None => shared.push((i, j, 1)),
        }
    }
    let open = |side: &[Side<'_>]| side.iter().filter(|s| s.open).count();
    let alone = (open(old), open(new)) == (1, 1);
    let mut most: Vec<usize> = vec![0; new.len()];
    for (i, j, count) in shared {
        let alike = Alike {
            old: found.old_parts[i],
            new: found.new_parts[j],
            shared: count,
            alone,
        };
        if !old[i].open || !new[j].open || !alike.is_enough() {
            continue;
        }
        let before = found.became[i].map_or(0, |became| became.shared);
        if count > before {
            let became = Became {
                new: j,
                shared: count,
            };
            found.became[i] = Some(became);
        }
        if count > most[j] {
            most[j] = count;
            found.mostly[j] = Some(i);
        }
    }
    found
}

/// How much two paragraphs are alike.
struct Alike {
    old: Part,
    new: Part,
    shared: usize,
    /// Whether there are no others between the same neighbours.
    alone: bool,
}

impl Alike {
    /// Whether they share half of the shorter one, and half of the longer one is on the other side; where nothing else can be meant, a sixth of the
    /// longer one is enough.
    fn is_enough(&self) -> bool {
        let [shorter, longer] = match self.old.all < self.new.all {
            true => [self.old, self.new],
            false => [self.new, self.old],
        };
        let explained = longer.shared * 2 >= longer.all;
        let alone = self.alone && self.shared * 6 >= longer.all;
        self.shared * 2 >= shorter.all && (explained || alone)
    }
}

/// The words of some paragraphs; of scripts without blanks each letter. One that has none is its own.
fn tokens(side: &[Side<'_>]) -> Vec<Token> {
    let mut tokens = Vec::new();
    for (place, side) in side.iter().enumerate() {
        let folded = fold(side.words).to_lowercase();
        let before = tokens.len();
        tokens.extend(folded.unicode_words().map(|word| (word.to_owned(), place)));
        if tokens.len() == before {
            tokens.push((folded, place));
        }
    }
    tokens
}

fn parts(tokens: &[Token], count: usize) -> Vec<Part> {
    let mut parts = vec![Part::default(); count];
    for &(_, place) in tokens {
        parts[place].all += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each old paragraph became, and of which each new one is, `-` for none.
    fn of(old: &[&str], new: &[&str]) -> (String, String) {
        let open = |words: &&'static str| Side { words, open: true };
        let sides = |texts: &[&str]| -> Vec<Side<'static>> {
            let texts = texts
                .iter()
                .map(|t| &*Box::leak(t.to_string().into_boxed_str()));
            texts.map(|words| open(&words)).collect()
        };
        let found = compare(&sides(old), &sides(new));
        let shown = |places: Vec<Option<usize>>| -> String {
            let shown = places
                .into_iter()
                .map(|p| p.map_or("-".into(), |p| p.to_string()));
            shown.collect()
        };
        let became = found.became.iter().map(|b| b.map(|b| b.new)).collect();
        (shown(became), shown(found.mostly))
    }

    #[test]
    fn what_became_of_paragraphs_is_told_by_their_words() {
        for (what, old, new, became, mostly) in [
            (
                "reworded",
                vec!["I saw the mill burn."],
                vec!["I saw the old mill burn!"],
                "0",
                "0",
            ),
            (
                "split",
                vec!["One two three. Four five."],
                vec!["One two three.", "Four five."],
                "0",
                "00",
            ),
            (
                "split, the longer part is behind",
                vec!["One. Two three four."],
                vec!["One.", "Two three four."],
                "1",
                "00",
            ),
            (
                "joined",
                vec!["One two three.", "Four five."],
                vec!["One two three. Four five."],
                "00",
                "0",
            ),
            (
                "another",
                vec!["One two three."],
                vec!["Four five six."],
                "-",
                "-",
            ),
            (
                "reworded beside a new one",
                vec!["One two three."],
                vec!["Four five six.", "One two, three."],
                "1",
                "-0",
            ),
            (
                "lengthened, alone",
                vec!["one two"],
                vec!["one two three four five six seven eight nine ten"],
                "0",
                "0",
            ),
            (
                "lengthened too much",
                vec!["one two"],
                vec!["one two a b c d e f g h i j k l m n"],
                "-",
                "-",
            ),
            (
                "lengthened, beside others",
                vec!["one two"],
                vec!["one two three four five six", "seven"],
                "-",
                "--",
            ),
            (
                "of scripts without blanks",
                vec!["我看见磨坊烧了"],
                vec!["我看见旧磨坊烧了"],
                "0",
                "0",
            ),
            ("without words", vec!["…"], vec!["—"], "-", "-"),
        ] {
            assert_eq!(
                of(&old, &new),
                (became.to_owned(), mostly.to_owned()),
                "{what}"
            );
        }
    }

    #[test]
    fn one_that_was_found_elsewhere_explains_and_is_not_taken() {
        let old = [Side {
            words: "One two. Three four five six.",
            open: true,
        }];
        let new = |open| {
            let found = Side {
                words: "Three four five six.",
                open,
            };
            let rest = Side {
                words: "One two.",
                open: true,
            };
            [rest, found]
        };
        let became = |open| compare(&old, &new(open)).became[0].map(|b| b.new);
        assert_eq!(became(true), Some(1));
        assert_eq!(became(false), Some(0));
    }

    #[test]
    fn a_gap_of_very_many_words_takes_no_longer_than_they_are_many() {
        let often = "the same words again and again ".repeat(20_000);
        let long: String = (0..100_000).map(|n| format!("w{} ", n % 5_000)).collect();
        for (words, found) in [(&often, false), (&long, true)] {
            let changed = format!("then {words} now");
            let side = |words| [Side { words, open: true }];
            let became = compare(&side(words), &side(&changed)).became[0];
            assert_eq!(became.is_some(), found);
        }
    }
}
