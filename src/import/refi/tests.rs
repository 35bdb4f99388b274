use std::{
    collections::BTreeMap,
    io::{Cursor, Write},
};

use proptest::prelude::*;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::RefiQda;
use crate::{
    archive::{ListIndex, Relation},
    import::{
        Asked, BroughtTranscript, Claim, ImportFile, Imported, Importer, On, importer_of, testsuite,
    },
    writer::Block,
};

fn package(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("a file");
        zip.write_all(bytes).expect("bytes");
    }
    zip.finish().expect("a package").into_inner()
}

fn read(bytes: Vec<u8>) -> Imported {
    testsuite::read(&RefiQda, ("study.qdpx", bytes), &Asked::default())
}

/// The words that a note is on.
fn words(transcript: &BroughtTranscript, on: &On) -> String {
    let On::Words(from, to) = on else {
        return format!("{on:?}");
    };
    let texts: Vec<&str> = transcript
        .said
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) => paragraph.text.as_str(),
            Block::Heading { words, .. } => words.as_str(),
        })
        .collect();
    let (first, last) = (from.paragraph.place(), to.paragraph.place());
    match first == last {
        true => texts[first][from.byte..to.byte].to_owned(),
        false => {
            let mut all = vec![&texts[first][from.byte..]];
            all.extend(&texts[first + 1..last]);
            all.push(&texts[last][..to.byte]);
            all.join("|")
        }
    }
}

fn counts(imported: &Imported) -> BTreeMap<&'static str, (usize, usize, usize)> {
    imported
        .account
        .counts()
        .map(|(unit, c)| (unit, (c.found, c.written, c.reported)))
        .collect()
}

const TALK: &str = "I kept the mill\u{1f33e} for forty years.\r\n\r\nThe river  rose twice.\r\nIn the second flood we lost the wheel.\r\n";

/// The place of words in a text, as a program counts.
fn at(text: &str, words: &str, count: &dyn Fn(&str) -> usize) -> (usize, usize) {
    let start = text.find(words).expect("there");
    (count(&text[..start]), count(&text[..start + words.len()]))
}

fn project(sources: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<Project name="Mills" xmlns="urn:QDA-XML:project:1.0">
<Users><User guid="U1" name="Eve Weaver"/><User guid="U2" name="Bob"/></Users>
<CodeBook><Codes>
 <Code guid="C1" name="Water" isCodable="true"><Description>All that flows.</Description><NoteRef targetGUID="N1"/>
  <Code guid="C2" name="Flood" isCodable="true"><Code guid="C3" name="Second flood" isCodable="true"/></Code></Code>
 <Code guid="C4" name="Work" isCodable="true"/>
</Codes></CodeBook>
<Cases><Case guid="K1" name="Miller"><Description>A case of one.</Description></Case></Cases>
<Sources>{sources}</Sources>
<Notes>
 <Note guid="N1" name="On water" creatingUser="U1"><PlainTextContent>Ask about wells.</PlainTextContent></Note>
 <Note guid="N2" name="First look" creatingUser="U2" creationDateTime="2021-03-04T10:00:00Z"><PlainTextContent>She hesitates * here.</PlainTextContent></Note>
 <Note guid="N3" name="Lost" plainTextPath="internal://n3.txt"/>
</Notes>
<Description>A study of mills.</Description>
</Project>"#
    )
}

