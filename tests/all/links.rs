//! Links: those that are half written, those that lead somewhere only from one page, and those that templates write.

use crate::testsuite::{
    Run, Site,
    html::{attributes, check_links},
};

/// A page whose body is `words`, beside the small site.
fn page(words: &str) -> Site {
    Site::small()
        .file("content/assets/My Map.png", "x")
        .file("content/assets/map.pdf", "x")
        .file(
            "content/pages/about.md",
            &format!("---\ntitle: About\n---\n{words}\n"),
        )
}

/// Builds, and says what was told.
fn built(site: &Site) -> Run {
    let run = site.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run
}

fn told(run: &Run, words: &str) {
    assert!(
        run.stderr.contains(words),
        "{words} is not in\n{}",
        run.stderr
    );
}

#[test]
fn what_looks_like_a_link_and_is_none_is_told_in_pages_entries_notes_and_sources() {
    for words in [
        "See [[milling] here.",
        "See [[milling|the trade] here.",
        "See [words](https://example.org here.",
        "See [words][ref] here.",
        "See [map](assets/My Map.png) here.",
        "See ![map](assets/My Map.png) here.",
        "See [see [[milling]]](https://example.org) here.",
        "See [words] (https://example.org) here.",
    ] {
        let run = built(&page(words));
        told(&run, "warning[half-link]");
        told(&run, "content/pages/about.md:4:5");
    }
    let site = page("So[^9] it is.\n\n| a |\n|---|\n| [[milling|the trade]] |")
        .file(
            "content/topics/milling.md",
            "---\ntitle: Milling\nsources:\n  - See [[hearing] here.\n---\nSee [[hearing] here.\n",
        )
        .file(
            "content/annotations/hearing.yaml",
            "annotations:\n  - quote: at the mill\n    note: |\n      See [[milling] here.\n    sources:\n      - A [book](https://example.org of it.\n",
        );
    let run = built(&site);
    for place in [
        "about.md:4:3",
        "about.md:8:3",
        "milling.md:4:9",
        "milling.md:6:5",
        "hearing.yaml:4:11",
        "hearing.yaml:6:11",
    ] {
        told(&run, place);
    }
    told(&run, "warning[footnote]");
    told(&run, "write `\\|` within a table");
    // What is told is told again by the next build, though nothing is read anew.
    let again = built(&site);
    told(&again, "hearing.yaml:4:11");
    told(&again, "6 warnings");
}

#[test]
fn an_address_without_its_scheme_is_an_error_that_says_so() {
    for (address, whole) in [
        ("www.example.org", "https://www.example.org"),
        ("example.org/page", "https://example.org/page"),
        ("ann@example.org", "mailto:ann@example.org"),
    ] {
        let run = page(&format!("See [x]({address}).")).run(&["check"]);
        assert_eq!(run.code, 1);
        told(&run, "without its scheme");
        told(&run, &format!("write `{whole}`"));
    }
    let run = page("See [x](../topics/milling.html) and [y](milling.md).").run(&["check"]);
    told(&run, "a page of the site is linked as `[[topic:milling]]`");
}

#[test]
fn headings_have_the_ids_that_people_expect_and_links_to_them_are_checked() {
    let site = page(
        "[a](#early-years), [b](#s-passages), [c](#fn-1), [d](#main)[^1]\n\n## Early years\n\n## Passages\n\n[^1]: Foot.",
    );
    built(&site);
    check_links(&site);
    let html = site.page("about.html");
    assert_eq!(
        attributes(&html, "h2[id]", "id"),
        ["early-years", "s-passages"]
    );
    let sources = "---\ntitle: Corn\nsources:\n  - \"See [below](#early-years), [nowhere](#nowhere), [there](https:/example.org)\"\n---\n## Early years\n";
    let run = page("x")
        .file("content/topics/corn.md", sources)
        .run(&["check"]);
    told(&run, "`#nowhere` leads nowhere");
    told(&run, "`https:/example.org` leads nowhere");
    told(&run, "2 errors");
    for (wrong, meant) in [
        ("#early-yers", "#early-years"),
        ("#Early-Years", "#early-years"),
        ("#s-early-years", "#early-years"),
        ("#passages", "#s-passages"),
    ] {
        let run = page(&format!("[a]({wrong})\n\n## Early years\n\n## Passages")).run(&["check"]);
        assert_eq!(run.code, 1, "{wrong}");
        told(&run, "about.md:4:1");
        told(&run, &format!("did you mean `{meant}`?"));
    }
}

