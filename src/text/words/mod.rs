//! The words of the interface: what postil says on pages in its own voice, beside what authors wrote.
//!
//! One table has them all in English (`en.rs`), with what stands in them; the words of other languages and those of a site are files with the same names
//! (`load::words`). No stage has words for readers in its code, and no template in its text. A phrase says where what changes stands in it (`{title}`), since
//! languages differ in the order of words, and has a form for each kind of number that its language tells apart (`n`).
//! `pages` asks for a phrase by a method, which does not compile if there is none; templates by a function (`say_contents()`), which `render` makes of each of
//! [`Words::phrases`]. Remarks to editors are no words of the interface.

#[macro_use]
mod table;
mod en;
mod phrase;

use std::sync::{Arc, LazyLock};

pub use self::phrase::{COUNT, Category, Entry, Form, Phrase, Piece, Said, pieces};

/// The words of one language.
#[derive(Debug)]
pub struct Words {
    /// In the order of the table.
    phrases: Vec<Phrase>,
}

impl Words {
    /// What may be said: names, places, and the words in English.
    pub const TABLE: &[Entry] = en::TABLE;

    /// The words in English.
    pub fn english() -> Arc<Words> {
        static ENGLISH: LazyLock<Arc<Words>> = LazyLock::new(|| {
            let phrases = Words::TABLE.iter().map(Phrase::english).collect();
            Arc::new(Words { phrases })
        });
        ENGLISH.clone()
    }

    /// Every phrase, in the order of the table.
    pub fn phrases(&self) -> impl Iterator<Item = &Phrase> {
        self.phrases.iter()
    }

    /// What a built-in kind is called: the phrase that has its word as its name, `topic` or `topics`.
    pub fn title_of(&self, word: &str) -> Option<String> {
        let at = Self::TABLE.iter().position(|entry| entry.name == word)?;
        Some(self.fill(at, &[]))
    }

    /// A phrase with what belongs into its places.
    fn fill(&self, at: usize, arguments: &[(&str, &dyn Said)]) -> String {
        let phrase = &self.phrases[at];
        let given = |name: &str| arguments.iter().find(|(of, _)| *of == name);
        let n = given(COUNT).and_then(|(_, said)| said.number());
        let form = phrase.form(n.map_or(Category::Other, |n| phrase.category(n)));
        let mut words = String::with_capacity(form.len() + 16);
        for piece in pieces(form) {
            match piece {
                Piece::Words(own) => words.push_str(own),
                Piece::Place(name) => {
                    if let Some((_, said)) = given(name) {
                        said.say(&mut words);
                    }
                }
            }
        }
        words
    }
}

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
                    Piece::Place(name) => Some(name),
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
