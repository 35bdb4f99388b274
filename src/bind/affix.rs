//! What may be written to a name without a blank, and is no part of it: particles of Korean, prefixes of Hebrew and Arabic.
//!
//! `시리아에서는` has 시리아, `ובסוריה` has סוריה, `والسودان` has السودان. The tables are in `docs/formats.md`. A short name is found alone only: too many
//! other words begin or end like it.

use std::ops::Range;

use super::letters::in_word;

/// How far letters that run on are looked at: longer than any affix.
const LONGEST: usize = 12;

/// Korean: what may come first behind a name: plural, titles.
const KOREAN_FIRST: [&str; 6] = ["들", "님", "씨", "측", "군", "양"];

/// Korean: particles of case, and the copula.
const KOREAN_CASE: [&str; 52] = [
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "에서",
    "에게",
    "에게서",
    "께",
    "께서",
    "한테",
    "한테서",
    "와",
    "과",
    "하고",
    "랑",
    "이랑",
    "로",
    "으로",
    "로서",
    "으로서",
    "로써",
    "으로써",
    "까지",
    "부터",
    "보다",
    "처럼",
    "같이",
    "마다",
    "만큼",
    "대로",
    "밖에",
    "뿐",
    "라고",
    "이라고",
    "라는",
    "이라는",
    "란",
    "이란",
    "이며",
    "며",
    "이고",
    "고",
    "인",
    "이다",
    "입니다",
    "이나",
    "나",
    "아",
];

/// Korean: particles that may stand behind those, or alone.
const KOREAN_LAST: [&str; 12] = [
    "은",
    "는",
    "도",
    "만",
    "의",
    "까지",
    "부터",
    "조차",
    "마저",
    "라도",
    "이라도",
    "만이",
];

/// Hebrew: "and"; then "that", "when"; then "the", "in", "as", "to", "from".
const HEBREW: [&[&str]; 3] = [
    &["ו"],
    &["ש", "כש", "לכש", "מש"],
    &["ה", "ב", "כ", "ל", "מ", "מה"],
];

/// Arabic: "and", "then"; then "in", "like", "to"; then "the". "To the" is written together: لل.
const ARABIC: [&[&str]; 3] = [&["و", "ف"], &["ب", "ك", "ل"], &["ال", "لل"]];

/// Languages that are written in Hebrew letters and have other prefixes, or none.
const NOT_HEBREW: [&str; 4] = ["yi", "lad", "jrb", "jpr"];

/// Languages that are written in Arabic letters and have other prefixes, or none.
const NOT_ARABIC: [&str; 22] = [
    "fa", "prs", "ur", "ps", "ku", "ckb", "sd", "ug", "pa", "pnb", "ks", "az", "azb", "uz", "kk",
    "tg", "bal", "lrc", "glk", "mzn", "ms", "ha",
];

/// Whether names that begin with this letter may have a prefix that is written with them: Hebrew and Arabic.
pub(super) fn may_have_prefix(first: char) -> bool {
    matches!(first, '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}')
}

/// Whether a name that stands at `range` of a text in `language` is whole but for such an affix.
pub(super) fn allows(text: &str, range: &Range<usize>, language: &str) -> bool {
    let name = &text[range.clone()];
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let is_of = |others: &[&str]| {
        let primary = language.split('-').next().unwrap_or_default();
        !others
            .iter()
            .any(|other| other.eq_ignore_ascii_case(primary))
    };
    let before = || run(text[..range.start].chars().rev());
    let after = || run(text[range.end..].chars());
    let prefixed = |tables: &[&[&str]]| {
        let before = before().map(|run| run.chars().rev().collect::<String>());
        after().is_some_and(|run| run.is_empty())
            && before.is_some_and(|run| is_chain(&run, tables))
    };
    // The script is asked first: of most names that ends it.
    match name.chars().find(|c| c.is_alphabetic()) {
        Some('\u{ac00}'..='\u{d7a3}') => {
            letters >= 2
                && before().is_some_and(|run| run.is_empty())
                && after().is_some_and(|run| is_korean(&run))
        }
        Some('\u{5d0}'..='\u{5ea}') => letters >= 3 && is_of(&NOT_HEBREW) && prefixed(&HEBREW),
        Some('\u{620}'..='\u{64a}') => letters >= 3 && is_of(&NOT_ARABIC) && prefixed(&ARABIC),
        Some(_) | None => false,
    }
}

/// How a name with the Arabic article is written behind "to": السودان, للسودان.
pub(super) fn behind_to(name: &str) -> Option<String> {
    let rest = name.strip_prefix("ال")?;
    let rest = rest.strip_prefix('ل').unwrap_or(rest);
    (rest.chars().count() >= 2).then(|| format!("لل{rest}"))
}

/// The letters that run on; none if they are too many for an affix.
fn run(signs: impl Iterator<Item = char>) -> Option<String> {
    let run: String = signs
        .take(LONGEST + 1)
        .take_while(|&c| in_word(c))
        .collect();
    (run.chars().count() <= LONGEST).then_some(run)
}

/// Nothing, or at most one of each table, in order.
fn is_chain(letters: &str, tables: &[&[&str]]) -> bool {
    let Some((table, rest)) = tables.split_first() else {
        return letters.is_empty();
    };
    is_chain(letters, rest)
        || table
            .iter()
            .filter_map(|affix| letters.strip_prefix(affix))
            .any(|letters| is_chain(letters, rest))
}

fn is_korean(particles: &str) -> bool {
    is_chain(particles, &[&KOREAN_FIRST, &KOREAN_CASE, &KOREAN_LAST])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, name: &str, language: &str) -> bool {
        let start = text.find(name).expect("the name is there");
        allows(text, &(start..start + name.len()), language)
    }

    #[test]
    fn korean_particles() {
        for text in [
            "시리아는",
            "시리아에서는",
            "시리아와의 전쟁",
            "시리아들이",
            "시리아입니다",
        ] {
            assert!(found(text, "시리아", "ko"), "{text}");
            assert!(found(text, "시리아", "en"), "{text}");
        }
        for text in ["북시리아는", "시리아크", "시리아에서는도만"] {
            assert!(!found(text, "시리아", "ko"), "{text}");
        }
        assert!(!found("왕은", "왕", "ko"), "one syllable is too short");
    }

    #[test]
    fn hebrew_prefixes() {
        for text in [
            "בסוריה",
            "ובסוריה",
            "שבסוריה",
            "מהסוריה",
            "כשסוריה",
            "וסוריה",
        ] {
            assert!(found(text, "סוריה", "he"), "{text}");
        }
        assert!(!found("אסוריה", "סוריה", "he"));
        assert!(!found("סוריהם", "סוריה", "he"));
        assert!(!found("בסוריה", "סוריה", "yi"));
        assert!(!found("בלי", "לי", "he"), "two letters are too few");
    }

    #[test]
    fn arabic_prefixes() {
        for text in ["والسودان", "بالسودان", "فبالسودان", "وللسودان"]
        {
            assert!(found(text, "سودان", "ar"), "{text}");
        }
        assert!(found("وبالسودان", "السودان", "ar"));
        assert!(!found("مالسودان", "السودان", "ar"));
        assert!(!found("والسودان", "السودان", "fa"));
        assert_eq!(behind_to("السودان").as_deref(), Some("للسودان"));
        assert_eq!(behind_to("اللجنة").as_deref(), Some("للجنة"));
        assert_eq!(behind_to("سودان"), None);
    }
}
