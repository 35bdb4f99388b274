//! Words that YAML reads as something else: brackets, quotes, signs, colons. The remedy is mostly a `|` block.

use std::ops::Range;

use super::{
    super::vocabulary,
    quotes::{self, Ending},
    rows::{Shape, Slip},
    suspects::{Page, begins_block},
};

/// The value of a row, and all that goes on from it, as a `|` block with `words` for the row's own: the rows to replace, and with what. None if
/// the block would take in lines that are keys.
pub(super) fn block(
    page: &Page<'_, '_>,
    row: usize,
    words: &str,
) -> Option<(Range<usize>, Vec<String>)> {
    let shape = page.shape(row);
    if shape.key.is_none() && shape.dash.is_none() {
        return None;
    }
    let rest = page.going_on(row)?;
    let blanks = " ".repeat(shape.column() + 2);
    let mut lines = vec![
        format!("{}|", &shape.text[..shape.value]),
        format!("{blanks}{}", words.trim()),
    ];
    lines.extend(rest.clone().map(|r| match page.draft.text(r).trim() {
        "" => String::new(),
        more => format!("{blanks}{more}"),
    }));
    Some((row..rest.end, lines))
}

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
    super::suspects::glued_key(value).is_some() && !value.contains(": ")
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
    if begins_block(shape) {
        return None;
    }
    let words = value[1..].trim_start();
    let below = page
        .draft
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

/// `topics: [a], b` and `see: [[a]], [[b]]`: all of it in one list.
fn listed(row: usize, shape: &Shape<'_>) -> Option<Slip> {
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
    let quoted = |item: &str| format!("\"{}\"", item.replace('\\', "\\\\").replace('"', "\\\""));
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

/// `note:` with words below it: the sign of a block is missing.
pub(super) fn missing_block_sign(page: &Page<'_, '_>, row: usize) -> Option<Slip> {
    let shape = page.shape(row);
    let key = shape.key.filter(|k| vocabulary::takes_words(k))?;
    let below = page.going_on(row).filter(|rows| !rows.is_empty())?;
    if !shape.words().is_empty() {
        return None;
    }
    let lines = vec![format!("{} |", shape.text.trim_end())];
    let at = shape.body..shape.body + key.len() + 1;
    let slip = Slip::row(
        row,
        lines.concat(),
        at,
        format!("the words of `{key}` stand below it, and no `|` behind it"),
    );
    Some(slip.related(below.start, "the words"))
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
        let words = words.trim();
        let words = words.trim_matches(['"', '\'']).trim();
        let words = match words.starts_with('[') && closes(words) && left_open(words).0.is_empty() {
            true => words.to_owned(),
            false => super::super::meant::quoted(words.trim_start_matches(['[', '{', '"'])),
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

/// A value that goes on below and has a colon there: the whole of it as a block. `surely`: only where a key takes words, and the line below
/// begins with none.
pub(super) fn going_on(page: &Page<'_, '_>, row: usize, surely: bool) -> Option<Slip> {
    let above = page.previous(row)?;
    let shape = page.shape(above);
    if surely && !shape.key.is_some_and(vocabulary::takes_words) {
        return None;
    }
    if shape.words().is_empty() || begins_block(&shape) || shape.key.is_none() {
        return None;
    }
    let (rows, lines) = block(page, above, shape.words())?;
    if !rows.contains(&row) {
        return None;
    }
    let text = page.draft.text(row);
    let colon = text
        .find(": ")
        .or_else(|| text.trim_end().len().checked_sub(1))?;
    Some(Slip::rows(
        rows,
        lines,
        (row, colon..colon + 1),
        "a colon stands in the words: YAML reads a second key",
    ))
}

/// A list or map in brackets that is left open, or closed once too often.
pub(super) fn brackets(page: &Page<'_, '_>, row: usize) -> Vec<Slip> {
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
        whole.push_str(page.draft.text(more));
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
        .map(|r| page.draft.text(r).to_owned())
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
fn without_surplus(value: &str) -> Option<&str> {
    let mut fewer = value;
    while let Some(less) = fewer.strip_suffix([']', '}']) {
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
