//! EDTF by edtf-core, and what is said when a text is none.

use std::ops::Range;

use edtf_core::{Bound, Date as Single, Edtf, IntervalEndpoint, ParseError};

use super::{
    Date, Value,
    advice::{Advice, advise},
};

/// Longer texts are not looked at.
const LIMIT: usize = 200;
/// Years further away are not calculated with; the universe is younger.
const FARTHEST: i64 = 100_000_000_000;

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    /// One sentence, lower case, no full stop.
    pub message: String,
    /// The bytes of the text that are wrong.
    pub offset: Range<usize>,
    /// The whole date as EDTF, when it is clear what was meant.
    pub suggestion: Option<String>,
}

/// See [`Date::parse`].
pub(super) fn parse(text: &str) -> Result<Date, DateError> {
    let date = text.trim();
    let start = text.len() - text.trim_start().len();
    let whole = start..start + date.len();
    let refuse = |message: &str, offset| DateError {
        message: message.to_owned(),
        offset,
        suggestion: None,
    };
    if date.is_empty() {
        return Err(refuse("there is no date", 0..text.len()));
    }
    if date.len() > LIMIT {
        return Err(refuse("this is too long for a date", whole));
    }
    let error = match accept(date) {
        Ok(date) => return Ok(date),
        Err(error) => error,
    };
    match advise(date) {
        Some(Advice::Write(suggestion)) => Err(DateError {
            message: format!("`{date}` is not written in EDTF"),
            offset: whole,
            suggestion: Some(suggestion),
        }),
        Some(Advice::Explain(message)) => Err(refuse(&message, whole)),
        None => {
            let (message, offset) = explain(date, &error);
            let offset = start + offset.start..start + offset.end;
            Err(refuse(&message, offset))
        }
    }
}

/// What edtf-core found, in words for editors, and where.
fn explain(date: &str, error: &ParseError) -> (String, Range<usize>) {
    let at = error.offset;
    if date.contains(|c: char| !c.is_ascii_graphic()) || date.contains(char::is_lowercase) {
        let message = format!(
            "`{date}` is not a date in EDTF, such as `1994`, `2014-04-01`, `1994~` (about) or `1994/1996`"
        );
        return (message, 0..date.len());
    }
    if error.message.starts_with("day is out of range")
        && let Some(month) = at.checked_sub(8).and_then(|start| date.get(start..at - 1))
        && let Ok(month) = accept(month)
        && let super::Bound::Day(last) = month.latest()
    {
        let message = format!(
            "`{date}` is no day: {} has {} days",
            month.human(),
            last.day
        );
        return (message, token(date, at));
    }
    let message = format!("`{date}` is not a date in EDTF: {}", error.message);
    (message, token(date, at))
}

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

/// The digits or the word at `at`; one character at least.
fn token(date: &str, at: usize) -> Range<usize> {
    let last = date.char_indices().last().map_or(0, |(i, _)| i);
    let start = date.floor_char_boundary(at.min(last));
    let rest = &date[start..];
    let first = rest.chars().next().unwrap_or(' ');
    let belongs = |c: char| match first.is_ascii_digit() {
        true => c.is_ascii_digit() || c == 'X',
        false => c.is_alphanumeric(),
    };
    let run = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
    start..start + run.max(first.len_utf8().min(rest.len()))
}
