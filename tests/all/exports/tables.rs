//! Tables, and the thesaurus of topics.

use super::rich;
use crate::testsuite::Site;

/// The rows of a table, each field by its column's name.
fn rows(site: &Site, name: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    rows_in(site, "public", name)
}

/// The rows of a table below a folder of the site's.
fn rows_in(
    site: &Site,
    folder: &str,
    name: &str,
) -> Vec<std::collections::BTreeMap<String, String>> {
    let path = site.path(&format!("{folder}/tables/{name}.csv"));
    let text = std::fs::read_to_string(path).expect("there");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader
        .deserialize()
        .map(|row| row.expect("a row"))
        .collect()
}

#[test]
fn a_row_says_what_a_note_is_on_and_says() {
    let site = rich(&["csv"]);
    site.build();
    let all = rows(&site, "annotations");
    assert_eq!(all.len(), 8);
    let one = all.iter().find(|row| row["id"] == "one").expect("there");
    for (column, value) in [
        ("transcript", "talk"),
        ("passage", "1"),
        ("first", "p2"),
        ("quote", "loud noise & a fire"),
        ("title", "The noise"),
        ("entries", "topic:fires;topic:noise;event:the-strike"),
        ("certainty", "probable"),
        ("by", "M. Hall"),
        ("written", "2020-02-03"),
        ("rights", "https://creativecommons.org/licenses/by/4.0/"),
        (
            "transcript_rights",
            "http://rightsstatements.org/vocab/InC/1.0/",
        ),
        ("transcript_warning", "It speaks of a death."),
    ] {
        assert_eq!(one[column], value, "{column}");
    }
    let five = all.iter().find(|row| row["id"] == "five").expect("there");
    assert_eq!(
        (five["passage"].as_str(), five["first"].as_str()),
        ("0", "")
    );
    let fires = rows(&site, "entries")
        .into_iter()
        .find(|row| row["id"] == "fires")
        .expect("there");
    assert_eq!(
        fires["relations"],
        "broader:topic:milling;related:topic:noise"
    );
    assert_eq!(fires["aliases"], "Blazes");
}

#[test]
fn turns_have_the_words() {
    let site = rich(&["csv", "text"]);
    site.build();
    let turns = rows(&site, "turns");
    for id in ["hearing", "talk"] {
        let own = turns.iter().filter(|row| row["transcript"] == id);
        let words: Vec<&str> = own.map(|row| row["words"].as_str()).collect();
        let text = site.page(&format!("transcripts/{id}.txt"));
        let (expected, _) = text.split_once("\n\n----\n").expect("a line of hyphens");
        assert_eq!(words.join("\n"), expected);
    }
    let second = turns
        .iter()
        .find(|row| row["transcript"] == "talk" && row["turn"] == "2")
        .expect("there");
    assert_eq!(
        (second["name"].as_str(), second["label"].as_str()),
        ("Jane Roe", "Frau R.")
    );
    assert_eq!(second["person"], "person:jane-roe");
}

#[test]
fn a_topics_tables_have_what_is_about_it() {
    let site = rich(&[]);
    let run = site.run(&["export", "csv", "--topic", "fires", "-o", "out"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let ids: Vec<String> = rows_in(&site, "out", "annotations")
        .iter()
        .map(|row| row["id"].clone())
        .collect();
    assert_eq!(ids, ["one"]);
    let turns: Vec<String> = rows_in(&site, "out", "turns")
        .iter()
        .map(|row| row["first"].clone())
        .collect();
    assert_eq!(turns, ["p2"]);
    let entries: Vec<String> = rows_in(&site, "out", "entries")
        .iter()
        .map(|row| row["id"].clone())
        .collect();
    assert_eq!(entries, ["fires", "noise", "the-strike"]);
}

#[test]
fn the_thesaurus_has_labels_and_what_is_above() {
    let site = rich(&["skos"]);
    site.build();
    let turtle = site.page("topics.ttl");
    for line in [
        "<https://mills.example/topics/fires.html>\n    a skos:Concept ;",
        "skos:inScheme <https://mills.example/topics.ttl> ;",
        "skos:prefLabel \"Fires\"@en ;",
        "skos:altLabel \"Blazes\"@en ;",
        "skos:definition \"What burns.\"@en ;",
        "skos:broader <https://mills.example/topics/milling.html> ;",
        "skos:narrower <https://mills.example/topics/fires.html> ;",
        "skos:related <https://mills.example/topics/noise.html> ;",
        "skos:exactMatch <https://www.wikidata.org/wiki/Q3196> ;",
        "dcterms:license <https://creativecommons.org/licenses/by/4.0/>",
    ] {
        assert!(turtle.contains(line), "{line}\n{turtle}");
    }
    // One file goes to standard output.
    let run = site.run(&["export", "skos"]);
    assert_eq!((run.code, run.stdout), (0, turtle));
    // What is above a topic is not related to it as well.
    site.write("content/topics/fires.md", "---\ntitle: Fires\naliases: [Fires, \"A \\\"b\\\"\"]\nbroader: milling\nrelated: milling\n---\n");
    if site.run(&["build"]).code == 0 {
        let turtle = site.page("topics.ttl");
        assert!(!turtle.contains("skos:related"), "{turtle}");
        assert!(!turtle.contains("skos:altLabel \"Fires\""), "{turtle}");
    }
}
