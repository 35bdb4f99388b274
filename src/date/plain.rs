//! A date as its parts, where these say all of it: a day, a month or a year, doubt of the whole, from one to another.

use edtf_core::{Date as Single, IntervalEndpoint};

use super::{Beginning, Date, Value, is_plain};

/// How sure a date is as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// It is.
    None,
    /// `~`: about then.
    About,
    /// `?`: perhaps then.
    Perhaps,
    /// `%`: both.
    Both,
}

/// What a date says, where a day, month or year and doubt of the whole say it all. A time of day is no part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plain {
    /// Then.
    Once(Beginning, Doubt),
    /// From then to then, both certain.
    Between(Beginning, Beginning),
    /// From then on, certainly, and it is not over.
    From(Beginning),
}

impl Date {
    /// Its parts; none if digits are missing, a season is meant, doubt is of a part alone, or an end is not known.
    ///
    /// ```
    /// use postil::date::{Date, Doubt, Plain};
    ///
    /// let date = Date::parse("2014-04~").expect("EDTF");
    /// let Some(Plain::Once(month, Doubt::About)) = date.plain() else { panic!() };
    /// assert_eq!((month.year, month.month, month.day), (2014, Some(4), None));
    /// assert_eq!(Date::parse("201X").expect("EDTF").plain(), None);
    /// ```
    pub fn plain(&self) -> Option<Plain> {
        match &self.value {
            Value::Single(date) => {
                let (certain, doubt) = without_doubt(*date)?;
                Some(Plain::Once(parts(&certain)?, doubt))
            }
            Value::WithTime { moment, .. } => Some(Plain::Once(parts(&moment.date)?, Doubt::None)),
            Value::Interval(interval) => match (&interval.start, &interval.end) {
                (IntervalEndpoint::Date(first), IntervalEndpoint::Date(last)) => {
                    Some(Plain::Between(parts(first)?, parts(last)?))
                }
                (IntervalEndpoint::Date(first), IntervalEndpoint::Open) => {
                    Some(Plain::From(parts(first)?))
                }
                _ => None,
            },
        }
    }
}

/// The same date without doubt, if that is of the whole.
fn without_doubt(mut date: Single) -> Option<(Single, Doubt)> {
    let doubt = date.year.qualifier;
    let parts = [&mut date.month, &mut date.day];
    for part in parts.into_iter().flatten() {
        if part.qualifier != doubt {
            return None;
        }
        part.qualifier = Default::default();
    }
    date.year.qualifier = Default::default();
    let doubt = match (doubt.approximate, doubt.uncertain) {
        (false, false) => Doubt::None,
        (true, false) => Doubt::About,
        (false, true) => Doubt::Perhaps,
        (true, true) => Doubt::Both,
    };
    Some((date, doubt))
}

/// The year, and the month and the day that are written; none if that is not certain, or before our era.
fn parts(date: &Single) -> Option<Beginning> {
    if !is_plain(date) {
        return None;
    }
    let year = date.year.value().filter(|year| *year > 0)?;
    Some(Beginning {
        year,
        month: date.month.and_then(|month| month.value()),
        day: date.day.and_then(|day| day.value()),
    })
}
