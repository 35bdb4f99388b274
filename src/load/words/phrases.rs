//! A file of words: `contents: Contents`, `notes: {one: "{n} note", other: "{n} notes"}`.

use std::{cell::LazyCell, collections::BTreeMap};

use super::{
    super::{
        keys::{self, Diags},
        yaml::{self, Node, Style, Value},
    },
    Found,
};
use crate::{
    source::{
        Span, Spanned,
        diag::{Code, Diagnostic},
    },
    text::{
        self, Suggestions,
        words::{COUNT, Category, Entry, Form, Numbers, Piece, Words, pieces},
    },
};

/// Places that a language may do without: it has no word that agrees with what stands there.
const MAY_BE_LEFT_OUT: [&str; 1] = ["kind"];

/// What a file of words is read with.
struct Reading<'a> {
    text: &'a str,
    numbers: &'a Numbers,
    diags: &'a mut Diags,
}

/// The phrases of a file in a language that counts by `numbers`.
pub(super) fn read(node: &Node, text: &str, numbers: &Numbers, diags: &mut Diags) -> Found {
    let mut found = Found::default();
    let suggestions =
        LazyCell::new(|| Suggestions::new(Words::TABLE.iter().map(|entry| entry.name)));
    for (key, value) in yaml::map("words", node, diags) {
        if key.value == LANGUAGES {
            found.languages = languages(value, diags);
            continue;
        }
        let named = |entry: &Entry| entry.name == key.value;
        let Some(at) = Words::TABLE.iter().position(named) else {
            let message = format!("there is no phrase `{}`", key.value);
            let remark = Diagnostic::at(Code::UnknownKey, key.span, message);
            diags.push(match suggestions.of(&key.value) {
                Some(near) => remark.did_you_mean(key.span, Some(near)),
                None => remark.note("docs/theming.md lists the words of the interface"),
            });
            continue;
        };
        let mut reading = Reading {
            text,
            numbers,
            diags,
        };
        if let Some(forms) = reading.phrase(at, key.span, value) {
            found.phrases.insert(at, forms);
        }
    }
    found
}

/// The key of what languages are called, which is no phrase: `languages: {fr: franska}`.
const LANGUAGES: &str = "languages";

fn languages(node: &Node, diags: &mut Diags) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for (tag, value) in yaml::map(LANGUAGES, node, diags) {
        let tag = keys::language_tag(tag.clone(), diags);
        if let (Some(tag), Some(name)) = (tag, yaml::words(LANGUAGES, value, diags)) {
            names.insert(tag, name.value);
        }
    }
    names
}

