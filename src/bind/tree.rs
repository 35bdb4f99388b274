//! Topics in their tree: broader is written, narrower is derived; circles are told. The same for `part_of` of events.

use std::collections::BTreeSet;

use super::EntryLinks;
use crate::{
    archive::{Entry, Name},
    diag::{Code, Diagnostic},
};

/// Narrower topics, per entry.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    narrower: Vec<Vec<u32>>,
}

impl Tree {
    /// The topics directly below one, by title.
    pub fn narrower(&self, entry: u32) -> &[u32] {
        &self.narrower[entry as usize]
    }

    /// All topics below one, each once.
    pub fn below(&self, entry: u32) -> BTreeSet<u32> {
        let mut below = BTreeSet::new();
        let mut open = self.narrower[entry as usize].clone();
        while let Some(topic) = open.pop() {
            if topic != entry && below.insert(topic) {
                open.extend(&self.narrower[topic as usize]);
            }
        }
        below
    }
}

/// Derives what is narrower, and tells circles.
pub(super) fn grow(
    entries: &[Entry],
    links: &[EntryLinks],
    title_rank: &[u32],
    diags: &mut Vec<Diagnostic>,
) -> Tree {
    let mut narrower = vec![Vec::new(); entries.len()];
    for (i, link) in (0u32..).zip(links) {
        for &broader in &link.broader {
            narrower[broader as usize].push(i);
        }
    }
    for topics in &mut narrower {
        topics.sort_by_key(|&topic| title_rank[topic as usize]);
    }
    circles(
        entries,
        links,
        |l| &l.broader,
        |e| &e.fields.broader,
        "broader than itself",
        diags,
    );
    circles(
        entries,
        links,
        |l| &l.part_of,
        |e| &e.fields.part_of,
        "part of itself",
        diags,
    );
    Tree { narrower }
}

/// Tells each circle once, at the name that leads back to its first entry.
fn circles(
    entries: &[Entry],
    links: &[EntryLinks],
    up: fn(&EntryLinks) -> &Vec<u32>,
    written: fn(&Entry) -> &Vec<Name>,
    what: &str,
    diags: &mut Vec<Diagnostic>,
) {
    let mut done: Vec<bool> = vec![false; entries.len()];
    let mut on_path = done.clone();
    for start in 0..entries.len() {
        visit(
            start,
            links,
            up,
            (&mut done, &mut on_path),
            &mut |path, back| {
                let from = path.iter().position(|&p| p == back).unwrap_or(0);
                let circle: Vec<&str> = path[from..]
                    .iter()
                    .chain([&back])
                    .map(|&i| entries[i as usize].id())
                    .collect();
                let last = &entries[path[path.len() - 1] as usize];
                let name = written(last)
                    .iter()
                    .find(|n| n.value == entries[back as usize].id());
                let message = format!(
                    "`{}` is {what}: {}",
                    entries[back as usize].id(),
                    circle.join(" -> ")
                );
                diags.push(match name {
                    Some(name) => Diagnostic::at(Code::Circle, name.span, message)
                        .help("take one of these out"),
                    None => Diagnostic::file(Code::Circle, last.identity.source, message),
                });
            },
        );
    }
}

/// Walks up from `node` with a stack of its own, so that a long chain cannot exhaust the thread's.
fn visit(
    node: usize,
    links: &[EntryLinks],
    up: fn(&EntryLinks) -> &Vec<u32>,
    (done, on_path): (&mut [bool], &mut [bool]),
    told: &mut dyn FnMut(&[u32], u32),
) {
    let index = |n: usize| u32::try_from(n).expect("fewer than 2^32 entries");
    if done[node] {
        return;
    }
    let mut path = vec![index(node)];
    let mut stack: Vec<(usize, usize)> = vec![(node, 0)];
    on_path[node] = true;
    while let Some((at, next)) = stack.last_mut() {
        let at = *at;
        match up(&links[at]).get(*next) {
            Some(&parent) => {
                *next += 1;
                let parent_index = parent as usize;
                if on_path[parent_index] {
                    told(&path, parent);
                } else if !done[parent_index] {
                    on_path[parent_index] = true;
                    path.push(parent);
                    stack.push((parent_index, 0));
                }
            }
            None => {
                done[at] = true;
                on_path[at] = false;
                path.pop();
                stack.pop();
            }
        }
    }
}
