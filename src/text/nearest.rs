//! "Did you mean": the nearest of some words.
//!
//! Whoever asks once uses [`nearest`]; whoever may ask for every slip of an archive makes a [`Suggestions`] first, so that many slips among
//! many names do not cost their product: words of another length or with other letters are never compared, and of the others at most
//! [`MOST_COMPARED`].

use std::collections::HashMap;

/// How many words are compared letter by letter for one question.
const MOST_COMPARED: usize = 400;

/// A word longer than this (in characters) is no slip of another one, and nothing is suggested for it.
const LONGEST: usize = 256;

/// The candidate nearest to `word`: see [`Suggestions::of`].
pub fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let candidates: Vec<&str> = candidates.collect();
    let at = Suggestions::new(candidates.iter().copied()).index_of(word)?;
    candidates.get(at).copied()
}

/// Words that may have been meant, ready to be asked for.
#[derive(Clone, Debug, Default)]
pub struct Suggestions {
    words: Vec<Word>,
    /// The first two with these letters in lower case, since one may be the word asked for itself.
    by_letters: HashMap<String, [Option<u32>; 2]>,
    /// The same for slugs.
    by_slug: HashMap<String, [Option<u32>; 2]>,
    /// By number of characters.
    by_length: Vec<Vec<u32>>,
    /// In the order of their letters.
    sorted: Vec<u32>,
}

#[derive(Clone, Debug)]
struct Word {
    written: Box<str>,
    lower: Box<str>,
    /// The characters of `lower`; none if it is too long to be a slip.
    signs: Box<[char]>,
    /// Which characters it has, folded into 64 bits.
    letters: u64,
}

impl Suggestions {
    /// Takes words in; the first of equals wins.
    pub fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut all = Self::default();
        for word in words {
            all.add(word);
        }
        let Self { words, sorted, .. } = &mut all;
        sorted.sort_by(|&a, &b| words[a as usize].lower.cmp(&words[b as usize].lower));
        all
    }

    fn add(&mut self, written: &str) {
        let Ok(index) = u32::try_from(self.words.len()) else {
            return;
        };
        let lower = written.to_lowercase();
        let mut signs: Vec<char> = lower.chars().collect();
        let length = signs.len();
        if length > LONGEST {
            signs.clear();
        } else {
            if self.by_length.len() <= length {
                self.by_length.resize(length + 1, Vec::new());
            }
            self.by_length[length].push(index);
            self.sorted.push(index);
        }
        let known = &self.words;
        note(&mut self.by_letters, lower.clone(), index, written, known);
        let slug = super::slug(written);
        if !slug.is_empty() {
            note(&mut self.by_slug, slug, index, written, known);
        }
        self.words.push(Word {
            written: written.into(),
            letters: letters(&lower),
            signs: signs.into(),
            lower: lower.into(),
        });
    }

    /// The one nearest to `word`: equal but for case, accents and hyphens, else within an edit distance of a third of its length (letters
    /// changed, left out, put in, or two of them exchanged), else the only one that begins with it.
    pub fn of(&self, word: &str) -> Option<&str> {
        self.index_of(word).map(|at| &*self.words[at].written)
    }

    fn index_of(&self, word: &str) -> Option<usize> {
        let wanted = word.to_lowercase();
        let length = wanted.chars().count();
        if length == 0 || length > LONGEST {
            return None;
        }
        let equal = self.equal(word, &wanted);
        let found = equal
            .or_else(|| self.alike(word, &wanted, length))
            .or_else(|| self.longer(word, &wanted, length));
        found.map(|index| index as usize)
    }

    /// Equal but for case, accents and hyphens.
    fn equal(&self, word: &str, wanted: &str) -> Option<u32> {
        let letters = self.by_letters.get(wanted);
        let slug = self.by_slug.get(&super::slug(word));
        let all = letters.into_iter().chain(slug).flatten().flatten().copied();
        all.filter(|&index| *self.words[index as usize].written != *word)
            .min()
    }

    /// Within the edit distance.
    fn alike(&self, word: &str, wanted: &str, length: usize) -> Option<u32> {
        let bound = (length / 3).clamp(1, 5);
        let signs: Vec<char> = wanted.chars().collect();
        let own = letters(wanted);
        let mut best: Option<(usize, u32)> = None;
        let mut compared = 0;
        let mut table = Vec::new();
        let lengths = length.saturating_sub(bound)..=length + bound;
        for &index in lengths.filter_map(|n| self.by_length.get(n)).flatten() {
            let candidate = &self.words[index as usize];
            let limit = match best {
                // An earlier word wins with an equal distance, a later one needs a smaller.
                Some((distance, first)) if index > first => distance.saturating_sub(1),
                Some((distance, _)) => distance,
                None => bound,
            };
            // One change takes a letter away and brings another.
            let differing = (candidate.letters ^ own).count_ones() as usize;
            if limit == 0 || differing > 2 * limit || *candidate.written == *word {
                continue;
            }
            compared += 1;
            if compared > MOST_COMPARED {
                break;
            }
            if let Some(distance) = distance(&signs, &candidate.signs, limit, &mut table) {
                best = Some((distance, index));
            }
        }
        best.map(|(_, index)| index)
    }

    /// The only one that begins with it.
    fn longer(&self, word: &str, wanted: &str, length: usize) -> Option<u32> {
        if length < 4 {
            return None;
        }
        let lower = |index: u32| &*self.words[index as usize].lower;
        let first = self.sorted.partition_point(|&index| lower(index) < wanted);
        let rest = self.sorted[first..].iter().copied();
        let mut all = rest
            .take_while(|&index| lower(index).starts_with(wanted))
            .filter(|&index| *self.words[index as usize].written != *word);
        match (all.next(), all.next()) {
            (Some(only), None) => Some(only),
            (Some(_), Some(_)) | (None, _) => None,
        }
    }
}

