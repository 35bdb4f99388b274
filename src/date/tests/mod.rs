mod errors;
mod properties;

use super::*;

fn date(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

#[test]
fn people_read_dates_in_english() {
    for (edtf, said) in [
        ("2014-04-01", "1 April 2014"),
        ("2014-04", "April 2014"),
        ("2014", "2014"),
        ("1994~", "about 1994"),
        ("1994?", "1994 (uncertain)"),
        ("1994%", "about 1994 (uncertain)"),
        ("2014-04-01~", "about 1 April 2014"),
        ("2004-06~-11", "about 11 June 2004"),
        ("1994-04-07/1994-07", "7 April to July 1994"),
        ("2005-09-14/2005-09-16", "14 to 16 September 2005"),
        ("2014-03-31/2014-04-01", "31 March to 1 April 2014"),
        ("2014-01-22/2014-02-15", "22 January to 15 February 2014"),
        (
            "2013-12-31/2014-01-01",
            "31 December 2013 to 1 January 2014",
        ),
        ("1994-04/1994-07", "April to July 1994"),
        ("2007/2016", "2007 to 2016"),
        ("1994/1994-07", "1994 to July 1994"),
        ("1994~/1996", "about 1994 to 1996"),
        ("2014-04-01/2014-04-01", "1 April 2014"),
        ("2011/..", "from 2011"),
        ("2011/", "from 2011, end unknown"),
        ("../1950", "until 1950"),
        ("/1950", "until 1950, beginning unknown"),
        ("..1950/1960..", "1950 or earlier to 1960 or later"),
        ("1931-21", "spring 1931"),
        ("1931-21/1931-23", "spring to autumn 1931"),
        ("2001-34", "second quarter of 2001"),
        ("199X", "the 1990s"),
        ("199X~", "about the 1990s"),
        ("19XX", "between 1900 and 1999"),
        ("XXXX", "year unknown"),
        ("000X", "between 1 BC and AD 9"),
        ("2014-04-XX", "April 2014, day unknown"),
        ("2004-XX", "2004, month unknown"),
        ("2004-XX-XX", "2004, month and day unknown"),
        ("2004-XX-15", "2004, day 15 of an unknown month"),
        ("2004-1X", "between October 2004 and December 2004"),
        ("2004-04-1X", "between 10 April 2004 and 19 April 2004"),
        ("199X-12-25", "25 December in the 1990s"),
        ("19XX-12", "December, between 1900 and 1999"),
        ("XXXX-12-25", "25 December, year unknown"),
        ("199X-12-XX", "December in the 1990s, day unknown"),
        ("1950S2", "about 1950 (between 1900 and 1999)"),
        ("-0043", "44 BC"),
        ("-0043-03-15", "15 March 44 BC"),
        ("0000", "1 BC"),
        ("0800", "AD 800"),
        ("Y170000", "170,000"),
        ("Y-17E7", "170,000,001 BC"),
        ("2014-04-01T10:30", "1 April 2014, 10:30"),
        ("2014-04-01T10:30:15Z", "1 April 2014, 10:30:15 UTC"),
        ("2014-04-01T10:30-05:30", "1 April 2014, 10:30 UTC−5:30"),
        ("2014-04-01T10:30:00+02", "1 April 2014, 10:30:00 UTC+2"),
    ] {
        assert_eq!(date(edtf).human(&Words::english()), said);
    }
}

#[test]
fn order_is_by_beginning_then_longer_first_then_time() {
    let sorted = [
        "../1950",
        "-0043",
        "0000",
        "0800",
        "18XX",
        "19XX",
        "1900/1950",
        "1950",
        "2014/..",
        "2014/2015",
        "2014",
        "2014-01",
        "2014-01-01",
        "2014-03/2014-05",
        "2014-21",
        "2014-04",
        "2014-04-01/2014-04-02",
        "2014-04-01",
        "2014-04-01T12:00+04:00",
        "2014-04-01T09:00",
        "2014-04-01T09:00Z",
        "2014-04-01T09:30",
        "2014-04-02",
        "Y17000",
    ];
    let keys: Vec<SortKey> = sorted.iter().map(|text| date(text).sort_key()).collect();
    for (i, pair) in keys.windows(2).enumerate() {
        assert!(pair[0] <= pair[1], "{} {}", sorted[i], sorted[i + 1]);
    }
    assert!(date("2014-04").sort_key() < date("2014-04-01").sort_key());
    assert!(date("2014-04-01").sort_key() < date("2014-04-01T00:00").sort_key());
    let latest = Bound::Day(Day {
        year: 2014,
        month: 2,
        day: 28,
    });
    assert_eq!(date("2013/2014-02").latest(), latest);
}

#[test]
fn a_year_that_is_not_known_stands_behind_what_surely_was_earlier_under_a_heading_of_its_own() {
    let mut dates = [
        "1701",
        "17XX-12",
        "1700-05-03",
        "170X/1805",
        "1699",
        "17XX",
        "1700",
        "16XX",
        "170X",
    ]
    .map(date);
    dates.sort_by_key(Date::sort_key);
    let order: Vec<(&str, String)> = dates
        .iter()
        .map(|date| {
            (
                date.edtf(),
                date.year_label(&Words::english()).expect("a year"),
            )
        })
        .collect();
    let order: Vec<(&str, &str)> = order
        .iter()
        .map(|(edtf, label)| (*edtf, &**label))
        .collect();
    assert_eq!(
        order,
        [
            ("16XX", "1600 to 1699"),
            ("1699", "1699"),
            ("17XX-12", "1700 to 1799"),
            ("17XX", "1700 to 1799"),
            ("170X/1805", "1700 to 1709"),
            ("170X", "1700 to 1709"),
            ("1700", "1700"),
            ("1700-05-03", "1700"),
            ("1701", "1701"),
        ]
    );
}

#[test]
fn dates_differ_in_how_much_of_time_they_are() {
    for (edtf, extent) in [
        ("2014-04-01", Extent::Day),
        ("2014-04-01T10:00:00Z", Extent::Day),
        ("2014-03-31/2014-04-01", Extent::Span),
        ("1994-04/1994-07", Extent::Span),
        ("2011-03/..", Extent::Open),
        ("2011-03/", Extent::Open),
        ("../1950", Extent::Open),
        ("1995-07", Extent::Vague),
        ("1995-07-XX", Extent::Vague),
        ("1995", Extent::Vague),
        ("17XX", Extent::Vague),
    ] {
        assert_eq!(date(edtf).extent(), extent, "{edtf}");
    }
}

#[test]
fn years_and_decades_have_headings() {
    for (edtf, year, decade, year_label, decade_label) in [
        ("1994-04-07/1994-07", 1994, 199, "1994", "1990s"),
        ("19XX", 1900, 190, "1900 to 1999", "1900s"),
        ("-0043", -43, -5, "44 BC", "51 BC to 42 BC"),
        ("0005", 5, 0, "AD 5", "1 BC to AD 9"),
    ] {
        let date = date(edtf);
        assert_eq!((date.year(), date.decade()), (Some(year), Some(decade)));
        assert_eq!(
            date.year_label(&Words::english()).as_deref(),
            Some(year_label)
        );
        assert_eq!(
            date.decade_label(&Words::english()).as_deref(),
            Some(decade_label)
        );
    }
    assert_eq!(
        (
            date("../1950").year(),
            date("../1950").year_label(&Words::english())
        ),
        (None, None)
    );
}

#[test]
fn machines_get_what_their_format_can_say() {
    for (edtf, html, atom, sitemap) in [
        (
            "2014",
            Some("2014"),
            Some("2014-01-01T00:00:00Z"),
            Some("2014"),
        ),
        (
            "2014-04",
            Some("2014-04"),
            Some("2014-04-01T00:00:00Z"),
            Some("2014-04"),
        ),
        (
            "2014-04-01",
            Some("2014-04-01"),
            Some("2014-04-01T00:00:00Z"),
            Some("2014-04-01"),
        ),
        (
            "0800",
            Some("0800"),
            Some("0800-01-01T00:00:00Z"),
            Some("0800"),
        ),
        ("Y17000", Some("17000"), None, None),
        ("-0043", None, None, None),
        ("0000", None, None, None),
        ("1994~", None, Some("1994-01-01T00:00:00Z"), None),
        ("199X", None, Some("1990-01-01T00:00:00Z"), None),
        ("1931-21", None, Some("1931-03-01T00:00:00Z"), None),
        ("2007/2016", None, Some("2007-01-01T00:00:00Z"), None),
        ("../2016", None, None, None),
        (
            "2014-04-01T10:30",
            Some("2014-04-01T10:30"),
            Some("2014-04-01T10:30:00Z"),
            Some("2014-04-01"),
        ),
        (
            "2014-04-01T10:30:60+02",
            Some("2014-04-01T10:30:59+02:00"),
            Some("2014-04-01T10:30:59+02:00"),
            Some("2014-04-01T10:30:59+02:00"),
        ),
        (
            "2014-04-01T10:30Z",
            Some("2014-04-01T10:30Z"),
            Some("2014-04-01T10:30:00Z"),
            Some("2014-04-01T10:30Z"),
        ),
    ] {
        let date = date(edtf);
        assert_eq!(date.iso().as_deref(), html, "{edtf}");
        assert_eq!(date.rfc3339_start().as_deref(), atom, "{edtf}");
        assert_eq!(date.lastmod().as_deref(), sitemap, "{edtf}");
    }
}

#[test]
fn edtf_is_as_written_but_whole() {
    assert_eq!(date(" 2014-04-01T10:30Z ").edtf(), "2014-04-01T10:30:00Z");
    assert_eq!(date("?2004-06-11").edtf(), "?2004-06-11");
    assert_ne!(date("2014-04-01T10:30"), date("2014-04-01T10:30:00"));
    assert!(date("2014-04-01").is_plain_day());
    for other in [
        "2014-04",
        "2014-04-01~",
        "2014-04-XX",
        "2014-04-01T10:30",
        "2014-04-01/2014-04-01",
    ] {
        assert!(!date(other).is_plain_day(), "{other}");
    }
}

#[test]
fn a_date_is_written_as_it_was() {
    for written in [
        "2014-04-01T10:30",
        "2014-04-01T10:30:00",
        "2014-04-01T10:30Z",
        "2014-04-01T10:30+02:00",
        "1994~",
        "1994-04-07/1994-07",
    ] {
        assert_eq!(date(written).as_written(), written);
    }
}
