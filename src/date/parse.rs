//! What is said when a text is no EDTF.

use std::ops::Range;

use edtf_core::ParseError;

use super::{
    Date,
    accept::accept,
    advice::{Advice, advise},
};

/// Longer texts are not looked at.
const LIMIT: usize = 200;
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
            month.human(&crate::text::Words::english()),
            last.day
        );
        return (message, token(date, at));
    }
    let message = format!("`{date}` is not a date in EDTF: {}", error.message);
    (message, token(date, at))
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
