//! Finds the names of entries in texts: whole words, the longest first, the whole vocabulary in one pass over a text.
//!
//! Case does not count, but for a name that is all capitals ("UN", "R2P"). Quotes, dashes and white space are folded as in anchoring.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    Gathered, MentionHit, Parts,
    patterns::{LONGEST, Patterns},
};
use crate::{
    archive::{Entry, Transcript},
    digest::{Digest, Digester},
    text::{Folded, fold},
};

/// Names and what they name, ready to be looked for.
#[derive(Debug)]
pub struct Vocabulary {
    patterns: Patterns,
    names: Vec<Name>,
    /// Of all names, whatever they name.
    digest: Digest,
}

#[derive(Debug)]
struct Name {
    /// Folded, case kept: what a name in capitals is compared with.
    exact: Option<String>,
    keys: Vec<u32>,
}

impl Vocabulary {
    /// Compiles names with their keys; one name may have several. Empty names are left out, and those that are longer than [`LONGEST`].
    pub fn new<'a>(names: impl Iterator<Item = (&'a str, u32)>) -> Self {
        let mut by_pattern: BTreeMap<(String, Option<String>), Vec<u32>> = BTreeMap::new();
        for (name, key) in names {
            let folded = fold(name).trim().to_owned();
            if !folded.chars().any(char::is_alphanumeric) || folded.len() > LONGEST {
                continue;
            }
            let exact = is_capitals(&folded).then(|| folded.clone());
            let keys = by_pattern.entry((lower(&folded), exact)).or_default();
            // The names of one entry come one after the other.
            if keys.last() != Some(&key) {
                keys.push(key);
            }
        }
        let patterns = Patterns::new(by_pattern.keys().map(|(pattern, _)| pattern.as_str()));
        let mut digester = Digester::new();
        for (pattern, exact) in by_pattern.keys() {
            digester.text(pattern).maybe(exact.as_deref());
        }
        let names = by_pattern
            .into_iter()
            .map(|((_, exact), keys)| Name { exact, keys })
            .collect();
        Self {
            patterns,
            names,
            digest: digester.finish(),
        }
    }

    /// Where names stand in `text` (bytes), with their keys; in order, not overlapping.
    pub fn scan(&self, text: &str) -> Vec<(Range<usize>, &[u32])> {
        let found = self.find(text).into_iter();
        found
            .map(|(range, name)| (range, self.names[name as usize].keys.as_slice()))
            .collect()
    }

    /// Where names stand in `text` (bytes), with their numbers; in order, not overlapping.
    fn find(&self, text: &str) -> Vec<(Range<usize>, u32)> {
        let folded = Folded::new(text);
        let plain = lower(folded.as_str());
        let mut found: Vec<(Range<usize>, u32)> = Vec::new();
        let mut at = 0;
        while at < plain.len() {
            match self.longest(text, &folded, &plain, at) {
                Some((end, original, names)) => {
                    found.extend(names.map(|name| (original.clone(), name)));
                    at = end;
                }
                None => at += 1,
            }
        }
        found
    }

    /// The longest name that begins at byte `at` of a folded text: where it ends, where it stands in the original, and its numbers: where
    /// a name in capitals and another are equal, both stand.
    fn longest(
        &self,
        text: &str,
        folded: &Folded,
        plain: &str,
        at: usize,
    ) -> Option<(usize, Range<usize>, impl Iterator<Item = u32>)> {
        if !self.patterns.may_begin(plain.as_bytes(), at) || !is_border(plain, at) {
            return None;
        }
        let standing = self.patterns.at(plain.as_bytes(), at);
        standing.into_iter().rev().find_map(|(length, names)| {
            let range = at..at + length;
            let written = &folded.as_str()[range.clone()];
            let stands = |name: &usize| {
                let exact = self.names[*name].exact.as_ref();
                exact.is_none_or(|exact| written == exact)
            };
            let names: Vec<usize> = names.filter(stands).collect();
            if names.is_empty() || !is_border(plain, range.end) {
                return None;
            }
            let original = folded.original(range.clone())?;
            let number = |name| u32::try_from(name).expect("fewer than 2^32 names");
            (!text[original.clone()].contains('\n'))
                .then(|| (range.end, original, names.into_iter().map(number)))
        })
    }
}

