//! What has to be said of a date, in which order; a [`Language`] has the words.

use edtf_core::{
    Date as Single, DateField, DateTime, Edtf, Interval, IntervalEndpoint, Precision, TimeShift,
    YearKind,
};

use super::{
    Date, Value,
    language::{Clock, Language},
};

/// The date as a phrase.
pub(super) fn human(date: &Date, language: &dyn Language) -> String {
    match &date.value {
        Value::Single(date) => single(date, language),
        Value::WithTime { moment, seconds } => {
            language.time(&single(&moment.date, language), clock(moment, *seconds))
        }
        Value::Interval(it) => interval(it, language),
    }
}

fn clock(moment: &DateTime, seconds: bool) -> Clock {
    let time = moment.time;
    Clock {
        hour: time.hour,
        minute: time.minute,
        second: seconds.then_some(time.second),
        zone: time.shift.map(|shift| match shift {
            TimeShift::Utc => 0,
            TimeShift::Offset { minutes, .. } => minutes,
        }),
    }
}

/// One date, with its doubts. Doubts about a part are taken as doubts about the whole.
fn single(date: &Single, language: &dyn Language) -> String {
    let mut phrase = undoubted(date, language);
    if date.is_approximate() {
        phrase = language.about(&phrase);
    }
    if date.is_uncertain() {
        phrase = language.uncertain(&phrase);
    }
    phrase
}

fn undoubted(date: &Single, language: &dyn Language) -> String {
    match date.year.value() {
        Some(year) if date.year.significant_digits.is_some() => {
            let (first, last) = years(date);
            let (first, last) = (language.year(first), language.year(last));
            language.estimate(&language.year(year), &first, &last)
        }
        Some(year) => in_year(date, year, language),
        None => in_unknown_year(date, language),
    }
}

/// A date whose year is known.
fn in_year(date: &Single, year: i64, language: &dyn Language) -> String {
    let Some(month) = date.month else {
        return language.year(year);
    };
    match (digits(month), date.day.map(digits)) {
        (Digits::Known(month), None) => language.date(None, month, Some(year)),
        (Digits::Known(month), Some(Digits::Known(day))) => {
            language.date(Some(day), month, Some(year))
        }
        (Digits::Known(month), Some(Digits::Unknown)) => {
            language.unknown_day(&language.date(None, month, Some(year)))
        }
        (Digits::Unknown, None) => language.unknown_month(&language.year(year), false),
        (Digits::Unknown, Some(Digits::Unknown)) => {
            language.unknown_month(&language.year(year), true)
        }
        (Digits::Unknown, Some(Digits::Known(day))) => {
            language.unknown_month_of_day(day, &language.year(year))
        }
        (Digits::PartlyKnown, None | Some(_))
        | (Digits::Known(_) | Digits::Unknown, Some(Digits::PartlyKnown)) => {
            between_bounds(date, language)
        }
    }
}

/// A date whose year has unknown digits. Of month and day only what is quite known is said.
fn in_unknown_year(date: &Single, language: &dyn Language) -> String {
    let (first, last) = years(date);
    let years = match date.year.kind {
        YearKind::Standard { digits, .. } => match digits {
            [None, None, None, None] => None,
            [Some(_), Some(_), Some(_), None] => Some(language.decade(first.div_euclid(10))),
            [_, _, _, _] => Some(language.between(&language.year(first), &language.year(last))),
        },
        YearKind::Big { .. } | YearKind::Exponential { .. } => None,
    };
    let month = date.month.map(digits);
    let Some(Digits::Known(month)) = month else {
        return match (years, month) {
            (None, _) => language.unknown_year(None),
            (Some(years), None) => years,
            (Some(years), Some(_)) => language.unknown_month(&years, date.day.is_some()),
        };
    };
    let day = date.day.map(digits);
    let number = match day {
        Some(Digits::Known(day)) => Some(day),
        Some(Digits::Unknown | Digits::PartlyKnown) | None => None,
    };
    let part = language.date(number, month, None);
    let phrase = match years {
        None => language.unknown_year(Some(&part)),
        Some(years) => language.part_of(&part, &years),
    };
    match day {
        Some(Digits::Unknown | Digits::PartlyKnown) => language.unknown_day(&phrase),
        Some(Digits::Known(_)) | None => phrase,
    }
}

