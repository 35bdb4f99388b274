//! What is meant by a paragraph that somebody named: whether its words are those that whoever named it had before them.

use super::{
    Cited, GoneParagraph, History, JoinedParagraph, ParagraphIndex, Seal, ShortDigest, Wording,
};

/// How what somebody named stands to what is sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant<'h> {
    /// These words are meant.
    These,
    /// Other words may be meant than are there.
    Changed(Changed<'h>),
    /// The paragraph is no longer there.
    Gone(&'h GoneParagraph),
    /// The digest is that of the words as they stand, and these are not sealed yet.
    NotSealed,
    /// The paragraph never had words of this digest.
    NeverHad {
        /// Where it is, or is a part of another.
        paragraph: ParagraphIndex,
        /// Of the words that stand there.
        now: ShortDigest,
        /// Whether these are sealed.
        is_sealed: bool,
    },
    /// There is no such paragraph and never was.
    Unknown,
}

/// A paragraph whose words are not those that may be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed<'h> {
    /// Where it is, or is a part of another.
    pub paragraph: ParagraphIndex,
    /// That it is a part of another.
    pub joined: Option<&'h JoinedParagraph>,
    /// The words that may be meant.
    pub earlier: &'h Wording,
    /// The words that stand there.
    pub words: Option<&'h str>,
    /// Of these.
    pub now: ShortDigest,
    /// Whether these are sealed.
    pub is_sealed: bool,
}

impl History {
    /// What is meant by a paragraph that is named, where `found` is the one that has its id or that it is a part of; `now` tells the digests of the
    /// words as they stand.
    pub fn meant(
        &self,
        cited: Cited,
        found: Option<ParagraphIndex>,
        now: impl Fn(ParagraphIndex) -> ShortDigest,
    ) -> Meant<'_> {
        let Some(paragraph) = found else {
            return self.gone(cited.id).map_or(Meant::Unknown, Meant::Gone);
        };
        let now = now(paragraph);
        let joined = self.joined(cited.id);
        let (seal, earlier) = match self.of(paragraph) {
            Some(history) => (history.seal, history.earlier.as_slice()),
            None => (Seal::AsSealed, &[][..]),
        };
        let is_sealed = seal == Seal::AsSealed;
        let changed = |earlier| {
            Meant::Changed(Changed {
                paragraph,
                joined,
                earlier,
                words: self.words(paragraph),
                now,
                is_sealed,
            })
        };
        let mut own = earlier.iter().filter(|w| w.id == cited.id);
        match cited.digest {
            Some(digest) if digest == now && joined.is_none() => match is_sealed {
                true => Meant::These,
                false => Meant::NotSealed,
            },
            Some(digest) => match own.find(|w| w.digest.short() == digest) {
                Some(earlier) => changed(earlier),
                None => Meant::NeverHad {
                    paragraph,
                    now,
                    is_sealed,
                },
            },
            None => {
                let is_other = |w: &&Wording| joined.is_some() || w.digest.short() != now;
                let mut others = earlier.iter().filter(|w| w.id != cited.id);
                let earlier = own.find(is_other).or_else(|| others.find(is_other));
                earlier.map_or(Meant::These, changed)
            }
        }
    }
}
