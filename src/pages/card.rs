//! A transcript in a list.

use super::{context::PageContext, printed};
use crate::{
    archive::{Relation, TranscriptIndex},
    reader::{Head, Thing},
    view::{TranscriptCard, TranscriptLine, field},
};

/// How many speakers are all named: one more than are named of many, since "and 1 more" is no shorter than a name.
const SPEAKERS_ALL: usize = SPEAKERS_FIRST + 1;

/// How many of many speakers are named.
const SPEAKERS_FIRST: usize = 6;

/// The card of transcript `t`.
pub(super) fn view(context: &PageContext<'_>, t: TranscriptIndex) -> TranscriptCard {
    of(context, context.reader.head(t))
}

/// What is said of a transcript above words of it.
pub(super) fn line(context: &PageContext<'_>, head: Head<'_>) -> TranscriptLine {
    let header = head.header();
    TranscriptLine {
        link: context.link(Thing::Transcript(head.index())),
        date: header.date.as_ref().map(|d| context.date(d)),
        warning: header.warning.clone(),
    }
}

/// The card of a transcript that is at hand.
pub(super) fn of(context: &PageContext<'_>, head: Head<'_>) -> TranscriptCard {
    let (header, links) = (head.header(), head.links());
    let reads = &context.reads;
    let shown = match links.people.len() {
        all @ ..=SPEAKERS_ALL => all,
        _ => SPEAKERS_FIRST,
    };
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
        speakers: reads.then(field!(TranscriptCard.speakers), || {
            context.entries(&links.people[..shown])
        }),
        more_speakers: links.people.len() - shown,
        notes: head.note_count(),
        warning: header.warning.clone(),
        spoken: 0,
        draft: header.common.draft,
    }
}
