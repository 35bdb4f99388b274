//! English: "1 April 2014", and for narrow places "1 Apr 2014".

use super::language::{Clock, Language};

/// English, day before month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct English {
    /// Whether to be brief.
    pub short: bool,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Codes 21 to 41 of ISO 8601-2, 4.8.
const PARTS_OF_YEAR: [&str; 21] = [
    "spring",
    "summer",
    "autumn",
    "winter",
    "northern spring",
    "northern summer",
    "northern autumn",
    "northern winter",
    "southern spring",
    "southern summer",
    "southern autumn",
    "southern winter",
    "first quarter of",
    "second quarter of",
    "third quarter of",
    "fourth quarter of",
    "first third of",
    "second third of",
    "last third of",
    "first half of",
    "second half of",
];

/// The first code of [`PARTS_OF_YEAR`].
const FIRST_PART: u8 = 21;

/// The month of a name or of its first letters (three at least), for `advice`.
pub(super) fn month_named(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    let name = if name == "sept" { "sep" } else { &name };
    let position = MONTHS
        .iter()
        .position(|month| name.len() >= 3 && month.to_lowercase().starts_with(name));
    position.and_then(|i| u8::try_from(i + 1).ok())
}

/// The code of a season's name, for `advice`.
pub(super) fn season_named(name: &str) -> Option<u8> {
    match name.to_lowercase().as_str() {
        "spring" => Some(21),
        "summer" => Some(22),
        "autumn" | "fall" => Some(23),
        "winter" => Some(24),
        _ => None,
    }
}

/// The name of a month or of a part of the year.
fn month_name(month: u8, short: bool) -> &'static str {
    let index = usize::from(month);
    if month < FIRST_PART {
        let name = MONTHS.get(index.wrapping_sub(1)).copied().unwrap_or("");
        return if short {
            &name[..name.len().min(3)]
        } else {
            name
        };
    }
    let part = PARTS_OF_YEAR.get(index - usize::from(FIRST_PART));
    part.copied().unwrap_or("part")
}

impl Language for English {
    fn year(&self, year: i64) -> String {
        match year {
            ..=0 => format!("{} BC", grouped(1 - year)),
            1..=999 => format!("AD {year}"),
            1000.. => grouped(year),
        }
    }

    fn date(&self, day: Option<u8>, month: u8, year: Option<i64>) -> String {
        let mut date = day.map(|day| format!("{day} ")).unwrap_or_default();
        let name = month_name(month, self.short);
        match year {
            Some(year) => {
                date += name;
                date.push(' ');
                date += &self.year(year);
            }
            None => date += name.trim_end_matches(" of"),
        }
        date
    }

    fn days(&self, first: u8, last: u8, month: u8, year: i64) -> String {
        let (first, last) = (first.to_string(), self.date(Some(last), month, Some(year)));
        if self.short {
            format!("{first}–{last}")
        } else {
            format!("{first} to {last}")
        }
    }

    fn time(&self, date: &str, clock: Clock) -> String {
        if self.short {
            return date.to_owned();
        }
        let mut text = format!("{date}, {:02}:{:02}", clock.hour, clock.minute);
        if let Some(second) = clock.second {
            text += &format!(":{second:02}");
        }
        match clock.zone {
            None => {}
            Some(0) => text += " UTC",
            Some(minutes) => {
                let sign = if minutes < 0 { '−' } else { '+' };
                let (hours, minutes) = (minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60);
                text += &format!(" UTC{sign}{hours}");
                if minutes > 0 {
                    text += &format!(":{minutes:02}");
                }
            }
        }
        text
    }

    fn decade(&self, tens: i64) -> String {
        match tens {
            1.. if self.short => format!("{tens}0s"),
            1.. => format!("the {tens}0s"),
            ..=0 => self.between(&self.year(tens * 10), &self.year(tens * 10 + 9)),
        }
    }

    fn decade_heading(&self, tens: i64) -> String {
        match tens {
            1.. => format!("{tens}0s"),
            ..=0 => self.span(&self.year(tens * 10), &self.year(tens * 10 + 9)),
        }
    }

    fn between(&self, first: &str, last: &str) -> String {
        if self.short {
            self.span(first, last)
        } else {
            format!("between {first} and {last}")
        }
    }

    fn part_of(&self, date: &str, years: &str) -> String {
        if self.short || years.starts_with("between") {
            format!("{date}, {years}")
        } else {
            format!("{date} in {years}")
        }
    }

    fn unknown_year(&self, date: Option<&str>) -> String {
        match date {
            None => "year unknown".to_owned(),
            Some(date) => format!("{date}, year unknown"),
        }
    }

    fn unknown_month(&self, year: &str, day_too: bool) -> String {
        match (self.short, day_too) {
            (true, _) => year.to_owned(),
            (false, false) => format!("{year}, month unknown"),
            (false, true) => format!("{year}, month and day unknown"),
        }
    }

    fn unknown_month_of_day(&self, day: u8, year: &str) -> String {
        let ending = match day {
            1 | 21 | 31 => "st",
            2 | 22 => "nd",
            3 | 23 => "rd",
            _ => "th",
        };
        format!("{year}, the {day}{ending} of an unknown month")
    }

    fn unknown_day(&self, month: &str) -> String {
        if self.short {
            month.to_owned()
        } else {
            format!("{month}, day unknown")
        }
    }

    fn estimate(&self, year: &str, first: &str, last: &str) -> String {
        let years = self.between(first, last);
        format!("{} ({years})", self.about(year))
    }

    fn about(&self, date: &str) -> String {
        let about = if self.short { "c." } else { "about" };
        format!("{about} {date}")
    }

    fn uncertain(&self, date: &str) -> String {
        let uncertain = if self.short { "?" } else { " (uncertain)" };
        format!("{date}{uncertain}")
    }

    fn span(&self, first: &str, last: &str) -> String {
        let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        match self.short {
            true if digits(first) && digits(last) => format!("{first}–{last}"),
            true => format!("{first} – {last}"),
            false => format!("{first} to {last}"),
        }
    }

    fn from(&self, date: &str, end_unknown: bool) -> String {
        let unknown = if end_unknown && !self.short {
            ", end unknown"
        } else {
            ""
        };
        format!("from {date}{unknown}")
    }

    fn until(&self, date: &str, beginning_unknown: bool) -> String {
        let is_said = beginning_unknown && !self.short;
        let unknown = if is_said { ", beginning unknown" } else { "" };
        format!("until {date}{unknown}")
    }

    fn or_earlier(&self, date: &str) -> String {
        format!("{date} or earlier")
    }

    fn or_later(&self, date: &str) -> String {
        format!("{date} or later")
    }
}

/// Digits, in groups of three if there are more than four: `170,000`.
fn grouped(number: i64) -> String {
    let digits = number.to_string();
    if digits.len() <= 4 {
        return digits;
    }
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
