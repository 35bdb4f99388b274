use proptest::prelude::*;

use super::*;
use crate::{
    archive::{FormatKind, Header, Kind, ListIndex, ParagraphId, ParagraphIndex, Part, Relation},
    import::{
        brought::{On, Point},
        importer::Changes,
        testsuite, words,
    },
    writer::{Block, Paragraph},
};

const FOLDER: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/fixtures/import/tei-parlamint-at"
);

fn imported(name: &str, text: &str) -> Imported {
    imported_with(name, text, &Asked::default())
}

/// What a text gives; the account adds up, and the writer takes it.
fn imported_with(name: &str, text: &str, asked: &Asked) -> Imported {
    testsuite::read(&TeiFiles, (name, text), asked)
}

fn raw(name: &str) -> String {
    std::fs::read_to_string(format!("{FOLDER}/{name}")).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn tei(body: &str) -> String {
    tei_with("", body)
}

fn tei_with(head: &str, body: &str) -> String {
    format!(
        "<TEI xmlns='http://www.tei-c.org/ns/1.0' xml:lang='en'><teiHeader><fileDesc><titleStmt><title>A talk</title></titleStmt></fileDesc>{head}</teiHeader>\
         <text><body>{body}</body></text></TEI>"
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

fn shown(imported: &Imported) -> Vec<String> {
    let shown = paragraphs(imported).into_iter().map(|p| match &p.label {
        Some(label) => format!("{}: {}", label.declared, p.text),
        None => p.text.clone(),
    });
    shown.collect()
}

fn count(imported: &Imported, unit: &str) -> (usize, usize) {
    let found = imported.account.counts().find(|(of, _)| *of == unit);
    found.map_or((0, 0), |(_, count)| (count.found, count.written))
}

fn header(imported: &Imported) -> &Header {
    &imported.transcripts[0].header
}

fn remarks(imported: &Imported) -> String {
    let all = imported.account.remarks().iter().map(|r| r.what.as_str());
    all.collect::<Vec<_>>().join("\n")
}

fn id(number: usize) -> ParagraphId {
    ParagraphId::counted(ParagraphIndex::at(number - 1))
}

#[test]
fn sittings_have_all_utterances_paragraphs_pages_and_persons() {
    let mut files = 0;
    for entry in std::fs::read_dir(FOLDER).expect("the folder") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if !name.starts_with("ParlaMint-AT") {
            continue;
        }
        files += 1;
        let raw = raw(&name);
        let imported = imported(&name, &raw);
        let of = |tag: &str| raw.matches(tag).count();
        let utterances = of("<u ");
        assert_eq!(
            count(&imported, "utterances"),
            (utterances, utterances),
            "{name}"
        );
        assert_eq!(
            count(&imported, "paragraphs"),
            (of("<seg "), of("<seg ")),
            "{name}"
        );
        assert_eq!(count(&imported, "pages").0, of("<pb "), "{name}");
        assert_eq!(
            count(&imported, "kinesics"),
            (of("<kinesic "), of("<kinesic ")),
            "{name}"
        );
        let labels = of("<note type=\"speaker\"");
        assert_eq!(count(&imported, "labels"), (labels, labels), "{name}");
        assert_eq!(count(&imported, "notes").0, of("<note ") - labels, "{name}");
        let persons = of("<person ");
        assert_eq!(count(&imported, "persons"), (persons, persons), "{name}");
        let people = imported.entries.iter().filter(|e| e.kind == Kind::PEOPLE);
        assert_eq!(people.count(), persons, "{name}");
        // Every turn has the label that is printed before it.
        let labelled = paragraphs(&imported)
            .iter()
            .filter(|p| p.label.is_some())
            .count();
        assert_eq!(labelled, utterances, "{name}");
        // The words of all paragraphs, taken out by their signs alone.
        let (_, text) = raw.split_once("<body>").expect("a body");
        let spoken: Vec<&str> = text
            .split("<seg ")
            .skip(1)
            .map(|seg| {
                seg.split_once('>')
                    .expect("a tag")
                    .1
                    .split("</seg>")
                    .next()
                    .expect("words")
            })
            .collect();
        let mut all = paragraphs(&imported).into_iter();
        for seg in spoken {
            let bare = seg
                .split('<')
                .map(|piece| piece.split_once('>').map_or(piece, |(_, words)| words));
            let bare = bare
                .collect::<Vec<_>>()
                .join(" ")
                .replace("&amp;", "&")
                .replace("&lt;", "<");
            let found = all.any(|p| words(&p.text).eq(words(&bare)));
            assert!(found, "{name}: {bare}");
        }
        let header = header(&imported);
        assert_eq!(
            header.date.as_ref().map(|d| d.value.edtf()),
            Some(&name[13..23]),
            "{name}"
        );
        assert_eq!(header.language.as_deref(), Some("de"));
        assert!(
            header.title.contains("Sitzung des Nationalrates"),
            "{}",
            header.title
        );
        assert_eq!(
            header.rights.as_deref(),
            Some("http://creativecommons.org/licenses/by/4.0/")
        );
        assert_eq!(header.named.of(Relation::TranscriptPlace)[0].value, "Wien");
    }
    assert_eq!(files, 5);
}

#[test]
fn a_sitting_is_whom_it_says_and_what_is_told_of_is_nobodys() {
    let imported = imported(
        "x.xml",
        &raw("ParlaMint-AT_1996-01-15-020-XX-NRSITZ-00001.xml"),
    );
    let header = header(&imported);
    let fischer = &header.speakers.iter().next().expect("a speaker");
    assert_eq!(fischer.label, "Präsident Dr. Heinz Fischer");
    assert_eq!(
        fischer.person.as_ref().map(|p| p.value.as_str()),
        Some("PAD_00334")
    );
    assert_eq!(fischer.part, Some(Part::Chair));
    let all = shown(&imported);
    assert_eq!(all[0], "[Titelseite und Inhaltsangabe entfernt]");
    assert!(all.contains(&"[Allgemeiner Beifall.]".to_owned()));
    assert!(
        all.iter()
            .any(|p| p.starts_with("[Beginn der Sitzung: 10:03 Uhr]")),
        "{:?}",
        &all[..4]
    );
    let inside = all
        .iter()
        .any(|p| p.contains("nicht wählbar. [Beifall bei der SPÖ.] Meine Damen"));
    assert!(inside);
    let reported: Vec<&str> = imported
        .account
        .reports()
        .iter()
        .map(|r| r.words.trim())
        .collect();
    assert!(
        reported.contains(&"Frontmatters and table of content removed"),
        "{reported:?}"
    );
    let entry = imported
        .entries
        .iter()
        .find(|e| e.key == "PAD_00334")
        .expect("an entry");
    assert_eq!(
        (entry.fields.title.as_str(), entry.fields.sort.as_deref()),
        ("Heinz Fischer", Some("Fischer, Heinz"))
    );
    assert_eq!(
        entry.fields.born.as_ref().map(|d| d.value.edtf()),
        Some("1938-10-09")
    );
    assert!(
        entry
            .fields
            .same_as
            .iter()
            .any(|a| a.value == "http://www.wikidata.org/entity/Q11753")
    );
    let role = &entry.fields.roles[0];
    assert_eq!(role.role, "Nationalratsabgeordneter");
    assert_eq!(role.at.as_ref().map(|at| at.value.as_str()), Some("NR"));
    assert_eq!(
        role.date.as_ref().map(|d| d.value.edtf()),
        Some("1971-11-04/1983-05-31")
    );
}

#[test]
fn lists_are_entries() {
    let places = imported("listplace.xml", &raw("listplace.xml"));
    assert_eq!((places.entries.len(), places.transcripts.len()), (291, 0));
    assert_eq!(count(&places, "places"), (291, 291));
    let alfeld = &places.entries[0];
    assert_eq!(
        (
            alfeld.kind,
            alfeld.key.as_str(),
            alfeld.fields.title.as_str()
        ),
        (Kind::PLACES, "Q486543", "Alfeld (Leine)")
    );
    let coordinates = alfeld.fields.coordinates.expect("coordinates");
    assert!(
        (coordinates.latitude - 51.988_611).abs() < 1e-5
            && (coordinates.longitude - 9.826_944).abs() < 1e-5
    );
    assert!(places.entries.iter().all(|e| e.fields.same_as.len() == 1));
    // One says `nan nan`.
    let placed = places
        .entries
        .iter()
        .filter(|e| e.fields.coordinates.is_some());
    assert_eq!(placed.count(), 290);

    let text = raw("listorg.xml");
    let organizations = imported("listorg.xml", &text);
    let of = |kind: Kind| {
        organizations
            .entries
            .iter()
            .filter(|e| e.kind == kind)
            .count()
    };
    assert_eq!(of(Kind::ORGANIZATIONS), text.matches("<org ").count());
    assert_eq!(of(Kind::EVENTS), text.matches("<event xml:id=").count());
    let council = organizations
        .entries
        .iter()
        .find(|e| e.key == "NR")
        .expect("the council");
    assert_eq!(council.fields.title, "Nationalrat der Republik Österreich");
    assert_eq!(
        council.fields.aliases,
        ["National Council of the Republic of Austria"]
    );
    let term = organizations
        .entries
        .iter()
        .find(|e| e.key == "NR.XX")
        .expect("a term");
    assert_eq!(
        term.fields.date.as_ref().map(|d| d.value.edtf()),
        Some("1996-01-15/1999-10-28")
    );
    assert_eq!(term.fields.named.of(Relation::Participants)[0].value, "NR");
    let relations = text.matches("<relation ").count();
    assert_eq!(count(&organizations, "relations"), (relations, 0));
}

#[test]
fn names_in_several_forms_and_languages() {
    let text = "<listPerson xmlns='http://www.tei-c.org/ns/1.0' xml:lang='uk'>\
        <person xml:id='a'><persName xml:lang='en'><forename>Yevhen</forename><surname>Zimin</surname></persName>\
        <persName xml:lang='uk'><forename>Євген</forename><surname type='patronym'>Ігорович</surname><surname>Зімін</surname></persName>\
        <sex value='M'/><occupation>голова</occupation><birth when='1960-12-29'/><idno type='VIAF'>12345</idno>\
        <affiliation ref='#p' role='member' from='1905-06-24'/><note>Some *words*.</note></person>\
        <person xml:id='b'><persName>Jane Roe</persName><death when='1999'/></person><person/></listPerson>";
    let imported = imported("ParlaMint-UA-listPerson.xml", text);
    let a = &imported.entries[0];
    assert_eq!(
        (a.fields.title.as_str(), a.fields.sort.as_deref()),
        ("Євген Ігорович Зімін", Some("Зімін, Євген Ігорович"))
    );
    assert_eq!(a.fields.aliases, ["Yevhen Zimin"]);
    assert_eq!(a.body, "Some \\*words\\*.");
    assert_eq!(a.fields.same_as[0].value, "https://viaf.org/viaf/12345");
    let roles: Vec<&str> = a.fields.roles.iter().map(|r| r.role.as_str()).collect();
    assert_eq!(roles, ["голова", "member"]);
    assert_eq!(a.fields.common.extra["tei"]["sex"][0], "M");
    assert_eq!(
        imported.entries[1]
            .fields
            .died
            .as_ref()
            .map(|d| d.value.edtf()),
        Some("1999")
    );
    assert_eq!(count(&imported, "persons"), (3, 2));
}

#[test]
fn tokens_of_a_program_come_out_with_the_right_blanks() {
    let text = tei(
        "<u who='#a'><seg><s>\n<w lemma='reiniciar'>Reiniciamos</w>\n<w>a</w>\n<w>co<w norm='con'/><w norm='o'/></w>\n\
         <name type='ORG'>\n<w join='right'>Xunta</w>\n</name>\n<pc>,</pc>\n<w join='right'>d</w>\n<pc join='right'>’</pc>\n<w>a</w>\n\
         <pc join='right'>«</pc><w join='right'>si</w><pc>»</pc><w>non</w>\n<linkGrp><link ana='x' target='#a #b'/></linkGrp></s>\n</seg></u>",
    );
    let imported = imported("x.ana.xml", &text);
    assert_eq!(
        shown(&imported),
        ["a: Reiniciamos a co Xunta, d’a «si» non"]
    );
}

#[test]
fn whoever_speaks_is_printed_named_or_an_id() {
    let head = "<profileDesc><particDesc><listPerson><person xml:id='ann'><persName>Ann Bell</persName></person>\
        <person xml:id='cid'><persName>Cid</persName></person></listPerson></particDesc></profileDesc>";
    let text = tei_with(
        head,
        "<note type='speaker'>Ms. BELL:</note><u who='#ann' ana='#chair'><seg>One.</seg></u>\
         <u who='#ann' ana='#chair'><seg>Two.</seg></u><kinesic><desc>(Applause)</desc></kinesic>\
         <u who='#cid'><seg>Three.</seg><vocal type='laughter'/></u><u who='#nobody'><seg>Four.</seg></u>\
         <u who='#ann #cid'><seg>Five.</seg></u><u><seg>Six.</seg></u><u who='#cid'><seg>Seven.</seg></u>",
    );
    let imported = imported("x.xml", &text);
    assert_eq!(
        shown(&imported),
        [
            "Ms. BELL: One.",
            "Two.",
            "[Applause]",
            "Cid: Three.",
            "[laughter]",
            "nobody: Four.",
            "Ann Bell / Cid: Five.",
            "Six.",
            "Cid: Seven."
        ]
    );
    let speakers: Vec<_> = header(&imported)
        .speakers
        .iter()
        .map(|s| {
            (
                s.label.as_str(),
                s.person.as_ref().map(|p| p.value.as_str()),
                s.part,
            )
        })
        .collect();
    assert_eq!(
        speakers,
        [
            ("Ms. BELL", Some("ann"), Some(Part::Chair)),
            ("Cid", Some("cid"), None),
            ("nobody", Some("nobody"), None),
            ("Ann Bell / Cid", None, None),
        ]
    );
    let [six] = header(&imported).turns.as_slice() else {
        panic!("{:?}", header(&imported).turns)
    };
    assert_eq!(
        (six.paragraph.value, six.part),
        (id(8), Some(Part::Narration))
    );
    let told = remarks(&imported);
    assert!(
        told.contains("#nobody") && told.contains("several speak"),
        "{told}"
    );
}

#[test]
fn speeches_of_plays_verse_lists_and_tables() {
    let text = tei(
        "<div><head>Act 1</head><stage>Enter Q.</stage><sp who='#q'><speaker>Q.</speaker><l>One line</l><l>and another.</l>\
         <stage>(aside)</stage><p>Prose <stage>laughs</stage> here.</p><list><item>a</item><item>b</item></list>\
         <table><row><cell>c</cell><cell>d</cell></row></table></sp><div><head>Scene</head><p>They leave.</p></div></div>",
    );
    let imported = imported("x.xml", &text);
    assert_eq!(
        shown(&imported),
        [
            "[Enter Q.]",
            "Q.: One line",
            "and another.",
            "[aside]",
            "Prose [laughs] here.",
            "a",
            "b",
            "c | d",
            "They leave."
        ]
    );
    let headings = imported.transcripts[0]
        .said
        .blocks
        .iter()
        .filter_map(|b| match b {
            Block::Heading { level, words } => Some((*level, words.as_str())),
            Block::Paragraph(_) => None,
        });
    assert_eq!(headings.collect::<Vec<_>>(), [(2, "Act 1"), (3, "Scene")]);
    let narration = header(&imported)
        .turns
        .iter()
        .find(|t| t.paragraph.value == id(9))
        .expect("narration");
    assert_eq!(narration.part, Some(Part::Narration));
}

#[test]
fn what_editors_did_to_words() {
    let text = tei(
        "<u who='#a'><seg>In <choice><sic>Brusels</sic><corr>Brussels</corr></choice> we <choice><orig>vp</orig><reg>up</reg></choice> \
         <del>never</del><add>always</add> <del type='repetition'>the</del> the <supplied>old</supplied> <unclear>Kigali</unclear> \
         <gap reason='inaudible'/> <foreign xml:lang='fr'>mot</foreign> Wort<lb break='no'/>\n teil <hi rend='italic'>so</hi> \
         <ref target='https://example.org/'>there</ref><note place='foot'>See *that*.</note>.<pb n='9'/> Next<lb/>line.</seg></u>",
    );
    let one = imported("x.xml", &text);
    assert_eq!(
        shown(&one),
        [
            "a: In Brusels we vp always the the [old] [Kigali?] [inaudible] mot Wortteil so there. Next line."
        ]
    );
    let paragraph = paragraphs(&one)[0];
    assert_eq!(paragraph.marks[0].text, "p. 9");
    assert_eq!(
        &paragraph.text[paragraph.marks[0].at as usize..],
        "Next line."
    );
    let kinds: Vec<&FormatKind> = paragraph.formats.iter().map(|f| &f.kind).collect();
    assert_eq!(
        kinds[..2],
        [
            &FormatKind::Emphasis,
            &FormatKind::Link("https://example.org/".to_owned())
        ]
    );
    assert_eq!(one.transcripts[0].said.footnotes, ["See *that*."]);
    let [note] = one.transcripts[0].notes.as_slice() else {
        panic!("one correction")
    };
    assert_eq!(
        note.annotation
            .correction
            .as_ref()
            .map(|c| c.value.as_str()),
        Some("Brussels")
    );
    let point = |byte| Point {
        paragraph: ParagraphIndex::at(0),
        byte,
    };
    assert_eq!(note.on, On::Words(point(3), point(10)));
    let asked = Asked {
        changes: Changes::Reject,
        ..Asked::default()
    };
    assert!(shown(&imported_with("x.xml", &text, &asked))[0].contains("we vp never the the"));
}

#[test]
fn notes_that_stand_apart_are_on_what_they_say() {
    let text = tei(
        "<u who='#a'><seg xml:id='s1'>One\n   two <hi xml:id='h'>three</hi>.</seg><seg xml:id='s2'>Four.</seg></u>\
         <note target='#s2' resp='#mh'>On a paragraph.</note>",
    )
    .replace(
        "<text>",
        "<standOff><listAnnotation><annotation target='#string-range(s1,3,7)'><note>On words.</note></annotation>\
         <annotation target='#h'><note>On a part.</note></annotation><annotation target='#s1 #s2'><note>On both.</note></annotation>\
         <annotation target='#gone'><note>Lost.</note></annotation><annotation target='https://example.org/p#x'><note>Away.</note></annotation>\
         </listAnnotation></standOff><text>",
    );
    let imported = imported("x.xml", &text);
    let paragraph = |p| ParagraphIndex::at(p);
    let words = |from, to| {
        On::Words(
            Point {
                paragraph: paragraph(0),
                byte: from,
            },
            Point {
                paragraph: paragraph(0),
                byte: to,
            },
        )
    };
    let notes: Vec<_> = imported.transcripts[0]
        .notes
        .iter()
        .map(|n| {
            (
                n.annotation.note.as_ref().map(|p| p.text.as_str()),
                n.on.clone(),
            )
        })
        .collect();
    assert_eq!(
        notes,
        [
            (Some("On words."), words(3, 7)),
            (Some("On a part."), words(8, 13)),
            (Some("On both."), On::Paragraphs(paragraph(0), paragraph(1))),
            (
                Some("On a paragraph."),
                On::Paragraphs(paragraph(1), paragraph(1))
            ),
        ]
    );
    assert_eq!(imported.loose[0].addresses, ["https://example.org/p#x"]);
    let reports = imported.account.reports();
    assert!(
        reports.iter().any(|r| r.words.contains("Lost.")),
        "{reports:?}"
    );
}

#[test]
fn footnotes_are_lines_as_they_are_typed_with_the_addresses_of_their_links() {
    let text = tei(
        "<u who='#a'><seg>Hello<note place='foot'>See <hi rend='italic'>the book</hi>, 5*6,\n at <ref target='https://x.example/y'>this place</ref> \
         or <ref target='https://x.example/z'>https://x.example/z</ref>.</note> all.</seg></u>",
    );
    let imported = imported("x.xml", &text);
    assert_eq!(
        imported.transcripts[0].said.footnotes,
        ["See the book, 5*6, at this place or https://x.example/z. (https://x.example/y)"]
    );
    let remarks = imported.account.remarks().iter();
    let told: Vec<&str> = remarks
        .filter(|r| r.unit == "footnotes")
        .map(|r| &*r.what)
        .collect();
    assert_eq!(
        told,
        ["bold and italic words of a footnote are written plain"]
    );
}

#[test]
fn a_note_on_several_places_is_on_all_of_them() {
    let text = tei("<u who='#a'><seg xml:id='s1'><w xml:id='w1'>One</w> <w xml:id='w2'>two</w> <w xml:id='w3'>three</w>.</seg>\
         <seg xml:id='s2'>Four.</seg><seg xml:id='s3'>Five six.</seg><seg xml:id='s4'>Seven.</seg></u>")
    .replace(
        "<text>",
        "<standOff><listAnnotation><annotation target='#s1 #s3 #s4'><ptr type='words' target='#string-range(s1,0,3) #string-range(s3,5,3)'/>\
         <note>Words and a paragraph.</note></annotation></listAnnotation>\
         <spanGrp><span target='#w1 #w2 #s3 #w1'>Of a word and the next.</span></spanGrp></standOff><text>",
    );
    let imported = imported("x.xml", &text);
    let paragraph = |place| ParagraphIndex::at(place);
    let words = |place, from, to| {
        let point = |byte| Point {
            paragraph: paragraph(place),
            byte,
        };
        On::Words(point(from), point(to))
    };
    let notes = &imported.transcripts[0].notes;
    let on: Vec<Vec<&On>> = notes
        .iter()
        .map(|note| [&note.on].into_iter().chain(&note.also).collect())
        .collect();
    let whole = |place| On::Paragraphs(paragraph(place), paragraph(place));
    assert_eq!(
        on,
        [
            vec![&words(0, 0, 3), &words(2, 5, 8), &whole(3)],
            vec![&words(0, 0, 7), &whole(2)],
        ]
    );
}

#[test]
fn corpora_give_a_transcript_for_each_text_and_name_the_files_that_are_missing() {
    let one = tei("<u who='#a'><seg>One.</seg></u>");
    let text = format!(
        "<teiCorpus xmlns='http://www.tei-c.org/ns/1.0' xmlns:xi='http://www.w3.org/2001/XInclude'><teiHeader><profileDesc><particDesc>\
         <listPerson><person xml:id='a'><persName>Ann</persName></person></listPerson></particDesc></profileDesc></teiHeader>{one}{one}\
         <xi:include href='third.xml'/></teiCorpus>"
    );
    let imported = imported("corpus.xml", &text);
    let keys: Vec<&str> = imported
        .transcripts
        .iter()
        .map(|t| t.key.as_str())
        .collect();
    assert_eq!(keys, ["corpus-1", "corpus-2"]);
    assert_eq!(shown(&imported), ["Ann: One.", "Ann: One."]);
    assert_eq!(imported.entries.len(), 1);
    assert!(
        imported
            .account
            .reports()
            .iter()
            .any(|r| r.what.contains("third.xml"))
    );
}

#[test]
fn what_stands_before_and_behind_is_reported_and_other_languages_are_kept() {
    let text = tei("<u who='#a'><seg xml:lang='fr'>Bonjour.</seg><seg>Hello.</seg></u>")
        .replace("<body>", "<front><p>Preface.</p></front><body>")
        .replace("</body>", "</body><back><div><p>Index.</p></div></back>");
    let imported = imported("x.xml", &text);
    let words: Vec<&str> = imported
        .account
        .reports()
        .iter()
        .map(|r| r.words.as_str())
        .collect();
    assert!(
        words.contains(&"Preface.") && words.iter().any(|w| w.contains("Index.")),
        "{words:?}"
    );
    let [french] = header(&imported).languages.as_slice() else {
        panic!("one run")
    };
    assert_eq!(
        (
            french.language.as_str(),
            french.paragraphs.value.to_string().as_str()
        ),
        ("fr", "p1")
    );
}

#[test]
fn older_files_without_a_namespace_are_read() {
    let text = "<TEI.2><teiHeader><fileDesc><titleStmt><title>Old</title></titleStmt></fileDesc></teiHeader>\
        <text><body><u who='a'>Hello <event desc='door slams'/> there.</u></body></text></TEI.2>";
    let imported = imported("x.xml", text);
    assert_eq!(shown(&imported), ["a: Hello [door slams] there."]);
}

#[test]
fn what_is_neither_text_nor_list_is_told() {
    let file = ImportFile::new(
        "x.xml",
        b"<taxonomy xmlns='http://www.tei-c.org/ns/1.0'/>".to_vec(),
        None,
    );
    assert_eq!(TeiFiles.claims(&file), Claim::Sure);
    let wrong = TeiFiles
        .read(&file, &Asked::default())
        .expect_err("a taxonomy");
    assert!(wrong.message.contains("`taxonomy`"), "{wrong}");
}

#[test]
fn truncated_files_give_a_message() {
    let raw = raw("ParlaMint-AT_1996-05-07-020-XX-NRSITZ-00022.xml");
    for end in (0..raw.len()).step_by(211) {
        let end = raw.floor_char_boundary(end);
        let file = ImportFile::new("x.xml", raw.as_bytes()[..end].to_vec(), None);
        assert!(TeiFiles.read(&file, &Asked::default()).is_err(), "{end}");
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
        let mut body = String::new();
        for (who, said) in &turns {
            let said = said.iter().map(|p| format!("<seg>\n  {p}\n </seg>"));
            body.push_str(&format!("<u who='#id{who}'>{}</u>\n", said.collect::<String>()));
        }
        let imported = imported("x.xml", &tei(&body));
        let (mut expected, mut last) = (Vec::new(), None);
        for (who, said) in &turns {
            for (at, paragraph) in said.iter().enumerate() {
                match at == 0 && last != Some(*who) {
                    true => expected.push(format!("id{who}: {paragraph}")),
                    false => expected.push(paragraph.clone()),
                }
            }
            last = Some(*who);
        }
        prop_assert_eq!(shown(&imported), expected);
    }

    #[test]
    fn labels_of_any_signs_can_be_written(labels in prop::collection::vec("[A-Za-zÄ唐ש .,:;()'\"&/?!*_#\\-\\[\\]]{1,24}", 1..5)) {
        let said = labels.iter().enumerate().map(|(number, label)| {
            let label = label.replace('&', "&amp;");
            format!("<note type='speaker'>{label}</note><u who='#i{number}'><seg>Words.</seg></u>")
        });
        imported("x.xml", &tei(&said.collect::<String>()));
    }

    #[test]
    fn any_elements_add_up(parts in prop::collection::vec((0..26_usize, piece()), 0..24)) {
        let names = [
            "p", "seg", "u", "hi rend='bold'", "note", "note place='foot'", "kinesic", "gap", "list", "item", "table", "row", "cell", "choice",
            "sic", "corr", "del", "add", "supplied", "unclear", "w", "pc", "head", "div", "q", "sp",
        ];
        let (mut text, mut open) = (String::new(), Vec::new());
        for (number, (name, words)) in parts.iter().enumerate() {
            text.push_str(&format!("<{}>{words}", names[*name]));
            open.push(names[*name].split(' ').next().unwrap_or_default());
            if number % 3 == 2 {
                let closes = open.split_off(open.len() / 2);
                closes.iter().rev().for_each(|name| text.push_str(&format!("</{name}>")));
            }
        }
        open.iter().rev().for_each(|name| text.push_str(&format!("</{name}>")));
        let text = tei(&text);
        // A text of struck words has none; a paragraph of signs alone (`:`) is not always one that can be written.
        testsuite::survives(&TeiFiles, ("x.xml", text));
    }

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let file = ImportFile::new("x.xml", bytes, None);
        TeiFiles.claims(&file);
        let _ = TeiFiles.read(&file, &Asked::default());
    }
}
