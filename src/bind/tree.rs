//! Topics in their tree: broader is written, narrower is derived; circles are told, of every relation that leads upwards.

use std::collections::BTreeSet;

use super::EntryLinks;
use crate::{
    archive::{Entry, EntryIndex, IndexVec, Inverse, Relation},
    source::diag::{Code, Diagnostic},
};

/// Narrower topics, per entry.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    narrower: IndexVec<EntryIndex, Vec<EntryIndex>>,
}

impl Tree {
    /// The topics directly below one, by title.
    pub fn narrower(&self, entry: EntryIndex) -> &[EntryIndex] {
        &self.narrower[entry]
    }

    /// All topics below one, each once.
    pub fn below(&self, entry: EntryIndex) -> BTreeSet<EntryIndex> {
        let mut below = BTreeSet::new();
        let mut open = self.narrower[entry].clone();
        while let Some(topic) = open.pop() {
            if topic != entry && below.insert(topic) {
                open.extend(&self.narrower[topic]);
            }
        }
        below
    }
}

/// How many topics may lie above one, each broader than the one below it: what is counted for a topic, is counted for all above it.
const DEEPEST: u32 = 64;

/// How many names of a circle are told.
const TOLD: usize = 8;

/// Derives what is narrower, and tells circles.
pub(super) fn grow(
    entries: &IndexVec<EntryIndex, Entry>,
    links: &IndexVec<EntryIndex, EntryLinks>,
    title_rank: &IndexVec<EntryIndex, u32>,
    diags: &mut Vec<Diagnostic>,
) -> Tree {
    for &relation in Relation::ALL {
        if let Inverse::Below { circle, .. } = relation.reference().inverse {
            let upwards = Upwards {
                entries,
                links,
                relation,
            };
            upwards.circles(circle, diags);
        }
    }
    let broader = Upwards {
        entries,
        links,
        relation: Relation::Broader,
    };
    let depths = broader.depths();
    let mut narrower = IndexVec::filled(Vec::new(), entries.len());
    for (i, link) in links.enumerated() {
        if depths[i] > DEEPEST {
            // Left below nothing: the deepest that is allowed is told, and not all below it.
            diags.extend((depths[i] == DEEPEST + 1).then(|| too_deep(&entries[i])));
            continue;
        }
        for &broader in link.to.of(Relation::Broader) {
            narrower[broader].push(i);
        }
    }
    for topics in &mut narrower {
        topics.sort_by_key(|&topic| title_rank[topic]);
    }
    Tree { narrower }
}

fn too_deep(entry: &Entry) -> Diagnostic {
    let message = format!("more than {DEEPEST} topics lie above `{}`", entry.id());
    let remark = match entry.fields.named.of(Relation::Broader).first() {
        Some(name) => Diagnostic::at(Code::TooMany, name.span, message),
        None => Diagnostic::file(Code::TooMany, entry.identity.source, message),
    };
    remark.help("put it below a topic further up")
}

/// One way upwards: a relation whose other end is below, such as `broader` of topics.
struct Upwards<'e> {
    entries: &'e IndexVec<EntryIndex, Entry>,
    links: &'e IndexVec<EntryIndex, EntryLinks>,
    relation: Relation,
}

/// What a walk upwards has found so far.
struct Walk {
    done: IndexVec<EntryIndex, bool>,
    /// The place of each entry on the path, from 1; 0 if it is not on it.
    place: IndexVec<EntryIndex, usize>,
    path: Vec<EntryIndex>,
    /// What is told of an entry that is above itself.
    what: &'static str,
}

impl Upwards<'_> {
    fn above(&self, i: EntryIndex) -> &[EntryIndex] {
        self.links[i].to.of(self.relation)
    }

    /// Tells each circle once, at the name that leads back to its first entry.
    fn circles(&self, what: &'static str, diags: &mut Vec<Diagnostic>) {
        let mut walk = Walk {
            done: IndexVec::filled(false, self.entries.len()),
            place: IndexVec::filled(0, self.entries.len()),
            path: Vec::new(),
            what,
        };
        for start in self.entries.indexes() {
            self.visit(start, &mut walk, diags);
        }
    }

    /// Walks up from an entry with a stack of its own, so that a long chain cannot exhaust the thread's.
    fn visit(&self, start: EntryIndex, walk: &mut Walk, diags: &mut Vec<Diagnostic>) {
        if walk.done[start] {
            return;
        }
        let mut stack: Vec<(EntryIndex, usize)> = Vec::new();
        let mut open = Some(start);
        loop {
            if let Some(entry) = open.take() {
                walk.path.push(entry);
                walk.place[entry] = walk.path.len();
                stack.push((entry, 0));
            }
            let Some((at, next)) = stack.last_mut() else {
                break;
            };
            match self.above(*at).get(*next) {
                Some(&above) => {
                    *next += 1;
                    match walk.place[above] {
                        0 if walk.done[above] => {}
                        0 => open = Some(above),
                        place => {
                            let circle = &walk.path[place - 1..];
                            diags.push(self.circle(circle, *next - 1, walk.what));
                        }
                    }
                }
                None => {
                    walk.done[*at] = true;
                    walk.place[*at] = 0;
                    walk.path.pop();
                    stack.pop();
                }
            }
        }
    }

    /// The remark on a circle, which its last entry closes with the name that it has at `name`.
    fn circle(&self, circle: &[EntryIndex], name: usize, what: &str) -> Diagnostic {
        let id = |i: &EntryIndex| self.entries[*i].id();
        let (first, last) = (circle[0], circle[circle.len() - 1]);
        let left_out = circle.len().saturating_sub(TOLD);
        let mut names: Vec<String> = circle.iter().take(TOLD).map(|i| id(i).to_owned()).collect();
        if left_out > 0 {
            names.push(format!("... ({left_out} more)"));
        }
        names.push(id(&first).to_owned());
        let message = format!("`{}` is {}: {}", id(&first), what, names.join(" -> "));
        let entry = &self.entries[last];
        // Names that mean nothing are not among what is above, so the name may stand further on.
        let written = entry.fields.named.of(self.relation).iter().skip(name);
        match written.into_iter().find(|n| n.value == id(&first)) {
            Some(name) => {
                Diagnostic::at(Code::Circle, name.span, message).help("take one of these out")
            }
            None => Diagnostic::file(Code::Circle, entry.identity.source, message),
        }
    }

    /// How many lie above each entry on the longest way up, at most one more than [`DEEPEST`] matters; in a circle there is no longest way,
    /// and none is counted.
    fn depths(&self) -> IndexVec<EntryIndex, u32> {
        let count = self.entries.len();
        let mut below: IndexVec<EntryIndex, Vec<EntryIndex>> = IndexVec::filled(Vec::new(), count);
        let mut waiting: IndexVec<EntryIndex, usize> = IndexVec::filled(0, count);
        for i in self.entries.indexes() {
            waiting[i] = self.above(i).len();
            for &above in self.above(i) {
                below[above].push(i);
            }
        }
        let mut depths = IndexVec::filled(0u32, count);
        let ready = self.entries.indexes().filter(|&i| waiting[i] == 0);
        let mut ready: Vec<EntryIndex> = ready.collect();
        while let Some(i) = ready.pop() {
            for &other in &below[i] {
                depths[other] = depths[other].max(depths[i] + 1);
                waiting[other] -= 1;
                if waiting[other] == 0 {
                    ready.push(other);
                }
            }
        }
        depths
    }
}
