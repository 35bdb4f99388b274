use proptest::prelude::*;

use super::*;
use crate::{import::testsuite, writer::Block};

const FABLES: &str =
    include_str!("../../../tests/fixtures/import/elan-speach/fables_01_03_aesop_64kb.eaf");
const TWO: &str = include_str!("../../../tests/fixtures/import/elan-written/two-speakers.eaf");
const NUMBERED: &str = include_str!("../../../tests/fixtures/import/elan-written/numbered.eaf");

fn import(text: &str) -> Imported {
    testsuite::recognised("elan", ("a.eaf", text))
}

fn said(imported: &Imported) -> Vec<String> {
    shown(&imported.transcripts[0])
}

fn shown(transcript: &BroughtTranscript) -> Vec<String> {
    let blocks = transcript.said.blocks.iter();
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
    assert_eq!(count(&found), (7, 6, 1));
    let header = &found.transcripts[0].header;
    assert_eq!(header.language.as_deref(), Some("deu"));
    assert_eq!(
        header.media.as_ref().map(|m| m.url.as_str()),
        Some("https://archive.example/talk.mp4")
    );
}

#[test]
fn a_translation_is_a_transcript_beside_and_says_of_which_paragraphs() {
    let found = import(TWO);
    let [own, english] = found.transcripts.as_slice() else {
        panic!("two transcripts")
    };
    assert_eq!(
        shown(english),
        [
            "Berta[00:00:01.500] We were there early.",
            "[00:00:07.500] Yes and no.",
        ]
    );
    let header = &english.header;
    assert_eq!(english.key, "a-en");
    assert_eq!(header.language.as_deref(), Some("en"));
    let original = header.translation_of.as_ref().map(|of| of.value.as_str());
    assert_eq!(original, Some(own.key.as_str()));
    let labels: Vec<&str> = header.speakers.iter().map(|s| s.label.as_str()).collect();
    assert_eq!(labels, ["Berta"], "nobody is declared who says nothing");
    let align: Vec<String> = header
        .align
        .iter()
        .map(|runs| format!("{}: {}", runs.own.value, runs.original.value))
        .collect();
    assert_eq!(align, ["p2: p3"]);
}

/// A document of one speaker, with tiers below and beside.
fn document(tiers: &str) -> String {
    format!(
        r#"<ANNOTATION_DOCUMENT><HEADER/><TIME_ORDER>
        <TIME_SLOT TIME_SLOT_ID="t1" TIME_VALUE="0"/><TIME_SLOT TIME_SLOT_ID="t2" TIME_VALUE="2000"/>
        <TIME_SLOT TIME_SLOT_ID="t3" TIME_VALUE="9000"/><TIME_SLOT TIME_SLOT_ID="t4" TIME_VALUE="11000"/>
        <TIME_SLOT TIME_SLOT_ID="t5" TIME_VALUE="30000"/><TIME_SLOT TIME_SLOT_ID="t6" TIME_VALUE="31000"/></TIME_ORDER>
        <TIER TIER_ID="A" PARTICIPANT="Ann" LINGUISTIC_TYPE_REF="utt">{}{}</TIER>{tiers}
        <LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="utt"/><LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="word" CONSTRAINTS="Symbolic_Subdivision"/></ANNOTATION_DOCUMENT>"#,
        timed("a1", ("t1", "t2"), "Es regnete."),
        timed("a2", ("t3", "t4"), "Sehr."),
    )
}

fn timed(id: &str, (from, to): (&str, &str), words: &str) -> String {
    format!(
        r#"<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="{id}" TIME_SLOT_REF1="{from}" TIME_SLOT_REF2="{to}"><ANNOTATION_VALUE>{words}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"#
    )
}

