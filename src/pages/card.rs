//! A transcript in a list.

use super::{context::PageContext, printed};
use crate::{
    archive::{Relation, TranscriptIndex},
    reader::{Head, Thing},
    view::{TranscriptCard, field},
};

/// The card of transcript `t`.
pub(super) fn view(context: &PageContext<'_>, t: TranscriptIndex) -> TranscriptCard {
    of(context, context.reader.head(t))
}

/// The card of a transcript that is at hand.
pub(super) fn of(context: &PageContext<'_>, head: Head<'_>) -> TranscriptCard {
    let (header, links) = (head.header(), head.links());
    let reads = &context.reads;
    let speakers = || context.entries(&links.people);
    TranscriptCard {
        link: context.link(Thing::Transcript(head.index())),
        date: header.date.as_ref().map(|d| context.date(d)),
        form: reads.then(field!(TranscriptCard.form), || {
            header
                .form
                .as_deref()
                .map(|form| printed::form(context.words(), form))
        }),
        summary: header.summary.clone(),
        places: reads.then(field!(TranscriptCard.places), || {
            context.entries(links.named.of(Relation::TranscriptPlace))
        }),
        speakers: reads.then(field!(TranscriptCard.speakers), speakers),
        notes: head.note_count(),
        warning: header.warning.clone(),
        spoken: 0,
        draft: header.common.draft,
    }
}
