//! Drafts in a build that shows them.

use crate::testsuite::Site;

const NOTES: &str = "content/annotations/hearing.yaml";

fn site() -> Site {
    Site::small()
        .file("content/topics/grain.md", "---\ntitle: Grain\ndraft: true\n---\n")
        .file("content/pages/about.md", "---\ntitle: About\ndraft: true\n---\nWords.\n")
        .file(
            "content/transcripts/talk.md",
            "---\ntitle: A talk\nspeakers: {}\ndraft: true\n---\nWords.\n",
        )
        .file(
            NOTES,
            "annotations:\n  - {id: one, quote: at the mill, topics: [milling], note: One., draft: true}\n  - {id: two, quote: was closed, note: Two.}\n",
        )
}

fn marks(page: &str) -> usize {
    page.matches("class=\"draft\"").count()
}

#[test]
fn drafts_are_marked_on_every_page_that_shows_them() {
    let site = site();
    assert_eq!(site.run(&["build", "--drafts"]).code, 0);
    for (page, expected) in [
        ("topics/grain.html", 1),
        ("about.html", 1),
        ("transcripts/talk.html", 1),
        // The note, beside the words and beside the passage.
        ("people/jane-roe.html", 0),
        ("transcripts/hearing.html", 1),
        ("topics/milling.html", 1),
        ("topics/index.html", 0),
    ] {
        assert_eq!(marks(&site.page(page)), expected, "{page}");
    }
    let note = site.page("transcripts/hearing.html");
    let one = note.find("id=\"note-one\"").expect("there");
    let two = note.find("id=\"note-two\"").expect("there");
    let mark = note.find("class=\"draft\"").expect("there");
    assert!(one < mark && mark < two, "the first note is the draft");
    assert!(site.page("transcripts/index.html").contains("Draft"));
}

#[test]
fn a_mark_goes_when_the_draft_is_published() {
    let site = site();
    site.run(&["build", "--drafts"]);
    let text = std::fs::read_to_string(site.path(NOTES)).expect("there");
    site.write(NOTES, &text.replace(", draft: true", ""));
    site.write("content/topics/grain.md", "---\ntitle: Grain\n---\n");
    assert_eq!(site.run(&["build", "--drafts"]).code, 0);
    for page in [
        "topics/grain.html",
        "transcripts/hearing.html",
        "topics/milling.html",
    ] {
        assert_eq!(marks(&site.page(page)), 0, "{page}");
    }
    assert_eq!(marks(&site.page("about.html")), 1);
}

#[test]
fn a_build_without_drafts_has_no_marks() {
    let site = site();
    site.build();
    assert!(!site.has("topics/grain.html"));
    assert_eq!(marks(&site.page("transcripts/hearing.html")), 0);
}
