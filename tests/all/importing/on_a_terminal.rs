//! What `import` asks on a terminal, and what is on the disk afterwards.

use std::collections::BTreeMap;

use super::{brought, files, import, text};
use crate::testsuite::{
    Site,
    terminal::{END, left, typed},
};

/// A talk with a title, a place and a day above it, labels of all sorts, and words that look like one.
const EVENING: &str = "AN EVENING AT THE MILL

York, England
4 May 1931

MS. LEE: The mill stood by the river, and it was of stone.

Q: When was that?

MS. LEE: Before the flood.

Caveat: nobody measured the flood.

Q: And who told you so?

Ann Smith: I did, and I would do it again.

Caveat: this is hearsay.

Ann Smith: It is what we were told.

Caveat: the miller was deaf.
";

const MADE: &str = "content/transcripts/evening.md";

/// An archive with two who are called Ann Smith, one Ms. Lee, and a place of the name.
fn site() -> Site {
    super::site()
        .file("incoming/evening.txt", EVENING)
        .file(
            "content/people/ann-lee.md",
            "---\ntitle: Ann Lee\naliases: [Ms. Lee, A. L.]\n---\n",
        )
        .file(
            "content/people/ann-smith.md",
            "---\ntitle: Ann Smith\nborn: 1890\n---\n",
        )
        .file(
            "content/people/ann-smith-2.md",
            "---\ntitle: Ann Smith\nborn: 1902-03-01\n---\n",
        )
        .file("content/places/york.md", "---\ntitle: York\n---\n")
}

const IMPORT: [&str; 4] = ["import", "incoming/evening.txt", "--map", "map.yaml"];

/// The files that were not there before, with what they say; all that were there are as they were.
fn new(site: &Site, before: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    let now = files(site);
    for (path, bytes) in before {
        assert_eq!(now.get(path), Some(bytes), "{path} was changed");
    }
    let new = now
        .into_iter()
        .filter(|(path, _)| !before.contains_key(path));
    let said = |bytes| String::from_utf8(bytes).expect("UTF-8");
    new.map(|(path, bytes)| (path, said(bytes))).collect()
}

/// The lines of a transcript's header.
fn header(words: &str) -> Vec<&str> {
    let header = words.strip_prefix("---\n").expect("a header");
    let (header, _) = header.split_once("\n---\n").expect("a header");
    header.lines().collect()
}

/// Place, title, date; then Ms. Lee, Q, Caveat, Ann Smith.
fn answers(answers: [&str; 7]) -> String {
    answers.map(|answer| format!("{answer}\n")).concat()
}

#[test]
fn what_is_proposed_is_taken_by_enter_and_doubts_are_chosen_by_number() {
    let site = site();
    let before = files(&site);
    let typed_in = answers(["", "", "", "", "-", "false", "2"]);
    let (said, code) = typed(&site, &IMPORT, &typed_in);
    assert_eq!(code, 0, "{said}");
    for asked in [
        "evening.txt: found in its words: York, England",
        "whether york is York, England cannot be told by its name",
        "place? [york]",
        "title? [AN EVENING AT THE MILL]",
        "date? [1931-05-04]",
        "who is MS. LEE? [ann-lee]",
        "who is Q? [open]",
        "who is Caveat? [open]",
        "several people are called Ann Smith",
        "  1 ann-smith (born 1890)",
        "  2 ann-smith-2 (born 1902-03-01)",
        "who is Ann Smith? [open]",
    ] {
        assert_eq!(said.matches(asked).count(), 1, "{asked}: {said}");
    }
    let new = new(&site, &before);
    assert_eq!(
        header(&new[MADE]),
        [
            "title: AN EVENING AT THE MILL",
            "date: 1931-05-04",
            "place: york",
            "speakers:",
            "  MS. LEE: ann-lee",
            "  Q:",
            "  Ann Smith: ann-smith-2",
            "  Caveat: false",
        ],
        "{}",
        new[MADE]
    );
    for line in [
        "\nCaveat: nobody measured the flood.\n",
        "\nCaveat: this is hearsay.\n",
    ] {
        assert!(new[MADE].contains(line), "{}", new[MADE]);
    }
    assert_eq!(
        new["map.yaml"],
        "speakers:\n  Ann Smith: ann-smith-2\n  MS. LEE: ann-lee\n  Caveat: false\nplaces:\n  \"York, England\": york\ntitles:\n  evening.txt: {AN EVENING AT THE MILL: AN EVENING AT THE MILL}\ndates:\n  evening.txt: {\"1931-05-04\": \"1931-05-04\"}\n"
    );
    let kept = |path: &&String| !path.starts_with("imports/");
    let written: Vec<&String> = new.keys().filter(kept).collect();
    assert_eq!(written, [MADE, "map.yaml"], "nobody and no place is new");
    let check = site.run(&["check"]);
    assert_eq!(check.code, 0, "{}", check.stderr);
    // What begins so is words, and no turn of anybody.
    assert!(!check.stderr.contains("Caveat"), "{}", check.stderr);
}

