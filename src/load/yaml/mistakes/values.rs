//! Words that YAML reads as something else: brackets, quotes, signs, colons. The remedy is mostly a `|` block.

use std::ops::Range;

use super::{
    super::vocabulary,
    brackets::{closes, listed, without_surplus},
    glued,
    page::{Page, block},
    quotes::{self, Ending},
    rows::{Shape, Slip},
};

/// What is wrong with the value of a row, if it is one of the known slips.
pub(super) fn of(page: &Page<'_, '_>, row: usize) -> Vec<Slip> {
    let shape = page.shape(row);
    let value = shape.words();
    let mut slips = Vec::new();
    if shape.key.is_none() && shape.dash.is_none() {
        return slips;
    }
    slips.extend(behind_block_sign(page, row, &shape));
    slips.extend(item_behind_key(page, row, &shape));
    slips.extend(listed(row, &shape));
    if let Some((message, at, words)) = misread(&shape, value)
        && let Some((rows, lines)) = block(page, row, &words)
    {
        let at = shape.value + at.start..shape.value + at.end;
        slips.push(Slip::rows(rows, lines, (row, at), message));
    }
    slips
}

/// Why YAML misreads a value, where in it, and the words that were meant.
fn misread(shape: &Shape<'_>, value: &str) -> Option<(&'static str, Range<usize>, String)> {
    let first = value.chars().next()?;
    let begin = 0..first.len_utf8();
    let message = match first {
        '[' | '{' if without_surplus(value).is_some() => return None,
        '[' if !closes(value) => {
            "words that begin with `[` must stand in quotes or in a block: YAML reads a list"
        }
        '{' if !closes(value) => {
            "words that begin with `{` must stand in quotes or in a block: YAML reads a map"
        }
        '[' | '{' => return None,
        '"' | '\'' => {
            return match quotes::ending(value, first) {
                Ending::Early(at) => Some((
                    "the words go on behind the closing quote",
                    at..at + 1,
                    quotes::meant(value, first, at),
                )),
                Ending::Proper | Ending::Never => escape(value, first),
            };
        }
        '*' => "words that begin with `*` must stand in quotes or in a block: YAML reads an alias",
        '&' => "words that begin with `&` must stand in quotes or in a block: YAML reads an anchor",
        '!' => "words that begin with `!` must stand in quotes or in a block: YAML reads a tag",
        '@' | '`' | '%' | ',' | ']' | '}' | '?' => {
            "words cannot begin with this sign unless they stand in quotes or in a block"
        }
        '“' | '„' if value.contains(": ") => {
            "curly quotes are no quotes to YAML, and a colon stands in the words"
        }
        _ if shape.key.is_some_and(vocabulary::is_key) && glued_again(value) => {
            return None;
        }
        _ => {
            let colon = value
                .find(": ")
                .or_else(|| value.ends_with(':').then(|| value.len() - 1));
            // `- targets:` has no value; it is a key.
            let colon = colon.filter(|_| shape.key.is_some())?;
            let message = "a colon stands in the words: YAML reads a second key";
            return Some((message, colon..colon + 1, value.to_owned()));
        }
    };
    Some((message, begin, value.to_owned()))
}

/// Whether a value is itself `key:words`.
fn glued_again(value: &str) -> bool {
    glued::key(value).is_some() && !value.contains(": ")
}

/// `"C:\path"`: a backslash in double quotes that begins no sign.
fn escape(value: &str, quote: char) -> Option<(&'static str, Range<usize>, String)> {
    let inner = value.strip_prefix('"')?.strip_suffix('"')?;
    if quote != '"' {
        return None;
    }
    let known = |c: char| "0abtnvfre \"/\\N_LPxuU\t".contains(c);
    let mut chars = inner.char_indices();
    while let Some((at, c)) = chars.next() {
        if c == '\\' {
            let (_, next) = chars.next()?;
            if !known(next) || matches!(next, 'x' | 'u' | 'U') {
                let message = "a backslash in double quotes begins a sign of its own to YAML: such words must stand in a block";
                return Some((message, at + 1..at + 2, inner.to_owned()));
            }
        }
    }
    None
}

