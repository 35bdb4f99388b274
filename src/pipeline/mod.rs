//! The flow: load, anchor, bind, check, plan, make, write. `build`, `check` and `serve` differ in where they stop.
//!
//! What a run may look at is its `Session`; what builds keep for each other is the business of `incremental`. Inputs that look as they
//! did are not read (`ingest`), pages that are made of the same are not made (`staged`), and if nothing changed at all, nothing is done
//! (`up_to_date`).

mod bag;
pub mod edit;
mod eject;
mod explain;
mod export;
mod failures;
mod gone;
pub mod import;
mod index;
mod ingest;
mod inputs;
mod link_check;
mod live;
mod make;
mod options;
mod outcome;
mod page_links;
mod publish;
mod schemas;
mod seal;
mod session;
mod site;
mod staged;
mod stages;
mod timings;
mod trial;
pub mod typed;
mod up_to_date;
mod viewpoint;

use std::{collections::BTreeSet, path::Path, sync::Arc, time::Instant};

use anyhow::Result;

pub use self::{
    bag::{BagRequest, Bagged},
    eject::{EjectRequest, Ejectable, Ejected},
    explain::Reason,
    export::{ExportRequest, Taker},
    gone::Gone,
    live::{Live, Remarks, Shown, Update},
    options::Options,
    outcome::{Beyond, Outcome, Progress},
    schemas::{SchemaFile, SchemaStanding, Schemas},
    seal::{
        Day, ParagraphId, Pointer, PointerKind, SealChange, SealRequest, Sealings,
        TranscriptSealing, both_wordings,
    },
    timings::{Stage, Timings},
};
use self::{
    inputs::Inputs,
    outcome::{Made, Watch},
    session::{Session, sources},
    site::Site,
    stages::{bind, judge, load_and_anchor, plan, read_theme, snapshot, survey},
};
use crate::{
    anchor::Lost,
    incremental::{self, BuildCache, Snapshot},
    load, output,
    source::{
        Sources,
        diag::Diagnostics,
        files::{Files, Unsaved},
    },
};
pub use crate::{
    incremental::{Counts, ExportCount, FOLDER as CACHE},
    output::{Cleaned, Packed, Torn, replace as put},
};

/// Builds the site into the output folder. With errors, nothing there changes.
///
/// # Errors
/// Only trouble with the machine.
pub fn build(options: &Options, progress: &(dyn Fn(Progress) + Sync)) -> Result<Outcome> {
    options.refuse_output_in_inputs()?;
    let files = options.files(&Unsaved::new());
    let run = |open: fn(&Options) -> BuildCache| {
        outcome(options, files.clone(), open, progress, Until::Written)
    };
    match run(Options::open_cache) {
        // What was kept decides nothing: without it the same is built, only later.
        Err(trouble) if trouble.is::<Lost>() => {
            // Whoever cannot remove it comes here again next time.
            let _ = incremental::clean(&options.root);
            run(|_| BuildCache::nothing())
        }
        done => done,
    }
}

/// Finds all that is wrong, and writes nothing.
///
/// ```
/// use postil::pipeline::{self, Options};
///
/// let options = Options { strict: true, ..Options::of(".") };
/// let outcome = pipeline::check(&options, &|_| {})?;
/// assert!(outcome.diagnostics.is_empty(), "this repository's own archive is in order");
/// # Ok::<(), anyhow::Error>(())
/// ```
///
/// # Errors
/// Only trouble with the machine.
pub fn check(options: &Options, progress: &(dyn Fn(Progress) + Sync)) -> Result<Outcome> {
    check_unsaved(options, &Unsaved::new(), progress)
}

