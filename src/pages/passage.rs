//! Passages of transcripts as they are shown on other pages: in their sentence, with speaker, date and question.

use std::ops::Range;

use super::{
    here::{self, Here, date},
    markup::{self, Layer},
    notes,
    view::{PassageGroup, PassageView, QuestionView},
};
use crate::{
    archive::{Record, Transcript},
    bind::{Row, Thing, index},
    text,
};

/// How much of a long passage an excerpt shows, in bytes.
const LONGEST: usize = 2400;

/// How much of a question is shown before its answer, in bytes.
const LONGEST_QUESTION: usize = 400;

/// Passages by year, with the notes that `about` says matter.
pub(super) fn groups(
    here: &Here<'_>,
    rows: &[Row],
    about: &dyn Fn(Row, u32) -> bool,
) -> Vec<PassageGroup> {
    let mut groups: Vec<PassageGroup> = Vec::new();
    for &row in rows {
        let title = year(here, row.transcript);
        if groups.last().is_none_or(|g| g.title != title) {
            groups.push(PassageGroup {
                title,
                passages: Vec::new(),
            });
        }
        if let Some(group) = groups.last_mut() {
            group.passages.push(view(here, row, about));
        }
    }
    groups
}

/// The year of a transcript, or "Undated".
pub(super) fn year(here: &Here<'_>, transcript: u32) -> String {
    let date = &here.edition.transcript(transcript).transcript.header.date;
    date.as_ref()
        .and_then(|d| d.value.year())
        .map_or_else(|| "Undated".to_owned(), |y| y.to_string())
}

fn view(here: &Here<'_>, row: Row, about: &dyn Fn(Row, u32) -> bool) -> PassageView {
    let edition = here.edition;
    let anchored = edition.transcript(row.transcript);
    let transcript = &anchored.transcript;
    let header = &transcript.header;
    let annotations: Vec<u32> = index::annotations_of(edition, row)
        .into_iter()
        .filter(|&a| about(row, a))
        .collect();
    let ids: Vec<&str> = annotations
        .iter()
        .map(|&a| anchored.annotations[a as usize].id.as_str())
        .collect();
    let language = header
        .language
        .clone()
        .unwrap_or_else(|| edition.config.language.clone());
    let mut view = PassageView {
        transcript: transcript.id().to_owned(),
        title: header.title.clone(),
        place: "the whole transcript".to_owned(),
        annotations: ids.join(" "),
        href: here.href(Thing::Transcript(row.transcript)),
        transcript_href: here.href(Thing::Transcript(row.transcript)),
        date: header.date.as_ref().map(date),
        dir: here::direction(&language),
        language,
        warning: header.warning.clone(),
        notes: annotations
            .iter()
            .map(|&a| notes::view(here, row.transcript, a))
            .collect(),
        record: header
            .record
            .filter(|r| *r != Record::Verbatim)
            .map(super::transcript::record_text),
        ..PassageView::default()
    };
    if row.passage == Row::WHOLE {
        return view;
    }
    let passage = &anchored.passages[row.passage as usize];
    let excerpt = excerpt(transcript, &passage.range, passage.highlight);
    view.paragraph = format!("p{}", passage.first + 1);
    view.place = here::paragraphs(passage.first, passage.last);
    view.href = here.href(Thing::Paragraph(row.transcript, passage.first));
    view.html = Some(excerpt.html);
    view.cut_before = excerpt.cut_before;
    view.cut_after = excerpt.cut_after;
    let turn = transcript.paragraphs[passage.first as usize].turn;
    let remark = transcript.paragraphs[passage.first as usize].remark;
    if !remark {
        let who = &edition.transcript_links[row.transcript as usize].turns[turn as usize];
        view.speaker = here.speaker(row.transcript, who);
        view.question = question(here, row.transcript, turn);
    }
    view
}

/// Words in their sentence.
pub(super) struct Excerpt {
    pub(super) html: String,
    pub(super) cut_before: bool,
    pub(super) cut_after: bool,
}

/// The sentences round `range`; `hit` tells whether the range itself stands out in them.
pub(super) fn excerpt(transcript: &Transcript, range: &Range<u32>, hit: bool) -> Excerpt {
    let bytes = range.start as usize..range.end as usize;
    let first = transcript.paragraph_at(bytes.start);
    let last = transcript.paragraph_at(bytes.end.saturating_sub(1).max(bytes.start));
    let in_first = transcript.paragraphs[first].bytes();
    let in_last = transcript.paragraphs[last].bytes();
    let start = text::sentence_range(
        &transcript.text,
        in_first.clone(),
        bytes.start..bytes.end.min(in_first.end),
    )
    .start;
    let end = text::sentence_range(
        &transcript.text,
        in_last.clone(),
        bytes.start.max(in_last.start)..bytes.end,
    )
    .end;
    let shown_end = match end - start > LONGEST {
        true => cut_at_word(&transcript.text, start, LONGEST).max(start + 1),
        false => end,
    };
    let none = range.start..range.start;
    let layer = Layer::Hit(if hit { range } else { &none });
    let mut html = String::new();
    for paragraph in first..=last {
        let part = transcript.paragraphs[paragraph].bytes();
        let from = part.start.max(start);
        let to = part.end.min(shown_end);
        if from >= to {
            break;
        }
        if paragraph > first {
            html.push_str("<br>");
        }
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        html.push_str(&markup::words(
            transcript,
            paragraph,
            small(from)..small(to),
            layer,
        ));
    }
    Excerpt {
        html,
        cut_before: start > in_first.start,
        cut_after: shown_end < in_last.end,
    }
}

/// The end of a word at most `length` bytes after `start`.
fn cut_at_word(text: &str, start: usize, length: usize) -> usize {
    let limit = text.floor_char_boundary(start + length);
    text[start..limit]
        .rfind(char::is_whitespace)
        .map_or(limit, |i| start + i)
}

/// If the turn answers: the question before it, within the same exchange.
fn question(here: &Here<'_>, t: u32, turn: u32) -> Option<QuestionView> {
    let edition = here.edition;
    let transcript = &edition.transcript(t).transcript;
    let speakers = &edition.transcript_links[t as usize].turns;
    if speakers[turn as usize].asks {
        return None;
    }
    let asked = (0..turn as usize).rev().find(|&i| speakers[i].asks)?;
    let paragraphs = &transcript.turns[asked].paragraphs;
    let last = (paragraphs.start..paragraphs.end)
        .rev()
        .find(|&p| !transcript.paragraphs[p as usize].remark)?;
    let range = transcript.paragraphs[last as usize].range.clone();
    let length = range.len();
    let start = match length > LONGEST_QUESTION {
        true => {
            let from = transcript
                .text
                .ceil_char_boundary(range.end as usize - LONGEST_QUESTION);
            let after_word = transcript.text[from..range.end as usize]
                .find(char::is_whitespace)
                .map_or(from, |i| from + i + 1);
            u32::try_from(after_word).unwrap_or(range.start)
        }
        false => range.start,
    };
    let none = range.start..range.start;
    Some(QuestionView {
        speaker: here.speaker(t, &speakers[asked]),
        html: markup::words(
            transcript,
            last as usize,
            start..range.end,
            Layer::Hit(&none),
        ),
        href: here.href(Thing::Paragraph(t, paragraphs.start)),
        cut_before: start > range.start || last > paragraphs.start,
    })
}
