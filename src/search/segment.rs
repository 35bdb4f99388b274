//! A segment: neighbouring records gathered into one list of entries, and what is told of them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    cell::Part,
    entries::{self, cut, may_begin},
    gather::Gatherer,
    portions::{Of, Portion},
    record::{Number, Record, Recorder},
    titles::{Field, Titled},
};
use crate::{
    reader::{Access, Lost, Reader},
    source::digest::{Digest, Digester},
};

/// There are no more cells than this.
const CELLS: usize = 1500;

/// What is known of a segment beside its entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Summary {
    pub(super) records: Vec<Record>,
    pub(super) titled: BTreeMap<(Field, String), Titled>,
    /// Terms with which cells may begin, with how coarse a division may be.
    beginnings: Vec<(String, u32)>,
    /// The keys of all that was taken from the edition.
    taken: Vec<Digest>,
    /// Of the division that `cells` are of.
    division: Digest,
    /// How many bytes of the entries each cell has, and their digest.
    cells: Vec<(u32, Digest)>,
}

/// What a segment was made of, as that is now.
pub(crate) fn key(portion: &Portion, taken: &[Digest], gives: impl Fn(Digest) -> Digest) -> Digest {
    let mut digester = Digester::new();
    digester.digest(portion.digest);
    for &key in taken {
        digester.digest(key).digest(gives(key));
    }
    digester.finish()
}

impl Portion {
    /// Reads the records and gathers their words: what is told of them, and the entries.
    ///
    /// # Errors
    /// When words cannot be had any more.
    pub(crate) fn gather(&self, access: &Access<'_>) -> Result<(Summary, Vec<u8>), Lost> {
        let reader = Reader::new(access);
        let mut recorder = Recorder {
            reader: &reader,
            gatherer: Gatherer::default(),
            titled: BTreeMap::new(),
        };
        let mut records = Vec::with_capacity(self.records.len());
        for (number, of) in (0..).map(Number).zip(&self.records) {
            records.push(match of {
                Of::Transcript(t) => recorder.transcript(*t, number),
                Of::Entry(e) => recorder.entry(*e, number),
            });
        }
        if let Some(lost) = access.lost() {
            return Err(lost.clone());
        }
        let gathered = recorder.gatherer.finish();
        let units = records.iter().map(Record::units).sum::<u64>();
        let entries = entries::write(gathered, units);
        let beginnings = entries::read(&entries)
            .filter_map(|entry| Some((entry.term.to_owned(), may_begin(entry.term)?)));
        let summary = Summary {
            beginnings: beginnings.collect(),
            records,
            titled: recorder.titled,
            taken: reader.noted(),
            division: Digest::default(),
            cells: Vec::new(),
        };
        Ok((summary, entries))
    }
}

impl Summary {
    /// The keys of all that was taken from the edition.
    pub(crate) fn taken(&self) -> &[Digest] {
        &self.taken
    }

    /// Whether it knows its cells as they are divided now.
    pub(crate) fn is_divided(&self, division: &Division) -> bool {
        self.division == division.digest
    }

    /// Divides its entries into cells.
    pub(crate) fn divide(&mut self, entries: &[u8], division: &Division) {
        self.division = division.digest;
        let cells = cut(entries, &division.beginnings).into_iter();
        let length = |cell: &[u8]| u32::try_from(cell.len()).expect("less than 4 GiB of words");
        self.cells = cells.map(|cell| (length(cell), Digest::of(cell))).collect();
    }

    /// Where among the entries a cell stands, how many bytes, and their digest; none if it has nothing of the cell.
    pub(crate) fn places(&self) -> impl Iterator<Item = Option<(u64, u64, Digest)>> {
        let mut at = 0;
        self.cells.iter().map(move |&(length, digest)| {
            let (start, length) = (at, u64::from(length));
            at += length;
            (length > 0).then_some((start, length, digest))
        })
    }
}

/// Where cells begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Division {
    pub(super) beginnings: Vec<String>,
    digest: Digest,
}

impl Division {
    /// That of an index with these segments: said by the terms that there are, so coarse that there are not too many cells.
    pub(crate) fn of<'s>(segments: impl Iterator<Item = &'s Summary>) -> Self {
        let all = segments.flat_map(|summary| &summary.beginnings);
        let all: BTreeSet<(&str, u32)> = all.map(|(term, level)| (term.as_str(), *level)).collect();
        let mut coarse = 0;
        let count = |coarse: u32| all.iter().filter(|(_, level)| *level >= coarse).count();
        while count(coarse) >= CELLS {
            coarse += 1;
        }
        let beginnings = all.iter().filter(|(_, level)| *level >= coarse);
        let beginnings: Vec<String> = beginnings.map(|(term, _)| (*term).to_owned()).collect();
        let mut digester = Digester::new();
        for term in &beginnings {
            digester.text(term);
        }
        Self {
            digest: digester.finish(),
            beginnings,
        }
    }

    /// How many cells there are.
    pub(crate) fn count(&self) -> usize {
        self.beginnings.len() + 1
    }

    /// The term that a cell begins with, or may; nothing of the first.
    pub(crate) fn beginning(&self, cell: usize) -> &str {
        cell.checked_sub(1)
            .map_or("", |before| self.beginnings[before].as_str())
    }
}

/// What segments, each with the number of its first record, have of a cell: its digest.
pub(crate) fn cell_key<'s>(parts: impl Iterator<Item = (u32, &'s Digest)>) -> Digest {
    let mut digester = Digester::new();
    for (base, digest) in parts {
        digester.number(base).digest(*digest);
    }
    digester.finish()
}

/// Merges what segments have of a cell: pairs of the number of a segment's first record, and its entries. `units` are those of the whole index.
pub(crate) fn merge(parts: &[(u32, Vec<u8>)], units: u64) -> super::cell::Merged {
    let parts: Vec<Part<'_>> = parts
        .iter()
        .map(|(base, entries)| Part {
            base: *base,
            entries,
        })
        .collect();
    super::cell::merge(&parts, units)
}

/// How many units there are in all.
pub(crate) fn units<'s>(segments: impl Iterator<Item = &'s Summary>) -> u64 {
    let records = segments.flat_map(|summary| &summary.records);
    records.map(Record::units).sum()
}
