//! From files to what their authors wrote: each file is looked at alone.
//!
//! [`survey`] walks `content/`, [`read`] reads one of its files; the pipeline decides which must be read. This stage does not know whether
//! the things that a file names exist (see `bind`), nor where quotes stand (see `anchor`).

mod annotation;
mod answers;
mod beside;
mod cast;
mod classify;
mod config;
mod damage;
mod entry;
mod file;
mod header;
mod hidden;
mod keys;
mod languages;
pub mod ledger;
mod ledgers;
mod odd;
mod page;
mod role;
mod sealed;
mod selector;
pub mod speech;
mod stray;
mod theme;
mod to_seal;
mod transcript;
mod turns;
mod undeclared;
mod unlinked;
mod unmarked;
mod unsealed;
mod walk;
pub mod words;
pub mod yaml;

use std::path::PathBuf;

use crate::{
    archive::{
        Absent, AnnotationFile, Asset, Entry, FreePage, Kinds, Transcript, Why, config::Config,
    },
    source::{
        Sources,
        diag::{Diagnostic, Diagnostics},
    },
};

use self::walk::ContentFiles;
pub use self::{
    annotation::one as one_annotation,
    answers::{Answers, Settled, answers, plain},
    file::limits,
    role::{ContentFile, Role},
    theme::theme,
    to_seal::{ToSeal, to_seal},
};

/// What a site has: its settings, and its files, not yet read.
#[derive(Debug)]
pub struct Survey {
    /// postil.yaml.
    pub config: Config,
    /// The files of `content/` in the order of their paths.
    pub files: Vec<ContentFile>,
    /// Where files would be copied to whose names say that nobody means them to be.
    pub left_out: Vec<String>,
    /// Links that were followed, and where they really lead.
    pub linked: Vec<(String, PathBuf)>,
    /// What files would be that may not be read, which was told; but things may name it.
    pub absent: Vec<Absent>,
    /// Whether there are settings that could not be read, which was told.
    pub unsettled: bool,
}

/// The site's files of words for its pages, with their paths from its root.
pub fn word_files(sources: &Sources) -> Vec<String> {
    words::files(sources)
}

/// Looks at the site whose root is that of `sources`; `config_file` is the path of postil.yaml relative to it.
pub fn survey(config_file: &str, sources: &mut Sources, diags: &mut Diagnostics) -> Survey {
    let (mut config, unsettled) = config::read(config_file, sources, diags);
    // Without the kinds that they declare, files seem to be none of the site's.
    let mut untold = Diagnostics::new();
    let diags = match unsettled {
        true => &mut untold,
        false => diags,
    };
    stray::beside_settings(config_file, sources, diags);
    config.words = words::read(&config.language, sources, diags);
    let ContentFiles {
        files,
        left_out,
        linked,
        absent,
    } = walk::walk(&config.kinds, sources, diags);
    beside::tell(&config.kinds, sources, diags);
    Survey {
        config,
        files,
        left_out,
        linked,
        absent,
        unsettled,
    }
}

/// Reads the site's settings alone.
pub fn settings(config_file: &str, sources: &mut Sources, diags: &mut Diagnostics) -> Config {
    config::read(config_file, sources, diags).0
}

/// Whether there is a file of settings that may be read.
pub fn may_read_config(config_file: &str, sources: &Sources) -> bool {
    config::look(config_file, sources).is_some_and(|looked| looked.is_ok())
}

/// Where the YAML of a file's front matter stands; none if it has none, or if its end is missing.
pub fn front_matter(text: &str) -> Option<std::ops::Range<usize>> {
    let untold = &mut Vec::new();
    file::front_and_body(crate::source::SourceId(0), text, untold).front
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
fn broken(kind: &str, file: &ContentFile) -> Unit {
    Unit::Broken(Absent {
        kind: kind.to_owned(),
        id: file.id.clone(),
        why: Why::Broken,
    })
}

/// Reads one file, whatever it is; `kinds` are the site's.
pub fn read(
    file: &ContentFile,
    kinds: &Kinds,
    sources: &Sources,
    diags: &mut Vec<Diagnostic>,
) -> Unit {
    match &file.role {
        Role::Transcript { .. } => transcript::read(file, kinds, sources, diags).map_or_else(
            || broken("transcript", file),
            |t| Unit::Transcript(Box::new(t)),
        ),
        Role::Annotations { candidates } => {
            annotation::read(file.source, candidates.clone(), kinds, sources, diags)
                .map_or(Unit::Nothing, Unit::Annotations)
        }
        Role::Entry(kind) => entry::read(file, *kind, sources, diags).map_or_else(
            || broken(&kinds.names(*kind).slug, file),
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
