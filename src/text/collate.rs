//! The order of names in a language, and the letters under which an index lists them.
//!
//! Order is that of the language's collation in CLDR (`sv` has Å behind Z), with numbers in the order of their values. Letters are the
//! index characters of CLDR: those of the language, and for names in another script those of a language that is written in it; a sign that
//! has none there stands for itself. Signs before the first letter or digit of a name do not count.

use std::{
    cmp::Ordering,
    collections::HashMap,
    sync::{OnceLock, PoisonError, RwLock},
};

use icu_collator::{
    Collator, CollatorBorrowed, CollatorPreferences,
    options::{CollatorOptions, Strength},
    preferences::CollationNumericOrdering,
};
use icu_locale::{Locale, exemplar_chars::ExemplarCharacters};
use icu_properties::{CodePointMapData, props::Script};
use unicode_segmentation::UnicodeSegmentation;

/// The heading of names that begin with a digit.
pub const DIGITS: &str = "0–9";

/// The heading of names without a letter or digit.
pub const SIGNS: &str = "#";

/// A language for each script that has index characters, in no particular order.
const OF_OTHER_SCRIPTS: [&str; 18] = [
    "en", "el", "ru", "hy", "ka", "he", "ar", "am", "hi", "bn", "ta", "te", "kn", "ml", "th", "ko",
    "ja", "si",
];

/// How many letters of a name are told apart: enough for any index, and a bound for names that are no names.
const MOST_LETTERS: usize = 64;

/// How names are ordered in one language.
pub struct Collation {
    order: CollatorBorrowed<'static>,
    /// Tells base letters apart and nothing else.
    base: CollatorBorrowed<'static>,
    locale: Locale,
    /// In order; made when the first heading is asked for.
    letters: OnceLock<Vec<Letter>>,
    /// What words begin with, and what [`Collation::first_letter`] said of it: archives have many names and few beginnings.
    known: RwLock<HashMap<Box<str>, First>>,
}

/// The first letter of words.
#[derive(Clone)]
struct First {
    heading: String,
    /// How many bytes of the words it stands for.
    length: usize,
}

/// A heading of an index.
struct Letter {
    heading: String,
    /// The first words that belong below it.
    from: String,
    /// The base letters of these, as [`Collation::base_key`] has them: words are told by their own before they are looked for among many.
    key: Vec<u8>,
    script: Script,
}

impl std::fmt::Debug for Collation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Collation").field(&self.locale).finish()
    }
}

impl Collation {
    /// The collation of a language (BCP 47); the order of CLDR's root for one that has none, or is none.
    pub fn new(language: &str) -> Self {
        let locale = language.parse::<Locale>().unwrap_or(Locale::UNKNOWN);
        let mut preferences = CollatorPreferences::from(&locale);
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        let of = |strength| {
            let mut options = CollatorOptions::default();
            options.strength = Some(strength);
            Collator::try_new(preferences, options)
                .or_else(|_| Collator::try_new(CollatorPreferences::default(), options))
                .expect("the root collation is compiled in")
        };
        Self {
            order: of(Strength::Tertiary),
            base: of(Strength::Primary),
            locale,
            letters: OnceLock::new(),
            known: RwLock::default(),
        }
    }

    /// What `name` is compared by: byte strings in the order of names. Equal only for names that nothing but their code tells apart.
    pub fn key(&self, name: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(name.len() + 8);
        let Ok(()) = self.order.write_sort_key_to(told(name), &mut key);
        key
    }

    /// The headings under which a name comes: its first letter, then within that the next, and so on. A digit first comes under
    /// [`DIGITS`], then under itself. Each is found when it is asked for: mostly the first two or three are.
    pub fn letters<'a>(&'a self, name: &'a str) -> Letters<'a> {
        Letters {
            collation: self,
            rest: told(name),
            given: 0,
        }
    }

    /// The heading of a name: see [`Collation::letters`].
    pub fn heading(&self, name: &str) -> String {
        match told(name) {
            "" => SIGNS.to_owned(),
            name if name.starts_with(char::is_numeric) => DIGITS.to_owned(),
            name if name.starts_with(char::is_alphanumeric) => self.first_letter(name).heading,
            _ => SIGNS.to_owned(),
        }
    }

    /// The first letter of words that begin with one. No heading is longer than four signs.
    fn first_letter(&self, words: &str) -> First {
        let end = words
            .char_indices()
            .nth(4)
            .map_or(words.len(), |(at, _)| at);
        let beginning = &words[..end];
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(first) = known.get(beginning) {
            return first.clone();
        }
        drop(known);
        let first = self.find_letter(beginning);
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(beginning.into(), first.clone());
        first
    }

    fn find_letter(&self, words: &str) -> First {
        let mut ends = words.grapheme_indices(true).map(|(at, g)| at + g.len());
        let one = ends.next().unwrap_or(words.len());
        let Some(letter) = self.letter_of(words) else {
            return First {
                heading: base_letter(&words[..one]),
                length: one,
            };
        };
        // "Ch" is one letter where the language says so: as many signs as it takes to come under the heading.
        let whole = std::iter::once(one).chain(ends).take(3).find(|&end| {
            self.letter_of(&words[..end]).map(|l| &l.heading) == Some(&letter.heading)
        });
        First {
            heading: letter.heading.clone(),
            length: whole.unwrap_or(one),
        }
    }

