//! Turns names into things, and gathers who refers to whom: the only stage that sees the whole archive.
//!
//! It goes in steps, of which those that look at single transcripts can be taken set by set, in any order and in several processes:
//!
//! ```text
//! set of outlines ──▶ Catalogue ┐ merge                  set of outlines ──▶ Contribution ┐ merge
//! set of outlines ──▶ Catalogue ┴──▶ Authorities ──▶     set of outlines ──▶ Contribution ┴──▶ finish ──▶ Edition
//! ```
//!
//! A [`Catalogue`] says what may be named of transcripts; with entries, pages and files it becomes the [`Authorities`], in which names are looked up
//! (`names`). A [`Contribution`] is what transcripts refer to: names bound (`transcripts`), links checked (`links`), mentions found (`mention`),
//! and what they add to the rows of entries (`own_rows`). Both are values that can be written and read back, and merging them is associative
//! and commutative. [`finish()`] makes of the whole what needs the whole: orders in time and by title, links turned round, topics in
//! their tree (`tree`), one index of sorted rows per entry ([`index`]), and the digests of handles. It knows no HTML and no output paths.

mod affix;
mod all_handles;
mod authorities;
mod authors;
mod bound;
mod catalogue;
mod cited;
mod contribution;
mod digests;
mod edition;
mod entries;
mod finish;
mod fragments;
mod ground;
mod handles;
pub mod index;
mod leads;
mod letters;
mod links;
mod looked_for;
mod mention;
mod names;
mod namings;
mod navigation;
mod own_rows;
mod patterns;
mod pointers;
mod remarks;
mod replace;
mod row_digests;
mod rows;
mod slips;
mod stubs;
mod transcripts;
mod translations;
mod tree;
mod versions;
mod vocabulary;
mod wordless;

pub use self::{
    authorities::Authorities,
    bound::{
        AlignedRange, AnnotationLinks, Author, Backlink, Destination, EntryLinks, Gathered,
        MentionHit, Thing, TranscriptLinks, Translation, TurnSpeaker, Where,
    },
    catalogue::Catalogue,
    contribution::{Contribution, Unbound},
    digests::Digests,
    edition::Edition,
    finish::{Misfit, finish},
    handles::Handle,
    leads::Lead,
    mention::{Spot, Spotted},
    names::{LinkError, Names},
    namings::namings,
    navigation::{NavTarget, navigation_target},
    pointers::{Pointer, PointerKind, pointers},
    replace::{Replaced, Replacement},
    rows::{Index, Row, Rows, Spoken},
    versions::{SaidTwice, Version},
    vocabulary::Vocabulary,
};
use crate::archive::{
    Absent, Asset, Entry, EntryIndex, FreePage, IndexVec, PageIndex, config::Config,
};
/// The links that stand in Markdown, for whoever reads an edition.
pub use crate::markdown::{LinkSyntax, links as links_of_markdown};

/// What transcripts are bound to, as it was authored.
#[derive(Clone, Debug)]
pub struct Parts {
    /// Settings.
    pub config: Config,
    /// Whether anything shows where names of entries occur; if not, they are not looked for.
    pub mentions: bool,
    /// Entries by kind and id.
    pub entries: IndexVec<EntryIndex, Entry>,
    /// Free pages by id.
    pub pages: IndexVec<PageIndex, FreePage>,
    /// Files to copy, by path.
    pub assets: Vec<Asset>,
    /// Where files would be copied to whose names say that nobody means them to be; folders end in `/`.
    pub left_out: Vec<String>,
    /// What was kept out, so that a link to it can be told apart from a slip.
    pub absent: Vec<Absent>,
}
