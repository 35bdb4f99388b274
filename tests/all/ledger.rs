//! Sites with ledgers: paragraphs keep their addresses, and what points at them by these finds them.

use std::fs;

use crate::testsuite::{Site, bytes, tree};
use postil::{
    archive::{Day, Ledger},
    load::{
        self, Role,
        ledger::{SealChange, Sealer, seal},
    },
    pipeline::{self, Options, Outcome},
    source::{Sources, diag::Diagnostics},
    writer,
};

pub const TALK: &str = "content/transcripts/talk.md";
pub const LEDGER: &str = "content/ledger/talk.yaml";

const WORDS: [&str; 4] = [
    "Ann: The mill stood by the river for two hundred years.",
    "Note: it was built of stone from the old abbey.",
    "Ben: Then the flood of that spring took all of it away.",
    "We rebuilt it with our own hands, and it stands to this day.",
];

/// A talk of some paragraphs; the second begins like a label and is words.
fn talk(words: &[&str], turns: &str) -> String {
    format!(
        "---\ntitle: A talk\nspeakers:\n  Ann: {{name: Ann}}\n  Ben: {{name: Ben}}\n  Note: {{name: Somebody}}\nturns:\n  {turns}: {{label: false}}\n---\n{}\n",
        words.join("\n\n")
    )
}

fn site(words: &[&str]) -> Site {
    Site::empty().file(TALK, &talk(words, "p2"))
}

pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// Seals the talk, as the command does.
pub fn sealed(site: &Site, on: &str) -> Vec<SealChange> {
    let sealer = Sealer {
        day: day(on),
        forget: false,
    };
    sealed_by(site, sealer)
}

/// The same, where words may be forgotten.
pub fn sealed_by(site: &Site, sealer: Sealer) -> Vec<SealChange> {
    let mut sources = Sources::new(site.path(""));
    let survey = load::survey("postil.yaml", &mut sources, &mut Diagnostics::new());
    let is_talk = |file: &&load::ContentFile| {
        file.id == "talk" && matches!(file.role, Role::Transcript { .. })
    };
    let file = survey.files.iter().find(is_talk).expect("the talk");
    let mut told = Vec::new();
    let read = load::to_seal(file, &survey.config.kinds, &sources, &mut told);
    let read = read.unwrap_or_else(|| panic!("{told:?}"));
    let (ledger, changes) = seal(read.ledger.as_ref(), &read.present(), sealer);
    site.write(LEDGER, &writer::ledger(&ledger));
    read.settled.into_iter().chain(changes).collect()
}

/// Builds; nothing is said of addresses.
fn quiet(site: &Site) {
    let run = site.build();
    let told = ["error", "not-sealed"];
    assert!(
        !told.iter().any(|told| run.stderr.contains(told)),
        "{}",
        run.stderr
    );
}

fn ids(changes: &[SealChange]) -> Vec<String> {
    changes.iter().map(|change| format!("{change:?}")).collect()
}

pub fn ledger(site: &Site) -> Ledger {
    let text = fs::read_to_string(site.path(LEDGER)).expect("a ledger");
    load::ledger::parse(&text).expect("a ledger")
}

/// The ids of the paragraphs of the talk's page, in order.
fn shown(site: &Site) -> Vec<String> {
    let page = site.page("transcripts/talk.html");
    crate::testsuite::html::attributes(&page, ".para > p[id]", "id")
}

