//! The words and notes of a transcript on the pages of its other languages.

use crate::testsuite::{
    Site,
    html::{attributes, check_links, texts},
};

const HEARING: &str = "content/transcripts/hearing.md";
const AUDIENCE: &str = "content/transcripts/audience.md";

/// The hearing in English and in French, where ¶¶ 1 and 2 are one paragraph in English, ¶ 4 is two, and ¶ 5 is in French alone.
fn site() -> Site {
    let say = |language: &str, words: &str| format!("---\n{language}---\n{words}");
    Site::small()
        .file("postil.yaml", "title: Mills\ncontact: archive@example.org\n")
        .file(
            HEARING,
            &say(
                "title: A hearing\nspeakers:\n  Q: {name: Counsel}\n  A: jane-roe\n",
                "Q: Where were you & with whom?\n\nA: At the *old* mill.\n\nThe miller told me.\n\nNobody asked.\n",
            ),
        )
        .file(
            AUDIENCE,
            &say(
                "title: Une audience\nlanguage: fr\ntranslation_of: hearing\nalign: {p1-p2: p1, p3: p2, p4: p3-p4}\nlanguages: {p4: he}\nspeakers:\n  Q: {name: Avocat}\n  R: jane-roe\n",
                "Q: Où étiez-vous ?\n\nEt avec qui ?\n\nR: Au *vieux* moulin.\n\nהטוחן אמר לי.\n\n[Silence.]\n",
            ),
        )
        .file(
            "content/annotations/hearing.yaml",
            "annotations:\n  - {id: old, quote: old mill, topics: [milling], note: It was old.}\n",
        )
        .file(
            "content/annotations/audience.yaml",
            "annotations:\n  - {id: old, quote: vieux moulin, language: fr, note: \"Il était vieux.[^1]\\n\\n[^1]: Registre.\"}\n  - {id: avec, quote: avec qui, in: p2, topics: [milling]}\n  - {id: more, quote: vieux, disputes: old, note: Il ne l’était pas.}\n  - {id: tout, note: Sur le tout.}\n",
        )
}

fn page(site: &Site, id: &str) -> String {
    site.page(&format!("transcripts/{id}.html"))
}

#[test]
fn what_says_the_same_stands_beside_it_once_and_unchanged() {
    let site = site();
    let run = site.build();
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
    check_links(&site);
    let html = page(&site, "hearing");
    assert_eq!(
        texts(&html, ".also .said"),
        [
            "Où étiez-vous ?",
            "Et avec qui ?",
            "Au vieux moulin.",
            "הטוחן אמר לי.",
            "[Silence.]"
        ]
    );
    assert_eq!(
        attributes(&html, ".also .said", "id"),
        [
            "audience.p1",
            "audience.p2",
            "audience.p3",
            "audience.p4",
            "audience.p5"
        ]
    );
    assert_eq!(
        attributes(&html, ".also .said", "lang"),
        ["", "", "", "he", ""]
    );
    assert_eq!(
        attributes(&html, ".also .said", "dir"),
        ["", "", "", "rtl", ""]
    );
    assert_eq!(attributes(&html, ".also > .v1", "lang"), ["fr", "fr", "fr"]);
    assert_eq!(
        attributes(&html, ".also .num", "href"),
        ["p1", "p2", "p3", "p4", "p5"].map(|p| format!("../transcripts/audience.html#{p}"))
    );
    // Whose words they are is said as it is there.
    assert_eq!(texts(&html, ".also .who"), ["Avocat Q:", "Jane Roe R:"]);
    // Two that are one here; one that is nothing here; one that is two here.
    let said = texts(&html, ".also .small");
    assert_eq!(
        said,
        [
            "Nothing says this in the other language.",
            "Says the same as ¶¶ 3–4."
        ]
    );
    assert_eq!(texts(&html, "#p1 ~ .also .said").len(), 2);
    assert_eq!(texts(&html, "#p3 ~ .also .said").len(), 2);
    assert!(texts(&html, "#p4 ~ .also").is_empty());
    // What the page itself says is what it was.
    assert_eq!(
        attributes(&html, ".words p[id]:not(.said)", "id"),
        ["p1", "p2", "p3", "p4"]
    );
    assert_eq!(
        texts(&html, ".words p[id]:not(.said)"),
        [
            "Where were you & with whom?",
            "At the old mill.",
            "The miller told me.",
            "Nobody asked."
        ]
    );
    assert_eq!(
        attributes(&html, "mark", "data-annotations"),
        ["old", "old"]
    );
    // From the other side.
    let html = page(&site, "audience");
    assert_eq!(
        attributes(&html, ".also .said", "id"),
        ["hearing.p1", "hearing.p2", "hearing.p3", "hearing.p4"]
    );
    assert_eq!(
        texts(&html, "#p4 ~ .also .said"),
        ["The miller told me.", "Nobody asked."]
    );
    assert_eq!(texts(&html, ".languages bdi"), ["English"]);
}

