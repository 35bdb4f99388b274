//! Web Annotations: what a note becomes, and that each selector finds its words.

use serde_json::Value;

use super::rich;
use crate::testsuite::{Site, html::texts};

fn collection(site: &Site, id: &str) -> Value {
    let text = site.page(&format!("transcripts/{id}.annotations.json"));
    serde_json::from_str(&text).expect("JSON")
}

fn items(collection: &Value) -> &Vec<Value> {
    collection["first"]["items"].as_array().expect("a list")
}

fn item<'v>(collection: &'v Value, id: &str) -> &'v Value {
    let end = format!("#note-{id}");
    let mut all = items(collection).iter();
    all.find(|item| item["id"].as_str().is_some_and(|id| id.ends_with(&end)))
        .unwrap_or_else(|| panic!("{id}: {collection:#}"))
}

fn bodies<'v>(item: &'v Value, purpose: &str) -> Vec<&'v Value> {
    let all = item["body"].as_array().expect("a list").iter();
    all.filter(|body| body["purpose"] == purpose).collect()
}

fn targets(item: &Value) -> &Vec<Value> {
    item["target"].as_array().expect("a list")
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[test]
fn a_note_says_what_an_editor_said() {
    let site = rich(&["annotations"]);
    site.build();
    let all = collection(&site, "talk");
    assert_eq!(all["type"], "AnnotationCollection");
    assert_eq!(all["total"], 7);
    assert_eq!(items(&all).len(), 7);
    assert_eq!(all["last"], all["first"]["id"]);
    let one = item(&all, "one");
    assert_eq!(
        one["id"],
        "https://mills.example/transcripts/talk.html#note-one"
    );
    assert_eq!(one["motivation"], "commenting");
    assert_eq!(one["created"], "2020-02-03T00:00:00Z");
    assert_eq!(one["creator"]["name"], "M. Hall");
    assert_eq!(one["creator"]["type"], "Person");
    let note = text(&bodies(one, "commenting")[0]["value"]);
    let her = "See [her](<https://mills.example/people/jane-roe.html>) and [A hearing](<https://mills.example/transcripts/hearing.html#p2>).";
    assert_eq!(note, her);
    assert_eq!(bodies(one, "assessing")[0]["value"], "probable");
    assert_eq!(bodies(one, "describing")[0]["value"], "The noise");
    assert_eq!(
        bodies(one, "moderating")[0]["value"],
        "It speaks of a death."
    );
    let tags: Vec<&str> = bodies(one, "tagging")
        .iter()
        .map(|b| text(&b["source"]))
        .collect();
    let topics = ["fires", "noise"].map(|id| format!("https://mills.example/topics/{id}.html"));
    assert_eq!(tags, topics);
    assert_eq!(bodies(one, "identifying").len(), 1);
    let two = item(&all, "two");
    // A year is no moment.
    assert!(two.get("created").is_none());
    assert_eq!(two["dcterms:date"], "2021");
    let three = item(&all, "three");
    assert_eq!(three["motivation"], "questioning");
    assert_eq!(three["creator"]["type"], "Software");
    assert_eq!(three["dcterms:contributor"]["name"], "A. Person");
    assert_eq!(bodies(three, "questioning")[0]["source"], one["id"]);
    let six = item(&all, "six");
    assert_eq!(
        (&six["motivation"], &bodies(six, "editing")[0]["value"]),
        (&"editing".into(), &"fires".into())
    );
    assert_eq!(item(&all, "seven")["motivation"], "tagging");
    // Whole paragraphs are an address, and no quotation of all their words.
    let four = targets(item(&all, "four"));
    assert_eq!(four[0]["selector"]["value"], "p3");
    assert!(four[0]["selector"].get("refinedBy").is_none());
    let five = targets(item(&all, "five"));
    assert!(
        five.iter().all(|target| target.get("selector").is_none()),
        "{five:?}"
    );
}

#[test]
fn every_selector_finds_its_words_where_it_says() {
    let site = rich(&["annotations"]);
    site.build();
    let (mut quotes, mut places) = (0, 0);
    for id in ["hearing", "talk"] {
        let page = site.page(&format!("transcripts/{id}.html"));
        let file = site.page(&format!("transcripts/{id}.txt"));
        let signs: Vec<char> = file.chars().collect();
        for target in items(&collection(&site, id)).iter().flat_map(targets) {
            let source = text(&target["source"]);
            let selector = &target["selector"];
            if source.ends_with(".txt") && selector.is_array() {
                let place = |key: &str| {
                    let place = selector[0][key].as_u64().expect("a number");
                    usize::try_from(place).expect("a place")
                };
                let (start, end) = (place("start"), place("end"));
                let words: String = signs[start..end].iter().collect();
                assert_eq!(words, text(&selector[1]["exact"]));
                let before: String = signs[..start].iter().collect();
                let after: String = signs[end..].iter().collect();
                assert!(before.ends_with(text(&selector[1]["prefix"])));
                assert!(after.starts_with(text(&selector[1]["suffix"])));
                // What is said of the words is not one of them.
                assert!(!text(&selector[1]["suffix"]).contains("----"));
                places += 1;
            } else if selector["type"] == "FragmentSelector" {
                let paragraph = texts(&page, &format!("[id=\"{}\"]", text(&selector["value"])));
                let [words] = &paragraph[..] else {
                    panic!("{selector}: one paragraph")
                };
                if let Some(quote) = selector.get("refinedBy") {
                    let (before, after) = (text(&quote["prefix"]), text(&quote["suffix"]));
                    let whole = [before, text(&quote["exact"]), after].concat();
                    assert!(words.contains(&whole), "{whole}: {words}");
                    quotes += 1;
                }
            }
        }
    }
    assert!(quotes > 5 && places > 5, "{quotes} {places}");
}

#[test]
fn a_passage_over_several_paragraphs_is_a_piece_of_each() {
    let site = rich(&["annotations"]);
    site.build();
    let all = collection(&site, "talk");
    let two = targets(item(&all, "two"));
    let fragments: Vec<&str> = two.iter().map(|t| text(&t["selector"]["value"])).collect();
    assert_eq!(fragments, ["p2", "p3", "p4", ""]);
    assert!(text(&two[0]["selector"]["refinedBy"]["exact"]).starts_with("she_said"));
}

#[test]
fn transcripts_without_notes_have_no_file() {
    let site = rich(&["annotations"]);
    site.write("content/annotations/hearing.yaml", "annotations: []\n");
    site.build();
    assert!(!site.has("transcripts/hearing.annotations.json"));
    assert!(site.has("transcripts/hearing.txt"));
}