#[test]
fn translations_with_times_of_their_own_are_found_and_glosses_are_reported() {
    let beside = format!(
        r#"<TIER TIER_ID="Translation Ann" PARTICIPANT="Ann" LINGUISTIC_TYPE_REF="utt">{}{}{}</TIER>
        <TIER TIER_ID="gloss" PARENT_REF="A" LINGUISTIC_TYPE_REF="word"><ANNOTATION><REF_ANNOTATION ANNOTATION_ID="g" ANNOTATION_REF="a1"><ANNOTATION_VALUE>it rain.PST</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER>"#,
        timed("b1", ("t1", "t2"), "It rained."),
        timed("b2", ("t3", "t4"), "A lot."),
        timed("b3", ("t5", "t6"), "Of nothing.")
    );
    let found = import(&document(&beside));
    assert_eq!(found.transcripts.len(), 2);
    assert_eq!(
        shown(&found.transcripts[1]),
        ["Ann[00:00:00] It rained.", "[00:00:09] A lot."]
    );
    assert_eq!(found.transcripts[1].key, "a-utt");
    assert!(found.transcripts[1].header.align.is_empty());
    let told: Vec<&str> = found.account.reports().iter().map(|r| &*r.what).collect();
    assert_eq!(
        told,
        [
            "the 1 annotations of the tier `gloss` (below `A`)",
            "a translation of nothing that is said at its time",
        ]
    );
    // Whose words these are, nothing says: they are put into nobody’s mouth.
    let nobodys = beside.replace(r#" PARTICIPANT="Ann""#, "");
    let second = document(&nobodys).replace(
        "<TIER TIER_ID=\"gloss\"",
        &format!(
            r#"<TIER TIER_ID="B" PARTICIPANT="Bob" LINGUISTIC_TYPE_REF="utt">{}</TIER><TIER TIER_ID="gloss""#,
            timed("c1", ("t1", "t2"), "Ja.")
        ),
    );
    let found = import(&second);
    assert_eq!(found.transcripts.len(), 1);
    assert!(found.account.reports()[0].what.contains("Translation Ann"));
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

    /// Whatever is translated stands at the paragraph that says the same, in its order, and nothing else does.
    #[test]
    fn translations_stand_at_what_they_translate(translated in prop::collection::vec(any::<(bool, bool)>(), 1..20)) {
        let (mut slots, mut said, mut below) = (String::new(), String::new(), String::new());
        for (n, (is_translated, _)) in translated.iter().enumerate() {
            // Far apart, so that each is a paragraph.
            let at = n * 20_000;
            slots += &format!(r#"<TIME_SLOT TIME_SLOT_ID="s{n}" TIME_VALUE="{at}"/><TIME_SLOT TIME_SLOT_ID="e{n}" TIME_VALUE="{}"/>"#, at + 1000);
            said += &timed(&format!("a{n}"), (&format!("s{n}"), &format!("e{n}")), &format!("Wort{n}."));
            if *is_translated {
                below += &format!(r#"<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="b{n}" ANNOTATION_REF="a{n}"><ANNOTATION_VALUE>Word{n}.</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>"#);
            }
        }
        let text = format!(
            r#"<ANNOTATION_DOCUMENT><HEADER/><TIME_ORDER>{slots}</TIME_ORDER><TIER TIER_ID="A" LINGUISTIC_TYPE_REF="u">{said}</TIER><TIER TIER_ID="ft@A" PARENT_REF="A" LINGUISTIC_TYPE_REF="f">{below}</TIER></ANNOTATION_DOCUMENT>"#
        );
        let found = import(&text);
        let meant: Vec<usize> = (0..translated.len()).filter(|n| translated[*n].0).collect();
        if meant.is_empty() {
            prop_assert_eq!(found.transcripts.len(), 1);
            return Ok(());
        }
        let other = &found.transcripts[1];
        // As the documentation says it: one number is one text, and behind a line of `align` all go on in order.
        let mut original = 0;
        let mut places = Vec::new();
        for (own, block) in other.said.blocks.iter().enumerate() {
            let id = format!("p{}", own + 1);
            let aligned = other.header.align.iter().find(|runs| runs.own.value.to_string() == id);
            if let Some(runs) = aligned {
                original = runs.original.value.to_string()[1..].parse::<usize>().expect("a number") - 1;
            }
            let Block::Paragraph(paragraph) = block else { panic!("a paragraph") };
            prop_assert_eq!(&paragraph.text, &format!("Word{original}."));
            places.push(original);
            original += 1;
        }
        prop_assert_eq!(places, meant);
    }

    #[test]
    fn truncated_and_odd_files_are_read_or_refused(cut in 0usize..40_000, from in "ts[0-9]|a[0-9]|B|REF_|TIME_VALUE|PARENT_REF|utt", to in "ts1|a7|a6|B-en||ANNOTATION_REF") {
        for text in [TWO.replace(&from, &to), FABLES[..FABLES.floor_char_boundary(cut)].to_owned(), TWO[..TWO.floor_char_boundary(cut)].to_owned()] {
            testsuite::survives(&Elan, ("a.eaf", text));
        }
    }
}
