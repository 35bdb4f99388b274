//! The flow: load, anchor, bind, plan, render, write. `build`, `check` and `serve` differ in where they stop.
//!
//! What is kept from one build to the next is this module's business, too, since no stage knows another: inputs that look as they did
//! are not read (`gather`), pages that are made of the same are not made (`make`), and if nothing changed at all, nothing is done.

mod done;
mod explain;
mod gather;
mod gone;
mod inputs;
mod kept;
mod leads;
mod live;
mod make;
mod publish;
mod put;
mod refs;
mod timings;

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, OnceLock},
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

pub use self::{
    explain::Reason,
    gone::Gone,
    kept::FOLDER as CACHE,
    live::{Live, Shown, Update},
    timings::{Stage, Timings},
};
use self::{
    gather::{Desk, Gathered},
    inputs::Inputs,
    kept::{Kept, KeptTranscript, Looks, Records},
    publish::Publishing,
};
use crate::{
    bind::{self, Edition, Parts},
    cache::{Cache, Extent},
    check,
    diag::Diagnostics,
    digest::Digest,
    folder, load,
    output::{self, Written},
    pages::{self, Plan},
    render::Theme,
    route::Route,
    source::Sources,
    view::field,
};

/// What a run is asked to do.
#[derive(Clone, Debug)]
pub struct Options {
    /// The site's folder.
    pub root: PathBuf,
    /// postil.yaml, relative to the root.
    pub config_file: String,
    /// The output folder.
    pub output: PathBuf,
    /// In place of `base_url` of postil.yaml.
    pub base_url: Option<String>,
    /// Whether drafts are built, too.
    pub drafts: bool,
    /// Whether quotes that are not found are shown on the nearest paragraph.
    pub lenient: bool,
    /// Whether warnings are errors.
    pub strict: bool,
    /// Whether files that postil did not write are replaced.
    pub force: bool,
    /// Whether anything is kept for the next run, and taken from the last one.
    pub cache: bool,
    /// Whether the reason is told why each page was made.
    pub explain: bool,
    /// Whether the process ends after this run: then what it needed is not given back piece by piece, which takes longer than
    /// ending does.
    pub last: bool,
}

impl Options {
    /// A build of the site in a folder, into its `public/`, with everything else as usual.
    pub fn of(root: impl Into<PathBuf>) -> Self {
        let root = root.into();
        Self {
            output: root.join("public"),
            root,
            config_file: "postil.yaml".to_owned(),
            base_url: None,
            drafts: false,
            lenient: false,
            strict: false,
            force: false,
            cache: true,
            explain: false,
            last: false,
        }
    }
}

/// How far a run is, for a progress display.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Files are read, quotes are looked for.
    Loading,
    /// Names are bound.
    Binding,
    /// So many of so many pages are made.
    Rendering(usize, usize),
    /// Files are put into place.
    Writing,
}

/// What came of a run.
#[derive(Debug)]
pub struct Outcome {
    /// Every file that was read.
    pub sources: Sources,
    /// All remarks, sorted.
    pub diagnostics: Diagnostics,
    /// How many pages are planned, redirects and files for programs included.
    pub pages: usize,
    /// How many transcripts were anchored, rather than taken as they were.
    pub anchored: usize,
    /// How many of the planned pages went through a template, or were made by the program itself.
    pub rendered: usize,
    /// Why each page was made, by route, if that was asked.
    pub reasons: Vec<(Route, Reason)>,
    /// What was written; none if there were errors, or for `check`.
    pub written: Option<Written>,
    /// The pages that are no longer there.
    pub gone: Vec<Gone>,
    /// How much there is.
    pub counts: Counts,
    /// How long it took.
    pub took: Duration,
    /// How long each stage took.
    pub timings: Timings,
}

/// How much an archive has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Transcripts.
    pub transcripts: usize,
    /// Annotations.
    pub annotations: usize,
    /// Entries of all kinds.
    pub entries: usize,
}

/// Builds the site into the output folder. With errors, nothing there changes.
///
/// # Errors
/// Only trouble with the machine.
pub fn build(options: &Options, progress: &(dyn Fn(Progress) + Sync)) -> Result<Outcome> {
    refuse_output_in_inputs(options)?;
    match run(options, progress, true)? {
        Some(outcome) => Ok(outcome),
        // What was kept turned out to be damaged: once more, without it.
        None => {
            let without = Options {
                cache: false,
                ..options.clone()
            };
            crate::cache::clean(&options.root.join(CACHE))?;
            run(&without, progress, true)?
                .context("a build that keeps nothing cannot lose anything")
        }
    }
}

