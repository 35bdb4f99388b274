//! The languages that come with postil say everything, and nothing is wrong in their files.

use super::*;

/// The files that come with postil, read as a site's own are.
fn all() -> impl Iterator<Item = (&'static str, Vec<(usize, Vec<Form>)>, Diags)> {
    BUILT_IN.iter().map(|(tag, text)| {
        let mut diags = Diags::new();
        let found = of_text(SourceId(0), text, &Numbers::new(tag), &mut diags);
        (*tag, found.phrases.into_iter().collect(), diags)
    })
}

#[test]
fn nothing_is_wrong_in_the_files_that_come_with_postil() {
    for (tag, _, diags) in all() {
        let told: Vec<&str> = diags.iter().map(|remark| remark.message.as_str()).collect();
        assert_eq!(told, [""; 0], "{tag}");
    }
}

#[test]
fn every_language_says_every_phrase() {
    for (tag, found, _) in all() {
        let lacking: Vec<&str> = Words::TABLE
            .iter()
            .enumerate()
            .filter(|(at, _)| !found.iter().any(|(said, _)| said == at))
            .map(|(_, entry)| entry.name)
            .collect();
        assert_eq!(lacking, [""; 0], "src/load/words/{tag}.yaml");
    }
}

/// The files of the table, in order.
const PARTS: &[&str] = &[
    include_str!("../../text/words/en/frame.rs"),
    include_str!("../../text/words/en/lists.rs"),
    include_str!("../../text/words/en/speech.rs"),
    include_str!("../../text/words/en/transcript.rs"),
    include_str!("../../text/words/en/entry.rs"),
    include_str!("../../text/words/en/pictures.rs"),
    include_str!("../../text/words/en/map.rs"),
    include_str!("../../text/words/en/search.rs"),
    include_str!("../../text/words/en/reading.rs"),
    include_str!("../../text/words/en/dates.rs"),
];

/// A file with the lines of `text` in the order of the English table, and with its comments, so that whoever changes a language sees where a phrase stands.
fn in_order(text: &str) -> String {
    let own = |name: &str| {
        text.lines().find(|line| {
            line.strip_prefix(name)
                .is_some_and(|rest| rest.starts_with(':'))
        })
    };
    let head = text.lines().next().unwrap_or_default();
    let mut all = vec![head.to_owned()];
    let lines = PARTS.iter().flat_map(|part| {
        let (_, part) = part.split_once("phrases! {").expect("the table begins");
        let (part, _) = part.split_once("\n}\n").expect("the table ends");
        part.lines().skip(2).map(str::trim)
    });
    for line in lines {
        let code = line.split_once(" // ");
        let (phrase, comment) = code.map_or((line, None), |(code, words)| (code, Some(words)));
        match (phrase.strip_prefix("// "), phrase.split_once('(')) {
            (Some(heading), _) => all.push(format!("# {heading}")),
            (None, Some((name, _))) => {
                let Some(line) = own(name) else { continue };
                let words = line.split_once("  # ").map_or(line, |(words, _)| words);
                let comment = comment.map_or(String::new(), |words| format!("  # {words}"));
                all.push(format!("{words}{comment}"));
            }
            (None, None) => all.push(String::new()),
        }
    }
    all.join("\n") + "\n"
}

/// `POSTIL_WRITE_DOCS=1` writes them so, wherever a line was added.
#[test]
fn files_have_the_order_and_the_comments_of_the_table() {
    for (tag, text) in BUILT_IN {
        let expected = in_order(text);
        if std::env::var_os("POSTIL_WRITE_DOCS").is_some() {
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/load/words");
            std::fs::write(folder.join(format!("{tag}.yaml")), &expected)
                .expect("it can be written");
        } else {
            assert!(
                text == expected,
                "src/load/words/{tag}.yaml: run `POSTIL_WRITE_DOCS=1 cargo test --lib -- load::words`"
            );
        }
    }
}

