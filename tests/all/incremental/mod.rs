//! The twin test: after each edit of a list, the warm output equals a cold build's byte for byte; and each edit says how many pages it
//! made anew. The cache is one of the things that are tried: killed, damaged, of another version, deleted, taken by somebody else.

mod accidents;
mod edits;
mod languages;
mod ledgers;
mod switches;

use std::{collections::BTreeMap, fs, path::Path};

use crate::testsuite::{Site, tree};
use postil::pipeline::{self, Options, Outcome};

/// An archive in which everything refers to something.
fn archive() -> Site {
    Site::empty()
        .file("postil.yaml", "title: Twin\nbase_url: https://twin.example/\neditors: {mh: M. Hall}\n")
        .file("content/topics/mills.md", "---\ntitle: Mills\naliases: [water mill]\n---\nOn mills, see [[rivers]].\n")
        .file("content/topics/rivers.md", "---\ntitle: Rivers\n---\nOn rivers.\n")
        .file("content/topics/trades.md", "---\ntitle: Trades\n---\n")
        .file("content/topics/weavers.md", "---\ntitle: Weavers\nbroader: trades\n---\n")
        .file("content/people/ada.md", "---\ntitle: Ada Marsh\n---\n")
        .file("content/people/ben.md", "---\ntitle: Ben Stone\n---\n")
        .file("content/places/ford.md", "---\ntitle: Ford\n---\n")
        .file("content/events/flood.md", "---\ntitle: The flood\ndate: 1952\nplace: ford\n---\n")
        .file("content/events/fair.md", "---\ntitle: The fair\ndate: 1953\n---\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\nThis is [[one#high]] and [[mills]].\n")
        .file("content/assets/a.txt", "an asset\n")
        .file("content/transcripts/one.md", ONE)
        .file("content/transcripts/two.md", TWO)
        .file("content/transcripts/three.md", "---\ntitle: Three\ndate: 1954\nspeaker: ben\n---\nNothing of note was said of the rivers that year.\n")
        .file("content/annotations/one.yaml", NOTES)
        .file("content/annotations/two.yaml", "annotations:\n  - quote: weavers stood\n    topics: [weavers]\n    note: They stood. Compare [[#p1]].\n")
}

const ONE: &str = "---\ntitle: One\ndate: 1952-11-02\nplace: ford\nevent: flood\nspeakers:\n  Q: {part: interviewer}\n  A: ada\n---\nQ: Where were you when the river rose?\n\nA: At the mill. The river came up to the door of the water mill. It was very high.\n\nA: We went to the hill, all of us.\n";
const TWO: &str = "---\ntitle: Two\ndate: 1953-05-01\nspeakers:\n  B: ben\n---\nB: The weavers stood in the street. There was no mill left in Ford.\n";
const NOTES: &str = "by: mh\nannotations:\n  - id: high\n    quote: The river came up\n    topics: [rivers]\n    events: [flood]\n    note: It rose by two metres.\n  - quote: to the hill\n    topics: [mills, rivers]\n    note: |\n      The hill of the mill, see [[two#p1]].\n";

/// Builds warm, then cold into another folder, and compares. Gives the outcome of the warm build.
fn twin(site: &Site) -> Outcome {
    twin_of(site, &site.options())
}

fn twin_of(site: &Site, options: &Options) -> Outcome {
    let warm = pipeline::build(options, &|_| {}).expect("the machine is fine");
    assert!(warm.written.is_some(), "{:?}", warm.diagnostics);
    let cold = Options {
        output: site.path("cold"),
        cache: false,
        ..options.clone()
    };
    let _ = fs::remove_dir_all(&cold.output);
    pipeline::build(&cold, &|_| {}).expect("the machine is fine");
    same(&site.path("public"), &site.path("cold"));
    warm
}

fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let all = tree(folder).into_iter();
    all.map(|(path, (bytes, _))| (path, bytes)).collect()
}

fn same(a: &Path, b: &Path) {
    let (a, b) = (bytes(a), bytes(b));
    let names = |all: &BTreeMap<String, Vec<u8>>| all.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&a), names(&b));
    for (path, bytes) in &a {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert_eq!(text(bytes), text(&b[path]), "{path}");
    }
}

/// Builds, and says which pages were made anew.
fn rendered(site: &Site) -> Vec<String> {
    let options = Options {
        explain: true,
        ..site.options()
    };
    let outcome = twin_of(site, &options);
    assert_eq!(outcome.rendered, outcome.reasons.len());
    let pages = outcome.reasons.into_iter();
    pages.map(|(route, _)| route.as_str().to_owned()).collect()
}

fn replace(site: &Site, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(site.path(path)).expect("a file of the site");
    assert!(text.contains(from), "{path} has {from}");
    site.write(path, &text.replacen(from, to, 1));
}
