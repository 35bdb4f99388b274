//! A passage as pages other than its transcript's show it: a paragraph, cut to the sentences that its notes are about.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    context::PageContext,
    cut::{self, Cut},
    lists::{Style, passage_id},
    markup::{self, Layer, MarkSpan},
    notes, on_topics, printed,
    series::Series,
    signs, turns,
};
use crate::{
    archive::{
        AnnotationIndex, ListIndex, ParagraphIndex, Question, Transcript, TranscriptIndex,
        TurnIndex,
    },
    reader::{FullTranscript, RowPassage, Thing},
    view::{LinkView, NoteView, PassageView, QuestionView, field},
};

/// How much of a paragraph is shown that notes are on as a whole, in characters.
const WHOLE: usize = 420;

/// How much of a paragraph is shown in a list of what somebody says, in characters.
const SAID: usize = 240;

/// How much of a question is shown before its answer, in bytes.
const LONGEST_QUESTION: usize = 400;

/// How many topics are named beside a person's words.
const TOPICS: usize = 4;

/// What a page has shown before a passage.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// Notes that stand on it.
    notes: BTreeSet<(TranscriptIndex, AnnotationIndex)>,
    /// The question that the passage before answers.
    asked: Option<(TranscriptIndex, TurnIndex)>,
}

impl Shown {
    /// Those of some notes that do not stand on the page yet.
    pub(super) fn fresh(
        &mut self,
        t: TranscriptIndex,
        annotations: &[AnnotationIndex],
    ) -> Vec<AnnotationIndex> {
        let all = annotations.iter().copied();
        all.filter(|&a| self.notes.insert((t, a))).collect()
    }
}

/// The view of a row that is a paragraph; none of a whole transcript.
pub(super) fn view(
    context: &PageContext<'_>,
    (row, full): (RowPassage<'_>, &FullTranscript<'_>),
    (style, series): (Style, &Series),
    shown: &mut Shown,
) -> Option<PassageView> {
    let paragraph = row.paragraph()?;
    let reads = &context.reads;
    let (t, head) = (row.transcript(), row.head());
    let annotations = row.annotations();
    let ids: Vec<&str> = annotations.iter().map(|&a| &*row.note(a).id).collect();
    let language = context.language_at(&full.anchored().transcript, paragraph);
    let paragraph_id = row.paragraph_id(paragraph);
    let last = row.places().map(|place| place.passage.last).max();
    let last = row.paragraph_id(last.unwrap_or(paragraph));
    let written = paragraph_id.to_string();
    let turn = row.places().find_map(|place| place.turn);
    let fresh = match style {
        Style::WithNotes => shown.fresh(t, &annotations),
        Style::Said => Vec::new(),
    };
    let mut view = PassageView {
        id: passage_id(head.id(), Some(&written)) + style.suffix(),
        transcript: head.id().to_owned(),
        number: paragraph_id.bare().to_string(),
        paragraph: written,
        place: match style {
            Style::WithNotes => printed::paragraphs(context.words(), paragraph_id, last),
            Style::Said => printed::paragraphs(context.words(), paragraph_id, paragraph_id),
        },
        annotations: ids.join(" "),
        href: context.href(Thing::Paragraph(t, paragraph)),
        dir: printed::direction(&language),
        language,
        notes: reads.then(field!(PassageView.notes), || {
            notes_of(context, (row, full), series, &fresh)
        }),
        note_count: annotations.len(),
        ..PassageView::default()
    };
    view.words = reads.then(field!(PassageView.words), || words(row, full));
    let parts = [
        field!(PassageView.html),
        field!(PassageView.linked_html),
        field!(PassageView.cut_before),
        field!(PassageView.cut_after),
    ];
    if reads.any_deeper(&parts) {
        let cut = cut(row, full, paragraph, style);
        let home = format!("{}.", head.id());
        let marks = match style {
            Style::WithNotes => marks(context, (row, full), &home, &cut, series),
            Style::Said => Vec::new(),
        };
        let written = |write| html(context, (full, paragraph), (&cut, &marks), write);
        view.html = Some(written(markup::words));
        view.linked_html = reads.then(field!(PassageView.linked_html), || {
            Some(written(markup::linked))
        });
        view.crowded = is_crowded(full, &cut, view.notes.len());
        view.cut_before = cut.before;
        view.cut_after = cut.after;
    }
    if let Some(turn) = turn {
        view.speaker = reads.then(field!(PassageView.speaker), || context.speaker(head, turn));
    }
    if style == Style::Said {
        let mut topics = on_topics::topics_of(context, row);
        view.more_topics = topics.len().saturating_sub(TOPICS);
        topics.truncate(TOPICS);
        let links = topics.into_iter().map(|topic| LinkView {
            href: Some(context.href_of_passage(topic, (t, Some(paragraph)))),
            ..context.link(Thing::Entry(topic))
        });
        view.topics = links.collect();
    }
    question(context, (row, full), shown, &mut view);
    Some(view)
}

