//! Pictures made of numbers: the numbers are those of the archive, whatever is known of a date; their size is bounded; and years keep their pages.

use std::{collections::BTreeMap, fs};

use crate::testsuite::{
    Site, bytes,
    html::{attributes, check_links, select, texts},
};

/// A transcript as the test knows it: its date, who speaks each paragraph, and the topics of the note on each.
struct Talk {
    date: Option<&'static str>,
    paragraphs: Vec<(&'static str, Vec<&'static str>)>,
}

const SPEAKERS: [&str; 3] = ["ann-marsh", "bob-reed", "cleo-vane"];
const TOPICS: [&str; 4] = ["flood", "mill", "river", "winter"];
/// Each with the row of the table that it belongs to.
const DATES: [(Option<&str>, &str); 12] = [
    (Some("1931"), "1931"),
    (Some("1931-05-04"), "1931"),
    (Some("1933~"), "1933"),
    (Some("1934?"), "1934"),
    (Some("1935-11/1935-12"), "1935"),
    (Some("1935-12-31/1936-01-01"), "1935 to 1936"),
    (Some("193X"), "1930 to 1939"),
    (Some("19XX"), "1900 to 1999"),
    (Some("1933/.."), "from 1933"),
    (Some("../1931"), "until 1931"),
    (None, "Undated"),
    (Some("-0043"), "44 BC"),
];

fn talks() -> Vec<Talk> {
    let talk = |i: usize| {
        let paragraph = |p: usize| {
            let wanted = TOPICS.iter().enumerate();
            let topics = wanted.filter(|(t, _)| (i * 7 + p * 3 + t * t).is_multiple_of(4));
            let topics = topics.map(|(_, topic)| *topic).collect();
            (SPEAKERS[(i + p * p) % 3], topics)
        };
        Talk {
            date: DATES[i % DATES.len()].0,
            paragraphs: (0..9).map(paragraph).collect(),
        }
    };
    (0..40).map(talk).collect()
}

fn site(talks: &[Talk], config: &str) -> Site {
    let mut site = Site::empty().file("postil.yaml", &format!("title: Talks\n{config}"));
    for topic in TOPICS {
        let path = format!("content/topics/{topic}.md");
        site = site.file(&path, &format!("---\ntitle: Of {topic}\n---\nSo.\n"));
    }
    for person in SPEAKERS {
        let path = format!("content/people/{person}.md");
        site = site.file(&path, &format!("---\ntitle: {person}\n---\n"));
    }
    for (i, talk) in talks.iter().enumerate() {
        write(&site, i, talk);
    }
    site
}

fn write(site: &Site, i: usize, talk: &Talk) {
    let date = talk
        .date
        .map_or(String::new(), |date| format!("date: \"{date}\"\n"));
    let mut words = format!("---\ntitle: Talk {i}\n{date}speakers:\n");
    for person in SPEAKERS {
        words += &format!("  {person}: {{person: {person}}}\n");
    }
    words += "---\n";
    let mut notes = "annotations:\n".to_owned();
    for (p, (person, topics)) in talk.paragraphs.iter().enumerate() {
        words += &format!("{person}: Of the {p} marks on the wall, none is higher than a man.\n\n");
        if !topics.is_empty() {
            notes += &format!(
                "  - quote: the {p} marks\n    topics: [{}]\n    note: So.\n",
                topics.join(", ")
            );
        }
    }
    site.write(&format!("content/transcripts/t{i:02}.md"), &words);
    site.write(&format!("content/annotations/t{i:02}.yaml"), &notes);
}

/// The rows of a table, header and cells as text.
fn rows(page: &str, css: &str) -> BTreeMap<String, Vec<String>> {
    let document = scraper::Html::parse_document(page);
    let text = |e: scraper::ElementRef<'_>| e.text().collect::<String>().trim().to_owned();
    let css = select(css);
    let rows = document.select(&css).map(|row| {
        let head = row
            .select(&select("th"))
            .next()
            .map(text)
            .unwrap_or_default();
        (head, row.select(&select("td")).map(text).collect())
    });
    rows.collect()
}

const YEARS: &str = "figure:has(.chart:not(.grid)) tbody tr";