fn selections(text: &str, count: &dyn Fn(&str) -> usize) -> String {
    let (a, b) = at(text, "forty years", count);
    let (c, d) = at(text, "rose twice.\r\nIn the second flood", count);
    let (e, f) = at(text, "the wheel", count);
    format!(
        r#"<PlainTextSelection guid="S1" startPosition="{a}" endPosition="{b}" creatingUser="U1" creationDateTime="2021-03-04T10:00:00Z">
  <Coding guid="D1" creatingUser="U1"><CodeRef targetGUID="C4"/></Coding></PlainTextSelection>
 <PlainTextSelection guid="S2" startPosition="{c}" endPosition="{d}" creatingUser="U2"><Description>Two floods</Description>
  <Coding guid="D2" creatingUser="U2"><CodeRef targetGUID="{{C3}}"/></Coding><Coding guid="D3" creatingUser="U2"><CodeRef targetGUID="C1"/></Coding></PlainTextSelection>
 <PlainTextSelection guid="S3" startPosition="{e}" endPosition="{f}"><NoteRef targetGUID="N2"/></PlainTextSelection>
 <PlainTextSelection guid="S4" startPosition="{e}" endPosition="{f}"/>
 <PlainTextSelection guid="S5" startPosition="9000" endPosition="9001"><Coding guid="D4"><CodeRef targetGUID="C1"/></Coding></PlainTextSelection>"#
    )
}

const CODED: [&str; 3] = [
    "forty years",
    "rose twice.|In the second flood",
    "the wheel",
];

#[test]
fn sources_codes_codings_and_memos_come_over() {
    let points = |text: &str| text.chars().count();
    let qde = project(&format!(
        r#"<TextSource guid="T1" name="Interview with the miller" plainTextPath="internal://T1.txt" richTextPath="internal://T1.docx">
 <Description>Recorded at the mill.</Description>{}<NoteRef targetGUID="N2"/></TextSource>
 <TextSource guid="T2" name="Empty" plainTextPath="internal://T2.txt"/>
 <TextSource guid="T3" name="Rich" richTextPath="internal://T3.docx"><PlainTextSelection guid="S9" startPosition="1" endPosition="2"><Coding guid="D9"><CodeRef targetGUID="C1"/></Coding></PlainTextSelection></TextSource>
 <PictureSource guid="P1" name="Wheel" path="internal://P1.jpg"><PictureSelection guid="S8" firstX="1" firstY="1" secondX="2" secondY="2"/></PictureSource>"#,
        selections(TALK, &points)
    ));
    let bytes = package(&[
        ("project.qde", qde.as_bytes()),
        ("sources/T1.txt", TALK.as_bytes()),
        ("sources/T2.txt", b"  \r\n"),
        ("Sources/n3.txt", b"Nobody refers to this."),
    ]);
    let file = ImportFile::new("study.zip", bytes.clone(), None);
    assert_eq!(RefiQda.claims(&file), Claim::Sure);
    assert_eq!(importer_of(&file, None).map(Importer::name), Ok("refi-qda"));
    let imported = read(bytes);
    let [transcript] = imported.transcripts.as_slice() else {
        panic!("one transcript")
    };
    assert_eq!(transcript.header.title, "Interview with the miller");
    assert_eq!(
        transcript.header.summary.as_deref(),
        Some("Recorded at the mill.")
    );
    assert_eq!(transcript.said.blocks.len(), 3);
    let on: Vec<String> = transcript
        .notes
        .iter()
        .map(|note| words(transcript, &note.on))
        .collect();
    assert_eq!(on[0], "Whole");
    assert_eq!(on[1..], CODED);
    let note = |at: usize| &transcript.notes[at].annotation;
    let says = |at: usize| note(at).note.as_ref().map(|n| n.text.as_str());
    assert_eq!(note(0).title.as_deref(), Some("First look"));
    assert_eq!(says(0), Some("She hesitates \\* here."));
    let codes = |at: usize| -> Vec<&str> {
        note(at)
            .names
            .iter()
            .map(|(_, n)| n.value.as_str())
            .collect()
    };
    assert_eq!((codes(1), codes(2)), (vec!["c4"], vec!["c3", "c1"]));
    assert_eq!(
        note(1).by.as_ref().map(|by| by.value.as_str()),
        Some("Eve Weaver")
    );
    assert_eq!(
        note(1).written.as_ref().map(|w| w.value.edtf()),
        Some("2021-03-04")
    );
    assert_eq!(
        (says(2), says(3)),
        (Some("Two floods"), Some("She hesitates \\* here."))
    );
    let topics: Vec<(&str, Vec<&str>)> = imported
        .entries
        .iter()
        .map(|e| {
            let broader = e
                .fields
                .named
                .of(Relation::Broader)
                .iter()
                .map(|n| n.value.as_str());
            (e.fields.title.as_str(), broader.collect())
        })
        .collect();
    assert_eq!(
        topics,
        [
            ("Water", vec![]),
            ("Flood", vec!["c1"]),
            ("Second flood", vec!["c2"]),
            ("Work", vec![])
        ]
    );
    assert_eq!(
        imported.entries[0].body,
        "All that flows.\n\nAsk about wells."
    );
    // By the XML itself.
    assert_eq!(
        counts(&imported),
        BTreeMap::from([
            ("cases", (1, 0, 1)),
            ("codes", (qde.matches("<Code ").count(), 4, 0)),
            ("codings", (qde.matches("<Coding ").count(), 3, 2)),
            ("descriptions", (2, 0, 2)),
            ("memos", (qde.matches("<Note ").count(), 2, 1)),
            ("selections", (qde.matches("Selection guid").count(), 3, 4)),
            ("sources", (qde.matches("Source guid").count(), 1, 3)),
        ])
    );
    assert!(
        imported
            .account
            .reports()
            .iter()
            .any(|r| r.words == "Nobody refers to this.")
    );
}

