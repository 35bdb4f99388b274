//! Whole sites, built by the binary and looked at as files.

use std::collections::BTreeSet;

use crate::testsuite::{
    Site, bytes,
    html::{attributes, check_links, select, texts},
    tree,
};
use scraper::Html;

const NOTES: &str = "content/annotations/hearing.yaml";

/// Passages of an entry's page: (transcript, paragraph, annotations).
fn passages(html: &str) -> Vec<(String, String, String)> {
    let page = Html::parse_document(html);
    let get = |e: &scraper::ElementRef<'_>, name: &str| {
        e.value().attr(name).unwrap_or_default().to_owned()
    };
    page.select(&select("[data-transcript][data-annotations]"))
        .map(|e| {
            (
                get(&e, "data-transcript"),
                get(&e, "data-paragraph"),
                get(&e, "data-annotations"),
            )
        })
        .collect()
}

fn noted(notes: &str) -> Site {
    let site = Site::small().file(NOTES, notes);
    site.build();
    site
}

#[test]
fn an_annotation_is_found_on_every_page_that_it_names() {
    let site = Site::small()
        .file("content/events/fire.md", "---\ntitle: The fire\ndate: 1931-05-03\n---\n")
        .file("content/places/mill.md", "---\ntitle: The mill\ncoordinates: [50.1, 4.2]\n---\n")
        .file("content/organizations/guild.md", "---\ntitle: The guild\n---\n")
        .file("content/documents/register.md", "---\ntitle: The register\nidentifier: R/1\n---\n")
        .file(
            NOTES,
            "by: mh\nannotations:\n  - id: where\n    quote: at the mill\n    topics: milling\n    events: [fire]\n    people: [jane-roe]\n    places: [mill]\n    organizations: [guild]\n    documents: [register]\n    note: The [[mill]] of [[register|the book]].\n    sources: \"[[register]], p. 4\"\n",
        );
    site.build();
    for page in [
        "topics/milling",
        "events/fire",
        "people/jane-roe",
        "places/mill",
        "organizations/guild",
        "documents/register",
    ] {
        let html = site.page(&format!("{page}.html"));
        assert!(
            passages(&html).contains(&("hearing".into(), "p2".into(), "where".into())),
            "{page}"
        );
        assert!(
            attributes(&html, "a", "href").contains(&"../transcripts/hearing.html#p2".to_owned()),
            "{page}"
        );
        assert_eq!(
            texts(&html, ".hit").first().map(String::as_str),
            Some("at the mill"),
            "{page}"
        );
        assert!(
            html.contains("Where were you that night?"),
            "an answer stands with its question: {page}"
        );
    }
    let transcript = site.page("transcripts/hearing.html");
    assert_eq!(
        attributes(&transcript, "article[data-transcript]", "data-transcript"),
        ["hearing"]
    );
    assert_eq!(
        attributes(&transcript, "#p2 mark", "data-annotations"),
        ["where"]
    );
    assert_eq!(
        texts(&transcript, "#p2"),
        ["I was at the mill. The mill was closed."]
    );
    assert_eq!(
        attributes(&transcript, "#note-where a.link-place", "href"),
        ["../places/mill.html"]
    );
    assert!(site.page("places/mill.html").contains("Linked from"));
}

#[test]
fn overlapping_annotations_cut_the_words_and_repeat_none() {
    let site = noted(
        "annotations:\n  - {id: a, quote: I was at the mill, note: x}\n  - {id: b, quote: the mill. The mill, note: y}\n  - {id: c, quote: mill. The, note: z}\n  - {id: d, from: Where were, to: closed., note: across}\n",
    );
    let html = site.page("transcripts/hearing.html");
    let pieces: Vec<(String, String)> = texts(&html, "#p2 mark")
        .into_iter()
        .zip(attributes(&html, "#p2 mark", "data-annotations"))
        .collect();
    let expected = [
        ("I was at ", "d a"),
        ("the ", "d a b"),
        ("mill", "d a b c"),
        (".", "d b c"),
        (" The", "d b c"),
        (" mill", "d b"),
        (" was closed.", "d"),
    ];
    let expected: Vec<(String, String)> = expected
        .iter()
        .map(|(t, a)| ((*t).to_owned(), (*a).to_owned()))
        .collect();
    assert_eq!(pieces, expected);
    assert_eq!(texts(&html, "#p1"), ["Where were you that night?"]);
    assert_eq!(
        attributes(&html, "mark mark", "class"),
        Vec::<String>::new()
    );
    assert_eq!(
        attributes(&html, "div.note", "id"),
        ["note-a", "note-c", "note-b", "note-d"]
    );
}

