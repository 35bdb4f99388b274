//! What a language must be able to say so that dates can be read in it.
//!
//! `human` decides what has to be said, a language how. Arguments named `date` are phrases that the language has made
//! itself; nothing is ever put together outside of it.

/// A time of day with what is known of its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 60, if seconds were written.
    pub second: Option<u8>,
    /// Minutes ahead of UTC, if written.
    pub zone: Option<i16>,
}

/// The words for dates. Months are 1 to 12, or EDTF's codes for parts of a year, 21 to 41 (ISO 8601-2, 4.8).
pub trait Language {
    /// A year counted by astronomers (0 is 1 BC): "2014", "44 BC".
    fn year(&self, year: i64) -> String;
    /// A month or season, perhaps with a day, perhaps with a year: "1 April 2014", "April", "spring 1931".
    fn date(&self, day: Option<u8>, month: u8, year: Option<i64>) -> String;
    /// Days of one month: "14 to 16 September 2005".
    fn days(&self, first: u8, last: u8, month: u8, year: i64) -> String;
    /// A day with its time: "1 April 2014, 10:30".
    fn time(&self, date: &str, clock: Clock) -> String;
    /// Ten years, by their tens: "the 1990s".
    fn decade(&self, tens: i64) -> String;
    /// The same as a heading: "1990s".
    fn decade_heading(&self, tens: i64) -> String;
    /// Somewhere between two dates: "between 1900 and 1999".
    fn between(&self, first: &str, last: &str) -> String;
    /// A part of a year that is not quite known: "25 December in the 1990s".
    fn part_of(&self, date: &str, years: &str) -> String;
    /// Nothing is known of the year: "year unknown", "25 December, year unknown".
    fn unknown_year(&self, date: Option<&str>) -> String;
    /// "2004, month unknown", "2004, month and day unknown".
    fn unknown_month(&self, year: &str, day_too: bool) -> String;
    /// "2004, the 15th of an unknown month".
    fn unknown_month_of_day(&self, day: u8, year: &str) -> String;
    /// "April 2014, day unknown".
    fn unknown_day(&self, month: &str) -> String;
    /// An estimate and the years it may stand for: "about 1950 (between 1900 and 1999)".
    fn estimate(&self, year: &str, first: &str, last: &str) -> String;
    /// `~`: "about 1994".
    fn about(&self, date: &str) -> String;
    /// `?`: "1994 (uncertain)".
    fn uncertain(&self, date: &str) -> String;
    /// "2007 to 2016".
    fn span(&self, first: &str, last: &str) -> String;
    /// "from 2011"; with an end that is not known: "from 2011, end unknown".
    fn from(&self, date: &str, end_unknown: bool) -> String;
    /// "until 1950"; with a beginning that is not known: "until 1950, beginning unknown".
    fn until(&self, date: &str, beginning_unknown: bool) -> String;
    /// "1950 or earlier".
    fn or_earlier(&self, date: &str) -> String;
    /// "1950 or later".
    fn or_later(&self, date: &str) -> String;
}
