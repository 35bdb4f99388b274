//! Which formats a site has, what a build and the command line say of them, and what is in none.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{ALL, FULL_ADDRESSES, rich};
use crate::testsuite::{Site, bytes, tree};
use postil::{
    export::{self, Scope},
    pipeline::{self, Live, Options},
};

#[test]
fn all_formats_are_tried_here() {
    let optional = export::ALL.iter().filter(|e| e.scope().is_asked_for());
    let names: Vec<&str> = optional.map(|e| e.name()).collect();
    assert_eq!(names, ALL);
}

#[test]
fn a_site_that_asks_for_none_has_none() {
    let (with, without) = (rich(ALL), rich(&[]));
    with.build();
    let run = without.build();
    assert!(!run.stderr.contains("text:"), "{}", run.stderr);
    let (with, without) = (with.output(), without.output());
    let beside = without.keys().all(|path| with.contains_key(path));
    assert!(beside && with.len() > without.len());
    assert!(
        !without
            .keys()
            .any(|path| path.ends_with(".txt") && path != "robots.txt")
    );
}

#[test]
fn the_build_says_of_each_how_many_files_and_bytes() {
    let site = rich(&["text"]);
    let first = site.build().stderr;
    let of_text = tree(&site.path("public/transcripts"))
        .into_iter()
        .filter(|(path, _)| path.ends_with(".txt"))
        .map(|(_, (bytes, _))| bytes.len())
        .collect::<Vec<_>>();
    let line = format!(
        "text: {} files, {} bytes\n",
        of_text.len(),
        of_text.iter().sum::<usize>()
    );
    assert!(first.contains(&line), "{line}{first}");
    // A build that has nothing to do says it, too.
    let second = site.build().stderr;
    assert!(
        second.contains("(0 made anew)") && second.contains(&line),
        "{second}"
    );
}

