//! Sealing: the addresses of paragraphs are written down, with what they lead to.
//!
//! [`plan`] says what a sealing would write and change, and [`Sealings::look_at`] what points at that; nothing is written before somebody who read it
//! says so ([`Sealings::write`]). [`unsealed()`] is the same question for programs: is everything sealed as it stands?

mod moved;
mod unsealed;
mod wordings;

use std::{collections::BTreeMap, sync::Arc};

use anyhow::{Result, bail};
use rayon::prelude::*;

pub(super) use self::unsealed::unsealed;
pub use self::wordings::both_wordings;
use super::Site;
use crate::{
    anchor::Lost,
    archive::{Kinds, Ledger, Standing},
    bind,
    load::{
        self, ContentFile, Role, Survey,
        ledger::{Sealer, seal},
    },
    output,
    source::{
        Sources,
        diag::{Diagnostic, Diagnostics, Severity},
        digest::Digest,
        files::{FileBytes, Files, Unsaved},
    },
    text::{Suggestions, name},
    writer,
};
pub use crate::{
    archive::{Day, ParagraphId},
    bind::{Pointer, PointerKind},
    load::ledger::SealChange,
};

/// What is to be sealed, and how.
#[derive(Clone, Debug)]
pub struct SealRequest {
    /// The ids of the transcripts; all that are no drafts, if none is named.
    pub transcripts: Vec<String>,
    /// The day that is written beside what is new.
    pub day: Day,
    /// Whether ledgers keep no words that are not in the texts.
    pub forget: bool,
}

/// What a sealing would write.
#[derive(Debug)]
pub struct Sealings {
    /// Every file that was read.
    pub sources: Sources,
    /// Why transcripts cannot be sealed; then nothing may be written.
    pub diagnostics: Diagnostics,
    /// Those whose ledgers would be other than they are, by id.
    pub transcripts: Vec<TranscriptSealing>,
    /// How many were looked at.
    pub looked_at: usize,
    /// Mistakes in annotations as the texts stand: what no longer holds.
    pub broken: Diagnostics,
    files: Arc<dyn Files>,
}

/// What sealing a transcript would write.
#[derive(Debug)]
pub struct TranscriptSealing {
    /// Its id.
    pub id: String,
    /// The path of its ledger, from the site's folder.
    pub ledger: String,
    /// Whether it has none yet.
    pub first: bool,
    /// Whether most of the words are not those that were sealed, so that it may be another text.
    pub is_other_text: bool,
    /// What is different. Nothing where the file alone is written otherwise.
    pub changes: Vec<SealChange>,
    /// What points at the paragraphs that are not what they were, by paragraph and place.
    pub pointers: Vec<Pointer>,
    /// How the paragraphs began that its ledger has, by their addresses.
    pub began: BTreeMap<ParagraphId, String>,
    text: String,
    /// The files that it was made of, and what they were when they were read; none, where there was no file.
    made_of: Vec<(String, Option<Digest>)>,
}

impl TranscriptSealing {
    /// Whether an address leads to something else than before: then somebody should look at it first.
    pub fn moves(&self) -> bool {
        self.is_other_text || self.changes.iter().any(moved::moves)
    }
}

impl Sealings {
    /// Whether somebody should look at it first.
    pub fn moves(&self) -> bool {
        self.transcripts.iter().any(TranscriptSealing::moves)
    }

    /// The site's files as they would be.
    pub(super) fn unsaved(&self) -> Unsaved {
        let mut unsaved = Unsaved::new();
        for sealing in &self.transcripts {
            unsaved.put(&sealing.ledger, sealing.text.as_bytes().to_vec());
        }
        unsaved
    }

    /// Finds what points at the paragraphs that are not what they were, in the site as it would be.
    pub(super) fn look_at(
        &mut self,
        site: &Site,
        diags: &Diagnostics,
        sources: Sources,
    ) -> Result<(), Lost> {
        for sealing in self.transcripts.iter_mut().filter(|s| s.moves()) {
            let Some(t) = site.edition.names.transcript(&sealing.id) else {
                continue;
            };
            let (there, removed) =
                moved::paragraphs(&sealing.changes, &site.edition.outline(t).ids);
            sealing.pointers = bind::pointers(&site.edition, t, (&there, &removed))?;
        }
        let is_note = |diagnostic: &&Diagnostic| {
            let path = diagnostic.source().map(|source| sources.path(source));
            diagnostic.severity == Severity::Error
                && path.is_some_and(|path| path.starts_with("content/annotations/"))
        };
        self.broken
            .extend(diags.list().iter().filter(is_note).cloned());
        self.sources = sources;
        Ok(())
    }

    /// Writes the ledgers, each of them whole or not at all.
    ///
    /// # Errors
    /// Trouble with the disk; and if a file is not as it was when it was read, before anything is written.
    pub fn write(&self) -> Result<()> {
        for (path, known) in self.transcripts.iter().flat_map(|s| &s.made_of) {
            let read = self.files.read(path, u64::MAX).ok();
            let now = read
                .and_then(FileBytes::whole)
                .map(|bytes| Digest::of(&bytes));
            if now != *known {
                bail!("{path} was changed in the meantime; nothing was sealed: say it again");
            }
        }
        for sealing in &self.transcripts {
            let Some(path) = self.files.on_disk(&sealing.ledger) else {
                bail!("{} is in no folder of this disk", sealing.ledger);
            };
            output::replace(&path, sealing.text.as_bytes())?;
        }
        Ok(())
    }
}

