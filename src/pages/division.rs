//! Dividing long lists into parts with addresses that stay, so that no page is endless and no link rots.
//!
//! A list that has too many items is divided by what comes first on the way to each (see [`super::paths`]): by year, or by letter. A part
//! that has too many is divided again, by month, then by day; by the next letter. Parts that were made once are made again for as long as
//! they have an item, also when all would fit on one page.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Bound,
};

use super::{
    parts::{Part, Parts},
    paths::{Item, Piece},
};
use crate::text::{Collation, Words};

/// How long the end of an address may become, in bytes: file names have a limit.
const LONGEST: usize = 150;

/// How long lists are divided.
pub(super) struct Rule<'a> {
    /// How many items a page may have; 0 is any number.
    pub(super) size: usize,
    /// The ends of addresses that parts of this list had in earlier builds.
    pub(super) kept: &'a BTreeSet<String>,
    /// For letters.
    pub(super) collation: &'a Collation,
    /// For titles.
    pub(super) words: &'a Words,
}

impl Rule<'_> {
    /// Whether a list of this length may have to be split.
    pub(super) fn concerns(&self, length: usize) -> bool {
        self.size > 0 && length > 0 && (length > self.size || !self.kept.is_empty())
    }

    /// Splits a list; none if it stays whole.
    pub(super) fn split(&self, items: &[&Item<'_>]) -> Option<Parts> {
        if !self.concerns(items.len()) {
            return None;
        }
        let mut division = Division {
            rule: self,
            items,
            deepest: self.deepest(items),
            parts: Vec::new(),
        };
        let all = (0..u32::try_from(items.len()).ok()?).collect();
        let own = division.divide(all, 0, None);
        (!division.parts.is_empty()).then_some(Parts {
            all: division.parts,
            own,
        })
    }

    /// What [`Rule::deepest_kept`] says of each item. Of a transcript's passages, one after the other, it says the same.
    fn deepest(&self, items: &[&Item<'_>]) -> Vec<usize> {
        let mut all: Vec<usize> = Vec::with_capacity(items.len());
        for (i, item) in items.iter().enumerate() {
            let as_before = i.checked_sub(1).filter(|&i| items[i].is_at(item));
            all.push(as_before.map_or_else(|| self.deepest_kept(item), |i| all[i]));
        }
        all
    }

    /// How many steps lead to the deepest part of an item that was there before: 0 if none was.
    fn deepest_kept(&self, item: &Item<'_>) -> usize {
        if self.kept.is_empty() {
            return 0;
        }
        let mut deepest = 0;
        for (depth, slug) in (1..).zip(item.slugs(self.collation)) {
            if self.kept.contains(&slug) {
                deepest = depth;
            }
            let after = (Bound::Excluded(slug.as_str()), Bound::Unbounded);
            let next = self.kept.range::<str, _>(after).next();
            let deeper = next.is_some_and(|kept| kept.starts_with(&slug));
            // Behind the dates, an address begins with that of what it lies in, digits aside: `0-9`, then `1`.
            if depth >= item.head_length() && !deeper && !slug.ends_with("0-9") {
                break;
            }
        }
        deepest
    }
}

struct Division<'a> {
    rule: &'a Rule<'a>,
    items: &'a [&'a Item<'a>],
    /// Per item: see [`Rule::deepest_kept`].
    deepest: Vec<usize>,
    parts: Vec<Part>,
}

/// Items that share the next step, in the order of the list.
type Groups<'a> = Vec<(&'a Piece, Vec<u32>)>;

impl<'a> Division<'a> {
    /// Divides the items of a list, or of the part `above`, as far as they must be; gives those that are in no part.
    fn divide(&mut self, members: Vec<u32>, depth: usize, above: Option<usize>) -> Vec<u32> {
        let size = self.rule.size;
        let was_divided = |&item: &u32| self.deepest[item as usize] > depth;
        if members.len() <= size && !members.iter().any(was_divided) {
            return members;
        }
        let Some((depth, rest, groups)) = self.next_groups(&members, depth) else {
            return members;
        };
        for (_, group) in groups {
            let first = self.items[group[0] as usize];
            let part = self.parts.len();
            self.parts.push(Part {
                title: first.part_title(depth, self.rule.collation, self.rule.words),
                slug: first.slug(depth, self.rule.collation),
                above,
                count: group.len(),
                own: Vec::new(),
            });
            let own = self.divide(group, depth + 1, Some(part));
            self.parts[part].own = own;
        }
        rest
    }

    /// The next depth at which items part, those that end before it, and the groups of the others. A step that all share divides nothing
    /// and is passed over, unless there was a page for it, or it is a sort of items: pages lead to that by its name. None if nothing tells the items apart.
    fn next_groups(
        &self,
        members: &[u32],
        mut depth: usize,
    ) -> Option<(usize, Vec<u32>, Groups<'a>)> {
        loop {
            let (rest, groups) = self.group(members, depth);
            let first = groups.first()?;
            let slug = self.items[first.1[0] as usize].slug(depth, self.rule.collation);
            if slug.len() > LONGEST {
                return None;
            }
            let is_sort = matches!(first.0, Piece::Sort { .. });
            if groups.len() > 1 || !rest.is_empty() || is_sort || self.rule.kept.contains(&slug) {
                return Some((depth, rest, groups));
            }
            depth += 1;
        }
    }

