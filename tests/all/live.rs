//! A site that is looked at while it is written, edit after edit, is what it is to whoever looks at it first: its pages, and what is said of it.

use std::fs;

use crate::testsuite::{Site, cases, tree};
use postil::{
    cli::report::{Format, render},
    pipeline::{self, Live, Options},
};
use proptest::prelude::*;

const HEARING: &str = "content/transcripts/hearing.md";
const TALK: &str = "content/transcripts/talk.md";
const NOTES: &str = "content/annotations/hearing.yaml";
/// Named after no transcript.
const LOOSE: &str = "content/annotations/loose.yaml";
/// Beside `minutes.txt`, whose words stay.
const SIDECAR: &str = "content/transcripts/minutes.yaml";
/// Of the talk: its words as they may stand, reworded or removed since, or what a merge left.
const LEDGER: &str = "content/ledger/talk.yaml";
const NOTES_ON_TALK: &str = "content/annotations/talk.yaml";
/// What the pages say themselves.
const WORDS: &str = "words/en.yaml";

/// Files that are edited, each with what may stand in them.
const FILES: &[(&str, &[&str])] = &[
    (
        NOTES,
        &[
            "annotations:\n  - {id: a, quote: at the mill, topics: [milling], note: One}\n",
            "annotations:\n  - {id: a, quote: at the mill, topics: [milling], note: Two}\n",
            "annotations:\n  - {id: a, title: Where, quote: at the mill, topics: [milling], note: Three}\n",
            "annotations:\n  - {id: a, quote: at the mill, topics: [milling, trades], note: \"See [[talk#p1]] and [[about]].\"}\n",
            "annotations:\n  - {id: a, quote: at the mill, topics: [trades], see: [talk, about]}\n  - {id: b, quote: told you, topics: [milling], people: [jane-roe]}\n",
            "annotations:\n  - {id: a, quote: at the mill, topics: [baking], note: A stub}\n",
            "annotations:\n  - {id: a, quote: at the brewery, topics: [milling]}\n",
            "annotations:\n  - {id: a, by: mhh, quote: at the mill, topics: [milling], note: \"By [[trades]].\"}\n",
            "annotations:\n  - {id: a, targets: [{quote: at the mill}, {transcript: talk, quote: the mills}], topics: [milling], note: Both}\n",
            "annotations: []\n",
        ],
    ),
    (
        NOTES_ON_TALK,
        &[
            "annotations:\n  - {id: t, quote: the mills, topics: [milling], note: \"As in [[hearing#a]].\"}\n",
            "annotations:\n  - {id: t, quote: the mills, topics: [milling, trades], note: \"As in [[hearing]], [[about|there]].\"}\n",
            "annotations:\n  - {id: t, quote: the mills, topics: [milling], note: Alone}\n",
            "annotations: []\n",
        ],
    ),
    (
        LOOSE,
        &[
            "transcript: hearing\nannotations:\n  - {quote: told you, topics: [trades], note: Loose}\n",
        ],
    ),
    (
        HEARING,
        &[
            "---\ntitle: A hearing\ndate: 1931-05-04\nspeakers: {Q: {name: Chair}, A: jane-roe}\n---\nQ: Where were you?\n\nA: I was at the mill. I told you.\n",
            "---\ntitle: A hearing\ndate: 1931-05-04\nspeakers: {Q: {name: Chair}, A: jane-roe}\n---\nQ: Where were you, at the windmill?\n\nA: I was at the mill. I told you. A trade.\n",
            "---\ntitle: A hearing\ndate: 1931-05-04\nspeakers: {Q: {name: Chair}, A: jane-roe}\n---\nQ: Where were you?\n\nA: I was at the mill. I told you. K said so.\n\nClerk: Silence near the mill.\n",
            "---\ntitle: A hearing\ndate: 1931-05-04\nspeakers: {Q: {name: Chair}, A: jane-roe}\n---\nQ: Where were you?\n\nA: I was [at the mill](talk.md#p1). I told you.\n",
            "---\ntitle: Another hearing\ndate: 1929\nspeakers: {Q: {name: Chair}, A: jane-roe}\n---\nQ: Where were you?\n\nA: I was at the mill. I told you.\n",
        ],
    ),
    (
        TALK,
        &[
            "---\ntitle: A talk\ndate: 1930\nspeaker: jane-roe\n---\nOf the mills and trades.\n\nOf the windmill, and of K.\n",
            "---\ntitle: A talk\ndate: 1930\nspeaker: jane-roe\n---\nOf the mills. See [the hearing](hearing.md#p2).\n",
            "---\ntitle: A talk\ndate: 1930\nlanguage: fr\ntranslation_of: hearing\nlanguages: {p1: de}\nspeaker: jane-roe\n---\nOf the mills and trades.\n\nOf the windmill, and of K.\n",
            "---\ntitle: A talk\ndate: 1930\nlanguage: fr\ntranslation_of: minutes\nalign: {p1: p1-p2}\nspeaker: jane-roe\n---\nOf the mills and trades.\n\nOf K.\n",
        ],
    ),
    (
        "content/topics/trades.md",
        &[
            "---\ntitle: Trades\naliases: [trade, K]\n---\n",
            "---\ntitle: Trades\n---\nSee [[hearing#a]].\n",
            "---\ntitle: Trades\n---\nSee [[talk#p1]] and [[talk#p2]].\n",
            "---\ntitle: Trades\n---\nSee [[talk#p1.ef37cf|these words]].\n",
        ],
    ),
    (
        LEDGER,
        &[
            "sealed: [2026-11-29]\nparagraphs:\n- {id: p1, digest: ef37cf53bf865690, sealed: 2026-11-29, words: \"Of the mills and trades.\"}\n- {id: p2, digest: c7c5390f7bc658c9, sealed: 2026-11-29, words: \"Of the windmill, and of K.\"}\n",
            "sealed: [2026-11-29, 2026-12-01]\nparagraphs:\n- {id: p1, digest: ef37cf53bf865690, sealed: 2026-12-01, words: \"Of the mills and trades.\"}\n- {was: p1, digest: 3fa96c4b65feed86, sealed: 2026-11-29, until: 2026-12-01, words: \"Of the mills of old.\"}\n- {id: p2, digest: c7c5390f7bc658c9, sealed: 2026-11-29, words: \"Of the windmill, and of K.\"}\n",
            "sealed: [2026-11-29, 2026-12-01]\nparagraphs:\n- {id: p1, digest: 055b159b8a5f473a, sealed: 2026-12-01, words: \"Of the mills. See the hearing.\"}\n- {was: p1, digest: ef37cf53bf865690, sealed: 2026-11-29, until: 2026-12-01, words: \"Of the mills and trades.\"}\n- {id: p2, digest: c7c5390f7bc658c9, sealed: 2026-11-29, removed: 2026-12-01}\n",
            "sealed: [2026-11-29]\nparagraphs:\n<<<<<<< HEAD\n=======\n>>>>>>> other\n",
            "sealed: [2026-11-29]\nparagraphs:\n- {id: p1, digest: 678fbd6eb50c9835, sealed: 2026-11-29, words: \"Of the mills, trades and crafts.\"}\n- {id: p3, digest: c7c5390f7bc658c9, sealed: 2026-11-29, words: \"Of the windmill, and of K.\"}\n",
        ],
    ),
    (
        SIDECAR,
        &[
            "title: Minutes\nspeakers: {A: jane-roe}\n",
            "title: Minutes\nspeakers: {A: jane-roe}\nlast_line: 2\n",
            "title: Minutes\nspeakers: {A: jane-roe}\nturns: {p2: {label: false}}\n",
            "title: Longer minutes\nspeakers: {A: jane-roe, Q: {name: Chair}}\n",
            "title: Minutes\nspeakers: {A: jane-roe}\nlanguage: de\ntranslation_of: hearing\n",
        ],
    ),
    (
        WORDS,
        &[
            "skip: To the words\n",
            "paragraph_sign: \"par. {id}\"\n",
            "pargraph_sign: \"par. {id}\"\n",
        ],
    ),
];

