//! When the words of a transcript are said, as far as its marks of time tell.

use std::ops::Range;

use crate::reader::{LocatorKind, Transcript};

/// Words, and the seconds from and to which they are said.
pub(super) struct Said {
    pub(super) words: Range<usize>,
    pub(super) seconds: Range<f64>,
}

/// Where in the words which second begins, in order: marks that go back, or lie behind the end, are left out.
pub(super) struct Times {
    marks: Vec<(usize, f64)>,
    end: f64,
}

impl Times {
    pub(super) fn of(transcript: &Transcript, end: f64) -> Self {
        let mut marks: Vec<(usize, f64)> = Vec::new();
        let locators = transcript
            .paragraphs
            .iter()
            .flat_map(|paragraph| &paragraph.locators);
        for locator in locators {
            let LocatorKind::Time(seconds) = locator.kind else {
                continue;
            };
            let last = marks.last().map_or(-1.0, |mark| mark.1);
            if seconds > last && seconds < end {
                marks.push((locator.at as usize, seconds));
            }
        }
        Self { marks, end }
    }

    /// From each mark to the next one.
    pub(super) fn said(&self, text: &str) -> Vec<Said> {
        let ends = self
            .marks
            .iter()
            .skip(1)
            .copied()
            .chain([(text.len(), self.end)]);
        let all = self.marks.iter().zip(ends);
        let all = all.map(|(from, to)| Said {
            words: from.0..to.0,
            seconds: from.1..to.1,
        });
        all.filter(|said| !text[said.words.clone()].trim().is_empty())
            .collect()
    }

    /// Within which seconds these words are said: from the last mark before them to the first behind them. None before the first mark.
    pub(super) fn around(&self, words: &Range<usize>) -> Option<Range<f64>> {
        let before = self.marks.partition_point(|mark| mark.0 <= words.start);
        let (_, from) = *self.marks.get(before.checked_sub(1)?)?;
        let after = self
            .marks
            .partition_point(|mark| mark.0 < words.end.max(words.start + 1));
        let to = self.marks.get(after).map_or(self.end, |mark| mark.1);
        Some(from..to)
    }
}
