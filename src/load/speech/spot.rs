//! Labels that nobody declared: lines that begin like one and recur, or are nearly one that is known.
//!
//! Without this the words behind them would be put into the mouth of whoever spoke before.

use std::collections::BTreeSet;

use rapidhash::RapidHashMap;

use super::{
    Line,
    labels::{self, Head, Labels, Meaning},
    marks, name_quotes,
    near::{LONGEST, Near},
    titles::titled,
};

/// Words that an undeclared label may have.
const MOST_WORDS: usize = 8;

/// A label that was found and not declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DetectedLabel {
    /// As the source prints it first.
    pub label: String,
    /// Byte of the speech at which it first stands.
    pub at: usize,
    /// How many lines begin with it.
    pub count: usize,
    /// Why it is taken for one.
    pub why: LabelReason,
}

/// Why a line is taken to begin with a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LabelReason {
    /// It recurs.
    Recurs,
    /// It is nearly this known label: letter case, full stops, a slip of a letter, another number.
    Nearly(String),
    /// It is this known label with something in brackets that is no direction or with signs round it, or several known labels together.
    Built(String),
    /// It begins with a title of respect (`Ms. Doe`), or is in capitals as declared ones are (`THE CLERK`).
    Shaped,
}

/// Characters of scripts without blanks that an undeclared label may have.
const MOST_SIGNS: usize = 12;

/// A line that begins like a label.
struct Candidate {
    label: String,
    at: usize,
    count: usize,
    /// Whether it may be a label without being nearly a known one.
    shaped: bool,
    /// The known label that it has in it, with signs round it that no label has.
    of: Option<String>,
}

/// The undeclared labels of some lines, in the order of their first use; `known` are those that are declared, whatever they mean.
pub(super) fn spot<'a>(
    lines: impl Iterator<Item = Line<'a>>,
    known: &Labels,
    declared: &[String],
    markdown: bool,
) -> Vec<DetectedLabel> {
    let candidates = candidates(lines, known, markdown);
    let recurring: BTreeSet<&str> = candidates
        .iter()
        .filter(|(_, c)| c.shaped && c.count >= 2)
        .map(|(folded, _)| folded.as_str())
        .collect();
    let near_declared = Near::new(declared.iter().map(String::as_str));
    let repeated = candidates
        .iter()
        .filter(|(folded, _)| recurring.contains(folded.as_str()));
    let near_recurring = Near::new(repeated.map(|(_, c)| c.label.as_str()));
    let capitals = declared.iter().any(|label| in_capitals(label));
    let mut spotted: Vec<DetectedLabel> = Vec::new();
    for (folded, candidate) in &candidates {
        let label = &candidate.label;
        let why = if let Some(of) = &candidate.of {
            LabelReason::Built(of.clone())
        } else if let Some(of) = near_declared.built(label) {
            LabelReason::Built(of)
        } else if let Some(near) = near_declared.of(label) {
            LabelReason::Nearly(near.to_owned())
        } else if recurring.contains(folded.as_str()) {
            LabelReason::Recurs
        } else if let Some(of) = near_recurring.built(label) {
            LabelReason::Built(of)
        } else if let Some(near) = near_recurring.of(label) {
            LabelReason::Nearly(near.to_owned())
        } else if candidate.shaped && (titled(label) || capitals && in_capitals(label)) {
            LabelReason::Shaped
        } else {
            continue;
        };
        spotted.push(DetectedLabel {
            label: candidate.label.clone(),
            at: candidate.at,
            count: candidate.count,
            why,
        });
    }
    spotted.sort_by_key(|s| s.at);
    spotted
}

/// Lines that begin like a label and not with a known one, by the label's folded form.
fn candidates<'a>(
    lines: impl Iterator<Item = Line<'a>>,
    known: &Labels,
    markdown: bool,
) -> Vec<(String, Candidate)> {
    let mut order: Vec<(String, Candidate)> = Vec::new();
    let mut places: RapidHashMap<String, usize> = RapidHashMap::default();
    for line in lines {
        let (from, _) = marks::leading(line.text, 0, markdown);
        if known.find(line.text, from).is_some() {
            continue;
        }
        let wrapped = wrapped(line.text, from, known);
        let Some((label, shaped, of)) = wrapped
            .map(|(label, of)| (label, false, Some(of)))
            .or_else(|| candidate(line.text, from).map(|(label, shaped)| (label, shaped, None)))
        else {
            continue;
        };
        let folded = labels::folded(label);
        let place = *places.entry(folded.clone()).or_insert(order.len());
        match order.get_mut(place) {
            Some((_, candidate)) => {
                candidate.count += 1;
                candidate.shaped &= shaped;
            }
            None => order.push((
                folded,
                Candidate {
                    label: label.to_owned(),
                    at: line.at + line.text.find(label).unwrap_or(from),
                    count: 1,
                    shaped,
                    of: of.map(str::to_owned),
                },
            )),
        }
    }
    order
}

