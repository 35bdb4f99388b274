//! All transcripts as programs for references read them: one file each of BibTeX, RIS and CSL-JSON.

use super::{Exporter, File, Given, work};
use crate::{
    cite::{Format, Work},
    reader::{Thing, Whole},
    source::diag::Diagnostic,
};

/// `all.bib`, `all.ris` or `all.json`.
#[derive(Debug)]
pub(super) struct Bibliography(pub(super) Format);

impl Exporter for Bibliography {
    fn name(&self) -> &'static str {
        match self.0 {
            Format::Bibtex => "bibtex",
            Format::Ris => "ris",
            Format::Csl => "csl",
        }
    }

    fn files(&self, whole: Whole<'_>) -> Vec<File> {
        let path = format!("all.{}", self.0.ending());
        let has_any = whole.lists.transcripts().next().is_some();
        has_any.then(|| File::at(&path)).into_iter().collect()
    }

    fn make(&self, _file: &File, given: &Given<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
        let reader = &given.reader;
        let works = reader.whole().lists.transcripts().map(|head| {
            let route = reader.route_of(Thing::Transcript(head.index()));
            work(reader, head, given.standpoint.canonical(&route))
        });
        let works: Vec<Work> = works.collect();
        Ok(self.0.file(&works).into_bytes())
    }
}
