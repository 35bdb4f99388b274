//! How dates are said in the words of a language: `human` decides what has to be said.
//!
//! A part of a year is a month (1 to 12), or by EDTF's code (ISO 8601-2, 4.8) a season (21 to 32), a quarter, a third or a half (33 to 41). Arguments named `date` are
//! phrases that were made here; nothing is put together outside of the table.

use crate::text::Words;

/// The first code of a quarter: behind those of seasons.
const QUARTER: u8 = 33;

/// A time of day with what is known of its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 60, if seconds were written.
    pub second: Option<u8>,
    /// Minutes ahead of UTC, if written.
    pub zone: Option<i16>,
}

/// Where a date stands: some languages have other names of months behind a preposition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// By itself, or where nothing governs it.
    Alone,
    /// Behind "from" or "until".
    Behind,
}

/// The words for dates.
#[derive(Clone, Copy, Debug)]
pub(super) struct Speech<'w>(pub &'w Words);

impl Speech<'_> {
    /// The digits of a year as astronomers count them, without its era.
    fn digits(self, year: i64) -> String {
        let numbers = self.0.numbers();
        let year = match year {
            ..=0 => 1 - year,
            1.. => year,
        };
        match year.unsigned_abs() {
            year @ ..10_000 => numbers.plain(year, 1),
            year => numbers.text(year),
        }
    }

    /// A year counted by astronomers (0 is 1 BC): "2014", "44 BC".
    pub fn year(self, year: i64) -> String {
        let digits = self.digits(year);
        match year {
            ..=0 => self.0.year_before_christ(&digits),
            1..=999 => self.0.year_early(&digits),
            1000.. => self.0.year(&digits),
        }
    }

    /// The same as a heading.
    pub fn year_heading(self, year: i64) -> String {
        match year {
            ..=999 => self.year(year),
            1000.. => self.0.year_heading(&self.digits(year)),
        }
    }

    /// A month or another part of a year, perhaps with its year: "April", "spring 1931".
    pub fn month(self, code: u8, year: Option<i64>, stands: Stands) -> String {
        let name = self.0.month(code, stands == Stands::Behind);
        let Some(year) = year else {
            return name.to_owned();
        };
        let year = self.year(year);
        match code {
            QUARTER.. => self.0.date_part(name, &year),
            21.. => self.0.date_season(name, &year),
            _ => self.0.date_month(name, &year),
        }
    }

    /// A day, perhaps with its year: "1 April 2014", "25 December".
    pub fn day(self, day: u8, month: u8, year: Option<i64>) -> String {
        let day = self.0.day(usize::from(day));
        let month = self.0.month(month, true);
        match year {
            Some(year) => self.0.date_full(&day, month, &self.year(year)),
            None => self.0.date_day(&day, month),
        }
    }

    /// Days of one month: "14 to 16 September 2005".
    pub fn days(self, (first, last): (u8, u8), month: u8, year: i64) -> String {
        let first = self.0.day(usize::from(first));
        let last = self.0.day(usize::from(last));
        let month = self.0.month(month, true);
        self.0.date_days(&first, &last, month, &self.year(year))
    }

    /// A day with its time: "1 April 2014, 10:30".
    pub fn time(self, date: &str, clock: Clock) -> String {
        let two = |number: u8| self.0.numbers().plain(number.into(), 2);
        let mut time = format!("{}:{}", two(clock.hour), two(clock.minute));
        if let Some(second) = clock.second {
            time += &format!(":{}", two(second));
        }
        match clock.zone {
            None => {}
            Some(0) => time += " UTC",
            Some(minutes) => {
                let sign = if minutes < 0 { '−' } else { '+' };
                let (hours, minutes) = (minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60);
                time += &format!(" UTC{sign}{hours}");
                if minutes > 0 {
                    time += &format!(":{minutes:02}");
                }
            }
        }
        self.0.date_time(date, &time)
    }

    /// Ten years, by their tens: "the 1990s".
    pub fn decade(self, tens: i64) -> String {
        let first = tens * 10;
        match tens {
            1.. => self.0.decade(&self.digits(first)),
            ..=0 => self.years_between(first, first + 9),
        }
    }

    /// The same as a heading: "1990s".
    pub fn decade_heading(self, tens: i64) -> String {
        let first = tens * 10;
        match tens {
            1.. => self.0.decade_heading(&self.digits(first)),
            ..=0 => self.years_span(first, first + 9),
        }
    }

    /// "between 1900 and 1999"; with its era where a year needs it, "between 44 BC and AD 14".
    pub fn years_between(self, first: i64, last: i64) -> String {
        match first.min(last) {
            1000.. => (self.0).years_between(&self.digits(first), &self.digits(last)),
            ..1000 => (self.0).months_between(&self.year(first), &self.year(last)),
        }
    }

    /// "2007 to 2016".
    pub fn years_span(self, first: i64, last: i64) -> String {
        match first.min(last) {
            1000.. => (self.0).years_span(&self.digits(first), &self.digits(last)),
            ..1000 => (self.0).dates_span(&self.year(first), &self.year(last)),
        }
    }

    /// A year beside another in brackets: its digits alone if neither needs its era.
    fn bare(self, year: i64, other: i64) -> String {
        match year.min(other) {
            1000.. => self.digits(year),
            ..1000 => self.year(year),
        }
    }

    /// An estimate and the years it may stand for: "about 1950 (between 1900 and 1999)".
    pub fn estimate(self, year: i64, first: i64, last: i64) -> String {
        let (first, last) = (self.bare(first, last), self.bare(last, first));
        self.0.year_estimated(&self.year(year), &first, &last)
    }
}
