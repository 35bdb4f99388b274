use std::{fs, path::Path};

use proptest::prelude::*;

use super::*;
use crate::{import::testsuite, writer::Block};

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import/text");
    fs::read(folder.join(name)).expect("a fixture")
}

fn import(name: &str, bytes: Vec<u8>) -> Imported {
    testsuite::read(&Text, (name, bytes), &Asked::default())
}

/// Every paragraph, with its label, its direction and the marks before its words.
fn shown(imported: &Imported) -> Vec<String> {
    let blocks = imported.transcripts[0].said.blocks.iter();
    let paragraphs = blocks.filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Heading { .. } => None,
    });
    let shown = paragraphs.map(|paragraph| {
        let label = paragraph.label.as_ref().map_or_else(String::new, |label| {
            let direction = label.direction.as_deref().unwrap_or_default();
            format!("{}{direction}| ", label.declared)
        });
        let mut words = paragraph.text.trim().to_owned();
        for mark in paragraph.marks.iter().rev() {
            words.insert_str(mark.at as usize, &format!("[{}]", mark.text));
        }
        format!("{label}{words}")
    });
    shown.collect()
}

fn reported(imported: &Imported) -> Vec<String> {
    let reports = imported.account.reports().iter();
    reports
        .map(|report| format!("{}: {}", report.place, report.words))
        .collect()
}

#[test]
fn a_briefing_has_its_title_its_date_and_its_labels() {
    let imported = import("briefing.txt", fixture("briefing.txt"));
    let header = &imported.transcripts[0].header;
    assert_eq!(
        header.title,
        "Remarks by the Minister on the Return of Refugees"
    );
    assert_eq!(
        header.date.as_ref().map(|d| d.value.edtf()),
        Some("2015-03-03")
    );
    let labels: Vec<&str> = header.speakers.iter().map(|s| s.label.as_str()).collect();
    assert_eq!(labels, ["THE MINISTER", "Q", "MR. ROE"]);
    let said = shown(&imported);
    assert!(
        said.contains(&"Q| Minister, when will they return?".to_owned()),
        "{said:#?}"
    );
    assert!(
        said.contains(&"Syria: that is another matter.".to_owned()),
        "{said:#?}"
    );
    assert!(
        said.contains(&"THE MINISTER(off microphone)| Thank you.".to_owned()),
        "{said:#?}"
    );
    assert!(said.contains(&"1:15 P.M.".to_owned()), "{said:#?}");
}

#[test]
fn lines_are_joined_and_hyphens_only_where_the_file_has_the_word() {
    let imported = import("committee.txt", fixture("committee.txt"));
    let said = shown(&imported);
    assert_eq!(said.len(), 6, "{said:#?}");
    assert!(said[0].starts_with(
        "The Chairman.| The committee will come to order. Before we begin, I want to say"
    ));
    assert!(
        said[0].ends_with("We shall be co-ordinating with everybody, and each of those many and various international bodies, small ones and large ones, most of them so well-known to us, have agreed. Nobody, be it near or far, shall be left be-hind."),
        "{}", said[0]
    );
    assert_eq!(said[2], "Was he?");
    let hyphens = imported
        .account
        .remarks()
        .iter()
        .filter(|r| r.unit == "hyphens");
    let words: Vec<&str> = hyphens.map(|r| r.words.as_str()).collect();
    assert_eq!(words, ["co-ordinating", "international", "be-hind."]);
    let joined = "Nobody was left behind, and of all of them each one was\nthere. I say that nobody shall ever be left be-\nhind, and that all of us here are of one mind about it,\nand shall be.\n";
    let imported = import("a.txt", joined.into());
    assert!(
        shown(&imported)[0].contains("be left behind, and"),
        "{:?}",
        shown(&imported)
    );
}

