//! Checksums of files, as the record of an output has them: large enough that no two files share one.

use std::fmt;

/// The checksum of a file's bytes (BLAKE3, 256 bits).
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Checksum([u8; 32]);

impl Checksum {
    /// The checksum of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// From what a hasher came to.
    pub fn of_hash(hash: &blake3::Hash) -> Self {
        Self(*hash.as_bytes())
    }

    /// From 64 lower-case hexadecimal digits, as [`fmt::Display`] writes them.
    pub fn from_hex(hex: &[u8]) -> Option<Self> {
        if hex.iter().any(u8::is_ascii_uppercase) {
            return None;
        }
        Some(Self(*blake3::Hash::from_hex(hex).ok()?.as_bytes()))
    }
}

impl fmt::Display for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&blake3::Hash::from_bytes(self.0).to_hex())
    }
}

impl fmt::Debug for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
