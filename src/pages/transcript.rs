//! The page of a transcript.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    artifact::{Artifact, Made, Plan},
    asking, authorities, backlinks,
    beside::Beside,
    card, citing, contents,
    context::PageContext,
    crumbs,
    described::{self, of_kind},
    head,
    lists::Of,
    markup::{self, OnPage},
    notes,
    past::Past,
    pictures, printed, series, turns, usual, versions,
};
use crate::{
    archive::{EntryIndex, Header, Kind, ListIndex, Relation, TranscriptIndex, config::Config},
    reader::{Head, Thing},
    text::script,
    view::{
        Body, CountedView, CreditView, FootnoteView, LinkView, MediaView, NoteView, PageView,
        SourceView, SpeakerView, TranscriptCard, TranscriptView, field,
    },
};

/// The page of a transcript.
#[derive(Debug)]
pub(super) struct TranscriptPage(pub(super) TranscriptIndex);

impl Artifact for TranscriptPage {
    fn name<'a>(&'a self, _config: &'a Config) -> &'a str {
        "transcript"
    }

    fn templates(&self, _config: &Config) -> Vec<String> {
        vec!["transcript.html".to_owned()]
    }

    fn lists(&self) -> Option<Of> {
        Some(Of::Thing(Thing::Transcript(self.0)))
    }

    fn is_in_sitemap(&self) -> bool {
        true
    }

    fn about(&self) -> Option<Thing> {
        Some(Thing::Transcript(self.0))
    }

    fn make(&self, context: &PageContext<'_>, _plan: &Plan) -> Made {
        let transcript = context.reader.head(self.0);
        let header = transcript.header();
        let description = match (&header.summary, &header.warning) {
            (Some(summary), _) => summary.clone(),
            // The words themselves must not come before their warning, in a search engine's list either.
            (None, Some(warning)) => warning.clone(),
            (None, None) => head::first_sentences(context.reader.beginning(self.0)),
        };
        let head = PageView {
            id: Some(transcript.id().to_owned()),
            title: header.title.clone(),
            description: Some(description),
            section: "transcripts".to_owned(),
            source: official_source(context, header),
            crumbs: vec![
                crumbs::home(context),
                crumbs::index_link(context, context.words().transcripts(), "transcripts"),
            ],
            ..head::of(context)
        };
        let special = described::transcript(context, transcript);
        let body = Body::Transcript(Box::new(view(context, self.0)));
        head::page(context, head, special, body)
    }
}

/// The view of transcript `t`.
fn view(context: &PageContext<'_>, t: TranscriptIndex) -> TranscriptView {
    let full = context.reader.full(t);
    let anchored = full.anchored();
    let transcript = &anchored.transcript;
    let header = &transcript.header;
    let head = context.reader.head(t);
    let links = head.links();
    let language = versions::language(context, header.language.as_deref());
    let in_others = [
        field!(TranscriptView.alternates),
        field!(TranscriptView.is_original),
    ];
    let alternates = match context.reads.any(&in_others) {
        true => versions::alternates(context, t),
        false => Vec::new(),
    };
    let neighbours = neighbours(context, t);
    let listed = context.reads.any(&[
        field!(TranscriptView.contents),
        field!(TranscriptView.contents_folded),
    ]);
    let contents = if listed {
        contents::contents(context, t)
    } else {
        contents::Contents::default()
    };
    let media = header.media.as_ref().map(|m| context.written(&m.url));
    let on_page = OnPage::new(transcript, context.leads(&full), media, context.labels());
    let mut all_notes: Vec<NoteView> = anchored
        .annotations
        .indexes()
        .map(|a| notes::view(context, &full, a))
        .collect();
    let usual = usual::of(&mut all_notes);
    for note in anchored.annotations.indexes().zip(&mut all_notes) {
        notes::lead_to_passages(context, &full, note, None);
    }
    let note_kinds = usual::kinds(context, &all_notes);
    let series = series::of(&mut all_notes);
    let whole: Vec<NoteView> = anchored
        .annotations
        .iter()
        .zip(&all_notes)
        .filter(|(placed, _)| placed.passages.is_empty())
        .map(|(_, note)| note.clone())
        .collect();
    let mut past = Past::of(context, transcript);
    let mut beside = Beside::of(context, t);
    let backlinks = backlinks::wanted(context, Thing::Transcript(t));
    TranscriptView {
        id: transcript.id().to_owned(),
        search_href: asking::within(context, "transcript", transcript.id()),
        title: header.title.clone(),
        summary: header.summary.clone(),
        summary_language: header
            .summary
            .as_ref()
            .filter(|summary| script::is_of(summary, &language, &context.reader.config().language))
            .map(|_| language.clone()),
        date: header.date.as_ref().map(|d| context.date(d)),
        form: header.form.clone(),
        form_text: header
            .form
            .as_deref()
            .map(|form| printed::form(context.words(), form)),
        dir: printed::direction(&language),
        is_original: !alternates.is_empty() && header.translation_of.is_none(),
        alternates,
        beside: beside.choices(context),
        carried_count: beside.note_count(),
        record: header.record.map(|r| r.as_str().to_owned()),
        record_text: header
            .record
            .map(|record| printed::record_text(context.words(), record)),
        warning: header.warning.clone(),
        places: context.entries(links.named.of(Relation::TranscriptPlace)),
        events: context.entries(links.named.of(Relation::TranscriptEvent)),
        topics: context.entries(&of_kind(context, links.named.of(Relation::About), |k| {
            k == Kind::TOPICS
        })),
        about: context.entries(&of_kind(context, links.named.of(Relation::About), |k| {
            k != Kind::TOPICS
        })),
        speakers: speakers(context, head),
        held_by: context.entries(links.named.of(Relation::HeldBy)),
        present: context.entries(links.named.of(Relation::Present)),
        source: header.source.as_ref().map(|s| SourceView {
            title: s.title.clone(),
            url: s.url.as_deref().map(|url| context.written(url)),
            identifier: s.identifier.clone(),
            accessed: s.accessed.as_ref().map(|d| context.date(d)),
            archived: s.archived.as_deref().map(|url| context.written(url)),
        }),
        media: header.media.as_ref().map(|m| MediaView {
            url: context.written(&m.url),
            rights: m.rights.as_deref().map(authorities::rights),
        }),
        credits: header
            .credits
            .iter()
            .map(|c| CreditView {
                role: printed::as_title(&c.role),
                name: c.name.clone(),
            })
            .collect(),
        rights: header.rights.as_deref().map(authorities::rights),
        contents: contents.shown,
        contents_folded: contents.folded,
        gone: past.gone(),
        turns: turns::turns(
            context,
            &full,
            &on_page,
            &all_notes,
            (&mut past, &mut beside),
        ),
        closing: turns::closing(transcript),
        gone_last: past.gone_last(),
        notes: whole,
        usual,
        note_kinds,
        series,
        footnotes: transcript
            .footnotes
            .enumerated()
            .map(|(i, f)| FootnoteView {
                label: f.label.clone(),
                id: format!("fn-{}", i.place() + 1),
                html: markup::escaped(&f.text),
                used: on_page.first_uses[i].is_some(),
            })
            .collect(),
        paragraph_count: transcript.paragraphs.len(),
        note_count: anchored.annotations.len(),
        mentions: context
            .reads
            .then(field!(TranscriptView.mentions), || mentions(context, t)),
        strip: context.reads.then(field!(TranscriptView.strip), || {
            pictures::strip(context, &full)
        }),
        backlinks: backlinks.shown,
        backlink_count: backlinks.count,
        backlinks_parts: backlinks.parts,
        previous: neighbours[0].clone(),
        next: neighbours[1].clone(),
        previous_in_event: neighbours[2].clone(),
        next_in_event: neighbours[3].clone(),
        citation_html: context
            .reads
            .then(field!(TranscriptView.citation_html), || {
                citing::citation(context, head)
            }),
        citation_written: header.cite_as.is_some(),
        citations: context.reads.then(field!(TranscriptView.citations), || {
            citing::styles(context, &described::work(context, head))
        }),
        citation_files: context
            .reads
            .then(field!(TranscriptView.citation_files), || {
                citing::files(&described::work(context, head))
            }),
        citation_url: context.canonical(&context.reader.route_of(Thing::Transcript(t))),
        report_href: report(context, head),
        language_text: context.words().language(&language),
        language,
        extra: header.common.extra.clone(),
        draft: header.common.draft,
    }
}

