//! Which part of the map is shown.

use super::projection::{HEIGHT, Point, WIDTH};

/// A part of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// Its left side.
    pub(super) x: i32,
    /// Its upper side.
    pub(super) y: i32,
    /// Its width.
    pub(super) width: i32,
    /// Its height.
    pub(super) height: i32,
}

/// The least width that is shown of places: the sixth part of the world, so that there are coasts to know it by.
const LEAST: i32 = WIDTH / 6;

/// From which width on it is the world.
const MOST: i32 = WIDTH * 3 / 5;

/// What is shown beyond the map's border, so that marks at it are whole.
const MARGIN: i32 = 45;

impl Window {
    /// The whole map.
    pub(super) const WORLD: Self = Self {
        x: -MARGIN,
        y: -MARGIN,
        width: WIDTH + 2 * MARGIN,
        height: HEIGHT + 2 * MARGIN,
    };

    /// What some points fill; nothing of none.
    pub(super) fn around(points: &[Point]) -> Self {
        let xs = points.iter().map(|point| point.x);
        let ys = points.iter().map(|point| point.y);
        let (x, y) = (xs.clone().min(), ys.clone().min());
        let (x, y) = (x.unwrap_or_default(), y.unwrap_or_default());
        Self {
            x,
            y,
            width: xs.max().unwrap_or_default() - x,
            height: ys.max().unwrap_or_default() - y,
        }
    }

    /// Whether it has something in common with another.
    pub(super) fn meets(self, other: Self) -> bool {
        self.x <= other.x + other.width
            && other.x <= self.x + self.width
            && self.y <= other.y + other.height
            && other.y <= self.y + self.height
    }

    /// What to show of the map for some points: these and what lies around them, twice as wide as high; the world, if they lie far apart.
    pub(super) fn showing(points: &[Point]) -> Self {
        let of = Self::around(points);
        let width = (of.width * 3 / 2).max(of.height * 3).max(LEAST);
        if width > MOST {
            return Self::WORLD;
        }
        Self::centred(of, (width, width / 2))
    }

    /// A window of some width and height with a point in its middle; at the map's border as near to that as may be.
    pub(super) fn with_middle(point: Point, size: (i32, i32)) -> Self {
        Self::centred(Self::around(&[point]), size)
    }

    fn centred(of: Self, (width, height): (i32, i32)) -> Self {
        let middle = |from: i32, length: i32, size: i32, all: i32| {
            (from + length / 2 - size / 2).clamp(-MARGIN, (all + MARGIN - size).max(-MARGIN))
        };
        Self {
            x: middle(of.x, of.width, width, WIDTH),
            y: middle(of.y, of.height, height, HEIGHT),
            width,
            height,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_has_its_points_and_stays_on_the_map() {
        let at = |x, y| Point { x, y };
        for points in [
            vec![at(0, 876)],
            vec![at(3600, 876)],
            vec![at(1800, 0)],
            vec![at(1800, 1752), at(1900, 1752)],
            vec![at(1700, 400), at(2300, 700)],
            vec![at(1700, 100), at(1700, 700)],
        ] {
            let window = Window::showing(&points);
            assert_ne!(window, Window::WORLD, "{points:?}");
            assert_eq!(window.width / 2, window.height);
            assert!(window.width >= LEAST);
            assert!(window.x >= -MARGIN && window.x + window.width <= WIDTH + MARGIN);
            assert!(window.y >= -MARGIN && window.y + window.height <= HEIGHT + MARGIN);
            for point in points {
                assert!(window.meets(Window::around(&[point])), "{point:?}");
            }
        }
        // On both sides of the antimeridian: the world.
        let both = [at(2, 876), at(3598, 900)];
        assert_eq!(Window::showing(&both), Window::WORLD);
        let tall = [at(1800, 10), at(1800, 1700)];
        assert_eq!(Window::showing(&tall), Window::WORLD);
    }
}