/// As [`check()`], of the site that there would be if all that is unsaved were saved.
///
/// # Errors
/// Only trouble with the machine.
pub fn check_unsaved(
    options: &Options,
    unsaved: &Unsaved,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Outcome> {
    let files = options.files(unsaved);
    outcome(
        options,
        files,
        |_| BuildCache::nothing(),
        progress,
        Until::Made,
    )
}

/// Makes one other format of the site, and gives its files to `take`; what there is to say. With errors there is nothing to take. Drafts are in none.
///
/// # Errors
/// There is no such topic, or a file would come among those that the site is made from or that a build wrote; else only trouble with the machine, or of
/// `take`.
pub fn export(
    options: &Options,
    request: &ExportRequest,
    progress: &(dyn Fn(Progress) + Sync),
    take: Taker<'_>,
) -> Result<(Diagnostics, Sources)> {
    let cache = BuildCache::nothing();
    let files = options.files(&Unsaved::new());
    let mut sources = sources(&options.root, &cache, files.clone());
    let mut session = Session::new(options, files, &cache, progress)?;
    let run = run(&mut session, &mut sources, Until::Planned)?;
    let mut diagnostics = run.diagnostics;
    if let Some(site) = run.site.filter(|_| !diagnostics.has_errors()) {
        let refuse = |to: &[_]| options.refuse_all(to, sources.paths());
        diagnostics.extend(request.make(&site, &refuse, take)?);
    }
    diagnostics.sort(&sources);
    Ok((diagnostics, sources))
}

/// Packs the whole archive into a bag (BagIt): the site with all that it is asked for, and the files that it is made of. With errors there is none.
///
/// # Errors
/// When something stands in its place; else only trouble with the machine.
pub fn bag(
    options: &Options,
    request: &BagRequest,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<(Option<Bagged>, Diagnostics, Sources)> {
    let mut wanted = options.packed(request.place.clone());
    wanted.refuse_output_in_inputs()?;
    let packing = bag::Packing::open(request)?;
    wanted.output = packing.payload();
    let cache = BuildCache::nothing();
    let files = wanted.files(&Unsaved::new());
    let mut sources = sources(&wanted.root, &cache, files.clone());
    let mut session = Session::new(&wanted, files.clone(), &cache, progress)?;
    let mut run = run(&mut session, &mut sources, Until::Written)?;
    run.diagnostics.sort(&sources);
    let bagged = packing.close(&run, (&sources, &*files), &wanted.config_file)?;
    Ok((bagged, run.diagnostics, sources))
}

/// What it would write if the paragraphs of transcripts were sealed, and what of the site points at those that are not what they were. Nothing is
/// written: [`Sealings::write`] does.
///
/// # Errors
/// A transcript is named that there is not; else only trouble with the machine.
pub fn seal(
    options: &Options,
    sealing: &SealRequest,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Sealings> {
    let cache = BuildCache::nothing();
    progress(Progress::Loading);
    let files = options.files(&Unsaved::new());
    let mut sources = sources(&options.root, &cache, files);
    let survey = load::survey(&options.config_file, &mut sources, &mut Diagnostics::new());
    let mut sealings = seal::plan(&survey, sources, sealing)?;
    if sealings.diagnostics.has_errors() || !sealings.moves() {
        return Ok(sealings);
    }
    let files = options.files(&sealings.unsaved());
    let mut sources = session::sources(&options.root, &cache, files.clone());
    sources.number_as_before(&sealings.sources.paths());
    // Drafts point at paragraphs, too.
    let options = Options {
        drafts: true,
        ..options.clone()
    };
    let mut session = Session::new(&options, files, &cache, progress)?;
    let run = run(&mut session, &mut sources, Until::Planned)?;
    if let Some(site) = &run.site {
        sealings.look_at(site, &run.diagnostics, sources)?;
    }
    Ok(sealings)
}

/// Whether the transcripts with these ids, or all that are no drafts, are sealed as they stand: errors if not, and how many were looked at.
///
/// # Errors
/// A transcript is named that there is not; else only trouble with the machine.
pub fn unsealed(options: &Options, named: &[String]) -> Result<(Diagnostics, Sources, usize)> {
    let files = options.files(&Unsaved::new());
    let mut sources = sources(&options.root, &BuildCache::nothing(), files);
    let mut surveyed = Diagnostics::new();
    let survey = load::survey(&options.config_file, &mut sources, &mut surveyed);
    let (diagnostics, looked_at) = seal::unsealed(&survey, &surveyed, &sources, named)?;
    Ok((diagnostics, sources, looked_at))
}

/// Removes what builds of the site in `root` keep for the next one, and nothing else. How many files those were.
///
/// # Errors
/// When a file cannot be removed.
pub fn clean_cache(root: &Path) -> Result<usize> {
    incremental::clean(root)
}

/// Writes templates and static files of the built-in theme into the site, to be changed there.
///
/// # Errors
/// If there is no such file, if one that is named is there already, and trouble with the machine.
pub fn eject(options: &Options, request: &EjectRequest) -> Result<Ejected> {
    let mut sources = Sources::read_from(options.files(&Unsaved::new()));
    let settings = (&mut sources, options.config_file.as_str());
    eject::eject(&options.root, settings, request)
}

/// What [`eject()`] can write into a site.
pub fn ejectable(options: &Options) -> Ejectable {
    let mut sources = Sources::read_from(options.files(&Unsaved::new()));
    eject::ejectable(&mut sources, &options.config_file)
}

/// Removes what builds wrote to `output`, and nothing else.
///
/// # Errors
/// When a file cannot be removed.
pub fn clean_output(output: &Path) -> Result<Cleaned> {
    output::clean(output)
}

/// A run by itself: opens what was kept, and keeps what came of it.
fn outcome(
    options: &Options,
    files: Arc<dyn Files>,
    open: impl Fn(&Options) -> BuildCache,
    progress: Watch<'_>,
    until: Until,
) -> Result<Outcome> {
    let (start, timings) = (Instant::now(), Timings::new());
    let cache = open(options);
    let mut session = Session::new(options, files.clone(), &cache, progress)?;
    session.timings = timings;
    let mut sources = sources(&options.root, &cache, files);
    session.timings.end(Stage::Open);
    let mut run = run(&mut session, &mut sources, until)?;
    if let Some(snapshot) = run.snapshot {
        cache.save(snapshot);
    }
    session.timings.end(Stage::Keep);
    run.diagnostics.sort(&sources);
    let timings = session.timings;
    if options.last {
        std::mem::forget((run.site, cache));
    }
    Ok(Outcome {
        sources,
        diagnostics: run.diagnostics,
        pages: run.pages,
        anchored: run.anchored,
        rendered: run.made.rendered,
        reasons: run.made.reasons,
        written: run.made.written,
        gone: run.made.gone,
        exports: run.made.exports,
        counts: run.counts,
        took: start.elapsed(),
        timings,
    })
}

/// Where a run stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Until {
    /// Pages are known, and made when somebody asks for them: `serve`.
    Planned,
    /// Pages were made, to see whether that can be done: `check`.
    Made,
    /// They are in place: `build`.
    Written,
}

/// What a run came to.
struct Run {
    inputs: Option<Inputs>,
    /// None if there was nothing to do.
    site: Option<Site>,
    diagnostics: Diagnostics,
    /// Those of them that transcripts have no part in, as they were before they were judged.
    fixed: Diagnostics,
    /// See [`ingest::Ingested::together`].
    together: BTreeSet<String>,
    pages: usize,
    counts: Counts,
    anchored: usize,
    made: Made,
    /// To be kept, if anything is.
    snapshot: Option<Snapshot>,
}

impl Run {
    fn of(
        inputs: Inputs,
        site: Site,
        diagnostics: Diagnostics,
        made: Made,
        snapshot: Option<Snapshot>,
    ) -> Self {
        Self {
            inputs: Some(inputs),
            diagnostics,
            fixed: Diagnostics::new(),
            together: BTreeSet::new(),
            pages: site.plan.pages.len(),
            counts: site.counts(),
            site: Some(site),
            anchored: 0,
            made,
            snapshot,
        }
    }
}

/// The flow, as far as it is wanted, or as errors let it.
///
/// # Errors
/// Trouble with the machine; [`Lost`], if words that were kept are damaged.
fn run(session: &mut Session<'_>, sources: &mut Sources, until: Until) -> Result<Run> {
    let mut fixed = Diagnostics::new();
    let inputs = survey(session, sources, &mut fixed);
    if until == Until::Written
        && let Some(done) = up_to_date::run(session, &inputs, &fixed)
    {
        return Ok(done);
    }
    let surveyed = inputs.unsettled.then(|| fixed.clone());
    let theme = read_theme(session, &inputs, sources, &mut fixed);
    let mut ingested = load_and_anchor(session, &inputs, sources, &mut fixed);
    let edition = bind(session, &inputs, &theme, &mut ingested, &mut fixed)?;
    let site = plan(session, edition, theme, ingested.records);
    let mut diags = judge(session, surveyed, &fixed, &site);
    let (mut made, mut output) = (Made::default(), None);
    match until {
        _ if diags.has_errors() => {}
        Until::Planned => {}
        Until::Made => {
            site.judge_contact(&mut diags);
            let schemas = Schemas::of(&inputs.config, &inputs.files, &session.files);
            diags.extend(schemas.remarks(sources));
            made = trial::make(session, &site, sources, &mut diags)?;
        }
        Until::Written => {
            let staged = publish::make(session, &site, sources, &mut diags)?;
            (made, output) = publish::write(session, &site, sources, staged, &mut diags)?;
        }
    }
    let output = output.map(|output| up_to_date::noted(session, &inputs, &diags, output));
    let snapshot = snapshot(session, &inputs, sources, ingested.cached, output);
    Ok(Run {
        anchored: ingested.anchored,
        fixed,
        together: ingested.together,
        ..Run::of(inputs, site, diags, made, snapshot)
    })
}
