//! The names of lanes, written aslant over them.

use super::blocks::{Edge, LANE, WIDE};
use crate::view::ChartLabelView;

/// How high the picture of the names is, in the units of its width: a name of `LONGEST` letters goes so far up.
pub(super) const HEIGHT: u32 = 70;

/// How much of a name is written, in letters; those of Han, kana and hangul are twice as wide.
const LONGEST: usize = 15;

/// How far names are turned from the line.
const TURN: i32 = 50;

/// Where names stand.
pub(super) struct Heads {
    /// The width of the picture.
    pub(super) width: u32,
    /// Whether the page runs from right to left, and the lanes with it.
    pub(super) is_rtl: bool,
}

impl Heads {
    /// The names of some lanes, the first of which begins at an edge.
    pub(super) fn of(&self, (names, edge): (&Vec<String>, Edge)) -> Vec<ChartLabelView> {
        let name = |(lane, name): (usize, &String)| {
            let x = edge.0 + LANE * u32::try_from(lane).unwrap_or_default() + WIDE / 2;
            ChartLabelView {
                x: if self.is_rtl {
                    self.width.saturating_sub(x)
                } else {
                    x
                },
                y: HEIGHT - 2,
                text: shortened(name),
            }
        };
        names.iter().enumerate().map(name).collect()
    }

    /// Towards where one reads.
    pub(super) fn turn(&self) -> i32 {
        if self.is_rtl { TURN } else { -TURN }
    }
}

fn shortened(name: &str) -> String {
    let mut room = LONGEST;
    for (at, c) in name.char_indices() {
        let wide = if c >= '\u{2e80}' { 2 } else { 1 };
        if wide > room {
            return format!("{}…", name[..at].trim_end());
        }
        room -= wide;
    }
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_shortened_by_their_width() {
        assert_eq!(shortened("Ban Ki-moon"), "Ban Ki-moon");
        assert_eq!(shortened("The protection of civilians"), "The protection…");
        assert_eq!(
            shortened("\u{4e00}\u{4e00}\u{4e00}\u{4e00}\u{4e00}\u{4e00}\u{4e00}\u{4e00}")
                .chars()
                .count(),
            8
        );
    }

    #[test]
    fn lanes_of_pages_from_the_right_are_counted_from_there() {
        let names = vec!["a".to_owned(), "b".to_owned()];
        let xs = |is_rtl| {
            let all = Heads { width: 28, is_rtl }.of((&names, Edge(8)));
            all.iter().map(|label| label.x).collect::<Vec<_>>()
        };
        assert_eq!(xs(false), [12, 22]);
        assert_eq!(xs(true), [16, 6]);
    }
}
