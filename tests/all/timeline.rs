//! The timeline: events in the order of their dates, whatever of a date is known.

use crate::testsuite::{Site, html::texts};

/// A year of which only the first digits are known begins with the first that it may be, so it stands before all that are surely in it.
#[test]
fn a_century_stands_before_the_years_that_are_in_it() {
    // As they shall be read, with their dates after EDTF (ISO 8601-2): the year 45 BC is -0044 there.
    let ordered = [
        ("45 BC", "-0044"),
        ("1066", "1066"),
        ("18th century", "17XX"),
        ("1701", "1701"),
        ("1799", "1799"),
        ("19th century", "18XX"),
        ("1850", "1850"),
    ];
    // Titles would sort otherwise, and files are named against the order.
    let mut site = Site::empty().file("postil.yaml", "title: Annals\n");
    for (i, (title, date)) in ordered.iter().enumerate() {
        let path = format!("content/events/e{}.md", ordered.len() - i);
        let text = format!("---\ntitle: Of {title}\ndate: \"{date}\"\n---\nIt was.\n");
        site = site.file(&path, &text);
    }
    site.build();
    let expected: Vec<String> = ordered.map(|(title, _)| format!("Of {title}")).to_vec();
    let page = site.page("timeline.html");
    assert_eq!(texts(&page, ".ev .ex > a"), expected);
    // Each date says what is known of it.
    let years: Vec<String> = texts(&page, ".ev .cap");
    assert_eq!(
        years,
        [
            "45 BC",
            "1066",
            "between 1700 and 1799",
            "1701",
            "1799",
            "between 1800 and 1899",
            "1850"
        ]
    );
}
