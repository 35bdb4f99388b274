//! A transcript in a list.

use super::{
    here::{self, Here, date},
    view::TranscriptCard,
};
use crate::bind::Thing;

/// The card of transcript `t`.
pub(super) fn view(here: &Here<'_>, t: u32) -> TranscriptCard {
    let edition = here.edition;
    let anchored = edition.transcript(t);
    let header = &anchored.transcript.header;
    let links = &edition.transcript_links[t as usize];
    let mut people: Vec<u32> = Vec::new();
    for person in links.turns.iter().filter_map(|w| w.person) {
        if !people.contains(&person) {
            people.push(person);
        }
    }
    TranscriptCard {
        link: here.link(Thing::Transcript(t)),
        date: header.date.as_ref().map(date),
        form: header.form.as_deref().map(here::form),
        summary: header.summary.clone(),
        places: here.entries(&links.places),
        speakers: here.entries(&people),
        notes: anchored.annotations.len(),
        warning: header.warning.clone(),
        spoken: 0,
    }
}
