//! What is written is read as what it says: transcripts, headers, annotations and entries, with words that look like everything but words.

use std::{
    fs,
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
};

use postil::{
    archive::{
        Annotation, AnnotationFile, Certainty, Entry, EntryFields, FootnoteIndex, FormatKind,
        Header, Kind, Kinds, ListIndex, Mentions, Part, Prose, Record, Relation, Role, Selector,
        Speaker, Target, Transcript, Within,
    },
    date::Date,
    source::{SourceId, Span, Spanned},
    writer::{self, Block, How, Label, Paragraph, Said, Written},
};
use proptest::{prelude::*, sample::select};

use crate::testsuite::{Site, cases};

/// The one file of a folder of `content/`, as it is read.
pub(crate) mod reading {
    use postil::{
        archive::{AnnotationFile, Entry, Transcript},
        load::{self, Unit},
        source::{
            Sources,
            diag::{Code, Diagnostic, Diagnostics},
        },
    };

    use crate::testsuite::Site;

    /// Everything that a site has, and what there is to say of it.
    #[derive(Default)]
    pub struct Read {
        pub transcripts: Vec<Transcript>,
        pub annotations: Vec<AnnotationFile>,
        pub entries: Vec<Entry>,
        pub told: Vec<Diagnostic>,
    }

    pub fn site(site: &Site) -> Read {
        let mut sources = Sources::new(site.path(""));
        let survey = load::survey("postil.yaml", &mut sources, &mut Diagnostics::new());
        let mut read = Read::default();
        for file in &survey.files {
            match load::read(file, &survey.config.kinds, &sources, &mut read.told) {
                Unit::Transcript(transcript) => read.transcripts.push(*transcript),
                Unit::Annotations(annotations) => read.annotations.push(annotations),
                Unit::Entry(entry) => read.entries.push(*entry),
                Unit::Page(_) | Unit::Asset(_) | Unit::Nothing | Unit::Broken(_) => {}
            }
        }
        // What says an id twice is written as it was said.
        read.told.retain(|told| told.code != Code::DoubledId);
        read
    }
}

/// Words that look like something else.
const NASTY: &[&str] = &[
    "Bob: hello",
    "Bob (laughing): no",
    "Bob",
    "Eve: who",
    "eve: who",
    "- Bob: x",
    "Q. What?",
    "Q.: x",
    "Note: this",
    "Note: that",
    "Ms. Doe: hm",
    "a: b",
    "*stars*",
    "5*6*7",
    "**bold**",
    "_under_",
    "snake_case_word",
    "`code`",
    "# no heading",
    "## none",
    "#tag",
    "[12:30]",
    "[00:12:31]",
    "[p. 9]",
    "[Applause]",
    "[sic] he said",
    "(00:01:02) x",
    "00:01:02 - x",
    "[^1]",
    "[^1]: no",
    "[[id]]",
    "[[id|words]]",
    "[a](b)",
    "[a][b]",
    "![i](j)",
    "<b>",
    "<!-- hidden -->",
    "<laughs>",
    "&amp;",
    "a & b",
    "> quote",
    "- item",
    "* item",
    "1. item",
    "1994. A year",
    "---",
    "***",
    "===",
    "|---|",
    "| a | b |",
    "\\",
    "\\*",
    "a\\b",
    "\\Bob: x",
    "💧 wet",
    "\u{202e}bidi\u{202c}",
    "nb\u{a0}sp",
    "王说：好",
    "مرحبا: نعم",
    "`",
    "``",
    "*",
    "_",
    "[",
    "]",
    "<",
    "https://x.org/a_b_c",
    "He said: \"Yes.\"",
    "x  y",
    "…",
    "—",
    "C#",
    "end #",
    "it's \"so\"",
    "Juror 12: I",
    "THE COURT: Order",
    "Bob:",
    "tab\there",
    "Bob: Eve: x",
    "\u{200b}zero",
    "e\u{301}",
];

fn nasty() -> impl Strategy<Value = String> {
    let words = prop_oneof![
        6 => select(NASTY).prop_map(str::to_owned),
        2 => select(&["plain words", "and more", "Yes."][..]).prop_map(str::to_owned),
        1 => "[\\PC&&[^\u{fffd}]]{1,12}",
    ];
    let some = prop::collection::vec(words, 1..4).prop_map(|words| words.join(" "));
    some.prop_filter("words", |words| !words.trim().is_empty())
}