impl Reading<'_> {
    /// The forms of a phrase; none if any is missing, which is told.
    fn phrase(&mut self, at: usize, key: Span, value: &Node) -> Option<Vec<Form>> {
        let entry = &Words::TABLE[at];
        let Value::Map(entries) = &value.value else {
            let words = self.words(entry.name, value)?;
            self.places(entry, None, (&words, value));
            return Some(vec![(Category::Other, words.into())]);
        };
        let allowed = match (entry.is_counted(), Words::is_part_of_year(at)) {
            (true, _) => self.numbers.categories(),
            (false, true) => vec![Category::Other, Category::Of],
            (false, false) => vec![Category::Other],
        };
        let mut forms = Vec::new();
        for (word, value) in entries {
            let mut all = Category::WORDS.iter();
            let category = all.find(|(of, _)| *of == word.value);
            match category.filter(|(_, category)| allowed.contains(category)) {
                Some(&(word, category)) => {
                    if let Some(words) = self.words(word, value) {
                        self.places(entry, Some(category), (&words, value));
                        forms.push((category, words.into()));
                    }
                }
                None => self.unknown_form(entry, word, &allowed),
            }
        }
        let needed = match entry.is_counted() {
            true => self.numbers.used(),
            false => vec![Category::Other],
        };
        let written = |category| {
            entries
                .iter()
                .any(|(of, _)| of.value == Category::word(category))
        };
        let lacking: Vec<&str> = needed
            .into_iter()
            .filter(|category| !written(*category))
            .map(Category::word)
            .collect();
        if lacking.is_empty() {
            return Some(forms);
        }
        self.diags.push(lacking_forms(entry, key, &lacking));
        None
    }

    /// Words as they stand: blanks at their ends are kept in quotes.
    fn words(&mut self, key: &str, value: &Node) -> Option<String> {
        let words = yaml::words(key, value, self.diags)?;
        Some(match &value.value {
            Value::Scalar(scalar)
                if scalar.style != Style::Plain && !scalar.text.contains('\n') =>
            {
                scalar.text.clone()
            }
            _ => words.value,
        })
    }

    /// Tells the places of a form that its phrase does not have, and those that it has and the form does not.
    fn places(&mut self, entry: &Entry, category: Option<Category>, form: (&str, &Node)) {
        let (words, node) = form;
        if let Some(rest) = unclosed(words) {
            let message = format!("a `{{` in `{}` has no `}}`", entry.name);
            let span = self.within(node, rest);
            let remark = Diagnostic::at(Code::BadValue, span, message);
            self.diags.push(remark.note(places_of(entry)));
            return;
        }
        let mut has = Vec::new();
        for piece in pieces(words) {
            let (Piece::Place(name) | Piece::Lower(name)) = piece else {
                continue;
            };
            has.push(name);
            if entry.arguments.contains(&name) {
                continue;
            }
            let span = self.within(node, name);
            let message = format!("nothing is put into `{{{name}}}` of `{}`", entry.name);
            let near = text::nearest(name, entry.arguments.iter().copied());
            self.diags.push(
                Diagnostic::at(Code::BadValue, span, message)
                    .note(places_of(entry))
                    .did_you_mean(span, near),
            );
        }
        // "one note" needs no number.
        let is_told = category.is_some_and(|category| self.numbers.is_single(category));
        let may_lack = |name: &str| MAY_BE_LEFT_OUT.contains(&name) || (is_told && name == COUNT);
        let lacking = entry.arguments.iter().filter(|name| !has.contains(name));
        for name in lacking.filter(|name| !may_lack(name)) {
            self.diags.push(
                Diagnostic::at(
                    Code::BadValue,
                    node.span,
                    format!("`{}` does not say where `{{{name}}}` stands", entry.name),
                )
                .note(in_english(entry))
                .help(format!("write `{{{name}}}` in its place")),
            );
        }
    }

    /// Tells a form that the phrase cannot have.
    fn unknown_form(&mut self, entry: &Entry, word: &Spanned<String>, allowed: &[Category]) {
        let allowed: Vec<&str> = allowed.iter().map(|category| category.word()).collect();
        let message = format!("`{}` has no form `{}`", entry.name, word.value);
        let near = text::nearest(&word.value, allowed.iter().copied());
        self.diags.push(
            Diagnostic::at(Code::UnknownKey, word.span, message)
                .note(match entry.is_counted() {
                    true => format!("the forms of this language are: {}", allowed.join(", ")),
                    false => format!("its forms are: {}", allowed.join(", ")),
                })
                .did_you_mean(word.span, near),
        );
    }

    /// Where a piece of a value's words stands; the whole value if it is written otherwise there.
    fn within(&self, node: &Node, piece: &str) -> Span {
        let range = node.span.range();
        let written = self.text.get(range.clone()).unwrap_or_default();
        match written.find(piece) {
            Some(at) => {
                let start = range.start + at;
                Span::new(node.span.source, start..start + piece.len())
            }
            None => node.span,
        }
    }
}

/// The remark on a phrase that lacks forms for some numbers.
fn lacking_forms(entry: &Entry, key: Span, lacking: &[&str]) -> Diagnostic {
    let lines: Vec<String> = lacking
        .iter()
        .map(|word| format!("{word}: \"...\""))
        .collect();
    let lacking: Vec<String> = lacking.iter().map(|word| format!("`{word}`")).collect();
    let lacking = lacking.join(", ");
    Diagnostic::at(
        Code::MissingKey,
        key,
        format!("`{}` has no form for {lacking}", entry.name),
    )
    .note(in_english(entry))
    .help(format!("write below it: {}", lines.join(", ")))
}

/// What a phrase is in English.
fn in_english(entry: &Entry) -> String {
    let forms = entry.english.iter().map(|(_, form)| format!("\"{form}\""));
    format!("in English: {}", forms.collect::<Vec<_>>().join(", "))
}

/// What is put into a phrase.
fn places_of(entry: &Entry) -> String {
    let places = entry.arguments.iter().map(|name| format!("`{{{name}}}`"));
    match entry.arguments {
        [] => "nothing is put into it".to_owned(),
        [_, ..] => format!(
            "what is put into it: {}",
            places.collect::<Vec<_>>().join(", ")
        ),
    }
}

/// A `{` without its `}`, and what follows.
fn unclosed(words: &str) -> Option<&str> {
    let open = words.rfind('{')?;
    (!words[open..].contains('}')).then(|| &words[open..])
}
