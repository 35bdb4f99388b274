//! The page of a transcript.

use std::collections::BTreeMap;

use super::{
    backlinks, card, contents,
    here::{self, Head, Here, date},
    kinds::{
        CreditView, FootnoteView, LocatorView, MediaView, ParagraphView, SectionView, SourceView,
        TranscriptView, TurnView,
    },
    markup::{self, Layer, MarkSpan},
    notes,
    view::{CountedView, NoteView, TranscriptCard},
};
use crate::{
    anchor::Anchored,
    archive::{LocatorKind, Record, Transcript},
    bind::{Thing, TurnSpeaker},
};

/// The view of transcript `t`.
pub(super) fn view(here: &Here<'_>, t: u32) -> TranscriptView {
    let record = here.record(t);
    let anchored = &*record;
    let transcript = &anchored.transcript;
    let header = &transcript.header;
    let links = here.head(t).links;
    let language = header
        .language
        .clone()
        .unwrap_or_else(|| here.config().language.clone());
    let neighbours = neighbours(here, t);
    let all_notes: Vec<NoteView> = (0..count(anchored.annotations.len()))
        .map(|a| notes::view(here, t, anchored, a))
        .collect();
    let whole: Vec<NoteView> = anchored
        .annotations
        .iter()
        .zip(&all_notes)
        .filter(|(placed, _)| placed.passages.is_empty())
        .map(|(_, note)| note.clone())
        .collect();
    let backlinks = backlinks::wanted(here, Thing::Transcript(t));
    TranscriptView {
        id: transcript.id().to_owned(),
        title: header.title.clone(),
        summary: header.summary.clone(),
        date: header.date.as_ref().map(|d| date(here, d)),
        form: header.form.clone(),
        form_text: header.form.as_deref().map(here::form),
        dir: here::direction(&language),
        record: header.record.map(|r| r.as_str().to_owned()),
        record_text: header.record.map(record_text),
        warning: header.warning.clone(),
        places: here.entries(&links.places),
        events: here.entries(&links.events),
        topics: here.entries(&of_kind(here, &links.about, |k| {
            k == crate::archive::Kind::TOPICS
        })),
        about: here.entries(&of_kind(here, &links.about, |k| {
            k != crate::archive::Kind::TOPICS
        })),
        speakers: speakers(here, t, &links.turns),
        present: here.entries(&links.present),
        source: header.source.as_ref().map(|s| SourceView {
            title: s.title.clone(),
            url: s.url.clone(),
            identifier: s.identifier.clone(),
            accessed: s.accessed.as_ref().map(|d| date(here, d)),
            archived: s.archived.clone(),
        }),
        media: header.media.as_ref().map(|m| MediaView {
            url: m.url.clone(),
            rights: m.rights.as_deref().map(here::rights),
        }),
        credits: header
            .credits
            .iter()
            .map(|c| CreditView {
                role: here::form(&c.role),
                name: c.name.clone(),
            })
            .collect(),
        rights: header.rights.as_deref().map(here::rights),
        contents: here.reads.then("contents", || contents::contents(here, t)),
        turns: turns(here, t, anchored, all_notes),
        notes: whole,
        footnotes: transcript
            .footnotes
            .iter()
            .enumerate()
            .map(|(i, f)| FootnoteView {
                label: f.label.clone(),
                id: format!("fn-{}", i + 1),
                html: markup::escaped(&f.text),
            })
            .collect(),
        paragraph_count: transcript.paragraphs.len(),
        note_count: anchored.annotations.len(),
        mentions: here.reads.then("mentions", || mentions(here, t)),
        backlinks: backlinks.shown,
        backlink_count: backlinks.count,
        backlinks_parts: backlinks.parts,
        previous: neighbours[0].clone(),
        next: neighbours[1].clone(),
        previous_in_event: neighbours[2].clone(),
        next_in_event: neighbours[3].clone(),
        citation: here.reads.then("citation", || citation(here, t)),
        citation_written: header.cite_as.is_some(),
        citation_url: here.canonical(&here.route_of(Thing::Transcript(t))),
        report_href: report(here, t),
        language,
        extra: header.common.extra.clone(),
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).expect("fewer than 2^32")
}

fn of_kind(
    here: &Here<'_>,
    entries: &[u32],
    wanted: impl Fn(crate::archive::Kind) -> bool,
) -> Vec<u32> {
    entries
        .iter()
        .copied()
        .filter(|&e| wanted(here.entry_kind(e)))
        .collect()
}

/// What a kind of record means, in words.
pub(super) fn record_text(record: Record) -> String {
    match record {
        Record::Verbatim => "verbatim",
        Record::Edited => "edited for reading",
        Record::Summary => "a summary, not the words themselves",
        Record::Machine => "made by a program, not checked",
        Record::MachineChecked => "made by a program, checked by a person",
    }
    .to_owned()
}

/// Each speaker once, in the order of their first turn.
fn speakers(here: &Here<'_>, t: u32, turns: &[TurnSpeaker]) -> Vec<super::view::SpeakerView> {
    let mut seen: Vec<(Option<u32>, String)> = Vec::new();
    let mut all = Vec::new();
    for who in turns {
        let Some(speaker) = here.speaker(t, who) else {
            continue;
        };
        let key = (who.person, speaker.name.clone());
        if !seen.contains(&key) {
            seen.push(key);
            all.push(speaker);
        }
    }
    all
}

