//! Words that are broken at the end of a line.

use std::collections::BTreeSet;

use super::source::SourceLine;

/// The words of a file that are not broken, in lower case: what tells whether a hyphen belongs to a word.
pub(super) struct Vocabulary(BTreeSet<String>);

/// What becomes of a hyphen at the end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hyphen {
    /// It goes: the file has the word elsewhere without it, and never with it.
    Goes,
    /// It is the word's: the file has it so elsewhere.
    Stays,
    /// Nobody knows: it stays.
    Doubtful,
}

const SOFT: char = '\u{ad}';

impl Vocabulary {
    pub(super) fn of(lines: &[SourceLine<'_>]) -> Self {
        let mut words = BTreeSet::new();
        for line in lines {
            let broken = ends_in_hyphen(line.text);
            let mut all: Vec<&str> = line.text.split_whitespace().collect();
            if broken {
                all.pop();
            }
            words.extend(all.into_iter().map(bare).filter(|word| !word.is_empty()));
        }
        Self(words)
    }

    /// Of a hyphen between these lines, if one stands there between letters: what becomes of it, and the word's part in the second.
    pub(super) fn between<'n>(&self, one: &str, next: &'n str) -> Option<(Hyphen, &'n str)> {
        let hyphen = one.chars().next_back().filter(|c| is_hyphen(*c))?;
        let left = &one[..one.len() - hyphen.len_utf8()];
        let left = left.rsplit(char::is_whitespace).next()?;
        let right = next.split_whitespace().next()?;
        let fits = left.ends_with(char::is_alphabetic) && right.starts_with(char::is_lowercase);
        if !fits {
            return None;
        }
        let joined = bare(&format!("{left}{right}"));
        let apart = bare(&format!("{left}-{right}"));
        let what = match (self.0.contains(&joined), self.0.contains(&apart)) {
            // What is broken once more is left to eyes.
            _ if ends_in_hyphen(right) => Hyphen::Doubtful,
            _ if hyphen == SOFT => Hyphen::Goes,
            (true, false) => Hyphen::Goes,
            (_, true) => Hyphen::Stays,
            (false, false) => Hyphen::Doubtful,
        };
        Some((what, right))
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | SOFT)
}

fn ends_in_hyphen(text: &str) -> bool {
    text.ends_with(is_hyphen)
}

/// A word without signs round it, in lower case.
fn bare(word: &str) -> String {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    bare.to_lowercase().replace('\u{2010}', "-")
}
