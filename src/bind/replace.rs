//! Replaces one transcript in an edition: its rows are taken out of the index and its new ones put in. Nothing else is looked at.
//!
//! That is right only as long as nobody else needs to look at the transcript again: its place in time, what it is, and whoever links to it
//! must be as before. Where they are not, the edition is bound anew.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Edition, Handle, Rows, Thing, all_handles,
    catalogue::Card,
    contribution::Bound,
    digests::Given,
    index,
    mention::Before,
    own_rows::{BoundTo, OwnRows},
};
use crate::{
    anchor::Outline,
    archive::{EntryIndex, IndexVec, Kind, TranscriptIndex},
    source::digest::{Digest, Digester},
};

impl Edition {
    /// Puts `outline` in the place of transcript `t`, whose record can be had already. Gives the keys of the handles that give something
    /// else since; none, with the edition as it was, if that cannot be done in place.
    pub fn replace(&mut self, t: TranscriptIndex, outline: Outline) -> Option<Vec<Digest>> {
        let old = self.outline(t);
        let at_ease = shape(old) == shape(&outline)
            && old.source == outline.source
            && !links(old)
            && !links(&outline)
            && !self.backlinks.contains_key(&Thing::Transcript(t))
            && self.transcripts.iter().all(|other| other.links.is_empty());
        if !at_ease {
            return None;
        }
        let before = match old.words == outline.words {
            true => Before::Hits(self.mentions[t].clone()),
            false => Before::Spotted(None),
        };
        let bound = Bound::of((t, &outline), before, self.ground(), &*self.records).ok()?;
        if !bound.remarks.is_empty() {
            return None;
        }
        let rows = self.own_rows(t);
        let before = std::mem::replace(&mut self.transcripts[t], outline);
        if index::frequent_from(&self.transcripts) != self.frequent_from {
            self.transcripts[t] = before;
            return None;
        }
        self.names.replace(t, Card::of(&self.transcripts[t]));
        self.transcript_links[t] = bound.links;
        self.annotation_links[t] = bound.annotations;
        self.mentions[t] = bound.mentions.hits;
        let mut affected = rows.entries();
        affected.extend(bound.rows.entries());
        self.reindex(t, &bound.rows, &affected);
        Some(self.redigest(t, &affected))
    }

    /// The rows that a transcript has.
    fn own_rows(&self, t: TranscriptIndex) -> OwnRows {
        let to = BoundTo {
            links: &self.transcript_links[t],
            annotations: &self.annotation_links[t],
            hits: &self.mentions[t],
        };
        OwnRows::of(self.outline(t), to)
    }

    /// Takes the rows of a transcript out and puts its new ones in.
    fn reindex(&mut self, t: TranscriptIndex, own: &OwnRows, affected: &BTreeSet<EntryIndex>) {
        let mut fresh: BTreeMap<EntryIndex, Rows> = BTreeMap::new();
        own.add_to(t, &mut fresh);
        let rank = &self.rank;
        for &entry in affected {
            let rows = self.index.of_mut(entry);
            let new = fresh.remove(&entry).unwrap_or_default();
            splice(&mut rows.passages, new.passages, t, rank, |row| {
                row.transcript
            });
            splice(&mut rows.said, new.said, t, rank, |row| row.transcript);
            splice(&mut rows.spoken, new.spoken, t, rank, |row| row.0);
            splice(&mut rows.transcripts, new.transcripts, t, rank, |row| *row);
            splice(&mut rows.mentions, new.mentions, t, rank, |row| row.0);
        }
    }

    /// Digests anew what may have changed; gives the keys of what did.
    fn redigest(&mut self, t: TranscriptIndex, affected: &BTreeSet<EntryIndex>) -> Vec<Digest> {
        let mut handles = all_handles::of_transcript(t);
        for &e in affected {
            handles.push(Handle::Rows(e));
            handles.push(Handle::Count(e));
        }
        // Topics count what is below them.
        handles.extend(self.of_kind(Kind::TOPICS).map(Handle::Count));
        let mut digester = Digester::new();
        let given: Vec<Given> = handles
            .into_iter()
            .map(|handle| self.given(handle, &mut digester))
            .collect();
        let sums = self.sums();
        self.digests.update(given, sums)
    }
}

/// What others see of a transcript, and its place in time.
fn shape(outline: &Outline) -> Digest {
    let mut digester = Digester::new();
    let speakers: Vec<_> = outline.turns.iter().map(|t| t.turn.speaker).collect();
    digester
        .text(&*outline.id)
        .value(&outline.header)
        .value(&speakers);
    digester.finish()
}

/// Whether notes on it lead to pages of the site: who is led to would have to be told.
fn links(outline: &Outline) -> bool {
    let mut annotations = outline.annotations.iter();
    !outline.links.is_empty()
        || annotations.any(|a| !a.linked.is_empty() || !a.see.is_empty() || a.home != outline.id)
}

/// Puts `new`, all of transcript `t`, in the place of what a list has of it. Lists are in time order.
fn splice<T>(
    list: &mut Vec<T>,
    new: Vec<T>,
    t: TranscriptIndex,
    rank: &IndexVec<TranscriptIndex, u32>,
    of: impl Fn(&T) -> TranscriptIndex,
) {
    let place = |row: &T| rank[of(row)];
    let start = list.partition_point(|row| place(row) < rank[t]);
    let end = list.partition_point(|row| place(row) <= rank[t]);
    list.splice(start..end, new);
}
