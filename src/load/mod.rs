//! From files to the [`Archive`]: each file is looked at alone.
//!
//! [`load`] walks `content/`, reads every file in parallel and joins the results in sorted order. It does not know whether
//! the things that a file names exist (see `bind`), nor where quotes stand (see `anchor`).

mod annotation;
mod config;
mod entry;
mod file;
mod header;
mod keys;
mod page;
mod selector;
mod speech;
mod theme;
mod transcript;
mod walk;
pub mod yaml;

use anyhow::Result;
use rayon::prelude::*;

use self::walk::Role;
use crate::{
    archive::{Absent, Archive, Why},
    config::Config,
    diag::{Diagnostic, Diagnostics},
    source::Sources,
};

pub use self::{file::limits, theme::theme, walk::Folder};

/// All that was read.
#[derive(Debug)]
pub struct Loaded {
    /// postil.yaml.
    pub config: Config,
    /// `content/`.
    pub archive: Archive,
    /// What could not be read, which was told.
    pub broken: Vec<Absent>,
    /// How many files of `content/` were read.
    pub files: usize,
}

/// Reads the site whose root is that of `sources`; `config_file` is the path of postil.yaml relative to it.
///
/// # Errors
/// Only trouble with the machine; all that an author can mend goes to `diags`.
pub fn load(config_file: &str, sources: &mut Sources, diags: &mut Diagnostics) -> Result<Loaded> {
    let config = config::read(config_file, sources, diags);
    let folder = walk::walk(&config.kinds, sources, diags)?;
    let shared = &*sources;
    let units: Vec<(Unit, Vec<Diagnostic>)> = folder
        .files
        .par_iter()
        .map(|file| {
            let mut diags = Vec::new();
            let unit = read(&file.role, file, &config, shared, &mut diags);
            (unit, diags)
        })
        .collect();
    let files = folder.files.len();
    let mut archive = Archive::default();
    let mut broken = Vec::new();
    for (unit, remarks) in units {
        diags.extend(remarks);
        match unit {
            Unit::Transcript(transcript) => archive.transcripts.push(*transcript),
            Unit::Annotations(file) => archive.annotation_files.push(file),
            Unit::Entry(entry) => archive.entries.push(*entry),
            Unit::Page(page) => archive.pages.push(page),
            Unit::Asset(asset) => archive.assets.push(asset),
            Unit::Broken(absent) => broken.push(absent),
            Unit::Nothing => {}
        }
    }
    archive.transcripts.sort_by(|a, b| a.id().cmp(b.id()));
    archive
        .entries
        .sort_by(|a, b| (a.kind, a.id()).cmp(&(b.kind, b.id())));
    archive
        .pages
        .sort_by(|a, b| a.identity.id.cmp(&b.identity.id));
    archive
        .assets
        .sort_by(|a, b| a.route.as_str().cmp(b.route.as_str()));
    Ok(Loaded {
        config,
        archive,
        broken,
        files,
    })
}

/// What one file gives.
enum Unit {
    Transcript(Box<crate::archive::Transcript>),
    Annotations(crate::archive::AnnotationFile),
    Entry(Box<crate::archive::Entry>),
    Page(crate::archive::FreePage),
    Asset(crate::archive::Asset),
    Nothing,
    Broken(Absent),
}

/// Remembers what a file would have been, so that what names it is not told to be wrong.
fn broken(kind: &str, file: &Folder) -> Unit {
    Unit::Broken(Absent {
        kind: kind.to_owned(),
        id: file.id.clone(),
        why: Why::Broken,
    })
}

fn read(
    role: &Role,
    file: &Folder,
    config: &Config,
    sources: &Sources,
    diags: &mut Vec<Diagnostic>,
) -> Unit {
    match role {
        Role::Transcript { sidecar } => transcript::read(file, *sidecar, config, sources, diags)
            .map_or_else(
                || broken("transcript", file),
                |t| Unit::Transcript(Box::new(t)),
            ),
        Role::Annotations { candidates } => {
            annotation::read(file.source, candidates.clone(), config, sources, diags)
                .map_or(Unit::Nothing, Unit::Annotations)
        }
        Role::Entry(kind) => entry::read(file, *kind, config, sources, diags).map_or_else(
            || broken(&config.kinds.names(*kind).slug, file),
            |e| Unit::Entry(Box::new(e)),
        ),
        Role::Page => {
            page::read(file, sources, diags).map_or_else(|| broken("page", file), Unit::Page)
        }
        Role::Asset(route) => Unit::Asset(crate::archive::Asset {
            source: file.source,
            route: route.clone(),
        }),
    }
}
