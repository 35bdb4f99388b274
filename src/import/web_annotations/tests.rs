use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value;

use super::JsonLd;
use crate::import::{
    Asked, Claim, ImportFile, Imported, Importer, Unreadable, importer_of, testsuite,
};

fn read(bytes: &[u8]) -> Result<Imported, Unreadable> {
    let file = ImportFile::new("a.json", bytes.to_vec(), None);
    let imported = JsonLd.read(&file, &Asked::default())?;
    testsuite::adds_up("a.json", &imported);
    Ok(imported)
}

fn one(json: &str) -> Imported {
    read(json.as_bytes()).expect("it can be read")
}

/// The files of a folder of the samples.
fn samples(folder: &str) -> BTreeMap<String, Vec<u8>> {
    let root = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/import/w3c-web-annotation-samples/"
    );
    let files = std::fs::read_dir(format!("{root}{folder}")).expect("the samples");
    let files = files.map(|file| file.expect("a file").path());
    files
        .map(|path| {
            (
                path.file_name()
                    .expect("a name")
                    .to_string_lossy()
                    .into_owned(),
                std::fs::read(&path).expect("bytes"),
            )
        })
        .collect()
}

#[test]
fn all_correct_samples_are_read_or_reported() {
    let samples = samples("correct");
    assert_eq!(samples.len(), 45);
    let (mut found, mut written) = (0, 0);
    for (name, bytes) in samples {
        let file = ImportFile::new(name.as_str(), bytes.clone(), None);
        assert_eq!(JsonLd.claims(&file), Claim::Sure, "{name}");
        assert_eq!(
            importer_of(&file, None).map(Importer::name),
            Ok("web-annotations")
        );
        let imported = read(&bytes).unwrap_or_else(|why| panic!("{name}: {why}"));
        let count = imported
            .account
            .counts()
            .find(|(unit, _)| *unit == "annotations")
            .map(|(_, count)| count);
        let count = count.unwrap_or_default();
        // By the bytes: a page that is not in the file is told of.
        let text = String::from_utf8_lossy(&bytes).replace("\"type\":\"", "\"type\": \"");
        assert_eq!(
            count.found,
            text.matches("\"type\": \"Annotation\"").count(),
            "{name}"
        );
        assert_eq!(count.written, imported.loose.len(), "{name}");
        assert_eq!(
            text.contains("\"first\": \"http") || text.contains("\"next\": \"http"),
            imported
                .account
                .remarks()
                .iter()
                .any(|r| r.what.contains("is not in the file")),
            "{name}"
        );
        found += count.found;
        written += count.written;
    }
    assert!(written > found / 2, "{written} of {found}");
}

#[test]
fn incorrect_samples_are_told_and_do_no_harm() {
    let mut refused = 0;
    for (name, bytes) in samples("incorrect") {
        match read(&bytes) {
            Ok(imported) => {
                let told = imported.account.remarks().len() + imported.account.reports().len();
                assert!(told > 0, "{name} is read as if nothing were wrong");
            }
            Err(why) => {
                refused += 1;
                assert!(!why.message.is_empty());
            }
        }
    }
    assert!(refused > 0);
}

const WHOLE: &str = r#"{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "http://a.example/1", "type": "Annotation",
 "motivation": "commenting", "created": "2015-10-13T13:00:00Z", "modified": "2016-01-01T00:00:00Z",
 "creator": {"id": "http://a.example/u", "type": "Person", "name": "A. Person"},
 "body": [{"type": "TextualBody", "value": "It is 5*6 [sic]", "format": "text/plain", "language": "en"},
  {"type": "TextualBody", "value": "<p>One &amp; two</p>", "format": "text/html"},
  {"type": "TextualBody", "value": "mills", "purpose": "tagging"},
  {"type": "SpecificResource", "purpose": "tagging", "source": "http://a.example/city-1"},
  {"type": "Choice", "items": [{"type": "TextualBody", "value": "yes", "language": "en"}, {"type": "TextualBody", "value": "oui", "language": "fr"}]},
  "http://a.example/elsewhere"],
 "target": [{"source": {"id": "http://a.example/page"}, "selector": {"type": "FragmentSelector", "value": "p5",
   "refinedBy": {"type": "TextQuoteSelector", "exact": "so it was", "prefix": "And ", "suffix": ". But"}}},
  {"source": "http://a.example/page", "selector": {"type": "XPathSelector", "value": "/p[2]"}},
  "http://a.example/other"]}"#;

