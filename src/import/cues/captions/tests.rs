use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::{
    archive::{Kinds, Part},
    import::{importer_of, testsuite, words as words_of},
    writer::{self, Block, How},
};

fn import(name: &str, bytes: &[u8]) -> Imported {
    let file = ImportFile::new(name, bytes.to_vec(), None);
    let importer = importer_of(&file, None).expect("a known format");
    testsuite::read(importer, (name, bytes), &Asked::default())
}

/// Label, first time, words.
fn shown(imported: &Imported) -> Vec<(String, String, String)> {
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
        Block::Heading { .. } => panic!("captions have no headings"),
    });
    paragraphs.collect()
}

fn said(imported: &Imported) -> Vec<String> {
    let shown = shown(imported).into_iter();
    shown
        .map(|(label, _, words)| {
            if label.is_empty() {
                words
            } else {
                format!("{label}: {words}")
            }
        })
        .collect()
}

fn count(imported: &Imported, unit: &str) -> (usize, usize, usize) {
    let found = imported.account.counts().find(|(u, _)| *u == unit);
    found.map_or((0, 0, 0), |(_, c)| (c.found, c.written, c.reported))
}

/// What stands behind `<v Name>` on each line, by a way of its own.
fn turns_of(text: &str) -> Vec<(String, String)> {
    let mut turns: Vec<(String, String)> = Vec::new();
    for line in text.lines().filter(|line| line.starts_with("<v ")) {
        let (name, words) = line["<v ".len()..].split_once('>').expect("closed");
        let words = words.replace("&amp;", "&");
        match turns.last_mut().filter(|(last, _)| last == name) {
            Some((_, said)) => *said += &format!(" {words}"),
            None => turns.push((name.to_owned(), words)),
        }
    }
    turns
}

#[test]
fn the_podcast_example_of_webvtt_is_two_turns() {
    let text =
        include_str!("../../../../tests/fixtures/import/captions-podcast-namespace/example.vtt");
    let found = import("example.vtt", text.as_bytes());
    let meant = turns_of(text);
    assert_eq!(meant.len(), 2);
    let paragraphs = shown(&found);
    let turns: Vec<(String, String)> = paragraphs
        .iter()
        .map(|(l, _, w)| (l.clone(), w.clone()))
        .collect();
    assert_eq!(turns, meant);
    assert_eq!(
        (paragraphs[0].1.as_str(), paragraphs[1].1.as_str()),
        ("00:00:00", "00:00:19.080")
    );
    assert_eq!(count(&found, "cues"), (7, 7, 0));
}

#[test]
fn a_recorded_meeting_has_the_turns_that_its_tags_say() {
    let text =
        include_str!("../../../../tests/fixtures/import/vtt-zoom-engager/biology_lab_session.vtt");
    let found = import("biology_lab_session.vtt", text.as_bytes());
    let meant = turns_of(text);
    let mut turns: Vec<(String, String)> = Vec::new();
    for (label, time, words) in shown(&found) {
        assert!(!time.is_empty());
        match label.as_str() {
            "" => *turns.last_mut().map(|(_, w)| w).expect("a turn") += &format!(" {words}"),
            _ => turns.push((label, words)),
        }
    }
    assert_eq!(turns, meant);
    let cues = text.matches("-->").count();
    assert_eq!(count(&found, "cues"), (cues, cues, 0));
}

#[test]
fn a_speaker_of_srt_holds_until_the_next() {
    let text =
        include_str!("../../../../tests/fixtures/import/captions-podcast-namespace/example.srt");
    let found = import("example.srt", text.as_bytes());
    let is_words =
        |line: &&str| !line.is_empty() && !line.contains("-->") && line.parse::<u32>().is_err();
    let mut turns: Vec<(String, String)> = Vec::new();
    for line in text.trim_start_matches('\u{feff}').lines().filter(is_words) {
        let named = ["Travis", "Sarah", "Gilon", "Alban"]
            .iter()
            .find_map(|n| Some((n, line.strip_prefix(n)?.strip_prefix(": ")?)));
        match (named, turns.last_mut()) {
            (Some((name, words)), _) => turns.push(((*name).to_owned(), words.to_owned())),
            (None, Some((_, said))) => *said += &format!(" {line}"),
            (None, None) => panic!("{line}"),
        }
    }
    let mut got: Vec<(String, String)> = Vec::new();
    for (label, _, words) in shown(&found) {
        match (label.as_str(), got.last_mut()) {
            ("", Some((_, said))) => *said += &format!(" {words}"),
            _ => got.push((label, words)),
        }
    }
    let squeeze = |all: Vec<(String, String)>| -> Vec<(String, String)> {
        all.into_iter()
            .map(|(l, w)| (l, w.split_whitespace().collect::<Vec<_>>().join(" ")))
            .collect()
    };
    assert_eq!(squeeze(got), squeeze(turns));
    let cues = text.matches("-->").count();
    assert_eq!(count(&found, "cues"), (cues, cues, 0));
}

