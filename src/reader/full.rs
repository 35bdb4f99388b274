//! A transcript with its words and notes.

use std::{cell::OnceCell, sync::Arc};

use crate::{
    anchor::{Anchored, Lost, OutlineAnnotation},
    archive::{AnnotationIndex, TranscriptIndex},
    bind::{AnnotationLinks, Edition, Lead},
};

/// The edition that a page is made of, and whether words of it could not be had.
#[derive(Debug)]
pub struct Access<'e> {
    /// Private to this folder (see [`super::Reader`]).
    pub(super) edition: &'e Edition,
    lost: OnceCell<Lost>,
}

impl<'e> Access<'e> {
    /// For one page.
    pub fn new(edition: &'e Edition) -> Self {
        let lost = OnceCell::new();
        Self { edition, lost }
    }

    /// Words that could not be had: what was made without them is worth nothing.
    pub fn lost(&self) -> Option<&Lost> {
        self.lost.get()
    }

    fn record(&self, t: TranscriptIndex) -> Arc<Anchored> {
        self.edition.record(t).unwrap_or_else(|lost| {
            // The page is finished with blanks, and not given.
            self.lost.get_or_init(|| lost);
            Arc::new(self.edition.outline(t).without_words())
        })
    }
}

/// A transcript with its words and notes, fetched and kept for as long as this lives; covered by [`crate::bind::Handle::Record`].
///
/// Of one that came with the passage of an entry only that may be shown which [`crate::anchor::OutlinePassage::digest`] has: the passage, the
/// question before it, its notes.
#[derive(Clone, Debug)]
pub struct FullTranscript<'e> {
    edition: &'e Edition,
    index: TranscriptIndex,
    anchored: Arc<Anchored>,
}

impl<'e> FullTranscript<'e> {
    pub(super) fn new(access: &Access<'e>, index: TranscriptIndex) -> Self {
        Self {
            edition: access.edition,
            index,
            anchored: access.record(index),
        }
    }

    /// Which transcript.
    pub fn index(&self) -> TranscriptIndex {
        self.index
    }

    /// Its words, and its annotations in their places.
    pub fn anchored(&self) -> &Anchored {
        &self.anchored
    }

    /// The id and title of an annotation.
    pub fn note(&self, a: AnnotationIndex) -> &'e OutlineAnnotation {
        &self.edition.outline(self.index).annotations[a]
    }

    /// What an annotation refers to.
    pub fn links_of(&self, a: AnnotationIndex) -> &'e AnnotationLinks {
        &self.edition.annotation_links[self.index][a]
    }

    /// The addresses in its words, as they are written, each with what it leads to; those that lead nowhere are left out.
    pub fn leads(&self) -> impl Iterator<Item = (&'e str, Lead<'e>)> {
        let (edition, index) = (self.edition, self.index);
        let links = edition.outline(index).links.iter();
        links.filter_map(move |link| Some((link.value.as_str(), edition.lead(index, &link.value)?)))
    }
}
