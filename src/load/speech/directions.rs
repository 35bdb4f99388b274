//! Directions: what a source says in brackets behind a label of how the words are said. `Bob (laughing):`, `Ms. Roe [crying]:`,
//! `Mr. X (spoke in French):`. A closed list, so that other brackets (`Mr. Smith (Kenya):`) stay what they are: part of another label.
//!
//! `docs/formats.md` has the list for editors.

use unicode_normalization::UnicodeNormalization;

mod words;

use self::words::{BEGINNINGS, LANGUAGES, WORDS};

/// Whether the words inside brackets behind a label are a direction.
pub(super) fn is_direction(inside: &str) -> bool {
    if inside.len() > 120 {
        return false;
    }
    let plain: String = crate::text::fold(inside).nfc().collect();
    let plain = plain.trim().trim_end_matches([',', ';']).to_lowercase();
    let parts: Vec<&str> = plain.split([',', ';']).map(str::trim).collect();
    !plain.is_empty() && parts.iter().all(|part| one(part))
}

/// One direction of several with commas between (`laughing, off microphone`).
fn one(words: &str) -> bool {
    if WORDS.contains(&words) {
        return true;
    }
    if let Some(language) = words.strip_prefix("in ") {
        return LANGUAGES.contains(&language);
    }
    if let Some(rest) = words.strip_prefix("through ") {
        return ["interpret", "translat"].iter().any(|w| rest.contains(w));
    }
    // 以法语发言 and the like: "speaking in ... language".
    if words.starts_with('以') && (words.ends_with("发言") || words.ends_with("發言")) {
        return true;
    }
    BEGINNINGS.iter().any(|beginning| {
        words
            .strip_prefix(beginning)
            .is_some_and(|rest| rest.split_whitespace().count() <= 4 && rest_fits(beginning, rest))
    })
}

/// `spoke`, `speaking`, `auf` and `spricht` need a language: alone they could begin anything.
fn rest_fits(beginning: &str, rest: &str) -> bool {
    match beginning {
        "spoke " | "speaking " => LANGUAGES.contains(&rest),
        "auf " | "spricht " => rest.ends_with("isch") || rest.ends_with("deutsch"),
        "говорит " | "выступает " => {
            rest.starts_with("по-") || rest.starts_with("на ")
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_say_how_and_other_brackets_say_who() {
        for direction in [
            "laughing",
            "Crying",
            "spoke in French",
            "through interpreter",
            "through an interpreter",
            "off microphone",
            "off-mic",
            "in Kinyarwanda",
            "interpretation from Arabic",
            "cont’d",
            "parle en anglais",
            "s’exprime en français",
            "habla en inglés",
            "говорит по-русски",
            "以法语发言",
            "laughing, off microphone",
            "speaking French",
            "auf Französisch",
            "تكلم بالفرنسية",
        ] {
            assert!(is_direction(direction), "{direction}");
        }
        for label in [
            "Kenya",
            "Mr. Y",
            "in charge",
            "through Kenya",
            "2",
            "UK",
            "Chair",
            "Minister for Foreign Affairs",
            "",
            "spoke first",
            "auf Wunsch",
            "Chair, laughing",
        ] {
            assert!(!is_direction(label), "{label}");
        }
    }
}
