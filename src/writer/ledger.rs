//! The ledger of a transcript: a line for each wording of each paragraph, so that a change of one is a change of a line.

use std::fmt::Write;

use crate::{
    archive::{Day, Ledger, LedgerLine, Standing, WordsDigest},
    text::yaml::quoted,
};

/// What stands above the lines.
const HEAD: &str = "# The addresses of this transcript's paragraphs, kept by `postil seal`: commit this file, and leave its lines to that command.\n";

/// The file of a ledger. Each line is as `load` reads it without looking at YAML at large.
pub fn ledger(ledger: &Ledger) -> String {
    let mut text = HEAD.to_owned();
    let days: Vec<String> = ledger.sealed.iter().map(Day::to_string).collect();
    // Writing to a string does not fail.
    let _ = writeln!(text, "sealed: [{}]", days.join(", "));
    text.push_str(match ledger.lines.is_empty() {
        true => "paragraphs: []\n",
        false => "paragraphs:\n",
    });
    for line in &ledger.lines {
        let _ = write_line(&mut text, line);
    }
    text
}

fn write_line(text: &mut String, line: &LedgerLine) -> std::fmt::Result {
    let LedgerLine {
        id,
        digest,
        sealed,
        words,
        standing,
    } = line;
    let key = match standing {
        Standing::Earlier { .. } => "was",
        Standing::Current | Standing::Removed { .. } | Standing::Joined { .. } => "id",
    };
    let digest = unmistakable(*digest);
    write!(text, "- {{{key}: {id}, digest: {digest}, sealed: {sealed}")?;
    match standing {
        Standing::Current => {}
        Standing::Earlier { until } => write!(text, ", until: {until}")?,
        Standing::Removed { on } => write!(text, ", removed: {on}")?,
        Standing::Joined { into, on } => write!(text, ", joined: {into}, on: {on}")?,
    }
    if let Some(words) = words {
        write!(text, ", words: {}", quoted(words))?;
    }
    text.write_str("}\n")
}

/// A digest, in quotes if programs would take it for a number.
fn unmistakable(digest: WordsDigest) -> String {
    let digest = digest.to_string();
    match digest.bytes().all(|b| b.is_ascii_digit() || b == b'e') {
        true => format!("\"{digest}\""),
        false => digest,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        archive::{ListIndex, ParagraphId, ParagraphIndex},
        load::ledger::parse,
    };

    fn day() -> impl Strategy<Value = Day> {
        let parts = (1..=9999i64, 1..=12u8, 1..=28u8);
        parts.prop_map(|(year, month, day)| Day { year, month, day })
    }

    fn words() -> impl Strategy<Value = Option<Box<str>>> {
        let odd = "[\\\\\"'{}:#, \u{a0}\u{85}\u{2028}\u{feff}\u{fffe}\u{7f}\u{1}aé漢😀-]{0,12}";
        // Control characters are no words: they are read as U+FFFD.
        let plain = |words: String| words.replace(|c: char| c.is_control(), "\u{fffd}");
        let words = prop_oneof![odd, "[a-z ]{1,20}", any::<String>()].prop_map(plain);
        let words = words.prop_map(|words| WordsDigest::compared(&words).into_owned());
        let words = words.prop_filter("a paragraph has words", |words| !words.is_empty());
        prop::option::of(words.prop_map(String::into_boxed_str))
    }

    fn line() -> impl Strategy<Value = (LedgerLine, Vec<LedgerLine>)> {
        let parts = (any::<u64>(), day(), words(), 0..3u8, day());
        let earlier = (any::<u64>(), day(), words(), day());
        let line = (parts, prop::collection::vec(earlier, 0..3));
        line.prop_map(|((digest, sealed, words, standing, on), earlier)| {
            let id = ParagraphId::BEFORE_ALL;
            let line = LedgerLine {
                id,
                digest: WordsDigest(digest),
                sealed,
                words,
                standing: match standing {
                    0 => Standing::Current,
                    1 => Standing::Removed { on },
                    _ => Standing::Joined { into: id, on },
                },
            };
            let earlier = earlier
                .into_iter()
                .map(|(digest, sealed, words, until)| LedgerLine {
                    id,
                    digest: WordsDigest(digest),
                    sealed,
                    words,
                    standing: Standing::Earlier { until },
                });
            (line, earlier.collect())
        })
    }

    /// Lines with ids that are no others', joined into the first of them.
    fn numbered(lines: Vec<(LedgerLine, Vec<LedgerLine>)>) -> Vec<LedgerLine> {
        let id = |place| {
            let id = ParagraphId::counted(ParagraphIndex::at(place / 2));
            match place % 2 {
                0 => id,
                _ => id.first_child().expect("it has no letters yet"),
            }
        };
        let mut numbered = Vec::new();
        for (place, (mut line, mut earlier)) in lines.into_iter().enumerate() {
            line.id = id(place);
            if let Standing::Joined { into, on } = line.standing {
                line.standing = match place {
                    0 => Standing::Removed { on },
                    _ => Standing::Joined { into: id(0), on },
                };
                debug_assert!(into == ParagraphId::BEFORE_ALL);
            }
            earlier.iter_mut().for_each(|line| line.id = id(place));
            numbered.push(line);
            numbered.append(&mut earlier);
        }
        numbered
    }

    proptest! {
        #[test]
        fn a_ledger_is_read_as_it_is_written(
            sealed in prop::collection::vec(day(), 1..4),
            lines in prop::collection::vec(line(), 0..8),
        ) {
            let written = Ledger { sealed, lines: numbered(lines) };
            let text = ledger(&written);
            let read = parse(&text);
            prop_assert_eq!(read.as_ref(), Ok(&written), "{}", text);
            prop_assert_eq!(ledger(&read.expect("it was read")), text.clone());
            // A comment that we do not write, so that YAML at large reads it.
            let other = format!("{text}  # a comment\n");
            prop_assert_eq!(parse(&other), Ok(written));
        }
    }

    #[test]
    fn a_line_is_a_paragraph() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        let id = |text: &str| text.parse::<ParagraphId>().expect("an id");
        let line = |at, digest, words: Option<&str>, standing| LedgerLine {
            id: id(at),
            digest: WordsDigest(digest),
            sealed: day("2026-11-29"),
            words: words.map(Into::into),
            standing,
        };
        let (on, until) = (day("2027-05-03"), day("2027-05-03"));
        let into = id("p12");
        let written = Ledger {
            sealed: vec![day("2026-11-29"), on],
            lines: vec![
                line(
                    "p12",
                    0x3f9c_1b02,
                    Some("He said: \"No.\""),
                    Standing::Current,
                ),
                line("p12", 0x1234, None, Standing::Earlier { until }),
                line("p13", 0xabc, None, Standing::Removed { on }),
                line("p12a", 0xabd, None, Standing::Joined { into, on }),
            ],
        };
        assert_eq!(
            ledger(&written),
            [
                HEAD,
                "sealed: [2026-11-29, 2027-05-03]\nparagraphs:\n",
                "- {id: p12, digest: 000000003f9c1b02, sealed: 2026-11-29, words: \"He said: \\\"No.\\\"\"}\n",
                "- {was: p12, digest: \"0000000000001234\", sealed: 2026-11-29, until: 2027-05-03}\n",
                "- {id: p13, digest: 0000000000000abc, sealed: 2026-11-29, removed: 2027-05-03}\n",
                "- {id: p12a, digest: 0000000000000abd, sealed: 2026-11-29, joined: p12, on: 2027-05-03}\n",
            ]
            .concat()
        );
    }
}
