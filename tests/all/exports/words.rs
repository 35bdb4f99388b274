//! The words of transcripts come out of each format as they went in.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{made, rich};
use crate::testsuite::{
    Site, cases,
    html::{attributes, texts},
};

/// The words of each paragraph of a transcript, as its page has them.
fn paragraphs(site: &Site, id: &str) -> Vec<String> {
    let page = site.page(&format!("transcripts/{id}.html"));
    let ids = attributes(&page, "article [id]", "id").into_iter();
    let all = ids.zip(texts(&page, "article [id]"));
    let is_number = |id: &str| {
        let digits = id.strip_prefix('p').unwrap_or_default();
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    };
    let paragraphs = all.filter(|(id, _)| is_number(id));
    paragraphs.map(|(_, words)| words).collect()
}

/// The words of each paragraph behind a number, by a reader of Markdown that is not ours.
fn read_markdown(md: &str) -> Vec<(String, String)> {
    let body = md.split_once("\n---\n").expect("front matter").1;
    let mut found: Vec<(String, String)> = Vec::new();
    let mut number: Option<String> = None;
    let (mut words, mut inside, mut links, mut note) = (String::new(), false, 0, false);
    for event in Parser::new_ext(body, Options::ENABLE_FOOTNOTES) {
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => note = true,
            Event::End(TagEnd::FootnoteDefinition) => note = false,
            _ if note => {}
            Event::Start(Tag::Paragraph) => {
                (inside, links) = (true, 0);
                words.clear();
            }
            Event::End(TagEnd::Paragraph) => {
                inside = false;
                match number.take() {
                    Some(number) => found.push((number, words.clone())),
                    None if links == 1 && words.starts_with('p') => number = Some(words.clone()),
                    None => assert!(words.ends_with(':'), "{words}"),
                }
            }
            Event::Start(Tag::Link { .. }) => links += 1,
            Event::Text(text) | Event::Code(text) if inside => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push('\n'),
            Event::Start(
                Tag::CodeBlock(_)
                | Tag::List(_)
                | Tag::BlockQuote(_)
                | Tag::HtmlBlock
                | Tag::Table(_),
            ) => panic!("words became something else:\n{md}"),
            _ => {}
        }
    }
    found
}

#[test]
fn plain_text_begins_with_the_words_and_has_nothing_among_them() {
    let site = rich(&["text"]);
    let files = made(&site, ".txt");
    for id in ["hearing", "talk"] {
        let path = format!("transcripts/{id}.txt");
        let (_, text) = files.iter().find(|(p, _)| *p == path).expect("there");
        let (words, facts) = text.split_once("\n\n----\n").expect("a line of hyphens");
        assert_eq!(words, paragraphs(&site, id).join("\n"));
        assert!(facts.contains(&format!("\nid: {id}\n")));
    }
}

