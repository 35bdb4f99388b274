//! Which years have pages: those of which there are many transcripts, and those that had a page and still have something.
//!
//! What may be of several years is of none of them. An address that there was once stays: as the page, for as long as anything is of the year, then as a page that leads to the index of
//! transcripts.

use std::collections::{BTreeMap, BTreeSet};

use super::{earlier::Earlier, lists::List, paths};
use crate::{
    archive::{Date, EntryIndex, TranscriptIndex},
    reader::{Happened, Whole},
    source::digest::Digester,
    text::Words,
};

/// From how many transcripts on a year has a page.
const MANY: usize = 10;

/// The years that have pages, counted by astronomers.
pub(super) type Years = BTreeMap<i64, Year>;

/// What is of a year.
#[derive(Clone, Debug, Default)]
pub(super) struct Year {
    /// The end of its address: `2014`, `44-bc`.
    pub(super) slug: String,
    /// Its transcripts, in time order.
    pub(super) transcripts: Vec<TranscriptIndex>,
    /// Its events, in time order.
    pub(super) events: Vec<EntryIndex>,
}

/// The name of the folder of the pages.
pub(super) const FOLDER: &str = "years";

/// The years that want pages, and the addresses of former ones that have nothing any more.
pub(super) fn find(whole: Whole<'_>, earlier: &Earlier<'_>) -> (Years, BTreeSet<String>) {
    let config = whole.config();
    if config.omit.years {
        return (Years::new(), BTreeSet::new());
    }
    let mut years = Years::new();
    for item in whole.lists.timeline_items() {
        let date = match item {
            Happened::Event(e) => whole.lists.entry(e).fields.date.as_ref(),
            Happened::Transcript(t) => whole.lists.head(t).header().date.as_ref(),
        };
        let Some(date) = date else { continue };
        let Some(year) = date.value.only_year() else {
            continue;
        };
        let year = years.entry(year).or_insert_with(|| Year {
            slug: slug(&date.value, &config.words),
            ..Year::default()
        });
        match item {
            Happened::Event(e) => year.events.push(e),
            Happened::Transcript(t) => year.transcripts.push(t),
        }
    }
    let mut kept = earlier.parts(FOLDER, List::Main);
    let is_year = |slug: &String| {
        let digits = slug.strip_suffix("-bc").unwrap_or(slug);
        digits.bytes().all(|b| b.is_ascii_digit())
    };
    kept.retain(is_year);
    years.retain(|_, year| kept.remove(&year.slug) || year.transcripts.len() >= MANY);
    (years, kept)
}

fn slug(date: &Date, words: &Words) -> String {
    paths::year_slug(Some(date), words)
}

/// Notes which years have pages, and what is of each.
pub(super) fn digest(years: &Years, whole: Whole<'_>, digester: &mut Digester) {
    for (year, of) in years {
        digester.text(year.to_string());
        for &t in &of.transcripts {
            digester.text(whole.lists.head(t).id());
        }
        digester.number(of.transcripts.len() as u64);
        for &e in &of.events {
            digester.text(whole.lists.entry(e).id());
        }
        digester.number(of.events.len() as u64);
    }
}
