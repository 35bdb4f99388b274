//! Checksums of files, as the record of an output has them: large enough that no two files share one.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

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

/// The size and the checksum of a file, as those have it who keep files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// How many bytes.
    pub bytes: u64,
    /// SHA-256.
    sha256: [u8; 32],
}

impl Sum {
    /// Of a file's bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self {
            bytes: bytes.len() as u64,
            sha256: Sha256::digest(bytes).into(),
        }
    }

    /// The checksum in lower-case hexadecimal digits.
    pub fn hex(&self) -> String {
        self.sha256
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}
