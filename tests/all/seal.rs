//! `postil seal`: what it lists before it writes, what it writes, and what it refuses.

use std::fs;

use crate::testsuite::{Run, Site};
use postil::{
    archive::Day,
    pipeline::{self, SealRequest},
};

const TALK: &str = "content/transcripts/talk.md";
const LEDGER: &str = "content/ledger/talk.yaml";

const WORDS: [&str; 5] = [
    "The mill stood by the river for two hundred years.",
    "It was built of stone from the old abbey.",
    "Then the flood of that spring took all of it away.",
    "We rebuilt it with our own hands, and it stands to this day.",
    "Nobody has asked us since whether we would do it again.",
];

/// 29 November 2026 and 4 May 2027, in seconds since 1970.
const FIRST: &str = "1795910400";
const LATER: &str = "1809388800";

fn talk(words: &[&str]) -> String {
    format!("---\ntitle: A talk\n---\n{}\n", words.join("\n\n"))
}

/// A talk on which notes stand, and to which links lead.
fn site() -> Site {
    Site::empty()
        .file(TALK, &talk(&WORDS))
        .file(
            "content/annotations/talk.yaml",
            "annotations:\n  - id: flood\n    quote: took all of it away\n    note: It did.\n  - id: doubted\n    disputes: flood\n    note: It did not.\n  - id: abbey\n    in: p2\n    note: Which one?\n  - id: first\n    quote: two hundred years\n    see: [\"talk#p4\"]\n    note: Or less.\n",
        )
        .file(
            "content/topics/milling.md",
            "---\ntitle: Milling\n---\nAs is said [[talk#p2|of its stone]] and [[talk#p3|of the flood]].\n",
        )
}

fn seal(site: &Site, arguments: &[&str], on: &str) -> Run {
    let arguments = [&["seal"], arguments].concat();
    site.run_with(&arguments, &[("SOURCE_DATE_EPOCH", on)])
}

fn sealed(site: &Site, on: &str) -> String {
    let run = seal(site, &[], on);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stderr
}

fn ledger(site: &Site) -> String {
    fs::read_to_string(site.path(LEDGER)).expect("a ledger")
}

#[test]
fn a_transcript_is_sealed_once() {
    let site = site();
    let before = site.run(&["seal", "--check"]);
    assert_eq!(before.code, 1);
    let said = "error[not-sealed]: `talk` is not sealed";
    assert!(before.stderr.contains(said), "{}", before.stderr);
    assert!(!site.path(LEDGER).exists(), "`--check` writes nothing");
    let first = sealed(&site, FIRST);
    assert!(
        first.contains("talk: 5 paragraphs, sealed for the first time"),
        "{first}"
    );
    assert!(first.contains("commit content/ledger/"), "{first}");
    let written = ledger(&site);
    assert!(written.contains("sealed: [2026-11-29]\n"), "{written}");
    // The same again, years later, changes nothing.
    let again = sealed(&site, LATER);
    assert!(
        again.contains("1 transcript: everything is sealed as it stands"),
        "{again}"
    );
    assert_eq!(ledger(&site), written);
    assert_eq!(site.run(&["seal", "--check"]).code, 0);
    assert_eq!(site.build().stderr.matches("not-sealed").count(), 0);
}

#[test]
fn what_changes_is_listed_with_all_that_points_at_it() {
    let site = site();
    sealed(&site, FIRST);
    let words = [
        WORDS[0],
        "Nobody knows who its first miller was.",
        "Then the great flood of that spring took all of it away.",
        WORDS[4],
        WORDS[3],
    ];
    site.write(TALK, &talk(&words));
    let check = site.run(&["seal", "--check", "--format", "github"]);
    assert_eq!(check.code, 1);
    assert!(check.stdout.starts_with("::error "), "{}", check.stdout);
    let listed = sealed(&site, LATER);
    for line in [
        "talk: 4 changes",
        "  p2 (“It was built of stone from the old…”) is no longer there",
        "  p3 is reworded",
        "    it read:  Then the flood of that spring took all of it away.",
        "    it reads: Then the great flood of that spring took all of it away.",
        "  new: p1a",
        "  what points at p2:",
        "    content/topics/milling.md:4: a link leads to it",
        "  what points at p3:",
        "    content/annotations/talk.yaml:2: the note `flood`, one side of a dispute, is on it",
        "    content/annotations/talk.yaml:5: the note `doubted`, one side of a dispute, is on it",
    ] {
        assert!(listed.lines().any(|l| l == line), "{line}\n{listed}");
    }
    let moved = "  p4 (“We rebuilt it with our own hands, and…”) stands in another place";
    assert!(listed.lines().any(|l| l == moved), "{listed}");
    // The note that is on a paragraph that is gone.
    assert!(
        listed.contains("as the texts stand, these annotations are wrong"),
        "{listed}"
    );
    assert!(
        listed.contains("content/annotations/talk.yaml:9:"),
        "{listed}"
    );
    let written = ledger(&site);
    assert!(
        written.contains("sealed: [2026-11-29, 2027-05-04]\n"),
        "{written}"
    );
    assert_eq!(site.run(&["seal", "--check"]).code, 0);
}

