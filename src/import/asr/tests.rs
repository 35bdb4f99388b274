use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::{
    archive::Record,
    import::{ImportFile, testsuite, words as words_of},
    writer::Block,
};

macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!("../../../tests/fixtures/import/", $name))
    };
}

fn import(text: &str) -> Imported {
    testsuite::recognised("recognised", ("a.json", text))
}

fn paragraphs(imported: &Imported) -> Vec<(String, String, String)> {
    let blocks = imported.transcripts[0].said.blocks.iter();
    let paragraphs = blocks.map(|block| match block {
        Block::Paragraph(p) => (
            p.label
                .as_ref()
                .map(|l| l.declared.clone())
                .unwrap_or_default(),
            p.marks.first().map(|m| m.text.clone()).unwrap_or_default(),
            p.text.clone(),
        ),
        Block::Heading { .. } => panic!("no headings are heard"),
    });
    paragraphs.collect()
}

fn said(imported: &Imported) -> Vec<String> {
    let shown = paragraphs(imported).into_iter();
    shown
        .map(|(label, time, words)| format!("{label}[{time}] {words}"))
        .collect()
}

fn all_words(imported: &Imported) -> String {
    let words: Vec<String> = paragraphs(imported)
        .into_iter()
        .map(|(_, _, words)| words)
        .collect();
    words.join(" ")
}

fn count(imported: &Imported, unit: &str) -> (usize, usize, usize) {
    let found = imported.account.counts().find(|(u, _)| *u == unit);
    found.map_or((0, 0, 0), |(_, c)| (c.found, c.written, c.reported))
}

/// Turns of Deepgram by its words, without the importer: runs of one speaker.
fn runs(words: &[Value]) -> Vec<(String, String)> {
    let mut runs: Vec<(String, String)> = Vec::new();
    for word in words {
        let label = format!("Speaker {}", word["speaker"]);
        let text = word["punctuated_word"].as_str().expect("a word");
        match runs.last_mut().filter(|(last, _)| *last == label) {
            Some((_, said)) => *said += &format!(" {text}"),
            None => runs.push((label, text.to_owned())),
        }
    }
    runs
}

fn turns(imported: &Imported) -> Vec<(String, String)> {
    let mut turns: Vec<(String, String)> = Vec::new();
    for (label, time, words) in paragraphs(imported) {
        assert!(!time.is_empty());
        match turns.last_mut().filter(|_| label.is_empty()) {
            Some((_, said)) => *said += &format!(" {words}"),
            None => turns.push((label, words)),
        }
    }
    turns
}

#[test]
fn deepgram_has_the_turns_of_its_words_with_and_without_utterances() {
    for text in [
        fixture!("asr-json-deepgram-captions/dg_speakers.json"),
        fixture!("asr-json-deepgram-captions/dg_speakers_no_utterances.json"),
    ] {
        let value: Value = serde_json::from_str(text).expect("JSON");
        let best = &value["results"]["channels"][0]["alternatives"][0];
        let words = best["words"].as_array().expect("words");
        let found = import(text);
        assert_eq!(turns(&found), runs(words));
        assert_eq!(
            all_words(&found),
            best["transcript"].as_str().expect("a transcript")
        );
        assert_eq!((words.len(), count(&found, "words")), (226, (226, 226, 0)));
        if let Some(utterances) = value["results"]["utterances"].as_array() {
            assert_eq!(utterances.len(), 22);
            let whole: Vec<&str> = utterances
                .iter()
                .filter_map(|u| u["transcript"].as_str())
                .collect();
            assert_eq!(all_words(&found), whole.join(" "));
        }
        let header = &found.transcripts[0].header;
        assert_eq!(header.record, Some(Record::Machine));
        assert!(header.speakers.iter().all(|s| s.person.is_none()));
    }
}

#[test]
fn assemblyai_is_one_turn_of_sixty_words() {
    let text = fixture!("asr-json-deepgram-captions/assemblyai_utterances.json");
    let value: Value = serde_json::from_str(text).expect("JSON");
    let found = import(text);
    assert_eq!(
        turns(&found),
        [(
            "A".to_owned(),
            value["text"].as_str().expect("a text").to_owned()
        )]
    );
    assert_eq!(count(&found, "words"), (60, 60, 0));
    assert_eq!(paragraphs(&found)[0].1, "00:00:00.170");
    let media = found.transcripts[0]
        .header
        .media
        .as_ref()
        .expect("a recording");
    assert_eq!(media.duration, Some(25.0));
    assert!(!media.url.contains("Signature"));
}

