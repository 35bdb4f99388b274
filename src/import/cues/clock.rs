//! Times of a recording, and lines that say from when until when.

/// The longest recording, in seconds: a hundred hours.
const LONGEST: f64 = 360_000.0;

/// From when until when.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::import) struct Timing {
    /// In seconds; negative, if the file says so; none, if what it says is no time.
    pub(in crate::import) start: Option<f64>,
    /// The same.
    pub(in crate::import) end: Option<f64>,
}

/// A time: `00:12:31.250`, `12:31,25`, `-00:00:01.000`. Hours, fractions and leading noughts may be left out; the sign of the fraction is a full
/// stop (WebVTT) or a comma (SRT).
pub(in crate::import) fn seconds(text: &str) -> Option<f64> {
    let text = text.trim();
    let (sign, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = whole.split(':').map(str::trim).collect();
    if !(2..=3).contains(&parts.len())
        || !parts.iter().all(|part| digits(part))
        || !(fraction.is_empty() || digits(fraction))
    {
        return None;
    }
    let mut seconds = 0.0;
    for part in parts {
        seconds = seconds * 60.0 + part.parse::<f64>().ok()?;
    }
    let fraction = match fraction {
        "" => 0.0,
        some => format!("0.{some}").parse::<f64>().ok()?,
    };
    Some(sign * (seconds + fraction))
}

/// What a line says, if it says from when until when; it may be no time that it says. What stands behind is where the words stand on the screen.
pub(super) fn timing(line: &str) -> Option<Timing> {
    let (before, behind) = line.split_once("-->")?;
    let clock = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ',' | '-' | '−');
    let mut of = before.split_whitespace();
    let start = of.next_back();
    // A number may stand before the time, if a line end was lost.
    let plain = of.all(|part| part.bytes().all(|b| b.is_ascii_digit()))
        && start.is_some_and(|s| s.chars().all(clock) && s.contains(|c: char| c.is_ascii_digit()));
    let end = behind.split_whitespace().next().unwrap_or_default();
    let end = &end[..end.find(|c| !clock(c)).unwrap_or(end.len())];
    plain.then(|| Timing {
        start: start.and_then(seconds),
        end: seconds(end),
    })
}

/// A time that can stand in a transcript: not before the recording, nor behind a hundred hours.
pub(in crate::import) fn usable(seconds: Option<f64>) -> Option<f64> {
    seconds.filter(|s| s.is_finite() && (0.0..LONGEST).contains(s))
}

/// A time as people read it: `00:12:31`.
pub(in crate::import) fn shown(seconds: f64) -> String {
    let sign = if seconds < 0.0 { "-" } else { "" };
    let whole = seconds.abs().floor();
    let (hours, minutes) = ((whole / 3600.0).floor(), (whole % 3600.0 / 60.0).floor());
    format!("{sign}{hours:02}:{minutes:02}:{:02}", whole % 60.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_however_they_are_written() {
        for (text, meant) in [
            ("00:12:31.250", Some(751.25)),
            ("12:31,25", Some(751.25)),
            ("1:02:03", Some(3723.0)),
            ("-00:00:01.000", Some(-1.0)),
            ("00:00:61.000", Some(61.0)),
            ("10", None),
            ("a:b", None),
            ("1:2:3:4", None),
            ("00:00:0x.000", None),
        ] {
            assert_eq!(seconds(text), meant, "{text}");
        }
    }

    #[test]
    fn lines_of_times_are_told_from_words() {
        let from = |start, end| Some(Timing { start, end });
        for (line, meant) in [
            (
                "00:01.000 --> 00:02.000 align:start position:0%",
                from(Some(1.0), Some(2.0)),
            ),
            ("00:01,000-->00:02,000", from(Some(1.0), Some(2.0))),
            (
                "7 00:00:01,000 --> 00:00:02,000",
                from(Some(1.0), Some(2.0)),
            ),
            ("00:01.000 --> soon", from(Some(1.0), None)),
            ("1.000 --> 2.000", from(None, None)),
            ("see A --> B", None),
            ("--> 00:01.000", None),
            ("A, 00:01 --> 00:02", None),
        ] {
            assert_eq!(timing(line), meant, "{line}");
        }
    }

    #[test]
    fn times_are_shown_as_people_read_them() {
        assert_eq!(
            (shown(3751.9), shown(-1.0)),
            ("01:02:31".into(), "-00:00:01".into())
        );
    }
}
