//! Maps of places, and the timeline as a picture: what the pages have of them.

use crate::testsuite::{
    Site,
    html::{attributes, texts},
};

/// Places at a pole, on both sides of the antimeridian, two at one point, one with a name that runs the other way, one without a position.
fn site() -> Site {
    let places = [
        ("suva", "Suva", "coordinates: [-18.14, 178.44]\n"),
        ("apia", "Apia", "coordinates: [-13.83, -171.76]\n"),
        ("pole", "South Pole", "coordinates: [-90, 0]\n"),
        ("london", "London", "coordinates: [51.5, -0.12]\n"),
        ("hall", "Westminster Hall", "coordinates: [51.5, -0.12]\n"),
        ("mill", "הטחנה", "coordinates: [32.67, 35.56]\n"),
        ("lost", "A lost town", ""),
    ];
    let mut site = Site::empty()
        .file("postil.yaml", "title: Places\n")
        .file("content/transcripts/t.md", "---\ntitle: T\ndate: 2001-05-06\nspeakers: {}\n---\nOf London and more.\n\nOf the mill.\n")
        .file("content/annotations/t.yaml", "annotations:\n  - {quote: Of London, places: [london]}\n  - {quote: more, places: [london]}\n  - {quote: the mill, places: [mill, london]}\n");
    for (id, title, at) in places {
        let text = format!("---\ntitle: {title}\n{at}---\n");
        site = site.file(&format!("content/places/{id}.md"), &text);
    }
    site
}

/// What a `data:` address holds.
fn held(address: &str) -> String {
    let words = address.split_once(',').expect("a comma").1;
    percent_encoding::percent_decode_str(words)
        .decode_utf8()
        .expect("UTF-8")
        .into_owned()
}

#[test]
fn places_stand_on_a_map_with_what_is_known_of_them() {
    let site = site();
    site.build();
    let page = site.page("places/index.html");
    assert_eq!(
        texts(&page, "svg.map > title, svg.map > desc"),
        [
            "Map: Places",
            "On the map: 6 of 7. A larger mark has more passages."
        ]
    );
    let marks = texts(&page, "svg.map a > title");
    assert_eq!(
        marks,
        [
            "London and 1 more: 2 passages",
            "\u{2068}הטחנה\u{2069}: 1 passage",
            "Apia: 0 passages",
            "South Pole: 0 passages",
            "Suva: 0 passages",
        ]
    );
    let leads = attributes(&page, "svg.map a", "href");
    assert_eq!(
        leads,
        [
            "#map-1",
            "../places/mill.html",
            "../places/apia.html",
            "../places/pole.html",
            "../places/suva.html"
        ]
    );
    assert_eq!(texts(&page, "#map-1 a"), ["London", "Westminster Hall"]);
    // The antimeridian parts them, so that it is the whole world; marks at its border are whole.
    let view = attributes(&page, "svg.map", "viewBox").concat();
    assert_eq!(view, "-45 -45 3690 1842");
    // The same as a table, and the file of it.
    let names = texts(&page, "figure.picture tbody th");
    let cells = texts(&page, "figure.picture tbody td");
    assert_eq!((names.len(), cells.len()), (6, 12));
    let pole = names.iter().position(|name| name == "South Pole");
    let pole = 2 * pole.expect("a row");
    assert_eq!(cells[pole..pole + 2], ["90° S, 0° E", "0"]);
    let files = attributes(&page, "figure.picture a[download]", "href");
    let csv = held(&files[0]);
    assert_eq!(csv.lines().count(), 7);
    assert!(
        csv.starts_with("Name,Latitude,Longitude,Passages\r\n"),
        "{csv}"
    );
    assert!(csv.contains("\r\nSuva,-18.14,178.44,0\r\n"), "{csv}");
    let read: serde_json::Value = serde_json::from_str(&held(&files[1])).expect("JSON");
    assert_eq!(read["features"].as_array().map(Vec::len), Some(6));
    assert!(
        texts(&page, "figcaption")
            .concat()
            .contains("Without a position, 1: A lost town")
    );
}

