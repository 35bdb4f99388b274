//! What came of each file that was to be imported, and what becomes of each file of the archive.

use super::{gather::Gathered, merge::Clash, record::FOLDER};
use crate::import::{Account, Count, Report, Unreadable};

/// A file that was to be imported.
#[derive(Debug)]
pub struct ImportedFile {
    /// Its name, with folders if a folder was named.
    pub origin: String,
    /// The name of its format; empty if none is known.
    pub format: &'static str,
    /// What came of it.
    pub standing: Standing,
    /// Each sort of thing that it holds, with how many there are, were written and reported.
    pub counts: Vec<(&'static str, Count)>,
    /// What was left out.
    pub reports: Vec<Report>,
    /// What was brought otherwise than it was.
    pub remarks: Vec<Report>,
}

/// What came of a file that was to be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It was brought: these are its transcripts.
    Brought(Vec<String>),
    /// It was imported before as it is, and nothing is to be done.
    AsBefore,
    /// It was imported before, and is another now; it is brought up to date if that is asked for.
    Newer,
    /// It lies in a folder that was named, and is about that: a `README`, a licence.
    PassedBy,
    /// Nothing of it was brought.
    Failed(Unreadable),
}

/// A file of the archive that an import writes, or would.
#[derive(Clone, Debug)]
pub struct PlannedFile {
    /// From the site's folder.
    pub path: String,
    /// Of which imported file it is.
    pub origin: String,
    /// What becomes of it.
    pub fate: Fate,
    pub(super) text: String,
}

/// What becomes of a file of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// There was none.
    New,
    /// It says the same already.
    Same,
    /// It says something else, and stays.
    Kept,
    /// It said something else, and is replaced.
    Replaced,
    /// It was changed since the last import, and what changed on both sides is in it.
    Merged,
    /// It was changed since the last import, where the new file is changed, too: it stays.
    Clash(Vec<Clash>),
}

impl ImportedFile {
    /// Whether something of it could not be brought.
    pub fn failed(&self) -> bool {
        matches!(self.standing, Standing::Failed(_))
    }

    /// A file that was not even read.
    pub(super) fn passed_by(origin: String) -> Self {
        Self {
            origin,
            format: "",
            standing: Standing::PassedBy,
            counts: Vec::new(),
            reports: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// A file of which nothing is written.
    pub(super) fn standing(gathered: &Gathered, standing: Standing) -> Self {
        let account = gathered.imported.as_ref().map(|imported| &imported.account);
        Self::of(gathered, standing, account.unwrap_or(&Account::default()))
    }

    pub(super) fn of(gathered: &Gathered, standing: Standing, account: &Account) -> Self {
        Self {
            origin: gathered.found.origin.clone(),
            format: gathered.format,
            standing,
            counts: account.counts().collect(),
            reports: account.reports().to_vec(),
            remarks: account.remarks().to_vec(),
        }
    }
}

impl PlannedFile {
    /// What is to be written, if anything is.
    pub(super) fn new_text(&self) -> Option<&str> {
        match self.fate {
            Fate::New | Fate::Replaced | Fate::Merged => Some(&self.text),
            Fate::Same | Fate::Kept | Fate::Clash(_) => None,
        }
    }

    /// Whether it is what the archive remembers of an import.
    pub fn is_remembered(&self) -> bool {
        self.path.starts_with(FOLDER) && self.path[FOLDER.len()..].starts_with('/')
    }
}
