//! The lists of an entry's page: what refers to it, where it is mentioned, what it occurs with.

use std::ops::Range;

use super::{
    backlinks, called, card,
    context::PageContext,
    cut, entry_links,
    lists::{List, Of},
    markup::{self, Layer, MarkSpan},
    part_links, part_rows, printed, together,
};
use crate::{
    archive::{EntryIndex, Kind, ParagraphIndex, Transcript},
    reader::{RowMention, Thing},
    view::{
        CountedView, EntryView, MentionPlaceView, MentionView, PartView, TogetherView,
        TranscriptCard, field,
    },
};

/// How many entries of a kind are listed as occurring together before the others are folded.
const TOGETHER: usize = 10;

/// How many mentions of a transcript are shown before the others are folded.
const MENTIONS_SHOWN: usize = 3;

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
    context: &PageContext<'_>,
    e: EntryIndex,
    list: List,
    page: Option<(List, usize)>,
    all: &[T],
) -> Shown<T> {
    let split = context.parts(Of::Thing(Thing::Entry(e)), list);
    let part = page.filter(|(of, _)| *of == list).map(|(_, part)| part);
    let items = here(context, e, list, page, all);
    if page.is_some() && part.is_none() {
        return Shown {
            items,
            count: all.len(),
            parts: Vec::new(),
        };
    }
    Shown {
        items,
        count: all.len(),
        parts: part_links::all(
            context,
            split,
            (list, &context.reader.page_name(Thing::Entry(e))),
            part,
        ),
    }
}

/// The items of [`Shown`] alone.
pub(super) fn here<T: Copy>(
    context: &PageContext<'_>,
    e: EntryIndex,
    list: List,
    page: Option<(List, usize)>,
    all: &[T],
) -> Vec<T> {
    let part = page.filter(|(of, _)| *of == list).map(|(_, part)| part);
    if page.is_some() && part.is_none() {
        return Vec::new();
    }
    match context.parts(Of::Thing(Thing::Entry(e)), list) {
        Some(split) => split.shown(part).iter().map(|&i| all[i as usize]).collect(),
        None => all.to_vec(),
    }
}

/// What refers to the entry, but for passages.
pub(super) fn referring(
    context: &PageContext<'_>,
    e: EntryIndex,
    page: Option<(List, usize)>,
    view: &mut EntryView,
) {
    of_transcripts(context, e, page, view);
    let rows = part_rows::of(context, e, page);
    let reads = &context.reads;
    let mentions = shown(context, e, List::Mentions, page, &rows.mentions());
    view.mentions = reads.then(field!(EntryView.mentions), || {
        let by_transcript = mentions
            .items
            .chunk_by(|a, b| a.transcript() == b.transcript());
        by_transcript.map(|hits| mention(context, hits)).collect()
    });
    view.mention_count = mentions.count;
    view.mentions_parts = mentions.parts;
    view.mentions_frequent = rows.is_frequent();
    view.narrower_count = context.reader.count(e).1;
    let wanted = [field!(EntryView.together), field!(EntryView.together_parts)];
    if page.is_none_or(|(list, _)| list == List::Together) && reads.any(&wanted) {
        occurring(context, e, page, view);
    }
    if page.is_some() {
        return;
    }
    let backlinks = backlinks::wanted(context, Thing::Entry(e));
    view.backlinks = backlinks.shown;
    view.backlink_count = backlinks.count;
    view.backlinks_parts = backlinks.parts;
    let beside = context.reader.related(e).beside();
    [view.previous, view.next] = beside.map(|e| Some(entry_links::dated(context, e?)));
}

/// The transcripts that refer to the entry as a whole, and those in which a person speaks.
fn of_transcripts(
    context: &PageContext<'_>,
    e: EntryIndex,
    page: Option<(List, usize)>,
    view: &mut EntryView,
) {
    let rows = part_rows::of(context, e, page);
    let reads = &context.reads;
    let transcripts = shown(context, e, List::Transcripts, page, &rows.transcripts());
    view.transcripts = reads.then(field!(EntryView.transcripts), || {
        let cards = transcripts.items.iter();
        cards.map(|&head| card::of(context, head)).collect()
    });
    view.transcript_count = transcripts.count;
    view.transcripts_parts = transcripts.parts;
    let spoken = shown(context, e, List::Spoken, page, &rows.spoken());
    view.spoken = reads.then(field!(EntryView.spoken), || {
        let cards = spoken.items.iter();
        cards
            .map(|&(head, spoken)| TranscriptCard {
                spoken: spoken.paragraphs as usize,
                ..card::of(context, head)
            })
            .collect()
    });
    view.spoken_count = spoken.count;
    view.spoken_parts = spoken.parts;
}

