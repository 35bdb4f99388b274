//! Which handles there are, and the digests of all of them.

use super::{Digests, Edition, Handle, Thing, digests::Given};
use crate::{
    archive::{EntryIndex, ListIndex, PageIndex, TranscriptIndex},
    source::digest::Digester,
};

/// The digests of all handles of an edition.
pub(super) fn digests(edition: &Edition) -> Digests {
    use rayon::prelude::*;
    let of = |handles: Vec<Handle>, digester: &mut Digester| -> Vec<Given> {
        let handles = handles.into_iter();
        handles
            .map(|handle| edition.given(handle, digester))
            .collect()
    };
    let transcripts = (0..edition.transcripts.len())
        .into_par_iter()
        .map(|t| of_transcript(TranscriptIndex::at(t)));
    let entries = (0..edition.entries.len()).into_par_iter().map(|e| {
        let e = EntryIndex::at(e);
        vec![
            Handle::Name(Thing::Entry(e)),
            Handle::Entry(e),
            Handle::Related(e),
            Handle::Rows(e),
            Handle::Count(e),
            Handle::Backlinks(Thing::Entry(e)),
        ]
    });
    let pages = (0..edition.pages.len()).into_par_iter().map(|p| {
        let p = PageIndex::at(p);
        vec![
            Handle::Name(Thing::Page(p)),
            Handle::Page(p),
            Handle::Backlinks(Thing::Page(p)),
        ]
    });
    let mut given: Vec<Given> = transcripts
        .chain(entries)
        .chain(pages)
        .map_init(Digester::new, |digester, handles| of(handles, digester))
        .flatten_iter()
        .collect();
    let mut digester = Digester::new();
    given.push(edition.given(Handle::Site, &mut digester));
    let mut digests = Digests::default();
    digests.update(given, edition.sums());
    digests
}

/// The handles of a transcript.
pub(super) fn of_transcript(t: TranscriptIndex) -> Vec<Handle> {
    vec![
        Handle::Name(Thing::Transcript(t)),
        Handle::Notes(t),
        Handle::Head(t),
        Handle::Record(t),
        Handle::Neighbours(t),
        Handle::Versions(t),
        Handle::Mentions(t),
        Handle::Backlinks(Thing::Transcript(t)),
    ]
}