fn archive() -> Site {
    let mut site = Site::small()
        .file("postil.yaml", "title: Mills\nstubs: true\npage_size: 1\neditors: {mh: {name: M. Hall}}\nbase_url: https://x.example/\n")
        .file("content/transcripts/minutes.txt", "A: Of the mill.\nA: Of the windmill.\nQ: Of K, and of trades.\n")
        .file("content/topics/milling.md", "---\ntitle: Milling\naliases: [mill, windmill]\nbroader: trades\n---\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\nOf [[milling]].\n");
    for (path, states) in FILES {
        if ![LOOSE, LEDGER, WORDS].contains(path) {
            site = site.file(path, states[0]);
        }
    }
    site
}

/// Puts a file into one of its states, or takes it away.
fn put(site: &Site, path: &str, states: &[&str], state: usize) {
    match states.get(state % (states.len() + 1)) {
        Some(text) => site.write(path, text),
        None => drop(fs::remove_file(site.path(path))),
    }
}

fn said(live: &Live) -> String {
    live.remarks(|remarks| render(remarks.diagnostics, remarks.sources, Format::Human, false))
}

/// Without a cache, so that nothing is taken as it was.
fn afresh(site: &Site) -> Options {
    Options {
        cache: false,
        ..site.options()
    }
}

