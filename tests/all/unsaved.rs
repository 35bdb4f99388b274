//! What nobody saved yet lies over the files: a site that is read so says what it would say if all were saved, nothing is written, and what is
//! kept between builds never has unsaved words.

use std::fs;

use crate::testsuite::{Site, bytes, cases, tree};
use postil::{
    cli::report::{Format, render},
    pipeline::{self, Live, Outcome, Shown},
    source::files::Unsaved,
};
use proptest::prelude::*;

/// One edit: a path and the words of the file; none takes it away.
type Edit = (&'static str, Option<&'static str>);

const HEARING: &str = "content/transcripts/hearing.md";
const NOTES: &str = "content/annotations/hearing.yaml";

/// Edits of every kind of file: new ones, changed, broken, taken away, left out, refused, in new folders.
const EDITS: &[Edit] = &[
    (
        HEARING,
        Some(
            "---\ntitle: A hearing\ndate: 1931-05-04\nspeaker: jane-roe\n---\nI was at the new mill.\n",
        ),
    ),
    (HEARING, Some("---\ntitle: [\n---\nQ: x\n")),
    (
        HEARING,
        Some("<<<<<<< ours\nx\n=======\ny\n>>>>>>> theirs\n"),
    ),
    (HEARING, None),
    (
        NOTES,
        Some(
            "annotations:\n  - quote: at the mill\n    topics: [milling, nowhere]\n    note: See [[jane-roe]] and [[no-one]].\n",
        ),
    ),
    (
        NOTES,
        Some("annotations:\n  - quote: at the brewery\n    note: x\n"),
    ),
    (NOTES, None),
    (
        "content/annotations/more/hearing.yaml",
        Some("annotations:\n  - quote: The miller did\n    people: [jane-roe]\n"),
    ),
    (
        "content/topics/milling.md",
        Some("---\ntitle: Mills and milling\naliases: [mill]\n---\nOf [words](my file.pdf).\n"),
    ),
    ("content/topics/milling.md", None),
    (
        "content/topics/new.md",
        Some("---\ntitle: New\nbroader: milling\n---\n"),
    ),
    (
        "content/topics/MILLING.md",
        Some("---\ntitle: Twice\n---\n"),
    ),
    (
        "content/pages/about.md",
        Some("---\ntitle: About\n---\n![a](assets/a.txt) and [[hearing#p2]]\n"),
    ),
    (
        "content/assets/a.txt",
        Some("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"),
    ),
    ("content/assets/.hidden/b.txt", Some("left out")),
    ("content/assets/b.txt.bak", Some("left out")),
    ("content/assets/back\\slash.txt", Some("refused")),
    ("content/.draft.md", Some("skipped")),
    ("content/stray/x.md", Some("---\ntitle: x\n---\n")),
    (
        "content/transcripts/told.txt",
        Some("Nothing is known of this.\n"),
    ),
    ("content/transcripts/told.yaml", Some("title: Told\n")),
    (
        "postil.yaml",
        Some("title: Another\ntheme: own\nkinds: {stray: {singular: Stray, plural: Strays}}\n"),
    ),
    ("postil.yaml", Some("title: [\n")),
    ("postil.yaml", None),
    ("Postil.yml", Some("title: x\n")),
    ("topics/outside.md", Some("---\ntitle: Outside\n---\n")),
    (
        "templates/page.html",
        Some("{% extends \"default/page.html\" %}{% block x %}{{ nothing }}{% endblock %}\n"),
    ),
    ("templates/pages.html", Some("{{ unused }}")),
    ("themes/own/theme.yaml", Some("title: Own\ncolour: red\n")),
    (
        "themes/own/templates/topic.html",
        Some("{{ page.no_such }} {% if %}"),
    ),
    (
        "themes/own/static/own.css",
        Some("@import url(https://fonts.example/x.css);\n"),
    ),
];

fn archive() -> Site {
    Site::small()
        .file("postil.yaml", "title: Unsaved\n")
        .file(
            NOTES,
            "annotations:\n  - quote: at the mill\n    topics: [milling]\n    note: Which mill?\n",
        )
        .file("content/assets/a.txt", "an asset\n")
}

fn put(unsaved: &mut Unsaved, (path, words): Edit) {
    match words {
        Some(words) => unsaved.put(path, words.as_bytes()),
        None => unsaved.hide(path),
    }
}

fn save(site: &Site, (path, words): Edit) {
    match words {
        Some(words) => site.write(path, words),
        None => drop(fs::remove_file(site.path(path))),
    }
}

/// All that a run has to say, with the lines that it points at.
fn said(outcome: &Outcome, site: &Site) -> String {
    let said = render(&outcome.diagnostics, &outcome.sources, Format::Human, false);
    let place = site.path("").to_string_lossy().into_owned();
    format!("{} pages\n{}", outcome.pages, said.replace(&place, ""))
}