const LABELS: &[&str] = &[
    "Bob",
    "Q.",
    "Ms. Roe (Kenya)",
    "THE CLERK",
    "王说",
    "Item: 1",
];

fn speakers(count: usize) -> Vec<Speaker> {
    let labels = LABELS.iter().take(count);
    labels
        .map(|label| Speaker {
            label: (*label).to_owned(),
            name: Some("somebody".to_owned()),
            ..Speaker::default()
        })
        .collect()
}

#[derive(Clone, Debug)]
enum Piece {
    Words(String),
    As(FormatKind, String),
    Time(u32),
    Page(u32),
}

fn piece() -> impl Strategy<Value = Piece> {
    let kind = select(vec![
        FormatKind::Emphasis,
        FormatKind::Strong,
        FormatKind::Code,
        FormatKind::Link("https://x.org/a(b)".to_owned()),
        FormatKind::Footnote(FootnoteIndex::at(1)),
    ]);
    prop_oneof![
        6 => nasty().prop_map(Piece::Words),
        2 => (kind, nasty()).prop_map(|(kind, words)| match kind {
            FormatKind::Footnote(_) => Piece::As(kind, String::new()),
            _ => Piece::As(kind, words),
        }),
        1 => (0..1_000_000u32).prop_map(Piece::Time),
        1 => (1..99u32).prop_map(Piece::Page),
    ]
}

fn paragraph(labels: usize) -> impl Strategy<Value = Paragraph> {
    let label = (0..=labels, select(&[None, None, Some("(laughing)")][..]));
    (label, prop::collection::vec((piece(), any::<bool>()), 1..4)).prop_map(
        move |((label, direction), pieces)| {
            let mut paragraph = Paragraph::default();
            if label < labels {
                paragraph.label = Some(Label {
                    declared: LABELS[label].to_owned(),
                    printed: None,
                    direction: direction.map(str::to_owned),
                });
            }
            for (piece, apart) in pieces {
                match piece {
                    Piece::Words(words) => paragraph.push(&words),
                    Piece::As(kind, words) => paragraph.push_as(kind, &words),
                    Piece::Time(thousandths) => {
                        paragraph.push_time(f64::from(thousandths) / 1000.0)
                    }
                    Piece::Page(page) => paragraph.push_page(&page.to_string()),
                }
                if apart {
                    paragraph.push(" ");
                }
            }
            if paragraph.text.trim().is_empty() {
                paragraph.push("words");
            }
            paragraph
        },
    )
}

fn said(labels: usize) -> impl Strategy<Value = Said> {
    let block = prop_oneof![
        8 => paragraph(labels).prop_map(Block::Paragraph),
        1 => (1..=6u8, nasty()).prop_map(|(level, words)| Block::Heading { level, words }),
    ];
    prop::collection::vec(block, 1..6).prop_map(|mut blocks| {
        blocks.push(Block::Paragraph(Paragraph::of("The end.")));
        Said {
            blocks,
            footnotes: vec!["One.".to_owned(), "Two *more*: x.".to_owned()],
        }
    })
}

fn header(labels: usize) -> Header {
    Header {
        title: "A hearing: part #1".to_owned(),
        speakers: speakers(labels).into(),
        ..Header::default()
    }
}

/// The words of each paragraph, with its label.
fn plain(said: &Said) -> Vec<(Option<String>, String)> {
    let paragraphs = said.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Heading { .. } => None,
    });
    let plain = paragraphs.map(|p| {
        let label = p.label.as_ref();
        (
            label.map(|l| format!("{} {:?}", l.declared, l.direction)),
            p.text.trim().to_owned(),
        )
    });
    plain.collect()
}

