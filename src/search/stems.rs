//! Words of one stem, in the languages that have rules for it (Snowball). The index lists them, so that no browser needs the rules.

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

use super::tokens::each_token;

/// The languages, by their first subtag (BCP 47), in the order of their numbers.
const LANGUAGES: [(&str, Algorithm); 19] = [
    ("ar", Algorithm::Arabic),
    ("da", Algorithm::Danish),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("en", Algorithm::English),
    ("es", Algorithm::Spanish),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("hu", Algorithm::Hungarian),
    ("it", Algorithm::Italian),
    ("nb", Algorithm::Norwegian),
    ("nl", Algorithm::Dutch),
    ("no", Algorithm::Norwegian),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sv", Algorithm::Swedish),
    ("ta", Algorithm::Tamil),
    ("tr", Algorithm::Turkish),
];

/// A language whose words have stems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stemmed(u8);

impl Stemmed {
    /// That of a tag (BCP 47), if there are rules for it.
    pub(super) fn of(tag: &str) -> Option<Self> {
        let first = tag.split('-').next().unwrap_or_default();
        let number = LANGUAGES
            .iter()
            .position(|(language, _)| first.eq_ignore_ascii_case(language))?;
        u8::try_from(number).ok().map(Self)
    }

    /// All that there are, in order: as the index names them.
    pub(super) fn tags() -> impl Iterator<Item = &'static str> {
        LANGUAGES.iter().map(|(language, _)| *language)
    }

    /// Of a number that was written.
    pub(super) fn numbered(number: u64) -> Option<Self> {
        let number = u8::try_from(number).ok()?;
        (usize::from(number) < LANGUAGES.len()).then_some(Self(number))
    }

    /// Its number.
    pub(super) fn number(self) -> u8 {
        self.0
    }

    /// Its tag.
    pub(super) fn tag(self) -> &'static str {
        LANGUAGES[usize::from(self.0)].0
    }

    /// What finds stems of its words.
    pub(super) fn stemmer(self) -> Stemmer {
        Stemmer::create(LANGUAGES[usize::from(self.0)].1)
    }
}

/// A word as rules of stems know it: as it is printed, in small letters, composed; none if that is the term itself.
pub(super) fn surface(printed: &str, term: &str) -> Option<Box<str>> {
    if printed.is_ascii() || printed == term {
        return None;
    }
    let small = printed.nfc().flat_map(char::to_lowercase);
    let small: String = small.collect();
    (small != term).then(|| small.into())
}

/// The stem of a word, folded as terms are; none for what is none.
pub(super) fn stem(stemmer: &Stemmer, word: &str) -> Option<String> {
    let stem = stemmer.stem(word);
    if stem.is_ascii() {
        return (!stem.is_empty()).then(|| stem.into_owned());
    }
    let (mut folded, mut count) = (String::new(), 0);
    each_token(&stem, |term, _, _| {
        folded.push_str(term);
        count += 1;
    });
    (count == 1).then_some(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stem_of(tag: &str, word: &str) -> Option<String> {
        stem(&Stemmed::of(tag)?.stemmer(), word)
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for (tag, words) in [
            ("en-GB", &["question", "questions", "questioned"][..]),
            ("de", &["Häuser", "Häusern"]),
            ("fr", &["élevée", "élevé"]),
            ("ru", &["суда", "судом"]),
        ] {
            let stems: Vec<_> = words
                .iter()
                .map(|word| stem_of(tag, &word.to_lowercase()).expect("a stem"))
                .collect();
            assert!(stems.windows(2).all(|two| two[0] == two[1]), "{stems:?}");
        }
        assert_eq!(stem_of("fr", "élevée").as_deref(), Some("elev"), "folded");
        assert!(Stemmed::of("he").is_none());
    }

    #[test]
    fn what_is_printed_otherwise_than_its_term_is_known_as_printed() {
        assert_eq!(surface("Court", "court"), None);
        assert_eq!(surface("суд", "суд"), None);
        assert_eq!(surface("Élevé", "eleve").as_deref(), Some("élevé"));
        assert_eq!(surface("E\u{301}leve", "eleve").as_deref(), Some("éleve"));
    }
}
