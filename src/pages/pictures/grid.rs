//! Topics by topics: which occur together in notes.
//!
//! Of many topics those are shown that occur with others most; each topic's own page has all that it occurs with.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use super::super::data_file;
use crate::{
    archive::EntryIndex,
    pages::{context::PageContext, printed},
    reader::{Thing, Whole},
    source::digest::Digester,
    view::{ChartLabelView, DotView, GridRowView, GridView},
};

/// From how many topics on there is a picture.
const FEWEST: usize = 3;

/// How many topics it has at most.
const MOST: usize = 16;

/// The picture's width, and how much of it names have.
const WIDTH: u32 = 360;
const NAMES: u32 = 146;

/// How many signs of a name are written: all of it stands in the table.
const LONGEST: usize = 22;

/// The height of a row, and of what stands above all: a line of numbers.
const ROW: u32 = 14;
const HEAD: u32 = 14;

/// How wide a column with a number of two digits must be, or every other number stands a line higher.
const TWO_DIGITS: u32 = 17;

/// Notes on two topics.
type Pairs = BTreeMap<(EntryIndex, EntryIndex), usize>;

/// Digests all that the picture has of the edition beside names.
pub(in crate::pages) fn digest(whole: Whole<'_>, digester: &mut Digester) {
    let id = |e: EntryIndex| whole.lists.entry(e).id();
    for ((one, other), notes) in whole.pairs_of_topics() {
        digester.text(id(one)).text(id(other)).number(notes as u64);
    }
}

/// The topics that occur with others; none if these are too few.
pub(in crate::pages) fn of(context: &PageContext<'_>) -> Option<GridView> {
    let pairs = context.reader.pairs_of_topics();
    let mut weights: BTreeMap<EntryIndex, usize> = BTreeMap::new();
    for (&(one, other), &notes) in &pairs {
        *weights.entry(one).or_default() += notes;
        *weights.entry(other).or_default() += notes;
    }
    if weights.len() < FEWEST {
        return None;
    }
    let mut topics: Vec<EntryIndex> = weights.keys().copied().collect();
    topics.sort_by_cached_key(|topic| (Reverse(weights[topic]), context.reader.title_rank(*topic)));
    topics.truncate(MOST);
    Some(view(context, &topics, (&pairs, weights.len())))
}

fn view(
    context: &PageContext<'_>,
    topics: &[EntryIndex],
    (pairs, all): (&Pairs, usize),
) -> GridView {
    let words = context.words();
    let notes_on = |one: EntryIndex, other: EntryIndex| {
        let pair = (one.min(other), one.max(other));
        pairs.get(&pair).copied().unwrap_or_default()
    };
    let name = |e: EntryIndex| context.reader.name(Thing::Entry(e));
    let rows: Vec<GridRowView> = topics
        .iter()
        .enumerate()
        .map(|(i, &topic)| GridRowView {
            link: context.link(Thing::Entry(topic)),
            number: i + 1,
            counts: topics.iter().map(|&other| notes_on(topic, other)).collect(),
        })
        .collect();
    let shown: BTreeSet<EntryIndex> = topics.iter().copied().collect();
    let within = pairs
        .iter()
        .filter(|((one, other), _)| shown.contains(one) && shown.contains(other));
    let rank = |e: EntryIndex| context.reader.title_rank(e);
    let most = within.max_by_key(|&(&(one, other), &notes)| {
        (
            notes,
            Reverse((rank(one).min(rank(other)), rank(one).max(rank(other)))),
        )
    });
    let mut told = Vec::new();
    if topics.len() < all {
        told.push(words.grid_of(topics.len(), &words.number(all)));
    }
    told.push(words.grid_dots());
    told.extend(most.map(|(&(one, other), &notes)| {
        let (one, other) = match rank(one) <= rank(other) {
            true => (one, other),
            false => (other, one),
        };
        let language = &context.reader.config().language;
        let [one, other] = [one, other].map(|e| printed::isolated(language, name(e)));
        words.grid_most(&one, &other, &words.notes(notes))
    }));
    let mut head = vec![words.topics()];
    head.extend(topics.iter().map(|&topic| name(topic).to_owned()));
    let lines = rows.iter().map(|row| {
        let numbers = row.counts.iter().map(usize::to_string);
        std::iter::once(row.link.title.clone())
            .chain(numbers)
            .collect()
    });
    let csv = data_file::csv("topics-together", &head, lines.collect::<Vec<_>>());
    let is_rtl = printed::direction(&context.reader.config().language) == "rtl";
    let (dots, labels) = drawn(&rows, most.map_or(1, |(_, &notes)| notes), is_rtl);
    GridView {
        width: WIDTH,
        height: HEAD * lines_of_numbers(rows.len())
            + ROW * u32::try_from(rows.len()).unwrap_or_default(),
        dots,
        names: labels.0,
        numbers: labels.1,
        rows,
        description: told.join(" "),
        csv,
    }
}

