//! Dates in every language that comes with postil, for whoever knows one to read: `dates.txt`. `POSTIL_WRITE_DOCS=1` writes it.

use std::{fmt::Write, fs, path::Path};

use postil::{
    date::Date,
    load::words::{languages, of_language},
};

/// What can be said of a date.
const DATES: [&str; 48] = [
    "2014-04-01",
    "2014-04-02",
    "2014-04",
    "2014",
    "1994~",
    "1994?",
    "1994%",
    "1994-05~",
    "2014-04-01~",
    "1994-04-07/1994-07",
    "2005-09-14/2005-09-16",
    "2014-03-31/2014-04-01",
    "2013-12-31/2014-01-01",
    "1994-04/1994-07",
    "2007/2016",
    "1994/1994-07",
    "1994~/1996",
    "2011/..",
    "2011-05/..",
    "2011-05-03/..",
    "2011/",
    "../1950",
    "../1950-08",
    "../1950-08-21",
    "/1950",
    "..1950/1960..",
    "1931-21",
    "1931-21/..",
    "1931-28",
    "2001-34",
    "2001-40",
    "199X",
    "199X~",
    "19XX",
    "XXXX",
    "000X",
    "2014-04-XX",
    "2004-XX",
    "2004-XX-XX",
    "2004-XX-15",
    "2004-1X",
    "2004-04-1X",
    "199X-12-25",
    "XXXX-12-25",
    "1950S2",
    "-0043-03-15",
    "Y170000",
    "2014-04-01T10:30-05:30",
];

#[test]
fn dates_are_said_in_every_language() {
    let mut text = String::new();
    for language in ["en"].into_iter().chain(languages()) {
        let words = of_language(language);
        writeln!(text, "# {language}\n").expect("text");
        for edtf in DATES {
            let date = Date::parse(edtf).expect("EDTF");
            let said = date.human(&words);
            assert!(
                !said.contains("  ") && !said.contains(['{', '}']),
                "{language}: {said}"
            );
            writeln!(text, "{edtf:<24}{said}").expect("text");
        }
        let date = Date::parse("1994-04-07").expect("EDTF");
        let headings = [date.year_label(&words), date.decade_label(&words)];
        let headings: Vec<String> = headings.into_iter().flatten().collect();
        writeln!(text, "{:<24}{}\n", "headings", headings.join(" | ")).expect("text");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/all/languages/dates.txt");
    if std::env::var_os("POSTIL_WRITE_DOCS").is_some() {
        fs::write(&path, &text).expect("the table can be written");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == text,
        "run `POSTIL_WRITE_DOCS=1 cargo test --test all -- languages::` and read the differences"
    );
}