#[test]
fn every_selector_finds_its_passage() {
    let site = noted(
        "annotations:\n  - {id: nth, quote: miller, in: p4, nth: 2, note: x}\n  - {id: before, quote: miller, before: and the, note: x}\n  - {id: after, quote: miller, after: \"did,\", note: x}\n  - {id: folded, quote: \"miller's  wife\", note: x}\n  - {id: whole, in: p1-p2, note: x}\n  - {id: all, note: x}\n  - {id: two, targets: [{quote: that night}, {quote: told you}], note: x}\n  - {id: no, disputes: nth, note: x}\n",
    );
    let html = site.page("transcripts/hearing.html");
    let of = |id: &str| -> String {
        let page = Html::parse_document(&html);
        page.select(&select("mark"))
            .filter(|m| {
                m.value()
                    .attr("data-annotations")
                    .is_some_and(|a| a.split(' ').any(|a| a == id))
            })
            .flat_map(|m| m.text())
            .collect()
    };
    assert_eq!(
        (of("nth"), of("before"), of("after")),
        ("miller".into(), "miller".into(), "miller".into())
    );
    assert_eq!(of("folded"), "miller’s wife");
    assert_eq!((of("whole"), of("all")), (String::new(), String::new()));
    assert_eq!(of("two"), "that nighttold you");
    assert_eq!(of("no"), "miller");
    assert!(attributes(&html, ".note", "id").contains(&"note-all".to_owned()));
    assert!(texts(&html, "#note-nth").concat().contains("Disputed by"));
}

#[test]
fn ids_are_made_from_the_first_five_words() {
    let site = noted(
        "annotations:\n  - {quote: I was at the mill. The, note: x}\n  - {quote: I was at the mill, note: y}\n  - {title: On it all, note: z}\n  - {in: p3, note: z}\n",
    );
    let html = site.page("transcripts/hearing.html");
    let ids: BTreeSet<String> = attributes(&html, ".note", "id").into_iter().collect();
    let expected = [
        "note-i-was-at-the-mill",
        "note-i-was-at-the-mill-2",
        "note-on-it-all",
        "note-on-p3",
    ];
    assert_eq!(ids, expected.iter().map(|s| (*s).to_owned()).collect());
}

#[test]
fn a_source_file_keeps_its_heading_out_of_the_speech() {
    let site = Site::empty()
        .file("content/transcripts/talk.txt", "Town Hall\n1 May\n\nMR. ROE: Good day. [00:00:05] All *well*?\n[Applause]\nYes.\nTHE CHAIR : Thank you [sic]. [p. 9]\n")
        .file("content/transcripts/talk.yaml", "title: A talk\nfirst_line: 4\nspeakers:\n  MR. ROE: {name: Mr Roe, role: Miller}\n  THE CHAIR:\n");
    site.build();
    let html = site.page("transcripts/talk.html");
    assert_eq!(
        texts(&html, "p[id]"),
        [
            "Good day. All *well*?",
            "[Applause]",
            "Yes.",
            "Thank you [sic]."
        ]
    );
    assert_eq!(texts(&html, "#p4 .stage"), ["[sic]"]);
    assert_eq!(texts(&html, "h2 > a, .speaker"), ["Mr Roe", "THE CHAIR"]);
    assert!(html.contains("data-text=\"00:00:05\"") && html.contains("data-text=\"p. 9\""));
    assert!(!html.contains("Town Hall"));
}

#[test]
fn words_that_the_source_is_not_sure_of_have_a_look_of_their_own() {
    let site = Site::empty().file(
        "content/transcripts/talk.md",
        "---\ntitle: A talk\nspeakers: {Bob: }\n---\nBob: We came from [Brussels?] and (inaudible) [laughs].\n",
    );
    site.build();
    let html = site.page("transcripts/talk.html");
    assert_eq!(texts(&html, "#p1 .unclear"), ["[Brussels?]", "(inaudible)"]);
    assert_eq!(texts(&html, "#p1 .stage"), ["[laughs]"]);
    let titles = attributes(&html, "#p1 .unclear", "title");
    assert_eq!(titles, ["Not clear in the source"; 2]);
}

#[test]
fn markdown_means_little_in_a_transcript_and_html_nothing() {
    let site = Site::empty().file(
        "content/transcripts/talk.md",
        "---\ntitle: A talk\nspeakers: {}\n---\n## Opening\n\nHe *really* said <b>this</b> & [that](https://x.org)[^1].\n\n- One.\n- Two.\n\n[^1]: In print.\n\n<script>alert(1)</script>\n",
    );
    site.build();
    let html = site.page("transcripts/talk.html");
    assert_eq!(
        texts(&html, "p[id]"),
        [
            "He really said <b>this</b> & that.",
            "- One.",
            "- Two.",
            "<script>alert(1)</script>"
        ]
    );
    assert_eq!(texts(&html, "#p1 em"), ["really"]);
    assert_eq!(
        attributes(&html, "#p1 a[rel=external]", "href"),
        ["https://x.org"]
    );
    assert_eq!(texts(&html, "h2.heading"), ["Opening"]);
    assert_eq!(
        attributes(&html, "script:not([type='application/ld+json'])", "src"),
        ["../static/start.js", "../static/postil.js"],
        "the theme's own alone"
    );
    assert!(texts(&html, "#fn-1").concat().starts_with("In print."));
}

