//! Writes what `load` reads: transcripts, sidecars, ledgers, annotations, entries; and edits YAML without touching what is not meant.
//!
//! It makes strings and knows no disk. Whatever it gives was read back first, and says what it was asked to say; what cannot be written so that
//! it reads as meant is an error value ([`Refused`]), never a file that reads otherwise. What to write is the authored model of `archive`, whose
//! places in files are not looked at ([`Spanned::unplaced`](crate::source::Spanned::unplaced)).
//!
//! | Module | What it does |
//! |---|---|
//! | `annotation`, `entry`, `header` | the authored model to keys and values |
//! | `ledger` | the addresses of a transcript's paragraphs, a line each |
//! | `transcript` | what is said to Markdown, and whether it is read so |
//! | [`splice`] | changes of single values in YAML that is there: every other byte stays |
//! | `naming` | where ids of entries stand |
//! | [`schema`] | JSON Schemas of what may be written, with the archive's own ids |
//! | `document`, `value`, `scalar` | values to YAML: layout, blocks; where quotes are needed, `text::yaml` says |
//! | `seen` | what YAML says, for comparing |

mod annotation;
mod document;
mod entry;
mod header;
mod keys;
mod ledger;
mod naming;
mod path;
mod refused;
mod scalar;
pub mod schema;
mod seen;
pub mod splice;
mod transcript;
mod value;

pub use self::{
    annotation::{annotation, annotations},
    document::yaml,
    entry::{entry, page},
    header::{How, answers, sidecar},
    ledger::ledger,
    naming::{Named, names_entries},
    path::Step,
    refused::Refused,
    transcript::{Block, Label, Paragraph, Said, Written, transcript},
    value::Value,
};
