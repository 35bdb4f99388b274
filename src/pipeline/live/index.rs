//! The index that readers search, merged when somebody asks for a file of it and not before.

use std::sync::PoisonError;

use super::{
    super::{
        Site,
        index::{Index, Stores},
    },
    Live, State,
};
use crate::{anchor::Lost, bind::Handle, source::digest::Digest};

/// The index as it was merged last.
#[derive(Default)]
pub(super) struct MadeIndex {
    /// Of the edition that it is of.
    of: Option<Digest>,
    index: Index,
}

impl Live {
    /// A file of the index (`path` from the root of the site), of what the site says now; none if there is no such file.
    ///
    /// # Errors
    /// When words of a transcript cannot be had.
    pub(super) fn index_file(
        &self,
        state: &State,
        site: &Site,
        path: &str,
    ) -> Result<Option<Vec<u8>>, Lost> {
        let Some(name) = name_of(path).filter(|_| site.edition.config.search) else {
            return Ok(None);
        };
        let storage = state.cache.storage().map(|storage| &**storage);
        let stores = Stores {
            reads: storage,
            keeps: None,
        };
        let now = site.edition.digests.of(site.edition.key(Handle::All));
        let mut made = self.index.lock().unwrap_or_else(PoisonError::into_inner);
        if made.of != Some(now) {
            let last = match made.of.take() {
                Some(_) => std::mem::take(&mut made.index),
                None => self.kept_index(state, stores),
            };
            made.index = Index::made(site, last, stores)?;
            made.of = Some(now);
        }
        let file = |index: &Index| {
            let file = index.files.iter().find(|file| file.name == name)?;
            Some(index.bytes(file, storage))
        };
        match file(&made.index) {
            Some(Ok(bytes)) => Ok(Some(bytes)),
            None => Ok(None),
            // What a build kept is damaged since: nothing of it is taken.
            Some(Err(_)) => {
                made.index = Index::made(site, Index::default(), Stores::NOWHERE)?;
                Ok(file(&made.index).and_then(Result::ok))
            }
        }
    }

    /// What the last build kept of it.
    fn kept_index(&self, state: &State, stores: Stores<'_>) -> Index {
        let output = state.cache.last.outputs.get(&self.output_key());
        output.map_or_else(Index::default, |output| Index::of(&output.index, stores))
    }
}

/// The name of a file of the index, by its path.
fn name_of(path: &str) -> Option<&str> {
    let file = path
        .strip_prefix(crate::search::FOLDER)?
        .strip_prefix('/')?;
    file.strip_suffix(".js")
}
