//! A phrase of the interface, with places for what changes in it.

use std::borrow::Cow;

/// The argument by which a phrase is picked.
pub const COUNT: &str = "n";

/// A plural category, as [CLDR](https://cldr.unicode.org/index/cldr-spec/plural-rules) names them: which form of a phrase a language has for a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// For no thing, where a language has a form for that.
    Zero,
    /// For one thing, mostly.
    One,
    /// For two things.
    Two,
    /// For a few things.
    Few,
    /// For many things.
    Many,
    /// For everything else: the one form that every phrase has.
    Other,
}

/// The words of a phrase for one category.
pub type Form = (Category, Cow<'static, str>);

/// A line of the table: something that postil says on pages in its own voice.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is asked for by.
    pub name: &'static str,
    /// What has to be given: each stands in the phrase as `{title}`, in any order.
    pub arguments: &'static [&'static str],
    /// The words in English: for one and for others, or for all.
    pub english: &'static [(Category, &'static str)],
}

impl Entry {
    /// Whether a number may pick its form.
    pub fn is_counted(&self) -> bool {
        self.arguments.contains(&COUNT)
    }
}

/// A phrase in some language.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Its line of the table.
    pub entry: &'static Entry,
    /// The words, for each category that the language tells apart; the last is for all others.
    pub forms: Vec<Form>,
}

/// A piece of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'p> {
    /// Words.
    Words(&'p str),
    /// The place of an argument.
    Place(&'p str),
}

impl Phrase {
    /// In English.
    pub(super) fn english(entry: &'static Entry) -> Self {
        let forms = entry.english.iter();
        Self {
            entry,
            forms: forms.map(|&(of, form)| (of, form.into())).collect(),
        }
    }

    /// The words for a category.
    pub fn form(&self, category: Category) -> &str {
        let form = self.forms.get(self.position(category));
        form.map_or("", |(_, words)| words)
    }

    /// Which of the forms is for a category.
    pub fn position(&self, category: Category) -> usize {
        let own = self.forms.iter().position(|(of, _)| *of == category);
        own.unwrap_or(self.forms.len().saturating_sub(1))
    }

    /// The category of a number in the phrase's language.
    pub fn category(&self, n: u64) -> Category {
        match n {
            1 => Category::One,
            _ => Category::Other,
        }
    }
}

/// The pieces of a form, in order.
pub fn pieces(form: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = form;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let open = rest.find('{').unwrap_or(rest.len());
        if open > 0 {
            let (words, behind) = rest.split_at(open);
            rest = behind;
            return Some(Piece::Words(words));
        }
        let (place, behind) = rest[1..].split_once('}')?;
        rest = behind;
        Some(Piece::Place(place))
    })
}

/// What may stand in a phrase.
pub trait Said {
    /// Adds it to the words before it.
    fn say(&self, words: &mut String);

    /// The number that it is, to pick the form of a phrase by.
    fn number(&self) -> Option<u64> {
        None
    }
}

impl Said for &str {
    fn say(&self, words: &mut String) {
        words.push_str(self);
    }
}

impl Said for &String {
    fn say(&self, words: &mut String) {
        words.push_str(self);
    }
}

impl Said for usize {
    fn say(&self, words: &mut String) {
        words.push_str(&self.to_string());
    }

    fn number(&self) -> Option<u64> {
        Some(*self as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_cut_at_its_places() {
        let cut: Vec<Piece<'_>> = pieces("{a} and {b}.").collect();
        use Piece::{Place, Words};
        assert_eq!(cut, [Place("a"), Words(" and "), Place("b"), Words(".")]);
        assert_eq!(pieces("").count(), 0);
        assert_eq!(pieces("plain").collect::<Vec<_>>(), [Words("plain")]);
    }

    #[test]
    fn a_category_that_a_phrase_does_not_tell_apart_has_the_form_of_all_others() {
        static ENTRY: Entry = Entry {
            name: "",
            arguments: &[COUNT],
            english: &[(Category::One, "one"), (Category::Other, "more")],
        };
        let phrase = Phrase::english(&ENTRY);
        assert_eq!(phrase.form(Category::One), "one");
        assert_eq!(phrase.form(Category::Few), "more");
    }
}
