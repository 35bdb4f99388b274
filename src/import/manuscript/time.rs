//! Times beside labels: `John Smith (00:12:31)`, `[1:02] Q`.

use crate::archive::{Locator, LocatorKind};

/// A label without the time beside it, and the time.
pub(super) fn of_label(label: &str) -> (&str, Option<Locator>) {
    let (first, last) = (label.split_once(' '), label.rsplit_once(' '));
    if let Some((rest, time)) = last
        && let Some(mark) = mark(time)
    {
        return (
            rest.trim_end().trim_end_matches(['-', '–', ',']).trim_end(),
            Some(mark),
        );
    }
    if let Some((time, rest)) = first
        && let Some(mark) = mark(time)
    {
        return (
            rest.trim_start()
                .trim_start_matches(['-', '–'])
                .trim_start(),
            Some(mark),
        );
    }
    (label, None)
}

/// A time that stands alone: `0:12`, `(00:12:31)`, `[01:02:03.500]`.
fn mark(word: &str) -> Option<Locator> {
    let bare = word.trim_matches(['(', ')', '[', ']', '{', '}']);
    let seconds = seconds(bare)?;
    Some(Locator {
        at: 0,
        kind: LocatorKind::Time(seconds),
        text: bare.to_owned(),
    })
}

fn seconds(text: &str) -> Option<f64> {
    let (whole, part) = match text.split_once(['.', ',']) {
        Some((whole, part)) => (whole, Some(part)),
        None => (text, None),
    };
    let digits = |s: &str, most: usize| {
        !s.is_empty() && s.len() <= most && s.bytes().all(|b| b.is_ascii_digit())
    };
    let fields: Vec<&str> = whole.split(':').collect();
    let rest = fields.get(1..)?;
    if !(2..=3).contains(&fields.len()) || !rest.iter().all(|f| f.len() == 2 && digits(f, 2)) {
        return None;
    }
    if !digits(fields.first()?, 3) || part.is_some_and(|part| !digits(part, 3)) {
        return None;
    }
    let mut seconds = 0.0;
    for field in &fields {
        let value: f64 = field.parse().ok()?;
        seconds = seconds * 60.0 + value;
    }
    match part {
        Some(part) => Some(seconds + format!("0.{part}").parse::<f64>().ok()?),
        None => Some(seconds),
    }
}