fn is_as_if_saved(edits: &[Edit]) {
    let (site, twin) = (archive(), archive());
    let mut unsaved = Unsaved::new();
    for &edit in edits {
        put(&mut unsaved, edit);
        save(&twin, edit);
    }
    let before = tree(&site.path(""));
    let over = pipeline::check_unsaved(&site.options(), &unsaved, &|_| {}).expect("a run");
    let saved = pipeline::check(&twin.options(), &|_| {}).expect("a run");
    assert_eq!(said(&over, &site), said(&saved, &twin), "{edits:?}");
    assert_eq!(before, tree(&site.path("")), "something was written");
}

#[test]
fn each_edit_says_unsaved_what_it_says_saved() {
    for edit in EDITS {
        is_as_if_saved(&[*edit]);
    }
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn any_edits_say_unsaved_what_they_say_saved(chosen in prop::collection::vec(0..EDITS.len(), 2..6)) {
        let mut edits: Vec<Edit> = Vec::new();
        for at in chosen {
            edits.retain(|(path, _)| *path != EDITS[at].0);
            edits.push(EDITS[at]);
        }
        is_as_if_saved(&edits);
    }
}

/// Whether any file below a folder holds these bytes.
fn holds(site: &Site, folder: &str, words: &str) -> bool {
    let all = tree(&site.path(folder));
    all.values()
        .any(|(bytes, _)| memchr::memmem::find(bytes, words.as_bytes()).is_some())
}

#[test]
fn a_preview_that_begins_with_what_is_unsaved_keeps_none_of_it() {
    let site = archive();
    let saved = fs::read_to_string(site.path(HEARING)).expect("there");
    let mut unsaved = Unsaved::new();
    unsaved.put(HEARING, saved.replace("mill", "SECRET").into_bytes());
    unsaved.put(
        NOTES,
        b"annotations:\n  - quote: at the SECRET\n    topics: [milling]\n".as_slice(),
    );
    unsaved.put(
        "content/topics/milling.md",
        b"---\ntitle: SECRET\n---\n".as_slice(),
    );
    let live = Live::open_unsaved(site.options(), unsaved).expect("a preview");
    assert!(page(&live, "transcripts/hearing.html").contains("SECRET"));
    drop(live);
    assert!(!holds(&site, ".postil", "SECRET"));
    pipeline::build(&site.options(), &|_| {}).expect("a build");
    assert!(!holds(&site, "", "SECRET"));
    assert!(
        holds(&site, ".postil", "The mill was closed"),
        "words can be found where they are kept"
    );
}

/// The words of a page of the preview.
fn page(live: &Live, route: &str) -> String {
    match live.show(route) {
        Shown::Bytes { bytes, .. } => String::from_utf8_lossy(&bytes).into_owned(),
        other => panic!("{route}: {other:?}"),
    }
}

#[test]
fn a_preview_shows_what_is_unsaved_and_keeps_nothing_of_it() {
    let site = archive();
    let build = || pipeline::build(&site.options(), &|_| {}).expect("a build");
    build();
    let cache = || {
        bytes(&tree(&site.path(".postil")))
            .into_iter()
            .map(|(p, b)| (p.to_owned(), b.to_owned()))
            .collect::<Vec<_>>()
    };
    let live = Live::open(site.options()).expect("a preview");
    let (route, before) = ("transcripts/hearing.html", cache());
    let words = |words: &str| {
        let text = fs::read_to_string(site.path(HEARING)).expect("there");
        text.replace("at the mill. The", words)
    };
    assert!(page(&live, route).contains("The mill was closed"));
    // Once in place, once so that all is looked at again.
    let other = "content/topics/milling.md";
    for (path, text) in [
        (HEARING, words("at the mill. SECRET. The")),
        (other, "---\ntitle: SECRET\n---\n".to_owned()),
    ] {
        live.edit_unsaved(|unsaved| unsaved.put(path, text.as_bytes()));
        let update = live.update(&[path.to_owned()]).expect("a look");
        assert_eq!(update.errors, 0);
        assert_eq!(update.in_place, path == HEARING);
        assert!(page(&live, route).contains("SECRET"), "{path}");
    }
    live.edit_unsaved(|unsaved| unsaved.put("content/assets/a.txt", b"SECRET".as_slice()));
    live.update(&["content/assets/a.txt".to_owned()])
        .expect("a look");
    assert_eq!(page(&live, "assets/a.txt"), "SECRET");
    for path in [HEARING, other, "content/assets/a.txt"] {
        live.edit_unsaved(|unsaved| unsaved.forget(path));
        live.update(&[path.to_owned()]).expect("a look");
    }
    assert!(!page(&live, route).contains("SECRET"));
    assert!(matches!(live.show("assets/a.txt"), Shown::File(..)));
    assert_eq!(before, cache(), "something was kept");
    let again = build();
    assert_eq!((again.rendered, again.anchored), (0, 0));
}
