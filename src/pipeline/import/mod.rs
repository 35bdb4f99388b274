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
//! | `settle`, `rename`, `relink`, `unknown`, `unprinted` | keys to ids, in links too, names that nobody has taken out, labels that are keys to names |
//! | `adviser`, `talk` | what is asked, who answers, and what was answered in this import |
//! | `ask`, `speakers`, `heads`, `placed` | labels to persons; titles and dates; places |
//! | `answers`, `no_labels` | what was answered before; labels that are words |
//! | `notes`, `loose`, `transcripts` | notes to the shortest selectors, in what is brought and in what is there |
//! | `layout`, `planned`, `merge` | the texts of files, and what becomes of those that are there |

mod address;
mod adviser;
mod answers;
mod ask;
mod gather;
mod heads;
mod layout;
mod loose;
mod merge;
mod no_labels;
mod notes;
mod placed;
mod planned;
mod present;
pub(super) mod record;
mod relink;
mod rename;
mod setting;
mod settle;
mod settled;
mod speakers;
mod talk;
mod transcripts;
mod unknown;
mod unprinted;

use std::{collections::BTreeSet, path::PathBuf, sync::Arc};

use anyhow::{Result, bail};

pub use self::{
    adviser::{
        Adviser, Bearing, FoundAnswer, FoundKind, FoundQuestion, PlaceQuestion, SpeakerQuestion,
        Whence, Where, Who,
    },
    answers::{Answers, answers_said, answers_written},
    merge::Clash,
    planned::{Fate, ImportedFile, PlannedFile, Standing},
};
use self::{gather::ToRead, record::ImportRecord, setting::Setting, talk::Talk};
use super::{
    Site,
    edit::{Foreseen, Opened, id::fault},
    schemas::Schemas,
};
pub use crate::import::{
    AsWords, Asked, Changes, Charset, Count, Report as ImportReport, Unreadable,
};
use crate::{
    output,
    source::{
        Sources,
        diag::Diagnostics,
        files::{Files, Unsaved},
    },
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
    /// What was answered before.
    pub answers: Answers,
}

/// What an import would write.
#[derive(Debug)]
pub struct Imports {
    /// Every file that was to be imported, with what came of it, in order of names.
    pub files: Vec<ImportedFile>,
    /// The files of the archive that they would become, in order of paths.
    pub planned: Vec<PlannedFile>,
    /// What was answered, before and now.
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
    let found = find(request)?;
    let Some(site) = &opened.run.site else {
        bail!("the archive cannot be read: `postil check` tells why");
    };
    let request = &of_archive(request, site);
    let setting = Setting {
        request,
        site,
        sources: &opened.sources,
        disk: &*opened.disk,
    };
    let (of_files, to_write, answers) = plan(found, setting, (progress, adviser))?;
    progress(ImportProgress::Checking);
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

/// The files that are to be imported.
fn find(request: &ImportRequest) -> Result<Vec<gather::Found>> {
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
    Ok(found)
}

/// What it would write if all were imported.
///
/// # Errors
/// When whoever answers is gone.
fn plan(
    found: Vec<gather::Found>,
    setting: Setting<'_>,
    (progress, adviser): (&(dyn Fn(ImportProgress) + Sync), &mut dyn Adviser),
) -> Result<(Vec<ImportedFile>, Vec<PlannedFile>, Answers)> {
    let (about, found): (Vec<_>, Vec<_>) = found.into_iter().partition(|file| file.is_about);
    let mut to_read: Vec<ToRead> = found.into_iter().map(|file| known(file, setting)).collect();
    let told = |done, all| progress(ImportProgress::Reading(done, all));
    let about = about.into_iter();
    let mut files: Vec<_> = about
        .map(|file| ImportedFile::passed_by(file.origin))
        .collect();
    let mut talk = Talk::new(adviser);
    // What is answered to be words makes a file to be read anew: each time something of what is asked is no longer there.
    let settled = loop {
        let mut fresh = Vec::new();
        for gathered in gather::read(&to_read, setting.request, &told) {
            match layout::standing(&gathered, setting) {
                Some(standing) => files.push(ImportedFile::standing(&gathered, standing)),
                None => fresh.push(gathered),
            }
        }
        let names = fresh.iter().map(|gathered| &gathered.found.origin);
        let names: BTreeSet<String> = names.cloned().collect();
        to_read.retain(|file| names.contains(&file.found.origin));
        let mut present = present::Present::of(&setting.site.edition);
        let settled = settle::settle(fresh, &mut present, setting, &mut talk)?;
        let refused = talk.refused();
        if refused.is_empty() {
            break settled;
        }
        let mut is_new = false;
        for file in &mut to_read {
            if let Some(words) = refused.get(&file.found.origin) {
                let before = file.as_words.clone();
                file.as_words.extend(words);
                is_new |= file.as_words != before;
            }
        }
        if !is_new {
            let files: Vec<&str> = refused.keys().map(String::as_str).collect();
            bail!(
                "{}: what is words is still taken for something else; this is a fault of postil, and nothing was written",
                files.join(", ")
            );
        }
    };
    let (planned, told, answers) = layout::lay_out(settled, setting);
    files.extend(told);
    files.sort_by(|one, other| one.origin.cmp(&other.origin));
    Ok((files, planned, answers))
}

/// A file with what is known of it from before.
fn known(found: gather::Found, setting: Setting<'_>) -> ToRead {
    let before = ImportRecord::read(&found.origin, setting.disk);
    let answers = &setting.request.answers;
    let remembered = before.as_ref().map(|before| &before.answers);
    let as_words = answers::as_words(&found.origin, answers, remembered);
    ToRead {
        found,
        before,
        as_words,
    }
}
