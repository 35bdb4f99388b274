//! Where a place stands on the map of the world.
//!
//! The projection is Equal Earth: of equal areas, with straight parallels. Bojan Šavrič, Tom Patterson and Bernhard Jenny, "The Equal Earth map projection", International Journal of
//! Geographical Information Science 33:3 (2019, online 2018), <https://doi.org/10.1080/13658816.2018.1504949>, equations 8 to 10. The meridian of Greenwich is in the middle, so that the
//! map ends at the antimeridian on both sides: what stands on it stands at the side that its sign says, and -180 is not 180.

use std::f64::consts::PI;

use crate::archive::Coordinates;

/// The width of the map, in its units: a tenth of a degree at the equator.
pub(super) const WIDTH: i32 = 3600;

/// Its height: from pole to pole.
pub(super) const HEIGHT: i32 = 1752;

const A1: f64 = 1.340_264;
const A2: f64 = -0.081_106;
const A3: f64 = 0.000_893;
const A4: f64 = 0.003_796;

/// A point of the map, from its upper left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Point {
    /// To the right.
    pub(super) x: i32,
    /// Downwards.
    pub(super) y: i32,
}

/// On a globe of the radius 1, from where the equator meets the meridian of Greenwich: to the east, to the north.
fn on_globe(at: Coordinates) -> (f64, f64) {
    let (longitude, latitude) = (at.longitude.to_radians(), at.latitude.to_radians());
    let m = 3.0_f64.sqrt() / 2.0;
    let theta = (m * latitude.sin()).asin();
    let square = theta * theta;
    let sixth = square * square * square;
    let stretch = A1 + 3.0 * A2 * square + sixth * (7.0 * A3 + 9.0 * A4 * square);
    let x = longitude * theta.cos() / (m * stretch);
    let y = theta * (A1 + A2 * square + sixth * (A3 + A4 * square));
    (x, y)
}

/// Where it stands on the map.
pub(super) fn project(at: Coordinates) -> Point {
    let (x, y) = on_globe(at);
    let half = f64::from(WIDTH) / 2.0;
    // Half of the equator.
    let scale = half / (PI / (3.0_f64.sqrt() / 2.0 * A1));
    Point {
        x: rounded(half + scale * x),
        y: rounded(f64::from(HEIGHT) / 2.0 - scale * y),
    }
}

/// The nearest whole number: degrees are bounded when they are read, so that it has no more than four digits.
fn rounded(value: f64) -> i32 {
    value.round() as i32
}

/// The edge of the map: the antimeridian on both sides, and the poles, which are lines.
pub(super) fn edge() -> Vec<Point> {
    let steps = (-15..=15).map(|step| step * 6);
    let east = steps.clone().map(|latitude| (latitude, 180.0));
    let west = steps.rev().map(|latitude| (latitude, -180.0));
    let at = |(latitude, longitude): (i32, f64)| {
        project(Coordinates {
            latitude: latitude.into(),
            longitude,
        })
    };
    east.chain(west).map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(latitude: f64, longitude: f64) -> Coordinates {
        Coordinates {
            latitude,
            longitude,
        }
    }

    /// The values are those of PROJ 9.5.1: `echo 4.3525 50.8467 | proj +proj=eqearth +R=1`.
    #[test]
    fn it_is_equal_earth() {
        let known = [
            (at(0.0, 0.0), (0.0, 0.0)),
            (at(0.0, 180.0), (2.706_630, 0.0)),
            (at(90.0, 0.0), (0.0, 1.317_363)),
            (at(90.0, 180.0), (1.603_589, 1.317_363)),
            (at(-90.0, -180.0), (-1.603_589, -1.317_363)),
            (at(50.8467, 4.3525), (0.053_612, 0.954_834)),
            (at(-1.95, 30.06), (0.451_882, -0.039_499)),
            (at(40.75, -73.97), (-0.981_151, 0.787_712)),
            (at(-33.86, 151.2), (2.087_073, -0.664_523)),
            (at(64.15, -21.95), (-0.238_318, 1.141_640)),
        ];
        for (place, (to_x, to_y)) in known {
            let (x, y) = on_globe(place);
            let is_near = (x - to_x).abs() < 1e-6 && (y - to_y).abs() < 1e-6;
            assert!(is_near, "{place:?}: {x}, {y}");
        }
    }

    /// Areas are kept: a degree by a degree is as large on the map as on the globe, wherever it is.
    #[test]
    fn areas_are_kept() {
        let half = 0.05_f64;
        for latitude in (-85..=85).step_by(5).map(f64::from) {
            let (left, top) = on_globe(at(latitude + half, 20.0));
            let (right, _) = on_globe(at(latitude + half, 20.1));
            let (low_left, bottom) = on_globe(at(latitude - half, 20.0));
            let (low_right, _) = on_globe(at(latitude - half, 20.1));
            let drawn = ((right - left) + (low_right - low_left)) / 2.0 * (top - bottom);
            let sines = (latitude + half).to_radians().sin() - (latitude - half).to_radians().sin();
            let real = 0.1_f64.to_radians() * sines;
            assert!(
                (drawn / real - 1.0).abs() < 1e-3,
                "{latitude}: {drawn}, {real}"
            );
        }
    }

    #[test]
    fn all_of_the_world_is_on_the_map() {
        let point = |latitude, longitude| {
            let Point { x, y } = project(at(latitude, longitude));
            (x, y)
        };
        assert_eq!(point(0.0, 0.0), (1800, 876));
        assert_eq!(point(0.0, -180.0), (0, 876));
        assert_eq!(point(0.0, 180.0), (3600, 876));
        assert_eq!(point(90.0, 0.0), (1800, 0));
        assert_eq!(point(-90.0, 0.0), (1800, 1752));
        // A pole is a line, on which every longitude has its place.
        assert_eq!(point(90.0, 180.0), (2866, 0));
        for point in edge() {
            assert!((0..=WIDTH).contains(&point.x) && (0..=HEIGHT).contains(&point.y));
        }
    }
}
