//! Which records make a segment: neighbours, about as many bytes of words in each segment.

use std::ops::Range;

use crate::{
    reader::{EntryIndex, TranscriptIndex, Whole},
    source::digest::{Digest, Digester},
};

/// A segment has about so many bytes of words, or more in large archives: behind a record that is as long another begins.
pub const PORTION: u64 = 512 * 1024;

/// There are about so many segments, if they are not too small then.
const MANY: u64 = 96;

/// What a record is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// A transcript.
    Transcript(TranscriptIndex),
    /// An entry.
    Entry(EntryIndex),
}

/// The records of a segment.
#[derive(Clone, Debug)]
pub(crate) struct Portion {
    pub(super) records: Vec<Of>,
    first: u32,
    pub(super) digest: Digest,
}

/// All records, in the order of their numbers, in portions. Where one begins is said by ids, and sizes keep them from being too large: what is added or
/// grows moves the borders near it, and no others.
pub(crate) fn portions(whole: Whole<'_>) -> Vec<Portion> {
    let mut all = Vec::new();
    for head in whole.lists.transcripts() {
        let size = whole.length(head.index()) + 64;
        all.push((Of::Transcript(head.index()), head.id(), size));
    }
    for (e, entry) in whole.lists.entries() {
        let size = entry.body.text.len() + 256;
        all.push((Of::Entry(e), entry.id(), size));
    }
    let total: u64 = all.iter().map(|(.., size)| *size as u64).sum();
    let most = (total / MANY).next_power_of_two().max(PORTION);
    let borders = all.iter().map(|(_, id, size)| {
        let begins = Digest::of(id.as_bytes()).0.is_multiple_of(8);
        (*size as u64, begins)
    });
    let ranges = runs(borders, most, Fill::Over);
    let portion = |range: Range<usize>| {
        let mut digester = Digester::new();
        for (of, id, _) in &all[range.clone()] {
            let kind = match of {
                Of::Transcript(_) => 0,
                Of::Entry(e) => 1 + u64::from(whole.lists.entry(*e).kind.0),
            };
            digester.number(kind).text(id);
        }
        Portion {
            first: u32::try_from(range.start).expect("fewer records than files"),
            records: all[range].iter().map(|(of, ..)| *of).collect(),
            digest: digester.finish(),
        }
    };
    ranges.into_iter().map(portion).collect()
}

/// How full a run gets.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fill {
    /// As much as there may be, or more: to the end of what goes beyond it.
    Over,
    /// About as much: what would go beyond it with more than its half begins another.
    Near,
}

/// Runs of neighbours, each of as much as `most`, as full as `fill` says, or of half as much where one begins by itself: what changes size moves the borders near it,
/// until the next such beginning.
pub(super) fn runs(
    sizes: impl IntoIterator<Item = (u64, bool)>,
    most: u64,
    fill: Fill,
) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let (mut start, mut size, mut end) = (0, 0, 0);
    for (at, (own, begins)) in sizes.into_iter().enumerate() {
        let beyond = match fill {
            Fill::Over => 0,
            Fill::Near => own / 2,
        };
        if end > start && (size + beyond >= most || (begins && size * 2 >= most)) {
            runs.push(start..at);
            (start, size) = (at, 0);
        }
        size += own;
        end = at + 1;
    }
    if end > start {
        runs.push(start..end);
    }
    runs
}

impl Portion {
    /// The number of its first record.
    pub(crate) fn first(&self) -> u32 {
        self.first
    }

    /// Of the ids of its records.
    pub(crate) fn digest(&self) -> Digest {
        self.digest
    }
}

#[cfg(test)]
mod tests {
    use super::{Fill, runs};

    #[test]
    fn a_border_that_moves_moves_few_others() {
        let sizes = |grown: u64| {
            let size = move |n: u64| 10 + n * n % 7 + if n == 3 { grown } else { 0 };
            (0..2000).map(move |n| (size(n), n * n % 97 == 0))
        };
        let before = runs(sizes(0), 100, Fill::Over);
        assert!(before.len() > 150 && before.iter().all(|run| run.len() <= 10));
        assert_eq!(before.iter().map(|run| run.len()).sum::<usize>(), 2000);
        let after = runs(sizes(9), 100, Fill::Over);
        let moved = after.iter().filter(|run| !before.contains(run)).count();
        assert!(moved < 20, "{moved}");
        assert!(runs([], 5, Fill::Near).is_empty());
        let near = runs(
            [(3, false), (3, false), (9, false), (1, false)],
            7,
            Fill::Near,
        );
        assert_eq!(near, [0..2, 2..3, 3..4]);
    }
}
