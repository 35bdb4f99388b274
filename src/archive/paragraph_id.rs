//! Names of paragraphs, by which notes, links and addresses mean them: `p12`.

use std::{fmt, num::ParseIntError, str::FromStr, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{ListIndex, ParagraphIndex};

/// The most letters that an id has.
const MOST_LETTERS: usize = 12;

/// Bits of one letter, in which `a` is 1 and `z` is 26.
const BITS: usize = 5;

/// The id of a paragraph in its transcript: `p12`. It goes with the paragraph, whatever its place among the others is. Where it is given by place,
/// `p12a` stands behind `p12`, `p12aa` between `p12a` and `p12b`, `p12za` behind `p12z`, and `p0a` before `p1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ParagraphId {
    number: u32,
    /// The first letter in the highest bits, so that ids are in the order of their letters; 0 for none.
    letters: u64,
}

/// Why a text is no paragraph's id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoParagraphId;

impl From<ParseIntError> for NoParagraphId {
    fn from(_: ParseIntError) -> Self {
        Self
    }
}

/// The bits of a letter at a place among others.
fn bits(letter: u8, place: usize) -> u64 {
    u64::from(letter - b'a' + 1) << (BITS * (MOST_LETTERS - 1 - place))
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

    /// What stands before the first paragraph, where an id is wanted to give others behind it: `p0`, which no paragraph has.
    pub const BEFORE_ALL: Self = Self {
        number: 0,
        letters: 0,
    };

    /// As it is told to readers: without the `p`.
    pub fn bare(self) -> impl fmt::Display {
        Bare(self)
    }

    /// Whether a text has the shape that ids of paragraphs are known by, `p`, digits and perhaps letters, so that nothing else may be called so.
    pub fn is_shape_of(text: &str) -> bool {
        let Some(rest) = text.strip_prefix('p') else {
            return false;
        };
        let letters = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        letters.len() < rest.len()
            && letters.len() <= MOST_LETTERS
            && letters.bytes().all(|b| b.is_ascii_lowercase())
    }

    /// Whether two ids have the same number.
    pub fn is_beside(self, other: Self) -> bool {
        self.number == other.number
    }

    /// The id of the next whole number: `p13` for `p12` and for `p12c`.
    #[must_use]
    pub fn next_number(self) -> Self {
        Self {
            number: self.number.saturating_add(1),
            letters: 0,
        }
    }

    /// What follows in the chain of its letters: `p12b` after `p12a`, `p12za` after `p12z`. None for an id without letters, and for the last.
    pub fn next_sibling(self) -> Option<Self> {
        let (letters, count) = self.letters();
        match letters[..count].last()? {
            b'z' => self.first_child(),
            _ => Some(Self {
                letters: self.letters + (1 << (BITS * (MOST_LETTERS - count))),
                ..self
            }),
        }
    }

    /// The first that stands behind it and before whatever else follows: `p12a` after `p12`. None if it has as many letters as there may be.
    pub fn first_child(self) -> Option<Self> {
        let (_, count) = self.letters();
        (count < MOST_LETTERS).then(|| Self {
            letters: self.letters | bits(b'a', count),
            ..self
        })
    }

    /// Its letters and how many there are.
    fn letters(self) -> ([u8; MOST_LETTERS], usize) {
        let mut written = [0; MOST_LETTERS];
        let mut count = 0;
        for (place, letter) in written.iter_mut().enumerate() {
            let value = (self.letters >> (BITS * (MOST_LETTERS - 1 - place))) & 0b11111;
            if value > 0 {
                *letter = b'a' - 1 + u8::try_from(value).unwrap_or_default();
                count = place + 1;
            }
        }
        (written, count)
    }
}

/// A paragraph's id without its `p`.
struct Bare(ParagraphId);

impl fmt::Display for Bare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0.number, f)?;
        if self.0.letters == 0 {
            return Ok(());
        }
        let (letters, count) = self.0.letters();
        letters[..count]
            .iter()
            .try_for_each(|&letter| fmt::Write::write_char(f, letter.into()))
    }
}

impl fmt::Display for ParagraphId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("p")?;
        Bare(*self).fmt(f)
    }
}

impl FromStr for ParagraphId {
    type Err = NoParagraphId;

    fn from_str(text: &str) -> Result<Self, NoParagraphId> {
        if !Self::is_shape_of(text) {
            return Err(NoParagraphId);
        }
        let rest = text.strip_prefix('p').ok_or(NoParagraphId)?;
        let end = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let (digits, letters) = rest.split_at(end);
        let number = digits.parse()?;
        let places = letters.bytes().enumerate();
        let letters = places.fold(0, |all, (place, letter)| all | bits(letter, place));
        match letters {
            0 if number == 0 => Err(NoParagraphId),
            letters => Ok(Self { number, letters }),
        }
    }
}

/// The ids of a transcript's paragraphs, and ids that were joined into one of them; a copy costs nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParagraphIds(Arc<Table>);

/// What [`ParagraphIds`] share.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Table {
    /// Of each paragraph, in order.
    ids: Vec<ParagraphId>,
    /// All of them, and those that were joined, in their own order; none where `ids` says it all, which is then ascending.
    sorted: Option<Vec<(ParagraphId, ParagraphIndex)>>,
}

