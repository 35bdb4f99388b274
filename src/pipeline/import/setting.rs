//! What every step of an import may look at.

use super::{ImportRequest, record::ImportRecord};
use crate::{
    archive::{Kind, Kinds},
    pipeline::Site,
    source::{Sources, files::Files},
};

/// What every step of an import may look at.
#[derive(Clone, Copy)]
pub(super) struct Setting<'s> {
    /// What is wanted.
    pub(super) request: &'s ImportRequest,
    /// The archive as it is.
    pub(super) site: &'s Site,
    /// Its files, by number.
    pub(super) sources: &'s Sources,
    /// Its files, by path.
    pub(super) disk: &'s dyn Files,
}

impl Setting<'_> {
    /// The archive's kinds of entries.
    pub(super) fn kinds(&self) -> &Kinds {
        &self.site.edition.config.kinds
    }

    /// Where the file of an entry is, or is to be.
    pub(super) fn entry_path(&self, kind: Kind, id: &str) -> String {
        let edition = &self.site.edition;
        let there = edition
            .names
            .entry(kind, id)
            .map(|entry| edition.entry(entry));
        match there.filter(|entry| !entry.stub) {
            Some(entry) => self.sources.path(entry.identity.source).to_owned(),
            None => format!("content/{}/{id}.md", self.kinds().names(kind).folder),
        }
    }

    /// Where the file of a free page is, or is to be.
    pub(super) fn page_path(&self, id: &str) -> String {
        let mut pages = self.site.edition.pages.iter();
        match pages.find(|page| page.identity.id == id) {
            Some(there) => self.sources.path(there.identity.source).to_owned(),
            None => format!("content/pages/{id}.md"),
        }
    }

    /// Whether an earlier import wrote the file of an entry.
    pub(super) fn wrote(&self, before: Option<&ImportRecord>, kind: Kind, id: &str) -> bool {
        let path = self.entry_path(kind, id);
        before.is_some_and(|before| before.written.contains_key(&path))
    }

    /// Where the file of a transcript is, or is to be.
    pub(super) fn transcript_path(&self, id: &str) -> String {
        let edition = &self.site.edition;
        match edition.names.transcript(id) {
            Some(there) => self.sources.path(edition.outline(there).source).to_owned(),
            None => format!("content/transcripts/{id}.md"),
        }
    }
}
