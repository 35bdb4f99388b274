//! The land of the world, and the part of it that lies in a window.
//!
//! `land.txt` is made by `scripts/land` of Natural Earth's land of 1:110 million, which is in the public domain: closed lines, each `M` with where it begins and `l` with steps from point to point.

use std::{fmt::Write, sync::LazyLock};

use super::{
    projection::{self, Point},
    window::Window,
};

const ALL: &str = include_str!("land.txt");

/// A closed line around land (or around a lake in it).
type Ring = Vec<Point>;

/// All lines, each with the window that it fills.
static RINGS: LazyLock<Vec<(Window, Ring)>> = LazyLock::new(|| {
    let rings = rings(ALL).into_iter();
    rings.map(|ring| (Window::around(&ring), ring)).collect()
});

/// Reads `land.txt`.
fn rings(path: &str) -> Vec<Ring> {
    let lines = path.trim_end().split('z').filter(|line| !line.is_empty());
    lines.map(ring).collect()
}

fn ring(line: &str) -> Ring {
    let mut numbers = Vec::new();
    let digits = |c: char| !c.is_ascii_digit() && c != '-';
    for words in line.split(digits).filter(|words| !words.is_empty()) {
        // A minus stands between numbers, too.
        let starts = words.match_indices('-').map(|(at, _)| at);
        let mut starts: Vec<usize> = starts.filter(|&at| at > 0).collect();
        starts.push(words.len());
        let mut from = 0;
        for to in starts {
            numbers.push(words[from..to].parse().unwrap_or_default());
            from = to;
        }
    }
    let mut at = Point::default();
    let steps = numbers.as_chunks::<2>().0.iter();
    steps
        .map(|[x, y]| {
            at = Point {
                x: at.x + x,
                y: at.y + y,
            };
            at
        })
        .collect()
}

/// The land in a window, as a path of SVG: whole where the window is the world.
pub(super) fn within(window: Window) -> String {
    if window == Window::WORLD {
        return ALL.trim_end().to_owned();
    }
    let near = RINGS.iter().filter(|(around, _)| around.meets(window));
    path(near.map(|(_, ring)| clipped(ring, window)))
}

/// The globe's own shape in a window, as a path of SVG.
pub(super) fn sea_within(window: Window) -> String {
    path([clipped(&projection::edge(), window)])
}

/// What of a closed line lies in a window and a little around it, so that where it is cut is not seen. I. E. Sutherland and G. W. Hodgman, "Reentrant Polygon Clipping", Communications of the
/// ACM 17:1 (1974): one side of the window after the other.
fn clipped(ring: &[Point], window: Window) -> Ring {
    let border = window.width / 50 + 1;
    let (left, right) = (window.x - border, window.x + window.width + border);
    let (top, bottom) = (window.y - border, window.y + window.height + border);
    let ring = cut(ring, |p| p.x - left, Along::Y);
    let ring = cut(&ring, |p| right - p.x, Along::Y);
    let ring = cut(&ring, |p| p.y - top, Along::X);
    cut(&ring, |p| bottom - p.y, Along::X)
}

/// Along which axis a side of the window runs.
#[derive(Clone, Copy)]
enum Along {
    X,
    Y,
}

/// What of a closed line lies on one side, where `inside` is not negative; it is how far a point lies inside.
fn cut(ring: &[Point], inside: impl Fn(Point) -> i32, along: Along) -> Ring {
    let mut kept: Ring = Vec::new();
    let mut add = |point: Point| {
        if kept.last() != Some(&point) {
            kept.push(point);
        }
    };
    for (i, &to) in ring.iter().enumerate() {
        let from = ring[i.checked_sub(1).unwrap_or(ring.len() - 1)];
        let (before, now) = (inside(from), inside(to));
        if (before < 0) != (now < 0) {
            add(meeting((from, before), (to, now), along));
        }
        if now >= 0 {
            add(to);
        }
    }
    kept
}

