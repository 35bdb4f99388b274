//! The files of an index: runs of cells, and what is told of records, each as a script that hands its bytes over.
//!
//! What is planned here is cheap: names, and which bytes go where. A file has a digest of them, so that it is made only if it is not there.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::json;

use super::{
    bytes::{put, put_text},
    portions::{Fill, runs},
    segment::Summary,
    stems::Stemmed,
    titles::Field,
    told::Told,
};
use crate::{
    archive::config::Config,
    source::digest::{Digest, Digester},
};

/// About so many bytes are in a file, before base64 makes a third more of them: 32 KB as they are loaded.
const USUAL: u64 = 24 * 1024;

/// Of the format, as docs/index-format.md has it.
const VERSION: u32 = 2;

/// A site has no more files of an index than this.
const MOST_FILES: usize = 1024;

/// What a cell has: its piece of the dictionary, its lists, its positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layer {
    Dictionary,
    Lists,
    Positions,
}

impl Layer {
    /// All three, in the order of their numbers.
    pub(crate) const ALL: [Layer; 3] = [Layer::Dictionary, Layer::Lists, Layer::Positions];

    /// The first letter of names of its files.
    fn letter(self) -> char {
        match self {
            Layer::Dictionary => 'd',
            Layer::Lists => 'l',
            Layer::Positions => 'p',
        }
    }
}

/// What is known of a cell without its bytes.
#[derive(Clone, Debug)]
pub(crate) struct Known<'c> {
    /// The term that it begins with, or may.
    pub(crate) beginning: &'c str,
    /// Of each layer how many bytes, and their digest.
    pub(crate) layers: [(u64, Digest); 3],
}

impl Known<'_> {
    fn length(&self, layer: Layer) -> u64 {
        self.layers[layer as usize].0
    }
}

/// A part of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A layer of the cell of this number.
    Cell(usize, Layer),
}

/// A file of the index.
#[derive(Clone, Debug)]
pub(crate) struct File {
    /// Its name, without an ending.
    pub(crate) name: String,
    /// Of its bytes.
    pub(crate) key: Digest,
    pub(crate) content: Content,
}

/// What a file has.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    /// A script as it is.
    Script(String),
    /// Bytes that a script hands over.
    Pieces(Vec<Piece>),
}

/// The script that hands bytes over.
pub(crate) fn script(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut script = String::with_capacity(bytes.len() / 3 * 4 + 64);
    script.push_str("postil.search.part(\"");
    script.push_str(name);
    script.push_str("\",\"");
    STANDARD.encode_string(bytes, &mut script);
    script.push_str("\");\n");
    script.into_bytes()
}

/// All files but the engine: of these cells, and of what is told of segments.
pub(crate) fn files(cells: &[Known<'_>], segments: &[&Summary], config: &Config) -> Vec<File> {
    let told = Told::of(segments, config);
    // So many at a time that there are not too many files: doubled in two steps, so that few archives change it.
    let mut most = USUAL;
    loop {
        let layers = Layer::ALL.map(|layer| Layout::of(cells, layer, most));
        let count = layers.iter().map(|layout| layout.runs.len()).sum::<usize>();
        let others = told.runs(most);
        let told_count = others.iter().map(Vec::len).sum::<usize>();
        // The root and the engine.
        if count + told_count + 2 <= MOST_FILES || most > u64::MAX / 4 {
            let laid = Laid {
                cells,
                layers: &layers,
                told: &told,
                others: &others,
            };
            return Namer::default().all(laid, config);
        }
        most = match most.is_power_of_two() {
            true => most / 2 * 3,
            false => most / 3 * 4,
        };
    }
}

/// Which cells of a layer go into which file.
struct Layout {
    layer: Layer,
    /// The numbers of cells that have anything of the layer.
    runs: Vec<Vec<usize>>,
}

impl Layout {
    fn of(cells: &[Known<'_>], layer: Layer, most: u64) -> Self {
        let any: Vec<usize> = (0..cells.len())
            .filter(|&cell| cells[cell].length(layer) > 0)
            .collect();
        let sizes = any.iter().map(|&cell| {
            let begins = Digest::of(cells[cell].beginning.as_bytes()).0 >> 58 == 0;
            (cells[cell].length(layer), begins)
        });
        let runs = runs(sizes, most, Fill::Near).into_iter();
        Self {
            layer,
            runs: runs.map(|run| any[run].to_vec()).collect(),
        }
    }
}

/// What goes into which file.
struct Laid<'a> {
    cells: &'a [Known<'a>],
    layers: &'a [Layout; 3],
    told: &'a Told,
    /// See [`Told::runs`].
    others: &'a [Vec<Range<usize>>],
}

/// Gives files their names, no two the same.
#[derive(Default)]
struct Namer {
    taken: BTreeSet<String>,
}

impl Namer {
    /// A name that says nothing but what the file begins with, so that it stays whatever comes before it.
    fn name(&mut self, letter: char, list: &str, first: &str) -> String {
        let mut digest = Digester::new().text(list).text(first).finish().0;
        loop {
            let mut name = String::from(letter);
            for sign in 0..8 {
                let digit = (digest >> (5 * sign)) as u32 % 32;
                name.extend(char::from_digit(digit, 32));
            }
            if self.taken.insert(name.clone()) {
                return name;
            }
            digest = digest.wrapping_add(1);
        }
    }