#[test]
fn kinds_of_the_sites_own_have_pages_and_a_key() {
    let site = Site::small()
        .file(
            "postil.yaml",
            "kinds:\n  treaties: {singular: Treaty, plural: Treaties}\n",
        )
        .file(
            "content/treaties/peace.md",
            "---\ntitle: The peace\ndate: 1919\n---\n",
        )
        .file(
            NOTES,
            "annotations:\n  - {id: x, quote: at the mill, treaties: peace}\n",
        );
    site.build();
    assert_eq!(passages(&site.page("treaties/peace.html")).len(), 1);
    assert!(site.page("treaties/index.html").contains("The peace"));
    assert!(site.page("index.html").contains("treaties/index.html"));
}

#[test]
fn nothing_of_a_draft_appears() {
    let site = Site::small()
        .file("content/transcripts/secret.md", "---\ntitle: XSECRETX one\nspeakers: {}\ndraft: true\n---\nXSECRETX\n")
        .file("content/annotations/secret.yaml", "annotations:\n  - {quote: XSECRETX, topics: [milling], note: XSECRETX}\n")
        .file("content/topics/hidden.md", "---\ntitle: XSECRETX two\naliases: [mill]\nbroader: milling\ndraft: true\n---\nXSECRETX [[milling]]\n")
        .file("content/pages/plan.md", "---\ntitle: XSECRETX three\ndraft: true\nredirect_from: [xsecretx]\n---\nSee [[milling]].\n")
        .file(NOTES, "annotations:\n  - {quote: at the mill, topics: [milling, hidden], note: open}\n  - {quote: was closed, topics: [milling], note: XSECRETX, draft: true}\n");
    site.build();
    for (path, (bytes, _)) in site.output() {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(
            !text.contains("xsecretx") && !path.contains("secret") && !path.contains("hidden"),
            "{path}"
        );
        assert!(!text.contains("hidden.html"), "{path}");
    }
    assert_eq!(site.run(&["build", "--drafts"]).code, 0);
    assert!(
        site.has("transcripts/secret.html")
            && site.has("topics/hidden.html")
            && site.has("xsecretx.html")
    );
    site.build();
    assert!(!site.has("transcripts/secret.html") && !site.has("xsecretx.html"));
}

#[test]
fn old_addresses_lead_to_the_new_ones() {
    let site = Site::small().file(
        "content/topics/grain.md",
        "---\ntitle: Grain\nredirect_from: [subjects/corn, old.html, gone/]\n---\n",
    );
    site.build();
    assert!(
        site.page("subjects/corn.html")
            .contains("url=../topics/grain.html")
    );
    assert!(site.page("old.html").contains("url=topics/grain.html"));
    assert!(
        site.page("gone/index.html")
            .contains("url=../topics/grain.html")
    );
}

#[test]
fn a_base_url_is_used_only_where_it_must_be() {
    let site = Site::small()
        .file(
            "postil.yaml",
            "title: Mills\nbase_url: https://mills.example/archive\n",
        )
        .file(
            NOTES,
            "written: 1999-02-03\nannotations:\n  - {quote: at the mill, note: x}\n",
        );
    site.build();
    let html = site.page("transcripts/hearing.html");
    assert_eq!(
        attributes(&html, "link[rel=canonical]", "href"),
        ["https://mills.example/archive/transcripts/hearing.html"]
    );
    assert!(
        attributes(&html, "a", "href")
            .iter()
            .all(|h| h.starts_with("data:") || !h.contains("mills.example"))
    );
    let feed = site.page("feed.xml");
    assert!(
        feed.contains("<id>https://mills.example/archive/transcripts/hearing.html</id>")
            && feed.contains("<published>1931-05-04T00:00:00Z</published>")
    );
    let map = site.page("sitemap.xml");
    assert!(
        map.contains("<loc>https://mills.example/archive/</loc>")
            && map.contains("<lastmod>1999-02-03</lastmod>")
    );
    assert!(
        !map.contains("404")
            && site
                .page("robots.txt")
                .contains("Sitemap: https://mills.example/archive/sitemap.xml")
    );
    assert!(
        attributes(&site.page("404.html"), "a", "href")
            .contains(&"https://mills.example/archive/index.html".to_owned())
    );
    let other = site.run(&["build", "--base-url", "https://other.example/"]);
    assert_eq!(other.code, 0);
    assert!(
        site.page("sitemap.xml")
            .contains("<loc>https://other.example/</loc>")
    );
}

