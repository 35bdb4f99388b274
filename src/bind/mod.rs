//! Turns names into things, and gathers who refers to whom: the only stage that sees the whole archive.
//!
//! [`bind`] takes anchored transcripts, entries and pages and gives the [`Edition`]: names bound (`names`), links checked
//! and turned round (`links`), topics in their tree (`tree`), mentions found (`mention`), and one index of sorted rows per entry
//! ([`index`]). It knows no HTML and no output paths.

mod affix;
mod authors;
mod bound;
mod digests;
mod edition;
mod entries;
mod fragments;
mod handles;
pub mod index;
mod leads;
mod letters;
mod links;
mod looked_for;
mod mention;
mod names;
mod navigation;
mod patterns;
mod remarks;
mod replace;
mod rows;
mod slips;
mod stubs;
mod transcripts;
mod tree;
mod vocabulary;
mod wordless;

use std::sync::Arc;

pub use self::{
    bound::{
        AnnotationLinks, Author, Backlink, EntryLinks, Gathered, MentionHit, Thing,
        TranscriptLinks, TurnSpeaker, Where,
    },
    digests::Digests,
    edition::Edition,
    handles::Handle,
    leads::Lead,
    mention::{Spot, Spotted},
    names::{LinkError, Names},
    navigation::{NavTarget, navigation_target},
    rows::{Index, Row, Rows},
    vocabulary::Vocabulary,
};
use crate::{
    anchor::{Lost, Outline, TranscriptStore},
    archive::{
        Absent, Asset, Entry, EntryIndex, FreePage, IndexVec, PageIndex, TranscriptIndex,
        config::Config,
    },
    source::diag::{Diagnostic, Diagnostics},
    text::Collation,
};

/// What is bound.
#[derive(Debug)]
pub struct Parts {
    /// Settings.
    pub config: Config,
    /// Transcripts with their annotations, by id.
    pub transcripts: IndexVec<TranscriptIndex, Outline>,
    /// Their words.
    pub records: Arc<dyn TranscriptStore>,
    /// Where names of entries were found in texts before, by transcript (see [`Spotted`]); none where they must be looked for.
    pub spotted: Gathered<Option<Arc<Spotted>>>,
    /// Whether anything shows where names of entries occur; if not, they are not looked for.
    pub mentions: bool,
    /// Entries by kind and id.
    pub entries: IndexVec<EntryIndex, Entry>,
    /// Free pages by id.
    pub pages: IndexVec<PageIndex, FreePage>,
    /// Files to copy.
    pub assets: Vec<Asset>,
    /// Where files would be copied to whose names say that nobody means them to be; folders end in `/`.
    pub left_out: Vec<String>,
    /// What was kept out, so that a link to it can be told apart from a slip.
    pub absent: Vec<Absent>,
}

/// Binds all names; what cannot be bound is told and left out.
///
/// # Errors
/// When words that must be looked through for names cannot be had any more.
pub fn bind(mut parts: Parts, diags: &mut Diagnostics) -> Result<Edition, Lost> {
    let mut remarks: Vec<Diagnostic> = Vec::new();
    let names = stubs::make(&mut parts, &mut remarks);
    let entry_links = entries::bind(&parts, &names, &mut remarks);
    let collation = Collation::new(&parts.config.language);
    let by_date = transcripts::in_time_order(&parts.transcripts, &collation);
    let titles = parts.entries.iter().map(|entry| entry.sort_title());
    let title_rank = entries::ranks_by_title(titles, &collation);
    let titles = parts.pages.iter().map(|page| page.title.as_str());
    let page_rank = entries::ranks_by_title(titles, &collation);
    let tree = tree::grow(&parts.entries, &entry_links, &title_rank, &mut remarks);
    let mut rank = IndexVec::filled(0, by_date.len());
    for (place, &t) in (0u32..).zip(&by_date) {
        rank[t] = place;
    }
    let events = entries::events_in_time_order(&parts.entries, &title_rank);
    let (transcript_links, annotation_links) = transcripts::bind(&parts, &names, &mut remarks);
    let mut backlinks = links::gather(&parts, &names, &mut remarks);
    links::sort(&mut backlinks, &rank, &title_rank, &page_rank);
    leads::check(&parts, &names, &mut remarks);
    let frequent_from = index::frequent_from(&parts.transcripts);
    let looked = mention::scan_all(&parts, &mut remarks)?;
    let mut edition = Edition {
        config: parts.config,
        transcripts: parts.transcripts,
        records: parts.records,
        kinds: parts.entries.iter().map(|entry| entry.kind).collect(),
        entries: parts.entries,
        pages: parts.pages,
        assets: parts.assets,
        names,
        by_date,
        rank,
        collation,
        title_rank,
        events,
        entry_links,
        tree,
        transcript_links,
        annotation_links,
        backlinks,
        mentions: looked.hits,
        spotted: looked.spotted,
        spotted_before: looked.as_before,
        vocabulary: looked.vocabulary,
        frequent_from,
        absent: parts.absent,
        index: Index::default(),
        digests: Digests::default(),
    };
    edition.index = index::build(&edition);
    index::tell_frequent(&edition, &mut remarks);
    edition.digests = handles::digests(&edition);
    diags.extend(remarks);
    Ok(edition)
}
