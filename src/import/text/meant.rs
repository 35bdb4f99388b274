//! What few words may be by their looks: a day, a place.

use crate::archive::Date;

/// The day that words are, however people write it; nothing, if it can be read in two ways.
pub(in crate::import) fn date_of(words: &str) -> Option<Date> {
    if words.len() > 60 || !words.chars().any(char::is_numeric) {
        return None;
    }
    let read = |words: &str| match Date::parse(words) {
        Ok(date) => Some(date),
        Err(error) => Date::parse(&error.suggestion?).ok(),
    };
    let weekday = || {
        let (first, rest) = words.split_once(',')?;
        DAYS.contains(&first.trim().to_lowercase().as_str())
            .then(|| read(rest.trim()))?
    };
    let found = read(words).or_else(weekday)?;
    // A bare number is as likely a page.
    let digits = words.bytes().all(|b| b.is_ascii_digit());
    (!digits || words.len() == 8).then_some(found)
}

const DAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// `01/04/2014`.
pub(super) fn is_ambiguous(words: &str) -> bool {
    let figures = words
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'/' | b'-' | b'.'));
    let parts = words.split(['/', '-', '.']).count();
    figures && parts == 3 && words.len() >= 8 && Date::parse(words).is_err()
}

/// Whether words look like a place: two to four names, each word with a capital.
pub(super) fn is_place(words: &str) -> bool {
    let small = [
        "of", "the", "de", "la", "le", "les", "del", "du", "and", "am", "an", "der",
    ];
    let names: Vec<&str> = words.split(',').map(str::trim).collect();
    words.len() <= 60
        && names.len() <= 4
        && !words.contains(|c: char| c.is_numeric() || ":;?!\"“”()".contains(c))
        && names.iter().all(|name| {
            let parts: Vec<&str> = name.split_whitespace().collect();
            let capital =
                |word: &&&str| word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
            (1..=4).contains(&parts.len())
                && parts.first().as_ref().is_some_and(capital)
                && parts
                    .iter()
                    .all(|word| capital(&word) || small.contains(word))
        })
}
