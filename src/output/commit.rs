//! The commit of a build as one act: all of it happens, or nothing.
//!
//! What can be foreseen is tried before the first page changes: that names are not too long, that folders may be written to, that there is
//! room for the record, for new folders and for a second name of each page that is replaced. What fails nevertheless is undone, step by step
//! backwards; if even that fails, [`Torn`] says what the output is like now.

use std::{
    collections::BTreeSet,
    fmt, fs, io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use anyhow::Context as _;
use rayon::prelude::*;

use super::{
    disk,
    plan::Step,
    publication::Publication,
    record::{NEXT, RECORD},
};

/// A commit failed, and so did taking it back: pages of two builds stand beside each other.
#[derive(Debug)]
pub struct Torn {
    out: PathBuf,
    /// How many steps could not be undone, of how many.
    left: usize,
    done: usize,
    /// The first reason.
    why: String,
}

impl fmt::Display for Torn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} is now partly the old site and partly the new one, since {} of {} steps could not be undone ({}); \
             the next build makes it whole",
            self.out.display(),
            self.left,
            self.done,
            self.why
        )
    }
}

/// What takes a step back.
#[derive(Debug)]
pub(super) enum Undo {
    Nothing,
    /// A page that came goes.
    RemoveFile(PathBuf),
    /// A file that was moved away, or held, comes back.
    PutBack {
        from: PathBuf,
        to: PathBuf,
    },
    /// A folder that was made goes.
    RemoveFolder(PathBuf),
    /// A folder that went is made again.
    MakeFolder(PathBuf, fs::Permissions),
}

impl Undo {
    fn undo(&self) -> anyhow::Result<()> {
        match self {
            Undo::Nothing => Ok(()),
            Undo::RemoveFile(path) => disk::remove_file(path),
            Undo::PutBack { from, to } => disk::rename(from, to),
            Undo::RemoveFolder(path) => disk::remove_empty(path).map(|_| ()),
            Undo::MakeFolder(path, permissions) => {
                disk::make_folder(path)?;
                // Without its old rights it is a folder all the same.
                let _ = fs::set_permissions(path, permissions.clone());
                Ok(())
            }
        }
    }
}

impl Publication {
    /// Takes all steps, or none.
    pub(super) fn take_all(&self, steps: &[Step]) -> anyhow::Result<()> {
        self.foresee(steps)?;
        let done: Mutex<Vec<Undo>> = Mutex::default();
        // Files are held and put in place in any order; all else happens one after the other.
        let alike = |a: &Step, b: &Step| a.is_parallel() && b.is_parallel() && a.is_like(b);
        let taken = steps.chunk_by(alike).try_for_each(|steps| {
            steps.par_iter().try_for_each(|step| {
                self.trouble(Moment::Step)?;
                let undo = self.take(step)?;
                done.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(undo);
                Ok(())
            })
        });
        taken.map_err(|error: anyhow::Error| {
            let done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
            match self.take_back(&done) {
                Some(torn) => error.context(torn),
                None => error,
            }
        })
    }

    /// Undoes steps, the last one first; says so if that is not possible.
    fn take_back(&self, done: &[Undo]) -> Option<Torn> {
        let undone = done.iter().rev();
        let failed: Vec<anyhow::Error> = undone
            .filter_map(|undo| {
                let undone = self.trouble(Moment::Undo).and_then(|()| undo.undo());
                undone.err()
            })
            .collect();
        let first = failed.first()?;
        Some(Torn {
            out: self.out.clone(),
            left: failed.len(),
            done: done.len(),
            why: format!("{first:#}"),
        })
    }

