//! A line of years on which years without an entry take no room.
//!
//! Its steps are years; decades, centuries, ... where there would be more than fit. A step with more entries is wider, and between steps that do not follow upon each other is a gap.

use std::collections::BTreeMap;

use crate::date::Day;

/// The width of the picture.
pub(super) const WIDTH: i32 = 960;

/// Where the line begins, and how far from the end of the picture it ends: what has no end goes on to there.
const BEFORE: i32 = 8;
const BEHIND: i32 = 32;

/// What a gap is wide.
const GAP: i32 = 18;

/// How many steps there are at most.
const MOST: usize = 24;

/// How many entries make a step wider than one that has none but an end: more do not.
const HEAVY: usize = 14;

/// A step of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// Its first year.
    pub(super) first: i64,
    /// Its left side.
    pub(super) x: i32,
    /// Its width.
    pub(super) width: i32,
    /// Whether years are left out before it.
    pub(super) gap: bool,
}

/// A line of years, the earlier on the left.
#[derive(Clone, Debug)]
pub(super) struct Axis {
    /// How many years a step has: a power of ten.
    pub(super) years: i64,
    /// The steps, in order.
    pub(super) steps: Vec<Step>,
}

impl Axis {
    /// The line that has all these years; none of no year. A year that stands several times has more room.
    pub(super) fn new(all: &[i64]) -> Option<Self> {
        let mut years = 1;
        let mut found = tallied(all, years);
        while found.len() > MOST {
            years *= 10;
            found = tallied(all, years);
        }
        let firsts: Vec<i64> = found.keys().copied().collect();
        let gap = |i: usize| i > 0 && firsts[i] - firsts[i - 1] > years;
        let gaps = (0..firsts.len()).filter(|&i| gap(i)).count();
        let weights = found.values().map(|&count| 3 + count.min(HEAVY));
        let weights: Vec<i64> = weights.map(|weight| weight as i64).collect();
        let all: i64 = weights.iter().sum();
        let room = i64::from(WIDTH - BEFORE - BEHIND) - i64::try_from(gaps).ok()? * i64::from(GAP);
        let (mut before, mut gaps, mut steps) = (0, 0, Vec::new());
        for (i, (&first, weight)) in firsts.iter().zip(weights).enumerate() {
            gaps += i32::from(gap(i));
            let at = |weight: i64| i32::try_from(room * weight / all).unwrap_or(WIDTH);
            let (from, to) = (at(before), at(before + weight));
            steps.push(Step {
                first,
                x: BEFORE + GAP * gaps + from,
                width: to - from,
                gap: gap(i),
            });
            before += weight;
        }
        (!steps.is_empty()).then_some(Self { years, steps })
    }

    /// Where a day begins on the line.
    pub(super) fn start(&self, day: Day) -> i32 {
        self.at(day, 0)
    }

    /// Where a day ends.
    pub(super) fn end(&self, day: Day) -> i32 {
        self.at(day, 1)
    }

    fn at(&self, day: Day, behind: i128) -> i32 {
        let step = &self.steps[self.step_of(day.year)];
        let last = step.first.saturating_add(self.years - 1);
        if day.year < step.first || day.year > last {
            // Not one of the years that it was made for: at the side that it is on.
            return step.x + if day.year > last { step.width } else { 0 };
        }
        // Months of 31 days: what is compared are pixels.
        let months = i128::from(day.year - step.first) * 12 + i128::from(day.month) - 1;
        let days = months * 31 + i128::from(day.day) - 1 + behind;
        let all = i128::from(self.years) * 12 * 31;
        step.x + i32::try_from(days * i128::from(step.width) / all).unwrap_or_default()
    }

    /// The number of the step that a year is in, or the last one before it.
    pub(super) fn step_of(&self, year: i64) -> usize {
        let behind = self.steps.partition_point(|step| step.first <= year);
        behind.saturating_sub(1)
    }
}

/// The beginnings of steps of so many years, with how many of the years are in each.
fn tallied(all: &[i64], years: i64) -> BTreeMap<i64, usize> {
    let mut found = BTreeMap::new();
    for year in all {
        *found.entry(year.div_euclid(years) * years).or_default() += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i64, month: u8, day: u8) -> Day {
        Day { year, month, day }
    }

    #[test]
    fn years_without_an_entry_take_no_room() {
        let axis = Axis::new(&[1948, 1994, 1995, 2014]).expect("years");
        let firsts: Vec<(i64, bool)> = axis.steps.iter().map(|s| (s.first, s.gap)).collect();
        let expected = [(1948, false), (1994, true), (1995, false), (2014, true)];
        assert_eq!(firsts, expected);
        let [_, second, third, last] = &*axis.steps else {
            panic!("four steps")
        };
        assert_eq!(second.x + second.width, third.x);
        assert_eq!(third.x + third.width + GAP, last.x);
        assert_eq!(last.x + last.width, WIDTH - BEHIND);
        // Days rise along it.
        let days = [
            (1948, 12, 9),
            (1994, 1, 1),
            (1994, 4, 7),
            (1995, 7, 11),
            (2014, 4, 1),
        ];
        let at = days.map(|(y, m, d)| axis.start(day(y, m, d)));
        assert!(at.is_sorted_by(|a, b| a < b), "{at:?}");
        assert_eq!(axis.start(day(1994, 1, 1)), second.x);
        assert_eq!(axis.end(day(1994, 12, 31)), third.x);
    }

    #[test]
    fn many_years_are_put_together() {
        let years: Vec<i64> = (1900..2000).collect();
        let axis = Axis::new(&years).expect("years");
        assert_eq!((axis.years, axis.steps.len()), (10, 10));
        let far: Vec<i64> = (-40..40).map(|i| i * 1_000_003).collect();
        let axis = Axis::new(&far).expect("years");
        assert!(axis.steps.len() <= MOST, "{}", axis.steps.len());
        assert!(axis.steps.iter().all(|step| step.width > 0));
        let extremes = [i64::MIN / 2, i64::MAX / 2];
        let axis = Axis::new(&extremes).expect("years");
        assert_eq!(axis.steps.len(), 2);
        assert!(axis.start(day(i64::MAX / 2, 1, 1)) <= WIDTH);
        assert!(Axis::new(&[]).is_none());
    }

    #[test]
    fn a_year_with_more_entries_is_wider() {
        let axis = Axis::new(&[2013, 2014, 2014, 2014, 2014]).expect("years");
        assert!(axis.steps[1].width > axis.steps[0].width * 3 / 2);
    }
}
