//! What languages are called in the language of the site: by the site itself, else by CLDR.
//!
//! CLDR's names in the languages of the interface are a table, made by `scripts/languages`: icu_locale has them for every language, as of 2.4 behind a feature
//! that any release may change, and three megabytes large.

use std::collections::BTreeMap;

use icu_locale::{LanguageIdentifier, Locale, subtags::Language};

use super::{Words, languages::canonical};

/// A line each: a tag, then what it is called in each language of the first line. Languages have small letters, regions capitals, scripts (`Latn`) both.
const TABLE: &str = include_str!("languages.tsv");

/// What languages are called in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LanguageNames {
    /// The column of the table; 0, that of the tags, is English.
    column: usize,
    /// What the site says, by canonical tags.
    own: BTreeMap<String, String>,
}

impl LanguageNames {
    /// In the language that `tags` serve, the nearest first, but for what the site says itself: `own`, by tags.
    pub fn new(tags: &[String], own: BTreeMap<String, String>) -> Self {
        let columns: Vec<&str> = lines().next().unwrap_or_default().split('\t').collect();
        let of = |tag: &String| columns.iter().position(|column| column == tag);
        let own = own.into_iter().filter_map(|(tag, name)| {
            let tag = canonical(&tag)?.id.to_string();
            Some((tag, name))
        });
        Self {
            column: tags.iter().find_map(of).unwrap_or_default(),
            own: own.collect(),
        }
    }

    /// What is called so, as text: for a digest.
    pub(super) fn parts(&self) -> impl Iterator<Item = &str> {
        let own = self.own.iter();
        let own = own.flat_map(|(tag, name)| [tag.as_str(), name]);
        let tongue = lines()
            .next()
            .and_then(|line| line.split('\t').nth(self.column));
        tongue.into_iter().chain(own)
    }

    /// What a language, a script or a region is called.
    fn of(&self, tag: &str) -> Option<&str> {
        if let Some(own) = self.own.get(tag) {
            return Some(own);
        }
        let line = lines().find(|line| line.split('\t').next() == Some(tag))?;
        line.split('\t').nth(self.column.max(1))
    }
}

/// The table's lines but the first, which says where it is from.
fn lines() -> impl Iterator<Item = &'static str> {
    TABLE.lines().skip(1)
}

impl Words {
    /// What a language (BCP 47) is called: `fr` "French", `zh-Hans` "Simplified Chinese", `fr-RW` "French (Rwanda)"; one that has no name, as it is written.
    pub fn language(&self, tag: &str) -> String {
        let name = canonical(tag).and_then(|locale| self.name_of(&locale));
        name.unwrap_or_else(|| tag.to_owned())
    }

    fn name_of(&self, locale: &Locale) -> Option<String> {
        let whole = &locale.id;
        if let Some(name) = self.languages.of(&whole.to_string()) {
            return Some(name.to_owned());
        }
        // `zh-Hant-TW` is traditional Chinese, of Taiwan.
        let narrow = LanguageIdentifier {
            region: None,
            variants: Default::default(),
            ..whole.clone()
        };
        let with_script = whole.script.and(self.languages.of(&narrow.to_string()));
        let known = whole.language != Language::UNKNOWN;
        let name =
            with_script.or_else(|| self.languages.of(whole.language.as_str()).filter(|_| known))?;
        let script = whole.script.filter(|_| with_script.is_none());
        let parts = [
            script.map(|script| script.to_string()),
            whole.region.map(|region| region.to_string()),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .flatten()
            .map(|part| self.languages.of(&part).map_or(part.clone(), str::to_owned))
            .collect();
        if parts.is_empty() {
            return Some(name.to_owned());
        }
        Some(self.name_and(name, &parts.join(&self.list_comma())))
    }

    /// A name, and words in brackets behind it: "French (Rwanda)", "Bob Bee (possible)".
    pub fn name_and(&self, name: &str, words: &str) -> String {
        let brackets = self.in_brackets(words);
        // Wide brackets bring their own blank.
        match brackets.starts_with('（') {
            true => format!("{name}{brackets}"),
            false => format!("{name} {brackets}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(tongue: &str, own: &[(&str, &str)]) -> Words {
        let own = own.iter();
        let own = own.map(|(tag, name)| ((*tag).to_owned(), (*name).to_owned()));
        let tags = super::super::serving(tongue);
        let english = Words::english();
        let numbers = english.numbers.clone();
        english.with([], &numbers, LanguageNames::new(&tags, own.collect()))
    }

    #[test]
    fn languages_are_called_as_the_page_calls_them() {
        for (tongue, tag, name) in [
            ("en", "fr", "French"),
            ("en", "zh-Hans", "Simplified Chinese"),
            ("en", "zh-Hant-TW", "Traditional Chinese (Taiwan)"),
            ("en", "fr-RW", "French (Rwanda)"),
            ("en", "sr-Latn-RS", "Serbian (Latin, Serbia)"),
            ("en", "rw", "Kinyarwanda"),
            ("en", "FR", "French"),
            ("en", "iw", "Hebrew"),
            ("en", "ar-u-nu-latn", "Arabic"),
            ("en", "de-1996", "German"),
            ("en", "xx", "xx"),
            ("en", "und", "und"),
            ("en", "no tag", "no tag"),
            ("sv", "fr", "French"),
            ("de-CH", "fr", "Französisch"),
            ("he", "fr", "צרפתית"),
            ("zh-TW", "ja", "日文"),
        ] {
            assert_eq!(names(tongue, &[]).language(tag), name, "{tongue} {tag}");
        }
    }

    #[test]
    fn a_site_has_names_of_its_own() {
        let swedish = names("sv", &[("FR", "franska"), ("xx", "xiska")]);
        assert_eq!(swedish.language("fr"), "franska");
        assert_eq!(swedish.language("fr-RW"), "franska (Rwanda)");
        assert_eq!(swedish.language("xx"), "xiska");
        assert_eq!(swedish.language("de"), "German");
        assert_ne!(swedish.digest(), names("sv", &[]).digest());
    }

    #[test]
    fn every_line_has_a_name_in_every_language() {
        let columns = lines().next().map_or(0, |line| line.split('\t').count());
        for line in lines() {
            let names = line.split('\t');
            assert_eq!(names.clone().count(), columns, "{line}");
            assert!(
                names.into_iter().all(|name| !name.trim().is_empty()),
                "{line}"
            );
        }
    }
}
