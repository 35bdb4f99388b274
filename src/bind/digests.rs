//! The digests of what pages may take from the edition, by key; which keys there are and what they stand for is in `handles`.

use std::collections::HashMap;

use crate::store::digest::{Digest, Digester};

/// The digest of everything that a page may take, by the handles' keys.
#[derive(Clone, Debug, Default)]
pub struct Digests {
    by_key: HashMap<Digest, Digest>,
}

impl Digests {
    /// What a handle gives now; a handle of something that is not there gives nothing.
    pub fn of(&self, key: Digest) -> Digest {
        self.by_key.get(&key).copied().unwrap_or_default()
    }

    /// Takes in what handles give now, and what all of them together do, under the key `all`; gives the keys of those that changed.
    pub(super) fn update(&mut self, given: Vec<(Digest, Digest)>, all: Digest) -> Vec<Digest> {
        // A sum does not depend on the order, and one handle's part of it can be taken out again.
        let part =
            |key: Digest, digest: Digest| Digester::new().digest(key).digest(digest).finish().0;
        let mut sum = self.of(all).0;
        let mut changed = Vec::new();
        for (key, digest) in given {
            let before = self.by_key.insert(key, digest);
            if before == Some(digest) {
                continue;
            }
            if let Some(before) = before {
                sum = sum.wrapping_sub(part(key, before));
            }
            sum = sum.wrapping_add(part(key, digest));
            changed.push(key);
        }
        if !changed.is_empty() {
            self.by_key.insert(all, Digest(sum));
            changed.push(all);
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
