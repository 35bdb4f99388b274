//! Names of paragraphs, by which notes, links and addresses mean them: `p12`.

use std::{fmt, num::ParseIntError, str::FromStr, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{ListIndex, ParagraphIndex};

/// The id of a paragraph in its transcript: `p12`. It is given once, when the transcript is read, and goes with the paragraph, whatever its place
/// among the others is. `p12a` stands behind `p12` and before `p13`, `p12aa` behind `p12z`, and `p0a` before `p1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ParagraphId {
    number: u32,
    /// The letters as a number, in which `a` is 1 and `z` is 26; 0 for none.
    letters: u32,
}

/// Why a text is no paragraph's id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoParagraphId;

impl From<ParseIntError> for NoParagraphId {
    fn from(_: ParseIntError) -> Self {
        Self
    }
}

impl ParagraphId {
    /// The id of a paragraph that is called by its place, from 1.
    pub fn counted(index: ParagraphIndex) -> Self {
        let before = u32::try_from(index.place()).expect("lists have fewer than 2^32 items");
        Self {
            number: before.saturating_add(1),
            letters: 0,
        }
    }

    /// As it is told to readers: without the `p`.
    pub fn bare(self) -> impl fmt::Display {
        Bare(self)
    }

    /// Whether a text has the shape that ids of paragraphs are known by, `p` and digits, so that nothing else may be called so.
    pub fn is_shape_of(text: &str) -> bool {
        let digits = text.strip_prefix('p');
        digits.is_some_and(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()))
    }
}

/// A paragraph's id without its `p`.
struct Bare(ParagraphId);

impl fmt::Display for Bare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ParagraphId { number, letters } = self.0;
        write!(f, "{number}")?;
        // Seven letters hold 2^32: no digit is nought, so each place takes one off.
        let mut written = [0u8; 7];
        let (mut rest, mut at) = (letters, written.len());
        while rest > 0 {
            at -= 1;
            written[at] = b'a' + u8::try_from((rest - 1) % 26).unwrap_or_default();
            rest = (rest - 1) / 26;
        }
        written[at..]
            .iter()
            .try_for_each(|&letter| fmt::Write::write_char(f, letter.into()))
    }
}

impl fmt::Display for ParagraphId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "p{}", Bare(*self))
    }
}

impl FromStr for ParagraphId {
    type Err = NoParagraphId;

    fn from_str(text: &str) -> Result<Self, NoParagraphId> {
        let rest = text.strip_prefix('p').ok_or(NoParagraphId)?;
        let end = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let (digits, letters) = rest.split_at(end);
        let number = digits.parse()?;
        let letters = letters.bytes().try_fold(0u32, |sum, letter| {
            let value = letter.is_ascii_lowercase().then(|| letter - b'a' + 1)?;
            sum.checked_mul(26)?.checked_add(value.into())
        });
        match letters.ok_or(NoParagraphId)? {
            0 if number == 0 => Err(NoParagraphId),
            letters => Ok(Self { number, letters }),
        }
    }
}

/// The ids of a transcript's paragraphs, ascending; a copy costs nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParagraphIds(Arc<[ParagraphId]>);

impl FromIterator<ParagraphId> for ParagraphIds {
    fn from_iter<I: IntoIterator<Item = ParagraphId>>(ids: I) -> Self {
        Self(ids.into_iter().collect())
    }
}

impl ParagraphIds {
    /// The id of the paragraph at an index.
    pub fn of(&self, paragraph: ParagraphIndex) -> ParagraphId {
        self.0[paragraph.place()]
    }

    /// The index of the paragraph with this id.
    pub fn find(&self, id: ParagraphId) -> Option<ParagraphIndex> {
        let place = self.0.binary_search(&id).ok()?;
        Some(ParagraphIndex::at(place))
    }

    /// The last of them.
    pub fn last(&self) -> Option<ParagraphId> {
        self.0.last().copied()
    }

    /// Each of them, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = ParagraphId> + '_ {
        self.0.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> ParagraphId {
        text.parse().expect(text)
    }

    #[test]
    fn ids_are_written_as_they_are_read() {
        for text in [
            "p1",
            "p12",
            "p12a",
            "p12z",
            "p12aa",
            "p12zz",
            "p0a",
            "p4294967295",
        ] {
            assert_eq!(id(text).to_string(), text);
        }
        assert_eq!(id("p12ab").bare().to_string(), "12ab");
        assert_eq!(id("p7"), ParagraphId::counted(ParagraphIndex::at(6)));
        let most = ParagraphId {
            number: 3,
            letters: u32::MAX,
        };
        assert_eq!(most.to_string().parse(), Ok(most));
    }

    #[test]
    fn ids_are_in_the_order_of_the_text() {
        let ascending = ["p0a", "p1", "p2", "p2a", "p2z", "p2aa", "p3", "p10", "p10b"];
        assert!(ascending.map(id).is_sorted());
        let ids: ParagraphIds = ascending.map(id).into_iter().collect();
        for (place, text) in ascending.into_iter().enumerate() {
            let place = ParagraphIndex::at(place);
            assert_eq!(ids.find(id(text)), Some(place));
            assert_eq!(ids.of(place), id(text));
        }
        assert_eq!(ids.find(id("p4")), None);
        assert_eq!(ids.last(), Some(id("p10b")));
    }

    #[test]
    fn what_is_no_id_is_none() {
        let long = format!("p1{}", "z".repeat(40));
        for text in [
            "",
            "p",
            "p0",
            "12",
            "pa",
            "p+1",
            "p 1",
            "p1A",
            "p1-",
            "P1",
            "p4294967296",
            &long,
        ] {
            assert_eq!(text.parse::<ParagraphId>(), Err(NoParagraphId), "{text}");
        }
        assert!(ParagraphId::is_shape_of("p0") && ParagraphId::is_shape_of("p99999999999"));
        assert!(!ParagraphId::is_shape_of("p") && !ParagraphId::is_shape_of("p1a"));
    }
}