fn read_transcript(written: &str) -> (Transcript, Vec<String>) {
    let site = Site::empty()
        .file("postil.yaml", "title: x\n")
        .file("content/transcripts/talk.md", written);
    let mut read = reading::site(&site);
    let told = read
        .told
        .iter()
        .map(|d| format!("{:?} {}", d.code, d.message))
        .collect();
    (
        read.transcripts
            .pop()
            .unwrap_or_else(|| panic!("{told:?}\n{written}")),
        told,
    )
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn a_transcript_that_was_written_says_what_it_should((labels, said) in (0..=LABELS.len()).prop_flat_map(|n| (Just(n), said(n)))) {
        let header = header(labels);
        let written = writer::transcript(&header, &How::default(), &said, &Kinds::default());
        let cases = CASES.fetch_add(1, Relaxed);
        let Written { text, .. } = match written {
            Ok(written) => written,
            Err(refused) => {
                // There are places where a mark cannot stand; most can be written.
                prop_assert!(REFUSED.fetch_add(1, Relaxed) < 5 + cases / 50, "{refused}\n{said:?}");
                return Ok(());
            }
        };
        let (read, told) = read_transcript(&text);
        let again = Said::of(&read);
        prop_assert_eq!(plain(&again), plain(&said), "{}\n{:?}", text, told);
        prop_assert_eq!(&again.footnotes, &said.footnotes);
        let unknown = told.iter().filter(|remark| ["SpeakersDetected", "UndeclaredLabel", "SignsAreWords", "HtmlComment"].iter().any(|code| remark.starts_with(code)));
        prop_assert_eq!(unknown.count(), 0, "{:?}\n{}", told, text);
        // Once more from what was read: the same file.
        let twice = writer::transcript(&header, &How::default(), &again, &Kinds::default());
        prop_assert_eq!(twice.map(|w| w.text), Ok(text));
    }
}

static CASES: AtomicUsize = AtomicUsize::new(0);
static REFUSED: AtomicUsize = AtomicUsize::new(0);

/// What a value says, without the places where it stands in files.
fn without_places(value: impl serde::Serialize) -> serde_json::Value {
    fn strip(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Array(items) => items.iter_mut().for_each(strip),
            serde_json::Value::Object(fields) => {
                // `Prose` may end with a line feed, as blocks do; a place is nothing that is said.
                let prose = fields.remove("lines").is_some();
                for place in ["span", "source", "origin", "candidates"] {
                    if fields.get(place).is_some_and(|at| {
                        at.is_number()
                            || (at.is_null() && place == "span")
                            || at.get("start").is_some()
                            || at.get("pieces").is_some()
                            || place == "candidates"
                    }) {
                        fields.remove(place);
                    }
                }
                if prose && let Some(serde_json::Value::String(words)) = fields.get_mut("text") {
                    *words = words.trim().to_owned();
                }
                fields.values_mut().for_each(strip);
            }
            _ => {}
        }
    }
    let mut value = serde_json::to_value(value).expect("plain data");
    strip(&mut value);
    value
}

fn some<T: std::fmt::Debug + Clone + 'static>(
    of: impl Strategy<Value = T> + 'static,
) -> impl Strategy<Value = Option<T>> {
    prop::option::weighted(0.4, of)
}

/// Words in one line of a header or a note's title: a link means nothing there, and is told.
fn line() -> impl Strategy<Value = String> {
    let yaml = select(
        &[
            "true",
            "null",
            "~",
            "1984",
            "1e3",
            "0x1f",
            "no",
            "'single'",
            "\"double\"",
            "- a",
            "a #b",
            "# c",
            "a:",
            "%x",
            "@y",
            "{z}",
            "[q]",
            "a, b",
            "x: y: z",
            "---",
            "<<",
            "? q",
            "|",
            ">",
            "&a",
            "*b",
            "!c",
        ][..],
    );
    let words = prop_oneof![3 => nasty(), 2 => yaml.prop_map(str::to_owned)];
    words
        .prop_map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "))
        .prop_filter("plain", |words| {
            let curly = words.starts_with(['“', '„', '”']);
            !words.is_empty()
                && !words.contains("[[")
                && !curly
                && !words.chars().any(|c| c == '\u{2028}' || c.is_control())
        })
}

/// Words of several paragraphs.
fn prose() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof![4 => line(), 1 => Just(String::new()), 1 => Just("  deeper".to_owned())],
        1..5,
    )
    .prop_map(|lines| lines.join("\n").trim().to_owned())
    .prop_filter("words", |words| !words.is_empty())
}

fn id() -> impl Strategy<Value = String> {
    select(
        &[
            "syria",
            "ban-ki-moon",
            "año",
            "p-5",
            "2014-04-01-talk",
            "true",
            "null",
            "1984",
            "王",
            "on",
        ][..],
    )
    .prop_map(str::to_owned)
}

