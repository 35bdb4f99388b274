//! Passages of transcripts as they are shown on other pages: in their sentence, with speaker, date and question.

use std::ops::Range;

use super::{
    context::PageContext,
    markup::{self, Layer, MarkSpan},
    notes, paths, printed,
};
use crate::{
    archive::{AnnotationIndex, Header, ListIndex, ParagraphIndex, Question, Record, Transcript},
    reader::{OutlinePassage, RowPassage, Thing},
    text::{self, Words},
    view::{PassageGroup, PassageView, QuestionView, field},
};

/// How much of a long passage an excerpt shows, in bytes.
const LONGEST: usize = 2400;

/// How long a passage may be, in bytes, that is looked at as a whole for the sentences round it.
const SHORT: usize = 400;

/// How much of a question is shown before its answer, in bytes.
const LONGEST_QUESTION: usize = 400;

/// Passages by year, with the notes that `about` says matter.
pub(super) fn groups(
    context: &PageContext<'_>,
    passages: &[RowPassage<'_>],
    about: &dyn Fn(RowPassage<'_>, AnnotationIndex) -> bool,
) -> Vec<PassageGroup> {
    let mut groups: Vec<PassageGroup> = Vec::new();
    for &passage in passages {
        let title = year_of(context, passage.head().header());
        if groups.last().is_none_or(|g| g.title != title) {
            groups.push(PassageGroup {
                title,
                passages: Vec::new(),
            });
        }
        if let Some(group) = groups.last_mut() {
            group.passages.push(view(context, passage, about));
        }
    }
    groups
}

/// The year of a header, or "Undated".
fn year_of(context: &PageContext<'_>, header: &Header) -> String {
    let date = header.date.as_ref().map(|date| &date.value);
    paths::year_heading(date, context.words())
}

pub(super) fn view(
    context: &PageContext<'_>,
    row: RowPassage<'_>,
    about: &dyn Fn(RowPassage<'_>, AnnotationIndex) -> bool,
) -> PassageView {
    let (t, head) = (row.transcript(), row.head());
    let header = head.header();
    let annotations: Vec<AnnotationIndex> = row
        .annotations()
        .into_iter()
        .filter(|&a| about(row, a))
        .collect();
    let ids: Vec<&str> = annotations.iter().map(|&a| &*row.note(a).id).collect();
    let language = header
        .language
        .clone()
        .unwrap_or_else(|| context.reader.config().language.clone());
    let mut view = PassageView {
        transcript: head.id().to_owned(),
        title: header.title.clone(),
        place: context.reads.then(field!(PassageView.place), || {
            context.words().whole_transcript()
        }),
        annotations: ids.join(" "),
        href: String::new(),
        transcript_href: context.reads.then(field!(PassageView.transcript_href), || {
            context.href(Thing::Transcript(t))
        }),
        date: header.date.as_ref().map(|d| context.date(d)),
        dir: printed::direction(&language),
        language,
        warning: header.warning.clone(),
        notes: context.reads.then(field!(PassageView.notes), || {
            let full = row.full();
            let all = annotations.iter();
            all.map(|&a| notes::view(context, &full, a)).collect()
        }),
        record: header
            .record
            .filter(|r| *r != Record::Verbatim)
            .map(|record| printed::record_text(context.words(), record)),
        ..PassageView::default()
    };
    let Some(OutlinePassage {
        passage,
        turn,
        words,
        ..
    }) = row.place()
    else {
        view.href = context.href(Thing::Transcript(t));
        return view;
    };
    let first = row.paragraph_id(passage.first);
    view.paragraph = first.to_string();
    view.place = context.reads.then(field!(PassageView.place), || {
        printed::paragraphs(context.words(), first, row.paragraph_id(passage.last))
    });
    view.href = context.href(Thing::Paragraph(t, passage.first));
    view.words = context.reads.then(field!(PassageView.words), || {
        Some(match words {
            Some(words) => words.to_string(),
            None => {
                let full = row.full();
                full.anchored().transcript.text[passage.bytes()].to_owned()
            }
        })
    });
    if context.reads.any_deeper(&[
        field!(PassageView.html),
        field!(PassageView.cut_before),
        field!(PassageView.cut_after),
    ]) {
        let full = row.full();
        let excerpt = excerpt(
            &full.anchored().transcript,
            &passage.range,
            passage.highlight,
            context.words(),
        );
        view.html = Some(excerpt.html);
        view.cut_before = excerpt.cut_before;
        view.cut_after = excerpt.cut_after;
    }
    if let Some(turn) = *turn {
        view.speaker = context
            .reads
            .then(field!(PassageView.speaker), || context.speaker(head, turn));
        view.question = context.reads.then(field!(PassageView.question), || {
            question(context, row, passage.first)
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
pub(super) fn excerpt(
    transcript: &Transcript,
    range: &Range<u32>,
    hit: bool,
    words: &Words,
) -> Excerpt {
    let bytes = range.start as usize..range.end as usize;
    let first = transcript.paragraph_at(bytes.start);
    let last = transcript.paragraph_at(bytes.end.saturating_sub(1).max(bytes.start));
    let in_first = transcript.paragraphs[first].bytes();
    let in_last = transcript.paragraphs[last].bytes();
    let Range { start, end } = match first == last && bytes.len() <= SHORT {
        true => text::sentence_range(&transcript.text, in_first.clone(), bytes),
        // Of a long passage only the two ends are looked at.
        false => {
            let at_start = bytes.start..bytes.start;
            let before_end = bytes.end.saturating_sub(1).max(in_last.start);
            let at_end = transcript.text.floor_char_boundary(before_end)..bytes.end;
            let sentences = |paragraph: &Range<usize>, hit| {
                text::sentence_range(&transcript.text, paragraph.clone(), hit)
            };
            sentences(&in_first, at_start).start..sentences(&in_last, at_end).end
        }
    };
    let shown_end = match end - start > LONGEST {
        true => cut_at_word(&transcript.text, start, LONGEST).max(start + 1),
        false => end,
    };
    let marks = [MarkSpan {
        range: range.clone(),
        sign: None,
        id: "",
        home: "",
        kind: "comment",
        number: 0,
        nth: 0,
    }];
    let layer = Layer::Excerpt(if hit { &marks } else { &[] }, words);
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
    context: &PageContext<'_>,
    row: RowPassage<'_>,
    paragraph: ParagraphIndex,
) -> Option<QuestionView> {
    let full = row.full();
    let transcript = &full.anchored().transcript;
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
    Some(QuestionView {
        speaker: context.speaker(row.head(), asked),
        html: markup::words(
            transcript,
            last,
            start..range.end,
            Layer::Excerpt(&[], context.words()),
        ),
        href: context.href(Thing::Paragraph(row.transcript(), first)),
        cut_before: start > range.start || last > first,
    })
}
