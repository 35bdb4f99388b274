//! `postil new`, `rename` and `fix`: what they write, and that outside of what is meant not a byte changes.

use std::fs;

use crate::testsuite::{Site, bytes, tree};

const TALK: &str = "content/transcripts/talk.md";
const NOTES: &str = "content/annotations/talk.yaml";

/// A talk with comments in its files, notes, and things that name each other.
fn site() -> Site {
    Site::empty()
        .file("postil.yaml", "title: Mills\ncontact: mail@example.org\n")
        .file(
            TALK,
            "---\ntitle: A talk\nplace: york  # where else\nspeakers:\n  Ann: {person: ann-lee}\n---\nAnn: The mill stood by the river, and the mill was of stone.\n\nThen the flood took it, and the river went back.\n\nWe built the mill again.\n",
        )
        .file(
            NOTES,
            "# Notes on the talk\nannotations:\n  - id: stone\n    quote: was of stone   # the abbey's\n    topics: [milling, floods]\n    note: See [[milling]] and [[topic:milling|this]].\n\n  - id: again\n    quote: again\n    topics: milling\n    note: |\n      Not `[[milling]]`, but [[talk#stone]].\n",
        )
        .file("content/topics/milling.md", "---\ntitle: Milling\nrelated: floods\n---\n")
        .file("content/topics/floods.md", "---\ntitle: Floods\nrelated: [milling]\nsummary: Of water.\n---\nSee [[milling]].\n")
        .file("content/people/ann-lee.md", "---\ntitle: Ann Lee\n---\n")
        .file("content/people/a-lee.md", "---\ntitle: A. Lee\nborn: 1950\n---\nShe spoke in [[york]].\n")
        .file("content/places/york.md", "---\ntitle: York\n---\n")
}

