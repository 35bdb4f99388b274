use std::{fs, path::Path};

use proptest::prelude::*;
use serde_yaml::Value as Yaml;

use super::*;
use crate::{
    archive::{FormatKind, Kind},
    import::{reckon, testsuite},
    writer::{Block, Paragraph},
};

const FOLDER: &str = "tests/fixtures/import/markdown";

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER);
    fs::read(folder.join(name)).expect("a fixture")
}

/// What adds up and can be written: of signs alone not every line can.
fn holds(name: &str, bytes: Vec<u8>) -> Option<Imported> {
    let imported = testsuite::survives(&Markdown, (name, bytes))?;
    let mut transcripts = 0..imported.transcripts.len();
    let is_written = transcripts.all(|at| testsuite::written(&imported, at).is_ok());
    is_written.then_some(imported)
}

fn import(path: &str) -> Imported {
    let name = path.rsplit('/').next().expect("a name");
    let imported = holds(name, fixture(path));
    imported.expect("it is read")
}

fn paragraphs(imported: &Imported) -> Vec<&Paragraph> {
    let blocks = imported.transcripts[0].said.blocks.iter();
    let paragraphs = blocks.filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Heading { .. } => None,
    });
    paragraphs.collect()
}

const TALKS: &[&str] = &[
    "adopting-bitcoin/2021/2021-11-16-gloria-zhao-transaction-relay-policy.md",
    "adopting-bitcoin/2021/2021-11-16-gloria-zhao-transaction-relay-policy.zh.md",
    "advancing-bitcoin/2019/2019-02-07-matt-corallo-rust-lightning.md",
    "advancing-bitcoin/2019/2019-02-07-matt-corallo-rust-lightning.es.md",
    "bitcoin-core-dev-tech/2024-04/asmap.md",
    "bitcoin-core-dev-tech/2024-04/stratumv2.md",
];

#[test]
fn talks_have_what_their_files_have_by_another_reader() {
    for path in TALKS {
        let imported = import(path);
        let text = String::from_utf8(fixture(path)).expect("UTF-8");
        let parts: Vec<&str> = text.splitn(3, "---\n").collect();
        let front: Yaml = serde_yaml::from_str(parts[1]).expect("YAML");
        let header = &imported.transcripts[0].header;
        assert_eq!(
            Some(header.title.as_str()),
            front["title"].as_str(),
            "{path}"
        );
        let date = header.date.as_ref().map(|date| date.value.edtf());
        assert_eq!(date, front["date"].as_str(), "{path}");
        let media = header.media.as_ref().map(|media| media.url.as_str());
        assert_eq!(media, front["media"].as_str(), "{path}");
        let list = |key: &str| -> Vec<String> {
            let items = front[key].as_sequence().cloned().unwrap_or_default();
            items
                .iter()
                .filter_map(|item| item.as_str().map(str::to_owned))
                .collect()
        };
        let of = |kind: Kind| -> Vec<String> {
            let all = imported.entries.iter().filter(|entry| entry.kind == kind);
            all.map(|entry| entry.fields.title.clone()).collect()
        };
        assert_eq!(of(Kind::TOPICS), list("tags"), "{path}");
        assert_eq!(of(Kind::PEOPLE), list("speakers"), "{path}");
        let credit = |role: &str| {
            header
                .credits
                .iter()
                .find(|c| c.role == role)
                .map(|c| c.name.as_str())
        };
        assert_eq!(
            credit("transcriber"),
            front["transcript_by"].as_str(),
            "{path}"
        );
        assert_eq!(
            credit("translator"),
            front["translation_by"].as_str(),
            "{path}"
        );
        let headings = parts[2].lines().filter(|line| line.starts_with('#'));
        let headings: Vec<&str> = headings
            .map(|line| line.trim_start_matches('#').trim())
            .collect();
        let blocks = imported.transcripts[0].said.blocks.iter();
        let read: Vec<&str> = blocks
            .filter_map(|block| match block {
                Block::Heading { words, .. } => Some(words.as_str()),
                Block::Paragraph(_) => None,
            })
            .collect();
        let plain: Vec<String> = headings
            .iter()
            .map(|words| words.replace('`', ""))
            .collect();
        assert_eq!(read, plain, "{path}");
        let fields = imported
            .account
            .counts()
            .find(|(unit, _)| *unit == "fields");
        assert_eq!(
            fields.map(|(_, count)| count.found),
            front.as_mapping().map(|m| m.len()),
            "{path}"
        );
    }
}

