//! Paragraphs that are named by their ids in what names things: whether their words are those that were meant.

use super::{Names, Thing, names::cited_in};
use crate::{
    anchor,
    archive::{Cited, TranscriptIndex},
    source::{Span, diag::Diagnostic},
};

/// A name that may be a paragraph's.
pub(super) struct Paragraph<'a> {
    /// The inside of a wiki link: `talk#p12`.
    pub(super) target: &'a str,
    /// Where `#p12` is meant.
    pub(super) here: Option<TranscriptIndex>,
    /// Where it is written.
    pub(super) span: Span,
    /// How another name is written in its place.
    pub(super) line: &'a dyn Fn(&str) -> String,
}

impl Paragraph<'_> {
    /// The remark on it, if it is a paragraph's and there is anything to say; `found` is what it leads to, if that is there.
    pub(super) fn told(&self, names: &Names, found: Option<Thing>) -> Option<Diagnostic> {
        let cited = cited_in(self.target)?;
        let t = match found {
            Some(Thing::Paragraph(t, _)) => t,
            Some(_) => return None,
            None => names.place_of(self.target, self.here)?,
        };
        let (page, _) = self.target.split_once('#')?;
        let line = |cited: Cited| (self.line)(&format!("{page}#{cited}"));
        told((t, cited), self.span, names, &line)
    }
}

/// The remark on a paragraph of a transcript that is named; `line` tells how another one is named there.
pub(super) fn told(
    (t, cited): (TranscriptIndex, Cited),
    span: Span,
    names: &Names,
    line: &dyn Fn(Cited) -> String,
) -> Option<Diagnostic> {
    let card = &names.cards()[t];
    let naming = anchor::Naming {
        cited,
        span,
        transcript: &card.id,
        line,
    };
    let found = card.paragraphs.find(cited.id);
    match &card.seals {
        None => {
            cited.digest.and(found)?;
            Some(naming.without_ledger())
        }
        Some(seals) => {
            let (ids, history) = (&card.paragraphs, &seals.history);
            let meant = history.meant(cited, found, |p| seals.digest(p));
            naming.told(meant, ids, history)
        }
    }
}
