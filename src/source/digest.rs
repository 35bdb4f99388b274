//! Digests of values in memory: the same on every machine and in every run of one version of postil, and never part of the output.
//!
//! They say whether a thing is still what it was when a page was made of it. Bytes of files have larger ones (see `output`).

/// The digest of a value, 64 bits.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
)]
pub struct Digest(pub u64);

/// Takes the parts of a value, one after the other. Each part is noted with its length, so that parts cannot run into each other.
#[derive(Clone, Debug, Default)]
pub struct Digester {
    parts: Vec<u8>,
}

impl Digester {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A text, or bytes.
    pub fn text(&mut self, text: impl AsRef<[u8]>) -> &mut Self {
        let text = text.as_ref();
        self.number(text.len() as u64);
        self.parts.extend_from_slice(text);
        self
    }

    /// A number, or an index.
    pub fn number(&mut self, number: impl Into<u64>) -> &mut Self {
        self.parts.extend_from_slice(&number.into().to_le_bytes());
        self
    }

    /// A text that may be missing.
    pub fn maybe(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.number(1u64).text(text),
            None => self.number(0u64),
        }
    }

    /// A part that has its own digest.
    pub fn digest(&mut self, digest: Digest) -> &mut Self {
        self.number(digest.0)
    }

    /// Anything with a serialization of its own.
    ///
    /// # Panics
    /// If the value cannot be serialized, which for values of this crate is a mistake in it.
    pub fn value(&mut self, value: &impl serde::Serialize) -> &mut Self {
        let start = self.parts.len();
        self.number(0u64);
        let parts = std::mem::take(&mut self.parts);
        self.parts =
            postcard::to_extend(value, parts).expect("plain values are serialized to memory");
        let length = (self.parts.len() - start) as u64;
        self.parts[start..start + 8].copy_from_slice(&length.to_le_bytes());
        self
    }

    /// The digest of all parts; begins anew.
    pub fn finish(&mut self) -> Digest {
        let digest = Digest::of(&self.parts);
        self.parts.clear();
        digest
    }
}

impl Digest {
    /// The digest of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(rapidhash::v3::rapidhash_v3(bytes))
    }

    /// The digest of a text under a name: for keys.
    pub fn named(kind: u8, name: &str) -> Self {
        let seed = rapidhash::v3::rapidhash_v3(&[kind]);
        Self(rapidhash::v3::rapidhash_v3(name.as_bytes()) ^ seed.rotate_left(u32::from(kind)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_into_each_other() {
        let of = |parts: &[&str]| {
            let mut digester = Digester::new();
            for part in parts {
                digester.text(part);
            }
            digester.finish()
        };
        assert_eq!(of(&["a", "b"]), of(&["a", "b"]));
        assert_ne!(of(&["ab", ""]), of(&["a", "b"]));
        assert_ne!(of(&["", "ab"]), of(&["ab", ""]));
        assert_ne!(Digest::named(1, "x"), Digest::named(2, "x"));
    }

    #[test]
    fn a_digest_is_the_same_in_every_run() {
        assert_eq!(
            Digest::of(b"postil"),
            Digest(rapidhash::v3::rapidhash_v3(b"postil"))
        );
        let mut digester = Digester::new();
        digester.value(&("a", 1u32)).text("b");
        let once = digester.finish();
        digester.value(&("a", 1u32)).text("b");
        assert_eq!(digester.finish(), once);
    }
}
