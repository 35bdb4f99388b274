//! Lists and maps in brackets that are left open, closed once too often, or go on behind their end.

use super::{
    super::vocabulary,
    page::{Page, block},
    rows::{Shape, Slip},
};
use crate::text::{quoted, yaml_typed, yaml_value};

/// `topics: [a], b` and `see: [[a]], [[b]]`: all of it in one list.
pub(super) fn listed(row: usize, shape: &Shape<'_>) -> Option<Slip> {
    let key = shape.key.filter(|k| vocabulary::takes_list(k))?;
    let value = shape.words();
    if value.ends_with(']') && !value.contains('[') {
        return Some(Slip::row(
            row,
            format!("{}[{value}", &shape.text[..shape.value]),
            shape.value + value.len() - 1..shape.value + value.len(),
            "a bracket is closed here that was not opened",
        ));
    }
    if !value.starts_with('[') || closes(value) || without_surplus(value).is_some() {
        return None;
    }
    let items: Vec<String> = match value.contains("[[") {
        true => value.split(", ").map(|i| quoted(i.trim())).collect(),
        false => value
            .split(['[', ']', ','])
            .map(str::trim)
            .filter(|i| !i.is_empty())
            .map(str::to_owned)
            .collect(),
    };
    if items.iter().any(|i| i.starts_with('{') || i.contains(": ")) {
        return None;
    }
    Some(Slip::row(
        row,
        format!("{}[{}]", &shape.text[..shape.value], items.join(", ")),
        shape.value..shape.value + value.len(),
        format!("the list of `{key}` goes on behind its closing bracket"),
    ))
}

/// A map in brackets whose quotes or brackets do not match: its keys in lines of their own.
pub(super) fn map_in_brackets(page: &Page<'_, '_>, row: usize) -> Option<Slip> {
    let shape = page.shape(row);
    let value = shape.words();
    let inner = value.strip_prefix('{')?;
    let inner = inner.strip_suffix('}').unwrap_or(inner);
    let mut parts: Vec<String> = Vec::new();
    for part in inner.split(',') {
        let begins = Shape::of(part.trim_start().trim_start_matches(['"', '\'', '[', '{']));
        match (begins.key.is_some_and(vocabulary::is_key), parts.last_mut()) {
            (true, _) => parts.push(begins.text.to_owned()),
            (false, Some(last)) => {
                last.push(',');
                last.push_str(part);
            }
            (false, None) => return None,
        }
    }
    let blanks = " ".repeat(shape.column() + 2);
    let mut lines: Vec<String> = Vec::new();
    if shape.key.is_some() {
        lines.push(shape.text[..shape.value].trim_end().to_owned());
    }
    for part in &parts {
        let (key, words) = part.split_once(':')?;
        let typed = words.trim();
        let words = typed.trim_matches(['"', '\'']).trim();
        let whole = words.starts_with('[') && closes(words) && left_open(words).0.is_empty();
        let bare = words.trim_start_matches(['[', '{', '"']);
        let words = match (whole, bare == typed) {
            (true, _) => words.to_owned(),
            (false, true) => yaml_typed(bare),
            (false, false) => yaml_value(bare),
        };
        let front = match (lines.is_empty(), shape.dash) {
            (true, Some(_)) => shape.text[..shape.value].to_owned(),
            _ => blanks.clone(),
        };
        lines.push(format!("{front}{key}: {words}"));
    }
    let at = (row, shape.value..shape.value + value.len());
    let message =
        "the quotes or brackets of this map do not match: its keys can stand in lines of their own";
    page.going_on(row)
        .is_some_and(|rest| rest.is_empty())
        .then(|| Slip::rows(row..row + 1, lines, at, message))
}

