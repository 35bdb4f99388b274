//! Quotes that end too early, or never.

use super::{
    page::{self, Page},
    rows::{Shape, Slip},
};

/// How a value in quotes ends.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// At the end of the line, or before a comment.
    Proper,
    /// At this byte of the value, with words behind it.
    Early(usize),
    /// Not in this line.
    Never,
}

/// How a value ends that begins with `quote`.
pub(super) fn ending(value: &str, quote: char) -> Ending {
    let mut escaped = false;
    let mut chars = value.char_indices().skip(1).peekable();
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
            let rest = value[i + 1..].trim_start();
            return match rest.is_empty() || rest.starts_with(['#', ',']) {
                true => Ending::Proper,
                false => Ending::Early(i),
            };
        }
    }
    Ending::Never
}

/// Which quote a value begins with.
pub(super) fn quote_of(value: &str) -> Option<char> {
    value.chars().next().filter(|c| matches!(c, '"' | '\''))
}

/// A quote in front of a key.
pub(super) fn before_key(page: &Page<'_, '_>, row: usize) -> Option<Slip> {
    let shape = page.shape(row);
    let body = &shape.text[shape.body..];
    quote_of(body)?;
    let inner = Shape::of(&body[1..]);
    let known = inner.key.is_some_and(super::super::vocabulary::is_key);
    (shape.key.is_none() && known).then(|| {
        Slip::row(
            row,
            format!("{}{}", &shape.text[..shape.body], &body[1..]),
            shape.body..shape.body + 1,
            "a quote stands before a key",
        )
        .certain()
    })
}

/// A quote that is opened in a row and closed nowhere before the next key: it is to be closed, or it is an apostrophe.
pub(super) fn left_open(page: &Page<'_, '_>, row: usize) -> Vec<Slip> {
    let shape = page.shape(row);
    let Some(quote) = quote_of(shape.words()) else {
        return Vec::new();
    };
    if ending(shape.words(), quote) != Ending::Never {
        return Vec::new();
    }
    let Some(rest) = page.going_on(row) else {
        return Vec::new();
    };
    let last = rest.end.saturating_sub(1).max(row);
    if (row + 1..=last).any(|r| page.mended.text(r).contains(quote)) {
        return Vec::new();
    }
    let at = shape.value..shape.value + 1;
    let message = match closing(page.mended.text(last)) {
        Some(sign) => format!("a quote is opened here with `{quote}` and closed with `{sign}`"),
        None => "a quote is opened here and never closed".to_owned(),
    };
    let mut slips = Vec::new();
    if quote == '\'' && begins_with_apostrophe(shape.words()) {
        let message =
            "words that begin with an apostrophe must stand in a block: YAML reads a quote";
        slips
            .extend(page::block(page, row, shape.words()).map(|(rows, lines)| {
                Slip::rows(rows, lines, (row, at.clone()), message).certain()
            }));
    }
    let mut lines: Vec<String> = (row..=last)
        .map(|r| page.mended.text(r).to_owned())
        .collect();
    if let Some(line) = lines.last_mut() {
        *line = closed(line, quote);
    }
    slips.push(Slip::rows(row..last + 1, lines, (row, at), message).certain());
    slips
}

/// `'Tis`, `'em`, `'68`.
fn begins_with_apostrophe(words: &str) -> bool {
    const ELIDED: [&str; 12] = [
        "tis", "twas", "twere", "twill", "em", "til", "cause", "bout", "round", "neath", "n", "s",
    ];
    let word: String = words
        .chars()
        .skip(1)
        .take_while(|c| c.is_alphanumeric())
        .collect();
    ELIDED.contains(&word.to_lowercase().as_str())
        || (word.len() >= 2 && word.starts_with(|c: char| c.is_ascii_digit()))
}

/// A sign at the end of a line that is seen as a closing quote, and is none to YAML.
fn closing(line: &str) -> Option<char> {
    let signs = ['”', '“', '„', '’', '‘', '»', '«', '″', '′', '＂', '`', '´'];
    line.trim_end()
        .chars()
        .next_back()
        .filter(|c| signs.contains(c))
}

/// A line with a quote closed at its end, before a comment.
fn closed(line: &str, quote: char) -> String {
    let words = line.trim_end();
    let (words, comment) = match words.rfind(" #") {
        Some(i) if words[i..].starts_with(" # ") => words.split_at(i),
        _ => (words, ""),
    };
    let words = words.trim_end();
    let words = match closing(words) {
        Some(sign) => &words[..words.len() - sign.len_utf8()],
        None => words,
    };
    let gap = if comment.is_empty() { "" } else { " " };
    format!("{words}{quote}{gap}{comment}")
}

/// The words of a value whose quote ends early: without the outer quotes if these are what was meant.
pub(super) fn meant(value: &str, quote: char, early: usize) -> String {
    let words = value.trim_end();
    let opens = |at: usize| {
        words[..at].ends_with([' ', '(', '[', '—', '–'])
            && words[at + 1..].starts_with(|c: char| !c.is_whitespace())
    };
    let within_word = words[..early].ends_with(char::is_alphanumeric)
        && words[early + 1..].starts_with(char::is_alphanumeric);
    let outer = words.len() > 1 && words.ends_with(quote) && (opens(early) || within_word);
    match outer {
        true => words[1..words.len() - 1].to_owned(),
        false => words.to_owned(),
    }
}

/// The quote of `shape` that goes on over keys, if a sound file cannot have it: the line of its text in which a key stands.
pub(super) fn swallowed_key(raw: &str, before: &str) -> Option<usize> {
    let column = Shape::of(before).column();
    let mut at = 0;
    for (number, line) in raw.split_inclusive('\n').enumerate() {
        let shape = Shape::of(line.trim_end());
        let known = shape.key.is_some_and(super::super::vocabulary::is_key);
        if number > 0 && known && shape.indent <= column {
            return Some(at + shape.body);
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outer_quotes_are_taken_off_where_they_are_meant() {
        for (value, words) in [
            ("\"He said \"yes\" to me\"", "He said \"yes\" to me"),
            ("\"Yes\" or \"no\"", "\"Yes\" or \"no\""),
            ("\"Yes\" he said", "\"Yes\" he said"),
            ("'It's mine'", "It's mine"),
        ] {
            let quote = quote_of(value).expect("a quote");
            let Ending::Early(at) = ending(value, quote) else {
                panic!("{value} ends early")
            };
            assert_eq!(meant(value, quote, at), words);
        }
    }
}
