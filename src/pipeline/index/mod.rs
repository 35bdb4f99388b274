//! The index that readers search: what of it must be made again, side by side.
//!
//! Segments whose records gave what they give now stay, and so do cells of which no segment has anything else; of files only those are made whose cells or neighbours
//! changed. Which files there are is known only then: planning claims their folder.

mod place;

use std::{borrow::Cow, collections::HashMap};

use rayon::prelude::*;

use self::place::Place;
use super::Site;
use crate::{
    anchor::Lost,
    incremental::{CachedCell, CachedIndex, CachedSegment, Damaged, Storage},
    reader::{Access, Whole},
    search::{
        self, Commonness, Content, Division, File, Known, Layer, Piece, Portion, Summary, cell_key,
        portions, units,
    },
    source::digest::Digest,
};

/// An index, and its files.
#[derive(Debug, Default)]
pub(super) struct Index {
    segments: Vec<Segment>,
    cells: Vec<Cell>,
    /// Its files; what each is made of is fetched when it is made.
    pub(super) files: Vec<File>,
}

#[derive(Debug)]
struct Segment {
    portion: Digest,
    key: Digest,
    /// The number of its first record.
    first: u32,
    entries: Place,
    summary: Summary,
    /// Where the summary is kept as it is.
    kept: Option<Place>,
}

#[derive(Clone, Debug)]
struct Cell {
    beginning: String,
    key: Digest,
    commonness: Commonness,
    layers: [Place; 3],
}

/// Why an index cannot be made.
#[derive(Debug)]
enum Failure {
    /// Words of a transcript are gone.
    Lost(Lost),
    /// What was kept of an index is damaged.
    Damaged,
}

impl From<Damaged> for Failure {
    fn from(_: Damaged) -> Self {
        Failure::Damaged
    }
}

impl From<Lost> for Failure {
    fn from(lost: Lost) -> Self {
        Failure::Lost(lost)
    }
}

/// What is kept, and what may be.
#[derive(Clone, Copy)]
pub(super) struct Stores<'s> {
    /// Where the last build kept what it did.
    pub(super) reads: Option<&'s Storage>,
    /// Where this one keeps something; nowhere, if it may not.
    pub(super) keeps: Option<&'s Storage>,
}

impl Stores<'_> {
    /// Nothing is kept: all is in memory.
    pub(super) const NOWHERE: Self = Self {
        reads: None,
        keeps: None,
    };
}

impl Index {
    /// As it was kept; nothing, if that is damaged.
    pub(super) fn of(cached: &CachedIndex, stores: Stores<'_>) -> Self {
        let segment = |cached: &CachedSegment| {
            let summary = stores.reads?.read_value(cached.summary).ok()?;
            Some(Segment {
                portion: cached.portion,
                key: cached.key,
                first: 0,
                entries: Place::Kept(cached.entries),
                summary,
                kept: Some(Place::Kept(cached.summary)),
            })
        };
        let segments = cached.segments.par_iter().map(segment);
        let cells = cached.cells.iter().map(|cell| Cell {
            beginning: cell.beginning.clone(),
            key: cell.key,
            commonness: Commonness::of(cell.commonness),
            layers: cell.layers.map(Place::Kept),
        });
        Self {
            segments: segments.collect::<Option<_>>().unwrap_or_default(),
            cells: cells.collect(),
            files: Vec::new(),
        }
    }

    /// What is to be kept of it; nothing, if parts of it could not be.
    pub(super) fn cached(&self) -> CachedIndex {
        let segment = |segment: &Segment| {
            Some(CachedSegment {
                portion: segment.portion,
                key: segment.key,
                entries: segment.entries.extent()?,
                summary: segment.kept.as_ref()?.extent()?,
            })
        };
        let cell = |cell: &Cell| {
            let [dictionary, lists, positions] = &cell.layers;
            Some(CachedCell {
                beginning: cell.beginning.clone(),
                key: cell.key,
                commonness: cell.commonness.numbers(),
                layers: [dictionary.extent()?, lists.extent()?, positions.extent()?],
            })
        };
        let segments: Option<_> = self.segments.iter().map(segment).collect();
        let cells: Option<_> = self.cells.iter().map(cell).collect();
        match (segments, cells) {
            (Some(segments), Some(cells)) => CachedIndex { segments, cells },
            _ => CachedIndex::default(),
        }
    }

    /// The index of a site, made of `last` where that is what it was.
    ///
    /// # Errors
    /// When words of a transcript cannot be had.
    pub(super) fn made(site: &Site, last: Index, stores: Stores<'_>) -> Result<Self, Lost> {
        match Self::made_of(site, last, stores) {
            Ok(index) => Ok(index),
            Err(Failure::Lost(lost)) => Err(lost),
            // Nothing that was kept is taken, and what is made is held in memory.
            Err(Failure::Damaged) => match Self::made_of(site, Self::default(), Stores::NOWHERE) {
                Ok(index) => Ok(index),
                Err(Failure::Lost(lost)) => Err(lost),
                Err(Failure::Damaged) => unreachable!("what is in memory stays as it is"),
            },
        }
    }

