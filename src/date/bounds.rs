//! Where a date lies in time: for order, and for headings of years and decades.

use std::cmp::Reverse;

use edtf_core::{Edtf, TimeShift};

use super::{Date, Value};

/// A day of the proleptic Gregorian calendar.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Day {
    /// Counted by astronomers: 0 is 1 BC, -43 is 44 BC.
    pub year: i64,
    /// From 1.
    pub month: u8,
    /// From 1.
    pub day: u8,
}

/// The year, and as far as they are known the month and the day, that a date begins in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Beginning {
    /// Counted by astronomers: 0 is 1 BC.
    pub year: i64,
    /// From 1; none for a year, a decade or a season.
    pub month: Option<u8>,
    /// From 1; none for a month.
    pub day: Option<u8>,
}

/// How much of time a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// A day.
    Day,
    /// From one day, month or year to another.
    Span,
    /// A stretch of time of which one end is not known, or not there yet.
    Open,
    /// Some day of a month, a year or more: it is not known which.
    Vague,
}

impl Extent {
    /// One word for templates.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Span => "span",
            Self::Open => "open",
            Self::Vague => "vague",
        }
    }
}

/// The first or last day that a date may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// It has no beginning, or none that is known.
    Past,
    /// This day.
    Day(Day),
    /// It has no end, or none that is known.
    Future,
}

/// The order of dates: by the first day that a date may mean; of two that begin together the longer or less precise
/// one first (a year, its January, the first of January); then by time of day, a day without a time first. A date whose year is not known stands
/// before all of the first year that it may mean: behind all that surely was earlier.
///
/// Days are those that are written. Of two times on one day, each is moved to UTC by the zone that stands behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortKey {
    earliest: Bound,
    /// Not known years first, by the last that they may be; then known ones.
    year: (bool, Reverse<Option<i64>>),
    latest: Reverse<Bound>,
    second: Option<i32>,
}

impl Date {
    /// The place in the order of dates. Dates that differ may have equal keys: `1994` and `1994~`.
    pub fn sort_key(&self) -> SortKey {
        let years = self.unknown_year();
        let first_day = |(year, _): (i64, i64)| Day {
            year,
            month: 1,
            day: 1,
        };
        SortKey {
            earliest: years.map_or_else(|| self.earliest(), |years| Bound::Day(first_day(years))),
            year: (years.is_none(), Reverse(years.map(|(_, last)| last))),
            latest: Reverse(self.latest()),
            second: self.second(),
        }
    }

    /// The first day that it may mean; doubt (`?`, `~`) does not widen it.
    pub fn earliest(&self) -> Bound {
        match self.edtf_value().bounds().earliest {
            edtf_core::Bound::Date(day) => Bound::Day(Day::from(day)),
            edtf_core::Bound::PositiveInfinity => Bound::Future,
            edtf_core::Bound::NegativeInfinity | edtf_core::Bound::Unknown => Bound::Past,
        }
    }

    /// The last day that it may mean.
    pub fn latest(&self) -> Bound {
        match self.edtf_value().bounds().latest {
            edtf_core::Bound::Date(day) => Bound::Day(Day::from(day)),
            edtf_core::Bound::NegativeInfinity => Bound::Past,
            edtf_core::Bound::PositiveInfinity | edtf_core::Bound::Unknown => Bound::Future,
        }
    }

    /// The year that it begins in, counted by astronomers; none without a beginning. Rises with the sort key.
    pub fn year(&self) -> Option<i64> {
        match self.earliest() {
            Bound::Day(day) => Some(day.year),
            Bound::Past | Bound::Future => None,
        }
    }

    /// What it begins in; of a stretch of time this is the beginning of its first day, month or year. None without a beginning.
    pub fn beginning(&self) -> Option<Beginning> {
        let first = self.first()?;
        let (Bound::Day(from), latest) = (first.earliest(), first.latest()) else {
            return None;
        };
        let until = match latest {
            Bound::Day(until) if (until.year, until.month) == (from.year, from.month) => {
                Some(until)
            }
            Bound::Day(_) | Bound::Past | Bound::Future => None,
        };
        Some(Beginning {
            year: from.year,
            month: until.map(|_| from.month),
            day: until.filter(|until| *until == from).map(|_| from.day),
        })
    }

    /// The date itself, or the one that a stretch of time begins with.
    fn first(&self) -> Option<Date> {
        match &self.value {
            Value::Interval(_) => {
                let (start, _) = self.edtf.split_once('/')?;
                Date::parse(start).ok()
            }
            Value::Single(_) | Value::WithTime { .. } => Some(self.clone()),
        }
    }

    /// The first and the last of the years that it may begin in, if signs stand for digits of the year, or some digits are said to say nothing: `17XX`.
    pub fn unknown_year(&self) -> Option<(i64, i64)> {
        let first = self.first()?;
        let Value::Single(date) = &first.value else {
            return None;
        };
        let is_known = date.year.value().is_some() && date.year.significant_digits.is_none();
        match (first.earliest(), first.latest()) {
            (Bound::Day(from), Bound::Day(until)) if !is_known && from.year < until.year => {
                Some((from.year, until.year))
            }
            _ => None,
        }
    }

    /// The year that it ends in, if it has an end.
    pub fn last_year(&self) -> Option<i64> {
        match self.latest() {
            Bound::Day(day) => Some(day.year),
            Bound::Past | Bound::Future => None,
        }
    }

    /// How much of time it is, as far as it is known.
    pub fn extent(&self) -> Extent {
        let is_open = self.earliest() == Bound::Past || self.latest() == Bound::Future;
        match &self.value {
            Value::Interval(_) if is_open => Extent::Open,
            Value::Interval(_) => Extent::Span,
            Value::WithTime { .. } => Extent::Day,
            Value::Single(date) if date.day.is_some() && !date.has_unspecified() => Extent::Day,
            Value::Single(_) => Extent::Vague,
        }
    }

    /// The year's tens, rounded down: 199 for 1994, -5 for 44 BC. Rises with the sort key.
    pub fn decade(&self) -> Option<i64> {
        self.year().map(|year| year.div_euclid(10))
    }

    fn edtf_value(&self) -> Edtf {
        match &self.value {
            Value::Single(date) => Edtf::Date(*date),
            Value::WithTime { moment, .. } => Edtf::DateTime(*moment),
            Value::Interval(interval) => Edtf::Interval(*interval),
        }
    }

    /// The second of the written day, in UTC if a zone is known; so it may be negative.
    fn second(&self) -> Option<i32> {
        let Value::WithTime { moment, .. } = &self.value else {
            return None;
        };
        let time = moment.time;
        let minutes = i32::from(time.hour) * 60 + i32::from(time.minute);
        let shift = match time.shift {
            Some(TimeShift::Offset { minutes, .. }) => i32::from(minutes),
            Some(TimeShift::Utc) | None => 0,
        };
        Some((minutes - shift) * 60 + i32::from(time.second))
    }
}

impl From<edtf_core::BoundDate> for Day {
    fn from(day: edtf_core::BoundDate) -> Self {
        Self {
            year: day.year,
            month: day.month,
            day: day.day,
        }
    }
}