#[test]
fn two_line_breaks_in_a_cue_begin_a_paragraph_that_has_no_time_of_its_own() {
    let text = "WEBVTT\n\n01:00:18.000 --> 01:00:31.000\n<v Ann Lee>It stood there.<br><br>One day<br>it burnt.\n\n01:00:31.000 --> 00:00:00.000\n<v Bob>Why?\n";
    let imported = import("a.vtt", text.as_bytes());
    let paragraphs = shown(&imported).into_iter();
    let shown: Vec<_> = paragraphs
        .map(|(label, time, words)| format!("{label}|{time}|{words}"))
        .collect();
    assert_eq!(
        shown,
        [
            "Ann Lee|01:00:18|It stood there.",
            "||One day it burnt.",
            "Bob|01:00:31|Why?",
        ]
    );
}

#[test]
fn rolling_captions_are_halved() {
    let mut text = "WEBVTT\nKind: captions\nLanguage: en\n\n".to_owned();
    let lines: Vec<String> = (0..40)
        .map(|n| {
            if n % 7 < 2 {
                "yeah yeah".to_owned()
            } else {
                format!("line number {n} goes on")
            }
        })
        .collect();
    let at = |ms: usize| {
        format!(
            "00:{:02}:{:02}.{:03}",
            ms / 60_000,
            ms / 1000 % 60,
            ms % 1000
        )
    };
    for (n, line) in lines.iter().enumerate() {
        let (start, hold, end) = (at(n * 2000), at(n * 2000 + 1990), at(n * 2000 + 2000));
        let above = if n == 0 { " " } else { lines[n - 1].as_str() };
        let (first, rest) = line.split_once(' ').expect("words");
        text += &format!(
            "{start} --> {hold} align:start position:0%\n{above}\n{first}<{hold}><c> {rest}</c>\n\n"
        );
        text += &format!("{hold} --> {end} align:start position:0%\n{line}\n \n\n");
    }
    let found = import("auto.vtt", text.as_bytes());
    let all = said(&found).join(" ");
    assert_eq!(all, lines.join(" "));
    assert_eq!(count(&found, "repeated lines"), (79, 0, 79));
    assert_eq!(count(&found, "cues"), (80, 40, 40));
    let header = &found.transcripts[0].header;
    assert_eq!(
        (header.language.as_deref(), header.record),
        (Some("en"), Some(Record::Machine))
    );
}

#[test]
fn what_captions_do_to_words_is_undone() {
    for (text, meant) in [
        (
            "<v Ann>We\n\n00:02.000 --> 00:03.000\n<v >hm\n\n00:03.000 --> 00:04.000\n<v Ann>go",
            vec!["Ann: We", "hm", "Ann: go"],
        ),
        (
            "JOHN:\n\n00:02.000 --> 00:03.000\nI am here.\nMARY: So\n\n00:03.000 --> 00:04.000\nam I.\nJOHN: Good.\nMARY: Yes.",
            vec![
                "JOHN: I am here.",
                "MARY: So am I.",
                "JOHN: Good.",
                "MARY: Yes.",
            ],
        ),
        (
            "Ann: We meet at\n\n00:02.000 --> 00:03.000\n10:30 Meeting: bring\n\n00:03.000 --> 00:04.000\nAnn: it.",
            vec!["Ann: We meet at 10:30 Meeting: bring it."],
        ),
        (
            ">> ANN: Go.\n\n00:02.000 --> 00:03.000\n>> No.\n\n00:03.000 --> 00:04.000\n>> BOB: Yes.",
            vec!["ANN: Go.", "No.", "BOB: Yes."],
        ),
        ("- Who is it?\n- Me.", vec!["- Who is it?", "- Me."]),
        (
            "我们今天\n\n00:02.000 --> 00:03.000\n讨论。",
            vec!["我们今天讨论。"],
        ),
        ("R&amp;D &lt;3 <i>well</i>", vec!["R&D <3 well"]),
    ] {
        let found = import(
            "a.vtt",
            format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{text}\n").as_bytes(),
        );
        assert_eq!(said(&found), meant, "{text}");
    }
}

