//! What has to be said of a date, in which order; [`Speech`] has the words.

use edtf_core::{
    Date as Single, DateField, DateTime, Edtf, Interval, IntervalEndpoint, Precision, TimeShift,
    YearKind,
};

use super::{
    Date, Value,
    speech::{Clock, Speech, Stands},
};

/// The date as a phrase.
pub(super) fn human(date: &Date, speech: Speech<'_>) -> String {
    match &date.value {
        Value::Single(date) => single(date, Stands::Alone, speech),
        Value::WithTime { moment, seconds } => {
            let day = single(&moment.date, Stands::Alone, speech);
            speech.time(&day, clock(moment, *seconds))
        }
        Value::Interval(it) => interval(it, speech),
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
fn single(date: &Single, stands: Stands, speech: Speech<'_>) -> String {
    let mut phrase = undoubted(date, stands, speech);
    if date.is_approximate() {
        phrase = match is_day(date) {
            true => speech.0.day_about(&phrase),
            false => speech.0.date_about(&phrase),
        };
    }
    if date.is_uncertain() {
        phrase = speech.0.date_uncertain(&phrase);
    }
    phrase
}

/// Whether a day is said of it.
fn is_day(date: &Single) -> bool {
    date.day.is_some_and(|day| day.value().is_some())
}

fn undoubted(date: &Single, stands: Stands, speech: Speech<'_>) -> String {
    match date.year.value() {
        Some(year) if date.year.significant_digits.is_some() => {
            let (first, last) = years(date);
            speech.estimate(year, first, last)
        }
        Some(year) => in_year(date, year, stands, speech),
        None => in_unknown_year(date, speech),
    }
}

/// A date whose year is known.
fn in_year(date: &Single, year: i64, stands: Stands, speech: Speech<'_>) -> String {
    let Some(month) = date.month else {
        return speech.year(year);
    };
    let said = speech.0;
    match (digits(month), date.day.map(digits)) {
        (Digits::Known(month), None) => speech.month(month, Some(year), stands),
        (Digits::Known(month), Some(Digits::Known(day))) => speech.day(day, month, Some(year)),
        (Digits::Known(month), Some(Digits::Unknown)) => {
            said.day_unknown(&speech.month(month, Some(year), stands))
        }
        (Digits::Unknown, None) => said.month_unknown(&speech.year(year)),
        (Digits::Unknown, Some(Digits::Unknown)) => said.month_and_day_unknown(&speech.year(year)),
        (Digits::Unknown, Some(Digits::Known(day))) => {
            said.day_of_unknown_month(&speech.year(year), usize::from(day))
        }
        (Digits::PartlyKnown, None | Some(_))
        | (Digits::Known(_) | Digits::Unknown, Some(Digits::PartlyKnown)) => {
            between_bounds(date, speech)
        }
    }
}

/// A date whose year has unknown digits. Of month and day only what is quite known is said.
fn in_unknown_year(date: &Single, speech: Speech<'_>) -> String {
    let (first, last) = years(date);
    let said = speech.0;
    let (years, is_decade) = match date.year.kind {
        YearKind::Standard { digits, .. } => match digits {
            [None, None, None, None] => (None, false),
            [Some(_), Some(_), Some(_), None] => {
                (Some(speech.decade(first.div_euclid(10))), first > 0)
            }
            [_, _, _, _] => (Some(speech.years_between(first, last)), false),
        },
        YearKind::Big { .. } | YearKind::Exponential { .. } => (None, false),
    };
    let month = date.month.map(digits);
    let Some(Digits::Known(month)) = month else {
        return match (years, month) {
            (None, _) => said.year_unknown(),
            (Some(years), None) => years,
            (Some(years), Some(_)) if date.day.is_some() => said.month_and_day_unknown(&years),
            (Some(years), Some(_)) => said.month_unknown(&years),
        };
    };
    let day = date.day.map(digits);
    let part = match day {
        Some(Digits::Known(day)) => speech.day(day, month, None),
        Some(Digits::Unknown | Digits::PartlyKnown) | None => {
            speech.month(month, None, Stands::Alone)
        }
    };
    let phrase = match years {
        None => said.date_of_unknown_year(&part),
        Some(years) if is_decade => said.date_in_years(&part, &years),
        Some(years) => [part, years].join(&said.comma()),
    };
    match day {
        Some(Digits::Unknown | Digits::PartlyKnown) => said.day_unknown(&phrase),
        Some(Digits::Known(_)) | None => phrase,
    }
}

/// Months or days that are known in part: `2004-1X`, `2004-04-1X`.
fn between_bounds(date: &Single, speech: Speech<'_>) -> String {
    let bounds = Edtf::Date(*date).bounds();
    let has_day = date.day.is_some();
    let say = |bound: edtf_core::Bound| match bound {
        edtf_core::Bound::Date(at) if has_day => speech.day(at.day, at.month, Some(at.year)),
        edtf_core::Bound::Date(at) => speech.month(at.month, Some(at.year), Stands::Alone),
        edtf_core::Bound::NegativeInfinity
        | edtf_core::Bound::PositiveInfinity
        | edtf_core::Bound::Unknown => speech.0.year_unknown(),
    };
    let (first, last) = (say(bounds.earliest), say(bounds.latest));
    match (first == last, has_day) {
        (true, _) => first,
        (false, true) => speech.0.days_between(&first, &last),
        (false, false) => speech.0.months_between(&first, &last),
    }
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

fn interval(interval: &Interval, speech: Speech<'_>) -> String {
    let said = speech.0;
    // Without its other end, a date stands behind a preposition.
    let has =
        |end: &IntervalEndpoint| !matches!(end, IntervalEndpoint::Open | IntervalEndpoint::Unknown);
    let stands = match has(&interval.start) && has(&interval.end) {
        true => Stands::Alone,
        false => Stands::Behind,
    };
    let start = match &interval.start {
        IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrAfter(date) => {
            Some((single(date, stands, speech), plain_day(date)))
        }
        IntervalEndpoint::OnOrBefore(date) => {
            let date = single(date, Stands::Alone, speech);
            Some((said.date_or_earlier(&date), false))
        }
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    };
    let end = match &interval.end {
        IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrBefore(date) => {
            Some((single(date, stands, speech), plain_day(date)))
        }
        IntervalEndpoint::OnOrAfter(date) => {
            let date = single(date, Stands::Alone, speech);
            Some((said.date_or_later(&date), false))
        }
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    };
    match (start, end) {
        (Some((start, _)), Some((end, _))) => match (&interval.start, &interval.end) {
            (IntervalEndpoint::Date(a), IntervalEndpoint::Date(b)) => {
                shared(a, b, speech).unwrap_or_else(|| said.dates_span(&start, &end))
            }
            (_, _) => said.dates_span(&start, &end),
        },
        (Some((start, is_day)), None) => {
            let from = match is_day {
                true => said.day_from(&start),
                false => said.date_from(&start),
            };
            match interval.end == IntervalEndpoint::Unknown {
                true => said.end_unknown(&from),
                false => from,
            }
        }
        (None, Some((end, is_day))) => {
            let until = match is_day {
                true => said.day_until(&end),
                false => said.date_until(&end),
            };
            match interval.start == IntervalEndpoint::Unknown {
                true => said.beginning_unknown(&until),
                false => until,
            }
        }
        (None, None) => said.year_unknown(),
    }
}

/// Whether what is said of it begins with a day.
fn plain_day(date: &Single) -> bool {
    is_day(date) && !date.is_approximate()
}

/// An interval whose ends share words: "2007 to 2016", "14 to 16 September 2005", "22 January to 15 February 2014".
fn shared(a: &Single, b: &Single, speech: Speech<'_>) -> Option<String> {
    if a == b {
        return Some(single(a, Stands::Alone, speech));
    }
    let (year, last_year) = (a.year.value()?, b.year.value()?);
    let has_doubt = [a, b].iter().any(|date| {
        date.is_approximate() || date.is_uncertain() || date.year.significant_digits.is_some()
    });
    if has_doubt {
        return None;
    }
    if a.precision() == Precision::Year && b.precision() == Precision::Year {
        return Some(speech.years_span(year, last_year));
    }
    if last_year != year || a.precision() == Precision::Year {
        return None;
    }
    let months = (a.month?.value()?, b.month?.value()?);
    let days = (field(a.day)?, field(b.day)?);
    if months.0 == months.1 {
        let (Some(first), Some(last)) = days else {
            return None;
        };
        return Some(speech.days((first, last), months.0, year));
    }
    let say = |day: Option<u8>, month| match day {
        Some(day) => speech.day(day, month, None),
        None => speech.month(month, None, Stands::Alone),
    };
    let (first, last) = (say(days.0, months.0), say(days.1, months.1));
    let year = speech.year(year);
    Some(speech.0.span_in_year(&first, &last, &year))
}

/// A field's value if it is there; `None` if its digits are not all known.
fn field(field: Option<DateField>) -> Option<Option<u8>> {
    field.map_or(Some(None), |field| field.value().map(Some))
}
