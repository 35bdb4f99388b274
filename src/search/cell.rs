//! A run of neighbouring terms, merged of what segments have of them: a piece of the dictionary with its lists and positions.
//!
//! A cell has no place of a file in it, so that it can be kept whatever changes around it.

use super::{
    bytes::{put, put_text},
    entries::{What, Word, read},
    stems::Stemmed,
};

/// A longer list stands apart from its dictionary (bytes): of most words one file says all.
const SHORT: usize = 8 * 1024;

/// A term shares so many bytes with the one before at most, so that they and how many follow are mostly one byte.
const SHARED: usize = 15;

/// One in so many units: a word in more of them has no positions.
const COMMON: u64 = 20;

/// What a segment has of a cell, and the number of the segment's first record.
pub(super) struct Part<'b> {
    pub(super) base: u32,
    pub(super) entries: &'b [u8],
}

/// A merged cell.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Merged {
    pub(crate) dictionary: Vec<u8>,
    pub(crate) lists: Vec<u8>,
    pub(crate) positions: Vec<u8>,
    pub(crate) commonness: Commonness,
}

/// How near the words of a cell are to what is too common for positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Commonness {
    /// The most units that a word has whose positions are kept.
    kept: u32,
    /// The fewest that one has whose positions were left out for its being common.
    left_out: u32,
}

impl Default for Commonness {
    fn default() -> Self {
        Self {
            kept: 0,
            left_out: u32::MAX,
        }
    }
}

impl Commonness {
    /// As numbers, to be kept.
    pub(crate) fn numbers(self) -> [u32; 2] {
        [self.kept, self.left_out]
    }

    /// From numbers that were kept.
    pub(crate) fn of([kept, left_out]: [u32; 2]) -> Self {
        Self { kept, left_out }
    }

    /// Whether the same words keep their positions among so many units.
    pub(crate) fn holds(self, units: u64) -> bool {
        !is_common(self.kept.into(), units)
            && (self.left_out == u32::MAX || is_common(self.left_out.into(), units))
    }
}

fn is_common(of: u64, units: u64) -> bool {
    of * COMMON > units
}

/// Merges what segments, in their order, have of a cell; `units` are those of the whole index.
pub(super) fn merge(parts: &[Part<'_>], units: u64) -> Merged {
    let mut all = Vec::new();
    for part in parts {
        all.extend(read(part.entries).map(|entry| (entry.term, part.base, entry.what)));
    }
    // Equal terms stay in the order of their segments.
    all.sort_by_key(|(term, ..)| *term);
    let mut merged = Merged::default();
    let mut before = "";
    for same in all.chunk_by(|a, b| a.0 == b.0) {
        let term = same[0].0;
        let words = same.iter().filter_map(|(_, base, what)| match what {
            What::Word(word) => Some((*base, word)),
            What::Stem(_) => None,
        });
        let words: Vec<(u32, &Word<'_>)> = words.collect();
        let mut forms: Vec<&str> = same
            .iter()
            .flat_map(|(.., what)| match what {
                What::Stem(forms) => forms.as_slice(),
                What::Word(_) => &[],
            })
            .copied()
            .collect();
        forms.sort_unstable();
        forms.dedup();
        // A stem of one word has nothing to say.
        if words.is_empty() && forms.len() < 2 {
            continue;
        }
        let shared = shared(before, &term[..term.floor_char_boundary(SHARED)]);
        let rest = &term[shared..];
        put(
            &mut merged.dictionary,
            (rest.len() * (SHARED + 1) + shared) as u64,
        );
        merged.dictionary.extend_from_slice(rest.as_bytes());
        before = term;
        match words.is_empty() {
            true => {
                put(&mut merged.dictionary, forms.len() as u64);
                for form in forms {
                    put_text(&mut merged.dictionary, form);
                }
            }
            false => word(term, &words, units, &mut merged),
        }
    }
    merged
}

/// How many bytes two terms share at their beginning, whole signs.
fn shared(before: &str, term: &str) -> usize {
    let mut pairs = before.bytes().zip(term.bytes());
    let same = pairs.position(|(a, b)| a != b);
    let same = same.unwrap_or(before.len().min(term.len()));
    term.floor_char_boundary(same)
}

fn word(term: &str, words: &[(u32, &Word<'_>)], all: u64, merged: &mut Merged) {
    let units: u32 = words.iter().map(|(_, word)| word.units).sum();
    let stems = words.iter().flat_map(|(_, word)| &word.stems);
    let mut stems: Vec<&(Stemmed, &str)> = stems.collect();
    stems.sort_unstable();
    stems.dedup();
    let list = list(words);
    let is_apart = list.len() > SHORT;
    let positions = words.iter().map(|(_, word)| word.positions);
    let positions: Option<Vec<&[u8]>> = positions.collect();
    let commonness = &mut merged.commonness;
    let positions = match positions {
        Some(_) if is_common(units.into(), all) => {
            commonness.left_out = commonness.left_out.min(units);
            None
        }
        Some(positions) => {
            commonness.kept = commonness.kept.max(units);
            Some(positions)
        }
        None => None,
    };
    put(&mut merged.dictionary, units.into());
    let apart_or_placed = u64::from(is_apart) << 1 | u64::from(positions.is_some());
    put(
        &mut merged.dictionary,
        (stems.len() as u64) << 2 | apart_or_placed,
    );
    for (language, stem) in stems {
        let kept = shared(term, stem);
        put(&mut merged.dictionary, language.number().into());
        put(&mut merged.dictionary, kept as u64);
        put_text(&mut merged.dictionary, &stem[kept..]);
    }
    match is_apart {
        true => apart(&mut merged.dictionary, &mut merged.lists, &[&list]),
        false => put_text(&mut merged.dictionary, &list),
    }
    if let Some(positions) = positions {
        apart(&mut merged.dictionary, &mut merged.positions, &positions);
    }
}

/// The lists of segments as one.
fn list(words: &[(u32, &Word<'_>)]) -> Vec<u8> {
    let (mut list, mut before) = (Vec::new(), 0);
    for (base, word) in words {
        // The first number says nothing but whether the record has several units: a byte.
        let Some((several, rest)) = word.list.split_first() else {
            continue;
        };
        let gap = u64::from(base + word.first - before);
        put(&mut list, gap << 1 | u64::from(*several));
        list.extend_from_slice(rest);
        before = base + word.last;
    }
    list
}

/// Puts bytes apart, and into the dictionary where they are and how many.
fn apart(dictionary: &mut Vec<u8>, apart: &mut Vec<u8>, parts: &[&[u8]]) {
    let start = apart.len();
    parts.iter().for_each(|part| apart.extend_from_slice(part));
    put(dictionary, start as u64);
    put(dictionary, (apart.len() - start) as u64);
}
