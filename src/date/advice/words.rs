//! Dates with words in them: `1 April 2014`, `spring 1931`, `19th century`, `44 BC`.

use super::english::{month_named, season_named};

/// Why words can be read in two ways, or mean no date, if so.
pub(super) fn ambiguous(plain: &str) -> Option<String> {
    let (day, month, year) = day_month_year(plain)?;
    let day = day?;
    let last = match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.rem_euclid(4) == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    };
    (day == 0 || day > last).then(|| format!("`{plain}` is no day: that month has {last} days"))
}

/// EDTF for words, not yet checked.
pub(super) fn rewrite(plain: &str) -> Option<String> {
    if let Some((day, month, year)) = day_month_year(plain) {
        let month = format!("{}-{month:02}", year_digits(year));
        return Some(match day {
            None => month,
            Some(day) => format!("{month}-{day:02}"),
        });
    }
    season(plain)
        .or_else(|| century(plain))
        .or_else(|| era(plain))
}

/// The beginning of a span that leaves to its end what both have: `14` of `14 to 16 September 2005`, `22 January`
/// of `22 January to 15 February 2014`. `last` is the end as EDTF.
pub(super) fn borrow(first: &str, last: &str) -> Option<String> {
    let mut parts = last.split('-');
    let year: i64 = parts.next()?.parse().ok()?;
    let month = parts.next().filter(|month| month.len() == 2)?;
    if first.len() <= 2 && parts.next().is_some() {
        let day: u8 = first.parse().ok()?;
        return Some(format!("{}-{month}-{day:02}", year_digits(year)));
    }
    rewrite(&format!("{first} {year}"))
}

/// Day, month and year in any order, with a month's name.
fn day_month_year(plain: &str) -> Option<(Option<u8>, u8, i64)> {
    const DAYS: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let is_weekday = |word: &str| word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(word));
    let words: Vec<&str> = plain
        .split([' ', ',', '.', '-', '/'])
        .filter(|word| !word.is_empty() && *word != "of" && *word != "the")
        .collect();
    let (mut day, mut month, mut year) = (None, None, None);
    for (i, word) in words.iter().enumerate() {
        if i == 0 && is_weekday(word) && words.len() > 2 {
            continue;
        }
        if month.is_none()
            && let Some(named) = month_named(word)
        {
            month = Some(named);
        } else if year.is_none()
            && word.len() == 4
            && let Ok(number) = word.parse::<i64>()
        {
            year = Some(number);
        } else if day.is_none()
            && let Some(number) = ordinal(word)
        {
            day = Some(number);
        } else {
            return None;
        }
    }
    Some((day, month?, year?))
}

/// `1`, `1st`, `22nd`.
fn ordinal(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &word[digits.len()..];
    let is_known = ["", "st", "nd", "rd", "th"].contains(&ending);
    (is_known && digits.len() <= 2).then(|| digits.parse().ok())?
}

/// `spring 1931`, `fall of 1931`, `1931 spring`.
fn season(plain: &str) -> Option<String> {
    let words: Vec<&str> = plain
        .split([' ', ','])
        .filter(|word| !["", "of", "the", "in"].contains(word))
        .collect();
    let (season, year) = match words[..] {
        [first, second] => match season_named(first) {
            Some(season) => (season, second),
            None => (season_named(second)?, first),
        },
        _ => return None,
    };
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    is_year.then(|| format!("{year}-{season}"))
}

/// `19th century`: the years 1800 to 1899, as it is commonly meant.
fn century(plain: &str) -> Option<String> {
    let text = plain.strip_prefix("the ").unwrap_or(plain);
    let number = ordinal(text.strip_suffix(" century")?)?;
    (1..=99)
        .contains(&number)
        .then(|| format!("{:02}XX", number - 1))
}

/// `44 BC`, `AD 800`.
fn era(plain: &str) -> Option<String> {
    let text = plain.replace('.', "");
    let number = |text: &str| text.trim().parse::<u16>().ok().filter(|year| *year > 0);
    let before = [" bc", " bce", "bc", "bce"];
    let after = [" ad", " ce", "ad", "ce"];
    if let Some(year) = before
        .iter()
        .find_map(|era| number(text.strip_suffix(era)?))
    {
        return Some(year_digits(1 - i64::from(year)));
    }
    let year = after.iter().find_map(|era| number(text.strip_suffix(era)?));
    let year = year.or_else(|| number(text.strip_prefix("ad ")?))?;
    Some(year_digits(i64::from(year)))
}

/// Four digits, and a sign for the years before 1 BC.
fn year_digits(year: i64) -> String {
    if year < 0 {
        format!("-{:04}", -year)
    } else {
        format!("{year:04}")
    }
}