    fn all(mut self, laid: Laid<'_>, config: &Config) -> Vec<File> {
        let Laid {
            cells,
            layers,
            told,
            others,
        } = laid;
        let mut files = Vec::new();
        // Where the lists and the positions of each cell are.
        let mut apart = vec![[(String::new(), 0), (String::new(), 0)]; cells.len()];
        for (place, layout) in layers[1..].iter().enumerate() {
            for run in &layout.runs {
                let name = self.name(layout.layer.letter(), "", cells[run[0]].beginning);
                for (number, &cell) in run.iter().enumerate() {
                    apart[cell][place] = (name.clone(), number as u64);
                }
                files.push(apart_file(name, run, layout.layer, cells));
            }
        }
        let mut dictionary = Vec::new();
        for run in &layers[0].runs {
            let first = cells[run[0]].beginning;
            let name = self.name(layers[0].layer.letter(), "", first);
            dictionary.push((first, name.clone()));
            files.push(dictionary_file(name, run, cells, &apart));
        }
        let mut begun: BTreeMap<(char, &str), Vec<(serde_json::Value, String)>> = BTreeMap::new();
        for ((letter, list, items), runs) in told.lists().zip(others) {
            let begun = begun.entry((letter, list)).or_default();
            for run in runs {
                let first = &items[run.start].id;
                let name = self.name(letter, list, first);
                begun.push(match letter {
                    't' => (json!(first), name.clone()),
                    _ => (json!(run.start), name.clone()),
                });
                let bytes = items[run.clone()].iter().flat_map(|item| &item.bytes);
                files.push(File::of(
                    name,
                    vec![Piece::Bytes(bytes.copied().collect())],
                    cells,
                ));
            }
        }
        let titles: serde_json::Map<_, _> = Field::ALL
            .into_iter()
            .map(|field| {
                (
                    field.name().to_owned(),
                    json!(begun.get(&('t', field.name()))),
                )
            })
            .collect();
        let kinds = config.kinds.iter().map(|(_, names)| {
            let own = names.titles.as_ref().map(|titles| titles.singular.clone());
            let title = own.or_else(|| config.words.title_of(&names.slug));
            json!([names.slug, title])
        });
        let mut root = json!({
            "version": VERSION,
            "records": told.records,
            "transcripts": told.transcripts,
            "entries": told.records - told.transcripts,
            "passages": told.paragraphs,
            "notes": told.notes,
            "average": told.words / told.units.max(1),
            "languages": Stemmed::tags().collect::<Vec<_>>(),
            "kinds": kinds.collect::<Vec<_>>(),
            "forms": told.forms,
            "dict": dictionary,
            "names": begun.get(&('n', "")),
            "columns": begun.get(&('c', "")),
            "titles": titles,
        });
        root["stamp"] = json!(stamp(&files, &root));
        let script = format!("postil.search.root({root});\n");
        files.push(File::script("root", script));
        files
    }
}

/// What tells one index from another: of all that its files and its root have.
fn stamp(files: &[File], root: &serde_json::Value) -> String {
    let mut digester = Digester::new();
    digester.text(root.to_string());
    for file in files {
        digester.digest(file.key);
    }
    let stamp = digester.finish().0;
    format!("{:010x}", stamp >> 24)
}

impl File {
    /// A script as it is.
    pub(crate) fn script(name: &str, script: String) -> Self {
        Self {
            name: name.to_owned(),
            key: Digest::of(script.as_bytes()),
            content: Content::Script(script),
        }
    }

    fn of(name: String, pieces: Vec<Piece>, cells: &[Known<'_>]) -> Self {
        let mut digester = Digester::new();
        digester.text(&name);
        for piece in &pieces {
            match piece {
                Piece::Bytes(bytes) => digester.text(bytes),
                Piece::Cell(cell, layer) => digester.digest(cells[*cell].layers[*layer as usize].1),
            };
        }
        Self {
            name,
            key: digester.finish(),
            content: Content::Pieces(pieces),
        }
    }
}

/// Lists or positions of some cells: how many, how long each is, then each.
fn apart_file(name: String, run: &[usize], layer: Layer, cells: &[Known<'_>]) -> File {
    let mut front = Vec::new();
    put(&mut front, run.len() as u64);
    for &cell in run {
        put(&mut front, cells[cell].length(layer));
    }
    let pieces = run.iter().map(|&cell| Piece::Cell(cell, layer));
    let pieces = [Piece::Bytes(front)].into_iter().chain(pieces).collect();
    File::of(name, pieces, cells)
}

/// A run of the dictionary: before each cell how long it is, and where its lists and its positions are.
fn dictionary_file(
    name: String,
    run: &[usize],
    cells: &[Known<'_>],
    apart: &[[(String, u64); 2]],
) -> File {
    let mut pieces = Vec::new();
    for &cell in run {
        let mut front = Vec::new();
        put(&mut front, cells[cell].length(Layer::Dictionary));
        for (file, number) in &apart[cell] {
            put_text(&mut front, file);
            put(&mut front, *number);
        }
        pieces.push(Piece::Bytes(front));
        pieces.push(Piece::Cell(cell, Layer::Dictionary));
    }
    File::of(name, pieces, cells)
}

#[cfg(test)]
mod tests;
