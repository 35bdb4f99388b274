//! Looks for the targets of one transcript's annotations, one by one.

use std::ops::Range;

use super::{
    Claim,
    find::{Found, find, find_passage},
    mistakes,
    quote::{PassageQuote, Quote},
    search::{Search, Sought},
    told,
};
use crate::{
    archive::{ListIndex, ParagraphIndex, Selector, Target, Within},
    source::{
        Spanned,
        diag::{Code, Diagnostic},
    },
};

/// Where one target was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) range: Range<usize>,
    pub(super) highlight: bool,
    pub(super) drifted: bool,
}

impl Search<'_> {
    /// Where a claim's targets stand; empty for the whole transcript, none if one of them was told to be wrong.
    pub(super) fn spots(&self, claim: &Claim, diags: &mut Vec<Diagnostic>) -> Option<Vec<Spot>> {
        let mut spots = Vec::new();
        let mut failed = false;
        for &i in &claim.targets {
            let target = &claim.annotation.targets[i];
            match self.target(target, claim, diags) {
                Ok(Some(spot)) => spots.push(spot),
                Ok(None) => {}
                Err(()) => failed = true,
            }
        }
        (!failed).then_some(spots)
    }

    /// `Ok(None)` is the whole transcript.
    fn target(
        &self,
        target: &Target,
        claim: &Claim,
        diags: &mut Vec<Diagnostic>,
    ) -> Result<Option<Spot>, ()> {
        match &target.selector {
            Selector::Whole => Ok(None),
            Selector::Paragraphs(within) => {
                let (first, last) = self.paragraphs(*within, true, diags).ok_or(())?;
                let bytes = |p| self.transcript.paragraphs[p].bytes();
                let range = bytes(first).start..bytes(last).end;
                Ok(Some(Spot {
                    range,
                    highlight: false,
                    drifted: false,
                }))
            }
            Selector::Quote {
                words,
                before,
                after,
                nth,
                within,
            } => {
                let paragraphs = self.range(*within, diags)?;
                let quote = Quote::of(words, (before, after), nth, paragraphs);
                let found = find(self.text, &quote).or_else(|miss| {
                    let again = |words: &str| {
                        let quote = Quote {
                            words,
                            ..quote.clone()
                        };
                        find(self.text, &quote).ok()
                    };
                    self.behind_guess(words, again, diags).ok_or(miss)
                });
                match found {
                    Ok(found) => Ok(Some(self.hit(found.range, claim, diags))),
                    Err(miss) => {
                        let sought = Sought {
                            key: "quote",
                            words,
                            beside: before.is_some() || after.is_some(),
                            nth: nth.as_ref(),
                            within: quote.within,
                        };
                        let told = told::told(self, &sought, &miss);
                        self.give_way(told, told::nearest_spot(&miss), within.as_ref(), diags)
                    }
                }
            }
            Selector::Passage {
                from,
                to,
                before,
                nth,
                within,
            } => {
                let paragraphs = self.range(*within, diags)?;
                let quote = PassageQuote::of((from, to), before, nth, paragraphs);
                let found = find_passage(self.text, &quote).or_else(|miss| {
                    let again = |from: &str| {
                        let quote = PassageQuote {
                            from,
                            ..quote.clone()
                        };
                        find_passage(self.text, &quote).ok()
                    };
                    self.behind_guess(from, again, diags).ok_or(miss)
                });
                match found {
                    Ok(found) => Ok(Some(self.hit(found.range, claim, diags))),
                    Err(miss) => {
                        let sought = Sought {
                            key: "from",
                            words: from,
                            beside: before.is_some(),
                            nth: nth.as_ref(),
                            within: quote.within,
                        };
                        let (told, nearest) = told::passage(self, &sought, to, &miss);
                        self.give_way(told, nearest, within.as_ref(), diags)
                    }
                }
            }
        }
    }

    /// What is found of words that begin with a label which is only a guess, if they stand at the beginning of what was taken for its turn.
    fn behind_guess(
        &self,
        words: &Spanned<String>,
        find: impl FnOnce(&str) -> Option<Found>,
        diags: &mut Vec<Diagnostic>,
    ) -> Option<Found> {
        let (rest, told) = mistakes::behind_guess(self, words)?;
        let found = find(rest)?;
        let paragraph = self.transcript.paragraph_at(found.range.start);
        let begins = self.transcript.paragraphs[paragraph].bytes().start == found.range.start;
        begins.then(|| {
            diags.push(told);
            found
        })
    }

    /// A place where the words stand, checked.
    fn hit(&self, range: Range<usize>, claim: &Claim, diags: &mut Vec<Diagnostic>) -> Spot {
        self.check_correction(claim, &range, diags);
        Spot {
            range,
            highlight: true,
            drifted: false,
        }
    }

    /// Fails with the remark, or with `--lenient` warns and falls back to the nearest paragraph.
    fn give_way(
        &self,
        mut told: Diagnostic,
        nearest: Option<Range<usize>>,
        within: Option<&Within>,
        diags: &mut Vec<Diagnostic>,
    ) -> Result<Option<Spot>, ()> {
        if !self.leniency.lenient {
            diags.push(told);
            return Err(());
        }
        told.notes.push(format!(
            "`{}` would stop a build without `--lenient`",
            told.code.as_str()
        ));
        told.code = Code::QuoteDrifted;
        told.severity = Code::QuoteDrifted.severity();
        diags.push(told);
        let paragraph = match (nearest, within) {
            (Some(range), _) => self.transcript.paragraph_at(range.start),
            (None, Some(within)) => {
                let behind = self.ids.at_or_behind(within.first.id);
                let last = self.transcript.paragraphs.len() - 1;
                behind.unwrap_or(ParagraphIndex::at(last))
            }
            (None, None) => ParagraphIndex::at(0),
        };
        let range = self.transcript.paragraphs[paragraph].bytes();
        Ok(Some(Spot {
            range,
            highlight: false,
            drifted: true,
        }))
    }

    fn check_correction(&self, claim: &Claim, range: &Range<usize>, diags: &mut Vec<Diagnostic>) {
        if let Some(correction) = &claim.annotation.correction
            && self.transcript.text[range.clone()] == correction.value
        {
            diags.push(
                Diagnostic::at(
                    Code::NoCorrection,
                    correction.span,
                    "this correction is what the source says already",
                )
                .help("write the reading that you propose, or drop `correction`"),
            );
        }
    }
}
