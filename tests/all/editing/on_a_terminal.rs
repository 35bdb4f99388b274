//! What `rename`, `fix` and `new` ask on a terminal, and what is on the disk afterwards.

use std::collections::BTreeMap;

use super::{NOTES, TALK, in_order, site, text};
use crate::testsuite::{
    Site,
    terminal::{END, left, typed},
    tree,
};

/// Every file of the archive, byte for byte.
fn files(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let all = tree(&site.path("")).into_iter();
    let own = all.filter(|(path, _)| !path.starts_with(".postil/"));
    own.map(|(path, (bytes, _))| (path, bytes)).collect()
}

/// The files that differ from what they were, with what they say now.
fn changed(site: &Site, before: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    let now = files(site);
    for path in before.keys() {
        assert!(now.contains_key(path), "{path} is gone");
    }
    let differ = now
        .into_iter()
        .filter(|(path, bytes)| before.get(path) != Some(bytes));
    let said = |bytes| String::from_utf8(bytes).expect("UTF-8");
    differ.map(|(path, bytes)| (path, said(bytes))).collect()
}

const JOIN: [&str; 4] = ["rename", "person", "a-lee", "ann-lee"];

#[test]
fn two_stay_two_unless_somebody_says_that_they_are_one() {
    let site = site();
    let before = files(&site);
    for answers in ["\n", "n\n", "ann-lee\nперсона\n1\n"] {
        let (said, code) = typed(&site, &JOIN, answers);
        assert!(said.contains("ann-lee is there already"), "{said}");
        assert!(said.contains("Are they one? [y/N]"), "{said}");
        assert!(said.contains("nothing was renamed"), "{said}");
        assert_eq!((code, files(&site)), (1, before.clone()), "{said}");
    }
    let (said, code) = typed(&site, &JOIN, END);
    assert!(
        said.contains("nobody answers any more; nothing was written"),
        "{said}"
    );
    assert_eq!((code, files(&site)), (2, before.clone()), "{said}");
    assert_eq!(left(&site, &JOIN, "", "[y/N]"), 2);
    assert_eq!(files(&site), before);
    let (said, code) = typed(&site, &JOIN, "Yes\n");
    assert_eq!(code, 0, "{said}");
    assert!(!site.path("content/people/a-lee.md").exists(), "{said}");
    let joined = text(&site, "content/people/ann-lee.md");
    assert!(
        joined.contains("born: 1950") && joined.contains("[[york]]"),
        "{joined}"
    );
    in_order(&site);
}

/// Two slips that can be mended by anybody, and between them a quote that is only nearly there.
fn with_slips() -> Site {
    let site = site();
    let notes = text(&site, NOTES)
        .replace("topics: [milling, floods]", "topics: [miling, floods]")
        .replace("topics: milling\n", "topics: millling\n");
    site.write(NOTES, &notes);
    let corrected = text(&site, TALK).replace("was of stone", "was of grey stone");
    site.write(TALK, &corrected);
    site
}

const SLIPS: [(&str, &str); 2] = [
    ("topics: [miling, floods]", "topics: [milling, floods]"),
    ("topics: millling", "topics: milling"),
];
const QUOTE: (&str, &str) = ("quote: was of stone ", "quote: \"was of grey stone\" ");

/// The notes as they are once these are mended.
fn mended(notes: &str, mends: &[(&str, &str)]) -> String {
    let each = mends.iter();
    each.fold(notes.to_owned(), |notes, (old, new)| {
        assert_eq!(notes.matches(old).count(), 1, "{old}: {notes}");
        notes.replace(old, new)
    })
}

#[test]
fn each_mend_is_written_only_if_somebody_says_yes_to_it() {
    let site = with_slips();
    let before = files(&site);
    let notes = text(&site, NOTES);
    // No to all: by Enter, by a no, and by what is no answer.
    let (said, code) = typed(&site, &["fix"], "\nn\nperhaps\nmilling\n7\n");
    assert_eq!(said.matches("is none of the answers").count(), 3, "{said}");
    assert!(said.contains("mended 0 places"), "{said}");
    assert_eq!((code, files(&site)), (0, before.clone()), "{said}");
    // They are shown in the order of the file.
    for (place, mend) in [QUOTE, SLIPS[0], SLIPS[1]].into_iter().enumerate() {
        let site = with_slips();
        let answers: Vec<&str> = (0..3)
            .map(|at| if at == place { "y\n" } else { "n\n" })
            .collect();
        let (said, code) = typed(&site, &["fix"], &answers.concat());
        assert_eq!(code, 0, "{said}");
        let expected = BTreeMap::from([(NOTES.to_owned(), mended(&notes, &[mend]))]);
        assert_eq!(changed(&site, &before), expected, "{said}");
    }
}

