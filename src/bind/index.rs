//! Who refers to an entry: sorted rows, in time order, then document order.

use std::collections::{BTreeMap, BTreeSet};

use super::{Edition, Index, MentionHit, Row, Rows};
use crate::{
    anchor::Outline,
    archive::{
        AnnotationIndex, EntryIndex, IndexVec, Kind, MentionIndex, Mentions, PassageIndex,
        TranscriptIndex,
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

/// Goes through the transcripts in time order, so that all rows come out sorted.
pub(super) fn build(edition: &Edition) -> Index {
    let mut rows = IndexVec::filled(Rows::default(), edition.entries.len());
    for &t in &edition.by_date {
        of_transcript(edition, t, &mut rows);
    }
    Index { rows }
}

/// Where rows go: those of all entries, or of some.
pub(super) trait Table {
    /// The rows of an entry.
    fn of(&mut self, entry: EntryIndex) -> &mut Rows;
}

impl Table for IndexVec<EntryIndex, Rows> {
    fn of(&mut self, entry: EntryIndex) -> &mut Rows {
        &mut self[entry]
    }
}

impl Table for BTreeMap<EntryIndex, Rows> {
    fn of(&mut self, entry: EntryIndex) -> &mut Rows {
        self.entry(entry).or_default()
    }
}

/// Adds the rows of one transcript behind those of the ones before it in time.
pub(super) fn of_transcript(edition: &Edition, t: TranscriptIndex, rows: &mut impl Table) {
    header(edition, t, rows);
    passages(edition, t, rows);
    mentions(edition, t, rows);
}

fn header(edition: &Edition, t: TranscriptIndex, rows: &mut impl Table) {
    let links = &edition.transcript_links[t];
    for entry in links.listing() {
        rows.of(entry).transcripts.push(t);
    }
    for (turn, who) in edition.outline(t).turns.iter().zip(&links.turns) {
        let Some(person) = who.person else { continue };
        let count = turn.spoken;
        match rows.of(person).spoken.last_mut() {
            Some((last, n)) if *last == t => *n += count,
            Some(_) | None => rows.of(person).spoken.push((t, count)),
        }
    }
}

fn passages(edition: &Edition, t: TranscriptIndex, rows: &mut impl Table) {
    let outline = edition.outline(t);
    let links = &edition.annotation_links[t];
    for (annotation, placed) in links.iter().zip(&outline.annotations) {
        if placed.passages.is_empty() {
            for &entry in &annotation.entries {
                push(
                    &mut rows.of(entry).passages,
                    Row {
                        transcript: t,
                        passage: PassageIndex::WHOLE,
                    },
                );
            }
        }
    }
    let speakers = &edition.transcript_links[t].turns;
    for (p, passage) in outline.passages.enumerated() {
        let row = Row {
            transcript: t,
            passage: p,
        };
        for &a in &passage.passage.annotations {
            for &entry in &links[a].entries {
                push(&mut rows.of(entry).passages, row);
            }
        }
        let speaker = passage.turn.map(|turn| &speakers[turn]);
        if let Some(person) = speaker.and_then(|s| s.person) {
            push(&mut rows.of(person).said, row);
        }
    }
}

fn push(rows: &mut Vec<Row>, row: Row) {
    if rows.last() != Some(&row) {
        rows.push(row);
    }
}

/// Mentions that no passage covers which an editor gave to the entry: "merely mentioned".
fn mentions(edition: &Edition, t: TranscriptIndex, rows: &mut impl Table) {
    let annotated = Annotated::of(edition, t);
    for (m, hit) in edition.mentions[t].enumerated() {
        if annotated.covers(hit) {
            continue;
        }
        let list = &mut rows.of(hit.entry).mentions;
        let sentence = |m: MentionIndex| edition.mentions[t][m].sentence;
        match list.last_mut() {
            // A sentence that has the name twice, or two names of one entry, is listed once.
            Some((last, hits)) if *last == t => {
                if hits
                    .last()
                    .is_none_or(|&before| sentence(before) != hit.sentence)
                {
                    hits.push(m);
                }
            }
            Some(_) | None => list.push((t, vec![m])),
        }
    }
}

/// What editors gave to entries of a transcript: per entry, where its passages begin, and how far those reach that have begun.
struct Annotated(BTreeMap<EntryIndex, Vec<(u32, u32)>>);

impl Annotated {
    fn of(edition: &Edition, t: TranscriptIndex) -> Self {
        let mut by_entry: BTreeMap<EntryIndex, Vec<(u32, u32)>> = BTreeMap::new();
        let mentioned: BTreeSet<EntryIndex> =
            edition.mentions[t].iter().map(|hit| hit.entry).collect();
        let links = &edition.annotation_links[t];
        // Passages are in the order of their beginnings.
        for passage in edition.outline(t).passages.iter().map(|p| &p.passage) {
            let named = passage.annotations.iter().flat_map(|&a| &links[a].entries);
            for &entry in named.filter(|entry| mentioned.contains(entry)) {
                let reached = by_entry.entry(entry).or_default();
                let end = reached.last().map_or(0, |&(_, end)| end);
                reached.push((passage.range.start, passage.range.end.max(end)));
            }
        }
        Self(by_entry)
    }

    /// Whether a mention lies in a passage that was given to the same entry.
    fn covers(&self, hit: &MentionHit) -> bool {
        self.0.get(&hit.entry).is_some_and(|reached| {
            let begun = reached.partition_point(|&(start, _)| start <= hit.range.start);
            let last = begun.checked_sub(1).and_then(|i| reached.get(i));
            last.is_some_and(|&(_, end)| hit.range.end <= end)
        })
    }
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