#[test]
fn what_points_at_a_moved_paragraph_is_listed() {
    let site = site();
    sealed(&site, FIRST);
    let words = [WORDS[3], WORDS[0], WORDS[1], WORDS[2], WORDS[4]];
    site.write(TALK, &talk(&words));
    let listed = sealed(&site, LATER);
    let line = "    content/annotations/talk.yaml:13: a `see:` leads to it";
    assert!(listed.lines().any(|l| l == line), "{listed}");
}

#[test]
fn old_words_are_kept_until_they_shall_be_forgotten() {
    let site = site();
    sealed(&site, FIRST);
    site.write(TALK, &talk(&WORDS).replace("old abbey", "new abbey"));
    sealed(&site, LATER);
    assert!(ledger(&site).contains("from the old abbey"));
    let forgot = seal(&site, &["--forget", "talk"], LATER);
    assert_eq!(forgot.code, 0, "{}", forgot.stderr);
    assert!(
        forgot.stderr.contains("earlier words of p2 are forgotten"),
        "{}",
        forgot.stderr
    );
    let written = ledger(&site);
    assert!(!written.contains("from the old abbey"), "{written}");
    assert!(written.contains("{was: p2"), "{written}");
    assert_eq!(site.run(&["seal", "--check"]).code, 0);
}

#[test]
fn another_text_is_not_sealed_unless_it_is_named() {
    let site = site();
    sealed(&site, FIRST);
    let before = ledger(&site);
    let other = [
        "An entirely different speech.",
        "About ships, and harbours, and nothing else whatever.",
    ];
    site.write(TALK, &talk(&other));
    for arguments in [&[][..], &["--yes"], &["talk"]] {
        let run = seal(&site, arguments, LATER);
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert!(
            run.stderr.contains("is this another text?"),
            "{}",
            run.stderr
        );
        assert!(
            run.stderr.contains("postil seal --yes talk"),
            "{}",
            run.stderr
        );
        assert_eq!(ledger(&site), before);
    }
    let run = seal(&site, &["--yes", "talk"], LATER);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(ledger(&site).contains("{id: p6, "), "{}", ledger(&site));
}

#[test]
fn a_merge_of_two_branches_is_mended() {
    let site = site();
    sealed(&site, FIRST);
    let base = ledger(&site);
    let with = |words: &'static str| {
        let mut all = WORDS.to_vec();
        all.insert(1, words);
        all
    };
    let (ours, theirs) = (
        "A wheel of oak turned day and night.",
        "Seven families lived by it.",
    );
    site.write(TALK, &talk(&with(ours)));
    sealed(&site, LATER);
    let our = ledger(&site);
    site.write(LEDGER, &base);
    site.write(TALK, &talk(&with(theirs)));
    sealed(&site, LATER);
    let their = ledger(&site);
    let line = |text: &str| {
        let line = text.lines().find(|line| line.contains("p1a"));
        line.expect("a new paragraph").to_owned()
    };
    let merged = format!(
        "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> branch",
        line(&our),
        line(&their)
    );
    site.write(LEDGER, &our.replace(&line(&our), &merged));
    let mut words = with(theirs);
    words.insert(1, ours);
    site.write(TALK, &talk(&words));
    let check = site.run(&["seal", "--check"]);
    assert_eq!(check.code, 1);
    assert!(
        check.stderr.contains("run `postil seal talk`"),
        "{}",
        check.stderr
    );
    let mended = sealed(&site, LATER);
    let said = "two paragraphs had the address p1a: the one that was sealed first keeps it, and the other is p1";
    assert!(mended.contains(said), "{mended}");
    assert!(!ledger(&site).contains("<<<<"), "{}", ledger(&site));
    assert_eq!(site.run(&["seal", "--check"]).code, 0);
}

#[test]
fn drafts_are_sealed_when_they_are_named() {
    let site = Site::empty().file(TALK, "---\ntitle: A talk\ndraft: true\n---\nSoon.\n");
    assert_eq!(site.run(&["seal", "--check"]).code, 0);
    let run = sealed(&site, FIRST);
    assert!(run.contains("0 transcripts"), "{run}");
    assert!(!site.path(LEDGER).exists());
    let run = seal(&site, &["talk"], FIRST);
    assert!(run.stderr.contains("sealed 1 transcript"), "{}", run.stderr);
    assert!(site.path(LEDGER).exists());
}

#[test]
fn nothing_is_sealed_while_a_transcript_cannot_be_read() {
    let site = site().file("content/transcripts/bad.md", "---\ntitle: [\n---\nWords.\n");
    let run = seal(&site, &[], FIRST);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("content/transcripts/bad.md:"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("nothing was sealed"), "{}", run.stderr);
    assert!(!site.path(LEDGER).exists());
    // What is named can be sealed by itself.
    assert_eq!(seal(&site, &["talk"], FIRST).code, 0);
    assert!(site.path(LEDGER).exists());
    let check = site.run(&["seal", "--check"]);
    assert_eq!(check.code, 1);
    assert!(
        check.stderr.contains("content/transcripts/bad.md:"),
        "{}",
        check.stderr
    );
}

