//! Names, texts and labels in one language on pages in another: what carries `lang` and `dir`, in each built-in theme.

use crate::testsuite::{
    Site,
    html::{attributes, check_links, texts},
};

const THEMES: [&str; 2] = ["default", "plain"];

/// An archive in English with a talk, a topic, an event and a person in Hebrew.
fn site(theme: &str) -> Site {
    Site::small()
        .file("postil.yaml", &format!("title: Mills\ntheme: {theme}\n"))
        .file(
            "content/transcripts/siha.md",
            "---\ntitle: שיחה\nlanguage: he\ndate: 2001-01-01\ntopics: [tahana]\nspeakers: {dan: dan}\n---\ndan: הייתי בטחנה.\n\ndan: ראיתי את האש.\n",
        )
        .file(
            "content/annotations/siha.yaml",
            "annotations:\n  - {quote: בטחנה, topics: [tahana, milling], people: [dan], note: \"At the mill, see [[milling]].\"}\n  - {quote: האש, topics: [milling], note: \"ראו [[milling]] גם.\", language: he}\n",
        )
        .file(
            "content/topics/tahana.md",
            "---\ntitle: טחנה\nlanguage: he\nsummary: בית הטחינה\nwarning: זהירות\n---\nראו [[milling]] וגם [[siha]].\n",
        )
        .file("content/topics/milling.md", "---\ntitle: Milling\n---\nSee [[tahana]] and [[siha]], [[siha|the talk]].\n")
        .file("content/people/dan.md", "---\ntitle: דן\nlanguage: he\n---\n")
        .file("content/events/a.md", "---\ntitle: A\ndate: 2000\n---\n")
        .file("content/events/b.md", "---\ntitle: אסיפה\nlanguage: he\ndate: 2001\n---\n")
}

/// How often an element of `selector` in Hebrew stands on a page, and that all of them are.
fn hebrew(page: &str, selector: &str) -> usize {
    let all = attributes(page, selector, "lang");
    assert!(!all.is_empty(), "{selector} in {page}");
    assert!(all.iter().all(|lang| lang == "he"), "{selector}: {all:?}");
    all.len()
}

#[test]
fn an_entry_has_a_language() {
    for theme in THEMES {
        let site = site(theme);
        let run = site.build();
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(!run.stderr.contains("warning"), "{}", run.stderr);
        check_links(&site);
        let topic = site.page("topics/tahana.html");
        assert_eq!(attributes(&topic, "html", "lang"), ["en"]);
        for selector in [
            "h1",
            ".lede",
            "article > header .prose",
            "div:has(> .warning)",
        ] {
            hebrew(&topic, selector);
        }
        assert_eq!(
            attributes(&topic, "article > header .prose", "dir"),
            ["rtl"]
        );
        assert_eq!(
            texts(&topic, "div[lang] > .warning"),
            ["Please note: זהירות"]
        );
        let linked = "a[href$=\"tahana.html\"]";
        hebrew(&site.page("topics/index.html"), linked);
        hebrew(&site.page("transcripts/siha.html"), linked);
        let milling = site.page("topics/milling.html");
        assert_eq!(attributes(&milling, "h1", "lang"), [""]);
        assert_eq!(
            attributes(&milling, "article > header .prose", "lang"),
            [""]
        );
    }
}