    /// Tries what would fail half way: names that this disk cannot hold, and folders that may not be written to.
    fn foresee(&self, steps: &[Step]) -> anyhow::Result<()> {
        let places = steps.par_iter().filter_map(|step| match step {
            Step::Place { path, .. } | Step::MakeFolder(path) => Some(self.out.join(path)),
            _ => None,
        });
        places.try_for_each(|path| match fs::symlink_metadata(&path) {
            Err(error) if !is_missing(&error) => {
                Err(error).with_context(|| format!("cannot write {}", path.display()))
            }
            Ok(_) | Err(_) => Ok(()),
        })?;
        let touched: BTreeSet<&Path> = steps
            .iter()
            .filter_map(Step::changes)
            .map(|path| Path::new(path).parent().unwrap_or(Path::new("")))
            .collect();
        touched.par_iter().try_for_each(|folder| {
            let folder = self.out.join(folder);
            if !folder.is_dir() {
                // It is made by a step of its own.
                return Ok(());
            }
            disk::may_write_in(&folder).with_context(|| {
                format!("cannot change what is in the folder {}", folder.display())
            })
        })
    }

    /// Takes one step of a plan; gives what takes it back.
    pub(super) fn take(&self, step: &Step) -> anyhow::Result<Undo> {
        let (record, next) = (self.out.join(RECORD), self.out.join(NEXT));
        match step {
            // The record with what was announced before says no less than both did.
            Step::Settle(bytes) => self.lay(bytes, &record).map(|()| Undo::Nothing),
            Step::Announce(bytes) => {
                self.lay(bytes, &next)?;
                Ok(Undo::RemoveFile(next))
            }
            Step::Hold { path, held } => {
                disk::hold(&self.out.join(path), &self.held_path(*held))?;
                Ok(Undo::Nothing)
            }
            Step::Remove { path, held } => self.move_away(&self.out.join(path), *held),
            Step::RemoveFolder(path) => {
                let path = self.out.join(path);
                let before = fs::symlink_metadata(&path).map(|m| m.permissions());
                match (disk::remove_empty(&path)?, before) {
                    (true, Ok(permissions)) => Ok(Undo::MakeFolder(path, permissions)),
                    (true | false, _) => Ok(Undo::Nothing),
                }
            }
            Step::MakeFolder(path) => {
                let path = self.out.join(path);
                match disk::make_folder(&path)? {
                    true => Ok(Undo::RemoveFolder(path)),
                    false => Ok(Undo::Nothing),
                }
            }
            Step::Place { staged, path, held } => {
                let to = self.out.join(path);
                disk::rename(&self.staged_path(*staged), &to)?;
                Ok(match held {
                    Some(held) => Undo::PutBack {
                        from: self.held_path(*held),
                        to,
                    },
                    None => Undo::RemoveFile(to),
                })
            }
            Step::Confirm => disk::rename(&next, &record).map(|()| Undo::Nothing),
            Step::RemoveRecord { held } => self.move_away(&record, *held),
            Step::Forget => disk::remove_file(&next).map(|()| Undo::Nothing),
        }
    }

    /// Moves a file (or link) out of the site; one that is gone already is fine.
    fn move_away(&self, path: &Path, held: usize) -> anyhow::Result<Undo> {
        let held = self.held_path(held);
        match fs::rename(path, &held) {
            Ok(()) => Ok(Undo::PutBack {
                from: held,
                to: path.to_owned(),
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Undo::Nothing),
            Err(error) => Err(error).with_context(|| format!("cannot remove {}", path.display())),
        }
    }

    /// Where an old file is held until the commit is done.
    fn held_path(&self, number: usize) -> PathBuf {
        self.staging().join(format!("held-{number}"))
    }

    #[cfg(not(test))]
    #[expect(
        clippy::unused_self,
        reason = "the same signature as in tests, which do ask for trouble"
    )]
    fn trouble(&self, _: Moment) -> anyhow::Result<()> {
        Ok(())
    }

    /// Trouble that a test asked for.
    #[cfg(test)]
    fn trouble(&self, moment: Moment) -> anyhow::Result<()> {
        use std::sync::atomic::Ordering;
        let left = match moment {
            Moment::Step => &self.good_steps,
            Moment::Undo => &self.good_undos,
        };
        match left.fetch_sub(1, Ordering::SeqCst) {
            ..=0 => anyhow::bail!("the disk is full"),
            _ => Ok(()),
        }
    }
}

/// When trouble may come.
#[derive(Clone, Copy, Debug)]
enum Moment {
    Step,
    Undo,
}

/// Nothing stands there, or a file stands where a folder will be.
fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}