#[test]
fn a_name_is_somebody_who_is_there_or_somebody_new() {
    for (answer, speaker, new_person) in [
        ("ann-lee", "ann-lee", None),
        ("Ann-Lee", "ann-lee", None),
        ("a. l.", "ann-lee", None),
        ("Bo Yu\u{308}", "bo-yu", Some("title: Bo Y\u{fc}")),
        ("פרל לי", "prl-ly", Some("title: פרל לי")),
        ("-", "", None),
        ("N", "", None),
        ("", "", None),
    ] {
        let site = site();
        let before = files(&site);
        let typed_in = answers(["", "", "", "", answer, "-", "-"]);
        let (said, code) = typed(&site, &IMPORT, &typed_in);
        assert_eq!(code, 0, "{answer}: {said}");
        let new = new(&site, &before);
        let people: Vec<(&String, &String)> = new
            .iter()
            .filter(|(path, _)| path.starts_with("content/people/"))
            .collect();
        let line = header(&new[MADE])
            .into_iter()
            .find(|line| line.starts_with("  Q:"))
            .expect("a label");
        match (new_person, people.as_slice()) {
            (None, []) => {
                assert_eq!(line, format!("  Q: {speaker}").trim_end(), "{answer}");
            }
            (Some(title), [(path, file)]) => {
                assert!(file.contains(title), "{file}");
                let id = path
                    .trim_start_matches("content/people/")
                    .trim_end_matches(".md");
                assert_eq!(line, format!("  Q: {id}"), "{answer}");
            }
            (_, people) => panic!("{answer}: {people:?}"),
        }
    }
}

#[test]
fn what_is_no_answer_is_asked_again_and_a_name_that_several_have_is_asked_for() {
    let site = site();
    let before = files(&site);
    // Of Q: a number of nobody, an arrow key, a letter; then a name of two, and which of them.
    let typed_in = answers([
        "",
        "",
        "1931-05-04",
        "",
        "7\n\u{1b}[A\nq\nann smith\n1",
        "",
        "",
    ]);
    let (said, code) = typed(&site, &IMPORT, &typed_in);
    assert_eq!(code, 0, "{said}");
    for wrong in [
        "`7` is no name",
        "signs that no answer has",
        "`q` is no name",
        "several are called ann smith",
    ] {
        assert!(said.contains(wrong), "{wrong}: {said}");
    }
    let new = new(&site, &before);
    assert!(
        header(&new[MADE]).contains(&"  Q: ann-smith"),
        "{}",
        new[MADE]
    );
}