#[test]
fn who_is_not_named_is_nobody_and_told() {
    let found = import(
        "a.vtt",
        b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>We\n\n00:02.000 --> 00:03.000\n<v >hm\n",
    );
    let turns = &found.transcripts[0].header.turns;
    assert_eq!((turns.len(), turns[0].part), (1, Some(Part::Narration)));
    assert_eq!(turns[0].paragraph.value.to_string(), "p2");
    assert_eq!(found.account.remarks().len(), 1);
}

#[test]
fn notes_styles_garbage_and_times_are_told() {
    let text = "WEBVTT - Of a day\nX-A: 1\n\nNOTE unsure of *this*\n\nSTYLE\n::cue {}\n\nREGION\nid:a\n\ngarbage here\n\n1 \"Ann Lee\" (77)\n-00:00:02.000 --> 00:00:02.000\nHi.\n\n00:00:05.000 --> 00:00:06.000\nYo.\n\n00:00:04.000 --> 00:00:06.000\nSo.\n\n1.0 --> 2.0\nEnd.\n\n00:10.000 --> 00:11.000\n<i></i>\n";
    let found = import("a.vtt", text.as_bytes());
    assert_eq!(count(&found, "notes"), (1, 1, 0));
    assert_eq!(count(&found, "stray lines"), (1, 0, 1));
    assert_eq!(count(&found, "styles and regions"), (2, 0, 2));
    assert_eq!(count(&found, "cues"), (5, 4, 1));
    let transcript = &found.transcripts[0];
    assert_eq!(transcript.header.title, "Of a day");
    assert_eq!(transcript.header.common.extra["webvtt"]["X-A"], "1");
    assert!(transcript.notes[0].annotation.draft);
    assert_eq!(said(&found).join(" "), "Ann Lee: Hi. Yo. So. End.");
    let times = found
        .account
        .remarks()
        .iter()
        .filter(|r| r.unit == "times")
        .count();
    assert_eq!(times, 3);
}

#[test]
fn character_sets_and_marks_are_seen_through() {
    let text = "1\r\n00:00:01,000 --> 00:00:02,000\r\n我们今天讨论这个问题，因为它很重要\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\n大家都知道这一点。\r\n";
    let (gbk, _, _) = encoding_rs::GBK.encode(text);
    let found = import("a.srt", &gbk);
    assert_eq!(
        said(&found),
        ["我们今天讨论这个问题，因为它很重要大家都知道这一点。"]
    );
    assert_eq!(found.account.remarks().len(), 1);
    let marked = "\u{feff}WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n";
    assert_eq!(said(&import("a.vtt", marked.as_bytes())), ["Hi"]);
}

