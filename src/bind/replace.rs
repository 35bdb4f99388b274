//! Replaces one transcript in an edition: its rows are taken out of the index and its new ones put in, and whom its notes lead to knows it.
//! Nothing else is looked at.
//!
//! That is right as long as nobody else needs to look at the transcript again: its place in time, what it is, and what others mean of it
//! must be as before. Where they are not, the edition is bound anew.

use std::{
    collections::{BTreeMap, BTreeSet},
    mem::replace,
};

use super::{
    AnnotationLinks, Backlink, Edition, Handle, Rows, Thing, TranscriptLinks, Unbound, Where,
    all_handles,
    catalogue::{Card, Naming},
    contribution::Bound,
    digests::Given,
    index,
    links::Linked,
    mention::{Before, Mentioned},
    own_rows::{BoundTo, OwnRows},
};
use crate::{
    anchor::{Outline, TranscriptStore},
    archive::{AnnotationIndex, EntryIndex, IndexVec, Kind, TranscriptIndex},
    source::{
        diag::Diagnostic,
        digest::{Digest, Digester},
    },
};

/// A transcript that may take the place of the one that is there.
#[derive(Debug)]
pub struct Replacement {
    t: TranscriptIndex,
    outline: Outline,
    card: Card,
    links: TranscriptLinks,
    annotations: IndexVec<AnnotationIndex, AnnotationLinks>,
    /// Whom its notes lead to.
    linked: Linked,
    mentions: Mentioned,
    remarks: Vec<Diagnostic>,
}

/// What came of a replacement.
#[derive(Debug)]
pub struct Replaced {
    /// What was there, which may be put back.
    pub earlier: Replacement,
    /// The keys of the handles that give something else since.
    pub changed: Vec<Digest>,
    /// The things of which they are.
    pub concerned: BTreeSet<Thing>,
    /// Those of them that have a list with other items than before.
    pub relisted: BTreeSet<Thing>,
}

impl Replacement {
    /// What there is to say of the transcript.
    pub fn remarks(&self) -> &[Diagnostic] {
        &self.remarks
    }

    fn rows(&self) -> OwnRows {
        let to = BoundTo {
            links: &self.links,
            annotations: &self.annotations,
            hits: &self.mentions.hits,
        };
        OwnRows::of(&self.outline, to)
    }

    /// What occurs together in its notes, by passage.
    fn together(&self) -> Vec<Vec<&[EntryIndex]>> {
        let named = |&a: &AnnotationIndex| self.annotations[a].entries.as_slice();
        let passages = self.outline.passages.iter();
        passages
            .map(|p| p.passage.annotations.iter().map(named).collect())
            .collect()
    }
}

impl Edition {
    /// Binds what may take the place of the transcript of this id, whose words are in `records`; none if that cannot be put there.
    pub fn replacement(
        &self,
        unbound: Unbound,
        records: &dyn TranscriptStore,
    ) -> Option<Replacement> {
        let Unbound {
            outline,
            spotted,
            mut remarks,
        } = unbound;
        let t = self.names.transcript(&outline.id)?;
        let old = self.outline(t);
        let card = Card::of(&outline, self.config.stubs);
        let is_alike = shape(old) == shape(&outline)
            && old.source == outline.source
            && is_by_itself(old)
            && is_by_itself(&outline)
            && self
                .stubs_of(&card)
                .eq(self.stubs_of(&self.names.cards()[t]))
            && (!self.is_looked_into(t) || card.is_as(&self.names.cards()[t]));
        if !is_alike {
            return None;
        }
        let before = match old.words == outline.words {
            true => Before::Bound(Mentioned {
                hits: self.mentions[t].clone(),
                noticed: self.noticed[t].clone(),
                ..Mentioned::default()
            }),
            false => Before::Spotted(spotted),
        };
        let mut bound = Bound::of((t, &outline), before, self.ground(), records).ok()?;
        remarks.append(&mut bound.remarks);
        Some(Replacement {
            t,
            outline,
            card,
            links: bound.links,
            annotations: bound.annotations,
            linked: bound.linked,
            mentions: bound.mentions,
            remarks,
        })
    }

    /// What a transcript names that has no file: entries may be made of that, as it is written.
    fn stubs_of<'c>(&'c self, card: &'c Card) -> impl Iterator<Item = &'c Naming> {
        card.naming.iter().filter(|naming| {
            let named = naming.named();
            let kinds = named.kinds().iter();
            let mut found = kinds.filter_map(|&kind| self.names.entry(kind, &named.name.value));
            found.all(|e| self.entry(e).stub)
        })
    }

    /// Whether somebody else may name a paragraph or a note of a transcript, or shows which of its paragraphs say the same as others. (What is named and is not there is an error, and so not in an edition
    /// that is shown.)
    fn is_looked_into(&self, t: TranscriptIndex) -> bool {
        let mut all = self.transcripts.enumerated();
        self.backlinks.contains_key(&Thing::Transcript(t))
            || !self.translations[t].is_empty()
            || self.transcript_links[t].translation.is_some()
            || all.any(|(other, outline)| other != t && !outline.links.is_empty())
    }