/// What sealing would write. Nothing is, whatever it gives.
///
/// # Errors
/// If a transcript is named that there is not.
pub(super) fn plan(survey: &Survey, sources: Sources, request: &SealRequest) -> Result<Sealings> {
    let chosen = chosen(&survey.files, &request.transcripts)?;
    let sealer = Sealer {
        day: request.day,
        forget: request.forget,
    };
    let kinds = &survey.config.kinds;
    let all = request.transcripts.is_empty();
    let read: Vec<(Option<Planned>, Vec<Diagnostic>)> = chosen
        .par_iter()
        .map(|file| {
            let mut told = Vec::new();
            let planned = of_one(file, kinds, &sources, (sealer, all), &mut told);
            (planned, told)
        })
        .collect();
    let (mut diagnostics, mut transcripts, mut looked_at) = (Diagnostics::new(), Vec::new(), 0);
    for (planned, told) in read {
        diagnostics.extend(told.into_iter().filter(|d| d.severity == Severity::Error));
        match planned {
            Some(Planned::Draft) | None => {}
            Some(Planned::AsItStands) => looked_at += 1,
            Some(Planned::Sealing(sealing)) => {
                looked_at += 1;
                transcripts.push(*sealing);
            }
        }
    }
    diagnostics.sort(&sources);
    let files = sources.files().clone();
    Ok(Sealings {
        sources,
        diagnostics,
        transcripts,
        looked_at,
        broken: Diagnostics::new(),
        files,
    })
}

/// What is planned for one transcript.
enum Planned {
    /// Nothing: nobody can have cited it.
    Draft,
    /// Nothing: all is sealed.
    AsItStands,
    Sealing(Box<TranscriptSealing>),
}

/// The transcripts that are named, each once; all, if none is.
fn chosen<'f>(files: &'f [ContentFile], named: &[String]) -> Result<Vec<&'f ContentFile>> {
    let transcripts: Vec<&ContentFile> = files.iter().filter(|file| is_transcript(file)).collect();
    if named.is_empty() {
        return Ok(transcripts);
    }
    let ids = || transcripts.iter().map(|file| file.id.as_str());
    for id in named {
        let id = name::nfc(id);
        if !ids().any(|known| known == id) {
            match Suggestions::new(ids()).of(&id) {
                Some(near) => bail!("there is no transcript `{id}`; did you mean `{near}`?"),
                None => bail!(
                    "there is no transcript `{id}`; its id is the name of its file without the ending"
                ),
            }
        }
    }
    let is_named = |file: &&ContentFile| named.iter().any(|id| *name::nfc(id) == *file.id);
    Ok(transcripts.into_iter().filter(is_named).collect())
}

fn is_transcript(file: &ContentFile) -> bool {
    matches!(file.role, Role::Transcript { .. })
}

/// What sealing one transcript would write; none if it cannot be read, which is told. Of `all`, drafts are left aside.
fn of_one(
    file: &ContentFile,
    kinds: &Kinds,
    sources: &Sources,
    (sealer, all): (Sealer, bool),
    told: &mut Vec<Diagnostic>,
) -> Option<Planned> {
    let read = load::to_seal(file, kinds, sources, told)?;
    if told.iter().any(|d| d.severity == Severity::Error) {
        return None;
    }
    if all && read.transcript.header.common.draft {
        return Some(Planned::Draft);
    }
    let (ledger, changes) = seal(read.ledger.as_ref(), &read.present(), sealer);
    let text = writer::ledger(&ledger);
    let mut made_of = vec![file.source];
    made_of.extend(file.role.beside());
    let mut made_of: Vec<_> = made_of
        .into_iter()
        .map(|source| (sources.path(source).to_owned(), sources.digest(source)))
        .collect();
    let written = match file.role {
        Role::Transcript { ledger, .. } => ledger,
        Role::Annotations { .. } | Role::Entry(_) | Role::Page | Role::Asset(_) => None,
    };
    let path = match written {
        Some(written) => {
            // A file that says the same in other words stays as it is.
            let as_it_is = sources.text(written);
            if **as_it_is == *text || load::ledger::parse(as_it_is).as_ref() == Ok(&ledger) {
                return Some(Planned::AsItStands);
            }
            sources.path(written).to_owned()
        }
        None => {
            let path = format!("content/ledger/{}.yaml", file.id);
            made_of.push((path.clone(), None));
            path
        }
    };
    Some(Planned::Sealing(Box::new(TranscriptSealing {
        id: file.id.clone(),
        ledger: path,
        first: written.is_none(),
        is_other_text: read.is_other_text,
        changes: read.settled.into_iter().chain(changes).collect(),
        pointers: Vec::new(),
        began: read.ledger.as_ref().map(began).unwrap_or_default(),
        text,
        made_of,
    })))
}

/// How many words of a paragraph tell which one it is.
const FEW: usize = 8;

fn began(ledger: &Ledger) -> BTreeMap<ParagraphId, String> {
    let lines = ledger.lines.iter();
    let current = lines.filter(|line| line.standing == Standing::Current);
    current
        .filter_map(|line| {
            let words = line.words.as_ref()?;
            let mut first: Vec<&str> = words.split(' ').take(FEW + 1).collect();
            let more = if first.len() > FEW { "…" } else { "" };
            first.truncate(FEW);
            Some((line.id, format!("{}{more}", first.join(" "))))
        })
        .collect()
}
