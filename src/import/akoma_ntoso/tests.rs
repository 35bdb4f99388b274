use proptest::prelude::*;

use super::*;
use crate::{
    archive::{FormatKind, Kind, ListIndex, ParagraphId, ParagraphIndex, Part},
    import::{importer::Changes, testsuite, words},
    writer::{Block, Paragraph},
};

const FOLDER: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/fixtures/import/akoma-ntoso-archive-tw"
);

fn imported(name: &str, text: &str) -> Imported {
    imported_with(name, text, &Asked::default())
}

/// What a text gives; the account adds up, and the writer takes it.
fn imported_with(name: &str, text: &str, asked: &Asked) -> Imported {
    testsuite::read(&AkomaNtoso, (name, text), asked)
}

fn debate(body: &str) -> String {
    format!(
        "<akomaNtoso><debate><meta><references>\
         <TLCPerson id='a b' href='/p/a' showAs='Ann Bell'/><TLCPerson id='c' showAs='Cid'/>\
         <TLCOrganization id='o' showAs='The Office' href='https://example.org/o'/>\
         <TLCRole id='chair' showAs='Chair of the meeting'/></references></meta>\
         <debateBody><debateSection><heading>2014-04-01 A talk</heading>{body}</debateSection></debateBody></debate></akomaNtoso>"
    )
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

/// Each paragraph with its label before it.
fn shown(imported: &Imported) -> Vec<String> {
    let shown = paragraphs(imported).into_iter().map(|p| match &p.label {
        Some(label) => format!("{}: {}", label.declared, p.text),
        None => p.text.clone(),
    });
    shown.collect()
}

/// The words between tags, by their signs alone.
fn without_tags(text: &str) -> String {
    let mut words = String::new();
    for piece in text.split('<') {
        words.push(' ');
        words.push_str(piece.split_once('>').map_or(piece, |(_, behind)| behind));
    }
    words
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

#[test]
fn fixtures_have_all_speeches_paragraphs_persons_and_words() {
    let mut files = 0;
    for entry in std::fs::read_dir(FOLDER).expect("the folder") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if !name.ends_with(".xml") {
            continue;
        }
        files += 1;
        let raw = std::fs::read_to_string(&path).expect("UTF-8");
        let imported = imported(&name, &raw);
        let count = |unit: &str| {
            let found = imported.account.counts().find(|(of, _)| *of == unit);
            found.map_or((0, 0), |(_, count)| (count.found, count.written))
        };
        let speeches = raw.matches("<speech ").count();
        assert_eq!(count("speeches"), (speeches, speeches), "{name}");
        let persons = raw.matches("<TLCPerson ").count();
        assert_eq!(count("persons"), (persons, persons), "{name}");
        assert_eq!(imported.entries.len(), persons, "{name}");
        let (all, empty) = (raw.matches("<p>").count(), raw.matches("<p></p>").count());
        assert_eq!(count("paragraphs"), (all, all - empty), "{name}");
        assert_eq!(paragraphs(&imported).len(), all - empty, "{name}");
        // Every word of every paragraph, in order.
        let (_, body) = raw.split_once("</heading>").expect("a heading");
        let printed = without_tags(body);
        let text: Vec<&str> = paragraphs(&imported)
            .iter()
            .map(|p| p.text.as_str())
            .collect();
        let text = text.join(" ");
        assert!(words(&printed).eq(words(&text)), "{name}");
        // Whoever speaks is one of the persons, and turns are fewer than speeches where somebody goes on.
        let header = &imported.transcripts[0].header;
        assert_eq!(
            header.date.as_ref().map(|d| d.value.edtf()),
            Some(&name[..10])
        );
        let keys: Vec<&str> = imported.entries.iter().map(|e| e.key.as_str()).collect();
        for speaker in header.speakers.iter() {
            let person = speaker.person.as_ref().expect("a person");
            assert!(
                keys.contains(&person.value.as_str()),
                "{name}: {}",
                person.value
            );
        }
        assert_eq!(
            header.turns.len(),
            raw.matches("<narrative>").count(),
            "{name}"
        );
    }
    assert_eq!(files, 6);
}

#[test]
fn titles_days_and_merged_turns_of_a_real_file() {
    let name = "2018-11-17-Interview-with-Jaromil.an.xml";
    let raw = std::fs::read_to_string(format!("{FOLDER}/{name}")).expect("the file");
    let jaromil_file = imported(name, &raw);
    let brought = &jaromil_file.transcripts[0];
    assert_eq!(brought.key, "2018-11-17-Interview-with-Jaromil");
    assert_eq!(brought.header.title, "Interview with Jaromil");
    let labels: Vec<Option<&str>> = paragraphs(&jaromil_file)[..6]
        .iter()
        .map(|p| p.label.as_ref().map(|l| l.declared.as_str()))
        .collect();
    let (audrey, jaromil) = (Some("Audrey Tang"), Some("Jaromil"));
    assert_eq!(labels, [audrey, jaromil, None, None, audrey, jaromil]);
    // The file says itself that it is a person.
    let cameraman = jaromil_file
        .entries
        .iter()
        .find(|e| e.key == "Cameraman")
        .expect("an entry");
    assert_eq!(cameraman.kind, Kind::PEOPLE);
    // Named after its file, where the heading has no day.
    let name = "2016-01-27-Un-jour-dans-le-monde.an.xml";
    let raw = std::fs::read_to_string(format!("{FOLDER}/{name}")).expect("the file");
    let imported = imported(name, &raw);
    assert_eq!(
        imported.transcripts[0].header.title,
        "La Nuit des Idées - Un jour dans le monde"
    );
    assert!(imported.account.remarks().iter().any(|r| r.unit == "dates"));
}

#[test]
fn whoever_speaks_is_whom_the_references_name() {
    let text = debate(
        "<speech by='#a b'><from>Ms. BELL:</from><p>One.</p></speech>\
         <speech by='#a%20b'><from>Ms. BELL:</from><p>Two.</p></speech>\
         <speech by='#c' as='#chair'><p>Three.</p></speech>\
         <speech by='#Cameraman'><p>Four.</p></speech>\
         <speech by='#o'><p>Five.</p></speech>\
         <speech by=''><p>Six.</p></speech>\
         <speech by='#o'><p>Seven.</p></speech>",
    );
    let imported = imported("x.xml", &text);
    assert_eq!(
        shown(&imported),
        [
            "Ms. BELL: One.",
            "Ms. BELL: Two.",
            "Cid: Three.",
            "Cameraman: Four.",
            "The Office: Five.",
            "Six.",
            "The Office: Seven."
        ]
    );
    let header = &imported.transcripts[0].header;
    let speakers: Vec<_> = header
        .speakers
        .iter()
        .map(|s| {
            (
                s.label.as_str(),
                s.person.as_ref().map(|p| p.value.as_str()),
                s.role.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        speakers,
        [
            ("Ms. BELL", Some("a b"), None),
            ("Cid", Some("c"), Some("Chair of the meeting")),
            ("Cameraman", None, None),
            ("The Office", Some("o"), None),
        ]
    );
    // Nobody is named for the sixth: it is nobody's, and behind it the label stands again.
    let [turn] = header.turns.as_slice() else {
        panic!("{:?}", header.turns)
    };
    assert_eq!(
        (turn.paragraph.value, turn.part),
        (id(6), Some(Part::Narration))
    );
    let remarks: Vec<&str> = imported
        .account
        .remarks()
        .iter()
        .map(|r| r.what.as_str())
        .collect();
    assert!(
        remarks.iter().any(|what| what.contains("#Cameraman")),
        "{remarks:?}"
    );
}

fn id(number: usize) -> ParagraphId {
    ParagraphId::counted(ParagraphIndex::at(number - 1))
}

#[test]
fn sections_nest_and_the_title_is_no_heading() {
    let text = debate(
        "<oralStatements><num>1.</num><heading>Oral statements</heading><subheading>Morning</subheading>\
         <debateSection><heading>On roads</heading><speechGroup by='#c'><question by='#c'><p>Why?</p></question>\
         <answer by='#a b'><p>Since.</p></answer></speechGroup></debateSection></oralStatements>\
         <adjournment><narrative>The House rose <i>at once</i>.</narrative></adjournment>",
    );
    let imported = imported("x.xml", &text);
    let headings: Vec<_> = imported.transcripts[0]
        .said
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading { level, words } => Some((*level, words.as_str())),
            Block::Paragraph(_) => None,
        })
        .collect();
    assert_eq!(
        headings,
        [(2, "1. Oral statements – Morning"), (3, "On roads")]
    );
    assert_eq!(
        shown(&imported),
        ["Cid: Why?", "Ann Bell: Since.", "The House rose at once."]
    );
    let asks: Vec<_> = imported.transcripts[0]
        .header
        .turns
        .iter()
        .map(|t| (t.asks, t.part))
        .collect();
    assert_eq!(
        asks,
        [
            (Some(true), None),
            (Some(false), None),
            (None, Some(Part::Narration))
        ]
    );
}

#[test]
fn what_lies_over_words_is_kept_as_far_as_there_are_signs_for_it() {
    let text = debate(
        "<speech by='#c'><p>We <b>said <i>so</i></b> at <a href='https://example.org/a b'>home</a> and \
         <a href='javascript:alert(1)'>there</a>.<br/>Then<authorialNote><p>See *that*.</p></authorialNote> \
         <remark>(Laughter)</remark> and <recordedTime time='10:30'>10.30</recordedTime> H<sub>2</sub>O.</p>\
         <ul><li>one</li><li><p>two</p></li></ul><script>alert(2)</script><narrative><p><i>(applause)</i></p></narrative>\
         <p>On.</p><table><tr><td>a</td><td><p>b</p></td></tr></table></speech>",
    );
    let imported = imported("x.xml", &text);
    assert_eq!(
        shown(&imported),
        [
            "Cid: We said so at home and there. Then [Laughter] and [10.30] H2O.",
            "one",
            "two",
            "[applause]",
            "On.",
            "a | b",
        ]
    );
    let first = paragraphs(&imported)[0];
    let kinds: Vec<_> = first
        .formats
        .iter()
        .map(|f| {
            (
                &first.text[f.range.start as usize..f.range.end as usize],
                &f.kind,
            )
        })
        .collect();
    let address = FormatKind::Link("https://example.org/a%20b".to_owned());
    assert_eq!(
        kinds[..3],
        [
            ("said so", &FormatKind::Strong),
            ("so", &FormatKind::Emphasis),
            ("home", &address)
        ]
    );
    assert_eq!(imported.transcripts[0].said.footnotes, ["See *that*."]);
    assert!(
        imported
            .account
            .reports()
            .iter()
            .any(|r| r.words == "alert(2)")
    );
}

#[test]
fn tracked_changes_are_taken_or_left() {
    let text = debate("<speech by='#c'><p>We <del>never</del><ins>always</ins> said.</p></speech>");
    assert_eq!(shown(&imported("x.xml", &text)), ["Cid: We always said."]);
    let asked = Asked {
        changes: Changes::Reject,
        ..Asked::default()
    };
    assert_eq!(
        shown(&imported_with("x.xml", &text, &asked)),
        ["Cid: We never said."]
    );
}

#[test]
fn what_the_document_says_of_itself_is_kept() {
    let text = "<akomaNtoso xmlns='http://docs.oasis-open.org/legaldocml/ns/akn/3.0'><debate><meta><identification source='#x'>\
        <FRBRWork><FRBRthis value='/ke/debate/2014-04-01/main'/><FRBRdate date='2014-04-02' name='Generation'/></FRBRWork>\
        <FRBRExpression><FRBRlanguage language='eng'/></FRBRExpression></identification>\
        <references><TLCPerson eId='palmer' href='/ontology/person/palmer' showAs='Mr Palmer'/></references></meta>\
        <preface><p><legislature>Eleventh</legislature> <session>First</session> <docTitle>Official Report</docTitle>, <docDate date='2014-04-01'>Tuesday</docDate>, No. <docNumber>12</docNumber></p></preface>\
        <debateBody><debateSection name='x'><heading>Prayers</heading><speech by='#palmer'><p>Let us pray.</p></speech></debateSection></debateBody>\
        <attachments><attachment><doc><mainBody><p>A paper.</p></mainBody></doc></attachment></attachments></debate></akomaNtoso>";
    let imported = imported("x.akn.xml", text);
    let header = &imported.transcripts[0].header;
    assert_eq!(imported.transcripts[0].key, "x");
    assert_eq!(header.title, "Official Report");
    assert_eq!(
        header.date.as_ref().map(|d| d.value.edtf()),
        Some("2014-04-01")
    );
    assert_eq!(header.language.as_deref(), Some("en"));
    assert_eq!(
        header.source.as_ref().and_then(|s| s.identifier.as_deref()),
        Some("12")
    );
    let extra = &header.common.extra["akoma_ntoso"];
    assert_eq!(
        (extra["legislature"].as_str(), extra["session"].as_str()),
        (Some("Eleventh"), Some("First"))
    );
    assert_eq!(imported.transcripts[0].said.blocks.len(), 2);
    assert!(
        imported
            .account
            .reports()
            .iter()
            .any(|r| r.words.contains("A paper."))
    );
}

#[test]
fn other_documents_are_told_what_they_are() {
    let text = "<akomaNtoso><act><meta/><body><section><content><p>x</p></content></section></body></act></akomaNtoso>";
    let file = ImportFile::new("act.xml", text.as_bytes().to_vec(), None);
    assert_eq!(AkomaNtoso.claims(&file), Claim::Sure);
    let wrong = AkomaNtoso
        .read(&file, &Asked::default())
        .expect_err("an act");
    assert!(wrong.message.contains("`act`"), "{wrong}");
}

#[test]
fn truncated_files_and_any_bytes_give_a_message() {
    let raw = std::fs::read(format!("{FOLDER}/2018-11-17-Interview-with-Jaromil.an.xml"))
        .expect("the file");
    for end in (0..raw.len()).step_by(97) {
        let file = ImportFile::new("x.xml", raw[..end].to_vec(), None);
        assert!(AkomaNtoso.read(&file, &Asked::default()).is_err(), "{end}");
    }
}

fn piece() -> impl Strategy<Value = String> {
    let word = "[a-zA-Zäé唐鳳אб0-9*_#:.,?!\\[\\]()\"'\\\\-]{1,9}";
    prop::collection::vec(word, 1..8).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn turns_come_back_word_for_word(turns in prop::collection::vec((0..4_usize, prop::collection::vec(piece(), 1..4)), 1..8)) {
        let names = ["Ann Bell", "Cid", "The Office", "唐鳳"];
        let ids = ["a b", "c", "o", "唐鳳"];
        let mut body = String::new();
        for (who, said) in &turns {
            let said = said.iter().map(|p| format!("<p>\n  {p}\n </p>"));
            body.push_str(&format!("<speech by='#{}'>{}</speech>\n", ids[*who], said.collect::<String>()));
        }
        let imported = imported("x.xml", &debate(&body));
        let mut expected = Vec::new();
        let mut last = None;
        for (who, said) in &turns {
            for (at, paragraph) in said.iter().enumerate() {
                match at == 0 && last != Some(*who) {
                    true => expected.push(format!("{}: {paragraph}", names[*who])),
                    false => expected.push(paragraph.clone()),
                }
            }
            last = Some(*who);
        }
        prop_assert_eq!(shown(&imported), expected);
    }

    #[test]
    fn any_elements_add_up(parts in prop::collection::vec((0..14_usize, piece()), 0..24)) {
        let names = ["p", "i", "b", "narrative", "remark", "ul", "li", "table", "tr", "td", "authorialNote", "heading", "speech", "from"];
        let (mut text, mut open) = (String::new(), Vec::new());
        for (number, (name, words)) in parts.iter().enumerate() {
            text.push_str(&format!("<{}>{words}", names[*name]));
            open.push(names[*name]);
            if number % 3 == 2 {
                let closes = open.split_off(open.len() / 2);
                closes.iter().rev().for_each(|name| text.push_str(&format!("</{name}>")));
            }
        }
        open.iter().rev().for_each(|name| text.push_str(&format!("</{name}>")));
        // Of signs alone not every paragraph can be written, which who imports is told; the account adds up in any case.
        prop_assert!(testsuite::survives(&AkomaNtoso, ("x.xml", debate(&text))).is_some());
    }

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        testsuite::survives(&AkomaNtoso, ("x.xml", bytes));
    }
}
