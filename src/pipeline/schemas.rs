//! The schemas in an archive's folder: what they should say, and whether they do.
//!
//! They are kept up to date where they are, and made where somebody asked for them (`init`, `postil schema --write`): an archive whose editors have no
//! use for them need not have them.

use std::sync::Arc;

use anyhow::{Result, bail};

use crate::{
    archive::config::Config,
    load::{ContentFile, Role},
    output,
    source::{
        Sources,
        diag::{Code, Diagnostic},
        files::{FileBytes, Files},
    },
    writer::schema::{self, FOLDER, Ids},
};

/// A schema of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaFile {
    /// From the archive's folder.
    pub path: String,
    /// What it should say; none if it is to go, since what it is of is gone.
    pub text: Option<String>,
    /// What is there.
    pub standing: SchemaStanding,
}

/// What is there of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaStanding {
    /// What should be.
    Fresh,
    /// Nothing.
    Missing,
    /// Something else.
    Stale,
}

/// The schemas of an archive.
#[derive(Debug)]
pub struct Schemas {
    /// In order of paths.
    pub files: Vec<SchemaFile>,
    disk: Arc<dyn Files>,
}

impl Schemas {
    /// Those of an archive that is made of these files.
    pub(super) fn of(config: &Config, content: &[ContentFile], disk: &Arc<dyn Files>) -> Self {
        let mut ids = Ids {
            editors: config.editors.keys().map(String::as_str).collect(),
            has_words: !disk.names("words").files.is_empty(),
            ..Ids::default()
        };
        for ContentFile { role, id, .. } in content {
            match role {
                Role::Transcript { .. } => ids.transcripts.push(id),
                Role::Entry(kind) => ids.entries.entry(*kind).or_default().push(id),
                Role::Annotations { .. } | Role::Page | Role::Asset(_) => {}
            }
        }
        let made = schema::schemas(&config.kinds, ids).into_iter();
        let mut files: Vec<SchemaFile> = made.map(|(path, text)| of(path, text, &**disk)).collect();
        files.extend(gone(&files, &**disk));
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Self {
            files,
            disk: disk.clone(),
        }
    }

    /// Whether the archive has schemas that were made by postil.
    pub fn are_there(&self) -> bool {
        are_there(&*self.disk)
    }

    /// Those that are not as they should be.
    pub fn stale(&self) -> impl Iterator<Item = &SchemaFile> {
        let fresh = SchemaStanding::Fresh;
        self.files.iter().filter(move |file| file.standing != fresh)
    }

    /// A remark on each that is not as it should be, if the archive has schemas at all.
    pub(super) fn remarks(&self, sources: &mut Sources) -> Vec<Diagnostic> {
        if !self.are_there() {
            return Vec::new();
        }
        let told = self.stale().map(|file| {
            let message = match (&file.text, file.standing) {
                (None, _) => "this schema is of something that the archive does not have",
                (_, SchemaStanding::Missing) => "this schema is not there",
                _ => "this schema does not say what the archive has",
            };
            let source = sources.add(&file.path);
            Diagnostic::file(Code::StaleSchema, source, message)
                .help("run `postil schema --write`, which makes all of them anew")
        });
        told.collect()
    }

    /// Writes what is not as it should be; how many files that were.
    ///
    /// # Errors
    /// Trouble with the disk, and a file of that name that postil did not make.
    pub fn write(&self) -> Result<usize> {
        let mut written = 0;
        for file in self.stale() {
            let there = text(&file.path, &*self.disk);
            if there.is_some_and(|text| !schema::is_schema(&text)) {
                bail!(
                    "{} was not made by postil, and stays as it is: take it away, or call it otherwise",
                    file.path
                );
            }
            let Some(path) = self.disk.on_disk(&file.path) else {
                bail!("{} is in no folder of this disk", file.path);
            };
            match &file.text {
                Some(text) => output::replace(&path, text.as_bytes())?,
                None => output::remove(&path)?,
            }
            written += 1;
        }
        Ok(written)
    }

    /// Writes what is not as it should be, if the archive has schemas at all.
    ///
    /// # Errors
    /// As [`Schemas::write`].
    pub(super) fn refresh(&self) -> Result<usize> {
        match self.are_there() {
            true => self.write(),
            false => Ok(0),
        }
    }
}

/// The text of a YAML file of the archive, below the line that tells an editor's program its schema, if the archive has schemas.
pub(super) fn headed(path: &str, text: String, disk: &dyn Files) -> String {
    match schema::modeline(path).filter(|_| are_there(disk)) {
        Some(line) => line + &text,
        None => text,
    }
}

/// Whether the archive has schemas that were made by postil.
fn are_there(disk: &dyn Files) -> bool {
    let ids = text(&format!("{FOLDER}/ids.json"), disk);
    ids.is_some_and(|text| schema::is_schema(&text))
}

fn of(path: String, made: String, disk: &dyn Files) -> SchemaFile {
    let standing = match text(&path, disk) {
        None => SchemaStanding::Missing,
        // Version control may have written line ends its own way.
        Some(there) if there.replace("\r\n", "\n") == made => SchemaStanding::Fresh,
        Some(_) => SchemaStanding::Stale,
    };
    SchemaFile {
        path,
        text: Some(made),
        standing,
    }
}

/// Schemas of what the archive has no more: a kind, words of its own.
fn gone(made: &[SchemaFile], disk: &dyn Files) -> Vec<SchemaFile> {
    let folders = [FOLDER.to_owned(), format!("{FOLDER}/entries")];
    let paths = folders.iter().flat_map(|folder| {
        let names = disk.names(folder).files.into_iter();
        names.map(move |name| format!("{folder}/{name}"))
    });
    let others = paths.filter(|path| !made.iter().any(|file| file.path == *path));
    let ours = others.filter(|path| text(path, disk).is_some_and(|text| schema::is_schema(&text)));
    ours.map(|path| SchemaFile {
        path,
        text: None,
        standing: SchemaStanding::Stale,
    })
    .collect()
}

fn text(path: &str, disk: &dyn Files) -> Option<String> {
    let bytes = disk.read(path, u64::MAX).ok().and_then(FileBytes::whole)?;
    String::from_utf8(bytes).ok()
}
