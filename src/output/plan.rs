//! What a commit will do: from what was put, what is ours and what stands there, to a list of steps.
//!
//! Nothing here changes the output; [`crate::output::Publication`] takes the steps. Removals come first, since a file
//! may go where a folder was, or to a name that differs in case alone; the record comes last.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use anyhow::bail;
use rayon::prelude::*;

use crate::{
    output::{
        change::{Put, Written},
        disk::checksum,
        record::{Claims, Record},
        survey::{Folder, Kind, Standing, Survey, join},
    },
    text::{
        name::{folded, folders_of},
        route::Route,
    },
};

/// One step of a commit. After any number of them, both records together name all files that are ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The record takes in what an interrupted build announced, before that announcement is replaced.
    Settle(Vec<u8>),
    /// The record to come is laid beside the record.
    Announce(Vec<u8>),
    /// A file that is to be replaced gets a second name, outside of the site.
    Hold { path: String, held: usize },
    /// A folder is made, if it is not there.
    MakeFolder(String),
    /// A file (or link) goes: out of the site, where it is held.
    Remove { path: String, held: usize },
    /// A folder goes, if it is empty.
    RemoveFolder(String),
    /// A staged file goes to its place; the one that is replaced is held.
    Place {
        staged: u64,
        path: String,
        held: Option<usize>,
    },
    /// The announced record becomes the record.
    Confirm,
    /// Nothing is ours any more: the record goes, and is held.
    RemoveRecord { held: usize },
    /// What an interrupted build announced is done with.
    Forget,
}

impl Step {
    /// Whether steps of this kind may be taken in any order.
    pub(super) fn is_parallel(&self) -> bool {
        matches!(self, Step::Hold { .. } | Step::Place { .. })
    }

    /// Whether it is of the same kind.
    pub(super) fn is_like(&self, other: &Step) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    /// What comes or goes in the folder that it lies in.
    pub(super) fn changes(&self) -> Option<&str> {
        match self {
            Step::Remove { path, .. }
            | Step::RemoveFolder(path)
            | Step::MakeFolder(path)
            | Step::Place { path, .. } => Some(path),
            Step::Settle(_)
            | Step::Announce(_)
            | Step::Hold { .. }
            | Step::Confirm
            | Step::RemoveRecord { .. }
            | Step::Forget => None,
        }
    }
}

/// What becomes of files (and links) that postil did not write, where a page belongs. Folders are never replaced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Foreign {
    /// They are in the way: nothing is written.
    #[default]
    Stays,
    /// The page takes their place.
    Replaced,
}

/// All that a plan depends on.
#[derive(Clone, Copy)]
pub(super) struct Circumstances<'a> {
    pub(super) out: &'a Path,
    pub(super) survey: &'a Survey,
    pub(super) claims: &'a Claims,
    pub(super) puts: &'a BTreeMap<Route, Put>,
    pub(super) foreign: Foreign,
}

/// What a commit will do, or why it cannot.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) steps: Vec<Step>,
    pub(super) occupied: Vec<Route>,
    pub(super) written: Written,
}

/// Plans the commit.
pub(super) fn plan(given: Circumstances<'_>) -> anyhow::Result<Plan> {
    let planned = planned_folders(given.puts)?;
    let mut plan = Plan::default();
    let mut going = Going::default();
    withdraw(given, &planned, &mut going, &mut plan)?;
    still_there(given)?;
    let mut changes = Changes::default();
    for (route, put) in given.puts {
        match place(given, route, put, &mut going)? {
            Place::Stays => {}
            Place::Occupied => plan.occupied.push(route.clone()),
            Place::Free(staged) => changes.place(given, route, staged, false)?,
            Place::Replaces(staged) => changes.place(given, route, staged, true)?,
        }
        plan.written.count(route, put);
    }
    // Forced away after all, for a folder that is needed there.
    plan.written.kept.retain(|path| !going.files.contains(path));
    let mut steps = changes.holds;
    let mut held = steps.len();
    steps.extend(changes.folders.into_iter().map(Step::MakeFolder));
    for path in going.files {
        steps.push(Step::Remove { path, held });
        held += 1;
    }
    // Backwards, a folder comes after those in it.
    steps.extend(going.folders.into_iter().rev().map(Step::RemoveFolder));
    steps.extend(changes.later_folders.into_iter().map(Step::MakeFolder));
    steps.extend(changes.places);
    plan.steps = with_records(given, steps, held);
    Ok(plan)
}

