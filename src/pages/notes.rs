//! Annotations as they are shown: beside the text and below passages.

use super::{
    here::{Here, date},
    printed,
    view::{LinkView, NotePassageView, NoteView},
};
use crate::{
    anchor::{Anchored, NoteTitle, Placed},
    archive::{AnnotationIndex, ListIndex, ParagraphIndex, TranscriptIndex},
    bind::Thing,
    route::fragment,
};

/// The class of an annotation: what it is chiefly about.
pub(super) fn kind<'e>(
    here: &Here<'e>,
    transcript: TranscriptIndex,
    annotation: AnnotationIndex,
) -> &'e str {
    if here.note_of_row(transcript, annotation).correction {
        return "correction";
    }
    let kinds = &here.config().kinds;
    match here
        .annotation_links(transcript, annotation)
        .entries
        .first()
    {
        Some(&entry) if here.entry_kind(entry).is_own() => "entry",
        Some(&entry) => &kinds.names(here.entry_kind(entry)).slug,
        None => "comment",
    }
}

/// The view of annotation `annotation` of `transcript`, whose record was taken or came with a row.
pub(super) fn view(
    here: &Here<'_>,
    transcript: TranscriptIndex,
    anchored: &Anchored,
    annotation: AnnotationIndex,
) -> NoteView {
    let placed = &anchored.annotations[annotation];
    let a = &placed.annotation;
    let links = here.annotation_links(transcript, annotation);
    let inside = here.at_home(&placed.home, transcript);
    let called = &here.note_of_row(transcript, annotation).title;
    let (title, titled) = (
        printed::note_title(called).to_owned(),
        matches!(called, NoteTitle::Written(_)),
    );
    let href = |a: AnnotationIndex| {
        let id = &anchored.annotations[a].id;
        let page = here.href(Thing::Transcript(transcript));
        [page, fragment(&format!("note-{id}"))].concat()
    };
    let note_link = |other: AnnotationIndex| LinkView {
        title: printed::note_title(&here.note_of_row(transcript, other).title).to_owned(),
        href: Some(href(other)),
        kind: "note".to_owned(),
        id: Some(anchored.annotations[other].id.clone()),
    };
    let disputed_by = placed.disputed_by.iter().map(|&other| note_link(other));
    NoteView {
        id: placed.id.clone(),
        number: annotation.place() + 1,
        href: here.reads.then("href", || href(annotation)),
        kind: kind(here, transcript, annotation).to_owned(),
        title,
        titled,
        words: here.reads.then("words", || {
            let first = placed.passages.first()?;
            let passage = &anchored.passages[*first];
            Some(anchored.transcript.text[passage.bytes()].to_owned())
        }),
        html: here.reads.then("html", || {
            let note = a.note.as_ref()?;
            let prefix = match note.text.contains("[^") {
                true => here.footnote_prefix(&placed.id),
                false => String::new(),
            };
            Some(inside.markdown(&note.text, 5, &prefix).html)
        }),
        language: a.language.clone().filter(|l| *l != here.config().language),
        links: here.entries(&links.entries),
        sources_html: a.sources.iter().map(|s| inside.line(&s.text)).collect(),
        see: links
            .see
            .iter()
            .map(|&t| here.in_transcript(transcript).link(t))
            .collect(),
        certainty: a.certainty.map(|c| c.as_str().to_owned()),
        disputes: placed.disputes.map(note_link),
        disputed_by: disputed_by.collect(),
        correction: a.correction.as_ref().map(|c| c.value.clone()),
        warning: a.warning.clone(),
        by: a.by.as_ref().map(|n| here.editor(n)),
        checked: a.checked.as_ref().map(|n| here.editor(n)),
        written: a.written.as_ref().map(|d| date(here, d)),
        passages: here
            .reads
            .then("passages", || passages(here, transcript, anchored, placed)),
        drifted: placed.drifted,
        draft: a.draft,
    }
}

/// The places of a note, those in other transcripts last.
fn passages(
    here: &Here<'_>,
    transcript: TranscriptIndex,
    anchored: &Anchored,
    placed: &Placed,
) -> Vec<NotePassageView> {
    let mut all: Vec<NotePassageView> = placed
        .passages
        .iter()
        .map(|&p| {
            let passage = &anchored.passages[p];
            let id = |p: ParagraphIndex| anchored.transcript.paragraphs[p].id;
            NotePassageView {
                text: printed::paragraphs(id(passage.first), id(passage.last)),
                href: here.href(Thing::Paragraph(transcript, passage.first)),
            }
        })
        .collect();
    all.dedup();
    if all.is_empty() {
        all.push(NotePassageView {
            text: "the whole transcript".to_owned(),
            href: here.href(Thing::Transcript(transcript)),
        });
    }
    for other in &placed.elsewhere {
        if let Some(thing) = here.twin(other, placed.annotation.span) {
            let (Thing::Annotation(t, _) | Thing::Transcript(t)) = thing else {
                continue;
            };
            all.push(NotePassageView {
                text: here.title(Thing::Transcript(t)),
                href: here.href(thing),
            });
        }
    }
    all
}
