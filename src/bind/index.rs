//! Who refers to an entry: sorted rows, in time order, then document order.

use std::collections::{BTreeMap, BTreeSet};

use super::{Edition, Gathered, Index, Row, Rows, own_rows::OwnRows};
use crate::{
    anchor::{Outline, OutlinePassage},
    archive::{
        AnnotationIndex, EntryIndex, IndexVec, Kind, Mentions, ParagraphIndex, TranscriptIndex,
    },
    source::diag::{Code, Diagnostic, Place},
};

impl Index {
    /// How many paragraphs have notes on the topics below one, those too that have notes on itself.
    pub fn below(&self, edition: &Edition, entry: EntryIndex) -> usize {
        let topics = edition.tree.below(entry);
        if topics.is_empty() {
            return 0;
        }
        let mut below: BTreeSet<Row> = BTreeSet::new();
        for topic in topics {
            let rows = self.of(topic).passages.iter();
            below.extend(rows.filter(|row| row.paragraph.is_some()));
        }
        below.len()
    }
}

/// The rows of all entries: those of the transcripts behind one another in time order, so that all come out sorted.
pub(super) fn gather(
    entries: usize,
    by_date: &[TranscriptIndex],
    own: &Gathered<OwnRows>,
) -> Index {
    let mut rows = IndexVec::filled(Rows::default(), entries);
    for &t in by_date {
        own[t].add_to(t, &mut rows);
    }
    Index { rows }
}

/// An annotation that names more entries than this says nothing of what occurs together.
const MOST_TOGETHER: usize = 100;

/// From how many sentences on a name is frequent: so many, and one in so many paragraphs of the archive.
const FREQUENT: usize = 100;
const ONE_IN: usize = 20;

/// From how many sentences on a name is frequent in an archive of these transcripts.
pub(super) fn frequent_from(transcripts: &[Outline]) -> usize {
    let paragraphs: usize = transcripts.iter().map(|outline| outline.ends.len()).sum();
    FREQUENT.max(paragraphs / ONE_IN)
}

/// Tells whose names are so frequent that a list of them tells little, unless somebody asked for it.
pub(super) fn tell_frequent(edition: &Edition, diags: &mut Vec<Diagnostic>) {
    for (entry, rows) in edition.entries.iter().zip(&edition.index.rows) {
        let count = rows.mention_count();
        if count < edition.frequent_from || entry.fields.mentions != Mentions::Usual {
            continue;
        }
        let place = Place::File(entry.identity.source);
        let title = &entry.fields.title;
        diags.push(
            Diagnostic::new(
                Code::MentionFrequent,
                place,
                format!("names of `{title}` occur in {count} sentences to which no note refers"),
            )
            .note("on its page the list of them is folded, or split")
            .help("write `mentions: true` if it is worth having, `mentions: false` to do without it, or a list of the names to look for: `mentions: [...]`"),
        );
    }
}

/// What occurs together with `entry` in annotations, by kind, with the number of these; most often first, then by title.
pub fn together(edition: &Edition, entry: EntryIndex) -> Vec<(Kind, Vec<(EntryIndex, usize)>)> {
    let mut counts: BTreeMap<EntryIndex, usize> = BTreeMap::new();
    let rows = &edition.index.of(entry).passages;
    for of_transcript in rows.chunk_by(|a, b| a.transcript == b.transcript) {
        let t = of_transcript[0].transcript;
        let about = of_transcript.iter();
        // A note on two paragraphs says once that they have to do with each other.
        let notes: BTreeSet<AnnotationIndex> = about
            .flat_map(|&row| annotations_on(edition, row, Some(entry)))
            .collect();
        for annotation in notes {
            let links = &edition.annotation_links[t][annotation].entries;
            if links.len() > MOST_TOGETHER {
                continue;
            }
            let others: BTreeSet<EntryIndex> = links.iter().copied().collect();
            for other in others.into_iter().filter(|&other| other != entry) {
                *counts.entry(other).or_default() += 1;
            }
        }
    }
    let mut kinds: BTreeMap<Kind, Vec<(EntryIndex, usize)>> = BTreeMap::new();
    for (other, count) in counts {
        kinds
            .entry(edition.entry(other).kind)
            .or_default()
            .push((other, count));
    }
    for list in kinds.values_mut() {
        list.sort_by(|a, b| {
            let rank = |e: EntryIndex| edition.title_rank[e];
            b.1.cmp(&a.1).then_with(|| rank(a.0).cmp(&rank(b.0)))
        });
    }
    kinds.into_iter().collect()
}