#[test]
fn a_link_in_a_note_leads_on_from_every_page_that_shows_the_note() {
    let site = Site::small()
        .file(
            "content/transcripts/other.txt",
            "One.\nTwo.\n",
        )
        .file("content/transcripts/other.yaml", "title: Other\nspeakers: {}\n")
        .file(
            "content/annotations/hearing.yaml",
            "annotations:\n  - id: mill\n    targets:\n      - quote: at the mill\n      - {transcript: other, in: p2}\n    topics: [milling]\n    note: See [above](#p3), [[#p4]] and [this](#note-mill).\n",
        );
    built(&site);
    check_links(&site);
    for path in [
        "topics/milling.html",
        "transcripts/other.html",
        "transcripts/hearing.html",
    ] {
        let hrefs = attributes(&site.page(path), ".note .prose a", "href");
        for hit in ["#p3", "#p4", "#note-mill"] {
            let page = match path {
                "transcripts/hearing.html" => "",
                _ => "../transcripts/hearing.html",
            };
            let whole = format!("{page}{hit}");
            assert!(hrefs.contains(&whole), "{path}: {hrefs:?}");
        }
    }
    for wrong in ["#p9", "#note-mil", "#mill", "#nowhere"] {
        let notes = format!(
            "annotations:\n  - id: mill\n    quote: at the mill\n    note: See [above]({wrong}).\n"
        );
        let run = Site::small()
            .file("content/annotations/hearing.yaml", &notes)
            .run(&["check"]);
        assert_eq!(run.code, 1, "{wrong}");
        told(&run, "error[broken-link]");
        told(&run, "hearing.yaml:4:15");
    }
}

#[test]
fn a_note_that_is_shown_twice_has_two_footnotes() {
    let other = "title: Other\nspeakers: {}\n";
    let site = Site::small()
        .file("content/transcripts/other.txt", "One.\nTwo.\n")
        .file("content/transcripts/other.yaml", other)
        .file(
            "content/annotations/hearing.yaml",
            "annotations:\n  - id: n\n    targets:\n      - quote: at the mill\n      - {transcript: other, in: p2}\n    topics: [milling]\n    note: |\n      Words[^1].\n\n      [^1]: Foot.\n",
        )
        // Another note with the same id, and one whose id is what the second footnote's would be.
        .file(
            "content/annotations/other.yaml",
            "annotations:\n  - id: n-2\n    in: p1\n    topics: [milling]\n    note: |\n      Others[^1].\n\n      [^1]: Foot.\n",
        );
    built(&site);
    check_links(&site);
    let ids = attributes(&site.page("topics/milling.html"), "li[id]", "id");
    assert_eq!(
        ids.iter().filter(|id| id.ends_with("fn-1")).count(),
        3,
        "{ids:?}"
    );
}

const TALK: &str = "content/transcripts/talk.md";

fn talk(words: &str) -> Site {
    page("## Early years").file(
        TALK,
        &format!("---\ntitle: A talk\nspeakers: {{}}\n---\n{words}\n\nAgain.\n"),
    )
}

#[test]
fn links_in_a_transcript_lead_on_from_its_page() {
    for urls in ["files", "directories"] {
        let site = talk(
            "The [a](assets/map.pdf#page=2), [b](../assets/map.pdf), [c](hearing.html#p2), [d](hearing.md), [e](../topics/milling.html), [f](topics/milling/), [g](../about.html#early-years), [h](#p2), [i](https://example.org), [j](../transcripts/hearing.html).",
        )
        .file("postil.yaml", &format!("urls: {urls}\n"));
        let run = built(&site);
        assert!(!run.stderr.contains("warning"), "{}", run.stderr);
        if urls == "files" {
            check_links(&site);
            let hrefs = attributes(&site.page("transcripts/talk.html"), "#p1 a", "href");
            assert_eq!(
                hrefs,
                [
                    "../assets/map.pdf#page=2",
                    "../assets/map.pdf",
                    "../transcripts/hearing.html#p2",
                    "../transcripts/hearing.html",
                    "../topics/milling.html",
                    "../topics/milling.html",
                    "../about.html#early-years",
                    "#p2",
                    "https://example.org",
                    "../transcripts/hearing.html"
                ]
            );
        }
    }
}

