//! What exporters of transcripts share: a file for each, and what is in it.

use super::{Exporter, File, Given};
use crate::reader::{
    AnnotationIndex, FullTranscript, Head, ListIndex, Placed, Thing, TranscriptIndex, Whole,
};

/// A file beside the page of each of some transcripts, named there as another form of it.
pub(super) fn beside_each(
    whole: Whole<'_>,
    ending: &str,
    media_type: &'static str,
    is_wanted: impl Fn(Head<'_>) -> bool,
) -> Vec<File> {
    let wanted = whole.lists.transcripts().filter(|head| is_wanted(*head));
    wanted
        .map(|head| {
            let thing = Thing::Transcript(head.index());
            File {
                about: Some(thing),
                alternate: Some(media_type),
                ..File::new(whole.route_beside(thing, ending))
            }
        })
        .collect()
}

/// The transcript that a file of [`beside_each`] is about.
pub(super) fn transcript_of(exporter: &dyn Exporter, file: &File) -> TranscriptIndex {
    match file.about {
        Some(Thing::Transcript(t)) => t,
        Some(_) | None => unreachable!("{} has files of transcripts alone", exporter.name()),
    }
}

/// The notes of a transcript that are wanted: all, or those that name the topic.
pub(super) fn notes<'f>(
    given: &'f Given<'_>,
    full: &'f FullTranscript<'_>,
) -> impl Iterator<Item = (AnnotationIndex, &'f Placed)> {
    let all = full.anchored().annotations.enumerated();
    all.filter(|(a, _)| {
        let named = &full.links_of(*a).entries;
        given.topic.is_none_or(|topic| named.contains(&topic))
    })
}

/// The number of something, counted from 1.
pub(super) fn number(index: impl ListIndex) -> usize {
    index.place() + 1
}