/// A list or map in brackets that is left open, or closed once too often.
pub(super) fn left_open_or_surplus(page: &Page<'_, '_>, row: usize) -> Vec<Slip> {
    let shape = page.shape(row);
    let value = shape.words();
    if !value.starts_with(['[', '{']) {
        return Vec::new();
    }
    let at = (row, shape.value..shape.value + 1);
    let mut slips = Vec::new();
    let Some(rest) = page.going_on(row) else {
        return slips;
    };
    let mut whole = value.to_owned();
    for more in rest.clone() {
        whole.push('\n');
        whole.push_str(page.mended.text(more));
    }
    let (open, quote) = left_open(&whole);
    if let Some(quote) = quote.filter(|_| rest.is_empty()) {
        let inner = value.trim_end_matches([']', '}']);
        let closed = format!(
            "{}{inner}{quote}{}",
            &shape.text[..shape.value],
            &value[inner.len()..]
        );
        let message = "a quote is opened in this list and never closed";
        let from = shape.value + value.rfind(quote).unwrap_or_default();
        slips.push(Slip::row(row, closed, from..from + 1, message).certain());
        return slips;
    }
    if open.is_empty() {
        if rest.is_empty()
            && let Some(fewer) = without_surplus(value)
        {
            slips.push(Slip::row(
                row,
                format!("{}{fewer}", &shape.text[..shape.value]),
                shape.value + fewer.len()..shape.value + value.len(),
                "a bracket is closed here that was not opened",
            ));
        }
        return slips;
    }
    if shape.key.is_some_and(vocabulary::takes_words)
        && let Some((rows, lines)) = block(page, row, value)
    {
        let message = "words that begin with a bracket must stand in quotes or in a block: YAML reads a list or a map";
        slips.push(Slip::rows(rows, lines, at.clone(), message).certain());
    }
    let mut lines: Vec<String> = (row..rest.end)
        .map(|r| page.mended.text(r).to_owned())
        .collect();
    if let Some(last) = lines.last_mut() {
        *last = format!("{}{open}", last.trim_end().trim_end_matches(','));
    }
    slips.push(
        Slip::rows(
            row..rest.end,
            lines,
            at,
            "a bracket is opened here and never closed",
        )
        .certain(),
    );
    slips
}

/// The brackets that would close what is left open, and the quote that is.
fn left_open(text: &str) -> (String, Option<char>) {
    let mut open = Vec::new();
    let mut quote: Option<char> = None;
    let mut before = ' ';
    for c in text.chars() {
        match quote {
            Some(q) if c == q => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'') && matches!(before, ' ' | '[' | '{' | ',' | '\n') => {
                quote = Some(c);
            }
            None if c == '[' => open.push(']'),
            None if c == '{' => open.push('}'),
            None if matches!(c, ']' | '}') => {
                open.pop();
            }
            None => {}
        }
        before = c;
    }
    (open.into_iter().rev().collect(), quote)
}

/// A value without the closing brackets at its end that nothing opened.
pub(super) fn without_surplus(value: &str) -> Option<&str> {
    const MOST: usize = 16;
    let mut fewer = value;
    for _ in 0..MOST {
        let less = fewer.strip_suffix([']', '}'])?;
        let whole = closes(less) && left_open(less).0.is_empty() && less.ends_with([']', '}']);
        fewer = less.trim_end();
        if whole {
            return Some(fewer);
        }
    }
    None
}

/// Whether a value in brackets is one whole list or map, at most followed by a comment; one that goes on below counts as whole.
pub(super) fn closes(value: &str) -> bool {
    let mut depth = 0usize;
    let mut quote: Option<char> = None;
    for (i, c) in value.char_indices() {
        match quote {
            Some(q) if c == q => quote = None,
            Some(_) => {}
            None if c == '"' || c == '\'' => quote = Some(c),
            None if matches!(c, '[' | '{') => depth += 1,
            None if matches!(c, ']' | '}') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    let rest = value[i + c.len_utf8()..].trim_start();
                    return rest.is_empty() || rest.starts_with('#');
                }
            }
            None => {}
        }
    }
    true
}