    /// Puts a transcript in the place of the one that is there.
    pub fn replace(&mut self, replacement: Replacement) -> Replaced {
        let (t, fresh) = (replacement.t, replacement.rows());
        let things = |linked: &Linked| -> BTreeSet<Thing> {
            linked.iter().map(|(thing, _)| *thing).collect()
        };
        let mut linked = things(&replacement.linked);
        let together = replacement.together().concat().concat();
        let earlier = self.swap(replacement);
        linked.extend(things(&earlier.linked));
        let mut own = earlier.rows().entries();
        own.extend(fresh.entries());
        let mut relisted = self.reindex(t, &fresh, &own);
        if earlier.together().concat().concat() != together {
            relisted.clone_from(&own);
        }
        let frequent_from = index::frequent_from(&self.transcripts);
        if replace(&mut self.frequent_from, frequent_from) != frequent_from {
            own.extend(self.entries.indexes());
        }
        let changed = self.redigest(t, &own, &linked, !relisted.is_empty());
        let entries = |list: BTreeSet<EntryIndex>| list.into_iter().map(Thing::Entry);
        Replaced {
            earlier,
            changed,
            relisted: linked.iter().copied().chain(entries(relisted)).collect(),
            concerned: linked
                .into_iter()
                .chain(entries(own))
                .chain([Thing::Transcript(t)])
                .collect(),
        }
    }

    /// Puts all that is known of a transcript in the place of what was.
    fn swap(&mut self, new: Replacement) -> Replacement {
        let t = new.t;
        Replacement {
            t,
            linked: self.relink(t, new.linked),
            outline: replace(&mut self.transcripts[t], new.outline),
            card: self.names.replace(t, new.card),
            links: replace(&mut self.transcript_links[t], new.links),
            annotations: replace(&mut self.annotation_links[t], new.annotations),
            mentions: Mentioned {
                hits: replace(&mut self.mentions[t], new.mentions.hits),
                noticed: replace(&mut self.noticed[t], new.mentions.noticed),
                ..Mentioned::default()
            },
            remarks: replace(&mut self.remarks[t], new.remarks),
        }
    }

    /// Whom the notes of a transcript lead to knows of them, and who was led to no more; gives who was, and from where.
    fn relink(&mut self, t: TranscriptIndex, linked: Linked) -> Linked {
        let is_own =
            |backlink: &Backlink| matches!(backlink.from, Where::Annotation(from, _) if from == t);
        let mut earlier = Linked::new();
        for (thing, list) in &mut self.backlinks {
            let gone = list.extract_if(.., |backlink| is_own(backlink));
            earlier.extend(gone.map(|backlink| (*thing, backlink)));
        }
        for (thing, backlink) in linked {
            let list = self.backlinks.entry(thing).or_default();
            // Notes come in time order, and before all else.
            let rank = &self.rank;
            let is_before = |other: &Backlink| matches!(other.from, Where::Annotation(from, _) if rank[from] <= rank[t]);
            list.insert(list.partition_point(is_before), backlink);
        }
        self.backlinks.retain(|_, list| !list.is_empty());
        earlier
    }

    /// Takes the rows of a transcript out and puts its new ones in; gives whose are others.
    fn reindex(
        &mut self,
        t: TranscriptIndex,
        own: &OwnRows,
        affected: &BTreeSet<EntryIndex>,
    ) -> BTreeSet<EntryIndex> {
        let mut fresh: BTreeMap<EntryIndex, Rows> = BTreeMap::new();
        own.add_to(t, &mut fresh);
        let rank = &self.rank;
        let mut changed = BTreeSet::new();
        for &entry in affected {
            let rows = self.index.of_mut(entry);
            let new = fresh.remove(&entry).unwrap_or_default();
            let is_other = [
                splice(&mut rows.passages, new.passages, (t, rank), |row| {
                    row.transcript
                }),
                splice(&mut rows.notes, new.notes, (t, rank), |row| row.0),
                splice(&mut rows.said, new.said, (t, rank), |row| row.transcript),
                splice(&mut rows.spoken, new.spoken, (t, rank), |row| row.0),
                splice(&mut rows.transcripts, new.transcripts, (t, rank), |row| {
                    *row
                }),
                splice(&mut rows.mentions, new.mentions, (t, rank), |row| row.0),
            ];
            if is_other.contains(&true) {
                changed.insert(entry);
            }
        }
        changed
    }

    /// Digests anew what may have changed; gives the keys of what did.
    fn redigest(
        &mut self,
        t: TranscriptIndex,
        entries: &BTreeSet<EntryIndex>,
        linked: &BTreeSet<Thing>,
        counted: bool,
    ) -> Vec<Digest> {
        let mut handles = all_handles::of_transcript(t);
        for &e in entries {
            handles.push(Handle::Rows(e));
            handles.push(Handle::Count(e));
        }
        if counted {
            // Topics count what is below them.
            handles.extend(self.of_kind(Kind::TOPICS).map(Handle::Count));
        }
        handles.extend(linked.iter().copied().map(Handle::Backlinks));
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

/// Whether a transcript has no notes that are at home in others.
fn is_by_itself(outline: &Outline) -> bool {
    outline.annotations.iter().all(|a| a.home == outline.id)
}

/// Puts `new`, all of transcript `t`, in the place of what a list has of it; whether that is something else. Lists are in time order.
fn splice<T: PartialEq>(
    list: &mut Vec<T>,
    new: Vec<T>,
    (t, rank): (TranscriptIndex, &IndexVec<TranscriptIndex, u32>),
    of: impl Fn(&T) -> TranscriptIndex,
) -> bool {
    let place = |row: &T| rank[of(row)];
    let start = list.partition_point(|row| place(row) < rank[t]);
    let end = list.partition_point(|row| place(row) <= rank[t]);
    if list[start..end] == new[..] {
        return false;
    }
    list.splice(start..end, new);
    true
}
