//! What is looked at when something is bound.

use super::{Edition, Names, Vocabulary};
use crate::archive::{Asset, Entry, EntryIndex, FreePage, IndexVec, PageIndex, config::Config};

/// What names may mean and links may lead to: of the authorities before there is an edition, of the edition afterwards.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) config: &'a Config,
    pub(super) entries: &'a IndexVec<EntryIndex, Entry>,
    pub(super) pages: &'a IndexVec<PageIndex, FreePage>,
    /// Sorted by route.
    pub(super) assets: &'a [Asset],
    /// Where files would be copied to whose names say that nobody means them to be; folders end in `/`.
    pub(super) left_out: &'a [String],
    pub(super) names: &'a Names,
    /// None if names are not looked for in texts.
    pub(super) vocabulary: Option<&'a Vocabulary>,
}

impl<'a> Ground<'a> {
    /// The file that would be copied to this path.
    pub(super) fn asset(&self, path: &str) -> Option<&'a Asset> {
        let found = self.assets.binary_search_by(|a| a.route.as_str().cmp(path));
        found.ok().map(|at| &self.assets[at])
    }

    /// The path of a file that is nearly this one.
    pub(super) fn nearest_asset(&self, path: &str) -> Option<&'a str> {
        self.names.nearest_file(path, self.assets)
    }

    /// Whether a path is that of a file that is there, but is not published.
    pub(super) fn is_left_out(&self, path: &str) -> bool {
        self.left_out.iter().any(|left| match left.ends_with('/') {
            true => path.starts_with(left.as_str()),
            false => path == left,
        })
    }
}

impl Edition {
    /// What a transcript is bound to that takes the place of another.
    pub(super) fn ground(&self) -> Ground<'_> {
        Ground {
            config: &self.config,
            entries: &self.entries,
            pages: &self.pages,
            assets: &self.assets,
            left_out: &self.left_out,
            names: &self.names,
            vocabulary: self.vocabulary.as_ref(),
        }
    }
}
