//! Signs that look like those of YAML's syntax and are others: blanks that do not break, full-width colons, dashes for hyphens.

use super::super::vocabulary;

/// A sign that YAML does not read as what it looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Odd {
    /// Where it stands in the line, in bytes.
    pub(in super::super) at: usize,
    /// It.
    pub(in super::super) sign: char,
    /// What YAML wants in its place: "a plain blank".
    wants: &'static str,
}

impl Odd {
    /// What it is and what belongs there.
    pub(in super::super) fn message(&self) -> String {
        let shown = match is_blank(self.sign) {
            true => String::new(),
            false => format!(" `{}`", self.sign),
        };
        format!(
            "{}{shown} (U+{:04X}) stands where YAML wants {}",
            name(self.sign),
            u32::from(self.sign),
            self.wants
        )
    }
}

const BLANK: &str = "a plain blank";
const NOTHING: &str = "nothing";
const COLON: &str = "a plain colon and a blank";
const HYPHEN: &str = "a hyphen and a blank";
const COMMA: &str = "a plain comma";
const BRACKET: &str = "a plain bracket";

fn name(sign: char) -> &'static str {
    match sign {
        '\u{a0}' => "a no-break blank",
        '\u{202f}' => "a narrow no-break blank",
        '\u{2007}' => "a figure blank",
        '\u{3000}' => "a full-width blank",
        '\u{200b}' => "a blank without width",
        '\u{feff}' => "a byte-order mark",
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "an invisible mark of direction"
        }
        '\u{ad}' => "a soft hyphen",
        c if is_invisible(c) => "an invisible sign",
        c if c.is_whitespace() => "an odd blank",
        '：' => "a full-width colon",
        c if is_colon(c) => "a sign that looks like a colon",
        '–' => "an en dash",
        '—' => "an em dash",
        '−' => "a minus sign",
        '*' => "an asterisk",
        '+' => "a plus sign",
        '•' | '·' | '∙' | '●' | '▪' | '‣' => "a bullet",
        c if is_dash(c) => "a sign that looks like a hyphen",
        '，' => "a full-width comma",
        c if is_comma(c) => "another script's comma",
        _ => "a full-width bracket",
    }
}

/// Signs that nobody sees and that programs put in by themselves: soft hyphens, joiners, marks of direction, byte-order marks.
///
/// These are fewer than those of [`crate::text::name::is_invisible`], which tells what eyes cannot tell apart: a variation selector, a filler or a
/// tag belongs to the sign before it (the heart of a key `❤️:`), and to take it off would change a word.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Whether it is seen as a blank, or not at all.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

fn is_odd_blank(c: char) -> bool {
    is_blank(c) && !matches!(c, ' ' | '\t' | '\r' | '\n')
}

fn is_colon(c: char) -> bool {
    matches!(c, '：' | '﹕' | '︓' | '꞉' | '∶' | 'ː' | '׃' | '︰' | '։')
}

fn is_dash(c: char) -> bool {
    matches!(
        c,
        '\u{2010}'
            ..='\u{2015}'
                | '−'
                | '﹘'
                | '﹣'
                | '－'
                | '•'
                | '·'
                | '∙'
                | '●'
                | '▪'
                | '‣'
                | '*'
                | '+'
    )
}

fn is_comma(c: char) -> bool {
    matches!(c, '，' | '、' | '﹐' | '､' | '،')
}

/// A line with the signs of YAML's syntax in the place of those that look like them, and what these were; none if there are none.
/// Only what stands before a value is looked at, and a list or map in brackets.
pub(in super::super) fn plain(line: &str) -> Option<(String, Vec<Odd>)> {
    let mut reader = Reader {
        line,
        at: 0,
        out: String::with_capacity(line.len()),
        odd: Vec::new(),
    };
    reader.blanks();
    while reader.dash() {}
    let key = reader.key();
    reader.value(key.as_deref());
    (!reader.odd.is_empty()).then_some((reader.out, reader.odd))
}