fn unplaced(id: String) -> Spanned<String> {
    Spanned::unplaced(id)
}

fn date() -> impl Strategy<Value = Spanned<Date>> {
    let dates = select(
        &[
            "2014-04-01",
            "1994~",
            "199X",
            "2014",
            "1994-04-07/1994-07",
            "2014-04-01T10:30",
            "2014-04-01T10:30:00Z",
            "2014-04-01T10:30+02:00",
            "../1950",
        ][..],
    );
    dates.prop_map(|date| Spanned::unplaced(Date::parse(date).expect("a date")))
}

fn selector() -> impl Strategy<Value = Selector> {
    let words = || prose().prop_map(unplaced);
    let nth = || some((1..9u32).prop_map(Spanned::unplaced));
    let within = || {
        let digest = select(&["", ".3f9c1b", ".000000"][..]);
        (1..9u32, 0..3u32, digest).prop_map(|(first, more, digest)| Within {
            first: format!("p{first}{digest}").parse().expect("an id"),
            last: format!("p{}{digest}", first + more).parse().expect("an id"),
            span: Span::NOWHERE,
        })
    };
    prop_oneof![
        Just(Selector::Whole),
        within().prop_map(Selector::Paragraphs),
        (words(), some(words()), some(words()), nth(), some(within())).prop_map(
            |(words, before, after, nth, within)| Selector::Quote {
                words,
                before,
                after,
                nth,
                within
            }
        ),
        (words(), words(), some(words()), nth(), some(within())).prop_map(
            |(from, to, before, nth, within)| Selector::Passage {
                from,
                to,
                before,
                nth,
                within
            }
        ),
    ]
}

fn annotation() -> impl Strategy<Value = Annotation> {
    let target =
        (some(id().prop_map(unplaced)), selector()).prop_map(|(transcript, selector)| Target {
            transcript,
            selector,
            span: Span::NOWHERE,
        });
    let names = prop::collection::vec(
        (
            select(vec![Kind::TOPICS, Kind::PEOPLE, Kind::PLACES]),
            id().prop_map(unplaced),
        ),
        0..4,
    );
    let certainty = select(vec![Certainty::Probable, Certainty::Possible]);
    let first = (
        prop::collection::vec(target, 0..3),
        some(prose()),
        names,
        prop::collection::vec(prose(), 0..3),
        some(line()),
    );
    let then = (
        some(certainty),
        some(line()),
        some(id()),
        some(date()),
        any::<bool>(),
        some(prose()),
    );
    (first, then).prop_map(
        |(
            (targets, note, mut names, sources, title),
            (certainty, warning, by, written, draft, correction),
        )| {
            // A kind's ids stand under one key.
            names.sort_by_key(|(kind, _)| *kind);
            let mut targets = targets;
            let disputes = targets.is_empty().then(|| unplaced("another".to_owned()));
            if targets.iter().any(|t| {
                !matches!(
                    t.selector,
                    Selector::Quote { .. } | Selector::Passage { .. }
                )
            }) || targets.is_empty()
            {
                targets.truncate(2);
            }
            let quotes = targets.iter().all(|t| {
                matches!(
                    t.selector,
                    Selector::Quote { .. } | Selector::Passage { .. }
                )
            });
            Annotation {
                targets,
                disputes,
                title,
                note: note
                    .or_else(|| Some("A note.".to_owned()))
                    .map(Prose::unplaced),
                names,
                sources: sources.into_iter().map(Prose::unplaced).collect(),
                certainty,
                correction: correction.filter(|_| quotes).map(unplaced),
                warning,
                by: by.map(unplaced),
                written,
                draft,
                ..Annotation::nothing(SourceId(0))
            }
        },
    )
}

