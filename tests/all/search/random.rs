//! Random archives, edit after edit: every word of every unit is found, and nothing else; a warm index is a cold one.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use postil::{
    pipeline::{self, Options},
    search::{PORTION, tokens::tokens},
};
use proptest::{prelude::*, sample::select};

use super::index::Index;
use crate::testsuite::{Site, bytes, cases, tree};

const WORDS: &[&str] = &[
    "court",
    "courts",
    "law",
    "Law",
    "laws",
    "judge",
    "judges",
    "judged",
    "mill",
    "milling",
    "river",
    "café",
    "cafe",
    "שלום",
    "צה״ל",
    "צהל",
    "הסכם",
    "司法改革",
    "司法",
    "法",
    "改革",
    "ศาล",
    "ศาลไทย",
    "Mühle",
    "суд",
    "суда",
    "حكم",
    "½",
    "1961",
    "l’État",
    "étude",
    "नियम",
    "rare",
    "once",
    "seldom",
];

fn words(most: usize) -> impl Strategy<Value = String> {
    // Of those by the hundred most are rare enough for positions.
    let word = prop_oneof![
        1 => select(WORDS).prop_map(str::to_owned),
        3 => (0..500_u32).prop_map(|number| format!("q{number}")),
    ];
    prop::collection::vec(word, 1..=most).prop_map(|words| words.join(" "))
}

#[derive(Clone, Debug)]
struct Talk {
    title: String,
    /// Each with the heading before it.
    paragraphs: Vec<(Option<String>, String)>,
    /// Each with its paragraph, counted from 0 and wrapped round, and its title.
    notes: Vec<(usize, Option<String>, String)>,
    /// Whether a last paragraph, without a word, makes it so long that another segment begins behind it.
    long: bool,
}

fn talk() -> impl Strategy<Value = Talk> {
    let paragraph = (prop::option::weighted(0.2, words(3)), words(12));
    let note = (
        any::<prop::sample::Index>(),
        prop::option::of(words(3)),
        words(8),
    );
    let parts = (
        words(3),
        prop::collection::vec(paragraph, 1..12),
        prop::collection::vec(note, 0..4),
        prop::bool::weighted(0.1),
    );
    parts.prop_map(|(title, paragraphs, notes, long)| Talk {
        long,
        notes: notes
            .into_iter()
            .map(|(at, title, note)| (at.index(paragraphs.len()), title, note))
            .collect(),
        title,
        paragraphs,
    })
}

type Archive = BTreeMap<String, Talk>;
/// By number.
type Topics = BTreeMap<u8, (String, String)>;

fn archive() -> impl Strategy<Value = (Archive, Topics)> {
    let talks = prop::collection::btree_map("[a-z]{1,6}", talk(), 1..12);
    let topics = prop::collection::btree_map(any::<u8>(), (words(3), words(8)), 0..4);
    (talks, topics)
}

fn write_talk(site: &Site, id: &str, talk: &Talk) {
    let mut text = format!("---\ntitle: {}\nspeakers: {{}}\n---\n", talk.title);
    for (heading, words) in &talk.paragraphs {
        if let Some(heading) = heading {
            let _ = write!(text, "## {heading}\n\n");
        }
        let _ = write!(text, "{words}\n\n");
    }
    if talk.long {
        let length = usize::try_from(PORTION).expect("it is in memory");
        let _ = writeln!(text, "{}", ".".repeat(length));
    }
    site.write(&format!("content/transcripts/{id}.md"), &text);
    let mut notes = String::from("annotations:\n");
    for (number, (at, title, note)) in talk.notes.iter().enumerate() {
        let _ = write!(
            notes,
            "  - id: n{number}\n    in: p{}\n    note: {note}\n",
            at + 1
        );
        if let Some(title) = title {
            let _ = writeln!(notes, "    title: {title}");
        }
    }
    if talk.notes.is_empty() {
        notes = "annotations: []\n".to_owned();
    }
    site.write(&format!("content/annotations/{id}.yaml"), &notes);
}

fn write_topic(site: &Site, number: u8, (title, body): &(String, String)) {
    let text = format!("---\ntitle: {title}\n---\n{body}\n");
    site.write(&format!("content/topics/topic-{number}.md"), &text);
}

/// Words by their positions.
type Expected = BTreeMap<String, BTreeMap<(u64, u64), Vec<u64>>>;

/// The words of a unit, part by part.
fn expect(expected: &mut Expected, place: (u64, u64), parts: &[&str]) {
    let mut next = 0;
    for part in parts {
        let from = if next == 0 { 0 } else { next + 10 };
        for (token, position) in tokens(part).into_iter().zip(from..) {
            let units = expected.entry(token.term).or_default();
            units.entry(place).or_default().push(position);
            next = position + 1;
        }
    }
}

fn expected(index: &Index, (archive, topics): &(Archive, Topics)) -> Expected {
    let mut expected = Expected::new();
    for (id, talk) in archive {
        let record = index.record(id);
        for (unit, (heading, words)) in (0..).zip(&talk.paragraphs) {
            let title = (unit == 0).then_some(talk.title.as_str());
            let parts: Vec<&str> = title
                .into_iter()
                .chain(heading.as_deref())
                .chain([words.as_str()])
                .collect();
            expect(&mut expected, (record, unit), &parts);
        }
        let notes = &index.records[record as usize].notes;
        for (number, (_, title, note)) in talk.notes.iter().enumerate() {
            let id = format!("n{number}");
            let at = notes.iter().position(|other| *other == id).expect("a note");
            let unit = (talk.paragraphs.len() + usize::from(talk.long) + at) as u64;
            let parts: Vec<&str> = title
                .as_deref()
                .into_iter()
                .chain([note.as_str()])
                .collect();
            expect(&mut expected, (record, unit), &parts);
        }
    }
    for (number, (title, body)) in topics {
        let record = index.record(&format!("topic-{number}"));
        expect(&mut expected, (record, 0), &[title, body]);
    }
    expected
}

