//! Takes values out of the tree. Every function names the key in its remarks, says what was expected, and goes on.

use super::{
    meant, mistakes,
    node::{Node, Scalar, Style, Value},
};
use crate::{
    archive::Prose,
    source::{
        Span, Spanned,
        diag::{Code, Diagnostic},
    },
    text,
};

type Diags = Vec<Diagnostic>;

fn found(node: &Node) -> &'static str {
    match node.value {
        Value::Null => "nothing",
        Value::Scalar(_) => "words",
        Value::List(_) => "a list",
        Value::Map(_) => "a map",
    }
}

/// The scalar of a key; anything else is told, with the line as it should be written where brackets were meant as words.
fn scalar<'n>(key: &str, node: &'n Node, diags: &mut Diags) -> Option<&'n Scalar> {
    match &node.value {
        Value::Scalar(scalar) if !scalar.text.trim().is_empty() => Some(scalar),
        Value::Scalar(_) => {
            diags.push(
                Diagnostic::at(Code::EmptyValue, node.span, format!("`{key}` is empty"))
                    .help("write something, or take the line out"),
            );
            None
        }
        Value::Null => {
            let remark = Diagnostic::at(
                Code::EmptyValue,
                node.span,
                format!("nothing stands here, and `{key}` needs words"),
            );
            diags.push(match &node.comment {
                Some(comment) if comment.is_glued() => {
                    let quoted = format!(
                        "\"{}\"",
                        comment.text.replace('\\', "\\\\").replace('"', "\\\"")
                    );
                    remark
                        .note("YAML reads what follows a blank and `#` as a comment")
                        .fix(
                            comment.span,
                            quoted.clone(),
                            format!("put the words in quotes: {quoted}"),
                        )
                }
                Some(_) | None => remark.help("write something, or take the line out"),
            });
            None
        }
        Value::List(_) | Value::Map(_) => {
            let remark = Diagnostic::at(
                Code::WrongType,
                node.span,
                format!("`{key}` is words, and this is {}", found(node)),
            );
            diags.push(match &node.brackets {
                Some(brackets) => remark
                    .note("YAML reads `[` and `{` at the start of a value as a list or a map")
                    .fix(
                        node.span,
                        brackets.as_block(),
                        "if these are words, write them in a `|` block",
                    ),
                None => remark.help(format!("write `{key}: ...` with words")),
            });
            None
        }
    }
}

/// Words that YAML may have cut short at ` #`. Of a single word nothing is said (`form: speech # or interview`), nor of a comment that
/// two blanks set apart.
fn cut(key: &str, node: &Node, scalar: &Scalar, diags: &mut Diags) {
    let Some(comment) = &node.comment else { return };
    if !scalar.text.contains(char::is_whitespace) {
        return;
    }
    let gap = comment.span.start.saturating_sub(node.span.end);
    let code = match (comment.is_glued(), gap) {
        (true, _) => Code::CutByComment,
        (false, 1) => Code::MaybeCutByComment,
        (false, _) => return,
    };
    let whole = Span {
        end: comment.span.end,
        ..node.span
    };
    let words = format!(
        "{}{}{}",
        scalar.text,
        " ".repeat(gap as usize),
        comment.text
    );
    let quoted = format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""));
    let remark = Diagnostic::at(
        code,
        comment.span,
        format!("YAML reads this as a comment: `{key}` ends before it"),
    )
    .related(node.span, "the words that were read");
    let remark = match code {
        Code::MaybeCutByComment => {
            remark.note("two blanks before the `#` say that it is a comment")
        }
        _ => remark,
    };
    diags.push(remark.fix(
        whole,
        quoted,
        "put all of the words in quotes, or in a `|` block",
    ));
}

fn trimmed(node: &Node, scalar: &Scalar) -> Spanned<String> {
    Spanned::new(scalar.text.trim().to_owned(), node.span)
}

/// A short text: trimmed, line feeds of a block kept as blanks.
pub fn words(key: &str, node: &Node, diags: &mut Diags) -> Option<Spanned<String>> {
    let scalar = scalar(key, node, diags)?;
    cut(key, node, scalar, diags);
    let words = scalar.text.trim();
    if scalar.style == Style::Plain
        && words.starts_with(['“', '„', '”'])
        && words.ends_with(['”', '“'])
        && words.chars().count() > 2
    {
        let inside: String = words
            .chars()
            .skip(1)
            .take(words.chars().count() - 2)
            .collect();
        diags.push(
            Diagnostic::at(
                Code::CurlyQuotes,
                node.span,
                format!("`{key}` stands in curly quotes, which are part of the words to YAML"),
            )
            .fix(
                node.span,
                format!("\"{}\"", inside.replace('\\', "\\\\").replace('"', "\\\"")),
                "write straight quotes",
            ),
        );
        return None;
    }
    let folded = match words.contains('\n') {
        true => words
            .split('\n')
            .map(str::trim)
            .collect::<Vec<_>>()
            .join(" "),
        false => words.to_owned(),
    };
    Some(Spanned::new(folded, node.span))
}

/// Words of a transcript: trimmed, otherwise untouched; curly quotes may be part of them.
pub fn verbatim(key: &str, node: &Node, diags: &mut Diags) -> Option<Spanned<String>> {
    let scalar = scalar(key, node, diags)?;
    cut(key, node, scalar, diags);
    Some(trimmed(node, scalar))
}

