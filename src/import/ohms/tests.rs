use proptest::prelude::*;

use super::*;
use crate::{
    archive::{Kind, Kinds, Part},
    import::{On, testsuite},
    writer::{self, Block, How},
};

const PLAIN: &str = include_str!("../../../tests/fixtures/import/ohms-written/plain.xml");
const CAPTIONS: &str = include_str!("../../../tests/fixtures/import/ohms-written/captions.xml");
const INDEX: &str = include_str!("../../../tests/fixtures/import/ohms-written/index-only.xml");

fn import(text: &str) -> Imported {
    testsuite::recognised("ohms", ("doe.xml", text))
}

fn body(transcript: &BroughtTranscript) -> String {
    let written = writer::transcript(
        &transcript.header,
        &How::default(),
        &transcript.said,
        &Kinds::default(),
    );
    let text = written.expect("can be written").text;
    let (_, body) = text.split_once("\n---\n").expect("front matter");
    body.trim().to_owned()
}

fn on(note: &Note) -> String {
    match note.on {
        On::Paragraphs(from, to) => {
            use crate::archive::ParagraphId;
            format!(
                "{}-{}",
                ParagraphId::counted(from),
                ParagraphId::counted(to)
            )
        }
        On::Whole => "whole".to_owned(),
        On::Words(..) => "words".to_owned(),
    }
}

#[test]
fn a_record_of_plain_text_has_minutes_footnotes_and_people() {
    let found = import(PLAIN);
    let own = &found.transcripts[0];
    assert_eq!(
        body(own),
        "This is an interview with Jane Doe.\n\n\
         SMITH: When did you come to the valley?\n\n\
         DOE: We [00:01:00] came in the spring of 1931.[^1] My father had bought the farm un- seen, you know.\n\n\
         SMITH: [00:02:00] And then the water rose?\n\n\
         DOE: [00:03:00] It rose in the night.[^2] Nobody slept.\n\n\
         [^1]: She said 1932 elsewhere.\n\n\
         [^2]: County Herald, 3 February 1937. https://herald.example/1937"
    );
    let header = &own.header;
    assert_eq!(header.title, "Interview with Jane Doe, May 6, 1994");
    assert_eq!(
        header.date.as_ref().map(|d| d.value.edtf()),
        Some("1994-05-06")
    );
    let source = header.source.as_ref().expect("a source");
    assert_eq!(
        (source.title.as_deref(), source.identifier.as_deref()),
        (Some("County Archive"), Some("1994oh007"))
    );
    assert_eq!(
        header.rights.as_deref(),
        Some("Copyright County Archive. Ask before use.")
    );
    let media = header.media.as_ref().expect("a recording");
    assert_eq!(
        (media.url.as_str(), media.duration),
        ("https://archive.example/doe.mp3", Some(250.0))
    );
    assert_eq!(
        (header.language.as_deref(), header.summary.as_deref()),
        (Some("en"), Some("About a river town."))
    );
    assert_eq!(
        header.common.extra["ohms"]["collection_name"],
        "River Towns"
    );
    assert!(header.common.extra["ohms"].get("user_notes").is_none());
    let who: Vec<(&str, Option<&str>, Option<Part>)> = header
        .speakers
        .iter()
        .map(|s| {
            (
                s.label.as_str(),
                s.person.as_ref().map(|p| p.value.as_str()),
                s.part,
            )
        })
        .collect();
    assert_eq!(
        who,
        [
            ("SMITH", Some("paul-smith"), Some(Part::Interviewer)),
            ("DOE", Some("doe-jane"), Some(Part::Interviewee))
        ]
    );
    let people: Vec<(&str, Option<&str>)> = found
        .entries
        .iter()
        .filter(|e| e.kind == Kind::PEOPLE)
        .map(|e| (e.fields.title.as_str(), e.fields.sort.as_deref()))
        .collect();
    assert_eq!(
        people,
        [("Jane Doe", Some("Doe, Jane")), ("Paul Smith", None)]
    );
}

