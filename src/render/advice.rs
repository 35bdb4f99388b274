//! Names that a template uses and that do not exist: what was meant.

use std::{collections::BTreeMap, ops::Range};

use super::{
    layer::{is_own, parted},
    remark::{Text, unknown},
    say,
    tags::{parent, tags},
};
use crate::{
    source::{
        SourceId, Span,
        diag::{Code, Diagnostic},
    },
    text::{self, Words},
};

/// Filters that templates may use.
const FILTERS: &[&str] = &[
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

/// Tests: `is defined`.
const TESTS: &[&str] = &[
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

/// Functions.
const FUNCTIONS: &[&str] = &["range", "super", "throw"];

/// A reference of a template that leads nowhere, as Tera reports it.
struct Reference<'m> {
    message: &'m str,
    template: &'m str,
    line: usize,
    column: usize,
}

/// The references in a message of Tera's that has several reports: `error: Unknown filter ...`, ` --> name:line:column`.
fn references(message: &str) -> Vec<Reference<'_>> {
    let mut found = Vec::new();
    let mut lines = message.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(message) = line.strip_prefix("error: ") else {
            continue;
        };
        let place = lines
            .peek()
            .and_then(|next| next.trim_start().strip_prefix("--> "));
        let Some(place) = place else { continue };
        let mut parts = place.rsplitn(3, ':');
        let (column, line, template) = (parts.next(), parts.next(), parts.next());
        if let (Some(Ok(column)), Some(Ok(line)), Some(template)) =
            (column.map(str::parse), line.map(str::parse), template)
        {
            found.push(Reference {
                message,
                template,
                line,
                column,
            });
        }
    }
    found
}

/// Remarks on names that do not exist: filters, tests, functions, blocks, templates. Empty if the message is of another kind. `all` are the
/// templates by name.
pub(super) fn unknown_names<'a>(
    message: &str,
    all: &[(&'a str, Text<'a>)],
    resolve: impl Fn(&str) -> Option<String>,
) -> Vec<Diagnostic> {
    let mut remarks = Vec::new();
    // Blocks that the built-in templates fill: it is the site's own template above them that lost these.
    let mut lost: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for reference in references(message) {
        let Some((_, text)) = all.iter().find(|(name, _)| *name == reference.template) else {
            continue;
        };
        let name = reference.message.split('`').nth(1).unwrap_or_default();
        if reference.message.starts_with("Block ")
            && !is_own(reference.template)
            && let Some(above) = parent(text.text).and_then(&resolve)
            && let Some((above, _)) = all.iter().find(|(name, _)| *name == above)
        {
            lost.entry((above, name))
                .or_default()
                .push(reference.template);
            continue;
        }
        let place = place_of(text.text, reference.line, reference.column, name);
        let kind = reference.message.split(' ').nth(1).unwrap_or_default();
        let span = text.span(place.clone());
        remarks.push(match kind {
            "filter" => unknown(span, "filter", name, FILTERS),
            "test" => unknown(span, "test", name, TESTS),
            "function" => unknown_function(span, name),
            "template" => {
                let names: Vec<&str> = all.iter().map(|(n, _)| parted(n).1).collect();
                unknown(span, "template", name, &names)
            }
            _ if reference.message.starts_with("Block ") => {
                let blocks = inherited(text.text, all, &resolve);
                let known: Vec<&str> = blocks.iter().map(String::as_str).collect();
                unknown(span, "block", name, &known).note(
                    "a template that extends another shows nothing but what it puts into that one's blocks",
                )
            }
            _ => {
                let mut chars = reference.message.chars();
                let lower: String = chars.next().into_iter().flat_map(char::to_lowercase).collect();
                Diagnostic::at(Code::TemplateError, span, format!("{lower}{}", chars.as_str()))
            }
        });
    }
    for ((above, block), built_in) in lost {
        let source = all.iter().find(|(name, _)| *name == above);
        remarks.extend(source.map(|(_, text)| lost_block(text.source, above, block, &built_in)));
    }
    remarks
}

/// The remark on a function that there is not: mostly a phrase, of which there are too many to list.
fn unknown_function(span: Span, name: &str) -> Diagnostic {
    let Some(phrase) = name.strip_prefix(say::PREFIX) else {
        return unknown(span, "function", name, FUNCTIONS);
    };
    let phrases = Words::TABLE.iter().map(|entry| entry.name);
    let near = text::nearest(phrase, phrases).map(|near| [say::PREFIX, near].concat());
    let message = format!("there is no phrase `{name}`");
    let remark = Diagnostic::at(Code::TemplateError, span, message);
    match near {
        Some(near) => remark.did_you_mean(span, Some(&near)),
        None => remark.note("docs/theming.md lists the words of the interface"),
    }
}

/// The remark on a template that the built-in ones extend, without a block that they fill.
fn lost_block(source: SourceId, above: &str, block: &str, built_in: &[&str]) -> Diagnostic {
    let bare = built_in.iter().map(|name| parted(name).1);
    let named: Vec<String> = bare.map(|name| format!("`{name}`")).collect();
    let theme = built_in.first().map_or("", |name| parted(name).0);
    Diagnostic::file(
        Code::TemplateError,
        source,
        format!("there is no block `{block}` in this template, and built-in ones put into it what they show"),
    )
    .note(format!("they are {}", named.join(", ")))
    .help(format!(
        "write `{{% block {block} %}}{{% endblock %}}` where it belongs; to change no more than a part, begin with `{{% extends \"{theme}/{}\" %}}`",
        parted(above).1
    ))
}

/// The name at a line and column, in bytes; it is looked for in the rest of the line, since Tera points at the tag.
fn place_of(text: &str, line: usize, column: usize, name: &str) -> Range<usize> {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let words = text[start..].lines().next().unwrap_or_default();
    let at = words
        .char_indices()
        .nth(column.saturating_sub(1))
        .map_or(words.len(), |(i, _)| i);
    match words[at..].find(name).filter(|_| !name.is_empty()) {
        Some(i) => start + at + i..start + at + i + name.len(),
        None => start + at..start + words.trim_end().len().max(at),
    }
}

/// The names of the blocks of the templates that `text` extends.
fn inherited<'a>(
    text: &str,
    all: &[(&'a str, Text<'a>)],
    resolve: &impl Fn(&str) -> Option<String>,
) -> Vec<String> {
    const DEEPEST: usize = 32;
    let mut blocks = Vec::new();
    let mut next = parent(text).map(str::to_owned);
    for _ in 0..DEEPEST {
        let Some(name) = next.take().and_then(|name| resolve(&name)) else {
            break;
        };
        let Some((_, text)) = all.iter().find(|(n, _)| *n == name) else {
            break;
        };
        let named = tags(text.text).filter(|tag| tag.word == "block");
        blocks.extend(named.filter_map(|tag| {
            let mut words = text.text[tag.inside.clone()].split_whitespace();
            words.nth(1).map(str::to_owned)
        }));
        next = parent(text.text).map(str::to_owned);
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filters_tests_and_functions_are_those_that_there_are() {
        let mut tera = tera::Tera::default();
        for (text, names) in [
            ("{{ a | NAME }}", FILTERS),
            ("{% if a is NAME %}{% endif %}", TESTS),
        ] {
            for name in names {
                let text = text.replace("NAME", name);
                assert!(tera.add_raw_template("a", &text).is_ok(), "{name}");
            }
        }
    }
}
