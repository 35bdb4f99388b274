//! Speakers' labels at the start of a line: declared ones, and detected ones where none are declared.

use std::collections::BTreeMap;

/// Finds which label a line begins with.
pub(super) struct Labels<'a> {
    /// Longest first, with the index of their speaker.
    sorted: Vec<(&'a str, u32)>,
}

impl<'a> Labels<'a> {
    /// `labels` in the order of the speakers; empty ones never match.
    pub(super) fn new(labels: impl Iterator<Item = &'a str>) -> Self {
        let mut sorted: Vec<_> = (0..).zip(labels).map(|(i, l)| (l.trim(), i)).collect();
        sorted.retain(|(label, _)| !label.is_empty());
        sorted.sort_by_key(|(label, i)| (std::cmp::Reverse(label.len()), *i));
        Self { sorted }
    }

    /// The speaker and the byte after the colon, if `line` begins with a label and `:`, `：` or ` :`.
    pub(super) fn find(&self, line: &str) -> Option<(u32, usize)> {
        self.sorted.iter().find_map(|&(label, speaker)| {
            let rest = line.strip_prefix(label)?;
            let colon = colon_after(rest)?;
            Some((speaker, label.len() + colon))
        })
    }
}

/// The byte after a colon that `rest` begins with, a blank before it allowed.
fn colon_after(rest: &str) -> Option<usize> {
    let blank = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']).len();
    let tail = &rest[blank..];
    tail.chars()
        .next()
        .filter(|c| matches!(c, ':' | '：'))
        .map(|c| blank + c.len_utf8())
}

/// Labels that begin at least two of the lines, in order of their first use. A label is at most eight words, begins
/// with a capital (or a letter without case), holds no `?`, `!` or `,`, and its colon is followed by a blank or by nothing.
pub(super) fn detect<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (number, line) in lines.enumerate() {
        if let Some(label) = candidate(line) {
            counts.entry(label).or_insert((number, 0)).1 += 1;
        }
    }
    let mut found: Vec<_> = counts.into_iter().filter(|(_, (_, n))| *n >= 2).collect();
    found.sort_by_key(|(_, (first, _))| *first);
    found
        .into_iter()
        .map(|(label, _)| label.to_owned())
        .collect()
}

fn candidate(line: &str) -> Option<&str> {
    let colon = line.find([':', '：']).filter(|&i| i <= 120)?;
    let label = line[..colon].trim();
    let after = line[colon..].chars().nth(1);
    let begins = label.chars().next()?;
    let fits = (begins.is_uppercase() || (begins.is_alphabetic() && !begins.is_lowercase()))
        && label.split_whitespace().count() <= 8
        && !label.contains(['?', '!', ',', '"', '“', '”', '[', '<'])
        && (line[colon..].starts_with('：') || after.is_none_or(char::is_whitespace));
    fits.then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_label_wins_and_the_colon_may_vary() {
        let labels = Labels::new(["SG", "Mr. X", "Mr. X (spoke in French)", "主席"].into_iter());
        assert_eq!(labels.find("SG: yes"), Some((0, 3)));
        assert_eq!(labels.find("SG : yes"), Some((0, 4)));
        assert_eq!(labels.find("Mr. X (spoke in French): oui"), Some((2, 24)));
        assert_eq!(labels.find("主席：好"), Some((3, 9)));
        assert_eq!(labels.find("SGX: no"), None);
        assert_eq!(labels.find("SG says: no"), None);
    }

    #[test]
    fn labels_that_recur_are_detected() {
        let lines = [
            "Q: why?",
            "THE PRESIDENT: because",
            "Note: once",
            "Q: and?",
            "THE PRESIDENT: so",
            "see http://x.org: it",
            "see http://x.org: it",
        ];
        assert_eq!(detect(lines.into_iter()), ["Q", "THE PRESIDENT"]);
    }
}