/// What a site of one file has.
fn read_one(path: &str, text: &str) -> reading::Read {
    reading::site(
        &Site::empty()
            .file("postil.yaml", "title: x\n")
            .file(path, text),
    )
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn annotations_that_were_written_say_what_they_should(annotations in prop::collection::vec(annotation(), 1..4)) {
        let file = AnnotationFile { source: SourceId(0), transcript: Some(unplaced("talk".to_owned())), candidates: Vec::new(), annotations };
        let text = writer::annotations(&file, &Kinds::default()).expect("it can be written");
        let read = read_one("content/annotations/talk.yaml", &text);
        let told: Vec<_> = read.told.iter().map(|d| &d.message).collect();
        prop_assert!(told.is_empty(), "{:?}\n{}", told, text);
        prop_assert_eq!(without_places(&read.annotations[0]), without_places(&file), "{}", text);
        let twice = writer::annotations(&read.annotations[0], &Kinds::default());
        prop_assert_eq!(twice, Ok(text));
    }

    #[test]
    fn an_entry_that_was_written_says_what_it_should(
        kind in select(vec![Kind::TOPICS, Kind::EVENTS, Kind::PEOPLE, Kind::PLACES, Kind::DOCUMENTS]),
        (title, aliases, summary, sort) in (line(), prop::collection::vec(line(), 0..3), some(line()), some(line())),
        (sources, when, role, named) in (prop::collection::vec(prose(), 0..3), some(date()), some((line(), some(id()), some(date()))), prop::collection::vec(id(), 0..3)),
        (body, draft, extra, mentions) in (some(prose()), any::<bool>(), some(line()), 0..4),
    ) {
        let mut fields = EntryFields { title, aliases, summary, sort, ..EntryFields::default() };
        fields.sources = sources.into_iter().map(Prose::unplaced).collect();
        fields.mentions = match mentions {
            0 => Mentions::Usual,
            1 => Mentions::Asked,
            2 => Mentions::Never,
            _ => Mentions::Only(vec![fields.title.clone()]),
        };
        // `true` as a title cannot be told from the flag.
        if ["true", "false"].contains(&fields.title.as_str()) || fields.aliases.iter().any(|a| ["true", "false"].contains(&a.as_str())) {
            fields.mentions = Mentions::Usual;
        }
        let role = role.map(|(role, at, date)| Role { role, at: at.map(unplaced), date });
        match kind {
            Kind::EVENTS => {
                fields.date = when;
                fields.named.extend(Relation::Participants, named.into_iter().map(unplaced));
            }
            Kind::DOCUMENTS => fields.date = when,
            Kind::PEOPLE => {
                fields.born = when;
                fields.roles = role.into_iter().collect();
            }
            Kind::TOPICS => fields.named.extend(Relation::Broader, named.into_iter().map(unplaced)),
            _ => fields.coordinates = Some(postil::archive::Coordinates { latitude: 50.8467, longitude: -4.0 }),
        }
        fields.common.draft = draft;
        fields.common.extra = extra.map_or(serde_json::Value::Null, |words| serde_json::json!({"a": words, "b": [1, true, null, "true", "1"], "c": {"d": 1.5}}));
        let body = body.unwrap_or_default();
        let text = writer::entry(kind, &fields, &body).expect("it can be written");
        let folder = Kinds::default().names(kind).folder.clone();
        let read = read_one(&format!("content/{folder}/it.md"), &text);
        let told: Vec<_> = read.told.iter().map(|d| &d.message).collect();
        prop_assert!(told.is_empty(), "{:?}\n{}", told, text);
        let entry: &Entry = &read.entries[0];
        prop_assert_eq!(without_places(&entry.fields), without_places(&fields), "{}", text);
        prop_assert_eq!(entry.body.text.trim_end(), body.trim_end());
        prop_assert_eq!(writer::entry(kind, &entry.fields, &entry.body.text), Ok(text));
    }
}

