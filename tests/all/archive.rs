//! The project's own archive: built, read back, compared with its source files, and broken in every way that chance finds.

use std::{collections::BTreeMap, fs, path::Path};

use crate::testsuite::{
    Site, cases,
    html::{check_links, select, texts},
    tree,
};
use postil::{pipeline, source::diag::Place};
use proptest::prelude::*;
use scraper::Html;
use serde_yaml::Value;

/// Folders and files that make the archive.
const PARTS: [&str; 4] = ["content", "templates", "themes", "postil.yaml"];

/// A copy of the archive, and the paths of its text files.
pub(crate) fn archive() -> (Site, Vec<String>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = Site::empty();
    let mut files = Vec::new();
    for part in PARTS {
        let path = root.join(part);
        if path.is_file() {
            files.push((part.to_owned(), fs::read(&path).expect("readable")));
        }
        for (below, (bytes, _)) in tree(&path) {
            files.push((format!("{part}/{below}"), bytes));
        }
    }
    for (path, bytes) in &files {
        site.write_bytes(path, bytes);
    }
    let text = |path: &String| {
        ["md", "txt", "yaml"]
            .iter()
            .any(|e| path.ends_with(&format!(".{e}")))
            && !path.starts_with("themes/")
    };
    let names = files.into_iter().map(|(path, _)| path).filter(text);
    (site, names.collect())
}

/// Id of a transcript with its paragraphs, as its source file has them: labels off, each line one paragraph.
fn sources(site: &Site) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    for (path, (bytes, _)) in tree(&site.path("content/transcripts")) {
        let Some(name) = path.strip_suffix(".txt") else {
            continue;
        };
        let sidecar = fs::read_to_string(site.path(&format!("content/transcripts/{name}.yaml")))
            .expect("a sidecar");
        let header: Value = serde_yaml::from_str(&sidecar).expect("YAML");
        let first = header["first_line"].as_u64().unwrap_or(1);
        let labels: Vec<&str> = header["speakers"]
            .as_mapping()
            .map(|m| m.keys().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        let text = String::from_utf8(bytes).expect("UTF-8");
        let words = text
            .lines()
            .skip(usize::try_from(first).expect("small") - 1)
            .map(|line| {
                let label = labels
                    .iter()
                    .find_map(|l| line.strip_prefix(l)?.strip_prefix(':'));
                label.unwrap_or(line).trim().to_owned()
            })
            .filter(|line| !line.is_empty());
        let id = name.rsplit('/').next().expect("a name");
        found.push((id.to_owned(), words.collect()));
    }
    found
}

