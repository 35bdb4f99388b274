use std::{fs, path::Path};

use proptest::prelude::*;

use super::*;
use crate::{
    archive::{Kind, Kinds},
    import::{On, testsuite},
    writer::{self, Block},
};

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import/json");
    fs::read(folder.join(name)).expect("a fixture")
}

fn import(name: &str, bytes: Vec<u8>) -> Result<Imported, Unreadable> {
    let file = ImportFile::new(name, bytes, None);
    let imported = Own.read(&file, &Asked::default())?;
    testsuite::is_sound(name, &imported);
    Ok(imported)
}

fn content(path: &str) -> String {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    fs::read_to_string(content.join(path)).expect("a file of the archive")
}

#[test]
fn the_transcript_of_this_repository_comes_back() {
    let bytes = fixture("transcripts/2014-04-01-brussels.json");
    let file = ImportFile::new("a.json", bytes.clone(), None);
    assert_eq!(Own.claims(&file), Claim::Sure);
    let imported = import("a.json", bytes).expect("it is read");
    let transcript = &imported.transcripts[0];
    let sidecar: serde_yaml::Value =
        serde_yaml::from_str(&content("transcripts/2014-04-01-brussels.yaml")).expect("YAML");
    let header = &transcript.header;
    assert_eq!(Some(header.title.as_str()), sidecar["title"].as_str());
    assert_eq!(header.speakers.len(), 3);
    for speaker in &header.speakers {
        let declared = &sidecar["speakers"][speaker.label.as_str()];
        let person = declared.as_str();
        assert_eq!(speaker.person.as_ref().map(|p| p.value.as_str()), person);
        assert_eq!(speaker.name.as_deref(), declared["name"].as_str());
        assert_eq!(speaker.part.map(|p| p.as_str()), declared["part"].as_str());
    }
    assert!(header.turns.is_empty());
    let lines = content("transcripts/2014-04-01-brussels.txt");
    let lines: Vec<&str> = lines
        .lines()
        .skip(6)
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .collect();
    let words = transcript.said.blocks.iter().map(|block| match block {
        Block::Paragraph(paragraph) => match &paragraph.label {
            Some(label) => format!("{}: {}", label.declared, paragraph.text),
            None => paragraph.text.clone(),
        },
        Block::Heading { words, .. } => words.clone(),
    });
    assert_eq!(words.collect::<Vec<_>>(), lines);
    let notes: serde_yaml::Value =
        serde_yaml::from_str(&content("annotations/2014-04-01-brussels.yaml")).expect("YAML");
    let authored = notes["annotations"]
        .as_sequence()
        .or(notes.as_sequence())
        .expect("notes");
    assert_eq!(transcript.notes.len(), authored.len());
    for note in authored {
        let id = note["id"].as_str();
        let found = transcript
            .notes
            .iter()
            .find(|n| n.annotation.id.as_ref().map(|id| id.value.as_str()) == id);
        let Some(found) = found else { continue };
        if let (On::Words(start, end), Some(quote)) = (&found.on, note["quote"].as_str())
            && start.paragraph == end.paragraph
        {
            let paragraphs = transcript
                .said
                .blocks
                .iter()
                .filter_map(|block| match block {
                    Block::Paragraph(paragraph) => Some(paragraph),
                    Block::Heading { .. } => None,
                });
            let at = crate::archive::ListIndex::place(start.paragraph);
            let text = &paragraphs.collect::<Vec<_>>()[at].text;
            let plain = |words: &str| {
                crate::text::fold(words)
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            assert_eq!(plain(&text[start.byte..end.byte]), plain(quote), "{id:?}");
        }
    }
    let text = |id: &str| {
        let note = transcript
            .notes
            .iter()
            .find(|n| n.annotation.id.as_ref().is_some_and(|i| i.value == id));
        note.and_then(|n| n.annotation.note.as_ref())
            .map(|n| n.text.clone())
            .unwrap_or_default()
    };
    assert!(
        text("two-labels").contains("[[person:ban-ki-moon|Ban Ki-moon]]"),
        "{}",
        text("two-labels")
    );
}

#[test]
fn the_entries_of_this_repository_come_back() {
    let imported = import("archive.json", fixture("archive.json")).expect("it is read");
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    for kind in [
        Kind::TOPICS,
        Kind::EVENTS,
        Kind::PEOPLE,
        Kind::PLACES,
        Kind::ORGANIZATIONS,
        Kind::DOCUMENTS,
    ] {
        let kinds = Kinds::default();
        let folder = content.join(&kinds.names(kind).folder);
        for file in fs::read_dir(folder).expect("a folder") {
            let path = file.expect("a file").path();
            let id = path
                .file_stem()
                .expect("a stem")
                .to_string_lossy()
                .into_owned();
            let entry = imported
                .entries
                .iter()
                .find(|e| e.kind == kind && e.key == id);
            let entry = entry.unwrap_or_else(|| panic!("{id} is missing"));
            let text = fs::read_to_string(&path).expect("text");
            let front = text.split("---\n").nth(1).expect("front matter");
            let front: serde_yaml::Value = serde_yaml::from_str(front).expect("YAML");
            assert_eq!(
                Some(entry.fields.title.as_str()),
                front["title"].as_str(),
                "{id}"
            );
            let aliases = front["aliases"].as_sequence().map_or(0, Vec::len);
            assert_eq!(entry.fields.aliases.len(), aliases, "{id}");
            writer::entry(kind, &entry.fields, &entry.body).expect("it can be written");
        }
    }
    let reported: Vec<&str> = imported.account.reports().iter().map(|r| r.unit).collect();
    assert_eq!(reported, ["editors", "editors"]);
    let pages: Vec<&str> = imported.pages.iter().map(|p| &*p.identity.id).collect();
    assert_eq!(pages, ["about", "method"]);
}

#[test]
fn turns_that_say_something_else_than_others_are_corrections() {
    let json = r#"{"format": "postil-transcript", "version": 1, "archive": "A", "id": "x", "address": "../x/", "title": "X", "language": "en",
        "sections": [{"title": "One", "level": 2, "before": "p2"}, {"title": "End", "level": 3}],
        "footnotes": [{"label": "a", "text": "Small."}],
        "new": 1,
        "turns": [
            {"label": "Q", "asks": true, "paragraphs": [{"id": "p1", "text": "Why é?", "formats": [{"kind": "emphasis", "range": [4, 5]}]}]},
            {"label": "A", "person": {"kind": "person", "id": "ann"}, "paragraphs": [
                {"id": "p2", "text": "So.", "marks": [{"at": 0, "seconds": 5, "printed": "0:05"}], "formats": [{"kind": "footnote", "range": [3, 3], "to": "a"}]},
                {"id": "p3", "text": "Donc.", "language": "fr"}]},
            {"label": "A", "person": {"kind": "person", "id": "bob"}, "certainty": "probable", "direction": "(laughing)", "paragraphs": [{"id": "p4", "text": "No."}]},
            {"label": "A", "person": {"kind": "person", "id": "ann"}, "paragraphs": [{"id": "p5", "text": "Yes."}]},
            {"narration": true, "paragraphs": [{"id": "p6", "text": "They left."}]}],
        "notes": [{"id": "n", "home": "x", "passages": [
            {"first": "p1", "last": "p1", "start": 4, "end": 6, "quote": "é?"}, {"first": "p2", "last": "p3", "start": 0, "end": 5}]},
            {"id": "m", "home": "y", "told_in": "y", "note": "Elsewhere."}]}"#;
    let imported = import("x.json", json.into()).expect("it is read");
    let transcript = &imported.transcripts[0];
    let turns: Vec<String> = transcript
        .header
        .turns
        .iter()
        .map(|t| t.paragraph.value.to_string())
        .collect();
    assert_eq!(turns, ["p4", "p6"]);
    let person = transcript.header.turns[0]
        .person
        .as_ref()
        .map(|p| p.value.as_str());
    assert_eq!(person, Some("bob"));
    assert_eq!(transcript.said.blocks.len(), 8);
    assert_eq!(
        transcript.header.languages[0].paragraphs.value.to_string(),
        "p3"
    );
    assert_eq!(transcript.notes.len(), 1);
    assert_eq!(transcript.notes[0].also.len(), 1);
    let On::Words(start, end) = transcript.notes[0].on else {
        panic!("words")
    };
    assert_eq!((start.byte, end.byte), (4, 7));
    let reported: Vec<&str> = imported.account.reports().iter().map(|r| r.unit).collect();
    assert_eq!(reported, ["fields", "notes"]);
}

#[test]
fn words_under_a_key_that_is_damaged_are_told_and_not_lost() {
    let whole = String::from_utf8(fixture("transcripts/2014-04-01-brussels.json")).expect("text");
    for (key, damaged, told) in [
        (
            "\"paragraphs\":[",
            "\"paragrap s\":[",
            "turn 1 has no `paragraphs`",
        ),
        (
            "\"text\":",
            "\"te t\":",
            "a paragraph of turn 1 has no `text`",
        ),
    ] {
        let turns = whole.find("\"turns\":").expect("turns");
        let (before, behind) = whole.split_at(turns);
        let bytes = format!("{before}{}", behind.replacen(key, damaged, 1));
        let refused = import("a.json", bytes.into()).expect_err("it is damaged");
        assert!(refused.message.contains(told), "{}", refused.message);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn damaged_files_are_told(at in 0usize..60_000, byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = fixture("transcripts/2014-04-01-brussels.json");
        let at = at % bytes.len();
        match cut {
            true => bytes.truncate(at),
            false => bytes[at] = byte,
        }
        testsuite::survives(&Own, ("a.json", bytes));
    }
}
