//! Reads the files of an index as docs/index-format.md says that they are written, and knows nothing of how they are made.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::Value;

/// An index, read.
#[derive(Debug, Default)]
pub struct Index {
    pub root: Value,
    /// By the name of its file.
    parts: BTreeMap<String, Vec<u8>>,
    pub records: Vec<Record>,
    pub words: BTreeMap<String, Word>,
    /// Words by stem and language.
    pub stems: BTreeMap<(String, String), Vec<String>>,
    /// Field, id: title and address.
    pub titles: BTreeMap<(String, String), (String, String)>,
    /// Of topics that have any: the ids of those above.
    pub broader: BTreeMap<String, Vec<String>>,
}

#[derive(Debug)]
pub struct Record {
    pub id: String,
    pub title: String,
    pub href: String,
    pub own_ids: Vec<(u64, String)>,
    pub notes: Vec<String>,
    pub kind: u64,
    pub paragraphs: u64,
    pub date: u64,
    pub form: Option<String>,
    pub events: Vec<String>,
    pub average: u64,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Word {
    pub stems: Vec<(String, String)>,
    /// By record and unit: 1 more than once, 2 in a heading or a title.
    pub units: BTreeMap<(u64, u64), u64>,
    /// By record and unit, if there are any.
    pub positions: Option<BTreeMap<(u64, u64), Vec<u64>>>,
}

/// Bytes that are read from the front.
struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn number(&mut self) -> u64 {
        let mut number = 0;
        for shift in (0..).step_by(7) {
            let byte = self.take(1)[0];
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        number
    }

    fn take(&mut self, count: u64) -> &'b [u8] {
        let (taken, rest) = self.0.split_at(usize::try_from(count).expect("small"));
        self.0 = rest;
        taken
    }

    fn bytes(&mut self) -> &'b [u8] {
        let length = self.number();
        self.take(length)
    }

    fn text(&mut self) -> String {
        String::from_utf8(self.bytes().to_vec()).expect("UTF-8")
    }

    fn is_done(&self) -> bool {
        self.0.is_empty()
    }
}

fn names(value: &Value) -> Vec<(&Value, &str)> {
    let list = value.as_array().expect("a list");
    list.iter()
        .map(|pair| (&pair[0], pair[1].as_str().expect("a name")))
        .collect()
}

/// The bytes that each file hands over, and the root.
pub fn parts(folder: &Path) -> (BTreeMap<String, Vec<u8>>, Value) {
    let (mut parts, mut root) = (BTreeMap::new(), Value::Null);
    for file in fs::read_dir(folder).expect("an index") {
        let path = file.expect("a file").path();
        let name = path.file_stem().expect("a name").to_string_lossy();
        let text = fs::read_to_string(&path).expect("a script");
        if let Some(rest) = text.strip_prefix("postil.search.part(\"") {
            let rest = rest.strip_suffix("\");\n").expect("one call");
            let (own, bytes) = rest.split_once("\",\"").expect("two texts");
            assert_eq!(own, name);
            parts.insert(own.to_owned(), STANDARD.decode(bytes).expect("base64"));
        } else if let Some(rest) = text.strip_prefix("postil.search.root(") {
            let json = rest.strip_suffix(");\n").expect("one call");
            root = serde_json::from_str(json).expect("JSON");
        }
    }
    (parts, root)
}

impl Index {
    /// The index in a folder. Every file is read once, and to its end.
    pub fn read(folder: &Path) -> Self {
        let (parts, root) = parts(folder);
        let mut index = Self {
            root,
            parts,
            ..Self::default()
        };
        index.read_titles();
        index.read_records();
        let root = index.root.clone();
        for (first, name) in names(&root["dict"]) {
            let first = first.as_str().expect("a term");
            let before = index.words.last_key_value().map(|(term, _)| term.clone());
            assert!(before.is_none_or(|before| *before < *first), "{first}");
            index.read_dictionary(first, name);
        }
        let mut known: BTreeSet<&str> = index.apart();
        for list in ["dict", "names", "columns"] {
            known.extend(names(&index.root[list]).into_iter().map(|(_, name)| name));
        }
        for titles in index.root["titles"]
            .as_object()
            .expect("an object")
            .values()
        {
            known.extend(names(titles).into_iter().map(|(_, name)| name));
        }
        let there: BTreeSet<&str> = index.parts.keys().map(String::as_str).collect();
        assert_eq!(
            known, there,
            "each file is named, and each that is named is there"
        );
        index
    }

