//! A build that has nothing to do: the output is made of the same inputs, and nobody touched it since.

use std::{
    collections::BTreeSet,
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
};

use rayon::prelude::*;

use super::{Made, Run, Session, Stage, inputs::Inputs};
use crate::{
    incremental::{CachedOutput, CachedPage, Snapshot},
    output::{self, Written},
    source::{
        diag::{Diagnostic, Diagnostics},
        digest::Digest,
    },
};

/// What a build comes to that has nothing to do: the output is made of the same inputs, and not touched since. None if there may be
/// something.
pub(super) fn run(session: &mut Session<'_>, inputs: &Inputs, diags: &Diagnostics) -> Option<Run> {
    let quiet = diags.is_empty();
    let run = quiet.then(|| as_left(session, inputs)).flatten();
    session.timings.end(Stage::Compare);
    run
}

/// An output with what tells the next build that it has nothing to do: of what it was made, and what there was to say.
pub(super) fn noted(
    session: &Session<'_>,
    inputs: &Inputs,
    diags: &Diagnostics,
    output: CachedOutput,
) -> CachedOutput {
    let keep = || session.keeps()?.keep_value(diags.list());
    let remarks = (!diags.is_empty()).then(keep);
    // What cannot be said again must be found again.
    let whole = match remarks {
        Some(None) => None,
        Some(Some(_)) | None => inputs.whole(session),
    };
    CachedOutput {
        whole,
        remarks: remarks.flatten(),
        ..output
    }
}

/// What there was to say; none if that cannot be said again, or if it is why nothing may be written now.
fn remarks(session: &Session<'_>, output: &CachedOutput) -> Option<Diagnostics> {
    let mut diags = Diagnostics::new();
    if let Some(extent) = output.remarks {
        let kept: Vec<Diagnostic> = session.cache.storage()?.read_value(extent).ok()?;
        diags.extend(kept);
        session.judge(&mut diags);
    }
    (!diags.has_errors()).then_some(diags)
}

fn as_left(session: &Session<'_>, inputs: &Inputs) -> Option<Run> {
    let folder = &session.destination.folder;
    let whole = inputs.whole(session)?;
    let key = session.destination.key();
    let output = session.cache.last.outputs.get(&key)?;
    let looked_inside = is_as_left(folder, output, whole)?;
    let diagnostics = remarks(session, output)?;
    // Files that were written just before they were last looked at need not be read again next time.
    let snapshot = looked_inside.then(|| {
        let mut snapshot: Snapshot = session.cache.last.clone();
        if let Some(output) = snapshot.outputs.get_mut(&key) {
            output.looked = session.cache.began();
        }
        snapshot
    });
    Some(Run {
        inputs: None,
        site: None,
        diagnostics,
        fixed: Diagnostics::new(),
        together: BTreeSet::new(),
        pages: output.planned,
        counts: output.counts,
        anchored: 0,
        made: Made {
            written: Some(Written {
                same: output.pages.len(),
                ..Written::default()
            }),
            exports: output.exports.clone(),
            ..Made::default()
        },
        snapshot,
    })
}

/// Whether the output is what it would become; and whether that had to be read from its files.
fn is_as_left(folder: &Path, output: &CachedOutput, whole: Digest) -> Option<bool> {
    if output.whole != Some(whole) || output::record_checksum(folder) != output.record {
        return None;
    }
    let inside = AtomicBool::new(false);
    let pages: Vec<(&String, &CachedPage)> = output.pages.iter().collect();
    let all = pages.par_iter().with_min_len(64).all(|(route, page)| {
        let Some(stamp) = output::own_stamp_at(folder, route) else {
            return false;
        };
        let settled = output
            .looked
            .is_some_and(|moment| page.stamp.is_settled(moment));
        if stamp == page.stamp && settled {
            return true;
        }
        inside.store(true, Ordering::Relaxed);
        stamp == page.stamp && output::checksum_at(folder, route) == Some(page.bytes)
    });
    all.then(|| inside.into_inner())
}
