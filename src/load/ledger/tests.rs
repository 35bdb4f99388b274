//! Whole histories of transcripts: edited, sealed, edited by two and merged. Whoever edits here knows which paragraph is which.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::{Present, SealChange, Sealer, Was, align, seal, sealing, settle};
use crate::archive::{
    Changed, Cited, Day, Ledger, LedgerLine, ListIndex, Meant, ParagraphId, ParagraphIndex,
    Sealing, Standing, WordsDigest,
};

/// A paragraph that knows which one it is.
#[derive(Clone, Debug, PartialEq)]
struct True {
    identity: usize,
    /// All that it was ever a part of, or has parts of.
    lineage: BTreeSet<usize>,
    words: Vec<String>,
    /// Whether something was done to it since it was sealed: to do more could make another of it.
    is_touched: bool,
}

/// A text, its ledger, and which paragraph each address is of.
#[derive(Clone, Debug, Default)]
struct Work {
    text: Vec<True>,
    ledger: Option<Ledger>,
    sealed: Vec<True>,
    identities: BTreeMap<ParagraphId, usize>,
    /// By each address the lineage of its paragraph.
    lineages: BTreeMap<ParagraphId, BTreeSet<usize>>,
    /// Whether anything was ever moved: then nobody can tell which of two parts is the paragraph, if one of them is elsewhere.
    was_moved: bool,
}

/// Numbers that no two things share: words that were never there, paragraphs.
#[derive(Default)]
struct Fresh(usize);

impl Fresh {
    fn next(&mut self) -> usize {
        self.0 += 1;
        self.0
    }

    fn words(&mut self, count: usize) -> Vec<String> {
        (0..count).map(|_| format!("w{}", self.next())).collect()
    }
}

/// What an editor does, where, and how much of it.
type Edit = (u8, usize, usize);

fn day(number: usize) -> Day {
    Day {
        year: 2000 + i64::try_from(number / 300).expect("few days"),
        month: u8::try_from(number / 25 % 12 + 1).expect("a month"),
        day: u8::try_from(number % 25 + 1).expect("a day"),
    }
}

fn sealer(number: usize) -> Sealer {
    Sealer {
        day: day(number),
        forget: false,
    }
}

impl Work {
    fn edit(&mut self, (what, place, much): Edit, fresh: &mut Fresh) {
        let count = self.text.len();
        let at = place % count.max(1);
        let is_free = |at: usize| self.text.get(at).is_some_and(|p| !p.is_touched);
        match what {
            0 | 1 => {
                let identity = fresh.next();
                let new = True {
                    identity,
                    lineage: BTreeSet::from([identity]),
                    words: fresh.words(4 + much % 9),
                    is_touched: true,
                };
                self.text.insert(place % (count + 1), new);
            }
            2 if is_free(at) => {
                self.text.remove(at);
            }
            3 if is_free(at) => {
                let words = fresh.words(self.text[at].words.len() / 4);
                let paragraph = &mut self.text[at];
                for (number, word) in words.into_iter().enumerate() {
                    paragraph.words[number * 3] = word;
                }
                paragraph.is_touched = true;
            }
            4 if is_free(at) => {
                let mut moved = self.text.remove(at);
                moved.is_touched = true;
                self.text.insert(much % count, moved);
                self.was_moved = true;
            }
            5 if is_free(at) && self.text[at].words.len() >= 4 => {
                let mut first = self.text[at].clone();
                let cut = 1 + much % (first.words.len() - 1);
                let mut second = first.clone();
                second.words = first.words.split_off(cut);
                // One that became a part of another is there again if it is parted from it as it was. Of what is left, the part with more of the
                // words is the paragraph, the first if both have as many.
                let before = [&first, &second].map(|part| self.gone(&part.words));
                let whole = first.identity;
                let identities = match before {
                    [None, None] if first.words.len() >= second.words.len() => {
                        [whole, fresh.next()]
                    }
                    [None, None] => [fresh.next(), whole],
                    [before, of_second] => [before.unwrap_or(whole), of_second.unwrap_or(whole)],
                };
                [first.identity, second.identity] = identities;
                (first.is_touched, second.is_touched) = (true, true);
                self.text.splice(at..=at, [first, second]);
            }
            6 if is_free(at) && is_free(at + 1) => {
                let second = self.text.remove(at + 1);
                let first = &mut self.text[at];
                first.lineage.extend(second.lineage);
                if second.words.len() > first.words.len() {
                    first.identity = second.identity;
                }
                first.words.extend(second.words);
                first.is_touched = true;
            }
            _ => {}
        }
    }

