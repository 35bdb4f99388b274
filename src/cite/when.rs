//! Dates as styles write them: a day, a month or a year, from one to another, with doubt; others in plain English.

use super::Style;
pub(super) use crate::date::{Beginning as Day, Doubt};
use crate::{
    date::{Date, Plain},
    text::Words,
};

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
        // "the 1950s" is for sentences.
        let human = || {
            date.human(&Words::english())
                .trim_start_matches("the ")
                .to_owned()
        };
        match date.plain() {
            Some(Plain::Once(day, doubt)) => Self::Once(day, doubt),
            Some(Plain::Between(first, last)) => Self::Between(first, last),
            Some(Plain::From(first)) => Self::From(first),
            None => Self::Else(human()),
        }
    }

    /// As a style writes it.
    pub(super) fn written(&self, style: Style) -> String {
        match self {
            Self::Once(day, doubt) => {
                let day = written(*day, style);
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
            Self::Between(first, last) => until(*first, *last, style),
            Self::From(first) => format!("{}–", written(*first, style)),
            Self::Else(words) => words.clone(),
        }
    }
}

/// A day, or only its month or year, as a style writes it.
fn written(day: Day, style: Style) -> String {
    let year = day.year;
    match (within_year(day, style), style) {
        (None, _) => year.to_string(),
        (Some(rest), Style::Apa) => format!("{year}, {rest}"),
        (Some(rest), Style::Chicago) if day.day.is_some() => format!("{rest}, {year}"),
        (Some(rest), Style::Chicago | Style::Mla | Style::Oscola) => format!("{rest} {year}"),
    }
}

/// The month, and the day in it.
fn within_year(day: Day, style: Style) -> Option<String> {
    let month = day.month?.clamp(1, 12);
    let english = Words::english();
    let month = match style {
        Style::Mla => MLA_MONTHS[usize::from(month) - 1],
        Style::Chicago | Style::Apa | Style::Oscola => english.month(month, false),
    };
    Some(match (day.day, style) {
        (None, _) => month.to_owned(),
        (Some(number), Style::Chicago | Style::Apa) => format!("{month} {number}"),
        (Some(number), Style::Mla | Style::Oscola) => format!("{number} {month}"),
    })
}

/// From one day, month or year to another; what both share stands once.
fn until(first: Day, last: Day, style: Style) -> String {
    let months = (within_year(first, style), within_year(last, style));
    let (Some(from), Some(to)) = months else {
        return format!("{}–{}", written(first, style), written(last, style));
    };
    if first.year != last.year {
        return format!("{}–{}", written(first, style), written(last, style));
    }
    let one_month = first.month == last.month;
    let within = match (first.day, last.day) {
        (Some(first), Some(end)) if one_month => match style {
            Style::Chicago | Style::Apa => format!("{from}–{end}"),
            Style::Mla | Style::Oscola => format!("{first}–{to}"),
        },
        _ => format!("{from}–{to}"),
    };
    match style {
        Style::Apa => format!("{}, {within}", first.year),
        Style::Chicago if last.day.is_some() => format!("{within}, {}", first.year),
        Style::Chicago | Style::Mla | Style::Oscola => format!("{within} {}", first.year),
    }
}
