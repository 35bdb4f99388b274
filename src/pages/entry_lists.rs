//! The lists of an entry's page: what refers to it, where it is mentioned, what it occurs with.

use std::collections::BTreeSet;

use super::{
    backlinks, card,
    entry::dated_link,
    here::Here,
    parts, passage, printed,
    splits::{List, Of},
};
use crate::{
    archive::{AnnotationIndex, EntryIndex, Kind, MentionIndex, TranscriptIndex},
    bind::{Edition, Row, Rows, Thing, index},
    view::{
        CountedView, EntryView, MentionPlaceView, MentionView, PartView, ReferringView,
        TogetherView, TranscriptCard, field,
    },
};

/// How many entries of a kind are listed as occurring together before the others are folded.
const TOGETHER: usize = 10;

/// How many mentions of a transcript are shown before the others are folded.
const MENTIONS_SHOWN: usize = 3;

/// The passages of a person's own words that do not refer to the person as well.
pub(super) fn only_said(rows: &Rows) -> Vec<Row> {
    let about: BTreeSet<Row> = rows.passages.iter().copied().collect();
    let said = rows.said.iter().filter(|row| !about.contains(row));
    said.copied().collect()
}

/// Each mention of an entry: transcript, and index among the mentions there.
pub(super) fn mentions(rows: &Rows) -> Vec<(TranscriptIndex, MentionIndex)> {
    let each = |(t, hits): &(TranscriptIndex, Vec<MentionIndex>)| {
        let t = *t;
        hits.clone().into_iter().map(move |hit| (t, hit))
    };
    rows.mentions.iter().flat_map(each).collect()
}

/// What an entry occurs with: kind, entry, how often.
pub(super) fn together(edition: &Edition, e: EntryIndex) -> Vec<(Kind, EntryIndex, usize)> {
    flat(index::together(edition, e))
}

fn flat(kinds: Vec<(Kind, Vec<(EntryIndex, usize)>)>) -> Vec<(Kind, EntryIndex, usize)> {
    let each = |(kind, list): (Kind, Vec<(EntryIndex, usize)>)| {
        list.into_iter()
            .map(move |(other, count)| (kind, other, count))
    };
    kinds.into_iter().flat_map(each).collect()
}

/// How many entries one can occur with at most; exact only where it could be too many for a page.
pub(super) fn most_together(edition: &Edition, e: EntryIndex) -> usize {
    let size = edition.config.page_size;
    let rows = &edition.index.of(e).passages;
    if rows.is_empty() || edition.entries.len() <= size {
        return edition.entries.len().min(rows.len() * size);
    }
    let mut most = 0;
    for &row in rows {
        let links = &edition.annotation_links[row.transcript];
        let annotations = index::annotations_of(edition, row).into_iter();
        most += annotations.map(|a| links[a].entries.len()).sum::<usize>();
        if most > size {
            break;
        }
    }
    most.min(edition.entries.len())
}

/// A list of an entry, on one of its pages.
pub(super) struct Shown<T> {
    /// The items of this page.
    pub(super) items: Vec<T>,
    /// How many in all.
    pub(super) count: usize,
    /// Where the others are.
    pub(super) parts: Vec<PartView>,
}

/// Which items of a list an entry's page has: all if it is whole, and if it is split those of the part, or on the first page those that are in no
/// part. None on a page that is a part of another list.
pub(super) fn shown<T: Copy>(
    here: &Here<'_>,
    e: EntryIndex,
    list: List,
    page: Option<(List, usize)>,
    all: &[T],
) -> Shown<T> {
    let split = here.parts(Of::Thing(Thing::Entry(e)), list);
    let part = page.filter(|(of, _)| *of == list).map(|(_, part)| part);
    if page.is_some() && part.is_none() {
        return Shown {
            items: Vec::new(),
            count: all.len(),
            parts: Vec::new(),
        };
    }
    Shown {
        items: match split {
            Some(split) => split.shown(part).iter().map(|&i| all[i as usize]).collect(),
            None => all.to_vec(),
        },
        count: all.len(),
        parts: parts::views(
            here,
            split,
            &list.page(&here.page_name(Thing::Entry(e))),
            part,
        ),
    }
}