    /// The paragraph that is not there any more and had exactly these words when it was last sealed.
    fn gone(&self, words: &[String]) -> Option<usize> {
        let digest = WordsDigest::of(&words.join(" "));
        let had_them = |line: &&LedgerLine| {
            line.digest == digest
                && matches!(
                    line.standing,
                    Standing::Removed { .. } | Standing::Joined { .. }
                )
        };
        let line = self.ledger.iter().flat_map(|l| &l.lines).find(had_them)?;
        self.identities.get(&line.id).copied()
    }

    fn joined_words(&self) -> Vec<String> {
        self.text.iter().map(|p| p.words.join(" ")).collect()
    }

    /// Seals the text; what is promised of addresses must hold.
    fn seal(&mut self, sealer: Sealer) -> Vec<SealChange> {
        let words = self.joined_words();
        let present: Vec<Present<'_>> = words.iter().map(|w| Present::new(w)).collect();
        let before = self.ledger.clone().unwrap_or_default();
        let alignment = align(&before, &present);
        assert_eq!(align(&before, &present), alignment);
        let (ledger, changes) = seal(self.ledger.as_ref(), &present, sealer);
        // What was shown before it was sealed is what is sealed.
        let current: Vec<ParagraphId> = currents(&ledger).map(|line| line.id).collect();
        let shown: Vec<ParagraphId> = alignment.paragraphs.iter().map(|a| a.id).collect();
        assert_eq!(current, shown);
        let again = seal(
            Some(&ledger),
            &present,
            Sealer {
                day: day(9999),
                ..sealer
            },
        );
        assert_eq!(again, (ledger.clone(), Vec::new()));
        // Lines that nothing happened to are as they were.
        for line in before
            .lines
            .iter()
            .filter(|line| ledger.lines.iter().all(|l| l != *line))
        {
            let said = changes.iter().any(|change| match change {
                SealChange::Reworded { id, .. }
                | SealChange::Joined { id, .. }
                | SealChange::Removed { id }
                | SealChange::Restored { id }
                | SealChange::Forgotten { id } => *id == line.id,
                SealChange::New { .. }
                | SealChange::Split { .. }
                | SealChange::Moved { .. }
                | SealChange::GivenAnew { .. }
                | SealChange::Mended { .. } => false,
            });
            let was_forgotten = LedgerLine {
                words: None,
                ..line.clone()
            };
            assert!(said || ledger.lines.contains(&was_forgotten), "{line:?}");
        }
        for (paragraph, id) in self.text.iter_mut().zip(&current) {
            paragraph.is_touched = false;
            let lineage = self.lineages.entry(*id).or_default();
            let is_known = lineage.is_empty() || !lineage.is_disjoint(&paragraph.lineage);
            assert!(is_known, "{id} names two paragraphs");
            lineage.extend(&paragraph.lineage);
            let identity = *self.identities.entry(*id).or_insert(paragraph.identity);
            let is_told = self.was_moved || identity == paragraph.identity;
            assert!(
                is_told,
                "{id} names another part than the one with most of its words"
            );
            let sealed = self
                .sealed
                .iter()
                .position(|p| (p.identity, &p.words) == (paragraph.identity, &paragraph.words));
            if let Some(place) = sealed {
                let before: Vec<ParagraphId> = currents(&before).map(|line| line.id).collect();
                assert_eq!(before[place], *id, "unchanged words keep their address");
            }
        }
        let alignment = align(&ledger, &present);
        let kept = |a: &super::Aligned| matches!(a.was, Was::Kept(_));
        assert!(alignment.paragraphs.iter().all(kept));
        let sealing = sealing(&ledger, &present, &alignment);
        for id in self.identities.keys() {
            let is_there = sealing.ids.find(*id).is_some();
            let is_gone = sealing.history.gone(*id).is_some();
            assert!(is_there != is_gone, "{id} leads to one place");
        }
        what_was_cited_is_known(&ledger, &sealing);
        self.ledger = Some(ledger);
        self.sealed = self.text.clone();
        changes
    }

