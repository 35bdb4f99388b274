//! Bytes to a place: the only module that writes to the output folder.
//!
//! A build opens a [`Publication`], puts every page and asset (from many threads), and commits. Until the commit
//! nothing that a visitor sees has changed: new bytes lie in `.postil-staging/`, on the same file system. The commit
//! then removes, renames, and renames the record last.
//!
//! # All or nothing
//! A commit that fails is undone: folders are made, names and rights are tried, and every file that is to be replaced gets a second name
//! in the staging folder before the first page changes; files that go are moved there. If even undoing fails, [`Torn`] says so.
//!
//! # What is ours
//! `.postil-record` lists what the last build published: a checksum and a route a line. Beside it, from before a
//! commit's first change until its last, lies the record to come (`.postil-record.next`); it becomes the record by one
//! rename. A build that finds both knows that the one before was interrupted, and that the files of either are ours.
//!
//! | The place of a page holds | then |
//! |---|---|
//! | nothing | the page is new |
//! | a file with the same bytes | it stays as it is, and is ours from now on |
//! | a file in the record | it is replaced, also if somebody edited or damaged it: the place is ours, and building again is how an output is repaired. [`Written::mended`] names it |
//! | a file not in the record, a link, a device | occupied: nothing is committed, unless forced. A link is replaced, never followed |
//! | a folder | the same, and force does not help, unless only files of ours that go now are in it |
//!
//! What the record lists and nobody planned is removed if it still has the bytes that we wrote; otherwise somebody
//! else made it what it is: it stays, is named in [`Written::kept`], and is theirs from then on. A folder goes when
//! it is empty and something of ours was in it.
//!
//! # Killed at any point
//! - Before the commit: the output is untouched, and the next build removes the staging folder.
//! - During the commit: each page is either the old or the new one, and both records are there. The next build compares
//!   with what it finds, so it ends where an uninterrupted one would have.
//! - If the power fails, pages may be cut short, since only the records are forced to disk; the record knows these
//!   places, so the next build replaces them.
//!
//! What this module does not do: it does not know pages, and does not check whether hosts can take the output.

mod bag;
mod change;
mod commit;
mod disk;
mod lock;
mod look;
mod plan;
mod publication;
mod record;
mod replace;
mod survey;

#[cfg(test)]
mod tests;

use std::path::Path;

use crate::{source::checksum::Checksum, text::route::Route};

pub use bag::{Bag, Packed};
#[cfg(test)]
use change::Change;
pub use change::Written;
pub use commit::Torn;
pub use look::{checksum_at, own_stamp_at, stamp_at};
pub use plan::Foreign;
pub use publication::Publication;
pub use replace::{remove, replace};

/// What `clean` did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// How many files it removed.
    pub removed: usize,
    /// What the record lists and somebody changed since: still there, and no longer ours.
    pub kept: Vec<String>,
}

/// Removes from `out` what the record lists, the record and what an interrupted build left; tells how many files that were, and which it left
/// because they are no longer what we wrote. All other files stay.
pub fn clean(out: &Path) -> anyhow::Result<Cleaned> {
    if !out.exists() {
        return Ok(Cleaned::default());
    }
    // A build without pages: all that is ours is no longer planned, and the record of nothing is no record.
    let written = Publication::open(out, Foreign::Stays)?.commit()?;
    Ok(Cleaned {
        removed: written.removed,
        kept: written.kept,
    })
}

/// The places in `out` that are ours, as its records say, sorted: where earlier builds put files. None if that cannot be told, which is an error
/// when something is written.
pub fn routes(out: &Path) -> Vec<Route> {
    let mut routes: Vec<Route> = [record::RECORD, record::NEXT]
        .into_iter()
        .filter_map(|name| record::Record::read(&out.join(name)).ok().flatten())
        .flat_map(|(record, _)| record.routes().cloned().collect::<Vec<Route>>())
        .collect();
    routes.sort_unstable();
    routes.dedup();
    routes
}

/// Whether builds write to this folder: a record of theirs is in it.
pub fn is_output(folder: &Path) -> bool {
    let mut records = [record::RECORD, record::NEXT].into_iter();
    records.any(|name| folder.join(name).is_file())
}

/// The checksum of the record in `out`; none if there is none, or if a build was interrupted after it.
pub fn record_checksum(out: &Path) -> Option<Checksum> {
    let bytes = std::fs::read(out.join(record::RECORD)).ok()?;
    let interrupted = out.join(record::NEXT).exists();
    (!interrupted).then(|| Checksum::of(&bytes))
}