#[test]
fn pages_of_a_court_are_read_without_their_furniture() {
    let imported = import("court.txt", fixture("court.txt"));
    let said = shown(&imported);
    assert_eq!(
        said[..6],
        [
            "THE CLERK| [p. 2077]All rise.",
            "THE COURT| Be seated. We are on the record in the matter of the archive.",
            "BY MS. ROE:",
            "Q.| Where were you on the day of which we are speaking, and with whom?",
            "A.| I was at home, with my sister, until the evening.",
            "Q.| And then?",
        ],
        "{said:#?}"
    );
    assert_eq!(
        said[6],
        "A.| Then we went to the river, since the road was closed, and it was there that we saw them and [p. 2078]could not go on."
    );
    let turns = &imported.transcripts[0].header.turns;
    assert_eq!(turns.len(), 1);
    assert_eq!(turns[0].paragraph.value.to_string(), "p3");
    let furniture = reported(&imported);
    assert!(
        furniture.contains(&"3: 1 2 3 4 5 6 7 8 9 10 11".to_owned()),
        "{furniture:#?}"
    );
    assert_eq!(
        furniture
            .iter()
            .filter(|r| r.contains("Roe Reporting"))
            .count(),
        3
    );
}

/// Pages of a court with lines counted to eight, a page's number above them and a foot below.
fn counted_pages(between: &str, gap: &str) -> String {
    let lines = [
        "   P R O C E E D I N G S",
        "   MR. ROE:   We say that the mill stood by",
        "it for thirty years before anyone took any",
        "notice.",
        "   THE COURT:   But what of the flood? In your",
        "brief, at page 12, you say that it was an",
        "act of God.",
        "   MR. ROE:   Yes.",
        "   THE COURT:   And it came in the spring, and",
        "not as the state says it did, in autumn?",
        "",
        "   MR. ROE:   It came in spring, as we have",
        "said from the first day on, and so does",
        "everybody who was there.",
        "   THE COURT:   Thank you. The case of the",
        "mill is submitted.",
    ];
    let mut text = String::new();
    for (number, page) in (1..).zip(lines.chunks(8)) {
        text.push_str(&format!("{number:>50}\n\n"));
        for (line, at) in page.iter().zip(1..) {
            text.push_str(format!("{at:2}   {line}").trim_end());
            text.push_str(gap);
        }
        text.push_str("\n          Roe Reporting\n");
        text.push_str(between);
    }
    text
}

#[test]
fn lines_are_counted_by_page_though_form_feeds_are_lost_and_lines_stand_apart() {
    let whole = shown(&import("a.txt", counted_pages("\u{c}", "\n").into()));
    assert_eq!(
        whole,
        [
            "MR. ROE| We say that the mill stood by it for thirty years before anyone took any notice.",
            "THE COURT| But what of the flood? In your brief, at page 12, you say that it was an act of God.",
            "MR. ROE| Yes.",
            "THE COURT| [p. 2]And it came in the spring, and not as the state says it did, in autumn?",
            "MR. ROE| It came in spring, as we have said from the first day on, and so does everybody who was there.",
            "THE COURT| Thank you. The case of the mill is submitted.",
        ]
    );
    for (between, gap) in [("\u{c}", "\n\n"), ("", "\n"), ("", "\n\n")] {
        let again = shown(&import("a.txt", counted_pages(between, gap).into()));
        assert_eq!(again, whole, "{between:?} {gap:?}");
    }
    // Numbers of items are words.
    let items = "Q: What was there?\n\nA: Much:\n\n1 a mill\n2 a river\n3 a road\n4 a barn\n5 a field\n\nQ: And then?\n\nA: This:\n\n1 a mill\n2 a river\n3 a road\n4 a barn\n5 a field\n\nQ: Is that all of it?\n\nA: It is.\n\nQ: Thank you.\n\nA: Well.\n\nQ: Good night to all.\n\nA: Yes.\n";
    let said = shown(&import("a.txt", items.into()));
    assert!(
        said.iter().any(|words| words.contains("5 a field")),
        "{said:#?}"
    );
}