/// How many annotations refer to two entries of a kind at once, for each two: what [`together`] counts of each. The first of two has the smaller index.
pub fn pairs(edition: &Edition, kind: Kind) -> BTreeMap<(EntryIndex, EntryIndex), usize> {
    let mut pairs = BTreeMap::new();
    for t in edition.transcripts.indexes() {
        for links in edition.annotation_links[t].iter() {
            if links.entries.len() > MOST_TOGETHER {
                continue;
            }
            let of_kind = |e: &EntryIndex| edition.entry(*e).kind == kind;
            let entries: BTreeSet<EntryIndex> =
                links.entries.iter().copied().filter(of_kind).collect();
            for (i, &one) in entries.iter().enumerate() {
                for &other in entries.iter().skip(i + 1) {
                    *pairs.entry((one, other)).or_default() += 1;
                }
            }
        }
    }
    pairs
}

/// How many paragraphs of some transcripts have notes that refer to each entry of a kind.
pub fn passages_in(
    edition: &Edition,
    transcripts: &[TranscriptIndex],
    kind: Kind,
) -> BTreeMap<EntryIndex, usize> {
    let mut counts = BTreeMap::new();
    for &t in transcripts {
        let outline = edition.outline(t);
        let mut noted: BTreeSet<(EntryIndex, ParagraphIndex)> = BTreeSet::new();
        for passage in &outline.passages {
            for &a in &passage.passage.annotations {
                let entries = edition.annotation_links[t][a].entries.iter();
                let of_kind = entries.filter(|e| edition.entry(**e).kind == kind);
                noted.extend(of_kind.map(|&e| (e, passage.passage.first)));
            }
        }
        for (e, _) in noted {
            *counts.entry(e).or_default() += 1;
        }
    }
    counts
}

/// The passages that begin in the paragraph of a row and have notes that refer to `about`, or any; none for a whole transcript.
pub fn passages_on(
    edition: &Edition,
    row: Row,
    about: Option<EntryIndex>,
) -> impl Iterator<Item = &OutlinePassage> {
    let outline = edition.outline(row.transcript);
    let begin_in = row.paragraph.map_or(&[][..], |paragraph| {
        let all: &[OutlinePassage] = &outline.passages;
        let from = all.partition_point(|p| p.passage.first < paragraph);
        let until = all.partition_point(|p| p.passage.first <= paragraph);
        &all[from..until]
    });
    let refers = move |a: &AnnotationIndex| is_about(edition, (row.transcript, *a), about);
    let has_any = move |p: &&OutlinePassage| p.passage.annotations.iter().any(refers);
    begin_in.iter().filter(has_any)
}

/// The annotations of a row that refer to `about`, or all: those on its paragraph, or those on the whole transcript. In reading order, each once.
pub fn annotations_on(
    edition: &Edition,
    row: Row,
    about: Option<EntryIndex>,
) -> Vec<AnnotationIndex> {
    let refers = |a: &AnnotationIndex| is_about(edition, (row.transcript, *a), about);
    if row.paragraph.is_none() {
        let all = edition.outline(row.transcript).annotations.enumerated();
        let whole = all.filter(|(_, a)| a.passages.is_empty());
        return whole.map(|(a, _)| a).filter(refers).collect();
    }
    let passages = passages_on(edition, row, about);
    let mut all: Vec<AnnotationIndex> = passages
        .flat_map(|p| p.passage.annotations.iter().copied())
        .filter(refers)
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn is_about(
    edition: &Edition,
    (t, a): (TranscriptIndex, AnnotationIndex),
    about: Option<EntryIndex>,
) -> bool {
    about.is_none_or(|entry| edition.annotation_links[t][a].entries.contains(&entry))
}
