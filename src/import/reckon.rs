//! Whether the account of an import adds up.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::char::is_combining_mark;

use super::{account::Printed, brought::Imported};
use crate::writer::{Block, Said};

/// The most words that a message names.
const NAMED: usize = 8;

/// What does not add up, each in lower case without a full stop; nothing, if nothing was lost, made up or put elsewhere.
pub fn reckon(imported: &Imported) -> Vec<String> {
    let account = &imported.account;
    let mut wrong = Vec::new();
    for (unit, count) in account.counts() {
        if count.found != count.written + count.reported {
            wrong.push(format!(
                "{} {unit} were found, {} written and {} reported",
                count.found, count.written, count.reported
            ));
        }
    }
    let said = imported.transcripts.iter().map(|t| &t.said);
    let speech: Vec<&str> = said.clone().flat_map(of_speech).collect();
    let parts = if account.joins { letters } else { words_of };
    compare((&account.speech, &speech), parts, "said", &mut wrong);
    let beside = imported.transcripts.iter().flat_map(|t| &t.notes);
    let annotations = beside
        .map(|note| &note.annotation)
        .chain(imported.loose.iter().map(|note| &note.annotation));
    let notes = annotations.flat_map(|a| {
        let note = a.note.as_ref().map(|note| note.text.as_str());
        a.title.as_deref().into_iter().chain(note)
    });
    let notes: Vec<&str> = notes.collect();
    compare((&account.notes, &notes), parts, "noted", &mut wrong);
    if wrong.is_empty() && !account.reorders && !account.joins {
        let joined = &account.speech.joined;
        let paragraphs = said.flat_map(|said| &said.blocks).filter_map(|b| match b {
            Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
            Block::Heading { .. } => None,
        });
        wrong.extend(out_of_order(&account.speech.source, joined, paragraphs));
    }
    wrong
}

fn of_speech(said: &Said) -> impl Iterator<Item = &str> {
    let blocks = said.blocks.iter().map(|block| match block {
        Block::Heading { words, .. } => words.as_str(),
        Block::Paragraph(paragraph) => paragraph.text.as_str(),
    });
    blocks.chain(said.footnotes.iter().map(String::as_str))
}

/// Words of the source are those of the result, those that stand elsewhere in it, and those that were reported.
fn compare(
    (printed, written): (&Printed, &[&str]),
    parts: fn(&str) -> Vec<&str>,
    how: &str,
    wrong: &mut Vec<String>,
) {
    let mut balance: BTreeMap<&str, i64> = BTreeMap::new();
    for word in parts(&printed.source) {
        *balance.entry(word).or_default() += 1;
    }
    for (word, of) in &printed.joined {
        for word in parts(word) {
            *balance.entry(word).or_default() += 1;
        }
        for word in of.iter().flat_map(|part| parts(part)) {
            *balance.entry(word).or_default() -= 1;
        }
    }
    let accounted = [printed.elsewhere.as_str(), printed.reported.as_str()];
    for text in written.iter().copied().chain(accounted) {
        for word in parts(text) {
            *balance.entry(word).or_default() -= 1;
        }
    }
    let lost: Vec<(&str, i64)> = balance.iter().filter(|(_, n)| **n > 0).map(owned).collect();
    let more: Vec<(&str, i64)> = balance.iter().filter(|(_, n)| **n < 0).map(owned).collect();
    if !lost.is_empty() {
        wrong.push(format!(
            "words that are {how} in the source are not in the result: {}",
            named(&lost)
        ));
    }
    if !more.is_empty() {
        wrong.push(format!(
            "words in the result are not {how} in the source: {}",
            named(&more)
        ));
    }
}

fn words_of(text: &str) -> Vec<&str> {
    words(text).collect()
}

/// The letters and digits of a text.
fn letters(text: &str) -> Vec<&str> {
    let letters = text.char_indices().filter(|(_, c)| c.is_alphanumeric());
    letters
        .map(|(at, c)| &text[at..at + c.len_utf8()])
        .collect()
}

fn owned<'w>((word, count): (&&'w str, &i64)) -> (&'w str, i64) {
    (*word, count.abs())
}

fn named(words: &[(&str, i64)]) -> String {
    let first = words.iter().take(NAMED).map(|(word, count)| match count {
        1 => format!("“{word}”"),
        count => format!("“{word}” ({count} times)"),
    });
    let mut named = first.collect::<Vec<_>>().join(", ");
    if words.len() > NAMED {
        named.push_str(&format!(" and {} more", words.len() - NAMED));
    }
    named
}

/// The first paragraph whose words do not stand behind those before it in the source, where some words are several that follow one another.
fn out_of_order<'w>(
    source: &str,
    joined: &[(String, Vec<String>)],
    paragraphs: impl Iterator<Item = &'w str>,
) -> Option<String> {
    let source: Vec<&str> = words(source).collect();
    let mut joins: BTreeMap<&str, BTreeSet<Vec<&str>>> = BTreeMap::new();
    for (word, parts) in joined {
        let parts = parts.iter().flat_map(|part| words(part)).collect();
        joins.entry(word).or_default().insert(parts);
    }
    let mut at = 0;
    for paragraph in paragraphs {
        for word in words(paragraph) {
            let parts = joins.get(word);
            let found = source[at..].iter().enumerate().find_map(|(next, first)| {
                if *first == word {
                    return Some(next + 1);
                }
                let behind = |parts: &Vec<&str>| end_of_parts(&source[at + next..], parts);
                parts?.iter().find_map(behind).map(|end| next + end)
            });
            match found {
                Some(behind) => at += behind,
                None => {
                    return Some(format!(
                        "words stand in another order than in the source: “{word}” in “{}”",
                        crate::text::first_words(paragraph, 12)
                    ));
                }
            }
        }
    }
    None
}

