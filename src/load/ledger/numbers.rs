//! Gives addresses to paragraphs that have none: after `p12` come `p12a` and `p12b`, before the first `p0a`, behind the last the next number.
//! None is given twice.

use std::collections::HashSet;

use crate::archive::{Ledger, ParagraphId};

/// Every address that was ever given in a transcript.
#[derive(Clone, Debug, Default)]
pub(super) struct Given {
    all: HashSet<ParagraphId>,
    /// What has the highest number.
    last: Option<ParagraphId>,
}

impl Given {
    /// Those of a ledger.
    pub(super) fn of(ledger: &Ledger) -> Self {
        let mut given = Self::default();
        ledger.lines.iter().for_each(|line| given.add(line.id));
        given
    }

    fn add(&mut self, id: ParagraphId) {
        self.all.insert(id);
        self.last = self.last.max(Some(id));
    }

    /// Ids for all paragraphs of a text in their order, of which some have theirs.
    pub(super) fn fill(&mut self, known: &[Option<ParagraphId>]) -> Vec<ParagraphId> {
        known.iter().flatten().for_each(|&id| self.add(id));
        let mut next = None;
        let mut following: Vec<Option<ParagraphId>> = Vec::with_capacity(known.len());
        for id in known.iter().rev() {
            following.push(next);
            next = id.or(next);
        }
        following.reverse();
        let mut before = ParagraphId::BEFORE_ALL;
        let places = known.iter().zip(following);
        let filled = places.map(|(id, next)| {
            before = id.unwrap_or_else(|| self.give(before, next));
            before
        });
        filled.collect()
    }

    /// An id for a paragraph that stands behind one and before the next of those that have theirs.
    pub(super) fn give(&mut self, before: ParagraphId, next: Option<ParagraphId>) -> ParagraphId {
        let between = next.and_then(|next| self.between(before, next));
        let id = between.unwrap_or_else(|| {
            let last = self.last.unwrap_or(ParagraphId::BEFORE_ALL);
            last.next_number()
        });
        self.add(id);
        id
    }

    fn between(&self, before: ParagraphId, next: ParagraphId) -> Option<ParagraphId> {
        let chain =
            |first: Option<ParagraphId>| std::iter::successors(first, |id| id.next_sibling());
        let is_free = |id: &ParagraphId| !self.all.contains(id);
        let in_order = |id: &ParagraphId| !next.is_beside(before) || *id < next;
        chain(before.next_sibling())
            .take_while(in_order)
            .find(is_free)
            .or_else(|| chain(before.first_child()).find(is_free))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> ParagraphId {
        text.parse().expect(text)
    }

    /// Which ids are given where a `?` stands; `ever` were given besides those that are written.
    fn filled(known: &str, ever: &str) -> String {
        let mut given = Given::default();
        let written = known.split_whitespace().filter(|text| *text != "?");
        for text in written.chain(ever.split_whitespace()) {
            given.add(id(text));
        }
        let known: Vec<_> = known.split_whitespace().map(|t| t.parse().ok()).collect();
        let ids = given.fill(&known);
        let ids: Vec<String> = ids.iter().map(ParagraphId::to_string).collect();
        ids.join(" ")
    }

    #[test]
    fn ids_follow_the_one_before() {
        for (known, ever, all) in [
            ("? ? ?", "", "p1 p2 p3"),
            ("p1 p2 ? ?", "", "p1 p2 p3 p4"),
            ("p1 ? ? p2", "", "p1 p1a p1b p2"),
            ("? ? p1", "", "p0a p0b p1"),
            ("p12 p12a ? p12b", "", "p12 p12a p12aa p12b"),
            ("p12 p12a ? p13", "", "p12 p12a p12b p13"),
            ("p12 p12a ? p13", "p12b", "p12 p12a p12c p13"),
            ("p12 p12a ? p12d", "p12b", "p12 p12a p12c p12d"),
            ("p12 p12z ? p13", "", "p12 p12z p12za p13"),
            // Nothing is before `a`: the order is not kept.
            ("p12 ? p12a", "", "p12 p12b p12a"),
            // What was moved gives its own name on.
            ("p1 p50 ? p2", "", "p1 p50 p50a p2"),
            ("p1 ?", "p7", "p1 p8"),
            ("p1 ?", "p7c", "p1 p8"),
            ("p1 ? p2", "p1a", "p1 p1b p2"),
            ("p1abcdefghijkz ? p2", "", "p1abcdefghijkz p3 p2"),
        ] {
            assert_eq!(filled(known, ever), all, "{known}, {ever}");
        }
    }

    #[test]
    fn where_letters_end_numbers_go_on() {
        let known: Vec<_> = std::iter::once(Some(id("p1")))
            .chain(std::iter::repeat_n(None, 1000))
            .chain([Some(id("p2"))])
            .collect();
        let ids = Given::default().fill(&known);
        let distinct: HashSet<_> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len());
        assert_eq!(ids[26..28], ["p1z", "p1za"].map(id));
        assert!(ids.contains(&id("p1zzzzzzzzzzzz")));
    }
}