#[test]
fn names_and_days_that_are_none_are_refused() {
    let site = site();
    let run = site.run(&["seal", "talks"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr
            .contains("there is no transcript `talks`; did you mean `talk`?"),
        "{}",
        run.stderr
    );
    assert_eq!(site.run(&["seal", "--check", "talks"]).code, 2);
    for day in ["yesterday", "-99999999999"] {
        let run = seal(&site, &[], day);
        assert_eq!(run.code, 2);
        let said = format!("SOURCE_DATE_EPOCH is `{day}`");
        assert!(run.stderr.contains(&said), "{}", run.stderr);
    }
    assert!(!site.path(LEDGER).exists());
}

#[test]
fn a_ledger_without_its_transcript_is_no_sealed_archive() {
    let site = site();
    sealed(&site, FIRST);
    site.write("content/ledger/walk.yaml", &ledger(&site));
    let run = site.run(&["seal", "--check"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("there is no transcript `walk`"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_ledger_that_says_the_same_in_other_words_stays() {
    let site = site();
    sealed(&site, FIRST);
    let written = ledger(&site).replace('\n', "\r\n") + "# Somebody's comment\r\n";
    site.write(LEDGER, &written);
    sealed(&site, LATER);
    assert_eq!(ledger(&site), written);
}

#[test]
fn what_was_changed_while_somebody_read_is_not_overwritten() {
    let site = site();
    let day = Day {
        year: 2026,
        month: 11,
        day: 29,
    };
    let options = SealRequest {
        transcripts: Vec::new(),
        day,
        forget: false,
    };
    let planned = || pipeline::seal(&site.options(), &options, &|_| {}).expect("a plan");
    let first = planned();
    site.write(TALK, &talk(&WORDS[1..]));
    let error = first.write().expect_err("the text is another");
    assert!(
        error
            .to_string()
            .contains("content/transcripts/talk.md was changed"),
        "{error}"
    );
    assert!(!site.path(LEDGER).exists());
    let second = planned();
    site.write(LEDGER, "sealed: []\nparagraphs: []\n");
    let error = second.write().expect_err("there is a ledger now");
    assert!(
        error
            .to_string()
            .contains("content/ledger/talk.yaml was changed"),
        "{error}"
    );
}

#[cfg(unix)]
mod on_a_terminal {
    use super::*;
    use crate::testsuite::terminal::{END, left, typed_with};

    /// What `postil seal` says on a terminal at which this is typed, and its exit code.
    fn typed(site: &Site, answers: &str) -> (String, i32) {
        typed_with(site, &["seal"], answers, &[("SOURCE_DATE_EPOCH", LATER)])
    }

    #[test]
    fn somebody_is_asked_before_an_address_leads_to_other_words() {
        let site = site();
        let (said, code) = typed(&site, "\n");
        assert_eq!(code, 0, "{said}");
        assert!(
            !said.contains("[y/N]"),
            "a first sealing moves nothing: {said}"
        );
        let before = ledger(&site);
        site.write(TALK, &talk(&WORDS).replace("old abbey", "new abbey"));
        for answer in ["\n", "n\n", "NO\n", "perhaps\nja\nyy\n"] {
            let (said, code) = typed(&site, answer);
            assert!(said.contains("it reads: "), "{said}");
            assert!(said.contains("Seal this? [y/N]"), "{said}");
            assert!(said.contains("nothing was sealed"), "{said}");
            assert_eq!((code, ledger(&site)), (1, before.clone()));
        }
        // Whoever is gone has said nothing, a `y` without an end neither.
        for answer in [END.to_owned(), format!("y{END}{END}")] {
            let (said, code) = typed(&site, &answer);
            assert!(said.contains("nobody answers any more"), "{said}");
            assert_eq!((code, ledger(&site)), (2, before.clone()), "{said}");
        }
        assert_eq!(left(&site, &["seal"], "", "Seal this? [y/N]"), 2);
        assert_eq!(ledger(&site), before);
        // The third time it is an answer: wide, and between signs that nobody sees.
        let (said, code) = typed(&site, "maybe\n\u{1b}[A\n \u{200e}Ｙ\u{200f} \n");
        assert!(
            said.contains("`maybe` is none of the answers: y, n"),
            "{said}"
        );
        assert!(said.contains("signs that no answer has"), "{said}");
        assert_eq!(code, 0, "{said}");
        assert_ne!(ledger(&site), before);
    }

    #[test]
    fn whether_it_is_another_text_is_a_question_of_its_own() {
        let site = site();
        sealed(&site, FIRST);
        let before = ledger(&site);
        site.write(
            TALK,
            &talk(&["An entirely different speech about ships and harbours."]),
        );
        let (said, code) = typed(&site, "n\n");
        assert!(said.contains("Is it the same one"), "{said}");
        assert_eq!((code, ledger(&site)), (1, before));
    }
}