/// Some notes on a row, with tags that lead to their passages on the pages of others.
pub(super) fn notes_of(
    context: &PageContext<'_>,
    (row, full): (RowPassage<'_>, &FullTranscript<'_>),
    series: &Series,
    annotations: &[AnnotationIndex],
) -> Vec<NoteView> {
    let view = |&a: &AnnotationIndex| {
        let mut view = notes::view(context, full, a);
        // The entry whose page this is need not be named on it.
        notes::lead_to_passages(context, full, (a, &mut view), row.about());
        view
    };
    let mut notes: Vec<NoteView> = annotations.iter().map(view).collect();
    series.tell(notes.iter_mut());
    notes
}

fn is_crowded(full: &FullTranscript<'_>, cut: &Cut, notes: usize) -> bool {
    let text = &full.anchored().transcript.text;
    let shown = cut.runs.iter();
    let shown: String = shown
        .map(|run| &text[run.start as usize..run.end as usize])
        .collect();
    turns::is_crowded(&shown, notes)
}

/// The words of the first passage that begins in the paragraph.
fn words(row: RowPassage<'_>, full: &FullTranscript<'_>) -> Option<String> {
    let place = row.places().next()?;
    Some(match &place.words {
        Some(words) => words.to_string(),
        None => full.anchored().transcript.text[place.passage.bytes()].to_owned(),
    })
}

/// What is shown of the paragraph.
fn cut(
    row: RowPassage<'_>,
    full: &FullTranscript<'_>,
    paragraph: ParagraphIndex,
    style: Style,
) -> Cut {
    let transcript = &full.anchored().transcript;
    let (text, all) = (&transcript.text, transcript.paragraphs[paragraph].bytes());
    let quoted = || {
        let places = row.places().filter(|place| place.passage.highlight);
        places.map(|place| place.passage.range.clone())
    };
    match style {
        Style::Said => cut::beginning(text, all, SAID),
        Style::WithNotes if quoted().next().is_none() => cut::beginning(text, all, WHOLE),
        Style::WithNotes => cut::touched(text, all, quoted()),
    }
}

/// What is shown, as HTML.
fn html(
    context: &PageContext<'_>,
    (full, paragraph): (&FullTranscript<'_>, ParagraphIndex),
    (cut, marks): (&Cut, &[MarkSpan<'_>]),
    write: markup::Writer,
) -> String {
    let transcript = &full.anchored().transcript;
    let pieces = cut.runs.iter().map(|run| {
        let marks = marks_over(marks, run);
        let layer = Layer::Excerpt(&marks, context.labels());
        write(transcript, paragraph, run.clone(), layer)
    });
    joined(transcript, cut, pieces)
}

/// The marks of the notes on the paragraph, in order of their starts. A sign that stands where nothing is shown stands at the nearest place before
/// which something is, or else before everything.
fn marks<'a>(
    context: &PageContext<'a>,
    (row, full): (RowPassage<'a>, &'a FullTranscript<'a>),
    home: &'a str,
    cut: &Cut,
    series: &'a Series,
) -> Vec<MarkSpan<'a>> {
    let anchored = full.anchored();
    let sign_in = |sign: u32| {
        let begun = cut.runs.iter().take_while(|run| run.start <= sign).last();
        let first = cut.runs.first().map_or(sign, |run| run.start);
        begun.map_or(first, |run| sign.min(run.end))
    };
    let by = |a| row.note(a).by.as_ref().map(|by| context.editor(by).name);
    // A note may have very many places in one paragraph.
    let mut known = BTreeMap::new();
    let mut marks = Vec::new();
    for passage in row.places().map(|place| &place.passage) {
        for &a in passage.annotations.iter().filter(|&&a| row.has(a)) {
            let placed = &anchored.annotations[a];
            let signs = known
                .entry(a)
                .or_insert_with(|| signs::of(anchored, placed));
            let sign = sign_in(passage.sign);
            marks.push(MarkSpan {
                series: by(a).and_then(|name| series.key(&name)),
                range: match passage.highlight {
                    true => passage.range.clone(),
                    false => sign..sign,
                },
                sign: Some(sign),
                id: &placed.id,
                home,
                kind: notes::kind(context, full, a),
                number: a.place() + 1,
                nth: signs::nth(signs, passage.sign),
            });
        }
    }
    marks.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end), m.number));
    marks
}

