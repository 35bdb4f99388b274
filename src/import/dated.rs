//! Dates and languages as files of XML write them, as EDTF and BCP 47.

use crate::archive::{Date, Dated};

/// A date of XML (`2014-04-01`, `2014-04-01T10:30:00+02:00`, `--04-01` is none) as EDTF; none if it is no date.
pub(super) fn dated(written: &str) -> Option<Dated> {
    let written = written.trim();
    let parsed = |text: &str| Date::parse(text).ok().map(Dated::unplaced);
    // A day may carry a time zone (XML Schema, part 2, section 3.3.9), which EDTF does not know.
    let day = || written.get(..10).filter(|_| !written.contains('/'));
    parsed(written).or_else(|| parsed(day()?))
}

/// From one date to another, as far as they are said.
pub(super) fn between(from: Option<&str>, to: Option<&str>) -> Option<Dated> {
    let day = |written: &str| dated(written).map(|date| date.value.edtf().to_owned());
    let day = |written: &str| day(written.split('T').next().unwrap_or(written));
    match (from.and_then(day), to.and_then(day)) {
        (Some(from), Some(to)) if from == to => dated(&from),
        (Some(from), Some(to)) => dated(&format!("{from}/{to}")),
        (Some(from), None) => dated(&format!("{from}/..")),
        (None, Some(to)) => dated(&format!("../{to}")),
        (None, None) => None,
    }
}

/// The day that words begin with, and what stands behind it: `2016-01-25 ARTE.tv`.
pub(super) fn leading_day(words: &str) -> Option<(Dated, &str)> {
    let words = words.trim();
    let day = words.get(..10)?;
    let shape = day.char_indices().all(|(at, c)| match at {
        4 | 7 => matches!(c, '-' | '_' | '.'),
        _ => c.is_ascii_digit(),
    });
    let rest = words.get(10..).unwrap_or_default();
    if !shape || rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let date = dated(&day.replace(['_', '.'], "-"))?;
    let part = |c: char| c.is_whitespace() || matches!(c, '-' | '_' | ':' | '–' | '—' | ',' | '.');
    Some((date, rest.trim_start_matches(part).trim_end()))
}

/// A language as BCP 47 has it: of three letters two, where there are two (RFC 5646, section 2.2.1).
pub(super) fn language(written: &str) -> Option<String> {
    let written = written.trim().replace('_', "-");
    let lower = written.to_ascii_lowercase();
    if let Some((_, short)) = SHORT.iter().find(|(long, _)| *long == lower) {
        return Some((*short).to_owned());
    }
    let first = written.split('-').next().unwrap_or_default();
    let is_tag = (2..=3).contains(&first.len())
        && written.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
        })
        && first.chars().all(|c| c.is_ascii_alphabetic());
    // Several languages, none that is known, no words at all: these say nothing (ISO 639-2).
    (is_tag && !["mul", "und", "zxx", "mis"].contains(&lower.as_str())).then_some(written)
}

/// ISO 639-2, both of its lists, where ISO 639-1 has a code.
const SHORT: &[(&str, &str)] = &[
    ("eng", "en"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("deu", "de"),
    ("ger", "de"),
    ("spa", "es"),
    ("por", "pt"),
    ("ita", "it"),
    ("nld", "nl"),
    ("dut", "nl"),
    ("rus", "ru"),
    ("ukr", "uk"),
    ("pol", "pl"),
    ("ces", "cs"),
    ("cze", "cs"),
    ("slk", "sk"),
    ("slo", "sk"),
    ("slv", "sl"),
    ("hrv", "hr"),
    ("srp", "sr"),
    ("bos", "bs"),
    ("mkd", "mk"),
    ("mac", "mk"),
    ("bul", "bg"),
    ("ron", "ro"),
    ("rum", "ro"),
    ("hun", "hu"),
    ("ell", "el"),
    ("gre", "el"),
    ("tur", "tr"),
    ("ara", "ar"),
    ("heb", "he"),
    ("fas", "fa"),
    ("per", "fa"),
    ("zho", "zh"),
    ("chi", "zh"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("hin", "hi"),
    ("swa", "sw"),
    ("amh", "am"),
    ("afr", "af"),
    ("sqi", "sq"),
    ("alb", "sq"),
    ("hye", "hy"),
    ("arm", "hy"),
    ("kat", "ka"),
    ("geo", "ka"),
    ("cat", "ca"),
    ("glg", "gl"),
    ("eus", "eu"),
    ("baq", "eu"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("est", "et"),
    ("fin", "fi"),
    ("swe", "sv"),
    ("nor", "no"),
    ("nob", "nb"),
    ("dan", "da"),
    ("isl", "is"),
    ("ice", "is"),
    ("gle", "ga"),
    ("cym", "cy"),
    ("wel", "cy"),
    ("vie", "vi"),
    ("tha", "th"),
    ("ind", "id"),
    ("msa", "ms"),
    ("may", "ms"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_split_from_what_it_dates() {
        let split = |words| leading_day(words).map(|(d, rest)| (d.value.edtf().to_owned(), rest));
        assert_eq!(
            split("2016-01-25 ARTE.tv"),
            Some(("2016-01-25".to_owned(), "ARTE.tv"))
        );
        assert_eq!(
            split("2016-04-13-親子天下"),
            Some(("2016-04-13".to_owned(), "親子天下"))
        );
        for none in ["La Nuit", "2016-13-01 x", "2016-01-251", "親子天下親子天下"] {
            assert_eq!(split(none), None, "{none}");
        }
    }

    #[test]
    fn dates_and_languages_are_those_of_the_archive() {
        let of = |date: Option<Dated>| date.map(|d| d.value.as_written().into_owned());
        assert_eq!(of(dated("2014-04-01+02:00")).as_deref(), Some("2014-04-01"));
        assert_eq!(of(dated("--04-01")), None);
        assert_eq!(
            of(between(Some("1971-11-04"), Some("1983-05-31"))).as_deref(),
            Some("1971-11-04/1983-05-31")
        );
        assert_eq!(
            of(between(Some("1971-11-04T14:00:00"), None)).as_deref(),
            Some("1971-11-04/..")
        );
        assert_eq!(language("eng").as_deref(), Some("en"));
        assert_eq!(language("zh_Hant").as_deref(), Some("zh-Hant"));
        assert_eq!(language("uk-Latn").as_deref(), Some("uk-Latn"));
        assert_eq!(language("mul"), None);
        assert_eq!(language("no language"), None);
    }
}