/// Each speaker once, in the order of their first turn.
fn speakers(context: &PageContext<'_>, head: Head<'_>) -> Vec<SpeakerView> {
    let mut seen: BTreeSet<(Option<EntryIndex>, &str)> = BTreeSet::new();
    let mut all = Vec::new();
    for (turn, who) in head.links().turns.enumerated() {
        let name = context.reader.speaker_name(&head.turn(turn));
        if name.is_some_and(|name| seen.insert((who.person, name)))
            && let Some(mut speaker) = context.speaker(head, turn)
        {
            speaker.direction = None;
            all.push(speaker);
        }
    }
    all
}

fn mentions(context: &PageContext<'_>, t: TranscriptIndex) -> Vec<CountedView> {
    let mut counts: BTreeMap<EntryIndex, usize> = BTreeMap::new();
    for hit in context.reader.mentions(t) {
        *counts.entry(hit.entry).or_default() += 1;
    }
    let mut counts: Vec<(EntryIndex, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|&(e, count)| (std::cmp::Reverse(count), context.reader.title_rank(e)));
    counts
        .into_iter()
        .map(|(e, count)| CountedView {
            link: context.link(Thing::Entry(e)),
            count,
            below: 0,
        })
        .collect()
}

/// Before and after in time, then before and after within the first event.
fn neighbours(context: &PageContext<'_>, t: TranscriptIndex) -> [Option<TranscriptCard>; 4] {
    let fields = [
        field!(TranscriptView.previous),
        field!(TranscriptView.next),
        field!(TranscriptView.previous_in_event),
        field!(TranscriptView.next_in_event),
    ];
    let mut cards = context
        .reader
        .neighbours(t)
        .into_iter()
        .zip(fields)
        .map(|(other, field)| {
            let shown = context.reads.field(field);
            other.filter(|_| shown).map(|t| card::view(context, t))
        });
    std::array::from_fn(|_| cards.next().flatten())
}

/// Whom the words come from, for a site that names nobody to write to.
fn official_source(context: &PageContext<'_>, header: &Header) -> Option<LinkView> {
    let source = header.source.as_ref()?;
    let named = [&source.title, &source.identifier, &source.url];
    Some(LinkView {
        title: named.into_iter().flatten().next()?.clone(),
        href: source.url.as_deref().map(|url| context.written(url)),
        kind: "external".to_owned(),
        ..LinkView::default()
    })
}

/// Where to report an error: mail with the subject filled in, or the contact's address.
fn report(context: &PageContext<'_>, head: Head<'_>) -> Option<String> {
    let contact = printed::contact(context.reader.config().contact.as_deref()?);
    let href = contact.href?;
    Some(if href.starts_with("mailto:") {
        format!(
            "{href}?subject={}",
            crate::text::route::fragment(head.id()).replacen('#', "", 1)
        )
    } else {
        href
    })
}