#[test]
fn addresses_stay_with_their_words() {
    let site = site(&WORDS).file(
        "content/annotations/talk.yaml",
        "annotations:\n  - in: p3\n    note: On the flood, see [[#p4]].\n",
    );
    sealed(&site, "2026-11-29");
    quiet(&site);
    assert_eq!(shown(&site), ["p1", "p2", "p3", "p4"]);
    // Two come before the first, one between, and the last is moved to the front.
    let words = [
        "Ann: Good evening to all of you.",
        "Before I begin, some thanks.",
        WORDS[3],
        WORDS[0],
        "Ann: Nobody knows who its first miller was.",
        WORDS[1],
        WORDS[2],
    ];
    site.write(TALK, &talk(&words, "p2"));
    let run = site.build();
    assert_eq!(shown(&site), ["p0a", "p0b", "p4", "p1", "p1a", "p2", "p3"]);
    let said = "warning[not-sealed]: 3 paragraphs are new, 1 is moved since they were sealed";
    assert!(run.stderr.contains(said), "{}", run.stderr);
    assert!(run.stderr.contains("postil seal talk"), "{}", run.stderr);
    // The note that says `in: p3` stands where the flood is, and the second paragraph is words and no label.
    let page = site.page("transcripts/talk.html");
    let flood = page.find("id=\"p3\"").expect("the paragraph");
    let note = page.find("On the flood").expect("the note");
    assert!(
        note > flood && page.contains("<a href=\"#p4\" class=\"link-paragraph\""),
        "{page}"
    );
    assert!(page.contains("Note: it was built"), "{page}");
    sealed(&site, "2026-12-01");
    quiet(&site);
    assert_eq!(shown(&site), ["p0a", "p0b", "p4", "p1", "p1a", "p2", "p3"]);
    assert_eq!(sealed(&site, "2026-12-02"), []);
}

#[test]
fn a_turn_is_named_by_an_address_that_is_not_sealed_yet() {
    let site = site(&WORDS);
    sealed(&site, "2026-11-29");
    let words = [
        WORDS[0],
        "Note: nobody remembers it.",
        WORDS[1],
        WORDS[2],
        WORDS[3],
    ];
    let turns = "p1a: {label: false}\n  p2";
    site.write(TALK, &talk(&words, turns));
    site.build();
    let page = site.page("transcripts/talk.html");
    assert!(page.contains("Note: nobody remembers it."), "{page}");
    assert!(page.contains("Note: it was built"), "{page}");
    assert_eq!(shown(&site), ["p1", "p1a", "p2", "p3", "p4"]);
}

#[test]
fn joined_and_removed_paragraphs_are_known() {
    let site = site(&WORDS);
    sealed(&site, "2026-11-29");
    let joined = format!("{} {}", WORDS[2], WORDS[3]);
    site.write(TALK, &talk(&[WORDS[1], &joined], "p2"));
    let run = site.build();
    let said = "1 paragraph is reworded, 1 is joined to another, 1 is gone since they were sealed";
    assert!(run.stderr.contains(said), "{}", run.stderr);
    let changes = sealed(&site, "2026-12-01");
    assert_eq!(changes.len(), 3, "{:?}", ids(&changes));
    // A link and a note by the address of the joined one mean the whole.
    site.write(
        "content/annotations/talk.yaml",
        "annotations:\n  - in: p3\n    note: Of the flood [[#p4]].\n",
    );
    quiet(&site);
    let text = fs::read_to_string(site.path(LEDGER)).expect("a ledger");
    for line in [
        "sealed: [2026-11-29, 2026-12-01]\n",
        ", sealed: 2026-11-29, removed: 2026-12-01}\n",
        ", joined: p4, on: 2026-12-01, words: \"Then the flood",
        "- {was: p4, digest: ",
    ] {
        assert!(text.contains(line), "{text}");
    }
    // What it was joined into is the longer one; the words that were removed are kept nowhere.
    assert!(!text.contains("hundred years"), "{text}");
    site.write(
        "content/annotations/talk.yaml",
        "annotations:\n  - in: p1\n    note: Of the mill.\n",
    );
    let run = site.run(&["check"]);
    let said = "error[paragraph-removed]: p1 of `talk` was removed on 2026-12-01";
    assert!(run.stderr.contains(said), "{}", run.stderr);
}

