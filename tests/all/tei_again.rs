//! What postil writes as TEI, imported again: an archive that is made of it writes the same TEI.

use std::collections::BTreeMap;

use postil::{
    archive::{
        Annotation, AnnotationFile, Cited, Kinds, ListIndex, Name, ParagraphId, ParagraphIndex,
        Selector, Target, Within,
    },
    import::{Asked, ImportFile, Imported, On, importer_of, reckon},
    source::{SourceId, Span},
    writer::{self, Block, How, Said},
};

use crate::{exports::rich, testsuite::Site};

fn again(name: &str, xml: &str) -> Imported {
    let file = ImportFile::new(name, xml.as_bytes().to_vec(), None);
    let importer = importer_of(&file, None).expect("an importer");
    assert_eq!(importer.name(), "tei");
    let imported = importer.read(&file, &Asked::default()).expect("TEI");
    assert_eq!(reckon(&imported), Vec::<String>::new(), "{name}");
    assert_eq!(
        imported.account.reports(),
        [],
        "{name}: nothing is left out"
    );
    imported
}

fn words(said: &Said, index: ParagraphIndex) -> &str {
    let mut paragraphs = said.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
        Block::Heading { .. } => None,
    });
    paragraphs.nth(index.place()).expect("a paragraph")
}

fn within(first: ParagraphIndex, last: ParagraphIndex) -> Within {
    let cited = |index| Cited {
        id: ParagraphId::counted(index),
        digest: None,
    };
    Within {
        first: cited(first),
        last: cited(last),
        span: Span::NOWHERE,
    }
}

/// The simplest selector that means a place.
fn selector(on: &On, said: &Said) -> Selector {
    match on {
        On::Whole => Selector::Whole,
        On::Paragraphs(first, last) => Selector::Paragraphs(within(*first, *last)),
        On::Words(from, to) if from.paragraph == to.paragraph => Selector::Quote {
            words: Name::unplaced(words(said, from.paragraph)[from.byte..to.byte].to_owned()),
            before: None,
            after: None,
            nth: None,
            within: Some(within(from.paragraph, to.paragraph)),
        },
        On::Words(from, to) => Selector::Passage {
            from: Name::unplaced(words(said, from.paragraph)[from.byte..].to_owned()),
            to: Name::unplaced(words(said, to.paragraph)[..to.byte].to_owned()),
            before: None,
            nth: None,
            within: Some(within(from.paragraph, to.paragraph)),
        },
    }
}

/// Writes what was imported into an archive; editors are known by their names.
fn write(site: &Site, imported: &Imported, editors: &BTreeMap<&str, &str>) {
    let kinds = Kinds::default();
    for entry in &imported.entries {
        let folder = &kinds.names(entry.kind).folder;
        let text = writer::entry(entry.kind, &entry.fields, &entry.body).expect("an entry");
        site.write(&format!("content/{folder}/{}.md", entry.key), &text);
    }
    for brought in &imported.transcripts {
        let written = writer::transcript(&brought.header, &How::default(), &brought.said, &kinds);
        let text = written.expect("a transcript").text;
        site.write(&format!("content/transcripts/{}.md", brought.key), &text);
        let by_id = |name: &mut Option<Name>| {
            if let Some(name) = name
                && let Some(id) = editors.get(name.value.as_str())
            {
                name.value = (*id).to_owned();
            }
        };
        let annotations = brought.notes.iter().map(|note| {
            let targets = [&note.on].into_iter().chain(&note.also).map(|on| Target {
                transcript: None,
                selector: selector(on, &brought.said),
                span: Span::NOWHERE,
            });
            let mut annotation = Annotation {
                targets: targets.collect(),
                ..note.annotation.clone()
            };
            by_id(&mut annotation.by);
            by_id(&mut annotation.checked);
            annotation
        });
        let file = AnnotationFile {
            source: SourceId(0),
            transcript: Some(Name::unplaced(brought.key.clone())),
            candidates: Vec::new(),
            annotations: annotations.collect(),
        };
        let text = writer::annotations(&file, &kinds).expect("annotations");
        site.write(&format!("content/annotations/{}.yaml", brought.key), &text);
    }
}

#[test]
fn an_archive_made_of_its_own_tei_writes_the_same_tei() {
    let first = rich(&["tei"]);
    let path = "content/annotations/talk.yaml";
    let notes = std::fs::read_to_string(first.path(path)).expect("notes");
    let several = "  - {id: several, note: Here and there., targets: [{quote: What}, {in: p3}, {from: Emoji, to: Second}]}\n";
    first.write(path, &format!("{notes}{several}"));
    first.build();
    let second = Site::empty();
    second.write(
        "postil.yaml",
        &std::fs::read_to_string(first.path("postil.yaml")).expect("settings"),
    );
    let editors = BTreeMap::from([("M. Hall", "mh"), ("A program", "ner")]);
    // Topics that a note names come with no title: they are entries of their own, which are there already.
    for path in [
        "topics/milling",
        "topics/noise",
        "topics/fires",
        "people/jane-roe",
        "places/the-mill",
        "events/the-strike",
    ] {
        let path = format!("content/{path}.md");
        let text = std::fs::read_to_string(first.path(&path)).expect("an entry");
        second.write(&path, &text);
    }
    let ids = ["hearing", "talk"];
    for id in ids {
        let xml = first.page(&format!("transcripts/{id}.tei.xml"));
        let mut imported = again(&format!("{id}.tei.xml"), &xml);
        let keys: Vec<&str> = imported
            .transcripts
            .iter()
            .map(|t| t.key.as_str())
            .collect();
        assert_eq!(keys, [id]);
        let people = imported
            .entries
            .iter()
            .filter(|entry| entry.key == "jane-roe");
        assert_eq!(people.count(), 1, "{id}");
        // What is there already stays.
        imported.entries.clear();
        write(&second, &imported, &editors);
    }
    second.build();
    for id in ids {
        let file = format!("transcripts/{id}.tei.xml");
        assert_eq!(second.page(&file), first.page(&file), "{file}");
    }
}
