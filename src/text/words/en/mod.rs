//! The table of phrases, in English: a line for each, `name(arguments) = "words"`, or `"for one" | "for others"` where the number `n` matters.
//!
//! A file has what is said in one part of the pages; its first line names the file before it, behind whose phrases its own are counted. A comment says
//! what translators cannot see: where a phrase stands, and what becomes of it.

mod dates;
mod entry;
mod frame;
mod lists;
mod map;
mod pictures;
mod reading;
mod search;
mod speech;
mod transcript;

use super::Entry;

pub(super) use dates::At as Date;

/// The files, in order.
const PARTS: &[&[Entry]] = &[
    frame::TABLE,
    lists::TABLE,
    speech::TABLE,
    transcript::TABLE,
    entry::TABLE,
    pictures::TABLE,
    map::TABLE,
    search::TABLE,
    reading::TABLE,
    dates::TABLE,
];

/// The phrases of all files, in order.
pub(super) const TABLE: &[Entry] = &{
    let mut all = [Entry::NONE; dates::END];
    let (mut part, mut at) = (0, 0);
    while part < PARTS.len() {
        let mut entry = 0;
        while entry < PARTS[part].len() {
            all[at] = PARTS[part][entry];
            (entry, at) = (entry + 1, at + 1);
        }
        part += 1;
    }
    assert!(
        at == dates::END,
        "a file stands in another place than its first line says"
    );
    all
};

impl Date {
    /// Where this part of a date stands in the table.
    pub(in super::super) const fn place(self) -> usize {
        dates::START + self as usize
    }
}