#[test]
fn questions_and_answers_are_turns() {
    for (path, question, answer) in [(TALKS[2], "Q", "A"), (TALKS[3], "P", "R")] {
        let imported = import(path);
        let text = String::from_utf8(fixture(path)).expect("UTF-8");
        let begins = |label: &str| {
            let sign = format!("{label} - ");
            text.lines().filter(|line| line.starts_with(&sign)).count()
        };
        assert!(begins(question) > 0, "{path}");
        for label in [question, answer] {
            let turns = paragraphs(&imported)
                .into_iter()
                .filter(|p| p.label.as_ref().is_some_and(|l| l.declared == label))
                .count();
            assert_eq!(turns, begins(label), "{path}: {label}");
        }
        assert_eq!(imported.transcripts[0].header.speakers.len(), 2, "{path}");
        let speaker = imported.transcripts[0].header.speaker.as_ref();
        assert_eq!(
            speaker.map(|name| name.value.as_str()),
            Some("Matt Corallo")
        );
    }
}

#[test]
fn translations_name_their_originals_and_links_their_addresses() {
    let imported = import(TALKS[3]);
    let transcript = &imported.transcripts[0];
    assert_eq!(transcript.key, "2019-02-07-matt-corallo-rust-lightning.es");
    assert_eq!(transcript.header.language.as_deref(), Some("es"));
    assert_eq!(
        transcript
            .header
            .translation_of
            .as_ref()
            .map(|name| name.value.as_str()),
        Some("2019-02-07-matt-corallo-rust-lightning")
    );
    for path in TALKS {
        let imported = import(path);
        let text = String::from_utf8(fixture(path)).expect("UTF-8");
        let printed = text.matches("<http").count() + text.matches("](http").count();
        let links = paragraphs(&imported)
            .into_iter()
            .flat_map(|p| &p.formats)
            .filter(|format| matches!(format.kind, FormatKind::Link(_)))
            .count();
        assert_eq!(links, printed, "{path}");
    }
}

#[test]
fn lists_are_paragraphs_and_shortcodes_are_no_transcript() {
    let imported = import(TALKS[4]);
    let items = paragraphs(&imported)
        .into_iter()
        .filter(|p| p.text.starts_with("- "))
        .count();
    assert_eq!(items, 12);
    for index in [
        "advancing-bitcoin/2019/_index.md",
        "advancing-bitcoin/2019/_index.es.md",
        "adopting-bitcoin/2021/_index.zh.md",
    ] {
        let imported = import(index);
        assert!(imported.transcripts.is_empty(), "{index}");
        let reports: Vec<&str> = imported
            .account
            .reports()
            .iter()
            .map(|r| r.words.as_str())
            .collect();
        assert!(reports.contains(&"{{< childpages >}}"), "{reports:?}");
        assert!(
            reports.iter().any(|words| words.starts_with("title: A")),
            "{reports:?}"
        );
    }
}

#[test]
fn what_markdown_has_and_transcripts_have_not_is_kept_as_words_or_told() {
    let text = "---\ntitle: T\nspeakers: [Ann Lee]\nodd: {a: 1}\n---\nA Title\n===\n\n**Ann Lee:** One *two* &amp; three.\\\n> quoted\n> words\n\n<!-- no word -->\n\n```rust\nlet x = 1;\n```\n\nBob: [00:01] four[^1]\n\n[^1]: A note.\n\n***\n\nAnn Lee: # five\n\nBob: six\n";
    let imported = holds("a.md", text.into()).expect("it is read");
    let header = &imported.transcripts[0].header;
    assert_eq!(header.common.extra["odd"]["a"], 1);
    let persons: Vec<Option<&str>> = header
        .speakers
        .iter()
        .map(|speaker| speaker.person.as_ref().map(|name| name.value.as_str()))
        .collect();
    assert_eq!(persons, [Some("Ann Lee"), None]);
    let words: Vec<&str> = paragraphs(&imported)
        .iter()
        .map(|p| p.text.as_str())
        .collect();
    assert_eq!(
        words,
        [
            "One two & three. quoted words",
            "let x = 1;",
            "four",
            "# five",
            "six"
        ]
    );
    assert_eq!(imported.transcripts[0].said.footnotes, ["A note."]);
    assert_eq!(imported.account.reports().len(), 2);
    let told = Markdown
        .read(
            &ImportFile::new("a.md", b"---\na: [\n---\nx".to_vec(), None),
            &Asked::default(),
        )
        .expect_err("no YAML");
    assert!(told.message.contains("YAML"), "{told}");
}