/// The transcripts that refer to an entry, the newest first, each with its passages of `rows`.
pub(super) fn by_transcript(
    here: &Here<'_>,
    e: EntryIndex,
    rows: &[Row],
    about: &dyn Fn(Row, AnnotationIndex) -> bool,
    page: Option<(List, usize)>,
) -> Vec<ReferringView> {
    let index = here.rows(e);
    let mut wanted: Vec<TranscriptIndex> = rows.iter().map(|row| row.transcript).collect();
    if page.is_none() {
        let whole = |list| here.parts(Of::Thing(Thing::Entry(e)), list).is_none();
        let mut others: Vec<TranscriptIndex> = Vec::new();
        if whole(List::Transcripts) {
            others.extend(&index.transcripts);
        }
        if whole(List::Spoken) {
            others.extend(index.spoken.iter().map(|(t, _)| t));
        }
        if !whole(List::Main) {
            let passages = index.passages.iter().map(|row| row.transcript);
            let with_passages: BTreeSet<TranscriptIndex> = passages.collect();
            others.retain(|t| !with_passages.contains(t));
        }
        wanted.extend(others);
    }
    wanted.sort_by_key(|&t| here.rank_of_row(t));
    wanted.dedup();
    let mut rest = rows.iter().peekable();
    let mut all: Vec<ReferringView> = wanted
        .into_iter()
        .map(|t| {
            let mut passages = Vec::new();
            while let Some(&row) = rest.next_if(|row| row.transcript == t) {
                passages.push(passage::view(here, row, about));
            }
            ReferringView {
                card: card::of_row(here, t),
                passages,
            }
        })
        .collect();
    all.reverse();
    all
}

/// What refers to the entry, but for passages.
pub(super) fn referring(
    here: &Here<'_>,
    e: EntryIndex,
    page: Option<(List, usize)>,
    view: &mut EntryView,
) {
    of_transcripts(here, e, page, view);
    let rows = here.rows(e);
    let reads = &here.reads;
    let mentions = shown(here, e, List::Mentions, page, &mentions(rows));
    view.mentions = reads.then(field!(EntryView.mentions), || {
        let by_transcript = mentions.items.chunk_by(|a, b| a.0 == b.0);
        by_transcript.map(|hits| mention(here, hits)).collect()
    });
    view.mention_count = mentions.count;
    view.mentions_parts = mentions.parts;
    view.mentions_frequent = here.is_frequent(e);
    view.narrower_count = here.count(e).1;
    let wanted = [field!(EntryView.together), field!(EntryView.together_parts)];
    if page.is_none_or(|(list, _)| list == List::Together) && reads.any(&wanted) {
        occurring(here, e, page, view);
    }
    if page.is_some() {
        return;
    }
    let backlinks = backlinks::wanted(here, Thing::Entry(e));
    view.backlinks = backlinks.shown;
    view.backlink_count = backlinks.count;
    view.backlinks_parts = backlinks.parts;
    let related = here.related(e);
    view.previous = related.previous.map(|e| dated_link(here, e));
    view.next = related.next.map(|e| dated_link(here, e));
}

/// The transcripts that refer to the entry as a whole, and those in which a person speaks.
fn of_transcripts(
    here: &Here<'_>,
    e: EntryIndex,
    page: Option<(List, usize)>,
    view: &mut EntryView,
) {
    let rows = here.rows(e);
    let reads = &here.reads;
    let transcripts = shown(here, e, List::Transcripts, page, &rows.transcripts);
    view.transcripts = reads.then(field!(EntryView.transcripts), || {
        let cards = transcripts.items.iter();
        cards.map(|&t| card::of_row(here, t)).collect()
    });
    view.transcript_count = transcripts.count;
    view.transcripts_parts = transcripts.parts;
    let spoken = shown(here, e, List::Spoken, page, &rows.spoken);
    view.spoken = reads.then(field!(EntryView.spoken), || {
        let cards = spoken.items.iter();
        cards
            .map(|&(t, n)| TranscriptCard {
                spoken: n as usize,
                ..card::of_row(here, t)
            })
            .collect()
    });
    view.spoken_count = spoken.count;
    view.spoken_parts = spoken.parts;
}

