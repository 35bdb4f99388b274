//! What a publisher and a theme's author rely on: the output as a whole, and what is said when a template is wrong.

use std::collections::BTreeSet;

use crate::testsuite::{
    Site,
    html::{attributes, check_links, select, texts},
};
use scraper::{ElementRef, Html};

const NOTES: &str = "content/annotations/hearing.yaml";

#[test]
fn six_hundred_passages_are_split_by_default_and_come_in_time_order() {
    let mut site = Site::small();
    let mut expected = Vec::new();
    for year in ["1901", "1902-03-04", "1903"] {
        let mut words = format!("---\ntitle: Of {year}\ndate: {year}\nspeakers: {{}}\n---\n");
        let mut notes = String::from("annotations:\n");
        let count = if year == "1903" { 201 } else { 200 };
        for i in 1..=count {
            words.push_str(&format!("Passage number {i} here.\n\n"));
            notes.push_str(&format!(
                "  - {{id: n{i}, quote: number {i} here, topics: milling}}\n"
            ));
            expected.push(format!("t{year}#p{i}"));
        }
        site = site
            .file(&format!("content/transcripts/t{year}.md"), &words)
            .file(&format!("content/annotations/t{year}.yaml"), &notes);
    }
    site.build();
    let first = site.page("topics/milling.html");
    let mut found = Vec::new();
    for part in attributes(&first, "nav.parts a", "href") {
        let part = part.trim_start_matches("../topics/");
        let html = site.page(&format!("topics/{part}"));
        let page = Html::parse_document(&html);
        let mut own = 0;
        for passage in page.select(&select("[data-transcript][data-paragraph]")) {
            let get = |name| passage.value().attr(name).expect("a hook");
            found.push(format!(
                "{}#{}",
                get("data-transcript"),
                get("data-paragraph")
            ));
            own += 1;
        }
        assert!(own <= 500, "{part} has {own}");
    }
    assert_eq!(found, expected);
    check_links(&site);
}

