//! Links to entries with what stands beside them in lists: a number, a date.

use super::context::PageContext;
use crate::{
    archive::EntryIndex,
    reader::Thing,
    view::{CountedView, DatedLinkView},
};

/// A topic with its number of passages, and of those below it.
pub(super) fn counted(context: &PageContext<'_>, e: EntryIndex) -> CountedView {
    let (count, below) = context.reader.count(e);
    CountedView {
        link: context.link(Thing::Entry(e)),
        count,
        below,
    }
}

/// An entry with its date.
pub(super) fn dated(context: &PageContext<'_>, e: EntryIndex) -> DatedLinkView {
    let fields = &context.reader.entry(e).fields;
    DatedLinkView {
        link: context.link(Thing::Entry(e)),
        date: fields.date.as_ref().map(|d| context.date(d)),
        summary: fields.summary.clone(),
    }
}
