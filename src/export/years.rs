//! By which year the files of a transcript are put together.

use std::fmt;

use crate::reader::{Date, Head};

/// Where in time a transcript belongs. What may be of several years is of none of them, as on the pages of years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OfYear {
    /// It has no date.
    Undated,
    /// It is of this one, counted by astronomers.
    Year(i64),
    /// It may be of several: `199X`, `1939/1945`, `../1939`.
    Other,
}

impl OfYear {
    /// That of a transcript.
    pub fn new(head: Head<'_>) -> Self {
        match head.header().date.as_ref() {
            None => Self::Undated,
            Some(date) => date.value.only_year().map_or(Self::Other, Self::Year),
        }
    }
}

/// As it stands in names of files: `2014` and `44-bc`, as in the addresses of the pages of years; `undated`, `other`.
impl fmt::Display for OfYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Undated => f.write_str("undated"),
            Self::Year(year) => f.write_str(&Date::year_slug(*year)),
            Self::Other => f.write_str("other"),
        }
    }
}