#[test]
fn without_a_base_url_the_404_page_links_nowhere() {
    let site = Site::small();
    site.build();
    let html = site.page("404.html");
    let links: Vec<String> = attributes(&html, "a", "href")
        .into_iter()
        .filter(|h| h != "#main")
        .collect();
    assert_eq!(links, Vec::<String>::new());
    assert_eq!(
        attributes(&html, "link[rel=stylesheet]", "href"),
        Vec::<String>::new()
    );
    assert!(html.contains("<style>"));
    assert!(!site.has("sitemap.xml") && !site.has("feed.xml") && site.has("robots.txt"));
}

#[test]
fn pages_may_be_folders() {
    let site = Site::small()
        .file("postil.yaml", "urls: directories\n")
        .file(
            NOTES,
            "annotations:\n  - {quote: at the mill, topics: milling}\n",
        );
    site.build();
    assert!(
        attributes(&site.page("topics/milling/index.html"), "a", "href")
            .contains(&"../../transcripts/hearing/#p2".to_owned())
    );
    check_links(&site);
}

#[test]
fn long_lists_are_split_by_year_and_lose_nothing() {
    let mut site = Site::small().file("postil.yaml", "page_size: 5\n");
    for year in 1900..1912 {
        let words = format!(
            "---\ntitle: Talk of {year}\ndate: {year}\nspeakers: {{}}\n---\nAlpha words.\n\nBeta words.\n"
        );
        site = site.file(&format!("content/transcripts/t{year}.md"), &words);
        site = site.file(&format!("content/annotations/t{year}.yaml"), "annotations:\n  - {quote: Alpha, topics: milling}\n  - {quote: Beta, topics: milling}\n");
    }
    site.build();
    let first = site.page("topics/milling.html");
    assert!(passages(&first).is_empty());
    let parts = attributes(&first, "nav.parts a", "href");
    assert!(parts.len() >= 5, "{parts:?}");
    let mut all = Vec::new();
    for part in &parts {
        let page = site.page(&format!("topics/{}", part.trim_start_matches("../topics/")));
        let own = passages(&page);
        assert!(own.len() <= 5);
        all.extend(own);
    }
    let expected: Vec<(String, String)> = (1900..1912)
        .flat_map(|y| {
            [
                (format!("t{y}"), "p1".to_owned()),
                (format!("t{y}"), "p2".to_owned()),
            ]
        })
        .collect();
    assert_eq!(
        all.into_iter().map(|(t, p, _)| (t, p)).collect::<Vec<_>>(),
        expected
    );
    let index = site.page("transcripts/index.html");
    assert!(attributes(&index, "nav.parts a", "href").len() >= 3);
    check_links(&site);
    site.write("postil.yaml", "page_size: 0\n");
    site.build();
    assert_eq!(passages(&site.page("topics/milling.html")).len(), 24);
    for part in parts {
        let former = site.page(&format!("topics/{}", part.trim_start_matches("../topics/")));
        let to = attributes(&former, "main a", "href");
        assert_eq!(to, ["../../topics/milling.html"], "a former part leads on");
    }
}

#[test]
fn passages_come_in_time_order_and_undated_last() {
    let site = Site::small()
        .file("content/transcripts/a.md", "---\ntitle: A\nspeakers: {}\n---\nAlpha.\n")
        .file("content/annotations/a.yaml", "annotations:\n  - {quote: Alpha, topics: milling}\n")
        .file("content/transcripts/z.md", "---\ntitle: Z\ndate: 1900~\nspeakers: {}\n---\nAlpha. Beta.\n")
        .file("content/annotations/z.yaml", "annotations:\n  - {quote: Beta, topics: milling}\n  - {quote: Alpha, topics: milling}\n")
        .file(NOTES, "annotations:\n  - {quote: at the mill, topics: milling}\n");
    site.build();
    let order: Vec<String> = passages(&site.page("topics/milling.html"))
        .into_iter()
        .map(|(t, _, a)| format!("{t}/{a}"))
        .collect();
    assert_eq!(order, ["z/alpha beta", "hearing/at-the-mill", "a/alpha"]);
}

#[test]
fn a_transcript_leads_to_its_neighbours_in_time_and_in_its_event() {
    let mut site = Site::empty()
        .file("content/events/e.md", "---\ntitle: E\ndate: 1931\n---\n")
        .file(
            "content/events/before.md",
            "---\ntitle: Before\ndate: 1930\n---\n",
        );
    for (id, date, event) in [
        ("c", "1931-01-01", "e"),
        ("a", "1931-01-02", "before"),
        ("b", "1931-01-03", "e"),
    ] {
        site = site.file(
            &format!("content/transcripts/{id}.md"),
            &format!(
                "---\ntitle: {id}\ndate: {date}\nevent: {event}\nspeakers: {{}}\n---\nWords.\n"
            ),
        );
    }
    site.build();
    let html = site.page("transcripts/a.html");
    assert_eq!(
        attributes(&html, "a[rel=prev]", "href"),
        ["../transcripts/c.html"]
    );
    assert_eq!(
        attributes(&html, "a[rel=next]", "href"),
        ["../transcripts/b.html"]
    );
    assert!(
        site.page("transcripts/c.html")
            .contains("After, at the same event")
    );
    let event = site.page("events/e.html");
    assert_eq!(
        attributes(&event, "a[rel=prev]", "href"),
        ["../events/before.html"]
    );
    assert_eq!(
        attributes(&event, ".card h3 a", "href"),
        ["../transcripts/c.html", "../transcripts/b.html"]
    );
}