/// What is built must not become what the next build is made from.
fn refuse_output_in_inputs(options: &Options) -> Result<()> {
    let output = folder::real_place(&options.output);
    if folder::real_place(&options.root).starts_with(&output) {
        anyhow::bail!(
            "the output folder {} holds the archive itself, {}; choose a folder of its own with `--output-dir`",
            options.output.display(),
            options.root.display()
        );
    }
    for inputs in ["content", "templates", "themes"] {
        let inputs = options.root.join(inputs);
        if output.starts_with(folder::real_place(&inputs)) {
            anyhow::bail!(
                "the output folder {} lies in {}, which the site is made from; choose another with `--output-dir`",
                options.output.display(),
                inputs.display()
            );
        }
    }
    for (kept, whose) in [(".git", "git"), (".postil", "postil")] {
        if output.starts_with(folder::real_place(&options.root.join(kept))) {
            anyhow::bail!(
                "the output folder {} lies in {kept}/, which {whose} keeps for itself; choose another with `--output-dir`",
                options.output.display(),
            );
        }
    }
    Ok(())
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
    let without = Options {
        cache: false,
        ..options.clone()
    };
    run(&without, progress, false)?.context("a check that keeps nothing cannot lose anything")
}

/// The files of a run, with paths as people are shown them.
fn sources(options: &Options) -> Sources {
    let mut sources = Sources::new(&options.root);
    if options.root.is_relative() {
        let below = options
            .root
            .components()
            .collect::<PathBuf>()
            .to_string_lossy()
            .replace('\\', "/");
        if !below.is_empty() && below != "." {
            sources.show_below(format!("{}/", below.trim_start_matches("./")));
        }
    }
    sources
}

/// What pages are made from.
struct Site {
    edition: Edition,
    plan: Plan,
    theme: Theme,
    css: String,
    records: Arc<Records>,
    /// What handles stand for, in words; made when somebody asks why.
    words: OnceLock<HashMap<Digest, String>>,
}

/// `None` if what was kept is damaged.
fn run(
    options: &Options,
    progress: &(dyn Fn(Progress) + Sync),
    write: bool,
) -> Result<Option<Outcome>> {
    let start = Instant::now();
    let mut timings = Timings::new();
    let opened = kept::open(options);
    let (cache, kept) = match opened {
        Some((cache, kept)) => (Some(Arc::new(cache)), kept.unwrap_or_default()),
        None => (None, Kept::default()),
    };
    let mut sources = sources(options);
    sources.number_as_before(&kept.sources);
    let looks = Looks::new(&kept, &options.root);
    timings.end(Stage::Open);

    progress(Progress::Loading);
    let mut diags = Diagnostics::new();
    let inputs = Inputs::survey(options, &mut sources, &looks, &mut diags)?;
    let quiet = diags.is_empty();
    timings.end(Stage::Survey);
    if write
        && quiet
        && let Some(whole) = inputs.whole(options, &looks)
        && let Some(done) = done::nothing_to_do(options, &kept, whole)
    {
        timings.end(Stage::Compare);
        if done.looked_inside
            && let Some(cache) = &cache
        {
            let _ = cache.save(done.kept_anew(kept, options, cache.began()), Kept::extents);
        }
        return Ok(Some(done.outcome(sources, start.elapsed(), timings)));
    }
    timings.end(Stage::Compare);

    let (site, gathered) = assemble(
        options,
        &inputs,
        &mut sources,
        &Before {
            cache: cache.as_ref(),
            kept: &kept,
            looks: &looks,
        },
        progress,
        &mut diags,
        &mut timings,
    );
    let mut outcome = Outcome::of(&site, sources, diags);
    outcome.anchored = gathered.anchored;
    if options.strict {
        outcome.diagnostics.raise_warnings();
    }
    let mut output = None;
    if !outcome.diagnostics.has_errors() {
        if write {
            let before = kept.outputs.get(&make::place(options));
            let publishing = Publishing {
                site: &site,
                options,
                before,
                inputs: &inputs,
                looks: &looks,
                cache: cache.as_deref(),
                progress,
            };
            output = publish::publish(&publishing, &mut outcome, &mut timings)?;
        } else {
            make::try_all(&site, progress, &mut outcome)?;
            if options.strict {
                outcome.diagnostics.raise_warnings();
            }
            timings.end(Stage::Render);
        }
    }
    if site.records.is_damaged() {
        return Ok(None);
    }
    if let Some(cache) = &cache {
        if let Some(output) = &mut output {
            output.whole = inputs
                .whole(options, &looks)
                .filter(|_| outcome.diagnostics.is_empty());
        }
        let place = make::place(options);
        let others = kept.outputs.iter();
        let others = others.filter(|(other, _)| output.is_none() || **other != place);
        let mut outputs: HashMap<_, _> = others.map(|(k, o)| (k.clone(), o.clone())).collect();
        outputs.extend(output.map(|output| (place, output)));
        kept::forget_old_outputs(&mut outputs);
        let next = Kept {
            sources: outcome.sources.paths(),
            looked: Some(cache.began()),
            reading: inputs.reading(options),
            files: looks.all(),
            units: gathered.units,
            transcripts: gathered.transcripts,
            entangled: gathered.entangled,
            outputs,
        };
        // A cache that cannot be written is no reason to fail: the next build does the work again.
        let _ = cache.save(next, Kept::extents);
    }
    timings.end(Stage::Keep);
    outcome.diagnostics.sort(&outcome.sources);
    outcome.took = start.elapsed();
    outcome.timings = timings;
    if options.last {
        std::mem::forget((site, kept, cache));
    }
    Ok(Some(outcome))
}