#[test]
fn names_and_times_of_services_are_labels_and_marks() {
    let imported = import("otter.txt", fixture("otter.txt"));
    assert_eq!(
        shown(&imported),
        [
            "Ann Lee| [00:00:00]Good morning, and welcome. This is the first of three talks.",
            "Bob Doe| [00:00:12]Thank you. Before we begin: who is listening?",
            "And one more thing.",
            "Ann Lee| [01:02:03]Nobody yet.",
            "Unknown Speaker| [01:02:10]I am.",
        ]
    );
    assert_eq!(reported(&imported), ["15: Transcribed by https://otter.ai"]);
    let imported = import("rev.txt", fixture("rev.txt"));
    assert_eq!(
        shown(&imported)[1..],
        [
            "Speaker 2| [00:00:04]Good morning. [inaudible 00:00:06] and then we left.",
            "Speaker 1| [00:01:10]Why?",
            "Mr. Roe(spoke in French)| [00:01:12]Because.",
        ]
    );
}

#[test]
fn captions_are_joined_and_a_time_that_is_said_twice_is_no_word() {
    let imported = import("captions.txt", fixture("captions.txt"));
    assert_eq!(
        shown(&imported),
        [
            "[00:00:00][00:00:00]so today we want to talk about [00:00:03][00:00:03]what happened then.",
            "[00:01:05][00:01:05]It was a long day",
        ]
    );
}

#[test]
fn two_columns_are_told() {
    let file = ImportFile::new("columns.txt", fixture("columns.txt"), None);
    let told = Text
        .read(&file, &Asked::default())
        .expect_err("two columns");
    assert!(told.message.contains("two columns"), "{told}");
}

#[test]
fn lines_about_an_interview_go_into_its_header() {
    let imported = import("interview.txt", fixture("interview.txt"));
    let header = &imported.transcripts[0].header;
    assert_eq!(header.title, "Interview with Jane Roe");
    assert_eq!(
        header.date.as_ref().map(|d| d.value.edtf()),
        Some("2004-04-07")
    );
    assert_eq!(header.rights.as_deref(), Some("The Archive"));
    let credits: Vec<&str> = header.credits.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(credits, ["Ann Lee", "Bob Doe"]);
    assert_eq!(header.common.extra["interviewee"], "Jane Roe");
    assert_eq!(imported.entries[0].fields.title, "Kigali");
    assert_eq!(
        shown(&imported),
        [
            "Interviewer| Where were you born?",
            "Jane Roe| In the north. There are two things to tell:",
            "Interviewer| Yes?",
            "Jane Roe| The first: we had a house. Example: the door was red.",
            "[The recording is interrupted.]",
            "Interviewer(laughing)| And the second?",
            "Jane Roe| [00:12:31]That we left it [00:12:40]behind.",
        ]
    );
}

#[test]
fn the_archive_of_this_repository_is_found_in_its_source() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/transcripts");
    let bytes = fs::read(content.join("2014-04-01-brussels.txt")).expect("a transcript");
    let imported = import("2014-04-01-brussels.txt", bytes.clone());
    let header = &imported.transcripts[0].header;
    assert_eq!(
        header.date.as_ref().map(|d| d.value.edtf()),
        Some("2014-04-01")
    );
    let sidecar = fs::read_to_string(content.join("2014-04-01-brussels.yaml")).expect("a sidecar");
    let sidecar: serde_yaml::Value = serde_yaml::from_str(&sidecar).expect("YAML");
    assert_eq!(
        Some(header.title.as_str()),
        sidecar["source"]["title"].as_str()
    );
    assert_eq!(sidecar["place"].as_str(), Some("brussels"));
    assert_eq!(imported.entries[0].fields.title, "Brussels");
    let declared = sidecar["speakers"].as_mapping().expect("speakers");
    let declared: BTreeSet<&str> = declared.keys().filter_map(|key| key.as_str()).collect();
    let found: BTreeSet<&str> = header.speakers.iter().map(|s| s.label.as_str()).collect();
    assert_eq!(found, declared);
    // Its lines from the seventh on are its paragraphs.
    let text = String::from_utf8(bytes).expect("UTF-8");
    let lines: Vec<&str> = text
        .lines()
        .skip(6)
        .filter(|line| !line.trim().is_empty())
        .collect();
    let said = shown(&imported);
    assert_eq!(said.len(), lines.len());
    for (said, line) in said.iter().zip(lines) {
        assert_eq!(said.replacen("| ", ": ", 1), line.trim());
    }
}

