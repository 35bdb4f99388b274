//! Bags and bundles: that they are whole, always the same, and have nothing in them that is not published.

use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Read},
};

use super::{ALL, rich};
use crate::testsuite::{Site, bytes, tree};

type Files = BTreeMap<String, Vec<u8>>;

/// The files of a folder.
fn files(site: &Site, folder: &str) -> Files {
    let all = tree(&site.path(folder)).into_iter();
    all.map(|(path, (bytes, _))| (path, bytes)).collect()
}

/// What is packed in an archive file.
fn unpacked(packed: &[u8]) -> Files {
    let mut archive = zip::ZipArchive::new(Cursor::new(packed)).expect("an archive file");
    let mut files = Files::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        let name = file.name().expect("a name in UTF-8").into_owned();
        files.insert(name, bytes);
    }
    files
}

fn with_exports(exports: &str) -> Site {
    let site = rich(&[]);
    let yaml = fs::read_to_string(site.path("postil.yaml")).expect("there");
    site.write(
        "postil.yaml",
        &yaml.replace("exports: []", &format!("exports: [{exports}]")),
    );
    site
}

const BUNDLED: &str = "{text: bundled, markdown: bundled, annotations: bundled, json: bundled, tei: bundled, feeds: bundled}, {csv: years}";

#[test]
fn a_bag_is_the_same_each_time_and_holds_the_site_and_what_it_is_made_of() {
    let site = rich(ALL);
    for place in ["one", "two"] {
        let run = site.run(&["export", "bag", "-o", place]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(run.stderr.contains("wrote a bag of"), "{}", run.stderr);
    }
    let (one, two) = (files(&site, "one"), files(&site, "two"));
    assert_eq!(one, two);
    site.build();
    for (path, bytes) in bytes(&site.output()) {
        // The description of the whole says more in a bag.
        if path != "ro-crate-metadata.json" && !path.starts_with(".postil") {
            assert!(
                one.get(&format!("data/{path}"))
                    .is_some_and(|own| own[..] == bytes[..]),
                "{path}"
            );
        }
    }
    for (path, bytes) in files(&site, "content") {
        assert_eq!(
            one.get(&format!("data/authored/content/{path}")),
            Some(&bytes),
            "{path}"
        );
    }
    assert!(one.contains_key("data/authored/postil.yaml"));
    let info = String::from_utf8_lossy(&one["bag-info.txt"]).into_owned();
    // When it was made is nobody's to say but whoever makes it.
    assert!(!info.contains("Bagging-Date"), "{info}");
    let arguments = ["export", "bag", "-o", "dated"];
    let run = site.run_with(&arguments, &[("SOURCE_DATE_EPOCH", "1396310400")]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let dated = fs::read_to_string(site.path("dated/bag-info.txt")).expect("there");
    assert!(dated.contains("Bagging-Date: 2014-04-01\n"), "{dated}");
    let manifest = String::from_utf8_lossy(&one["manifest-sha256.txt"]).into_owned();
    let payload = one.keys().filter(|path| path.starts_with("data/")).count();
    assert_eq!(manifest.lines().count(), payload);
    // The description of the whole is there, whether or not it is asked for; what is authored builds the same site.
    assert!(String::from_utf8_lossy(&one["data/ro-crate-metadata.json"]).contains("\"authored/\""));
}

#[test]
fn what_stands_in_the_place_of_a_bag_stays_and_nothing_is_left_of_one_that_fails() {
    let site = rich(&[]).file("taken/file", "theirs");
    let before: Vec<String> = files(&site, ".").into_keys().collect();
    for (place, code) in [("taken", 2), ("postil.yaml", 2), ("content/bag", 2)] {
        let run = site.run(&["export", "bag", "-o", place]);
        assert_eq!(run.code, code, "{place}: {}", run.stderr);
    }
    assert_eq!(site.run(&["export", "bag"]).code, 2);
    assert_eq!(
        site.run(&["export", "bag", "-o", "x", "--topic", "fires"])
            .code,
        2
    );
    assert_eq!(files(&site, ".").into_keys().collect::<Vec<_>>(), before);
    site.write(
        "content/annotations/hearing.yaml",
        "annotations:\n  - {quote: not there}\n",
    );
    let run = site.run(&["export", "bag", "-o", "bag"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(files(&site, ".").into_keys().collect::<Vec<_>>(), before);
    assert!(!site.path("bag").exists());
    let left = fs::read_dir(site.path(".")).expect("a folder");
    let left = left.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    assert!(!left.into_iter().any(|name| name.contains(".postil-")));
}

#[test]
fn no_draft_is_in_a_bag_or_a_bundle() {
    let site = with_exports(&format!("{BUNDLED}, ro-crate, iiif, resourcesync"))
        .file("content/topics/hidden.md", "---\ntitle: Zyxwv topic\ndraft: true\n---\nZyxwv.\n")
        .file("content/transcripts/secret.md", "---\ntitle: Zyxwv talk\nspeakers: {Zyxwv: jane-roe}\nmedia: {url: \"https://zyxwv.example/a.mp3\", duration: 60}\ndraft: true\n---\nZyxwv: Zyxwv said.\n")
        .file("content/annotations/secret.yaml", "annotations:\n  - {quote: said, note: Zyxwv.}\n")
        .file("content/annotations/hearing.yaml", "annotations:\n  - {quote: at the mill, topics: [milling], note: Zyxwv., title: Zyxwv, sources: [Zyxwv], by: mh, draft: true}\n")
        .file("content/topics/open.md", "---\ntitle: Open\nextra: {next: hidden}\n---\nOpen.\n");
    let run = site.run(&["export", "bag", "-o", "bag"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for left_out in [
        "topics/hidden.md",
        "transcripts/secret.md",
        "annotations/secret.yaml",
        "annotations/hearing.yaml",
        "topics/open.md",
    ] {
        let note = format!("note: content/{left_out} has or names a draft");
        assert!(run.stderr.contains(&note), "{left_out}: {}", run.stderr);
    }
    let mut looked_at = 0;
    let mut clean = |path: &str, bytes: &[u8]| {
        looked_at += 1;
        assert!(
            !path.contains("secret") && !path.contains("hidden"),
            "{path}"
        );
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        assert!(!text.contains("zyxwv"), "{path}");
    };
    for (path, bytes) in files(&site, "bag") {
        clean(&path, &bytes);
        if path.ends_with(".zip") {
            unpacked(&bytes)
                .iter()
                .for_each(|(inner, bytes)| clean(&format!("{path}/{inner}"), bytes));
        }
    }
    assert!(looked_at > 60, "{looked_at}");
}

#[test]
fn a_bundle_has_the_files_that_there_would_be_without() {
    let (site, loose) = (
        with_exports(BUNDLED),
        rich(&["text", "markdown", "annotations", "json", "tei", "feeds"]),
    );
    let run = site.build();
    assert!(run.stderr.contains("text: 2 files"), "{}", run.stderr);
    loose.build();
    let (output, loose) = (site.output(), loose.output());
    let mut packed = Files::new();
    for (path, (bytes, _)) in &output {
        if path.starts_with("bundles/") {
            packed.extend(unpacked(bytes));
        }
    }
    let is_data = |path: &&String| {
        let ending = [".txt", ".md", ".json", ".tei.xml", ".feed.xml"]
            .iter()
            .any(|ending| path.ends_with(ending));
        ending && path.contains('/')
    };
    for path in loose.keys().filter(is_data) {
        assert!(
            packed
                .get(path)
                .is_some_and(|bytes| *bytes == loose[path].0),
            "{path}"
        );
        assert!(!output.contains_key(path), "{path} is there once more");
    }
    assert_eq!(packed.len(), loose.keys().filter(is_data).count());
    assert!(
        output.contains_key("bundles/tei-1931.zip")
            && output.contains_key("bundles/feeds-topics.zip")
    );
    // No page names a file that is not there.
    assert!(!site.page("transcripts/talk.html").contains("talk.tei.xml"));
    assert!(
        output.contains_key("tables/turns-1931.csv") && !output.contains_key("tables/turns.csv")
    );
    let metadata = site.page("tables/csv-metadata.json");
    assert!(metadata.contains("turns-1932.csv"), "{metadata}");
    // An edit makes its year anew, and nothing else.
    let text = fs::read_to_string(site.path("content/transcripts/hearing.md")).expect("there");
    site.write(
        "content/transcripts/hearing.md",
        &text.replace("The mill was closed", "The old mill was closed"),
    );
    let explained = site.run(&["build", "--explain"]).stderr;
    assert!(
        explained.contains("bundles/text-1931.zip: ")
            && !explained.contains("bundles/text-1932.zip: "),
        "{explained}"
    );
}

#[test]
fn what_may_be_of_several_years_is_in_the_part_of_none() {
    let dates = [
        ("1990", "\"1990\""),
        ("decade", "199X"),
        ("war", "1939/1945"),
        ("begun", "../1939"),
        ("old", "\"-0043\""),
        ("early", "\"0900-05\""),
    ];
    let mut site = with_exports("{text: bundled}, {csv: years}");
    for (id, date) in dates {
        let text = format!("---\ntitle: Of {id}\ndate: {date}\n---\nWords of {id}.\n");
        site = site.file(&format!("content/transcripts/{id}.md"), &text);
    }
    site = site.file(
        "content/transcripts/never.md",
        "---\ntitle: Never\n---\nWords.\n",
    );
    site.build();
    let output = site.output();
    let part = |name: &str| {
        let (bytes, _) = &output[&format!("bundles/text-{name}.zip")];
        unpacked(bytes).into_keys().collect::<Vec<_>>()
    };
    for (name, ids) in [
        ("1990", vec!["1990"]),
        ("other", vec!["begun", "decade", "war"]),
        ("44-bc", vec!["old"]),
        ("900", vec!["early"]),
        ("undated", vec!["never"]),
    ] {
        let paths: Vec<String> = ids
            .iter()
            .map(|id| format!("transcripts/{id}.txt"))
            .collect();
        assert_eq!(part(name), paths, "{name}");
        let table = site.page(&format!("tables/turns-{name}.csv"));
        let rows: Vec<&str> = table.lines().skip(1).collect();
        assert_eq!(rows.len(), ids.len(), "{table}");
        for id in ids {
            let has = rows.iter().any(|row| row.starts_with(&format!("{id},")));
            assert!(has, "{name} {id}: {table}");
        }
    }
    for none in ["1939", "1945", "-043", "43-bc", "0900"] {
        assert!(
            !output.contains_key(&format!("bundles/text-{none}.zip")),
            "{none}"
        );
    }
}

#[test]
fn what_cannot_be_made_so_is_told() {
    for (exports, told) in [
        ("{text: bundle}", "`text` cannot be made as `bundle`"),
        ("{skos: bundled}", "`skos` cannot be made as `bundled`"),
        ("{csv: bundled}", "`years`"),
        ("text, {annotations: bundled}", "must be made in one way"),
        ("{oai-pmh: here}", "the address of the gateway"),
    ] {
        let run = with_exports(exports).run(&["build"]);
        assert_eq!(run.code, 1, "{exports}");
        assert!(run.stderr.contains(told), "{exports}: {}", run.stderr);
    }
}
