//! Labels of speakers at the start of lines: `Name: words`, `- Name: words`, `>> NAME: words`, `[Name]: words`.
//!
//! What looks like a label may be words (`Remember: be kind`), so all lines are looked at first.

use std::collections::{BTreeMap, BTreeSet};

/// The longest label, in bytes.
const LONGEST: usize = 60;
/// The most words of one.
const WORDS: usize = 5;

/// What stands before a colon and is nobody, in lower case.
const NOBODY: &[&str] = &[
    "also",
    "and",
    "answer",
    "any",
    "bottom line",
    "but",
    "captions",
    "caution",
    "chapter",
    "conclusion",
    "disclaimer",
    "episode",
    "example",
    "fact",
    "first",
    "for example",
    "here",
    "hint",
    "how",
    "however",
    "idea",
    "in other words",
    "in short",
    "lesson",
    "look",
    "meaning",
    "music",
    "my",
    "nb",
    "no",
    "note",
    "now",
    "number",
    "ok",
    "okay",
    "one",
    "or",
    "part",
    "point",
    "ps",
    "question",
    "remember",
    "result",
    "reviewer",
    "rule",
    "second",
    "section",
    "see",
    "so",
    "source",
    "sources",
    "spoiler",
    "step",
    "subtitles",
    "summary",
    "that is",
    "the answer",
    "the point",
    "the problem",
    "the question",
    "the result",
    "then",
    "there",
    "third",
    "this",
    "tip",
    "title",
    "transcriber",
    "translator",
    "two",
    "update",
    "warning",
    "well",
    "what",
    "when",
    "where",
    "which",
    "who",
    "why",
    "yes",
    "you",
];

/// What stands in lower case within a name.
const PARTICLES: &[&str] = &[
    "al", "and", "at", "bin", "da", "de", "del", "della", "der", "di", "do", "dos", "du", "e",
    "el", "et", "ibn", "la", "le", "of", "on", "the", "und", "van", "von", "y", "zu",
];

/// Before whose name a title of respect stands.
const TITLES: &[&str] = &[
    "Dr",
    "Dr.",
    "Judge",
    "Justice",
    "Madam",
    "Miss",
    "Mr",
    "Mr.",
    "Mrs",
    "Mrs.",
    "Ms",
    "Ms.",
    "Prof.",
    "Professor",
    "Senator",
];

/// What a line begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) struct Opening<'t> {
    /// The label, if it looks like one.
    pub(in crate::import) label: Option<&'t str>,
    /// Whether it says that another speaks now (`>>`).
    pub(in crate::import) other: bool,
    /// Whether it is a line of a dialogue (`- `).
    pub(in crate::import) dash: bool,
    /// What stands behind all that.
    pub(in crate::import) rest: &'t str,
}

/// Looks at how a line begins.
pub(in crate::import) fn opening(line: &str) -> Opening<'_> {
    let line = line.trim_start();
    let unmarked = line.trim_start_matches('>');
    let other = line.len() - unmarked.len() >= 2;
    let body = if other { unmarked.trim_start() } else { line };
    let dashed = body.strip_prefix(['-', '–', '—', '‐']);
    let dash = dashed
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace() || c.is_alphabetic()));
    let inner = dashed.filter(|_| dash).map_or(body, str::trim_start);
    match label(inner) {
        Some((label, rest)) => Opening {
            label: Some(label),
            other,
            dash,
            rest,
        },
        None => Opening {
            label: None,
            other,
            dash,
            rest: body,
        },
    }
}

