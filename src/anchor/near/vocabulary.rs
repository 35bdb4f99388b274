//! The words of a text, each distinct one once, and how much they differ from those of a quote.

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap},
    ops::Range,
    rc::Rc,
};

use unicode_segmentation::UnicodeSegmentation;

use crate::{
    archive::{IndexVec, ListIndex, WordIndex},
    text::fold,
};

use super::STEP;

/// How many words that differ a little are remembered; with more, they are compared again.
const REMEMBERED: usize = 2_000_000;

/// Distinct words with what they cost in the place of a word of a quote, less than [`STEP`].
type Alike = [(WordIndex, u32)];

/// The words of a text.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// Bytes of each word of the text.
    tokens: Vec<Range<u32>>,
    /// The number of each in `distinct`.
    numbers: Vec<WordIndex>,
    /// Each distinct word, as it is compared.
    distinct: IndexVec<WordIndex, Box<str>>,
    /// Where each distinct word stands: those of number `n` from `starts[n]` to `starts[n + 1]`.
    places: Vec<u32>,
    starts: Vec<u32>,
    /// Distinct words by their first letter and by their last.
    first: HashMap<char, Vec<WordIndex>>,
    last: HashMap<char, Vec<WordIndex>>,
    remembered: RefCell<Remembered>,
}

#[derive(Debug, Default)]
struct Remembered {
    by_word: HashMap<String, Rc<Alike>>,
    size: usize,
}

/// The first words of a quote as they are compared.
pub(super) fn plain_words(quote: &str, most: usize) -> Vec<String> {
    quote.unicode_words().map(plain).take(most).collect()
}

fn plain(word: &str) -> String {
    fold(word).to_lowercase()
}

fn small(n: usize) -> u32 {
    u32::try_from(n).expect("texts are limited to less than 4 GiB")
}

impl Vocabulary {
    /// Divides a text into its words.
    pub(super) fn new(text: &str) -> Self {
        let mut known: BTreeMap<String, WordIndex> = BTreeMap::new();
        let (mut tokens, mut numbers, mut distinct) = (Vec::new(), Vec::new(), IndexVec::new());
        for (at, word) in text.unicode_word_indices() {
            tokens.push(small(at)..small(at + word.len()));
            let word = plain(word);
            let number = match known.get(&word) {
                Some(&number) => number,
                None => {
                    let number = distinct.push(Box::from(word.as_str()));
                    known.insert(word, number);
                    number
                }
            };
            numbers.push(number);
        }
        let (starts, places) = index(&numbers, distinct.len());
        let by = |letter: fn(&str) -> Option<char>| {
            let mut by: HashMap<char, Vec<WordIndex>> = HashMap::new();
            for (number, word) in distinct.enumerated() {
                if let Some(letter) = letter(word) {
                    by.entry(letter).or_default().push(number);
                }
            }
            by
        };
        Self {
            first: by(|word| word.chars().next()),
            last: by(|word| word.chars().next_back()),
            tokens,
            numbers,
            distinct,
            places,
            starts,
            remembered: RefCell::default(),
        }
    }

    /// The words that begin and end in some bytes of the text.
    pub(super) fn tokens(&self, bytes: &Range<usize>) -> Range<usize> {
        let start = self
            .tokens
            .partition_point(|t| (t.start as usize) < bytes.start);
        let end = self.tokens.partition_point(|t| t.end as usize <= bytes.end);
        start..end.max(start)
    }

    /// The bytes of a word of the text.
    pub(super) fn bytes(&self, token: usize) -> Range<usize> {
        let Range { start, end } = self.tokens[token];
        start as usize..end as usize
    }

    /// The number of a word of the text.
    pub(super) fn word(&self, token: usize) -> WordIndex {
        self.numbers[token]
    }

    /// Where a distinct word stands.
    pub(super) fn places(&self, word: WordIndex) -> &[u32] {
        let word = word.place();
        &self.places[self.starts[word] as usize..self.starts[word + 1] as usize]
    }

    /// How often any of these words stands in the text.
    pub(super) fn uses(&self, alike: &Alike) -> u64 {
        let uses = alike
            .iter()
            .map(|&(word, _)| self.places(word).len() as u64);
        uses.sum()
    }

