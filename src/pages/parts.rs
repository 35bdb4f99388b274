//! The parts of a list that is split.

use crate::source::digest::{Digest, Digester};

/// A list that is split.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Its parts, each before those in it.
    pub all: Vec<Part>,
    /// The items that are in no part, by their place in the list.
    pub own: Vec<u32>,
}

/// One page of a split list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// "2014", "March 2014", "A".
    pub title: String,
    /// The end of its address: `2014`, `2014-03`, `a`.
    pub slug: String,
    /// The part that it lies in.
    pub above: Option<usize>,
    /// How many items it has, those of parts in it included.
    pub count: usize,
    /// The items on its page, by their place in the list: all, or those that are in no part of it.
    pub own: Vec<u32>,
}

impl Parts {
    /// The items of a part's page; of the list's first page if `part` is none.
    pub(super) fn shown(&self, part: Option<usize>) -> &[u32] {
        match part {
            Some(part) => &self.all[part].own,
            None => &self.own,
        }
    }

    /// The part that a former address leads to: itself, or the one that it lay in; none for the list's first page.
    pub(super) fn nearest(&self, slug: &str) -> Option<&Part> {
        let by_slug = |slug: &str| self.all.iter().find(|part| part.slug == slug);
        let mut ends: Vec<usize> = slug.char_indices().map(|(at, _)| at).skip(1).collect();
        ends.push(slug.len());
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let found = ends.into_iter().rev().find_map(|end| {
            // A number is not cut: 2014 does not lie in 201.
            let cut = digit(slug[..end].chars().next_back()) && digit(slug[end..].chars().next());
            by_slug(slug[..end].trim_end_matches(['-', '/', '_'])).filter(|_| !cut)
        });
        let digits = || {
            slug.starts_with(|c: char| c.is_numeric())
                .then(|| by_slug("0-9"))
        };
        found.or_else(|| digits().flatten())
    }

    /// Counts some items only, in each part and in those that it lies in.
    pub(super) fn count_only(&mut self, counts: impl Fn(u32) -> bool) {
        for i in 0..self.all.len() {
            let others = self.all[i]
                .own
                .iter()
                .filter(|&&item| !counts(item))
                .count();
            let mut part = Some(i);
            while let Some(at) = part {
                self.all[at].count -= others;
                part = self.all[at].above;
            }
        }
    }

    /// Whether it has pages at the same addresses, under the same titles.
    pub(super) fn is_paged_as(&self, other: &Self) -> bool {
        let page = |part: &Part| (part.slug.clone(), part.title.clone());
        self.all.iter().map(page).eq(other.all.iter().map(page))
    }

    /// Of everything in it.
    pub(super) fn digest(&self, digester: &mut Digester) -> Digest {
        for part in &self.all {
            digester
                .text(&part.title)
                .text(&part.slug)
                .number(part.above.map_or(0, |above| above as u64 + 1))
                .number(part.count as u64);
            part.own.iter().for_each(|&item| {
                digester.number(item);
            });
        }
        digester.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_former_address_leads_to_the_part_that_it_lay_in() {
        let part = |slug: &str| Part {
            slug: slug.to_owned(),
            title: String::new(),
            above: None,
            count: 0,
            own: Vec::new(),
        };
        let parts = Parts {
            all: ["2014", "2014-03", "201", "s", "sa", "0-9"]
                .map(part)
                .to_vec(),
            own: Vec::new(),
        };
        let nearest = |slug: &str| parts.nearest(slug).map(|part| part.slug.clone());
        assert_eq!(nearest("2014-03-05").as_deref(), Some("2014-03"));
        assert_eq!(nearest("2014-04").as_deref(), Some("2014"));
        assert_eq!(nearest("2014-2").as_deref(), Some("2014"));
        assert_eq!(nearest("sab-x1").as_deref(), Some("sa"));
        assert_eq!(nearest("su").as_deref(), Some("s"));
        assert_eq!(nearest("17").as_deref(), Some("0-9"));
        assert_eq!(nearest("undated"), None);
    }
}
