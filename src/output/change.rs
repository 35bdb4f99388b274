//! What a put means for the file at its place, and what a commit did.

use crate::{source::checksum::Checksum, text::route::Route};

/// What a put means for the file at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// There was none.
    New,
    /// It has other bytes.
    Changed,
    /// It has these bytes already, and stays untouched.
    Same,
}

/// What a commit did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were not there.
    pub new: usize,
    /// Files that had other bytes.
    pub changed: usize,
    /// Files that stayed as they were.
    pub same: usize,
    /// Files of earlier builds that were removed.
    pub removed: usize,
    /// The routes of the files that were removed.
    pub gone: Vec<String>,
    /// The routes of files that are new, at most a thousand of them.
    pub came: Vec<String>,
    /// Bytes that were staged.
    pub bytes: u64,
    /// Files of earlier builds that are no longer planned, and that stayed because somebody changed them.
    pub kept: Vec<String>,
    /// Files of ours that somebody had changed and that are replaced, as the last build's record allows.
    pub mended: Vec<String>,
}

/// So many new files are named: who renames, renames a few.
const CAME: usize = 1000;

impl Written {
    pub(super) fn count(&mut self, route: &Route, put: &Put) {
        match put.change {
            Change::New => {
                self.new += 1;
                if self.came.len() < CAME {
                    self.came.push(route.as_str().to_owned());
                }
            }
            Change::Changed => self.changed += 1,
            Change::Same => self.same += 1,
        }
        if put.mends {
            self.mended.push(route.as_str().to_owned());
        }
    }
}

/// What was put at a route.
#[derive(Clone, Debug)]
pub(super) struct Put {
    pub(super) checksum: Checksum,
    pub(super) change: Change,
    /// The number of the staged file, if its bytes are not in place already.
    pub(super) staged: Option<u64>,
    /// Whether the file there is ours and somebody changed it.
    pub(super) mends: bool,
}

impl Put {
    /// A file that has these bytes already.
    pub(super) fn same(checksum: Checksum) -> Self {
        Self {
            checksum,
            change: Change::Same,
            staged: None,
            mends: false,
        }
    }
}
