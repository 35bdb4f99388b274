//! EDTF by edtf-core, as this crate takes it.

use edtf_core::{Bound, Date as Single, Edtf, IntervalEndpoint, ParseError};

use super::{Date, Value};

/// Years further away are not calculated with; the universe is younger.
const FARTHEST: i64 = 100_000_000_000;

/// EDTF as this crate takes it.
pub(super) fn accept(text: &str) -> Result<Date, ParseError> {
    let (edtf, inserted) = with_seconds(text);
    let value = Edtf::parse(&edtf).map_err(|error| ParseError {
        message: error.message,
        offset: match inserted {
            Some(at) if error.offset > at => error.offset.saturating_sub(3).max(at),
            Some(_) | None => error.offset,
        },
    })?;
    let is_near = match &value {
        Edtf::Date(date) => is_near(date),
        Edtf::DateTime(_) | Edtf::Set(_) => true,
        Edtf::Interval(interval) => [&interval.start, &interval.end]
            .iter()
            .all(|end| match end {
                IntervalEndpoint::Date(date)
                | IntervalEndpoint::OnOrBefore(date)
                | IntervalEndpoint::OnOrAfter(date) => is_near(date),
                IntervalEndpoint::Open | IntervalEndpoint::Unknown => true,
            }),
    };
    let error = |message| Err(ParseError { message, offset: 0 });
    if !is_near {
        return error("years so far away are not supported");
    }
    let value = match value {
        Edtf::Date(date) => Value::Single(date),
        Edtf::DateTime(moment) => Value::WithTime {
            moment,
            seconds: inserted.is_none(),
        },
        Edtf::Interval(interval) => Value::Interval(interval),
        Edtf::Set(_) => return error("sets of dates are not supported"),
    };
    Ok(Date { edtf, value })
}

/// The text with `:00` after a time that has no seconds, and where that was put in.
fn with_seconds(text: &str) -> (String, Option<usize>) {
    if let Some(t) = text
        .find('T')
        .filter(|_| text.is_ascii() && !text.contains('/'))
    {
        let end = t + 6;
        let has_minutes = text.as_bytes().get(t + 3) == Some(&b':') && end <= text.len();
        let rest = text.get(end..).unwrap_or(":");
        if has_minutes && (rest.is_empty() || rest.starts_with(['Z', '+', '-'])) {
            return (format!("{}:00{rest}", &text[..end]), Some(end));
        }
    }
    (text.to_owned(), None)
}

fn is_near(date: &Single) -> bool {
    let bounds = Edtf::Date(*date).bounds();
    [bounds.earliest, bounds.latest]
        .iter()
        .all(|bound| match bound {
            Bound::Date(day) => day.year.abs() <= FARTHEST,
            Bound::NegativeInfinity | Bound::PositiveInfinity | Bound::Unknown => false,
        })
}