struct Reader<'l> {
    line: &'l str,
    at: usize,
    out: String,
    odd: Vec<Odd>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.line[self.at..]
    }

    fn note(&mut self, sign: char, wants: &'static str) {
        self.odd.push(Odd {
            at: self.at,
            sign,
            wants,
        });
    }

    /// Blanks of any kind; those without width are dropped.
    fn blanks(&mut self) {
        while let Some(c) = self.rest().chars().next().filter(|&c| is_blank(c)) {
            if is_invisible(c) {
                self.note(c, NOTHING);
            } else if is_odd_blank(c) {
                self.note(c, BLANK);
                self.out.push(' ');
            } else {
                self.out.push(c);
            }
            self.at += c.len_utf8();
        }
    }

    /// A hyphen, or what looks like one, with the blanks behind it.
    fn dash(&mut self) -> bool {
        let mut chars = self.rest().chars();
        let Some(c) = chars.next().filter(|&c| c == '-' || is_dash(c)) else {
            return false;
        };
        let behind = chars.as_str();
        let apart = behind.chars().next().is_none_or(is_blank);
        let word = behind
            .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .next()
            .unwrap_or_default();
        let glued = c != '-' && !matches!(c, '*' | '+') && vocabulary::is_key(word);
        if !apart && !glued {
            return false;
        }
        if c != '-' {
            self.note(c, HYPHEN);
        }
        self.out.push('-');
        if glued {
            self.out.push(' ');
        }
        self.at += c.len_utf8();
        self.blanks();
        true
    }

    /// A key with its colon and the blanks behind it.
    fn key(&mut self) -> Option<String> {
        const LONGEST: usize = 80;
        let rest = self.rest();
        if rest.starts_with(['"', '\'', '[', '{', '#', '|', '>']) {
            return None;
        }
        let mut found = None;
        for (at, c) in rest.char_indices().take(LONGEST) {
            let behind = rest[at + c.len_utf8()..].chars().next();
            if (c == ':' && behind.is_none_or(is_blank)) || is_colon(c) {
                found = Some((at, c));
                break;
            }
        }
        let (at, colon) = found?;
        let key = rest[..at].trim_end_matches(is_blank).to_owned();
        let gap = rest[key.len()..at].to_owned();
        self.out.push_str(&key);
        self.at += key.len();
        for c in gap.chars() {
            if is_odd_blank(c) {
                self.note(c, NOTHING);
            }
            self.at += c.len_utf8();
        }
        if colon == ':' {
            self.out.push(':');
            self.at += 1;
            self.blanks();
        } else {
            self.note(colon, COLON);
            self.at += colon.len_utf8();
            self.out.push(':');
            let behind = self.rest().trim_start_matches(is_blank).len();
            self.at = self.line.len() - behind;
            if behind > 0 {
                self.out.push(' ');
            }
        }
        Some(key)
    }

    /// The rest of the line; in a list or map in brackets, commas and colons of other scripts are told.
    fn value(&mut self, key: Option<&str>) {
        let listed = key.is_some_and(vocabulary::takes_list);
        let rest = self.rest();
        let inside = rest.starts_with(['［', '｛']) || (listed && rest.starts_with(['[', '{']));
        if !inside {
            self.out.push_str(&self.line[self.at..]);
            return;
        }
        let line = self.line;
        for c in line[self.at..].chars() {
            let (plain, wants) = match c {
                '［' => ("[", BRACKET),
                '］' => ("]", BRACKET),
                '｛' => ("{", BRACKET),
                '｝' => ("}", BRACKET),
                c if is_comma(c) => (", ", COMMA),
                c if is_colon(c) => (": ", COLON),
                c => {
                    self.out.push(c);
                    self.at += c.len_utf8();
                    continue;
                }
            };
            self.note(c, wants);
            self.out.push_str(plain);
            self.at += c.len_utf8();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_invisible_here_is_invisible_in_names() {
        let mut all = '\0'..=char::MAX;
        assert!(all.all(|c| !is_invisible(c) || crate::text::name::is_invisible(c)));
        assert_eq!(plain("\u{2764}\u{fe0f}: x"), None);
    }

    fn told(line: &str) -> (String, Vec<String>) {
        let (plain, odd) = plain(line).unwrap_or_default();
        (plain, odd.iter().map(Odd::message).collect())
    }

    #[test]
    fn signs_of_syntax_are_told_by_name_and_replaced() {
        for (line, better, said) in [
            (
                "  - quote:\u{a0}at the mill",
                "  - quote: at the mill",
                "a no-break blank (U+00A0) stands where YAML wants a plain blank",
            ),
            (
                "\u{a0} - quote: a",
                "  - quote: a",
                "a no-break blank (U+00A0) stands where YAML wants a plain blank",
            ),
            (
                "  - quote：at the mill",
                "  - quote: at the mill",
                "a full-width colon `：` (U+FF1A) stands where YAML wants a plain colon and a blank",
            ),
            (
                "  – quote: a",
                "  - quote: a",
                "an en dash `–` (U+2013) stands where YAML wants a hyphen and a blank",
            ),
            (
                "  —quote: a",
                "  - quote: a",
                "an em dash `—` (U+2014) stands where YAML wants a hyphen and a blank",
            ),
            (
                "topics: [a，b]",
                "topics: [a, b]",
                "a full-width comma `，` (U+FF0C) stands where YAML wants a plain comma",
            ),
            (
                "\u{200b}title: x",
                "title: x",
                "a blank without width (U+200B) stands where YAML wants nothing",
            ),
            (
                "  • milling",
                "  - milling",
                "a bullet `•` (U+2022) stands where YAML wants a hyphen and a blank",
            ),
        ] {
            assert_eq!(told(line), (better.to_owned(), vec![said.to_owned()]));
        }
    }

    #[test]
    fn signs_of_words_are_left_alone() {
        for line in [
            "  - quote: at – the：mill\u{a0}x",
            "    note: [[x]]，y",
            "",
            "  - Mr.\u{a0}Roe: {person: x}",
            "\"a：b\": c",
        ] {
            assert_eq!(plain(line), None, "{line}");
        }
    }
}
