//! A day as programs write it: `2027-05-03`.

use std::{fmt, str::FromStr};

use super::Day;

/// Why a text is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoDay;

/// `2027-05-03`; years have four digits or more.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Four digits, two, and two, of a day that the calendar has.
impl FromStr for Day {
    type Err = NoDay;

    fn from_str(text: &str) -> Result<Self, NoDay> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(NoDay);
        }
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0u16, |sum, &digit| {
                let value = digit.is_ascii_digit().then(|| digit - b'0')?;
                Some(sum * 10 + u16::from(value))
            })
        };
        let part = |digits| {
            let number = number(digits).ok_or(NoDay)?;
            u8::try_from(number).map_err(|_| NoDay)
        };
        let year = number(&bytes[..4]).ok_or(NoDay)?;
        let day = Self {
            year: year.into(),
            month: part(&bytes[5..7])?,
            day: part(&bytes[8..])?,
        };
        let is_one = jiff::civil::Date::new(
            i16::try_from(year).map_err(|_| NoDay)?,
            i8::try_from(day.month).map_err(|_| NoDay)?,
            i8::try_from(day.day).map_err(|_| NoDay)?,
        );
        is_one.map(|_| day).map_err(|_| NoDay)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_as_they_are_read() {
        for text in [
            "2027-05-03",
            "2028-02-29",
            "2000-02-29",
            "0044-03-15",
            "9999-12-31",
        ] {
            assert_eq!(
                text.parse::<Day>().map(|d| d.to_string()).as_deref(),
                Ok(text)
            );
        }
    }

    #[test]
    fn what_the_calendar_does_not_have_is_no_day() {
        for text in [
            "",
            "2027-5-03",
            "2027-02-29",
            "1900-02-29",
            "2027-13-01",
            "2027-00-10",
            "2027-04-31",
            "2027-04-00",
            "+027-04-01",
            "2027/04/01",
            "2027-04-1x",
            "2027-04-011",
            "２027-04-0",
        ] {
            assert_eq!(text.parse::<Day>(), Err(NoDay), "{text}");
        }
    }
}