/// A label and what is behind its colon, if it looks like one at all.
fn label(line: &str) -> Option<(&str, &str)> {
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
fn is_machines(label: &str) -> bool {
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

/// The labels of a file.
#[derive(Clone, Debug, Default)]
pub(in crate::import) struct Labels {
    taken: BTreeSet<String>,
}

/// A line as far as its label goes: how it begins, and whether it begins a cue.
type Line<'t> = (Opening<'t>, bool);

impl Labels {
    /// Decides which of what looks like a label is one: by all lines, each with whether it begins a cue or paragraph.
    pub(in crate::import) fn of<'t>(lines: impl Iterator<Item = (&'t str, bool)>) -> Self {
        let mut seen: BTreeMap<&str, Seen> = BTreeMap::new();
        let mut first = None;
        for (opening, begins) in lines.map(|(line, begins)| -> Line<'_> { (opening(line), begins) })
        {
            let Some(label) = opening.label else {
                first = first.or(Some(false));
                continue;
            };
            first = first.or(Some(true));
            let seen = seen.entry(label).or_default();
            seen.count += 1;
            seen.marked |= opening.other || opening.dash;
            seen.begins |= begins;
        }
        let somebody = |label: &&str| !NOBODY.contains(&label.to_lowercase().as_str());
        let mut taken: BTreeSet<String> = BTreeSet::new();
        for (label, seen) in &seen {
            let titled = TITLES
                .iter()
                .any(|t| label.strip_prefix(t).is_some_and(|r| r.starts_with(' ')));
            let again = seen.count > 1 && somebody(label);
            let asks =
                seen.count > 1 && matches!(label.to_lowercase().as_str(), "question" | "answer");
            if is_machines(label) || titled || again || asks || (seen.marked && somebody(label)) {
                taken.insert((*label).to_owned());
            }
        }
        // One that occurs once is one among others.
        let once: Vec<&str> = seen
            .iter()
            .filter(|(l, s)| s.begins && somebody(l))
            .map(|(l, _)| *l)
            .collect();
        if !taken.is_empty() || (first == Some(true) && once.len() > 1) {
            taken.extend(once.into_iter().map(str::to_owned));
        }
        Self { taken }
    }

    /// How a line begins: what is no label of the file is words.
    pub(in crate::import) fn opening<'t>(&self, line: &'t str) -> Opening<'t> {
        let found = opening(line);
        if found.label.is_none_or(|label| self.taken.contains(label)) {
            return found;
        }
        let line = line.trim_start();
        Opening {
            label: None,
            rest: if found.other {
                line.trim_start_matches('>').trim_start()
            } else {
                line
            },
            ..found
        }
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    count: usize,
    marked: bool,
    begins: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lines: &[&str]) -> Vec<String> {
        let labels = Labels::of(lines.iter().map(|line| (*line, true)));
        labels.taken.into_iter().collect()
    }

    #[test]
    fn labels_are_told_from_words() {
        for (line, label, rest) in [
            ("Travis: When", Some("Travis"), "When"),
            ("- Ms. Roe: Yes", Some("Ms. Roe"), "Yes"),
            (">> ANN LEE: Hi", Some("ANN LEE"), "Hi"),
            (">> hello", None, "hello"),
            ("[SPEAKER_00]: so", Some("SPEAKER_00"), "so"),
            ("spk_0: so", Some("spk_0"), "so"),
            ("主持人：大家好", Some("主持人"), "大家好"),
            ("BOB (laughing): ha", Some("BOB (laughing)"), "ha"),
            (
                "Jean-Pierre d'Estaing: Oui",
                Some("Jean-Pierre d'Estaing"),
                "Oui",
            ),
            ("10:30 Meeting: we", None, "10:30 Meeting: we"),
            ("https://a.example", None, "https://a.example"),
            ("I told him: go", None, "I told him: go"),
            ("What did he say? Bob: no", None, "What did he say? Bob: no"),
            ("- well", None, "- well"),
            ("Ratio 3:4", None, "Ratio 3:4"),
        ] {
            let opening = opening(line);
            assert_eq!((opening.label, opening.rest), (label, rest), "{line}");
        }
    }

    #[test]
    fn a_label_is_one_by_all_lines() {
        assert_eq!(
            found(&[
                "So",
                "Ann: a",
                "Remember: b",
                "Ann: c",
                "Remember: d",
                "Bob: e"
            ]),
            ["Ann", "Bob"]
        );
        assert_eq!(found(&["So", "Bob: e"]), [""; 0]);
        assert_eq!(found(&["Ann: Hi", "Bob: e"]), ["Ann", "Bob"]);
        assert_eq!(found(&["Translator: X Y", "Reviewer: Z", "So"]), [""; 0]);
        assert_eq!(found(&["x", "Mr. Roe: e"]), ["Mr. Roe"]);
        assert_eq!(
            found(&["Question: a", "Answer: b", "Question: c", "Answer: d"]),
            ["Answer", "Question"]
        );
    }
}
