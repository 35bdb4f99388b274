//! Digests of what pages show of a transcript: of its paragraphs, alone and in runs, and of annotations.

use crate::{
    archive::{Annotation, IndexVec, ListIndex, ParagraphIndex, Transcript},
    source::digest::{Digest, Digester},
};

/// The digests of paragraphs, one by one and in runs.
pub(super) struct Paragraphs {
    /// One by one.
    pub(super) each: IndexVec<ParagraphIndex, Digest>,
    /// Of all before each, as a polynomial of their digests: of a run it is known from its two ends, however long it is.
    before: Vec<u64>,
    /// The powers of [`BASE`].
    powers: Vec<u64>,
}

/// An odd number without a pattern.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

impl Paragraphs {
    /// Of all paragraphs of a transcript.
    pub(super) fn of(transcript: &Transcript) -> Self {
        let mut digester = Digester::new();
        let (mut each, mut before, mut powers) = (IndexVec::new(), vec![0u64], vec![1u64]);
        let (mut sum, mut power) = (0u64, 1u64);
        for i in transcript.paragraphs.indexes() {
            transcript.note_paragraph(i, &mut digester);
            let digest = digester.finish();
            sum = sum.wrapping_mul(BASE).wrapping_add(digest.0);
            power = power.wrapping_mul(BASE);
            each.push(digest);
            before.push(sum);
            powers.push(power);
        }
        Self {
            each,
            before,
            powers,
        }
    }

    /// The digest of paragraphs `first` to `last`.
    pub(super) fn run(&self, first: ParagraphIndex, last: ParagraphIndex) -> u64 {
        let (first, after) = (first.place(), last.place() + 1);
        let shifted = self.before[first].wrapping_mul(self.powers[after - first]);
        self.before[after].wrapping_sub(shifted)
    }
}

/// What an annotation says, wherever in its file it stands.
pub(super) fn shown(annotation: &Annotation, digester: &mut Digester) {
    // Taken apart, so that a new field cannot be forgotten.
    let Annotation {
        span: _,
        id: _,
        targets: _,
        disputes: _,
        title,
        note,
        names,
        sources,
        see,
        certainty,
        correction,
        warning,
        by,
        checked,
        written,
        language,
        draft,
    } = annotation;
    digester
        .maybe(title.as_deref())
        .maybe(note.as_ref().map(|n| n.text.as_str()))
        .number(sources.len() as u64);
    for source in sources {
        digester.text(&source.text);
    }
    digester.number(names.len() as u64);
    for (kind, name) in names {
        digester.number(kind.0).text(&name.value);
    }
    digester.number(see.len() as u64);
    for name in see {
        digester.text(&name.value);
    }
    digester
        .value(certainty)
        .maybe(correction.as_ref().map(|c| c.value.as_str()))
        .maybe(warning.as_deref())
        .maybe(by.as_ref().map(|n| n.value.as_str()))
        .maybe(checked.as_ref().map(|n| n.value.as_str()))
        .maybe(written.as_ref().map(|d| d.value.edtf()))
        .maybe(language.as_deref())
        .number(*draft);
}
