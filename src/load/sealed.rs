//! Reads the words of a transcript that has a ledger: its paragraphs get their addresses by it.

use std::collections::{BTreeMap, HashMap};

use super::{
    ledger::{self, Alignment, Present, WrongWords},
    speech::{At, Speech},
};
use crate::archive::{
    IndexVec, Ledger, Paragraph, ParagraphId, ParagraphIndex, Sealing, Standing, indexes,
};

/// A transcript's words whose paragraphs have their addresses.
pub(super) struct Sealed {
    pub(super) speech: Speech,
    pub(super) sealing: Sealing,
    pub(super) alignment: Alignment,
    pub(super) wrong: WrongWords,
}

/// How often words are read, at most: what `turns` of a header says of a paragraph may change its words, and by these it is known.
const MOST_TIMES: usize = 3;

/// Reads words, with what the header says of the beginnings of some paragraphs, by their addresses. Where these stand is known only when the words are
/// aligned with the ledger: first they are taken to stand where they stood when they were sealed, which is mostly right.
pub(super) fn read(
    ledger: &Ledger,
    begins: &BTreeMap<ParagraphId, At>,
    words: impl Fn(&BTreeMap<ParagraphId, At>) -> Speech,
) -> Sealed {
    let mut places = as_sealed(ledger, begins);
    for times in 1.. {
        let counted = places
            .iter()
            .map(|(id, &place)| (ParagraphId::counted(place), begins[id]));
        let speech = words(&counted.collect());
        let present = presents(&speech.text, &speech.paragraphs);
        let alignment = ledger::align(ledger, &present);
        let found = as_aligned(&alignment, begins);
        if found == places || times == MOST_TIMES {
            let sealing = ledger::sealing(ledger, &present, &alignment);
            let wrong = ledger::wrong_words(ledger, &present, &alignment);
            drop(present);
            return Sealed {
                speech: with_ids(speech, &alignment),
                sealing,
                alignment,
                wrong,
            };
        }
        places = found;
    }
    unreachable!("words are read a few times")
}

/// The paragraphs of a text as they are compared with a ledger.
pub(super) fn presents<'t>(
    text: &'t str,
    paragraphs: &IndexVec<ParagraphIndex, Paragraph>,
) -> Vec<Present<'t>> {
    let words = paragraphs.iter().map(|p| &text[p.bytes()]);
    words.map(Present::new).collect()
}

/// Where paragraphs stood when they were sealed, of those that the header says something of.
fn as_sealed(
    ledger: &Ledger,
    begins: &BTreeMap<ParagraphId, At>,
) -> HashMap<ParagraphId, ParagraphIndex> {
    if begins.is_empty() {
        return HashMap::new();
    }
    let lines = ledger.lines.iter();
    let current = lines.filter(|line| line.standing == Standing::Current);
    let places = current.map(|line| line.id).zip(indexes(ledger.lines.len()));
    places.filter(|(id, _)| begins.contains_key(id)).collect()
}

fn as_aligned(
    alignment: &Alignment,
    begins: &BTreeMap<ParagraphId, At>,
) -> HashMap<ParagraphId, ParagraphIndex> {
    if begins.is_empty() {
        return HashMap::new();
    }
    let ids = alignment.paragraphs.iter().map(|aligned| aligned.id);
    let places = ids.zip(indexes(alignment.paragraphs.len()));
    places.filter(|(id, _)| begins.contains_key(id)).collect()
}

fn with_ids(mut speech: Speech, alignment: &Alignment) -> Speech {
    for (paragraph, aligned) in speech.paragraphs.iter_mut().zip(&alignment.paragraphs) {
        paragraph.id = aligned.id;
    }
    speech
}