/// Lower case, sign by sign where that keeps the length, so that places stay the same.
fn lower(text: &str) -> String {
    let mut lowered = String::with_capacity(text.len());
    for c in text.chars() {
        let mut small = c.to_lowercase();
        match (small.next(), small.next()) {
            (Some(one), None) if one.len_utf8() == c.len_utf8() => lowered.push(one),
            _ => lowered.push(c),
        }
    }
    lowered
}

/// At least two letters, none of them small.
fn is_capitals(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic());
    let caps = name.chars().filter(|c| c.is_uppercase()).count();
    (caps >= 2 || (caps == 1 && name.chars().any(|c| c.is_numeric()))) && letters.count() == caps
}

/// Whether no letter or digit runs on over this place; scripts without blanks between words have a border everywhere.
fn is_border(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    match (before, after) {
        (Some(a), Some(b)) => !in_word(a) || !in_word(b) || without_blanks(a) || without_blanks(b),
        _ => true,
    }
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Han, Kana, Thai, Lao, Myanmar, Khmer, Tibetan.
fn without_blanks(c: char) -> bool {
    matches!(u32::from(c), 0x0E00..=0x0EFF | 0x0F00..=0x0FFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

/// Where names of a vocabulary stand in one transcript: kept with it for as long as neither changes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Spotted {
    /// Of all names that were looked for.
    pub vocabulary: Digest,
    /// In order.
    pub spots: Vec<Spot>,
}

/// A place where a name stands.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Spot {
    /// Bytes of the transcript's text.
    pub range: Range<u32>,
    /// The number of the name in its vocabulary.
    pub name: u32,
    /// Of the words of its paragraph, and its place in them.
    pub digest: Digest,
}

/// The mentions of all transcripts.
pub(super) struct Looked {
    pub(super) hits: Gathered<MentionHit>,
    pub(super) spotted: Vec<Option<Arc<Spotted>>>,
    /// Per transcript: whether it was not looked through again.
    pub(super) as_before: Vec<bool>,
    pub(super) vocabulary: Option<Vocabulary>,
}

/// The mentions of all entries in all transcripts, in parallel; texts that were looked through with the same names are not again.
pub(super) fn scan_all(parts: &Parts) -> Looked {
    if !parts.mentions {
        return Looked {
            hits: vec![Vec::new(); parts.transcripts.len()],
            spotted: parts.spotted.clone(),
            as_before: vec![true; parts.transcripts.len()],
            vocabulary: None,
        };
    }
    let vocabulary = vocabulary(&parts.entries);
    let spotted: Vec<(Arc<Spotted>, bool)> = parts
        .transcripts
        .par_iter()
        .enumerate()
        .map(|(t, outline)| {
            let before = parts.spotted.get(t).and_then(Option::as_ref);
            match before.filter(|s| s.vocabulary == vocabulary.digest) {
                Some(before) => (before.clone(), true),
                None => {
                    let record = parts.shelf.record(outline);
                    (Arc::new(vocabulary.spot(&record.transcript)), false)
                }
            }
        })
        .collect();
    Looked {
        hits: spotted.iter().map(|(s, _)| vocabulary.hits(s)).collect(),
        as_before: spotted.iter().map(|(_, before)| *before).collect(),
        spotted: spotted.into_iter().map(|(s, _)| Some(s)).collect(),
        vocabulary: Some(vocabulary),
    }
}

/// The names of all entries that are looked for.
pub(super) fn vocabulary(entries: &[Entry]) -> Vocabulary {
    let wanted = (0u32..).zip(entries).filter(|(_, e)| e.fields.mentions);
    Vocabulary::new(wanted.flat_map(|(i, e)| {
        let titles = std::iter::once(e.fields.title.as_str())
            .chain(e.fields.aliases.iter().map(String::as_str));
        titles.map(move |name| (name, i))
    }))
}

impl Vocabulary {
    /// Looks through a transcript.
    pub fn spot(&self, transcript: &Transcript) -> Spotted {
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut digester = Digester::new();
        let spots = self
            .find(&transcript.text)
            .into_iter()
            .map(|(range, name)| {
                let paragraph = transcript.paragraph_at(range.start);
                let start = transcript.paragraphs[paragraph].range.start as usize;
                transcript.note_paragraph(paragraph, &mut digester);
                digester
                    .number((range.start - start) as u64)
                    .number(range.len() as u64);
                Spot {
                    range: small(range.start)..small(range.end),
                    name,
                    digest: digester.finish(),
                }
            });
        Spotted {
            vocabulary: self.digest,
            spots: spots.collect(),
        }
    }

    /// What the names that were spotted name.
    pub fn hits(&self, spotted: &Spotted) -> Vec<MentionHit> {
        let of = |spot: &Spot| {
            let (range, digest) = (spot.range.clone(), spot.digest);
            let keys = self.names[spot.name as usize].keys.iter();
            keys.map(move |&entry| MentionHit {
                range: range.clone(),
                entry,
                digest,
            })
        };
        spotted.spots.iter().flat_map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(names: &[&str], text: &str) -> Vec<String> {
        let vocabulary = Vocabulary::new(names.iter().copied().zip(0..));
        vocabulary
            .scan(text)
            .into_iter()
            .map(|(range, _)| text[range].to_owned())
            .collect()
    }

    #[test]
    fn whole_words_only() {
        assert_eq!(
            found(
                &["Syria"],
                "Syria’s war, Syria-related, Syrian, Assyria, syria"
            ),
            ["Syria", "Syria", "syria"]
        );
        assert_eq!(found(&["叙利亚"], "在叙利亚的局势"), ["叙利亚"]);
    }

    #[test]
    fn the_longest_name_wins_and_a_part_of_a_word_hides_nothing() {
        assert_eq!(
            found(
                &["Central Africa", "Central African Republic"],
                "in Central African Republic and Central Africa"
            ),
            ["Central African Republic", "Central Africa"]
        );
        assert_eq!(found(&["right", "right to"], "a right together"), ["right"]);
    }

    #[test]
    fn names_in_capitals_are_case_sensitive() {
        assert_eq!(
            found(&["US", "R2P"], "tell us of r2p, US, R2P"),
            ["US", "R2P"]
        );
    }

    #[test]
    fn signs_are_folded_and_places_map_back() {
        assert_eq!(
            found(&["Member State's duty"], "the Member\u{a0} State’s duty"),
            ["Member\u{a0} State’s duty"]
        );
        assert_eq!(found(&["one two"], "one\ntwo"), Vec::<String>::new());
    }

    #[test]
    fn one_name_may_stand_for_several_entries() {
        let vocabulary = Vocabulary::new([("Syria", 4), ("syria", 7), ("", 9)].into_iter());
        assert_eq!(vocabulary.scan("Syria"), [(0..5, &[4, 7][..])]);
    }

    proptest::proptest! {
        #[test]
        fn hits_are_in_order_and_apart(names in proptest::collection::vec("[a-cA-C ’é]{0,4}", 0..6), text in "[a-cA-C \\n’'é\u{301}]{0,40}") {
            let vocabulary = Vocabulary::new(names.iter().map(String::as_str).zip(0..));
            let mut end = 0;
            let mut last = 0..0;
            for (range, keys) in vocabulary.scan(&text) {
                proptest::prop_assert!(!keys.is_empty() && text.get(range.clone()).is_some());
                proptest::prop_assert!(range.start >= end || range == last);
                end = range.end;
                last = range;
            }
        }
    }
}
