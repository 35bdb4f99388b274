//! What YAML cannot read, in plain words, with the line as it should be written.
//!
//! The parser stops at its first error, so the rest of the file is searched line by line for the mistakes that are
//! known: an editor is told of all of them at once.

use crate::{
    diag::{Code, Diagnostic},
    source::{SourceId, Span},
};

/// The byte of character `index`.
pub(super) fn byte_of(text: &str, index: usize) -> usize {
    text.char_indices()
        .nth(index)
        .map_or(text.len(), |(i, _)| i)
}

/// One line that is written wrong.
struct Slip {
    /// Bytes of the YAML.
    range: std::ops::Range<usize>,
    message: String,
    /// What to write in place of `range`.
    rewritten: String,
}

/// Tells the error at byte `at` of `yaml`, and all known mistakes of the file. `base` is where the YAML begins in its file.
pub(super) fn explain(
    source: SourceId,
    yaml: &str,
    base: usize,
    at: usize,
    info: &str,
    diags: &mut Vec<Diagnostic>,
) {
    let slips = slips(yaml);
    let line = line_of(yaml, at);
    let explained = slips
        .iter()
        .any(|s| s.range.start <= line.end && line.start <= s.range.end)
        || (info.contains("did not find expected") && slips.iter().any(|s| s.range.end <= at));
    for slip in slips {
        let span = Span::new(source, base + slip.range.start..base + slip.range.end);
        diags.push(Diagnostic::at(Code::YamlSyntax, span, slip.message).fix(
            span,
            slip.rewritten,
            "rewrite the line",
        ));
    }
    if !explained {
        diags.push(general(source, yaml, base, at, info));
    }
}

/// The whole line round a byte, without its end.
fn line_of(yaml: &str, at: usize) -> std::ops::Range<usize> {
    let at = yaml.floor_char_boundary(at.min(yaml.len()));
    let start = yaml[..at].rfind('\n').map_or(0, |i| i + 1);
    let end = yaml[at..].find('\n').map_or(yaml.len(), |i| at + i);
    start..end
}

fn general(source: SourceId, yaml: &str, base: usize, at: usize, info: &str) -> Diagnostic {
    let line = line_of(yaml, at);
    let start = at.min(line.end);
    let end = yaml[start..line.end].trim_end().len() + start;
    let span = Span::new(source, base + start..base + end.max(start));
    let plain = [
        (
            "did not find expected key",
            "this line does not fit what stands above it",
            "keys of one map begin in the same column",
        ),
        (
            "did not find expected '-'",
            "this line does not fit the list above it",
            "items of one list begin with `- ` in the same column",
        ),
        (
            "mapping values are not allowed",
            "a second colon stands in this line",
            "put the words in quotes, or in a `|` block",
        ),
        (
            "unexpected end of",
            "something is left open at the end of the file",
            "close the quote or bracket",
        ),
        (
            "while scanning a quoted scalar",
            "a quote is opened and never closed",
            "close it, or write a quote within quotes twice (`''`) or as `\\\"`",
        ),
        (
            "flow",
            "a list or map in brackets is opened and not closed",
            "close it, or put the words in quotes if the bracket is meant",
        ),
        (
            "tab",
            "a tab stands where blanks are expected",
            "indent with blanks",
        ),
        (
            "unknown anchor",
            "YAML reads `*` at the start of a value as an alias",
            "put the words in quotes, or in a `|` block",
        ),
    ];
    match plain.iter().find(|(sign, ..)| info.contains(sign)) {
        Some((_, message, help)) => Diagnostic::at(Code::YamlSyntax, span, *message)
            .help(*help)
            .note(format!("YAML: {info}")),
        None => Diagnostic::at(
            Code::YamlSyntax,
            span,
            format!("this cannot be read as YAML: {info}"),
        ),
    }
}

/// Every line that is known to be wrong; lines inside `|` and `>` blocks are left alone.
fn slips(yaml: &str) -> Vec<Slip> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut block: Option<usize> = None;
    for line in yaml.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let text = line.trim_end();
        if text.is_empty() {
            continue;
        }
        let indent = text.len() - text.trim_start_matches(' ').len();
        if block.is_some_and(|depth| indent > depth) {
            continue;
        }
        block = None;
        if let Some(slip) = tab(text, start) {
            found.push(slip);
            continue;
        }
        let Some((before, value)) = value_of(text) else {
            continue;
        };
        if matches!(value.trim_end(), "|" | ">" | "|-" | ">-" | "|+" | ">+") {
            block = Some(indent);
            continue;
        }
        found.extend(slip(text, start, indent, before, value));
    }
    found
}

