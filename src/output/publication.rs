//! One build's writing session: open, put from many threads, commit. See the [module](crate::output) for the rules.

use std::{
    collections::BTreeMap,
    fmt, fs, io,
    path::{Path, PathBuf},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use anyhow::{Context as _, bail};

use crate::{
    output::{
        change::{Change, Put, Written},
        disk,
        lock::{self, Lock},
        plan::{Circumstances, Foreign, Plan, plan},
        record::Claims,
        survey::{Standing, Survey},
    },
    source::checksum::Checksum,
    source::stamp::Stamp,
    text::route::Route,
};

const STAGING: &str = ".postil-staging";
/// How long a build waits for another one in the same folder.
const PATIENCE: Duration = Duration::from_secs(4);
/// How many occupied places an error names.
const NAMED: usize = 10;

/// One build's writing session on an output folder: [`put`](Self::put) every file from any thread, then
/// [`commit`](Self::commit). Dropped without a commit, it leaves the output as it was.
pub struct Publication {
    pub(super) out: PathBuf,
    foreign: Foreign,
    claims: Claims,
    survey: Survey,
    puts: Mutex<BTreeMap<Route, Put>>,
    staged: AtomicU64,
    bytes: AtomicU64,
    /// Folders that were made for the output, to be removed if nothing comes of it.
    made: Vec<PathBuf>,
    lock: Option<Lock>,
    /// How many steps of a commit go well (tests).
    #[cfg(test)]
    pub(super) good_steps: std::sync::atomic::AtomicI64,
    /// How many of them can be undone (tests).
    #[cfg(test)]
    pub(super) good_undos: std::sync::atomic::AtomicI64,
}

impl Publication {
    /// Takes the right to write to `out` (waiting a few seconds for another build), reads the records and makes the
    /// staging folder; `out` is made if it is missing.
    pub fn open(out: &Path, foreign: Foreign) -> anyhow::Result<Self> {
        Self::open_within(out, foreign, PATIENCE)
    }

    pub(super) fn open_within(
        out: &Path,
        foreign: Foreign,
        patience: Duration,
    ) -> anyhow::Result<Self> {
        let taken = lock::take(out, patience)?;
        let mut publication = Self {
            out: out.to_owned(),
            foreign,
            claims: Claims::default(),
            survey: Survey::new(out, taken.ignores_case),
            puts: Mutex::default(),
            staged: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            made: taken.made,
            lock: Some(taken.lock),
            #[cfg(test)]
            good_steps: i64::MAX.into(),
            #[cfg(test)]
            good_undos: i64::MAX.into(),
        };
        // From here on, an error drops the publication, which clears up.
        publication.claims = Claims::read(out, &publication.survey)?;
        let staging = out.join(STAGING);
        if fs::symlink_metadata(&staging).is_ok_and(|m| !m.is_dir()) {
            bail!("{} is not a folder; remove it", staging.display());
        }
        // One that is there is left over from a build that was killed.
        remove_folder(&staging)?;
        fs::create_dir(&staging)
            .with_context(|| format!("cannot make the folder {}", staging.display()))?;
        Ok(publication)
    }

    /// Hands over the bytes of a planned route. If the file there has them already, nothing is staged. A route is put
    /// once; again with the same bytes does nothing, with others it is an error.
    pub fn put(&self, route: &Route, bytes: &[u8]) -> anyhow::Result<Change> {
        self.put_known(route, bytes, Checksum::of(bytes))
    }

    /// As [`put`](Self::put), with the checksum of the bytes.
    pub fn put_known(
        &self,
        route: &Route,
        bytes: &[u8],
        checksum: Checksum,
    ) -> anyhow::Result<Change> {
        if let Some(change) = self.earlier(route, checksum)? {
            return Ok(change);
        }
        let standing = self.look(route)?;
        if let Standing::File { path } = &standing
            && path == route.as_str()
            && disk::has_bytes(&self.out.join(path), bytes)?
        {
            return self.note(route, Put::same(checksum));
        }
        let (number, to) = self.stage();
        disk::write(&to, bytes)?;
        self.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        self.note_staged(route, checksum, number, &standing)
    }

    /// As [`put`](Self::put), for a file to be copied: its bytes, not its permissions. It is never read as a whole
    /// into memory.
    pub fn put_file(&self, route: &Route, from: &Path) -> anyhow::Result<Change> {
        let standing = self.look(route)?;
        if let Standing::File { path } = &standing
            && path == route.as_str()
        {
            let there = self.out.join(path);
            let (_, length) = disk::open(from)?;
            if disk::open(&there)?.1 == length {
                let checksum = disk::checksum(from)?;
                if disk::checksum(&there)? == checksum {
                    return self.note(route, Put::same(checksum));
                }
            }
        }
        let (number, to) = self.stage();
        let (checksum, length) = disk::copy(from, &to)?;
        self.bytes.fetch_add(length, Ordering::Relaxed);
        self.note_staged(route, checksum, number, &standing)
    }

    /// The checksum of what was put at a route.
    pub fn checksum_of(&self, route: &Route) -> Option<Checksum> {
        self.puts().get(route).map(|put| put.checksum)
    }

    /// Says that a planned route would get bytes of this checksum, without making them: `true` if the file there has
    /// them, which then counts as put; `false` if the bytes must be made and [`put`](Self::put).
    pub fn keep(&self, route: &Route, checksum: Checksum) -> anyhow::Result<bool> {
        if let Standing::File { path } = self.look(route)?
            && path == route.as_str()
            && disk::checksum(&self.out.join(path))? == checksum
        {
            self.note(route, Put::same(checksum))?;
            return Ok(true);
        }
        Ok(false)
    }

    /// As [`keep`](Self::keep), without looking into a file that looks as it did (`stamp`) when it had these bytes; `None` if it was
    /// too new then to say so. Gives how the file looks, if it is kept.
    pub fn keep_as_it_looks(
        &self,
        route: &Route,
        checksum: Checksum,
        stamp: Option<Stamp>,
    ) -> anyhow::Result<Option<Stamp>> {
        if !self.survey.has_file(route.as_str())? {
            return Ok(None);
        }
        // Taken before the bytes are looked at: whoever writes in between changes how it looks.
        let Ok(now) = Stamp::of(&self.out.join(route.as_str())) else {
            return Ok(None);
        };
        if stamp == Some(now) {
            self.note(route, Put::same(checksum))?;
            return Ok(Some(now));
        }
        Ok(self.keep(route, checksum)?.then_some(now))
    }

    /// The routes, of those put so far, whose place is taken by what postil did not write, and has other bytes: files,
    /// links, folders, or a file where a folder is needed. With [`Foreign::Replaced`] only folders are left of these. A plan that
    /// cannot be made has none; [`commit`](Self::commit) tells why.
    pub fn occupied(&self) -> Vec<Route> {
        self.plan().map(|plan| plan.occupied).unwrap_or_default()
    }

    /// Removes what is ours and was not put, renames what was staged into place, and the record last: all of it or nothing. Refuses,
    /// before the first change, while a place is [occupied](Self::occupied).
    pub fn commit(self) -> anyhow::Result<Written> {
        let out = self.out.clone();
        self.try_commit()?
            .map_err(|occupied| refusal(&out, &occupied))
    }

    /// As [`commit`](Self::commit), but gives the places that are [occupied](Self::occupied), with everything as it was.
    pub fn try_commit(mut self) -> anyhow::Result<Result<Written, Vec<Route>>> {
        let Plan {
            steps,
            occupied,
            mut written,
        } = self.plan()?;
        if !occupied.is_empty() {
            return Ok(Err(occupied));
        }
        self.take_all(&steps)?;
        self.made.clear();
        written.bytes = self.bytes.load(Ordering::Relaxed);
        Ok(Ok(written))
    }

    /// What a commit would do now. Looks at the disk afresh, since others may have written there during the build.
    pub(super) fn plan(&self) -> anyhow::Result<Plan> {
        plan(Circumstances {
            out: &self.out,
            survey: &self.survey.anew(),
            claims: &self.claims,
            puts: &self.puts(),
            foreign: self.foreign,
        })
    }

    /// Lays a record in place, as a whole or not at all, also if the power fails.
    pub(super) fn lay(&self, bytes: &[u8], to: &Path) -> anyhow::Result<()> {
        let (_, staged) = self.stage();
        disk::write_synced(&staged, bytes)?;
        disk::rename(&staged, to)?;
        disk::sync_folder(&self.out);
        Ok(())
    }

    /// Ends as a killed process does: nothing is cleared up.
    #[cfg(test)]
    pub(super) fn abandon(mut self) {
        if let Some(lock) = &mut self.lock {
            lock.abandoned = true;
        }
    }

    /// Takes the disk for one that ignores case.
    #[cfg(test)]
    pub(super) fn ignore_case(&mut self) {
        self.survey = Survey::new(&self.out, true);
        self.claims = Claims::read(&self.out, &self.survey).expect("the records were read before");
    }

    fn look(&self, route: &Route) -> anyhow::Result<Standing> {
        if route.is_reserved() {
            bail!(
                "`{}` is a name that postil keeps for itself",
                route.as_str()
            );
        }
        self.survey.look(route.as_str())
    }

    fn stage(&self) -> (u64, PathBuf) {
        let number = self.staged.fetch_add(1, Ordering::Relaxed);
        (number, self.staged_path(number))
    }

    pub(super) fn staged_path(&self, number: u64) -> PathBuf {
        self.staging().join(number.to_string())
    }

    /// The folder of what is not in its place yet, or no longer.
    pub(super) fn staging(&self) -> PathBuf {
        self.out.join(STAGING)
    }

    fn note_staged(
        &self,
        route: &Route,
        checksum: Checksum,
        number: u64,
        standing: &Standing,
    ) -> anyhow::Result<Change> {
        let (change, mends) = match standing {
            Standing::File { path } if path == route.as_str() && self.claims.place(path) => {
                let there = disk::checksum(&self.out.join(path))?;
                (Change::Changed, !self.claims.all.wrote(route, there))
            }
            Standing::File { .. } | Standing::Other { .. } => (Change::Changed, false),
            Standing::Free | Standing::Folder { .. } | Standing::Barred { .. } => {
                (Change::New, false)
            }
        };
        let put = Put {
            checksum,
            change,
            staged: Some(number),
            mends,
        };
        self.note(route, put)
    }

    fn note(&self, route: &Route, put: Put) -> anyhow::Result<Change> {
        if let Some(change) = self.earlier(route, put.checksum)? {
            return Ok(change);
        }
        let change = put.change;
        self.puts().insert(route.clone(), put);
        Ok(change)
    }

    /// What the same put meant before.
    fn earlier(&self, route: &Route, checksum: Checksum) -> anyhow::Result<Option<Change>> {
        match self.puts().get(route) {
            Some(earlier) if earlier.checksum != checksum => {
                bail!("`{}` was put twice, with different bytes", route.as_str())
            }
            earlier => Ok(earlier.map(|put| put.change)),
        }
    }

    fn puts(&self) -> MutexGuard<'_, BTreeMap<Route, Put>> {
        self.puts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn refusal(out: &Path, occupied: &[Route]) -> anyhow::Error {
    let mut names: Vec<&str> = occupied.iter().take(NAMED).map(Route::as_str).collect();
    let more = format!("{} more", occupied.len().saturating_sub(NAMED));
    if occupied.len() > NAMED {
        names.push(&more);
    }
    anyhow::anyhow!(
        "what postil did not write is where pages belong in {}: {}",
        out.display(),
        names.join(", ")
    )
}

fn remove_folder(folder: &Path) -> anyhow::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove the folder {}", folder.display()))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

impl fmt::Debug for Publication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Publication").field(&self.out).finish()
    }
}

impl Drop for Publication {
    fn drop(&mut self) {
        if self.lock.as_ref().is_some_and(|lock| lock.abandoned) {
            return;
        }
        // What cannot be removed now is removed by the next build.
        let staging = self.out.join(STAGING);
        if fs::symlink_metadata(&staging).is_ok_and(|m| m.is_dir()) {
            let _ = remove_folder(&staging);
        }
        if let Some(lock) = &mut self.lock {
            lock.removes |= !self.made.is_empty();
        }
        self.lock = None;
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}
