//! Files within a file (ZIP), with bounds: what unpacks to more than it may is told, and not unpacked.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use zip::ZipArchive;

use super::{account::Place, unreadable::Unreadable};

/// The most bytes that one file may have, and all together.
const LARGEST: u64 = 256 << 20;
/// The most files.
const FILES: usize = 20_000;

/// The files of a package, by name.
#[derive(Clone, Debug, Default)]
pub struct Package {
    files: BTreeMap<String, Vec<u8>>,
}

impl Package {
    /// Unpacks bytes.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let damaged = |error: &dyn std::fmt::Display| {
            Unreadable::new(format!("the package of files is damaged: {error}"))
                .help("open it in the program that made it and save it again")
        };
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
        if archive.len() > FILES {
            let count = archive.len();
            return Err(Unreadable::new(format!(
                "the package has {count} files, and may have {FILES}"
            )));
        }
        let mut files = BTreeMap::new();
        let mut left = LARGEST;
        for index in 0..archive.len() {
            let file = archive.by_index(index).map_err(|e| damaged(&e))?;
            let name = file.name().map_err(|e| damaged(&e))?.replace('\\', "/");
            if name.ends_with('/') {
                continue;
            }
            // What a package says of its sizes is not believed.
            let mut unpacked = Vec::new();
            let mut bounded = file.take(left + 1);
            bounded
                .read_to_end(&mut unpacked)
                .map_err(|e| damaged(&e))?;
            let size = unpacked.len() as u64;
            if size > left {
                let most = LARGEST >> 20;
                return Err(Unreadable::at(
                    Place::default().within(name),
                    format!("the package unpacks to more than {most} MB"),
                ));
            }
            left -= size;
            files.insert(name, unpacked);
        }
        Ok(Self { files })
    }

    /// The bytes of a file in it.
    pub fn file(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(Vec::as_slice)
    }

    /// The names of its files, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}