    /// Takes what another branch did since both were at `base`, which is inserting, removing and rewording.
    fn merge(&mut self, other: &Self, base: &Self) {
        let find = |text: &[True], identity| text.iter().position(|p| p.identity == identity);
        for paragraph in &base.text {
            let theirs = find(&other.text, paragraph.identity);
            let Some(ours) = find(&self.text, paragraph.identity) else {
                continue;
            };
            match theirs {
                _ if self.text[ours].words != paragraph.words => {}
                Some(theirs) => self.text[ours].words.clone_from(&other.text[theirs].words),
                None => {
                    self.text.remove(ours);
                }
            }
        }
        let mut after = 0;
        for paragraph in &other.text {
            match find(&self.text, paragraph.identity) {
                Some(place) => after = place + 1,
                None if find(&base.text, paragraph.identity).is_none() => {
                    self.text.insert(after, paragraph.clone());
                    after += 1;
                }
                None => {}
            }
        }
        let (ours, theirs) = (self.ledger.take(), other.ledger.clone());
        let (ours, theirs) = (ours.unwrap_or_default(), theirs.unwrap_or_default());
        let merged = both(&ours, &theirs);
        let words = self.joined_words();
        let present: Vec<Present<'_>> = words.iter().map(|w| Present::new(w)).collect();
        let (ledger, _) = settle(merged, &present);
        assert_eq!(
            settle(ledger.clone(), &present),
            (ledger.clone(), Vec::new())
        );
        self.ledger = Some(ledger);
        // What both sealed under one address has another one now, or is gone with it.
        for (id, lineage) in &other.lineages {
            let ours = self.lineages.entry(*id).or_default();
            ours.extend(lineage);
        }
        for (id, identity) in &other.identities {
            if *self.identities.entry(*id).or_insert(*identity) != *identity {
                self.identities.remove(id);
                self.lineages.remove(id);
            }
        }
        self.sealed.clear();
    }
}

/// Whoever named a paragraph by words that were ever sealed under its address is told what became of them, and of nothing else.
fn what_was_cited_is_known(ledger: &Ledger, sealing: &Sealing) {
    let now = |p| sealing.digests[p].short();
    let Sealing { ids, history, .. } = sealing;
    for line in &ledger.lines {
        let (id, digest) = (line.id, line.digest.short());
        let meant = |digest| history.meant(Cited { id, digest }, ids.find(id), now);
        match meant(Some(digest)) {
            Meant::These => assert_eq!(now(ids.find(id).expect("there")), digest),
            Meant::Changed(changed) => {
                let Changed { earlier, words, .. } = changed;
                assert_eq!((earlier.id, earlier.digest), (id, line.digest));
                assert_eq!(ids.find(id), Some(changed.paragraph));
                let words = words.map(|words| WordsDigest::of(words).short());
                assert_eq!(words, Some(changed.now));
                assert!(changed.joined.is_some() || changed.now != digest);
                assert!(matches!(meant(None), Meant::Changed(_)));
            }
            Meant::Gone(gone) => {
                assert_eq!(gone.id, id);
                assert!(ids.find(id).is_none() && gone.digests.contains(&line.digest));
            }
            Meant::NotSealed | Meant::NeverHad { .. } | Meant::Unknown => {
                panic!("{id}.{digest} was sealed")
            }
        }
    }
}

fn currents(ledger: &Ledger) -> impl Iterator<Item = &LedgerLine> {
    let lines = ledger.lines.iter();
    lines.filter(|line| line.standing == Standing::Current)
}

/// As version control leaves it: what both have in common once, what is different of both.
fn both(ours: &Ledger, theirs: &Ledger) -> Ledger {
    let (a, b) = (&ours.lines, &theirs.lines);
    let begin = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (rest_a, rest_b) = (&a[begin..], &b[begin..]);
    let backwards = rest_a.iter().rev().zip(rest_b.iter().rev());
    let end = backwards.take_while(|(a, b)| a == b).count();
    let mut lines = a[..a.len() - end].to_vec();
    lines.extend_from_slice(&rest_b[..rest_b.len() - end]);
    lines.extend_from_slice(&a[a.len() - end..]);
    let sealed = ours.sealed.iter().chain(&theirs.sealed).copied().collect();
    Ledger { sealed, lines }
}

fn edits(kinds: u8) -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec((0..kinds, 0..1000usize, 0..1000usize), 0..8)
}