/// Months or days that are known in part: `2004-1X`, `2004-04-1X`.
fn between_bounds(date: &Single, language: &dyn Language) -> String {
    let bounds = Edtf::Date(*date).bounds();
    let has_day = date.day.is_some();
    let say = |bound: edtf_core::Bound| match bound {
        edtf_core::Bound::Date(at) => {
            language.date(has_day.then_some(at.day), at.month, Some(at.year))
        }
        edtf_core::Bound::NegativeInfinity
        | edtf_core::Bound::PositiveInfinity
        | edtf_core::Bound::Unknown => language.unknown_year(None),
    };
    let (first, last) = (say(bounds.earliest), say(bounds.latest));
    if first == last {
        return first;
    }
    language.between(&first, &last)
}

/// The first and last year that a date may mean.
fn years(date: &Single) -> (i64, i64) {
    let bounds = Edtf::Date(*date).bounds();
    let year = |bound| match bound {
        edtf_core::Bound::Date(day) => day.year,
        edtf_core::Bound::NegativeInfinity
        | edtf_core::Bound::PositiveInfinity
        | edtf_core::Bound::Unknown => 0,
    };
    (year(bounds.earliest), year(bounds.latest))
}

/// Whether the two digits of a month or day are known.
#[derive(Clone, Copy)]
enum Digits {
    Known(u8),
    PartlyKnown,
    Unknown,
}

fn digits(field: DateField) -> Digits {
    match (field.value(), field.digits) {
        (Some(value), _) => Digits::Known(value),
        (None, [None, None]) => Digits::Unknown,
        (None, [_, _]) => Digits::PartlyKnown,
    }
}

fn interval(interval: &Interval, language: &dyn Language) -> String {
    let start = match &interval.start {
        IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrAfter(date) => {
            Some(single(date, language))
        }
        IntervalEndpoint::OnOrBefore(date) => Some(language.or_earlier(&single(date, language))),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    };
    let end = match &interval.end {
        IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrBefore(date) => {
            Some(single(date, language))
        }
        IntervalEndpoint::OnOrAfter(date) => Some(language.or_later(&single(date, language))),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    };
    match (start, end) {
        (Some(start), Some(end)) => match (&interval.start, &interval.end) {
            (IntervalEndpoint::Date(a), IntervalEndpoint::Date(b)) => {
                within_a_year(a, b, language).unwrap_or_else(|| language.span(&start, &end))
            }
            (_, _) => language.span(&start, &end),
        },
        (Some(start), None) => language.from(&start, interval.end == IntervalEndpoint::Unknown),
        (None, Some(end)) => language.until(&end, interval.start == IntervalEndpoint::Unknown),
        (None, None) => language.unknown_year(None),
    }
}

/// An interval whose ends share words: "14 to 16 September 2005", "22 January to 15 February 2014".
fn within_a_year(a: &Single, b: &Single, language: &dyn Language) -> Option<String> {
    if a == b {
        return Some(single(a, language));
    }
    let year = a.year.value()?;
    let has_doubt = [a, b].iter().any(|date| {
        date.is_approximate() || date.is_uncertain() || date.year.significant_digits.is_some()
    });
    if has_doubt || b.year.value() != Some(year) || a.precision() == Precision::Year {
        return None;
    }
    let months = (a.month?.value()?, b.month?.value()?);
    let days = (field(a.day)?, field(b.day)?);
    if months.0 == months.1 {
        let (Some(first), Some(last)) = days else {
            return None;
        };
        return Some(language.days(first, last, months.0, year));
    }
    let first = language.date(days.0, months.0, None);
    let last = language.date(days.1, months.1, Some(year));
    Some(language.span(&first, &last))
}

/// A field's value if it is there; `None` if its digits are not all known.
fn field(field: Option<DateField>) -> Option<Option<u8>> {
    field.map_or(Some(None), |field| field.value().map(Some))
}