/// What the entry occurs with. The first page has the first few of each kind, and folds the others or leads to their pages.
fn occurring(
    context: &PageContext<'_>,
    e: EntryIndex,
    page: Option<(List, usize)>,
    view: &mut EntryView,
) {
    let of = Of::Thing(Thing::Entry(e));
    let kinds = context.reader.together(e);
    let split = context.parts(of, List::Together);
    let name = context.reader.page_name(Thing::Entry(e));
    let base = List::Together.page(&name);
    let Some((_, part)) = page else {
        let views = kinds.into_iter().map(|(kind, list)| {
            let names = context.reader.config().kinds.names(kind);
            let lead = split.map(|split| match split.nearest(&names.folder) {
                Some(part) => context.to(&format!("{base}/{}", part.slug)),
                None => context.to(&base),
            });
            first_of_kind(context, kind, &list, lead)
        });
        view.together = views.collect();
        return;
    };
    let counts: Vec<usize> = kinds.iter().map(|(_, list)| list.len()).collect();
    let names: Vec<Kind> = kinds.iter().map(|(kind, _)| *kind).collect();
    let all = together::flat(kinds);
    let own: Vec<(Kind, EntryIndex, usize)> = split.map_or_else(Vec::new, |split| {
        let items = split.shown(Some(part)).iter();
        items.map(|&i| all[i as usize]).collect()
    });
    for (kind, count) in names.into_iter().zip(counts) {
        let of_kind = own.iter().filter(|item| item.0 == kind);
        let links: Vec<CountedView> = of_kind
            .map(|&(_, other, often)| times(context, other, often))
            .collect();
        if !links.is_empty() {
            view.together.push(TogetherView {
                links,
                count,
                ..kind_together(context, kind)
            });
        }
    }
    view.together_parts = part_links::all(context, split, (List::Together, &name), Some(part));
}

/// The first few of a kind; the others folded, or on the page that `lead` leads to.
fn first_of_kind(
    context: &PageContext<'_>,
    kind: Kind,
    list: &[(EntryIndex, usize)],
    lead: Option<String>,
) -> TogetherView {
    let view = |&(other, often): &(EntryIndex, usize)| times(context, other, often);
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
        ..kind_together(context, kind)
    }
}

fn kind_together(context: &PageContext<'_>, kind: Kind) -> TogetherView {
    let names = context.reader.config().kinds.names(kind);
    TogetherView {
        title: called::plural(context.reader.config(), kind),
        folder: names.folder.clone(),
        ..TogetherView::default()
    }
}

fn times(context: &PageContext<'_>, other: EntryIndex, often: usize) -> CountedView {
    CountedView {
        link: context.link(Thing::Entry(other)),
        count: often,
        below: 0,
    }
}

/// The mentions of one transcript, each in its sentence.
fn mention(context: &PageContext<'_>, hits: &[RowMention<'_>]) -> MentionView {
    let first = hits[0];
    let full = first.full();
    let transcript = &full.anchored().transcript;
    let mut places: Vec<MentionPlaceView> = hits
        .iter()
        .map(|hit| {
            let range = hit.range();
            let paragraph = transcript.paragraph_at(range.start as usize);
            let id = transcript.paragraphs[paragraph].id;
            let language = context.language_at(transcript, paragraph);
            MentionPlaceView {
                dir: printed::direction(&language),
                language,
                place: printed::paragraphs(context.words(), id, id),
                href: context.href(Thing::Paragraph(hit.transcript(), paragraph)),
                html: sentence(context, transcript, (paragraph, range)),
            }
        })
        .collect();
    let folded = places.split_off(places.len().min(MENTIONS_SHOWN));
    MentionView {
        card: card::line(context, first.head()),
        dir: printed::direction(context.language_of(first.head())),
        language: context.language_of(first.head()).to_owned(),
        places,
        more: folded.len(),
        folded,
    }
}

/// The sentence round a name, in which that stands out.
fn sentence(
    context: &PageContext<'_>,
    transcript: &Transcript,
    (paragraph, range): (ParagraphIndex, &Range<u32>),
) -> String {
    let all = transcript.paragraphs[paragraph].bytes();
    let cut = cut::touched(&transcript.text, all, std::iter::once(range.clone()));
    let runs = cut.runs.into_iter();
    let name = [MarkSpan {
        series: None,
        range: range.clone(),
        sign: None,
        id: "",
        home: "",
        kind: "",
        number: 0,
        nth: 0,
    }];
    let layer = Layer::Excerpt(&name, context.labels());
    runs.map(|run| markup::words(transcript, paragraph, run, layer))
        .collect()
}
