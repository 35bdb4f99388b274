//! The beginning of a digest of words, as it stands in addresses behind the id of a paragraph: `3f9c1b`.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The first six digits of a [`WordsDigest`](super::WordsDigest): enough to tell the few wordings of one paragraph apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ShortDigest(u32);

/// Why a text is no digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoDigest;

impl ShortDigest {
    /// The beginning of a digest.
    pub(super) fn of(whole: u64) -> Self {
        Self((whole >> 40) as u32)
    }
}

/// Six hexadecimal digits.
impl fmt::Display for ShortDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06x}", self.0)
    }
}

impl fmt::Debug for ShortDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Six hexadecimal digits, in lower case.
impl FromStr for ShortDigest {
    type Err = NoDigest;

    fn from_str(text: &str) -> Result<Self, NoDigest> {
        let value = hexadecimal(text, 6).and_then(|value| value.try_into().ok());
        value.map(Self).ok_or(NoDigest)
    }
}

/// The number that a text of so many hexadecimal digits is, in lower case.
pub(super) fn hexadecimal(text: &str, digits: usize) -> Option<u64> {
    let digit = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
    let is_one = text.len() == digits && text.bytes().all(digit);
    is_one.then(|| u64::from_str_radix(text, 16).ok())?
}
