//! Files of others to what an archive is made of.
//!
//! An [`Importer`] reads one format, by its content, into plain values ([`Imported`]): transcripts, entries, notes, and an [`Account`] of all
//! that the file holds. It knows neither disk nor archive; ids, persons and what is there already are settled by the pipeline, which writes.
//!
//! | Module | What it does |
//! |---|---|
//! | `importer`, `unreadable` | what an importer is asked and answers |
//! | `brought` | what a file holds that an archive can have |
//! | `places` | what notes are on, as ranges of the transcript's text |
//! | `account` | what became of what a file holds |
//! | `reckon` | whether that adds up, word by word |
//! | `file`, `charset` | the bytes of a file, and as which text they are read |
//! | `foreign` | what notes of others have in common: tags, days, names, words |
//! | `package` | files within a file, with bounds |
//! | `xml` | elements of XML, with bounds |
//! | all others | a format each |

mod account;
mod brought;
mod charset;
mod file;
mod foreign;
mod hypothesis;
mod importer;
mod package;
mod places;
mod reckon;
mod refi;
mod unreadable;
mod web_annotations;
mod xml;

pub use self::{
    account::{Account, Count, Place, Report, Side},
    brought::{
        BroughtEntry, BroughtTranscript, Imported, LooseNote, LoosePlace, LooseQuote, Note, On,
        Point,
    },
    charset::{Charset, Decoded},
    file::ImportFile,
    importer::{Asked, Changes, Claim, Importer},
    package::Package,
    places::Places,
    reckon::{reckon, words},
    unreadable::Unreadable,
    xml::{Element, Node},
};

/// All importers, in the order in which they are asked: of two that are equally sure, the first reads the file.
pub const ALL: &[&dyn Importer] = &[
    &hypothesis::HypothesisJson,
    &hypothesis::HypothesisCsv,
    &web_annotations::JsonLd,
    &refi::RefiQda,
];

/// Whoever reads a file: the surest, or the one that is named.
///
/// # Errors
/// When nobody knows it, or the name is nobody's.
pub fn importer_of(
    file: &ImportFile,
    named: Option<&str>,
) -> Result<&'static dyn Importer, Unreadable> {
    let names = || ALL.iter().map(|i| i.name()).collect::<Vec<_>>().join(", ");
    if let Some(name) = named {
        let found = ALL.iter().find(|importer| importer.name() == name);
        let unknown = || {
            Unreadable::new(format!("no format is called `{name}`"))
                .help(format!("there are {}", names()))
        };
        return found.copied().ok_or_else(unknown);
    }
    let mut surest: Option<(Claim, &'static dyn Importer)> = None;
    for importer in ALL {
        let claim = importer.claims(file);
        if claim > surest.map_or(Claim::No, |(best, _)| best) {
            surest = Some((claim, *importer));
        }
    }
    let unknown = || {
        Unreadable::new(file.looks_like())
            .help(format!("say what it is with `--from FORMAT`: {}", names()))
    };
    surest.map(|(_, importer)| importer).ok_or_else(unknown)
}
