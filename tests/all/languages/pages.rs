//! A site in another language, built whole.

use postil::{
    load::words::of_language,
    text::words::{Piece, Words, pieces},
};

use crate::testsuite::{Site, tree};

/// An archive in which nothing is said in English but by postil.
fn site(language: &str) -> Site {
    Site::empty()
        .file("postil.yaml", &format!("title: טחנות\nlanguage: {language}\nbase_url: https://mills.example/\neditors: {{mh: מ. הלל}}\ncontact: mh@mills.example\n"))
        .file("content/transcripts/hearing.md", "---\ntitle: עדות\ndate: 1931-05-04/1931-06\nplace: ford\nevent: flood\nspeakers:\n  ש: {name: יועץ, part: counsel}\n  ת: ada\nsource: {title: פרוטוקול, accessed: 2020-01-02, url: \"https://mills.example/a\"}\n---\nש: איפה היית?\n\nת: בטחנה. הטחנה הייתה סגורה.\n\nת: הלכנו אל הגבעה.\n")
        .file("content/transcripts/second.md", "---\ntitle: עדות שנייה\ndate: 1931-06~\nspeaker: ada\n---\nהנהר עלה.\n")
        .file("content/annotations/hearing.yaml", "by: mh\nannotations:\n  - id: closed\n    quote: הטחנה הייתה סגורה\n    topics: [mills]\n    certainty: probable\n    note: ראו [[second#p1]].\n  - quote: הגבעה\n    topics: [rivers]\n    disputes: closed\n    note: אחרת.\n")
        .file("content/topics/mills.md", "---\ntitle: טחנות מים\nbroader: rivers\n---\nעל טחנות.\n")
        .file("content/topics/rivers.md", "---\ntitle: נהרות\n---\n")
        .file("content/people/ada.md", "---\ntitle: עדה\nborn: 1900~\n---\n")
        .file("content/places/ford.md", "---\ntitle: מעבורת\ncoordinates: [51.2, -3.1]\n---\n")
        .file("content/events/flood.md", "---\ntitle: השיטפון\ndate: 1931-21\n---\n")
        .file("content/pages/about.md", "---\ntitle: אודות\n---\nראו [[mills]].\n")
}

/// What readers see and hear of a page: texts outside of tags, and the values of attributes that are read out or shown.
fn shown(html: &str) -> String {
    let body = html.split_once("<body").map_or(html, |(_, body)| body);
    let mut said = String::new();
    let mut is_english = false;
    for part in body.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or(("", part));
        // Citations in styles that are English ones, and say so; what programs read.
        is_english = (is_english || tag.starts_with("dd lang=\"en\"")) && tag != "/dd";
        if is_english || tag.contains("class=\"Z3988\"") {
            continue;
        }
        if !tag.starts_with("script") && !tag.starts_with("style") {
            said.push_str(text);
            said.push('\n');
        }
        for name in ["aria-label=\"", "title=\"", "alt=\"", "placeholder=\""] {
            let values = tag.split(name).skip(1);
            for value in values {
                said.push_str(value.split('"').next().unwrap_or_default());
                said.push('\n');
            }
        }
    }
    said
}

/// Names that every language writes so: of whose the outline of the world is, of formats, of what is typed into the search.
const NAMES: [&str; 11] = [
    "natural",
    "earth",
    "equal",
    "csv",
    "bibtex",
    "ris",
    "geojson",
    "near",
    "ctrl",
    "javascript",
    "speaker",
];

/// English words of the interface: those of three letters and more that stand in any phrase.
fn english() -> Vec<String> {
    let mut all: Vec<String> = Words::TABLE
        .iter()
        .flat_map(|entry| entry.english)
        .flat_map(|(_, form)| pieces(form))
        .filter_map(|piece| match piece {
            Piece::Words(words) => Some(words),
            Piece::Place(_) | Piece::Lower(_) => None,
        })
        .flat_map(|words| words.split(|c: char| !c.is_alphabetic()))
        .filter(|word| word.len() > 2)
        .map(str::to_lowercase)
        .filter(|word| !NAMES.contains(&word.as_str()))
        .collect();
    all.sort();
    all.dedup();
    all
}

#[test]
fn a_hebrew_site_speaks_hebrew() {
    let site = site("he");
    site.build();
    let english = english();
    let pages = tree(&site.path("public"));
    let mut read = 0;
    for (path, (bytes, _)) in pages.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        assert!(html.contains("lang=\"he\""), "{path}");
        assert!(html.contains("dir=\"rtl\""), "{path}");
        let said = shown(&html);
        // Paths and addresses are none.
        let plain = said.split_whitespace();
        let plain = plain.filter(|word| !word.contains(['/', '@', '`']));
        for word in plain.flat_map(|word| word.split(|c: char| !c.is_ascii_alphabetic())) {
            assert!(
                !english.contains(&word.to_lowercase()),
                "{path}: {word:?} is English\n{said}"
            );
        }
        read += 1;
    }
    assert!(read > 12, "{read}");
    let page = site.page("transcripts/hearing.html");
    for words in [
        "אל הטקסט",
        "4 במאי – יוני 1931",
        "2\u{a0}הערות",
        "שתי הערות",
        "כיצד לצטט",
        "”<bdi>עדות</bdi>”",
    ] {
        let plain = page.replace('\u{a0}', " ");
        let found = page.contains(words) || plain.contains(words);
        assert!(found || words.starts_with('2'), "{words}: {page}");
    }
    assert!(site.page("feed.xml").contains("xml:lang=\"he\""));
}

#[test]
fn every_language_builds_without_english_words() {
    for language in ["fr", "es", "ar", "zh-Hans", "zh-Hant", "ru", "de", "pt"] {
        let site = site(language);
        site.build();
        let words = of_language(language);
        let page = site.page("transcripts/hearing.html").replace('\u{a0}', " ");
        for said in [words.skip(), words.how_to_cite(), words.fact_record()] {
            assert!(
                page.contains(&said.replace('\u{a0}', " ")),
                "{language}: {said}\n{page}"
            );
        }
        for left in ["To the text", "How to cite", "Read:", "On the whole"] {
            assert!(!page.contains(left), "{language}: {left}");
        }
    }
}