/// What there was before a run.
struct Before<'a> {
    cache: Option<&'a Arc<Cache>>,
    kept: &'a Kept,
    looks: &'a Looks<'a>,
}

/// What transcripts and entries have to be kept with.
struct Fresh {
    units: HashMap<String, Extent>,
    transcripts: HashMap<String, KeptTranscript>,
    entangled: HashMap<String, KeptTranscript>,
    /// How many transcripts were anchored.
    anchored: usize,
}

/// From inputs to all that pages are made from.
fn assemble(
    options: &Options,
    inputs: &Inputs,
    sources: &mut Sources,
    before: &Before<'_>,
    progress: &(dyn Fn(Progress) + Sync),
    diags: &mut Diagnostics,
    timings: &mut Timings,
) -> (Site, Fresh) {
    let mut untold = Diagnostics::new();
    let diags = match inputs.unsettled {
        true => &mut untold,
        false => diags,
    };
    let mut remarks = Vec::new();
    load::theme(&inputs.config, sources, diags);
    let theme = Theme::load(&inputs.config, sources, &mut remarks);
    timings.end(Stage::Theme);
    let records = Arc::new(Records::new(before.cache.cloned()));
    let desk = Desk {
        options,
        config: &inputs.config,
        absent: &inputs.absent,
        sources,
        cache: before.cache,
        kept: before.kept,
        looks: before.looks,
        reading: inputs.reading(options),
        records: &records,
    };
    let gathered = gather::gather(&desk, &inputs.files, &mut remarks);
    let Gathered {
        outlines,
        spotted,
        entries,
        pages,
        assets,
        absent,
        mut transcripts,
        mut entangled,
        units,
        anchored,
        records: _,
    } = gathered;
    timings.end(Stage::Load);

    progress(Progress::Binding);
    diags.extend(remarks);
    let parts = Parts {
        config: inputs.config.clone(),
        transcripts: outlines.into(),
        shelf: records.clone(),
        spotted: spotted.into(),
        mentions: theme.names_anywhere(&[
            field!(EntryView.mentions),
            field!(EntryView.mention_count),
            field!(EntryView.mentions_parts),
            field!(TranscriptView.mentions),
        ]),
        entries: entries.into(),
        pages: pages.into(),
        assets,
        left_out: inputs.left_out.clone(),
        absent,
    };
    let edition = bind::bind(parts, diags);
    make::keep_spotted(
        &edition,
        before.cache.map(|cache| &**cache),
        [&mut transcripts, &mut entangled],
    );
    check::edition(&edition, diags);
    timings.end(Stage::Bind);
    let mut remarks = Vec::new();
    let earlier = output::routes(&options.output);
    let plan = pages::plan(&edition, &theme.routes(), &earlier, &mut remarks);
    diags.extend(remarks);
    timings.end(Stage::Plan);
    let site = Site {
        css: theme.css(),
        edition,
        plan,
        theme,
        records,
        words: OnceLock::new(),
    };
    let fresh = Fresh {
        units,
        transcripts,
        entangled,
        anchored,
    };
    (site, fresh)
}

impl Outcome {
    fn of(site: &Site, sources: Sources, diagnostics: Diagnostics) -> Self {
        Self {
            sources,
            diagnostics,
            pages: site.plan.pages.len(),
            anchored: 0,
            rendered: 0,
            reasons: Vec::new(),
            written: None,
            gone: Vec::new(),
            counts: Counts {
                transcripts: site.edition.transcripts.len(),
                annotations: site.edition.annotation_count(),
                entries: site.edition.entries.len(),
            },
            took: Duration::default(),
            timings: Timings::new(),
        }
    }
}
