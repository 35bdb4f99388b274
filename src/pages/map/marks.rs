//! What stands on a map, and where names find room beside it.
//!
//! Places that are closer than a mark is wide share one. Names are written for as long as there is room, most passages first: those that would fit twice as large stay on small screens.

use std::collections::BTreeMap;

use super::{projection::Point, window::Window};
use crate::view::MapLabelView;

/// A place.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    /// Where it is.
    pub(super) at: Point,
    /// How many passages refer to it.
    pub(super) count: usize,
}

/// A mark: a place, or several that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its middle: that of the first of its places.
    pub(super) at: Point,
    /// Its places by their numbers, those with most passages first.
    pub(super) spots: Vec<usize>,
    /// How many passages these have.
    pub(super) count: usize,
    /// Its radius.
    pub(super) radius: i32,
}

/// How many marks a map has at most: beyond, those that are near share one.
const MOST: usize = 250;

/// A 720th of a window's width, which sizes are counted in: about a pixel on a wide screen.
pub(super) fn unit(window: Window) -> i32 {
    (window.width / 720).max(1)
}

/// The size of letters.
pub(super) fn letters(window: Window) -> i32 {
    window.width * 11 / 720
}

/// How far around its middle a mark can be pointed at, at least.
pub(super) fn reach(window: Window) -> i32 {
    window.width * 12 / 720
}

/// The least radius of a mark, if it stands for so many places: one that stands for several has their number in it.
fn least_radius(window: Window, places: usize) -> i32 {
    let pixels = match places {
        0 | 1 => 5,
        2..=9 => 8,
        10..=99 => 9,
        100..=999 => 12,
        1000.. => 15,
    };
    window.width * pixels / 720
}

/// By how much a mark with the most passages is larger than it would be without any.
fn growth(window: Window) -> i32 {
    window.width * 6 / 720
}

/// The marks for places, those with most passages first.
pub(super) fn of(spots: &[Spot], window: Window) -> Vec<Mark> {
    let mut apart = (window.width * 15 / 720).max(1);
    let mut marks = gathered(spots, apart);
    while marks.len() > MOST {
        apart = apart * 3 / 2 + 1;
        marks = gathered(spots, apart);
    }
    let most = marks
        .iter()
        .map(|mark| mark.count)
        .max()
        .unwrap_or_default();
    for mark in &mut marks {
        let grown = root_of_share(mark.count, most, growth(window));
        mark.radius = least_radius(window, mark.spots.len()) + grown;
    }
    marks.sort_by_key(|mark| (std::cmp::Reverse(mark.count), mark.spots.first().copied()));
    marks
}

/// The square root of what part `count` is of `most`, of `all`: areas are what is compared.
fn root_of_share(count: usize, most: usize, all: i32) -> i32 {
    let (count, most) = (count as u64, most.max(1) as u64);
    let whole = u64::try_from(all.max(0)).unwrap_or_default();
    let squared = u128::from(whole * whole) * u128::from(count) / u128::from(most);
    i32::try_from(squared.isqrt()).unwrap_or_default()
}

/// Places that are less than `apart` from the first of them, together.
fn gathered(spots: &[Spot], apart: i32) -> Vec<Mark> {
    let mut order: Vec<usize> = (0..spots.len()).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(spots[i].count), i));
    // Marks by the squares of the map that they are in: nearer ones are in the same or beside it.
    let mut squares: BTreeMap<(i32, i32), Vec<usize>> = BTreeMap::new();
    let square = |at: Point| (at.x.div_euclid(apart), at.y.div_euclid(apart));
    let mut marks: Vec<Mark> = Vec::new();
    for i in order {
        let Spot { at, count } = spots[i];
        let (column, row) = square(at);
        let beside =
            (column - 1..=column + 1).flat_map(|x| (row - 1..=row + 1).map(move |y| (x, y)));
        let near = beside.filter_map(|square| squares.get(&square)).flatten();
        let found = near.copied().find(|&mark| {
            let Point { x, y } = marks[mark].at;
            let (x, y) = (i64::from(x - at.x), i64::from(y - at.y));
            x * x + y * y < i64::from(apart) * i64::from(apart)
        });
        match found {
            Some(mark) => {
                marks[mark].spots.push(i);
                marks[mark].count += count;
            }
            None => {
                squares.entry((column, row)).or_default().push(marks.len());
                marks.push(Mark {
                    at,
                    spots: vec![i],
                    count,
                    radius: 0,
                });
            }
        }
    }
    marks
}

/// A rectangle that something is written on: left, top, right, bottom.
type Area = (i32, i32, i32, i32);

/// The names of marks, where there is room for them.
pub(super) fn labels(
    marks: &[Mark],
    names: &[String],
    window: Window,
) -> Vec<Option<MapLabelView>> {
    let mut found: Vec<Option<MapLabelView>> = vec![None; marks.len()];
    let mut taken: Vec<Area> = Vec::new();
    let dots: Vec<Area> = marks
        .iter()
        .map(|mark| around(mark.at, mark.radius))
        .collect();
    let is_free = |area: Area, own: usize, taken: &[Area]| {
        let inside = area.0 >= window.x
            && area.2 <= window.x + window.width
            && area.1 >= window.y
            && area.3 <= window.y + window.height;
        let mut dots = dots.iter().enumerate();
        inside
            && dots.all(|(i, dot)| i == own || !meet(*dot, area))
            && !taken.iter().any(|other| meet(*other, area))
    };
    for large in [true, false] {
        let letters = letters(window) * if large { 2 } else { 1 };
        for (i, (mark, name)) in marks.iter().zip(names).enumerate() {
            if found[i].is_some() {
                continue;
            }
            let places = sides(mark, name, (letters, unit(window)), large);
            let free = places
                .into_iter()
                .find(|(area, _)| is_free(*area, i, &taken));
            if let Some((area, label)) = free {
                taken.push(area);
                found[i] = Some(label);
            }
        }
    }
    found
}