const PIECES: &[&str] = &[
    "Q:",
    "Q. ",
    "A: ",
    "Bob: ",
    "Ann Lee:",
    "MR. ROE: ",
    "**Bob:** ",
    "Mr. Roe. ",
    "Bob  0:12",
    "[00:12:31]",
    "(0:53) ",
    "0:05",
    "5 seconds",
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "\u{c}",
    "12",
    "- 3 -",
    "**",
    "*",
    "_",
    "inter-",
    "national",
    "p. 9",
    "[p. 9]",
    "\t",
    "<b>",
    "<!-- x -->",
    "&amp;",
    "# ",
    "1. ",
    "- ",
    "[",
    "]",
    "(",
    ")",
    "\\",
    "`",
    "words and more",
    " ",
    " ",
    "Words.",
    "\u{1}",
    "\u{ad}",
    "\u{2028}",
    "[^1]",
    "[^1]: x",
    "https://example.org/a_b_c",
    "我们：",
    "Note: ",
    "BY MS. ROE:",
    "Transcribed by https://otter.ai",
    "Date: 1 April 2014",
    "Brussels, Belgium",
    "(laughing)",
    "---",
    "Title",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn turns_come_back_word_for_word(
        turns in proptest::collection::vec((0usize..4, "[a-z]{1,8}( [a-zA-Z]{1,8},?){0,30}[.?!]"), 4..30),
        wrapped in any::<bool>(),
    ) {
        let labels = ["Q", "MR. ROE", "Ms. Lee", "THE COURT"];
        let mut text = String::new();
        for (label, words) in &turns {
            let line = format!("{}: {words}", labels[*label]);
            let mut width = 0;
            for word in line.split(' ') {
                if wrapped && width + word.len() > 70 {
                    text.push('\n');
                    width = 0;
                } else if width > 0 {
                    text.push(' ');
                }
                text.push_str(word);
                width += word.len() + 1;
            }
            text.push_str("\n\n");
        }
        let imported = import("turns.txt", text.into_bytes());
        let meant: Vec<String> = turns.iter().map(|(label, words)| format!("{}| {words}", labels[*label])).collect();
        if !wrapped {
            prop_assert_eq!(shown(&imported), meant);
        } else {
            let words = |all: &[String]| all.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(words(&shown(&imported)), words(&meant));
        }
    }

    #[test]
    fn whatever_stands_in_a_text_adds_up(pieces in proptest::collection::vec(0..PIECES.len(), 0..60)) {
        let text: String = pieces.into_iter().map(|at| PIECES[at]).collect();
        testsuite::holds(&Text, ("pieces.txt", text));
    }

    #[test]
    fn random_bytes_and_truncated_files_add_up_or_are_told(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
        fixture_at in 0usize..6,
        cut in 0usize..100,
    ) {
        testsuite::holds(&Text, ("random.txt", bytes));
        let names = ["court.txt", "committee.txt", "otter.txt", "rev.txt", "briefing.txt", "interview.txt"];
        let mut whole = fixture(names[fixture_at]);
        whole.truncate(whole.len() * cut / 100);
        testsuite::holds(&Text, ("cut.txt", whole));
    }
}
