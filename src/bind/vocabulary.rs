//! Finds the names of entries in texts: whole words, the longest first, the whole vocabulary in one pass over a text.
//!
//! Case does not count, but for a name that is all capitals ("UN", "R2P"). Quotes, dashes and white space are folded as in anchoring.

use std::{collections::BTreeMap, ops::Range};

use super::{
    affix,
    letters::{is_border, without_blanks},
    patterns::{LONGEST, Patterns},
};
use crate::{
    archive::{EntryIndex, IndexVec, ListIndex, NameIndex},
    source::digest::{Digest, Digester},
    text::{Folded, fold},
};

/// Names and what they name, ready to be looked for.
#[derive(Debug)]
pub struct Vocabulary {
    patterns: Patterns,
    pub(super) names: IndexVec<NameIndex, Name>,
    /// Of all names, whatever they name, and of the language.
    pub(super) digest: Digest,
    /// Of texts that do not say theirs.
    pub(super) language: String,
}

/// A name.
#[derive(Debug)]
pub(super) struct Name {
    /// Folded, case kept: what a name in capitals is compared with.
    exact: Option<String>,
    /// What it names.
    pub(super) keys: Vec<EntryIndex>,
    /// Keys of those who have it and do not want it to be looked for, with the name as it is written: it is only noticed.
    pub(super) noticed: Noticed,
}

/// A name in lower case; and as it must be written, if it is in capitals.
type Pattern = (String, Option<String>);

/// Keys, each with the name as it is written.
pub(super) type Noticed = Vec<(EntryIndex, String)>;

impl Vocabulary {
    /// Compiles names with their keys; one name may have several. Empty names are left out, and those that are longer than 255 bytes.
    /// `language` is that of texts that do not say theirs.
    pub fn new<'a>(language: &str, names: impl Iterator<Item = (&'a str, EntryIndex)>) -> Self {
        Self::passing_over(language, names, std::iter::empty())
    }

    /// As [`Vocabulary::new`], with names of which only whether they stand in a text at all is noticed.
    pub(super) fn passing_over<'a>(
        language: &str,
        names: impl Iterator<Item = (&'a str, EntryIndex)>,
        passed_over: impl Iterator<Item = (&'a str, EntryIndex)>,
    ) -> Self {
        let mut by_pattern: BTreeMap<Pattern, Vec<EntryIndex>> = BTreeMap::new();
        let mut noticed: BTreeMap<Pattern, Noticed> = BTreeMap::new();
        for (name, key) in passed_over {
            let pattern = (lower(fold(name).trim()), None);
            by_pattern.entry(pattern.clone()).or_default();
            let list = noticed.entry(pattern).or_default();
            list.push((key, name.to_owned()));
        }
        for (name, key) in names {
            let folded = fold(name).trim().to_owned();
            if !folded.chars().any(char::is_alphanumeric) || folded.len() > LONGEST {
                continue;
            }
            let exact = is_capitals(&folded).then(|| folded.clone());
            let behind_to = affix::behind_to(&folded).map(|name| (name, None));
            for pattern in std::iter::once((lower(&folded), exact)).chain(behind_to) {
                let keys = by_pattern.entry(pattern).or_default();
                // The names of one entry come one after the other.
                if keys.last() != Some(&key) {
                    keys.push(key);
                }
            }
        }
        let patterns = Patterns::new(by_pattern.keys().map(|(pattern, _)| pattern.as_str()));
        let mut digester = Digester::new();
        digester.text(language);
        for ((pattern, exact), keys) in &by_pattern {
            digester.text(pattern).maybe(exact.as_deref());
            digester.number(keys.is_empty());
        }
        let names = by_pattern
            .into_iter()
            .map(|(pattern, keys)| Name {
                noticed: noticed.remove(&pattern).unwrap_or_default(),
                exact: pattern.1,
                keys,
            })
            .collect();
        Self {
            patterns,
            names,
            digest: digester.finish(),
            language: language.to_owned(),
        }
    }

    /// Where names stand in `text` (bytes), with their keys; in order, not overlapping.
    pub fn scan(&self, text: &str) -> Vec<(Range<usize>, &[EntryIndex])> {
        let found = self.find(text, &self.language).into_iter();
        found
            .map(|(range, name)| (range, self.names[name].keys.as_slice()))
            .collect()
    }

    /// Where names stand in `text` (bytes), which is in `language`, with their numbers; in order, not overlapping.
    pub(super) fn find(&self, text: &str, language: &str) -> Vec<(Range<usize>, NameIndex)> {
        let folded = Folded::new(text);
        let plain = lower(folded.as_str());
        let page = Page {
            text,
            folded: &folded,
            plain: &plain,
            language,
        };
        let mut found: Vec<(Range<usize>, NameIndex)> = Vec::new();
        let mut free = 0;
        let mut before = ' ';
        let mut signs = plain.char_indices().peekable();
        while let Some((at, first)) = signs.next() {
            // Within most words that is known at once.
            let runs_on = before.is_ascii_alphanumeric() && first.is_ascii_alphanumeric();
            before = first;
            let second = signs.peek().map(|&(_, sign)| sign);
            if runs_on || at < free || !self.patterns.may_begin(first, second) {
                continue;
            }
            if let Some((end, original, names)) = self.longest(&page, at) {
                found.extend(names.map(|name| (original.clone(), name)));
                free = end;
            }
        }
        found
    }

    /// The longest name that begins at byte `at` of a folded text: where it ends, where it stands in the original, and its numbers: where
    /// a name in capitals and another are equal, both stand.
    fn longest(
        &self,
        page: &Page<'_>,
        at: usize,
    ) -> Option<(usize, Range<usize>, impl Iterator<Item = NameIndex>)> {
        let Page {
            text,
            folded,
            plain,
            language,
        } = *page;
        let begins = is_border(plain, at);
        // Prefixes that are written with the name are known of a few scripts only.
        if !begins && !plain[at..].starts_with(affix::may_have_prefix) {
            return None;
        }
        let standing = self.patterns.at(&plain[at..]);
        standing.into_iter().rev().find_map(|(length, names)| {
            let range = at..at + length;
            let written = &folded.as_str()[range.clone()];
            let stands = |name: &NameIndex| {
                let exact = self.names[*name].exact.as_ref();
                exact.is_none_or(|exact| written == exact)
            };
            let names: Vec<NameIndex> = names.map(NameIndex::at).filter(stands).collect();
            let whole = begins && is_border(plain, range.end);
            if names.is_empty() || !(whole || affix::allows(plain, &range, language)) {
                return None;
            }
            let original = folded.original(range.clone())?;
            (!text[original.clone()].contains('\n'))
                .then(|| (range.end, original, names.into_iter()))
        })
    }
}

