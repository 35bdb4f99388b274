//! One reader of postil under the inputs that libFuzzer makes; the environment variable `READER` names it.
//!
//! A reader must not panic, and what it gives must hold together: places lie in the text and cut no character, words are those of the
//! source, what is written is read again.
#![no_main]

mod anchor;
mod archive;
mod date;
mod ledger;
mod links;
mod markdown;
mod names;
mod places;
mod text;
mod transcript;
mod yaml;

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;

type Reader = fn(&str);

/// The readers, by the name that `READER` and the folders of `corpus/` have.
const READERS: [(&str, Reader); 10] = [
    ("anchor", anchor::read),
    ("archive", archive::read),
    ("date", date::read),
    ("ledger", ledger::read),
    ("links", links::read),
    ("markdown", markdown::read),
    ("names", names::read),
    ("text", text::read),
    ("transcript", transcript::read),
    ("yaml", yaml::read),
];

fn wanted() -> Reader {
    let name = std::env::var("READER").unwrap_or_default();
    match READERS.iter().find(|(known, _)| *known == name) {
        Some((_, reader)) => *reader,
        None => {
            let names: Vec<&str> = READERS.iter().map(|(name, _)| *name).collect();
            eprintln!(
                "READER is `{name}`, and must be one of: {}",
                names.join(", ")
            );
            std::process::exit(2);
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(wanted)(&String::from_utf8_lossy(bytes));
});