    fn made_of(site: &Site, last: Index, stores: Stores<'_>) -> Result<Self, Failure> {
        let mut segments = segments(site, last.segments, stores)?;
        let division = Division::of(segments.iter().map(|segment| &segment.summary));
        segments
            .par_iter_mut()
            .try_for_each(|segment| segment.divide(&division, stores))?;
        let cells = cells(&segments, &division, last.cells, stores)?;
        let known: Vec<Known<'_>> = cells
            .iter()
            .map(|cell| Known {
                beginning: &cell.beginning,
                layers: cell.layers.each_ref().map(Place::known),
            })
            .collect();
        let summaries: Vec<&Summary> = segments.iter().map(|s| &s.summary).collect();
        let mut files = search::files(&known, &summaries, &site.edition.config);
        files.push(search::engine());
        Ok(Self {
            segments,
            cells,
            files,
        })
    }

    /// The bytes of one of its files.
    ///
    /// # Errors
    /// When what was kept is damaged.
    pub(super) fn bytes(&self, file: &File, reads: Option<&Storage>) -> Result<Vec<u8>, Damaged> {
        let pieces = match &file.content {
            Content::Script(script) => return Ok(script.clone().into_bytes()),
            Content::Pieces(pieces) => pieces,
        };
        let mut bytes = Vec::new();
        for piece in pieces {
            let piece = match piece {
                Piece::Bytes(bytes) => Cow::Borrowed(bytes.as_slice()),
                Piece::Cell(cell, layer) => {
                    let cell = self.cells.get(*cell).ok_or(Damaged)?;
                    Cow::Owned(cell.layers[*layer as usize].read(reads)?)
                }
            };
            bytes.extend_from_slice(&piece);
        }
        Ok(search::script(&file.name, &bytes))
    }
}

/// The segments of a site, in the order of their records.
fn segments(site: &Site, last: Vec<Segment>, stores: Stores<'_>) -> Result<Vec<Segment>, Failure> {
    let access = Access::new(&site.edition);
    let portions = portions(Whole::unnoted(&access));
    let mut last: HashMap<Digest, Segment> = last
        .into_iter()
        .map(|segment| (segment.portion, segment))
        .collect();
    let with_last: Vec<(Portion, Option<Segment>)> = portions
        .into_iter()
        .map(|portion| {
            let before = last.remove(&portion.digest());
            (portion, before)
        })
        .collect();
    let gives = |key| site.edition.digests.of(key);
    let made = |(portion, before): (Portion, Option<Segment>)| -> Result<Segment, Failure> {
        let (first, digest) = (portion.first(), portion.digest());
        if let Some(before) = before
            && search::key(&portion, before.summary.taken(), gives) == before.key
        {
            return Ok(Segment { first, ..before });
        }
        let access = Access::new(&site.edition);
        let (summary, entries) = portion.gather(&access)?;
        Ok(Segment {
            portion: digest,
            key: search::key(&portion, summary.taken(), gives),
            first,
            entries: Place::of(entries, stores.keeps),
            summary,
            kept: None,
        })
    };
    with_last.into_par_iter().map(made).collect()
}

impl Segment {
    /// Knows its cells as they are divided now, and is kept so.
    fn divide(&mut self, division: &Division, stores: Stores<'_>) -> Result<(), Failure> {
        if !self.summary.is_divided(division) {
            let entries = self.entries.read(stores.reads)?;
            self.summary.divide(&entries, division);
            self.kept = None;
        }
        if self.kept.is_none() {
            let kept = stores
                .keeps
                .and_then(|storage| storage.keep_value(&self.summary));
            self.kept = kept.map(Place::Kept);
        }
        Ok(())
    }
}

/// What segments have of all cells, merged; cells stay as they are of which they have what they had.
fn cells(
    segments: &[Segment],
    division: &Division,
    last: Vec<Cell>,
    stores: Stores<'_>,
) -> Result<Vec<Cell>, Failure> {
    let units = units(segments.iter().map(|segment| &segment.summary));
    let mut last: HashMap<String, Cell> = last
        .into_iter()
        .map(|cell| (cell.beginning.clone(), cell))
        .collect();
    let mut places: Vec<_> = segments
        .iter()
        .map(|segment| segment.summary.places())
        .collect();
    // What each segment has of a cell, cell by cell.
    let wanted: Vec<_> = (0..division.count())
        .map(|cell| {
            let parts = places.iter_mut().enumerate();
            let parts: Vec<_> = parts
                .filter_map(|(segment, places)| Some((segment, places.next().flatten()?)))
                .collect();
            let digests = parts.iter();
            let key = cell_key(digests.map(|(s, place)| (segments[*s].first, &place.2)));
            let beginning = division.beginning(cell);
            (beginning, key, parts, last.remove(beginning))
        })
        .collect();
    let made = wanted
        .into_par_iter()
        .map(|(beginning, key, parts, before)| {
            if let Some(before) = before
                && before.key == key
                && before.commonness.holds(units)
            {
                return Ok(before);
            }
            let mut read = Vec::with_capacity(parts.len());
            for (segment, place) in parts {
                let segment = &segments[segment];
                read.push((
                    segment.first,
                    segment.entries.part(place).read(stores.reads)?,
                ));
            }
            let merged = search::merge(&read, units);
            let place = |layer: Layer| match layer {
                Layer::Dictionary => Place::of(merged.dictionary.clone(), stores.keeps),
                Layer::Lists => Place::of(merged.lists.clone(), stores.keeps),
                Layer::Positions => Place::of(merged.positions.clone(), stores.keeps),
            };
            Ok(Cell {
                beginning: beginning.to_owned(),
                key,
                commonness: merged.commonness,
                layers: Layer::ALL.map(place),
            })
        });
    made.collect()
}
