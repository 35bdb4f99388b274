//! Words without Markdown as Markdown that says these words.

use super::{Note, On};
use crate::archive::{Annotation, Prose};

/// A note that somebody has to look at before it is published.
pub(super) fn draft(on: On, words: &str) -> Note {
    let annotation = Annotation {
        draft: true,
        ..note(words)
    };
    Note::on(on, annotation)
}

/// What is noted, in these words.
pub(super) fn note(words: &str) -> Annotation {
    let prose = Prose::unplaced(as_markdown(words));
    let nothing = Annotation::nothing(prose.span.source);
    Annotation {
        note: Some(prose).filter(|prose| !prose.text.is_empty()),
        ..nothing
    }
}

/// Words as a note: signs of Markdown are escaped.
pub(super) fn as_markdown(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for (number, line) in words.trim().lines().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let line = line.trim();
        let lead = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered = lead.len() < line.len() && lead.starts_with(['.', ')']);
        let digits = if numbered { line.len() - lead.len() } else { 0 };
        for (at, c) in line.char_indices() {
            let first = at == 0 && matches!(c, '#' | '-' | '+' | '=' | '>' | ':');
            let sign = matches!(
                c,
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '~' | '&'
            );
            if first || sign || (numbered && at == digits) {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_markdown_are_words() {
        for (words, markdown) in [
            ("a *b* [[c]]", "a \\*b\\* \\[\\[c\\]\\]"),
            ("# x\n1. y\n- z", "\\# x\n1\\. y\n\\- z"),
            ("1994 was", "1994 was"),
        ] {
            assert_eq!(as_markdown(words), markdown);
        }
    }
}
