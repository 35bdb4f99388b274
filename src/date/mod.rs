//! Dates as historians write them: EDTF, the Extended Date/Time Format of ISO 8601-2:2019, annex A.
//!
//! A [`Date`] is accepted at levels 0 and 1, and at level 2 except sets. It knows its place in time ([`Date::sort_key`]),
//! how machines want it written (`machine`) and how people read it (`human`, in the words of a language).
//! What is not EDTF is refused with the EDTF that was probably meant (`advice`). Grammar and calendar are those of
//! edtf-core: proleptic Gregorian, year 0 is 1 BC, seasons are the meteorological ones of the north.

mod accept;
mod advice;
mod bounds;
mod day;
mod human;
mod machine;
mod parse;
mod plain;
mod speech;
#[cfg(test)]
mod tests;

pub use bounds::{Beginning, Bound, Day, Extent, SortKey};
pub use day::NoDay;
pub use parse::DateError;
pub use plain::{Doubt, Plain};

use std::borrow::Cow;

use edtf_core::{Date as Single, DateTime, Interval};

use self::speech::Speech;
use crate::text::Words;

/// A date, a date with a time, or a stretch of time, as an editor wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    edtf: String,
    value: Value,
}

/// What may stand for a date.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    Single(Single),
    WithTime {
        moment: DateTime,
        /// Whether seconds were written.
        seconds: bool,
    },
    Interval(Interval),
}

impl Date {
    /// Reads EDTF. Blanks at the ends do not matter, and a time may leave out its seconds.
    ///
    /// # Errors
    ///
    /// What is wrong, where in `text`, and how to write it, if that can be told.
    ///
    /// ```
    /// use postil::{date::Date, text::Words};
    ///
    /// let date = Date::parse("1994-04-07/1994-07").expect("EDTF");
    /// assert_eq!(date.human(&Words::english()), "7 April to July 1994");
    /// let error = Date::parse("1 April 2014").expect_err("no EDTF");
    /// assert_eq!(error.suggestion.as_deref(), Some("2014-04-01"));
    /// ```
    pub fn parse(text: &str) -> Result<Self, DateError> {
        parse::parse(text)
    }

    /// Valid EDTF: what the editor wrote, with `:00` in place of seconds that were left out.
    pub fn edtf(&self) -> &str {
        &self.edtf
    }

    /// As an editor writes it: seconds that were left out stay so. Read again, it is the same date.
    pub fn as_written(&self) -> Cow<'_, str> {
        let short = match (&self.value, self.edtf.find('T')) {
            (Value::WithTime { seconds: false, .. }, Some(time)) => time + "T10:30".len(),
            _ => return Cow::Borrowed(&self.edtf),
        };
        let zone = short + ":00".len();
        Cow::Owned([&self.edtf[..short], &self.edtf[zone..]].concat())
    }

    /// Whether it is one certain day and no more: `2014-04-01`.
    pub fn is_plain_day(&self) -> bool {
        match &self.value {
            Value::Single(date) => date.day.is_some() && is_plain(date),
            Value::WithTime { .. } | Value::Interval(_) => false,
        }
    }

    /// As it stands in a sentence: `about 1994`, `14 to 16 September 2005`.
    pub fn human(&self, words: &Words) -> String {
        human::human(self, Speech(words))
    }

    /// The heading of the year that it begins in: `2014`, `44 BC`; of all years that it may begin in, if it is not known in which: `1700 to 1799`.
    pub fn year_label(&self, words: &Words) -> Option<String> {
        let speech = Speech(words);
        match self.unknown_year() {
            Some((first, last)) => Some(speech.years_span(first, last)),
            None => self.year().map(|year| speech.year_heading(year)),
        }
    }

    /// The one year that it lies in, counted by astronomers; none if it may lie in several, or goes over a year's end.
    pub fn only_year(&self) -> Option<i64> {
        self.year().filter(|year| self.last_year() == Some(*year))
    }

    /// All years that it may lie in: `2014`, `1998 to 2001`; as it stands in a sentence if it has no beginning or no end.
    pub fn years_label(&self, words: &Words) -> String {
        match (self.year(), self.last_year()) {
            (Some(first), Some(last)) if first == last => Speech(words).year_heading(first),
            (Some(first), Some(last)) => Speech(words).years_span(first, last),
            (Some(_) | None, Some(_) | None) => self.human(words),
        }
    }

    /// A year, counted by astronomers, as it stands in addresses: `2014`, `44-bc`.
    pub fn year_slug(year: i64) -> String {
        match year {
            ..=0 => format!("{}-bc", 1_i64.saturating_sub(year)),
            _ => year.to_string(),
        }
    }

    /// Whether a part of it is doubtful, or said to be about so.
    pub fn is_doubtful(&self) -> bool {
        self.edtf.contains(['?', '~', '%'])
    }

    /// Whether it is said to have no beginning, and no end: `../1994`, `2011-03/..`. That one is not known (`2011-03/`) is something else.
    pub fn is_unbounded(&self) -> (bool, bool) {
        (self.edtf.starts_with("../"), self.edtf.ends_with("/.."))
    }

    /// The heading of the decade that it begins in: `1990s`.
    pub fn decade_label(&self, words: &Words) -> Option<String> {
        let decade = self.decade()?;
        Some(Speech(words).decade_heading(decade))
    }
}

/// Some years as they stand over what is of them: `2014`, `1990s`, `1900 to 1999`.
pub fn years_heading(first: i64, years: i64, words: &Words) -> String {
    let speech = Speech(words);
    match years {
        ..=1 => speech.year_heading(first),
        10 => speech.decade_heading(first.div_euclid(10)),
        _ => speech.years_span(first, first.saturating_add(years - 1)),
    }
}

/// A year as it stands over what is of it: `2014`, `44 BC`.
pub fn year_heading(year: i64, words: &Words) -> String {
    Speech(words).year_heading(year)
}

/// A date is kept as its EDTF, and whether seconds of a time were written.
impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let seconds = matches!(self.value, Value::WithTime { seconds: true, .. });
        (&self.edtf, seconds).serialize(to)
    }
}

impl<'de> serde::Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let (edtf, written) = <(String, bool)>::deserialize(from)?;
        let mut date = Self::parse(&edtf)
            .map_err(|_| serde::de::Error::custom(format!("`{edtf}` is not EDTF")))?;
        if let Value::WithTime { seconds, .. } = &mut date.value {
            *seconds = written;
        }
        Ok(date)
    }
}

/// Whether nothing is in doubt, unknown, estimated or a season.
fn is_plain(date: &Single) -> bool {
    !date.is_uncertain()
        && !date.is_approximate()
        && !date.has_unspecified()
        && date.year.significant_digits.is_none()
        && date.precision() != edtf_core::Precision::Season
}