#[test]
fn points_of_the_index_are_notes_with_topics_places_and_sources() {
    let found = import(PLAIN);
    let notes = &found.transcripts[0].notes;
    let shown: Vec<(String, &str, Option<&str>, Vec<&str>)> = notes
        .iter()
        .map(|note| {
            let annotation = &note.annotation;
            let names = annotation
                .names
                .iter()
                .map(|(_, name)| name.value.as_str())
                .collect();
            (
                on(note),
                annotation.title.as_deref().unwrap_or_default(),
                annotation.note.as_ref().map(|n| n.text.as_str()),
                names,
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            (
                "p1-p4".to_owned(),
                "Arrival",
                Some("Doe tells how her family came to the valley."),
                vec!["families", "farms", "kentucky-history", "green-valley"]
            ),
            (
                "p4-p4".to_owned(),
                "The flood",
                Some("The water of 1937."),
                vec!["farms", "floods"]
            ),
            ("p5-p5".to_owned(), "Afterwards", None, vec![]),
        ]
    );
    assert_eq!(
        notes[0].annotation.sources[0].text,
        "[A map of the valley](https://maps.example/valley)"
    );
    let valley = found
        .entries
        .iter()
        .find(|e| e.key == "green-valley")
        .expect("a place");
    assert_eq!(
        valley.fields.coordinates.map(|c| (c.latitude, c.longitude)),
        Some((37.5, -85.25))
    );
    assert_eq!(found.entries.iter().filter(|e| e.key == "farms").count(), 1);
}

#[test]
fn the_other_language_is_a_translation() {
    let found = import(PLAIN);
    assert_eq!(found.transcripts.len(), 2);
    let other = &found.transcripts[1];
    assert_eq!(other.key, "doe-es");
    assert_eq!(
        other
            .header
            .translation_of
            .as_ref()
            .map(|t| t.value.as_str()),
        Some("doe")
    );
    assert_eq!(other.header.language.as_deref(), Some("es"));
    assert_eq!(
        body(other),
        "SMITH: ¿Cuándo llegaron al valle?\n\nDOE: Llegamos en la primavera."
    );
    assert_eq!(other.notes[0].annotation.title.as_deref(), Some("Llegada"));
}

#[test]
fn captions_of_a_record_have_their_footnotes() {
    let found = import(CAPTIONS);
    let own = &found.transcripts[0];
    assert_eq!(
        body(own),
        "Roe: [00:00:01] Where was the school[^1]?\n\n\
         Lee: [00:00:05.500] Behind the mill & the church.\n\n\
         Roe: [00:00:12] And work?\n\n\
         [^1]: The old school. See here https://school.example/"
    );
    assert_eq!(
        own.notes.iter().map(on).collect::<Vec<_>>(),
        ["p1-p2", "p3-p3"]
    );
    assert!(own.header.speakers.iter().all(|s| s.person.is_some()));
    assert_eq!(own.header.common.extra["recording"]["duration"], 60.0);
}

#[test]
fn a_record_without_a_transcript_is_its_index() {
    let found = import(INDEX);
    let own = &found.transcripts[0];
    assert_eq!(own.header.record, Some(Record::Summary));
    assert_eq!(
        body(own),
        "## Childhood\n\n[00:00:00] I was born here.\n\nHis first years.\n\n[00:01:30] Closing"
    );
    assert_eq!(own.notes.len(), 1);
    assert!(
        own.said
            .blocks
            .iter()
            .any(|b| matches!(b, Block::Heading { level: 2, .. }))
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn truncated_and_odd_files_are_read_or_refused(cut in 0usize..6000, from in "\\[\\[footnote\\]\\]|\\[\\[/note\\]\\]|<time>|\\|8\\(1\\)|DOE:|1:|</c>|\\]\\]>|<keywords>|>0<|--&gt;|_alt>", to in "|\\[\\[footnotes\\]\\]|<time>9|x|<c\\.9>|0:|[0-9]{1,12}|\u{4e00}|<title>") {
        for text in [PLAIN, CAPTIONS, INDEX] {
            for text in [text.replace(&from, &to), text.replacen(&from, &to, 1), text[..text.floor_char_boundary(cut)].to_owned()] {
                testsuite::holds(&Ohms, ("doe.xml", text));
            }
        }
    }
}