#[test]
fn markdown_has_the_words_and_who_speaks_and_the_numbers_outside() {
    let site = rich(&["markdown"]);
    let files = made(&site, ".md");
    for id in ["hearing", "talk"] {
        let path = format!("transcripts/{id}.md");
        let (_, md) = files.iter().find(|(p, _)| *p == path).expect("there");
        let read = read_markdown(md);
        let words: Vec<&String> = read.iter().map(|(_, words)| words).collect();
        assert_eq!(
            words,
            paragraphs(&site, id).iter().collect::<Vec<_>>(),
            "{md}"
        );
        let numbers = read.iter().map(|(number, _)| number.clone());
        let counted = (1..=read.len()).map(|n| format!("p{n}"));
        assert!(numbers.eq(counted), "{md}");
    }
    let (_, talk) = files
        .iter()
        .find(|(p, _)| p.ends_with("talk.md"))
        .expect("there");
    for words in [
        "\n**Frau R.:**\n",
        "\n## The first day\n",
        "[p1](<https://mills.example/transcripts/talk.html#p1>)",
        "*loud* noise",
        "[the map](<https://map.example/x>)",
        "\n[^1]: At noon.\n",
        "title: \"A talk: 1 & <2>\"\n",
        "warning: \"It speaks of a death.\"\n",
    ] {
        assert!(talk.contains(words), "{words}\n{talk}");
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn whatever_the_words_are_markdown_has_them(
        lines in proptest::collection::vec("[ -~\u{a0}\u{e9}\u{5d0}]{1,24}", 1..6),
    ) {
        let site = Site::empty()
            .file("postil.yaml", "exports: [markdown, text]\n")
            .file("content/transcripts/a.txt", &lines.join("\n"))
            .file("content/transcripts/a.yaml", "title: A\nspeakers: {}\n");
        // Some words are none: then there is nothing to export.
        if site.run(&["build"]).code == 0 {
            let expected = paragraphs(&site, "a");
            let read = read_markdown(&site.page("transcripts/a.md"));
            let words: Vec<String> = read.into_iter().map(|(_, words)| words).collect();
            prop_assert_eq!(&words, &expected);
            let text = site.page("transcripts/a.txt");
            prop_assert_eq!(text.split_once("\n\n----\n").expect("a line").0, expected.join("\n"));
        }
    }
}

#[test]
fn json_has_the_words_and_each_range_means_what_it_says() {
    let site = rich(&["json"]);
    site.build();
    let talk = site.page("transcripts/talk.json");
    let talk: serde_json::Value = serde_json::from_str(&talk).expect("JSON");
    let turns = talk["turns"].as_array().expect("a list").iter();
    let all: Vec<&serde_json::Value> = turns
        .flat_map(|turn| turn["paragraphs"].as_array().expect("a list"))
        .collect();
    let words: Vec<&str> = all.iter().filter_map(|p| p["text"].as_str()).collect();
    assert_eq!(words, paragraphs(&site, "talk"));
    let piece = |p: usize, range: &serde_json::Value| -> String {
        let place =
            |i: usize| usize::try_from(range[i].as_u64().expect("a number")).expect("a place");
        words[p].chars().take(place(1)).skip(place(0)).collect()
    };
    let kinds = all[1]["formats"].as_array().expect("a list").iter();
    let kinds: Vec<(String, String)> = kinds
        .map(|f| {
            (
                f["kind"].as_str().expect("a word").to_owned(),
                piece(1, &f["range"]),
            )
        })
        .collect();
    let expected = [("emphasis", "loud"), ("strong", "fire")];
    assert_eq!(kinds, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    assert_eq!(piece(1, &all[1]["bracketed"][0]), "[sic]");
    assert_eq!(piece(3, &all[3]["unclear"][0]), "[inaudible]");
    assert_eq!(all[0]["marks"][0]["seconds"], 5.0);
    // A page stands behind a sign of five code points in no paragraph: it is told where it stands.
    assert_eq!(all[1]["marks"][0]["printed"], "p. 9");
    assert_eq!(all[2]["remark"], true);
    let notes = talk["notes"].as_array().expect("a list");
    let note = notes
        .iter()
        .find(|note| note["id"] == "one")
        .expect("there");
    let passage = &note["passages"][0];
    let range = serde_json::json!([passage["start"], passage["end"]]);
    assert_eq!(piece(1, &range), "loud noise & a fire");
    assert_eq!(note["by"]["name"], "M. Hall");
    let archive = site.page("archive.json");
    let archive: serde_json::Value = serde_json::from_str(&archive).expect("JSON");
    assert_eq!(
        (&archive["format"], &archive["version"]),
        (&"postil-archive".into(), &1.into())
    );
    let mut entries = archive["entries"].as_array().expect("a list").iter();
    let fires = entries.find(|entry| entry["id"] == "fires").expect("there");
    assert_eq!(fires["relations"]["broader"][0]["id"], "milling");
}