/// What comes.
#[derive(Default)]
struct Changes {
    holds: Vec<Step>,
    /// Folders that are missing; sorted, one comes before those in it.
    folders: BTreeSet<String>,
    /// Folders that can be made only when a file has made way.
    later_folders: BTreeSet<String>,
    places: Vec<Step>,
}

impl Changes {
    fn place(
        &mut self,
        given: Circumstances<'_>,
        route: &Route,
        staged: u64,
        replaces: bool,
    ) -> anyhow::Result<()> {
        let path = route.as_str().to_owned();
        let held = replaces.then_some(self.holds.len());
        if let Some(held) = held {
            let path = path.clone();
            self.holds.push(Step::Hold { path, held });
        }
        for folder in folders_of(route.as_str()) {
            let list = match &*given.survey.folder(folder)? {
                Folder::Listed { path, .. } if path == folder => break,
                // Spelled otherwise: the other spelling may have gone by then.
                Folder::Listed { .. } | Folder::Barred { .. } => &mut self.later_folders,
                Folder::Missing => &mut self.folders,
            };
            if !list.insert(folder.to_owned()) {
                break;
            }
        }
        self.places.push(Step::Place { staged, path, held });
        Ok(())
    }
}

/// What will no longer be there when the pages are put in place.
#[derive(Default)]
struct Going {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
}

/// The folders that the planned routes need. Two routes that no disk could hold together are a mistake in the plan.
fn planned_folders(puts: &BTreeMap<Route, Put>) -> anyhow::Result<BTreeSet<&str>> {
    let folders: BTreeSet<&str> = puts.keys().flat_map(|r| folders_of(r.as_str())).collect();
    let alike: BTreeSet<String> = folders.iter().map(|folder| folded(folder)).collect();
    let mut seen: BTreeMap<String, &Route> = BTreeMap::new();
    for route in puts.keys() {
        let key = folded(route.as_str());
        if alike.contains(&key) {
            bail!("`{}` would be a file and a folder", route.as_str());
        }
        if let Some(other) = seen.insert(key, route) {
            let (a, b) = (other.as_str(), route.as_str());
            bail!("`{a}` and `{b}` are one file on many disks");
        }
    }
    Ok(folders)
}

/// What is ours and no longer planned goes, if it is still what we wrote.
fn withdraw(
    given: Circumstances<'_>,
    planned: &BTreeSet<&str>,
    going: &mut Going,
    plan: &mut Plan,
) -> anyhow::Result<()> {
    for route in given.claims.all.routes() {
        if given.puts.contains_key(route) {
            continue;
        }
        let path = route.as_str();
        let empty = folders_of(path).filter(|folder| !planned.contains(folder));
        for folder in empty {
            if matches!(&*given.survey.folder(folder)?, Folder::Listed { path, .. } if path == folder)
            {
                going.folders.insert(folder.to_owned());
            }
        }
        match given.survey.look(path)? {
            Standing::File { path: found } if found == path => {
                let now = checksum(&given.out.join(path))?;
                if given.claims.all.wrote(route, now) {
                    going.files.insert(found);
                    plan.written.removed += 1;
                    plan.written.gone.push(path.to_owned());
                } else {
                    plan.written.kept.push(found);
                }
            }
            Standing::Other { path } => plan.written.kept.push(path),
            // Gone already; or it has become a folder, or lies behind a link: then nothing there is ours.
            Standing::File { .. }
            | Standing::Free
            | Standing::Folder { .. }
            | Standing::Barred { .. } => {}
        }
    }
    Ok(())
}

