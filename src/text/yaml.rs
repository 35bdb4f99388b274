//! Words as YAML has them on one line, and which of them need quotes (YAML 1.2.2, chapters 7 and 8): for what is written, and for the lines that
//! remarks propose.
//!
//! Words are written plain only where no reader could take them for anything else, older ones neither; else in double quotes, where every sign can
//! stand.

use std::fmt::Write;

/// Words as a value on one line that is read as these words, also in brackets.
pub(crate) fn yaml_value(words: &str) -> String {
    one_line(words, Spot::Flow)
}

/// What an editor wrote without quotes, as such a value: a number and `true` stay what they are.
pub(crate) fn yaml_typed(words: &str) -> String {
    match stands_plain(words, Spot::Flow) {
        true => words.to_owned(),
        false => quoted(words),
    }
}

/// A label or a name as a key.
pub(crate) fn yaml_key(label: &str) -> String {
    one_line(label, Spot::Key)
}

/// Where words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spot {
    /// Behind a key or a hyphen.
    Block,
    /// In brackets.
    Flow,
    /// Before a colon.
    Key,
}

/// Signs that may begin plain words beside letters and digits.
const BEGIN: &str = "(/¿¡«‘—–$£€";

/// Words that some reader of YAML takes for a value.
const VALUES: &[&str] = &[
    "true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity",
];

/// Words on one line, plain if they may be.
pub(crate) fn one_line(words: &str, spot: Spot) -> String {
    match fits_plain(words, spot) {
        true => words.to_owned(),
        false => quoted(words),
    }
}

/// Whether words are read as these words without quotes, and as no number or truth value.
fn fits_plain(words: &str, spot: Spot) -> bool {
    stands_plain(words, spot) && !is_value(words)
}

/// Whether words can stand without quotes.
fn stands_plain(words: &str, spot: Spot) -> bool {
    let begins = |c: char| c.is_alphanumeric() || BEGIN.contains(c);
    words.starts_with(begins)
        && words.trim() == words
        && !words.contains(|c| needs_escape(c) || matches!(c, '\t' | '\n' | '\r'))
        && colons_fit(words, spot)
        && !words
            .split_whitespace()
            .skip(1)
            .any(|word| word.starts_with('#'))
        && (spot == Spot::Block || !words.contains([',', '[', ']', '{', '}', '"', '#']))
}

/// A colon ends a key, if a blank stands behind it; in brackets other signs do, too.
fn colons_fit(words: &str, spot: Spot) -> bool {
    match spot {
        Spot::Key => !words.contains(':'),
        Spot::Block | Spot::Flow => words.match_indices(':').all(|(at, _)| {
            let next = words[at + 1..].chars().next();
            next.is_some_and(|c| c.is_alphanumeric() || c == '/')
        }),
    }
}

/// Whether words are a number, a truth value or nothing to some reader.
fn is_value(words: &str) -> bool {
    let lower = words.to_lowercase();
    let numeric = |c: char| c.is_ascii_hexdigit() || "+-.:_xo".contains(c);
    VALUES.contains(&lower.as_str())
        || (lower.starts_with(|c: char| c.is_ascii_digit()) && lower.chars().all(numeric))
}

/// Whether a sign can stand in a file of YAML as an escape only.
pub(crate) fn needs_escape(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Words in double quotes, whatever is in them.
pub(crate) fn quoted(words: &str) -> String {
    let mut all = String::with_capacity(words.len() + 2);
    all.push('"');
    for c in words.chars() {
        match c {
            '"' => all.push_str("\\\""),
            '\\' => all.push_str("\\\\"),
            '\n' => all.push_str("\\n"),
            '\r' => all.push_str("\\r"),
            '\t' => all.push_str("\\t"),
            c if needs_escape(c) => {
                // Writing to a string does not fail.
                let _ = write!(all, "\\U{:08X}", u32::from(c));
            }
            c => all.push(c),
        }
    }
    all.push('"');
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_stand_where_they_are_needed() {
        for plain in [
            "two words",
            "https://x.org/a",
            "a-b",
            "don't",
            "é (x)",
            "p5-p7",
            "a#p4",
        ] {
            assert_eq!(one_line(plain, Spot::Block), plain);
        }
        for quoted in [
            "", " a", "a ", "-a", "a: b", "a:", "a #b", "[a]", "#a", "true", "No", "1984", "1e3",
            "0x1f", "12:30", "a\u{a0}", "\u{a0}a", "“a”", "<<", "...",
        ] {
            assert!(one_line(quoted, Spot::Block).starts_with('"'), "{quoted}");
        }
        assert_eq!(one_line("a, b", Spot::Flow), "\"a, b\"");
        assert_eq!(yaml_key("a:b"), "\"a:b\"");
        assert_eq!(yaml_key("Ms. Roe (Kenya)"), "Ms. Roe (Kenya)");
        assert_eq!(yaml_key("No"), "\"No\"");
        assert_eq!(yaml_key("Item #1"), "\"Item #1\"");
        assert_eq!(yaml_value("a \"b\"\nc"), "\"a \\\"b\\\"\\nc\"");
        assert_eq!(yaml_value("1984"), "\"1984\"");
        assert_eq!(yaml_typed("1984"), "1984");
        assert_eq!(yaml_typed("[1984"), "\"[1984\"");
        assert_eq!(quoted("a\u{2028}\"\n"), "\"a\\U00002028\\\"\\n\"");
    }
}
