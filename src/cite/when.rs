//! Dates as styles write them: a day, a month or a year, from one to another, with doubt; others in plain English.

use super::Style;
use crate::{date::Date, text::Words};

/// A day, or only its month or year.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) year: i64,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
}

/// How sure a date is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    None,
    /// `~`
    About,
    /// `?`
    Perhaps,
    /// `%`
    Both,
}

/// What citations can say of a date.
pub(super) enum When {
    Once(Day, Doubt),
    Between(Day, Day),
    /// From a day on, and not over, as far as is known.
    From(Day),
    /// In words.
    Else(String),
}

/// MLA Handbook, 9th edition, appendix 1: names of more than four letters are shortened.
const MLA_MONTHS: [&str; 12] = [
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
];

impl When {
    pub(super) fn of(date: &Date) -> Self {
        let edtf = date.edtf();
        let found = match edtf.split_once('/') {
            Some((first, "..")) => plain(first).map(Self::From),
            Some((first, last)) => plain(first)
                .zip(plain(last))
                .map(|(a, b)| Self::Between(a, b)),
            None => {
                let (base, doubt) = match edtf.chars().last() {
                    Some('~') => (&edtf[..edtf.len() - 1], Doubt::About),
                    Some('?') => (&edtf[..edtf.len() - 1], Doubt::Perhaps),
                    Some('%') => (&edtf[..edtf.len() - 1], Doubt::Both),
                    _ => (edtf, Doubt::None),
                };
                plain(base).map(|day| Self::Once(day, doubt))
            }
        };
        // "the 1950s" is for sentences.
        let human = || {
            date.human(&Words::english())
                .trim_start_matches("the ")
                .to_owned()
        };
        found.unwrap_or_else(|| Self::Else(human()))
    }

    /// As a style writes it.
    pub(super) fn written(&self, style: Style) -> String {
        match self {
            Self::Once(day, doubt) => {
                let day = day.written(style);
                let about = match style {
                    Style::Mla => "circa",
                    Style::Chicago | Style::Apa | Style::Oscola => "ca.",
                };
                match doubt {
                    Doubt::None => day,
                    Doubt::About => format!("{about} {day}"),
                    Doubt::Perhaps => format!("[{day}?]"),
                    Doubt::Both => format!("[{about} {day}?]"),
                }
            }
            Self::Between(first, last) => first.until(*last, style),
            Self::From(first) => format!("{}–", first.written(style)),
            Self::Else(words) => words.clone(),
        }
    }
}

impl Day {
    fn written(self, style: Style) -> String {
        let year = self.year;
        match (self.within_year(style), style) {
            (None, _) => year.to_string(),
            (Some(rest), Style::Apa) => format!("{year}, {rest}"),
            (Some(rest), Style::Chicago) if self.day.is_some() => format!("{rest}, {year}"),
            (Some(rest), Style::Chicago | Style::Mla | Style::Oscola) => format!("{rest} {year}"),
        }
    }

    /// The month, and the day in it.
    fn within_year(self, style: Style) -> Option<String> {
        let month = self.month?.clamp(1, 12);
        let english = Words::english();
        let month = match style {
            Style::Mla => MLA_MONTHS[usize::from(month) - 1],
            Style::Chicago | Style::Apa | Style::Oscola => english.month(month, false),
        };
        Some(match (self.day, style) {
            (None, _) => month.to_owned(),
            (Some(day), Style::Chicago | Style::Apa) => format!("{month} {day}"),
            (Some(day), Style::Mla | Style::Oscola) => format!("{day} {month}"),
        })
    }

    /// From one day, month or year to another; what both share stands once.
    fn until(self, last: Self, style: Style) -> String {
        let months = (self.within_year(style), last.within_year(style));
        let (Some(from), Some(to)) = months else {
            return format!("{}–{}", self.written(style), last.written(style));
        };
        if self.year != last.year {
            return format!("{}–{}", self.written(style), last.written(style));
        }
        let one_month = self.month == last.month;
        let within = match (self.day, last.day) {
            (Some(first), Some(end)) if one_month => match style {
                Style::Chicago | Style::Apa => format!("{from}–{end}"),
                Style::Mla | Style::Oscola => format!("{first}–{to}"),
            },
            _ => format!("{from}–{to}"),
        };
        match style {
            Style::Apa => format!("{}, {within}", self.year),
            Style::Chicago if last.day.is_some() => format!("{within}, {}", self.year),
            Style::Chicago | Style::Mla | Style::Oscola => format!("{within} {}", self.year),
        }
    }
}

/// A day, month or year that is certain, of a date in EDTF; the time of day is no part of a citation.
fn plain(edtf: &str) -> Option<Day> {
    let iso = Date::parse(edtf).ok()?.iso()?;
    let date = iso.split('T').next()?;
    let mut parts = date.split('-');
    let year = parts.next()?.parse().ok()?;
    let mut part = || parts.next().and_then(|part| part.parse().ok());
    Some(Day {
        year,
        month: part(),
        day: part(),
    })
}
