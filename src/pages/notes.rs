//! Annotations as they are shown: beside the text and below passages.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    called,
    context::PageContext,
    markup::{MarkSpan, escaped},
    printed, signs, versions,
};
use crate::{
    archive::{AnnotationIndex, EntryIndex, ListIndex, ParagraphIndex},
    reader::{FullTranscript, NoteTitle, Placed, Thing},
    text::route::fragment,
    view::{LinkView, NotePassageView, NoteView, field},
};

/// The class of an annotation: what it is chiefly about.
pub(super) fn kind<'e>(
    context: &PageContext<'e>,
    full: &FullTranscript<'e>,
    annotation: AnnotationIndex,
) -> &'e str {
    if full.note(annotation).correction {
        return "correction";
    }
    let reader = &context.reader;
    let kinds = &reader.config().kinds;
    match full.links_of(annotation).entries.first() {
        Some(&entry) if reader.entry_kind(entry).is_own() => "entry",
        Some(&entry) => &kinds.names(reader.entry_kind(entry)).slug,
        None => "comment",
    }
}

/// The view of an annotation.
pub(super) fn view<'e>(
    context: &PageContext<'e>,
    full: &FullTranscript<'e>,
    annotation: AnnotationIndex,
) -> NoteView {
    let (transcript, anchored) = (full.index(), full.anchored());
    let placed = &anchored.annotations[annotation];
    let a = &placed.annotation;
    let links = full.links_of(annotation);
    let inside = context.at_home(&placed.home, transcript);
    let called = &full.note(annotation).title;
    let (title, titled) = (
        printed::note_title(context.words(), called),
        matches!(called, NoteTitle::Written(_)),
    );
    let href = |a: AnnotationIndex| {
        let id = &anchored.annotations[a].id;
        let place = fragment(&format!("note-{id}"));
        let page = Thing::Transcript(transcript);
        context.standpoint.place(page, &place)
    };
    let note_link = |other: AnnotationIndex| LinkView {
        title: printed::note_title(context.words(), &full.note(other).title),
        href: Some(href(other)),
        kind: "note".to_owned(),
        id: Some(anchored.annotations[other].id.clone()),
        ..LinkView::default()
    };
    let disputed_by = placed.disputed_by.iter().map(|&other| note_link(other));
    let at_home = context.route == &context.reader.route_of(Thing::Transcript(transcript));
    let language = a.language.as_ref();
    let quoted = placed.passages.first().map(|&p| &anchored.passages[p]);
    let words_language = match quoted {
        Some(passage) => context.language_at(&anchored.transcript, passage.first),
        None => versions::language(context, anchored.transcript.header.language.as_deref()),
    };
    let mut view = NoteView {
        id: placed.id.clone(),
        number: annotation.place() + 1,
        href: context
            .reads
            .then(field!(NoteView.href), || href(annotation)),
        kind: kind(context, full, annotation).to_owned(),
        kind_title: String::new(),
        series: None,
        title,
        titled,
        words: context.reads.then(field!(NoteView.words), || {
            let passage = quoted?;
            Some(anchored.transcript.text[passage.bytes()].to_owned())
        }),
        words_dir: printed::direction(&words_language),
        words_language,
        html: context.reads.then(field!(NoteView.html), || {
            let note = a.note.as_ref()?;
            let prefix = match note.text.contains("[^") {
                true => context.footnote_prefix(&placed.id),
                false => String::new(),
            };
            Some(
                inside
                    .in_language(a.language.as_deref())
                    .markdown(&note.text, 5, &prefix)
                    .html,
            )
        }),
        language: a
            .language
            .clone()
            .filter(|l| *l != context.reader.config().language),
        dir: printed::direction(language.unwrap_or(&context.reader.config().language)),
        links: context.entries(&links.entries),
        tags: Vec::new(),
        sources_html: a.sources.iter().map(|s| inside.line(&s.text)).collect(),
        see: links
            .see
            .iter()
            .map(|&t| context.in_transcript(transcript).link(t))
            .collect(),
        certainty: a.certainty.map(|c| c.as_str().to_owned()),
        disputes: placed.disputes.map(note_link),
        disputed_by: disputed_by.collect(),
        correction: a.correction.as_ref().map(|c| c.value.clone()),
        warning: a.warning.clone(),
        by: a.by.as_ref().map(|n| context.editor(n)),
        checked: a.checked.as_ref().map(|n| context.editor(n)),
        written: a.written.as_ref().map(|d| context.date(d)),
        signed: true,
        dated: true,
        passages: context
            .reads
            .then(field!(NoteView.passages), || match at_home {
                true => at_signs(context, full, placed),
                false => passages(context, full, placed),
            }),
        carried: None,
        drifted: placed.drifted,
        draft: a.draft,
    };
    // Entries have a field of that name, too.
    if context.reads.any_deeper(&[field!(NoteView.kind_title)]) {
        view.kind_title = called::note_kind(context.reader.config(), &view.kind);
    }
    view.tags = context.reads.then(field!(NoteView.tags), || tags(&view));
    view
}