#[test]
fn a_language_that_is_none_is_told() {
    let site = site("plain").file(
        "content/topics/tahana.md",
        "---\ntitle: טחנה\nlanguage: Hebrew\n---\n",
    );
    let run = site.run(&["check"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("`Hebrew` is not a language tag"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("content/topics/tahana.md:3:11"),
        "{}",
        run.stderr
    );
}

#[test]
fn names_in_another_language_say_so_before_and_after_and_in_lines() {
    for theme in THEMES {
        let site = site(theme);
        site.build();
        let siblings = |page: &str| attributes(page, ".siblings [lang]", "dir");
        assert_eq!(siblings(&site.page("events/a.html")), ["rtl"], "{theme}");
        assert_eq!(siblings(&site.page("events/b.html")), [""; 0], "{theme}");
        assert_eq!(
            siblings(&site.page("transcripts/hearing.html")),
            ["rtl"],
            "{theme}"
        );
        let person = site.page("people/dan.html");
        let lines = "details .lines li a bdi[lang]";
        assert!(
            texts(&person, lines).contains(&"שיחה".to_owned()),
            "{theme}"
        );
        hebrew(&person, lines);
        hebrew(&person, "summary bdi[lang]");
        let milling = site.page("topics/milling.html");
        let said = texts(&milling, ".backlinks span[lang=he][dir=rtl]");
        assert!(
            said.iter().any(|words| words == "ראו Milling גם."),
            "{theme}: {said:?}"
        );
        assert!(
            said.iter()
                .any(|words| words.starts_with("ראו Milling וגם")),
            "{theme}: {said:?}"
        );
        assert!(
            !said.iter().any(|words| words.contains("At the mill")),
            "{theme}: {said:?}"
        );
    }
}

#[test]
fn a_language_that_changes_is_seen_wherever_it_is_shown() {
    let site = site("default");
    site.build();
    let site = site.file("content/topics/tahana.md", "---\ntitle: טחנה\n---\n");
    site.build();
    let linked = attributes(
        &site.page("transcripts/siha.html"),
        "a[href$=\"tahana.html\"]",
        "lang",
    );
    assert!(
        !linked.is_empty() && linked.iter().all(|lang| lang.is_empty()),
        "{linked:?}"
    );
}

#[test]
fn titles_among_words_of_a_text_say_their_language() {
    for theme in THEMES {
        let site = site(theme);
        site.build();
        let links = |page: &str, selector: &str| -> Vec<(String, String, String)> {
            let html = site.page(page);
            let of = |name| attributes(&html, selector, name);
            let both = of("lang").into_iter().zip(of("dir"));
            let all = both.zip(texts(&html, selector));
            all.map(|((lang, dir), words)| (lang, dir, words)).collect()
        };
        let of = |lang: &str, dir: &str, words: &str| {
            (lang.to_owned(), dir.to_owned(), words.to_owned())
        };
        assert_eq!(
            links(
                "topics/milling.html",
                ".prose:not(.note *) > p > a[class^=link-]"
            ),
            [
                of("he", "rtl", "טחנה"),
                of("he", "rtl", "שיחה"),
                of("", "", "the talk")
            ],
            "{theme}"
        );
        // In a text that is in Hebrew itself it is the English title that is in another language.
        assert_eq!(
            links(
                "topics/tahana.html",
                ".prose:not(.note *) > p > a[class^=link-]"
            ),
            [of("en", "ltr", "Milling"), of("", "", "שיחה")],
            "{theme}"
        );
        assert_eq!(
            links("transcripts/siha.html", ".note .prose a[class^=link-]"),
            [of("", "", "Milling"), of("en", "ltr", "Milling")],
            "{theme}"
        );
    }
}

#[test]
fn labels_among_words_in_another_language_are_in_that_of_the_page() {
    for theme in THEMES {
        let site = site(theme);
        site.build();
        for page in ["transcripts/siha.html", "topics/milling.html"] {
            let page = site.page(page);
            assert!(!texts(&page, "[lang=he] .ref").is_empty(), "{theme}");
            for selector in [".ref", "[aria-label]", ".note > *"] {
                let inside = |of: &str| texts(&page, &format!("[lang=he]{of} {selector}")).len();
                let said = format!("[lang=he] {selector}[lang=en], [lang=he] [lang=en] {selector}");
                assert_eq!(texts(&page, &said).len(), inside(""), "{theme} {selector}");
            }
        }
        // Where all is in one language nothing says so.
        let hearing = site.page("transcripts/hearing.html");
        assert_eq!(texts(&hearing, "body [lang=en]"), [""; 0], "{theme}");
    }
}

#[test]
fn names_of_people_say_their_language_where_they_speak() {
    for theme in THEMES {
        let site = site(theme);
        site.build();
        let dan = "a[href$=\"people/dan.html\"]";
        for page in ["transcripts/siha.html", "topics/milling.html"] {
            hebrew(&site.page(page), dan);
        }
        hebrew(&site.page("people/dan.html"), "main h2 bdi[lang]");
    }
}
