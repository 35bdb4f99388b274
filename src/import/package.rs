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
        Self::within(bytes, LARGEST)
    }

    /// Unpacks so many bytes at most.
    fn within(bytes: &[u8], most: u64) -> Result<Self, Unreadable> {
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
        let mut left = most;
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
                return Err(Unreadable::at(
                    Place::default().within(name),
                    format!("the package unpacks to more than {} MB", LARGEST >> 20),
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

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    /// A package of files of zeros, so many bytes each.
    fn zeros(files: usize, bytes: usize) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for number in 0..files {
            let options = SimpleFileOptions::default();
            zip.start_file(format!("{number}.xml"), options)
                .expect("a file");
            zip.write_all(&vec![0; bytes]).expect("bytes");
        }
        zip.finish().expect("a package").into_inner()
    }

    #[test]
    fn what_unpacks_to_more_than_it_may_is_told_with_the_file_at_which_it_does() {
        let packed = zeros(1, 1 << 20);
        assert!(packed.len() < 1 << 12, "{}", packed.len());
        assert_eq!(
            Package::within(&packed, 1 << 20)
                .expect("just so many")
                .file("0.xml")
                .map(<[u8]>::len),
            Some(1 << 20)
        );
        let told = Package::within(&packed, (1 << 20) - 1).expect_err("a byte more");
        assert!(told.message.contains("unpacks to more than"), "{told}");
        assert!(told.place.to_string().contains("0.xml"), "{told}");
        // All together count, not each.
        let several = Package::within(&zeros(3, 1000), 2500).expect_err("three of them");
        assert!(several.place.to_string().contains("2.xml"), "{several}");
    }

    #[test]
    fn more_files_than_there_may_be_are_not_unpacked() {
        let told = Package::read(&zeros(FILES + 1, 0)).expect_err("one more");
        assert!(told.message.contains("may have 20000"), "{told}");
    }
}