#[test]
fn a_place_is_shown_in_its_surroundings_and_only_where_it_has_a_position() {
    let site = site();
    site.build();
    let page = site.page("places/london.html");
    assert_eq!(
        texts(&page, "svg.map > desc"),
        ["London, 51.5° N, 0.12° W, with the coasts around it."]
    );
    let land = attributes(&page, "path.land", "d").concat();
    assert!((300..8000).contains(&land.len()), "{}", land.len());
    // At a border of the map the place stands in what is shown.
    for (place, x, y) in [("suva", 3535, 1129), ("pole", 1800, 1752)] {
        let page = site.page(&format!("places/{place}.html"));
        let view = attributes(&page, "svg.map", "viewBox").concat();
        let view: Vec<i32> = view
            .split(' ')
            .map(|n| n.parse().expect("a number"))
            .collect();
        let at = |name| {
            attributes(&page, "circle.mark", name)
                .concat()
                .parse::<i32>()
        };
        let (at_x, at_y) = (at("cx").expect("x"), at("cy").expect("y"));
        assert!(
            (at_x - x).abs() <= 30 && (at_y - y).abs() <= 30,
            "{at_x} {at_y}"
        );
        assert!(view[0] < at_x && at_x < view[0] + view[2], "{view:?}");
        assert!(view[1] < at_y && at_y < view[1] + view[3], "{view:?}");
    }
    let page = site.page("places/lost.html");
    assert!(!page.contains("<svg") && !page.contains("map.css"));
    // Without a position there is no map at all.
    assert!(!site.page("topics/index.html").contains("map.css"));
}

#[test]
fn a_position_that_cannot_be_is_told_and_not_drawn() {
    let site = site().file(
        "content/places/odd.md",
        "---\ntitle: Odd\ncoordinates: [91, 4]\n---\n",
    );
    let run = site.run(&["build"]);
    assert!(run.code != 0, "{}", run.stderr);
    assert!(
        run.stderr.contains("content/places/odd.md"),
        "{}",
        run.stderr
    );
}

#[test]
fn dates_are_drawn_as_what_is_known_of_them() {
    let kinds = [
        ("2001-05-07", "of-day"),
        ("2001-05-08?", "of-day doubtful"),
        ("1994-04-07/1994-07", "of-span"),
        ("1995-07", "of-vague"),
        ("1995~", "of-vague doubtful"),
        ("17XX", "of-vague"),
        ("1931-21", "of-vague"),
        ("2011-03/", "of-open"),
        ("../1994", "of-open"),
    ];
    let mut site = site();
    for (i, (date, _)) in kinds.iter().enumerate() {
        let text = format!("---\ntitle: \"{date}\"\ndate: \"{date}\"\n---\n");
        site = site.file(&format!("content/events/e{i}.md"), &text);
    }
    site.build();
    let page = site.page("timeline.html");
    for (i, (date, shape)) in kinds.iter().enumerate() {
        let mark = format!("svg.time a[href=\"events/e{i}.html\"]");
        assert_eq!(attributes(&page, &mark, "class"), [*shape], "{date}");
        let title = texts(&page, &format!("{mark} > title")).concat();
        assert!(title.starts_with(&format!("{date}: ")), "{title}");
    }
    let record = "svg.time a[href=\"transcripts/t.html\"]";
    assert_eq!(attributes(&page, record, "class"), ["of-record"]);
    let about = texts(&page, "svg.time > desc").concat();
    assert!(about.starts_with("10 entries, 1700 to 2011."), "{about}");
    let csv = held(&attributes(&page, "a[download]", "href")[0]);
    assert!(
        csv.contains("\r\n17XX,between 1700 and 1799,17XX\r\n"),
        "{csv}"
    );
    assert_eq!(csv.lines().count(), 11);
}

/// A transcript of an unknown day is not drawn as one of a known day, in the picture nor in the list.
#[test]
fn transcripts_of_dates_without_a_day_are_not_drawn_at_one() {
    let kinds = [
        ("2001-05-07", "of-record", "of-record"),
        ("19XX", "of-record-vague", "of-record of-vague"),
        ("199X", "of-record-vague", "of-record of-vague"),
        ("1640", "of-record-vague", "of-record of-vague"),
        ("2014-04", "of-record-vague", "of-record of-vague"),
        ("1931-21", "of-record-vague", "of-record of-vague"),
        ("1995~", "of-record-vague doubtful", "of-record of-vague"),
        ("2001-05-07/2001-05-09", "of-span", "of-span"),
        ("2001-05/", "of-open", "of-open"),
    ];
    let mut site = site();
    for (i, (date, ..)) in kinds.iter().enumerate() {
        let text = format!("---\ntitle: \"{date}\"\ndate: \"{date}\"\n---\nANN: So it was.\n");
        site = site.file(&format!("content/transcripts/v{i}.md"), &text);
    }
    site.build();
    let page = site.page("timeline.html");
    for (i, (date, shape, sign)) in kinds.iter().enumerate() {
        let mark = format!("svg.time a[href=\"transcripts/v{i}.html\"]");
        assert_eq!(attributes(&page, &mark, "class"), [*shape], "{date}");
        let ways = attributes(&page, &format!("{mark} > path"), "d");
        let ring = ways.last().is_some_and(|d| d.ends_with("l6 6-6 6-6-6z"));
        assert_eq!(ring, shape.starts_with("of-record"), "{date}: {ways:?}");
        let extents = attributes(&page, &format!("{mark} > path.on"), "d").len();
        assert_eq!(extents, usize::from(shape.contains("vague")), "{date}");
        let line = format!(".ev:has(a[href=\"transcripts/v{i}.html\"])");
        let class = attributes(&page, &line, "class").concat();
        assert_eq!(class, format!("para ev {sign}"), "{date}");
    }
    assert!(page.contains("a transcript whose day is not given"));
}

