//! What a transcript has of its ledger: the ids of its paragraphs, and what happened to them since they were sealed.

use std::{collections::HashMap, sync::Arc};

use super::{
    alignment::{Aligned, Alignment, Present, Was},
    order::{ById, Joins, Place, places},
};
use crate::archive::{
    Day, GoneParagraph, History, JoinedParagraph, Ledger, LedgerLine, ListIndex, ParagraphHistory,
    ParagraphId, ParagraphIds, ParagraphIndex, Seal, Sealing, Standing, Wording, WordsDigest,
};

/// Gathers what a ledger tells of the paragraphs that were aligned with it.
pub fn sealing(ledger: &Ledger, present: &[Present<'_>], alignment: &Alignment) -> Sealing {
    let history = Gathering::new(ledger, alignment).history();
    let ids = alignment.paragraphs.iter().map(|aligned| aligned.id);
    let joined: Vec<_> = history.joined.iter().map(|j| (j.id, j.into)).collect();
    Sealing {
        ids: ParagraphIds::new(ids.collect(), &joined),
        digests: present.iter().map(|p| p.digest).collect(),
        history: Arc::new(history),
    }
}

struct Gathering<'a> {
    ledger: &'a Ledger,
    alignment: &'a Alignment,
    by_id: ById,
    joins: Joins,
}

impl<'a> Gathering<'a> {
    fn new(ledger: &'a Ledger, alignment: &'a Alignment) -> Self {
        Self {
            ledger,
            alignment,
            by_id: ById::of(ledger),
            joins: Joins::of(ledger, alignment),
        }
    }

    fn history(&self) -> History {
        let is_current = |line: &LedgerLine| line.standing == Standing::Current;
        let kept = |aligned: &Aligned| matches!(aligned.was, Was::Kept(_) | Was::Moved(_));
        let nothing_happened = self.ledger.lines.iter().all(is_current)
            && self.alignment.paragraphs.iter().all(kept)
            && self.alignment.paragraphs.len() == self.ledger.lines.len();
        if nothing_happened {
            return History::default();
        }
        let paragraphs = self.alignment.paragraphs.iter().enumerate();
        let place: HashMap<ParagraphId, ParagraphIndex> = paragraphs
            .map(|(j, aligned)| (aligned.id, ParagraphIndex::at(j)))
            .collect();
        let mut joined: Vec<JoinedParagraph> = Vec::new();
        let mut gone: Vec<GoneParagraph> = Vec::new();
        let mut before = 0;
        for at in places(self.ledger, self.alignment) {
            let line = match at {
                Place::Present(j) => {
                    before = j + 1;
                    continue;
                }
                Place::Gone(line) => &self.ledger.lines[line],
            };
            let on = match line.standing {
                Standing::Removed { on } | Standing::Joined { on, .. } => Some(on),
                Standing::Current | Standing::Earlier { .. } => None,
            };
            let end = self.joins.end(line.id);
            match place.get(&end) {
                Some(&into) => joined.push(JoinedParagraph {
                    id: line.id,
                    into,
                    on,
                }),
                None => gone.push(GoneParagraph {
                    id: line.id,
                    before: ParagraphIndex::at(before),
                    on,
                    joined: (end != line.id).then_some(end),
                    digests: self.digests(line.id),
                }),
            }
        }
        joined.sort_by_key(|joined| joined.id);
        History::new(self.paragraphs(&joined), joined, gone)
    }

    /// Of all words that a paragraph had, the latest first.
    fn digests(&self, id: ParagraphId) -> Vec<WordsDigest> {
        let lines = self.by_id.head(id).into_iter();
        let lines = lines.chain(self.by_id.earlier(id).iter().copied());
        lines.map(|line| self.ledger.lines[line].digest).collect()
    }

    /// What happened to those that are there.
    fn paragraphs(&self, joined: &[JoinedParagraph]) -> Vec<ParagraphHistory> {
        let mut parts: HashMap<ParagraphIndex, Vec<ParagraphId>> = HashMap::new();
        for joined in joined {
            parts.entry(joined.into).or_default().push(joined.id);
        }
        let mut all = Vec::new();
        for (j, aligned) in self.alignment.paragraphs.iter().enumerate() {
            let paragraph = ParagraphIndex::at(j);
            let seal = match aligned.was {
                Was::Kept(_) | Was::Moved(_) | Was::Restored(_) => Seal::AsSealed,
                Was::Reworded(_) => Seal::Reworded,
                Was::Split(_) | Was::New => Seal::New,
            };
            let mut earlier = Vec::new();
            if let Was::Reworded(line) = aligned.was {
                earlier.push(self.wording(line, None));
            }
            self.earlier_of(aligned.id, &mut earlier);
            for &part in parts.get(&paragraph).into_iter().flatten() {
                let head = self.by_id.head(part);
                earlier.extend(head.map(|line| match self.ledger.lines[line].standing {
                    Standing::Joined { on, .. } => self.wording(line, Some(on)),
                    Standing::Current | Standing::Earlier { .. } | Standing::Removed { .. } => {
                        self.wording(line, None)
                    }
                }));
                self.earlier_of(part, &mut earlier);
            }
            // A wording that nobody replaced yet was there until now.
            earlier.sort_by_key(|w| std::cmp::Reverse((w.until.is_none(), w.until)));
            if seal != Seal::AsSealed || !earlier.is_empty() {
                all.push(ParagraphHistory {
                    paragraph,
                    seal,
                    earlier,
                });
            }
        }
        all
    }

    fn earlier_of(&self, id: ParagraphId, earlier: &mut Vec<Wording>) {
        let lines = self.by_id.earlier(id).iter();
        earlier.extend(lines.map(|&line| match self.ledger.lines[line].standing {
            Standing::Earlier { until } => self.wording(line, Some(until)),
            Standing::Current | Standing::Removed { .. } | Standing::Joined { .. } => {
                self.wording(line, None)
            }
        }));
    }

    fn wording(&self, line: usize, until: Option<Day>) -> Wording {
        let line = &self.ledger.lines[line];
        Wording {
            id: line.id,
            digest: line.digest,
            sealed: line.sealed,
            until,
            words: line.words.clone(),
        }
    }
}