#[test]
fn notes_are_carried_over_and_say_so() {
    let site = site();
    site.build();
    let html = page(&site, "hearing");
    assert_eq!(
        attributes(&html, ".carried .note", "id"),
        [
            "note-audience.avec",
            "note-audience.more",
            "note-audience.old"
        ]
    );
    assert_eq!(texts(&html, ".carried > .n"), ["fr 2", "fr 3", "fr 4"]);
    assert_eq!(texts(&html, "#p2 ~ .notes .n"), ["1", "fr 3", "fr 4"]);
    for said in texts(&html, ".carried .at") {
        assert!(
            said.starts_with("Carried over from Une audience."),
            "{said}"
        );
    }
    assert_eq!(
        attributes(&html, ".also .ref", "popovertarget"),
        attributes(&html, ".carried .note", "id")
    );
    // They are not counted as its own.
    assert!(
        texts(&html, ".facts")
            .concat()
            .contains("4 paragraphs, 1 note")
    );
    assert_eq!(
        texts(&html, ".series .n").last().map(String::as_str),
        Some("3")
    );
    assert_eq!(
        texts(&html, ".series fieldset").len(),
        0,
        "all of its own are of one kind"
    );
    let topic = site.page("topics/milling.html");
    assert_eq!(
        attributes(&topic, ".passage", "id"),
        ["hearing.p2", "audience.p2"],
        "a passage stands where it was written"
    );
    assert!(
        !html.contains("Sur le tout"),
        "it is on the other text as a whole"
    );
    assert!(page(&site, "audience").contains("Sur le tout"));
}

#[test]
fn a_note_on_both_stands_with_the_own_ones() {
    let site = site();
    site.write(
        "content/annotations/audience.yaml",
        "annotations:\n  - id: both\n    targets:\n      - {transcript: audience, quote: vieux moulin}\n      - {transcript: hearing, quote: old mill}\n    note: An old mill.\n",
    );
    site.build();
    check_links(&site);
    for id in ["hearing", "audience"] {
        let html = page(&site, id);
        assert!(
            texts(&html, ".carried")
                .iter()
                .all(|note| !note.contains("An old mill")),
            "{id}"
        );
        assert_eq!(html.matches("An old mill.").count(), 1, "{id}");
        assert!(
            html.contains("class=\"hit "),
            "its line stands under the words of the other"
        );
    }
}

#[test]
fn words_that_are_warned_of_are_warned_of_beside_others() {
    let site = site();
    let french = std::fs::read_to_string(site.path(AUDIENCE)).expect("it is there");
    site.write(
        AUDIENCE,
        &french.replacen("---\n", "---\nwarning: Des morts.\n", 1),
    );
    site.build();
    assert_eq!(
        texts(&page(&site, "hearing"), ".head .warning"),
        ["Please note: Des morts."]
    );
    assert_eq!(
        attributes(&page(&site, "hearing"), "div:has(> .warning)[lang]", "lang"),
        ["fr"]
    );
    let english = std::fs::read_to_string(site.path(HEARING)).expect("it is there");
    site.write(
        HEARING,
        &english.replacen("---\n", "---\nwarning: Deaths.\n", 1),
    );
    site.build();
    assert_eq!(
        texts(&page(&site, "hearing"), ".head .warning"),
        ["Please note: Deaths."]
    );
}

#[test]
fn drafts_and_texts_that_nothing_is_aligned_with_stand_beside_none() {
    let site = site();
    let french = std::fs::read_to_string(site.path(AUDIENCE)).expect("it is there");
    site.write(AUDIENCE, &french.replacen("---\n", "---\ndraft: true\n", 1));
    site.build();
    let html = page(&site, "hearing");
    assert!(!html.contains("moulin") && !html.contains("class=\"also\""));
    assert!(texts(&html, ".languages").is_empty());
    site.remove("content/annotations/audience.yaml");
    site.write(
        AUDIENCE,
        "---\ntitle: Une audience\nlanguage: fr\ntranslation_of: hearing\nspeakers: {}\n---\nÀ suivre.\n",
    );
    site.build();
    assert_eq!(texts(&page(&site, "hearing"), ".also .said"), ["À suivre."]);
}

#[test]
fn of_many_languages_each_can_be_chosen() {
    let site = site();
    for language in ["ar", "de", "es", "he", "pt", "ru", "ta"] {
        site.write(
            &format!("content/transcripts/in-{language}.md"),
            &format!("---\ntitle: In {language}\nlanguage: {language}\ntranslation_of: hearing\nspeakers: {{}}\n---\n1 {language}\n\n2 {language}\n\n3 {language}\n\n4 {language}\n"),
        );
    }
    site.build();
    check_links(&site);
    let html = page(&site, "hearing");
    assert_eq!(
        attributes(&html, ".languages input", "value"),
        ["v0", "v1", "v2", "v3", "v4", "v5", "v6"]
    );
    assert_eq!(
        texts(&html, ".languages label")
            .last()
            .map(|label| label.trim()),
        Some("Others")
    );
    assert_eq!(
        texts(&html, "#p2 ~ .also > .v6 .said"),
        ["2 pt", "2 ru", "2 ta"]
    );
}
