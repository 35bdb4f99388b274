//! How the files of an output folder look, for whoever asks whether they still are as they were left.

use std::{fs, path::Path};

use crate::{source::checksum::Checksum, source::stamp::Stamp};

/// How the file at a route looks; none if there is none. Links are followed.
pub fn stamp_at(out: &Path, route: &str) -> Option<Stamp> {
    Stamp::of(&out.join(route)).ok()
}

/// As [`stamp_at`], but none for a link, too: nothing that was left there is one.
pub fn own_stamp_at(out: &Path, route: &str) -> Option<Stamp> {
    let path = out.join(route);
    let is_link = fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_symlink());
    (!is_link).then(|| Stamp::of(&path).ok()).flatten()
}

/// The checksum of the bytes at a route; none if they cannot be read.
pub fn checksum_at(out: &Path, route: &str) -> Option<Checksum> {
    Some(Checksum::of(&fs::read(out.join(route)).ok()?))
}