#[test]
fn a_mistake_in_a_template_is_told_with_file_line_and_the_fields_that_exist() {
    let site = Site::small().file(
        "templates/topic.html",
        "{% extends \"default/topic.html\" %}\n{% block main %}\n<h1>{{ entry.titel }}</h1>\n{% endblock main %}\n",
    );
    let run = site.run(&["build"]);
    assert_eq!(run.code, 1);
    for words in ["templates/topic.html:3", "titel", "title", "summary"] {
        assert!(run.stderr.contains(words), "{words}: {}", run.stderr);
    }
    assert!(!site.has("index.html"), "nothing is published");

    site.write("templates/topic.html", "<h1>{{ entry.title }</h1>\n");
    site.write("templates/person.html", "<h1>\n{% if %}</h1>\n");
    let run = site.run(&["check"]);
    assert_eq!(run.code, 1);
    for words in ["templates/topic.html:1", "templates/person.html:2"] {
        assert!(run.stderr.contains(words), "{words}: {}", run.stderr);
    }

    site.remove("templates/topic.html");
    site.remove("templates/person.html");
    site.write("templates/base.html", "\n{% extends \"base.html\" %}\n");
    let run = site.run(&["check"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("templates/base.html:2"),
        "{}",
        run.stderr
    );
}

#[test]
fn content_is_never_run_as_a_template() {
    let sign = "{{ site.title }} {% if x %} {# gone #}";
    let site = Site::small()
        .file("content/transcripts/t.txt", &format!("{sign}\n"))
        .file(
            "content/transcripts/t.yaml",
            "title: \"{{ site.title }}\"\nspeakers: {}\n",
        )
        .file(
            "content/annotations/t.yaml",
            &format!("annotations:\n  - {{id: a, in: p1, topics: milling, note: \"{sign}\"}}\n"),
        )
        .file(
            "content/pages/about.md",
            &format!("---\ntitle: About\n---\n{sign}\n"),
        );
    site.build();
    let html = site.page("transcripts/t.html");
    assert_eq!(texts(&html, "#p1"), [sign]);
    assert!(texts(&html, "#note-a").concat().contains(sign));
    assert!(texts(&html, "h1").concat().contains("{{ site.title }}"));
    assert!(
        texts(&site.page("about.html"), "main")
            .concat()
            .contains(sign)
    );
}

#[test]
fn assets_are_copied_as_they_are_and_follow_their_sources() {
    let bytes = [0u8, 255, 13, 10, 0xEF, 0xBB, 0xBF];
    let site = Site::small();
    site.write_bytes("content/assets/scans/page 1.bin", &bytes);
    site.write(
        "content/pages/about.md",
        "---\ntitle: About\n---\n[Scan](assets/scans/page%201.bin) [the same](<assets/scans/page 1.bin>)\n",
    );
    site.build();
    let copied = |site: &Site| {
        let mut all = site.output().into_iter();
        all.find(|(path, _)| path.ends_with("page 1.bin"))
            .map(|(_, (bytes, _))| bytes)
    };
    assert_eq!(copied(&site).as_deref(), Some(bytes.as_slice()));
    let links = attributes(&site.page("about.html"), "main a[href*=scans]", "href");
    assert_eq!(links, ["assets/scans/page%201.bin"; 2]);
    check_links(&site);
    site.write_bytes("content/assets/scans/page 1.bin", b"new");
    site.build();
    assert_eq!(copied(&site).as_deref(), Some(b"new".as_slice()));
    site.remove("content/assets/scans/page 1.bin");
    site.write("content/pages/about.md", "---\ntitle: About\n---\n");
    site.build();
    assert_eq!(copied(&site), None);
}

#[test]
fn a_page_never_takes_the_place_of_somebody_elses_file() {
    let site = Site::small().file("public/topics/milling.html", "mine");
    let before = site.output();
    let run = site.run(&["build"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("topics/milling.html") && run.stderr.contains("--force"),
        "{}",
        run.stderr
    );
    assert_eq!(site.output(), before);
    assert_eq!(site.run(&["build", "--force"]).code, 0);
    assert!(site.page("topics/milling.html").contains("Milling"));
}

#[test]
fn two_pages_never_claim_one_route() {
    for (path, text) in [
        ("content/topics/Milling.md", "---\ntitle: Other\n---\n"),
        (
            "content/pages/x.md",
            "---\ntitle: X\nredirect_from: [topics/milling]\n---\n",
        ),
        (
            "content/pages/x.md",
            "---\ntitle: X\nredirect_from: [TOPICS/Milling.html]\n---\n",
        ),
        ("content/pages/timeline.md", "---\ntitle: X\n---\n"),
        ("content/pages/404.md", "---\ntitle: X\n---\n"),
        (
            "content/pages/topics.md",
            "---\ntitle: X\nredirect_from: [topics/]\n---\n",
        ),
    ] {
        // An event, so that there is a timeline.
        let site = Site::small()
            .file(
                "content/events/fire.md",
                "---\ntitle: Fire\ndate: 1931\n---\n",
            )
            .file(path, text);
        let run = site.run(&["check"]);
        assert_eq!(run.code, 1, "{path}: {text}");
        assert!(run.stderr.contains(path), "{}", run.stderr);
    }
}

#[test]
fn labels_that_recur_are_found_and_questions_make_exchanges() {
    let site = Site::small().file(
        "content/transcripts/talk.md",
        "---\ntitle: A talk\n---\nQ: Why was the mill shut?\n\nMR. ROE: For want of grain.\n\nA whole winter.\n\nQ: And then?\n\nMR. ROE: It opened.\n",
    );
    let run = site.build();
    assert!(run.stderr.contains("speakers-detected"), "{}", run.stderr);
    let html = site.page("transcripts/talk.html");
    assert_eq!(
        texts(&html, "article p[id^=p]"),
        [
            "Why was the mill shut?",
            "For want of grain.",
            "A whole winter.",
            "And then?",
            "It opened."
        ]
    );
    let contents: BTreeSet<String> = attributes(&html, ".contents a", "href")
        .into_iter()
        .collect();
    assert_eq!(contents, ["#p1", "#p4"].map(str::to_owned).into());
    assert!(
        !site.has("people/q.html") && !site.has("people/mr-roe.html"),
        "a label has no page"
    );
}

#[test]
fn hard_wrapped_text_is_joined_and_quotes_cross_its_lines() {
    let site = Site::small()
        .file(
            "content/transcripts/talk.txt",
            "The mill was\nclosed that\nwinter.\n\nIt opened\r\nagain.\r\n",
        )
        .file(
            "content/transcripts/talk.yaml",
            "title: A talk\nspeakers: {}\nlines: wrapped\n",
        )
        .file(
            "content/annotations/talk.yaml",
            "annotations:\n  - {id: a, quote: closed that winter, note: x}\n",
        );
    site.build();
    let html = site.page("transcripts/talk.html");
    assert_eq!(
        texts(&html, "article p[id^=p]"),
        ["The mill was closed that winter.", "It opened again."]
    );
    assert_eq!(texts(&html, "mark"), ["closed that winter"]);
}

#[test]
fn wiki_links_of_every_spelling_lead_there_and_back() {
    let site = Site::small()
        .file(NOTES, "annotations:\n  - {id: where, quote: at the mill, note: x}\n")
        .file(
            "content/pages/about.md",
            "---\ntitle: About\n---\n[[milling]] [[milling|words]] [[topic:milling]] [[hearing#p2]] [[hearing#where|note]] `[[milling]]`\n",
        );
    site.build();
    let html = site.page("about.html");
    let links: Vec<String> = attributes(&html, "main a", "href")
        .into_iter()
        .filter(|h| h.contains("milling") || h.contains("hearing"))
        .collect();
    assert_eq!(
        links,
        [
            "topics/milling.html",
            "topics/milling.html",
            "topics/milling.html",
            "transcripts/hearing.html#p2",
            "transcripts/hearing.html#note-where"
        ]
    );
    assert_eq!(texts(&html, "main code"), ["[[milling]]"]);
    for page in ["topics/milling.html", "transcripts/hearing.html"] {
        assert!(
            attributes(&site.page(page), "main a", "href").contains(&"../about.html".to_owned()),
            "{page}"
        );
    }
    site.write("content/people/milling.md", "---\ntitle: Mr Milling\n---\n");
    let run = site.run(&["check"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("topic:milling") && run.stderr.contains("person:milling"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_output_is_the_same_wherever_the_site_lies_and_whatever_the_clock_of_its_files() {
    let make = |folder: &str| {
        let site = Site::empty();
        assert_eq!(site.run(&["init", folder]).code, 0);
        let run = site.run_with(
            &["--root", folder, "build", "-o", "out"],
            &[("TZ", "Asia/Tokyo"), ("LANG", "tr_TR.UTF-8")],
        );
        assert_eq!(run.code, 0, "{}", run.stderr);
        crate::testsuite::tree(&site.path("out"))
    };
    let (one, two) = (make("a"), make("some where/else"));
    assert!(one.len() > 20);
    assert_eq!(crate::testsuite::bytes(&one), crate::testsuite::bytes(&two));
}

#[test]
fn pages_have_their_language_direction_and_one_main() {
    let site = Site::small()
        .file(
            "postil.yaml",
            "language: ar\nbase_url: https://x.example/\n",
        )
        .file(
            "content/transcripts/talk.md",
            "---\ntitle: A talk\nlanguage: en\nspeakers: {}\n---\nWords.\n",
        );
    site.build();
    for (path, (bytes, _)) in site.output() {
        let html = String::from_utf8_lossy(&bytes).into_owned();
        if !path.ends_with(".html") {
            continue;
        }
        assert_eq!(attributes(&html, "main", "id"), ["main"], "{path}");
        assert_eq!(attributes(&html, "html", "lang"), ["ar"], "{path}");
        assert_eq!(attributes(&html, "html", "dir"), ["rtl"], "{path}");
        assert_eq!(texts(&html, "h1").len(), 1, "{path}");
        if path != "404.html" {
            assert_eq!(
                attributes(&html, "link[rel=canonical]", "href").len(),
                1,
                "{path}"
            );
        }
    }
    let page = Html::parse_document(&site.page("transcripts/talk.html"));
    let words = page.select(&select("#p1")).next().expect("a paragraph");
    // What holds for the words is what the nearest element round them says.
    let nearest = |name| {
        let mut round =
            std::iter::once(words).chain(words.ancestors().filter_map(ElementRef::wrap));
        round.find_map(|e| e.value().attr(name))
    };
    assert_eq!((nearest("lang"), nearest("dir")), (Some("en"), Some("ltr")));
}
