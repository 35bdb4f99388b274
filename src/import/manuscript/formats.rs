//! Looks to what Markdown can say: ranges that nest.

use std::{cmp::Reverse, collections::BTreeSet, ops::Range};

use super::para::{Anchor, Look, Para};
use crate::archive::{FootnoteIndex, Format, FormatKind};

/// A range and what it is; links stand outside of bold, bold outside of italics, if they are equally long.
type Item = (usize, Reverse<usize>, Sort);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Link(usize),
    Strong,
    Emphasis,
}

/// What is emphasized, a link, a footnote's sign: properly nested, outer ones first.
pub(super) fn formats(
    para: &Para,
    links: &[String],
    footnote: &mut dyn FnMut(&str) -> Option<FootnoteIndex>,
) -> Vec<Format> {
    let mut formats: Vec<(usize, bool, Format)> = Vec::new();
    for (at, anchor) in &para.anchors {
        if let Anchor::Footnote(key) = anchor
            && let Some(index) = footnote(key)
        {
            let kind = FormatKind::Footnote(index);
            formats.push((*at, false, format(*at..*at, kind)));
        }
    }
    for (start, Reverse(end), sort) in nested(para) {
        let kind = match sort {
            Sort::Strong => FormatKind::Strong,
            Sort::Emphasis => FormatKind::Emphasis,
            Sort::Link(place) => match links.get(place) {
                Some(address) => FormatKind::Link(address.clone()),
                None => continue,
            },
        };
        formats.push((start, true, format(start..end, kind)));
    }
    // A footnote's sign stands behind its word, so before what begins there; all others are in order already.
    formats.sort_by_key(|(at, begins, _)| (*at, *begins));
    formats.into_iter().map(|(_, _, format)| format).collect()
}

fn format(range: Range<usize>, kind: FormatKind) -> Format {
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Format {
        range: small(range.start)..small(range.end),
        kind,
    }
}

/// The ranges, cut where they would cross.
fn nested(para: &Para) -> Vec<Item> {
    let mut queue: BTreeSet<Item> = BTreeSet::new();
    let mut put = |range: Range<usize>, sort: Sort| {
        let words = para.text.get(range.clone()).unwrap_or_default();
        let start = range.start + words.len() - words.trim_start().len();
        let end = start + words.trim().len();
        if start < end {
            queue.insert((start, Reverse(end), sort));
        }
    };
    for range in runs(para, |look| look.strong.then_some(())) {
        put(range.0, Sort::Strong);
    }
    for range in runs(para, |look| look.emphasis.then_some(())) {
        put(range.0, Sort::Emphasis);
    }
    for (range, link) in runs(para, |look| look.link) {
        put(range, Sort::Link(link));
    }
    let mut done: Vec<Item> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    while let Some((start, Reverse(end), sort)) = queue.pop_first() {
        while open.pop_if(|closes| *closes <= start).is_some() {}
        let cut = open.last().copied().unwrap_or(end).min(end);
        let words = para.text.get(start..cut).unwrap_or_default();
        let first_end = start + words.trim_end().len();
        if start < first_end {
            done.push((start, Reverse(first_end), sort));
            open.push(first_end);
        }
        let rest = para.text.get(cut..end).unwrap_or_default();
        let rest_start = cut + rest.len() - rest.trim_start().len();
        if rest_start < end {
            queue.insert((rest_start, Reverse(end), sort));
        }
    }
    done
}

/// The longest ranges over which something is the same.
fn runs<T: PartialEq>(para: &Para, of: impl Fn(&Look) -> Option<T>) -> Vec<(Range<usize>, T)> {
    let mut runs: Vec<(Range<usize>, T)> = Vec::new();
    for (range, look) in &para.looks {
        let Some(is) = of(look) else { continue };
        match runs.last_mut() {
            Some((last, was)) if last.end == range.start && *was == is => last.end = range.end,
            _ => runs.push((range.clone(), is)),
        }
    }
    runs
}