#[test]
fn positions_are_found_however_they_are_counted_and_wherever_the_text_is() {
    type Count = &'static dyn Fn(&str) -> usize;
    let ways: [(Count, &str); 4] = [
        (&|text| text.chars().count(), "internal://T1.txt"),
        (&|text| text.replace("\r\n", "\n").chars().count(), "T1.txt"),
        (&|text| text.encode_utf16().count(), "internal:/T1.txt"),
        (
            &|text| text.replace("\r\n", "\n").encode_utf16().count(),
            "sources/t1.TXT",
        ),
    ];
    for (count, path) in ways {
        for mark in ["", "\u{feff}"] {
            let qde = project(&format!(
                "<TextSource guid=\"T1\" name=\"T\" plainTextPath=\"{path}\">{}</TextSource>",
                selections(TALK, count)
            ));
            let text = format!("{mark}{TALK}");
            let imported = read(package(&[
                ("project.qde", qde.as_bytes()),
                ("sources/T1.txt", text.as_bytes()),
            ]));
            let transcript = &imported.transcripts[0];
            let on: Vec<String> = transcript
                .notes
                .iter()
                .map(|note| words(transcript, &note.on))
                .collect();
            assert_eq!(on, CODED, "{path}");
        }
    }
}

#[test]
fn a_recording_has_its_transcript_with_its_times() {
    let qde = project(
        r#"<AudioSource guid="A1" name="Tape 1" path="internal://A1.mp3">
 <Transcript guid="T1" plainTextPath="internal://T1.txt"><SyncPoint guid="Y1" timeStamp="0" position="0"/><SyncPoint guid="Y2" timeStamp="61500" position="8"/>
 <SyncPoint guid="Y3" timeStamp="62000" position="12"/>
 <TranscriptSelection guid="S1" fromSyncPoint="Y2" toSyncPoint="Y3"><Coding guid="D1"><CodeRef targetGUID="C1"/></Coding></TranscriptSelection></Transcript>
 <AudioSelection guid="S2" begin="1" end="2"><Coding guid="D2"><CodeRef targetGUID="C1"/></Coding></AudioSelection></AudioSource>"#,
    );
    let imported = read(package(&[
        ("project.qde", qde.as_bytes()),
        ("sources/T1.txt", b"So it.\n\nRose again."),
    ]));
    let transcript = &imported.transcripts[0];
    assert_eq!(transcript.header.title, "Tape 1");
    let marks: Vec<(&str, u32)> = transcript
        .said
        .blocks
        .iter()
        .flat_map(|block| match block {
            Block::Paragraph(p) => p.marks.iter().map(|m| (m.text.as_str(), m.at)).collect(),
            Block::Heading { .. } => Vec::new(),
        })
        .collect();
    assert_eq!(
        marks,
        [("00:00:00", 0), ("00:01:01.500", 0), ("00:01:02", 4)]
    );
    assert_eq!(words(transcript, &transcript.notes[0].on), "Rose");
    assert_eq!(counts(&imported)["selections"], (2, 1, 1));
}

