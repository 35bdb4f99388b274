//! Many names looked for at one place of a text. A text is walked through once; two signs tell at most places that no name begins there, and
//! where one may, it is looked no further than the longest name goes on, so that names which begin like each other cost no more than one of them.

use std::ops::Range;

use rapidhash::RapidHashMap;

/// A name longer than this (in bytes) is not looked for.
pub(super) const LONGEST: usize = 255;

/// The first sign of a name, and the second if it has one.
type Beginning = (char, Option<char>);

/// Names in the order of their bytes, ready to be looked for.
#[derive(Debug)]
pub(super) struct Patterns {
    sorted: Vec<Box<[u8]>>,
    /// Those that begin with each two signs, and those that are one sign.
    by_beginning: RapidHashMap<Beginning, Range<u32>>,
    /// Whether any begins with two signs, or is one: a bit for each of their sums.
    sums: Vec<u64>,
}

/// How many sums of beginnings are told apart.
const SUMS: u32 = 1 << 18;

/// A number for a beginning, the same for few others.
fn sum((first, second): Beginning) -> u32 {
    let second = second.map_or(0, u32::from);
    u32::from(first)
        .wrapping_mul(0x9E37_79B1)
        .wrapping_add(second.wrapping_mul(0x85EB_CA77))
        >> (32 - SUMS.trailing_zeros())
}

impl Patterns {
    /// Takes names in that are sorted by their bytes; equal ones stand side by side, and none is empty.
    pub(super) fn new<'a>(sorted: impl Iterator<Item = &'a str>) -> Self {
        let mut patterns = Self {
            sorted: Vec::new(),
            by_beginning: RapidHashMap::default(),
            sums: vec![0; SUMS as usize / 64],
        };
        for (at, name) in (0u32..).zip(sorted) {
            patterns.sorted.push(name.as_bytes().into());
            let mut signs = name.chars();
            let Some(first) = signs.next() else { continue };
            let beginning = (first, signs.next());
            let named = patterns.by_beginning.entry(beginning).or_insert(at..at);
            named.end = at + 1;
            let sum = sum(beginning);
            patterns.sums[sum as usize / 64] |= 1 << (sum % 64);
        }
        patterns
    }

    /// Whether a name may begin with a sign before another, at the end of a text before none.
    pub(super) fn may_begin(&self, first: char, second: Option<char>) -> bool {
        self.has_sum((first, None)) || second.is_some() && self.has_sum((first, second))
    }

    fn has_sum(&self, beginning: Beginning) -> bool {
        let sum = sum(beginning);
        self.sums[sum as usize / 64] & (1 << (sum % 64)) != 0
    }

    /// The names that stand at the beginning of a text, the shorter ones first: how long each is, and which ones are written so.
    pub(super) fn at(&self, text: &str) -> Vec<(usize, Range<usize>)> {
        let mut found = Vec::new();
        let mut signs = text.chars();
        let (Some(first), second) = (signs.next(), signs.next()) else {
            return found;
        };
        let named = |beginning| {
            let named = self.by_beginning.get(&beginning).cloned();
            let Range { start, end } = named.unwrap_or_default();
            start as usize..end as usize
        };
        let one = named((first, None));
        if !one.is_empty() {
            found.push((first.len_utf8(), one));
        }
        if let Some(second) = second {
            let two = named((first, Some(second)));
            let depth = first.len_utf8() + second.len_utf8();
            self.longer(text.as_bytes(), two, depth, &mut found);
        }
        found
    }

    /// Adds those of some names, which go with the text for `depth` bytes, that go with it to their end.
    fn longer(
        &self,
        text: &[u8],
        Range { mut start, mut end }: Range<usize>,
        mut depth: usize,
        found: &mut Vec<(usize, Range<usize>)>,
    ) {
        while start < end {
            if end - start == 1 {
                let only = &self.sorted[start];
                if text.starts_with(only) {
                    found.push((only.len(), start..end));
                }
                break;
            }
            // Names that end here come before those that go on.
            let group = &self.sorted[start..end];
            let longer = start + group.partition_point(|name| name.len() == depth);
            if longer > start {
                found.push((depth, start..longer));
            }
            let Some(&byte) = text.get(depth) else { break };
            let group = &self.sorted[longer..end];
            end = longer + group.partition_point(|name| name[depth] <= byte);
            start = longer + group.partition_point(|name| name[depth] < byte);
            depth += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn every_name_is_found_where_it_stands(
            mut names in proptest::collection::vec("[ab王里]{1,5}", 0..12),
            text in "[abc王里é]{1,30}",
        ) {
            names.sort();
            let patterns = Patterns::new(names.iter().map(String::as_str));
            for (at, first) in text.char_indices() {
                let rest = &text[at..];
                let found = patterns.at(rest);
                let mut all: Vec<&str> = Vec::new();
                for (length, which) in &found {
                    all.extend(names[which.clone()].iter().map(String::as_str));
                    proptest::prop_assert!(names[which.clone()].iter().all(|n| n.len() == *length));
                }
                let stands = |name: &&String| rest.starts_with(name.as_str());
                let expected: Vec<&str> = names.iter().filter(stands).map(String::as_str).collect();
                proptest::prop_assert!(found.is_sorted_by_key(|(length, _)| *length));
                proptest::prop_assert_eq!(all, expected.clone());
                let may_begin = patterns.may_begin(first, rest.chars().nth(1));
                proptest::prop_assert!(may_begin || expected.is_empty());
            }
        }
    }
}
