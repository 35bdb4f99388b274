//! A transcript in a list.

use super::{
    here::{Head, Here, date},
    printed,
};
use crate::{
    archive::TranscriptIndex,
    bind::Thing,
    view::{TranscriptCard, field},
};

/// The card of transcript `t`.
pub(super) fn view(here: &Here<'_>, t: TranscriptIndex) -> TranscriptCard {
    of(here, t, here.head(t))
}

/// The card of a transcript that came with the rows of an entry.
pub(super) fn of_row(here: &Here<'_>, t: TranscriptIndex) -> TranscriptCard {
    of(here, t, here.head_of_row(t))
}

fn of(here: &Here<'_>, t: TranscriptIndex, head: Head<'_>) -> TranscriptCard {
    let Head { header, links, .. } = head;
    let reads = &here.reads;
    let speakers = || here.entries(&links.people);
    TranscriptCard {
        link: here.link(Thing::Transcript(t)),
        date: header.date.as_ref().map(|d| date(here, d)),
        form: reads.then(field!(TranscriptCard.form), || {
            header.form.as_deref().map(printed::form)
        }),
        summary: header.summary.clone(),
        places: reads.then(field!(TranscriptCard.places), || {
            here.entries(&links.places)
        }),
        speakers: reads.then(field!(TranscriptCard.speakers), speakers),
        notes: head.notes,
        warning: header.warning.clone(),
        spoken: 0,
        draft: header.common.draft,
    }
}
