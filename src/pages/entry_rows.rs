//! What the lists of an entry's page list, in which order.

use std::collections::BTreeSet;

use crate::{
    archive::{EntryIndex, Kind, MentionIndex, TranscriptIndex},
    bind::{Edition, Row, Rows, index},
};

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

/// The same without the kinds' lists.
pub(super) fn flat(kinds: Vec<(Kind, Vec<(EntryIndex, usize)>)>) -> Vec<(Kind, EntryIndex, usize)> {
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