#[test]
fn whoever_is_gone_has_written_nothing() {
    let whole = answers(["", "", "", "", "-", "false", "2"]);
    let lines: Vec<&str> = whole.split_inclusive('\n').collect();
    let site = site();
    let before = files(&site);
    for said_before in 0..lines.len() {
        let typed_in = format!("{}{END}", lines[..said_before].concat());
        let (said, code) = typed(&site, &IMPORT, &typed_in);
        assert!(
            said.contains("nobody answers any more; nothing was written"),
            "{said}"
        );
        assert_eq!(
            (code, files(&site)),
            (2, before.clone()),
            "after {said_before} answers: {said}"
        );
    }
    assert_eq!(left(&site, &IMPORT, "\n\n", "date? [1931-05-04]"), 2);
    assert_eq!(files(&site), before);
    // A dry run asks, and writes nothing, the answers neither.
    let dry = [&IMPORT[..], &["--dry-run"]].concat();
    let (said, code) = typed(&site, &dry, &whole);
    assert_eq!((code, files(&site)), (0, before), "{said}");
}

#[test]
fn what_was_found_and_is_none_is_words() {
    let site = site();
    let before = files(&site);
    // No place; no title, but another one; no date; and Caveat begins words.
    let typed_in = answers(["-", "-\nAn evening", "no", "", "", "false", ""]);
    let (said, code) = typed(&site, &IMPORT, &typed_in);
    assert_eq!(code, 0, "{said}");
    assert_eq!(said.matches("date?").count(), 1, "asked once: {said}");
    assert_eq!(said.matches("who is Q?").count(), 1, "asked once: {said}");
    assert!(said.contains("title? [evening]"), "{said}");
    let new = new(&site, &before);
    let (_, words) = new[MADE].split_once("\n---\n").expect("a header");
    let whole: Vec<&str> = EVENING.split_whitespace().collect();
    let brought: Vec<&str> = words.split_whitespace().collect();
    assert_eq!(brought, whole, "every word stands where it stood");
    assert_eq!(
        header(&new[MADE]),
        [
            "title: An evening",
            "speakers:",
            "  MS. LEE: ann-lee",
            "  Q:",
            "  Ann Smith:",
            "  Caveat: false"
        ]
    );
    let map = &new["map.yaml"];
    for line in [
        "  Caveat: false\n",
        "places:\n  \"York, England\": false\n",
        "AN EVENING AT THE MILL: false",
        "evening: An evening",
        "\"1931-05-04\": false",
    ] {
        assert!(map.contains(line), "{line}: {map}");
    }
    // The same file is as it was, whatever was answered.
    let known = files(&site);
    let again = import(&site, &site.path("incoming/evening.txt"), &["--update"]);
    assert_eq!((again.code, files(&site)), (0, known), "{}", again.stderr);
}

#[test]
fn what_was_answered_comes_back_without_a_question() {
    for typed_in in [
        answers(["", "", "", "", "-", "false", "2"]),
        answers([
            "Leeds",
            "An evening",
            "1931-05",
            "",
            "Bo Yu",
            "",
            "Ann Smith\nann smith\nann smith",
        ]),
        answers(["-", "-\nAn evening", "-", "", "a. l.", "false", "1"]),
    ] {
        let first = site();
        let (said, code) = typed(&first, &IMPORT, &typed_in);
        assert_eq!(code, 0, "{said}");
        let second = site();
        second.write("map.yaml", &text(&first, "map.yaml"));
        // Labels that were left open are asked again; nothing else is.
        let (said, code) = typed(&second, &IMPORT, &"\n".repeat(3));
        assert_eq!(code, 0, "{said}");
        for asked in ["place?", "title?", "date?", "who is MS. LEE?"] {
            assert!(!said.contains(asked), "{asked}: {said}");
        }
        assert_eq!(text(&second, MADE), text(&first, MADE), "{said}");
        assert_eq!(files(&second), files(&first));
    }
}

