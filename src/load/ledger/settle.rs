//! Settles what a merge of two branches left: lines of both that contradict each other.
//!
//! Two that have words in common are one paragraph, which both branches went on with. Two that have none are two paragraphs that were given one
//! address: the one that was sealed first keeps it.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{alignment::Present, numbers::Given, seal::SealChange};
use crate::archive::{Day, Ledger, LedgerLine, ParagraphId, Standing, WordsDigest};

/// The lines of one paragraph: one that is no earlier wording, and the earlier wordings behind it.
#[derive(Clone, Debug)]
struct Block {
    /// Where it stands among all.
    place: usize,
    lines: Vec<LedgerLine>,
}

impl Block {
    fn id(&self) -> ParagraphId {
        self.lines[0].id
    }

    fn head(&self) -> &LedgerLine {
        &self.lines[0]
    }

    /// The day on which its address was given.
    fn since(&self) -> Day {
        let days = self.lines.iter().map(|line| line.sealed);
        days.min().expect("a block has a line")
    }
}

/// Makes a ledger of lines as they stand in a file, of which each id has one line that is no earlier wording.
pub fn settle(ledger: Ledger, present: &[Present<'_>]) -> (Ledger, Vec<SealChange>) {
    if is_settled(&ledger) {
        return (ledger, Vec::new());
    }
    let text: HashSet<WordsDigest> = present.iter().map(|p| p.digest).collect();
    let mut given = Given::of(&ledger);
    let Ledger { sealed, lines } = ledger;
    let mut changes = Vec::new();
    let mut of_id: BTreeMap<ParagraphId, Vec<Block>> = BTreeMap::new();
    for block in blocks(lines) {
        of_id.entry(block.id()).or_default().push(block);
    }
    let mut settled: Vec<Block> = Vec::new();
    // Which address a join means that names one of two paragraphs: by the address and the day.
    let mut meant: HashMap<(ParagraphId, Day), ParagraphId> = HashMap::new();
    for (both, blocks) in of_id {
        let mut paragraphs = one_each(blocks, &text);
        paragraphs.sort_by_key(|b| {
            let is_in_text = text.contains(&b.head().digest);
            (b.since(), !is_in_text, b.head().digest)
        });
        for (at, mut block) in paragraphs.into_iter().enumerate() {
            if at > 0 {
                let id = given.give(both, Some(both.next_number()));
                for line in &mut block.lines {
                    line.id = id;
                }
                changes.push(SealChange::GivenAnew { both, id });
            }
            for line in &block.lines {
                meant.entry((both, line.sealed)).or_insert(line.id);
            }
            settled.push(block);
        }
    }
    settled.sort_by_key(|block| block.place);
    let mut lines: Vec<LedgerLine> = settled.into_iter().flat_map(|b| b.lines).collect();
    for line in &mut lines {
        if let Standing::Joined { into, on } = &mut line.standing {
            // A paragraph is reworded on the day on which another one becomes a part of it.
            *into = meant.get(&(*into, *on)).copied().unwrap_or(*into);
        }
    }
    unjoin(&mut lines);
    let mut sealed = sealed;
    sealed.sort_unstable();
    sealed.dedup();
    (Ledger { sealed, lines }, changes)
}

/// Whether each id has one line that is no earlier wording, and every line that names another names one.
fn is_settled(ledger: &Ledger) -> bool {
    let is_earlier = |line: &LedgerLine| matches!(line.standing, Standing::Earlier { .. });
    let mut heads = HashSet::with_capacity(ledger.lines.len());
    let mut lines = ledger.lines.iter();
    let once = lines.all(|line| is_earlier(line) || heads.insert(line.id));
    let known = ledger.lines.iter().all(|line| match line.standing {
        Standing::Earlier { .. } => heads.contains(&line.id),
        Standing::Joined { .. } | Standing::Current | Standing::Removed { .. } => true,
    });
    once && known && ledger.sealed.is_sorted() && dangling(&ledger.lines).is_empty()
}

/// Puts lines into blocks: an earlier wording belongs to the last line of its id before it that is none, else to the first behind it.
fn blocks(lines: Vec<LedgerLine>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut block_of: HashMap<ParagraphId, usize> = HashMap::new();
    let mut early: Vec<LedgerLine> = Vec::new();
    for (place, line) in lines.into_iter().enumerate() {
        let is_earlier = matches!(line.standing, Standing::Earlier { .. });
        match block_of.get(&line.id) {
            Some(&block) if is_earlier => blocks[block].lines.push(line),
            None if is_earlier => early.push(line),
            Some(_) | None => {
                block_of.insert(line.id, blocks.len());
                let lines = vec![line];
                blocks.push(Block { place, lines });
            }
        }
    }
    let end = blocks.iter().map(|b| b.place + 1).max().unwrap_or(0);
    for mut line in early {
        match block_of.get(&line.id) {
            Some(&block) => blocks[block].lines.push(line),
            // What is known only as an earlier wording is gone since then.
            None => {
                if let Standing::Earlier { until } = line.standing {
                    line.standing = Standing::Removed { on: until };
                }
                block_of.insert(line.id, blocks.len());
                let lines = vec![line];
                blocks.push(Block { place: end, lines });
            }
        }
    }
    blocks
}

/// Blocks of one id, those of one paragraph as one: those that have words in common, or with what has words in common with both.
fn one_each(blocks: Vec<Block>, text: &HashSet<WordsDigest>) -> Vec<Block> {
    if blocks.len() < 2 {
        return blocks;
    }
    // Of each block one that it is one with, at last the first of all of these.
    let mut first: Vec<usize> = (0..blocks.len()).collect();
    let mut block_of: HashMap<WordsDigest, usize> = HashMap::new();
    for (at, block) in blocks.iter().enumerate() {
        for line in &block.lines {
            let other = *block_of.entry(line.digest).or_insert(at);
            let (a, b) = (root(&mut first, at), root(&mut first, other));
            first[a.max(b)] = a.min(b);
        }
    }
    let mut paragraphs: BTreeMap<usize, Vec<Block>> = BTreeMap::new();
    for (at, block) in blocks.into_iter().enumerate() {
        let root = root(&mut first, at);
        paragraphs.entry(root).or_default().push(block);
    }
    paragraphs
        .into_values()
        .map(|blocks| one_of(blocks, text))
        .collect()
}

/// The first of all that are one with a block; the way there is shortened.
fn root(first: &mut [usize], mut at: usize) -> usize {
    while first[at] != at {
        first[at] = first[first[at]];
        at = first[at];
    }
    at
}

/// Blocks of one paragraph as one. Its words are those that no branch replaced; of several such those that stand in the text, else the later ones.
fn one_of(blocks: Vec<Block>, text: &HashSet<WordsDigest>) -> Block {
    let place = blocks[0].place;
    let earlier = blocks.iter().flat_map(|b| &b.lines[1..]);
    let replaced: HashSet<WordsDigest> = earlier.map(|line| line.digest).collect();
    let rank = |head: &LedgerLine| {
        let is_current = head.standing == Standing::Current;
        let is_last = !replaced.contains(&head.digest);
        let is_in_text = text.contains(&head.digest);
        let digest = std::cmp::Reverse(head.digest);
        (is_last, is_in_text, is_current, head.sealed, digest)
    };
    let heads = || blocks.iter().map(Block::head);
    let digest = heads().max_by_key(|head| rank(head)).map(|h| h.digest);
    let same = || heads().filter(|head| Some(head.digest) == digest);
    // That the same words are gone is known to one branch only, and the text tells whether they are.
    let is_in_text = digest.is_some_and(|digest| text.contains(&digest));
    let told = same().find(|head| (head.standing == Standing::Current) == is_in_text);
    let mut head = told
        .or_else(|| same().next())
        .unwrap_or(blocks[0].head())
        .clone();
    head.sealed = same().map(|h| h.sealed).min().unwrap_or(head.sealed);
    if head.standing == Standing::Current {
        head.words = same().find_map(|h| h.words.clone());
    }
    let until = head.sealed;
    let mut known = HashSet::from([head.digest]);
    let mut lines = vec![head];
    for mut line in blocks.into_iter().flat_map(|b| b.lines) {
        if !matches!(line.standing, Standing::Earlier { .. }) {
            let until = until.max(line.sealed);
            line.standing = Standing::Earlier { until };
        }
        if known.insert(line.digest) {
            lines.push(line);
        }
    }
    let until = |line: &LedgerLine| match line.standing {
        Standing::Earlier { until } => Some(until),
        Standing::Current | Standing::Removed { .. } | Standing::Joined { .. } => None,
    };
    lines[1..].sort_by_key(|line| std::cmp::Reverse(until(line)));
    Block { place, lines }
}

/// Lines that say that they were joined into what leads nowhere, or back to them.
pub(super) fn dangling(lines: &[LedgerLine]) -> Vec<usize> {
    let mut into: HashMap<ParagraphId, Option<ParagraphId>> = HashMap::new();
    for line in lines {
        match line.standing {
            Standing::Joined { into: other, .. } => into.insert(line.id, Some(other)),
            Standing::Current | Standing::Removed { .. } => into.insert(line.id, None),
            Standing::Earlier { .. } => continue,
        };
    }
    // Whether an id leads to a paragraph that is a part of no other; each is walked from once.
    let mut leads: HashMap<ParagraphId, bool> = HashMap::new();
    let mut dangling = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Standing::Joined { .. } = line.standing else {
            continue;
        };
        let mut way = Vec::new();
        let mut id = line.id;
        let end = loop {
            if let Some(&known) = leads.get(&id) {
                break known;
            }
            // Whoever comes back here went in a circle.
            leads.insert(id, false);
            way.push(id);
            match into.get(&id) {
                Some(Some(next)) => id = *next,
                Some(None) => break true,
                None => break false,
            }
        };
        for id in way {
            leads.insert(id, end);
        }
        if !end {
            dangling.push(at);
        }
    }
    dangling
}

/// What leads nowhere is gone.
fn unjoin(lines: &mut [LedgerLine]) {
    for at in dangling(lines) {
        let line = &mut lines[at];
        if let Standing::Joined { on, .. } = line.standing {
            line.standing = Standing::Removed { on };
        }
    }
}