#[test]
fn a_code_book_alone_becomes_topics() {
    let text = r#"<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="a" name="One"><Code guid="b" name="Two &amp; more"/></Code></Codes><Sets><Set guid="s" name="All"/></Sets></CodeBook>"#;
    let file = ImportFile::new("codes.qdc", text.as_bytes().to_vec(), None);
    assert_eq!(importer_of(&file, None).map(Importer::name), Ok("refi-qda"));
    let imported = RefiQda
        .read(&file, &Asked::default())
        .expect("it can be read");
    let titles: Vec<&str> = imported
        .entries
        .iter()
        .map(|e| e.fields.title.as_str())
        .collect();
    assert_eq!(titles, ["One", "Two & more"]);
}

fn never_panics(bytes: Vec<u8>) {
    testsuite::survives(&RefiQda, ("x.qdpx", bytes));
}

proptest! {
    #[test]
    fn whatever_the_bytes_nothing_panics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        never_panics(bytes.clone());
        never_panics(package(&[("project.qde", &bytes)]));
    }

    #[test]
    fn truncated_projects_are_told(at in 0_usize..2500) {
        let points = |text: &str| text.chars().count();
        let qde = project(&format!("<TextSource guid=\"T1\" name=\"T\" plainTextPath=\"internal://T1.txt\">{}</TextSource>", selections(TALK, &points)));
        never_panics(qde.as_bytes()[..at.min(qde.len())].to_vec());
        let whole = package(&[("project.qde", qde.as_bytes()), ("sources/T1.txt", TALK.as_bytes())]);
        never_panics(whole[..at.min(whole.len())].to_vec());
    }

    #[test]
    fn generated_texts_come_back_word_for_word_with_what_is_coded(
        text in "([a-c我]{1,4}|  | |\r\n|\n|\t|\u{1f33e}|:|\u{c}){1,40}",
        from in 0_usize..60,
        length in 0_usize..30,
    ) {
        let qde = project(&format!(
            "<TextSource guid=\"T1\" name=\"T\" plainTextPath=\"internal://T1.txt\"><PlainTextSelection guid=\"S1\" startPosition=\"{from}\" endPosition=\"{}\"><Coding guid=\"D1\"><CodeRef targetGUID=\"C1\"/></Coding></PlainTextSelection></TextSource>",
            from + length
        ));
        let imported = read(package(&[("project.qde", qde.as_bytes()), ("sources/T1.txt", text.as_bytes())]));
        let signs: Vec<char> = text.chars().collect();
        // With one way to count alone, what is coded is what stands at these signs.
        if let ([transcript], false) = (imported.transcripts.as_slice(), text.contains("\r\n") || text.contains('\u{1f33e}')) {
            let coded: String = signs.iter().skip(from).take(length).collect();
            let coded = if from + length > signs.len() { String::new() } else { coded };
            let split = |text: &str| text.split(|c: char| c.is_whitespace() || c == '|').filter(|w| !w.is_empty()).map(str::to_owned).collect::<Vec<_>>();
            let found = transcript.notes.first().map(|note| words(transcript, &note.on)).unwrap_or_default();
            prop_assert_eq!(split(&found), split(&coded));
        }
    }
}

