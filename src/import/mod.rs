//! Files of others to what an archive is made of.
//!
//! An [`Importer`] reads one format, by its content, into plain values ([`Imported`]): transcripts, entries, notes, and an [`Account`] of all
//! that the file holds. It knows neither disk nor archive; ids, persons and what is there already are settled by the pipeline, which writes.
//!
//! | Module | What it does |
//! |---|---|
//! | `importer`, `unreadable` | what an importer is asked and answers |
//! | `brought` | what a file holds that an archive can have |
//! | `guess`, `found` | what was found in words, and is to be asked |
//! | `places` | what notes are on, as ranges of the transcript's text |
//! | `account` | what became of what a file holds |
//! | `reckon` | whether that adds up, word by word |
//! | `file`, `charset` | the bytes of a file, and as which text they are read |
//! | `foreign` | what notes of others have in common: tags, days, names, words |
//! | `package` | files within a file, with bounds |
//! | `xml` | elements of XML, with bounds |
//! | `manuscript` | what word processors write, as a transcript |
//! | `plain` | words without Markdown as Markdown |
//! | `cues` | words with times: to sentences, paragraphs and turns |
//! | `xml`, `xml_root` | elements of XML, with bounds; the first of them |
//! | `running`, `script` | words of marked-up text to paragraphs and turns |
//! | `dated`, `words_of` | dates and languages of XML; words of elements for the account |
//! | [`labels`] | who speaks, where lines or paragraphs are plain words |
//! | `xml`, `entities` | elements of XML, with bounds; entities in texts that are none |
//! | [`labels`], `marks` | who speaks, where lines or paragraphs are plain words; times and pages beside words |
//! | all others | a format each |

mod account;
mod akoma_ntoso;
mod asr;
mod brought;
mod charset;
mod cues;
mod dated;
mod docx;
mod elan;
mod entities;
mod file;
mod foreign;
mod found;
mod guess;
mod hypothesis;
mod importer;
pub mod labels;
mod manuscript;
mod markdown;
mod marks;
mod odt;
mod ohms;
mod otr;
mod own;
mod package;
mod places;
mod plain;
mod reckon;
mod refi;
mod running;
mod script;
mod srt;
mod tables;
mod tei;
#[cfg(test)]
mod testsuite;
mod text;
mod unreadable;
mod web_annotations;
mod webvtt;
mod words_of;
mod xml;
mod xml_root;

pub use self::{
    account::{Account, Count, Place, Report, Side},
    brought::{
        BroughtEntry, BroughtTranscript, Imported, LooseNote, LoosePlace, LooseQuote, Note, On,
        Point,
    },
    charset::{Charset, Decoded},
    file::ImportFile,
    found::of_name,
    guess::{Guess, Guessed, Whence},
    importer::{AsWords, Asked, Changes, Claim, Importer},
    package::Package,
    places::Places,
    reckon::{reckon, words},
    unreadable::Unreadable,
    xml::{Element, Node},
};

/// All importers, in the order in which they are asked: of two that are equally sure, the first reads the file.
pub const ALL: &[&dyn Importer] = &[
    &docx::Docx,
    &odt::Odt,
    &refi::RefiQda,
    &webvtt::WebVtt,
    &srt::Srt,
    &tei::TeiFiles,
    &akoma_ntoso::AkomaNtoso,
    &elan::Elan,
    &ohms::Ohms,
    &otr::Otr,
    &own::Own,
    &asr::Recognised,
    &hypothesis::HypothesisJson,
    &hypothesis::HypothesisCsv,
    &web_annotations::JsonLd,
    &tables::Rows,
    &markdown::Markdown,
    &text::Text,
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
