//! Whether everything is sealed as it stands, for programs that ask.

use anyhow::Result;
use rayon::prelude::*;

use super::chosen;
use crate::{
    load::{self, ContentFile, Role, Survey, Unit},
    source::{
        Sources,
        diag::{Code, Diagnostic, Diagnostics, Severity},
    },
};

/// Errors for what is not sealed, or not as it was sealed, and for what keeps that from being known; and how many transcripts were looked at. Of all
/// transcripts, drafts are left aside.
///
/// # Errors
/// If a transcript is named that there is not.
pub(in crate::pipeline) fn unsealed(
    survey: &Survey,
    surveyed: &Diagnostics,
    sources: &Sources,
    named: &[String],
) -> Result<(Diagnostics, usize)> {
    let chosen = chosen(&survey.files, named)?;
    let of_one = |file: &&ContentFile| of_one(file, survey, sources, named.is_empty());
    let each: Vec<Option<Vec<Diagnostic>>> = chosen.par_iter().map(of_one).collect();
    let looked_at = each.iter().flatten().count();
    let mut found = Diagnostics::new();
    found.extend(
        surveyed
            .list()
            .iter()
            .filter(|d| is_of_ledger(d, sources))
            .cloned(),
    );
    found.extend(each.into_iter().flatten().flatten());
    found.raise_warnings();
    found.sort(sources);
    Ok((found, looked_at))
}

/// A ledger that belongs to no transcript, or the second of one.
fn is_of_ledger(diagnostic: &Diagnostic, sources: &Sources) -> bool {
    let path = diagnostic.source().map(|source| sources.path(source));
    path.is_some_and(|path| path.starts_with("content/ledger/"))
}

/// What is to be said of one transcript; none if it is a draft.
fn of_one(
    file: &ContentFile,
    survey: &Survey,
    sources: &Sources,
    all: bool,
) -> Option<Vec<Diagnostic>> {
    let mut told = Vec::new();
    let unit = load::read(file, &survey.config.kinds, sources, &mut told);
    if let Unit::Transcript(transcript) = &unit
        && all
        && transcript.header.common.draft
    {
        return None;
    }
    told.retain(|d| d.severity == Severity::Error || d.code == Code::NotSealed);
    if matches!(unit, Unit::Transcript(_))
        && matches!(file.role, Role::Transcript { ledger: None, .. })
    {
        let remark = Diagnostic::file(
            Code::NotSealed,
            file.source,
            format!(
                "`{}` is not sealed: its paragraphs are counted, and their addresses may lead to other words tomorrow",
                file.id
            ),
        );
        told.push(remark.help(format!(
            "run `postil seal {}`, and commit what it writes",
            file.id
        )));
    }
    Some(told)
}