    /// What each distinct word costs in the place of each word of a quote. `spend` is asked for the steps that this takes.
    pub(super) fn costs(
        &self,
        quoted: &[String],
        spend: &dyn Fn(u64) -> Option<()>,
    ) -> Option<Costs> {
        let alike: Option<Vec<Rc<Alike>>> =
            quoted.iter().map(|word| self.alike(word, spend)).collect();
        let alike = alike?;
        let mut rows: HashMap<WordIndex, Box<[u8]>> = HashMap::new();
        let nothing = u8::try_from(STEP).expect("a hundred fits");
        for (i, alike) in alike.iter().enumerate() {
            spend(alike.len() as u64)?;
            for &(word, cost) in alike.iter() {
                let row = rows
                    .entry(word)
                    .or_insert_with(|| vec![nothing; quoted.len()].into());
                row[i] = u8::try_from(cost).unwrap_or(nothing);
            }
        }
        Some(Costs { alike, rows })
    }

    /// The distinct words that are like a word of a quote.
    fn alike(&self, quoted: &str, spend: &dyn Fn(u64) -> Option<()>) -> Option<Rc<Alike>> {
        if let Some(alike) = self.remembered.borrow().by_word.get(quoted) {
            return Some(alike.clone());
        }
        let letter = |c: Option<char>, by: &HashMap<char, Vec<WordIndex>>| {
            c.and_then(|c| by.get(&c)).cloned().unwrap_or_default()
        };
        let mut candidates = letter(quoted.chars().next(), &self.first);
        candidates.extend(letter(quoted.chars().next_back(), &self.last));
        candidates.sort_unstable();
        candidates.dedup();
        spend(candidates.len() as u64)?;
        let mut alike = Vec::new();
        for number in candidates {
            let word = &self.distinct[number];
            if is_comparable(quoted, word) {
                spend((quoted.len() * word.len()) as u64)?;
                let cost = difference(quoted, word);
                if cost < STEP {
                    alike.push((number, cost));
                }
            }
        }
        let alike: Rc<Alike> = alike.into();
        let mut remembered = self.remembered.borrow_mut();
        remembered.size += alike.len() + 1;
        if remembered.size > REMEMBERED {
            *remembered = Remembered::default();
        }
        remembered.by_word.insert(quoted.to_owned(), alike.clone());
        Some(alike)
    }
}

/// Where each number stands in a list: where its places begin, and all places.
fn index(numbers: &[WordIndex], count: usize) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0u32; count + 1];
    for &number in numbers {
        starts[number.place() + 1] += 1;
    }
    for n in 0..count {
        starts[n + 1] += starts[n];
    }
    let mut next = starts.clone();
    let mut places = vec![0u32; numbers.len()];
    for (place, &number) in (0u32..).zip(numbers) {
        let at = &mut next[number.place()];
        places[*at as usize] = place;
        *at += 1;
    }
    (starts, places)
}

/// What words of a text cost in the places of those of a quote.
pub(super) struct Costs {
    alike: Vec<Rc<Alike>>,
    /// By distinct word, for those that are like a word of the quote.
    rows: HashMap<WordIndex, Box<[u8]>>,
}

impl Costs {
    /// How many words the quote has.
    pub(super) fn len(&self) -> usize {
        self.alike.len()
    }

    /// The distinct words that are like word `i` of the quote.
    pub(super) fn alike(&self, i: usize) -> &Alike {
        &self.alike[i]
    }

    /// What a distinct word costs in the place of each word of the quote; none if it is like none of them.
    pub(super) fn of(&self, word: WordIndex) -> Option<&[u8]> {
        self.rows.get(&word).map(|row| &**row)
    }
}

/// Whether two words may have more than half of their letters in common: neither is twice as long, and one of their ends is the same.
fn is_comparable(a: &str, b: &str) -> bool {
    let (long, short) = (a.len().max(b.len()), a.len().min(b.len()));
    long <= short * 2
        && (a.chars().next() == b.chars().next() || a.chars().next_back() == b.chars().next_back())
}

/// How much two words differ, in hundredths: 0 equal, 100 nothing in common.
fn difference(a: &str, b: &str) -> u32 {
    if a == b {
        return 0;
    }
    if !is_comparable(a, b) {
        return STEP;
    }
    let alike = strsim::normalized_damerau_levenshtein(a, b);
    if alike < 0.5 {
        return STEP;
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
