//! Reads the file of a ledger.

use super::{
    decode,
    faults::{Fault, WrongWords, faults, without_wrong_words},
    lines, merged,
    told::Told,
};
use crate::{
    archive::Ledger,
    leftover,
    load::{file, keys::Diags},
    source::{SourceId, Sources, diag::Diagnostic},
};

/// A ledger as its file has it.
#[derive(Debug)]
pub(in crate::load) struct LedgerFile<'a> {
    /// The id of its transcript.
    transcript: &'a str,
    source: SourceId,
    text: String,
    pub(in crate::load) ledger: Ledger,
}

impl<'a> LedgerFile<'a> {
    /// The ledger of a transcript for a build; what is wrong is told, and nothing is given if anything is.
    pub(in crate::load) fn read(
        source: SourceId,
        transcript: &'a str,
        sources: &Sources,
        diags: &mut Diags,
    ) -> Option<Self> {
        let text = file::read_ledger(source, sources, diags)?;
        let told = Told(transcript);
        if let Some(remark) = leftover::told(source, &text) {
            diags.push(told.merge(remark));
            return None;
        }
        Some(Self {
            transcript,
            source,
            ledger: strictly(source, &text, told, diags)?,
            text,
        })
    }

    /// Tells of words that are not those that were sealed.
    pub(in crate::load) fn tell(&self, wrong: &WrongWords, diags: &mut Diags) {
        let told = Told(self.transcript);
        if let Some(decoded) = decode::read(self.source, &self.text, told, diags) {
            let remark =
                |&line| told.fault(&decoded.ledger, &decoded.places, (line, Fault::OtherWords));
            diags.extend(wrong.lines.iter().map(remark));
        }
    }

    /// The remark on a text that is not the one that was sealed.
    pub(in crate::load) fn other_text(&self, sources: &Sources) -> Diagnostic {
        Told(self.transcript).other_text(self.source, sources.path(self.source))
    }
}

/// A ledger without contradictions.
fn strictly(source: SourceId, text: &str, told: Told<'_>, diags: &mut Diags) -> Option<Ledger> {
    if let Some(ledger) = lines::read(text)
        && faults(&ledger).is_empty()
    {
        return Some(ledger);
    }
    let decoded = decode::read(source, text, told, diags)?;
    let faults = faults(&decoded.ledger);
    let remark = |&fault| told.fault(&decoded.ledger, &decoded.places, fault);
    diags.extend(faults.iter().map(remark));
    faults.is_empty().then_some(decoded.ledger)
}

/// The ledger of a transcript for being sealed: what a merge left is taken out, lines may contradict one another, and words that are not those of their
/// digest are forgotten. What cannot be read is told.
pub(in crate::load) fn leniently(
    source: SourceId,
    transcript: &str,
    sources: &Sources,
    diags: &mut Diags,
) -> Option<Ledger> {
    let text = file::read_ledger(source, sources, diags)?;
    let mut ledger = of_merged(source, &text, transcript, diags)?;
    without_wrong_words(&mut ledger);
    Some(ledger)
}

fn of_merged(source: SourceId, text: &str, transcript: &str, diags: &mut Diags) -> Option<Ledger> {
    let merged = merged::both_sides(text);
    let mut ledger = match lines::read(&merged.text) {
        Some(ledger) => ledger,
        None => decode::read(source, &merged.text, Told(transcript), diags)?.ledger,
    };
    ledger.sealed.extend(merged.days);
    ledger.sealed.sort_unstable();
    ledger.sealed.dedup();
    Some(ledger)
}

/// The ledger that a text is, for whoever reads one by program.
///
/// # Errors
/// What is wrong with it.
pub fn parse(text: &str) -> Result<Ledger, Vec<Diagnostic>> {
    let mut told = Vec::new();
    strictly(SourceId(0), text, Told("TRANSCRIPT"), &mut told).ok_or(told)
}
