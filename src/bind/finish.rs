//! What needs the whole archive, made once of what all transcripts contribute.

use std::{collections::BTreeMap, fmt, sync::Arc};

use super::{
    AnnotationLinks, Authorities, Backlink, Contribution, Digests, Edition, Gathered, MentionHit,
    Thing, TranscriptLinks, all_handles,
    contribution::Contributed,
    entries,
    ground::Ground,
    index,
    links::{self, Linked},
    own_rows::OwnRows,
    transcripts, translations, tree,
};
use crate::{
    anchor::{Outline, TranscriptStore},
    archive::{
        AnnotationIndex, EntryIndex, IndexVec, MentionIndex, NameIndex, PageIndex, TranscriptIndex,
    },
    source::diag::Diagnostic,
    text::Collation,
};

/// A transcript that is missing among those that were contributed, is there twice, or was bound to other authorities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// Its id.
    pub transcript: Arc<str>,
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = &self.transcript;
        write!(f, "what {id} contributes does not fit the catalogue")
    }
}

impl std::error::Error for Misfit {}

/// The edition of an archive: of what all its transcripts contribute and the authorities that they were bound to. With it what there is to
/// say, whatever stands in transcripts; what else there is to say, says [`Edition::remarks`].
///
/// # Errors
/// When a transcript of the catalogue is missing, or one does not belong to it.
pub fn finish(
    contribution: Contribution,
    authorities: Authorities,
    records: Arc<dyn TranscriptStore>,
) -> Result<(Edition, Vec<Diagnostic>), Misfit> {
    misfit(&contribution, &authorities).map_or(Ok(()), Err)?;
    let all = Columns::of(contribution);
    let ground = authorities.ground();
    let mut remarks = Vec::new();
    let orders = Orders::of(&all.outlines, ground);
    let entry_links = entries::bind(ground, &mut remarks);
    let title_rank = &orders.title_rank;
    let tree = tree::grow(ground.entries, &entry_links, title_rank, &mut remarks);
    let of_others = links::of_others(ground, &mut remarks);
    let mut backlinks = turned_round(all.linked.into_iter().chain([of_others]));
    links::sort(&mut backlinks, &orders.rank, title_rank, &orders.page_rank);
    let rows = index::gather(ground.entries.len(), &orders.by_date, &all.rows);
    let events = entries::events_in_time_order(ground.entries, title_rank);
    let Authorities {
        parts,
        names,
        vocabulary,
        remarks: of_authorities,
        ..
    } = authorities;
    let mut edition = Edition {
        config: parts.config,
        frequent_from: index::frequent_from(&all.outlines),
        transcripts: all.outlines,
        records,
        kinds: parts.entries.iter().map(|entry| entry.kind).collect(),
        entries: parts.entries,
        pages: parts.pages,
        assets: parts.assets,
        left_out: parts.left_out,
        names,
        by_date: orders.by_date,
        rank: orders.rank,
        collation: orders.collation,
        title_rank: orders.title_rank,
        events,
        entry_links,
        tree,
        translations: translations::turned_round(&all.links),
        transcript_links: all.links,
        annotation_links: all.annotations,
        backlinks,
        mentions: all.hits,
        noticed: all.noticed,
        vocabulary,
        absent: parts.absent,
        index: rows,
        remarks: all.remarks,
        digests: Digests::default(),
    };
    edition.digests = all_handles::digests(&edition);
    remarks.extend(of_authorities);
    Ok((edition, remarks))
}

impl Edition {
    /// What there is to say that changes with its transcripts: of each, and of all together.
    pub fn remarks(&self) -> Vec<Diagnostic> {
        let mut remarks: Vec<Diagnostic> = self.remarks.iter().flatten().cloned().collect();
        index::tell_frequent(self, &mut remarks);
        if let Some(vocabulary) = &self.vocabulary {
            vocabulary.tell_noticed(&self.noticed, &self.entries, &mut remarks);
        }
        remarks
    }
}

/// The places of things among all.
struct Orders {
    collation: Collation,
    by_date: Vec<TranscriptIndex>,
    rank: Gathered<u32>,
    title_rank: IndexVec<EntryIndex, u32>,
    page_rank: IndexVec<PageIndex, u32>,
}

impl Orders {
    fn of(outlines: &Gathered<Outline>, ground: Ground<'_>) -> Self {
        let collation = Collation::new(&ground.config.language);
        let by_date = transcripts::in_time_order(outlines, &collation);
        let mut rank = IndexVec::filled(0, by_date.len());
        for (place, &t) in (0u32..).zip(&by_date) {
            rank[t] = place;
        }
        let of_entries = ground.entries.iter().map(|entry| entry.sort_title());
        let of_pages = ground.pages.iter().map(|page| page.title.as_str());
        Self {
            title_rank: entries::ranks_by_title(of_entries, &collation),
            page_rank: entries::ranks_by_title(of_pages, &collation),
            collation,
            by_date,
            rank,
        }
    }
}

/// The first transcript that is missing, is there twice, or was bound to other authorities.
fn misfit(contribution: &Contribution, authorities: &Authorities) -> Option<Misfit> {
    let mut cards = authorities.names.cards().iter();
    let misfit = |id: &Arc<str>| Misfit {
        transcript: id.clone(),
    };
    for it in &contribution.transcripts {
        let id = &it.outline.id;
        match cards.next() {
            Some(card) if card.id < *id => return Some(misfit(&card.id)),
            Some(card) if card.id == *id && it.authorities == authorities.digest => {}
            Some(_) | None => return Some(misfit(id)),
        }
    }
    cards.next().map(|card| misfit(&card.id))
}

/// What all transcripts contribute, a list of each thing.
struct Columns {
    outlines: Gathered<Outline>,
    links: Gathered<TranscriptLinks>,
    annotations: Gathered<IndexVec<AnnotationIndex, AnnotationLinks>>,
    linked: Vec<Linked>,
    hits: Gathered<IndexVec<MentionIndex, MentionHit>>,
    noticed: Gathered<Vec<NameIndex>>,
    rows: Gathered<OwnRows>,
    remarks: Gathered<Vec<Diagnostic>>,
}

impl Columns {
    fn of(contribution: Contribution) -> Self {
        let mut all = Self {
            outlines: IndexVec::new(),
            links: IndexVec::new(),
            annotations: IndexVec::new(),
            linked: Vec::new(),
            hits: IndexVec::new(),
            noticed: IndexVec::new(),
            rows: IndexVec::new(),
            remarks: IndexVec::new(),
        };
        for Contributed { outline, bound, .. } in contribution.transcripts {
            all.outlines.push(outline);
            all.links.push(bound.links);
            all.annotations.push(bound.annotations);
            all.linked.push(bound.linked);
            all.hits.push(bound.mentions.hits);
            all.noticed.push(bound.mentions.noticed);
            all.rows.push(bound.rows);
            all.remarks.push(bound.remarks);
        }
        all
    }
}

/// Who is led to, by whom.
fn turned_round(linked: impl Iterator<Item = Linked>) -> BTreeMap<Thing, Vec<Backlink>> {
    let mut by_thing: BTreeMap<Thing, Vec<Backlink>> = BTreeMap::new();
    for (thing, backlink) in linked.flatten() {
        by_thing.entry(thing).or_default().push(backlink);
    }
    by_thing
}
