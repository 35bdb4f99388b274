//! Where names of entries stand in transcripts: what a [`Vocabulary`] finds in each, and what that names.

use std::{collections::BTreeSet, ops::Range, sync::Arc};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    Gathered, MentionHit, Parts, Vocabulary,
    looked_for::{too_short, vocabulary},
};
use crate::{
    anchor::Lost,
    archive::{IndexVec, ListIndex, MentionIndex, NameIndex, Transcript, TranscriptIndex},
    source::diag::Diagnostic,
    store::digest::{Digest, Digester},
    text,
};

/// Where names of a vocabulary stand in one transcript: kept with it for as long as neither changes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Spotted {
    /// Of all names that were looked for.
    pub vocabulary: Digest,
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

/// The mentions of all transcripts.
pub(super) struct Looked {
    pub(super) hits: Gathered<IndexVec<MentionIndex, MentionHit>>,
    pub(super) spotted: Gathered<Option<Arc<Spotted>>>,
    /// Per transcript: whether it was not looked through again.
    pub(super) as_before: Gathered<bool>,
    pub(super) vocabulary: Option<Vocabulary>,
}

/// The mentions of all entries in all transcripts, in parallel; texts that were looked through with the same names are not again.
pub(super) fn scan_all(parts: &Parts, diags: &mut Vec<Diagnostic>) -> Result<Looked, Lost> {
    if !parts.mentions {
        return Ok(Looked {
            hits: IndexVec::filled(IndexVec::new(), parts.transcripts.len()),
            spotted: parts.spotted.clone(),
            as_before: IndexVec::filled(true, parts.transcripts.len()),
            vocabulary: None,
        });
    }
    let vocabulary = vocabulary(&parts.config.language, &parts.entries);
    let looked: Result<Vec<(Arc<Spotted>, bool)>, Lost> = parts
        .transcripts
        .par_iter()
        .enumerate()
        .map(|(t, outline)| {
            let before = parts
                .spotted
                .get(TranscriptIndex::at(t))
                .and_then(Option::as_ref);
            match before.filter(|s| s.vocabulary == vocabulary.digest) {
                Some(before) => Ok((before.clone(), true)),
                None => {
                    let record = parts.records.record(outline)?;
                    Ok((Arc::new(vocabulary.spot(&record.transcript)), false))
                }
            }
        })
        .collect();
    let spotted = looked?;
    vocabulary.tell_noticed(&spotted, parts, diags);
    Ok(Looked {
        hits: spotted.iter().map(|(s, _)| vocabulary.hits(s)).collect(),
        as_before: spotted.iter().map(|(_, before)| *before).collect(),
        spotted: spotted.into_iter().map(|(s, _)| Some(s)).collect(),
        vocabulary: Some(vocabulary),
    })
}

impl Vocabulary {
    /// Looks through a transcript.
    pub fn spot(&self, transcript: &Transcript) -> Spotted {
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
            spots: spots.collect(),
        }
    }

    /// Tells of names that stand in texts and are not looked for because they are too short.
    fn tell_noticed(
        &self,
        spotted: &[(Arc<Spotted>, bool)],
        parts: &Parts,
        diags: &mut Vec<Diagnostic>,
    ) {
        if self.names.iter().all(|name| name.noticed.is_empty()) {
            return;
        }
        let mut counts: IndexVec<NameIndex, usize> = IndexVec::filled(0, self.names.len());
        for (spotted, _) in spotted {
            let names: BTreeSet<NameIndex> = spotted.spots.iter().map(|s| s.name).collect();
            for name in names {
                counts[name] += 1;
            }
        }
        for (name, count) in self
            .names
            .iter()
            .zip(counts)
            .filter(|(_, count)| *count > 0)
        {
            diags.extend(
                name.noticed
                    .iter()
                    .map(|(entry, written)| too_short(&parts.entries[*entry], written, count)),
            );
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