/// Those of the marks that a run has something of.
fn marks_over<'a>(marks: &[MarkSpan<'a>], run: &Range<u32>) -> Vec<MarkSpan<'a>> {
    let mut over = marks.to_vec();
    over.retain_mut(|mark| {
        mark.sign = mark
            .sign
            .filter(|&sign| run.start <= sign && sign <= run.end);
        mark.sign.is_some() || (mark.range.start < run.end && mark.range.end > run.start)
    });
    over
}

/// The runs of a cut, with a sign for what lies between them.
fn joined(transcript: &Transcript, cut: &Cut, pieces: impl Iterator<Item = String>) -> String {
    let mut html = String::new();
    for (i, piece) in pieces.enumerate() {
        if let Some(before) = i.checked_sub(1).and_then(|i| cut.runs.get(i)) {
            // A script that divides its sentences by blanks has one before the sign, too.
            if transcript.text[before.end as usize..].starts_with(char::is_whitespace) {
                html.push(' ');
            }
            html.push_str("<span class=\"cut\"></span>");
        }
        html.push_str(&piece);
    }
    html
}

/// If the paragraph answers: the question before it, within the same exchange, or, behind another answer to it, where that stands.
fn question(
    context: &PageContext<'_>,
    (row, full): (RowPassage<'_>, &FullTranscript<'_>),
    shown: &mut Shown,
    view: &mut PassageView,
) {
    let fields = [field!(PassageView.question), field!(PassageView.asked)];
    let transcript = &full.anchored().transcript;
    let question = (row.paragraph().filter(|_| context.reads.any(&fields)))
        .and_then(|paragraph| transcript.question_of(paragraph));
    let asked = question.map(|question| (row.transcript(), question.turn));
    let before = std::mem::replace(&mut shown.asked, asked);
    let Some(question) = question else { return };
    if before == asked {
        let id = row.paragraph_id(question.first);
        view.asked = Some(LinkView {
            title: printed::paragraphs(context.words(), id, id),
            href: Some(context.href(Thing::Paragraph(row.transcript(), question.first))),
            ..LinkView::default()
        });
        return;
    }
    view.question = Some(asked_before(context, (row, transcript), question));
}

fn asked_before(
    context: &PageContext<'_>,
    (row, transcript): (RowPassage<'_>, &Transcript),
    Question { turn, first, last }: Question,
) -> QuestionView {
    let range = transcript.paragraphs[last].range.clone();
    let start = beginning_of_question(transcript, &range);
    let id = row.paragraph_id(first);
    let language = context.language_at(transcript, last);
    QuestionView {
        dir: printed::direction(&language),
        language,
        speaker: context.speaker(row.head(), turn),
        html: markup::words(
            transcript,
            last,
            start..range.end,
            Layer::Excerpt(&[], context.labels()),
        ),
        href: context.href(Thing::Paragraph(row.transcript(), first)),
        place: printed::paragraphs(context.words(), id, id),
        cut_before: start > range.start || last > first,
    }
}

/// Where what is shown of a question begins: of a long one the end is shown.
fn beginning_of_question(transcript: &Transcript, range: &Range<u32>) -> u32 {
    if range.len() <= LONGEST_QUESTION {
        return range.start;
    }
    let end = range.end as usize;
    let from = transcript.text.ceil_char_boundary(end - LONGEST_QUESTION);
    let after_word = transcript.text[from..end]
        .find(char::is_whitespace)
        .map_or(from, |i| from + i + 1);
    u32::try_from(after_word).unwrap_or(range.start)
}