#[test]
fn a_merge_is_mended_by_sealing() {
    let site = site(&WORDS);
    sealed(&site, "2026-11-29");
    let start = fs::read_to_string(site.path(LEDGER)).expect("a ledger");
    let with = |new| talk(&[WORDS[0], new, WORDS[1], WORDS[2], WORDS[3]], "p2");
    let one = "Of its first miller nobody knows anything at all.";
    let two = "It ground the corn of seven villages and their farms.";
    let mut both = Vec::new();
    for (new, on) in [(one, "2026-12-01"), (two, "2026-12-02")] {
        site.write(TALK, &with(new));
        site.write(LEDGER, &start);
        sealed(&site, on);
        both.push(fs::read_to_string(site.path(LEDGER)).expect("a ledger"));
    }
    let line = |text: &str| {
        text.lines()
            .find(|l| l.contains("id: p1a"))
            .expect("a line")
            .to_owned()
    };
    let conflict = format!(
        "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n",
        line(&both[0]),
        line(&both[1])
    );
    let merged = both[0].replace(&format!("{}\n", line(&both[0])), &conflict);
    site.write(LEDGER, &merged);
    site.write(
        TALK,
        &talk(&[WORDS[0], one, two, WORDS[1], WORDS[2], WORDS[3]], "p2"),
    );
    let run = site.run(&["check"]);
    assert!(
        run.stderr.contains("error[merge-conflict]"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr
            .contains("run `postil seal talk`: it takes the lines of both"),
        "{}",
        run.stderr
    );
    let changes = sealed(&site, "2026-12-03");
    assert!(
        matches!(changes[0], SealChange::GivenAnew { .. }),
        "{:?}",
        ids(&changes)
    );
    quiet(&site);
    assert_eq!(shown(&site), ["p1", "p1a", "p1b", "p2", "p3", "p4"]);
    let first = ledger(&site).lines[1].clone();
    assert_eq!(
        (first.words.as_deref(), first.sealed),
        (Some(one), day("2026-12-01"))
    );
}

/// Builds warm, then cold into another folder, and compares; how many pages were made.
pub fn twin(site: &Site) -> usize {
    let options = site.options();
    let warm = pipeline::build(&options, &|_| {}).expect("the machine is fine");
    let cold = Options {
        output: site.path("cold"),
        cache: false,
        ..options
    };
    let _ = fs::remove_dir_all(&cold.output);
    let outcome = pipeline::build(&cold, &|_| {}).expect("the machine is fine");
    let told = |outcome: &Outcome| -> Vec<String> {
        let told = outcome.diagnostics.list().iter();
        told.map(|d| format!("{:?} {} {:?}", d.code, d.message, d.notes))
            .collect()
    };
    assert_eq!(told(&warm), told(&outcome));
    if warm.written.is_some() {
        let (warm, cold) = (tree(&site.path("public")), tree(&cold.output));
        assert_eq!(bytes(&warm), bytes(&cold));
    }
    warm.rendered
}

#[test]
fn a_warm_build_with_ledgers_equals_a_cold_one() {
    let site = site(&WORDS)
        .file(
            "content/annotations/talk.yaml",
            "annotations:\n  - quote: took all of it\n    topics: [floods]\n    note: See [[#p4]].\n",
        )
        .file("content/topics/floods.md", "---\ntitle: Floods\n---\nOf [[talk#p3]].\n")
        .file("content/transcripts/other.md", "---\ntitle: Another\nspeakers: {}\n---\nNothing.\n");
    twin(&site);
    assert_eq!(twin(&site), 0);
    sealed(&site, "2026-11-29");
    twin(&site);
    assert_eq!(twin(&site), 0);
    let longer = [
        WORDS[0],
        "Ann: It was the only one.",
        WORDS[1],
        WORDS[2],
        WORDS[3],
    ];
    site.write(TALK, &talk(&longer, "p2"));
    assert!(twin(&site) > 0);
    sealed(&site, "2026-12-01");
    twin(&site);
    let reworded = [
        WORDS[0],
        longer[1],
        WORDS[1],
        "Ben: Then the great flood of that spring took all of it away.",
        WORDS[3],
    ];
    site.write(TALK, &talk(&reworded, "p2"));
    twin(&site);
    sealed(&site, "2026-12-02");
    twin(&site);
    // A ledger that is another, broken, taken away, and there again.
    let text = fs::read_to_string(site.path(LEDGER)).expect("a ledger");
    site.write(LEDGER, &text.replace("p1a", "p1c"));
    assert!(twin(&site) > 0);
    assert!(shown(&site).contains(&"p1c".to_owned()));
    site.write(LEDGER, &text.replace("id: p1,", "id: p2,"));
    twin(&site);
    site.remove(LEDGER);
    assert!(twin(&site) > 0);
    assert_eq!(shown(&site), ["p1", "p2", "p3", "p4", "p5"]);
    site.write(LEDGER, &text);
    assert!(twin(&site) > 0);
    assert_eq!(shown(&site), ["p1", "p1a", "p2", "p3", "p4"]);
}

#[test]
fn what_is_wrong_with_a_ledger_is_told() {
    let site = site(&WORDS);
    sealed(&site, "2026-11-29");
    let text = fs::read_to_string(site.path(LEDGER)).expect("a ledger");
    for (from, to, code, said) in [
        ("id: p1,", "id: p2,", "bad-ledger", "p2 has two lines"),
        (
            "id: p1,",
            "was: p9,",
            "missing-key",
            "`until` is missing in this ledger",
        ),
        (
            "id: p1,",
            "id: p1, was: p2,",
            "bad-ledger",
            "this line says several things of one paragraph",
        ),
        (
            "id: p1,",
            "id: P1,",
            "bad-value",
            "`P1` cannot be the `id` of a paragraph",
        ),
        (
            "id: p1,",
            "id: p1, by: me,",
            "unknown-key",
            "a line of a ledger has no key `by`",
        ),
        (
            "sealed: 2026-11-29,",
            "sealed: 29.11.2026,",
            "bad-value",
            "cannot be the `sealed`",
        ),
        (
            "sealed: 2026-11-29,",
            "sealed: 2026-11-29, joined: p9, on: 2026-11-29,",
            "bad-ledger",
            "p1 is said to be a part of",
        ),
        (
            "digest: ",
            "digest: x",
            "bad-value",
            "cannot be the `digest`",
        ),
        (
            "two hundred",
            "three hundred",
            "bad-ledger",
            "these are not the words of p1 that were sealed",
        ),
        (
            "paragraphs:",
            "paragrafs:",
            "missing-key",
            "`paragraphs` is missing",
        ),
    ] {
        site.write(LEDGER, &text.replacen(from, to, 1));
        let run = site.run(&["check"]);
        assert!(
            run.stderr.contains(&format!("error[{code}]")),
            "{to}: {}",
            run.stderr
        );
        assert!(run.stderr.contains(said), "{to}: {}", run.stderr);
        assert!(run.stderr.contains(LEDGER), "{to}: {}", run.stderr);
        assert!(!run.stderr.contains("not-sealed"), "{to}: {}", run.stderr);
    }
    site.write(LEDGER, &text);
    site.write(TALK, "---\ntitle: A talk\nspeakers: {}\n---\nWholly other words were spoken here today.\n\nNobody had heard them before.\n");
    let run = site.run(&["check"]);
    assert!(run.stderr.contains("error[other-text]"), "{}", run.stderr);
    fs::rename(site.path(TALK), site.path("content/transcripts/talks.md")).expect("renamed");
    let run = site.run(&["check"]);
    assert!(
        run.stderr
            .contains("there is no transcript `talk`, whose ledger this is"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("rename this file to `talks.yaml`"),
        "{}",
        run.stderr
    );
}