#[test]
fn a_place_is_one_that_is_there_a_new_one_or_none() {
    for (answer, id, file) in [
        ("york", Some("york"), None),
        ("YORK", Some("york"), None),
        (
            "Jorvik",
            Some("jorvik"),
            Some("---\ntitle: Jorvik\naliases: York, England\n---\n"),
        ),
        ("-", None, None),
    ] {
        let site = site();
        let before = files(&site);
        let typed_in = answers([answer, "", "", "", "", "", ""]);
        let (said, code) = typed(&site, &IMPORT, &typed_in);
        assert_eq!(code, 0, "{answer}: {said}");
        let new = new(&site, &before);
        let place = header(&new[MADE])
            .into_iter()
            .find_map(|line| line.strip_prefix("place: "))
            .map(str::to_owned);
        assert_eq!(place.as_deref(), id, "{answer}");
        let made: Vec<&String> = new
            .iter()
            .filter(|(path, _)| path.starts_with("content/places/"))
            .map(|(_, text)| text)
            .collect();
        let made: Vec<&str> = made.into_iter().map(String::as_str).collect();
        assert_eq!(made, file.into_iter().collect::<Vec<_>>(), "{answer}");
    }
    // Several of one name: Enter leaves it open, a number says which.
    for (answer, place) in [
        ("", None),
        ("2", Some("york-2")),
        ("york-2", Some("york-2")),
    ] {
        let site = site().file("content/places/york-2.md", "---\ntitle: York\n---\n");
        let (said, code) = typed(&site, &IMPORT, &answers([answer, "", "", "", "", "", ""]));
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("several places are called York"), "{said}");
        let words = text(&site, MADE);
        let is = header(&words)
            .into_iter()
            .find_map(|line| line.strip_prefix("place: "));
        assert_eq!(is, place, "{words}");
        assert_eq!(words.contains("\nYork, England\n"), place.is_none());
    }
}

#[test]
fn all_that_is_proposed_from_here_on_is_taken_on_a_star() {
    let site = site();
    let before = files(&site);
    let (said, code) = typed(&site, &IMPORT, "\nAn evening\n*\n");
    assert_eq!(code, 0, "{said}");
    assert!(!said.contains("who is"), "{said}");
    assert!(
        said.contains("taken as proposed, without a question:"),
        "{said}"
    );
    assert!(said.contains("MS. LEE: ann-lee"), "{said}");
    let new = new(&site, &before);
    let lines = header(&new[MADE]);
    assert_eq!(
        lines[..4],
        [
            "title: An evening",
            "date: 1931-05-04",
            "place: york",
            "speakers:"
        ]
    );
    assert!(lines.contains(&"  Ann Smith:"), "a doubt stays open");
}

#[test]
fn a_title_above_the_words_and_a_day_in_the_name_are_asked_whatever_the_format() {
    let markdown = "# The flood\n\nLeeds, England\n\n7 June 1932\n\n**Ann:** It came at night.\n\n**Bo:** It did.\n\n**Ann:** We ran.\n\n**Bo:** We all did.\n";
    let captions = "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ann>It came at night.\n";
    let table = "words\nAnn: It came at night.\nBo: It did.\nAnn: We ran.\nBo: We all did.\n";
    for (name, content, asked, made) in [
        (
            "flood.md",
            markdown,
            &[
                "title? [The flood]",
                "date? [1932-06-07]",
                "place? [Leeds, which is new]",
            ][..],
            ["title: The flood", "date: 1932-06-07", "place: leeds"],
        ),
        (
            "1932-06-07 flood.vtt",
            captions,
            &["title? [1932-06-07 flood]", "date? [1932-06-07]"],
            ["title: 1932-06-07 flood", "date: 1932-06-07", ""],
        ),
        (
            "1932-06-07.csv",
            table,
            &["title? [1932-06-07]", "date? [1932-06-07]"],
            ["title: \"1932-06-07\"", "date: 1932-06-07", ""],
        ),
    ] {
        let site = super::site();
        let file = brought(&site, name, content);
        let file = file.to_str().expect("a path");
        let (said, code) = typed(&site, &["import", file, "--id", "flood"], &"\n".repeat(5));
        assert_eq!(code, 0, "{said}");
        for question in asked {
            assert_eq!(said.matches(question).count(), 1, "{question}: {said}");
        }
        let words = text(&site, "content/transcripts/flood.md");
        for line in made.into_iter().filter(|line| !line.is_empty()) {
            assert!(header(&words).contains(&line), "{line}: {words}");
        }
        // And none of it, once somebody says so; what stands in the words stays there.
        let site = super::site();
        brought(&site, name, content);
        let place = if name.ends_with(".md") { "-\n" } else { "" };
        let title = if name.ends_with(".md") { "-\n" } else { "" };
        let refused = format!("{place}{title}Of a flood\n-\n-\n-\n");
        let (said, code) = typed(
            &site,
            &["import", file_name(name), "--id", "flood"],
            &refused,
        );
        assert_eq!(code, 0, "{said}");
        let words = text(&site, "content/transcripts/flood.md");
        let lines = header(&words);
        assert_eq!(lines[0], "title: Of a flood", "{said}");
        let known = |line: &&&str| line.starts_with("date:") || line.starts_with("place:");
        assert_eq!(lines.iter().find(known), None, "{said}");
        assert!(!site.path("content/places").exists());
        for word in ["Leeds, England", "7 June 1932"] {
            assert_eq!(words.contains(word), content.contains(word), "{words}");
        }
    }
}

