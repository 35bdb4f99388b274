//! A transcript's text: its turns with their paragraphs, marks and notes.

use std::collections::BTreeMap;

use super::{
    contents,
    context::PageContext,
    markup::{self, Layer, MarkSpan, OnPage},
    notes,
    past::{self, Past},
    printed, versions,
};
use crate::{
    archive::{ListIndex, LocatorKind, ParagraphIndex, Transcript, Turn},
    reader::FullTranscript,
    view::{LocatorView, NoteView, ParagraphView, SectionView, TurnView, field},
};

/// The turns of a transcript. Each note stands beside the paragraph that its first passage begins in.
pub(super) fn turns(
    context: &PageContext<'_>,
    full: &FullTranscript<'_>,
    on_page: &OnPage,
    notes: Vec<NoteView>,
    past: &mut Past,
) -> Vec<TurnView> {
    let anchored = full.anchored();
    let transcript = &anchored.transcript;
    let head = context.reader.head(full.index());
    let mut marks = Open::new(marks(context, full));
    let mut by_paragraph: BTreeMap<ParagraphIndex, Vec<NoteView>> = BTreeMap::new();
    for (placed, note) in anchored.annotations.iter().zip(notes) {
        if let Some(&first) = placed.passages.first() {
            by_paragraph
                .entry(anchored.passages[first].first)
                .or_default()
                .push(note);
        }
    }
    let language = versions::language(context, transcript.header.language.as_deref());
    let versions = match context.reads.field(field!(ParagraphView.aligned)) {
        true => context.reader.versions(full.index()),
        false => Vec::new(),
    };
    let mut headings = contents::headings(transcript).into_iter().peekable();
    let mut views: Vec<TurnView> = Vec::new();
    for (i, turn) in transcript.turns.enumerated() {
        let whose = TurnView {
            speaker: context.speaker(head, i),
            question: turn.asks,
            narration: turn.narration,
            label: narrator(transcript, turn),
            ..TurnView::default()
        };
        let wordless = all_remarks(transcript, turn);
        let mut named = false;
        let mut view = whose.clone();
        for p in turn.paragraphs.iter() {
            let mut before = Vec::new();
            while let Some((_, heading)) = headings.next_if(|(at, _)| *at <= p) {
                before.push(heading);
            }
            if !before.is_empty() && !view.paragraphs.is_empty() {
                // A heading inside a turn: the turn goes on below it.
                views.push(std::mem::replace(&mut view, whose.clone()));
                named = false;
            }
            view.sections.append(&mut before);
            let notes = by_paragraph.remove(&p).unwrap_or_default();
            let over = marks.over(transcript, p);
            let mut shown = paragraph(transcript, p, over, on_page, notes);
            let own = transcript.paragraphs[p].language.as_deref();
            let own = own.filter(|own| *own != language);
            (shown.language, shown.dir) = (own.map(str::to_owned), own.map(printed::direction));
            shown.aligned = versions::aligned(context, &versions, p);
            shown.named = !named && (!shown.remark || wordless);
            named |= shown.named;
            past.put(p, &mut shown);
            view.paragraphs.push(shown);
        }
        views.push(view);
    }
    views
}

/// Whether nothing in a turn is somebody's words: its label alone was said.
fn all_remarks(transcript: &Transcript, turn: &Turn) -> bool {
    let own = transcript.paragraphs.slice(turn.paragraphs);
    own.iter().all(|p| p.remark)
}

/// For narration: its label, if it has one.
fn narrator(transcript: &Transcript, turn: &Turn) -> Option<String> {
    let declared = || {
        let speaker = turn.speaker?;
        Some(transcript.header.speakers[speaker].label.clone())
    };
    let label = turn.printed.as_deref().map(str::to_owned).or_else(declared);
    label.filter(|label| turn.narration && !label.is_empty())
}

/// Headings behind the last paragraph.
pub(super) fn closing(transcript: &Transcript) -> Vec<SectionView> {
    let all = contents::behind_all(transcript);
    let headings = contents::headings(transcript).into_iter();
    headings
        .filter(|(at, _)| *at >= all)
        .map(|(_, heading)| heading)
        .collect()
}

/// The highlighted passages in order of their starts.
fn marks<'a>(context: &PageContext<'a>, full: &'a FullTranscript<'a>) -> Vec<MarkSpan<'a>> {
    let anchored = full.anchored();
    let mut marks = Vec::new();
    for passage in anchored.passages.iter().filter(|p| p.highlight) {
        for &a in &passage.annotations {
            marks.push(MarkSpan {
                range: passage.range.clone(),
                id: &anchored.annotations[a].id,
                kind: notes::kind(context, full, a),
                number: a.place() + 1,
            });
        }
    }
    marks
}

/// The marks over one paragraph after the other, in the order of their starts.
struct Open<'e> {
    waiting: std::iter::Peekable<std::vec::IntoIter<MarkSpan<'e>>>,
    open: Vec<MarkSpan<'e>>,
}

impl<'e> Open<'e> {
    /// `marks` must be in the order of their starts.
    fn new(marks: Vec<MarkSpan<'e>>) -> Self {
        Self {
            waiting: marks.into_iter().peekable(),
            open: Vec::new(),
        }
    }

    /// Those over paragraph `p`, which comes after those that were asked for before.
    fn over(&mut self, transcript: &Transcript, p: ParagraphIndex) -> &[MarkSpan<'e>] {
        let paragraph = &transcript.paragraphs[p].range;
        while let Some(mark) = self.waiting.next_if(|m| m.range.start < paragraph.end) {
            self.open.push(mark);
        }
        self.open.retain(|m| m.range.end > paragraph.start);
        &self.open
    }
}

fn paragraph(
    transcript: &Transcript,
    index: ParagraphIndex,
    marks: &[MarkSpan<'_>],
    on_page: &OnPage,
    notes: Vec<NoteView>,
) -> ParagraphView {
    let paragraph = &transcript.paragraphs[index];
    ParagraphView {
        number: paragraph.id.bare().to_string(),
        id: paragraph.id.to_string(),
        sealed_id: past::sealed_id(transcript, index),
        language: None,
        dir: None,
        aligned: Vec::new(),
        html: markup::words(
            transcript,
            index,
            paragraph.range.clone(),
            Layer::Marks(marks, on_page),
        ),
        named: false,
        remark: paragraph.remark,
        locators: paragraph
            .locators
            .iter()
            .map(|l| match l.kind {
                LocatorKind::Time(seconds) => LocatorView {
                    kind: "time",
                    text: l.text.clone(),
                    href: on_page
                        .media
                        .as_ref()
                        .map(|url| format!("{url}#t={seconds}")),
                },
                LocatorKind::Page => LocatorView {
                    kind: "page",
                    text: l.text.clone(),
                    href: None,
                },
            })
            .collect(),
        time_start: paragraph.locators.iter().find_map(|l| match l.kind {
            LocatorKind::Time(seconds) if l.at == paragraph.range.start => Some(seconds),
            LocatorKind::Time(_) | LocatorKind::Page => None,
        }),
        notes,
        earlier: Vec::new(),
        gone: Vec::new(),
    }
}
