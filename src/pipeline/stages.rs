//! The stages of the flow, each with what it is handed and with the moment at which it ends.

use std::{collections::HashMap, mem::take, sync::Arc};

use anyhow::Result;

use super::{
    Progress, Session, Site, Stage,
    ingest::{self, Cached, Ingested},
    inputs::Inputs,
};
use crate::{
    anchor::Lost,
    bind::{self, Authorities, Catalogue, Contribution, Edition, Parts},
    incremental::{self, CachedOutput, Snapshot, TranscriptCache},
    load, output,
    render::Theme,
    source::{Sources, diag::Diagnostics},
};

/// Settings, and a list of the files.
pub(super) fn survey(
    session: &mut Session<'_>,
    sources: &mut Sources,
    diags: &mut Diagnostics,
) -> Inputs {
    (session.progress)(Progress::Loading);
    let inputs = Inputs::survey(session, sources, diags);
    session.timings.end(Stage::Survey);
    inputs
}

/// Templates and the theme's files.
pub(super) fn read_theme(
    session: &mut Session<'_>,
    inputs: &Inputs,
    sources: &mut Sources,
    diags: &mut Diagnostics,
) -> Theme {
    if session.keeps().is_some() {
        inputs.look_at_the_rest(session);
    }
    let config = &inputs.config;
    load::theme(config.theme.as_ref(), sources, diags);
    let kinds = config.kinds.iter();
    let kinds: Vec<&str> = kinds
        .flat_map(|(_, names)| [names.slug.as_str(), names.folder.as_str()])
        .collect();
    let mut remarks = Vec::new();
    let theme = Theme::load(
        config.theme.as_ref(),
        &kinds,
        &config.words,
        sources,
        &mut remarks,
    );
    diags.extend(remarks);
    session.timings.end(Stage::Theme);
    theme
}

/// Files to what authors wrote, with quotes anchored, each transcript by itself; what did not change is taken as it was.
pub(super) fn load_and_anchor(
    session: &mut Session<'_>,
    inputs: &Inputs,
    sources: &Sources,
    diags: &mut Diagnostics,
) -> Ingested {
    let mut remarks = Vec::new();
    let ingested = ingest::load_and_anchor(session, inputs, sources, &mut remarks);
    diags.extend(remarks);
    session.timings.end(Stage::Load);
    ingested
}

/// Names to things. Takes what files gave; what is to be kept of them stays, with the names that were found.
///
/// # Errors
/// When words that were kept are damaged.
pub(super) fn bind(
    session: &mut Session<'_>,
    inputs: &Inputs,
    theme: &Theme,
    ingested: &mut Ingested,
    diags: &mut Diagnostics,
) -> Result<Edition, Lost> {
    (session.progress)(Progress::Binding);
    let outlines = ingested.transcripts.iter().map(|t| &t.outline);
    let catalogue = Catalogue::of(outlines, inputs.config.stubs);
    let authorities = Authorities::new(parts(inputs, theme, ingested), catalogue);
    let transcripts = take(&mut ingested.transcripts);
    let contribution = Contribution::of(transcripts, &authorities, &*ingested.records)?;
    ingested.cached.keep_spotted(&contribution, session);
    let finished = bind::finish(contribution, authorities, ingested.records.clone());
    let (edition, remarks) = finished.expect("all transcripts of the catalogue were bound");
    diags.extend(remarks);
    Ok(edition)
}

/// What transcripts are bound to.
fn parts(inputs: &Inputs, theme: &Theme, ingested: &mut Ingested) -> Parts {
    let mut config = inputs.config.clone();
    config.search &= theme.searches();
    Parts {
        config,
        mentions: theme.shows_mentions(),
        entries: take(&mut ingested.entries).into(),
        pages: take(&mut ingested.pages).into(),
        assets: take(&mut ingested.assets),
        left_out: inputs.left_out.clone(),
        absent: take(&mut ingested.absent),
    }
}

/// Which pages there are.
pub(super) fn plan(
    session: &mut Session<'_>,
    edition: Edition,
    theme: Theme,
    records: Arc<TranscriptCache>,
) -> Site {
    session.timings.end(Stage::Bind);
    let earlier = output::routes(&session.destination.folder);
    let site = Site::new(edition, theme, records, (&earlier, session.exporters));
    session.timings.end(Stage::Plan);
    site
}

/// What there is to say: `fixed` is what transcripts have no part in. If settings could not be read, that is what was `surveyed`: under those
/// whatever else seems wrong may be right.
pub(super) fn judge(
    session: &Session<'_>,
    surveyed: Option<Diagnostics>,
    fixed: &Diagnostics,
    site: &Site,
) -> Diagnostics {
    let mut diags = surveyed.unwrap_or_else(|| {
        let mut found = fixed.clone();
        found.extend(site.remarks());
        found
    });
    session.judge(&mut diags);
    diags
}

/// All that the next build can use; none if nothing can be kept. An output that was not made anew is known as it was.
pub(super) fn snapshot(
    session: &mut Session<'_>,
    inputs: &Inputs,
    sources: &Sources,
    cached: Cached,
    output: Option<CachedOutput>,
) -> Option<Snapshot> {
    session.keeps()?;
    let key = session.destination.key();
    let others = session.cache.last.outputs.iter();
    let others = others.filter(|(other, _)| output.is_none() || **other != key);
    let mut outputs: HashMap<_, _> = others.map(|(k, o)| (k.clone(), o.clone())).collect();
    outputs.extend(output.map(|output| (key, output)));
    incremental::forget_old_outputs(&mut outputs);
    Some(Snapshot {
        sources: sources.paths(),
        reading: inputs.reading(session.reading),
        files: session.changes.take_all(session.cache.began()),
        units: cached.units,
        transcripts: cached.transcripts,
        entangled: cached.entangled,
        outputs,
    })
}

#[cfg(test)]
mod tests;