    fn part(&self, name: &str) -> Bytes<'_> {
        Bytes(&self.parts[name])
    }

    fn read_titles(&mut self) {
        let (mut titles, mut broader) = (BTreeMap::new(), BTreeMap::new());
        for (field, files) in self.root["titles"].as_object().expect("an object") {
            for (first, name) in names(files) {
                let mut bytes = self.part(name);
                let mut is_first = true;
                while !bytes.is_done() {
                    let (id, title, href) = (bytes.text(), bytes.text(), bytes.text());
                    let count = bytes.number();
                    let above: Vec<String> = (0..count).map(|_| bytes.text()).collect();
                    if !above.is_empty() {
                        broader.insert(id.clone(), above);
                    }
                    assert!(!is_first || first.as_str() == Some(&id));
                    is_first = false;
                    titles.insert((field.clone(), id), (title, href));
                }
            }
        }
        self.titles = titles;
        self.broader = broader;
    }

    fn read_records(&mut self) {
        let mut records = Vec::new();
        for (first, name) in names(&self.root["names"]) {
            assert_eq!(first.as_u64(), Some(records.len() as u64));
            let mut bytes = self.part(name);
            while !bytes.is_done() {
                records.push(Record {
                    id: bytes.text(),
                    title: bytes.text(),
                    href: bytes.text(),
                    own_ids: {
                        let count = bytes.number();
                        (0..count).map(|_| (bytes.number(), bytes.text())).collect()
                    },
                    notes: {
                        let count = bytes.number();
                        (0..count).map(|_| bytes.text()).collect()
                    },
                    kind: 0,
                    paragraphs: 0,
                    date: 0,
                    form: None,
                    events: Vec::new(),
                    average: 0,
                });
            }
        }
        let events: Vec<&String> = self
            .titles
            .keys()
            .filter(|(field, _)| field == "event")
            .map(|(_, id)| id)
            .collect();
        let mut number = 0;
        for (first, name) in names(&self.root["columns"]) {
            assert_eq!(first.as_u64(), Some(number as u64));
            let mut bytes = self.part(name);
            while !bytes.is_done() {
                let record = &mut records[number];
                number += 1;
                record.kind = bytes.number();
                record.paragraphs = bytes.number();
                assert_eq!(bytes.number(), record.notes.len() as u64);
                record.date = bytes.number();
                let form = bytes.number() as usize;
                let form = form.checked_sub(1).map(|form| &self.root["forms"][form]);
                record.form = form.map(|form| form.as_str().expect("a form").to_owned());
                let count = bytes.number();
                record.events = (0..count)
                    .map(|_| events[bytes.number() as usize].clone())
                    .collect();
                record.average = bytes.number();
            }
        }
        assert_eq!(number, records.len());
        assert_eq!(self.root["records"].as_u64(), Some(records.len() as u64));
        self.records = records;
    }

    /// The names of the files that dictionaries lead to.
    fn apart(&self) -> BTreeSet<&str> {
        let names = self.parts.keys().map(String::as_str);
        names.filter(|name| name.starts_with(['l', 'p'])).collect()
    }

    /// The bytes of a cell in a file of such.
    fn cell(&self, name: &str, number: u64) -> &[u8] {
        if name.is_empty() {
            return &[];
        }
        let mut bytes = self.part(name);
        let count = bytes.number();
        let lengths: Vec<u64> = (0..count).map(|_| bytes.number()).collect();
        let mut found: &[u8] = &[];
        for (at, length) in (0..).zip(&lengths) {
            let cell = bytes.take(*length);
            if at == number {
                found = cell;
            }
        }
        assert!(bytes.is_done() && number < count);
        found
    }

    fn read_dictionary(&mut self, first: &str, name: &str) {
        let (mut words, mut stems) = (Vec::new(), Vec::new());
        let mut bytes = self.part(name);
        while !bytes.is_done() {
            let length = bytes.number();
            let lists = (bytes.text(), bytes.number());
            let positions = (bytes.text(), bytes.number());
            let lists = self.cell(&lists.0, lists.1);
            let positions = self.cell(&positions.0, positions.1);
            let mut entries = Bytes(bytes.take(length));
            let mut before = String::new();
            while !entries.is_done() {
                let (shared, rest) = split(entries.number(), 16);
                let rest = String::from_utf8(entries.take(rest).to_vec()).expect("UTF-8");
                let term = before[..shared as usize].to_owned() + &rest;
                assert!(before < term && term.as_str() >= first, "{before} {term}");
                before.clone_from(&term);
                if let Some((stem, language)) = term.split_once('\u{1}') {
                    let count = entries.number();
                    let own: Vec<String> = (0..count).map(|_| entries.text()).collect();
                    assert!(own.len() > 1 && own.is_sorted(), "{term:?}");
                    stems.push(((stem.to_owned(), language.to_owned()), own));
                    continue;
                }
                let word = self.read_word(&term, &mut entries, lists, positions);
                words.push((term, word));
            }
        }
        self.words.extend(words);
        self.stems.extend(stems);
    }

    fn read_word(
        &self,
        term: &str,
        entries: &mut Bytes<'_>,
        lists: &[u8],
        positions: &[u8],
    ) -> Word {
        let count = entries.number();
        let (form, stems) = split(entries.number(), 4);
        let stems = (0..stems).map(|_| {
            let language = &self.root["languages"][entries.number() as usize];
            let kept = entries.number() as usize;
            let stem = term[..kept].to_owned() + &entries.text();
            (stem, language.as_str().expect("a language").to_owned())
        });
        let stems = stems.collect();
        let mut list = match form & 2 {
            0 => Bytes(entries.bytes()),
            _ => slice(lists, entries.number(), entries.number()),
        };
        let (mut record, mut units) = (0, BTreeMap::new());
        while !list.is_done() {
            let (several, gap) = split(list.number(), 2);
            record += gap;
            let (count, mut unit) = (if several > 0 { list.number() } else { 1 }, 0);
            for _ in 0..count {
                unit += list.number();
                let weight = list.0.iter().take_while(|byte| **byte == 0).count() as u64;
                list.take(weight);
                assert!(weight < 4 && units.insert((record, unit), weight).is_none());
            }
        }
        assert_eq!(units.len() as u64, count, "{term}");
        let positions = match form & 1 {
            0 => None,
            _ => {
                let mut bytes = slice(positions, entries.number(), entries.number());
                let of_unit = |bytes: &mut Bytes<'_>| {
                    let (count, mut position) = (bytes.number(), 0);
                    let all = (0..count).map(|_| {
                        position += bytes.number();
                        position
                    });
                    all.collect::<Vec<u64>>()
                };
                let all = units.keys().map(|place| (*place, of_unit(&mut bytes)));
                let all: BTreeMap<_, _> = all.collect();
                assert!(bytes.is_done(), "{term}");
                Some(all)
            }
        };
        Word {
            stems,
            units,
            positions,
        }
    }

    /// The number of a record.
    pub fn record(&self, id: &str) -> u64 {
        let at = self.records.iter().position(|record| record.id == id);
        at.expect("a record") as u64
    }

    /// Where a word or a field stands: ids of records with units.
    pub fn places(&self, term: &str) -> Vec<(&str, u64)> {
        let units = self
            .words
            .get(term)
            .into_iter()
            .flat_map(|w| w.units.keys());
        units
            .map(|(record, unit)| (self.records[*record as usize].id.as_str(), *unit))
            .collect()
    }
}

/// What is left of a number that has another in it, and that other.
fn split(number: u64, by: u64) -> (u64, u64) {
    (number % by, number / by)
}

fn slice(bytes: &[u8], start: u64, length: u64) -> Bytes<'_> {
    let start = start as usize;
    Bytes(&bytes[start..start + length as usize])
}
