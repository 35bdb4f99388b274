//! The record of a build: what we published, as a text of one line a file.
//!
//! ```text
//! postil-record 1
//! af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262  index.html
//! ```
//! Lines are sorted by route. A route may stand twice with two checksums, after an interrupted build: either is ours.
//! There are no times, machine names or full paths in it, so equal outputs have equal records.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs, io,
    path::Path,
};

use anyhow::{Context as _, bail};

use crate::{
    output::{
        disk,
        survey::{Standing, Survey},
    },
    source::checksum::Checksum,
    text::{name::lowered, route::Route},
};

/// The record's name in the output folder.
pub(super) const RECORD: &str = ".postil-record";
/// The name of the record to come, from before a commit's first change until its last.
pub(super) const NEXT: &str = ".postil-record.next";

const HEADER: &str = "postil-record ";
const VERSION: &str = "1";
const HEX: usize = 64;

/// Which files are ours, and which bytes we gave them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Record(BTreeMap<Route, BTreeSet<Checksum>>);

impl Record {
    /// Reads the record at `path`; gives its bytes, too. A missing one is `None`.
    pub(super) fn read(path: &Path) -> anyhow::Result<Option<(Self, Vec<u8>)>> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read {}", path.display()));
            }
        };
        let record = Self::parse(&bytes).with_context(|| format!("in {}", path.display()))?;
        Ok(Some((record, bytes)))
    }

    /// Reads what can be read: a damaged line counts for nothing, the others count. A newer format is an error,
    /// since its lines may mean something else.
    pub(super) fn parse(bytes: &[u8]) -> anyhow::Result<Self> {
        if let Some(version) = newer_version(bytes) {
            bail!(
                "this output was written by a newer postil (record format {version}, this postil reads {VERSION}); \
                 build with that one, or into an empty folder"
            );
        }
        let mut record = Self::default();
        // A last line without an end may be cut short, and its route another one's.
        for line in bytes
            .split_inclusive(|&b| b == b'\n')
            .filter_map(|line| line.strip_suffix(b"\n"))
        {
            if let Some((checksum, route)) = entry(line.strip_suffix(b"\r").unwrap_or(line)) {
                record.add(route, checksum);
            }
        }
        Ok(record)
    }

    /// The record's text.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut text = format!("{HEADER}{VERSION}\n");
        for (route, checksum) in self.lines() {
            writeln!(text, "{checksum}  {}", route.as_str()).expect("a string takes all");
        }
        text.into_bytes()
    }

    /// Notes that a file is ours.
    pub(super) fn add(&mut self, route: Route, checksum: Checksum) {
        self.0.entry(route).or_default().insert(checksum);
    }

    /// Every file that is ours with every checksum it may have, sorted.
    fn lines(&self) -> impl Iterator<Item = (&Route, Checksum)> {
        let pairs = |(route, checksums): (_, &BTreeSet<Checksum>)| {
            checksums
                .clone()
                .into_iter()
                .map(move |checksum| (route, checksum))
        };
        self.0.iter().flat_map(pairs)
    }

    /// Whether this place is ours.
    pub(super) fn claims(&self, route: &Route) -> bool {
        self.0.contains_key(route)
    }

    /// Whether we gave these bytes to the file at this place.
    pub(super) fn wrote(&self, route: &Route, checksum: Checksum) -> bool {
        self.0.get(route).is_some_and(|own| own.contains(&checksum))
    }

    /// The places that are ours, sorted.
    pub(super) fn routes(&self) -> impl Iterator<Item = &Route> {
        self.0.keys()
    }

    /// Whether nothing is ours.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn newer_version(bytes: &[u8]) -> Option<&str> {
    let line = bytes.split(|&b| b == b'\n').next()?;
    let version = str::from_utf8(line)
        .ok()?
        .trim_ascii_end()
        .strip_prefix(HEADER)?;
    let is_number = !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit());
    (is_number && version != VERSION).then_some(version)
}

/// One line. A route that would lead out of the output, or to what postil keeps for itself, is no route.
fn entry(line: &[u8]) -> Option<(Checksum, Route)> {
    let (hex, rest) = line.split_at_checked(HEX)?;
    let path = str::from_utf8(rest.strip_prefix(b"  ")?).ok()?;
    let route = Route::new(path).filter(|route| !route.is_reserved())?;
    Some((Checksum::from_hex(hex)?, route))
}

/// What the output's records say is ours.
#[derive(Debug, Default)]
pub(super) struct Claims {
    /// Of the record, and of the record to come that an interrupted build left.
    pub(super) all: Record,
    /// The record's bytes.
    pub(super) bytes: Option<Vec<u8>>,
    /// Whether a build was interrupted during its commit.
    pub(super) interrupted: bool,
    /// The routes as they are compared here, where case is ignored.
    lowered: Option<BTreeSet<String>>,
}

impl Claims {
    /// Reads the records in `out`.
    pub(super) fn read(out: &Path, survey: &Survey) -> anyhow::Result<Self> {
        for name in [RECORD, NEXT] {
            let path = out.join(name);
            if fs::symlink_metadata(&path).is_ok_and(|m| !m.is_file()) {
                bail!("{} is not a file; remove it", path.display());
            }
        }
        let (mut all, bytes) = match Record::read(&out.join(RECORD))? {
            Some((record, bytes)) => (record, Some(bytes)),
            None => (Record::default(), None),
        };
        let next = Record::read(&out.join(NEXT))?;
        if let Some((next, _)) = &next {
            for (route, checksum) in next.lines() {
                if all.claims(route) || came_of(out, survey, route, checksum)? {
                    all.add(route.clone(), checksum);
                }
            }
        }
        let lowered = survey
            .ignores_case()
            .then(|| all.routes().map(|r| lowered(r.as_str())).collect());
        Ok(Self {
            all,
            bytes,
            interrupted: next.is_some(),
            lowered,
        })
    }

    /// Whether this place is ours, also under another spelling that means the same here.
    pub(super) fn place(&self, path: &str) -> bool {
        let alike = |all: &BTreeSet<String>| all.contains(&lowered(path));
        let same = Route::new(path).is_some_and(|route| self.all.claims(&route));
        same || self.lowered.as_ref().is_some_and(alike)
    }
}

/// Whether an announced place may be taken for ours: nothing is there (yet), or what the interrupted build put there. A
/// file without bytes may be one that a power failure emptied.
fn came_of(out: &Path, survey: &Survey, route: &Route, checksum: Checksum) -> anyhow::Result<bool> {
    Ok(match survey.look(route.as_str())? {
        Standing::File { path } => {
            let path = out.join(path);
            disk::open(&path)?.1 == 0 || disk::checksum(&path)? == checksum
        }
        Standing::Free
        | Standing::Folder { .. }
        | Standing::Other { .. }
        | Standing::Barred { .. } => true,
    })
}
