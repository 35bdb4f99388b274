//! What to do about a mistake in a template: the tag that was left open, the name that was meant, the guard that is missing.

use std::ops::Range;

use crate::{
    diag::{Code, Diagnostic},
    source::{SourceId, Span},
    text,
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

/// Tags that have an end.
const PAIRED: &[&str] = &["if", "for", "block", "filter", "component", "raw"];

/// All tags.
const TAGS: &[&str] = &[
    "block",
    "break",
    "component",
    "continue",
    "elif",
    "else",
    "endblock",
    "endcomponent",
    "endfilter",
    "endfor",
    "endif",
    "endraw",
    "extends",
    "filter",
    "for",
    "if",
    "include",
    "raw",
    "set",
    "set_global",
];

/// A template that was being read or rendered.
#[derive(Clone, Copy)]
pub(super) struct Text<'t> {
    pub(super) source: SourceId,
    pub(super) text: &'t str,
}

impl Text<'_> {
    fn span(&self, bytes: Range<usize>) -> Span {
        Span::new(self.source, bytes)
    }
}

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
    for reference in references(message) {
        let Some((_, text)) = all.iter().find(|(name, _)| *name == reference.template) else {
            continue;
        };
        let name = reference.message.split('`').nth(1).unwrap_or_default();
        let place = place_of(text.text, reference.line, reference.column, name);
        let kind = reference.message.split(' ').nth(1).unwrap_or_default();
        let span = text.span(place.clone());
        remarks.push(match kind {
            "filter" => unknown(span, "filter", name, FILTERS),
            "test" => unknown(span, "test", name, TESTS),
            "function" => unknown(span, "function", name, FUNCTIONS),
            "template" => {
                let names: Vec<&str> = all.iter().map(|(n, _)| bare(n)).collect();
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
    remarks
}

fn unknown(span: Span, what: &str, name: &str, known: &[&str]) -> Diagnostic {
    let remark = Diagnostic::at(
        Code::TemplateError,
        span,
        format!("there is no {what} `{name}`"),
    );
    let near = text::nearest(name, known.iter().copied());
    let remark = remark.did_you_mean(span, near);
    let mut known = known.to_vec();
    known.sort_unstable();
    known.dedup();
    match (near, known.is_empty()) {
        (Some(_), _) | (None, true) => remark,
        (None, false) => remark.note(format!("there are: {}", known.join(", "))),
    }
}

/// A template's name without the folder of its layer.
fn bare(name: &str) -> &str {
    let inside = name.split_once("templates/").map(|(_, bare)| bare);
    inside
        .or_else(|| name.strip_prefix("default/"))
        .unwrap_or(name)
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

/// What `{% extends "..." %}` names.
fn parent(text: &str) -> Option<&str> {
    let tag = tags(text).find(|tag| tag.word == "extends")?;
    text[tag.inside].split(['"', '\'', '`']).nth(1)
}

/// A tag `{% word ... %}`.
#[derive(Clone, Debug)]
struct Tag<'t> {
    word: &'t str,
    /// With its signs.
    whole: Range<usize>,
    /// Without them.
    inside: Range<usize>,
}

/// The tags of a template, those in comments and raw text left out.
fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let open = at
                + text
                    .get(at..)?
                    .find("{%")
                    .or_else(|| text.get(at..)?.find("{#"))?;
            let comment = text[at..].find("{#").map(|i| at + i).filter(|&i| i < open);
            if let Some(comment) = comment {
                at = comment + text[comment..].find("#}")? + 2;
                continue;
            }
            if !text[open..].starts_with("{%") {
                at = open + text[open..].find("#}")? + 2;
                continue;
            }
            let end = open + text[open..].find("%}")? + 2;
            let inside = open + 2..end - 2;
            let words = text[inside.clone()].trim_start_matches('-').trim_start();
            let word_end = words
                .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
                .unwrap_or(words.len());
            let word = &words[..word_end];
            at = end;
            if word == "raw" {
                at = text[end..]
                    .find("endraw")
                    .map_or(text.len(), |i| end + i + 6);
                continue;
            }
            return Some(Tag {
                word,
                whole: open..end,
                inside,
            });
        }
    })
}

/// The remark on a template that cannot be read at byte `at`: if a tag is open there whose end is missing, that tag.
pub(super) fn left_open(text: Text<'_>, at: usize) -> Option<Diagnostic> {
    let mut open: Vec<Tag<'_>> = Vec::new();
    let mut ending = None;
    for tag in tags(text.text) {
        if let Some(begun) = tag.word.strip_prefix("end") {
            match open.last() {
                Some(last) if last.word == begun => {
                    open.pop();
                    continue;
                }
                _ if tag.whole.start <= at => ending = Some(tag.clone()),
                _ => {}
            }
            break;
        }
        if PAIRED.contains(&tag.word) {
            open.push(tag);
        }
    }
    let last = open.pop()?;
    // The error must be where the end is missing.
    let there = ending
        .as_ref()
        .map_or(text.text.trim_end().len(), |t| t.whole.start);
    if at + 1 < there {
        return None;
    }
    let word = last.word;
    let shown = text.text[last.whole.clone()]
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let remark = Diagnostic::at(
        Code::TemplateSyntax,
        text.span(last.whole),
        format!("`{shown}` is opened here and never closed"),
    );
    let before = match ending {
        Some(tag) => tag.whole.start,
        None => text.text.trim_end().len(),
    };
    let remark = match text.text[before..].starts_with("{%") {
        true => {
            let end = before + text.text[before..].find("%}").map_or(2, |i| i + 2);
            remark.related(
                text.span(before..end),
                format!("`{{% end{word} %}}` is expected before this"),
            )
        }
        false => remark,
    };
    Some(remark.fix(
        text.span(before..before),
        format!("{{% end{word} %}}"),
        format!("write `{{% end{word} %}}` where it ends"),
    ))
}

