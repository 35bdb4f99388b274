//! Passages of transcripts as they are shown on other pages: in their sentence, with speaker, date and question.

use std::ops::Range;

use super::{
    here::{Head, Here, date},
    markup::{self, Layer},
    notes, printed,
};
use crate::{
    anchor::OutlinePassage,
    archive::{
        AnnotationIndex, Header, ListIndex, ParagraphIndex, Question, Record, Transcript,
        TranscriptIndex,
    },
    bind::{Row, Thing},
    text,
    view::{PassageGroup, PassageView, QuestionView, field},
};

/// How much of a long passage an excerpt shows, in bytes.
const LONGEST: usize = 2400;

/// How much of a question is shown before its answer, in bytes.
const LONGEST_QUESTION: usize = 400;

/// Passages by year, with the notes that `about` says matter.
pub(super) fn groups(
    here: &Here<'_>,
    rows: &[Row],
    about: &dyn Fn(Row, AnnotationIndex) -> bool,
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
pub(super) fn year(here: &Here<'_>, transcript: TranscriptIndex) -> String {
    year_of(here.head_of_row(transcript).header)
}

/// The year of a header, or "Undated".
pub(super) fn year_of(header: &Header) -> String {
    header
        .date
        .as_ref()
        .and_then(|d| d.value.year_label())
        .unwrap_or_else(|| "Undated".to_owned())
}

pub(super) fn view(
    here: &Here<'_>,
    row: Row,
    about: &dyn Fn(Row, AnnotationIndex) -> bool,
) -> PassageView {
    let Head { id, header, .. } = here.head_of_row(row.transcript);
    let annotations: Vec<AnnotationIndex> = here
        .annotations_of_row(row)
        .into_iter()
        .filter(|&a| about(row, a))
        .collect();
    let ids: Vec<&str> = annotations
        .iter()
        .map(|&a| &*here.note_of_row(row.transcript, a).id)
        .collect();
    let language = header
        .language
        .clone()
        .unwrap_or_else(|| here.config().language.clone());
    let mut view = PassageView {
        transcript: id.to_owned(),
        title: header.title.clone(),
        place: here.reads.then(field!(PassageView.place), || {
            "the whole transcript".to_owned()
        }),
        annotations: ids.join(" "),
        href: String::new(),
        transcript_href: here.reads.then(field!(PassageView.transcript_href), || {
            here.href(Thing::Transcript(row.transcript))
        }),
        date: header.date.as_ref().map(|d| date(here, d)),
        dir: printed::direction(&language),
        language,
        warning: header.warning.clone(),
        notes: here.reads.then(field!(PassageView.notes), || {
            let record = here.record_of_row(row.transcript);
            let all = annotations.iter();
            all.map(|&a| notes::view(here, row.transcript, &record, a))
                .collect()
        }),
        record: header
            .record
            .filter(|r| *r != Record::Verbatim)
            .map(super::transcript::record_text),
        ..PassageView::default()
    };
    let Some(OutlinePassage {
        passage,
        turn,
        words,
        ..
    }) = here.passage_of_row(row)
    else {
        view.href = here.href(Thing::Transcript(row.transcript));
        return view;
    };
    let ids = here.paragraph_ids_of_row(row.transcript);
    let first = ids.of(passage.first);
    view.paragraph = first.to_string();
    view.place = here.reads.then(field!(PassageView.place), || {
        printed::paragraphs(first, ids.of(passage.last))
    });
    view.href = here.href(Thing::Paragraph(row.transcript, passage.first));
    view.words = here.reads.then(field!(PassageView.words), || {
        Some(match words {
            Some(words) => words.to_string(),
            None => {
                let record = here.record_of_row(row.transcript);
                record.transcript.text[passage.bytes()].to_owned()
            }
        })
    });
    if here.reads.any_deeper(&[
        field!(PassageView.html),
        field!(PassageView.cut_before),
        field!(PassageView.cut_after),
    ]) {
        let record = here.record_of_row(row.transcript);
        let excerpt = excerpt(&record.transcript, &passage.range, passage.highlight);
        view.html = Some(excerpt.html);
        view.cut_before = excerpt.cut_before;
        view.cut_after = excerpt.cut_after;
    }
    if let Some(turn) = *turn {
        view.speaker = here.reads.then(field!(PassageView.speaker), || {
            here.speaker(row.transcript, turn)
        });
        view.question = here.reads.then(field!(PassageView.question), || {
            question(here, row.transcript, passage.first)
        });
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
    // Of a long passage only the two ends are looked at.
    let before_end = bytes.end.saturating_sub(1).max(in_last.start);
    let before_end = transcript.text.floor_char_boundary(before_end);
    let start =
        text::sentence_range(&transcript.text, in_first.clone(), bytes.start..bytes.start).start;
    let end = text::sentence_range(&transcript.text, in_last.clone(), before_end..bytes.end).end;
    let shown_end = match end - start > LONGEST {
        true => cut_at_word(&transcript.text, start, LONGEST).max(start + 1),
        false => end,
    };
    let none = range.start..range.start;
    let layer = Layer::Hit(if hit { range } else { &none });
    let mut html = String::new();
    let shown = (first.place()..=last.place()).map(ParagraphIndex::at);
    for paragraph in shown {
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

/// If the paragraph answers: the question before it, within the same exchange.
fn question(
    here: &Here<'_>,
    t: TranscriptIndex,
    paragraph: ParagraphIndex,
) -> Option<QuestionView> {
    let record = here.record_of_row(t);
    let transcript = &record.transcript;
    let Question {
        turn: asked,
        first,
        last,
    } = transcript.question_of(paragraph)?;
    let range = transcript.paragraphs[last].range.clone();
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
        speaker: here.speaker(t, asked),
        html: markup::words(transcript, last, start..range.end, Layer::Hit(&none)),
        href: here.href(Thing::Paragraph(t, first)),
        cut_before: start > range.start || last > first,
    })
}
