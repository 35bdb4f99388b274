//! What is found in the words of a Word file, and asked.

use super::{
    made::{docx, p, run},
    *,
};
use crate::{
    archive::Relation,
    import::{AsWords, Guessed, Whence, testsuite},
};

fn heading(words: &str) -> String {
    let style = "<w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>";
    format!("<w:p>{style}{}</w:p>", run(words, false, false))
}

fn plain(words: &str) -> String {
    p(&run(words, false, false))
}

/// A file with a heading, a place and a day above the words.
fn file() -> ImportFile {
    let lines = [
        "Leeds, England",
        "7 June 1932",
        "Ann: It came at night.",
        "Caveat: nobody saw it.",
        "Bo: It did.",
        "Caveat: he was a child.",
        "Ann: We ran.",
        "Caveat: so she said.",
        "Bo: We all did.",
    ];
    let body: String = lines.map(plain).concat();
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/></w:style>";
    let bytes = docx(
        &format!("{}{body}", heading("The flood")),
        &[("styles", styles)],
        &[],
    );
    ImportFile::new("flood.docx", bytes, None)
}

fn read(as_words: AsWords) -> Imported {
    let asked = Asked {
        as_words,
        ..Asked::default()
    };
    let imported = Docx.read(&file(), &asked).expect("it can be read");
    testsuite::adds_up("flood.docx", &imported);
    imported
}

#[test]
fn title_date_place_and_labels_are_guesses() {
    let imported = read(AsWords::default());
    let brought = &imported.transcripts[0];
    assert_eq!(brought.header.title, "The flood");
    let date = brought.header.date.as_ref().expect("a date");
    assert_eq!(date.value.edtf(), "1932-06-07");
    let place = brought.header.named.of(Relation::TranscriptPlace);
    assert_eq!(place[0].value, "Leeds");
    assert_eq!(imported.entries[0].fields.title, "Leeds");
    let guessed: Vec<(&Guessed, Whence, &str)> = brought
        .guessed
        .iter()
        .map(|guess| (&guess.what, guess.whence, guess.printed.as_str()))
        .collect();
    let label = |name: &str| Guessed::Label(name.to_owned());
    assert_eq!(
        guessed,
        [
            (&label("Ann"), Whence::Words, "Ann"),
            (&label("Caveat"), Whence::Words, "Caveat"),
            (&label("Bo"), Whence::Words, "Bo"),
            (&Guessed::Title, Whence::Words, "The flood"),
            (&Guessed::Date, Whence::Beside, "7 June 1932"),
            (
                &Guessed::Place("Leeds".to_owned()),
                Whence::Beside,
                "Leeds, England"
            ),
        ]
    );
    // Date and place stay where they stand.
    let texts: Vec<&str> = paragraphs(&imported)
        .iter()
        .map(|p| p.text.as_str())
        .collect();
    assert_eq!(texts[..2], ["Leeds, England", "7 June 1932"]);
}

#[test]
fn what_is_said_to_be_words_is_words() {
    let mut words = AsWords::default();
    words.titles.insert("The flood".to_owned());
    words.dates.insert("1932-06-07".to_owned());
    words.places.insert("Leeds, England".to_owned());
    words.add_label("caveat");
    words.add_label("Caveat");
    let imported = read(words);
    let brought = &imported.transcripts[0];
    assert_eq!(brought.header.title, "flood");
    assert!(brought.header.date.is_none());
    assert!(imported.entries.is_empty());
    assert!(
        matches!(&brought.said.blocks[0], Block::Heading { words, .. } if words == "The flood")
    );
    let labels: Vec<&str> = brought
        .header
        .speakers
        .iter()
        .map(|s| s.label.as_str())
        .collect();
    assert_eq!(labels, ["Ann", "Bo"]);
    let texts: Vec<&str> = paragraphs(&imported)
        .iter()
        .map(|p| p.text.as_str())
        .collect();
    assert!(texts.contains(&"Caveat: nobody saw it."), "{texts:?}");
}
