//! The index that readers search: words of units (paragraphs, notes, entries) to where they stand, in files that a script loads as it needs them.
//!
//! Records (transcripts, entries) are divided into *segments* (`portions`): the words of each are gathered (`record`, `gather`) into one sorted run of bytes
//! (`entries`). All segments are cut at the same terms into *cells*; what they have of a cell is merged (`cell`) into a piece of the dictionary, with its lists
//! and positions; runs of cells are the *files* (`files`). So a note changes one segment, the few cells that its words are in, and the files that have those: whoever
//! keeps segments and cells makes no others again. Which segments and cells there are is said by the ids and the terms themselves, that what is added moves no borders but
//! those beside it.
//!
//! The format, byte by byte, is in `docs/index-format.md`; `engine` is the script that reads it, joined from its files, in the order of their names but for the first.
//! Everything here is pure; `pipeline` keeps, and makes things side by side.

mod bytes;
mod cell;
mod entries;
mod files;
mod gather;
mod portions;
mod prose;
mod record;
mod segment;
mod stems;
mod titles;
pub mod tokens;
mod told;

use include_dir::{Dir, include_dir};

pub use self::portions::PORTION;
pub(crate) use self::{
    cell::Commonness,
    files::{Content, File, Known, Layer, Piece, files, script},
    portions::{Portion, portions},
    segment::{Division, Summary, cell_key, key, merge, units},
};

static ENGINE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/search/engine");

/// The folder of the index, below the root of a site.
pub(crate) const FOLDER: &str = "search";

/// The files of it that are always there.
pub(crate) const ALWAYS: [&str; 2] = ["search/engine.js", "search/root.js"];

/// The script that reads the index.
pub(crate) fn engine() -> File {
    let mut files: Vec<_> = ENGINE
        .files()
        .filter(|file| file.path().extension().is_some_and(|e| e == "js"))
        .collect();
    files.sort_by_key(|file| (!file.path().ends_with("head.js"), file.path()));
    let texts = files.iter().filter_map(|file| file.contents_utf8());
    // Comments and what lines are set in by are for who works on it; tests run what is left.
    let lines = texts.flat_map(str::lines).map(str::trim_start);
    let code = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    File::script("engine", code.flat_map(|line| [line, "\n"]).collect())
}
