//! How the paragraphs of a transcript stand to its ledger: which are as they were sealed, what the others were, which are gone and where from.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Day, IndexVec, ParagraphId, ParagraphIds, ParagraphIndex, WordsDigest};

/// What a transcript has of its ledger.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sealing {
    /// The ids of its paragraphs, and those that were joined into them.
    pub ids: ParagraphIds,
    /// Of the words of each paragraph as they stand.
    pub digests: IndexVec<ParagraphIndex, WordsDigest>,
    /// What is not as it was first sealed.
    pub history: Arc<History>,
}

/// What happened to the paragraphs of a transcript since they were first sealed. Most archives have little of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// Paragraphs that are not sealed as they stand, or were once otherwise; ascending.
    pub paragraphs: Vec<ParagraphHistory>,
    /// Ids of paragraphs that are now a part of another, ascending.
    pub joined: Vec<JoinedParagraph>,
    /// Paragraphs that are no longer in the text, in the order of the places where they were.
    pub gone: Vec<GoneParagraph>,
    /// The places of these in the order of their ids.
    gone_by_id: Vec<usize>,
}

/// What happened to a paragraph that is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParagraphHistory {
    /// Which.
    pub paragraph: ParagraphIndex,
    /// How its words stand to those that were sealed.
    pub seal: Seal,
    /// Other words that led here, the latest first: its own, and those of paragraphs that were joined into it.
    pub earlier: Vec<Wording>,
}

/// How the words of a paragraph stand to those that were sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Seal {
    /// They are those.
    AsSealed,
    /// They are others.
    Reworded,
    /// None were: the paragraph is not in the ledger.
    New,
}

/// Words that a paragraph had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// The address that led to them: the paragraph's own, or of one that was joined into it.
    pub id: ParagraphId,
    /// Of the words.
    pub digest: WordsDigest,
    /// When they were sealed.
    pub sealed: Day,
    /// When others were sealed in their place; none if that was not sealed yet.
    pub until: Option<Day>,
    /// The words as they are compared; none where they shall be forgotten.
    pub words: Option<Box<str>>,
}

/// A paragraph that became a part of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinedParagraph {
    /// Its address.
    pub id: ParagraphId,
    /// The one that it is a part of.
    pub into: ParagraphIndex,
    /// When that was sealed; none if it was not yet.
    pub on: Option<Day>,
}

/// A paragraph that is no longer in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoneParagraph {
    /// Its address.
    pub id: ParagraphId,
    /// The paragraph that it stood before; one more than there is for one that stood behind the last.
    pub before: ParagraphIndex,
    /// When its going was sealed; none if that was not yet.
    pub on: Option<Day>,
    /// The paragraph, gone like it, that it was joined into before.
    pub joined: Option<ParagraphId>,
    /// Of all words that it had.
    pub digests: Vec<WordsDigest>,
}

impl History {
    /// The history of a transcript: paragraphs ascend, and so do the ids of joined ones.
    pub fn new(
        paragraphs: Vec<ParagraphHistory>,
        joined: Vec<JoinedParagraph>,
        gone: Vec<GoneParagraph>,
    ) -> Self {
        let mut gone_by_id: Vec<usize> = (0..gone.len()).collect();
        gone_by_id.sort_by_key(|&place| gone[place].id);
        Self {
            paragraphs,
            joined,
            gone,
            gone_by_id,
        }
    }

    /// Whether nothing happened: all is as it was first sealed.
    pub fn is_empty(&self) -> bool {
        let Self {
            paragraphs,
            joined,
            gone,
            gone_by_id: _,
        } = self;
        paragraphs.is_empty() && joined.is_empty() && gone.is_empty()
    }

    /// What happened to a paragraph, if anything did.
    pub fn of(&self, paragraph: ParagraphIndex) -> Option<&ParagraphHistory> {
        let place = self
            .paragraphs
            .binary_search_by_key(&paragraph, |p| p.paragraph);
        place.ok().map(|place| &self.paragraphs[place])
    }

    /// How the words of a paragraph stand to those that were sealed.
    pub fn seal(&self, paragraph: ParagraphIndex) -> Seal {
        self.of(paragraph).map_or(Seal::AsSealed, |p| p.seal)
    }

    /// The paragraph with this id, if it is no longer in the text.
    pub fn gone(&self, id: ParagraphId) -> Option<&GoneParagraph> {
        let ids = &self.gone_by_id;
        let place = ids.binary_search_by_key(&id, |&place| self.gone[place].id);
        place.ok().map(|place| &self.gone[ids[place]])
    }

    /// The paragraph with this id, if it became a part of another.
    pub fn joined(&self, id: ParagraphId) -> Option<&JoinedParagraph> {
        let place = self.joined.binary_search_by_key(&id, |joined| joined.id);
        place.ok().map(|place| &self.joined[place])
    }
}
