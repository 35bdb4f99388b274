//! What of a line of years a date takes, and as what it is drawn: what is not known of it is not drawn as known.

use super::axis::{Axis, WIDTH};
use crate::date::{Bound, Date, Day, Extent};

/// A date on the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Drawn {
    /// As what: a word of [`crate::view::TimeMarkView::shape`].
    pub(super) shape: &'static str,
    /// Its left side.
    pub(super) from: i32,
    /// Its right side.
    pub(super) to: i32,
    /// Which end is known of what has one known end.
    pub(super) firm: &'static str,
}

/// A mark's least width.
pub(super) const LEAST: i32 = 10;

/// How long something is drawn whose other end is not known.
const STUB: i32 = 40;

/// The years that the line must have for a date: its first and its last, as far as they are known.
pub(super) fn years(date: &Date) -> impl Iterator<Item = i64> {
    let (first, last) = (date.earliest(), date.latest());
    let year = |bound: Bound| match bound {
        Bound::Day(day) => Some(day.year),
        Bound::Past | Bound::Future => None,
    };
    let (first, last) = (year(first), year(last));
    let last = last.filter(|_| first != last);
    first.into_iter().chain(last)
}

/// How it is drawn; none if neither end is known, which EDTF does not allow.
pub(super) fn drawn(date: &Date, axis: &Axis) -> Option<Drawn> {
    let whole = |shape, first: Day, last: Day| Drawn {
        shape,
        from: axis.start(first),
        to: axis.end(last),
        firm: "",
    };
    let (without_beginning, without_end) = date.is_unbounded();
    Some(match (date.extent(), date.earliest(), date.latest()) {
        (Extent::Day, Bound::Day(first), Bound::Day(last)) => widened(whole("day", first, last)),
        (Extent::Span, Bound::Day(first), Bound::Day(last)) => widened(whole("span", first, last)),
        (Extent::Vague, Bound::Day(first), Bound::Day(last)) => {
            widened(whole("vague", first, last))
        }
        (_, Bound::Day(first), _) => {
            let from = axis.start(first).min(WIDTH - STUB / 2);
            Drawn {
                shape: "open",
                from,
                to: if without_end { WIDTH } else { from + STUB }.min(WIDTH),
                firm: "left",
            }
        }
        (_, _, Bound::Day(last)) => {
            let to = axis.end(last).max(STUB / 2);
            Drawn {
                shape: "open",
                from: if without_beginning { 0 } else { to - STUB }.max(0),
                to,
                firm: "right",
            }
        }
        (_, Bound::Past | Bound::Future, Bound::Past | Bound::Future) => return None,
    })
}

/// At least as wide as a dot.
fn widened(drawn: Drawn) -> Drawn {
    let lacking = (LEAST - (drawn.to - drawn.from)).max(0);
    let from = (drawn.from - lacking / 2).clamp(0, WIDTH - LEAST);
    Drawn {
        from,
        to: drawn.to.max(from + LEAST),
        ..drawn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(edtf: &str) -> Date {
        Date::parse(edtf).expect("EDTF")
    }

    /// As what each kind of date is drawn, and the years that it asks for.
    #[test]
    fn each_kind_of_date_is_drawn_as_what_it_is() {
        let kinds: [(&str, &str, &[i64]); 19] = [
            ("2014-04-01", "day", &[2014]),
            ("2014-04-01?", "day", &[2014]),
            ("2014-04-01T10:30", "day", &[2014]),
            ("1994-04-07/1994-07", "span", &[1994]),
            ("1939/1945", "span", &[1939, 1945]),
            ("1994~/1996", "span", &[1994, 1996]),
            ("1995-07", "vague", &[1995]),
            ("1995", "vague", &[1995]),
            ("1995~", "vague", &[1995]),
            ("1995%", "vague", &[1995]),
            ("1931-21", "vague", &[1931]),
            ("2014-04-XX", "vague", &[2014]),
            ("199X", "vague", &[1990, 1999]),
            ("17XX", "vague", &[1700, 1799]),
            ("-0044", "vague", &[-44]),
            ("2011-03/..", "open", &[2011]),
            ("2011-03/", "open", &[2011]),
            ("../1994", "open", &[1994]),
            ("/1994-03", "open", &[1994]),
        ];
        for (edtf, shape, expected) in kinds {
            let date = date(edtf);
            let found: Vec<i64> = years(&date).collect();
            assert_eq!(found, expected, "{edtf}");
            let axis = Axis::new(&found).expect("years");
            let drawn = drawn(&date, &axis).expect("it has an end");
            assert_eq!(drawn.shape, shape, "{edtf}");
            assert!(0 <= drawn.from && drawn.to <= WIDTH, "{edtf}: {drawn:?}");
            assert!(drawn.to - drawn.from >= LEAST, "{edtf}: {drawn:?}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_drawn_as_known() {
        let axis = Axis::new(&[1994, 2011, 2014]).expect("years");
        let of = |edtf: &str| drawn(&date(edtf), &axis);
        // No end: to the end of the picture. An end that is not known: a stub.
        let (going_on, unknown) = (of("2011-03/.."), of("2011-03/"));
        assert_eq!(
            going_on.map(|drawn| (drawn.to, drawn.firm)),
            Some((WIDTH, "left"))
        );
        assert_eq!(unknown.map(|drawn| drawn.to - drawn.from), Some(STUB));
        assert_eq!(
            of("../1994").map(|drawn| (drawn.from, drawn.firm)),
            Some((0, "right"))
        );
        // A month takes its month, a year its year.
        let month = of("2014-04").expect("a month");
        let year = of("2014").expect("a year");
        assert!(year.from < month.from && month.to < year.to);
        assert_eq!(year.from, axis.steps[2].x);
        assert_eq!(year.to, axis.steps[2].x + axis.steps[2].width);
    }
}