/// A header with everything in it.
fn full_header() -> Header {
    let name = |id: &str| Spanned::unplaced(id.to_owned());
    let mut header = header(2);
    let speakers = &mut header.speakers;
    speakers.push(Speaker {
        label: "No: one".to_owned(),
        person: Some(name("jane-roe")),
        ..Speaker::default()
    });
    speakers.push(Speaker {
        label: "Counsel".to_owned(),
        role: Some("for the #1 defence".to_owned()),
        part: Some(Part::Counsel),
        asks: Some(true),
        spoken: Some("fr".to_owned()),
        ..Speaker::default()
    });
    header.date = Some(Spanned::unplaced(
        Date::parse("2014-04-01T10:30").expect("a date"),
    ));
    header.summary = Some("Two: sentences. And #more.".to_owned());
    header.record = Some(Record::MachineChecked);
    header.language = Some("fr".to_owned());
    header.translation_of = Some(name("a-hearing"));
    let run = |run: &str| Spanned::unplaced(run.parse().expect("a run"));
    header.align = vec![postil::archive::AlignedRuns {
        own: run("p1"),
        original: run("p2-p3a"),
    }];
    header.languages = vec![postil::archive::InLanguage {
        paragraphs: run("p2-p4"),
        language: "zh-Hant".to_owned(),
    }];
    header
        .named
        .push(Relation::TranscriptPlace, name("brussels"));
    header.about = vec![(Kind::TOPICS, name("syria")), (Kind::TOPICS, name("true"))];
    header.cite_author = Some(Vec::new());
    header.rights = Some("https://creativecommons.org/publicdomain/zero/1.0/".to_owned());
    header.source = Some(postil::archive::Source {
        title: Some("Minutes, p. 1".to_owned()),
        url: Some("https://x.org/a?b=c#d".to_owned()),
        ..postil::archive::Source::default()
    });
    header.media = Some(postil::archive::Media {
        url: "https://x.org/v".to_owned(),
        rights: Some("theirs".to_owned()),
        duration: Some(3723.5),
    });
    let credit = |role: &str, name: &str| postil::archive::Credit {
        role: role.to_owned(),
        name: name.to_owned(),
    };
    header.credits = vec![
        credit("transcriber", "A. B."),
        credit("transcriber", "C: D"),
    ];
    header.turns = vec![postil::archive::TurnCorrection {
        paragraph: Spanned::unplaced("p1".parse().expect("an id")),
        label: None,
        person: None,
        name: None,
        role: Some("chair".to_owned()),
        part: Some(Part::Chair),
        asks: Some(false),
        spoken: Some("ar".to_owned()),
        certainty: Some(Certainty::Possible),
    }];
    header.common.extra = serde_json::json!({"shelf": "12", "box": 12});
    header
}

#[test]
fn a_header_that_was_written_says_what_it_should() {
    let header = full_header();
    let mut said = Said::default();
    for speaker in &header.speakers {
        let label = Label::declared(&*speaker.label);
        said.blocks
            .push(Block::Paragraph(Paragraph::by(label, "Words.")));
    }
    let kinds = Kinds::default();
    let written =
        writer::transcript(&header, &How::default(), &said, &kinds).expect("it can be written");
    let (read, told) = read_transcript(&written.text);
    assert_eq!(told, Vec::<String>::new());
    assert_eq!(
        without_places(&read.header),
        without_places(&header),
        "{}",
        written.text
    );
    // The same beside a text that stays as it is.
    let how = How {
        words: vec!["Note".to_owned()],
        first_line: Some(3),
        ..How::default()
    };
    let sidecar = writer::sidecar(&header, &how, &kinds).expect("it can be written");
    let text = "Heading\n\nBob: a\nQ. b\nNo: one: c\nCounsel: d\nNote: e\n";
    let site = Site::empty()
        .file("postil.yaml", "title: x\n")
        .file("content/transcripts/talk.txt", text)
        .file("content/transcripts/talk.yaml", &sidecar);
    let read = reading::site(&site);
    assert!(read.told.is_empty(), "{:?}\n{sidecar}", read.told);
    assert_eq!(
        without_places(&read.transcripts[0].header),
        without_places(&header)
    );
    assert_eq!(read.transcripts[0].paragraphs.len(), 5);
}

/// The files of this repository, read and written and read again.
#[test]
fn what_is_read_can_be_written() {
    let own = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let site = Site::empty().file("postil.yaml", "title: x\n");
    for file in walkdir::WalkDir::new(&own)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|f| f.file_type().is_file())
    {
        let path = file.path().strip_prefix(&own).expect("below it");
        site.write_bytes(
            &format!("content/{}", path.display()),
            &fs::read(file.path()).expect("read"),
        );
    }
    let kinds = Kinds::default();
    let read = reading::site(&site);
    assert!(read.transcripts.len() + read.annotations.len() > 1 && read.entries.len() > 40);
    for transcript in &read.transcripts {
        let said = Said::of(transcript);
        let written = writer::transcript(&transcript.header, &How::default(), &said, &kinds)
            .expect("it can be written");
        let (again, _) = read_transcript(&written.text);
        assert_eq!(again.text, transcript.text);
        assert_eq!(
            without_places(&again.header),
            without_places(&transcript.header),
            "{}",
            written.text
        );
        assert_eq!(
            without_places(&*again.turns),
            without_places(&*transcript.turns)
        );
        assert_eq!(
            without_places(&*again.paragraphs),
            without_places(&*transcript.paragraphs)
        );
    }
    for file in &read.annotations {
        let text = writer::annotations(file, &kinds).expect("it can be written");
        let again = read_one("content/annotations/talk.yaml", &text);
        assert_eq!(
            without_places(&again.annotations[0]),
            without_places(file),
            "{text}"
        );
    }
    for entry in &read.entries {
        let text =
            writer::entry(entry.kind, &entry.fields, &entry.body.text).expect("it can be written");
        let again = read_one(
            &format!("content/{}/it.md", kinds.names(entry.kind).folder),
            &text,
        );
        assert_eq!(
            without_places(&again.entries[0].fields),
            without_places(&entry.fields),
            "{text}"
        );
        assert_eq!(again.entries[0].body.text, entry.body.text);
    }
}