#[test]
fn passages_a_year_are_those_of_the_archive_and_no_date_is_put_at_a_year_that_it_does_not_say() {
    let talks = talks();
    let site = site(&talks, "");
    site.build();
    for topic in TOPICS {
        let mut expected: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
        for (i, talk) in talks.iter().enumerate() {
            let passages = talk
                .paragraphs
                .iter()
                .filter(|p| p.1.contains(&topic))
                .count();
            let (date, row) = DATES[i % DATES.len()];
            let doubtful = date.is_some_and(|date| date.contains(['?', '~']));
            if passages > 0 {
                let counts = expected.entry(row).or_default();
                counts[0] += passages;
                counts[1] += if doubtful { passages } else { 0 };
            }
        }
        let page = site.page(&format!("topics/{topic}.html"));
        let found = rows(&page, YEARS);
        let expected: BTreeMap<String, Vec<String>> = expected
            .into_iter()
            .map(|(row, counts)| (row.to_owned(), counts.map(|n| n.to_string()).to_vec()))
            .collect();
        assert_eq!(found, expected, "{topic}");
        // Its years lead to what is of them on the page, and so does nothing else.
        let links = attributes(&page, &format!("{YEARS} a"), "href");
        assert_eq!(links.len(), expected.len());
        assert!(page.contains("without a bar: their year is not known."));
        let csv = &attributes(&page, "figure a[download]", "href")[0];
        assert!(
            csv.contains(&format!("44%20BC,{}", expected["44 BC"][0])),
            "{csv}"
        );
    }
    check_links(&site);
}

#[test]
fn paragraphs_spoken_a_year_are_those_of_the_archive() {
    let talks = talks();
    let site = site(&talks, "");
    site.build();
    for person in SPEAKERS {
        let mut expected: BTreeMap<String, usize> = BTreeMap::new();
        for (i, talk) in talks.iter().enumerate() {
            let said = talk.paragraphs.iter().filter(|p| p.0 == person).count();
            if said > 0 {
                *expected
                    .entry(DATES[i % DATES.len()].1.to_owned())
                    .or_default() += said;
            }
        }
        let page = site.page(&format!("people/{person}.html"));
        let found = rows(&page, YEARS).into_iter();
        let found: BTreeMap<String, usize> = found
            .map(|(row, counts)| (row, counts[0].parse().expect("a number")))
            .collect();
        assert_eq!(found, expected, "{person}");
    }
}

#[test]
fn topics_by_topics_count_the_notes_on_both() {
    let talks = talks();
    let site = site(&talks, "");
    site.build();
    let notes = |one: &str, other: &str| -> usize {
        let paragraphs = talks.iter().flat_map(|talk| &talk.paragraphs);
        paragraphs
            .filter(|p| p.1.contains(&one) && p.1.contains(&other))
            .count()
    };
    let page = site.page("topics/index.html");
    let found = rows(&page, "#together tbody tr");
    let columns = texts(&page, "#together thead th");
    let topic = |title: &str| title.trim_start_matches("Of ").to_owned();
    for (row, counts) in &found {
        for (column, count) in columns.iter().skip(1).zip(counts) {
            let (one, other) = (topic(row), topic(column));
            let expected = if one == other { 0 } else { notes(&one, &other) };
            assert_eq!(count.parse().unwrap_or(0), expected, "{one} and {other}");
        }
    }
    assert!(found.len() >= 3, "{found:?}");
}

#[test]
fn the_strip_counts_what_is_in_its_rows() {
    let talks = talks();
    let site = site(&talks, "");
    site.build();
    for (i, talk) in talks.iter().enumerate().take(12) {
        let page = site.page(&format!("transcripts/t{i:02}.html"));
        let columns = texts(&page, ".glance thead th");
        let found = rows(&page, ".glance tbody tr");
        let sum = |name: &str| -> usize {
            let at = columns.iter().position(|column| column == name);
            let counts = found.values().map(|counts| &counts[at.expect(name) - 1]);
            counts.map(|n| n.parse::<usize>().unwrap_or(0)).sum()
        };
        for person in SPEAKERS {
            let said = talk.paragraphs.iter().filter(|p| p.0 == person).count();
            if said > 0 {
                assert_eq!(sum(person), said, "{i} {person}");
            }
        }
        for topic in TOPICS {
            let noted = talk
                .paragraphs
                .iter()
                .filter(|p| p.1.contains(&topic))
                .count();
            if noted > 0 {
                assert_eq!(sum(&format!("Of {topic}")), noted, "{i} {topic}");
            }
        }
        let first = attributes(&page, ".strip a", "href");
        assert_eq!(first[0], "#p1");
        assert_eq!(first, attributes(&page, ".glance tbody a", "href"));
    }
}

