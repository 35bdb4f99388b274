//! What one transcript adds to the rows of entries.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{AnnotationLinks, MentionHit, Row, Rows, Spoken, TranscriptLinks};
use crate::{
    anchor::Outline,
    archive::{
        AnnotationIndex, EntryIndex, IndexVec, MentionIndex, ParagraphIndex, TranscriptIndex,
    },
};

/// The rows of one transcript, each with the entry that it is a row of, in document order.
///
/// ```text
/// { listed: [place 3], spoken: [(person 7, 12 paragraphs)], passages: [(topic 1, paragraph 0), (topic 1, paragraph 4)], .. }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct OwnRows {
    /// Whom its header names.
    listed: Vec<EntryIndex>,
    /// Who speaks in it, with the number of their paragraphs.
    spoken: Vec<(EntryIndex, Spoken)>,
    /// What its annotations name, with the paragraph that they are on; none for the whole transcript.
    passages: Vec<(EntryIndex, Option<ParagraphIndex>)>,
    /// How many annotations name each entry.
    notes: Vec<(EntryIndex, u32)>,
    /// Whose words are annotated.
    said: Vec<(EntryIndex, ParagraphIndex)>,
    /// What is merely mentioned, each sentence once.
    mentions: Vec<(EntryIndex, MentionIndex)>,
}

/// What a transcript was bound to.
#[derive(Clone, Copy)]
pub(super) struct BoundTo<'b> {
    pub(super) links: &'b TranscriptLinks,
    pub(super) annotations: &'b IndexVec<AnnotationIndex, AnnotationLinks>,
    pub(super) hits: &'b IndexVec<MentionIndex, MentionHit>,
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

impl OwnRows {
    /// Those of a transcript.
    pub(super) fn of(outline: &Outline, bound: BoundTo<'_>) -> Self {
        let mut rows = Self {
            listed: bound.links.listing().into_iter().collect(),
            spoken: spoken(outline, bound.links),
            notes: notes(bound),
            mentions: mentions(outline, bound),
            ..Self::default()
        };
        rows.add_passages(outline, bound);
        rows
    }

    fn add_passages(&mut self, outline: &Outline, bound: BoundTo<'_>) {
        for (annotation, placed) in bound.annotations.iter().zip(&outline.annotations) {
            if placed.passages.is_empty() {
                let whole = annotation.entries.iter().map(|&e| (e, None));
                self.passages.extend(whole);
            }
        }
        let speakers = &bound.links.turns;
        for passage in &outline.passages {
            let p = passage.passage.first;
            for &a in &passage.passage.annotations {
                let entries = bound.annotations[a].entries.iter();
                self.passages.extend(entries.map(|&entry| (entry, Some(p))));
            }
            let speaker = passage.turn.map(|turn| &speakers[turn]);
            self.said
                .extend(speaker.and_then(|s| s.person).map(|person| (person, p)));
        }
    }

    /// Every entry that has rows of it.
    pub(super) fn entries(&self) -> BTreeSet<EntryIndex> {
        let listed = self.listed.iter().copied();
        let placed = self.passages.iter().map(|&(e, _)| e);
        let said = self.said.iter().map(|&(e, _)| e);
        let spoken = self.spoken.iter().map(|&(e, _)| e);
        let mentioned = self.mentions.iter().map(|&(e, _)| e);
        listed
            .chain(placed)
            .chain(said)
            .chain(spoken)
            .chain(mentioned)
            .collect()
    }

    /// Adds them, which are those of transcript `t`, behind those of the transcripts before it in time.
    pub(super) fn add_to(&self, t: TranscriptIndex, table: &mut impl Table) {
        for &entry in &self.listed {
            table.of(entry).transcripts.push(t);
        }
        for &(person, spoken) in &self.spoken {
            table.of(person).spoken.push((t, spoken));
        }
        let row = |paragraph| Row {
            transcript: t,
            paragraph,
        };
        for &(entry, paragraph) in &self.passages {
            push(&mut table.of(entry).passages, row(paragraph));
        }
        for &(entry, count) in &self.notes {
            table.of(entry).notes.push((t, count));
        }
        for &(person, paragraph) in &self.said {
            push(&mut table.of(person).said, row(Some(paragraph)));
        }
        for &(entry, hit) in &self.mentions {
            let list = &mut table.of(entry).mentions;
            match list.last_mut() {
                Some((last, hits)) if *last == t => hits.push(hit),
                Some(_) | None => list.push((t, vec![hit])),
            }
        }
    }
}

/// Several annotations on one paragraph may name one entry.
fn push(rows: &mut Vec<Row>, row: Row) {
    if rows.last() != Some(&row) {
        rows.push(row);
    }
}

/// How many annotations name each entry.
fn notes(bound: BoundTo<'_>) -> Vec<(EntryIndex, u32)> {
    let mut counts: BTreeMap<EntryIndex, u32> = BTreeMap::new();
    for annotation in bound.annotations {
        let entries: BTreeSet<EntryIndex> = annotation.entries.iter().copied().collect();
        for entry in entries {
            *counts.entry(entry).or_default() += 1;
        }
    }
    counts.into_iter().collect()
}

fn spoken(outline: &Outline, links: &TranscriptLinks) -> Vec<(EntryIndex, Spoken)> {
    let mut counts: BTreeMap<EntryIndex, Spoken> = BTreeMap::new();
    for (turn, who) in outline.turns.iter().zip(&links.turns) {
        if let Some(person) = who.person {
            let counted = counts.entry(person).or_default();
            counted.paragraphs += turn.spoken;
            if who.certainty.is_some() {
                counted.doubtful += turn.spoken;
            }
        }
    }
    counts.into_iter().collect()
}

/// Mentions that no passage covers which an editor gave to the entry: "merely mentioned". A sentence that has the name twice, or two names of
/// one entry, is listed once.
fn mentions(outline: &Outline, bound: BoundTo<'_>) -> Vec<(EntryIndex, MentionIndex)> {
    let annotated = Annotated::of(outline, bound);
    let mut sentences: BTreeMap<EntryIndex, u32> = BTreeMap::new();
    let uncovered = bound.hits.enumerated().filter(|(_, hit)| {
        !annotated.covers(hit) && sentences.insert(hit.entry, hit.sentence) != Some(hit.sentence)
    });
    uncovered.map(|(m, hit)| (hit.entry, m)).collect()
}

/// What editors gave to entries of a transcript: per entry, where its passages begin, and how far those reach that have begun.
struct Annotated(BTreeMap<EntryIndex, Vec<(u32, u32)>>);

impl Annotated {
    fn of(outline: &Outline, bound: BoundTo<'_>) -> Self {
        let mut by_entry: BTreeMap<EntryIndex, Vec<(u32, u32)>> = BTreeMap::new();
        let mentioned: BTreeSet<EntryIndex> = bound.hits.iter().map(|hit| hit.entry).collect();
        // Passages are in the order of their beginnings.
        for passage in outline.passages.iter().map(|p| &p.passage) {
            let annotations = passage.annotations.iter();
            let named = annotations.flat_map(|&a| &bound.annotations[a].entries);
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
