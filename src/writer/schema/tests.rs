use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::{Ids, is_schema, modeline, schemas};
use crate::archive::{Kind, Kinds};

fn own_kind() -> Kinds {
    let mut kinds = Kinds::default();
    kinds.declare("treaties", "Treaty", "Treaties");
    kinds
}

fn made(kinds: &Kinds, ids: Ids<'_>) -> BTreeMap<String, Json> {
    let made = schemas(kinds, ids).into_iter().map(|(path, text)| {
        assert!(is_schema(&text), "{path}");
        let schema = serde_json::from_str(&text).expect("JSON");
        (path, schema)
    });
    made.collect()
}

/// Every `$ref` below a value.
fn references<'j>(json: &'j Json, found: &mut Vec<&'j str>) {
    match json {
        Json::Object(map) => {
            found.extend(map.get("$ref").and_then(Json::as_str));
            map.values().for_each(|value| references(value, found));
        }
        Json::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

#[test]
fn every_reference_leads_to_a_definition() {
    let kinds = own_kind();
    let ids = Ids {
        has_words: true,
        ..Ids::default()
    };
    let made = made(&kinds, ids);
    assert_eq!(made.len(), 6 + kinds.count());
    let mut count = 0;
    for (path, schema) in &made {
        let mut found = Vec::new();
        references(schema, &mut found);
        for reference in found {
            let (file, pointer) = reference.split_once('#').expect("a fragment");
            let target = match file {
                "" => schema,
                file => {
                    let is_above = path.matches('/').count() == 2;
                    assert_eq!(is_above, file.starts_with("../"), "{path}: {reference}");
                    &made[&format!("schemas/{}", file.trim_start_matches("../"))]
                }
            };
            assert!(target.pointer(pointer).is_some(), "{path}: {reference}");
            count += 1;
        }
    }
    assert!(count > 100, "{count}");
}

#[test]
fn a_kind_of_the_sites_own_is_a_key_of_what_may_name_it() {
    let kinds = own_kind();
    let (kind, _) = kinds.iter().last().expect("kinds");
    let ids = Ids {
        entries: [(kind, vec!["b", "a", "a"]), (Kind::PEOPLE, vec![])].into(),
        ..Ids::default()
    };
    let made = made(&kinds, ids);
    let annotation = &made["schemas/annotations.json"]["definitions"]["annotation"];
    assert!(annotation["properties"]["treaties"].is_object());
    assert!(made["schemas/transcript.json"]["properties"]["treaties"].is_object());
    assert!(made["schemas/entries/treaties.json"]["properties"]["coordinates"].is_object());
    let ids = &made["schemas/ids.json"]["definitions"];
    assert_eq!(
        ids["treaties"]["anyOf"][0]["enum"],
        serde_json::json!(["a", "b"])
    );
    // An `enum` of nothing is none.
    assert!(ids["people"].get("anyOf").is_none());
}

#[test]
fn an_id_has_a_line_of_its_own() {
    let ids = Ids {
        transcripts: vec!["one", "two"],
        ..Ids::default()
    };
    let all = schemas(&Kinds::default(), ids);
    let (_, text) = all
        .iter()
        .find(|(path, _)| path.ends_with("ids.json"))
        .expect("ids");
    assert!(text.lines().any(|line| line.trim() == "\"one\","));
    assert!(text.lines().any(|line| line.trim() == "\"two\""));
}

#[test]
fn a_line_leads_from_a_file_to_its_schema() {
    let line = |path| modeline(path).unwrap_or_default();
    assert_eq!(
        line("content/annotations/a/b.yaml"),
        "# yaml-language-server: $schema=../../../schemas/annotations.json\n"
    );
    assert_eq!(
        line("postil.yaml"),
        "# yaml-language-server: $schema=schemas/postil.json\n"
    );
    assert_eq!(
        line("content/transcripts/a.yml"),
        "# yaml-language-server: $schema=../../schemas/transcript.json\n"
    );
    // No program reads it there, and a ledger is nobody's to write.
    for path in [
        "content/transcripts/a.md",
        "content/ledger/a.yaml",
        "content/assets/a.yaml",
    ] {
        assert_eq!(modeline(path), None, "{path}");
    }
}

#[test]
fn what_a_key_means_has_no_links() {
    for (path, text) in schemas(&own_kind(), Ids::default()) {
        assert!(!text.contains("]("), "{path}");
        assert!(!text.contains(".md)"), "{path}");
    }
}
