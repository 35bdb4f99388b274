use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{HypothesisCsv, HypothesisJson};
use crate::import::{Asked, Claim, ImportFile, Imported, Importer, importer_of, testsuite};

const PAGE: &str = include_str!(
    "../../../tests/fixtures/import/hypothesis-client/wikipedia-regression-testing.json"
);

fn read(importer: &dyn Importer, name: &str, text: &str) -> Imported {
    testsuite::read(importer, (name, text), &Asked::default())
}

fn json(text: &str) -> Imported {
    read(&HypothesisJson, "a.json", text)
}

fn counts(imported: &Imported) -> BTreeMap<&'static str, (usize, usize, usize)> {
    let counts = imported.account.counts();
    counts
        .map(|(unit, c)| (unit, (c.found, c.written, c.reported)))
        .collect()
}

fn notes(imported: &Imported) -> Vec<(&str, bool)> {
    let notes = imported.loose.iter().map(|note| {
        let words = note
            .annotation
            .note
            .as_ref()
            .map_or("", |note| note.text.as_str());
        (words, note.annotation.draft)
    });
    notes.collect()
}

#[test]
fn the_answer_of_the_interface_is_read_with_its_quotes() {
    let file = ImportFile::new("x.json", PAGE.as_bytes().to_vec(), None);
    assert_eq!(HypothesisJson.claims(&file), Claim::Sure);
    assert_eq!(
        importer_of(&file, None).map(Importer::name),
        Ok("hypothesis")
    );
    let imported = json(PAGE);
    // As often as the bytes of the file have these.
    let texts: Vec<&str> = PAGE
        .split("\"text\" : \"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(
        texts,
        ["Footer", "Body", "Quote", "Introduction", "Heading"]
    );
    assert_eq!(
        notes(&imported),
        texts.iter().map(|t| (*t, false)).collect::<Vec<_>>()
    );
    assert_eq!(
        PAGE.matches("TextQuoteSelector").count(),
        imported.loose.iter().filter(|n| n.quote.is_some()).count()
    );
    for note in &imported.loose {
        assert_eq!(
            note.addresses,
            ["https://en.wikipedia.org/wiki/Regression_testing"]
        );
        assert_eq!(
            note.annotation.by.as_ref().map(|by| by.value.as_str()),
            Some("mark")
        );
        assert_eq!(
            note.annotation.written.as_ref().map(|w| w.value.edtf()),
            Some("2016-12-16")
        );
    }
    assert_eq!(
        imported.loose[0].quote.as_ref().map(|q| q.exact.as_str()),
        Some("11 November 2016")
    );
}

/// An export with these annotations: id, more keys.
fn export(rows: &[(&str, &str)]) -> String {
    let rows = rows.iter().map(|(id, more)| {
        format!("{{\"id\": \"{id}\", \"uri\": \"https://a.example/x\", \"user\": \"acct:eve@h\", \"group\": \"__world__\", \"permissions\": {{\"read\": [\"group:__world__\"]}}, {more}}}")
    });
    format!(
        "{{\"export_userid\": \"acct:eve@h\", \"annotations\": [{}]}}",
        rows.collect::<Vec<_>>().join(",")
    )
}

