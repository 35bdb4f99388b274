//! Tracked changes (OpenDocument 1.3, part 3, section 5.5): deleted words stand in front of the text, inserted ones between two marks in it.

use std::collections::{BTreeMap, BTreeSet};

use crate::import::Element;

/// What was changed, by id.
#[derive(Debug, Default)]
pub(super) struct Changed<'e> {
    /// What was deleted.
    pub(super) deleted: BTreeMap<&'e str, Deleted<'e>>,
    /// What was inserted.
    pub(super) inserted: BTreeSet<&'e str>,
}

/// Words that were deleted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deleted<'e> {
    /// What they are.
    pub(super) deletion: &'e Element,
    /// Whether they had been inserted before, so that they are gone either way.
    pub(super) is_inserted: bool,
}

impl<'e> Changed<'e> {
    /// The changes of a text.
    pub(super) fn of(text: &'e Element) -> Self {
        let mut changed = Self::default();
        let regions = text
            .all("tracked-changes")
            .flat_map(|all| all.all("changed-region"));
        for region in regions {
            let id = ["text:id", "xml:id", "id"]
                .iter()
                .find_map(|name| region.attribute(name));
            let Some(id) = id else { continue };
            let is_inserted = region.first("insertion").is_some();
            match region.first("deletion") {
                Some(deletion) => {
                    _ = changed.deleted.insert(
                        id,
                        Deleted {
                            deletion,
                            is_inserted,
                        },
                    )
                }
                None if is_inserted => _ = changed.inserted.insert(id),
                None => {}
            }
        }
        changed
    }
}
