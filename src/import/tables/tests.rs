use proptest::prelude::*;

use super::*;
use crate::{
    archive::ListIndex,
    import::{On, testsuite},
    writer::Block,
};

fn import(name: &str, text: &str) -> Imported {
    testsuite::read(&Rows, (name, text), &Asked::default())
}

fn shown(imported: &Imported) -> Vec<String> {
    let blocks = imported.transcripts[0].said.blocks.iter();
    let shown = blocks.filter_map(|block| match block {
        Block::Paragraph(p) => {
            let marks: Vec<&str> = p.marks.iter().map(|m| m.text.as_str()).collect();
            let label = p.label.as_ref().map_or("", |label| label.declared.as_str());
            Some(format!("{label}|{}|{}", marks.join("+"), p.text))
        }
        Block::Heading { .. } => None,
    });
    shown.collect()
}

const ORAL: &str = "speaker,words,tags,timestamp,highlight\r\nINTERVIEWER:,\"Where were you born, and when?\",childhood; place,[00:00:05],\r\nJANE ROE:,In the north &#8212; it was cold.,,1:02,yes\r\n,\"[Pause]\",,,\r\n,It was \"\"long\"\" ago.,Place,soon,\r\n";

#[test]
fn rows_are_paragraphs_and_tags_are_topics_on_them() {
    let file = ImportFile::new("roe.csv", ORAL.into(), None);
    assert_eq!(Rows.claims(&file), Claim::Sure);
    let imported = import("roe.csv", ORAL);
    assert_eq!(
        shown(&imported),
        [
            "INTERVIEWER|00:00:05|Where were you born, and when?",
            "JANE ROE|00:01:02|In the north — it was cold.",
            "||[Pause]",
            "||It was \"\"long\"\" ago.",
        ]
    );
    let topics: Vec<&str> = imported.entries.iter().map(|e| e.key.as_str()).collect();
    assert_eq!(topics, ["childhood", "place", "Place"]);
    let notes = &imported.transcripts[0].notes;
    assert_eq!(notes.len(), 2);
    let On::Paragraphs(first, last) = notes[1].on else {
        panic!("paragraphs")
    };
    assert_eq!((first.place(), last.place()), (3, 3));
    let cells: Vec<&str> = imported
        .account
        .reports()
        .iter()
        .map(|r| r.words.as_str())
        .collect();
    assert_eq!(cells, ["yes", "soon"]);
    let only = import("words.csv", "words\nQ: Why?\nA: So.\nQ: And?\n");
    assert_eq!(shown(&only), ["Q||Why?", "A||So.", "Q||And?"]);
    let topics = import("filters.csv", "tag,description\nplace,where it was\n");
    assert_eq!(
        topics.entries[0].fields.summary.as_deref(),
        Some("where it was")
    );
}

#[test]
fn rows_of_objects_bring_what_they_name_and_words_that_they_have() {
    let table = "objectid,title,interviewee,interviewer,date,subject,location,latitude,longitude,object_transcript,format\nroe,Interview with Jane Roe,Jane Roe,Ann Lee,2004-04-07,childhood;war,Kigali,-1.95,30.06,\"Q: Where were you born?\nA: In the north.\nQ: And then?\",\ndoe,Interview with Bob Doe,Bob Doe,Ann Lee,1999,war,,,,doe.csv,audio/mp3\n";
    let imported = import("metadata.csv", table);
    assert_eq!(imported.transcripts.len(), 1);
    let header = &imported.transcripts[0].header;
    assert_eq!(header.title, "Interview with Jane Roe");
    assert_eq!(
        header.date.as_ref().map(|d| d.value.edtf()),
        Some("2004-04-07")
    );
    assert_eq!(header.credits[0].name, "Ann Lee");
    assert_eq!(shown(&imported).len(), 3);
    let entries: Vec<&str> = imported.entries.iter().map(|e| e.key.as_str()).collect();
    assert_eq!(
        entries,
        [
            "Jane Roe",
            "Ann Lee",
            "childhood",
            "war",
            "Kigali",
            "Bob Doe"
        ]
    );
    assert!(imported.entries[4].fields.coordinates.is_some());
    let reports: Vec<&str> = imported
        .account
        .reports()
        .iter()
        .map(|r| r.words.as_str())
        .collect();
    assert_eq!(
        reports,
        [
            "",
            "doe",
            "Interview with Bob Doe",
            "1999",
            "doe.csv",
            "audio/mp3"
        ]
    );
}

const CELLS: &[&str] = &[
    "BOB:",
    "Ann Lee",
    "words",
    "Q: why?",
    "[00:01:02]",
    "0:05",
    "a; b;a",
    ";",
    "&#8212;",
    "&amp;",
    "\"x\"",
    "\n",
    "*a* _b_",
    "# x",
    "",
    "",
    "[Pause]",
    "- item",
    "\\",
    "a:b",
    "[p. 9]x",
    "(laughing)",
    "我们",
    "\u{1}",
    "A:",
    "<b>",
    "1. x",
    "^",
    "[^1]",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn rows_come_back_word_for_word(
        rows in proptest::collection::vec((0usize..3, "[a-z]{1,8}( [a-zA-Z]{1,8}[,;\"]?){0,30}[.?!]", 0u32..5000), 1..24),
    ) {
        let labels = ["Q", "Ms. Lee", ""];
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["speaker", "words", "tags", "timestamp"]).expect("a row");
        for (label, words, seconds) in &rows {
            let time = format!("{}:{:02}", seconds / 60, seconds % 60);
            writer.write_record([labels[*label], words, "", &time]).expect("a row");
        }
        let imported = testsuite::holds(&Rows, ("a.csv", writer.into_inner().expect("bytes"))).expect("it is read");
        let meant: Vec<String> = rows
            .iter()
            .map(|(label, words, s)| format!("{}|{:02}:{:02}:{:02}|{words}", labels[*label], s / 3600, s / 60 % 60, s % 60))
            .collect();
        prop_assert_eq!(shown(&imported), meant);
    }

    #[test]
    fn whatever_stands_in_cells_adds_up(
        rows in proptest::collection::vec((0..CELLS.len(), 0..CELLS.len(), 0..CELLS.len(), 0..CELLS.len()), 1..12),
        objects in any::<bool>(),
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let names = if objects { ["objectid", "subject", "object_transcript", "date"] } else { ["speaker", "tags", "words", "timestamp"] };
        writer.write_record(names).expect("a row");
        for (a, b, c, d) in rows {
            writer.write_record([CELLS[a], CELLS[b], CELLS[c], CELLS[d]]).expect("a row");
        }
        testsuite::holds(&Rows, ("a.csv", writer.into_inner().expect("bytes")));
    }

    #[test]
    fn random_bytes_and_truncated_files_add_up_or_are_told(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        cut in 0usize..400,
    ) {
        let mut named = b"speaker,words\n".to_vec();
        named.extend(bytes);
        testsuite::holds(&Rows, ("random.csv", named));
        let mut whole = ORAL.as_bytes().to_vec();
        whole.truncate(cut);
        testsuite::holds(&Rows, ("cut.csv", whole));
    }
}
