mod made;

use std::io::Write as _;

use super::*;
use crate::{
    archive::ListIndex as _,
    import::{Changes, Note, On, testsuite},
    writer::{Block, Paragraph},
};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.3"><office:automatic-styles><style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="T2" style:family="text"><style:text-properties fo:font-style="italic"/></style:style><style:style style:name="T3" style:family="text"><style:text-properties text:display="none"/></style:style><style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/></office:automatic-styles><office:body><office:text>"#;

/// An `.odt` with this text.
pub(super) fn odt(text: &str) -> Vec<u8> {
    let content = format!("{HEAD}{text}</office:text></office:body></office:document-content>");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, bytes) in [("mimetype", TEXT), ("content.xml", &content)] {
        zip.start_file(name, options)
            .expect("a file of the package");
        zip.write_all(bytes.as_bytes()).expect("its bytes");
    }
    zip.finish().expect("the package").into_inner()
}

pub(super) fn import(bytes: Vec<u8>, changes: Changes) -> Imported {
    let file = ImportFile::new("talk.bin", bytes, None);
    assert_eq!(Odt.claims(&file), Claim::Sure);
    let asked = Asked {
        changes,
        ..Asked::default()
    };
    let imported = Odt.read(&file, &asked).expect("it can be read");
    testsuite::is_sound("talk.bin", &imported);
    imported
}

fn paragraphs(imported: &Imported) -> Vec<&Paragraph> {
    let blocks = imported.transcripts.iter().flat_map(|t| &t.said.blocks);
    blocks
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            Block::Heading { .. } => None,
        })
        .collect()
}

fn texts(imported: &Imported) -> Vec<&str> {
    paragraphs(imported)
        .iter()
        .map(|p| p.text.as_str())
        .collect()
}

/// As LibreOffice 7 writes them: an insertion over the end of a paragraph, a deletion of such an end, one of words.
const CHANGED: &str = r#"<text:tracked-changes>
<text:changed-region xml:id="ct1" text:id="ct1"><text:insertion><office:change-info><dc:creator>A</dc:creator><dc:date>2026-01-02T03:04:05</dc:date></office:change-info></text:insertion></text:changed-region>
<text:changed-region xml:id="ct2" text:id="ct2"><text:deletion><office:change-info><dc:creator>A</dc:creator><dc:date>2026-01-02T03:04:05</dc:date></office:change-info><text:p>old</text:p><text:p>older </text:p></text:deletion></text:changed-region>
<text:changed-region xml:id="ct3" text:id="ct3"><text:deletion><office:change-info><dc:creator>A</dc:creator><dc:date>2026-01-02T03:04:05</dc:date></office:change-info><text:p>gone </text:p></text:deletion></text:changed-region>
<text:changed-region xml:id="ct4" text:id="ct4"><text:deletion><office:change-info><dc:creator>A</dc:creator></office:change-info><text:p>never </text:p></text:deletion><text:insertion><office:change-info><dc:creator>A</dc:creator></office:change-info></text:insertion></text:changed-region>
</text:tracked-changes><text:p>One <text:change-start text:change-id="ct1"/>two</text:p><text:p>three <text:change-end text:change-id="ct1"/>four</text:p><text:p>five <text:change text:change-id="ct2"/>six</text:p><text:p>seven <text:change text:change-id="ct3"/>eight<text:change text:change-id="ct4"/></text:p>"#;

#[test]
fn changes_are_accepted_or_rejected() {
    let accepted = import(odt(CHANGED), Changes::Accept);
    assert_eq!(
        texts(&accepted),
        ["One two", "three four", "five six", "seven eight"]
    );
    let rejected = import(odt(CHANGED), Changes::Reject);
    assert_eq!(
        texts(&rejected),
        ["One four", "five old", "older six", "seven gone eight"]
    );
    let counts: Vec<(&str, usize)> = rejected
        .account
        .counts()
        .map(|(unit, count)| (unit, count.found))
        .collect();
    assert!(
        counts.contains(&("deletions", 3)) && counts.contains(&("insertions", 2)),
        "{counts:?}"
    );
}