#[test]
fn labels_are_taken_out_of_the_words_and_what_is_coded_stays_where_it_was() {
    let text = "I: How was it\u{1f33e}?\r\nB:  We kept the mill.\r\nThen it burned.\r\nI:\r\nWhen was that?\r\nB: In spring: early.\r\nHow old: ten\r\n";
    let count = |words: &str| words.chars().count();
    let selection = |guid: &str, words: &str| {
        let (from, to) = at(text, words, &count);
        format!(
            r#"<PlainTextSelection guid="{guid}" startPosition="{from}" endPosition="{to}"><Coding guid="D{guid}"><CodeRef targetGUID="C1"/></Coding></PlainTextSelection>"#
        )
    };
    let selections = [
        selection("S1", "kept the mill"),
        selection("S2", "B:  We kept the mill.\r\nThen"),
        selection("S3", "burned.\r\nI:\r\nWhen"),
        selection("S4", "I:\r\nWhen"),
        selection("S5", "spring: early"),
        selection("S6", "I"),
    ];
    let source = format!(
        r#"<TextSource guid="T1" name="Talk" plainTextPath="internal://t1.txt">{}</TextSource>"#,
        selections.concat()
    );
    let found = read(package(&[
        ("project.qde", project(&source).as_bytes()),
        ("sources/t1.txt", text.as_bytes()),
    ]));
    let transcript = &found.transcripts[0];
    let said: Vec<String> = transcript
        .said
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(p) => {
                let label = p.label.as_ref().map_or("", |label| &label.declared);
                format!("{label}|{}", p.text)
            }
            Block::Heading { words, .. } => words.clone(),
        })
        .collect();
    assert_eq!(
        said,
        [
            "I|How was it\u{1f33e}?",
            "B|We kept the mill.",
            "|Then it burned.",
            "I|When was that?",
            "B|In spring: early.",
            "|How old: ten",
        ]
    );
    let labels: Vec<&str> = transcript
        .header
        .speakers
        .iter()
        .map(|s| &*s.label)
        .collect();
    assert_eq!(labels, ["I", "B"]);
    let on: Vec<String> = transcript
        .notes
        .iter()
        .map(|n| words(transcript, &n.on))
        .collect();
    assert_eq!(
        on,
        [
            "kept the mill",
            "We kept the mill.|Then",
            "burned.|When",
            "When",
            "spring: early",
        ]
    );
    // The label alone has no words.
    let counts = counts(&found);
    assert_eq!(counts["selections"], (6, 5, 1));
    assert_eq!(counts["codings"].2, 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever lines begin with, each word that is coded is the word that the positions mean, and all that is printed is accounted for.
    #[test]
    fn words_that_are_coded_are_those_that_positions_mean(
        lines in prop::collection::vec(("(I: |B: |I:|MR. ROE: |[A-Z]: |  |)", "[a-zé ]{0,12}"), 1..12),
        pick in any::<prop::sample::Index>(),
    ) {
        let mut text = String::new();
        let mut spoken: Vec<(usize, String)> = Vec::new();
        for (label, words) in &lines {
            text.push_str(label);
            for word in words.split(' ') {
                // A word of one letter may be the label.
                if word.chars().count() > 1 {
                    spoken.push((text.chars().count(), word.to_owned()));
                }
                text.push_str(word);
                text.push(' ');
            }
            text.push('\n');
        }
        prop_assume!(!spoken.is_empty());
        let (from, word) = spoken[pick.index(spoken.len())].clone();
        let to = from + word.chars().count();
        let source = format!(
            r#"<TextSource guid="T1" name="Talk" plainTextPath="internal://t1.txt"><PlainTextSelection guid="S1" startPosition="{from}" endPosition="{to}"><Coding guid="D1"><CodeRef targetGUID="C1"/></Coding></PlainTextSelection></TextSource>"#
        );
        let found = read(package(&[("project.qde", project(&source).as_bytes()), ("sources/t1.txt", text.as_bytes())]));
        let transcript = &found.transcripts[0];
        prop_assert_eq!(words(transcript, &transcript.notes[0].on), word);
    }
}
