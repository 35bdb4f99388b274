//! Steps, and where dates are put.

use super::*;

#[test]
fn steps_are_round_and_divide_into_few_enough() {
    assert_eq!(round_step(80, 80), 1);
    assert_eq!(round_step(81, 80), 2);
    assert_eq!(round_step(2_100, 80), 50);
    assert_eq!(round_step(25, 7), 5);
    assert_eq!(round_step(i64::MAX, 80) / 1_000_000_000_000_000, 200);
}

#[test]
fn a_date_is_put_at_a_year_only_if_it_can_lie_in_no_other() {
    let words = Words::english();
    let of = |edtf: &str| {
        let date = crate::archive::Date::parse(edtf).expect("EDTF");
        let dated = Dated::unplaced(date);
        When::of(Some(&dated), &words)
    };
    for (edtf, year) in [
        ("2014-03-05", 2014),
        ("2014?", 2014),
        ("2014-03/2014-05", 2014),
        ("-0043", -43),
    ] {
        assert_eq!(of(edtf), When::Year(year), "{edtf}");
    }
    for (edtf, first, last, title) in [
        ("193X", 1930, 1939, "1930 to 1939"),
        ("20XX", 2000, 2099, "2000 to 2099"),
        ("2014-12-31/2015-01-01", 2014, 2015, "2014 to 2015"),
    ] {
        assert_eq!(
            of(edtf),
            When::Span(first, last, title.to_owned()),
            "{edtf}"
        );
    }
    assert!(matches!(of("1998/.."), When::Open(Some(1998), _)));
    assert!(matches!(of("../1950"), When::Open(Some(1950), _)));
    assert_eq!(When::of(None, &words), When::Never);
}
