//! The passages of a transcript's notes over one paragraph after the other.

use super::{markup::MarkSpan, signs};
use crate::{
    archive::{ParagraphIndex, Transcript},
    reader::{FullTranscript, Placed},
    view::NoteView,
};

/// The passages in order of their starts, with the ids of a page on which those of the transcript begin with `home` ([`MarkSpan::home`]). A note that `is_shown`
/// does not show has lines and no sign.
pub(super) fn marks<'a>(
    full: &'a FullTranscript<'a>,
    notes: &'a [NoteView],
    home: &'a str,
    is_shown: impl Fn(&Placed) -> bool,
) -> Vec<MarkSpan<'a>> {
    let anchored = full.anchored();
    let mut marks = Vec::new();
    for (placed, note) in anchored.annotations.iter().zip(notes) {
        let signs = signs::of(anchored, placed);
        for &p in &placed.passages {
            let passage = &anchored.passages[p];
            marks.push(MarkSpan {
                range: match passage.highlight {
                    true => passage.range.clone(),
                    false => passage.sign..passage.sign,
                },
                sign: is_shown(placed).then_some(passage.sign),
                id: &placed.id,
                home,
                kind: &note.kind,
                series: note.series.as_deref(),
                number: note.number,
                nth: signs::nth(&signs, passage.sign),
            });
        }
    }
    marks.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end), m.number));
    marks
}

/// The marks over one paragraph after the other, in the order of their starts.
pub(super) struct Open<'e> {
    waiting: std::iter::Peekable<std::vec::IntoIter<MarkSpan<'e>>>,
    open: Vec<MarkSpan<'e>>,
}

impl<'e> Open<'e> {
    /// `marks` must be in the order of their starts.
    pub(super) fn new(marks: Vec<MarkSpan<'e>>) -> Self {
        Self {
            waiting: marks.into_iter().peekable(),
            open: Vec::new(),
        }
    }

    /// Those over paragraph `p`, which comes after those that were asked for before.
    pub(super) fn over(&mut self, transcript: &Transcript, p: ParagraphIndex) -> &[MarkSpan<'e>] {
        let paragraph = &transcript.paragraphs[p].range;
        while let Some(mark) = self.waiting.next_if(|m| m.range.start < paragraph.end) {
            self.open.push(mark);
        }
        self.open.retain(|m| {
            let behind_sign = m.sign.map_or(0, |at| at + 1);
            m.range.end.max(behind_sign) > paragraph.start
        });
        &self.open
    }
}
