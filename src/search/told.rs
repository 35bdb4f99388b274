//! What is told of records, and of what fields name: lists, each in files of its own.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    bytes::{put, put_text},
    portions::{Fill, runs},
    record::Record,
    segment::Summary,
    titles::{Field, Titled},
};
use crate::{archive::config::Config, source::digest::Digest};

/// An item that is told: what tells where its file begins, and its bytes.
pub(super) struct Item {
    pub(super) id: String,
    pub(super) bytes: Vec<u8>,
}

/// What is told of records, list by list.
pub(super) struct Told {
    pub(super) records: usize,
    pub(super) transcripts: usize,
    pub(super) paragraphs: u64,
    pub(super) notes: u64,
    pub(super) words: u64,
    pub(super) units: u64,
    pub(super) forms: Vec<String>,
    names: Vec<Item>,
    columns: Vec<Item>,
    titles: Vec<(Field, Vec<Item>)>,
}

impl Told {
    /// Of all segments.
    pub(super) fn of(segments: &[&Summary], config: &Config) -> Self {
        let records: Vec<&Record> = segments.iter().flat_map(|s| &s.records).collect();
        let mut titled: BTreeMap<Field, BTreeMap<&str, &Titled>> = BTreeMap::new();
        for ((field, id), it) in segments.iter().flat_map(|s| &s.titled) {
            titled.entry(*field).or_default().insert(id, it);
        }
        let forms: BTreeSet<&String> = records.iter().filter_map(|r| r.form.as_ref()).collect();
        let forms: Vec<String> = forms.into_iter().cloned().collect();
        let events = titled.get(&Field::Event);
        let events: Vec<&str> = events.map_or_else(Vec::new, |e| e.keys().copied().collect());
        let id = |record: &Record| {
            let kind = record.kind.checked_sub(1);
            let kind = kind.and_then(|kind| config.kinds.iter().nth(kind as usize));
            format!(
                "{}:{}",
                kind.map_or("", |(_, names)| &names.slug),
                record.id
            )
        };
        let items = |bytes: &dyn Fn(&Record) -> Vec<u8>| {
            let items = records.iter().map(|record| Item {
                id: id(record),
                bytes: bytes(record),
            });
            items.collect::<Vec<_>>()
        };
        let transcripts = records.iter().filter(|record| record.kind == 0);
        Self {
            records: records.len(),
            transcripts: transcripts.clone().count(),
            paragraphs: transcripts.clone().map(|r| u64::from(r.paragraphs)).sum(),
            notes: transcripts.map(|r| r.notes.len() as u64).sum(),
            words: records.iter().map(|record| record.words).sum(),
            units: records.iter().map(|record| record.units()).sum(),
            names: items(&name),
            columns: items(&|record| column(record, &forms, &events)),
            titles: Field::ALL
                .into_iter()
                .map(|field| {
                    let titled = titled.get(&field).into_iter().flatten();
                    let items = titled.map(|(id, titled)| Item {
                        id: (*id).to_owned(),
                        bytes: titled.write(id),
                    });
                    (field, items.collect())
                })
                .collect(),
            forms,
        }
    }

    /// Its lists, each with the first letter of its files' names.
    pub(super) fn lists(&self) -> impl Iterator<Item = (char, &str, &[Item])> {
        let records = [('n', "", &self.names[..]), ('c', "", &self.columns[..])];
        let titles = self.titles.iter();
        records
            .into_iter()
            .chain(titles.map(|(field, items)| ('t', field.name(), items.as_slice())))
    }

    /// Which items of each list go into which file.
    pub(super) fn runs(&self, most: u64) -> Vec<Vec<Range<usize>>> {
        let runs_of = |letter: char, items: &[Item]| {
            // A few results need the names of as many records, which stand far from each other.
            let most = match letter {
                'n' => most / 4,
                _ => most,
            };
            let sizes = items.iter().map(|item| {
                let begins = Digest::of(item.id.as_bytes()).0.is_multiple_of(256);
                (item.bytes.len() as u64, begins)
            });
            runs(sizes, most, Fill::Near)
        };
        self.lists()
            .map(|(letter, _, items)| runs_of(letter, items))
            .collect()
    }
}

fn name(record: &Record) -> Vec<u8> {
    let mut bytes = Vec::new();
    put_text(&mut bytes, &record.id);
    put_text(&mut bytes, &record.title);
    put_text(&mut bytes, &record.href);
    put(&mut bytes, record.own_ids.len() as u64);
    for (unit, id) in &record.own_ids {
        put(&mut bytes, u64::from(*unit));
        put_text(&mut bytes, id);
    }
    put(&mut bytes, record.notes.len() as u64);
    for id in &record.notes {
        put_text(&mut bytes, id);
    }
    bytes
}

fn column(record: &Record, forms: &[String], events: &[&str]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let form = record
        .form
        .as_ref()
        .and_then(|form| forms.binary_search(form).ok());
    let own = record.events.iter();
    let own: BTreeSet<usize> = own
        .filter_map(|id| events.binary_search(&id.as_str()).ok())
        .collect();
    put(&mut bytes, record.kind.into());
    put(&mut bytes, record.paragraphs.into());
    put(&mut bytes, record.notes.len() as u64);
    put(&mut bytes, record.date);
    put(&mut bytes, form.map_or(0, |form| form as u64 + 1));
    put(&mut bytes, own.len() as u64);
    own.iter().for_each(|event| put(&mut bytes, *event as u64));
    put(&mut bytes, record.words / record.units().max(1));
    bytes
}
