use proptest::prelude::*;

use super::*;
use crate::{
    archive::Kinds,
    import::{importer_of, reckon},
    writer::{self, Block, How},
};

const FABLES: &str =
    include_str!("../../../tests/fixtures/import/elan-speach/fables_01_03_aesop_64kb.eaf");
const TWO: &str = include_str!("../../../tests/fixtures/import/elan-written/two-speakers.eaf");
const NUMBERED: &str = include_str!("../../../tests/fixtures/import/elan-written/numbered.eaf");

fn import(text: &str) -> Imported {
    let file = ImportFile::new("a.eaf", text.as_bytes().to_vec(), None);
    let importer = importer_of(&file, None).expect("a known format");
    let imported = importer.read(&file, &Asked::default()).expect("readable");
    assert_eq!(reckon(&imported), Vec::<String>::new());
    let transcript = &imported.transcripts[0];
    writer::transcript(
        &transcript.header,
        &How::default(),
        &transcript.said,
        &Kinds::default(),
    )
    .expect("can be written");
    imported
}

fn said(imported: &Imported) -> Vec<String> {
    let blocks = imported.transcripts[0].said.blocks.iter();
    let shown = blocks.map(|block| match block {
        Block::Paragraph(p) => {
            let label = p
                .label
                .as_ref()
                .map(|l| l.declared.as_str())
                .unwrap_or_default();
            let time = p.marks.first().map(|m| m.text.as_str()).unwrap_or_default();
            format!("{label}[{time}] {}", p.text)
        }
        Block::Heading { .. } => panic!("no headings are annotated"),
    });
    shown.collect()
}

fn count(imported: &Imported) -> (usize, usize, usize) {
    let found = imported
        .account
        .counts()
        .find(|(unit, _)| *unit == "annotations");
    found.map_or((0, 0, 0), |(_, c)| (c.found, c.written, c.reported))
}

#[test]
fn the_fables_are_the_utterances_of_one_speaker() {
    let found = import(FABLES);
    // By the bytes: the first tier ends where the second begins.
    let first = FABLES.split("<TIER ").nth(1).expect("a tier");
    let values = first
        .split("<ANNOTATION_VALUE>")
        .skip(1)
        .map(|v| v.split('<').next().expect("a value"));
    let values: Vec<&str> = values.collect();
    assert_eq!(values.len(), 16);
    let texts: Vec<String> = found.transcripts[0]
        .said
        .blocks
        .iter()
        .map(|b| match b {
            Block::Paragraph(p) => p.text.clone(),
            Block::Heading { .. } => String::new(),
        })
        .collect();
    let squeeze = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(texts.join(" "), squeeze(&values.join(" ")));
    assert_eq!(FABLES.matches("<ANNOTATION_VALUE").count(), 97);
    assert_eq!(FABLES.matches("<TIER ").count(), 5);
    assert_eq!(count(&found), (97, 16, 81));
    assert_eq!(found.account.reports().len(), 4);
    let header = &found.transcripts[0].header;
    let labels: Vec<&str> = header.speakers.iter().map(|s| s.label.as_str()).collect();
    assert_eq!(labels, ["P001"]);
    assert_eq!(
        header.rights.as_deref(),
        Some("https://creativecommons.org/licenses/by/4.0/")
    );
    assert_eq!(
        header.common.extra["recording"]["file"],
        "fables_01_03_aesop_64kb.wav"
    );
    assert_eq!(header.credits[0].name, "Le Tuan Anh");
    assert!(said(&found)[0].starts_with("P001[00:00:00.610] This is a libriVox recording all"));
}

#[test]
fn tiers_are_speakers_in_the_order_of_time() {
    let found = import(TWO);
    assert_eq!(
        said(&found),
        [
            "Berta[00:00:01.500] Wir waren früh da.",
            "Frager[00:00:03.600] Wie früh? Vor Tag?",
            "Berta[00:00:07.500] Ja & nein.",
        ]
    );
    assert_eq!(count(&found), (7, 4, 3));
    let header = &found.transcripts[0].header;
    assert_eq!(header.language.as_deref(), Some("deu"));
    assert_eq!(
        header.media.as_ref().map(|m| m.url.as_str()),
        Some("https://archive.example/talk.mp4")
    );
}

#[test]
fn what_is_said_stands_below_the_numbers_of_utterances() {
    let found = import(NUMBERED);
    assert_eq!(
        said(&found),
        ["[00:00:00] It rained.", "[00:00:09] All day."]
    );
    assert_eq!(count(&found), (4, 2, 2));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn truncated_and_odd_files_are_read_or_refused(cut in 0usize..40_000, from in "ts[0-9]|a[0-9]|B|REF_|TIME_VALUE|PARENT_REF|utt", to in "ts1|a7|a6|B-en||ANNOTATION_REF") {
        for text in [TWO.replace(&from, &to), FABLES[..FABLES.floor_char_boundary(cut)].to_owned(), TWO[..TWO.floor_char_boundary(cut)].to_owned()] {
            let file = ImportFile::new("a.eaf", text.into_bytes(), None);
            if let Ok(imported) = Elan.read(&file, &Asked::default()) {
                prop_assert_eq!(reckon(&imported), Vec::<String>::new());
            }
        }
    }
}
