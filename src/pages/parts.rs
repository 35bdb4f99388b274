//! Splitting long lists by year or letter, so that no page is endless.

use std::collections::{BTreeMap, BTreeSet};

use super::{here::Here, view::PartView};

/// One page of a split list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// "2014", "1990–1994", "A", "2014 (2)".
    pub title: String,
    /// The end of its address: `2014`, `1990-1994`, `a`, `2014-2`.
    pub slug: String,
    /// Which items, as indexes into the whole list.
    pub items: std::ops::Range<usize>,
}

/// Splits a list whose items have `keys` (years, letters; equal ones side by side) into parts of at most `size` items; none
/// if it fits on one page or `size` is 0. Neighbouring keys share a part while they fit, a key with too many items is cut.
pub fn split(keys: &[String], size: usize) -> Vec<Part> {
    if size == 0 || keys.len() <= size {
        return Vec::new();
    }
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    for (i, key) in keys.iter().enumerate() {
        match runs.last_mut() {
            Some(run) if keys[run.start] == *key => run.end = i + 1,
            Some(_) | None => runs.push(i..i + 1),
        }
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut open: Option<std::ops::Range<usize>> = None;
    for run in runs {
        match &mut open {
            Some(part) if run.end - part.start <= size => part.end = run.end,
            Some(_) | None => {
                parts.extend(open.take().map(|r| part(keys, r, None)));
                if run.len() > size {
                    for (n, start) in run.clone().step_by(size).enumerate() {
                        parts.push(part(keys, start..run.end.min(start + size), Some(n + 1)));
                    }
                } else {
                    open = Some(run);
                }
            }
        }
    }
    parts.extend(open.map(|r| part(keys, r, None)));
    unique(&mut parts);
    parts
}

fn part(keys: &[String], items: std::ops::Range<usize>, number: Option<usize>) -> Part {
    let first = &keys[items.start];
    let last = &keys[items.end - 1];
    let slug = |key: &str| {
        let slug = crate::text::slug(key);
        if slug.is_empty() {
            "other".to_owned()
        } else {
            slug
        }
    };
    match number {
        Some(n) => Part {
            title: format!("{first} ({n})"),
            slug: format!("{}-{n}", slug(first)),
            items,
        },
        None if first == last => Part {
            title: first.clone(),
            slug: slug(first),
            items,
        },
        None => Part {
            title: format!("{first}–{last}"),
            slug: format!("{}-{}", slug(first), slug(last)),
            items,
        },
    }
}

/// Transliterated letters may fall together; addresses must not.
fn unique(parts: &mut [Part]) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut next: BTreeMap<String, usize> = BTreeMap::new();
    for part in parts {
        if !taken.insert(part.slug.clone()) {
            let number = next.entry(part.slug.clone()).or_insert(2);
            let free = (*number..)
                .map(|n| (n, format!("{}-x{n}", part.slug)))
                .find(|(_, slug)| !taken.contains(slug))
                .expect("one of all numbers is free");
            *number = free.0 + 1;
            part.slug = free.1;
            taken.insert(part.slug.clone());
        }
    }
}

/// The pages of a split list as links; `page` is the name of the list's first page.
pub(super) fn views(
    here: &Here<'_>,
    parts: &[Part],
    page: &str,
    current: Option<usize>,
) -> Vec<PartView> {
    parts
        .iter()
        .enumerate()
        .map(|(i, part)| PartView {
            title: part.title.clone(),
            href: here.to(&format!("{page}/{}", part.slug)),
            count: part.items.len(),
            current: current == Some(i),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(keys: &[&str], size: usize) -> Vec<(String, usize)> {
        let keys: Vec<String> = keys.iter().map(|k| (*k).to_owned()).collect();
        split(&keys, size)
            .into_iter()
            .map(|p| (p.title, p.items.len()))
            .collect()
    }

    #[test]
    fn years_share_a_part_while_they_fit() {
        assert_eq!(
            titles(&["1", "1", "2", "3", "3", "3"], 3),
            [("1–2".into(), 3), ("3".into(), 3)]
        );
        assert_eq!(
            titles(&["1", "2", "2", "2", "2", "2"], 2),
            [
                ("1".into(), 1),
                ("2 (1)".into(), 2),
                ("2 (2)".into(), 2),
                ("2 (3)".into(), 1)
            ]
        );
        assert!(titles(&["1", "2"], 2).is_empty());
        assert!(titles(&["1", "2"], 0).is_empty());
    }
}
