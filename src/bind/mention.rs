//! Where names of entries stand in transcripts: what a [`Vocabulary`] finds in each, and what that names.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{MentionHit, Vocabulary, looked_for::too_short};
use crate::{
    anchor::{Lost, Outline, TranscriptStore},
    archive::{Entry, EntryIndex, IndexVec, MentionIndex, NameIndex, Transcript},
    source::{
        diag::Diagnostic,
        digest::{Digest, Digester},
    },
    text,
};

/// Where names of a vocabulary stand in one transcript: kept with it for as long as neither changes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Spotted {
    /// Of all names that were looked for.
    pub vocabulary: Digest,
    /// Of the words that they were looked for in: see [`Transcript::words_digest`].
    pub words: Digest,
    /// In order.
    pub spots: Vec<Spot>,
}

/// A place where a name stands.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Spot {
    /// Bytes of the transcript's text.
    pub range: Range<u32>,
    /// Where the sentence that it stands in begins: bytes of the transcript's text.
    pub sentence: u32,
    /// The name in its vocabulary.
    pub name: NameIndex,
    /// Of the words of its paragraph, and its place in them.
    pub digest: Digest,
}

/// What is known of the mentions of a transcript before it is bound.
pub(super) enum Before {
    /// Where names stood, if it was looked through: with these names in these words, or with others.
    Spotted(Option<Arc<Spotted>>),
    /// The same words were bound to the same names.
    Bound(Mentioned),
}

/// The mentions of one transcript.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Mentioned {
    pub(super) hits: IndexVec<MentionIndex, MentionHit>,
    /// Names that stand in it and are not looked for.
    pub(super) noticed: Vec<NameIndex>,
    /// The same before names were bound; none if they are not looked for.
    pub(super) spotted: Option<Arc<Spotted>>,
    /// Whether it was looked through in this run.
    #[serde(skip)]
    pub(super) looked_through: bool,
}

impl Mentioned {
    /// Those of a transcript; if it was looked through with the same names before, it is not again.
    ///
    /// # Errors
    /// When its words cannot be had any more.
    pub(super) fn of(
        outline: &Outline,
        before: Before,
        vocabulary: Option<&Vocabulary>,
        records: &dyn TranscriptStore,
    ) -> Result<Self, Lost> {
        let before = match before {
            Before::Bound(mentioned) => return Ok(mentioned),
            Before::Spotted(spotted) => spotted,
        };
        let Some(vocabulary) = vocabulary else {
            return Ok(Self {
                spotted: before,
                ..Self::default()
            });
        };
        let is_of = |spotted: &Arc<Spotted>| {
            spotted.vocabulary == vocabulary.digest && spotted.words == outline.words
        };
        let before = before.filter(is_of);
        let looked_through = before.is_none();
        let spotted = match before {
            Some(before) => before,
            None => Arc::new(vocabulary.spot(&records.record(outline)?.transcript, outline.words)),
        };
        Ok(Self {
            hits: vocabulary.hits(&spotted),
            noticed: vocabulary.noticed(&spotted),
            spotted: Some(spotted),
            looked_through,
        })
    }
}

impl Vocabulary {
    /// Looks through a transcript, whose [`Transcript::words_digest`] is `words`.
    pub fn spot(&self, transcript: &Transcript, words: Digest) -> Spotted {
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut digester = Digester::new();
        let mut sentence = 0..0;
        let language = transcript.header.language.as_deref();
        let mut seen: BTreeSet<NameIndex> = BTreeSet::new();
        let mut found = self.find(&transcript.text, language.unwrap_or(&self.language));
        // Of a name that is only noticed one place is enough.
        found.retain(|&(_, name)| !self.names[name].keys.is_empty() || seen.insert(name));
        let spots = found.into_iter().map(|(range, name)| {
            let paragraph = transcript.paragraph_at(range.start);
            let start = transcript.paragraphs[paragraph].range.start as usize;
            // Long sentences are not segmented again for each of their names.
            if !(sentence.start <= range.start && range.end <= sentence.end) {
                let paragraph = transcript.paragraphs[paragraph].bytes();
                sentence = text::sentence_range(&transcript.text, paragraph, range.clone());
            }
            transcript.note_paragraph(paragraph, &mut digester);
            digester
                .number((range.start - start) as u64)
                .number(range.len() as u64);
            Spot {
                range: small(range.start)..small(range.end),
                sentence: small(sentence.start),
                name,
                digest: digester.finish(),
            }
        });
        Spotted {
            vocabulary: self.digest,
            words,
            spots: spots.collect(),
        }
    }

    /// The names of those that were spotted that somebody has who does not want them to be looked for, each once.
    fn noticed(&self, spotted: &Spotted) -> Vec<NameIndex> {
        let names = spotted.spots.iter().map(|spot| spot.name);
        let noticed = names.filter(|&name| !self.names[name].noticed.is_empty());
        let noticed: BTreeSet<NameIndex> = noticed.collect();
        noticed.into_iter().collect()
    }

    /// Tells of names that stand in texts, of each of which `noticed` has those, and are not looked for because they are too short.
    pub(super) fn tell_noticed(
        &self,
        noticed: &[Vec<NameIndex>],
        entries: &IndexVec<EntryIndex, Entry>,
        diags: &mut Vec<Diagnostic>,
    ) {
        let mut counts: BTreeMap<NameIndex, usize> = BTreeMap::new();
        for &name in noticed.iter().flatten() {
            *counts.entry(name).or_default() += 1;
        }
        for (name, count) in counts {
            let having = self.names[name].noticed.iter();
            diags
                .extend(having.map(|(entry, written)| too_short(&entries[*entry], written, count)));
        }
    }

    /// What the names that were spotted name.
    pub fn hits(&self, spotted: &Spotted) -> IndexVec<MentionIndex, MentionHit> {
        let of = |spot: &Spot| {
            let (range, sentence, digest) = (spot.range.clone(), spot.sentence, spot.digest);
            let keys = self.names[spot.name].keys.iter();
            keys.map(move |&entry| MentionHit {
                range: range.clone(),
                sentence,
                entry,
                digest,
            })
        };
        spotted.spots.iter().flat_map(of).collect()
    }
}