/// Blanks and tabs mixed at the start of a line.
fn tab(text: &str, start: usize) -> Option<Slip> {
    let indent = text.len() - text.trim_start().len();
    let blanks = &text[..indent];
    (blanks.contains('\t') && !text.trim_start().starts_with('#')).then(|| Slip {
        range: start..start + text.len(),
        message: "a tab stands where blanks are expected".to_owned(),
        rewritten: format!("{}{}", blanks.replace('\t', "  "), &text[indent..]),
    })
}

/// What stands before a value (`  - quote: `) and the value, if the line is `key: value` or `- value`.
fn value_of(text: &str) -> Option<(usize, &str)> {
    let mut at = text.len() - text.trim_start().len();
    while text[at..].starts_with("- ") {
        at += 2;
        at += text[at..].len() - text[at..].trim_start().len();
    }
    let rest = &text[at..];
    let key = rest
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'_' || *b == b'-')
        .count();
    let listed = at > text.len() - text.trim_start().len();
    if key > 0 && rest[key..].starts_with(": ") {
        let value = at + key + 2;
        let skip = text[value..].len() - text[value..].trim_start().len();
        return Some((value + skip, &text[value + skip..]));
    }
    listed.then_some((at, rest))
}

/// What is wrong with a value, if it is one of the known mistakes.
fn slip(text: &str, start: usize, indent: usize, before: usize, value: &str) -> Option<Slip> {
    let message = match value.chars().next()? {
        '[' if !closes(value, '[', ']') => {
            "words that begin with `[` must stand in quotes or in a block: YAML reads a list"
        }
        '{' if !closes(value, '{', '}') => {
            "words that begin with `{` must stand in quotes or in a block: YAML reads a map"
        }
        '"' if ends_early(value, '"') => "the words go on behind the closing quote",
        '\'' if ends_early(value, '\'') => "the words go on behind the closing quote",
        '*' => "words that begin with `*` must stand in quotes or in a block: YAML reads an alias",
        '&' => "words that begin with `&` must stand in quotes or in a block: YAML reads an anchor",
        '!' => "words that begin with `!` must stand in quotes or in a block: YAML reads a tag",
        '@' | '`' | '%' => {
            "words cannot begin with this sign unless they stand in quotes or in a block"
        }
        '“' | '„' if value.contains(": ") => {
            "curly quotes are no quotes to YAML, and a colon stands in the words"
        }
        '[' | '{' | '"' | '\'' => return None,
        _ if value.contains(": ") || value.ends_with(':') => {
            "a colon stands in the words: YAML reads a second key"
        }
        _ => return None,
    };
    let words = value.trim_end();
    let rewritten = format!(
        "{}|\n{}{words}",
        &text[..before],
        " ".repeat(indent_below(text, indent))
    );
    Some(Slip {
        range: start..start + text.len(),
        message: message.to_owned(),
        rewritten,
    })
}

/// How far the words of a block below this line are indented: two blanks more than its key.
pub(super) fn indent_below(text: &str, indent: usize) -> usize {
    let mut at = indent;
    while text[at..].starts_with("- ") {
        at += 2;
        at += text[at..].len() - text[at..].trim_start().len();
    }
    at + 2
}

/// Whether a value in brackets is one whole list or map, at most followed by a comment.
fn closes(value: &str, open: char, close: char) -> bool {
    let mut depth = 0usize;
    let mut quote: Option<char> = None;
    for (i, c) in value.char_indices() {
        match quote {
            Some(q) if c == q => quote = None,
            Some(_) => {}
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c == open => depth += 1,
            None if c == close => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    let rest = value[i + c.len_utf8()..].trim_start();
                    return rest.is_empty() || rest.starts_with('#');
                }
            }
            None => {}
        }
    }
    // A list that goes on below is YAML's own matter.
    true
}

/// Whether a quoted value ends before the line does, with words behind it.
fn ends_early(value: &str, quote: char) -> bool {
    let mut escaped = false;
    let inner = &value[1..];
    let mut chars = inner.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if escaped {
            escaped = false;
        } else if quote == '"' && c == '\\' {
            escaped = true;
        } else if c == quote {
            if quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') {
                chars.next();
                continue;
            }
            let rest = inner[i + 1..].trim_start();
            return !(rest.is_empty() || rest.starts_with('#') || rest.starts_with(','));
        }
    }
    false
}
