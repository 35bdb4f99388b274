//! The ledger of a transcript: the addresses of its paragraphs as they were sealed, with the words that they are the addresses of. Plain data.
//!
//! What of it still holds for the words as they stand is the transcript's [`Sealing`](super::Sealing).

use std::{borrow::Cow, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{Day, NoDigest, ParagraphId, ShortDigest, short_digest::hexadecimal};
use crate::text::name;

/// The ledger of one transcript.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// The days on which it was written, ascending, each once.
    pub sealed: Vec<Day>,
    /// A line for each wording of each paragraph that was ever sealed: in the order of the text as last sealed, earlier wordings behind the
    /// present one, those that are gone at the place where they were.
    pub lines: Vec<LedgerLine>,
}

/// One wording of one paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerLine {
    /// The paragraph's address, which is no other paragraph's ever.
    pub id: ParagraphId,
    /// Of its words.
    pub digest: WordsDigest,
    /// When these words were sealed.
    pub sealed: Day,
    /// The words as they are compared ([`WordsDigest::compared`]); none where they shall be forgotten.
    pub words: Option<Box<str>>,
    /// What became of them.
    pub standing: Standing,
}

/// What became of words that were sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Standing {
    /// They are in the text.
    Current,
    /// Their paragraph was reworded.
    Earlier {
        /// When the later words were sealed.
        until: Day,
    },
    /// Their paragraph was taken out of the text.
    Removed {
        /// When that was sealed.
        on: Day,
    },
    /// Their paragraph became a part of another.
    Joined {
        /// The other.
        into: ParagraphId,
        /// When that was sealed.
        on: Day,
    },
}

/// The digest of a paragraph's words: 64 bits of BLAKE3. It stands in ledgers and in addresses, so that it is the same on every machine and in every
/// version of postil.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct WordsDigest(pub u64);

impl WordsDigest {
    /// The digest of words.
    pub fn of(words: &str) -> Self {
        Self::of_compared(&Self::compared(words))
    }

    /// The digest of words that are written as they are compared.
    pub fn of_compared(words: &str) -> Self {
        let hash = blake3::hash(words.as_bytes());
        let first = hash.as_bytes().first_chunk();
        Self(u64::from_be_bytes(*first.expect("a hash has 32 bytes")))
    }

    /// Words as they are compared: composed (NFC), and each run of blanks one space.
    pub fn compared(words: &str) -> Cow<'_, str> {
        let composed = name::nfc(words);
        let mut before = true;
        // One space between two words, and no other blank.
        let plain = composed.chars().all(|c| {
            let blank = c.is_whitespace();
            let between = !std::mem::replace(&mut before, blank) && c == ' ';
            !blank || between
        });
        if plain && !composed.ends_with(' ') {
            return composed;
        }
        let mut spaced = String::with_capacity(composed.len());
        for word in composed.split_whitespace() {
            if !spaced.is_empty() {
                spaced.push(' ');
            }
            spaced.push_str(word);
        }
        Cow::Owned(spaced)
    }

    /// As it stands in an address behind the paragraph's id: the first six digits.
    pub fn short(self) -> ShortDigest {
        ShortDigest::of(self.0)
    }
}

/// Sixteen hexadecimal digits.
impl fmt::Display for WordsDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl fmt::Debug for WordsDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Sixteen hexadecimal digits, in lower case.
impl FromStr for WordsDigest {
    type Err = NoDigest;

    fn from_str(text: &str) -> Result<Self, NoDigest> {
        hexadecimal(text, 16).map(Self).ok_or(NoDigest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_of_the_words_and_not_of_their_blanks() {
        let one = WordsDigest::of("It was\u{a0}the  caf\u{e9}.");
        for other in [
            "It was the cafe\u{301}.",
            " It was\n the caf\u{e9}. ",
            "It was\u{3000}the caf\u{e9}.",
        ] {
            assert_eq!(WordsDigest::of(other), one, "{other}");
        }
        assert_ne!(WordsDigest::of("It was the Café."), one);
        assert!(matches!(
            WordsDigest::compared("as it is"),
            Cow::Borrowed(_)
        ));
    }

    #[test]
    fn words_are_compared_with_one_space_between_two() {
        for (words, compared) in [
            ("", ""),
            (" ", ""),
            ("a", "a"),
            ("a b", "a b"),
            (" a b", "a b"),
            ("a b ", "a b"),
            ("a  b", "a b"),
            ("a\tb", "a b"),
            ("a\u{a0}b\u{2003}", "a b"),
            ("’ \u{3000}か", "’ か"),
        ] {
            assert_eq!(WordsDigest::compared(words), compared, "{words:?}");
            let is_same = matches!(WordsDigest::compared(words), Cow::Borrowed(_));
            assert_eq!(is_same, words == compared, "{words:?}");
        }
    }

    #[test]
    fn a_digest_is_the_same_for_ever() {
        let digest = WordsDigest::of("Yes.");
        assert_eq!(digest.to_string(), "7746182ad2b46c5f");
        assert_eq!(digest.short().to_string(), digest.to_string()[..6]);
    }

    #[test]
    fn digests_are_written_as_they_are_read() {
        for text in ["0000000000000000", "00000000000000ff", "ffffffffffffffff"] {
            assert_eq!(
                text.parse::<WordsDigest>()
                    .map(|d| d.to_string())
                    .as_deref(),
                Ok(text)
            );
        }
        for text in [
            "",
            "0",
            "+000000000000000",
            "FFFFFFFFFFFFFFFF",
            "fffffffffffffffff",
        ] {
            assert_eq!(text.parse::<WordsDigest>(), Err(NoDigest), "{text}");
        }
        assert_eq!(WordsDigest(0xff << 40).short().to_string(), "0000ff");
    }
}
