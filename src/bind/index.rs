//! Who refers to an entry: sorted rows, in time order, then document order.

use std::collections::{BTreeMap, BTreeSet};

use super::{Edition, Gathered, Index, Row, Rows, own_rows::OwnRows};
use crate::{
    anchor::Outline,
    archive::{
        AnnotationIndex, EntryIndex, IndexVec, Kind, Mentions, PassageIndex, TranscriptIndex,
    },
    source::diag::{Code, Diagnostic, Place},
};

impl Index {
    /// How many passages the topics below one have that it has not itself.
    pub fn below(&self, edition: &Edition, entry: EntryIndex) -> usize {
        let topics = edition.tree.below(entry);
        if topics.is_empty() {
            return 0;
        }
        let own: BTreeSet<Row> = self.of(entry).passages.iter().copied().collect();
        let mut below: BTreeSet<Row> = BTreeSet::new();
        for topic in topics {
            below.extend(self.of(topic).passages.iter().filter(|r| !own.contains(r)));
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

/// What occurs together with `entry` in annotations, by kind; most often first, then by title.
pub fn together(edition: &Edition, entry: EntryIndex) -> Vec<(Kind, Vec<(EntryIndex, usize)>)> {
    let mut counts: BTreeMap<EntryIndex, usize> = BTreeMap::new();
    let mut others: BTreeSet<EntryIndex> = BTreeSet::new();
    for row in &edition.index.of(entry).passages {
        for annotation in annotations_of(edition, *row) {
            let links = &edition.annotation_links[row.transcript][annotation];
            if links.entries.len() <= MOST_TOGETHER && links.entries.contains(&entry) {
                others.extend(links.entries.iter().filter(|&&e| e != entry));
            }
        }
        for other in std::mem::take(&mut others) {
            *counts.entry(other).or_default() += 1;
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

/// The annotations of a row: those on the passage, or those on the whole transcript.
pub fn annotations_of(edition: &Edition, row: Row) -> Vec<AnnotationIndex> {
    let outline = edition.outline(row.transcript);
    if row.passage == PassageIndex::WHOLE {
        return outline
            .annotations
            .enumerated()
            .filter(|(_, a)| a.passages.is_empty())
            .map(|(i, _)| i)
            .collect();
    }
    outline.passages[row.passage].passage.annotations.clone()
}