/// Lets the tags of a note lead to its passage on the pages of what they name, but for `about`, which needs none.
pub(super) fn lead_to_passages(
    context: &PageContext<'_>,
    full: &FullTranscript<'_>,
    (annotation, note): (AnnotationIndex, &mut NoteView),
    about: Option<EntryIndex>,
) {
    let anchored = full.anchored();
    let first = anchored.annotations[annotation].passages.first();
    let first = first.map(|&p| anchored.passages[p].first);
    let entries = full.links_of(annotation).entries.iter().copied();
    let hrefs = note.links.iter().map(|link| link.href.clone());
    let known: BTreeMap<Option<String>, EntryIndex> = hrefs.zip(entries).collect();
    note.tags.retain_mut(|tag| {
        let Some(&entry) = known.get(&tag.href) else {
            return true;
        };
        tag.href = Some(context.href_of_passage(entry, (full.index(), first)));
        about != Some(entry)
    });
}

/// What a note is about and does not itself link to.
fn tags(note: &NoteView) -> Vec<LinkView> {
    let written = note.html.iter().chain(&note.sources_html);
    let linked: BTreeSet<&str> = written
        .flat_map(|html| html.split("href=\"").skip(1))
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let is_linked = |link: &&LinkView| {
        let href = link.href.as_deref().unwrap_or_default();
        linked.contains(&*escaped(href))
    };
    let links = note.links.iter();
    links.filter(|link| !is_linked(link)).cloned().collect()
}

/// The places of a note on the page of its transcript: its signs, each paragraph once, then those in other transcripts.
fn at_signs(
    context: &PageContext<'_>,
    full: &FullTranscript<'_>,
    placed: &Placed,
) -> Vec<NotePassageView> {
    let anchored = full.anchored();
    let mut all: Vec<NotePassageView> = Vec::new();
    let mut seen = BTreeSet::new();
    for (nth, (_, passage)) in signs::of(anchored, placed).into_iter().enumerate() {
        let passage = &anchored.passages[passage];
        let id = |p: ParagraphIndex| anchored.transcript.paragraphs[p].id;
        let text = printed::paragraphs(context.words(), id(passage.first), id(passage.last));
        if seen.insert(text.clone()) {
            let sign = MarkSpan::sign_id(&placed.id, nth);
            all.push(NotePassageView {
                text,
                href: fragment(&sign),
            });
        }
    }
    all.extend(elsewhere(context, placed));
    all
}

/// The places of a note, those in other transcripts last.
fn passages(
    context: &PageContext<'_>,
    full: &FullTranscript<'_>,
    placed: &Placed,
) -> Vec<NotePassageView> {
    let (transcript, anchored) = (full.index(), full.anchored());
    let words = context.words();
    let mut all: Vec<NotePassageView> = placed
        .passages
        .iter()
        .map(|&p| {
            let passage = &anchored.passages[p];
            let id = |p: ParagraphIndex| anchored.transcript.paragraphs[p].id;
            NotePassageView {
                text: printed::paragraphs(words, id(passage.first), id(passage.last)),
                href: context.href(Thing::Paragraph(transcript, passage.first)),
            }
        })
        .collect();
    all.dedup();
    if all.is_empty() {
        all.push(NotePassageView {
            text: words.whole_transcript(),
            href: context.href(Thing::Transcript(transcript)),
        });
    }
    all.extend(elsewhere(context, placed));
    all
}

/// The other transcripts that a note points into.
fn elsewhere(context: &PageContext<'_>, placed: &Placed) -> Vec<NotePassageView> {
    let others = placed.elsewhere.iter();
    others
        .filter_map(|other| {
            let thing = context.reader.twin(other, placed.annotation.span)?;
            let (Thing::Annotation(t, _) | Thing::Transcript(t)) = thing else {
                return None;
            };
            Some(NotePassageView {
                text: context.title(Thing::Transcript(t)),
                href: context.href(thing),
            })
        })
        .collect()
}
