//! `postil report`: what an archive lacks, as a table, JSON and CSV, and how much of it has notes.

use std::collections::BTreeMap;

use crate::testsuite::Site;

fn archive() -> Site {
    Site::empty()
        .file("postil.yaml", "title: Mills\ncontact: mail@example.org\neditors:\n  zoe: {name: Zoe}\n  bot: {name: Finder, machine: true}\n")
        .file("content/topics/winter.md", "---\ntitle: Winter\n---\n")
        .file("content/topics/summer.md", "---\ntitle: Summer\n---\n")
        .file("content/topics/spring.md", "---\ntitle: Spring\n---\n")
        .file("content/people/roe.md", "---\ntitle: Jane Roe\n---\n")
        .file("content/transcripts/talk.md", "---\ntitle: A talk\ndate: 1931\nspeakers:\n  Roe: roe\n  Q:\n---\nRoe: They slept in winter.\n\nQ: Why?\n\nRoe: In summer they went.\n")
        .file("content/annotations/talk.yaml", "annotations:\n  - {id: one, quote: They slept, by: zoe, note: One., topics: [winter], draft: true, sources: [A book]}\n  - {id: two, quote: Why, by: bot, note: Two., correction: How, sources: [A book]}\n  - {id: three, disputes: one, by: zoe, note: Three.}\n")
}

/// Each thing that the archive lacks: what, and of what.
const LACKS: [(&str, &str); 9] = [
    ("mention-not-annotated", "summer"),
    ("topic-without-passages", "spring"),
    ("note-without-sources", "three"),
    ("entry-without-authority", "roe"),
    ("draft", "one"),
    ("dispute", "three"),
    ("correction", "two"),
    ("machine-unchecked", "two"),
    ("speaker-without-person", "Q"),
];

#[test]
fn all_that_is_lacking_is_told_with_its_place_and_nothing_else() {
    let site = archive();
    let run = site.run(&["report", "--as", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let told: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let mut of: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for finding in told["findings"].as_array().expect("a list") {
        assert!(
            finding["path"]
                .as_str()
                .is_some_and(|path| path.starts_with("content/"))
        );
        let what = finding["what"].as_str().expect("a word");
        of.entry(what).or_default().push(finding.to_string());
    }
    for (what, name) in LACKS {
        let all = of
            .get(what)
            .unwrap_or_else(|| panic!("{what}: {}", run.stdout));
        assert!(all.iter().any(|one| one.contains(name)), "{what}: {all:?}");
    }
    assert_eq!(of.len(), LACKS.len(), "{}", run.stdout);
    // What has what it should is not told.
    assert_eq!(of["note-without-sources"].len(), 1, "{of:?}");
    assert_eq!(of["draft"].len(), 1, "{of:?}");
    assert_eq!(of["speaker-without-person"].len(), 1, "{of:?}");
    let year = &told["years"][0];
    assert_eq!(
        (&year["of"], &year["paragraphs"]),
        (&"1931".into(), &3.into())
    );
    assert_eq!(year["paragraphs_with_notes"], 2);
    assert_eq!(told["transcripts"][0]["of"], "talk");
}

#[test]
fn the_table_and_the_csv_say_the_same_and_one_thing_can_be_asked_for() {
    let site = archive();
    let table = site.run(&["report"]).stdout;
    let csv = site.run(&["report", "--as", "csv"]).stdout;
    let rows = |what: &str| csv.lines().filter(|row| row.starts_with(what)).count();
    for (what, _) in LACKS {
        let count = rows(&format!("{what},"));
        assert!(count > 0, "{what}: {csv}");
        assert!(
            table.contains(&format!("{what}: {count} ")),
            "{what}: {table}"
        );
    }
    assert!(table.contains("  1931  2 of 3 paragraphs"), "{table}");
    let only = site.run(&["report", "--only", "draft"]).stdout;
    assert!(
        only.contains("draft: 1 ") && !only.contains("dispute"),
        "{only}"
    );
    let wrong = site.run(&["report", "--only", "drafts"]);
    assert_ne!(wrong.code, 0);
    assert!(
        wrong.stderr.contains("there are mention-not-annotated, "),
        "{}",
        wrong.stderr
    );
}