#[test]
fn links_in_a_transcript_that_lead_nowhere_are_errors() {
    for (address, why) in [
        ("assets/plan.pdf", "there is no such file or page"),
        ("withheld", "there is no such file or page"),
        ("other.html", "there is no `other`"),
        ("../topics/miling.html", "did you mean `milling`?"),
        ("hearing.html#p9", "there is no `#p9`"),
        ("hearing.html#nowhere", "has no such place"),
        ("#p9", "there is no `#p9`"),
        ("#nowhere", "has no such place"),
        ("www.example.org", "write `https://www.example.org`"),
        ("https:/example.org", "no host stands in it"),
        (
            "javascript:alert(1)",
            "is not an address that may be linked",
        ),
    ] {
        let run = talk(&format!("See [x]({address}) here.")).run(&["check"]);
        assert_eq!(run.code, 1, "{address}\n{}", run.stderr);
        told(&run, "content/transcripts/talk.md:5:6");
        told(&run, why);
    }
}

#[test]
fn addresses_that_a_template_writes_are_checked_and_told_once() {
    let site = Site::small().file("postil.yaml", "title: A site\ncontact: a@example.org\n").file(
        "templates/base.html",
        "{% extends \"default/base.html\" %}{% block head_extra %}<link rel=stylesheet href='https://fonts.example.org/a.css'>{% endblock %}{% block footer %}<a href=\"{{ page.root }}abuot.html\">x</a> <a href=\"{{ page.root }}topics/milling.html#nowhere\">y</a> <img alt='' src=\"{{ page.root }}static/logo.svg\">{% endblock %}\n",
    );
    let run = built(&site);
    told(&run, "warning[foreign-request]");
    told(
        &run,
        "asks another host for `https://fonts.example.org/a.css`",
    );
    told(&run, "leads nowhere: the site has no `abuot.html`");
    told(&run, "`topics/milling.html` has no place `#nowhere`");
    told(&run, "the site has no `static/logo.svg`");
    told(&run, "templates/base.html:1:");
    told(&run, "more pages have it");
    told(&run, "4 warnings");
    // Nothing is made anew, and all is told again; so does a check.
    let again = built(&site);
    told(&again, "4 warnings");
    told(&site.run(&["check"]), "4 warnings");
    assert_eq!(site.run(&["build", "--strict"]).code, 1);
    site.write("content/pages/abuot.md", "---\ntitle: About\n---\n");
    told(&built(&site), "3 warnings");
}

#[test]
fn a_page_that_stays_is_told_when_what_it_leads_to_goes() {
    let site = Site::small()
        .file("content/assets/map.pdf", "x")
        .file(
            "content/topics/corn.md",
            "---\ntitle: Corn\n---\n## Early years\n",
        )
        .file(
            "templates/person.html",
            "{% extends \"entry.html\" %}{% block body %}<a href=\"../topics/corn.html#early-years\">x</a> <a href=\"../assets/map.pdf\">y</a>{% endblock %}\n",
        );
    let quiet = built(&site);
    assert!(!quiet.stderr.contains("warning"), "{}", quiet.stderr);
    // The place goes, then its page, then a file: each time the page of the person is not made anew.
    site.write(
        "content/topics/corn.md",
        "---\ntitle: Corn\n---\n## Later\n",
    );
    let run = built(&site);
    told(&run, "`topics/corn.html` has no place `#early-years`");
    told(&run, "people/jane-roe.html");
    site.remove("content/topics/corn.md");
    let run = built(&site);
    told(&run, "the site has no `topics/corn.html`");
    site.write(
        "content/topics/corn.md",
        "---\ntitle: Corn\n---\n## Early years\n",
    );
    let mended = built(&site);
    assert!(!mended.stderr.contains("warning"), "{}", mended.stderr);
    site.remove("content/assets/map.pdf");
    told(&built(&site), "the site has no `assets/map.pdf`");
}