/// What a line begins with, if a known label is in it with signs before it or behind it that no label has (`- Bob:`, `1. Bob:`,
/// `> Bob:`, `Bob, laughing:`, `Bob {Kenya}:`); and the known label. So it is no one's by mistake, and told.
fn wrapped<'a>(line: &'a str, from: usize, known: &Labels) -> Option<(&'a str, &'a str)> {
    let speaker = |name: &str| {
        known
            .meaning(name)
            .filter(|m| matches!(m, Meaning::Speaker(_)))
    };
    labels::heads(line, from, LONGEST + 60).find_map(|head| {
        let inner = &line[head.inner.clone()];
        let fits = head.plain() && inner.len() <= LONGEST && !inner.contains(['\\', '`']);
        let begins = || {
            let blanks = inner.match_indices(char::is_whitespace).take(MOST_WORDS);
            blanks.map(|(at, blank)| (&inner[..at], &inner[at + blank.len()..]))
        };
        let behind = |(signs, rest): (&str, &'a str)| {
            let rest = rest.trim_start();
            let inner = head.inner.end - rest.len()..head.inner.end;
            (bare(signs)).then(|| labels::peel(line, &head.of(inner), speaker))?
        };
        let of = fits.then(|| {
            begins()
                .find_map(behind)
                .or_else(|| before(line, &head, speaker))
        })??;
        Some((inner, &line[of.0.name]))
    })
}

/// A known label that a head begins with, and behind it, after a comma or a dash, a direction, or something in brackets that are not round.
fn before(
    line: &str,
    head: &Head,
    speaker: impl Fn(&str) -> Option<Meaning>,
) -> Option<(labels::Peeled, Meaning)> {
    let inner = &line[head.inner.clone()];
    let bare = inner.trim_end_matches(['*', '_']);
    let name = match labels::last_group(bare) {
        Some((group, _)) => bare[..group.start].trim_end_matches(['*', '_']),
        None => [",", "，", " - ", " – ", " — ", "—", ";", " /"]
            .into_iter()
            .filter_map(|joint| inner.split_once(joint))
            .find(|(_, behind)| super::directions::is_direction(behind.trim()))
            .map(|(name, _)| name)?,
    };
    let end = head.inner.start + name.trim_end().len();
    labels::peel(line, &head.of(head.inner.start..end), speaker)
}

/// Whether what stands before a label is signs, numbers, and the letters of a time only.
fn bare(signs: &str) -> bool {
    !signs.starts_with(char::is_alphabetic)
        && signs.split(|c: char| !c.is_alphabetic()).all(|word| {
            ["", "a", "p", "m", "am", "pm", "AM", "PM", "h", "s", "min"].contains(&word)
        })
}

/// What a line begins with, if that may be a label, and whether it has the shape of one.
pub(super) fn candidate(line: &str, from: usize) -> Option<(&str, bool)> {
    let from = match marks::before_label(line, from) {
        Some((at, _)) => at,
        None => from,
    };
    let (peeled, _, shaped) = peeled(line, from)?;
    Some((&line[peeled.name], shaped))
}

/// The same behind times, taken apart, with the byte behind its colon.
pub(super) fn peeled(line: &str, from: usize) -> Option<(labels::Peeled, usize, bool)> {
    labels::heads(line, from, LONGEST + 60).find_map(|head| {
        let (peeled, ()) = labels::peel(line, &head, |name| {
            // A direction at the end is not part of the name.
            let rest = labels::last_group(name).map(|(_, inside)| &name[inside]);
            let direction = rest.is_some_and(|r| {
                super::directions::is_direction(r) || marks::time_beside_label(r).is_some()
            });
            (!direction && possible(name)).then_some(())
        })?;
        let shaped = shaped(&line[peeled.name.clone()]) && goes_on(line, &head);
        Some((peeled, head.end, shaped))
    })
}

