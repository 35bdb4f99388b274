//! A date as machines want it: in HTML, in feeds, in sitemaps. Where a format cannot say what the date says (doubt,
//! unknown digits, seasons, intervals), it is not written there at all, but for feeds, which must have a moment.

use edtf_core::{Precision, Time, TimeShift, Year};

use super::{Bound, Date, Value, is_plain};

impl Date {
    /// The value for `<time datetime>`: a year, month, day, or a day with a time, as the HTML Living Standard
    /// ("4.5.14 The time element" and "2.3.5 Dates and times") allows them; none for everything else.
    pub fn iso(&self) -> Option<String> {
        match &self.value {
            Value::Single(_) => self.plain_date(),
            Value::WithTime { moment, seconds } => {
                let clock = clock(moment.time, *seconds);
                Some(format!(
                    "{}T{clock}{}",
                    self.plain_date()?,
                    zone(moment.time)
                ))
            }
            Value::Interval(_) => None,
        }
    }

    /// The moment that it begins, for Atom (RFC 3339): parts that are missing or unknown are the first possible, the
    /// zone is UTC unless one is written. None for years that RFC 3339 cannot write, and without a beginning.
    pub fn rfc3339_start(&self) -> Option<String> {
        let Bound::Day(day) = self.earliest() else {
            return None;
        };
        if !(1..=9999).contains(&day.year) {
            return None;
        }
        let date = format!("{:04}-{:02}-{:02}", day.year, day.month, day.day);
        let Value::WithTime { moment, .. } = &self.value else {
            return Some(format!("{date}T00:00:00Z"));
        };
        let zone = match zone(moment.time) {
            zone if zone.is_empty() => "Z".to_owned(),
            zone => zone,
        };
        Some(format!("{date}T{}{zone}", clock(moment.time, true)))
    }

    /// For `<lastmod>` in a sitemap: W3C's "Date and Time Formats", a profile of ISO 8601 with years of four digits,
    /// and times with a zone only; without one the day stands alone.
    pub fn lastmod(&self) -> Option<String> {
        let date = self.plain_date().filter(|date| {
            let year = date.split('-').next().unwrap_or_default();
            year.len() == 4
        });
        match &self.value {
            Value::Single(_) => date,
            Value::WithTime { moment, .. } if moment.time.shift.is_none() => date,
            Value::WithTime { .. } => date.and_then(|_| self.iso()),
            Value::Interval(_) => None,
        }
    }

    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, if that says it all.
    fn plain_date(&self) -> Option<String> {
        let date = match &self.value {
            Value::Single(date) => date,
            Value::WithTime { moment, .. } => &moment.date,
            Value::Interval(_) => return None,
        };
        let Bound::Day(first) = self.earliest() else {
            return None;
        };
        if !is_plain(date) || first.year < 1 {
            return None;
        }
        let year = year_digits(&date.year)?;
        Some(match date.precision() {
            Precision::Year => year,
            Precision::Month => format!("{year}-{:02}", first.month),
            Precision::Day => format!("{year}-{:02}-{:02}", first.month, first.day),
            Precision::Season => return None,
        })
    }
}

/// At least four digits.
fn year_digits(year: &Year) -> Option<String> {
    year.value().map(|year| format!("{year:04}"))
}

/// `10:30` or `10:30:15`. A leap second, which HTML does not know, is the second before it.
fn clock(time: Time, seconds: bool) -> String {
    let (hour, minute) = (time.hour, time.minute);
    if seconds {
        format!("{hour:02}:{minute:02}:{:02}", time.second.min(59))
    } else {
        format!("{hour:02}:{minute:02}")
    }
}

/// `Z`, `+02:00`, or nothing.
fn zone(time: Time) -> String {
    match time.shift {
        None => String::new(),
        Some(TimeShift::Utc) => "Z".to_owned(),
        Some(TimeShift::Offset { minutes, .. }) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            let minutes = minutes.unsigned_abs();
            format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
        }
    }
}
