//! What a set of transcripts contributes to the edition.
//!
//! Sets are bound each by itself, here or in another process, and put together in any order; what needs the whole, the order of all transcripts,
//! the rows of all entries, the digests of handles, is made once, of all of them together (`finish`).

use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    AnnotationLinks, Authorities, Spotted, TranscriptLinks,
    ground::Ground,
    leads,
    links::{self, Linked},
    mention::{Before, Mentioned},
    own_rows::{BoundTo, OwnRows},
    transcripts,
};
use crate::{
    anchor::{Lost, Outline, TranscriptStore},
    archive::{AnnotationIndex, IndexVec, TranscriptIndex},
    source::{diag::Diagnostic, digest::Digest},
};

/// A transcript that is not bound yet.
#[derive(Debug)]
pub struct Unbound {
    /// Without its words.
    pub outline: Outline,
    /// Where names of entries were found in it before; none where they must be looked for.
    pub spotted: Option<Arc<Spotted>>,
    /// What there is to say of its files.
    pub remarks: Vec<Diagnostic>,
}

/// What a set of transcripts contributes, by their ids.
///
/// ```text
/// [ {outline of "hearing", links, annotations, linked, mentions, rows, remarks}, {outline of "letter", ..} ]
/// ```
///
/// Indexes in it are of the [`Authorities`] that it was bound to, which it names by their digest, and of what its outlines list; places are
/// in the files of the run, whose numbers all processes share ([`Sources::number_as_before`](crate::source::Sources::number_as_before)).
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Contribution {
    pub(super) transcripts: Vec<Contributed>,
}

/// What one transcript contributes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Contributed {
    pub(super) outline: Outline,
    pub(super) bound: Bound,
    /// The digest of the authorities that it was bound to.
    pub(super) authorities: Digest,
}

/// What a transcript refers to, and what there is to say of that.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Bound {
    pub(super) links: TranscriptLinks,
    pub(super) annotations: IndexVec<AnnotationIndex, AnnotationLinks>,
    /// Whom its notes lead to.
    pub(super) linked: Linked,
    pub(super) mentions: Mentioned,
    pub(super) rows: OwnRows,
    pub(super) remarks: Vec<Diagnostic>,
}

impl Contribution {
    /// That of some transcripts, which are in the catalogue of the authorities.
    ///
    /// # Errors
    /// When words that must be looked through for names cannot be had any more.
    pub fn of(
        set: Vec<Unbound>,
        authorities: &Authorities,
        records: &dyn TranscriptStore,
    ) -> Result<Self, Lost> {
        let contributed = set.into_par_iter().map(|unbound| {
            let Unbound {
                outline,
                spotted,
                mut remarks,
            } = unbound;
            let t = authorities.names.transcript(&outline.id);
            let t = t.expect("transcripts that are bound are in the catalogue");
            let mut bound = Bound::of(
                (t, &outline),
                Before::Spotted(spotted),
                authorities.ground(),
                records,
            )?;
            remarks.append(&mut bound.remarks);
            bound.remarks = remarks;
            Ok(Contributed {
                outline,
                bound,
                authorities: authorities.digest,
            })
        });
        let mut transcripts: Vec<Contributed> = contributed.collect::<Result<_, Lost>>()?;
        transcripts.sort_by(|a, b| a.outline.id.cmp(&b.outline.id));
        Ok(Self { transcripts })
    }

    /// That of two sets that have no transcript in common.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.transcripts.extend(other.transcripts);
        self.transcripts
            .sort_by(|a, b| a.outline.id.cmp(&b.outline.id));
        self
    }

    /// Where names were found in the transcripts that were looked through in this process, with their ids.
    pub fn looked_through(&self) -> impl Iterator<Item = (&str, &Spotted)> {
        let all = self.transcripts.iter();
        all.filter_map(|Contributed { outline, bound, .. }| {
            let spotted = bound.mentions.spotted.as_deref()?;
            let now = bound.mentions.looked_through;
            now.then_some((&*outline.id, spotted))
        })
    }
}

impl Bound {
    /// Binds one transcript.
    ///
    /// # Errors
    /// When its words must be looked through for names and cannot be had any more.
    pub(super) fn of(
        (t, outline): (TranscriptIndex, &Outline),
        before: Before,
        ground: Ground<'_>,
        records: &dyn TranscriptStore,
    ) -> Result<Self, Lost> {
        let mut remarks = Vec::new();
        let (links, annotations) = transcripts::bind(t, outline, ground, &mut remarks);
        let linked = links::of_notes(t, outline, ground, &mut remarks);
        leads::check(t, outline, ground, &mut remarks);
        let mentions = Mentioned::of(outline, before, ground.vocabulary, records)?;
        let to = BoundTo {
            links: &links,
            annotations: &annotations,
            hits: &mentions.hits,
        };
        Ok(Self {
            rows: OwnRows::of(outline, to),
            links,
            annotations,
            linked,
            mentions,
            remarks,
        })
    }
}
