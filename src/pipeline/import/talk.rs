//! What was asked and answered in one import.
//!
//! If something turns out to be words that an importer took for something else, the file is read again, and all is settled anew; nobody is asked twice
//! for that.

use std::collections::BTreeMap;

use anyhow::Result;

use super::adviser::{
    Adviser, FoundAnswer, FoundKind, FoundQuestion, PlaceQuestion, SpeakerQuestion, Where, Who,
};
use crate::{import::AsWords, load::Answers};

/// What was asked and answered in one import.
pub(super) struct Talk<'a> {
    adviser: &'a mut dyn Adviser,
    before: Said,
    now: Said,
    /// What is words, by the file.
    refused: BTreeMap<String, AsWords>,
    /// What was answered of that, by the file: nobody is asked about it when the file is read again.
    kept: BTreeMap<String, Answers>,
}

#[derive(Default)]
struct Said {
    speakers: BTreeMap<String, Who>,
    places: BTreeMap<String, Where>,
    found: BTreeMap<(String, FoundKind, String), FoundAnswer>,
}

/// What was said before of this, if it was, and else what is said now; that is kept.
fn recalled<K: Ord, A: Clone>(
    before: &mut BTreeMap<K, A>,
    now: &mut BTreeMap<K, A>,
    key: K,
    ask: impl FnOnce() -> Result<A>,
) -> Result<A> {
    let answer = match before.remove(&key) {
        Some(answer) => answer,
        None => ask()?,
    };
    now.insert(key, answer.clone());
    Ok(answer)
}

impl<'a> Talk<'a> {
    pub(super) fn new(adviser: &'a mut dyn Adviser) -> Self {
        Self {
            adviser,
            before: Said::default(),
            now: Said::default(),
            refused: BTreeMap::new(),
            kept: BTreeMap::new(),
        }
    }

    pub(super) fn speaker(&mut self, question: &SpeakerQuestion) -> Result<Who> {
        let key = question.label.clone();
        let (before, now) = (&mut self.before.speakers, &mut self.now.speakers);
        recalled(before, now, key, || self.adviser.speaker(question))
    }

    pub(super) fn found(&mut self, question: &FoundQuestion) -> Result<FoundAnswer> {
        let (origin, found) = (question.origin.clone(), question.found.clone());
        let (before, now) = (&mut self.before.found, &mut self.now.found);
        let key = (origin, question.what, found);
        recalled(before, now, key, || self.adviser.found(question))
    }

    pub(super) fn place(&mut self, question: &PlaceQuestion) -> Result<Where> {
        let key = question.printed.clone();
        let (before, now) = (&mut self.before.places, &mut self.now.places);
        recalled(before, now, key, || self.adviser.place(question))
    }

    /// What is words in a file, to be added to.
    pub(super) fn refuse(&mut self, origin: &str) -> &mut AsWords {
        self.refused.entry(origin.to_owned()).or_default()
    }

    /// What was answered of a file that is not asked when it is read again, to be added to.
    pub(super) fn keep(&mut self, origin: &str) -> &mut Answers {
        self.kept.entry(origin.to_owned()).or_default()
    }

    /// The same, if there is any.
    pub(super) fn kept(&self, origin: &str) -> Option<&Answers> {
        self.kept.get(origin)
    }

    /// What turned out to be words since this was last asked, by the file; what was answered until now is then what was answered before.
    pub(super) fn refused(&mut self) -> BTreeMap<String, AsWords> {
        self.before = std::mem::take(&mut self.now);
        std::mem::take(&mut self.refused)
    }
}