#[test]
fn whisper_is_its_text() {
    let text = fixture!("asr-json-deepgram-captions/whisper_timestamped.json");
    let value: Value = serde_json::from_str(text).expect("JSON");
    let found = import(text);
    assert_eq!(
        all_words(&found),
        value["text"].as_str().expect("a text").trim()
    );
    assert_eq!(count(&found, "segments"), (4, 4, 0));
    assert_eq!(found.transcripts[0].header.language.as_deref(), Some("en"));
    let verbose = import(fixture!("asr-json-written/openai_verbose.json"));
    assert_eq!(said(&verbose), ["[00:00:00] Bonjour à tous. Merci."]);
    assert_eq!(
        verbose.transcripts[0].header.language.as_deref(),
        Some("fr")
    );
    assert_eq!(
        verbose.transcripts[0].header.common.extra["recording"]["duration"],
        3.5
    );
    let cpp = import(fixture!("asr-json-written/whisper_cpp.json"));
    assert_eq!(
        said(&cpp),
        ["[00:00:00] It rained.", "[00:00:06.120] All day."]
    );
}

#[test]
fn words_without_time_or_speaker_stay_in_their_places() {
    let found = import(fixture!("asr-json-written/whisperx.json"));
    assert_eq!(
        said(&found),
        [
            "SPEAKER_00[00:00:00.200] We came here in 1994, you know.",
            "SPEAKER_01[00:00:02.600] By train?",
            "SPEAKER_00[00:00:03.700] By boat.",
            "[00:00:05] Oh, that one.",
        ]
    );
    let header = &found.transcripts[0].header;
    assert_eq!((header.turns.len(), header.speakers.len()), (1, 2));
    assert!(
        found
            .account
            .remarks()
            .iter()
            .any(|r| r.what.starts_with("1 words have no speaker"))
    );
}

#[test]
fn punctuation_of_amazon_stands_behind_its_word() {
    let found = import(fixture!("asr-json-written/aws_speakers.json"));
    assert_eq!(
        said(&found),
        [
            "spk_0[00:00:00.500] We left early, I think.",
            "spk_1[00:00:03] When was that?",
            "spk_0[00:00:04.500] Dawn.",
        ]
    );
    assert_eq!(count(&found, "words"), (13, 13, 0));
    let channels = import(fixture!("asr-json-written/aws_channels.json"));
    assert_eq!(
        said(&channels),
        [
            "ch_0[00:00:00.100] Hello.",
            "ch_1[00:00:01] How are you?",
            "ch_0[00:00:02] Fine thanks."
        ]
    );
    assert_eq!(
        channels.transcripts[0].header.language.as_deref(),
        Some("en-GB")
    );
    let bare = json!({"results": {"transcripts": [{"transcript": "Only this."}], "items": []}});
    assert_eq!(said(&import(&bare.to_string())), ["[] Only this."]);
}

#[test]
fn podcasts_have_speakers_and_no_machine() {
    let found = import(fixture!("captions-podcast-namespace/example.json"));
    assert_eq!(
        said(&found),
        [
            "Darth Vader[00:00:00.500] I am your father.",
            "Luke[00:00:02.750] Nooooo"
        ]
    );
    assert_eq!(count(&found, "segments"), (5, 5, 0));
    assert_eq!(found.transcripts[0].header.record, None);
}

#[test]
fn words_that_only_the_whole_text_has_are_told() {
    let found = import(
        r#"{"text": "One two three.", "segments": [{"start": 1, "end": 2, "text": " One two"}]}"#,
    );
    assert_eq!(count(&found, "words of the whole text"), (1, 0, 1));
    assert_eq!(found.account.reports()[0].words, "three");
}

