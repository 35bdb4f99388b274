//! Files that are made here: what is read of them is known from how they are made.

use std::{fmt::Write as _, io::Write as _};

use proptest::prelude::*;

use super::{import, paragraphs};
use crate::{
    archive::{LabelSaid, Part},
    import::{
        Asked, Changes, ImportFile, Imported, Importer, On,
        manuscript::tests::{Paragraph, Span, State, Talk, compare, talk},
        testsuite,
    },
    writer::Block,
};

const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math""#;
const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A package with these parts of the main one: names, without a folder, and what is in their root.
pub(super) fn docx(body: &str, parts: &[(&str, &str)], links: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let mut put = |name: &str, text: &str| {
        zip.start_file(name, options)
            .expect("a file of the package");
        zip.write_all(text.as_bytes()).expect("its bytes");
    };
    put(
        "[Content_Types].xml",
        r#"<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#,
    );
    put(
        "_rels/.rels",
        &format!(
            r#"<Relationships><Relationship Id="r1" Type="{REL}/officeDocument" Target="word/document.xml"/></Relationships>"#
        ),
    );
    put(
        "word/document.xml",
        &format!("<?xml version='1.0'?><w:document {W}><w:body>{body}</w:body></w:document>"),
    );
    let mut relations = String::new();
    for (name, root) in parts {
        put(
            &format!("word/{name}.xml"),
            &format!("<w:{name} {W}>{root}</w:{name}>"),
        );
        let kind = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let kind = if matches!(kind, "hdr") {
            "header"
        } else {
            kind
        };
        _ = write!(
            relations,
            r#"<Relationship Id="{name}" Type="{REL}/{kind}" Target="{name}.xml"/>"#
        );
    }
    for (id, address) in links {
        _ = write!(
            relations,
            r#"<Relationship Id="{id}" Type="{REL}/hyperlink" Target="{address}" TargetMode="External"/>"#
        );
    }
    put(
        "word/_rels/document.xml.rels",
        &format!("<Relationships>{relations}</Relationships>"),
    );
    zip.finish().expect("the package").into_inner()
}