/// Whether a word is a sign of a script without blanks, which stands at the end of a run, or a pair of ideographs.
fn is_bare(word: &str) -> bool {
    let is_tail = tokens(word).iter().any(|token| token.tail) && word.chars().count() == 1;
    is_tail || word.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// Whether a word is in more than a quarter of the units of a segment.
fn is_everywhere(
    index: &Index,
    places: &BTreeMap<(u64, u64), Vec<u64>>,
    (archive, _): &(Archive, Topics),
) -> bool {
    let is_long = |id: &String| archive.get(id).is_some_and(|talk| talk.long);
    let segments = index.records.split_inclusive(|record| is_long(&record.id));
    let mut first = 0;
    segments.into_iter().any(|records| {
        let units = records
            .iter()
            .map(|record| record.paragraphs + record.notes.len() as u64);
        let own = first..first + records.len() as u64;
        first = own.end;
        let of = places.keys().filter(|(record, _)| own.contains(record));
        of.count() as u64 * 4 > units.sum::<u64>()
    })
}

fn is_right(index: &Index, content: &(Archive, Topics)) {
    let expected = expected(index, content);
    let is_field = |term: &str| term.contains(':');
    let there: BTreeSet<&String> = index.words.keys().filter(|term| !is_field(term)).collect();
    assert_eq!(
        there,
        expected.keys().collect(),
        "these words and no others"
    );
    let units = index.root["passages"].as_u64().expect("a number")
        + index.root["notes"].as_u64().expect("a number")
        + index.root["entries"].as_u64().expect("a number");
    for (word, places) in &expected {
        let it = &index.words[word];
        assert_eq!(
            it.units.keys().collect::<Vec<_>>(),
            places.keys().collect::<Vec<_>>(),
            "{word}"
        );
        for (place, positions) in places {
            assert_eq!(it.units[place] & 1 > 0, positions.len() > 1, "{word}");
        }
        let is_common = places.len() as u64 * 20 > units;
        match is_common || is_bare(word) || is_everywhere(index, places, content) {
            true => assert_eq!(it.positions, None, "{word}"),
            false => assert_eq!(it.positions.as_ref(), Some(places), "{word}"),
        }
    }
    for ((stem, language), words) in &index.stems {
        for word in words {
            let stems = &index.words[word].stems;
            assert!(stems.contains(&(stem.clone(), language.clone())), "{word}");
        }
    }
}

#[derive(Clone, Debug)]
enum Edit {
    /// The talk at this place becomes that.
    Change(prop::sample::Index, Talk),
    Add(String, Talk),
    Remove(prop::sample::Index),
    Topic(u8, (String, String)),
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        4 => (at(), talk()).prop_map(|(at, talk)| Edit::Change(at, talk)),
        2 => ("[a-z]{1,6}", talk()).prop_map(|(id, talk)| Edit::Add(id, talk)),
        1 => at().prop_map(Edit::Remove),
        1 => (any::<u8>(), (words(3), words(8))).prop_map(|(number, topic)| Edit::Topic(number, topic)),
    ]
}

fn apply(site: &Site, (archive, topics): &mut (Archive, Topics), edit: Edit) {
    let nth = |archive: &Archive, at: prop::sample::Index| {
        archive
            .keys()
            .nth(at.index(archive.len()))
            .cloned()
            .expect("one")
    };
    match edit {
        Edit::Change(at, talk) => {
            let id = nth(archive, at);
            write_talk(site, &id, &talk);
            archive.insert(id, talk);
        }
        Edit::Add(id, talk) => {
            write_talk(site, &id, &talk);
            archive.insert(id, talk);
        }
        Edit::Remove(at) => {
            if archive.len() > 1 {
                let id = nth(archive, at);
                site.remove(&format!("content/transcripts/{id}.md"));
                site.remove(&format!("content/annotations/{id}.yaml"));
                archive.remove(&id);
            }
        }
        Edit::Topic(number, topic) => {
            write_topic(site, number, &topic);
            topics.insert(number, topic);
        }
    }
}

fn build(options: &Options) {
    let outcome = pipeline::build(options, &|_| {}).expect("the machine is fine");
    assert!(outcome.written.is_some(), "{:?}", outcome.diagnostics);
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn every_word_is_found_where_it_stands_and_nothing_else(
        content in archive(),
        edits in prop::collection::vec(edit(), 0..4),
    ) {
        let mut content = content;
        let site = Site::empty();
        content.0.iter().for_each(|(id, talk)| write_talk(&site, id, talk));
        content.1.iter().for_each(|(number, topic)| write_topic(&site, *number, topic));
        let warm = site.options();
        build(&warm);
        is_right(&Index::read(&site.path("public/search")), &content);
        for edit in edits {
            apply(&site, &mut content, edit);
            build(&warm);
        }
        let index = Index::read(&site.path("public/search"));
        is_right(&index, &content);
        let cold = Options { output: site.path("cold"), cache: false, ..site.options() };
        build(&cold);
        let (warm, cold) = (tree(&site.path("public/search")), tree(&site.path("cold/search")));
        prop_assert_eq!(bytes(&warm), bytes(&cold));
    }
}
