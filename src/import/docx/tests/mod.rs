mod guessed;
mod made;

use super::*;
use crate::{
    import::{Changes, On, testsuite},
    writer::{Block, Paragraph},
};

/// A fixture, imported, its account added up and its transcript written.
pub(super) fn fixture(name: &str, changes: Changes) -> Imported {
    let path = format!(
        "{}/tests/fixtures/import/{name}",
        env!("CARGO_MANIFEST_DIR")
    );
    let bytes = std::fs::read(path).expect("the fixture is there");
    let stem = name.rsplit('/').next().unwrap_or(name);
    import(stem, bytes, changes)
}

pub(super) fn import(name: &str, bytes: Vec<u8>, changes: Changes) -> Imported {
    let file = ImportFile::new(name, bytes, None);
    assert_eq!(Docx.claims(&file), Claim::Sure, "{name}");
    let asked = Asked {
        changes,
        ..Asked::default()
    };
    let imported = Docx.read(&file, &asked).expect("it can be read");
    testsuite::is_sound(name, &imported);
    imported
}

pub(super) fn paragraphs(imported: &Imported) -> Vec<&Paragraph> {
    let blocks = imported.transcripts.iter().flat_map(|t| &t.said.blocks);
    blocks
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            Block::Heading { .. } => None,
        })
        .collect()
}

#[test]
fn accepted_changes_are_those_that_word_accepts() {
    let mine = fixture(
        "docx-openxml-powertools/RA001-Tracked-Revisions-01.docx",
        Changes::Accept,
    );
    let words = fixture(
        "docx-openxml-powertools/RP001-Tracked-Revisions-01-Accepted.docx",
        Changes::Accept,
    );
    assert_eq!(mine.transcripts[0].said, words.transcripts[0].said);
    let paragraphs = paragraphs(&mine);
    assert_eq!(paragraphs.len(), 58);
    let count: usize = paragraphs
        .iter()
        .map(|p| p.text.split_whitespace().count())
        .sum();
    assert_eq!(count, 300);
}

#[test]
fn moved_text_is_there_once() {
    for (changes, twin) in [(Changes::Accept, "Accepted"), (Changes::Reject, "Rejected")] {
        let mine = fixture(
            "docx-openxml-powertools/RP015-MoveFrom-MoveTo.docx",
            changes,
        );
        let words = fixture(
            &format!("docx-openxml-powertools/RP015-MoveFrom-MoveTo-{twin}.docx"),
            Changes::Accept,
        );
        assert_eq!(
            mine.transcripts[0].said, words.transcripts[0].said,
            "{twin}"
        );
        assert_eq!(paragraphs(&mine).len(), 4);
        let moves = mine.account.counts().find(|(unit, _)| *unit == "moves");
        assert_eq!(moves.map(|(_, count)| count.found), Some(4));
    }
}

#[test]
fn a_comment_on_words_and_one_on_a_paragraph() {
    let comments = fixture("docx-mammoth/comments.docx", Changes::Accept);
    let notes = &comments.transcripts[0].notes;
    assert_eq!(notes.len(), 2);
    let On::Words(from, to) = notes[0].on else {
        panic!("{:?}", notes[0].on)
    };
    assert_eq!(&paragraphs(&comments)[0].text[from.byte..to.byte], "Ouch");
    assert!(matches!(notes[1].on, On::Paragraphs(first, last) if first == last));
    let annotation = &notes[0].annotation;
    assert!(annotation.draft);
    assert_eq!(
        annotation.by.as_ref().map(|by| by.value.as_str()),
        Some("Michael Williamson")
    );
    assert_eq!(
        annotation
            .written
            .as_ref()
            .map(|d| d.value.edtf().to_owned())
            .as_deref(),
        Some("2016-07-03T15:10:00")
    );
    assert_eq!(
        annotation.note.as_ref().map(|n| n.text.as_str()),
        Some("A tachyon walks into a bar.")
    );
}

#[test]
fn footnotes_strict_files_and_boxes() {
    let footnotes = fixture("docx-mammoth/footnotes.docx", Changes::Accept);
    assert_eq!(
        footnotes.transcripts[0].said.footnotes,
        ["A tachyon walks into a bar.", "Fin."]
    );
    let strict = fixture("docx-mammoth/strict-format.docx", Changes::Accept);
    assert_eq!(paragraphs(&strict).len(), 1);
    let boxed = fixture("docx-mammoth/text-box.docx", Changes::Accept);
    let texts: Vec<&str> = paragraphs(&boxed).iter().map(|p| p.text.as_str()).collect();
    assert_eq!(texts, ["Datum plane"]);
}

#[test]
fn comments_with_links_and_pictures() {
    let rich = fixture("docx-python-docx/comments-rich-para.docx", Changes::Accept);
    let notes = &rich.transcripts[0].notes;
    assert_eq!(notes.len(), 4);
    let first = notes[0].annotation.note.as_ref().expect("a note");
    assert_eq!(
        first.text,
        "Text with hyperlink <https://google.com> embedded."
    );
}