#[test]
fn other_json_is_not_taken() {
    for text in [
        r#"{"rows": [{"text": "a", "target": [{"start": 1, "end": 2}]}]}"#,
        r#"[{"text": "a", "tags": ["\"start\" \"end\""]}]"#,
        "{}",
        "[]",
        "words",
    ] {
        let file = ImportFile::new("a.json", text.as_bytes().to_vec(), None);
        assert_eq!(Recognised.claims(&file), Claim::No, "{text}");
    }
    let file = ImportFile::new(
        "a.json",
        br#"{"segments": [{"start": 1, "text": "a"#.to_vec(),
        None,
    );
    let wrong = Recognised
        .read(&file, &Asked::default())
        .expect_err("cut off");
    assert_eq!(wrong.place.line, Some(1));
}

fn word() -> impl Strategy<Value = String> {
    "[a-zA-Z]{1,9}[,.?]?|[\u{4e00}-\u{4e20}]{1,4}|[0-9]{1,4}|l'été|R&D|a<b|\\*so\\*|\\[x\\]|_y_"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn generated_words_come_back_word_for_word(turns in prop::collection::vec((0usize..3, prop::collection::vec(word(), 1..30)), 1..10)) {
        let mut turns = turns;
        turns.dedup_by_key(|(who, _)| *who);
        let mut at = 0.0;
        let (mut deepgram, mut assembly, mut whisper) = (Vec::new(), Vec::new(), Vec::new());
        for (who, words) in &turns {
            let start = at;
            let mut of_segment = Vec::new();
            for word in words {
                deepgram.push(json!({"word": word, "punctuated_word": word, "start": at, "end": at + 0.3, "speaker": who, "confidence": 0.9}));
                assembly.push(json!({"text": word, "start": at * 1000.0, "end": at * 1000.0 + 300.0, "speaker": format!("S{who}")}));
                of_segment.push(json!({"word": word, "start": at, "end": at + 0.3}));
                at += 0.5;
            }
            whisper.push(json!({"start": start, "end": at, "text": format!(" {}", words.join(" ")), "speaker": format!("SPEAKER_0{who}"), "words": of_segment}));
        }
        let whole = turns.iter().map(|(_, words)| words.join(" ")).collect::<Vec<_>>().join(" ");
        let files = [
            ("Speaker ", json!({"metadata": {}, "results": {"channels": [{"alternatives": [{"transcript": whole, "words": deepgram}]}]}})),
            ("S", json!({"text": whole, "words": assembly})),
            ("SPEAKER_0", json!({"text": whole, "segments": whisper})),
        ];
        for (name, file) in files {
            let found = import(&file.to_string());
            let mut got: Vec<(String, Vec<String>)> = Vec::new();
            for (label, _, words) in paragraphs(&found) {
                let words = words_of(&words).map(str::to_owned);
                match got.last_mut().filter(|_| label.is_empty()) {
                    Some((_, said)) => said.extend(words),
                    None => got.push((label, words.collect())),
                }
            }
            let meant: Vec<(String, Vec<String>)> = turns.iter().map(|(who, words)| {
                (format!("{name}{who}"), words_of(&words.join(" ")).map(str::to_owned).collect())
            }).collect();
            prop_assert_eq!(got, meant);
        }
    }

    #[test]
    fn truncated_and_odd_files_are_read_or_refused(cut in 0usize..20_000, key in 0usize..9, odd in 0usize..5) {
        let values = [json!(null), json!("x"), json!(-1), json!([[], {}, 3]), json!({"a": []})];
        let keys = ["segments", "results", "words", "text", "utterances", "metadata", "items", "start", "speaker"];
        for text in [fixture!("asr-json-deepgram-captions/assemblyai_utterances.json"), fixture!("asr-json-written/whisperx.json"), fixture!("asr-json-written/aws_channels.json")] {
            let short = text.as_bytes()[..text.floor_char_boundary(cut)].to_vec();
            let mut value: Value = serde_json::from_str(text).expect("JSON");
            value[keys[key]] = values[odd].clone();
            if value["segments"][0].is_object() {
                value["segments"][0][keys[key]] = values[odd].clone();
            }
            for bytes in [short, value.to_string().into_bytes()] {
                testsuite::survives(&Recognised, ("a.json", bytes));
            }
        }
    }
}
