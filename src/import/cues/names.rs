//! What looks like the label of a speaker.

use super::glue;

/// The longest label, in bytes.
const LONGEST: usize = 60;

/// The most words of one.
const WORDS: usize = 5;

/// What stands in lower case within a name.
const PARTICLES: &[&str] = &[
    "al", "and", "at", "bin", "da", "de", "del", "della", "der", "di", "do", "dos", "du", "e",
    "el", "et", "ibn", "la", "le", "of", "on", "the", "und", "van", "von", "y", "zu",
];

/// A label and what is behind its colon, if it looks like one at all.
pub(super) fn label(line: &str) -> Option<(&str, &str)> {
    let near = &line[..line.floor_char_boundary(LONGEST + 4)];
    let colon = near.find([':', '：'])?;
    let (label, rest) = line.split_at(colon);
    let wide = rest.starts_with('：');
    let rest = rest.trim_start_matches([':', '：']);
    let label = label.trim_end();
    let bare = label
        .strip_prefix('[')
        .and_then(|l| l.strip_suffix(']'))
        .unwrap_or(label)
        .trim();
    let capitals = is_capitals(bare);
    let ends = rest.is_empty()
        || rest.starts_with(char::is_whitespace)
        || wide
        || (capitals && rest.starts_with(char::is_alphabetic));
    (ends && bare.len() <= LONGEST && is_name(bare)).then(|| (bare, rest.trim_start()))
}

fn is_name(label: &str) -> bool {
    let (name, bracket) = match label.split_once('(') {
        Some((name, bracket)) => (name.trim_end(), bracket.strip_suffix(')')),
        None => (label, Some("")),
    };
    if bracket.is_none_or(|b| b.contains(['(', ')'])) || name.is_empty() {
        return false;
    }
    let begins = |word: &str| word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    let sign = |c: char| {
        c.is_alphanumeric()
            || matches!(
                c,
                ' ' | '\u{A0}' | '.' | '\'' | '’' | '-' | '‑' | '_' | '&' | '/' | '#' | '·' | '・'
            )
            || is_mark(c)
    };
    if !begins(name) || !name.chars().all(sign) {
        return is_machines(name);
    }
    let mut words = 0;
    for word in name.split_whitespace() {
        words += 1;
        let short = !word.contains('.')
            || word
                .trim_end_matches('.')
                .split('.')
                .all(|part| part.chars().count() <= 4);
        let fits = begins(word)
            || word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '&' | '#' | '/' | '-'))
            || PARTICLES.contains(&word)
            || is_birthright(word);
        if !short || !fits || words > WORDS {
            return false;
        }
    }
    true
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// `d'Estaing`, `al-Assad`.
fn is_birthright(word: &str) -> bool {
    let (before, behind) = word.split_once(['\'', '’', '-']).unwrap_or((word, ""));
    before.chars().count() <= 3 && behind.starts_with(char::is_uppercase)
}

/// Labels of recognisers: `SPEAKER_00`, `spk_1`, `Speaker 2`.
pub(super) fn is_machines(label: &str) -> bool {
    let lower = label.to_lowercase();
    let number = ["speaker", "spk", "spkr"]
        .iter()
        .find_map(|name| lower.strip_prefix(name));
    number.is_some_and(|n| {
        let n = n.trim_start_matches([' ', '_', '-', '#']);
        !n.is_empty() && n.chars().count() <= 3 && n.chars().all(char::is_alphanumeric)
    })
}

fn is_capitals(label: &str) -> bool {
    let cased = label
        .chars()
        .filter(|c| c.is_uppercase() || c.is_lowercase());
    cased.clone().count() >= 2 && !label.chars().any(char::is_lowercase)
}

/// The same of what need not look like a name: recorders of meetings print what people call themselves (`iphone of ann: hello`).
pub(super) fn own_name(line: &str) -> Option<(&str, &str)> {
    let (label, rest) = line.split_once(": ")?;
    let label = label.trim();
    let sentence = |c: char| {
        matches!(
            c,
            '.' | ','
                | ';'
                | '*'
                | '`'
                | '#'
                | '\\'
                | '|'
                | '^'
                | '?'
                | '!'
                | '"'
                | ':'
                | '<'
                | '>'
                | '['
                | '{'
        )
    };
    let fits = !label.is_empty() && label.len() <= LONGEST && !label.contains(sentence);
    (fits && label.split_whitespace().count() <= WORDS).then(|| (label, rest.trim_start()))
}

/// A name as a label can be written: without signs that mean something in a transcript, and without what stands round it. None if nothing is left.
pub(super) fn as_label(name: &str) -> Option<String> {
    let sign = |c: char| {
        matches!(
            c,
            '*' | '`' | '[' | ']' | '<' | '>' | '#' | '\\' | '^' | '|' | '{' | '}'
        )
    };
    let plain: String = name
        .chars()
        .map(|c| if sign(c) { ' ' } else { c })
        .collect();
    let round = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '-' | '–'
                    | '—'
                    | ':'
                    | '：'
                    | '_'
                    | '"'
                    | '“'
                    | '”'
                    | ','
                    | ';'
                    | '•'
                    | '='
                    | '+'
                    | '~'
            )
    };
    let plain = glue::squeezed(plain.trim_matches(round));
    let within = plain
        .strip_prefix('(')
        .and_then(|p| p.strip_suffix(')'))
        .map(str::to_owned);
    let plain = within.unwrap_or(plain);
    // A time alone is none's name.
    let says = plain.chars().any(char::is_alphabetic)
        || (plain
            .chars()
            .any(|c| !c.is_ascii_punctuation() && !c.is_whitespace())
            && !plain.contains(':'));
    says.then_some(plain)
}
