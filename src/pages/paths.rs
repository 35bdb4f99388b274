//! Where an item of a long list belongs: in which year, month and day, under which letters; and what the address of that is.
//!
//! The address of a part is made of what its items have in common and of nothing else, so that it stays what it is however many items
//! there are: `2014`, `2014-03`, `2014-03-05`; `s`, `sa`; `2014-03-05-sa`.

mod title;

use std::cell::OnceCell;

use self::title::Title;
use crate::{
    archive::{Beginning, Date, Entry},
    reader::Head,
    text::{self, Collation, Words},
};

/// One step from a list towards an item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Piece {
    /// A year, counted by astronomers.
    Year(i64),
    /// A month; none for a date that is not so precise.
    Month(Option<u8>),
    /// A day; none for a date that is not so precise.
    Day(Option<u8>),
    /// All of one sort: `undated`, `pages`, a folder.
    Sort {
        /// For addresses.
        slug: String,
        /// For people.
        title: String,
    },
    /// What lies below a topic.
    Below {
        /// The topic's id.
        id: String,
        /// Its title.
        title: String,
    },
    /// A letter of the title, as a heading has it.
    Letter(String),
    /// A sign of the id, for titles that are equal.
    Sign(char),
}

/// An item of a list, with the way to it.
pub(super) struct Item<'a> {
    /// What comes before letters.
    head: Vec<Piece>,
    title: &'a str,
    id: &'a str,
    /// The first [`NEAR`] steps behind `head`: mostly no more are asked for, and letters are found one by one.
    near: OnceCell<Vec<Piece>>,
    /// All steps behind `head`.
    tail: OnceCell<Vec<Piece>>,
}

/// How many steps by letters are found at first.
const NEAR: usize = 3;

impl<'a> Item<'a> {
    /// An item that lies behind `head`, then by its title, then by its id.
    pub(super) fn new(head: Vec<Piece>, title: &'a str, id: &'a str) -> Self {
        Self {
            head,
            title,
            id,
            near: OnceCell::new(),
            tail: OnceCell::new(),
        }
    }

    /// An item that stands at the end of `head`, before all that goes on there.
    pub(super) fn at_end(head: Vec<Piece>) -> Self {
        Self {
            near: OnceCell::from(Vec::new()),
            tail: OnceCell::from(Vec::new()),
            ..Self::new(head, "", "")
        }
    }

    /// A transcript: by its date.
    pub(super) fn transcript(head: Head<'a>, words: &Words) -> Self {
        let header = head.header();
        let date = header.date.as_ref().map(|date| &date.value);
        Self::new(dated(date, words), &header.title, head.id())
    }

    /// An entry: by its date.
    pub(super) fn dated_entry(entry: &'a Entry, words: &Words) -> Self {
        let date = entry.fields.date.as_ref();
        Self::entry(entry, dated(date.map(|date| &date.value), words))
    }

    /// An entry: by its title, behind `head`.
    pub(super) fn entry(entry: &'a Entry, head: Vec<Piece>) -> Self {
        Self::new(head, entry.sort_title(), entry.id())
    }

    /// Whether the same steps lead to both.
    pub(super) fn is_at(&self, other: &Item<'_>) -> bool {
        std::ptr::eq(self, other)
            || (&self.head, self.title, self.id) == (&other.head, other.title, other.id)
    }

    /// The step at a depth; none behind the last.
    pub(super) fn piece(&self, depth: usize, collation: &Collation) -> Option<&Piece> {
        if let Some(piece) = self.head.get(depth) {
            return Some(piece);
        }
        let depth = depth - self.head.len();
        let steps = match depth < NEAR {
            true => (self.near).get_or_init(|| self.behind_head(collation).take(NEAR).collect()),
            false => (self.tail).get_or_init(|| self.behind_head(collation).collect()),
        };
        steps.get(depth)
    }

    fn behind_head(&self, collation: &'a Collation) -> impl Iterator<Item = Piece> {
        let letters = collation.letters(self.title).map(Piece::Letter);
        let signs = self.id.chars().filter(|c| c.is_alphanumeric());
        letters.chain(signs.flat_map(char::to_lowercase).map(Piece::Sign))
    }

    /// The steps down to a depth, that included.
    fn way(&self, depth: usize, collation: &Collation) -> impl Iterator<Item = &Piece> {
        (0..=depth).filter_map(|depth| self.piece(depth, collation))
    }

    /// How many steps come before letters.
    pub(super) fn head_length(&self) -> usize {
        self.head.len()
    }

    /// The ends of the addresses of all parts on the way, from the widest.
    pub(super) fn slugs<'s>(
        &'s self,
        collation: &'s Collation,
    ) -> impl Iterator<Item = String> + 's {
        let pieces = (0..).map_while(|depth| self.piece(depth, collation));
        pieces.scan(Slug::default(), |slug, piece| {
            slug.add(piece);
            Some(slug.clone().finish())
        })
    }

    /// The end of the address of the part at a depth.
    pub(super) fn slug(&self, depth: usize, collation: &Collation) -> String {
        let mut slug = Slug::default();
        self.way(depth, collation).for_each(|piece| slug.add(piece));
        slug.finish()
    }

    /// The title of the part at a depth.
    pub(super) fn part_title(&self, depth: usize, collation: &Collation, words: &Words) -> String {
        let mut title = Title::default();
        self.way(depth, collation)
            .for_each(|piece| title.add(piece, words));
        title.finish(words)
    }
}

/// Year, month and day, as far as they are known.
pub(super) fn dated(date: Option<&Date>, words: &Words) -> Vec<Piece> {
    match date.and_then(Date::beginning) {
        Some(Beginning { year, month, day }) => {
            vec![Piece::Year(year), Piece::Month(month), Piece::Day(day)]
        }
        None => vec![Piece::Sort {
            slug: "undated".to_owned(),
            title: words.undated(),
        }],
    }
}