impl FromIterator<ParagraphId> for ParagraphIds {
    fn from_iter<I: IntoIterator<Item = ParagraphId>>(ids: I) -> Self {
        Self::new(ids.into_iter().collect(), &[])
    }
}

impl ParagraphIds {
    /// The ids of paragraphs in order, and ids that mean one of them, too.
    pub fn new(ids: Vec<ParagraphId>, joined: &[(ParagraphId, ParagraphIndex)]) -> Self {
        let sorted = (!joined.is_empty() || !ids.is_sorted()).then(|| {
            let places = ids.iter().copied().zip(super::indexes(ids.len()));
            let mut sorted: Vec<_> = places.chain(joined.iter().copied()).collect();
            // Of one id twice the paragraph's own comes first.
            sorted.sort_by_key(|&(id, _)| id);
            sorted.dedup_by_key(|&mut (id, _)| id);
            sorted
        });
        Self(Arc::new(Table { ids, sorted }))
    }

    /// The id of the paragraph at an index.
    pub fn of(&self, paragraph: ParagraphIndex) -> ParagraphId {
        self.0.ids[paragraph.place()]
    }

    /// The index of the paragraph with this id, or into which it was joined.
    pub fn find(&self, id: ParagraphId) -> Option<ParagraphIndex> {
        match &self.0.sorted {
            None => {
                let place = self.0.ids.binary_search(&id).ok()?;
                Some(ParagraphIndex::at(place))
            }
            Some(sorted) => {
                let place = sorted.binary_search_by_key(&id, |&(id, _)| id).ok()?;
                Some(sorted[place].1)
            }
        }
    }

    /// The index of the paragraph with this id, or of the one whose id is the next in their order.
    pub fn at_or_behind(&self, id: ParagraphId) -> Option<ParagraphIndex> {
        match &self.0.sorted {
            None => {
                let place = self.0.ids.partition_point(|&other| other < id);
                (place < self.0.ids.len()).then(|| ParagraphIndex::at(place))
            }
            Some(sorted) => {
                let place = sorted.partition_point(|&(other, _)| other < id);
                sorted.get(place).map(|&(_, index)| index)
            }
        }
    }

    /// The last of them in the order of the text.
    pub fn last(&self) -> Option<ParagraphId> {
        self.0.ids.last().copied()
    }

    /// Each of them, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = ParagraphId> + '_ {
        self.0.ids.iter().copied()
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
        let most = format!("p3{}", "z".repeat(MOST_LETTERS));
        assert_eq!(id(&most).to_string(), most);
    }

    #[test]
    fn ids_are_in_the_order_of_the_text() {
        let ascending = [
            "p0a", "p1", "p2", "p2a", "p2aa", "p2ab", "p2b", "p2z", "p2za", "p3", "p10", "p10b",
        ];
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
    fn ids_that_do_not_ascend_and_joined_ones_are_found() {
        let place = ParagraphIndex::at;
        let order = ["p1", "p3", "p2", "p2a"].map(id);
        let ids = ParagraphIds::new(order.into(), &[(id("p4"), place(1)), (id("p2"), place(3))]);
        let found = ["p1", "p2", "p2a", "p3", "p4", "p5"].map(|text| ids.find(id(text)));
        let places = [0, 2, 3, 1, 1].map(|p| Some(place(p)));
        assert_eq!(found[..5], places);
        assert_eq!(found[5], None);
        assert!(ids.iter().eq(order));
        assert_eq!(ids.at_or_behind(id("p2b")), Some(place(1)));
        assert_eq!(ids.at_or_behind(id("p5")), None);
    }

    #[test]
    fn what_follows_an_id_is_in_its_order() {
        for (before, sibling, child) in [
            ("p12", None, Some("p12a")),
            ("p12a", Some("p12b"), Some("p12aa")),
            ("p12y", Some("p12z"), Some("p12ya")),
            ("p12z", Some("p12za"), Some("p12za")),
            ("p12zz", Some("p12zza"), Some("p12zza")),
            ("p7abcdefghijkl", Some("p7abcdefghijkm"), None),
            ("p7abcdefghijkz", None, None),
        ] {
            let before = id(before);
            assert_eq!(before.next_sibling(), sibling.map(id), "{before}");
            assert_eq!(before.first_child(), child.map(id), "{before}");
            let next = before.next_number();
            for after in [sibling, child].into_iter().flatten().map(id) {
                assert!(before < after && after < next && before.is_beside(after));
            }
        }
        assert_eq!(ParagraphId::BEFORE_ALL.first_child(), Some(id("p0a")));
        assert_eq!(ParagraphId::BEFORE_ALL.next_number(), id("p1"));
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
        assert!(ParagraphId::is_shape_of("p12a") && ParagraphId::is_shape_of("p0a"));
        for other in ["p", "pa", "p12A", "p12-a", "p1a2", "part", &long] {
            assert!(!ParagraphId::is_shape_of(other), "{other}");
        }
    }
}