/// Markdown.
pub fn prose(key: &str, node: &Node, diags: &mut Diags) -> Option<Prose> {
    let scalar = scalar(key, node, diags)?;
    cut(key, node, scalar, diags);
    Some(Prose {
        text: scalar.text.clone(),
        span: node.span,
        lines: scalar.lines.to_vec(),
    })
}

pub(super) fn words_of(node: &Node) -> String {
    match &node.value {
        Value::Scalar(scalar) => scalar.text.clone(),
        Value::Null | Value::List(_) | Value::Map(_) => String::new(),
    }
}

/// `true` or `false`.
pub fn flag(key: &str, node: &Node, diags: &mut Diags) -> Option<bool> {
    let written = words(key, node, diags)?;
    match written.value.as_str() {
        "true" => Some(true),
        "false" => Some(false),
        other => {
            let meant = match other.to_lowercase().as_str() {
                "yes" | "y" | "on" | "true" | "1" => Some("true"),
                "no" | "n" | "off" | "false" | "0" => Some("false"),
                _ => None,
            };
            diags.push(
                Diagnostic::at(
                    Code::BadValue,
                    written.span,
                    format!("`{key}` is `true` or `false`, not `{other}`"),
                )
                .did_you_mean(written.span, meant),
            );
            None
        }
    }
}

/// A whole number, zero or more.
pub fn number(key: &str, node: &Node, diags: &mut Diags) -> Option<Spanned<u32>> {
    let written = words(key, node, diags)?;
    match written.value.parse::<u32>() {
        Ok(number) => Some(Spanned::new(number, written.span)),
        Err(_) => {
            diags.push(Diagnostic::at(
                Code::BadValue,
                written.span,
                format!("`{key}` is a whole number, not `{}`", written.value),
            ));
            None
        }
    }
}

/// One of a closed set of words.
pub fn one_of<'a>(
    key: &str,
    node: &Node,
    allowed: &[&'a str],
    diags: &mut Diags,
) -> Option<Spanned<&'a str>> {
    let written = words(key, node, diags)?;
    if let Some(word) = allowed.iter().find(|a| **a == written.value) {
        return Some(Spanned::new(word, written.span));
    }
    let near = text::nearest(&written.value, allowed.iter().copied());
    diags.push(
        Diagnostic::at(
            Code::BadValue,
            written.span,
            format!("`{key}` cannot be `{}`", written.value),
        )
        .did_you_mean(written.span, near)
        .note(format!("it is one of: {}", allowed.join(", "))),
    );
    None
}

/// The keys and values of a map.
pub fn map<'n>(
    key: &str,
    node: &'n Node,
    diags: &mut Diags,
) -> Vec<(&'n Spanned<String>, &'n Node)> {
    match &node.value {
        Value::Map(entries) => entries.iter().map(|(k, v)| (k, v)).collect(),
        Value::Null => Vec::new(),
        Value::Scalar(_) | Value::List(_) => {
            let remark = Diagnostic::at(
                Code::WrongType,
                node.head(),
                format!(
                    "`{key}` is a map of keys and values, and this is {}",
                    found(node)
                ),
            );
            let odd = mistakes::plain(&words_of(node)).and_then(|(_, odd)| odd.into_iter().next());
            diags.push(match meant::as_map(key, node) {
                _ if odd.is_some() => remark
                    .note(odd.map(|odd| odd.message()).unwrap_or_default())
                    .help(format!("write it with plain signs:\n{key}:\n  KEY: value")),
                Some(map) => remark.help(format!("write it as a map:\n{map}")),
                None => remark.help(format!("write it as\n{key}:\n  KEY: value")),
            });
            Vec::new()
        }
    }
}

/// A free-form value: plain words that are numbers, `true`, `false` or `null` in YAML 1.2's core schema become such, the rest text.
pub fn free(node: &Node) -> serde_json::Value {
    use serde_json::Value as Json;
    match &node.value {
        Value::Null => Json::Null,
        Value::List(items) => Json::Array(items.iter().map(free).collect()),
        Value::Map(entries) => Json::Object(
            entries
                .iter()
                .map(|(k, v)| (k.value.clone(), free(v)))
                .collect(),
        ),
        Value::Scalar(scalar) if scalar.style == Style::Plain => match scalar.text.as_str() {
            "true" | "True" | "TRUE" => Json::Bool(true),
            "false" | "False" | "FALSE" => Json::Bool(false),
            text => core_number(text).unwrap_or_else(|| Json::String(text.to_owned())),
        },
        Value::Scalar(scalar) => Json::String(scalar.text.clone()),
    }
}

/// A number as YAML 1.2's core schema has it; `007` and `1e` stay words.
fn core_number(text: &str) -> Option<serde_json::Value> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let leading_zero =
        digits.len() > 1 && digits.starts_with('0') && digits.as_bytes()[1].is_ascii_digit();
    if leading_zero || !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    if let Ok(whole) = text.parse::<i64>() {
        return Some(whole.into());
    }
    text.parse::<f64>()
        .ok()
        .and_then(serde_json::Number::from_f64)
        .map(serde_json::Value::Number)
}