/// Edits and seals a text of so many paragraphs, generation by generation.
fn live(first: usize, generations: Vec<Vec<Edit>>) -> Work {
    let mut fresh = Fresh::default();
    let mut work = Work::default();
    for place in 0..first {
        work.edit((0, place, place * 5), &mut fresh);
    }
    for (number, generation) in generations.into_iter().enumerate() {
        for edit in generation {
            work.edit(edit, &mut fresh);
        }
        work.seal(sealer(number));
    }
    work
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn an_address_is_of_one_paragraph_for_ever(
        first in 0..12usize,
        generations in prop::collection::vec(edits(7), 1..12),
    ) {
        live(first, generations);
    }

    #[test]
    fn two_branches_are_merged(
        first in 0..12usize,
        rounds in prop::collection::vec(
            (edits(7), prop::collection::vec(edits(4), 1..3), prop::collection::vec(edits(4), 1..3)),
            1..5,
        ),
    ) {
        let mut fresh = Fresh::default();
        let mut work = Work::default();
        let mut today = 0;
        for place in 0..first {
            work.edit((0, place, place * 5), &mut fresh);
        }
        for (before, ours, theirs) in rounds {
            for edit in before {
                work.edit(edit, &mut fresh);
            }
            work.seal(sealer(today));
            let base = work.clone();
            let mut other = work.clone();
            for (branch, generations) in [(&mut work, ours), (&mut other, theirs)] {
                for generation in generations {
                    for edit in generation {
                        branch.edit(edit, &mut fresh);
                    }
                    today += 1;
                    branch.seal(sealer(today));
                }
            }
            work.merge(&other, &base);
            today += 1;
            work.seal(sealer(today));
        }
    }

    #[test]
    fn any_lines_are_settled_and_sealed(
        lines in prop::collection::vec((0..4usize, 0..6usize, 0..4usize, 0..5usize, 0..4usize), 0..20),
        text in prop::collection::vec(0..6usize, 0..8),
    ) {
        let id = |number| ParagraphId::counted(ParagraphIndex::at(number));
        let words: Vec<String> = (0..6).map(|n| format!("these are the words of number {n}")).collect();
        let lines = lines.into_iter().map(|(number, word, since, standing, other)| LedgerLine {
            id: id(number),
            digest: WordsDigest::of(&words[word]),
            sealed: day(since),
            words: (standing != 4).then(|| words[word].as_str().into()),
            standing: match standing {
                0 | 4 => Standing::Current,
                1 => Standing::Earlier { until: day(since + 1) },
                2 => Standing::Removed { on: day(since + 1) },
                _ => Standing::Joined { into: id(other), on: day(since + 1) },
            },
        });
        let ledger = Ledger { sealed: vec![day(1)], lines: lines.collect() };
        let present: Vec<Present<'_>> = text.iter().map(|&n| Present::new(&words[n])).collect();
        let ids: BTreeSet<ParagraphId> = ledger.lines.iter().map(|l| l.id).collect();
        let (settled, _) = settle(ledger, &present);
        prop_assert_eq!(settle(settled.clone(), &present), (settled.clone(), Vec::new()));
        let (sealed, _) = seal(Some(&settled), &present, sealer(9));
        let alignment = align(&sealed, &present);
        let sealing = sealing(&sealed, &present, &alignment);
        for id in ids {
            let is_gone = sealing.history.gone(id).is_some();
            prop_assert!(sealing.ids.find(id).is_some() != is_gone);
        }
        prop_assert_eq!(seal(Some(&sealed), &present, sealer(9)), (sealed, Vec::new()));
    }
}

/// Two were joined and parted again, elsewhere than before, and once more, where they had been: what is left of the whole is then the shorter part.
#[test]
fn a_longer_part_gets_back_the_address_of_its_words() {
    let work = live(
        0,
        vec![
            vec![(0, 0, 0), (0, 763, 655), (0, 143, 978)],
            vec![(0, 144, 0)],
            vec![(6, 986, 0)],
            vec![(5, 248, 929)],
            vec![(5, 51, 90)],
        ],
    );
    let ledger = work.ledger.expect("sealed");
    let lengths: Vec<(String, usize)> = currents(&ledger)
        .zip(&work.text)
        .map(|(line, paragraph)| (line.id.to_string(), paragraph.words.len()))
        .collect();
    let expected = [("p0a", 4), ("p1", 4), ("p1a", 10), ("p2", 1), ("p3", 10)];
    assert_eq!(lengths, expected.map(|(id, words)| (id.to_owned(), words)));
}

#[test]
fn very_many_paragraphs_are_aligned() {
    let yes = vec!["Yes.".to_owned(); 5_000];
    let all_different = |first: usize| -> Vec<String> {
        (first..first + 20_000)
            .map(|n| format!("Number {n} is what it says."))
            .collect()
    };
    let questions: Vec<String> = (0..5_000)
        .flat_map(|n| [format!("Were you at {n}?"), "Yes.".to_owned()])
        .collect();
    let mut fewer = questions.clone();
    fewer.drain(2_000..2_002);
    fewer.insert(4_000, "No.".to_owned());
    let mut less = yes.clone();
    less.insert(2_500, "No.".to_owned());
    for (before, after) in [
        (yes, less),
        (all_different(0), all_different(10_000)),
        (all_different(0), all_different(20_000)),
        (questions, fewer),
    ] {
        let old: Vec<Present<'_>> = before.iter().map(|w| Present::new(w)).collect();
        let new: Vec<Present<'_>> = after.iter().map(|w| Present::new(w)).collect();
        let (ledger, _) = seal(None, &old, sealer(0));
        let (later, _) = seal(Some(&ledger), &new, sealer(1));
        let ids: BTreeSet<ParagraphId> = currents(&later).map(|line| line.id).collect();
        assert_eq!(ids.len(), after.len());
    }
}
