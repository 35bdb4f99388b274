//! What stands in a mark: a time or a page.

use std::ops::Range;

use crate::archive::LocatorKind;

/// How sure it is that a time is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    /// `00:12:31`, `00:00:05.250`: wherever it stands in square brackets.
    Full,
    /// `07:59`, `1:02:03`: where nothing but a time is likely.
    Short,
}

/// A time, or the beginning and the end of what is said, as subtitles have it: `00:01:02 - 00:01:09`, `00:01:02 --> 00:01:09`. Such a
/// span is only taken where nothing but a time is likely; so are times with frames behind them (`01:00:10:12`).
pub(super) fn time_or_span(inside: &str) -> Option<(f64, Clock)> {
    if let Some(found) = time(inside) {
        return Some(found);
    }
    for joint in ["-->", "->", "–", "—", "-", "/"] {
        if let Some((begin, end)) = inside.split_once(joint) {
            let (seconds, _) = time(begin.trim()).filter(|_| time(end.trim()).is_some())?;
            return Some((seconds, Clock::Short));
        }
    }
    let (clock, frames) = inside.rsplit_once([':', ';'])?;
    let frame = frames.len() == 2 && frames.bytes().all(|b| b.is_ascii_digit());
    let (seconds, _) = time(clock).filter(|_| frame && clock.matches(':').count() == 2)?;
    Some((seconds, Clock::Short))
}

/// `MM:SS` or `H:MM:SS` with up to three digits before the first colon, and a fraction of up to three digits.
pub(super) fn time(inside: &str) -> Option<(f64, Clock)> {
    let (clock, fraction) = match inside.split_once(['.', ',']) {
        Some((clock, fraction)) => (clock, Some(fraction)),
        None => (inside, None),
    };
    let digits = |s: &str, lengths: Range<usize>| {
        (lengths.contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit()))
            .then(|| s.parse::<f64>().ok())
            .flatten()
    };
    let parts: Vec<&str> = clock.split(':').take(4).collect();
    let (hours, minutes, seconds) = match parts.as_slice() {
        [hours, minutes, seconds] => (
            digits(hours, 1..4)?,
            digits(minutes, 2..3).filter(|m| *m < 60.0)?,
            seconds,
        ),
        [minutes, seconds] => (0.0, digits(minutes, 1..4)?, seconds),
        _ => return None,
    };
    let seconds = digits(seconds, 2..3).filter(|s| *s < 60.0)?;
    let rest = match fraction {
        Some(f) => digits(f, 1..4)? / 10f64.powi(i32::try_from(f.len()).ok()?),
        None => 0.0,
    };
    let full = parts.len() == 3 && (parts[0].len() > 1 || fraction.is_some());
    Some((
        hours * 3600.0 + minutes * 60.0 + seconds + rest,
        if full { Clock::Full } else { Clock::Short },
    ))
}

/// `p. 9`, `p.9`, `pp. 9-10`, `p. xii`, `p. 9a`.
pub(super) fn page(inside: &str) -> Option<LocatorKind> {
    let number = inside
        .strip_prefix("pp.")
        .or_else(|| inside.strip_prefix("p."))?
        .trim();
    let fits = !number.is_empty()
        && number.len() <= 12
        && number.split(['-', '–']).all(|n| {
            let n = n.trim();
            let digits = n.bytes().take_while(u8::is_ascii_digit).count();
            let suffix = &n[digits..];
            (digits > 0 && (suffix.is_empty() || suffix.len() == 1 && suffix.is_ascii()))
                || (!n.is_empty() && n.bytes().all(|b| b"ivxlcIVXLC".contains(&b)))
        });
    fits.then_some(LocatorKind::Page)
}
