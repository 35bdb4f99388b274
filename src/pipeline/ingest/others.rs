//! Entries, free pages and assets: one file, one thing.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Ingest, Ingested, absent};
use crate::{
    archive::{Absent, Entry, FreePage, Why},
    incremental::{Damaged, Extent},
    load::{self, ContentFile, Role, Unit},
    source::diag::Diagnostic,
};

/// What a file gives that is neither a transcript nor annotations; and what of it is kept, with the path of the file.
type Other = (Unit, Option<(String, Extent)>);

/// What such a file gave, as it is kept.
#[derive(Serialize, Deserialize)]
enum CachedUnit {
    Entry(Box<Entry>),
    Page(FreePage),
    Broken(Absent),
}

impl From<CachedUnit> for Unit {
    fn from(cached: CachedUnit) -> Self {
        match cached {
            CachedUnit::Entry(entry) => Unit::Entry(entry),
            CachedUnit::Page(page) => Unit::Page(page),
            CachedUnit::Broken(absent) => Unit::Broken(absent),
        }
    }
}

impl Ingest<'_> {
    /// Entries, free pages and assets.
    pub(super) fn others(&self, diags: &mut Vec<Diagnostic>, ingested: &mut Ingested) {
        let units: Vec<(Other, Vec<Diagnostic>)> = self
            .inputs
            .files
            .par_iter()
            .filter(|file| {
                !matches!(
                    file.role,
                    Role::Transcript { .. } | Role::Annotations { .. }
                )
            })
            .map(|file| {
                let mut diags = Vec::new();
                (self.other(file, &mut diags), diags)
            })
            .collect();
        for ((unit, kept), remarks) in units {
            diags.extend(remarks);
            ingested.cached.units.extend(kept);
            match unit {
                Unit::Entry(entry) if self.leaves_out(entry.fields.common.draft) => {
                    let kind = &self.inputs.config.kinds.names(entry.kind).slug;
                    ingested.absent.push(absent(kind, entry.id(), Why::Draft));
                }
                Unit::Entry(entry) => ingested.entries.push(*entry),
                Unit::Page(page) if self.leaves_out(page.common.draft) => {
                    let id = &page.identity.id;
                    ingested.absent.push(absent("page", id, Why::Draft));
                }
                Unit::Page(page) => ingested.pages.push(page),
                Unit::Asset(asset) => ingested.assets.push(asset),
                Unit::Broken(absent) => ingested.absent.push(absent),
                Unit::Transcript(_) | Unit::Annotations(_) | Unit::Nothing => {}
            }
        }
    }

    fn other(&self, file: &ContentFile, diags: &mut Vec<Diagnostic>) -> Other {
        let path = self.sources.path(file.source);
        if matches!(file.role, Role::Asset(_)) {
            let asset = load::read(file, &self.inputs.config.kinds, self.sources, diags);
            return (asset, None);
        }
        let last = &self.cache().last;
        if last.reading == self.reading
            && let Some(&extent) = last.units.get(path)
            && self.session.changes.unchanged(path).is_some()
            && let Ok((unit, remarks)) = self.unit_as_kept(extent)
        {
            diags.extend(remarks);
            return (unit, Some((path.to_owned(), extent)));
        }
        let cached = match self.read(file, diags) {
            Unit::Entry(entry) => CachedUnit::Entry(entry),
            Unit::Page(page) => CachedUnit::Page(page),
            Unit::Broken(absent) => CachedUnit::Broken(absent),
            other @ (Unit::Transcript(_)
            | Unit::Annotations(_)
            | Unit::Asset(_)
            | Unit::Nothing) => return (other, None),
        };
        let storage = self.session.keeps();
        let extent = storage.and_then(|storage| storage.keep_value(&(&cached, &*diags)));
        (
            cached.into(),
            extent.map(|extent| (path.to_owned(), extent)),
        )
    }

    /// What a file gave, and what there was to say.
    ///
    /// # Errors
    /// When that is damaged: then the file is read again.
    fn unit_as_kept(&self, extent: Extent) -> Result<(Unit, Vec<Diagnostic>), Damaged> {
        let storage = self.cache().storage().ok_or(Damaged)?;
        let (cached, remarks): (CachedUnit, Vec<Diagnostic>) = storage.read_value(extent)?;
        Ok((cached.into(), remarks))
    }
}