/// More than there is room for is a number that leads to the list.
#[test]
fn very_many_events_are_a_picture_of_some_hundred_marks() {
    let mut site = site();
    for i in 0..400 {
        let (year, month) = (2000 + i % 4, 1 + i % 12);
        let text = format!(
            "---\ntitle: E{i}\ndate: {year}-{month:02}-{:02}\n---\n",
            1 + i % 28
        );
        site = site.file(&format!("content/events/e{i}.md"), &text);
    }
    site.build();
    let page = site.page("timeline.html");
    let drawn = texts(&page, "svg.time a:not(.of-many) > title").len();
    let numbers = texts(&page, "svg.time .of-many text");
    let more = |number: &String| {
        number
            .trim_start_matches('+')
            .parse::<usize>()
            .expect("a number")
    };
    let hidden: usize = numbers.iter().map(more).sum();
    assert_eq!(drawn + hidden, 401);
    assert!((50..350).contains(&drawn), "{drawn}");
    let leads = attributes(&page, "svg.time .of-many", "href");
    assert_eq!(leads, ["#y2000", "#y2001", "#y2002", "#y2003"]);
    assert!(
        texts(&page, "figcaption")
            .concat()
            .contains(&format!("mark each: {hidden}."))
    );
    // In parts: numbers lead to these.
    site.write("postil.yaml", "title: Places\npage_size: 120\n");
    site.build();
    let leads = attributes(&site.page("timeline.html"), "svg.time .of-many", "href");
    assert_eq!(leads[0], "timeline/2000.html");
    assert!(site.page("timeline/2000.html").contains("<svg"));
}

/// A picture is made again when what it shows changes, and is what a build from nothing makes.
#[test]
fn pictures_follow_what_is_edited() {
    let site = site();
    site.build();
    site.write(
        "content/places/suva.md",
        "---\ntitle: Suva City\ncoordinates: [-18.1, 178.4]\n---\n",
    );
    site.write(
        "content/events/new.md",
        "---\ntitle: New\ndate: 1999\n---\n",
    );
    site.write(
        "content/events/old.md",
        "---\ntitle: Old\ndate: 1899-01\n---\n",
    );
    site.build();
    let warm = site.output();
    assert!(
        site.page("places/index.html")
            .contains("<title>Suva City: 0 passages</title>")
    );
    assert!(
        site.page("timeline.html")
            .contains("<title>Old: January 1899</title>")
    );
    let run = site.run(&["build", "--no-cache"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(warm == site.output());
}

/// On pages that run from right to left time does, too; maps do not.
#[test]
fn time_runs_as_the_page_does() {
    let year = |language: &str| {
        let mut site = site();
        for year in [1900, 1950] {
            let text = format!("---\ntitle: E\ndate: {year}-02-03\n---\n");
            site = site.file(&format!("content/events/e{year}.md"), &text);
        }
        site.write("postil.yaml", &format!("title: T\nlanguage: {language}\n"));
        site.build();
        let page = site.page("timeline.html");
        let at = attributes(&page, "svg.time .of-day circle", "cx");
        let at: Vec<i32> = at.iter().map(|at| at.parse().expect("a number")).collect();
        let map = attributes(&site.page("places/index.html"), "svg.map .mark", "cx");
        (at, map)
    };
    let ((english, map), (hebrew, same)) = (year("en"), year("he"));
    assert_eq!(english.len(), 2);
    let mirrored: Vec<i32> = english.iter().map(|x| 960 - x).collect();
    assert_eq!(hebrew, mirrored);
    assert_eq!(map, same);
}