const PIECES: &[&str] = &[
    "Q: ",
    "A - ",
    "Bob: ",
    "**Ann:** ",
    "**Bob** ",
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "# ",
    "## x",
    "- ",
    "1. ",
    "> ",
    "***",
    "---",
    "===",
    "```",
    "`",
    "*",
    "_",
    "[",
    "](https://example.org/a?b=1&c) ",
    "<https://example.org>",
    "[^1]",
    "\n\n[^1]: A footnote.\n\n",
    "<!-- c -->",
    "{{< x >}}",
    "{{% y %}}",
    "&amp;",
    "&#42;",
    "<b>",
    "\\",
    "[00:12:31]",
    "(0:12)",
    "words and more",
    " ",
    " ",
    "Words.",
    "我们：",
    "|a|b|",
    "|---|---|",
    "![a](b.png)",
];

/// What stands in such files, each between blank lines.
const BLOCKS: &[&str] = &[
    "Q: Words and *more* of them.",
    "A - Words **and** [a link](https://example.org/a?b=1&c) here.",
    "## A heading",
    "# A *first* heading",
    "- one\n- two",
    "1. one\n2. two",
    "> quoted words",
    "**Ann:** `code` and words[^1]",
    "[^1]: A footnote.",
    "See <https://example.org> for it.",
    "我们：你好。",
    "[00:12:31] Bob: Words.",
    "***",
    "```\ncode here\n```",
    "|a|b|\n|---|---|\n|c|d|",
    "<!-- c -->",
    "{{< x >}}",
    "![a picture](b.png)",
    "Words\nover lines.",
    "This &amp; that \\* signs",
    "<b>bold</b> words",
    "Bob: (0:12) Words again.",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn turns_come_back_word_for_word(
        turns in proptest::collection::vec((0usize..3, "[a-z]{1,8}( [a-zA-Z]{1,8},?){0,30}[.?!]"), 4..24),
    ) {
        let labels = ["Q", "Ms. Lee", "Bob Doe"];
        let text: String = turns.iter().map(|(label, words)| format!("**{}:** {words}\n\n", labels[*label])).collect();
        let text = format!("---\ntitle: A talk\n---\n\n{text}");
        let imported = holds("a.md", text.into_bytes()).expect("it is read");
        let read = paragraphs(&imported).into_iter().map(|p| {
            (p.label.as_ref().map(|l| l.declared.as_str()), p.text.as_str())
        });
        let meant = turns.iter().map(|(label, words)| (Some(labels[*label]), words.as_str()));
        prop_assert!(read.eq(meant));
    }

    #[test]
    fn what_stands_in_markdown_adds_up(blocks in proptest::collection::vec(0..BLOCKS.len(), 1..24)) {
        let blocks: Vec<&str> = blocks.into_iter().map(|at| BLOCKS[at]).collect();
        let text = format!("Q: It begins.\n\n{}\n", blocks.join("\n\n"));
        prop_assert!(holds("blocks.md", text.into_bytes()).is_some());
    }

    // Signs in any order may be more than the account has words for: such a file is refused by who compares them, and never by a panic.
    #[test]
    fn no_signs_of_markdown_are_too_odd(pieces in proptest::collection::vec(0..PIECES.len(), 0..50)) {
        let text: String = pieces.into_iter().map(|at| PIECES[at]).collect();
        let file = ImportFile::new("pieces.md", text.into_bytes(), None);
        if let Ok(imported) = Markdown.read(&file, &Asked::default()) {
            reckon(&imported);
        }
    }

    #[test]
    fn random_bytes_and_truncated_files_add_up_or_are_told(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        talk in 4usize..6,
        cut in 0usize..1000,
    ) {
        holds("random.md", bytes);
        let mut whole = fixture(TALKS[talk]);
        whole.truncate(cut);
        holds("cut.md", whole);
    }
}
