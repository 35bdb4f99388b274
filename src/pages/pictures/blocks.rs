//! Where paragraphs stand in a strip, and what is drawn of them.

use std::fmt::Write;

use crate::archive::{ListIndex, ParagraphIndex, Transcript};

/// The height of the picture.
pub(super) const HEIGHT: u32 = 1000;

/// How wide a lane is, and how far it is to the next.
pub(super) const WIDE: u32 = 8;
pub(super) const LANE: u32 = 10;

/// How much of the strip's length a paragraph takes: its words, and what its lines have about them.
pub(super) fn length(transcript: &Transcript, p: ParagraphIndex) -> u64 {
    transcript.words(p).len() as u64 + 40
}

/// Where paragraphs stand in the strip.
pub(super) struct Scale {
    /// Where each begins, and where the last ends.
    tops: Vec<u32>,
}

impl Scale {
    pub(super) fn of(transcript: &Transcript) -> Self {
        let mut ends: Vec<u64> = vec![0];
        for p in transcript.paragraphs.indexes() {
            ends.push(ends[ends.len() - 1] + length(transcript, p));
        }
        let all = ends[ends.len() - 1].max(1);
        let place = |end: &u64| u32::try_from(end * u64::from(HEIGHT) / all).unwrap_or(HEIGHT);
        Self {
            tops: ends.iter().map(place).collect(),
        }
    }

    pub(super) fn top(&self, p: ParagraphIndex) -> u32 {
        self.tops[p.place()]
    }

    pub(super) fn end(&self, p: ParagraphIndex) -> u32 {
        self.tops[p.place() + 1]
    }
}

/// Where the lanes of speakers or of topics begin, in the units of the `viewBox`.
#[derive(Clone, Copy)]
pub(super) struct Edge(pub(super) u32);

/// A block for each paragraph in each lane that has something of it, as a path.
pub(super) fn blocks(
    scale: &Scale,
    paragraphs: &[ParagraphIndex],
    lanes: impl Fn(ParagraphIndex) -> Vec<usize>,
    edge: Edge,
) -> String {
    let mut path = String::new();
    for &p in paragraphs {
        let (top, end) = (scale.top(p), scale.end(p));
        // White between two, where there is room.
        let high = (end - top).saturating_sub(1).max(1);
        for lane in lanes(p) {
            let x = edge.0 + LANE * u32::try_from(lane).unwrap_or_default();
            block(&mut path, (x, top), (WIDE, high));
        }
    }
    path
}

/// In each lane how much of a row it has, as a path.
pub(super) fn shares((top, end): (u32, u32), counts: &[usize], edge: Edge) -> String {
    let all: usize = counts.iter().sum();
    let mut path = String::new();
    for (lane, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let x = edge.0 + LANE * u32::try_from(lane).unwrap_or_default();
        let wide = (count as u64 * u64::from(WIDE)).div_ceil(all as u64);
        let wide = u32::try_from(wide).unwrap_or(WIDE);
        block(
            &mut path,
            (x, top),
            (wide, (end - top).saturating_sub(2).max(1)),
        );
    }
    path
}

fn block(path: &mut String, (x, y): (u32, u32), (wide, high): (u32, u32)) {
    write!(path, "M{x} {y}h{wide}v{high}h-{wide}z").expect("memory does not fail");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_as_wide_as_they_are_large() {
        assert_eq!(
            shares((0, 10), &[3, 1, 0], Edge(0)),
            "M0 0h6v8h-6zM10 0h2v8h-2z"
        );
    }
}
