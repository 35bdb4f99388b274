//! The words of a transcript, from the source file to the finished page: never changed, lost or repeated, whatever lies over them.

use std::fmt::Write;

use crate::{
    testsuite::{
        Site, cases,
        html::{select, texts},
    },
    themes::THEMES,
};
use proptest::prelude::*;
use scraper::Html;
use unicode_segmentation::UnicodeSegmentation;

/// Signs that mean something to HTML, Markdown, YAML or templates, and words of many scripts.
const WORD: &str = "\\PC{1,8}|[<>&\"'*_`#|~{}\\\\-]{1,6}|&(amp|lt|#65);|</?(b|p|mark|script)>|\\{\\{ x \\}\\}|\\[\\[a\\]\\]|\u{202e}אב\u{202c}|e\u{301}|x\u{ad}y\u{200b}z|👩\u{200d}👧|🇧🇪|ﬁn|שלום|سلام|नमस्ते|平和|the|the the|a";

/// A paragraph of one line, as it must come out: words with one space between, between two words that no other paragraph has.
fn paragraph() -> impl Strategy<Value = String> {
    proptest::collection::vec(WORD, 0..9).prop_map(|words| {
        let text = words.join(" ");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    })
}

/// Where a grapheme begins or ends.
fn bounds(text: &str) -> Vec<usize> {
    text.grapheme_indices(true)
        .map(|(i, _)| i)
        .chain([text.len()])
        .collect()
}

/// The quote between two of a paragraph's bounds, blanks at its ends left out, and which of its equals it is.
fn quote(text: &str, a: usize, b: usize) -> Option<(String, usize)> {
    let bounds = bounds(text);
    let (a, b) = (bounds[a % bounds.len()], bounds[b % bounds.len()]);
    let (a, b) = (a.min(b), a.max(b));
    let words = text[a..b].trim();
    let start = a + text[a..b].len() - text[a..b].trim_start().len();
    let nth = bounds
        .iter()
        .filter(|&&at| {
            at <= start
                && text[at..].starts_with(words)
                && bounds.binary_search(&(at + words.len())).is_ok()
        })
        .count();
    let whole = bounds.binary_search(&start).is_ok()
        && bounds.binary_search(&(start + words.len())).is_ok();
    // Direction marks and the like alone are nothing to look for.
    (words.contains(char::is_alphanumeric) && whole).then(|| (words.to_owned(), nth))
}

fn json(text: &str) -> String {
    serde_json::to_string(text).expect("JSON")
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn taking_the_tags_off_a_page_gives_back_the_transcript(
        paragraphs in proptest::collection::vec(paragraph(), 1..7),
        quotes in proptest::collection::vec((0usize..7, 0usize..60, 0usize..60), 0..10),
        spans in proptest::collection::vec((0usize..7, 0usize..7), 0..4),
        theme in proptest::sample::select(THEMES.to_vec()),
    ) {
        let paragraphs: Vec<String> = paragraphs
            .iter()
            .enumerate()
            .map(|(i, p)| format!("«{i} {p} {i}»").replace("  ", " "))
            .collect();
        let mut notes = String::from("annotations:\n");
        let mut expected: Vec<(String, String)> = Vec::new();
        for (i, (p, a, b)) in quotes.iter().enumerate() {
            let p = p % paragraphs.len();
            if let Some((words, nth)) = quote(&paragraphs[p], *a, *b) {
                writeln!(notes, "  - {{id: q{i}, quote: {}, in: p{}, nth: {nth}, topics: milling, note: x}}", json(&words), p + 1).expect("memory");
                expected.push((format!("q{i}"), words));
            }
        }
        for (i, (a, b)) in spans.iter().enumerate() {
            let (a, b) = (a % paragraphs.len(), b % paragraphs.len());
            let (a, b) = (a.min(b), a.max(b));
            writeln!(notes, "  - {{id: s{i}, from: \"«{a}\", to: \"{b}»\", note: y}}").expect("memory");
            expected.push((format!("s{i}"), paragraphs[a..=b].concat()));
        }
        let site = Site::empty()
            .file("postil.yaml", &format!("theme: {theme}\n"))
            .file("content/topics/milling.md", "---\ntitle: Milling\nmentions: false\n---\n")
            .file("content/transcripts/t.txt", &paragraphs.join("\n"))
            .file("content/transcripts/t.yaml", "title: T\nspeakers: {}\n")
            .file("content/annotations/t.yaml", &if expected.is_empty() { String::new() } else { notes });
        site.build();

        let html = site.page("transcripts/t.html");
        let shown = texts(&html, "article[data-transcript=t] p[id^=p]");
        prop_assert_eq!(&shown, &paragraphs);
        let page = Html::parse_document(&html);
        prop_assert_eq!(page.select(&select("mark mark")).count(), 0);
        for (id, words) in expected {
            let over: String = page
                .select(&select("mark[data-annotations]"))
                .filter(|m| m.value().attr("data-annotations").unwrap_or_default().split(' ').any(|a| a == id))
                .flat_map(|m| m.text())
                .collect();
            prop_assert_eq!(&over, &words, "{}", id);
            let note = format!("[id=\"note-{id}\"]");
            prop_assert_eq!(page.select(&select(&note)).count(), 1, "{}", id);
            if id.starts_with('q') {
                let hit = format!("[data-transcript=t][data-annotations~={id}] .hit");
                // Other notes on the paragraph have their words there, too.
                let hits = texts(&site.page("topics/milling.html"), &hit).concat();
                prop_assert!(hits.contains(&words), "{}: {:?} in {:?}", id, words, hits);
            }
        }
    }
}