#[test]
fn no_cue_is_lost_however_the_file_is_written() {
    let cues = "00:01.000 --> 00:02.000\nHi.\n\n00:02.000 --> 00:03.000\nYo.\n";
    for (text, meant) in [
        (format!("WEBVTT FILE\n\n{cues}"), "Hi. Yo."),
        (format!("WEBVTT\t\n\n\n\n{cues}"), "Hi. Yo."),
        (format!("WEBVTT\n{cues}"), "Hi. Yo."),
        (format!("WEBVTTx\n\n{cues}"), "Hi. Yo."),
        (cues.to_owned(), "Hi. Yo."),
        (format!("WEBVTT\n\n{cues}").replace('\n', "\r"), "Hi. Yo."),
        (format!("WEBVTT\n\n{cues}").replace('\n', "\r\n"), "Hi. Yo."),
        (format!("WEBVTT\n\nfoo\nbar\n\n{cues}"), "Hi. Yo."),
        (format!("WEBVTT\n\nfoo\nbar\n{cues}"), "Hi. Yo."),
        (format!("WEBVTT\n\nfoo --> bar\n{cues}"), "Hi. Yo."),
        (
            format!("WEBVTT\n\n{cues}").replace(" --> ", "-->"),
            "Hi. Yo.",
        ),
        (
            format!("WEBVTT\n\n{cues}").replace(" --> ", "\t-->\t"),
            "Hi. Yo.",
        ),
        (
            format!("WEBVTT\n\n{cues}").replace("03.000\n", "03.000 line:0 position:50% size:x\n"),
            "Hi. Yo.",
        ),
        (
            format!("WEBVTT\n\n{cues}").replace("Hi.\n\n", "Hi.\n"),
            "Hi. Yo.",
        ),
        (
            format!("WEBVTT\n\n{cues}").replace("00:01.000", "00:00:60.000"),
            "Hi. Yo.",
        ),
        (
            format!("WEBVTT\n\n{cues}").replace("00:02.000 --> ", "100:00:00.000 --> "),
            "Hi. Yo.",
        ),
        (format!("WEBVTT\n\n{cues}").replace(".000", ",0"), "Hi. Yo."),
        (
            format!("WEBVTT\n\n{cues}").replace("Yo.", "NOTE Yo.\nNOTE"),
            "Hi. NOTE Yo. NOTE",
        ),
        (
            format!("WEBVTT\n\n{cues}").replace("Yo.", "a --> b"),
            "Hi. a --> b",
        ),
        (format!("WEBVTT\n\nSTYLE\n::cue {{}}\n{cues}"), "Hi. Yo."),
    ] {
        let found = import("a.vtt", text.as_bytes());
        assert_eq!(said(&found).join(" "), meant, "{text:?}");
        assert_eq!(count(&found, "cues"), (2, 2, 0), "{text:?}");
    }
}

#[test]
fn odd_names_are_labels_as_far_as_they_can_be() {
    let names = [
        "[Bob]",
        "*Bob*",
        "1",
        "A: b",
        "# x",
        "Note",
        "https://a.example/x",
        "🙂",
        "Bob (laughing)",
        "Bob.",
        "Mr. A / Ms. B",
        "- Bob",
        "`x`",
        "^1",
        "x]",
        "\\x",
        "_a_",
        "Bob:",
        "00:01:02",
        "p. 9",
        "王",
        "١",
        "a|b",
        "a & b",
        "speaker",
        "\u{a0}x",
        "x\u{200b}y",
        "Q",
        "[00:00:01]",
        "(Bob)",
        "\"Bob\"",
        "> Bob",
        "Bob, Ann and others",
        "a very long name that goes on and on for more than eight words and does not stop until here",
    ];
    let mut refused = Vec::new();
    for name in names {
        let text = format!(
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v {name}>Hi there.\n\n00:02.000 --> 00:03.000\n<v Ann>Yes.\n"
        );
        let file = ImportFile::new("a.vtt", text.into_bytes(), None);
        let found = read(&file, &Asked::default(), Dialect::WebVtt).expect("readable");
        let BroughtTranscript { header, said, .. } = &found.transcripts[0];
        if let Err(wrong) = writer::transcript(header, &How::default(), said, &Kinds::default()) {
            refused.push((name, wrong.message));
        }
    }
    assert_eq!(refused, []);
}

/// Words of turns, each of one voice; no two turns of one voice follow each other.
fn turns() -> impl Strategy<Value = Vec<(usize, Vec<String>)>> {
    let word = "[a-zA-Z]{1,9}[,.?]?|[\u{4e00}-\u{4e20}]{1,4}|[0-9]{1,4}|ünd|l'été|R&D|a<b|\\*so\\*|\\[x\\]|_y_|C#";
    let turn = (0usize..3, prop::collection::vec(word, 1..30));
    prop::collection::vec(turn, 1..12).prop_map(|mut turns| {
        turns.dedup_by_key(|(voice, _)| *voice);
        turns
    })
}