/// A text that is looked through.
struct Page<'t> {
    text: &'t str,
    folded: &'t Folded,
    /// Folded, and in lower case.
    plain: &'t str,
    language: &'t str,
}

/// Lower case, sign by sign where that keeps the length, so that places stay the same.
fn lower(text: &str) -> String {
    let mut lowered = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let run = caseless_run(rest.as_bytes());
        lowered.push_str(&rest[..run]);
        rest = &rest[run..];
        let end = rest.bytes().position(is_caseless).unwrap_or(rest.len());
        lower_signs(&rest[..end], &mut lowered);
        rest = &rest[end..];
    }
    lowered
}

/// Whether a byte is the first of a sign from U+3000 to U+9FFF: of Han, kana, or what stands between them, which have no cases.
fn is_caseless(first: u8) -> bool {
    matches!(first, 0xe3..=0xe9)
}

/// The length of the run of such signs at the start, each of three bytes.
fn caseless_run(text: &[u8]) -> usize {
    let signs = text.as_chunks::<3>().0.iter();
    3 * signs.take_while(|sign| is_caseless(sign[0])).count()
}

fn lower_signs(text: &str, lowered: &mut String) {
    for c in text.chars() {
        if c.is_ascii() {
            lowered.push(c.to_ascii_lowercase());
            continue;
        }
        if without_blanks(c) {
            // Scripts without blanks between words have no cases.
            lowered.push(c);
            continue;
        }
        let mut small = c.to_lowercase();
        match (small.next(), small.next()) {
            (Some(one), None) if one.len_utf8() == c.len_utf8() => lowered.push(one),
            _ => lowered.push(c),
        }
    }
}

/// At least two letters, none of them small.
fn is_capitals(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic());
    let caps = name.chars().filter(|c| c.is_uppercase()).count();
    (caps >= 2 || (caps == 1 && name.chars().any(|c| c.is_numeric()))) && letters.count() == caps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{ListIndex, indexes};

    fn found(names: &[&str], text: &str) -> Vec<String> {
        let vocabulary = Vocabulary::new("en", names.iter().copied().zip(indexes(names.len())));
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
    fn scripts_without_cases_are_passed_over_whatever_stands_between_them() {
        assert_eq!(lower("一A。Éかß龥Ω ꙀZ"), "一a。éかß龥ω ꙁz");
        for c in '\u{3000}'..='\u{9fff}' {
            assert!(is_caseless(c.to_string().as_bytes()[0]), "{c:?}");
            assert!(c.to_lowercase().eq([c]), "{c:?}");
        }
        for c in ('\0'..='\u{2fff}').chain('\u{a000}'..=char::MAX) {
            assert!(!is_caseless(c.to_string().as_bytes()[0]), "{c:?}");
        }
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
    fn names_are_found_with_the_affixes_of_their_language() {
        assert_eq!(found(&["시리아"], "시리아에서는 시리아크"), ["시리아"]);
        assert_eq!(
            found(&["السودان"], "وللسودان والسودان"),
            ["للسودان", "السودان"]
        );
        assert_eq!(found(&["סוריה"], "ובסוריה"), ["סוריה"]);
    }

    #[test]
    fn one_name_may_stand_for_several_entries() {
        let keys = [4, 7, 9].map(EntryIndex::at);
        let names = ["Syria", "syria", ""].into_iter().zip(keys);
        let vocabulary = Vocabulary::new("en", names);
        assert_eq!(vocabulary.scan("Syria"), [(0..5, &keys[..2])]);
    }

    proptest::proptest! {
        #[test]
        fn hits_are_in_order_and_apart(names in proptest::collection::vec("[a-cA-C ’é]{0,4}", 0..6), text in "[a-cA-C \\n’'é\u{301}]{0,40}") {
            let vocabulary = Vocabulary::new("en", names.iter().map(String::as_str).zip(indexes(names.len())));
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
