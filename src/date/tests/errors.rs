use super::super::*;

fn refused(text: &str) -> DateError {
    Date::parse(text).expect_err("a date that is not EDTF")
}

#[test]
fn what_was_meant_is_suggested() {
    for (text, edtf) in [
        ("1 April 2014", "2014-04-01"),
        ("1st of April, 2014", "2014-04-01"),
        ("April 1, 2014", "2014-04-01"),
        ("Tuesday, 1 Apr. 2014", "2014-04-01"),
        ("2014 April 1", "2014-04-01"),
        ("April 2014", "2014-04"),
        ("circa 1994", "1994~"),
        ("ca. 1994", "1994~"),
        ("c. 1994", "1994~"),
        ("c1994", "1994~"),
        ("about 1994", "1994~"),
        ("about 1 April 2014", "2014-04-01~"),
        ("about 1990-1995", "1990~/1995~"),
        ("probably 1994", "1994?"),
        ("1994 (?)", "1994?"),
        ("1 April 2014?", "2014-04-01?"),
        ("perhaps c. 1994", "1994%"),
        ("[1994]", "1994?"),
        ("[ca. 1994]", "1994~"),
        ("1990s", "199X"),
        ("the 1990's", "199X"),
        ("199x", "199X"),
        ("199?", "199X"),
        ("19--", "19XX"),
        ("19th century", "18XX"),
        ("2014-04-xx", "2014-04-XX"),
        ("2014/04/01", "2014-04-01"),
        ("2014.04.01", "2014-04-01"),
        ("2014-4-1", "2014-04-01"),
        ("2014-4", "2014-04"),
        ("2014/04", "2014-04"),
        ("04/2014", "2014-04"),
        ("20140401", "2014-04-01"),
        ("31/12/2014", "2014-12-31"),
        ("12/31/2014", "2014-12-31"),
        ("04/04/2014", "2014-04-04"),
        ("1.4.2014", "2014-04-01"),
        ("2014-13-01", "2014-01-13"),
        ("spring 1931", "1931-21"),
        ("autumn 1931", "1931-23"),
        ("fall of 1931", "1931-23"),
        ("1994-1995", "1994/1995"),
        ("1994–1995", "1994/1995"),
        ("1994 - 1995", "1994/1995"),
        ("1994-95", "1994/1995"),
        ("1994/95", "1994/1995"),
        ("1914-18", "1914/1918"),
        ("from 1994 to 1996", "1994/1996"),
        ("between 1994 and 1996", "1994/1996"),
        ("14-16 September 2005", "2005-09-14/2005-09-16"),
        ("22 January to 15 February 2014", "2014-01-22/2014-02-15"),
        ("April to July 1994", "1994-04/1994-07"),
        ("before 1950", "../1950"),
        ("until 1 April 1950", "../1950-04-01"),
        ("after 1950", "1950/.."),
        ("since 1950", "1950/.."),
        ("1950 onwards", "1950/.."),
        ("1950-", "1950/.."),
        ("1950 to present", "1950/.."),
        ("circa 1950/1960", "1950~/1960~"),
        ("44 BC", "-0043"),
        ("AD 800", "0800"),
        ("800", "0800"),
        ("2014-04-01 10:30", "2014-04-01T10:30"),
        ("2014-04-01t10:30", "2014-04-01T10:30"),
        ("2014-04-01T9:30", "2014-04-01T09:30"),
        ("2014-04-01T10:30+0200", "2014-04-01T10:30+02:00"),
        ("1 April 2014 at 9:30 pm", "2014-04-01T21:30"),
        ("\u{2212}0043", "-0043"),
        ("２０１４", "2014"),
    ] {
        let error = refused(text);
        assert_eq!(error.suggestion.as_deref(), Some(edtf), "{text}: {error:?}");
        assert_eq!(error.offset, 0..text.len());
        assert_eq!(error.message, format!("`{text}` is not written in EDTF"));
    }
}

#[test]
fn what_cannot_be_told_is_explained() {
    for (text, message) in [
        (
            "01/04/2014",
            "`01/04/2014` can be read in two ways: write `2014-04-01` or `2014-01-04`",
        ),
        (
            "2004/05",
            "`2004/05` can be read in two ways: write `2004-05` or `2004/2005`",
        ),
        (
            "1900s",
            "`1900s` can be ten years or a hundred: write `190X` or `19XX`",
        ),
        (
            "undated",
            "a date that is not known is left out, key and all",
        ),
        (
            "31 April 2014",
            "`31 april 2014` is no day: that month has 30 days",
        ),
        (
            "[1667,1668]",
            "sets of dates are not supported; write the interval that covers them, such as `1667/1672`, and the rest in words",
        ),
        ("", "there is no date"),
        (
            "soon",
            "`soon` is not a date in EDTF, such as `1994`, `2014-04-01`, `1994~` (about) or `1994/1996`",
        ),
    ] {
        let error = refused(text);
        assert_eq!((error.message.as_str(), error.suggestion), (message, None));
    }
}

#[test]
fn an_error_points_at_what_is_wrong() {
    for (text, words, message) in [
        (
            "2014-04-31",
            "31",
            "`2014-04-31` is no day: April 2014 has 30 days",
        ),
        (
            " 2014-02-29 ",
            "29",
            "`2014-02-29` is no day: February 2014 has 28 days",
        ),
        (
            "2014/2014-04-31",
            "31",
            "`2014/2014-04-31` is no day: April 2014 has 30 days",
        ),
        (
            "2014-14",
            "14",
            "`2014-14` is not a date in EDTF: month must be 01-12 or a sub-year code 21-41",
        ),
        (
            "2016/2014",
            "2014",
            "`2016/2014` is not a date in EDTF: interval end precedes interval start",
        ),
        (
            "Y1E900",
            "Y1E900",
            "`Y1E900` is not a date in EDTF: years so far away are not supported",
        ),
        (
            "2014-04-01T10:61Z",
            "61",
            "`2014-04-01T10:61Z` is not a date in EDTF: minute must be 00-59",
        ),
    ] {
        let error = refused(text);
        assert_eq!(error.message, message);
        assert_eq!(&text[error.offset], words, "{text}");
    }
}

#[test]
fn repeated_signs_are_refused_and_come_to_an_end() {
    for piece in [
        "c. ",
        "from ",
        "1 - ",
        "c. 1 to ",
        "a/",
        "to 1:",
        "? ",
        "1994-",
        "[",
        "before 1 and ",
    ] {
        let text = piece.repeat(200 / piece.len());
        assert!(Date::parse(&text).is_err());
    }
}