/// Where there are no tags, names that run against the page are kept to themselves.
#[test]
fn names_in_descriptions_keep_their_order() {
    let talks = talks();
    let there = site(&talks, "language: he\n");
    there.build();
    let page = there.page("transcripts/t00.html");
    let about = texts(&page, ".strip desc").concat();
    assert!(about.contains("\u{2068}ann-marsh\u{2069}"), "{about}");
    let label = attributes(&page, ".strip a", "aria-label")[0].clone();
    assert!(label.ends_with('\u{2069}'), "{label}");
    let grid = texts(&there.page("topics/index.html"), "#together desc").concat();
    assert_eq!(grid.matches("\u{2068}Of ").count(), 2, "{grid}");
    let line = texts(&there.page("timeline.html"), "svg.time a > title");
    assert!(line[0].starts_with('\u{2068}'), "{line:?}");
    // A name that runs as the page does stands as it is.
    let here = site(&talks, "");
    here.build();
    assert!(!here.page("transcripts/t00.html").contains('\u{2068}'));
}

/// What somebody only may have said is not drawn, listed or counted as what they said.
#[test]
fn words_of_a_doubtful_speaker_are_doubtful_in_pictures() {
    let mut site = Site::empty()
        .file("postil.yaml", "title: Talks\n")
        .file("content/people/bob-bee.md", "---\ntitle: Bob Bee\n---\n");
    for (year, turns) in [
        (
            "2001",
            "turns:\n  p2: {person: bob-bee, certainty: possible}\n  p4: {person: bob-bee, certainty: probable}\n",
        ),
        (
            "2002?",
            "turns:\n  p2: {person: bob-bee, certainty: possible}\n",
        ),
        ("2003", ""),
    ] {
        let mut words = format!(
            "---\ntitle: Of {year}\ndate: \"{year}\"\nspeakers:\n  BOB: {{person: bob-bee}}\n  A MAN: {{name: A man}}\n{turns}---\n"
        );
        for p in 0..10 {
            let label = ["BOB", "A MAN"][p % 2];
            words += &format!("{label}: Of the {p} marks on the wall, none is high.\n\n");
        }
        let id = &year[..4];
        site = site.file(&format!("content/transcripts/t{id}.md"), &words);
    }
    site.build();
    let page = site.page("transcripts/t2001.html");
    let columns = texts(&page, ".glance thead th");
    let lanes = [
        "Bob Bee",
        "Bob Bee (possible)",
        "Bob Bee (probable)",
        "A man",
    ];
    let mut found: Vec<&str> = columns[1..].iter().map(String::as_str).collect();
    found.sort_unstable();
    let mut expected = lanes.to_vec();
    expected.sort_unstable();
    assert_eq!(found, expected);
    let about = texts(&page, ".strip desc").concat();
    assert!(about.contains("Bob Bee (possible)"), "{about}");
    let csv = attributes(&page, ".glance a[download]", "href").concat();
    assert!(csv.contains("Bob%20Bee%20(possible)"), "{csv}");
    // Of a doubtful date all is doubtful, and nothing twice.
    let page = site.page("people/bob-bee.html");
    let found = rows(&page, YEARS);
    for (year, count, doubtful) in [("2001", "7", "2"), ("2002", "6", "6"), ("2003", "5", "0")] {
        assert_eq!(found[year][..2], [count, doubtful], "{year}");
    }
    assert_eq!(
        texts(&page, "figure thead th")[2],
        "Of these with a doubtful date or speaker"
    );
    assert!(page.contains("Hollow, since the date or the speaker is doubtful: 8 paragraphs."));
    // What is known of a speaker changes the picture, and nothing else need change for it.
    let source = site.path("content/transcripts/t2001.md");
    let text = fs::read_to_string(&source).expect("a transcript");
    fs::write(&source, text.replace(", certainty: possible", "")).expect("to write");
    site.build();
    let warm = site.output();
    let found = rows(&site.page("people/bob-bee.html"), YEARS);
    assert_eq!(found["2001"][..2], ["7", "1"]);
    let run = site.run(&["build", "--no-cache"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(warm == site.output());
}

/// Of a text of thousands of paragraphs, hundreds of speakers and topics the strip is as large as of one of dozens.
#[test]
fn pictures_of_very_much_are_not_larger() {
    let mut words = "---\ntitle: A sitting\n---\n".to_owned();
    let mut notes = "annotations:\n".to_owned();
    let mut site = Site::empty().file("postil.yaml", "title: Sittings\nstubs: true\n");
    for p in 0..1_500 {
        words += &format!(
            "SPEAKER {}: The motion {p}x of the day was read.\n\n",
            letters(p % 400)
        );
        if p % 5 == 0 {
            notes += &format!(
                "  - quote: motion {p}x of\n    topics: [topic-{}, topic-{}]\n    note: So.\n",
                p % 60,
                (p + 7) % 60
            );
        }
    }
    site = site.file("content/transcripts/t.md", &words);
    site = site.file("content/annotations/t.yaml", &notes);
    site.build();
    let page = site.page("transcripts/t.html");
    let rows = attributes(&page, ".strip a", "href");
    assert!((8..=24).contains(&rows.len()), "{} rows", rows.len());
    assert_eq!(texts(&page, ".glance thead th").len(), 1 + 5 + 5);
    let from = page.find("class=\"block glance\"").expect("the strip");
    let until = from + page[from..].find("</section>").expect("its end");
    assert!(until - from < 24_000, "{} bytes", until - from);
    assert!(page.contains("The wider a block is"));
    let index = site.page("topics/index.html");
    assert_eq!(attributes(&index, "#together tbody th a", "href").len(), 16);
    assert!(index.contains("16 of 24 topics"));
}

fn letters(n: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).expect("a letter"));
    [letter(n / 26), letter(n)].iter().collect()
}

