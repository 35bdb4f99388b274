//! A text in several languages: an original and its translations, each seen from each.

use super::{AlignedRange, Edition, Handle, Thing, Translation};
use crate::{
    archive::{IndexRange, ListIndex, ParagraphIndex, TranscriptIndex},
    source::digest::Digester,
};

/// A transcript in another language, seen from one of the others.
#[derive(Clone, Debug)]
pub struct Version {
    /// The transcript.
    pub transcript: TranscriptIndex,
    /// Whether it is the original.
    pub is_original: bool,
    /// What says the same, by the paragraphs of the one that this is seen from.
    aligned: Vec<SaidTwice>,
}

/// Paragraphs that say the same in two languages. Each stands in one of these at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SaidTwice {
    /// Of the transcript that the other is seen from.
    pub here: IndexRange<ParagraphIndex>,
    /// Of the other.
    pub there: IndexRange<ParagraphIndex>,
}

impl Version {
    /// All that says the same, in the order of the paragraphs that it is seen from.
    pub fn said_twice(&self) -> &[SaidTwice] {
        &self.aligned
    }

    /// What says the same as some paragraphs, of which this is the first.
    pub fn beginning_at(&self, first: ParagraphIndex) -> Option<SaidTwice> {
        let at = self.aligned.binary_search_by_key(&first, |a| a.here.start);
        at.ok().map(|at| self.aligned[at])
    }
}

impl Edition {
    /// A transcript in other languages: the original, then translations by their languages and ids.
    pub fn versions(&self, t: TranscriptIndex) -> Vec<Version> {
        let own = self.transcript_links[t].translation.as_ref();
        let original = own.map_or(t, |own| own.original);
        let mut others = self.translations[original].clone();
        others.retain(|&other| other != t);
        let language = |t: TranscriptIndex| {
            let own = self.outline(t).header.language.as_deref();
            own.unwrap_or(&self.config.language)
        };
        others.sort_by_key(|&t| (language(t), t));
        if own.is_some() {
            others.insert(0, original);
        }
        others
            .into_iter()
            .map(|other| Version {
                transcript: other,
                is_original: other == original,
                aligned: self.aligned(own, other),
            })
            .collect()
    }

    /// What says the same in `other` as in the transcript whose translation `own` is.
    fn aligned(&self, own: Option<&Translation>, other: TranscriptIndex) -> Vec<SaidTwice> {
        let theirs = self.transcript_links[other].translation.as_ref();
        let mut aligned: Vec<SaidTwice> = match (own, theirs) {
            (Some(own), Some(theirs)) => through_original(&own.aligned, &theirs.aligned),
            (Some(own), None) => {
                let own = own.aligned.iter();
                own.map(|a| SaidTwice {
                    here: a.own,
                    there: a.original,
                })
                .collect()
            }
            (None, Some(theirs)) => {
                let theirs = theirs.aligned.iter();
                let turned = theirs.map(|a| SaidTwice {
                    here: a.original,
                    there: a.own,
                });
                turned.collect()
            }
            (None, None) => Vec::new(),
        };
        aligned.sort_by_key(|a| a.here.start);
        aligned
    }

    /// Which transcript a version is, and what says the same there.
    pub(super) fn version(&self, t: TranscriptIndex, version: &Version, digester: &mut Digester) {
        let other = version.transcript;
        digester
            .digest(self.key(Handle::Name(Thing::Transcript(other))))
            .number(version.is_original)
            .number(version.aligned.len() as u64);
        for SaidTwice { here, there } in &version.aligned {
            for (t, range) in [(t, here), (other, there)] {
                let ids = &self.outline(t).ids;
                let ids: Vec<_> = range.iter().map(|p| ids.of(p)).collect();
                digester.value(&ids);
            }
        }
    }
}

/// What says the same in two translations: what says the same as the same paragraphs of their original, or as some that others have in common with them.
fn through_original(own: &[AlignedRange], theirs: &[AlignedRange]) -> Vec<SaidTwice> {
    let of = |aligned: &[AlignedRange], is_own: bool| -> Vec<(AlignedRange, bool)> {
        aligned.iter().map(|a| (*a, is_own)).collect()
    };
    let mut all = of(own, true);
    all.extend(of(theirs, false));
    all.sort_by_key(|(a, is_own)| (a.original.start, a.original.end, *is_own));
    let mut said = Vec::new();
    let (mut end, mut here, mut there) = (ParagraphIndex::at(0), None, None);
    let mut close = |here: &mut Option<_>, there: &mut Option<_>| {
        if let (Some(here), Some(there)) = (here.take(), there.take()) {
            said.push(SaidTwice { here, there });
        }
    };
    for (AlignedRange { own, original }, is_own) in all {
        if original.start >= end {
            close(&mut here, &mut there);
            (here, there) = (None, None);
        }
        end = end.max(original.end);
        let side = if is_own { &mut here } else { &mut there };
        *side = Some(side.map_or(own, |before| around(before, own)));
    }
    close(&mut here, &mut there);
    said
}

/// Both, and what is between them.
fn around(
    a: IndexRange<ParagraphIndex>,
    b: IndexRange<ParagraphIndex>,
) -> IndexRange<ParagraphIndex> {
    IndexRange {
        start: a.start.min(b.start),
        end: a.end.max(b.end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(start: usize, end: usize) -> IndexRange<ParagraphIndex> {
        IndexRange {
            start: ParagraphIndex::at(start),
            end: ParagraphIndex::at(end),
        }
    }

    fn aligned(all: &[(usize, usize, usize, usize)]) -> Vec<AlignedRange> {
        let all = all.iter().map(|&(a, b, c, d)| AlignedRange {
            own: range(a, b),
            original: range(c, d),
        });
        all.collect()
    }

    #[test]
    fn translations_say_the_same_through_their_original() {
        type Said = (usize, usize, usize, usize);
        let one: &[Said] = &[(0, 1, 0, 1), (1, 2, 1, 2), (2, 3, 2, 3)];
        let joined: &[Said] = &[(0, 1, 0, 2), (1, 2, 2, 3)];
        let moved: &[Said] = &[(0, 1, 2, 3), (1, 2, 0, 1)];
        for (own, theirs, expected) in [
            (one, one, one),
            (one, joined, &[(0, 2, 0, 1), (2, 3, 1, 2)]),
            (joined, one, &[(0, 1, 0, 2), (1, 2, 2, 3)]),
            (one, moved, &[(0, 1, 1, 2), (2, 3, 0, 1)]),
            (one, &[], &[]),
            (&[(0, 1, 0, 2)], &[(0, 1, 1, 3)], &[(0, 1, 0, 1)]),
        ] {
            let said = through_original(&aligned(own), &aligned(theirs));
            let expected = expected.iter().map(|&(a, b, c, d)| SaidTwice {
                here: range(a, b),
                there: range(c, d),
            });
            assert_eq!(said, expected.collect::<Vec<_>>(), "{own:?} {theirs:?}");
        }
    }
}