/// Where a file lies that was brought.
fn file_name(name: &str) -> &'static str {
    match name {
        "flood.md" => "incoming/flood.md",
        "1932-06-07 flood.vtt" => "incoming/1932-06-07 flood.vtt",
        _ => "incoming/1932-06-07.csv",
    }
}

/// `Note: false`, as a transcript's `speakers` has it, of files in which words alone tell labels.
#[test]
fn what_begins_with_no_label_is_words_in_every_format() {
    let lines = [
        ("Ann Lee", "The mill stood by the river."),
        ("Caveat", "nobody measured it."),
        ("Bo Roe", "When was that?"),
        ("Caveat", "he was a child then."),
        ("Ann Lee", "Before the flood."),
        ("Bo Roe", "And who told you so?"),
        ("Caveat", "this is hearsay."),
        ("Ann Lee", "The miller."),
        ("Bo Roe", "I see."),
    ];
    let each = |from: &str, to: &str| {
        let all = lines.map(|(label, words)| format!("{from}{label}: {words}{to}"));
        all.concat()
    };
    let cues = lines.iter().zip(1..).map(|((label, words), second)| {
        format!("00:{second:02}.000 --> 00:{second:02}.900\n{label}: {words}\n\n")
    });
    let typed_otr = format!(
        "{{\"text\": \"{}\", \"media\": \"\", \"media-time\": 0}}",
        each("<p>", "</p>")
    );
    for (name, content) in [
        ("talk.txt", each("", "\n\n")),
        ("talk.md", each("", "\n\n")),
        (
            "talk.vtt",
            format!("WEBVTT\n\n{}", cues.collect::<String>()),
        ),
        ("talk.csv", format!("words\n{}", each("\"", "\"\n"))),
        ("talk.otr", typed_otr),
    ] {
        let map = "# who is who\nspeakers:\n  Caveat: false\n";
        let site = super::site().file("map.yaml", map);
        let file = brought(&site, name, &content);
        let run = import(&site, &file, &["--map", "map.yaml", "--yes"]);
        assert_eq!(run.code, 0, "{name}: {}", run.stderr);
        let words = text(&site, super::MADE);
        let labels = header(&words);
        assert!(labels.contains(&"  Ann Lee: ann-lee"), "{name}: {words}");
        // Captions are joined to paragraphs, none of which begins so.
        let begins = words.contains("\nCaveat: ");
        assert_eq!(begins, name != "talk.vtt", "{name}: {words}");
        assert_eq!(
            labels.contains(&"  Caveat: false"),
            begins,
            "{name}: {words}"
        );
        for said in [
            "nobody measured it.",
            "he was a child then.",
            "this is hearsay.",
        ] {
            assert!(
                words.contains(&format!("Caveat: {said}")),
                "{name}: {words}"
            );
        }
        assert!(
            text(&site, "map.yaml").contains("  Caveat: false\n"),
            "{name}"
        );
        assert!(!site.path("content/people/caveat.md").exists());
        let check = site.run(&["check"]);
        assert!(!check.stderr.contains("Caveat"), "{name}: {}", check.stderr);
        // An update knows it without the map.
        site.remove("map.yaml");
        std::fs::write(&file, content.replace("a child", "a boy")).expect("a newer file");
        let run = import(&site, &file, &["--update"]);
        assert_eq!(run.code, 0, "{name}: {}", run.stderr);
        assert_eq!(
            text(&site, super::MADE),
            words.replace("a child", "a boy"),
            "{name}"
        );
        // Without either it is a label.
        let site = super::site();
        brought(&site, name, &content);
        import(&site, &site.path(&format!("incoming/{name}")), &["--yes"]);
        let words = text(&site, super::MADE);
        assert!(header(&words).contains(&"  Caveat:"), "{name}: {words}");
    }
}