/// A site that was written as an importer would is one that `check` has nothing to say about.
#[test]
fn a_site_that_was_written_is_without_remarks() {
    let kinds = Kinds::default();
    let name = |id: &str| Spanned::unplaced(id.to_owned());
    let mut header = header(1);
    header.speakers.push(Speaker {
        label: "Jane Roe".to_owned(),
        person: Some(name("jane-roe")),
        ..Speaker::default()
    });
    header.date = Some(Spanned::unplaced(
        Date::parse("1931-05-04").expect("a date"),
    ));
    let mut answer = Paragraph::by(Label::declared("Jane Roe"), "");
    answer.push_time(751.0);
    answer.push("I was at the mill: ");
    answer.push_as(FormatKind::Emphasis, "all");
    answer.push(" of that night. [Laughter]");
    let said = Said {
        blocks: vec![
            Block::Heading {
                level: 2,
                words: "The mill".to_owned(),
            },
            Block::Paragraph(Paragraph::by(
                Label::declared("Bob"),
                "Where were you? #3 & <b>, 5 * 6, a_b *",
            )),
            Block::Paragraph(answer),
            Block::Paragraph(Paragraph::of("Note: this is no label.")),
            Block::Paragraph(Paragraph::of("Note: nor is this.")),
            Block::Paragraph(Paragraph::of("Bob: he said.")),
        ],
        footnotes: Vec::new(),
    };
    let transcript = writer::transcript(&header, &How::default(), &said, &kinds).expect("written");
    assert_eq!(transcript.plainer, []);
    let mut annotation = Annotation::nothing(SourceId(0));
    annotation.targets.push(Target {
        transcript: None,
        selector: Selector::Quote {
            words: name("at the mill: all"),
            before: None,
            after: None,
            nth: None,
            within: None,
        },
        span: Span::NOWHERE,
    });
    annotation.note = Some(Prose::unplaced("See [[milling]].\n\nIt *was*: closed."));
    annotation.names.push((Kind::TOPICS, name("milling")));
    let file = AnnotationFile {
        source: SourceId(0),
        transcript: None,
        candidates: Vec::new(),
        annotations: vec![annotation],
    };
    let entry = |kind, title: &str| {
        let fields = EntryFields {
            title: title.to_owned(),
            ..EntryFields::default()
        };
        writer::entry(kind, &fields, "").expect("written")
    };
    let site = Site::empty()
        .file(
            "postil.yaml",
            "title: Mills\nbase_url: https://mills.example/\ncontact: archive@example.org\n",
        )
        .file("content/transcripts/hearing.md", &transcript.text)
        .file(
            "content/annotations/hearing.yaml",
            &writer::annotations(&file, &kinds).expect("written"),
        )
        .file(
            "content/topics/milling.md",
            &entry(Kind::TOPICS, "Milling: the trade"),
        )
        .file(
            "content/people/jane-roe.md",
            &entry(Kind::PEOPLE, "Jane Roe"),
        );
    let run = site.run(&["check", "--strict"]);
    assert_eq!(
        run.code, 0,
        "{}{}\n{}",
        run.stdout, run.stderr, transcript.text
    );
    assert!(
        !run.stderr.contains("warning"),
        "{}\n{}",
        run.stderr,
        transcript.text
    );
    site.build();
    let page = site.page("transcripts/hearing.html");
    assert!(
        page.contains("Where were you? #3 &amp; &lt;b&gt;, 5 * 6, a_b *"),
        "{page}"
    );
}