/// `note: | The words`: words behind the sign of a block.
fn behind_block_sign(page: &Page<'_, '_>, row: usize, shape: &Shape<'_>) -> Option<Slip> {
    let value = shape.words();
    let sign = value.chars().next().filter(|c| matches!(c, '|' | '>'))?;
    if shape.begins_block() {
        return None;
    }
    let words = value[1..].trim_start();
    let below = page
        .mended
        .rows
        .get(row + 1)
        .map(|r| Shape::of(&r.text))
        .filter(|s| !s.is_blank() && s.indent > shape.column());
    let depth = below.map_or(shape.column() + 2, |s| s.indent);
    let lines = vec![
        format!("{}{sign}", &shape.text[..shape.value]),
        format!("{}{words}", " ".repeat(depth)),
    ];
    let start = shape.value + value.len() - words.len();
    Some(Slip::rows(
        row..row + 1,
        lines,
        (row, start..shape.value + value.len()),
        format!("the words of a `{sign}` block begin in the line below"),
    ))
}

/// `topics: - milling`.
fn item_behind_key(page: &Page<'_, '_>, row: usize, shape: &Shape<'_>) -> Option<Slip> {
    let key = shape.key?;
    let value = shape.words();
    if !value.starts_with("- ") {
        return None;
    }
    let at = (row, shape.value..shape.value + 1);
    let message = "an item of a list cannot stand in the line of its key";
    if vocabulary::takes_words(key) {
        let (rows, lines) = block(page, row, value)?;
        let message =
            "words that begin with `- ` must stand in quotes or in a block: YAML reads a list";
        return Some(Slip::rows(rows, lines, at, message));
    }
    let lines = vec![
        shape.text[..shape.value].trim_end().to_owned(),
        format!("{}{value}", " ".repeat(shape.column() + 2)),
    ];
    Some(Slip::rows(row..row + 1, lines, at, message))
}

/// `note:` with words below it: the sign of a block is missing.
pub(super) fn missing_block_sign(page: &Page<'_, '_>, row: usize) -> Option<Slip> {
    let shape = page.shape(row);
    let key = shape.key.filter(|k| vocabulary::takes_words(k))?;
    let below = page.going_on(row).filter(|rows| !rows.is_empty())?;
    if !shape.words().is_empty() {
        return None;
    }
    let line = format!("{} |", shape.text.trim_end());
    let at = shape.body..shape.body + key.len() + 1;
    let slip = Slip::row(
        row,
        line,
        at,
        format!("the words of `{key}` stand below it, and no `|` behind it"),
    );
    Some(slip.related(below.start, "the words"))
}

/// A value that goes on below and has a colon there: the whole of it as a block. `surely`: only where a key takes words, and the line below
/// begins with none.
pub(super) fn going_on(page: &Page<'_, '_>, row: usize, surely: bool) -> Option<Slip> {
    let above = page.previous(row)?;
    let shape = page.shape(above);
    if surely && !shape.key.is_some_and(vocabulary::takes_words) {
        return None;
    }
    if shape.words().is_empty() || shape.begins_block() || shape.key.is_none() {
        return None;
    }
    let (rows, lines) = block(page, above, shape.words())?;
    if !rows.contains(&row) {
        return None;
    }
    // The parser may stop behind the line of the colon.
    let colon_of = |row: usize| {
        let from = if row == above { shape.value } else { 0 };
        let text = page.mended.text(row).trim_end();
        let inside = text.get(from..)?.find(": ").map(|at| from + at);
        inside.or_else(|| text.ends_with(':').then(|| text.len() - 1))
    };
    let (at, colon) = (above..=row)
        .rev()
        .find_map(|row| Some((row, colon_of(row)?)))?;
    Some(Slip::rows(
        rows,
        lines,
        (at, colon..colon + 1),
        "a colon stands in the words: YAML reads a second key",
    ))
}