#[test]
fn words_have_their_own_language_and_direction_and_notes_the_sites() {
    let site = Site::empty()
        .file(
            "content/transcripts/t.md",
            "---\ntitle: جلسة\nlanguage: ar\nspeakers: {}\n---\nمرحبا بكم في الجلسة.\n",
        )
        .file("content/topics/x.md", "---\ntitle: X\n---\n")
        .file(
            "content/annotations/t.yaml",
            "annotations:\n  - {quote: الجلسة, topics: x, note: A session.}\n",
        );
    site.build();
    let html = site.page("transcripts/t.html");
    assert_eq!(
        (
            attributes(&html, ".words", "lang"),
            attributes(&html, ".words", "dir")
        ),
        (vec!["ar".to_owned()], vec!["rtl".to_owned()])
    );
    assert_eq!(
        attributes(&html, ".words .notes", "lang"),
        ["en"],
        "a note is in the language of the site"
    );
    let topic = site.page("topics/x.html");
    assert_eq!(attributes(&topic, ".passage .ex", "dir"), ["rtl"]);
    assert_eq!(attributes(&topic, ".passage .ex", "lang"), ["ar"]);
    assert_eq!(
        attributes(&topic, ".grp h3 a", "lang"),
        ["ar"],
        "so is the title of a transcript wherever it stands"
    );
    assert_eq!(attributes(&topic, ".grp h3 a", "dir"), ["rtl"]);
    assert_eq!(texts(&topic, ".hit"), ["الجلسة"]);
    // Words in the language of the page have it from there.
    let small = Site::small();
    small.build();
    let html = small.page("transcripts/hearing.html");
    assert_eq!(attributes(&html, "html", "lang"), ["en"]);
    assert_eq!(
        attributes(&html, ".words[lang], .words[dir], #p1[lang]", "id"),
        [""; 0]
    );
}

#[test]
fn a_card_names_the_first_of_many_speakers_and_says_how_many_more() {
    let card = |count: usize| {
        let labels = |i: usize| format!("  Speaker {i}: speaker-{i}\n");
        let speakers: String = (1..=count).map(labels).collect();
        let words: String = (1..=count)
            .map(|i| format!("Speaker {i}: Words.\n\n"))
            .collect();
        let mut site = Site::empty().file(
            "content/transcripts/t.md",
            &format!("---\ntitle: T\nspeakers:\n{speakers}---\n{words}"),
        );
        for i in 1..=count {
            let person = format!("content/people/speaker-{i}.md");
            site = site.file(&person, &format!("---\ntitle: Person {i}\n---\n"));
        }
        site.build();
        let index = site.page("people/speaker-1.html");
        texts(&index, ".card .small").concat()
    };
    assert!(card(7).contains("Person 6, Person 7. "), "{}", card(7));
    let many = card(9);
    assert!(
        many.contains("Person 6 and 3 more. ") && !many.contains("Person 7"),
        "{many}"
    );
}

#[test]
fn links_without_words_show_titles_in_backlinks() {
    let site = Site::small()
        .file("content/topics/grain.md", "---\ntitle: Grain\n---\nGround by [[milling]], see [[hearing#p2]].\n\n| a |\n|---|\n| [[jane-roe]] |\n");
    site.build();
    let context = texts(&site.page("topics/milling.html"), ".backlinks .small").concat();
    assert!(
        context.contains("Milling") && !context.contains("[["),
        "{context}"
    );
    assert_eq!(
        texts(&site.page("people/jane-roe.html"), ".backlinks .small b"),
        ["Jane Roe"]
    );
    site.write(
        "content/topics/grain.md",
        "---\ntitle: Grain\n---\nGround by [[milling]], see [[hearing#p2]].\n",
    );
    site.build();
    assert_eq!(
        texts(&site.page("topics/milling.html"), ".backlinks .small"),
        ["Ground by Milling, see A hearing, ¶ 2."]
    );
}

