//! The rows of an entry that a part of one of its lists shows: the page of a part is made again when those change, not when others of the entry do.
//!
//! How a list is split is known when pages are planned, so no handle has the rows of a part. The key of its page has their digest instead,
//! made anew whenever the key is; and the page takes the rows without a note.

use super::{
    context::PageContext,
    lists::{List, Of},
    splits::Splits,
};
use crate::{
    archive::EntryIndex,
    reader::{EntryRows, RowList, Thing, Whole},
    source::digest::Digester,
};

/// The rows of an entry, for its first page or a part of a list.
pub(super) fn of<'e>(
    context: &PageContext<'e>,
    e: EntryIndex,
    page: Option<(List, usize)>,
) -> EntryRows<'e> {
    match page.and_then(|(list, _)| rows_of(list)) {
        Some(_) => context.reader.rows_of_part(e),
        None => context.reader.rows(e),
    }
}

/// Digests what a part shows of the rows.
pub(super) fn digest(
    whole: Whole<'_>,
    splits: &Splits,
    (e, list, part): (EntryIndex, List, usize),
    digester: &mut Digester,
) {
    let parts = splits.get(&(Of::Thing(Thing::Entry(e)), list));
    if let (Some(rows), Some(parts)) = (rows_of(list), parts) {
        (whole.rows(e)).digest_some(rows, parts.shown(Some(part)), digester);
    }
}

/// Which rows a list has; none for one that is made of more than of its items.
fn rows_of(list: List) -> Option<RowList> {
    match list {
        List::Main => Some(RowList::Passages),
        List::Said => Some(RowList::Said),
        List::Transcripts => Some(RowList::Transcripts),
        List::Spoken => Some(RowList::Spoken),
        List::Mentions => Some(RowList::Mentions),
        List::Together | List::Links => None,
    }
}