/// Signs of the language, so that English ones are not left by oversight: curly apostrophes, no straight quotes, blanks before French signs that do not break.
#[test]
fn languages_have_their_own_signs() {
    for (tag, found, _) in all() {
        for (at, form) in found
            .iter()
            .flat_map(|(at, forms)| forms.iter().map(move |(_, form)| (*at, form)))
        {
            let name = Words::TABLE[at].name;
            assert!(!form.contains(['\'', '"']), "{tag}: {name}: {form}");
            let chinese = tag.starts_with("zh");
            if chinese && !["all", "number", "coordinates"].contains(&name) {
                assert!(
                    !form.contains([',', ':', ';', '?', '!', '(']),
                    "{tag}: {name}: {form}"
                );
            }
            if tag == "ar" {
                assert!(!form.contains([',', ';', '?']), "{tag}: {name}: {form}");
            }
            if tag == "fr" {
                let mut signs = form.char_indices().filter(|(_, c)| ":;?!»".contains(*c));
                let held = signs.all(|(at, _)| {
                    form[..at].ends_with(['\u{a0}', '\u{202f}'])
                        || form[..at].ends_with("{what")
                        || form[at..].starts_with(":lower")
                });
                assert!(held, "{tag}: {name}: {form}");
            }
        }
    }
}

#[test]
fn words_of_a_language_are_those_of_its_tag_and_of_wider_ones() {
    for (language, contents) in [
        ("en", "Contents"),
        ("fr-CA", "Sommaire"),
        ("zh", "目录"),
        ("zh-TW", "目錄"),
        ("zh-HK", "目錄"),
        ("iw", "תוכן העניינים"),
        ("pt-BR", "Sumário"),
        ("sr", "Contents"),
        ("no language", "Contents"),
    ] {
        assert_eq!(of_language(language).contents(), contents, "{language}");
    }
}

#[test]
fn a_number_picks_the_form_of_its_language() {
    let said = |language: &str| {
        let words = of_language(language);
        let all = [0, 1, 2, 3, 11, 21, 100, 1_000_000].map(|n| words.notes(n));
        all.join(" | ").replace(['\u{a0}', '\u{202f}'], " ")
    };
    for (language, notes) in [
        (
            "en",
            "0 notes | 1 note | 2 notes | 3 notes | 11 notes | 21 notes | 100 notes | 1,000,000 notes",
        ),
        (
            "fr",
            "0 note | 1 note | 2 notes | 3 notes | 11 notes | 21 notes | 100 notes | 1 000 000 de notes",
        ),
        (
            "es",
            "0 notas | 1 nota | 2 notas | 3 notas | 11 notas | 21 notas | 100 notas | 1.000.000 de notas",
        ),
        (
            "pt",
            "0 nota | 1 nota | 2 notas | 3 notas | 11 notas | 21 notas | 100 notas | 1.000.000 de notas",
        ),
        (
            "de",
            "0 Anmerkungen | 1 Anmerkung | 2 Anmerkungen | 3 Anmerkungen | 11 Anmerkungen | 21 Anmerkungen | 100 Anmerkungen | 1.000.000 Anmerkungen",
        ),
        (
            "ru",
            "0 примечаний | 1 примечание | 2 примечания | 3 примечания | 11 примечаний | 21 примечание | 100 примечаний | 1 000 000 примечаний",
        ),
        (
            "he",
            "0 הערות | הערה אחת | שתי הערות | 3 הערות | 11 הערות | 21 הערות | 100 הערות | 1,000,000 הערות",
        ),
        (
            "ar",
            "لا تعليقات | تعليق واحد | تعليقان | 3 تعليقات | 11 تعليقًا | 21 تعليقًا | 100 تعليق | 1,000,000 تعليق",
        ),
        (
            "zh-Hans",
            "0条注释 | 1条注释 | 2条注释 | 3条注释 | 11条注释 | 21条注释 | 100条注释 | 1,000,000条注释",
        ),
        (
            "zh-Hant",
            "0則註釋 | 1則註釋 | 2則註釋 | 3則註釋 | 11則註釋 | 21則註釋 | 100則註釋 | 1,000,000則註釋",
        ),
    ] {
        assert_eq!(said(language), notes, "{language}");
    }
}
