//! The part of a transcript that is speech, in each layout.
//!
//! The first line says how it is read: labels with commas between, `|` and labels that are words, `|` and what an editor says of the
//! paragraphs, a sign each (`w` words, `n` narration, `s` somebody, a figure for a speaker, anything else nothing).

use std::collections::{BTreeMap, BTreeSet};

use postil::archive::{ListIndex, ParagraphId, ParagraphIndex, SpeakerIndex};
use postil::load::speech::{
    At, Body, Layout, Reading, Speech, comments, read as speech, speaker_of, spot,
};
use postil::source::SourceId;

use crate::places;

/// What the first line says.
struct Header {
    labels: Vec<String>,
    words: Vec<String>,
    turns: BTreeMap<ParagraphId, At>,
}

impl Header {
    fn of(line: &str) -> Self {
        let mut parts = line.split('|');
        let mut list = || -> Vec<String> {
            let part = parts.next().unwrap_or_default();
            let labels = part.split(',').map(str::trim).filter(|l| !l.is_empty());
            labels.map(str::to_owned).take(8).collect()
        };
        let (labels, words) = (list(), list());
        let says = parts.next().unwrap_or_default().chars().take(64);
        let turns = (0..).zip(says).filter_map(|(number, sign)| {
            let at = match sign {
                'w' => At::Words,
                'n' => At::Narration,
                's' => At::Somebody,
                _ => {
                    let n = sign.to_digit(10)? as usize;
                    At::Of((n < labels.len()).then(|| SpeakerIndex::at(n))?)
                }
            };
            Some((ParagraphId::counted(ParagraphIndex::at(number)), at))
        });
        let turns = turns.collect();
        Self {
            labels,
            words,
            turns,
        }
    }
}

pub fn read(input: &str) {
    let (line, text) = input.split_once('\n').unwrap_or(("", input));
    let header = Header::of(line);
    let (hidden, _) = comments(text, 0..text.len());
    for layout in [Layout::Lines, Layout::Wrapped, Layout::Markdown] {
        let hidden: &[_] = if layout == Layout::Markdown {
            &hidden
        } else {
            &[]
        };
        let body = Body::new(text, 0..text.len(), hidden);
        for spotted in spot(&body, layout, &header.labels, &header.words) {
            assert!(!spotted.label.is_empty() && spotted.count > 0);
            places::holds(text, spotted.at..text.len());
        }
        let narrators = 1..header.labels.len().min(2);
        let narrators: BTreeSet<SpeakerIndex> = narrators.map(SpeakerIndex::at).collect();
        let reading = Reading {
            layout,
            labels: &header.labels,
            words: &header.words,
            unlabelled: (header.labels.len() > 2).then(|| SpeakerIndex::at(0)),
            narrators: &narrators,
            turns: &header.turns,
        };
        hold_together(&speech(SourceId(0), &body, reading), text);
    }
    for label in &header.labels {
        speaker_of(&header.labels, label);
    }
    loses_nothing(text);
}

/// Places follow each other and lie in the words; the words come from where they say.
fn hold_together(speech: &Speech, file: &str) {
    let text = &speech.text;
    let mut next = 0;
    for (i, p) in speech.paragraphs.enumerated() {
        assert_eq!(p.range.start, next, "{file:?}");
        next = p.range.end + 1;
        places::holds(text, p.bytes());
        let turn = speech.turns[p.turn].paragraphs;
        assert!(turn.start <= i && i < turn.end, "{file:?}");
        let mut open: Vec<u32> = Vec::new();
        for format in &p.formats {
            places::holds(text, format.range.start as usize..format.range.end as usize);
            assert!(
                p.range.start <= format.range.start && format.range.end <= p.range.end,
                "{file:?}"
            );
            while open.last().is_some_and(|&end| end <= format.range.start) {
                open.pop();
            }
            assert!(
                open.last().is_none_or(|&end| format.range.end <= end),
                "formats cross: {file:?}"
            );
            open.push(format.range.end);
        }
        for stage in p.stage.iter().chain(&p.unclear) {
            places::holds(text, stage.start as usize..stage.end as usize);
            assert!(
                p.range.start <= stage.start && stage.end <= p.range.end,
                "{file:?}"
            );
        }
        for locator in &p.locators {
            assert!(text.is_char_boundary(locator.at as usize), "{file:?}");
            assert!(
                (p.range.start..=p.range.end).contains(&locator.at),
                "{file:?}"
            );
        }
        places::holds(file, speech.origin.span(SourceId(0), p.bytes()).range());
    }
    assert_eq!(text.len(), next.saturating_sub(1) as usize, "{file:?}");
    let mut next = 0;
    for turn in &speech.turns {
        assert_eq!(turn.paragraphs.start.place(), next, "{file:?}");
        assert!(turn.paragraphs.end.place() > next, "{file:?}");
        next = turn.paragraphs.end.place();
    }
    assert_eq!(next, speech.paragraphs.len());
    let count = speech.paragraphs.len();
    assert!(speech.sections.iter().all(|s| s.paragraph.place() <= count));
    for footnote in &speech.footnotes {
        places::holds(file, footnote.span.range());
    }
    for (_, at) in &speech.wordless {
        places::holds(file, *at..file.len());
    }
    for (_, at, count) in &speech.literal {
        places::holds(file, *at..file.len());
        assert!(*count > 0);
    }
}

/// Of a `.txt` without labels every line is a paragraph as it is; marks of place and signs that no page can show aside.
fn loses_nothing(text: &str) {
    let shown = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    if text.contains(['[', '\t']) || !text.chars().all(shown) {
        return;
    }
    let (narrators, turns) = (BTreeSet::new(), BTreeMap::new());
    let reading = Reading {
        layout: Layout::Lines,
        labels: &[],
        words: &[],
        unlabelled: None,
        narrators: &narrators,
        turns: &turns,
    };
    let body = Body::new(text, 0..text.len(), &[]);
    let read = speech(SourceId(0), &body, reading);
    let lines = text
        .split(['\n', '\r'])
        .map(str::trim)
        .filter(|line| !line.is_empty());
    assert_eq!(read.text, lines.collect::<Vec<_>>().join("\n"), "{text:?}");
}