#[test]
fn labels_comments_footnotes_and_looks() {
    let text = r##"<text:p text:style-name="P1">An interview</text:p>
<text:h text:outline-level="1">First part</text:h><text:h text:outline-level="1">Other part</text:h>
<text:p><text:span text:style-name="T1">JANE ROE:</text:span> What did <office:annotation office:name="c1"><dc:creator>Max</dc:creator><dc:date>2026-02-03T04:05:06.789</dc:date><text:p>Who is *he*?</text:p></office:annotation>he say<office:annotation-end office:name="c1"/>?</text:p>
<text:p><text:span text:style-name="T1">JOHN DOE:</text:span> <text:span text:style-name="T2">Nothing</text:span><text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>He said <text:span text:style-name="T1">much</text:span>.</text:p></text:note-body></text:note>, ne<text:span text:style-name="T3">hidden</text:span>ver<text:s text:c="3"/>did.</text:p>
<text:p><text:span text:style-name="T1">JANE ROE:</text:span> Never?<text:line-break/><text:span text:style-name="T1">JOHN DOE:</text:span> Never,<text:line-break/>at <text:a xlink:href="https://example.org/a">all</text:a>.<office:annotation><dc:creator>Max</dc:creator><text:p>Sure.</text:p></office:annotation></text:p>"##;
    let imported = import(odt(text), Changes::Accept);
    let brought = &imported.transcripts[0];
    assert_eq!(brought.header.title, "An interview");
    let said: Vec<(Option<&str>, &str)> = paragraphs(&imported)
        .iter()
        .map(|p| {
            (
                p.label.as_ref().map(|l| l.declared.as_str()),
                p.text.as_str(),
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            (Some("JANE ROE"), "What did he say?"),
            (Some("JOHN DOE"), "Nothing, never did."),
            (Some("JANE ROE"), "Never?"),
            (Some("JOHN DOE"), "Never, at all."),
        ]
    );
    assert_eq!(brought.said.footnotes, ["He said much."]);
    let On::Words(from, to) = brought.notes[0].on else {
        panic!("{:?}", brought.notes[0].on)
    };
    assert_eq!(&paragraphs(&imported)[0].text[from.byte..to.byte], "he say");
    let note = &brought.notes[0].annotation;
    assert_eq!(
        note.note.as_ref().map(|n| n.text.as_str()),
        Some("Who is \\*he\\*?")
    );
    assert_eq!(
        note.written
            .as_ref()
            .map(|d| d.value.edtf().to_owned())
            .as_deref(),
        Some("2026-02-03T04:05:06")
    );
    assert!(matches!(brought.notes[1].on, On::Paragraphs(at, _) if at.place() == 3));
    let hidden: Vec<&str> = imported
        .account
        .reports()
        .iter()
        .map(|r| r.words.as_str())
        .collect();
    assert_eq!(hidden, ["hidden"]);
}

#[test]
fn tables_boxes_and_lists_lose_nothing() {
    let row = |a: &str, b: &str| {
        format!(
            "<table:table-row><table:table-cell><text:p>{a}</text:p></table:table-cell><table:table-cell><text:p>{b}</text:p></table:table-cell></table:table-row>"
        )
    };
    let text = format!(
        r#"<table:table><table:table-column table:number-columns-repeated="2"/>{}{}{}</table:table><text:list><text:list-item><text:p>first</text:p></text:list-item></text:list><text:p><draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>beside</text:p><text:p><draw:frame><draw:image xlink:href="Pictures/1.png"/><svg:desc>a map</svg:desc></draw:frame></text:p>"#,
        row("Q", "Did you?"),
        row("A", "I did."),
        row("Q", "When?"),
    );
    let imported = import(odt(&text), Changes::Accept);
    assert_eq!(
        texts(&imported),
        ["Did you?", "I did.", "When?", "first", "beside", "boxed"]
    );
    let labels: Vec<Option<&str>> = paragraphs(&imported)
        .iter()
        .map(|p| p.label.as_ref().map(|l| l.declared.as_str()))
        .collect();
    assert_eq!(labels, [Some("Q"), Some("A"), Some("Q"), None, None, None]);
    assert!(
        imported
            .account
            .reports()
            .iter()
            .any(|r| r.what.contains("a map"))
    );
}

/// A file that LibreOffice saved, and the file of Word that it saved it from.
fn saved(name: &str, changes: Changes) -> (Imported, Imported) {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/import");
    let read = |path: String| std::fs::read(path).expect("the fixture is there");
    let stem = name.rsplit('/').next().unwrap_or(name);
    let mine = import(read(format!("{root}/odt-libreoffice/{stem}.odt")), changes);
    let file = ImportFile::new("talk.docx", read(format!("{root}/{name}.docx")), None);
    let asked = Asked {
        changes,
        ..Asked::default()
    };
    let word = crate::import::docx::Docx
        .read(&file, &asked)
        .expect("it can be read");
    (mine, word)
}

#[test]
fn what_libreoffice_saves_reads_as_what_word_saved() {
    for changes in [Changes::Accept, Changes::Reject] {
        // LibreOffice does not say of rows that they were deleted, so these stay; all else is counted.
        let (mine, _) = saved(
            "docx-openxml-powertools/RA001-Tracked-Revisions-01",
            changes,
        );
        let counts = mine.account.counts();
        let counts: Vec<(&str, usize)> = counts.map(|(unit, n)| (unit, n.found)).collect();
        assert!(
            counts.contains(&("deletions", 34)) && counts.contains(&("insertions", 62)),
            "{counts:?}"
        );
        let (mine, word) = saved("docx-openxml-powertools/RP015-MoveFrom-MoveTo", changes);
        assert_eq!(texts(&mine), texts(&word), "{changes:?}");
    }
    let (mine, word) = saved("docx-mammoth/footnotes", Changes::Accept);
    assert_eq!(mine.transcripts[0].said, word.transcripts[0].said);
    let (mine, word) = saved("docx-mammoth/text-box", Changes::Accept);
    assert_eq!(texts(&mine), texts(&word));
    let (mine, word) = saved(
        "docx-openxml-powertools/RP001-Tracked-Revisions-01-Accepted",
        Changes::Accept,
    );
    assert_eq!(texts(&mine), texts(&word));
    for name in [
        "docx-mammoth/comments",
        "docx-python-docx/comments-rich-para",
    ] {
        let (mine, word) = saved(name, Changes::Accept);
        // LibreOffice does not keep how words of a comment look.
        let notes = |imported: &Imported| -> Vec<(On, Option<String>)> {
            let notes = imported.transcripts[0].notes.iter();
            let text = |note: &Note| {
                let prose = note.annotation.note.as_ref();
                prose.map(|prose| prose.text.replace('*', ""))
            };
            notes.map(|note| (note.on.clone(), text(note))).collect()
        };
        assert_eq!(notes(&mine), notes(&word), "{name}");
    }
}

#[test]
fn what_is_locked_or_no_text_is_told() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("mimetype", options).expect("a file");
    zip.write_all(TEXT.as_bytes()).expect("its bytes");
    zip.start_file("META-INF/manifest.xml", options)
        .expect("a file");
    zip.write_all(b"<manifest:encryption-data/>")
        .expect("its bytes");
    let bytes = zip.finish().expect("the package").into_inner();
    let file = ImportFile::new("a.odt", bytes, None);
    let wrong = Odt
        .read(&file, &Asked::default())
        .expect_err("it is locked");
    assert!(wrong.message.contains("password"), "{wrong}");
}