#[test]
fn a_map_that_says_all_stays_as_it_is_and_a_wrong_one_is_told() {
    let site = site();
    let (_, code) = typed(
        &site,
        &IMPORT,
        &answers(["", "", "", "", "ann-lee", "false", "2"]),
    );
    assert_eq!(code, 0);
    let map = format!("# Somebody's comment\n{}", text(&site, "map.yaml"));
    site.write("map.yaml", &map);
    let before = files(&site);
    let (said, code) = typed(&site, &[&IMPORT[..], &["--force"]].concat(), "");
    assert_eq!((code, files(&site)), (0, before), "{said}");
    for (wrong, says) in [
        (
            "dates:\n  evening.txt: {1931-05-04: May}\n",
            "map.yaml:2: `May` is no date",
        ),
        ("speakers:\n  Q: {nam: x}\n", "map.yaml:2: "),
        ("places:\n  York: [a, b]\n", "map.yaml:2: "),
    ] {
        site.write("map.yaml", wrong);
        let before = files(&site);
        let (said, code) = typed(&site, &IMPORT, "");
        assert!(said.contains(says), "{says}: {said}");
        assert_eq!((code, files(&site)), (2, before), "{said}");
    }
}

#[test]
fn yes_takes_what_is_proposed_and_says_which_and_leaves_what_is_doubtful() {
    let site = site();
    let file = site.path("incoming/evening.txt");
    let run = import(&site, &file, &["--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for said in [
        "taken as proposed, without a question:\n",
        "  evening.txt: title: AN EVENING AT THE MILL\n",
        "  evening.txt: date: 1931-05-04\n",
        "  MS. LEE: ann-lee\n",
        "found, and not taken, since nobody was asked:\n  evening.txt: place: York, England: whether york is York, England cannot be told by its name\n",
        "nobody was asked about 3 labels: Q, Caveat, Ann Smith",
    ] {
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
    }
    let words = text(&site, MADE);
    assert!(words.contains("\nYork, England\n"), "{words}");
    assert!(!words.contains("place:"), "{words}");
    // By its name or an alias it is that place, and without one there a new one.
    for (place, id, made) in [
        ("title: York\naliases: [\"York, England\"]", "york", false),
        ("title: Leeds", "york", true),
    ] {
        let own = if made { "leeds" } else { "york" };
        let site = super::site().file("incoming/evening.txt", EVENING).file(
            &format!("content/places/{own}.md"),
            &format!("---\n{place}\n---\n"),
        );
        let run = import(&site, &site.path("incoming/evening.txt"), &["--yes"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let words = text(&site, MADE);
        assert!(
            header(&words).contains(&format!("place: {id}").as_str()),
            "{words}"
        );
        assert!(site.path("content/places/york.md").exists());
        assert_eq!(
            run.stderr.contains("York, which is new"),
            made,
            "{}",
            run.stderr
        );
    }
    // A day that a name begins with is taken if that is said, and else told.
    for (more, date) in [(&["--yes"][..], true), (&[], false)] {
        let site = super::site();
        let file = brought(&site, "1932-06-07 flood.vtt", super::TALK);
        let run = import(&site, &file, more);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let words = text(&site, "content/transcripts/1932-06-07-flood.md");
        assert_eq!(words.contains("\ndate: 1932-06-07\n"), date, "{words}");
        let left = "date: 1932-06-07, which stands in its name";
        assert_eq!(run.stderr.contains(left), !date, "{}", run.stderr);
    }
}
