//! The digests of what pages may take from the edition, by key; which keys there are and what they stand for is in `handles`.

use std::collections::HashMap;

use crate::source::digest::{Digest, Digester};

/// The digest of everything that a page may take, by the handles' keys.
#[derive(Clone, Debug, Default)]
pub struct Digests {
    by_key: HashMap<Digest, Digest>,
}

/// What a handle gives.
pub(super) struct Given {
    /// The handle's key.
    pub(super) key: Digest,
    /// The digest of it.
    pub(super) digest: Digest,
    /// Whether lists of everything change with it.
    pub(super) in_lists: bool,
}

/// The keys under which what many handles give together is found.
#[derive(Clone, Copy)]
pub(super) struct Sums {
    /// Of those that lists of everything change with.
    pub(super) lists: Digest,
    /// Of all.
    pub(super) all: Digest,
}

fn part(key: Digest, digest: Digest) -> u64 {
    Digester::new().digest(key).digest(digest).finish().0
}

impl Digests {
    /// What a handle gives now; a handle of something that is not there gives nothing.
    pub fn of(&self, key: Digest) -> Digest {
        self.by_key.get(&key).copied().unwrap_or_default()
    }

    /// Takes in what handles give now, and what many of them together do; gives the keys of those that changed.
    pub(super) fn update(&mut self, given: Vec<Given>, sums: Sums) -> Vec<Digest> {
        let before = [sums.lists, sums.all].map(|key| self.of(key));
        let [Digest(mut lists), Digest(mut all)] = before;
        let mut changed = Vec::new();
        for now in given {
            let before = self.by_key.insert(now.key, now.digest);
            if before == Some(now.digest) {
                continue;
            }
            // A sum does not depend on the order, and one handle's part of it can be taken out again.
            let earlier = before.map_or(0, |before| part(now.key, before));
            let difference = part(now.key, now.digest).wrapping_sub(earlier);
            all = all.wrapping_add(difference);
            if now.in_lists {
                lists = lists.wrapping_add(difference);
            }
            changed.push(now.key);
        }
        let now = [(sums.lists, Digest(lists)), (sums.all, Digest(all))];
        for ((key, digest), before) in now.into_iter().zip(before) {
            if digest != before {
                self.by_key.insert(key, digest);
                changed.push(key);
            }
        }
        changed
    }

    /// The keys of what gives something else than in `before`.
    pub fn differences(&self, before: &Digests) -> Vec<Digest> {
        let mut keys: Vec<Digest> = self
            .all()
            .into_iter()
            .filter(|(key, digest)| before.of(*key) != *digest)
            .map(|(key, _)| key)
            .collect();
        let gone = before.all().into_iter().map(|(key, _)| key);
        keys.extend(gone.filter(|key| !self.by_key.contains_key(key)));
        keys
    }

    /// All, sorted by key.
    pub fn all(&self) -> Vec<(Digest, Digest)> {
        let mut all: Vec<(Digest, Digest)> = self.by_key.iter().map(|(k, d)| (*k, *d)).collect();
        all.sort_unstable();
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SUMS: Sums = Sums {
        lists: Digest(1),
        all: Digest(2),
    };

    fn given(key: u64, digest: u64, in_lists: bool) -> Given {
        let (key, digest) = (Digest(key), Digest(digest));
        Given {
            key,
            digest,
            in_lists,
        }
    }

    #[test]
    fn lists_change_with_what_they_show_and_with_nothing_else() {
        let mut digests = Digests::default();
        digests.update(vec![given(10, 5, true), given(11, 5, false)], SUMS);
        let (lists, all) = (digests.of(SUMS.lists), digests.of(SUMS.all));

        let words = digests.update(vec![given(10, 5, true), given(11, 6, false)], SUMS);
        assert_eq!(words, [Digest(11), SUMS.all]);
        assert_eq!(digests.of(SUMS.lists), lists);

        let title = digests.update(vec![given(10, 6, true)], SUMS);
        assert_eq!(title, [Digest(10), SUMS.lists, SUMS.all]);

        digests.update(vec![given(10, 5, true), given(11, 5, false)], SUMS);
        assert_eq!(
            (digests.of(SUMS.lists), digests.of(SUMS.all)),
            (lists, all),
            "what it was again has the digest that it had"
        );
    }
}