/// The pages of a site, as they are shown.
fn shown(live: &Live, routes: &[String]) -> Vec<(String, Option<String>)> {
    let page = |route: &String| {
        let bytes = live.make(route);
        let text = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        (route.clone(), text)
    };
    routes.iter().map(page).collect()
}

/// The routes that a build of the site gives.
fn routes(site: &Site) -> Vec<String> {
    let options = Options {
        output: site.path("cold"),
        ..afresh(site)
    };
    let _ = fs::remove_dir_all(&options.output);
    pipeline::build(&options, &|_| {}).expect("the machine is fine");
    let all = tree(&options.output).into_keys();
    all.filter(|path| path.ends_with(".html") || path.ends_with(".xml"))
        .collect()
}

/// Edits a site, each file by its place in [`FILES`] and its state, and compares it after each edit with what it is to whoever looks first.
fn follow(edits: &[(usize, usize)]) {
    let site = archive();
    let live = Live::open(afresh(&site)).expect("a preview");
    let mut last = shown(&live, &routes(&site));
    assert!(last.len() > 10, "{}", said(&live));
    for &(file, state) in edits {
        let (path, states) = FILES[file];
        put(&site, path, states, state);
        let update = live.update(&[path.to_owned()]).expect("a look");
        let fresh = Live::open(afresh(&site)).expect("a preview");
        assert_eq!(said(&live), said(&fresh));
        let count =
            fresh.remarks(|remarks| (remarks.diagnostics.errors(), remarks.diagnostics.warnings()));
        assert_eq!((update.errors, update.warnings), count);
        // With errors the last good site stays.
        if update.errors == 0 {
            last = shown(&fresh, &routes(&site));
            assert_eq!(live.counts(), fresh.counts());
        }
        let all: Vec<String> = last.iter().map(|(route, _)| route.clone()).collect();
        for (now, expected) in shown(&live, &all).iter().zip(&last) {
            assert_eq!(now, expected, "{update:?}");
        }
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn after_any_edits_all_is_as_if_it_were_looked_at_first(edits in proptest::collection::vec((0..FILES.len(), 0..11usize), 1..8)) {
        follow(&edits);
    }
}

#[test]
fn notes_in_other_files_stay_and_those_that_are_gone_go_from_everywhere() {
    // A file that is named after no transcript.
    follow(&[(2, 0), (0, 1), (0, 2), (3, 1)]);
    // A note on two transcripts, then on one.
    follow(&[(0, 8), (0, 0), (0, 1)]);
    // Words and notes of an edit that has an error.
    follow(&[(0, 4), (0, 6), (3, 1), (0, 4)]);
    // A ledger comes, is another, goes; and the words of which it is are others.
    follow(&[
        (6, 0),
        (6, 2),
        (4, 1),
        (6, 4),
        (4, 0),
        (1, 2),
        (6, 0),
        (6, 5),
    ]);
    // What is said of words beside them.
    follow(&[(7, 1), (7, 2), (7, 3), (7, 0), (7, 5), (7, 2)]);
    // A translation, whose original gets another paragraph, and one whose original is a translation then.
    follow(&[
        (4, 2),
        (3, 1),
        (3, 2),
        (4, 3),
        (7, 4),
        (4, 2),
        (7, 4),
        (3, 0),
    ]);
    // A ledger that comes, knows earlier words, is of other words, of none, and goes; what names paragraphs of its transcript meanwhile.
    follow(&[
        (5, 2),
        (6, 0),
        (6, 1),
        (5, 3),
        (4, 1),
        (6, 2),
        (6, 0),
        (4, 0),
        (5, 2),
        (6, 2),
        (6, 3),
        (6, 5),
        (0, 3),
        (6, 1),
        (3, 3),
        (6, 0),
        (1, 1),
    ]);
    // Links to a note, which goes.
    follow(&[(1, 0), (0, 3), (0, 9), (1, 2), (0, 9), (0, 4)]);
}

#[test]
fn a_note_that_leads_elsewhere_is_put_in_its_place_also_where_there_is_something_to_say() {
    let site = archive();
    let live = Live::open(afresh(&site)).expect("a preview");
    site.write(HEARING, FILES[3].1[2]);
    let update = live.update(&[HEARING.to_owned()]).expect("a look");
    assert!(update.warnings > 0 && update.errors == 0, "{}", said(&live));
    let before = said(&live);
    for note in ["See [[talk]].", "See [[about]] and [[talk#p1]]."] {
        let notes = format!(
            "annotations:\n  - {{id: a, quote: at the mill. I told, topics: [milling], note: \"{note}\"}}\n"
        );
        site.write(NOTES, &notes);
        live.update(&[NOTES.to_owned()]).expect("a look");
        site.write(NOTES, &notes.replace("See", "Compare"));
        let update = live.update(&[NOTES.to_owned()]).expect("a look");
        assert!(update.in_place && update.warnings > 0, "{update:?}");
        assert_eq!(said(&live), before);
        assert!(
            update
                .touched
                .contains(&"transcripts/hearing.html".to_owned()),
            "{update:?}"
        );
        assert!(
            update.touched.contains(&"transcripts/talk.html".to_owned()),
            "{update:?}"
        );
        assert!(
            update.touched.contains(&"topics/milling.html".to_owned()),
            "{update:?}"
        );
    }
    // What is wrong in the notes themselves comes and goes.
    site.write(
        NOTES,
        &FILES[0].1[7]
            .replace("by: mhh, ", "")
            .replace("at the mill", "at the mill. I told"),
    );
    live.update(&[NOTES.to_owned()]).expect("a look");
    site.write(
        NOTES,
        &FILES[0].1[7].replace("at the mill", "at the mill. I told"),
    );
    let update = live.update(&[NOTES.to_owned()]).expect("a look");
    assert!(
        update.in_place && said(&live).contains("unknown-editor"),
        "{update:?}"
    );
}

#[test]
fn a_file_of_which_there_is_something_to_say_may_go() {
    let site = archive();
    let live = Live::open(afresh(&site)).expect("a preview");
    for path in ["content/transcripts/stray.yaml", "content/notes.md"] {
        site.write(path, "title: Of nothing\n");
        let update = live.update(&[path.to_owned()]).expect("a look");
        assert!(
            update.warnings > 0 && said(&live).contains(path),
            "{}",
            said(&live)
        );
        site.remove(path);
        live.update(&[path.to_owned()]).expect("a look");
        assert!(!said(&live).contains(path), "{}", said(&live));
    }
}

#[test]
fn whoever_names_a_paragraph_is_told_as_soon_as_its_words_are_others() {
    let site = archive();
    let of = |path: &str, state: usize| {
        let (_, states) = FILES.iter().find(|(file, _)| *file == path).expect("there");
        states[state]
    };
    site.write(LEDGER, of(LEDGER, 0));
    site.write(NOTES, of(NOTES, 3));
    let live = Live::open(afresh(&site)).expect("a preview");
    let before = said(&live);
    assert!(!before.contains("paragraph-changed"), "{before}");
    for (words, is_told) in [
        ("old trades", true),
        ("new trades", true),
        ("trades", false),
    ] {
        site.write(TALK, &of(TALK, 0).replacen("trades", words, 1));
        live.update(&[TALK.to_owned()]).expect("a look");
        let now = said(&live);
        assert_eq!(now.contains("paragraph-changed"), is_told, "{now}");
        let fresh = Live::open(afresh(&site)).expect("a preview");
        assert_eq!(now, said(&fresh));
    }
    assert_eq!(said(&live), before);
}

#[test]
fn words_of_the_site_are_heard_at_once() {
    let words = FILES.len() - 1;
    // A word of templates, one of views and of sentences round links, a mistake, none.
    follow(&[(words, 0), (words, 1), (0, 3), (words, 2), (words, 3)]);
}
