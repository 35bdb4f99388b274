//! From what a note of an import is on to the selector that an annotation has, by way of the transcript as it is read.

use postil::{
    anchor::{PlainText, selector_for},
    archive::{
        Header, Kinds, ListIndex, ParagraphId, ParagraphIndex, Selector, Speaker, Transcript,
    },
    import::{On, Places, Point},
    writer::{self, Block, How, Label, Paragraph, Said},
};

use crate::{testsuite::Site, writer::reading};

fn said() -> Said {
    let paragraph =
        |label: &str, words: &str| Block::Paragraph(Paragraph::by(Label::declared(label), words));
    Said {
        blocks: vec![
            Block::Heading {
                level: 2,
                words: "Morning".into(),
            },
            paragraph("Q", "Did you see it? Did you?"),
            paragraph("A", "  I did: *all* of it. I did.  "),
            Block::Paragraph(Paragraph::of("[Laughter]")),
            paragraph("Q", "Did you?"),
        ],
        footnotes: Vec::new(),
    }
}

/// What is said, written and read again.
fn read_again(said: &Said) -> Transcript {
    let mut header = Header {
        title: "A talk".into(),
        ..Header::default()
    };
    for label in ["Q", "A"] {
        header.speakers.push(Speaker {
            label: label.into(),
            ..Speaker::default()
        });
    }
    let written = writer::transcript(&header, &How::default(), said, &Kinds::default());
    let text = written.expect("it can be written").text;
    let site = Site::empty().file("content/transcripts/talk.md", &text);
    reading::site(&site).transcripts.remove(0)
}

fn point(paragraph: usize, byte: usize) -> Point {
    Point {
        paragraph: ParagraphIndex::at(paragraph),
        byte,
    }
}

#[test]
fn points_of_an_import_are_places_of_the_transcript_that_is_read() {
    let said = said();
    let transcript = read_again(&said);
    let places = Places::new(&said, &transcript);
    let words = |on: &On| {
        let range = places.range(on)?;
        Some(&transcript.text[range])
    };
    assert_eq!(words(&On::Whole), Some(transcript.text.as_str()));
    assert_eq!(words(&On::Words(point(0, 0), point(0, 3))), Some("Did"));
    // Blanks round a paragraph are not written.
    assert_eq!(words(&On::Words(point(1, 1), point(1, 7))), Some("I did"));
    assert_eq!(
        words(&On::Words(point(1, 22), point(3, 3))),
        Some("I did.\n[Laughter]\nDid")
    );
    let paragraphs = On::Paragraphs(ParagraphIndex::at(1), ParagraphIndex::at(2));
    assert_eq!(
        words(&paragraphs),
        Some("I did: *all* of it. I did.\n[Laughter]")
    );
    for (from, to) in [
        (point(0, 0), point(0, 100)),
        (point(0, 5), point(0, 2)),
        (point(4, 0), point(4, 0)),
    ] {
        assert_eq!(words(&On::Words(from, to)), None);
    }
    let mut other = said.clone();
    if let Some(Block::Paragraph(paragraph)) = other.blocks.get_mut(1) {
        paragraph.push(" No.");
    }
    assert_eq!(
        Places::new(&other, &transcript).range(&On::Words(point(0, 0), point(0, 3))),
        None
    );
}

#[test]
fn a_picked_range_becomes_the_selector_that_an_editor_would_write() {
    let said = said();
    let transcript = read_again(&said);
    let places = Places::new(&said, &transcript);
    let paragraphs: Vec<(ParagraphId, std::ops::Range<u32>)> = transcript
        .paragraphs
        .iter()
        .map(|p| (p.id, p.range.clone()))
        .collect();
    let text = PlainText::new(&transcript.text, &paragraphs);
    let selector = |on: &On| selector_for(&text, places.range(on).expect("there")).expect("words");
    let quote = selector(&On::Words(point(0, 0), point(0, 7)));
    let Selector::Quote {
        words,
        after: Some(after),
        before: None,
        nth: None,
        within: None,
    } = quote
    else {
        panic!("{quote:?}");
    };
    assert_eq!(
        (words.value.as_str(), after.value.as_str()),
        ("Did you", "see")
    );
    let whole = selector(&On::Paragraphs(
        ParagraphIndex::at(3),
        ParagraphIndex::at(3),
    ));
    assert!(
        matches!(whole, Selector::Paragraphs(w) if w.first.to_string() == "p4" && w.last == w.first)
    );
}
