//! The page of a transcript.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    backlinks, card, contents,
    here::{Head, Here, date},
    markup::{self, Layer, MarkSpan, OnPage},
    notes, printed,
};
use crate::{
    anchor::Anchored,
    archive::{
        EntryIndex, ListIndex, LocatorKind, ParagraphIndex, Record, Transcript, TranscriptIndex,
        Turn,
    },
    bind::Thing,
    view::{
        CountedView, CreditView, FootnoteView, LocatorView, MediaView, NoteView, ParagraphView,
        SectionView, SourceView, TranscriptCard, TranscriptView, TurnView, field,
    },
};

/// The view of transcript `t`.
pub(super) fn view(here: &Here<'_>, t: TranscriptIndex) -> TranscriptView {
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
    let listed = here.reads.any(&[
        field!(TranscriptView.contents),
        field!(TranscriptView.contents_folded),
    ]);
    let contents = if listed {
        contents::contents(here, t)
    } else {
        contents::Contents::default()
    };
    let media = header.media.as_ref().map(|m| here.written(&m.url));
    let on_page = OnPage::new(transcript, here.leads(t), media);
    let all_notes: Vec<NoteView> = anchored
        .annotations
        .indexes()
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
        form_text: header.form.as_deref().map(printed::form),
        dir: printed::direction(&language),
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
        speakers: speakers(here, t),
        present: here.entries(&links.present),
        source: header.source.as_ref().map(|s| SourceView {
            title: s.title.clone(),
            url: s.url.as_deref().map(|url| here.written(url)),
            identifier: s.identifier.clone(),
            accessed: s.accessed.as_ref().map(|d| date(here, d)),
            archived: s.archived.as_deref().map(|url| here.written(url)),
        }),
        media: header.media.as_ref().map(|m| MediaView {
            url: here.written(&m.url),
            rights: m.rights.as_deref().map(printed::rights),
        }),
        credits: header
            .credits
            .iter()
            .map(|c| CreditView {
                role: printed::form(&c.role),
                name: c.name.clone(),
            })
            .collect(),
        rights: header.rights.as_deref().map(printed::rights),
        contents: contents.shown,
        contents_folded: contents.folded,
        turns: turns(here, t, anchored, &on_page, all_notes),
        closing: closing(transcript),
        notes: whole,
        footnotes: transcript
            .footnotes
            .iter()
            .enumerate()
            .map(|(i, f)| FootnoteView {
                label: f.label.clone(),
                id: format!("fn-{}", i + 1),
                html: markup::escaped(&f.text),
                used: on_page.first_uses[i].is_some(),
            })
            .collect(),
        paragraph_count: transcript.paragraphs.len(),
        note_count: anchored.annotations.len(),
        mentions: here
            .reads
            .then(field!(TranscriptView.mentions), || mentions(here, t)),
        backlinks: backlinks.shown,
        backlink_count: backlinks.count,
        backlinks_parts: backlinks.parts,
        previous: neighbours[0].clone(),
        next: neighbours[1].clone(),
        previous_in_event: neighbours[2].clone(),
        next_in_event: neighbours[3].clone(),
        citation: here
            .reads
            .then(field!(TranscriptView.citation), || citation(here, t)),
        citation_written: header.cite_as.is_some(),
        citation_url: here.canonical(&here.route_of(Thing::Transcript(t))),
        report_href: report(here, t),
        language,
        extra: header.common.extra.clone(),
        draft: header.common.draft,
    }
}

fn of_kind(
    here: &Here<'_>,
    entries: &[EntryIndex],
    wanted: impl Fn(crate::archive::Kind) -> bool,
) -> Vec<EntryIndex> {
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
fn speakers(here: &Here<'_>, t: TranscriptIndex) -> Vec<crate::view::SpeakerView> {
    let mut seen: BTreeSet<(Option<EntryIndex>, String)> = BTreeSet::new();
    let mut all = Vec::new();
    for (turn, who) in here.head(t).links.turns.enumerated() {
        let Some(mut speaker) = here.speaker(t, turn) else {
            continue;
        };
        if seen.insert((who.person, speaker.name.clone())) {
            speaker.direction = None;
            all.push(speaker);
        }
    }
    all
}

fn turns(
    here: &Here<'_>,
    t: TranscriptIndex,
    anchored: &Anchored,
    on_page: &OnPage,
    notes: Vec<NoteView>,
) -> Vec<TurnView> {
    let transcript = &anchored.transcript;
    let mut marks = Open::new(marks(here, t, anchored));
    let mut by_paragraph: BTreeMap<ParagraphIndex, Vec<NoteView>> = BTreeMap::new();
    for (placed, note) in anchored.annotations.iter().zip(notes) {
        if let Some(&first) = placed.passages.first() {
            by_paragraph
                .entry(anchored.passages[first].first)
                .or_default()
                .push(note);
        }
    }
    let mut headings = contents::headings(transcript).into_iter().peekable();
    let mut views: Vec<TurnView> = Vec::new();
    for (i, turn) in transcript.turns.enumerated() {
        let whose = TurnView {
            speaker: here.speaker(t, i),
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
            shown.named = !named && (!shown.remark || wordless);
            named |= shown.named;
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
        Some(transcript.header.speakers[speaker as usize].label.clone())
    };
    let label = turn.printed.as_deref().map(str::to_owned).or_else(declared);
    label.filter(|label| turn.narration && !label.is_empty())
}

/// Headings behind the last paragraph.
fn closing(transcript: &Transcript) -> Vec<SectionView> {
    let all = contents::behind_all(transcript);
    let headings = contents::headings(transcript).into_iter();
    headings
        .filter(|(at, _)| *at >= all)
        .map(|(_, heading)| heading)
        .collect()
}

/// The highlighted passages in order of their starts.
fn marks<'e>(here: &Here<'e>, t: TranscriptIndex, anchored: &'e Anchored) -> Vec<MarkSpan<'e>> {
    let mut marks = Vec::new();
    for passage in anchored.passages.iter().filter(|p| p.highlight) {
        for &a in &passage.annotations {
            marks.push(MarkSpan {
                range: passage.range.clone(),
                id: &anchored.annotations[a].id,
                kind: notes::kind(here, t, a),
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
        number: index.place() + 1,
        id: paragraph.id.to_string(),
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
    }
}

fn mentions(here: &Here<'_>, t: TranscriptIndex) -> Vec<CountedView> {
    let mut counts: BTreeMap<EntryIndex, usize> = BTreeMap::new();
    for hit in here.mentions(t) {
        *counts.entry(hit.entry).or_default() += 1;
    }
    let mut counts: Vec<(EntryIndex, usize)> = counts.into_iter().collect();
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
fn neighbours(here: &Here<'_>, t: TranscriptIndex) -> [Option<TranscriptCard>; 4] {
    let fields = [
        field!(TranscriptView.previous),
        field!(TranscriptView.next),
        field!(TranscriptView.previous_in_event),
        field!(TranscriptView.next_in_event),
    ];
    let mut cards = here
        .neighbours(t)
        .into_iter()
        .zip(fields)
        .map(|(other, field)| {
            let shown = here.reads.field(field);
            other.filter(|_| shown).map(|t| card::view(here, t))
        });
    std::array::from_fn(|_| cards.next().flatten())
}

/// What an editor wrote (`cite_as`), or "Jane Roe, “An interview on ...”, Brussels, 1 April 2014, transcript, Title of the archive".
fn citation(here: &Here<'_>, t: TranscriptIndex) -> String {
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
fn report(here: &Here<'_>, t: TranscriptIndex) -> Option<String> {
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