#[test]
fn a_name_that_is_no_format_is_told_with_its_place_and_the_nearest() {
    let site = rich(&["text", "anotations"]);
    let run = site.run(&["build"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("`exports` cannot be `anotations`"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("postil.yaml:9:"), "{}", run.stderr);
    assert!(
        run.stderr.contains("did you mean `annotations`?"),
        "{}",
        run.stderr
    );
    assert_eq!(site.run(&["check"]).code, 1);
    site.write("postil.yaml", "exports: text\n");
    site.build();
    assert!(site.has("transcripts/hearing.txt"));
}

#[test]
fn heads_name_what_is_there_of_the_page() {
    let site = rich(ALL);
    site.build();
    let page = site.page("transcripts/talk.html");
    for (media_type, file) in [
        ("text/plain", "talk.txt"),
        ("text/markdown", "talk.md"),
        ("application/ld+json", "talk.annotations.json"),
        ("application/json", "talk.json"),
        ("application/tei+xml", "talk.tei.xml"),
    ] {
        let link = format!(
            "<link rel=\"alternate\" type=\"{media_type}\" href=\"../transcripts/{file}\">"
        );
        assert!(page.contains(&link), "{link}\n{page}");
    }
    assert!(!site.page("index.html").contains("text/plain"));
}

#[test]
fn one_format_is_written_without_a_build() {
    let site = rich(&[]);
    let run = site.run(&["export", "text"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("name a folder"), "{}", run.stderr);
    let run = site.run(&["export", "txt", "-o", "x"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("did you mean `text`?"),
        "{}",
        run.stderr
    );
    assert_eq!(
        site.run(&["export", "feed"]).code,
        2,
        "it is no format of data"
    );
    // One is of a build, the other must be asked for with a gateway.
    let alone = |format: &&&str| !["resourcesync", "oai-pmh"].contains(*format);
    for format in ["resourcesync", "oai-pmh"] {
        let run = site.run(&["export", format, "-o", "out/none"]);
        assert_ne!(run.code, 0, "{format}");
        assert!(run.stderr.contains("exports"), "{format}: {}", run.stderr);
    }
    for &format in ALL.iter().filter(alone) {
        let folder = format!("out/{format}");
        let run = site.run(&["export", format, "-o", &folder]);
        assert_eq!(run.code, 0, "{format}: {}", run.stderr);
        assert!(run.stderr.contains("wrote "), "{}", run.stderr);
    }
    assert!(!site.path("public").exists() && !site.path(".postil").exists());
    // What a build writes is the same, but for what says which other formats the site has.
    let built = rich(ALL);
    built.build();
    let built = built.output();
    for &format in ALL.iter().filter(|format| **format != "iiif") {
        for (path, (bytes, _)) in tree(&site.path(&format!("out/{format}"))) {
            let same = built
                .get(&path)
                .is_some_and(|(of_build, _)| *of_build == bytes);
            assert!(same, "{format}: {path}");
        }
    }
}

#[test]
fn what_is_about_one_topic_can_be_had_alone() {
    let site = rich(&[]);
    let run = site.run(&["export", "annotations", "--topic", "fires", "-o", "out"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let files = tree(&site.path("out"));
    let all: Vec<&String> = files.keys().collect();
    assert_eq!(all, ["transcripts/talk.annotations.json"]);
    let text = String::from_utf8(files.into_values().next().expect("one").0).expect("UTF-8");
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(json["total"], 1);
    let run = site.run(&["export", "annotations", "--topic", "nothing", "-o", "out"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("`nothing`"), "{}", run.stderr);
}

#[test]
fn with_errors_nothing_is_exported() {
    let site = rich(&[]).file(
        "content/annotations/hearing.yaml",
        "annotations:\n  - {quote: not there}\n",
    );
    let run = site.run(&["export", "text", "-o", "out"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(!site.path("out").exists());
}

#[test]
fn drafts_are_in_no_byte_of_any_output() {
    let site = rich(ALL)
        .file("content/topics/hidden.md", "---\ntitle: Zyxwv topic\ndraft: true\n---\nZyxwv.\n")
        .file("content/people/hidden-one.md", "---\ntitle: Zyxwv person\nroles: [{role: Zyxwv}]\ndraft: true\n---\n")
        .file("content/transcripts/secret.md", "---\ntitle: Zyxwv talk\nspeakers: {Zyxwv: jane-roe}\nsource: {title: Zyxwv}\ndraft: true\n---\nZyxwv: Zyxwv said.\n")
        .file("content/annotations/secret.yaml", "annotations:\n  - {quote: said, note: Zyxwv.}\n")
        .file("content/annotations/hearing.yaml", "annotations:\n  - {quote: at the mill, topics: [milling], note: Zyxwv., title: Zyxwv, sources: [Zyxwv], by: Zyxwv, draft: true}\n");
    let clean = |files: &std::collections::BTreeMap<String, (Vec<u8>, std::time::SystemTime)>| {
        for (path, (bytes, _)) in files {
            let text = String::from_utf8_lossy(bytes).to_lowercase();
            assert!(!text.contains("zyxwv"), "{path}");
            assert!(
                !path.contains("secret") && !path.contains("hidden"),
                "{path}"
            );
        }
    };
    site.build();
    clean(&site.output());
    for &format in ALL.iter().filter(|format| **format != "resourcesync") {
        let run = site.run(&["export", format, "-o", &format!("out/{format}")]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    clean(&tree(&site.path("out")));
    // A preview with drafts marks them on its pages. Other formats cannot, and are not made.
    let run = site.run(&["build", "--drafts", "--output-dir", "preview"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let preview = tree(&site.path("preview"));
    assert!(preview.contains_key("transcripts/secret.html"));
    assert!(
        !preview
            .keys()
            .any(|path| path.ends_with("talk.txt") || path.ends_with("annotations.json"))
    );
}

#[test]
fn each_is_made_again_as_a_cold_build_makes_it() {
    let site = rich(ALL);
    site.build();
    for (path, text) in [
        (
            "content/people/jane-roe.md",
            "---\ntitle: Jane Roe-Smith\n---\n",
        ),
        (
            "content/topics/fires.md",
            "---\ntitle: Great fires\nbroader: noise\n---\n",
        ),
        (
            "content/annotations/hearing.yaml",
            "annotations:\n  - {quote: the miller, people: jane-roe, note: \"[[talk#two]]\"}\n",
        ),
        (
            "content/transcripts/hearing.md",
            "---\ntitle: The hearing\ndate: 1931-05-05\nspeakers:\n  Q: {name: Counsel, part: counsel}\n  A: jane-roe\n---\nQ: Where?\n\nA: At the mill. So said the miller.\n",
        ),
        (
            "content/transcripts/another.md",
            "---\ntitle: Another\nspeakers: {}\n---\nWords.\n",
        ),
    ] {
        site.write(path, text);
        site.build();
        let cold = Options {
            output: site.path("cold"),
            cache: false,
            ..site.options()
        };
        let outcome = pipeline::build(&cold, &|_| {}).expect("a machine that works");
        assert!(
            outcome.written.is_some(),
            "{path}: {:?}",
            outcome.diagnostics
        );
        let (warm, cold) = (site.output(), tree(&cold.output));
        let (warm, cold) = (bytes(&warm), bytes(&cold));
        for (file, bytes) in &cold {
            assert!(warm.get(file) == Some(bytes), "{path}: {file}");
        }
        assert_eq!(warm.len(), cold.len(), "{path}");
    }
    let live = Live::open(site.options()).expect("a machine that works");
    for (path, (bytes, _)) in site.output() {
        if path.contains("transcripts/") {
            assert!(live.make(&path).is_none_or(|made| made == bytes), "{path}");
        }
    }
}

#[test]
fn without_a_base_url_addresses_are_relative_and_names_are_urns() {
    let relative: Vec<&str> = ALL
        .iter()
        .copied()
        .filter(|f| !FULL_ADDRESSES.contains(f))
        .collect();
    let site = rich(&relative);
    let yaml = std::fs::read_to_string(site.path("postil.yaml")).expect("there");
    site.write(
        "postil.yaml",
        &yaml.replace("base_url: https://mills.example/\n", ""),
    );
    site.build();
    for (path, (bytes, _)) in site.output() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("mills.example"), "{path}");
    }
    let notes = site.page("transcripts/talk.annotations.json");
    assert!(notes.contains("\"id\": \"urn:uuid:"), "{notes}");
    let collection: Value = serde_json::from_str(&notes).expect("JSON");
    let items = collection["first"]["items"].as_array().expect("notes");
    let targets: Vec<&Value> = items
        .iter()
        .flat_map(|item| item["target"].as_array().expect("targets"))
        .collect();
    for target in &targets {
        let source = target["source"].as_str().expect("a source");
        assert!(source.starts_with("urn:uuid:"), "{target}");
    }
    let ways: BTreeSet<_> = targets
        .iter()
        .map(|t| t["foaf:page"]["id"].as_str())
        .collect();
    let expected = ["../transcripts/talk.html", "../transcripts/talk.txt"];
    assert_eq!(ways, expected.map(Some).into());
    // What does not change with the title is the archive's `id`.
    let named = |settings: &str| {
        site.write(
            "postil.yaml",
            &format!("{settings}exports: [annotations]\n"),
        );
        site.build();
        let notes = site.page("transcripts/talk.annotations.json");
        let collection: Value = serde_json::from_str(&notes).expect("JSON");
        collection["id"].as_str().expect("an id").to_owned()
    };
    let one = named("title: Mills\nid: mills\n");
    assert_eq!(named("title: Other mills\nid: mills\n"), one);
    assert_ne!(named("title: Mills\n"), one);
    assert!(notes.contains("(<../people/jane-roe.html>)"), "{notes}");
    let text = site.page("transcripts/talk.txt");
    assert!(
        text.contains("\naddress: ../transcripts/talk.html\n"),
        "{text}"
    );
}

#[test]
fn each_carries_the_rights_of_what_it_holds() {
    let site = rich(ALL);
    site.build();
    let rights = "http://rightsstatements.org/vocab/InC/1.0/";
    for file in [
        "talk.txt",
        "talk.md",
        "talk.annotations.json",
        "talk.json",
        "talk.tei.xml",
    ] {
        let text = site.page(&format!("transcripts/{file}"));
        assert!(text.contains(rights), "{file}: {text}");
        assert!(!text.contains("https://rightsstatements.org"), "{file}");
    }
    assert!(
        site.page("transcripts/talk.txt")
            .contains("recording_rights: Ask the radio")
    );
    let notes = site.page("transcripts/talk.annotations.json");
    assert!(notes.contains("\"rights\": \"https://creativecommons.org/licenses/by/4.0/\""));
}

/// A name that is right in one site only, so that nobody reads another's.
#[test]
fn a_format_of_the_whole_archive_alone_is_not_narrowed() {
    let is_whole =
        |scope: Scope| scope.is_asked_for() && !scope.goes_by_topic() && scope != Scope::Build;
    let whole = export::ALL.iter().filter(|e| is_whole(e.scope()));
    let site: Site = rich(&[]);
    for exporter in whole {
        let run = site.run(&["export", exporter.name(), "--topic", "fires", "-o", "out"]);
        assert_eq!(run.code, 2);
        assert!(
            run.stderr.contains("`--topic` cannot narrow it"),
            "{}",
            run.stderr
        );
    }
}