const VOICES: [&str; 3] = ["Ann Lee", "Dr. O'Neil", "王先生"];

/// A cue for each few words: when it begins and ends, whose it is, whether it is the first of its turn, and its words.
fn cues(turns: &[(usize, Vec<String>)]) -> Vec<(usize, usize, bool, String)> {
    let mut cues = Vec::new();
    for (voice, words) in turns {
        for (n, some) in words.chunks(5).enumerate() {
            cues.push((cues.len() * 1500, *voice, n == 0, some.join(" ")));
        }
    }
    cues
}

fn of_turns(imported: &Imported) -> Vec<(String, Vec<String>)> {
    let mut turns: Vec<(String, Vec<String>)> = Vec::new();
    for (label, _, words) in shown(imported) {
        let words = words_of(&words).map(str::to_owned);
        match (label.as_str(), turns.last_mut()) {
            ("", Some((_, said))) => said.extend(words),
            _ => turns.push((label, words.collect())),
        }
    }
    turns
}

fn meant(turns: &[(usize, Vec<String>)]) -> Vec<(String, Vec<String>)> {
    let turns = turns.iter().map(|(voice, words)| {
        let all = words.join(" ");
        (
            VOICES[*voice].to_owned(),
            words_of(&all).map(str::to_owned).collect(),
        )
    });
    turns.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn generated_captions_come_back_word_for_word(turns in turns()) {
        let at = |ms: usize, sign: char| format!("00:{:02}:{:02}{sign}{:03}", ms / 60_000, ms / 1000 % 60, ms % 1000);
        let escaped = |words: &str| words.replace('&', "&amp;").replace('<', "&lt;");
        let (mut vtt, mut srt) = ("WEBVTT\n\n".to_owned(), String::new());
        for (n, (start, voice, first, words)) in cues(&turns).into_iter().enumerate() {
            let name = VOICES[voice];
            vtt += &format!("{} --> {}\n<v {name}>{}\n\n", at(start, '.'), at(start + 1400, '.'), escaped(&words));
            let label = if first { format!("{name}: ") } else { String::new() };
            srt += &format!("{n}\n{} --> {}\n{label}{}\n\n", at(start, ','), at(start + 1400, ','), words);
        }
        prop_assert_eq!(of_turns(&import("a.vtt", vtt.as_bytes())), meant(&turns));
        let labels: BTreeMap<usize, usize> = turns.iter().fold(BTreeMap::new(), |mut all, (voice, _)| {
            *all.entry(*voice).or_default() += 1;
            all
        });
        // A label that occurs once in a file of one voice may be words.
        if labels.len() > 1 {
            prop_assert_eq!(of_turns(&import("a.srt", srt.as_bytes())), meant(&turns));
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), lines in "(WEBVTT|NOTE x|STYLE|-->|00:01\\.000 --> 00:02\\.000|<v|<v A>|>|&amp;|[a-z]{0,4}: |\\[|\\{\\\\|\n| |1|\u{4e00}|é){0,40}") {
        for (name, bytes) in [("a.vtt", bytes.clone()), ("a.srt", bytes), ("b.vtt", format!("WEBVTT\n\n{lines}").into_bytes()), ("b.srt", lines.into_bytes())] {
            for dialect in [Dialect::WebVtt, Dialect::Srt] {
                let file = ImportFile::new(name, bytes.clone(), None);
                if let Ok(imported) = read(&file, &Asked::default(), dialect) {
                    testsuite::is_sound(name, &imported);
                }
            }
        }
    }

    #[test]
    fn truncated_fixtures_are_read_or_refused(cut in 0usize..10_000) {
        for (name, bytes) in [
            ("a.vtt", include_bytes!("../../../../tests/fixtures/import/vtt-zoom-engager/biology_lab_session.vtt").as_slice()),
            ("a.srt", include_bytes!("../../../../tests/fixtures/import/captions-podcast-namespace/example.srt").as_slice()),
        ] {
            let file = ImportFile::new(name, bytes[..cut.min(bytes.len())].to_vec(), None);
            let read = importer_of(&file, None).and_then(|importer| importer.read(&file, &Asked::default()));
            if let Ok(imported) = read {
                testsuite::adds_up(name, &imported);
            }
        }
    }
}
