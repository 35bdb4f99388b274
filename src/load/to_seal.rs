//! What is read to be sealed: a transcript, and its ledger as it stands, whatever a merge left in it.

use super::{
    keys::Diags,
    ledger::{self, SealChange},
    role::{ContentFile, Role},
    sealed, transcript,
};
use crate::{
    archive::{Kinds, Ledger, Transcript},
    source::Sources,
};

/// A transcript and its ledger.
#[derive(Debug)]
pub struct ToSeal {
    /// The transcript; its paragraphs have the addresses that sealing will give them.
    pub transcript: Transcript,
    /// Its ledger, without contradictions; none if it has none yet.
    pub ledger: Option<Ledger>,
    /// What was settled in it: what its file says otherwise.
    pub settled: Vec<SealChange>,
    /// Whether most of the words are not those that were sealed, so that it may be another text.
    pub is_other_text: bool,
}

impl ToSeal {
    /// Its paragraphs, as [`ledger::seal`] takes them.
    pub fn present(&self) -> Vec<ledger::Present<'_>> {
        sealed::presents(&self.transcript.text, &self.transcript.paragraphs)
    }
}

/// Reads a transcript and its ledger to seal them; none if one of them cannot be read, which is told.
pub fn to_seal(
    file: &ContentFile,
    kinds: &Kinds,
    sources: &Sources,
    diags: &mut Diags,
) -> Option<ToSeal> {
    let source = match file.role {
        Role::Transcript { ledger, .. } => ledger,
        Role::Annotations { .. } | Role::Entry(_) | Role::Page | Role::Asset(_) => return None,
    };
    let Some(source) = source else {
        let (transcript, _) = transcript::words(file, None, kinds, sources, diags)?;
        return Some(ToSeal {
            transcript,
            ledger: None,
            settled: Vec::new(),
            is_other_text: false,
        });
    };
    let written = ledger::leniently(source, &file.id, sources, diags)?;
    // Which of two paragraphs with one address is meant, the words tell; and to read these, addresses are needed.
    let (first, _) = ledger::settle(written.clone(), &[]);
    let told = diags.len();
    let (before, _) = transcript::words(file, Some(&first), kinds, sources, diags)?;
    let present = sealed::presents(&before.text, &before.paragraphs);
    let (ledger, settled) = ledger::settle(written, &present);
    diags.truncate(told);
    let (transcript, aligned) = transcript::words(file, Some(&ledger), kinds, sources, diags)?;
    Some(ToSeal {
        transcript,
        is_other_text: aligned.is_some_and(|a| a.alignment.is_other_text),
        ledger: Some(ledger),
        settled,
    })
}