#[test]
fn bodies_targets_and_who_wrote_it_are_kept() {
    let imported = one(WHOLE);
    let [note] = imported.loose.as_slice() else {
        panic!("one note")
    };
    let annotation = &note.annotation;
    assert_eq!(
        annotation.note.as_ref().map(|n| n.text.as_str()),
        Some("It is 5\\*6 \\[sic\\]\n\nOne \\& two\n\nyes")
    );
    assert_eq!(
        annotation.by.as_ref().map(|by| by.value.as_str()),
        Some("A. Person")
    );
    assert_eq!(
        annotation.written.as_ref().map(|w| w.value.edtf()),
        Some("2015-10-13")
    );
    assert_eq!(annotation.language.as_deref(), Some("en"));
    assert_eq!(annotation.sources[0].text, "<http://a.example/elsewhere>");
    let keys: Vec<&str> = annotation
        .names
        .iter()
        .map(|(_, name)| name.value.as_str())
        .collect();
    assert_eq!(keys, ["mills", "http://a.example/city-1"]);
    assert_eq!(imported.entries.len(), 2);
    let quote = note.quote.as_ref().expect("words");
    assert_eq!(
        (
            quote.prefix.as_str(),
            quote.exact.as_str(),
            quote.suffix.as_str()
        ),
        ("And ", "so it was", ". But")
    );
    assert_eq!(
        quote.within.map(|(p, _)| p.to_string()).as_deref(),
        Some("p5")
    );
    assert_eq!(note.also.len(), 1);
    assert_eq!(note.also[0].addresses, ["http://a.example/other"]);
    let told: Vec<&str> = imported
        .account
        .remarks()
        .iter()
        .map(|r| r.what.as_str())
        .collect();
    assert!(
        told.iter().any(|t| t.contains("XPathSelector"))
            && told.iter().any(|t| t.contains("2016-01-01")),
        "{told:?}"
    );
    assert_eq!(imported.account.reports().len(), 1);
    let report = &imported.account.reports()[0];
    assert_eq!((report.unit, report.words.as_str()), ("bodies", "oui"));
    let french = Asked {
        language: Some("fr".into()),
        ..Asked::default()
    };
    let file = ImportFile::new("a.json", WHOLE.as_bytes().to_vec(), None);
    let imported = JsonLd.read(&file, &french).expect("it can be read");
    assert!(
        imported.loose[0]
            .annotation
            .note
            .as_ref()
            .is_some_and(|n| n.text.ends_with("oui"))
    );
}

#[test]
fn what_has_no_words_is_reported_with_what_it_says() {
    let imported = one(
        r#"{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "bodyValue": "a wheel",
      "target": {"source": "http://a.example/i.png", "selector": {"type": "SvgSelector", "value": "<svg/>"}}}"#,
    );
    assert!(imported.loose.is_empty());
    let report = &imported.account.reports()[0];
    assert!(
        report.what.contains("SvgSelector") && report.words == "a wheel",
        "{report:?}"
    );
}

fn never_panics(bytes: &[u8]) {
    let file = ImportFile::new("x", bytes.to_vec(), None);
    JsonLd.claims(&file);
    drop(read(bytes));
}

proptest! {
    #[test]
    fn whatever_the_bytes_nothing_panics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        never_panics(&bytes);
    }

    #[test]
    fn truncated_files_are_told(at in 0..WHOLE.len()) {
        never_panics(&WHOLE.as_bytes()[..at]);
    }

    #[test]
    fn whatever_its_parts_are_the_account_adds_up(
        parts in prop::collection::vec((0_usize..8, 0_usize..6, "[a-z*_<>&\\[\\]# 我é\n]{0,12}"), 1..8),
    ) {
        let bodies: Vec<Value> = parts.iter().map(|(shape, purpose, words)| {
            let purpose = ["tagging", "describing", "moderating", "linking", "assessing", "commenting"][*purpose];
            let textual = serde_json::json!({"type": "TextualBody", "purpose": purpose, "value": words});
            match shape {
                0 => textual,
                1 => serde_json::json!({"type": "TextualBody", "value": words, "format": "text/html"}),
                2 => serde_json::json!({"type": "Choice", "items": [textual, {"value": words}]}),
                3 => serde_json::json!({"type": "List", "items": [textual, [1], null]}),
                4 => serde_json::json!({"purpose": purpose, "source": words}),
                5 => serde_json::json!(words),
                6 => serde_json::json!({"value": {"value": words}}),
                _ => serde_json::json!([[textual]]),
            }
        }).collect();
        let annotation = serde_json::json!({"type": "Annotation", "body": bodies, "target": ["http://a.example/talk.html", "http://a.example/talk.txt"]});
        never_panics(annotation.to_string().as_bytes());
        never_panics(serde_json::json!({"type": "AnnotationPage", "items": [annotation, bodies]}).to_string().as_bytes());
    }
}
