//! A paragraph as notes, links and addresses name it: by its id, and perhaps by its words, too.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{NoDigest, NoParagraphId, ParagraphId, ShortDigest};

/// A paragraph that is named: `p12`, or `p12.3f9c1b`, which means the words that it had then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cited {
    /// As it is written, which may be that of a paragraph that is now a part of another.
    pub id: ParagraphId,
    /// Of the words that are meant, if that is written.
    pub digest: Option<ShortDigest>,
}

/// Why a text names no paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoneCited;

impl From<NoParagraphId> for NoneCited {
    fn from(_: NoParagraphId) -> Self {
        Self
    }
}

impl From<NoDigest> for NoneCited {
    fn from(_: NoDigest) -> Self {
        Self
    }
}

impl From<ParagraphId> for Cited {
    fn from(id: ParagraphId) -> Self {
        Self { id, digest: None }
    }
}

impl Cited {
    /// Whether a text names a paragraph by its shape, be it with something behind it that is no digest, so that nothing else may be called so.
    pub fn is_shape_of(text: &str) -> bool {
        let id = text.split_once('.').map_or(text, |(id, _)| id);
        ParagraphId::is_shape_of(id)
    }
}

impl fmt::Display for Cited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.digest {
            Some(digest) => write!(f, "{}.{digest}", self.id),
            None => write!(f, "{}", self.id),
        }
    }
}

impl FromStr for Cited {
    type Err = NoneCited;

    fn from_str(text: &str) -> Result<Self, NoneCited> {
        let (id, digest) = match text.split_once('.') {
            Some((id, digest)) => (id, Some(digest.parse()?)),
            None => (text, None),
        };
        let id = id.parse()?;
        Ok(Self { id, digest })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cited_is_written_as_it_is_read() {
        for text in ["p12", "p12a", "p0a.000000", "p12.3f9c1b"] {
            let cited: Cited = text.parse().expect(text);
            assert_eq!(cited.to_string(), text);
            assert!(Cited::is_shape_of(text));
        }
        for text in [
            "p12.3f9c1",
            "p12.3F9C1B",
            "p12.",
            "p12.3f9c1b0",
            "p0.3f9c1b",
            "p12.+f9c1b",
        ] {
            assert_eq!(text.parse::<Cited>(), Err(NoneCited), "{text}");
            assert!(Cited::is_shape_of(text), "{text}");
        }
        for text in ["", ".3f9c1b", "mill.3f9c1b", "12.3f9c1b"] {
            assert_eq!(text.parse::<Cited>(), Err(NoneCited), "{text}");
            assert!(!Cited::is_shape_of(text), "{text}");
        }
    }
}
