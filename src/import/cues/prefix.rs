//! Labels of speakers at the start of lines: `Name: words`, `- Name: words`, `>> NAME: words`, `[Name]: words`.
//!
//! What looks like a label may be words (`Remember: be kind`), so all lines are looked at first.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{is_machines, label, own_name};
use crate::import::AsWords;

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

/// The labels of a file.
#[derive(Clone, Debug, Default)]
pub(in crate::import) struct Labels {
    taken: BTreeSet<String>,
    /// What people call themselves, where nearly each cue begins so.
    own: BTreeSet<String>,
}

impl Labels {
    /// Decides which of what looks like a label is one: by all lines, each with whether it begins a cue or paragraph. `words` are none.
    pub(in crate::import) fn of<'t>(
        lines: impl Iterator<Item = (&'t str, bool)>,
        words: &AsWords,
    ) -> Self {
        let lines: Vec<(&str, bool)> = lines.collect();
        let mut seen: BTreeMap<&str, Seen> = BTreeMap::new();
        let mut first = None;
        for (line, begins) in lines.iter().copied() {
            let opening = opening(line);
            let Some(label) = opening.label.filter(|label| !words.has_label(label)) else {
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
        let mut own = own_names(&lines);
        own.retain(|name| !words.has_label(name));
        Self { taken, own }
    }

    /// How a line begins: what is no label of the file is words.
    pub(in crate::import) fn opening<'t>(&self, line: &'t str) -> Opening<'t> {
        let found = opening(line);
        let named = own_name(line.trim()).filter(|(label, _)| self.own.contains(*label));
        if let Some((label, rest)) = named.filter(|_| found.label.is_none()) {
            return Opening {
                label: Some(label),
                rest,
                ..found
            };
        }
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

/// What people call themselves, if of the cues three quarters begin so, with names that come again.
fn own_names(lines: &[(&str, bool)]) -> BTreeSet<String> {
    let begin = lines.iter().filter(|(_, begins)| *begins);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut cues = 0;
    for (line, _) in begin {
        cues += 1;
        if let Some((name, _)) = own_name(line.trim()) {
            *counts.entry(name).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count > 1);
    let named: usize = counts.values().sum();
    match cues >= 4 && named * 4 >= cues * 3 {
        true => counts.into_keys().map(str::to_owned).collect(),
        false => BTreeSet::new(),
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
        let labels = Labels::of(lines.iter().map(|line| (*line, true)), &AsWords::default());
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
    fn what_people_call_themselves_is_a_label_where_each_cue_begins_so() {
        let lines = [
            "iphone of ann: hi",
            "bob7: so",
            "bob7: it is 10:30 now",
            "iphone of ann: ok",
            "well",
        ];
        let labels = Labels::of(lines.iter().map(|line| (*line, true)), &AsWords::default());
        let found: Vec<Option<&str>> = lines
            .iter()
            .map(|line| labels.opening(line).label)
            .collect();
        assert_eq!(
            found,
            [
                Some("iphone of ann"),
                Some("bob7"),
                Some("bob7"),
                Some("iphone of ann"),
                None
            ]
        );
        let words = Labels::of(
            lines[..2].iter().map(|line| (*line, true)),
            &AsWords::default(),
        );
        assert_eq!(words.opening(lines[0]).label, None);
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