/// Whether words can be a label at all.
pub(super) fn possible(name: &str) -> bool {
    name.len() <= LONGEST
        && name.starts_with(char::is_alphanumeric)
        && name.contains(char::is_alphabetic)
        && !name_quotes::without(name).contains([
            '?', '!', '"', '“', '”', '„', '«', '»', '<', '>', '[', '{', '|', '=', '\\', ';', ':',
            '*', '`', '…', '、', '「', '『', '。', '？', '！', '；',
        ])
        && name.split_whitespace().count() <= MOST_WORDS
        && without_blanks(name) <= MOST_SIGNS
        && balanced(name)
}

/// How many characters of Chinese, Japanese and the like.
fn without_blanks(name: &str) -> usize {
    let signs = name.chars();
    signs.filter(|&c| super::inline::without_blanks(c)).count()
}

/// A round bracket only at the end.
fn balanced(name: &str) -> bool {
    match name.find(['(', '（']) {
        Some(at) => labels::last_group(name).is_some_and(|(group, _)| group.start <= at),
        None => !name.contains([')', '）', ']']),
    }
}

/// Whether what stands behind the colon is as behind a label: a blank, the line's end, or words at once; not `//`, not a number.
fn goes_on(line: &str, head: &Head) -> bool {
    let next = line[head.end..].chars().next();
    head.wide
        || next.is_none_or(|c| {
            c.is_whitespace()
                || c.is_uppercase()
                || (c.is_alphabetic() && !c.is_lowercase())
                || "\"“‘«([¿¡*_".contains(c)
        })
}

/// Whether words look like a name or an office rather than the beginning of a sentence.
pub(super) fn shaped(name: &str) -> bool {
    let name = match labels::last_group(name) {
        Some((group, _)) if group.start > 0 => name[..group.start].trim_end(),
        Some(_) => return false,
        None => name,
    };
    let begins = name.chars().next();
    let capital =
        begins.is_some_and(|c| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()));
    capital && !sentence(name) && commas_fit(name)
}

/// Words that no label has and sentences do; in English, in which they are short and frequent.
const OF_SENTENCES: &[&str] = &[
    "we", "you", "it", "this", "that", "these", "those", "there", "here", "he", "she", "they",
    "me", "us", "him", "them", "is", "are", "was", "were", "be", "been", "am", "have", "has",
    "had", "will", "would", "shall", "should", "can", "could", "might", "must", "do", "does",
    "did", "let", "my", "our", "your", "its", "his", "their", "not", "say", "says", "said", "ask",
    "asked", "tell", "told", "see", "think", "know", "if", "when", "because", "but", "what", "why",
    "how", "which", "who", "where", "then", "now", "so", "also",
];

fn sentence(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let last = words.len().saturating_sub(1);
    words.len() > 1
        && words.iter().enumerate().any(|(i, word)| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            // A full stop behind a long word ends a sentence; behind a short one it abbreviates.
            let stop = i < last && word.ends_with('.') && bare.chars().count() > 5;
            let lower = (i == 0).then(|| bare.to_lowercase());
            let plain = lower.as_deref().unwrap_or(bare);
            stop || OF_SENTENCES.contains(&plain) || (bare == "I" && i < last)
        })
}

/// With a comma (`Roe, Jane`, `JANE ROE, COUNSEL`) every word is a name's.
fn commas_fit(name: &str) -> bool {
    const SMALL: &[&str] = &[
        "of", "the", "for", "and", "de", "du", "des", "la", "le", "von", "van", "der", "den", "di",
        "da", "y", "e", "al", "bin", "ben",
    ];
    !name.contains([',', '，'])
        || name
            .split([' ', ',', '，'])
            .filter(|w| !w.is_empty())
            .all(|w| SMALL.contains(&w) || !w.starts_with(char::is_lowercase))
}

/// Two words or more in capitals: `THE COURT`, `MS. ROE`.
fn in_capitals(name: &str) -> bool {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    name.contains(' ') && letters().count() >= 4 && letters().all(char::is_uppercase)
}

#[cfg(test)]
mod tests;