/// How wide a column is.
fn wide(rows: usize) -> u32 {
    let count = u32::try_from(rows).unwrap_or(1).max(1);
    ((WIDTH - NAMES - 16) / count).min(ROW + 4)
}

/// How many lines the numbers over the columns take.
fn lines_of_numbers(rows: usize) -> u32 {
    if rows >= 10 && wide(rows) < TWO_DIGITS {
        2
    } else {
        1
    }
}

/// The dots; the names beside them, and the numbers of names: at the rows and over the columns.
fn drawn(
    rows: &[GridRowView],
    most: usize,
    is_rtl: bool,
) -> (Vec<DotView>, (Vec<ChartLabelView>, Vec<ChartLabelView>)) {
    let place = |x: u32| if is_rtl { WIDTH - x } else { x };
    let (wide, lines) = (wide(rows.len()), lines_of_numbers(rows.len()));
    let head = HEAD * lines;
    let column = |i: usize| NAMES + 16 + wide * u32::try_from(i).unwrap_or_default() + wide / 2;
    let line = |i: usize| head + ROW * u32::try_from(i).unwrap_or_default() + ROW / 2;
    let (mut dots, mut names, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
    for (i, row) in rows.iter().enumerate() {
        let mut name: String = row.link.title.chars().take(LONGEST).collect();
        if name.len() < row.link.title.len() {
            name = format!("{}…", name.trim_end());
        }
        let text = |x: u32, y: u32, text: String| ChartLabelView {
            x: place(x),
            y,
            text,
        };
        names.push(text(NAMES - 8, line(i) + 4, name));
        numbers.push(text(NAMES + 5, line(i) + 4, row.number.to_string()));
        let up = if lines > 1 && i % 2 == 1 { HEAD } else { 0 };
        let number = row.number.to_string();
        numbers.push(text(column(i), head - 4 - up, number));
        for (j, &notes) in row
            .counts
            .iter()
            .enumerate()
            .filter(|(_, notes)| **notes > 0)
        {
            dots.push(DotView {
                x: place(column(j)),
                y: line(i),
                tenths: tenths(notes, most, wide.min(ROW).into()),
            });
        }
    }
    (dots, (names, numbers))
}

/// The radius of a dot, in tenths: its area is as large as the number.
fn tenths(notes: usize, most: usize, room: u64) -> u32 {
    let largest = room * 5 - 5;
    let square = largest * largest * notes as u64 / most.max(1) as u64;
    u32::try_from(square.isqrt()).unwrap_or(u32::MAX).max(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_as_large_as_numbers_and_the_smallest_is_seen() {
        assert_eq!(tenths(100, 100, 14), 65);
        assert_eq!(tenths(25, 100, 14), 32);
        assert_eq!(tenths(1, 1_000_000, 14), 10);
    }

    /// A digit is about seven wide.
    #[test]
    fn numbers_of_columns_do_not_run_together() {
        for n in 3..=MOST {
            let row = |i: usize| GridRowView {
                number: i + 1,
                counts: vec![0; n],
                ..GridRowView::default()
            };
            let rows: Vec<GridRowView> = (0..n).map(row).collect();
            for is_rtl in [false, true] {
                let (_, (_, numbers)) = drawn(&rows, 1, is_rtl);
                // Beside each row, then over its column.
                let over: Vec<&ChartLabelView> = numbers.iter().skip(1).step_by(2).collect();
                for (i, one) in over.iter().enumerate() {
                    for other in &over[i + 1..] {
                        let digits = one.text.len() + other.text.len();
                        let least = u32::try_from(digits * 7 / 2).expect("small") + 2;
                        let apart = one.x.abs_diff(other.x) >= least;
                        assert!(
                            apart || one.y.abs_diff(other.y) >= 12,
                            "{n}: {one:?} {other:?}"
                        );
                    }
                }
            }
        }
    }
}
