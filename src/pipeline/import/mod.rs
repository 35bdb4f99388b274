//! Importing: files of others become files of the archive.
//!
//! [`import()`] reads them, settles ids and persons with whoever imports, and says what it would write, what it leaves out, and what of the archive
//! would be wrong then; [`Imports::write`] writes. So a dry run is a plan that nobody writes.
//!
//! | Module | What it does |
//! |---|---|
//! | `gather` | files to what they hold, many at once |
//! | `present`, `address` | what the archive has, and by which names and addresses |
//! | `record` | what it remembers of earlier imports |
//! | `settle`, `rename`, `relink`, `unknown` | keys to ids, in links too, and names that nobody has taken out |
//! | `ask`, `speakers` | what is asked: labels to persons, titles and dates |
//! | `notes`, `loose` | notes to the shortest selectors, in what is brought and in what is there |
//! | `layout`, `merge` | the texts of files, and what becomes of those that are there |

mod address;
mod ask;
mod gather;
mod layout;
mod loose;
mod merge;
mod notes;
mod present;
pub(super) mod record;
mod relink;
mod rename;
mod setting;
mod settle;
mod settled;
mod speakers;
mod unknown;

use std::{path::PathBuf, sync::Arc};

use anyhow::{Result, bail};

use self::{gather::Gathered, record::ImportRecord, setting::Setting};
pub use self::{
    layout::{Fate, ImportedFile, PlannedFile, Standing},
    merge::Clash,
    speakers::{Adviser, Answers, HeadQuestion, SpeakerQuestion, Who},
};
use super::{
    Site,
    edit::{Foreseen, Opened, id::fault},
    schemas::Schemas,
};
pub use crate::import::{Asked, Changes, Charset, Count, Report as ImportReport, Unreadable};
use crate::{
    load, output,
    source::{
        Sources,
        diag::{Diagnostics, Place as DiagPlace},
        files::{Files, Unsaved},
    },
    writer,
};

/// What is to be imported, and how.
#[derive(Clone, Debug, Default)]
pub struct ImportRequest {
    /// Files, and folders of files.
    pub paths: Vec<PathBuf>,
    /// The name of their format; none, and it is told by what is in each.
    pub from: Option<String>,
    /// Their character set; none, and it is found out.
    pub charset: Option<Charset>,
    /// What importers are asked for.
    pub asked: Asked,
    /// The id of the transcript, if it is one.
    pub id: Option<String>,
    /// Whether files of the archive are replaced.
    pub force: bool,
    /// Whether files that were imported before are brought up to date.
    pub update: bool,
    /// Who is meant by labels.
    pub answers: Answers,
}

/// What an import would write.
#[derive(Debug)]
pub struct Imports {
    /// Every file that was to be imported, with what came of it, in order of names.
    pub files: Vec<ImportedFile>,
    /// The files of the archive that they would become, in order of paths.
    pub planned: Vec<PlannedFile>,
    /// Who was meant by labels, those of before included.
    pub answers: Answers,
    /// What would be wrong in the archive then, of what was imported and of notes on it.
    pub broken: Diagnostics,
    /// The archive's files as they would be.
    pub sources: Sources,
    /// Its schemas, as they would be.
    schemas: Option<Schemas>,
    disk: Arc<dyn Files>,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportProgress {
    /// So many of so many files are read.
    Reading(usize, usize),
    /// What would be is looked at.
    Checking,
}

impl Imports {
    /// Whether some file could not be imported, or not wholly.
    pub fn has_trouble(&self) -> bool {
        let clashes = |file: &PlannedFile| matches!(file.fate, Fate::Clash(_));
        self.broken.has_errors()
            || self.files.iter().any(ImportedFile::failed)
            || self.planned.iter().any(clashes)
    }

    /// Writes what is planned: each file whole or not at all, those of the archive before what is remembered of them.
    ///
    /// # Errors
    /// Trouble with the disk.
    pub fn write(&self) -> Result<usize> {
        let mut written = 0;
        let planned = self
            .planned
            .iter()
            .filter_map(|file| Some((file, file.new_text()?)));
        let (records, content): (Vec<_>, Vec<_>) =
            planned.partition(|(file, _)| file.is_remembered());
        for (file, text) in content.into_iter().chain(records) {
            let Some(path) = self.disk.on_disk(&file.path) else {
                bail!("{} is in no folder of this disk", file.path);
            };
            output::replace(&path, text.as_bytes())?;
            written += usize::from(!file.is_remembered());
        }
        if let Some(schemas) = &self.schemas {
            schemas.refresh()?;
        }
        Ok(written)
    }

