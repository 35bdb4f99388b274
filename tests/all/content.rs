//! What the project's own archive says: of those who were killed, who gave the conference, what its warnings warn of.

use std::fs;

use crate::{
    archive::archive,
    testsuite::{Site, html::texts},
};
use serde_yaml::Value;

/// The text of an entry's file behind its head, and the head.
fn entry(site: &Site, path: &str) -> (Value, String) {
    let text = fs::read_to_string(site.path(&format!("content/{path}.md"))).expect("an entry");
    let (head, body) = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .expect("a head");
    let head = serde_yaml::from_str(head).expect("YAML");
    (head, body.to_owned())
}

/// Of those who were killed first, with the figure, who gives it and when: as it was published, and none where no figure is at hand.
#[test]
fn entries_on_killing_begin_with_those_who_were_killed() {
    let (site, _) = archive();
    let rwanda = [
        "Approximately 800,000 people were killed within about 100 days",
        "the Tutsi above all, and moderate Hutu",
        "S/1999/1257",
        "15 December 1999",
    ];
    let srebrenica = [
        "men and boys executed",
        "Bosnian Muslims",
        "between 7,000 and 8,000",
        "International Criminal Tribunal for the former Yugoslavia",
        "2 August 2001",
    ];
    let syria = [
        "Of those killed",
        "March 2011 to the end of April 2014",
        "191,369",
        "probably an underestimate",
        "22 August 2014",
        "later than the transcript|after the press conference",
    ];
    for (path, parts) in [
        ("events/genocide-against-the-tutsi", rwanda.as_slice()),
        ("topics/rwanda-1994", &rwanda),
        ("events/fall-of-srebrenica", &srebrenica),
        ("topics/srebrenica-1995", &srebrenica),
        ("events/war-in-syria", &syria),
        ("topics/syria", &syria),
    ] {
        let (_, body) = entry(&site, path);
        let paragraph = body.trim_start().lines().next().expect("a paragraph");
        for part in parts {
            let is_said = part.split('|').any(|either| paragraph.contains(either));
            assert!(is_said, "{path}: {part}: {paragraph}");
        }
        let opening = paragraph.split(". ").next().expect("a first sentence");
        let names_them = ["killed", "executed"]
            .iter()
            .any(|word| opening.contains(word));
        assert!(names_them, "{path} begins with `{opening}`");
    }
    // On these no figure is at hand.
    for path in ["topics/south-sudan", "topics/central-african-republic"] {
        let (_, body) = entry(&site, path);
        let counts = |word: &str| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            let is_large = word.contains(',') && word.starts_with(|c: char| c.is_ascii_digit());
            is_large || ["hundreds", "thousands", "millions"].contains(&word)
        };
        assert!(!body.split_whitespace().any(counts), "{path}");
    }
}

/// A warning that names nothing warns of nothing.
#[test]
fn every_warning_of_it_names_what_it_warns_of() {
    let (site, files) = archive();
    let mut found = 0;
    for path in files
        .iter()
        .filter(|path| path.starts_with("content/") && !path.contains("/ledger/"))
    {
        let text = fs::read_to_string(site.path(path)).expect("UTF-8");
        for warning in text
            .lines()
            .filter_map(|line| line.trim().strip_prefix("warning: "))
        {
            found += 1;
            let names = ["genocide", "kill", "executi", " war", "armed conflict"]
                .iter()
                .any(|word| warning.contains(word));
            let begins = warning.starts_with("Concerns ") || warning.starts_with("Speaks of ");
            assert!(names && begins, "{path}: {warning}");
        }
    }
    assert!(found > 8, "{found} warnings");
    let event = |path| {
        entry(&site, path).0["warning"]
            .as_str()
            .expect("a warning")
            .to_owned()
    };
    assert!(event("events/fall-of-srebrenica").contains("genocide, the execution of men and boys"));
    assert!(event("events/genocide-against-the-tutsi").contains("genocide"));
    assert!(event("events/war-in-syria").contains("war and the number of people killed"));
}

#[test]
fn it_says_who_gave_the_conference_and_what_the_speaker_said_of_the_place_of_the_millions() {
    let (site, _) = archive();
    site.build();
    let conference = site.page("events/brussels-conference-2014.html");
    let said = texts(&conference, ".body").concat();
    assert!(said.contains("hosted by the Belgian Government"), "{said}");
    for path in [
        "events/brussels-conference-2014",
        "organizations/belgian-government",
        "people/didier-reynders",
    ] {
        let html = site.page(&format!("{path}.html"));
        let text = texts(&html, ".lede, .body").concat().to_lowercase();
        assert!(
            text.contains("host") && !text.contains("united nations hosted"),
            "{path}: {text}"
        );
    }
    let transcript = site.page("transcripts/2014-04-01-brussels.html");
    let note = texts(&transcript, "[id=\"note-place-of-the-millions\"] .prose").concat();
    assert!(note.contains("murder of the Jews of Europe"), "{note}");
    assert!(
        note.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .contains("“other minorities”"),
        "{note}"
    );
    assert!(
        transcript.contains("other minorities"),
        "the words themselves"
    );
}

/// The site has neither, so its authors promise none.
#[test]
fn it_speaks_of_no_map_and_of_no_search() {
    let (site, files) = archive();
    let ours = |path: &&String| {
        path.starts_with("content/") && !path.ends_with(".txt") && !path.contains("/ledger/")
            || *path == "postil.yaml"
    };
    let words = |text: &str| {
        text.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| ["map", "maps", "search", "searches", "searchable"].contains(word))
            .count()
    };
    for path in files.iter().filter(ours) {
        let text = fs::read_to_string(site.path(path)).expect("UTF-8");
        assert_eq!(words(&text), 0, "{path}");
    }
    site.build();
    for page in [
        "places/index.html",
        "places/srebrenica.html",
        "about.html",
        "method.html",
    ] {
        let shown = texts(&site.page(page), "main").concat();
        assert_eq!(words(&shown), 0, "{page}");
    }
}
