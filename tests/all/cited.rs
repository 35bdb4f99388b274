//! Paragraphs that notes and links name by their ids: their words were changed since, or they are gone, or they are as they were.

use std::collections::BTreeMap;

use crate::{
    ledger::{TALK, sealed, sealed_by, twin},
    testsuite::Site,
};
use postil::{
    archive::{ShortDigest, WordsDigest},
    load::ledger::Sealer,
    pipeline,
    source::diag::Place,
};

const MILL: &str = "The mill stood by the river for two hundred years.";
const STONE: &str = "It was built of stone from the old abbey.";
const FLOOD: &str = "Then the flood of that spring took all of it away.";
const GREAT: &str = "Then the great flood of that spring took all of it away.";
const REBUILT: &str = "We rebuilt it with our own hands, and it stands to this day.";

fn talk(words: &[&str]) -> String {
    format!(
        "---\ntitle: A talk\nspeakers: {{}}\n---\n{}\n",
        words.join("\n\n")
    )
}

fn site(words: &[&str]) -> Site {
    let site = Site::empty()
        .file(TALK, &talk(words))
        .file("postil.yaml", "contact: archive@example.org\n");
    sealed(&site, "2026-11-29");
    site
}

/// The topic that links to the talk.
fn linking(site: &Site, target: &str) {
    let text = format!("---\ntitle: Floods\n---\nOf [[{target}]].\n");
    site.write("content/topics/floods.md", &text);
}

/// All that is said of it, but that the text is not sealed.
fn said(site: &Site, target: &str) -> String {
    linking(site, target);
    let run = site.run(&["check"]);
    let remarks = run.stderr.split("\n\n");
    let own: Vec<&str> = remarks
        .filter(|remark| remark.contains("floods.md"))
        .collect();
    own.join("\n\n")
}

/// As it stands in an address.
fn short(words: &str) -> ShortDigest {
    WordsDigest::of(words).short()
}