#[test]
fn a_style_sheet_that_asks_another_host_is_told() {
    let site = Site::small()
        .file("postil.yaml", "theme: paper\n")
        .file("themes/paper/theme.yaml", "title: Paper\n")
        .file(
            "themes/paper/static/paper.css",
            "@import url(https://fonts.example.org/a.css);\nbody { background: url(paper.png) }\n",
        );
    let run = built(&site);
    told(&run, "themes/paper/static/paper.css:1:13");
    told(&run, "warning[foreign-request]");
}

#[test]
fn footnotes_of_the_source_lead_to_and_fro() {
    let site = talk(
        "One[^1], again[^1][^1] and two[^b].\n\nThree[^1].\n\n[^1]: Foot.\n[^b]: Other.\n[^c]: Never used.",
    );
    built(&site);
    check_links(&site);
    let html = site.page("transcripts/talk.html");
    assert_eq!(attributes(&html, "a.fn[id]", "id"), ["fnref-1", "fnref-2"]);
    assert_eq!(
        attributes(&html, ".footnotes-block li a", "href"),
        ["#fnref-1", "#fnref-2"]
    );
}

#[test]
fn addresses_of_front_matter_are_read_from_where_the_page_lies() {
    let site = page("x").file(
        TALK,
        "---\ntitle: A talk\nspeakers: {}\nmedia: assets/map.pdf\nsource: {url: assets/map.pdf}\n---\nWords [00:12:31] here.\n",
    );
    let run = built(&site);
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
    let html = site.page("transcripts/talk.html");
    assert_eq!(
        attributes(&html, "a.locator", "href"),
        ["../assets/map.pdf#t=751"]
    );
    for key in [
        "source: {url: www.example.org}",
        "media: example.org/talk.mp3",
        "media: //example.org/talk.mp3",
    ] {
        let run = page("x")
            .file(
                TALK,
                &format!("---\ntitle: A talk\nspeakers: {{}}\n{key}\n---\nWords.\n"),
            )
            .run(&["check"]);
        assert_eq!(run.code, 1);
        told(&run, "is an address without its scheme");
    }
}

#[test]
fn what_looks_like_a_link_in_a_transcript_or_in_plain_text_is_told() {
    for words in [
        "See [the map](assets/my map.pdf) here.",
        "See [the map](assets/map.pdf here.",
        "See [it](https://example.org/a b) here.",
        "See [it] (https://example.org/a) here.",
        "See [[corn|the corn]] here.",
        "See [^9] here.",
        "See [the map]() here.",
        "See [the map](<>) here.",
        "See [](assets/map.pdf) here.",
        "See [the map](",
    ] {
        let run = built(&talk(words));
        told(&run, "warning[half-link]");
        told(&run, "content/transcripts/talk.md:5:5");
    }
    for words in [
        "See \\[the map](assets/my map.pdf), `[x](assets/a b.pdf)` and [he](as he said) left.",
        "[[inaudible]] words [sic] (see there).",
        "See \\[^9] and `[^9]` and [he said] (https) and [[a]|b] here.",
    ] {
        let run = built(&talk(words));
        assert!(!run.stderr.contains("warning"), "{}", run.stderr);
    }
    let run = talk("See [it](//example.org/a).").run(&["check"]);
    told(&run, "write `https://example.org/a`");
    let run = page("[[milling#nowhere]] [x](//example.org/a)").run(&["check"]);
    told(&run, "a heading is linked within its own page");
    told(&run, "write `https://example.org/a`");
    let run = built(&talk("Corn.[^1]\n\n[^1]: See [it](nowhere.md)."));
    told(&run, "a footnote of a transcript has no links");
    let site = page("x").file(
        "content/topics/corn.md",
        "---\ntitle: Corn\nsummary: See [[milling|the trade]] of it.\n---\n",
    );
    let run = built(&site);
    told(&run, "content/topics/corn.md:3:10");
    told(&run, "write `the trade`");
}