#[test]
fn mentions_are_kept_apart_from_what_is_annotated() {
    let site = Site::small()
        .file(
            "content/places/mill.md",
            "---\ntitle: The mill\naliases: [mill]\n---\n",
        )
        .file(
            NOTES,
            "annotations:\n  - {id: a, quote: at the mill, places: mill}\n",
        );
    site.build();
    let html = site.page("places/mill.html");
    assert_eq!(passages(&html).len(), 1);
    assert_eq!(
        texts(&html, ".mentions .hit"),
        ["The mill"],
        "the annotated one is not merely mentioned"
    );
    site.write(
        "content/places/mill.md",
        "---\ntitle: The mill\nmentions: false\n---\n",
    );
    site.build();
    assert!(texts(&site.page("places/mill.html"), ".mentions b").is_empty());
}

#[test]
fn topics_count_their_own_passages_and_those_below() {
    let site = Site::small()
        .file("content/topics/trades.md", "---\ntitle: Trades\n---\n")
        .file("content/topics/milling.md", "---\ntitle: Milling\nbroader: trades\n---\n")
        .file(NOTES, "annotations:\n  - {quote: at the mill, topics: [trades, milling]}\n  - {quote: was closed, topics: milling}\n  - {quote: that night, topics: milling}\n");
    site.build();
    let html = site.page("topics/trades.html");
    assert_eq!(
        texts(&html, "#passages h2 .n"),
        ["1 in 1 transcript, with 1 note, narrower topics: 2"]
    );
    assert!(site.page("topics/milling.html").contains("Broader"));
}

#[test]
fn a_person_has_what_they_said_apart_from_what_is_said_of_them() {
    let site = noted(
        "annotations:\n  - {id: said, quote: at the mill, note: x}\n  - {id: of, quote: Where were you, people: jane-roe}\n",
    );
    let html = site.page("people/jane-roe.html");
    assert_eq!(
        attributes(&html, "#passages [data-annotations]", "data-annotations"),
        ["of"]
    );
    assert_eq!(
        attributes(&html, ".said [data-annotations]", "data-annotations"),
        ["said"]
    );
    assert_eq!(
        texts(&html, "#said h2 .n"),
        ["2 paragraphs in 1 transcript, 1 of them with notes, which are shown"]
    );
}

#[test]
fn tags_of_notes_lead_to_their_passages() {
    let site = noted(
        "annotations:\n  - {id: a, quote: at the mill, topics: milling, note: x}\n  - {id: b, quote: Where were you, topics: milling, people: jane-roe, note: x}\n  - {id: c, title: On all, people: jane-roe, note: x}\n  - {id: d, quote: The miller, topics: milling, note: \"On [[milling]].\"}\n",
    );
    let html = site.page("transcripts/hearing.html");
    assert_eq!(
        attributes(&html, ".note .tags a", "href"),
        [
            "../people/jane-roe.html#hearing.all",
            "../topics/milling.html#hearing.p1",
            "../people/jane-roe.html#hearing.p1",
            "../topics/milling.html#hearing.p2",
        ]
    );
    for page in ["people/jane-roe", "topics/milling"] {
        let ids = attributes(&site.page(&format!("{page}.html")), "[id]", "id");
        for href in attributes(&html, ".note .tags a", "href") {
            let (to, id) = href.split_once('#').expect("a fragment");
            assert!(
                !to.contains(page) || ids.contains(&id.to_owned()),
                "{href}: {ids:?}"
            );
        }
    }
    // Where its passages stand on several pages, to that which has them all.
    site.write("postil.yaml", "title: T\npage_size: 1\n");
    site.write(
        "content/transcripts/later.md",
        "---\ntitle: Later\ndate: 1932\nspeakers: {}\n---\nA mill.\n",
    );
    site.write(
        "content/annotations/later.yaml",
        "annotations:\n  - {quote: mill, topics: milling}\n",
    );
    site.build();
    let html = site.page("transcripts/hearing.html");
    let tags = attributes(&html, ".note .tags a", "href");
    assert!(
        tags.iter().any(|href| href == "../topics/milling.html"),
        "{tags:?}"
    );
}

#[test]
fn who_speaks_again_at_once_is_named_without_the_link_above_and_is_no_contributor_of_a_document() {
    let site = Site::small().file(
        "content/transcripts/talk.md",
        "---\ntitle: A talk\nspeakers: {Jane Roe: {person: jane-roe}, Q: }\n---\nJane Roe: One.\n\nJane Roe: Two.\n\nQ: Three?\n\nJane Roe: Four.\n",
    );
    site.build();
    let html = site.page("transcripts/talk.html");
    let names = texts(&html, ".para > h2");
    assert_eq!(names, ["Jane Roe", "Jane Roe", "Q", "Jane Roe"]);
    assert_eq!(texts(&html, ".para > h2 > a"), ["Jane Roe", "Jane Roe"]);
    let person = site.page("people/jane-roe.html");
    let coins = attributes(&person, "span.Z3988", "title");
    let talk = coins.iter().find(|title| title.contains("A%20talk"));
    assert!(talk.is_some_and(|title| !title.contains("rft.contributor")));
}