/// What the entry occurs with. The first page has the first few of each kind, and folds the others or leads to their pages.
fn occurring(here: &Here<'_>, e: EntryIndex, page: Option<(List, usize)>, view: &mut EntryView) {
    let of = Of::Thing(Thing::Entry(e));
    let kinds = here.together(e);
    let split = here.parts(of, List::Together);
    let base = List::Together.page(&here.page_name(Thing::Entry(e)));
    let Some((_, part)) = page else {
        let views = kinds.into_iter().map(|(kind, list)| {
            let names = here.config().kinds.names(kind);
            let lead = split.map(|split| match split.nearest(&names.folder) {
                Some(part) => here.to(&format!("{base}/{}", part.slug)),
                None => here.to(&base),
            });
            first_of_kind(here, kind, &list, lead)
        });
        view.together = views.collect();
        return;
    };
    let counts: Vec<usize> = kinds.iter().map(|(_, list)| list.len()).collect();
    let names: Vec<Kind> = kinds.iter().map(|(kind, _)| *kind).collect();
    let all = flat(kinds);
    let own: Vec<(Kind, EntryIndex, usize)> = split.map_or_else(Vec::new, |split| {
        let items = split.shown(Some(part)).iter();
        items.map(|&i| all[i as usize]).collect()
    });
    for (kind, count) in names.into_iter().zip(counts) {
        let of_kind = own.iter().filter(|item| item.0 == kind);
        let links: Vec<CountedView> = of_kind
            .map(|&(_, other, often)| times(here, other, often))
            .collect();
        if !links.is_empty() {
            view.together.push(TogetherView {
                links,
                count,
                ..kind_together(here, kind)
            });
        }
    }
    view.together_parts = parts::views(here, split, &base, Some(part));
}

/// The first few of a kind; the others folded, or on the page that `lead` leads to.
fn first_of_kind(
    here: &Here<'_>,
    kind: Kind,
    list: &[(EntryIndex, usize)],
    lead: Option<String>,
) -> TogetherView {
    let view = |&(other, often): &(EntryIndex, usize)| times(here, other, often);
    let (first, others) = list.split_at(list.len().min(TOGETHER));
    let lead = lead.filter(|_| !others.is_empty());
    TogetherView {
        links: first.iter().map(view).collect(),
        others: match lead {
            Some(_) => Vec::new(),
            None => others.iter().map(view).collect(),
        },
        count: list.len(),
        href: lead,
        ..kind_together(here, kind)
    }
}

fn kind_together(here: &Here<'_>, kind: Kind) -> TogetherView {
    let names = here.config().kinds.names(kind);
    TogetherView {
        title: names.plural.clone(),
        folder: names.folder.clone(),
        ..TogetherView::default()
    }
}

fn times(here: &Here<'_>, other: EntryIndex, often: usize) -> CountedView {
    CountedView {
        link: here.link(Thing::Entry(other)),
        count: often,
        below: 0,
    }
}

/// The mentions of one transcript, each in its sentence.
fn mention(here: &Here<'_>, hits: &[(TranscriptIndex, MentionIndex)]) -> MentionView {
    let t = hits[0].0;
    let record = here.record_of_row(t);
    let transcript = &record.transcript;
    let mut places: Vec<MentionPlaceView> = hits
        .iter()
        .map(|&(t, m)| {
            let range = &here.mention_of_row(t, m).range;
            let paragraph = transcript.paragraph_at(range.start as usize);
            let id = transcript.paragraphs[paragraph].id;
            MentionPlaceView {
                place: printed::paragraphs(id, id),
                href: here.href(Thing::Paragraph(t, paragraph)),
                html: passage::excerpt(transcript, range, true).html,
            }
        })
        .collect();
    let folded = places.split_off(places.len().min(MENTIONS_SHOWN));
    MentionView {
        card: card::of_row(here, t),
        places,
        more: folded.len(),
        folded,
    }
}