#[test]
fn the_archive_has_no_fault_and_no_dead_link() {
    let (site, files) = archive();
    assert!(files.iter().any(|f| f.starts_with("content/transcripts/")));
    let run = site.run(&["build", "--strict"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    check_links(&site);
}

/// Words of a source stay as they were received; ours are set one way.
#[test]
fn what_its_editors_write_has_typographic_apostrophes() {
    let (_, files) = archive();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let is_ours = |path: &&String| !path.ends_with(".txt") && !path.contains("/ledger/");
    for path in files.iter().filter(is_ours) {
        let text = fs::read_to_string(root.join(path)).expect("UTF-8");
        let mut is_code = false;
        for (number, line) in (1..).zip(text.lines()) {
            is_code ^= line.starts_with("```");
            let is_straight =
                |(at, _)| line[..at].ends_with(|before: char| before.is_alphanumeric());
            let straight = line.match_indices('\'').any(is_straight);
            assert!(is_code || !straight, "{path}:{number}: {line}");
        }
    }
}

#[test]
fn its_pages_hold_the_words_of_its_sources() {
    let (site, _) = archive();
    site.build();
    let sources = sources(&site);
    assert!(!sources.is_empty());
    for (id, words) in sources {
        let html = site.page(&format!("transcripts/{id}.html"));
        assert_eq!(
            texts(&html, "article[data-transcript] p[id^=p]"),
            words,
            "{id}"
        );
        let page = Html::parse_document(&html);
        for (i, paragraph) in page
            .select(&select("article[data-transcript] p[id^=p]"))
            .enumerate()
        {
            assert_eq!(
                paragraph.value().id(),
                Some(format!("p{}", i + 1)).as_deref()
            );
        }
    }
}

#[test]
fn every_annotation_is_on_the_page_of_everything_that_it_names() {
    let (site, _) = archive();
    site.build();
    let kinds = [
        "topics",
        "events",
        "people",
        "places",
        "organizations",
        "documents",
    ];
    let mut looked_at = 0;
    let mut pages = BTreeMap::new();
    for (path, (bytes, _)) in tree(&site.path("content/annotations")) {
        let file: Value = serde_yaml::from_slice(&bytes).expect("YAML");
        let stem = path.trim_end_matches(".yaml");
        let transcript = file["transcript"].as_str().unwrap_or(stem).to_owned();
        let words = Html::parse_document(&site.page(&format!("transcripts/{transcript}.html")));
        for annotation in file["annotations"].as_sequence().expect("a list") {
            let Some(id) = annotation["id"].as_str() else {
                continue;
            };
            let note = select(&format!("[id=\"note-{id}\"]"));
            assert_eq!(words.select(&note).count(), 1, "{path}: {id}");
            for kind in kinds {
                for name in names(&annotation[kind]) {
                    let page = pages
                        .entry(format!("{kind}/{name}.html"))
                        .or_insert_with_key(|path| Html::parse_document(&site.page(path)));
                    let passage = select(&format!(
                        "[data-transcript=\"{transcript}\"][data-annotations~=\"{id}\"]"
                    ));
                    assert!(
                        page.select(&passage).next().is_some(),
                        "{path}: `{id}` is not on {kind}/{name}.html"
                    );
                    looked_at += 1;
                }
            }
        }
    }
    assert!(looked_at > 50, "{looked_at}");
}

/// One id, or a list of them.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(one) => vec![one.clone()],
        Value::Sequence(all) => all
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

/// What may happen to a file under an editor's hands.
#[derive(Clone, Debug)]
enum Accident {
    Cut(usize, usize),
    Put(usize, String),
    Truncate(usize),
    SwapLines(usize, usize),
    RepeatLine(usize),
    Indent(usize, usize),
    /// A byte that may not be text any more.
    Flip(usize, u8),
}

fn accident() -> impl Strategy<Value = Accident> {
    let at = 0usize..30_000;
    prop_oneof![
        (at.clone(), 1usize..200).prop_map(|(a, n)| Accident::Cut(a, n)),
        (
            at.clone(),
            "(\\PC|[\\n \\t:#,&*!|>%@`\\-\\[\\]{}\"'?]|\\[\\[|---\\n|\u{feff}|\u{0}|\r){1,8}"
        )
            .prop_map(|(a, t)| Accident::Put(a, t)),
        at.clone().prop_map(Accident::Truncate),
        (0usize..700, 0usize..700).prop_map(|(a, b)| Accident::SwapLines(a, b)),
        (0usize..700).prop_map(Accident::RepeatLine),
        (0usize..700, 0usize..9).prop_map(|(a, n)| Accident::Indent(a, n)),
        (at, any::<u8>()).prop_map(|(a, b)| Accident::Flip(a, b)),
    ]
}

fn happen(bytes: &mut Vec<u8>, accident: &Accident) {
    if bytes.is_empty() {
        return;
    }
    let size = bytes.len();
    match accident {
        Accident::Cut(at, length) => {
            let at = at % size;
            bytes.drain(at..(at + length).min(size));
        }
        Accident::Put(at, text) => {
            let at = at % size;
            bytes.splice(at..at, text.bytes());
        }
        Accident::Truncate(at) => bytes.truncate(at % size),
        Accident::Flip(at, byte) => bytes[at % size] = *byte,
        Accident::SwapLines(..) | Accident::RepeatLine(_) | Accident::Indent(..) => {
            let mut lines: Vec<Vec<u8>> =
                bytes.split(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
            let count = lines.len();
            match accident {
                Accident::SwapLines(a, b) => lines.swap(a % count, b % count),
                Accident::RepeatLine(a) => {
                    let line = lines[a % count].clone();
                    lines.insert(a % count, line);
                }
                Accident::Indent(a, n) => {
                    let line = &mut lines[a % count];
                    line.splice(0..0, vec![b' '; *n]);
                }
                _ => {}
            }
            *bytes = lines.join(&b'\n');
        }
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn a_broken_file_of_it_is_told_with_its_place(
        which in any::<prop::sample::Index>(),
        annotations in any::<bool>(),
        accidents in proptest::collection::vec(accident(), 1..4),
        lenient in any::<bool>(),
    ) {
        let (site, mut files) = archive();
        if annotations {
            // The longest and most written kind of file.
            files.retain(|f| f.starts_with("content/annotations/") || f.starts_with("content/transcripts/"));
        }
        let path = which.get(&files);
        let mut bytes = fs::read(site.path(path)).expect("readable");
        for accident in &accidents {
            happen(&mut bytes, accident);
        }
        site.write_bytes(path, &bytes);
        let options = pipeline::Options { lenient, ..site.options() };
        let outcome = pipeline::check(&options, &|_| {}).expect("the machine is fine");
        for remark in outcome.diagnostics.list() {
            let place = match remark.place {
                Place::Span(span) => Some((span.source, span.start, span.end)),
                Place::File(source) => Some((source, 0, 0)),
                Place::Site => None,
            };
            let Some((source, start, end)) = place else {
                prop_assert!(false, "{} has no place: {}", path, remark.message);
                continue;
            };
            let size = fs::metadata(outcome.sources.on_disk(source).expect("saved")).expect("a file").len();
            prop_assert!(start <= end && u64::from(end) <= size, "{}: {:?}", path, remark);
        }
        for format in [postil::cli::report::Format::Human, postil::cli::report::Format::Json, postil::cli::report::Format::Github] {
            postil::cli::report::render(&outcome.diagnostics, &outcome.sources, format, false);
        }
    }
}