#[test]
fn pictures_run_from_right_to_left_where_the_page_does() {
    let talks = talks();
    let [there, here] = ["en", "he"].map(|language| {
        let site = site(&talks, &format!("language: {language}\n"));
        site.build();
        let page = site.page("topics/river.html");
        let whole: Vec<i64> = ["x", "width"]
            .map(|name| {
                attributes(&page, ".chart rect:first-of-type", name)[0]
                    .parse()
                    .expect("a number")
            })
            .to_vec();
        (whole[0], whole[1])
    });
    // Edges are whole numbers on either side.
    assert!(
        (here.0 - (360 - there.0 - there.1)).abs() <= 1,
        "{here:?} {there:?}"
    );
}

/// What a page of a year has, and that it comes, changes and stays with the record of the output.
#[test]
fn years_of_many_transcripts_have_pages_that_stay() {
    let of = |year: &'static str, topics: Vec<&'static str>| Talk {
        date: Some(year),
        paragraphs: vec![("ann-marsh", topics)],
    };
    let mut talks: Vec<Talk> = (0..10).map(|_| of("1931-05-04", vec!["mill"])).collect();
    talks.extend((0..9).map(|_| of("1932", vec!["river"])));
    talks.extend((0..12).map(|_| of("1934", vec!["river", "mill"])));
    talks.extend((0..12).map(|_| of("193X", vec!["flood"])));
    let site = site(&talks, "base_url: https://archive.example/\n");
    site.write(
        "content/events/opening.md",
        "---\ntitle: The opening\ndate: 1931-05\n---\n",
    );
    site.build();
    assert!(site.has("years/1931.html") && site.has("years/1934.html"));
    assert!(!site.has("years/1932.html"), "nine are few");
    let page = site.page("years/1931.html");
    assert_eq!(
        attributes(
            &page,
            "#transcripts .card a[href^='../transcripts/']",
            "href"
        )
        .len(),
        10
    );
    assert_eq!(texts(&page, ".ev a"), ["The opening"]);
    assert_eq!(texts(&page, ".beside li"), ["Of mill 10 passages"]);
    assert_eq!(
        attributes(&page, ".siblings a", "href"),
        ["../years/1934.html"]
    );
    assert!(
        site.page("sitemap.xml")
            .contains("https://archive.example/years/1931.html")
    );
    let years = attributes(&site.page("timeline.html"), "h2 a", "href");
    assert_eq!(years, ["years/1931.html", "years/1934.html"]);
    check_links(&site);
    // A note more on one of its transcripts, and one on another year's.
    write(&site, 0, &of("1931-05-04", vec!["mill", "winter"]));
    twin(&site);
    assert!(site.page("years/1931.html").contains("Of winter"));
    // As many in all, and others in the year.
    write(&site, 0, &of("1931-05-04", vec!["mill"]));
    write(&site, 10, &of("1932", vec!["river", "winter"]));
    twin(&site);
    assert!(!site.page("years/1931.html").contains("Of winter"));
    // Fewer: the address stays.
    for i in 0..9 {
        site.remove(&format!("content/transcripts/t{i:02}.md"));
        site.remove(&format!("content/annotations/t{i:02}.yaml"));
    }
    site.build();
    assert_eq!(
        texts(&site.page("years/1931.html"), "#transcripts .card h3"),
        ["Talk 9"]
    );
    // Nothing: it leads on.
    site.remove("content/transcripts/t09.md");
    site.remove("content/annotations/t09.yaml");
    site.remove("content/events/opening.md");
    site.build();
    let gone = site.page("years/1931.html");
    assert!(gone.contains("../transcripts/index.html"), "{gone}");
    check_links(&site);
    site.build();
    assert_eq!(site.page("years/1931.html"), gone);
    // A site may do without.
    let config = fs::read_to_string(site.path("postil.yaml")).expect("the settings");
    site.write("postil.yaml", &(config + "omit: [years]\n"));
    site.build();
    assert!(!site.has("years/1934.html"));
    assert!(!site.page("timeline.html").contains("years/"));
}

