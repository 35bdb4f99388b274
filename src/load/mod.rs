//! From files to what their authors wrote: each file is looked at alone.
//!
//! [`survey`] walks `content/`, [`read`] reads one of its files; the pipeline decides which must be read. This stage does not know whether
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
mod unlinked;
mod walk;
pub mod yaml;

use anyhow::Result;

use crate::{
    archive::{Absent, AnnotationFile, Asset, Entry, FreePage, Transcript, Why},
    config::Config,
    diag::{Diagnostic, Diagnostics},
    source::Sources,
};

pub use self::{
    file::limits,
    theme::theme,
    walk::{Folder, Role},
};

/// What a site has: its settings, and its files, not yet read.
#[derive(Debug)]
pub struct Survey {
    /// postil.yaml.
    pub config: Config,
    /// The files of `content/` in the order of their paths.
    pub files: Vec<Folder>,
}

/// Looks at the site whose root is that of `sources`; `config_file` is the path of postil.yaml relative to it.
///
/// # Errors
/// Only trouble with the machine; all that an author can mend goes to `diags`.
pub fn survey(config_file: &str, sources: &mut Sources, diags: &mut Diagnostics) -> Result<Survey> {
    let config = config::read(config_file, sources, diags);
    let files = walk::walk(&config.kinds, sources, diags)?.files;
    Ok(Survey { config, files })
}

/// What one file gives.
#[derive(Debug)]
pub enum Unit {
    /// A transcript.
    Transcript(Box<Transcript>),
    /// Annotations.
    Annotations(AnnotationFile),
    /// An entry.
    Entry(Box<Entry>),
    /// A free page.
    Page(FreePage),
    /// A file to copy.
    Asset(Asset),
    /// Nothing that anything could name; what is wrong was told.
    Nothing,
    /// Nothing, which was told; but things may name it.
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

/// Reads one file, whatever it is.
pub fn read(
    file: &Folder,
    config: &Config,
    sources: &Sources,
    diags: &mut Vec<Diagnostic>,
) -> Unit {
    match &file.role {
        Role::Transcript { sidecar } => {
            let read = transcript::read(file, *sidecar, config, sources, diags);
            if let Some(transcript) = read.as_ref().filter(|_| file.ending == "md") {
                diags.extend(unlinked::told(transcript, sources));
            }
            read.map_or_else(
                || broken("transcript", file),
                |t| Unit::Transcript(Box::new(t)),
            )
        }
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
        Role::Asset(route) => {
            diags.extend(file::pointer(file.source, sources));
            Unit::Asset(Asset {
                source: file.source,
                route: route.clone(),
            })
        }
    }
}
