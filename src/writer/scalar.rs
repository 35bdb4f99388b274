//! Words in the styles of YAML that keep more than one line, or the quotes that were there (YAML 1.2.2, chapters 7 and 8); plain words and those
//! in double quotes are a matter of `text`.

use crate::text::yaml::needs_escape;

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
