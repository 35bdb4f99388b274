//! The index while a site is written: what `serve` shows, and how little a build makes again.

use std::{collections::BTreeMap, fmt::Write as _};

use postil::pipeline::{Live, Shown};

use super::{built, site};
use crate::testsuite::{Site, bytes, tree};

fn shown(live: &Live, path: &str) -> Option<Vec<u8>> {
    match live.show(path) {
        Shown::Bytes { bytes, .. } => Some(bytes.to_vec()),
        _ => None,
    }
}

/// Every file of the index that a build makes is shown, with the same bytes.
fn is_as_built(live: &Live, site: &Site) {
    built(site);
    let built = tree(&site.path("public/search"));
    for (name, bytes) in bytes(&built) {
        let path = format!("search/{name}");
        assert_eq!(shown(live, &path).as_deref(), Some(bytes), "{path}");
    }
}

#[test]
fn what_is_shown_is_what_a_build_would_write() {
    let site = site();
    let live = Live::open(site.options()).expect("the machine is fine");
    assert!(shown(&live, "search/root.js").is_some());
    assert!(shown(&live, "search/nothing.js").is_none());
    is_as_built(&live, &site);
    let path = "content/annotations/hearing.yaml";
    let notes = super::NOTES.replace("weaver's", "dyer's");
    site.write(path, &notes);
    live.update(&[path.to_owned()])
        .expect("the machine is fine");
    is_as_built(&live, &site);
    // A second look begins with what the build kept.
    let live = Live::open(site.options()).expect("the machine is fine");
    is_as_built(&live, &site);
    site.write("postil.yaml", "search: false\neditors: {mh: M. Hall}\n");
    live.reload().expect("the machine is fine");
    assert!(shown(&live, "search/root.js").is_none());
}

/// So many talks, of words that are many and mostly rare.
fn many(count: usize) -> Site {
    let site = Site::empty().file("content/topics/mills.md", "---\ntitle: Mills\n---\n");
    let mut number = 1_u64;
    for talk in 0..count {
        let mut text = format!("---\ntitle: Talk {talk}\nspeakers: {{}}\n---\n");
        for _ in 0..40 {
            for _ in 0..60 {
                number = number
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                let rank = (number >> 40) % 20_000;
                let word = rank * rank / 20_000;
                let _ = write!(text, "w{} ", to_letters(word));
            }
            text.push_str("\n\n");
        }
        site.write(&format!("content/transcripts/talk-{talk}.md"), &text);
    }
    site
}

/// A number as letters, so that it is a word.
fn to_letters(mut number: u64) -> String {
    let mut letters = String::new();
    while number > 0 {
        letters.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    letters
}

#[test]
fn a_note_changes_a_few_files() {
    let site = many(120);
    built(&site);
    let before: BTreeMap<String, _> = tree(&site.path("public/search"));
    assert!(before.len() > 60, "{}", before.len());
    site.write(
        "content/annotations/talk-7.yaml",
        "annotations:\n  - {id: note, in: p3, topics: [mills], note: A seldom word and wabc.}\n",
    );
    let index = built(&site);
    assert_eq!(index.places("seldom"), [("talk-7", 40)]);
    let after = tree(&site.path("public/search"));
    let changed = after
        .iter()
        .filter(|(path, (bytes, _))| before.get(*path).is_none_or(|(old, _)| old != bytes));
    let changed: Vec<&String> = changed.map(|(path, _)| path).collect();
    let left = before
        .keys()
        .filter(|path| !after.contains_key(*path))
        .count();
    assert!(changed.len() + left < 20, "{changed:?} {left}");
    let usual = after.values().map(|(bytes, _)| bytes.len()).sum::<usize>() / after.len();
    assert!((16_000..48_000).contains(&usual), "{usual} bytes a file");
}