/// For a tag that does not exist: the one that may be meant.
pub(super) fn unknown_tag(text: Text<'_>, at: Range<usize>) -> Option<Diagnostic> {
    let word = text.text.get(at.clone())?;
    if TAGS.contains(&word) || word.is_empty() {
        return None;
    }
    let mut remark = unknown(text.span(at), "tag", word, TAGS);
    remark.code = Code::TemplateSyntax;
    Some(remark)
}

/// For a field that is not there in this view, though it may be in another: the guard to write. `at` is the field.
pub(super) fn guard(remark: Diagnostic, text: Text<'_>, at: &Range<usize>) -> Diagnostic {
    let Some(path) = path_up_to(text.text, at) else {
        return remark;
    };
    let name = &text.text[path.clone()];
    let free = name.split(['.', '[', '?']).any(|part| part == "extra");
    // Where no fields are listed, what should have them is not there itself.
    let listed = remark
        .notes
        .iter()
        .any(|note| note.starts_with("what exists"));
    let none = remark.message.contains("`none`");
    let (name, remark) = if none && !free {
        (name, remark.note(format!("`{name}` is not given here")))
    } else if free {
        let note = "`extra` holds what the file itself says, and nothing where it says nothing";
        (name, remark.note(note))
    } else if let Some((parent, _)) = name.rsplit_once('.').filter(|_| !listed) {
        let note = format!("`{}` is not given here", parent.replace('?', ""));
        (parent, remark.note(note))
    } else {
        return remark;
    };
    let guarded = name.replace('?', "");
    match printing_tag(text.text, &path) {
        Some(tag) => {
            let whole = &text.text[tag.clone()];
            remark.fix(
                text.span(tag),
                format!("{{% if {guarded} %}}{whole}{{% endif %}}"),
                "show it only where it is given",
            )
        }
        None => remark.help(format!(
            "use it only where it is given: `{{% if {guarded} %}}` before it and `{{% endif %}}` behind it"
        )),
    }
}

/// The whole path that ends with a field: `entry.extra.colour`. If nothing of it stands before `field`, this is its first part, and it goes on.
fn path_up_to(text: &str, field: &Range<usize>) -> Option<Range<usize>> {
    let is_path =
        |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '?' | '[' | ']' | '"' | '\'');
    let before = text.get(..field.start)?.char_indices().rev();
    let start = before
        .take_while(|(_, c)| is_path(*c))
        .last()
        .map_or(field.start, |(i, _)| i);
    let behind = text.get(field.end..)?;
    let more = match start == field.start {
        true => behind.find(|c: char| !is_path(c)).unwrap_or(behind.len()),
        false => 0,
    };
    let path = start..field.end + more;
    text.get(path.clone()).map(|_| path)
}

/// The `{{ ... }}` in which bytes stand.
fn printing_tag(text: &str, inside: &Range<usize>) -> Option<Range<usize>> {
    let start = text[..inside.start].rfind("{{")?;
    if text[start..inside.start].contains("}}") || text[start..inside.start].contains("{%") {
        return None;
    }
    let end = inside.end + text[inside.end..].find("}}")? + 2;
    (!text[inside.end..end].contains("%}")).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, at: usize) -> Option<(String, String)> {
        let text = Text {
            source: SourceId(0),
            text,
        };
        let remark = left_open(text, at)?;
        let mut mended = text.text.to_owned();
        mended.replace_range(remark.fixes[0].span.range(), &remark.fixes[0].text);
        Some((remark.message, mended))
    }

    #[test]
    fn a_tag_that_is_left_open_is_told_where_it_begins() {
        let (message, mended) = told("{% if a %}x\n", 11).expect("told");
        assert_eq!(message, "`{% if a %}` is opened here and never closed");
        assert_eq!(mended, "{% if a %}x{% endif %}\n");
        let text =
            "{% block m %}{# {% if b %} #}{% for x in y %}{% if x %}x{% endfor %}{% endblock %}";
        let (message, mended) = told(text, text.find("endfor").expect("there")).expect("told");
        assert_eq!(message, "`{% if x %}` is opened here and never closed");
        assert!(mended.contains("x{% endif %}{% endfor %}"), "{mended}");
        assert_eq!(told("{% if a %}x{% endif %}{{ b", 26), None);
    }

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
