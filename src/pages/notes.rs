//! Annotations as they are shown: beside the text and below passages.

use super::{
    here::{self, Here, date},
    view::{LinkView, NotePassageView, NoteView},
};
use crate::{
    anchor::{Anchored, Placed},
    bind::Thing,
    text,
};

/// The class of an annotation: what it is chiefly about.
pub(super) fn kind<'e>(here: &Here<'e>, transcript: u32, annotation: u32) -> &'e str {
    let edition = here.edition;
    let placed = &edition.transcript(transcript).annotations[annotation as usize];
    if placed.annotation.correction.is_some() {
        return "correction";
    }
    match edition.annotation_links[transcript as usize][annotation as usize]
        .entries
        .first()
    {
        Some(&entry) if edition.config.kinds.is_own(edition.entry(entry).kind) => "entry",
        Some(&entry) => &edition.config.kinds.names(edition.entry(entry).kind).slug,
        None => "comment",
    }
}

/// The title of a note, and whether an editor wrote it; else the first words of its passage.
pub(super) fn title(anchored: &Anchored, placed: &Placed) -> (String, bool) {
    if let Some(title) = &placed.annotation.title {
        return (title.clone(), true);
    }
    let Some(&first) = placed.passages.first() else {
        return ("On the whole transcript".to_owned(), false);
    };
    let passage = &anchored.passages[first as usize];
    let words = &anchored.transcript.text[passage.bytes()];
    let words = words.lines().next().unwrap_or_default();
    let short = text::first_words(words, 6);
    let cut = if short.len() < words.trim_end_matches(['.', ',', ';', ':', ' ']).len() {
        "…"
    } else {
        ""
    };
    (format!("{short}{cut}"), false)
}

/// The view of annotation `annotation` of `transcript`.
pub(super) fn view(here: &Here<'_>, transcript: u32, annotation: u32) -> NoteView {
    let edition = here.edition;
    let anchored = edition.transcript(transcript);
    let placed = &anchored.annotations[annotation as usize];
    let a = &placed.annotation;
    let links = &edition.annotation_links[transcript as usize][annotation as usize];
    let inside = here.in_transcript(transcript);
    let (title, titled) = title(anchored, placed);
    let prefix = format!("{}-", placed.id);
    let note_link = |other: u32| LinkView {
        title: self::title(anchored, &anchored.annotations[other as usize]).0,
        href: Some(here.href(Thing::Annotation(transcript, other))),
        kind: "note".to_owned(),
        id: Some(anchored.annotations[other as usize].id.clone()),
    };
    let disputed_by = (0u32..)
        .zip(&anchored.annotations)
        .filter(|(_, other)| other.disputes == Some(annotation))
        .map(|(i, _)| note_link(i))
        .collect();
    NoteView {
        id: placed.id.clone(),
        number: annotation as usize + 1,
        href: here.href(Thing::Annotation(transcript, annotation)),
        kind: kind(here, transcript, annotation).to_owned(),
        title,
        titled,
        html: a
            .note
            .as_ref()
            .map(|n| inside.markdown(&n.text, 5, &prefix).html),
        language: a.language.clone().filter(|l| *l != edition.config.language),
        links: here.entries(&links.entries),
        sources_html: a
            .sources
            .iter()
            .map(|s| inside.line(&s.text, &prefix))
            .collect(),
        see: links.see.iter().map(|&t| inside.link(t)).collect(),
        certainty: a.certainty.map(|c| c.as_str().to_owned()),
        disputes: placed.disputes.map(note_link),
        disputed_by,
        correction: a.correction.as_ref().map(|c| c.value.clone()),
        warning: a.warning.clone(),
        by: a.by.as_ref().map(|n| here.editor(n)),
        checked: a.checked.as_ref().map(|n| here.editor(n)),
        written: a.written.as_ref().map(date),
        passages: passages(here, transcript, placed),
        drifted: placed.drifted,
    }
}

/// The places of a note, those in other transcripts last.
fn passages(here: &Here<'_>, transcript: u32, placed: &Placed) -> Vec<NotePassageView> {
    let edition = here.edition;
    let anchored = edition.transcript(transcript);
    let mut all: Vec<NotePassageView> = placed
        .passages
        .iter()
        .map(|&p| {
            let passage = &anchored.passages[p as usize];
            NotePassageView {
                text: here::paragraphs(passage.first, passage.last),
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
        if let Ok(Thing::Transcript(t)) =
            edition.names.resolve(&format!("transcript:{other}"), None)
        {
            let twin = edition
                .transcript(t)
                .annotations
                .iter()
                .position(|a| std::sync::Arc::ptr_eq(&a.annotation, &placed.annotation));
            let thing = twin
                .and_then(|i| u32::try_from(i).ok())
                .map_or(Thing::Transcript(t), |i| Thing::Annotation(t, i));
            all.push(NotePassageView {
                text: here.title(Thing::Transcript(t)),
                href: here.href(thing),
            });
        }
    }
    all
}