    /// The last heading that does not come behind the words, if it is of their script.
    fn letter_of(&self, words: &str) -> Option<&Letter> {
        let letters = self.letters.get_or_init(|| self.headings());
        let key = self.base_key(words);
        let behind = letters.partition_point(|letter| letter.key <= key);
        let letter = &letters[behind.checked_sub(1)?];
        (letter.script == script(words)).then_some(letter)
    }

    /// What words are compared by if base letters alone count.
    fn base_key(&self, words: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(words.len() + 8);
        let Ok(()) = self.base.write_sort_key_to(words, &mut key);
        key
    }

    /// A heading with the first words that belong below it.
    fn letter(&self, heading: String, from: String, script: Script) -> Letter {
        Letter {
            heading,
            key: self.base_key(&from),
            from,
            script,
        }
    }

    /// The headings of a language and of scripts that it is not written in, in order.
    fn headings(&self) -> Vec<Letter> {
        let mut letters = self.latin_for_han();
        letters.extend(self.strokes_for_han());
        let own = index_characters(&self.locale);
        let others = OF_OTHER_SCRIPTS.iter().flat_map(|language| {
            language
                .parse::<Locale>()
                .map_or_else(|_| Vec::new(), |locale| index_characters(&locale))
        });
        let covered: Vec<Script> = own.iter().map(|heading| script(heading)).collect();
        let others: Vec<String> = others.filter(|h| !covered.contains(&script(h))).collect();
        letters.extend(own.into_iter().chain(others).filter_map(|heading| {
            let script = script(&heading);
            // Signs of Chinese are too many for headings that are a few of them.
            (script != Script::Han).then(|| self.letter(heading.clone(), heading, script))
        }));
        letters.sort_by(|a, b| self.order.compare(&a.from, &b.from));
        // Those that differ in an accent only, for this language, are one.
        letters.dedup_by(|b, a| self.base.compare(&a.from, &b.from) == Ordering::Equal);
        letters
    }

    /// For Chinese in the order of its Latin spelling: the letters of that, of which CLDR says where each begins.
    fn latin_for_han(&self) -> Vec<Letter> {
        let begins = |letter: char| format!("\u{fdd0}{letter}");
        let is_spelled = self.base.compare(&begins('B'), "八") != Ordering::Greater
            && self.base.compare(&begins('C'), "八") == Ordering::Greater;
        let letters = if is_spelled { 'A'..='Z' } else { 'Z'..='A' };
        letters
            .map(|letter| self.letter(letter.to_string(), begins(letter), Script::Han))
            .collect()
    }

    /// For Chinese in the order of strokes: the numbers of these, as CLDR marks where each begins.
    fn strokes_for_han(&self) -> Vec<Letter> {
        /// More than any sign has.
        const MOST: u32 = 64;
        let begins = |strokes: u32| {
            let mark = char::from_u32(0x2800 + strokes)?;
            Some(format!("\u{fdd0}{mark}"))
        };
        // 口 has three.
        let is_at = |strokes, order: Ordering| {
            begins(strokes).is_some_and(|from| self.base.compare(&from, "口") == order)
        };
        if !is_at(3, Ordering::Less) || !is_at(4, Ordering::Greater) {
            return Vec::new();
        }
        let letters = (1..=MOST).filter_map(|strokes| {
            Some(self.letter(format!("{strokes}劃"), begins(strokes)?, Script::Han))
        });
        letters.collect()
    }
}

/// The headings under which a name comes: see [`Collation::letters`].
#[derive(Clone, Debug)]
pub struct Letters<'a> {
    collation: &'a Collation,
    rest: &'a str,
    given: usize,
}

impl Iterator for Letters<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        if self.given == MOST_LETTERS {
            return None;
        }
        self.rest = self.rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let heading = match self.rest.chars().next() {
            // Announced by what all digits come under.
            Some(first) if first.is_numeric() && self.given == 0 => DIGITS.to_owned(),
            Some(first) if first.is_numeric() => {
                self.rest = &self.rest[first.len_utf8()..];
                first.to_string()
            }
            Some(_) => {
                let First { heading, length } = self.collation.first_letter(self.rest);
                self.rest = &self.rest[length..];
                heading
            }
            None if self.given == 0 => {
                self.given = MOST_LETTERS - 1;
                SIGNS.to_owned()
            }
            None => return None,
        };
        self.given += 1;
        Some(heading)
    }
}

/// A name without the signs before its first letter or digit; whole if it has none.
fn told(name: &str) -> &str {
    let told = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    if told.is_empty() { name.trim() } else { told }
}

/// The index characters of a language in CLDR, some of them several signs long.
fn index_characters(locale: &Locale) -> Vec<String> {
    let Ok(set) = ExemplarCharacters::try_new_index(&locale.into()) else {
        return Vec::new();
    };
    let single = set.code_points().iter_chars().map(String::from);
    let several = set.strings().iter().map(str::to_owned);
    single.chain(several).collect()
}

/// The script of the first sign; the kinds of Kana are one.
fn script(words: &str) -> Script {
    let first = words.chars().next().unwrap_or(' ');
    match CodePointMapData::<Script>::new().get(first) {
        Script::Katakana => Script::Hiragana,
        script => script,
    }
}

/// A letter without accent, in capitals: what it is listed under where no language says otherwise.
fn base_letter(letter: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let base = letter.nfd().next().into_iter().nfc();
    base.flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests;
