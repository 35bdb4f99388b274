//! Which templates take part in a page, and which names they write: so that what no template prints is not made.
//!
//! Tera keeps a template's parents and parts to itself, so the tags are looked through here, and in doubt a name counts as written: every
//! word inside a tag does, in every template that is named by a string, and in every template that defines a component of a name that stands
//! behind a `<`. Where a field could be reached without writing its name (`x[key]`, `for key, value in x`, `__tera_context`, `keys`), every
//! field counts.

use std::collections::{BTreeMap, BTreeSet};

use crate::view::{Field, NamesRead, Reads, VARIABLES};

/// The inside of the tags of one template.
#[derive(Debug, Default)]
struct Tags {
    words: BTreeSet<String>,
    /// Of these, what is written otherwise than behind a variable of the page.
    deeper: BTreeSet<String>,
    strings: BTreeSet<String>,
    components: BTreeSet<String>,
    defines: BTreeSet<String>,
    /// Whether a field may be reached without its name.
    open: bool,
    /// Whether a variable of the page is handed on as a whole.
    whole: bool,
}

/// What all templates write, by their registered names.
#[derive(Debug, Default)]
pub(super) struct Closure {
    templates: BTreeMap<String, Tags>,
    prefixes: Vec<String>,
}

/// Words that show fields whose names they do not write.
const OPENERS: [&str; 5] = ["__tera_context", "keys", "values", "pairs", "get"];

impl Closure {
    /// Looks through templates: names as they are registered, and texts.
    pub(super) fn new<'a>(
        templates: impl Iterator<Item = (&'a str, &'a str)>,
        prefixes: &[String],
    ) -> Self {
        Self {
            templates: templates
                .map(|(name, text)| (name.to_owned(), tags(text)))
                .collect(),
            prefixes: prefixes.to_vec(),
        }
    }

    /// Whether any template writes one of these fields.
    pub(super) fn names_anywhere(&self, fields: &[Field]) -> bool {
        let writes =
            |tags: &Tags| tags.open || fields.iter().any(|f| tags.words.contains(f.name()));
        self.templates.values().any(writes)
    }

    /// What the template of this name, and all that may take part in it, write.
    pub(super) fn reads(&self, template: &str) -> Reads {
        let mut open = vec![template.to_owned()];
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut names = NamesRead::default();
        while let Some(name) = open.pop() {
            for (name, tags) in self.called(&name) {
                if !seen.insert(name) {
                    continue;
                }
                if tags.open {
                    return Reads::all();
                }
                let all = tags.words.iter().map(|w| w.as_str().into());
                names.all.extend(all);
                let deeper = tags.deeper.iter().map(|w| w.as_str().into());
                names.deeper.extend(deeper);
                open.extend(tags.strings.iter().cloned());
                open.extend(self.definers(tags));
            }
        }
        Reads::only(names)
    }

    /// The names of all templates that may take part in what the template of this name makes.
    pub(super) fn family(&self, template: &str) -> BTreeSet<&str> {
        let mut open = vec![template.to_owned()];
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        while let Some(name) = open.pop() {
            for (name, tags) in self.called(&name) {
                if seen.insert(name) {
                    open.extend(tags.strings.iter().cloned());
                    open.extend(self.definers(tags));
                }
            }
        }
        seen
    }

    /// The templates that define a component of a name that is used.
    fn definers<'a>(&'a self, tags: &'a Tags) -> impl Iterator<Item = String> + 'a {
        tags.components.iter().flat_map(|component| {
            let all = self.templates.iter();
            all.filter(move |(_, t)| t.defines.contains(component))
                .map(|(name, _)| name.clone())
        })
    }

    /// The templates that a string may name: itself, and itself below each prefix.
    fn called<'a>(&'a self, name: &str) -> impl Iterator<Item = (&'a str, &'a Tags)> {
        let names = std::iter::once(name.to_owned())
            .chain(self.prefixes.iter().map(|p| format!("{p}{name}")))
            .collect::<Vec<_>>();
        names
            .into_iter()
            .filter_map(|n| self.templates.get_key_value(n.as_str()))
            .map(|(name, tags)| (name.as_str(), tags))
    }
}

