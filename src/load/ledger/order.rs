//! Where paragraphs stand in a text: those that are there, and between them those that are gone.

use std::collections::HashMap;

use super::alignment::{Alignment, Was};
use crate::archive::{Ledger, ParagraphId, Standing};

/// Something at a place of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A paragraph that is there.
    Present(usize),
    /// The line of one that is gone or a part of another one.
    Gone(usize),
}

/// All paragraphs that a text has or ever had, in the order of their places. One that is gone stands behind the one that it stood behind when it was
/// last sealed, of those that were not moved.
pub(super) fn places(ledger: &Ledger, alignment: &Alignment) -> Vec<Place> {
    let mut place_of: HashMap<usize, (usize, bool)> = HashMap::new();
    for (j, aligned) in alignment.paragraphs.iter().enumerate() {
        if let Some(line) = aligned.was.line() {
            let stays = matches!(aligned.was, Was::Kept(_) | Was::Reworded(_));
            place_of.insert(line, (j, stays));
        }
    }
    // Those that stood before the first, and those that stood behind each.
    let mut behind: Vec<Vec<usize>> = vec![Vec::new(); alignment.paragraphs.len() + 1];
    let mut at = 0;
    for (line, written) in ledger.lines.iter().enumerate() {
        match place_of.get(&line) {
            Some(&(j, true)) => at = j + 1,
            Some(_) => {}
            None if matches!(written.standing, Standing::Earlier { .. }) => {}
            None => behind[at].push(line),
        }
    }
    let mut places = Vec::with_capacity(ledger.lines.len());
    for (at, gone) in behind.into_iter().enumerate() {
        if let Some(j) = at.checked_sub(1) {
            places.push(Place::Present(j));
        }
        places.extend(gone.into_iter().map(Place::Gone));
    }
    places
}

/// The lines of a ledger by their ids.
pub(super) struct ById {
    /// The line that is no earlier wording.
    heads: HashMap<ParagraphId, usize>,
    /// The lines of earlier wordings.
    earlier: HashMap<ParagraphId, Vec<usize>>,
}

impl ById {
    pub(super) fn of(ledger: &Ledger) -> Self {
        let mut by_id = Self {
            heads: HashMap::with_capacity(ledger.lines.len()),
            earlier: HashMap::new(),
        };
        for (at, line) in ledger.lines.iter().enumerate() {
            match line.standing {
                Standing::Earlier { .. } => by_id.earlier.entry(line.id).or_default().push(at),
                Standing::Current | Standing::Removed { .. } | Standing::Joined { .. } => {
                    by_id.heads.entry(line.id).or_insert(at);
                }
            }
        }
        by_id
    }

    /// The line of an id that is no earlier wording.
    pub(super) fn head(&self, id: ParagraphId) -> Option<usize> {
        self.heads.get(&id).copied()
    }

    /// The lines of earlier wordings of a paragraph, in order.
    pub(super) fn earlier(&self, id: ParagraphId) -> &[usize] {
        self.earlier.get(&id).map_or(&[], Vec::as_slice)
    }
}

/// Where ids of paragraphs lead that were joined into others, and these perhaps into others again.
pub(super) struct Joins {
    into: HashMap<ParagraphId, ParagraphId>,
}

impl Joins {
    /// Those of a ledger that hold for a text, and those that came about since.
    pub(super) fn of(ledger: &Ledger, alignment: &Alignment) -> Self {
        let mut into: HashMap<ParagraphId, ParagraphId> = HashMap::new();
        for line in &ledger.lines {
            if let Standing::Joined { into: other, .. } = line.standing {
                into.insert(line.id, other);
            }
        }
        for &(line, j) in &alignment.joined {
            into.insert(ledger.lines[line].id, alignment.paragraphs[j].id);
        }
        // What is back is a part of nothing.
        for aligned in &alignment.paragraphs {
            into.remove(&aligned.id);
        }
        Self { into }
    }

    /// Where an id leads at last: a paragraph that is a part of no other.
    pub(super) fn end(&self, id: ParagraphId) -> ParagraphId {
        let mut end = id;
        // As many steps as there are joins: a ledger that leads in a circle is none of ours, and must not hold us up.
        for _ in 0..=self.into.len() {
            match self.into.get(&end) {
                Some(&next) => end = next,
                None => break,
            }
        }
        end
    }
}
