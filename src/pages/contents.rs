//! The contents of a transcript's page: its sections, and its exchanges of questions and answers.

use super::{here::Here, kinds::ContentView};
use crate::{archive::Transcript, bind::TurnSpeaker, text};

/// How many words of a question make its line in the contents.
const CONTENTS_WORDS: usize = 14;

fn count(n: usize) -> u32 {
    u32::try_from(n).expect("fewer than 2^32 paragraphs")
}

/// Sections and exchanges in order.
pub(super) fn contents(here: &Here<'_>, t: u32) -> Vec<ContentView> {
    let record = here.record(t);
    let transcript = &record.transcript;
    let speakers = &here.head(t).links.turns;
    let mut lines: Vec<(u32, u8, ContentView)> = Vec::new();
    for (i, section) in transcript.sections.iter().enumerate() {
        let last = transcript
            .sections
            .get(i + 1)
            .map_or(count(transcript.paragraphs.len()), |s| s.paragraph);
        lines.push((
            section.paragraph,
            0,
            ContentView {
                kind: "section",
                title: section.title.clone(),
                href: format!("#section-{}", i + 1),
                paragraphs: range(section.paragraph, last),
                speaker: None,
            },
        ));
    }
    for (turns, paragraphs) in exchanges(transcript, speakers) {
        let question = transcript.words(first_words_of(transcript, &paragraphs) as usize);
        let short = text::first_words(question, CONTENTS_WORDS);
        let cut = if short.len() + 1 < question.len() {
            "…"
        } else {
            &question[short.len()..]
        };
        lines.push((
            paragraphs.start,
            1,
            ContentView {
                kind: "exchange",
                title: format!("{short}{cut}"),
                href: format!("#p{}", paragraphs.start + 1),
                paragraphs: range(paragraphs.start, paragraphs.end),
                speaker: here.speaker(t, &speakers[turns as usize]),
            },
        ));
    }
    lines.sort_by_key(|(at, kind, _)| (*at, *kind));
    lines.into_iter().map(|(_, _, line)| line).collect()
}

/// The first paragraph that is no stage remark.
fn first_words_of(transcript: &Transcript, paragraphs: &std::ops::Range<u32>) -> u32 {
    paragraphs
        .clone()
        .find(|&p| !transcript.paragraphs[p as usize].remark)
        .unwrap_or(paragraphs.start)
}

fn range(start: u32, end: u32) -> String {
    let last = end.max(start + 1);
    if last == start + 1 {
        format!("{last}")
    } else {
        format!("{}–{last}", start + 1)
    }
}

/// A question's turn with the answers that follow it: (first turn, paragraphs). Questions in a row are one exchange.
fn exchanges(transcript: &Transcript, turns: &[TurnSpeaker]) -> Vec<(u32, std::ops::Range<u32>)> {
    let mut found: Vec<(u32, std::ops::Range<u32>)> = Vec::new();
    let mut answered = true;
    for (i, (turn, who)) in (0u32..).zip(transcript.turns.iter().zip(turns)) {
        if who.asks && answered {
            found.push((i, turn.paragraphs.clone()));
        } else if let Some((_, paragraphs)) = found.last_mut() {
            paragraphs.end = turn.paragraphs.end;
        }
        answered = !who.asks;
    }
    found
}
