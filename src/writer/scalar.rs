//! Words as YAML has them, in each of its styles (YAML 1.2.2, chapters 7 and 8), and which style fits which words.
//!
//! Words are written plain only where no reader could take them for anything else, older ones neither; else in double quotes, where every sign can
//! stand; those of several lines as a `|` block.

use std::fmt::Write;

/// Where words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
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
pub(super) fn one_line(words: &str, spot: Spot) -> String {
    match fits_plain(words, spot) {
        true => words.to_owned(),
        false => double(words),
    }
}

/// Whether words are read as these words without quotes.
pub(super) fn fits_plain(words: &str, spot: Spot) -> bool {
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
        && !is_value(words)
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
fn needs_escape(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// `"words"`: any words.
pub(super) fn double(words: &str) -> String {
    let mut quoted = String::with_capacity(words.len() + 2);
    quoted.push('"');
    for c in words.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if needs_escape(c) => {
                // Writing to a string does not fail.
                let _ = write!(quoted, "\\U{:08X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// `'words'`, if they can stand so on one line.
pub(super) fn single(words: &str) -> Option<String> {
    let fits = !words.contains(|c| needs_escape(c) || matches!(c, '\t' | '\n' | '\r'));
    fits.then(|| format!("'{}'", words.replace('\'', "''")))
}

/// Words as a block: its sign, and its lines without their indentation.
pub(super) struct Block<'w> {
    /// `|`, `|-`, `|+` or `>-`, ...; an indentation of two is written as `|2-`.
    pub(super) sign: String,
    pub(super) lines: Vec<&'w str>,
}

impl<'w> Block<'w> {
    /// A `|` block whose lines are `indent` deeper than what it stands in; none if it would not give these words.
    pub(super) fn literal(words: &'w str, indent: usize) -> Option<Self> {
        let body = words.trim_end_matches('\n');
        let ends = words.len() - body.len();
        let odd = |c| needs_escape(c) || matches!(c, '\t' | '\r');
        if body.trim().is_empty() || body.starts_with('\n') || words.contains(odd) {
            return None;
        }
        let chomp = match ends {
            0 => "-",
            1 => "",
            _ => "+",
        };
        // Blanks at the start of the first line would be taken for indentation.
        let deep = match body.starts_with(' ') {
            true => indent.to_string(),
            false => String::new(),
        };
        let mut lines: Vec<&str> = body.split('\n').collect();
        lines.extend(std::iter::repeat_n("", ends.saturating_sub(1)));
        Some(Self {
            sign: format!("|{deep}{chomp}"),
            lines,
        })
    }

    /// A `>` block of one line.
    pub(super) fn folded(words: &'w str, indent: usize) -> Option<Self> {
        let literal = Self::literal(words, indent)?;
        (literal.lines.len() == 1).then(|| Self {
            sign: literal.sign.replace('|', ">"),
            ..literal
        })
    }

    /// The lines, each with its indentation and with `ending` before it.
    pub(super) fn body(&self, indent: &str, ending: &str) -> String {
        let mut body = String::new();
        for line in &self.lines {
            body.push_str(ending);
            if !line.is_empty() {
                body.push_str(indent);
                body.push_str(line);
            }
        }
        body
    }
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
        assert_eq!(one_line("a:b", Spot::Key), "\"a:b\"");
        assert_eq!(double("a\u{2028}\"\n"), "\"a\\U00002028\\\"\\n\"");
    }
}