/// How many words of a source it takes until all parts of a word stood there, the first of them first: an address of a link may stand between them.
fn end_of_parts(source: &[&str], parts: &[&str]) -> Option<usize> {
    let (first, rest) = parts.split_first()?;
    let mut near = source.iter().take(NEAR).enumerate();
    near.next().filter(|(_, word)| *word == first)?;
    let mut end = 1;
    for part in rest {
        (end, _) = near.find(|(_, word)| *word == part)?;
        end += 1;
    }
    Some(end)
}

/// Within how many words of a source the parts of a word stand.
const NEAR: usize = 100;

/// The words of a text for counting: runs of letters and digits, and every sign of a script that puts no blanks between words by itself, so that
/// it does not matter where a text was cut.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let first = rest.chars().next()?;
        let end = match is_written_without_blanks(first) {
            true => first.len_utf8(),
            false => {
                let ends = |c: char| {
                    !(c.is_alphanumeric() || is_combining_mark(c)) || is_written_without_blanks(c)
                };
                rest.find(ends).unwrap_or(rest.len())
            }
        };
        let (word, behind) = rest.split_at(end);
        rest = behind;
        Some(word)
    })
}

/// Han, kana, Thai, Lao, Myanmar, Khmer (Unicode Line Breaking, UAX #14, classes ID and SA).
fn is_written_without_blanks(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        import::{BroughtTranscript, Place, Report, Side},
        writer::Paragraph,
    };

    fn imported(source: &[&str], paragraphs: &[&str]) -> Imported {
        let mut imported = Imported::default();
        for words in source {
            imported.account.printed(Side::Speech, words);
        }
        let blocks = paragraphs
            .iter()
            .map(|p| Block::Paragraph(Paragraph::of(*p)));
        imported.transcripts.push(BroughtTranscript {
            said: Said {
                blocks: blocks.collect(),
                footnotes: Vec::new(),
            },
            ..BroughtTranscript::default()
        });
        imported
    }

    #[test]
    fn what_is_all_there_adds_up() {
        let all = imported(
            &["Never ", "again, he said. 我们", "今天"],
            &["Never again, he said.", "我们今天"],
        );
        assert_eq!(reckon(&all), Vec::<String>::new());
    }

    #[test]
    fn what_is_lost_or_made_up_is_told() {
        let wrong = reckon(&imported(&["never again again"], &["never say again"]));
        assert_eq!(wrong.len(), 2, "{wrong:?}");
        assert!(
            wrong[0].contains("“again”") && wrong[1].contains("“say”"),
            "{wrong:?}"
        );
    }

    #[test]
    fn what_stands_in_another_order_is_told() {
        let wrong = reckon(&imported(
            &["the man bit the dog"],
            &["the dog bit the man"],
        ));
        assert!(wrong[0].contains("another order"), "{wrong:?}");
    }

    #[test]
    fn words_that_are_joined_excuse_no_other_word() {
        let joins = |source: &[&str], paragraphs: &[&str]| {
            let mut all = imported(source, paragraphs);
            let parts = ["un", "believ", "able"].map(str::to_owned);
            all.account
                .joined(Side::Speech, "unbelievable", parts.into());
            reckon(&all)
        };
        let source = ["It was un*believ*able, the man", "bit the dog"];
        let whole = ["It was unbelievable, the man", "bit the dog"];
        assert_eq!(joins(&source, &whole), Vec::<String>::new());
        let swapped = ["It was unbelievable, the dog", "bit the man"];
        assert!(joins(&source, &swapped)[0].contains("another order"));
        let linked = [
            "It was un[believ](https://a.example)able, the man",
            "bit the dog",
        ];
        let mut all = imported(&linked, &whole);
        let parts = ["un", "believ", "able"].map(str::to_owned);
        all.account
            .joined(Side::Speech, "unbelievable", parts.into());
        all.account.elsewhere(Side::Speech, "https://a.example");
        assert_eq!(reckon(&all), Vec::<String>::new());
        let apart = ["un It believ was able the man", "bit the dog"];
        assert!(joins(&apart, &whole)[0].contains("another order"));
    }

    #[test]
    fn what_is_reported_or_stands_elsewhere_is_accounted_for() {
        let mut all = imported(&["Q: Why? page 3"], &["Why?"]);
        all.account.elsewhere(Side::Speech, "Q");
        all.account.found("page numbers", 1);
        let report = Report::new(
            "page numbers",
            Place::line(1),
            "furniture of the page",
            "page 3",
        );
        all.account.left_out(Side::Speech, report);
        assert_eq!(reckon(&all), Vec::<String>::new());
    }

    #[test]
    fn things_that_are_neither_written_nor_reported_are_told() {
        let mut all = imported(&[], &[]);
        all.account.found("comments", 2);
        all.account.wrote("comments", 1);
        assert_eq!(
            reckon(&all),
            ["2 comments were found, 1 written and 0 reported"]
        );
    }
}