fn tags(text: &str) -> Tags {
    let mut tags = Tags::default();
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
        tag(&inside[..length], &mut tags);
        rest = inside.get(length + 2..).unwrap_or("");
    }
    if tags.whole {
        tags.deeper.clone_from(&tags.words);
    }
    tags
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
                if OPENERS.contains(&word) {
                    tags.open = true;
                }
                if before == '<' {
                    tags.components.insert(word.to_owned());
                }
                if last_word == "component" {
                    tags.defines.insert(word.to_owned());
                }
                last_word = word.to_owned();
                before = 'a';
            }
            '[' if matches!(before, 'a' | ')' | ']') && last_word != "in" => {
                let rest = &inside[at + 1..];
                let index = rest[..rest.find(']').unwrap_or(rest.len())].trim();
                let counted = index
                    .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '"' | '\'' | '-'))
                    || index.starts_with("loop.");
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::field;

    fn reads(templates: &[(&str, &str)], name: &str) -> Reads {
        let prefixes = ["templates/".to_owned(), "default/".to_owned()];
        Closure::new(templates.iter().copied(), &prefixes).reads(name)
    }

    #[test]
    fn words_count_inside_tags_only() {
        let found = reads(
            &[(
                "default/a.html",
                "notes {{ entry.title }} {# html #} {% if x %}together{% endif %}",
            )],
            "a.html",
        );
        for (word, read) in [
            ("title", true),
            ("x", true),
            ("notes", false),
            ("html", false),
            ("together", false),
        ] {
            assert_eq!(found.name(word), read, "{word}");
        }
    }

    #[test]
    fn parents_parts_and_components_count() {
        let found = reads(
            &[
                (
                    "templates/a.html",
                    "{% extends \"default/a.html\" %}{% block b %}{{ <card c={x} /> }}{% endblock %}",
                ),
                ("default/a.html", "{% extends 'base.html' %}{{ own }}"),
                ("default/base.html", "{% include \"part.html\" %}"),
                ("default/part.html", "{{ part }}"),
                (
                    "default/parts.html",
                    "{% component card(c) %}{{ c.date }}{{ <deep /> }}{% endcomponent %}",
                ),
                (
                    "default/deep.html",
                    "{% component deep() %}{{ bottom }}{% endcomponent %}",
                ),
                ("default/other.html", "{{ other }}"),
            ],
            "a.html",
        );
        for (word, read) in [
            ("own", true),
            ("part", true),
            ("date", true),
            ("bottom", true),
            ("other", false),
        ] {
            assert_eq!(found.name(word), read, "{word}");
        }
    }

    #[test]
    fn where_names_need_not_be_written_all_count() {
        for text in [
            "{{ entry[key] }}",
            "{{ __tera_context }}",
            "{% for k, v in entry %}{{ v }}{% endfor %}",
            "{{ entry | keys }}",
            "{{ entry | get(key=k) }}",
        ] {
            assert!(
                reads(&[("default/a.html", text)], "a.html").is_all(),
                "{text}"
            );
        }
        for text in [
            "{{ a[0].title }}",
            "{{ a[loop.index0 - 1] }}",
            "{% set x = [a, b] %}",
            "{{ entry['title'] }}",
        ] {
            assert!(
                !reads(&[("default/a.html", text)], "a.html").is_all(),
                "{text}"
            );
        }
    }

    #[test]
    fn what_stands_behind_a_variable_of_the_page_is_not_deeper() {
        let deeper = |text| {
            let found = reads(&[("default/a.html", text)], "a.html");
            assert!(found.name("html"), "{text}");
            found.any_deeper(&[field!(PassageView.html)])
        };
        assert!(!deeper(
            "{% extends 'a.html' %}{{ entry.html | safe }}{{ entry . html }}"
        ));
        assert!(deeper("{{ entry.html }}{{ p.html }}"));
        assert!(deeper("{{ entry.groups.html }}"));
        assert!(deeper("{{ <x e={entry} /> }}{{ entry.html }}"));
    }

    #[test]
    fn a_component_that_is_called_as_a_variable_is_none() {
        let deeper = |text: &str| {
            reads(&[("default/a.html", text)], "a.html").any_deeper(&[field!(PassageView.html)])
        };
        let define = "{% component links(all) %}{{ all }}{% endcomponent links %}";
        assert!(!deeper(&format!("{define}{{{{ entry.html }}}}")));
        assert!(!deeper(
            "{{ <links all={entry.places} /> }}{{ entry.html }}"
        ));
        assert!(deeper("{{ <x all={links} /> }}{{ entry.html }}"));
    }

    #[test]
    fn an_end_inside_a_string_is_none() {
        assert!(reads(&[("default/a.html", "{{ \"}}\" ~ title }}")], "a.html").name("title"));
    }
}
