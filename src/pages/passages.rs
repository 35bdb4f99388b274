//! Lists of passages: by year and transcript, what is the same for several said once.

use std::collections::BTreeSet;

use super::{
    context::PageContext,
    lists::{Style, passage_id},
    passage::{self, Shown},
    paths, printed,
    series::Series,
    usual,
    voices::Voices,
};
use crate::{
    archive::{AnnotationIndex, Record, TranscriptIndex},
    reader::{FullTranscript, Head, RowPassage, Thing},
    text,
    view::{
        NoteKindView, NoteView, PassageGroup, PassageYear, SeriesView, UsualView, VoiceView, field,
    },
};

/// Passages of a page.
#[derive(Debug, Default)]
pub(super) struct Passages {
    /// By year and transcript.
    pub(super) years: Vec<PassageYear>,
    /// What their notes have in common.
    pub(super) usual: UsualView,
    /// What kinds of notes there are.
    pub(super) kinds: Vec<NoteKindView>,
    /// Whose notes there are.
    pub(super) series: Vec<SeriesView>,
    /// Who speaks in them.
    pub(super) voices: Vec<VoiceView>,
    /// The place of the voice of each row in these, from 1; 0 where there is none.
    pub(super) orders: Vec<usize>,
}

/// Some rows, which are in time order, then in document order.
pub(super) fn of(context: &PageContext<'_>, rows: &[RowPassage<'_>], style: Style) -> Passages {
    let voices = match style {
        Style::WithNotes => Voices::of(context, rows),
        Style::Said => Voices::default(),
    };
    let series = match style {
        Style::WithNotes => series(context, rows),
        Style::Said => Series::default(),
    };
    let mut orders = voices.orders.iter().copied();
    let mut years: Vec<PassageYear> = Vec::new();
    let mut shown = Shown::default();
    for of_transcript in rows.chunk_by(|a, b| a.transcript() == b.transcript()) {
        let head = of_transcript[0].head();
        let date = head.header().date.as_ref().map(|date| &date.value);
        let title = paths::year_heading(date, context.words());
        if years.last().is_none_or(|year| year.title != title) {
            // What has no beginning stands before all years, what has no date behind them: both are undated.
            let again = match years.iter().any(|year| year.title == title) {
                true => "-2",
                false => "",
            };
            years.push(PassageYear {
                id: format!("y{}{again}{}", text::slug(&title), style.suffix()),
                title,
                ..PassageYear::default()
            });
        }
        let orders: Vec<usize> = orders.by_ref().take(of_transcript.len()).collect();
        let marked = (style, &series);
        let group = group(context, of_transcript, &orders, marked, &mut shown);
        if let Some(year) = years.last_mut() {
            year.count += group.count;
            year.groups.push(group);
        }
    }
    let (usual, kinds) = in_common(context, &mut years);
    Passages {
        usual,
        kinds,
        series: series.all,
        years,
        voices: voices.all,
        orders: voices.orders,
    }
}

/// Whose notes stand on a page, each note once.
fn series(context: &PageContext<'_>, rows: &[RowPassage<'_>]) -> Series {
    let mut seen: BTreeSet<(TranscriptIndex, AnnotationIndex)> = BTreeSet::new();
    let mut names: Vec<Option<String>> = Vec::new();
    for row in rows {
        let annotations = row.annotations();
        let fresh = annotations
            .into_iter()
            .filter(|&a| seen.insert((row.transcript(), a)));
        let by = fresh.map(|a| row.note(a).by.as_ref());
        names.extend(by.map(|by| by.map(|name| context.editor(name).name)));
    }
    Series::of(names.iter().map(Option::as_deref))
}

/// Takes from the notes of a page what is the same for all of them; and what kinds there are.
fn in_common(
    context: &PageContext<'_>,
    years: &mut [PassageYear],
) -> (UsualView, Vec<NoteKindView>) {
    let groups = years.iter_mut().flat_map(|year| &mut year.groups);
    let mut places: Vec<&mut Vec<NoteView>> = Vec::new();
    for group in groups {
        places.push(&mut group.notes);
        places.extend(group.passages.iter_mut().map(|passage| &mut passage.notes));
    }
    let mut all: Vec<NoteView> = Vec::new();
    let counts: Vec<usize> = places.iter().map(|notes| notes.len()).collect();
    for place in &mut places {
        all.append(place);
    }
    let (usual, kinds) = (usual::of(&mut all), usual::kinds(context, &all));
    let mut all = all.into_iter();
    for (place, count) in places.into_iter().zip(counts) {
        place.extend(all.by_ref().take(count));
    }
    (usual, kinds)
}

/// The rows of one transcript.
fn group(
    context: &PageContext<'_>,
    rows: &[RowPassage<'_>],
    orders: &[usize],
    (style, series): (Style, &Series),
    shown: &mut Shown,
) -> PassageGroup {
    let full = rows[0].full();
    let mut group = of_head(context, rows[0].head(), style);
    for (i, &row) in rows.iter().enumerate() {
        match passage::view(context, (row, &full), (style, series), shown) {
            Some(mut passage) => {
                passage.order = orders.get(i).copied().unwrap_or_default();
                group.count += 1;
                group.passages.push(passage);
            }
            None => on_whole(context, (row, &full), series, shown, &mut group),
        }
    }
    group
}

/// What is said of a transcript once.
fn of_head(context: &PageContext<'_>, head: Head<'_>, style: Style) -> PassageGroup {
    let header = head.header();
    let language = context.language_of(head);
    PassageGroup {
        id: passage_id(head.id(), None) + style.suffix(),
        transcript: head.id().to_owned(),
        link: context.link(Thing::Transcript(head.index())),
        date: header.date.as_ref().map(|d| context.date(d)),
        record: header
            .record
            .filter(|r| *r != Record::Verbatim)
            .map(|record| printed::record_text(context.words(), record)),
        warning: header.warning.clone(),
        dir: printed::direction(language),
        language: language.to_owned(),
        ..PassageGroup::default()
    }
}

/// The notes on the transcript as a whole.
fn on_whole(
    context: &PageContext<'_>,
    (row, full): (RowPassage<'_>, &FullTranscript<'_>),
    series: &Series,
    shown: &mut Shown,
    group: &mut PassageGroup,
) {
    let annotations = row.annotations();
    let ids: Vec<&str> = annotations.iter().map(|&a| &*row.note(a).id).collect();
    group.annotations = ids.join(" ");
    let fresh = shown.fresh(row.transcript(), &annotations);
    group.notes = context.reads.then(field!(PassageGroup.notes), || {
        passage::notes_of(context, (row, full), series, &fresh)
    });
}
