//! What a part of a list is called: "2014", "March 2014", "S", "Below Peace, S".

use super::Piece;
use crate::{
    archive::Date,
    text::{self, Words},
};

/// The title of a part while it is made.
#[derive(Default)]
pub(super) struct Title {
    year: i64,
    month: Option<u8>,
    before: String,
    letters: String,
    signs: String,
}

impl Title {
    pub(super) fn add(&mut self, piece: &Piece, words: &Words) {
        match piece {
            Piece::Year(year) => {
                self.year = *year;
                self.before = human(*year, None, None);
            }
            Piece::Month(Some(month)) => {
                self.month = Some(*month);
                self.before = human(self.year, Some(*month), None);
            }
            Piece::Day(Some(day)) => self.before = human(self.year, self.month, Some(*day)),
            Piece::Month(None) => self.before = words.no_month_known(&self.before),
            Piece::Day(None) if self.month.is_some() => {
                self.before = words.no_day_known(&self.before)
            }
            Piece::Day(None) => {}
            Piece::Sort { title, .. } => self.before.clone_from(title),
            Piece::Below { title, .. } => {
                self.before = words.below(title);
                self.letters.clear();
            }
            Piece::Letter(letter) if self.letters == text::DIGITS => {
                self.letters.clone_from(letter);
            }
            Piece::Letter(letter) if self.letters.is_empty() => self.letters.clone_from(letter),
            Piece::Letter(letter) => {
                // "CH" alone, and "Cha" in words.
                let mut first = self.letters.chars();
                let capital: String = first.next().into_iter().collect();
                self.letters = capital + &first.as_str().to_lowercase() + &letter.to_lowercase();
            }
            Piece::Sign(sign) => self.signs.push(*sign),
        }
    }

    pub(super) fn finish(self) -> String {
        let mut title = self.before;
        for (part, end) in [(self.letters, ""), (self.signs, "…")] {
            if !part.is_empty() {
                if !title.is_empty() {
                    title.push_str(", ");
                }
                title.push_str(&part);
                title.push_str(end);
            }
        }
        title
    }
}

/// A date in words.
fn human(year: i64, month: Option<u8>, day: Option<u8>) -> String {
    let mut edtf = match year {
        0..=9999 => format!("{year:04}"),
        -9999..0 => format!("-{:04}", -year),
        _ => format!("Y{year}"),
    };
    for number in [month, day].into_iter().flatten() {
        edtf.push_str(&format!("-{number:02}"));
    }
    Date::parse(&edtf).map_or(edtf, |date| match month {
        None => date.year_label().unwrap_or_default(),
        Some(_) => date.human(),
    })
}
