//! A build that has nothing to do: the output is made of the same inputs, and nobody touched it since.

use std::{
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, SystemTime},
};

use rayon::prelude::*;

use super::{
    Counts, Options, Outcome, Timings,
    kept::{Kept, KeptPage},
    make::place,
};
use crate::{
    digest::Digest,
    output::{self, Written},
    source::Sources,
    stamp::Stamp,
};

/// A build that has nothing to do.
pub(super) struct Done {
    counts: Counts,
    pages: usize,
    files: usize,
    /// Whether files of the output had to be read, since they were written just before they were last looked at.
    pub(super) looked_inside: bool,
}

/// Whether the output is what it would become: made of the same inputs, and not touched since.
pub(super) fn nothing_to_do(options: &Options, kept: &Kept, whole: Digest) -> Option<Done> {
    let output = kept.outputs.get(&place(options))?;
    if output.whole != Some(whole) || output::record_digest(&options.output) != output.record {
        return None;
    }
    let inside = AtomicBool::new(false);
    let pages: Vec<(&String, &KeptPage)> = output.pages.iter().collect();
    let all = pages.par_iter().with_min_len(64).all(|(route, page)| {
        let path = options.output.join(route);
        if std::fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_symlink()) {
            return false;
        }
        let Ok(stamp) = Stamp::of(&path) else {
            return false;
        };
        let settled = output
            .looked
            .is_some_and(|moment| page.stamp.is_settled(moment));
        if stamp == page.stamp && settled {
            return true;
        }
        inside.store(true, Ordering::Relaxed);
        stamp == page.stamp && has_digest(&path, page.bytes)
    });
    all.then(|| Done {
        counts: output.counts,
        pages: output.planned,
        files: output.pages.len(),
        looked_inside: inside.into_inner(),
    })
}

fn has_digest(path: &Path, digest: output::Digest) -> bool {
    std::fs::read(path).is_ok_and(|bytes| output::Digest::of(&bytes) == digest)
}

impl Done {
    /// The same as was kept, with the files of the output looked at now.
    pub(super) fn kept_anew(&self, mut kept: Kept, options: &Options, now: SystemTime) -> Kept {
        if let Some(output) = kept.outputs.get_mut(&place(options)) {
            output.looked = Some(now);
        }
        kept
    }

    pub(super) fn outcome(self, sources: Sources, took: Duration, timings: Timings) -> Outcome {
        Outcome {
            sources,
            diagnostics: crate::diag::Diagnostics::new(),
            pages: self.pages,
            anchored: 0,
            rendered: 0,
            reasons: Vec::new(),
            written: Some(Written {
                same: self.files,
                ..Written::default()
            }),
            gone: Vec::new(),
            counts: self.counts,
            took,
            timings,
        }
    }
}