/// The pages that stay as they are were seen when they were put; that they are still there is all that matters now.
fn still_there(given: Circumstances<'_>) -> anyhow::Result<()> {
    let staying = given
        .puts
        .par_iter()
        .filter(|(_, put)| put.staged.is_none());
    let paths = staying.map(|(route, _)| given.out.join(route.as_str()));
    let gone = |path: &PathBuf| !std::fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file());
    match paths.filter(gone).min() {
        Some(path) => bail!("{} vanished during the build; build again", path.display()),
        None => Ok(()),
    }
}

/// What a page finds at its place.
enum Place {
    /// Itself.
    Stays,
    /// What may not be replaced.
    Occupied,
    /// Nothing, once what goes is gone; the number of the staged file.
    Free(u64),
    /// A file that it replaces.
    Replaces(u64),
}

/// Whether a page may go to its place; what must go before it is noted.
fn place(
    given: Circumstances<'_>,
    route: &Route,
    put: &Put,
    going: &mut Going,
) -> anyhow::Result<Place> {
    let Some(staged) = put.staged else {
        return Ok(Place::Stays);
    };
    let standing = given.survey.look(route.as_str())?;
    let allowed = |path: &str| given.foreign == Foreign::Replaced || given.claims.place(path);
    let (may, removed) = match standing {
        Standing::Free => (true, None),
        Standing::File { path } if path == route.as_str() => {
            return Ok(match allowed(&path) {
                true => Place::Replaces(staged),
                false => Place::Occupied,
            });
        }
        // The same name to this disk, spelled otherwise: the old spelling must go.
        Standing::File { path } => (allowed(&path), Some(path)),
        // A link is replaced, never followed.
        Standing::Other { path } => (given.foreign == Foreign::Replaced, Some(path)),
        Standing::Barred { path, .. } if going.files.contains(&path) => (true, None),
        Standing::Barred { path, .. } => (given.foreign == Foreign::Replaced, Some(path)),
        Standing::Folder { path } => (only_ours(given, &path, going)?, None),
    };
    if !may {
        return Ok(Place::Occupied);
    }
    going.files.extend(removed);
    Ok(Place::Free(staged))
}

/// Whether nothing will be left in a folder, and something of ours was in it.
fn only_ours(given: Circumstances<'_>, folder: &str, going: &Going) -> anyhow::Result<bool> {
    if !going.folders.contains(folder) {
        return Ok(false);
    }
    let Folder::Listed { path, names } = &*given.survey.folder(folder)? else {
        return Ok(false);
    };
    for (name, kind) in names.values().flatten() {
        let inside = join(path, name);
        let ours = match kind {
            Kind::File => going.files.contains(&inside),
            Kind::Folder => only_ours(given, &inside, going)?,
            Kind::Other => false,
        };
        if !ours {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Puts the steps for the record around the changes of files; `held` is the next number for what is held.
fn with_records(given: Circumstances<'_>, changes: Vec<Step>, held: usize) -> Vec<Step> {
    let claims = given.claims;
    let mut record = Record::default();
    for (route, put) in given.puts {
        record.add(route.clone(), put.checksum);
    }
    let bytes = record.to_bytes();
    let equal = match &claims.bytes {
        Some(now) => *now == bytes,
        None => record.is_empty(),
    };
    let announce = !equal && !record.is_empty();

    let mut steps = Vec::new();
    if announce {
        if claims.interrupted {
            steps.push(Step::Settle(claims.all.to_bytes()));
        }
        steps.push(Step::Announce(bytes));
    }
    steps.extend(changes);
    if announce {
        steps.push(Step::Confirm);
        return steps;
    }
    if record.is_empty() && claims.bytes.is_some() {
        steps.push(Step::RemoveRecord { held });
    }
    steps.extend(claims.interrupted.then_some(Step::Forget));
    steps
}