#[test]
fn a_link_to_a_reworded_paragraph_is_told_with_both_wordings() {
    let site = site(&[MILL, STONE, FLOOD, REBUILT]);
    assert_eq!(said(&site, "talk#p3"), "");
    site.write(TALK, &talk(&[MILL, STONE, GREAT, REBUILT]));
    let (old, new) = (short(FLOOD), short(GREAT));
    let unsealed = said(&site, "talk#p3");
    for part in [
        "warning[paragraph-changed]: p3 of `talk` was reworded since it was first sealed",
        "content/topics/floods.md:4:4",
        "sealed on 2026-11-29, p3 read: \"Then the flood of that spring took all of it away.\"",
        "now, not sealed yet, p3 reads: \"Then the great flood of that spring took all of it away.\"",
        "put in: \"great\"",
        &format!("run `postil seal talk`, then write `[[talk#p3.{new}]]`"),
    ] {
        assert!(unsealed.contains(part), "{part}\n{unsealed}");
    }
    let too_early = said(&site, &format!("talk#p3.{new}"));
    let told = "error[wrong-digest]: the words of p3 that this means are not sealed yet";
    assert!(too_early.contains(told), "{too_early}");

    sealed(&site, "2026-12-01");
    let told = said(&site, "talk#p3");
    for part in [
        "sealed on 2026-11-29, until 2026-12-01, p3 read: \"Then the flood of",
        "now p3 reads: \"Then the great flood of",
        &format!("if it holds of the words as they are now, write `[[talk#p3.{new}]]`"),
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    assert_eq!(said(&site, &format!("talk#p3.{new}")), "");
    let earlier = said(&site, &format!("talk#p3.{old}"));
    let part = "p3 of `talk` was reworded since these words were sealed";
    assert!(earlier.contains(part), "{earlier}");
    let never = said(&site, "talk#p3.abcdef");
    for part in [
        "error[wrong-digest]: p3 of `talk` never had words with the digest `abcdef`",
        &format!("write `[[talk#p3.{new}]]`"),
    ] {
        assert!(never.contains(part), "{part}\n{never}");
    }
    let no_digest = said(&site, "talk#p3.abc");
    assert!(
        no_digest.contains("did you mean `[[talk#p3]]`?"),
        "{no_digest}"
    );
}

#[test]
fn words_that_were_forgotten_are_not_told() {
    let site = site(&[MILL, STONE, FLOOD, REBUILT]);
    site.write(TALK, &talk(&[MILL, STONE, GREAT, REBUILT]));
    let sealer = Sealer {
        day: crate::ledger::day("2026-12-01"),
        forget: true,
    };
    sealed_by(&site, sealer);
    let told = said(&site, "talk#p3");
    let part = "sealed on 2026-11-29, until 2026-12-01, p3 had words that were forgotten";
    assert!(told.contains(part) && !told.contains("the flood"), "{told}");
}

#[test]
fn a_removed_paragraph_is_told_with_those_beside_it() {
    let site = site(&[MILL, STONE, FLOOD, REBUILT]);
    site.write(TALK, &talk(&[MILL, STONE, REBUILT]));
    let told = said(&site, "talk#p3");
    for part in [
        "error[paragraph-removed]: p3 of `talk` is no longer there",
        "that is not sealed yet",
        "it stood behind p2: \"It was built of stone from the old abbey.\"",
        "it stood before p4: \"We rebuilt it",
        "name the paragraph that is meant instead, for example `[[talk#p2]]`",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    sealed(&site, "2026-12-01");
    let told = said(&site, "talk#p3");
    let part = "error[paragraph-removed]: p3 of `talk` was removed on 2026-12-01";
    assert!(told.contains(part), "{told}");
    // There again, it is as it was.
    site.write(TALK, &talk(&[MILL, STONE, FLOOD, REBUILT]));
    assert_eq!(said(&site, "talk#p3"), "");
}

#[test]
fn without_a_ledger_a_digest_means_nothing() {
    let site = Site::empty().file(TALK, &talk(&[MILL]));
    assert_eq!(said(&site, "talk#p1"), "");
    let told = said(&site, "talk#p1.3f9c1b");
    for part in [
        "error[wrong-digest]: `talk` has no ledger that knows which words this digest means",
        "write `[[talk#p1]]`, or run `postil seal talk`",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    let told = said(&site, "talk#p7.3f9c1b");
    assert!(told.contains("error[broken-link]"), "{told}");
}

#[test]
fn a_note_with_a_quote_needs_no_digest() {
    let site = site(&[MILL, STONE, FLOOD, REBUILT]);
    let joined = format!("{STONE} {GREAT}");
    site.write(TALK, &talk(&[MILL, &joined]));
    sealed(&site, "2026-12-01");
    let note = |at: &str| {
        let text = format!("annotations:\n  - {at}\n    note: x\n");
        site.write("content/annotations/talk.yaml", &text);
        site.run(&["check"]).stderr
    };
    // The paragraph that was joined to the other is the whole.
    for at in [
        "{quote: stone, in: p2",
        "{quote: stone, in: p3",
        "{from: stone, to: abbey, in: p2-p3",
    ] {
        let told = note(&format!("{at}, note: x}}\n  - quote: spring"));
        assert!(told.contains("nothing is wrong"), "{told}");
    }
    let told = note("{quote: hands, in: p4, note: x}\n  - quote: spring");
    assert!(told.contains("error[paragraph-removed]"), "{told}");
    let told = note("{quote: stone, in: p2.abcdef, note: x}\n  - quote: spring");
    assert!(told.contains("error[wrong-digest]"), "{told}");
    // Of a range both ends are looked at.
    let told = note("{in: p1-p3, note: x}\n  - quote: spring");
    let part = format!("write `in: p1-p3.{}`", short(&joined));
    assert!(
        told.contains("warning[paragraph-changed]: p3 of `talk` was reworded"),
        "{told}"
    );
    assert!(told.contains(&part), "{told}");
}

#[test]
fn help_names_paragraphs_as_they_are_printed() {
    let site = site(&[MILL, STONE, FLOOD, REBUILT]);
    // The last was moved to the front, and two came behind the first, of which one has a word twice.
    let (one, two) = ("Of its abbey and the old abbey.", "Of no abbey at all.");
    site.write(TALK, &talk(&[REBUILT, MILL, one, two, STONE, FLOOD]));
    sealed(&site, "2026-12-01");
    let note = |at: &str| {
        let text = format!("annotations:\n  - {{{at}, note: x}}\n");
        site.write("content/annotations/talk.yaml", &text);
        site.run(&["check"]).stderr
    };
    let told = note("quote: abbey");
    for part in [
        "these words occur 4 times in `talk`",
        "this one: `in: p1a`, `nth: 1`",
        "this one: `in: p1a`, `nth: 2`",
        "this one: `in: p1b`",
        "this one: `in: p2`",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    let told = note("quote: abbey, in: p1b");
    assert!(told.contains("nothing is wrong"), "{told}");
    // Of paragraphs that were moved the place in the text counts.
    let told = note("quote: it");
    for part in [
        "this one: `in: p4`, `nth: 3`",
        "this one: `in: p1a`\n",
        "this one: `in: p3`\n",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    let told = note("quote: \"own hands\", in: p1-p2");
    assert!(told.contains("they stand here: `in: p4`"), "{told}");
    let told = note("in: p4-p1");
    assert!(told.contains("nothing is wrong"), "{told}");
    let told = note("in: p1-p4");
    assert!(told.contains("p1 comes after p4"), "{told}");
}

#[test]
fn links_lead_to_the_words_that_are_meant() {
    let site = site(&[MILL, STONE, FLOOD, REBUILT])
        .file("content/transcripts/other.md", "---\ntitle: Another\nspeakers: {}\n---\nSee [there](talk.html#p3.FLOOD), and [this](talk.html#p3).\n".replace("FLOOD", &short(FLOOD).to_string()).as_str())
        .file("content/annotations/other.yaml", &format!("annotations:\n  - quote: See\n    note: x\n    see: [\"talk#p1.{}\", \"talk#p2\"]\n", short(MILL)));
    linking(&site, &format!("talk#p3.{}", short(FLOOD)));
    assert!(twin(&site) > 0);
    let address = |words: &str, id: &str| format!("talk.html#{id}.{}\"", short(words));
    let topic = site.page("topics/floods.html");
    assert!(topic.contains(&address(FLOOD, "p3")), "{topic}");
    assert!(topic.contains("A talk, ¶ 3"), "{topic}");
    let other = site.page("transcripts/other.html");
    for part in [
        address(FLOOD, "p3").as_str(),
        address(MILL, "p1").as_str(),
        "talk.html#p3\"",
        "talk.html#p2\"",
    ] {
        assert!(other.contains(part), "{part}\n{other}");
    }
    // Nothing of what is written changes with the paragraph, so that the pages that name it stay as they are.
    site.write(TALK, &talk(&[MILL, STONE, GREAT, REBUILT]));
    twin(&site);
    sealed(&site, "2026-12-01");
    twin(&site);
    site.write(TALK, &talk(&[MILL, &format!("{STONE} {GREAT}"), REBUILT]));
    twin(&site);
    sealed(&site, "2026-12-02");
    twin(&site);
    let topic = site.page("topics/floods.html");
    assert!(topic.contains(&address(FLOOD, "p3")), "{topic}");
}

/// The ways in which a paragraph is named: a file, what stands before and behind the name.
const WAYS: [(&str, &str, &str, &str); 5] = [
    (
        "content/topics/floods.md",
        "---\ntitle: Floods\n---\n",
        "Of [[talk#",
        "]].\n\n",
    ),
    (
        "content/annotations/other.yaml",
        "annotations:\n",
        "  - {quote: See, see: talk#",
        "}\n",
    ),
    (
        "content/annotations/talk.yaml",
        "annotations:\n",
        "  - {note: '[x](#",
        ")'}\n",
    ),
    (
        "content/annotations/talk/in.yaml",
        "annotations:\n",
        "  - {note: x, in: ",
        "}\n",
    ),
    (
        "content/transcripts/other.md",
        "---\ntitle: Another\nspeakers: {}\n---\nSee.\n\n",
        "[Words](talk.html#",
        ")\n\n",
    ),
];

const NEVER: &str = "abcdef";

#[test]
fn each_way_of_naming_knows_what_became_of_each_paragraph() {
    // No two of them have words in common.
    let words = |what: &str| {
        let what = what.replace(' ', "-");
        format!("{what}s were {what}ed by {what}ers in {what}land, people of {what}ia.")
    };
    let named = [
        "kept",
        "changed",
        "first joined",
        "second joined",
        "removed",
        "changed late",
        "third joined",
        "fourth joined",
        "removed late",
        "moved",
        "last",
    ];
    let mut text: Vec<String> = named.map(words).to_vec();
    let written = |text: &[String]| talk(&text.iter().map(String::as_str).collect::<Vec<_>>());
    let site = Site::empty().file(TALK, &written(&text));
    sealed(&site, "2026-11-29");
    let reworded = |old: &str| old.replace("people", "few people");
    let (second, late) = (reworded(&text[1]), reworded(&text[5]));
    text[1].clone_from(&second);
    let (joined, joined_late) = (
        format!("{} {}", text[2], text[3]),
        format!("{} {}", text[6], text[7]),
    );
    text.splice(2..5, [joined.clone()]);
    text.insert(1, words("new"));
    sealed_as(&site, &written(&text), "2026-12-01");
    // What is not sealed: p6 is reworded, p8 is a part of p7, p9 is gone, p10 stands elsewhere, p12 is new.
    let place =
        |text: &[String], what: &str| text.iter().position(|t| *t == words(what)).expect("there");
    let at = place(&text, "changed late");
    text[at].clone_from(&late);
    let at = place(&text, "third joined");
    text.splice(at..at + 3, [joined_late.clone()]);
    let moved = place(&text, "moved");
    let moved = text.remove(moved);
    text.insert(0, moved);
    text.push(words("newest"));
    site.write(TALK, &written(&text));

    const CHANGED: Option<&str> = Some("paragraph-changed");
    const REMOVED: Option<&str> = Some("paragraph-removed");
    const WRONG: Option<&str> = Some("wrong-digest");
    // A paragraph, the words that it has, those that it had, and what is said of no digest, the present one and the earlier one.
    let cases = [
        ("p1", words("kept"), None, [None, None, None]),
        ("p1a", words("new"), None, [None, None, None]),
        (
            "p2",
            second,
            Some(words("changed")),
            [CHANGED, None, CHANGED],
        ),
        (
            "p3",
            joined.clone(),
            Some(words("first joined")),
            [CHANGED, None, CHANGED],
        ),
        (
            "p4",
            joined,
            Some(words("second joined")),
            [CHANGED, WRONG, CHANGED],
        ),
        ("p5", words("removed"), None, [REMOVED, REMOVED, REMOVED]),
        (
            "p6",
            late,
            Some(words("changed late")),
            [CHANGED, WRONG, CHANGED],
        ),
        (
            "p7",
            joined_late.clone(),
            Some(words("third joined")),
            [CHANGED, WRONG, CHANGED],
        ),
        (
            "p8",
            joined_late,
            Some(words("fourth joined")),
            [CHANGED, WRONG, CHANGED],
        ),
        (
            "p9",
            words("removed late"),
            None,
            [REMOVED, REMOVED, REMOVED],
        ),
        ("p10", words("moved"), None, [None, None, None]),
        ("p11", words("last"), None, [None, None, None]),
        ("p12", words("newest"), None, [None, WRONG, WRONG]),
    ];
    let mut wanted: BTreeMap<String, Option<&str>> = BTreeMap::new();
    for (id, now, before, [plain, present, earlier]) in &cases {
        wanted.insert((*id).to_owned(), *plain);
        wanted.insert(format!("{id}.{}", short(now)), *present);
        if let Some(before) = before {
            wanted.insert(format!("{id}.{}", short(before)), *earlier);
        }
        let never = if plain == &REMOVED { REMOVED } else { WRONG };
        wanted.insert(format!("{id}.{NEVER}"), never);
    }
    for (path, head, before, behind) in WAYS {
        let names = wanted.keys().map(|name| [before, name, behind].concat());
        site.write(path, &format!("{head}{}", names.collect::<String>()));
    }
    let outcome = pipeline::check(&site.options(), &|_| {}).expect("the machine is fine");
    let mut found: BTreeMap<(&str, String), &str> = BTreeMap::new();
    for remark in outcome.diagnostics.list() {
        let Place::Span(span) = remark.place else {
            continue;
        };
        let text = outcome.sources.text(span.source);
        let path = outcome.sources.path(span.source);
        let Some((way, _, before, _)) = WAYS.iter().find(|(way, ..)| *way == path) else {
            continue;
        };
        let line = text[..text[span.start as usize..]
            .find('\n')
            .map_or(text.len(), |n| span.start as usize + n)]
            .lines()
            .next_back()
            .unwrap_or_default();
        let name = line.split(before.trim_start()).nth(1).unwrap_or(line);
        let name = name.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        found.insert((way, name.to_owned()), remark.code.as_str());
    }
    for (name, code) in &wanted {
        for (way, ..) in WAYS {
            let said = found.remove(&(way, name.clone()));
            assert_eq!(said, *code, "{name} in {way}");
        }
    }
    assert!(found.is_empty(), "{found:?}");
}

fn sealed_as(site: &Site, text: &str, on: &str) {
    site.write(TALK, text);
    sealed(site, on);
}
