//! The words of the interface: what postil says on pages in its own voice, beside what authors wrote.
//!
//! One table has them all in English (`en`), with what stands in them; the words of other languages and those of a site are files with the same names
//! (`load::words`). No stage has words for readers in its code, and no template in its text. A phrase says where what changes stands in it (`{title}`), since
//! languages differ in the order of words, and has a form for each kind of number that its language tells apart (`n`).
//! `pages` asks for a phrase by a method, which does not compile if there is none; templates by a function (`say_contents()`), which `render` makes of each of
//! [`Words::phrases`]. Remarks to editors are no words of the interface.

#[macro_use]
mod table;
mod category;
mod en;
mod languages;
mod names;
mod numbers;
mod phrase;

use std::sync::{Arc, LazyLock};

pub use self::{
    category::Category,
    languages::serving,
    names::LanguageNames,
    numbers::Numbers,
    phrase::{COUNT, Entry, Form, Phrase, Piece, Said, pieces},
};

/// The words of one language.
pub struct Words {
    /// In the order of the table.
    phrases: Vec<Phrase>,
    numbers: Arc<Numbers>,
    languages: LanguageNames,
}

/// Their digest: they are a part of the settings, which are compared by what this writes.
impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Words").field(&self.digest()).finish()
    }
}

impl Words {
    /// What may be said: names, places, and the words in English.
    pub const TABLE: &[Entry] = en::TABLE;

    /// The words in English.
    pub fn english() -> Arc<Words> {
        static ENGLISH: LazyLock<Arc<Words>> = LazyLock::new(|| {
            let numbers = Arc::new(Numbers::new("en"));
            let phrases = Words::TABLE.iter();
            let phrases = phrases.map(|entry| Phrase::english(entry, &numbers));
            Arc::new(Words {
                phrases: phrases.collect(),
                numbers,
                languages: LanguageNames::default(),
            })
        });
        ENGLISH.clone()
    }

    /// These words with others in the place of some: `found` has them by their places in the table, in a language that counts by `numbers` and has `languages` for
    /// the names of languages.
    pub fn with(
        &self,
        found: impl IntoIterator<Item = (usize, Vec<Form>)>,
        numbers: &Arc<Numbers>,
        languages: LanguageNames,
    ) -> Self {
        let mut phrases = self.phrases.clone();
        for (at, forms) in found {
            if let Some(phrase) = phrases.get_mut(at) {
                phrase.forms = forms;
                phrase.numbers = numbers.clone();
            }
        }
        Self {
            phrases,
            numbers: numbers.clone(),
            languages,
        }
    }

    /// Whether a phrase, by its place in the table, is the name of a month or of another part of a year, which may have a form for where it stands behind a word.
    pub fn is_part_of_year(at: usize) -> bool {
        (JANUARY..SPRING + 21).contains(&at)
    }

    /// How the language counts.
    pub fn numbers(&self) -> &Numbers {
        &self.numbers
    }

    /// A digest of all that they say, as text.
    pub fn digest(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        let mut add = |text: &str| {
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        };
        for phrase in &self.phrases {
            for (category, form) in &phrase.forms {
                add(category.word());
                add(form);
                add(&phrase.numbers.text(1_234_567_890));
            }
            add("");
        }
        self.languages.parts().for_each(add);
        hasher.finalize().to_hex().to_string()
    }

    /// The name of a month (1 to 12) or, by its code in EDTF (21 to 41), of another part of a year; as it stands alone, or behind a day or a preposition.
    pub fn month(&self, code: u8, is_behind: bool) -> &str {
        let at = match code {
            21.. => SPRING + usize::from(code) - 21,
            _ => JANUARY + usize::from(code).clamp(1, 12) - 1,
        };
        self.phrases.get(at).map_or("", |name| {
            name.form(match is_behind {
                true => Category::Of,
                false => Category::Other,
            })
        })
    }

    /// Every phrase, in the order of the table.
    pub fn phrases(&self) -> impl Iterator<Item = &Phrase> {
        self.phrases.iter()
    }

    /// What something is called that has a word in files: the phrase that has this as its name: `topic` or `topics` of a kind, `form_interview` of a form.
    pub fn title_of(&self, word: &str) -> Option<String> {
        let at = Self::TABLE.iter().position(|entry| entry.name == word)?;
        Some(self.fill(at, &[]))
    }

    /// A phrase with what belongs into its places.
    fn fill(&self, at: usize, arguments: &[(&str, &dyn Said)]) -> String {
        let phrase = &self.phrases[at];
        let given = |name: &str| arguments.iter().find(|(of, _)| *of == name);
        let n = given(COUNT).and_then(|(_, said)| said.number());
        let form = phrase.form(n.map_or(Category::Other, |n| phrase.numbers.category(n)));
        let mut words = String::with_capacity(form.len() + 16);
        for piece in pieces(form) {
            match piece {
                Piece::Words(own) => words.push_str(own),
                Piece::Place(name) => {
                    if let Some((_, said)) = given(name) {
                        said.say(&mut words, &phrase.numbers);
                    }
                }
                Piece::Lower(name) => {
                    if let Some((_, said)) = given(name) {
                        let mut argument = String::new();
                        said.say(&mut argument, &phrase.numbers);
                        words.push_str(&argument.to_lowercase());
                    }
                }
            }
        }
        words
    }
}

/// Where the names of months begin.
const JANUARY: usize = en::Date::january.place();

/// Where the names of seasons and other parts of a year begin, in the order of their codes in EDTF (ISO 8601-2, 4.8).
const SPRING: usize = en::Date::spring.place();

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_filled_and_picked_by_number() {
        let words = Words::english();
        assert_eq!(words.linked_to("A & B"), "Linked to A & B");
        assert_eq!(words.notes(1), "1 note");
        assert_eq!(words.notes(0), "0 notes");
    }

    #[test]
    fn every_place_has_its_argument_and_every_argument_its_place() {
        for phrase in Words::english().phrases() {
            let entry = phrase.entry;
            let places = |form| {
                let all = pieces(form).filter_map(|piece| match piece {
                    Piece::Place(name) | Piece::Lower(name) => Some(name),
                    Piece::Words(_) => None,
                });
                all.collect::<Vec<_>>()
            };
            for (_, form) in &phrase.forms {
                for place in places(form) {
                    assert!(entry.arguments.contains(&place), "{}: {place}", entry.name);
                }
            }
            let others = places(phrase.form(Category::Other));
            for argument in entry.arguments {
                assert!(others.contains(argument), "{}: {argument}", entry.name);
            }
            let counted = phrase.forms.len() > 1;
            assert!(!counted || entry.is_counted(), "{}", entry.name);
        }
    }
}