/// An author's page comes first.
#[test]
fn a_page_of_a_year_takes_no_address_of_an_author() {
    let talks: Vec<Talk> = (0..10)
        .map(|_| Talk {
            date: Some("1931"),
            paragraphs: vec![("ann-marsh", vec!["mill"])],
        })
        .collect();
    let site = site(&talks, "");
    site.write(
        "content/topics/mill.md",
        "---\ntitle: Of mill\nredirect_from: [years/1931]\n---\n",
    );
    site.build();
    assert!(site.page("years/1931.html").contains("topics/mill.html"));
    assert!(!site.page("timeline.html").contains("years/"));
}

/// What was built over the last build is what is built without a cache.
fn twin(site: &Site) {
    site.build();
    let warm = site.output();
    fs::remove_dir_all(site.path(".postil")).expect("the cache");
    site.build();
    let cold = site.output();
    assert!(bytes(&warm) == bytes(&cold), "warm and cold differ");
}

/// What somebody says in many years, with notes of one alone: the list has no heading for it, and the table no link.
#[test]
fn a_year_without_a_heading_is_not_led_to() {
    let mut site = Site::empty().file("postil.yaml", "title: Talks\n");
    site = site.file("content/people/ann.md", "---\ntitle: Ann\n---\n");
    for year in 1990..1994 {
        let header = format!(
            "---\ntitle: Talk {year}\ndate: {year}\nspeakers:\n  Ann: {{person: ann}}\n---\n"
        );
        let words = format!("{header}Ann: Of the marks on the wall, none is high.\n");
        site = site.file(&format!("content/transcripts/t{year}.md"), &words);
    }
    let note = "annotations:\n  - {quote: the marks, note: So.}\n";
    let site = site.file("content/annotations/t1991.yaml", note);
    site.build();
    let page = site.page("people/ann.html");
    let links = attributes(&page, "#said figure tbody a", "href");
    assert!(links.is_empty(), "{links:?}");
    check_links(&site);
    site.write("content/annotations/t1993.yaml", note);
    site.build();
    let page = site.page("people/ann.html");
    let links = attributes(&page, "#said figure tbody a", "href");
    assert_eq!(links, ["#y1991.said", "#y1993.said"]);
    check_links(&site);
}