fn text(site: &Site, path: &str) -> String {
    fs::read_to_string(site.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Runs a command that is to work; what it says.
fn done(site: &Site, arguments: &[&str]) -> String {
    let run = site.run(arguments);
    assert_eq!(run.code, 0, "{arguments:?}: {}", run.stderr);
    run.stderr
}

fn in_order(site: &Site) {
    let run = site.run(&["check", "--strict", "--drafts"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn a_new_thing_gets_a_file_with_its_keys_explained() {
    let site = site();
    for (kind, title, path) in [
        ("topic", "Water: a right", "content/topics/water-a-right.md"),
        ("person", "Bo Yü", "content/people/bo-yu.md"),
        ("event", "The flood", "content/events/the-flood.md"),
        ("place", "Leeds", "content/places/leeds.md"),
        (
            "organization",
            "The guild",
            "content/organizations/the-guild.md",
        ),
        ("document", "Deed", "content/documents/deed.md"),
        ("page", "About", "content/pages/about.md"),
        (
            "transcript",
            "A second talk",
            "content/transcripts/a-second-talk.md",
        ),
    ] {
        let said = done(&site, &["new", kind, title]);
        assert!(said.contains(path), "{said}");
        let written = text(&site, path);
        assert!(written.starts_with("---\ntitle: "), "{written}");
        assert!(written.contains("\n# "), "keys are explained: {written}");
    }
    assert!(text(&site, "content/topics/water-a-right.md").contains("title: \"Water: a right\""));
    // Every key that is explained is one: in use, nothing is unknown.
    let entry = text(&site, "content/events/the-flood.md");
    for line in entry.lines().filter_map(|line| line.strip_prefix("# ")) {
        let key = line.split(':').next().expect("a key");
        let used = entry.replace(&format!("# {key}:"), &format!("{key}:"));
        site.write("content/events/the-flood.md", &used);
        let run = site.run(&["check"]);
        assert!(!run.stderr.contains("no key"), "{key}: {}", run.stderr);
    }
    site.write("content/events/the-flood.md", &entry);
    let run = site.run(&["check", "--drafts"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let again = site.run(&["new", "topic", "Milling"]);
    assert_eq!(again.code, 2, "{}", again.stderr);
    assert!(
        again.stderr.contains("there is a topic `milling` already"),
        "{}",
        again.stderr
    );
    let outside = site.run(&["new", "topic", "Milling", "--id", "../../milling"]);
    assert!(
        outside.stderr.contains("cannot be an id"),
        "{}",
        outside.stderr
    );
    let slip = site.run(&["new", "topc", "Milling"]);
    assert!(
        slip.stderr.contains("did you mean `topic`?"),
        "{}",
        slip.stderr
    );
}

#[test]
fn a_new_annotation_stands_in_the_order_of_the_passages_with_the_shortest_quote() {
    let site = site();
    let before = text(&site, NOTES);
    let arguments = [
        "new",
        "annotation",
        "talk",
        "--quote",
        "the river",
        "--in",
        "p2",
        "--note",
        "Which?",
        "--topic",
        "floods",
    ];
    done(&site, &arguments);
    let after = text(&site, NOTES);
    let new = "  - quote: the river\n    in: p2\n    topics: floods\n    note: Which?\n";
    let at = after.find("the river").expect("it is written");
    assert!(at > after.find("id: stone").expect("one before"), "{after}");
    assert!(at < after.find("id: again").expect("one behind"), "{after}");
    // Of the words, what tells them apart from the other place was found, whatever was given.
    let quoted = after.replace(&before, "");
    assert!(
        quoted.contains("and the river")
            || after.contains("before:")
            || after.contains(new)
            || after.contains("after:"),
        "{after}"
    );
    let rest: Vec<&str> = before
        .lines()
        .filter(|line| !after.contains(*line))
        .collect();
    assert!(rest.is_empty(), "{rest:?}");
    in_order(&site);
    // What is not there, and what is there twice, is told as of any note, and nothing is written.
    for (quote, says) in [
        ("the brook", "quote-not-found"),
        ("the mill", "quote-ambiguous"),
    ] {
        let run = site.run(&["new", "annotation", "talk", "--quote", quote, "--note", "x"]);
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert!(run.stderr.contains(says), "{}", run.stderr);
        assert_eq!(text(&site, NOTES), after);
    }
}

#[test]
fn a_first_annotation_opens_a_file() {
    let site = site();
    site.remove(NOTES);
    done(
        &site,
        &[
            "new",
            "annotation",
            "talk",
            "--quote",
            "We built",
            "--about",
            "place:york",
            "--by",
            "Ed",
        ],
    );
    let written = text(&site, NOTES);
    assert!(
        written.contains("quote: We built") && written.contains("places: york"),
        "{written}"
    );
    let run = site.run(&["new", "annotation", "tlk", "--quote", "We"]);
    assert!(
        run.stderr.contains("did you mean `talk`?"),
        "{}",
        run.stderr
    );
}

#[test]
fn another_id_is_written_wherever_the_old_one_stands_and_nothing_else_changes() {
    let site = site();
    in_order(&site);
    let before = text(&site, NOTES);
    done(&site, &["rename", "topic", "milling", "grinding"]);
    let expected = before
        .replace("topics: [milling,", "topics: [grinding,")
        .replace("topics: milling", "topics: grinding")
        .replace("See [[milling]]", "See [[grinding]]")
        .replace("[[topic:milling|", "[[topic:grinding|");
    assert_eq!(text(&site, NOTES), expected);
    assert!(!site.path("content/topics/milling.md").exists());
    let moved = text(&site, "content/topics/grinding.md");
    assert!(moved.contains("redirect_from: [topics/milling]"), "{moved}");
    assert_eq!(
        text(&site, "content/topics/floods.md"),
        "---\ntitle: Floods\nrelated: [grinding]\nsummary: Of water.\n---\nSee [[grinding]].\n"
    );
    in_order(&site);
    // And back: the address is its own again.
    done(&site, &["rename", "topic", "grinding", "milling"]);
    assert_eq!(text(&site, NOTES), before);
    let back = text(&site, "content/topics/milling.md");
    assert!(back.contains("redirect_from: [topics/grinding]"), "{back}");
    in_order(&site);
}

#[test]
fn a_transcript_takes_its_notes_its_ledger_and_links_along() {
    let site = site();
    done(&site, &["seal", "--yes"]);
    let notes = text(&site, NOTES);
    done(&site, &["rename", "transcript", "talk", "speech"]);
    assert!(!site.path(TALK).exists() && !site.path(NOTES).exists());
    assert!(site.path("content/ledger/speech.yaml").exists());
    assert_eq!(
        text(&site, "content/annotations/speech.yaml"),
        notes.replace("[[talk#stone]]", "[[speech#stone]]")
    );
    let words = text(&site, "content/transcripts/speech.md");
    assert!(
        words.contains("redirect_from: [transcripts/talk]"),
        "{words}"
    );
    in_order(&site);
}

#[test]
fn two_become_one_only_if_somebody_says_so() {
    let site = site();
    let before = tree(&site.path("content"));
    let run = site.run(&["rename", "person", "a-lee", "ann-lee"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(
        bytes(&tree(&site.path("content"))),
        bytes(&before),
        "nothing was written"
    );
    done(&site, &["rename", "person", "a-lee", "ann-lee", "--yes"]);
    let joined = text(&site, "content/people/ann-lee.md");
    for said in [
        "title: Ann Lee",
        "A. Lee",
        "born: 1950",
        "[[york]]",
        "people/a-lee",
    ] {
        assert!(joined.contains(said), "{said}: {joined}");
    }
    assert!(!site.path("content/people/a-lee.md").exists());
    in_order(&site);
}

#[test]
fn ids_that_stand_twice_after_two_became_one_stand_once() {
    let site = site();
    done(&site, &["rename", "topic", "floods", "milling", "--yes"]);
    let notes = text(&site, NOTES);
    assert!(notes.contains("topics: [milling]"), "{notes}");
    let run = site.run(&["check", "--strict"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn what_is_no_id_or_is_taken_is_refused_and_nothing_changes() {
    let site = site();
    let before = tree(&site.path("content"));
    for (arguments, says) in [
        (
            ["rename", "topic", "millin", "grinding"],
            "did you mean `milling`?",
        ),
        (["rename", "topic", "milling", "a/b"], "cannot be an id"),
        (["rename", "topic", "milling", "milling"], "its id already"),
        (
            ["rename", "colour", "milling", "x"],
            "there is no kind `colour`",
        ),
    ] {
        let run = site.run(&arguments);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains(says), "{}", run.stderr);
    }
    assert_eq!(bytes(&tree(&site.path("content"))), bytes(&before));
}

#[test]
fn what_a_remark_can_mend_is_mended_and_nothing_beside_it() {
    let site = site();
    let good = text(&site, NOTES);
    let bad = good
        .replace("    quote: was of stone", "    qoute: was of stone")
        .replace("topics: [milling, floods]", "topics: [miling, floods]");
    site.write(NOTES, &bad);
    let dry = site.run(&["fix", "--dry-run"]);
    assert!(
        dry.stderr.contains("qoute") && dry.stderr.contains("did you mean"),
        "{}",
        dry.stderr
    );
    assert_eq!(text(&site, NOTES), bad);
    done(&site, &["fix", "--yes"]);
    assert_eq!(text(&site, NOTES), good);
    in_order(&site);
    assert!(done(&site, &["fix", "--yes"]).contains("nothing is there"));
}

#[test]
fn an_id_that_stands_twice_is_taken_out_with_its_sign_alone() {
    let site = site();
    let good = text(&site, NOTES);
    let listed = "    topics:\n      # both of them\n      - milling # first\n      - floods\n";
    let good = good.replacen("    topics: [milling, floods]\n", listed, 1);
    assert!(good.contains(listed), "{good}");
    let doubled = format!("{listed}      - milling\n");
    let with_people = "    people: [jane-roe]\n";
    let bad = good.replacen(
        listed,
        &format!("{doubled}    people: [jane-roe, jane-roe]\n"),
        1,
    );
    let good = good.replacen(listed, &format!("{listed}{with_people}"), 1);
    site.write(NOTES, &bad);
    let told = site.run(&["check"]);
    assert_eq!(
        told.stderr.matches("warning[doubled-id]").count(),
        2,
        "{}",
        told.stderr
    );
    done(&site, &["fix", "--yes"]);
    assert_eq!(text(&site, NOTES), good);
    // What stands with a comment is told, and not taken out with it.
    let kept = good.replacen(
        "      - floods\n",
        "      - floods\n      - floods # really\n",
        1,
    );
    site.write(NOTES, &kept);
    done(&site, &["fix", "--yes"]);
    assert_eq!(text(&site, NOTES), kept);
}

#[test]
fn a_quote_that_is_only_nearly_there_is_never_taken_unseen() {
    let site = site();
    let notes = text(&site, NOTES);
    let corrected = text(&site, TALK).replace("was of stone", "was of grey stone");
    site.write(TALK, &corrected);
    let shown = site.run(&["reanchor", "--dry-run"]);
    assert!(
        shown.stderr.contains("was of stone") && shown.stderr.contains("was of grey stone"),
        "{}",
        shown.stderr
    );
    let run = site.run(&["fix", "--yes"]);
    assert!(
        run.stderr.contains("somebody has to look at this"),
        "{}",
        run.stderr
    );
    assert_eq!(text(&site, NOTES), notes);
}

#[cfg(unix)]
mod on_a_terminal;
