//! A text in several languages: whoever shows that of another is made anew when it changes, and nobody else.

use super::{archive, rendered, replace, twin};

const EINS: &str = "content/transcripts/eins.md";
const UN: &str = "content/transcripts/un.md";

#[test]
fn translations_are_what_they_are_to_whoever_looks_first() {
    let site = archive();
    twin(&site);
    site.write(EINS, "---\ntitle: Eins\nlanguage: de\ntranslation_of: one\nspeakers: {}\n---\nWo waren Sie?\n\nIn der Mühle.\n\nWir gingen.\n");
    let pages = rendered(&site);
    assert!(
        pages.contains(&"transcripts/one.html".to_owned()),
        "{pages:?}"
    );
    site.write(UN, "---\ntitle: Un\nlanguage: fr\ntranslation_of: one\nalign: {p2: p2-p3}\nspeakers: {}\n---\nOù étiez-vous ?\n\nAu moulin.\n");
    let pages = rendered(&site);
    for page in ["one", "eins", "un"] {
        assert!(
            pages.contains(&format!("transcripts/{page}.html")),
            "{pages:?}"
        );
    }
    // Its title stands on the pages of the others.
    replace(&site, UN, "title: Un", "title: Premier");
    let pages = rendered(&site);
    assert!(
        pages.contains(&"transcripts/eins.html".to_owned()),
        "{pages:?}"
    );
    // Its words do, too, and its notes.
    replace(&site, UN, "Au moulin.", "Au grand moulin.");
    let pages = rendered(&site);
    assert_eq!(
        pages,
        ["eins", "one", "un"].map(|t| format!("transcripts/{t}.html"))
    );
    site.write(
        "content/annotations/un.yaml",
        "annotations:\n  - {quote: grand moulin, note: Il y en avait deux.}\n",
    );
    let pages = rendered(&site);
    assert!(
        pages.contains(&"transcripts/eins.html".to_owned()),
        "{pages:?}"
    );
    twin(&site);
    // Which of its paragraphs say what is shown by a theme that asks for it.
    site.write(
        "templates/transcript.html",
        "{% extends \"base.html\" %}{% block main %}{% for t in transcript.turns %}{% for p in t.paragraphs %}{% for a in p.aligned %}{{ p.id }}{% for i in a.ids %} {{ i }}{% endfor %}{% endfor %}<p id=\"{{ p.id }}\"></p>{% for n in p.notes %}<p id=\"note-{{ n.id }}\"></p>{% endfor %}{% endfor %}{% endfor %}{% endblock main %}",
    );
    twin(&site);
    replace(&site, UN, "Au grand moulin.", "Au grand moulin, là.");
    let pages = rendered(&site);
    assert_eq!(pages, [""; 0], "this theme shows nowhere what it says");
    for (from, to) in [
        ("align: {p2: p2-p3}", "align: {p1: p1-p2}"),
        (
            "align: {p1: p1-p2}\n",
            "align: {p1: p1-p2}\nlanguages: {p2: en}\n",
        ),
        ("languages: {p2: en}", "languages: {p2: de}"),
        ("language: fr", "language: it"),
    ] {
        replace(&site, UN, from, to);
        let pages = rendered(&site);
        assert!(
            pages.contains(&"transcripts/un.html".to_owned()),
            "{pages:?}"
        );
    }
    replace(
        &site,
        "content/transcripts/one.md",
        "A: We went",
        "[A pause.]\n\nA: We went",
    );
    twin(&site);
    site.remove(UN);
    site.remove("content/annotations/un.yaml");
    twin(&site);
}
