//! Many names looked for at one place of a text. A text is walked through once, and at each place no further than the longest name goes
//! on, so that names which begin like each other cost no more than one of them.

use std::ops::Range;

/// A name longer than this (in bytes) is not looked for.
pub(super) const LONGEST: usize = 255;

/// Names in the order of their bytes, ready to be looked for.
#[derive(Debug)]
pub(super) struct Patterns {
    sorted: Vec<Box<[u8]>>,
    /// Those that begin with each byte.
    by_first: Vec<Range<u32>>,
    /// Whether any begins with two bytes: a bit for each pair.
    pairs: Vec<u64>,
}

impl Patterns {
    /// Takes names in that are sorted by their bytes; equal ones stand side by side, and none is empty.
    pub(super) fn new<'a>(sorted: impl Iterator<Item = &'a str>) -> Self {
        let sorted: Vec<Box<[u8]>> = sorted.map(|name| name.as_bytes().into()).collect();
        let mut by_first = vec![0..0; 256];
        let mut pairs = vec![0u64; 1024];
        let mut note = |first: u8, second: u8| {
            let pair = usize::from(first) << 8 | usize::from(second);
            pairs[pair / 64] |= 1 << (pair % 64);
        };
        for (at, name) in (0u32..).zip(&sorted) {
            let first = usize::from(name[0]);
            if by_first[first].is_empty() {
                by_first[first] = at..at;
            }
            by_first[first].end = at + 1;
            match name.get(1) {
                Some(&second) => note(name[0], second),
                None => (0..=255).for_each(|second| note(name[0], second)),
            }
        }
        Self {
            sorted,
            by_first,
            pairs,
        }
    }

    /// Whether a name may begin at byte `at`.
    pub(super) fn may_begin(&self, text: &[u8], at: usize) -> bool {
        let pair = usize::from(text[at]) << 8 | usize::from(text.get(at + 1).copied().unwrap_or(0));
        self.pairs[pair / 64] & (1 << (pair % 64)) != 0
    }

    /// The names that stand at byte `at`, the shorter ones first: how long each is, and which ones are written so.
    pub(super) fn at(&self, text: &[u8], at: usize) -> Vec<(usize, Range<usize>)> {
        let mut found = Vec::new();
        let Range { start, end } = self.by_first[usize::from(text[at])];
        let (mut start, mut end) = (start as usize, end as usize);
        let rest = &text[at..];
        let mut depth = 1;
        while start < end {
            if end - start == 1 {
                let only = &self.sorted[start];
                if rest.starts_with(only) {
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
            let Some(&byte) = rest.get(depth) else { break };
            let group = &self.sorted[longer..end];
            end = longer + group.partition_point(|name| name[depth] <= byte);
            start = longer + group.partition_point(|name| name[depth] < byte);
            depth += 1;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn every_name_is_found_where_it_stands(
            mut names in proptest::collection::vec("[ab]{1,5}", 0..12),
            text in "[abc]{1,30}",
        ) {
            names.sort();
            let patterns = Patterns::new(names.iter().map(String::as_str));
            let bytes = text.as_bytes();
            for at in 0..bytes.len() {
                let found = patterns.at(bytes, at);
                let mut all: Vec<&str> = Vec::new();
                for (length, which) in &found {
                    all.extend(names[which.clone()].iter().map(String::as_str));
                    proptest::prop_assert!(names[which.clone()].iter().all(|n| n.len() == *length));
                }
                let stands = |name: &&String| text[at..].starts_with(name.as_str());
                let expected: Vec<&str> = names.iter().filter(stands).map(String::as_str).collect();
                proptest::prop_assert!(found.is_sorted_by_key(|(length, _)| *length));
                proptest::prop_assert_eq!(all, expected.clone());
                proptest::prop_assert!(patterns.may_begin(bytes, at) || expected.is_empty());
            }
        }
    }
}
