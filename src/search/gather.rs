//! The words of records (transcripts, entries), unit by unit, gathered by word: where each stands, as the index says it.

use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
};

use rapidhash::fast::RandomState as Hasher;

use super::{
    bytes::put,
    stems::{Stemmed, surface},
    tokens::{each_token, is_of_ideographs},
};

/// How many positions are free between parts of a unit, so that no phrase goes from one into another.
const BETWEEN: u32 = 10;

/// A word, or the name of a field, and where it stands.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// In how many units.
    pub(super) units: u32,
    /// The first and the last record that has it.
    pub(super) records: (u32, u32),
    /// For each record: how far it is from the one before, twice (of the first nothing, since that depends on what comes before), and 1 more if it has several
    /// units; then how many; and each unit: how far from the one before, and as many bytes that are 0 as it weighs: 1 if the word stands there more than
    /// once, 2 if in a heading or title. Most weigh nothing, and no other number behind a unit is 0.
    pub(super) list: Vec<u8>,
    /// For each unit: how many positions, and how far each is from the one before.
    pub(super) positions: Vec<u8>,
    /// Whether there are positions: not of fields, nor of the last signs of runs, nor of pairs of ideographs, which are as rare as words and so many that
    /// positions would be a third of an index.
    pub(super) is_placed: bool,
    /// As what it is printed, by language; none in place of the term itself. A set, since one term may be printed in as many ways as there are marks to leave out.
    pub(super) surfaces: BTreeSet<(Stemmed, Option<Box<str>>)>,
    open: Open,
}

/// The record that is being gathered.
#[derive(Debug, Default)]
struct Open {
    record: u32,
    gap: u32,
    last_unit: u32,
    count: u32,
    units: Vec<u8>,
}

impl Gathered {
    /// The record is done.
    fn close(&mut self) {
        let Open {
            count, units, gap, ..
        } = &mut self.open;
        if *count > 0 {
            put(&mut self.list, u64::from(*gap) << 1 | u64::from(*count > 1));
            if *count > 1 {
                put(&mut self.list, u64::from(*count));
            }
            self.list.append(units);
            *count = 0;
        }
    }

    /// Stands in a unit, which comes behind those before.
    fn add(&mut self, (record, unit): (u32, u32), in_title: bool, positions: &[u32]) {
        if self.open.count > 0 && self.open.record != record {
            self.close();
        }
        if self.open.count == 0 {
            if self.units == 0 {
                self.records = (record, record);
            }
            self.open.gap = record - self.records.1;
            self.records.1 = record;
            self.open.record = record;
            self.open.last_unit = 0;
        }
        let gap = u64::from(unit - self.open.last_unit);
        let weight = usize::from(positions.len() > 1) + if in_title { 2 } else { 0 };
        put(&mut self.open.units, gap);
        self.open.units.extend([0; 3].iter().take(weight));
        self.open.last_unit = unit;
        self.open.count += 1;
        self.units += 1;
        if self.is_placed {
            put(&mut self.positions, positions.len() as u64);
            let mut before = 0;
            for &position in positions {
                put(&mut self.positions, u64::from(position - before));
                before = position;
            }
        }
    }
}

/// A place among the words of a unit, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position(u32);

/// A word in the unit that is being gathered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    term: u32,
    position: u32,
    in_title: bool,
}

/// Gathers records in their order, and the units of each in theirs.
#[derive(Debug, Default)]
pub(super) struct Gatherer {
    numbers: HashMap<Box<str>, u32, Hasher>,
    terms: Vec<Gathered>,
    /// What the unit has so far, and its next position.
    said: Vec<Said>,
    next: u32,
    positions: Vec<u32>,
}

impl Gatherer {
    fn number(&mut self, term: &str) -> u32 {
        if let Some(&number) = self.numbers.get(term) {
            return number;
        }
        let number = u32::try_from(self.terms.len()).expect("fewer words than bytes");
        self.numbers.insert(term.into(), number);
        self.terms.push(Gathered::default());
        number
    }

    /// Adds a part of the unit, in a language (BCP 47); gives the place of each of its words in the text, with its position.
    pub(super) fn part(
        &mut self,
        text: &str,
        language: &str,
        in_title: bool,
    ) -> Vec<(Range<usize>, Position)> {
        let from = match self.next {
            0 => 0,
            next => next + BETWEEN,
        };
        let places = self.words(text, language, in_title, Position(from));
        if !places.is_empty() {
            self.next = from + u32::try_from(places.len()).expect("fewer words than bytes");
        }
        places
    }

    /// Adds words that are proposed in the place of others: their positions are those of the others, from the first on.
    pub(super) fn instead(&mut self, text: &str, language: &str, position: Position) {
        self.words(text, language, false, position);
    }

    fn words(
        &mut self,
        text: &str,
        language: &str,
        in_title: bool,
        Position(from): Position,
    ) -> Vec<(Range<usize>, Position)> {
        let stemmed = Stemmed::of(language);
        let mut places = Vec::new();
        let mut position = from;
        each_token(text, |word, range, tail| {
            let term = self.number(word);
            let gathered = &mut self.terms[term as usize];
            gathered.is_placed = !tail && !is_of_ideographs(word);
            if let Some(stemmed) = stemmed {
                let printed = surface(&text[range.clone()], word);
                gathered.surfaces.insert((stemmed, printed));
            }
            self.said.push(Said {
                term,
                position,
                in_title,
            });
            places.push((range, Position(position)));
            position += 1;
        });
        places
    }

    /// Ends the unit, which has these fields; how many words it has.
    pub(super) fn end_unit(&mut self, place: (u32, u32), fields: &[String]) -> u32 {
        let mut said = std::mem::take(&mut self.said);
        let count = u32::try_from(said.len()).expect("fewer words than bytes");
        // Proposed words came behind the others.
        said.sort_unstable();
        for same in said.chunk_by(|a, b| a.term == b.term) {
            self.positions.clear();
            self.positions.extend(same.iter().map(|said| said.position));
            self.positions.dedup();
            let in_title = same.iter().any(|said| said.in_title);
            self.terms[same[0].term as usize].add(place, in_title, &self.positions);
        }
        said.clear();
        self.said = said;
        self.next = 0;
        for field in fields {
            let number = self.number(field);
            let gathered = &mut self.terms[number as usize];
            // What is named twice stands once.
            let is_new = gathered.units == 0
                || gathered.open.count == 0
                || (gathered.open.record, gathered.open.last_unit) != place;
            if is_new {
                gathered.add(place, false, &[]);
            }
        }
        count
    }

    /// All words and fields, in the order of their bytes.
    pub(super) fn finish(self) -> Vec<(Box<str>, Gathered)> {
        let mut terms: Vec<Option<Gathered>> = self.terms.into_iter().map(Some).collect();
        let named = self.numbers.into_iter().filter_map(|(term, number)| {
            let mut gathered = terms[number as usize].take()?;
            gathered.close();
            Some((term, gathered))
        });
        let mut all: Vec<_> = named.collect();
        all.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        all
    }
}