fn escaped(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

pub(super) fn run(words: &str, bold: bool, deleted: bool) -> String {
    let name = if deleted { "delText" } else { "t" };
    let look = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
    format!(
        r#"<w:r>{look}<w:{name} xml:space="preserve">{}</w:{name}></w:r>"#,
        escaped(words)
    )
}

pub(super) fn p(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

#[derive(Default)]
struct Made {
    body: String,
    comments: String,
    footnotes: String,
    count: usize,
}

impl Made {
    fn of(talk: &Talk) -> Vec<u8> {
        let mut made = Self::default();
        for turn in &talk.turns {
            for (index, paragraph) in turn.paragraphs.iter().enumerate() {
                made.paragraph((index == 0).then_some(turn.label), paragraph);
            }
        }
        docx(
            &made.body,
            &[("comments", &made.comments), ("footnotes", &made.footnotes)],
            &[],
        )
    }

    fn paragraph(&mut self, label: Option<&str>, paragraph: &Paragraph) {
        let mark = match paragraph.end {
            State::Stays => "",
            State::Inserted => r#"<w:pPr><w:rPr><w:ins w:id="9"/></w:rPr></w:pPr>"#,
            State::Deleted => r#"<w:pPr><w:rPr><w:del w:id="9"/></w:rPr></w:pPr>"#,
        };
        let mut inner = mark.to_owned();
        if let Some(label) = label {
            inner += &run(&format!("{label}: "), true, false);
        }
        for span in &paragraph.spans {
            self.span(span, &mut inner);
        }
        self.body += &p(&inner);
    }

    fn span(&mut self, span: &Span, inner: &mut String) {
        self.count += 1;
        let id = self.count;
        if let Some(comment) = &span.comment {
            _ = write!(
                self.comments,
                r#"<w:comment w:id="{id}" w:author="A" w:date="2026-01-02T03:04:05Z">{}</w:comment>"#,
                p(&run(comment, false, false))
            );
            _ = write!(inner, r#"<w:commentRangeStart w:id="{id}"/>"#);
        }
        let mut words = run(
            &format!("{} ", span.words),
            span.bold,
            span.state == State::Deleted,
        );
        if let Some(footnote) = &span.footnote {
            _ = write!(
                self.footnotes,
                r#"<w:footnote w:id="{id}">{}</w:footnote>"#,
                p(&run(footnote, false, false))
            );
            _ = write!(words, r#"<w:r><w:footnoteReference w:id="{id}"/></w:r>"#);
        }
        *inner += &match span.state {
            State::Stays => words,
            State::Inserted => format!(r#"<w:ins w:id="{id}">{words}</w:ins>"#),
            State::Deleted => format!(r#"<w:del w:id="{id}">{words}</w:del>"#),
        };
        if span.comment.is_some() {
            _ = write!(
                inner,
                r#"<w:commentRangeEnd w:id="{id}"/><w:r><w:commentReference w:id="{id}"/></w:r>"#
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_talk_comes_back_word_for_word(talk in talk()) {
        let bytes = Made::of(&talk);
        for changes in [Changes::Accept, Changes::Reject] {
            compare(&talk, &import("talk.docx", bytes.clone(), changes), changes);
        }
    }

    #[test]
    fn damaged_files_are_told_or_add_up(talk in talk(), cut in any::<prop::sample::Index>(), flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4)) {
        let mut bytes = Made::of(&talk);
        bytes.truncate(cut.index(bytes.len()) + 1);
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        testsuite::survives(&crate::import::docx::Docx, ("talk.docx", bytes));
    }

    #[test]
    fn scrambled_elements_are_read_without_a_panic(tags in prop::collection::vec((0..NAMES.len(), any::<bool>(), "[a-z]{0,3}"), 0..60)) {
        let mut body = String::new();
        let mut open = Vec::new();
        for (name, closes, words) in tags {
            let name = NAMES[name];
            if closes && let Some(name) = open.pop() {
                _ = write!(body, "</w:{name}>");
            } else {
                _ = write!(body, r#"<w:{name} w:id="1" w:val="x" w:fldCharType="begin">"#);
                open.push(name);
            }
            if open.last() == Some(&"t") {
                body += &words;
            }
        }
        while let Some(name) = open.pop() {
            _ = write!(body, "</w:{name}>");
        }
        let file = ImportFile::new("x.docx", docx(&body, &[], &[]), None);
        for changes in [Changes::Accept, Changes::Reject] {
            let asked = Asked { changes, ..Asked::default() };
            _ = crate::import::docx::Docx.read(&file, &asked);
        }
    }
}

/// Elements that are put into each other in any order.
const NAMES: &[&str] = &[
    "p",
    "r",
    "t",
    "pPr",
    "rPr",
    "tbl",
    "tr",
    "tc",
    "tcPr",
    "trPr",
    "ins",
    "del",
    "moveFrom",
    "sdt",
    "sdtContent",
    "hyperlink",
    "fldChar",
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
    "footnoteReference",
    "drawing",
    "txbxContent",
    "AlternateContent",
    "Choice",
    "Fallback",
    "ruby",
    "rt",
    "rubyBase",
    "vanish",
    "br",
    "tab",
    "oMath",
];

fn texts(imported: &Imported) -> Vec<&str> {
    paragraphs(imported)
        .iter()
        .map(|p| p.text.as_str())
        .collect()
}

fn labelled(imported: &Imported) -> Vec<(Option<&str>, &str)> {
    let all = paragraphs(imported).into_iter();
    all.map(|p| {
        (
            p.label.as_ref().map(|l| l.declared.as_str()),
            p.text.as_str(),
        )
    })
    .collect()
}

fn bold(words: &str) -> String {
    run(words, true, false)
}

fn plain(words: &str) -> String {
    run(words, false, false)
}

#[test]
fn a_table_of_speakers_and_words_is_turns_and_others_are_rows() {
    let cell = |words: &str| format!("<w:tc>{}</w:tc>", p(&plain(words)));
    let row = |a: &str, b: &str| format!("<w:tr>{}{}</w:tr>", cell(a), cell(b));
    let body = format!(
        "<w:tbl>{}{}{}{}</w:tbl><w:tbl>{}{}</w:tbl>{}",
        row("Speaker", "Words"),
        row("Jane Roe:", "Did you?"),
        row("John Doe (00:01:02)", "I did."),
        row("", "Twice."),
        row("Apples", "3"),
        row("Pears", "4"),
        p(&plain("And more.")),
    );
    let imported = import("a.docx", docx(&body, &[], &[]), Changes::Accept);
    assert_eq!(
        labelled(&imported),
        [
            (Some("Jane Roe"), "Did you?"),
            (Some("John Doe"), "I did."),
            (None, "Twice."),
            (None, "Apples"),
            (None, "3"),
            (None, "Pears"),
            (None, "4"),
            (None, "And more."),
        ]
    );
    assert_eq!(paragraphs(&imported)[1].marks[0].text, "00:01:02");
    // Nobody says the second table, and he goes on behind it.
    let turns = &imported.transcripts[0].header.turns;
    assert_eq!(turns.len(), 2);
    assert_eq!(
        (turns[0].paragraph.value.to_string(), turns[0].part),
        ("p4".to_owned(), Some(Part::Narration))
    );
    assert!(matches!(&turns[1].label, Some(LabelSaid::Of(label)) if label.value == "John Doe"));
}

#[test]
fn a_table_may_have_a_column_of_times() {
    let cell = |words: &str| format!("<w:tc>{}</w:tc>", p(&plain(words)));
    let row = |words: [&str; 3]| format!("<w:tr>{}</w:tr>", words.map(cell).concat());
    let rows = [
        ["00:00:01", "Q", "Did you?"],
        ["[00:00:05]", "A", "I did."],
        ["", "Q", "When?"],
    ];
    let body = format!("<w:tbl>{}</w:tbl>", rows.map(row).concat());
    let imported = import("a.docx", docx(&body, &[], &[]), Changes::Accept);
    assert_eq!(
        labelled(&imported),
        [
            (Some("Q"), "Did you?"),
            (Some("A"), "I did."),
            (Some("Q"), "When?")
        ]
    );
    let times: Vec<usize> = paragraphs(&imported)
        .iter()
        .map(|p| p.marks.len())
        .collect();
    assert_eq!(times, [1, 1, 0]);
}

#[test]
fn labels_by_style_headings_and_title() {
    let styles = r#"<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="Mine"><w:basedOn w:val="berschrift1"/><w:name w:val="Mine"/></w:style><w:style w:type="character" w:styleId="S"><w:name w:val="Speaker"/></w:style><w:style w:type="paragraph" w:styleId="Outlined"><w:name w:val="Outlined"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>"#;
    let styled = |style: &str, words: &str| {
        format!(
            r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{}</w:p>"#,
            plain(words)
        )
    };
    let speaker = |label: &str, words: &str| {
        p(&format!(
            r#"<w:r><w:rPr><w:rStyle w:val="S"/></w:rPr><w:t>{label}</w:t></w:r>{}"#,
            plain(words)
        ))
    };
    let body = [
        styled("Titel", "On Peace"),
        styled("berschrift1", "One"),
        speaker("jane", " hello."),
        styled("Mine", "Two"),
        speaker("Mr. Roe", ": hello to you."),
        styled("Outlined", "Three"),
    ]
    .concat();
    let imported = import(
        "a.docx",
        docx(&body, &[("styles", styles)], &[]),
        Changes::Accept,
    );
    let brought = &imported.transcripts[0];
    assert_eq!(brought.header.title, "On Peace");
    let blocks: Vec<String> = brought
        .said
        .blocks
        .iter()
        .map(|block| match block {
            Block::Heading { level, words } => format!("{level} {words}"),
            Block::Paragraph(p) => {
                p.label
                    .as_ref()
                    .map_or(String::new(), |l| format!("{}: ", l.declared))
                    + &p.text
            }
        })
        .collect();
    assert_eq!(
        blocks,
        [
            "2 One",
            "jane: hello.",
            "2 Two",
            "Mr. Roe: hello to you.",
            "3 Three"
        ]
    );
}

#[test]
fn fields_links_symbols_breaks_and_hidden_words() {
    let field = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let body = p(&[
        r#"<w:hyperlink r:id="l1"><w:r><w:t>here</w:t></w:r></w:hyperlink>"#.to_owned(),
        plain(" and "),
        field("begin"),
        r#"<w:r><w:instrText xml:space="preserve"> HYPERLINK "https://example.org/b" </w:instrText></w:r>"#.to_owned(),
        field("separate"),
        plain("there"),
        field("end"),
        plain(" page "),
        r#"<w:fldSimple w:instr="PAGE"><w:r><w:t>7</w:t></w:r></w:fldSimple>"#.to_owned(),
        r#"<w:r><w:br/><w:t>co</w:t><w:softHyphen/><w:t>operate</w:t><w:tab/><w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t></w:r>"#.to_owned(),
        r#"<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"#.to_owned(),
        r#"<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>"#.to_owned(),
        r#"<w:r><w:sym w:font="Webdings" w:char="F061"/></w:r>"#.to_owned(),
        r#"<w:r><w:ruby><w:rt><w:r><w:t>kanji</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢字</w:t></w:r></w:rubyBase></w:ruby></w:r>"#.to_owned(),
        r#"<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>"#.to_owned(),
        r#"<w:sdt><w:sdtContent><w:r><w:t> inside</w:t></w:r></w:sdtContent></w:sdt>"#.to_owned(),
    ]
    .concat());
    let header = p(&plain("Draft of Monday"));
    let imported = import(
        "a.docx",
        docx(
            &body,
            &[("hdr1", &header)],
            &[("l1", "https://example.org/a")],
        ),
        Changes::Accept,
    );
    assert_eq!(
        texts(&imported),
        ["here and there page 7 cooperate well\u{2011}knownα漢字inside"]
    );
    let links = paragraphs(&imported)[0]
        .formats
        .iter()
        .map(|f| format!("{:?}", f.kind));
    assert_eq!(
        links.collect::<Vec<_>>(),
        [
            r#"Link("https://example.org/a")"#,
            r#"Link("https://example.org/b")"#
        ]
    );
    let reports: Vec<(&str, &str)> = imported
        .account
        .reports()
        .iter()
        .map(|r| (r.unit, r.words.trim()))
        .collect();
    assert_eq!(
        reports,
        [
            ("symbols", ""),
            ("ruby", "kanji"),
            ("equations", "x+y"),
            ("hidden words", "secret"),
            ("headers and footers", "Draft of Monday")
        ]
    );
}

#[test]
fn a_break_before_a_label_begins_a_turn() {
    let line = |label: &str, words: &str| format!("{}{}", bold(&format!("{label}:")), plain(words));
    let br = "<w:r><w:br/></w:r>";
    let body = p(&format!(
        "{}{br}{}{br}{}",
        line("Q", " One?"),
        line("A", " Yes,"),
        plain("and more.")
    )) + &p(&line("Q", " Two?"));
    let imported = import("a.docx", docx(&body, &[], &[]), Changes::Accept);
    assert_eq!(
        labelled(&imported),
        [
            (Some("Q"), "One?"),
            (Some("A"), "Yes, and more."),
            (Some("Q"), "Two?")
        ]
    );
}

#[test]
fn answers_stand_in_the_note_that_they_answer() {
    let comment = |id: u8, author: &str, words: &str| {
        format!(
            r#"<w:comment w:id="{id}" w:author="{author}" w:date="2026-01-0{id}T03:04:05Z"><w:p w14:paraId="P{id}">{}</w:p></w:comment>"#,
            plain(words)
        )
    };
    let comments = comment(1, "Ann", "First")
        + &comment(2, "Bo B", "No, second")
        + &comment(3, "Cy", "On its own");
    let around = |id: u8, words: &str| {
        format!(
            r#"<w:commentRangeStart w:id="{id}"/>{words}<w:commentRangeEnd w:id="{id}"/><w:r><w:commentReference w:id="{id}"/></w:r>"#
        )
    };
    let extended = r#"<w15:commentEx w15:paraId="P1" w15:done="0"/><w15:commentEx w15:paraId="P2" w15:paraIdParent="P1" w15:done="0"/><w15:commentEx w15:paraId="P3" w15:done="1"/>"#;
    let body = p(&around(3, &around(1, &around(2, &plain("Some words")))));
    for parts in [
        vec![
            ("comments", comments.as_str()),
            ("commentsExtended", extended),
        ],
        vec![("comments", comments.as_str())],
    ] {
        let imported = import("a.docx", docx(&body, &parts, &[]), Changes::Accept);
        let notes: Vec<&str> = imported.transcripts[0]
            .notes
            .iter()
            .filter_map(|n| n.annotation.note.as_ref())
            .map(|n| n.text.as_str())
            .collect();
        match parts.len() {
            2 => assert_eq!(
                notes,
                ["First\n\n**Bo B** (2026-01-02): No, second", "On its own"]
            ),
            // Without more, those on the same words are one thread.
            _ => assert_eq!(
                notes,
                ["First\n\n**Bo B** (2026-01-02): No, second\n\n**Cy** (2026-01-03): On its own"]
            ),
        }
    }
}

#[test]
fn rows_and_cells_that_were_inserted_or_deleted() {
    let cell = |words: &str, state: &str| {
        format!("<w:tc><w:tcPr>{state}</w:tcPr>{}</w:tc>", p(&plain(words)))
    };
    let body = format!(
        "<w:tbl><w:tr>{}</w:tr><w:tr><w:trPr><w:ins/></w:trPr>{}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("stays", ""),
        cell("new", ""),
        cell("old", ""),
        cell("newer", "<w:cellIns/>"),
        cell("older", "<w:cellDel/>"),
    );
    let bytes = docx(&body, &[], &[]);
    assert_eq!(
        texts(&import("a.docx", bytes.clone(), Changes::Accept)),
        ["stays", "new", "newer"]
    );
    assert_eq!(
        texts(&import("a.docx", bytes, Changes::Reject)),
        ["stays", "old", "older"]
    );
}

#[test]
fn a_comment_on_deleted_words_is_on_their_paragraph() {
    let comments = format!(
        r#"<w:comment w:id="1" w:author="A">{}</w:comment>"#,
        p(&plain("Why?"))
    );
    let body = p(&format!(
        r#"{}<w:del><w:commentRangeStart w:id="1"/>{}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r></w:del>{}"#,
        plain("One "),
        run("two ", false, true),
        plain("three")
    ));
    let imported = import(
        "a.docx",
        docx(&body, &[("comments", &comments)], &[]),
        Changes::Accept,
    );
    assert_eq!(texts(&imported), ["One three"]);
    assert!(matches!(
        imported.transcripts[0].notes[0].on,
        On::Paragraphs(..)
    ));
    assert!(
        imported
            .account
            .remarks()
            .iter()
            .any(|r| r.what.contains("no words are left"))
    );
}

#[test]
fn footnotes_of_headings_are_kept() {
    let styles =
        r#"<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/></w:style>"#;
    let notes = format!(
        r#"<w:footnote w:id="1">{}</w:footnote>"#,
        p(&plain("A note."))
    );
    let body = format!(
        r#"<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr>{}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>{}"#,
        plain("Part"),
        p(&plain("Words."))
    );
    let imported = import(
        "a.docx",
        docx(&body, &[("styles", styles), ("footnotes", &notes)], &[]),
        Changes::Accept,
    );
    assert_eq!(imported.transcripts[0].said.footnotes, ["A note."]);
    assert_eq!(texts(&imported), ["Words."]);
}

/// What is said of files that are none of Word's.
#[test]
fn other_packages_are_told_apart() {
    let package = |name: &str, text: &str| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name, options)
            .expect("a file of the package");
        zip.write_all(text.as_bytes()).expect("its bytes");
        zip.finish().expect("the package").into_inner()
    };
    let types = "[Content_Types].xml";
    let locked = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    let office = [
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(),
        locked.as_bytes(),
    ]
    .concat();
    for (bytes, says) in [
        (package(types, "spreadsheetml.sheet.main+xml"), ".xlsx"),
        (
            package(types, "presentationml.presentation.main+xml"),
            ".pptx",
        ),
        (package("mimetype", "application/epub+zip"), ".epub"),
        (
            package("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ".ods",
        ),
        (package("a.txt", "words"), "package of files"),
        (office, "password"),
    ] {
        let file = ImportFile::new("talk.docx", bytes, None);
        let wrong = crate::import::importer_of(&file, None).expect_err(says);
        assert!(wrong.message.contains(says), "{wrong}");
    }
}

#[test]
fn what_is_wrong_in_a_part_is_told_with_its_name() {
    let bomb = docx(&p(&plain("words")), &[("styles", "&lol;")], &[]);
    let file = ImportFile::new("a.docx", bomb, None);
    let wrong = crate::import::docx::Docx
        .read(&file, &Asked::default())
        .expect_err("an entity of its own");
    assert_eq!(
        wrong.place.part.as_deref(),
        Some("word/styles.xml"),
        "{wrong}"
    );
}

#[test]
fn a_long_talk_in_one_paragraph_is_cut_at_its_labels() {
    const TURNS: usize = 2_000;
    let turn = |index: usize| {
        format!(
            "{}{}<w:r><w:br/></w:r>",
            bold(["Q:", "A:"][index % 2]),
            plain(" Some words.")
        )
    };
    let body: String = (0..TURNS).map(turn).collect();
    let imported = import("a.docx", docx(&p(&body), &[], &[]), Changes::Accept);
    assert_eq!(paragraphs(&imported).len(), TURNS);
}

/// Labels that are imported of a text whose lines are these, each a paragraph.
fn heard(lines: &[String]) -> Vec<String> {
    let body: String = lines.iter().map(|line| p(&plain(line))).collect();
    let imported = import("a.docx", docx(&body, &[], &[]), Changes::Accept);
    let labels = labelled(&imported).into_iter();
    labels
        .filter_map(|(label, _)| label.map(str::to_owned))
        .collect()
}

#[test]
fn labels_on_lines_of_their_own_are_known_by_their_recurring_however_much_is_said_below() {
    let top = [
        "The archive",
        "Members present:",
        "Max Doe",
        "Ann Lee",
        "Bob Roe",
    ];
    let turns = [
        "The Chair, Max Doe",
        "Ann Lee",
        "Bob Roe (of the river)",
        "The Chair, Max Doe",
        "Ann Lee",
        "The Chair, Max Doe",
    ];
    let mut lines: Vec<String> = top.map(str::to_owned).into();
    for label in turns {
        lines.extend([
            format!("{label}:"),
            "We have two reasons: one is this.".to_owned(),
        ]);
    }
    assert_eq!(heard(&lines), turns);
    // A long speech after the other, and two names.
    let mut lines = vec!["The archive".to_owned()];
    for turn in 0..10 {
        lines.push(["Max Doe:", "Ann Lee:"][turn % 2].to_owned());
        lines.extend((0..12).map(|at| format!("Of this there is a part {at}.")));
    }
    assert_eq!(heard(&lines).len(), 10);
    // Headings of minutes recur, too, and are no names.
    let mut lines = vec!["Minutes".to_owned()];
    for meeting in 0..10 {
        lines.push(["Action items:", "Next steps:"][meeting % 2].to_owned());
        lines.extend((0..12).map(|at| format!("Somebody does the thing {at}.")));
    }
    assert_eq!(heard(&lines), Vec::<String>::new());
}