/// Right of a mark, left of it, above and below.
fn sides(
    mark: &Mark,
    name: &str,
    (letters, unit): (i32, i32),
    large: bool,
) -> [(Area, MapLabelView); 4] {
    let (width, Point { x, y }) = (width(name, letters), mark.at);
    let (gap, half) = (mark.radius + 3 * unit, letters * 2 / 3);
    let label = |x: i32, y: i32, anchor: &'static str| MapLabelView {
        x,
        y,
        anchor,
        text: name.to_owned(),
        large,
    };
    let (above, below) = (y - gap - half, y + gap + half);
    [
        (
            (x + gap, y - half, x + gap + width, y + half),
            label(x + gap, y, "start"),
        ),
        (
            (x - gap - width, y - half, x - gap, y + half),
            label(x - gap, y, "end"),
        ),
        (
            (x - width / 2, above - half, x + width / 2, above + half),
            label(x, above, "middle"),
        ),
        (
            (x - width / 2, below - half, x + width / 2, below + half),
            label(x, below, "middle"),
        ),
    ]
}

fn around(at: Point, radius: i32) -> Area {
    (at.x - radius, at.y - radius, at.x + radius, at.y + radius)
}

fn meet(one: Area, other: Area) -> bool {
    one.0 < other.2 && other.0 < one.2 && one.1 < other.3 && other.1 < one.3
}

/// About how wide words are: letters of the alphabets are somewhat more than half as wide as high, others up to as wide.
pub(in crate::pages) fn width(words: &str, letters: i32) -> i32 {
    let of = |c: char| if c < '\u{1100}' { 58 } else { 100 };
    let hundredths: i32 = words.chars().map(of).sum();
    hundredths * letters / 100
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: Window = Window {
        x: 0,
        y: 0,
        width: 720,
        height: 360,
    };

    fn spot(x: i32, y: i32, count: usize) -> Spot {
        Spot {
            at: Point { x, y },
            count,
        }
    }

    #[test]
    fn places_at_one_point_share_a_mark_and_the_others_do_not() {
        let spots = [
            spot(100, 100, 1),
            spot(100, 100, 9),
            spot(300, 100, 2),
            spot(314, 100, 0),
        ];
        let marks = of(&spots, WINDOW);
        let together: Vec<Vec<usize>> = marks.iter().map(|mark| mark.spots.clone()).collect();
        assert_eq!(together, [vec![1, 0], vec![2, 3]]);
        assert_eq!(marks[0].count, 10);
        assert!(marks[0].radius > marks[1].radius);
        // Just far enough.
        let marks = of(&[spot(300, 100, 2), spot(315, 100, 0)], WINDOW);
        assert_eq!(marks.len(), 2);
        // A place without passages has a mark, too.
        assert_eq!(marks[1].radius, 5);
    }

    #[test]
    fn very_many_places_have_no_more_marks_than_fit() {
        let spots: Vec<Spot> = (0..20_000)
            .map(|i| spot(i * 7919 % 720, i * 104_729 % 360, i as usize % 13))
            .collect();
        let marks = of(&spots, WINDOW);
        assert!((100..=MOST).contains(&marks.len()), "{}", marks.len());
        let all: usize = marks.iter().map(|mark| mark.spots.len()).sum();
        assert_eq!(all, spots.len());
    }

    #[test]
    fn names_do_not_cover_each_other_nor_marks() {
        let named = |spots: &[Spot], names: &[&str]| {
            let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
            let labels = labels(&of(spots, WINDOW), &names, WINDOW);
            let placed = labels.into_iter();
            placed
                .map(|label| label.map(|label| (label.anchor, label.large)))
                .collect::<Vec<_>>()
        };
        // The first has no room at its sides, the third none on its right, the last none anywhere.
        let spots = [
            spot(100, 100, 9),
            spot(120, 100, 5),
            spot(700, 20, 1),
            spot(400, 200, 1),
        ];
        let long = "a".repeat(200);
        let placed = named(&spots, &["Brussels", "Antwerp", "Vladivostok", &long]);
        let expected = [
            Some(("middle", true)),
            Some(("start", true)),
            Some(("end", true)),
            None,
        ];
        assert_eq!(placed, expected);
        // Where letters twice as large would lie on another name, there is room for small ones.
        let spots: Vec<Spot> = (0..6)
            .map(|i| spot(360 + 16 * (i % 2), 100 + 22 * (i / 2), 1))
            .collect();
        let placed = named(
            &spots,
            &["Brussels", "Antwerp", "Ghent", "Bruges", "Mons", "Liège"],
        );
        let large = placed.iter().flatten().filter(|(_, large)| *large);
        let large = large.count();
        assert!(
            placed.iter().all(Option::is_some) && large < 6 && large > 0,
            "{placed:?}"
        );
    }
}