/// Puts a word's index where there is room, once for words that are written alike.
fn note(
    table: &mut HashMap<String, [Option<u32>; 2]>,
    key: String,
    index: u32,
    written: &str,
    known: &[Word],
) {
    let places = table.entry(key).or_default();
    let alike = |index: u32| *known[index as usize].written == *written;
    if !places.iter().flatten().copied().any(alike)
        && let Some(free) = places.iter_mut().find(|place| place.is_none())
    {
        *free = Some(index);
    }
}

fn letters(word: &str) -> u64 {
    word.chars()
        .fold(0, |bits, c| bits | 1 << (u32::from(c) % 64))
}

/// How many changes lead from one word to another, two letters exchanged counting as one; none if there are more than `limit`.
///
/// Of the table of all pairs of letters only the cells are filled that so many changes can reach: those beside the diagonal (Ukkonen 1985).
fn distance(from: &[char], to: &[char], limit: usize, table: &mut Vec<usize>) -> Option<usize> {
    // What is the same at both ends takes no change.
    let begin = from.iter().zip(to).take_while(|(a, b)| a == b).count();
    let (from, to) = (&from[begin..], &to[begin..]);
    let ends = from.iter().rev().zip(to.iter().rev());
    let end = ends.take_while(|(a, b)| a == b).count();
    let (from, to) = (&from[..from.len() - end], &to[..to.len() - end]);
    if from.len().abs_diff(to.len()) > limit {
        return None;
    }
    let far = limit + 1;
    let width = to.len() + 1;
    table.clear();
    table.resize(3 * width, far);
    let (before_last, rest) = table.split_at_mut(width);
    let (last, row) = rest.split_at_mut(width);
    let (mut before_last, mut last, mut row) = (before_last, last, row);
    for (j, cell) in last.iter_mut().enumerate().take(limit + 1) {
        *cell = j;
    }
    for i in 1..=from.len() {
        let (first, end) = (i.saturating_sub(limit).max(1), to.len().min(i + limit));
        row[first - 1] = match first {
            1 => i,
            _ => far,
        };
        let mut least = row[first - 1];
        for j in first..=end {
            let (a, b) = (from[i - 1], to[j - 1]);
            let mut cell = last[j - 1] + usize::from(a != b);
            cell = cell.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a == to[j - 2] && from[i - 2] == b {
                cell = cell.min(before_last[j - 2] + 1);
            }
            row[j] = cell;
            least = least.min(cell);
        }
        if let Some(beyond) = row.get_mut(end + 1) {
            *beyond = far;
        }
        // An exchange of letters reaches over one row.
        if least > limit && last.iter().all(|&cell| cell > limit) {
            return None;
        }
        (before_last, last, row) = (last, row, before_last);
    }
    last.last().copied().filter(|&n| n <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found_and_strangers_are_not() {
        let keys = ["quote", "note", "topics", "responsibility-to-protect"];
        let near = |w: &str| nearest(w, keys.iter().copied());
        assert_eq!(near("qoute"), Some("quote"));
        assert_eq!(near("Topics"), Some("topics"));
        assert_eq!(near("topic"), Some("topics"));
        assert_eq!(
            near("responsibility_to_protect"),
            Some("responsibility-to-protect")
        );
        assert_eq!(near("responsibility"), Some("responsibility-to-protect"));
        assert_eq!(near("zebra"), None);
        assert_eq!(near(""), None);
    }

    #[test]
    fn the_word_itself_is_no_suggestion_and_the_first_of_equals_wins() {
        let near = |w: &str, all: &[&'static str]| nearest(w, all.iter().copied());
        assert_eq!(near("mill", &["mill", "Mill"]), Some("Mill"));
        assert_eq!(near("mill", &["mill"]), None);
        assert_eq!(near("mill", &["will", "kill", "mil"]), Some("will"));
        assert_eq!(near("mills", &["milling", "mill", "miles"]), Some("mill"));
    }

    /// Every candidate compared, as simply as can be.
    fn naive<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
        let wanted = word.to_lowercase();
        let length = wanted.chars().count();
        let others = || candidates.iter().copied().filter(|c| *c != word);
        let slug = crate::text::slug;
        let same = |c: &&str| {
            c.to_lowercase() == wanted || (!slug(word).is_empty() && slug(c) == slug(word))
        };
        let bound = (length / 3).clamp(1, 5);
        let far = |c: &str| strsim::osa_distance(&wanted, &c.to_lowercase());
        let longer: Vec<&str> = others()
            .filter(|c| length >= 4 && c.to_lowercase().starts_with(&wanted))
            .collect();
        if length == 0 {
            return None;
        }
        let near = || others().min_by_key(|c| far(c)).filter(|c| far(c) <= bound);
        let only = || (longer.len() == 1).then(|| longer[0]);
        others().find(same).or_else(near).or_else(only)
    }

    proptest::proptest! {
        #[test]
        fn distances_are_those_of_the_whole_table(a in "[abc]{0,12}", b in "[abc]{0,12}", limit in 0usize..8) {
            let signs = |word: &str| word.chars().collect::<Vec<_>>();
            let whole = Some(strsim::osa_distance(&a, &b)).filter(|&n| n <= limit);
            proptest::prop_assert_eq!(distance(&signs(&a), &signs(&b), limit, &mut vec![7; 3]), whole);
        }

        #[test]
        fn no_short_cut_changes_what_is_suggested(
            word in "[abcAé-]{0,7}",
            candidates in proptest::collection::vec("[abcAé-]{0,9}", 0..20),
        ) {
            let candidates: Vec<&str> = candidates.iter().map(String::as_str).collect();
            proptest::prop_assert_eq!(nearest(&word, candidates.iter().copied()), naive(&word, &candidates));
        }
    }
}
