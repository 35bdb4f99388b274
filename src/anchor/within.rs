//! The paragraphs that `in:` means.

use std::ops::RangeInclusive;

use super::{cited::Naming, search::Search};
use crate::{
    archive::{Cited, ListIndex, ParagraphId, ParagraphIndex, Within},
    source::diag::{Code, Diagnostic, Severity},
};

impl Search<'_> {
    /// `in:` beside a quote, as a range of paragraphs that exist: the quote is what counts, whatever the words were.
    pub(super) fn range(
        &self,
        within: Option<Within>,
        diags: &mut Vec<Diagnostic>,
    ) -> Result<Option<RangeInclusive<ParagraphId>>, ()> {
        let Some(within) = within else {
            return Ok(None);
        };
        let (first, last) = self.paragraphs(within, false, diags).ok_or(())?;
        Ok(Some(self.ids.of(first)..=self.ids.of(last)))
    }

    /// The first and the last of the paragraphs that `in:` means, in the order of the text; `alone` if no quote stands beside it, so that words that
    /// were changed are told.
    pub(super) fn paragraphs(
        &self,
        within: Within,
        alone: bool,
        diags: &mut Vec<Diagnostic>,
    ) -> Option<(ParagraphIndex, ParagraphIndex)> {
        let told = self.told_of(within);
        let is_wrong = told.iter().any(|d| d.severity == Severity::Error);
        diags.extend(
            told.into_iter()
                .filter(|d| alone || d.severity == Severity::Error),
        );
        if is_wrong {
            return None;
        }
        let paragraphs = &self.transcript.paragraphs;
        let (first_id, last_id) = (within.first.id, within.last.id);
        let (first, last) = (self.ids.find(first_id), self.ids.find(last_id));
        if let (Some(first), Some(last)) = (first, last) {
            if first <= last {
                return Some((first, last));
            }
            let message = format!("{first_id} comes after {last_id}");
            let turned = format!("{}-{}", within.last, within.first);
            diags.push(
                Diagnostic::at(Code::BadValue, within.span, message)
                    .did_you_mean(within.span, Some(&turned)),
            );
            return None;
        }
        let missing = if first.is_none() { first_id } else { last_id };
        diags.push(
            Diagnostic::at(
                Code::NoSuchParagraph,
                within.span,
                format!("there is no {missing}"),
            )
            .note(format!(
                "the transcript `{}` has {} to {}",
                self.transcript.id(),
                paragraphs[ParagraphIndex::at(0)].id,
                paragraphs[ParagraphIndex::at(paragraphs.len() - 1)].id
            )),
        );
        None
    }

    /// What there is to say of the paragraphs that are named, by what the ledger has of them.
    fn told_of(&self, within: Within) -> Vec<Diagnostic> {
        let Within { first, last, .. } = within;
        let one = |cited: Cited| format!("in: {cited}");
        if first == last {
            return self.told(within, first, &one).into_iter().collect();
        }
        let from = |cited: Cited| format!("in: {cited}-{last}");
        let to = |cited: Cited| format!("in: {first}-{cited}");
        let both = [
            self.told(within, first, &from),
            self.told(within, last, &to),
        ];
        both.into_iter().flatten().collect()
    }

    fn told(
        &self,
        within: Within,
        cited: Cited,
        line: &dyn Fn(Cited) -> String,
    ) -> Option<Diagnostic> {
        let naming = Naming {
            cited,
            span: within.span,
            transcript: self.transcript.id(),
            line,
        };
        let Some(sealing) = &self.transcript.sealing else {
            return cited.digest.map(|_| naming.without_ledger());
        };
        let (ids, history) = (&sealing.ids, &sealing.history);
        let now = |p| sealing.digests[p].short();
        naming.told(history.meant(cited, ids.find(cited.id), now), ids, history)
    }
}