/// Where a line meets the side that its ends lie on both sides of.
fn meeting((from, before): (Point, i32), (to, now): (Point, i32), along: Along) -> Point {
    let between = |from: i32, to: i32| {
        let (before, now) = (i64::from(before), i64::from(now));
        let step = i64::from(to - from) * before / (before - now);
        from + i32::try_from(step).unwrap_or_default()
    };
    // On the side itself the distance is exact.
    let side = |from: i32, to: i32| match to > from {
        true => from + before.abs(),
        false => from - before.abs(),
    };
    match along {
        Along::X => Point {
            x: between(from.x, to.x),
            y: side(from.y, to.y),
        },
        Along::Y => Point {
            x: side(from.x, to.x),
            y: between(from.y, to.y),
        },
    }
}

/// Closed lines as a path of SVG, in steps of whole numbers. What is no more than a line is left out.
fn path(rings: impl IntoIterator<Item = Ring>) -> String {
    let mut path = String::new();
    for ring in rings {
        let [first, rest @ ..] = &*ring else { continue };
        if rest.len() < 2 {
            continue;
        }
        let _ = write!(path, "M{} {}l", first.x, first.y);
        let mut at = *first;
        let mut is_first = true;
        for point in rest {
            for step in [point.x - at.x, point.y - at.y] {
                let gap = if is_first || step < 0 { "" } else { " " };
                let _ = write!(path, "{gap}{step}");
                is_first = false;
            }
            at = *point;
        }
        path.push('z');
    }
    path
}

#[cfg(test)]
mod tests {
    use super::{
        super::projection::{HEIGHT, WIDTH},
        *,
    };

    fn points(all: &[(i32, i32)]) -> Ring {
        all.iter().map(|&(x, y)| Point { x, y }).collect()
    }

    #[test]
    fn what_is_read_is_what_is_written() {
        let all = rings(ALL);
        assert!(all.len() > 100, "{}", all.len());
        assert_eq!(path(all.clone()), ALL.trim_end());
        let of_all = Window::around(&all.concat());
        assert!(of_all.x >= 0 && of_all.x + of_all.width <= WIDTH);
        assert!(of_all.y >= 0 && of_all.y + of_all.height <= HEIGHT);
        // Close to the size that pages with a map were measured with.
        assert!((20_000..27_000).contains(&ALL.len()), "{}", ALL.len());
    }

    #[test]
    fn a_square_is_cut_at_a_corner() {
        let window = Window {
            x: 102,
            y: 102,
            width: 50,
            height: 40,
        };
        let square = points(&[(0, 0), (120, 0), (120, 110), (0, 110)]);
        let expected = points(&[(120, 100), (120, 110), (100, 110), (100, 100)]);
        let mut found = clipped(&square, window);
        found.sort();
        let mut sorted = expected.clone();
        sorted.sort();
        assert_eq!(found, sorted);
        // What lies apart leaves nothing, what lies inside is as it was.
        assert_eq!(
            clipped(&points(&[(0, 0), (9, 0), (9, 9)]), window),
            Vec::new()
        );
        let inside = points(&[(110, 110), (120, 110), (115, 120)]);
        assert_eq!(clipped(&inside, window), inside);
    }

    #[test]
    fn a_slanting_line_is_cut_where_it_meets_the_side() {
        let triangle = points(&[(0, 0), (100, 50), (0, 100)]);
        let cut = cut(&triangle, |p| 50 - p.x, Along::Y);
        assert_eq!(cut, points(&[(0, 0), (50, 25), (50, 75), (0, 100)]));
    }

    #[test]
    fn a_part_of_the_world_has_few_bytes_and_stays_in_its_window() {
        let window = Window {
            x: 1700,
            y: 200,
            width: 700,
            height: 440,
        };
        let path = within(window);
        assert!((500..8000).contains(&path.len()), "{}", path.len());
        let around = Window::around(&rings(&path).concat());
        assert!(
            around.x >= window.x - 15 && around.x + around.width <= window.x + window.width + 15
        );
        assert!(
            around.y >= window.y - 15 && around.y + around.height <= window.y + window.height + 15
        );
        assert!(path.len() * 4 < within(Window::WORLD).len());
    }
}
