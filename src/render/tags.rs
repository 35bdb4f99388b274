//! The tags of a template: those that are left open, those that do not exist, and what an `extends` names.

use std::ops::Range;

use super::remark::{Text, unknown};
use crate::source::diag::{Code, Diagnostic};

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

/// A tag `{% word ... %}`.
#[derive(Clone, Debug)]
pub(super) struct Tag<'t> {
    pub(super) word: &'t str,
    /// With its signs.
    pub(super) whole: Range<usize>,
    /// Without them.
    pub(super) inside: Range<usize>,
}

/// The tags of a template, those in comments and raw text left out.
pub(super) fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
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

/// What `{% extends "..." %}` names.
pub(super) fn parent(text: &str) -> Option<&str> {
    let tag = tags(text).find(|tag| tag.word == "extends")?;
    text[tag.inside].split(['"', '\'', '`']).nth(1)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

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
}
