//! Seals the paragraphs of a text: writes down their addresses, and what became of those that were sealed before.

use std::collections::HashSet;

use super::{
    align::align,
    alignment::{Alignment, Present, Was},
    order::{ById, Joins, Place, places},
};
use crate::archive::{Day, Ledger, LedgerLine, ParagraphId, Standing};

/// What a sealing changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SealChange {
    /// A paragraph is new.
    New {
        /// Its address.
        id: ParagraphId,
    },
    /// A paragraph is new, and most of its words were in another one.
    Split {
        /// Its address.
        id: ParagraphId,
        /// The other one.
        from: ParagraphId,
    },
    /// A paragraph has other words.
    Reworded {
        /// Its address.
        id: ParagraphId,
        /// The words that were sealed, if they are known.
        old: Option<Box<str>>,
        /// The words that it has.
        new: Box<str>,
    },
    /// A paragraph stands in another place.
    Moved {
        /// Its address.
        id: ParagraphId,
    },
    /// A paragraph became a part of another one.
    Joined {
        /// Its address.
        id: ParagraphId,
        /// The other one.
        into: ParagraphId,
    },
    /// A paragraph is no longer there.
    Removed {
        /// Its address.
        id: ParagraphId,
    },
    /// A paragraph is there again.
    Restored {
        /// Its address.
        id: ParagraphId,
    },
    /// Two branches gave one address to two paragraphs, one of which has another now.
    GivenAnew {
        /// The address that both had.
        both: ParagraphId,
        /// The address of this one now.
        id: ParagraphId,
    },
    /// The words that a line had were not those of its digest, or none.
    Mended {
        /// The paragraph's address.
        id: ParagraphId,
    },
    /// Words that a paragraph had are forgotten.
    Forgotten {
        /// The paragraph's address.
        id: ParagraphId,
    },
}

/// When and how something is sealed.
#[derive(Clone, Copy, Debug)]
pub struct Sealer {
    /// The day.
    pub day: Day,
    /// Whether the ledger keeps no words that are not in the text (`--forget`).
    pub forget: bool,
}

/// The ledger of a text, made of that which it had, and what is different. Nothing of it changes if all is sealed.
pub fn seal(
    ledger: Option<&Ledger>,
    present: &[Present<'_>],
    sealer: Sealer,
) -> (Ledger, Vec<SealChange>) {
    let nothing = Ledger::default();
    let before = ledger.unwrap_or(&nothing);
    let alignment = align(before, present);
    let mut sealing = Writing {
        before,
        present,
        sealer,
        by_id: ById::of(before),
        joins: Joins::of(before, &alignment),
        there: alignment.paragraphs.iter().map(|a| a.id).collect(),
        lines: Vec::with_capacity(before.lines.len()),
        changes: Vec::new(),
    };
    sealing.write(&alignment);
    let Writing { lines, changes, .. } = sealing;
    if changes.is_empty() {
        return (before.clone(), changes);
    }
    let mut sealed = before.sealed.clone();
    sealed.push(sealer.day);
    sealed.sort_unstable();
    sealed.dedup();
    (Ledger { sealed, lines }, changes)
}

/// A ledger that is being written.
struct Writing<'a> {
    before: &'a Ledger,
    present: &'a [Present<'a>],
    sealer: Sealer,
    by_id: ById,
    joins: Joins,
    /// The paragraphs of the text.
    there: HashSet<ParagraphId>,
    lines: Vec<LedgerLine>,
    changes: Vec<SealChange>,
}

impl Writing<'_> {
    fn write(&mut self, alignment: &Alignment) {
        for place in places(self.before, alignment) {
            match place {
                Place::Present(j) => self.present(j, alignment),
                Place::Gone(line) => self.gone(line, alignment),
            }
        }
    }

    fn present(&mut self, j: usize, alignment: &Alignment) {
        let aligned = alignment.paragraphs[j];
        let id = aligned.id;
        match aligned.was {
            Was::New => self.changes.push(SealChange::New { id }),
            Was::Split(line) => self.changes.push(SealChange::Split {
                id,
                from: self.before.lines[line].id,
            }),
            Was::Moved(_) => self.changes.push(SealChange::Moved { id }),
            Was::Restored(_) => self.changes.push(SealChange::Restored { id }),
            Was::Kept(_) | Was::Reworded(_) => {}
        }
        let paragraph = &self.present[j];
        let line = LedgerLine {
            id,
            digest: paragraph.digest,
            sealed: self.sealer.day,
            words: Some(paragraph.words.as_ref().into()),
            standing: Standing::Current,
        };
        match aligned.was {
            Was::New | Was::Split(_) => self.lines.push(line),
            Was::Kept(old) | Was::Moved(old) | Was::Restored(old) => {
                let old = &self.before.lines[old];
                if old.words.is_none() && old.standing == Standing::Current {
                    self.changes.push(SealChange::Mended { id });
                }
                self.lines.push(LedgerLine {
                    sealed: old.sealed,
                    ..line
                });
            }
            Was::Reworded(old) => {
                let old = &self.before.lines[old];
                self.changes.push(SealChange::Reworded {
                    id,
                    old: old.words.clone(),
                    new: paragraph.words.as_ref().into(),
                });
                let until = self.sealer.day;
                let standing = Standing::Earlier { until };
                let words = old.words.clone().filter(|_| !self.sealer.forget);
                self.lines.extend([
                    line,
                    LedgerLine {
                        words,
                        standing,
                        ..old.clone()
                    },
                ]);
            }
        }
        self.earlier(id, !self.sealer.forget);
    }

    /// The line of a paragraph that is not there, and those of its earlier wordings.
    fn gone(&mut self, line: usize, alignment: &Alignment) {
        let old = &self.before.lines[line];
        let id = old.id;
        let on = self.sealer.day;
        let joined = alignment
            .joined
            .binary_search_by_key(&line, |&(line, _)| line);
        let standing = match (old.standing, joined) {
            (Standing::Removed { .. } | Standing::Joined { .. }, _) => old.standing,
            (_, Ok(place)) => {
                let into = alignment.paragraphs[alignment.joined[place].1].id;
                self.changes.push(SealChange::Joined { id, into });
                Standing::Joined { into, on }
            }
            (_, Err(_)) => {
                self.changes.push(SealChange::Removed { id });
                Standing::Removed { on }
            }
        };
        // Words that nothing in the text has any more are not kept in the ledger, either.
        let end = self.joins.end(id);
        let is_in_text = end != id && self.there.contains(&end);
        let keep = is_in_text && !self.sealer.forget;
        self.kept_if(keep, standing, old);
        self.earlier(id, keep);
    }

    fn earlier(&mut self, id: ParagraphId, keep: bool) {
        let earlier = self.by_id.earlier(id).to_vec();
        for line in earlier {
            let old = &self.before.lines[line];
            self.kept_if(keep, old.standing, old);
        }
    }

    /// A line of words that are not in the text as they were: with the words, or without them.
    fn kept_if(&mut self, keep: bool, standing: Standing, old: &LedgerLine) {
        let forgotten = self.sealer.forget && !keep && old.words.is_some();
        let said = self.changes.last() == Some(&SealChange::Forgotten { id: old.id });
        if forgotten && !said && standing == old.standing {
            self.changes.push(SealChange::Forgotten { id: old.id });
        }
        self.lines.push(LedgerLine {
            words: old.words.clone().filter(|_| keep),
            standing,
            ..old.clone()
        });
    }
}
