//! In which script words are written.

use std::cell::RefCell;

use icu_locale::{LanguageIdentifier, Locale, LocaleDirectionality, LocaleExpander, subtags};
use icu_properties::{
    CodePointMapData, PropertyNamesShort,
    props::{BidiClass, Script},
};

/// Whether words are written in the script of the language `own` (BCP 47), and the language `other` has another: as far as words tell their language at all.
pub fn is_of(words: &str, own: &str, other: &str) -> bool {
    let (Some(own), Some(other)) = (script_of(own), script_of(other)) else {
        return false;
    };
    own != other && written_in(words).is_some_and(|script| alike(script) == own)
}

/// Whether a language (BCP 47) is usually written from right to left. Of what is no tag, the part before the first hyphen decides.
pub fn runs_from_right(language: &str) -> bool {
    thread_local! {
        /// What was asked last, and the answer: a page asks of each paragraph, and nearly always of the same language.
        static LAST: RefCell<(String, bool)> = const { RefCell::new((String::new(), false)) };
    }
    LAST.with_borrow_mut(|(last, from_right)| {
        if last != language {
            *from_right = asked_of_data(language);
            language.clone_into(last);
        }
        *from_right
    })
}

fn asked_of_data(language: &str) -> bool {
    const KNOWN: LocaleDirectionality = LocaleDirectionality::new_extended();
    let whole = language.parse::<Locale>().map(|locale| locale.id);
    let first = || language.split('-').next().unwrap_or_default().parse();
    let id: Result<LanguageIdentifier, _> = whole.or_else(|_| first());
    id.is_ok_and(|id| KNOWN.is_right_to_left(&id))
}

/// A name for words that run from right to left, or from left to right: between signs that keep it to itself (UAX #9: FSI, PDI) if it has letters that run the other way, so that what
/// stands about it keeps its order where there are no tags.
pub fn isolated(name: &str, from_right: bool) -> String {
    let classes = CodePointMapData::<BidiClass>::new();
    let runs_against = |c: char| match classes.get(c) {
        BidiClass::RightToLeft | BidiClass::ArabicLetter => !from_right,
        BidiClass::LeftToRight => from_right,
        _ => false,
    };
    match name.chars().any(runs_against) {
        true => format!("\u{2068}{name}\u{2069}"),
        false => name.to_owned(),
    }
}

/// A language with the script and the region that CLDR supposes where it names none.
pub(super) fn supposed(id: &LanguageIdentifier) -> LanguageIdentifier {
    let mut full = id.clone();
    LocaleExpander::new_extended().maximize(&mut full);
    full
}

/// The script of the first letter, by its short name (ISO 15924).
fn written_in(words: &str) -> Option<&'static str> {
    let scripts = CodePointMapData::<Script>::new();
    let names = PropertyNamesShort::<Script>::new();
    let letter = words.chars().find(|c| c.is_alphabetic())?;
    names.get(scripts.get(letter))
}

/// The script that a language is usually written in.
fn script_of(language: &str) -> Option<&'static str> {
    let script: subtags::Script = supposed(&language.parse().ok()?).script?;
    let names = PropertyNamesShort::<Script>::new();
    let known =
        icu_properties::PropertyParser::<Script>::new().get_strict(alike(script.as_str()))?;
    names.get(known)
}

/// Chinese in its two forms, Japanese and Korean are written with Han among other signs: one of them stands for all.
fn alike(script: &str) -> &str {
    match script {
        "Hans" | "Hant" | "Jpan" | "Hira" | "Kana" | "Bopo" => "Hani",
        "Kore" => "Hang",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_runs_as_its_script_does() {
        for language in [
            "ar",
            "he",
            "iw",
            "fa",
            "ur",
            "ps",
            "sd",
            "ug",
            "yi",
            "dv",
            "ckb",
            "syr",
            "arc",
            "nqo",
            "HE-IL",
            "ar-x-told",
            "az-Arab",
            "ks",
            "ff-Adlm",
            "rhg",
            "he-no_tag",
        ] {
            assert!(runs_from_right(language), "{language}");
        }
        for language in [
            "en",
            "zh-Hant",
            "az",
            "ku",
            "he-Latn",
            "ar-Latn",
            "no such tag",
            "",
        ] {
            assert!(!runs_from_right(language), "{language}");
        }
    }

    #[test]
    fn a_name_that_runs_against_the_page_is_kept_to_itself() {
        assert_eq!(isolated("Ann Marsh", false), "Ann Marsh");
        assert_eq!(isolated("Ann Marsh", true), "\u{2068}Ann Marsh\u{2069}");
        assert_eq!(isolated("הטחנה", true), "הטחנה");
        assert_eq!(isolated("הטחנה", false), "\u{2068}הטחנה\u{2069}");
        assert_eq!(isolated("سوق", false), "\u{2068}سوق\u{2069}");
        assert_eq!(isolated("הטחנה BBC", true), "\u{2068}הטחנה BBC\u{2069}");
        assert_eq!(isolated("1941", true), "1941");
    }

    #[test]
    fn words_tell_their_script_and_not_more() {
        assert!(is_of("עדות על ימי הגשם", "he", "en"));
        assert!(is_of("“河边访谈”", "zh-Hans", "en"));
        assert!(is_of("こんにちは", "ja", "en"));
        assert!(is_of("Интервью", "ru", "en"));
        assert!(!is_of("An interview", "he", "en"), "in the page's script");
        assert!(!is_of("Une lettre", "fr", "en"), "both have the same");
        assert!(!is_of("1941", "he", "en"), "no letter");
        assert!(!is_of("words", "no such language", "en"));
    }
}
