//! The words of the interface: what postil says on pages in its own voice, beside what authors wrote.
//!
//! One table has them all, by language ([`Words::of`]): no stage has words for readers in its code, and no template in its text. A phrase says where what changes
//! stands in it (`{title}`), since languages differ in the order of words, and has a form for each kind of number that its language tells apart (`n`).
//! `pages` asks for a phrase by a method, which does not compile if there is none; templates by a function (`say_contents()`), which `render` makes of each of
//! [`Words::phrases`]. Remarks to editors are no words of the interface, and dates have words of their own (`date::Language`).

mod en;
mod phrase;

pub use self::{
    en::Words,
    phrase::{COUNT, Category, Phrase, Piece, Said, pieces},
};

impl Words {
    /// The words for a site in a language (BCP 47). There are only English ones yet.
    pub fn of(_language: &str) -> &'static Words {
        &en::EN
    }

    /// The category of a number in the language.
    pub fn category(&self, n: u64) -> Category {
        (self.plural)(n)
    }

    /// What a built-in kind is called: the phrase that has its word as its name, `topic` or `topics`.
    pub fn title_of(&self, word: &str) -> Option<String> {
        let phrase = self.phrases().find(|phrase| phrase.name == word)?;
        Some(self.fill(phrase, &[]))
    }

    /// A phrase with what belongs into its places.
    fn fill(&self, phrase: &Phrase, arguments: &[(&str, &dyn Said)]) -> String {
        let given = |name: &str| arguments.iter().find(|(of, _)| *of == name);
        let n = given(COUNT).and_then(|(_, said)| said.number());
        let form = phrase.form(n.map_or(Category::Other, |n| self.category(n)));
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
        let words = Words::of("en");
        assert_eq!(words.linked_to("A & B"), "Linked to A & B");
        assert_eq!(words.notes(1), "1 note");
        assert_eq!(words.notes(0), "0 notes");
    }

    #[test]
    fn every_place_has_its_argument_and_every_argument_its_place() {
        for phrase in Words::of("en").phrases() {
            let places = |form| {
                let all = pieces(form).filter_map(|piece| match piece {
                    Piece::Place(name) => Some(name),
                    Piece::Words(_) => None,
                });
                all.collect::<Vec<_>>()
            };
            for (_, form) in phrase.forms {
                for place in places(form) {
                    assert!(
                        phrase.arguments.contains(&place),
                        "{}: {place}",
                        phrase.name
                    );
                }
            }
            let others = places(phrase.form(Category::Other));
            for argument in phrase.arguments {
                assert!(others.contains(argument), "{}: {argument}", phrase.name);
            }
            let counted = phrase.forms.len() > 1;
            assert!(
                !counted || phrase.arguments.contains(&COUNT),
                "{}",
                phrase.name
            );
        }
    }
}