#[test]
fn all_takes_what_nobody_has_to_look_at_and_asks_for_the_rest() {
    let notes = text(&with_slips(), NOTES);
    for (answer, mends) in [
        ("n\n", SLIPS.to_vec()),
        ("a\n", SLIPS.to_vec()),
        ("y\n", [&SLIPS[..], &[QUOTE]].concat()),
    ] {
        let site = with_slips();
        let before = files(&site);
        let (said, code) = typed(&site, &["fix"], &format!("all\n{answer}"));
        assert_eq!(code, 0, "{said}");
        let expected = BTreeMap::from([(NOTES.to_owned(), mended(&notes, &mends))]);
        assert_eq!(changed(&site, &before), expected, "{said}");
    }
}

#[test]
fn who_quits_keeps_what_was_said_yes_to_and_who_is_gone_has_said_nothing() {
    let site = with_slips();
    let before = files(&site);
    let notes = text(&site, NOTES);
    let (said, code) = typed(&site, &["fix"], &format!("y\ny\n{END}"));
    assert!(
        said.contains("nobody answers any more; nothing was written"),
        "{said}"
    );
    assert_eq!((code, files(&site)), (2, before.clone()), "{said}");
    assert_eq!(left(&site, &["fix"], "", "[q]uit:"), 2);
    assert_eq!(files(&site), before);
    let (said, code) = typed(&site, &["fix"], "q\n");
    assert_eq!((code, files(&site)), (0, before.clone()), "{said}");
    let (said, _) = typed(&site, &["fix"], "y\nq\n");
    let expected = BTreeMap::from([(NOTES.to_owned(), mended(&notes, &[QUOTE]))]);
    assert_eq!(changed(&site, &before), expected, "{said}");
}

#[test]
fn yes_never_takes_a_quote_that_is_only_nearly_there_on_a_terminal_neither() {
    let site = with_slips();
    let before = files(&site);
    let notes = text(&site, NOTES);
    let (said, code) = typed(&site, &["fix", "--yes"], "y\ny\ny\n");
    assert_eq!(code, 0, "{said}");
    assert!(!said.contains("mend this?"), "nothing is asked: {said}");
    assert!(said.contains("somebody has to look at this"), "{said}");
    let expected = BTreeMap::from([(NOTES.to_owned(), mended(&notes, &SLIPS))]);
    assert_eq!(changed(&site, &before), expected, "{said}");
}

#[test]
fn a_new_thing_is_asked_its_name_and_a_name_is_needed() {
    let site = site();
    let before = files(&site);
    for (answers, says) in [
        ("\n", "Say it on the command line"),
        (END, "nobody answers any more; nothing was written"),
        ("Bo\u{1b}[D\nx\u{9}y\n\u{1}\n", "no answer can be read"),
    ] {
        let (said, code) = typed(&site, &["new", "transcript"], answers);
        assert!(said.contains("What is the transcript called?"), "{said}");
        assert!(said.contains(says), "{said}");
        assert_eq!((code, files(&site)), (2, before.clone()), "{said}");
    }
    assert_eq!(left(&site, &["new", "transcript"], "", "called?"), 2);
    assert_eq!(files(&site), before);
    // Letters that are put together of two are one letter in a file.
    let (said, code) = typed(
        &site,
        &["new", "transcript"],
        " \u{200f}Rede von Bo Yu\u{308}: «ja»\u{200e} \n",
    );
    assert_eq!(code, 0, "{said}");
    let new = changed(&site, &before);
    let path = "content/transcripts/rede-von-bo-yu-ja.md";
    assert_eq!(new.keys().collect::<Vec<_>>(), [path], "{said}");
    assert!(
        new[path].contains("title: \"Rede von Bo Y\u{fc}: «ja»\"\n"),
        "{}",
        new[path]
    );
}

#[test]
fn a_new_annotation_is_asked_for_its_words_and_its_note() {
    let site = site();
    let before = files(&site);
    let notes = text(&site, NOTES);
    let arguments = ["new", "annotation"];
    for answers in [
        END.to_owned(),
        format!("talk\n{END}"),
        format!("talk\nthe river went back\n{END}"),
    ] {
        let (said, code) = typed(&site, &arguments, &answers);
        assert!(said.contains("nobody answers any more"), "{said}");
        assert_eq!((code, files(&site)), (2, before.clone()), "{said}");
    }
    // Words that stand nowhere, and words that stand twice.
    for words in ["the lake went back", "the river"] {
        let (said, code) = typed(&site, &arguments, &format!("talk\n{words}\nWhich?\n"));
        assert_ne!(code, 0, "{said}");
        assert_eq!(files(&site), before, "{said}");
    }
    let (said, code) = typed(&site, &arguments, "talk\nthe river went back\nWhere to?\n");
    assert_eq!(code, 0, "{said}");
    let new = changed(&site, &before);
    assert_eq!(new.keys().collect::<Vec<_>>(), [NOTES], "{said}");
    let written = &new[NOTES];
    assert!(written.contains("note: Where to?"), "{written}");
    let line = |text: &str| written.lines().position(|l| l.contains(text));
    assert!(line("river went back").is_some(), "{written}");
    assert!(
        notes.lines().all(|line| written.lines().any(|l| l == line)),
        "what was there stays as it was: {written}"
    );
    in_order(&site);
}