/// The heading of a year: "2014", "44 BC"; "Undated" without one.
pub(super) fn year_heading(date: Option<&Date>, words: &Words) -> String {
    date.and_then(|date| date.year_label(words))
        .unwrap_or_else(|| words.undated())
}

/// The end of the address of the part of a list that has the year of a date: `2014`, `44-bc`; `undated`.
pub(super) fn year_slug(date: Option<&Date>, words: &Words) -> String {
    let mut slug = Slug::default();
    dated(date, words)
        .iter()
        .take(1)
        .for_each(|piece| slug.add(piece));
    slug.finish()
}

/// The address of a part while it is made.
#[derive(Clone, Default)]
struct Slug {
    before: String,
    letters: String,
    /// Whether digits were announced and none has come.
    digits: bool,
    signs: String,
}

impl Slug {
    fn add(&mut self, piece: &Piece) {
        let number = |n: &Option<u8>| n.map_or_else(|| "xx".to_owned(), |n| format!("{n:02}"));
        match piece {
            Piece::Year(year) => self.before = Date::year_slug(*year),
            Piece::Month(n) | Piece::Day(n) => {
                self.before.push('-');
                self.before.push_str(&number(n));
            }
            Piece::Sort { slug, .. } => self.before.clone_from(slug),
            Piece::Below { id, .. } => {
                self.before = format!("of/{id}");
                self.letters.clear();
                self.digits = false;
            }
            Piece::Letter(letter) if letter == text::DIGITS => self.digits = true,
            Piece::Letter(letter) if letter == text::SIGNS => self.letters.push('_'),
            Piece::Letter(letter) => {
                self.digits = false;
                self.letters.push_str(&letter.to_lowercase());
            }
            Piece::Sign(sign) => self.signs.push(*sign),
        }
    }

    fn finish(self) -> String {
        let letters = match self.digits {
            true => "0-9".to_owned(),
            false => self.letters,
        };
        let divider = if self.before.starts_with("of/") {
            "/"
        } else {
            "-"
        };
        let mut slug = self.before;
        for (part, divider) in [(letters, divider), (self.signs, "-")] {
            if !part.is_empty() {
                if !slug.is_empty() {
                    slug.push_str(divider);
                }
                slug.push_str(&part);
            }
        }
        if is_reserved(slug.rsplit('/').next().unwrap_or_default()) {
            slug.push('_');
        }
        slug
    }
}

/// Names that Windows keeps for devices, so that no file may have one, and the name of a folder's own page.
fn is_reserved(name: &str) -> bool {
    let numbered = |name: &str| name.len() == 4 && name.ends_with(|c: char| c.is_ascii_digit());
    matches!(name, "con" | "prn" | "aux" | "nul" | "index")
        || ((name.starts_with("com") || name.starts_with("lpt")) && numbered(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(head: Vec<Piece>, title: &str, id: &str) -> Vec<(String, String)> {
        let collation = Collation::new("en");
        let item = Item::new(head, title, id);
        (0..)
            .take_while(|&depth| item.piece(depth, &collation).is_some())
            .map(|d| {
                (
                    item.slug(d, &collation),
                    item.part_title(d, &collation, &Words::english()),
                )
            })
            .collect()
    }

    fn of_date(edtf: &str) -> Vec<(String, String)> {
        let date = Date::parse(edtf).expect("EDTF");
        let mut all = parts(dated(Some(&date), &Words::english()), "Zoë", "z9");
        all.truncate(4);
        all
    }

    fn pairs(all: &[(String, String)]) -> Vec<(&str, &str)> {
        all.iter()
            .map(|(slug, title)| (&**slug, &**title))
            .collect()
    }

    #[test]
    fn a_date_lies_in_its_year_month_and_day() {
        assert_eq!(
            pairs(&of_date("2014-03-05")),
            [
                ("2014", "2014"),
                ("2014-03", "March 2014"),
                ("2014-03-05", "5 March 2014"),
                ("2014-03-05-z", "5 March 2014, Z")
            ]
        );
        assert_eq!(of_date("2014-03-05/2014-04")[2].0, "2014-03-05");
        assert_eq!(
            pairs(&of_date("2014-03~"))[1..3],
            [
                ("2014-03", "March 2014"),
                ("2014-03-xx", "March 2014, no day known")
            ]
        );
        assert_eq!(
            pairs(&of_date("2014-21"))[1..3],
            [
                ("2014-xx", "2014, no month known"),
                ("2014-xx-xx", "2014, no month known")
            ]
        );
        assert_eq!(
            pairs(&of_date("-0043-03"))[..2],
            [("44-bc", "44 BC"), ("44-bc-03", "March 44 BC")]
        );
        assert_eq!(
            of_date("../1950")[0],
            ("undated".to_owned(), "Undated".to_owned())
        );
    }

    #[test]
    fn a_name_lies_under_its_letters_and_equal_names_under_their_ids() {
        let all = parts(Vec::new(), "Zoë", "Zo-9");
        assert_eq!(
            pairs(&all),
            [
                ("z", "Z"),
                ("zo", "Zo"),
                ("zoe", "Zoe"),
                ("zoe-z", "Zoe, z…"),
                ("zoe-zo", "Zoe, zo…"),
                ("zoe-zo9", "Zoe, zo9…")
            ]
        );
        let digits = parts(Vec::new(), "19", "");
        assert_eq!(pairs(&digits), [("0-9", "0–9"), ("1", "1"), ("19", "19")]);
        assert_eq!(parts(Vec::new(), "…", "")[0].0, "_");
        assert_eq!(parts(Vec::new(), "Con", "")[2].0, "con_");
    }
}