fn turns(here: &Here<'_>, t: u32, anchored: &Anchored, notes: Vec<NoteView>) -> Vec<TurnView> {
    let transcript = &anchored.transcript;
    let marks = marks(here, t, anchored);
    let mut by_paragraph: BTreeMap<u32, Vec<NoteView>> = BTreeMap::new();
    for (placed, note) in anchored.annotations.iter().zip(notes) {
        if let Some(&first) = placed.passages.first() {
            by_paragraph
                .entry(anchored.passages[first as usize].first)
                .or_default()
                .push(note);
        }
    }
    let mut sections = transcript.sections.iter().enumerate().peekable();
    let mut views: Vec<TurnView> = Vec::new();
    for (turn, who) in transcript.turns.iter().zip(&here.head(t).links.turns) {
        let mut view = TurnView {
            speaker: here.speaker(t, who),
            question: who.asks,
            ..TurnView::default()
        };
        for p in turn.paragraphs.clone() {
            let mut heading = None;
            while let Some((i, section)) = sections.next_if(|(_, s)| s.paragraph <= p) {
                heading = Some(SectionView {
                    id: format!("section-{}", i + 1),
                    title_html: markup::escaped(&section.title),
                });
            }
            if heading.is_some() && !view.paragraphs.is_empty() {
                // A heading inside a turn: the turn goes on below it.
                let rest = TurnView {
                    speaker: view.speaker.clone(),
                    question: view.question,
                    ..TurnView::default()
                };
                views.push(std::mem::replace(&mut view, rest));
            }
            if heading.is_some() {
                view.section = heading;
            }
            let notes = by_paragraph.remove(&p).unwrap_or_default();
            view.paragraphs
                .push(paragraph(transcript, p as usize, &marks, notes));
        }
        views.push(view);
    }
    views
}

/// The highlighted passages in order of their starts.
fn marks<'e>(here: &Here<'e>, t: u32, anchored: &'e Anchored) -> Vec<MarkSpan<'e>> {
    let mut marks = Vec::new();
    for passage in anchored.passages.iter().filter(|p| p.highlight) {
        for &a in &passage.annotations {
            marks.push(MarkSpan {
                range: passage.range.clone(),
                id: &anchored.annotations[a as usize].id,
                kind: notes::kind(here, t, a),
                number: a as usize + 1,
            });
        }
    }
    marks
}

fn paragraph(
    transcript: &Transcript,
    index: usize,
    marks: &[MarkSpan<'_>],
    notes: Vec<NoteView>,
) -> ParagraphView {
    let paragraph = &transcript.paragraphs[index];
    // Marks are in order of their starts, so those that begin after the paragraph are left out at once.
    let until = marks.partition_point(|m| m.range.start < paragraph.range.end);
    let here: Vec<MarkSpan<'_>> = marks[..until]
        .iter()
        .filter(|m| m.range.end > paragraph.range.start)
        .cloned()
        .collect();
    let media = transcript.header.media.as_ref();
    ParagraphView {
        number: index + 1,
        id: format!("p{}", index + 1),
        html: markup::words(
            transcript,
            index,
            paragraph.range.clone(),
            Layer::Marks(&here),
        ),
        remark: paragraph.remark,
        locators: paragraph
            .locators
            .iter()
            .map(|l| match l.kind {
                LocatorKind::Time(seconds) => LocatorView {
                    kind: "time",
                    text: l.text.clone(),
                    href: media.map(|m| format!("{}#t={seconds}", m.url)),
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
    }
}

fn mentions(here: &Here<'_>, t: u32) -> Vec<CountedView> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for hit in here.mentions(t) {
        *counts.entry(hit.entry).or_default() += 1;
    }
    let mut counts: Vec<(u32, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|&(e, count)| (std::cmp::Reverse(count), here.title_rank(e)));
    counts
        .into_iter()
        .map(|(e, count)| CountedView {
            link: here.link(Thing::Entry(e)),
            count,
            below: 0,
        })
        .collect()
}

/// Before and after in time, then before and after within the first event.
fn neighbours(here: &Here<'_>, t: u32) -> [Option<TranscriptCard>; 4] {
    let fields = ["previous", "next", "previous_in_event", "next_in_event"];
    let mut cards = here
        .neighbours(t)
        .into_iter()
        .zip(fields)
        .map(|(other, field)| {
            let shown = here.reads.name(field);
            other.filter(|_| shown).map(|t| card::view(here, t))
        });
    std::array::from_fn(|_| cards.next().flatten())
}

/// What an editor wrote (`cite_as`), or "Jane Roe, “An interview on ...”, Brussels, 1 April 2014, transcript, Title of the archive".
fn citation(here: &Here<'_>, t: u32) -> String {
    let Head { header, links, .. } = here.head(t);
    if let Some(written) = &header.cite_as {
        return written.clone();
    }
    let authors = links.authors.iter();
    let mut parts: Vec<String> = authors.map(|a| here.author(a)).collect();
    parts.push(format!("“{}”", header.title));
    parts.extend(links.places.first().map(|&p| here.title(Thing::Entry(p))));
    parts.extend(header.date.as_ref().map(|d| d.value.human()));
    parts.push("transcript".to_owned());
    let source = header.source.as_ref().and_then(|s| s.identifier.clone());
    parts.extend(source);
    parts.push(here.config().title.clone());
    parts.join(", ")
}

/// Where to report an error: mail with the subject filled in, or the contact's address.
fn report(here: &Here<'_>, t: u32) -> Option<String> {
    let contact = super::site::contact(here.config().contact.as_deref()?);
    let href = contact.href?;
    let id = here.head(t).id;
    Some(if href.starts_with("mailto:") {
        format!(
            "{href}?subject={}",
            crate::route::fragment(id).replacen('#', "", 1)
        )
    } else {
        href
    })
}