#[test]
fn a_correction_of_a_turn_shows_doubt() {
    let site = Site::small().file(
        "content/transcripts/talk.md",
        "---\ntitle: A talk\nspeakers: {Q: , A: }\nturns:\n  p2: {person: jane-roe, certainty: probable}\n---\nQ: Who?\n\nA: I.\n\nA: We.\n",
    );
    site.build();
    let html = site.page("transcripts/talk.html");
    assert_eq!(
        texts(&html, "h2 > a, .speaker")
            .iter()
            .map(|s| s.trim())
            .collect::<Vec<_>>(),
        ["Q", "Jane Roe (probable)", "A"]
    );
    assert!(
        site.page("people/jane-roe.html")
            .contains("1 paragraph spoken")
    );
}

#[test]
fn a_template_of_the_site_takes_the_place_of_the_themes() {
    let site = Site::small().file(
        "templates/topic.html",
        "<p id=\"mine\">{{ entry.title }} {{ entry.title | upper }} <{{ \"&\" }}</p>",
    );
    site.build();
    assert_eq!(
        texts(&site.page("topics/milling.html"), "#mine"),
        ["Milling MILLING <&"]
    );
    site.write("templates/topic.html", "{% extends \"default/topic.html\" %}{% block facts %}<p id=\"mine\">x</p>{% endblock facts %}");
    site.write("templates/base.html", "\u{feff}{% extends \"default/base.html\" %}{% block footer %}<footer>Closed on Mondays</footer>{% endblock footer %}");
    site.build();
    let html = site.page("topics/milling.html");
    assert_eq!(texts(&html, "#mine"), ["x"]);
    assert_eq!(texts(&html, "footer"), ["Closed on Mondays"]);
    assert_eq!(texts(&html, "h1"), ["Milling"]);
    assert!(
        html.starts_with("<!doctype html>"),
        "a byte-order mark is not printed"
    );
    assert!(
        site.page("people/jane-roe.html")
            .contains("Closed on Mondays")
    );
}

