//! What the tests of every importer ask of what was read: that the account adds up, word by word, and that the writer takes all of it.

use super::{Asked, ImportFile, Imported, Importer, importer_of, reckon};
use crate::{
    archive::Kinds,
    writer::{self, How, Refused, Written},
};

/// A transcript as it is written.
pub(super) fn written(imported: &Imported, at: usize) -> Result<Written, Refused> {
    let transcript = &imported.transcripts[at];
    let (header, said) = (&transcript.header, &transcript.said);
    writer::transcript(header, &How::default(), said, &Kinds::default())
}

/// Expects the account to add up.
pub(super) fn adds_up(name: &str, imported: &Imported) {
    assert_eq!(reckon(imported), Vec::<String>::new(), "{name}");
}

/// Expects the account to add up, and all transcripts to be written without refusal.
pub(super) fn is_sound(name: &str, imported: &Imported) {
    adds_up(name, imported);
    for at in 0..imported.transcripts.len() {
        if let Err(refused) = written(imported, at) {
            panic!("{name}: {refused}\n{:#?}", imported.transcripts[at].said);
        }
    }
}

/// What a file gives that can be read.
pub(super) fn read(
    importer: &dyn Importer,
    (name, bytes): (&str, impl Into<Vec<u8>>),
    asked: &Asked,
) -> Imported {
    let file = ImportFile::new(name, bytes.into(), None);
    let imported = importer
        .read(&file, asked)
        .unwrap_or_else(|why| panic!("{name}: {why}"));
    is_sound(name, &imported);
    imported
}

/// The same of a file that is known by what is in it to be of a format.
pub(super) fn recognised(format: &str, (name, bytes): (&str, impl Into<Vec<u8>>)) -> Imported {
    let bytes = bytes.into();
    let file = ImportFile::new(name, bytes.clone(), None);
    let importer = importer_of(&file, None).expect("a known format");
    assert_eq!(importer.name(), format, "{name}");
    read(importer, (name, bytes), &Asked::default())
}

/// What damaged, truncated or random bytes give: a message, or what adds up. Whether that can be written is said by who calls: of signs alone not
/// every paragraph can, and who imports is told.
pub(super) fn survives(
    importer: &dyn Importer,
    (name, bytes): (&str, impl Into<Vec<u8>>),
) -> Option<Imported> {
    let file = ImportFile::new(name, bytes.into(), None);
    importer.claims(&file);
    let imported = importer.read(&file, &Asked::default()).ok()?;
    adds_up(name, &imported);
    Some(imported)
}

/// The same of what can be written in any case.
pub(super) fn holds(
    importer: &dyn Importer,
    (name, bytes): (&str, impl Into<Vec<u8>>),
) -> Option<Imported> {
    let imported = survives(importer, (name, bytes))?;
    is_sound(name, &imported);
    Some(imported)
}
