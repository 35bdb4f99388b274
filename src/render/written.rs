//! Which words a template writes inside its tags: in its own text, and in each component that it defines.

use std::collections::{BTreeMap, BTreeSet};

use crate::view::VARIABLES;

/// The inside of the tags of one template.
#[derive(Debug, Default)]
pub(super) struct Tags {
    pub(super) words: BTreeSet<String>,
    /// Of these, what is written otherwise than behind a variable of the page.
    pub(super) deeper: BTreeSet<String>,
    pub(super) strings: BTreeSet<String>,
    pub(super) components: BTreeSet<String>,
    /// Whether a field may be reached without its name.
    pub(super) open: bool,
    /// Whether a variable of the page is handed on as a whole.
    whole: bool,
}

/// The tags of one template, and of what in it takes part in pages by itself.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) all: Tags,
    /// What stands in no component.
    pub(super) body: Tags,
    /// By name.
    pub(super) components: BTreeMap<String, Tags>,
}

/// What shows fields whose names it does not write: all that a template has, and filters of maps.
const WHOLE_CONTEXT: &str = "__tera_context";
const OPENERS: [&str; 4] = ["keys", "values", "pairs", "get"];

impl Parts {
    /// Looks through the text of a template.
    pub(super) fn of(text: &str) -> Self {
        let mut parts = Self::default();
        let mut within: Option<String> = None;
        let mut rest = text;
        while let Some(start) = rest.find('{') {
            let after = &rest[start..];
            let end = match after.get(..2) {
                Some("{{") => "}}",
                Some("{%") => "%}",
                Some("{#") => {
                    rest = after.find("#}").map_or("", |i| &after[i + 2..]);
                    continue;
                }
                _ => {
                    rest = &after[1..];
                    continue;
                }
            };
            let inside = &after[2..];
            let length = end_of(inside, end);
            rest = inside.get(length + 2..).unwrap_or("");
            let inside = &inside[..length];
            if let Some(component) = component(inside) {
                within = Some(component.to_owned());
            }
            tag(inside, &mut parts.all);
            tag(
                inside,
                match &within {
                    Some(component) => parts.components.entry(component.clone()).or_default(),
                    None => &mut parts.body,
                },
            );
            if first_word(inside).0 == "endcomponent" {
                within = None;
            }
        }
        for tags in parts
            .components
            .values_mut()
            .chain([&mut parts.all, &mut parts.body])
        {
            if tags.whole {
                tags.deeper.clone_from(&tags.words);
            }
        }
        parts
    }
}

/// The name of the component that a tag begins.
fn component(inside: &str) -> Option<&str> {
    let (word, rest) = first_word(inside);
    (word == "component").then(|| first_word(rest).0)
}

/// The first word of a tag, and what stands behind it.
fn first_word(inside: &str) -> (&str, &str) {
    let words = inside.trim_start_matches(|c: char| c == '-' || c.is_whitespace());
    let end = words.find(|c: char| !(c.is_alphanumeric() || c == '_'));
    words.split_at(end.unwrap_or(words.len()))
}

/// Where the tag ends; an end inside a string is none.
fn end_of(inside: &str, end: &str) -> usize {
    let mut quote = None;
    for (i, c) in inside.char_indices() {
        match quote {
            Some(q) if c == q => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None if inside[i..].starts_with(end) => return i,
            None => {}
        }
    }
    inside.len()
}

fn tag(inside: &str, tags: &mut Tags) {
    let mut chars = inside.char_indices().peekable();
    // The last sign that is no blank, and the word before it if it was one.
    let mut before = ' ';
    let mut last_word = String::new();
    let mut of_variable = false;
    while let Some((at, c)) = chars.next() {
        match c {
            '"' | '\'' | '`' => {
                let rest = &inside[at + c.len_utf8()..];
                let string = &rest[..rest.find(c).unwrap_or(rest.len())];
                tags.strings.insert(string.to_owned());
                // The name of a template is no field's.
                if !string.ends_with(".html") {
                    words(string, &mut tags.words);
                    words(string, &mut tags.deeper);
                }
                for _ in 0..=string.chars().count() {
                    chars.next();
                }
                before = c;
            }
            c if c.is_alphabetic() || c == '_' => {
                let rest = &inside[at..];
                let length = rest
                    .find(|c: char| !(c.is_alphanumeric() || c == '_'))
                    .unwrap_or(rest.len());
                let word = &rest[..length];
                while chars.next_if(|(i, _)| *i < at + length).is_some() {}
                let behind = rest[length..].trim_start();
                // `<links` and `component links(all)`: a component may be called as a variable is.
                let called = before == '<' || last_word.ends_with("component");
                let variable = before != '.' && !called && VARIABLES.contains(&word);
                // A variable that is handed on as a whole may go by any other name.
                tags.whole |= variable && !behind.starts_with(['.', '?']);
                tags.words.insert(word.to_owned());
                if !(before == '.' && of_variable) {
                    tags.deeper.insert(word.to_owned());
                }
                of_variable = variable;
                // A component or a variable may have the name of a filter.
                tags.open |= word == WHOLE_CONTEXT || before == '|' && OPENERS.contains(&word);
                if before == '<' {
                    tags.components.insert(word.to_owned());
                }
                last_word = word.to_owned();
                before = 'a';
            }
            '[' if matches!(before, 'a' | ')' | ']') && last_word != "in" => {
                let rest = &inside[at + 1..];
                let index = rest[..rest.find(']').unwrap_or(rest.len())].trim();
                let counted = index.starts_with(|c: char| {
                    c.is_ascii_digit() || matches!(c, '"' | '\'' | '-' | ':')
                }) || index.starts_with("loop.");
                tags.open |= !counted;
                before = '[';
            }
            c if c.is_whitespace() => {}
            c => before = c,
        }
    }
    // `for key, value in map`
    if let Some(head) = inside
        .trim_start_matches(['-', ' ', '\n', '\t'])
        .strip_prefix("for ")
        && head
            .split(" in ")
            .next()
            .is_some_and(|names| names.contains(','))
    {
        tags.open = true;
    }
}

fn words(text: &str, all: &mut BTreeSet<String>) {
    let split = text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    all.extend(split.filter(|w| !w.is_empty()).map(str::to_owned));
}