#[test]
fn a_theme_stands_between_the_site_and_the_built_in_one() {
    let site = Site::small()
        .file("postil.yaml", "theme: paper\n")
        .file("themes/paper/templates/base.html", "{% extends \"default/base.html\" %}{% block footer %}<footer>Paper</footer>{% endblock footer %}")
        .file("themes/paper/static/paper.css", "body { color: red }")
        .file("themes/paper/static/over.css", "of the theme")
        .file("static/over.css", "of the site")
        .file("templates/topic.html", "{% extends \"themes/paper/templates/base.html\" %}{% block main %}<p id=\"mine\"></p>{% endblock main %}");
    site.build();
    assert_eq!(
        texts(&site.page("people/jane-roe.html"), "footer"),
        ["Paper"]
    );
    assert_eq!(
        attributes(&site.page("topics/milling.html"), "#mine", "id").len(),
        1
    );
    assert!(site.has("static/paper.css") && site.has("static/postil.css"));
    assert_eq!(site.page("static/over.css"), "of the site");
    // What is static belongs to what a site is made from.
    site.write("static/over.css", "of the site, changed");
    site.build();
    assert_eq!(site.page("static/over.css"), "of the site, changed");
    site.remove("static/over.css");
    site.build();
    assert_eq!(site.page("static/over.css"), "of the theme");
    let run = site.run(&["build", "--output-dir", "static"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
}

#[test]
fn a_themes_own_file_is_checked() {
    let site = Site::small()
        .file("postil.yaml", "theme: paper\n")
        .file("themes/paper/theme.yaml", "titel: Paper\n");
    let run = site.run(&["check"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("themes/paper/theme.yaml:1:1") && run.stderr.contains("`title`"),
        "{}",
        run.stderr
    );
}

#[test]
fn paths_are_shown_as_they_are_reached() {
    let site = Site::empty().file("archive/content/topics/x.md", "---\ntitel: X\n---\n");
    let run = site.run(&["--root", "archive", "--format", "github", "check"]);
    assert!(
        run.stdout.contains("file=archive/content/topics/x.md,"),
        "{}",
        run.stdout
    );
}

#[test]
fn foreign_files_stay_and_withdrawn_pages_go() {
    let site = Site::small()
        .file("public/CNAME", "mills.example\n")
        .file("public/notes/mine.html", "mine");
    site.build();
    assert!(site.has("topics/milling.html"));
    site.remove("content/topics/milling.md");
    site.build();
    assert!(!site.has("topics/milling.html") && site.has("CNAME") && site.has("notes/mine.html"));
    assert_eq!(site.run(&["clean"]).code, 0);
    let left: Vec<String> = site.output().into_keys().collect();
    assert_eq!(left, ["CNAME", "notes/mine.html"]);
}

#[test]
fn a_build_with_nothing_new_writes_nothing() {
    let site = noted("annotations:\n  - {quote: at the mill, topics: milling}\n");
    let before = site.output();
    std::thread::sleep(std::time::Duration::from_millis(20));
    let run = site.build();
    assert!(
        run.stderr.contains("0 new, 0 changed, 0 removed"),
        "{}",
        run.stderr
    );
    assert_eq!(site.output(), before);
    site.write(
        "content/topics/milling.md",
        "---\ntitle: Milling\nsummary: Grain to flour.\n---\n",
    );
    site.build();
    let after = site.output();
    let changed: Vec<&String> = after
        .iter()
        .filter(|(path, file)| before.get(*path) != Some(*file))
        .map(|(path, _)| path)
        // The index of the search has the summary, too.
        .filter(|path| !path.starts_with("search/"))
        .collect();
    assert_eq!(
        changed,
        [".postil-record", "topics/index.html", "topics/milling.html"]
    );
}

#[test]
fn one_thread_and_many_give_the_same_bytes() {
    let site = Site::empty();
    assert_eq!(site.run(&["init", "."]).code, 0);
    let one = site.run_with(&["build", "-o", "one"], &[("RAYON_NUM_THREADS", "1")]);
    let many = site.run_with(&["build", "-o", "many"], &[("RAYON_NUM_THREADS", "8")]);
    assert_eq!((one.code, many.code), (0, 0));
    let (one, many) = (tree(&site.path("one")), tree(&site.path("many")));
    assert!(one.len() > 20);
    assert_eq!(bytes(&one), bytes(&many));
}

#[test]
fn every_link_of_a_site_leads_somewhere() {
    let site = Site::empty();
    assert_eq!(site.run(&["init", "."]).code, 0);
    site.write("content/assets/über uns.txt", "x");
    site.write(
        "content/topics/сирия.md",
        "---\ntitle: Сирия\nredirect_from: [syria]\n---\n[a file](assets/über uns.txt)\n",
    );
    site.build();
    check_links(&site);
}

#[test]
fn content_cannot_run_in_a_readers_browser() {
    let attack = "<script>alert(1)</script><img src=x onerror=alert(1)>";
    let quoted = serde_json::to_string(attack).expect("JSON");
    let site = Site::empty()
        .file("postil.yaml", &format!("title: {quoted}\ndescription: {quoted}\ncontact: {quoted}\nrights: {quoted}\nraw_html: true\n"))
        .file("content/transcripts/t.md", &format!("---\ntitle: {quoted}\nsummary: {quoted}\nwarning: {quoted}\nform: {quoted}\nspeakers:\n  A: {{name: {quoted}, role: {quoted}}}\ncredits: {{x: {quoted}}}\n---\nA: {attack} \"quoted\" onclick='x'\n"))
        .file("content/topics/t.md", &format!("---\ntitle: {quoted}\naliases: [{quoted}]\nsummary: {quoted}\n---\n{attack}\n\n<a href=\"javascript:alert(1)\" onclick=\"x\">x</a>\n"))
        .file("content/annotations/t.yaml", &format!("annotations:\n  - {{quote: onclick, title: {quoted}, note: {quoted}, topics: t, correction: {quoted}, by: {quoted}, sources: [{quoted}]}}\n"));
    for raw in ["true", "false"] {
        site.write(
            "postil.yaml",
            &format!("title: {quoted}\nraw_html: {raw}\n"),
        );
        site.build();
        for (path, (bytes, _)) in site.output() {
            let html = String::from_utf8_lossy(&bytes).into_owned();
            if !path.ends_with(".html") {
                continue;
            }
            let page = Html::parse_document(&html);
            assert_eq!(
                page.select(&select(
                    "script:not([src$='static/start.js'], [src$='static/notes.js'], [src$='static/postil.js'], [src$='static/search.js'], [type='application/ld+json']), iframe, object, embed"
                ))
                .count(),
                0,
                "{path}"
            );
            for element in page.select(&select("*")) {
                for (name, value) in element.value().attrs() {
                    assert!(!name.starts_with("on"), "{path}: {name}");
                    assert!(
                        !value.trim().to_lowercase().starts_with("javascript:"),
                        "{path}: {value}"
                    );
                }
            }
        }
    }
}

#[test]
fn groups_of_a_template_are_in_the_order_of_their_first_items() {
    let site = Site::small()
        .file("content/topics/a.md", "---\ntitle: A\nextra: {kind: z}\n---\n")
        .file("content/pages/about.md", "---\ntitle: About\nextra: {list: [{k: z, n: 1}, {k: a, n: 2}, {k: m, n: 3}, {k: z, n: 4}]}\n---\n")
        .file("templates/page.html", "{% for k, items in free.extra.list | group_by(attribute=\"k\") %}{{ k }}{% for i in items %}{{ i.n }}{% endfor %} {% endfor %}");
    for _ in 0..4 {
        site.run(&["build", "--no-cache"]);
        assert_eq!(site.page("about.html"), "z14 a2 m3 ");
    }
}