    fn group(&self, members: &[u32], depth: usize) -> (Vec<u32>, Groups<'a>) {
        let mut rest = Vec::new();
        let mut groups: Groups<'a> = Vec::new();
        let mut places: BTreeMap<&'a Piece, usize> = BTreeMap::new();
        for &member in members {
            let items = self.items;
            match items[member as usize].piece(depth, self.rule.collation) {
                None => rest.push(member),
                Some(piece) => {
                    let place = *places.entry(piece).or_insert_with(|| {
                        groups.push((piece, Vec::new()));
                        groups.len() - 1
                    });
                    groups[place].1.push(member);
                }
            }
        }
        // Dates come in the order of the list; letters need not, since blanks and signs count in the order of names.
        groups.sort_by_cached_key(|(piece, _)| match piece {
            Piece::Letter(letter) => self.rule.collation.key(letter),
            Piece::Sign(sign) => sign.to_string().into_bytes(),
            Piece::Year(_)
            | Piece::Month(_)
            | Piece::Day(_)
            | Piece::Sort { .. }
            | Piece::Below { .. } => Vec::new(),
        });
        (rest, groups)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::archive::Date;

    static ENGLISH: LazyLock<Collation> = LazyLock::new(|| Collation::new("en"));

    fn split(items: &[Item<'_>], size: usize, kept: &[&str]) -> Vec<(String, usize, usize)> {
        let kept = kept.iter().map(|slug| (*slug).to_owned()).collect();
        let rule = Rule {
            size,
            kept: &kept,
            collation: &ENGLISH,
            words: &Words::english(),
        };
        let items: Vec<&Item<'_>> = items.iter().collect();
        let parts = rule.split(&items).unwrap_or_default();
        let all = parts.all.into_iter();
        all.map(|part| (part.slug, part.count, part.own.len()))
            .collect()
    }

    fn dates(dates: &[&str]) -> Vec<Item<'static>> {
        let item = |edtf: &&str| {
            let date = Date::parse(edtf).expect("EDTF");
            Item::new(
                super::super::paths::dated(Some(&date), &Words::english()),
                "T",
                "t",
            )
        };
        dates.iter().map(item).collect()
    }

    fn slugs(parts: &[(String, usize, usize)]) -> Vec<&str> {
        parts.iter().map(|(slug, ..)| &**slug).collect()
    }

    #[test]
    fn a_year_with_too_many_is_divided_by_month_and_that_by_day() {
        let items = dates(&[
            "2013",
            "2014",
            "2014-01",
            "2014-03-01",
            "2014-03-01",
            "2014-03-02",
            "2015-07-08",
        ]);
        assert!(split(&items, 7, &[]).is_empty());
        assert!(split(&items, 0, &["2014"]).is_empty(), "0 is never");
        let parts = split(&items, 2, &[]);
        assert_eq!(
            slugs(&parts),
            [
                "2013",
                "2014",
                "2014-xx",
                "2014-01",
                "2014-03",
                "2014-03-01",
                "2014-03-02",
                "2015"
            ]
        );
        assert_eq!(parts[1], ("2014".to_owned(), 5, 0));
        assert_eq!(parts[5], ("2014-03-01".to_owned(), 2, 2));
    }

    #[test]
    fn what_all_share_is_passed_over_and_what_nothing_tells_apart_stays_together() {
        let items = dates(&["2014-03-01", "2014-03-01", "2014-03-02"]);
        assert_eq!(slugs(&split(&items, 2, &[])), ["2014-03-01", "2014-03-02"]);
        assert!(split(&dates(&["2014-03-01"; 4]), 2, &[]).is_empty());
    }

    #[test]
    fn parts_that_were_made_are_made_again() {
        let items = dates(&["2013", "2014-03-01", "2014-03-02", "2014-04"]);
        assert_eq!(slugs(&split(&items, 9, &["2014"])), ["2013", "2014"]);
        assert_eq!(
            slugs(&split(&items, 9, &["2014-03-02"])),
            [
                "2013",
                "2014",
                "2014-03",
                "2014-03-01",
                "2014-03-02",
                "2014-04"
            ]
        );
        assert!(split(&items, 9, &["1999", "2014-3", "said"]).is_empty());
    }

    #[test]
    fn names_are_divided_by_letters_then_by_ids() {
        let names = ["Abel", "Adam", "Adams", "Bo", "Bo", "Bo", "1 A"];
        let ids = ["x1", "x2", "x3", "b1", "b2", "c1", "d"];
        let items: Vec<Item<'_>> = names
            .iter()
            .zip(ids)
            .map(|(name, id)| Item::new(Vec::new(), name, id))
            .collect();
        let parts = split(&items, 2, &[]);
        assert_eq!(slugs(&parts), ["0-9", "a", "ab", "ad", "b", "bo-b", "bo-c"]);
        assert_eq!(slugs(&split(&items, 9, &["1"])), ["0-9", "1", "a", "b"]);
    }
}