#[test]
fn replies_stand_in_the_note_that_they_answer_in_their_order() {
    let imported = json(&export(&[
        (
            "r3",
            r#""created": "2020-01-04T00:00:00Z", "text": "third", "references": ["a", "r1"]"#,
        ),
        (
            "r2",
            r#""created": "2020-01-03T00:00:00Z", "text": "second\n\nlines", "references": ["a"], "user_info": {"display_name": "Mallory *M*"}"#,
        ),
        (
            "a",
            r#""created": "2020-01-01T00:00:00Z", "text": "See [[x]]", "tags": ["mills", "never again"]"#,
        ),
        (
            "r1",
            r#""created": "2020-01-02T00:00:00Z", "text": "first", "references": ["a"], "tags": ["mills"]"#,
        ),
        (
            "r4",
            r#""created": "2020-01-02T00:00:00Z", "text": "lost", "references": ["gone"]"#,
        ),
        ("r5", r#""text": "round", "references": ["r6"]"#),
        ("r6", r#""text": "and round", "references": ["r5"]"#),
    ]));
    let all = "See \\[\\[x]]\n\n> **eve**, 2020-01-02:\n>\n> first\n\n> > **eve**, 2020-01-04:\n> >\n> > third\n\n> **Mallory \\*M\\***, 2020-01-03:\n>\n> second\n>\n> lines";
    let written = notes(&imported);
    assert_eq!(written[0], (all, false));
    assert_eq!(
        written[1..],
        [("lost", false), ("round", false), ("and round", false)]
    );
    assert_eq!(
        counts(&imported),
        BTreeMap::from([
            ("annotations", (1, 1, 0)),
            ("replies", (6, 6, 0)),
            ("tags", (3, 3, 0))
        ])
    );
    let topics: Vec<&str> = imported.entries.iter().map(|e| e.key.as_str()).collect();
    assert_eq!(topics, ["mills", "never again"]);
    let named: Vec<&str> = imported.loose[0]
        .annotation
        .names
        .iter()
        .map(|(_, n)| n.value.as_str())
        .collect();
    assert_eq!(named, ["mills", "never again"]);
    assert_eq!(imported.account.remarks().len(), 3);
}

#[test]
fn what_is_not_for_everybody_comes_as_a_draft() {
    let row = |keys: &str| {
        format!("[{{\"id\": \"a\", \"uri\": \"https://a.example/\", \"text\": \"x\", {keys}}}]")
    };
    for keys in [
        r#""group": "qXz12", "permissions": {"read": ["group:qXz12"]}"#,
        r#""group": "__world__", "permissions": {"read": ["acct:eve@h"]}"#,
        r#""group": "__world__", "hidden": true"#,
        r#""group": "__world__", "flagged": true"#,
        r#""group": "__world__", "moderation_status": "PENDING""#,
        r#""user": "acct:eve@h""#,
    ] {
        let imported = json(&row(keys));
        assert_eq!(notes(&imported), [("x", true)], "{keys}");
        assert_eq!(imported.account.remarks().len(), 1, "{keys}");
    }
    let public = r#""group": "__world__", "permissions": {"read": ["group:__world__"]}, "moderation_status": "APPROVED", "hidden": false"#;
    assert_eq!(notes(&json(&row(public))), [("x", false)]);
    // A private answer to a public note.
    let answered = format!(
        "[{{\"id\": \"a\", \"uri\": \"u\", \"text\": \"open\", {public}}}, {{\"id\": \"b\", \"uri\": \"u\", \"text\": \"shut\", \"references\": [\"a\"], \"group\": \"__world__\", \"permissions\": {{\"read\": [\"acct:eve@h\"]}}}}]"
    );
    assert_eq!(notes(&json(&answered)), [("open\n\n> shut", true)]);
}

#[test]
fn what_says_nothing_or_has_no_words_is_reported() {
    let imported = json(&export(&[
        ("a", r#""text": "", "target": [{"source": "s", "selector": [{"type": "TextQuoteSelector", "exact": "some words"}]}]"#),
        ("b", r#""text": "at a time", "tags": ["t"], "target": [{"source": "s", "selector": [{"type": "MediaTimeSelector", "start": 1}]}]"#),
        ("c", r#""text": "", "tags": ["only"], "target": [{"source": "s"}]"#),
    ])
    .replacen("\"annotations\": [", "\"annotations\": [7, ", 1));
    assert_eq!(imported.loose.len(), 1);
    let count = counts(&imported);
    assert_eq!(count["annotations"], (4, 1, 3));
    assert_eq!(count["tags"], (2, 1, 1));
    let what: Vec<&str> = imported
        .account
        .reports()
        .iter()
        .map(|r| r.what.as_str())
        .collect();
    assert!(what.iter().any(|w| w.contains("“some words”")), "{what:?}");
    assert!(
        what.iter().any(|w| w.contains("MediaTimeSelector")),
        "{what:?}"
    );
    // The topic of a note that is not written is not brought.
    assert_eq!(
        imported
            .entries
            .iter()
            .map(|e| e.key.as_str())
            .collect::<Vec<_>>(),
        ["only"]
    );
}

#[test]
fn a_page_read_by_way_of_the_proxy_is_known_by_its_own_address() {
    let imported = json(
        r#"[{"uri": "https://via.hypothes.is/https://a.example/x", "text": "t", "group": "__world__"}]"#,
    );
    assert_eq!(
        imported.loose[0].addresses,
        [
            "https://a.example/x",
            "https://via.hypothes.is/https://a.example/x"
        ]
    );
}

#[test]
fn csv_is_read_and_all_of_it_is_drafts() {
    let text = "Created at,Author,Page,URL,Group,Type,Quote,Comment,Tags\n2024-01-02T10:00:00Z,Eve,,https://a.example/,Public,Annotation,\"so, it\nwas\",\"No, \"\"it\"\" is\",\"mills, rivers\"\n2024-01-03T10:00:00Z,Bob,,https://a.example/,Public,Reply,,I agree,\n2024-01-03T10:00:00Z,Bob,,https://a.example/,Public,Highlight,it was,,\n2024-01-03T10:00:00Z,Bob,,https://a.example/,Public,Page note,,On the page,\n";
    let file = ImportFile::new("x.csv", text.as_bytes().to_vec(), None);
    assert_eq!(
        importer_of(&file, None).map(Importer::name),
        Ok("hypothesis-csv")
    );
    let imported = read(&HypothesisCsv, "x.csv", text);
    assert_eq!(
        notes(&imported),
        [
            ("No, \"it\" is", true),
            ("On the page", true),
            ("I agree", true)
        ]
    );
    assert_eq!(
        imported.loose[0].quote.as_ref().map(|q| q.exact.as_str()),
        Some("so, it\nwas")
    );
    assert_eq!(
        counts(&imported),
        BTreeMap::from([
            ("annotations", (3, 2, 1)),
            ("replies", (1, 1, 0)),
            ("tags", (2, 2, 0))
        ])
    );
    let tabs = "Created at\tAuthor\tPage\tURL\tGroup\tType\tQuote/description\tComment\tTags\n\t\t\thttps://a.example/\tPublic\tAnnotation\tx\ty\t\n";
    assert_eq!(notes(&read(&HypothesisCsv, "x.csv", tabs)), [("y", true)]);
}

fn never_panics(bytes: Vec<u8>) {
    for importer in [&HypothesisJson as &dyn Importer, &HypothesisCsv] {
        testsuite::survives(importer, ("x", bytes.clone()));
    }
}

proptest! {
    #[test]
    fn whatever_the_bytes_nothing_panics_and_the_account_adds_up(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        never_panics(bytes);
    }

    #[test]
    fn truncated_files_are_told(at in 0..PAGE.len()) {
        never_panics(PAGE.as_bytes()[..at].to_vec());
    }

    #[test]
    fn generated_notes_come_back_word_for_word(
        rows in prop::collection::vec(("[a-zé我*_\\[\\]<>\n \"]{0,20}", prop::option::of(0_usize..8), prop::collection::vec("[a-c ]{0,4}", 0..3)), 0..8),
    ) {
        let items: Vec<serde_json::Value> = rows.iter().enumerate().map(|(at, (text, answers, tags))| {
            let mut row = serde_json::json!({"id": format!("i{at}"), "uri": "u", "text": text, "tags": tags, "group": "__world__", "user": "acct:eve@h"});
            if let Some(answered) = answers {
                row["references"] = serde_json::json!([format!("i{answered}")]);
            }
            row
        }).collect();
        // That words are those of the file, each once, is what `reckon` says.
        let imported = json(&serde_json::json!({"rows": items}).to_string());
        let count = counts(&imported);
        let found: usize = ["annotations", "replies"].iter().filter_map(|unit| count.get(unit)).map(|c| c.0).sum();
        prop_assert_eq!(found, rows.len());
    }
}
