//! The archive understood: immutable, and all that pages are made from.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    AnnotationLinks, Backlink, Digests, EntryLinks, Gathered, Index, MentionHit, Names, Thing,
    TranscriptLinks, Vocabulary, tree::Tree,
};
use crate::{
    anchor::{Anchored, Lost, Outline, TranscriptStore},
    archive::{
        Absent, AnnotationIndex, Asset, Entry, EntryIndex, FreePage, IndexVec, Kind, MentionIndex,
        NameIndex, PageIndex, TranscriptIndex, config::Config,
    },
    source::diag::Diagnostic,
    text::{Collation, name},
};

/// A text with its apparatus: quotes anchored, names bound, backlinks known.
#[derive(Debug)]
pub struct Edition {
    /// Settings.
    pub config: Config,
    /// By id.
    pub transcripts: IndexVec<TranscriptIndex, Outline>,
    /// Their words.
    pub records: Arc<dyn TranscriptStore>,
    /// By kind, then id; stubs behind the others of their kind.
    pub entries: IndexVec<EntryIndex, Entry>,
    /// The kinds that have entries.
    pub kinds: BTreeSet<Kind>,
    /// By id.
    pub pages: IndexVec<PageIndex, FreePage>,
    /// By path.
    pub assets: Vec<Asset>,
    /// What ids mean.
    pub names: Names,
    /// The order of names in the site's language.
    pub collation: Collation,
    /// The place of each entry among all, by its title in sorting form: what people see is sorted by it and nothing else.
    pub title_rank: IndexVec<EntryIndex, u32>,
    /// Indexes of transcripts in time order, undated ones last, by title.
    pub by_date: Vec<TranscriptIndex>,
    /// The place of each transcript in `by_date`.
    pub rank: IndexVec<TranscriptIndex, u32>,
    /// Indexes of dated events in time order.
    pub events: Vec<EntryIndex>,
    /// Per entry.
    pub entry_links: IndexVec<EntryIndex, EntryLinks>,
    /// Topics in their tree.
    pub tree: Tree,
    /// Per transcript.
    pub transcript_links: IndexVec<TranscriptIndex, TranscriptLinks>,
    /// Per transcript: its translations, by their ids.
    pub translations: Gathered<Vec<TranscriptIndex>>,
    /// Per transcript, per annotation.
    pub annotation_links: Gathered<IndexVec<AnnotationIndex, AnnotationLinks>>,
    /// Who links to a thing.
    pub backlinks: BTreeMap<Thing, Vec<Backlink>>,
    /// Per transcript: where names of entries occur.
    pub mentions: Gathered<IndexVec<MentionIndex, MentionHit>>,
    /// Per transcript: names that stand in it and are not looked for.
    pub noticed: Gathered<Vec<NameIndex>>,
    /// The names that were looked for, if any were.
    pub vocabulary: Option<Vocabulary>,
    /// From how many sentences on a name is frequent.
    pub frequent_from: usize,
    /// Where files would be copied to whose names say that nobody means them to be; folders end in `/`.
    pub left_out: Vec<String>,
    /// What was kept out.
    pub absent: Vec<Absent>,
    /// Who refers to an entry.
    pub index: Index,
    /// Per transcript: what there is to say of its files and of what it refers to.
    pub remarks: Gathered<Vec<Diagnostic>>,
    /// What everything that a page may take from the edition was when the page took it.
    pub digests: Digests,
}

impl Edition {
    /// The entries of a kind, as indexes.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = EntryIndex> + '_ {
        self.entries
            .enumerated()
            .filter(move |(_, e)| e.kind == kind)
            .map(|(i, _)| i)
    }

    /// An entry.
    pub fn entry(&self, entry: EntryIndex) -> &Entry {
        &self.entries[entry]
    }

    /// A transcript without its words.
    pub fn outline(&self, transcript: TranscriptIndex) -> &Outline {
        &self.transcripts[transcript]
    }

    /// A transcript with its words, which are fetched if they are not at hand.
    ///
    /// # Errors
    /// When they cannot be had any more.
    pub fn record(&self, transcript: TranscriptIndex) -> Result<Arc<Anchored>, Lost> {
        self.records.record(self.outline(transcript))
    }

    /// Whether there is a file to copy to this path, composed or not.
    pub fn has_file(&self, path: &str) -> bool {
        let path = &*name::nfc(path);
        let found = self.assets.binary_search_by(|a| a.route.as_str().cmp(path));
        found.is_ok()
    }

    /// How many annotations there are, each counted at home.
    pub fn annotation_count(&self) -> usize {
        self.transcripts
            .iter()
            .map(|t| t.annotations.iter().filter(|a| a.home == t.id).count())
            .sum()
    }
}