    /// The site's files as they would be.
    fn unsaved(&self) -> Unsaved {
        let mut unsaved = Unsaved::new();
        for file in &self.planned {
            if let Some(text) = file.new_text().filter(|_| !file.is_remembered()) {
                unsaved.put(&file.path, text.as_bytes().to_vec());
            }
        }
        unsaved
    }
}

/// What it would write if files were imported into a site, once whoever imports has answered. Nothing is written: [`Imports::write`] does.
///
/// # Errors
/// If something that is named is not there, or whoever answers is gone; else only trouble with the machine.
pub fn import(
    opened: &Opened,
    request: &ImportRequest,
    progress: &(dyn Fn(ImportProgress) + Sync),
    adviser: &mut dyn Adviser,
) -> Result<Imports> {
    let Some(site) = &opened.run.site else {
        bail!("the archive cannot be read: `postil check` tells why");
    };
    let request = &of_archive(request, site);
    let gathered = gather(request, progress)?;
    progress(ImportProgress::Checking);
    let setting = Setting {
        request,
        site,
        sources: &opened.sources,
        disk: &*opened.disk,
    };
    let (of_files, to_write, answers) = plan(gathered, setting, adviser)?;
    let mut imports = Imports {
        files: of_files,
        planned: to_write,
        answers,
        broken: Diagnostics::new(),
        sources: Sources::read_from(opened.disk.clone()),
        schemas: None,
        disk: opened.disk.clone(),
    };
    let unsaved = imports.unsaved();
    if !unsaved.is_empty() {
        Foreseen {
            broken: imports.broken,
            sources: imports.sources,
            schemas: imports.schemas,
        } = opened.foresee(&unsaved)?;
    }
    Ok(imports)
}

/// The same with what importers may know of the archive.
fn of_archive(request: &ImportRequest, site: &Site) -> ImportRequest {
    let config = &site.edition.config;
    let editors = config.editors.iter();
    let mut request = request.clone();
    request.asked.kinds = config.kinds.clone();
    request.asked.editors = editors
        .map(|(id, editor)| (id.clone(), editor.name.clone()))
        .collect();
    request
}

/// Reads the files that are to be imported.
fn gather(
    request: &ImportRequest,
    progress: &(dyn Fn(ImportProgress) + Sync),
) -> Result<Vec<Gathered>> {
    let found = gather::find(&request.paths)?;
    if found.is_empty() {
        bail!("there is no file to import");
    }
    if request.id.is_some() && found.len() > 1 {
        bail!(
            "`--id` is of one transcript, and these are {} files",
            found.len()
        );
    }
    if let Some((id, fault)) = request.id.as_ref().and_then(|id| Some((id, fault(id)?))) {
        bail!("`{id}` cannot be an id: {fault}");
    }
    let told = |done, all| progress(ImportProgress::Reading(done, all));
    Ok(gather::read(found, request, &told))
}

/// What it would write if all were imported.
///
/// # Errors
/// When whoever answers is gone.
fn plan(
    gathered: Vec<Gathered>,
    setting: Setting<'_>,
    adviser: &mut dyn Adviser,
) -> Result<(Vec<ImportedFile>, Vec<PlannedFile>, Answers)> {
    let mut present = present::Present::of(&setting.site.edition);
    let (mut files, mut fresh) = (Vec::new(), Vec::new());
    for gathered in gathered {
        let before = ImportRecord::read(&gathered.found.origin, setting.disk);
        match layout::standing(&gathered, before.as_ref(), setting) {
            Some(standing) => files.push(ImportedFile::standing(&gathered, standing)),
            None => fresh.push((gathered, before)),
        }
    }
    let settled = settle::settle(fresh, &mut present, setting, adviser)?;
    let (planned, told, answers) = layout::lay_out(settled, setting);
    files.extend(told);
    files.sort_by(|one, other| one.origin.cmp(&other.origin));
    Ok((files, planned, answers))
}

/// Who is meant by labels, as a file has it: a map as `speakers` of a transcript, or that with its key.
///
/// # Errors
/// What is wrong, behind its line: `:3: ...`.
pub fn labels_said(text: &str) -> std::result::Result<Answers, String> {
    let speakers = load::speakers(text).map_err(|wrong| {
        let first = wrong.first();
        let line = first.and_then(|d| match d.place {
            DiagPlace::Span(span) => {
                Some(text.get(..span.range().start)?.matches('\n').count() + 1)
            }
            _ => None,
        });
        let message = first.map_or("it cannot be read", |d| d.message.as_str());
        match line {
            Some(line) => format!(":{line}: {message}"),
            None => format!(": {message}"),
        }
    })?;
    Ok(speakers.into_iter().map(|s| (s.label.clone(), s)).collect())
}

/// The text of such a file.
///
/// # Errors
/// If a label cannot be written.
pub fn labels_written(answers: &Answers) -> Result<String> {
    Ok(writer::speaking(answers.values())?)
}
