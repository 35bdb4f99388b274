//! The flow: load, anchor, bind, plan, render, write. `build` and `check` differ in where they stop.

use std::{
    path::PathBuf,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use rayon::prelude::*;

use crate::{
    anchor::{self, Anchored, Leniency},
    archive::{self, Archive},
    bind::{self, Edition, Parts},
    check,
    config::normal_base_url,
    diag::{Code, Diagnostic, Diagnostics, Place},
    load,
    output::{self, Publication, Written},
    pages::{self, Made, Page, Plan},
    render::{self, Theme},
    route::Route,
    source::Sources,
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
}

/// How far a run is, for a progress display.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Files are read.
    Loading,
    /// Quotes are looked for.
    Anchoring,
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
    /// What was written; none if there were errors, or for `check`.
    pub written: Option<Written>,
    /// How much there is.
    pub counts: Counts,
    /// How long it took.
    pub took: Duration,
}

/// How much an archive has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
    run(options, progress, true)
}

/// Finds all that is wrong, and writes nothing.
///
/// ```
/// use postil::pipeline::{self, Options};
///
/// let options = Options {
///     root: ".".into(),
///     config_file: "postil.yaml".into(),
///     output: "public".into(),
///     base_url: None,
///     drafts: false,
///     lenient: false,
///     strict: true,
///     force: false,
/// };
/// let outcome = pipeline::check(&options, &|_| {})?;
/// assert!(outcome.diagnostics.is_empty(), "this repository's own archive is in order");
/// # Ok::<(), anyhow::Error>(())
/// ```
///
/// # Errors
/// Only trouble with the machine.
pub fn check(options: &Options, progress: &(dyn Fn(Progress) + Sync)) -> Result<Outcome> {
    run(options, progress, false)
}

fn run(options: &Options, progress: &(dyn Fn(Progress) + Sync), write: bool) -> Result<Outcome> {
    let start = Instant::now();
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
    let mut diags = Diagnostics::new();
    let mut outcome = (0, None, Counts::default());

    progress(Progress::Loading);
    let loaded = load::load(&options.config_file, &mut sources, &mut diags)?;
    load::theme(&loaded.config, &mut sources, &mut diags);
    let edition = resolve(loaded, options, progress, &mut diags)?;
    check::edition(&edition, &mut diags);
    let mut remarks = Vec::new();
    let theme = Theme::load(&edition.config, &mut sources, &mut remarks);
    let statics: Vec<Route> = theme.statics.iter().map(|s| s.route.clone()).collect();
    let plan = pages::plan(&edition, &statics, &mut remarks);
    diags.extend(remarks);
    outcome.0 = plan.pages.len();
    outcome.2 = Counts {
        transcripts: edition.transcripts.len(),
        annotations: edition.annotation_count(),
        entries: edition.entries.len(),
    };
    if options.strict {
        diags.raise_warnings();
    }
    if !diags.has_errors() {
        let made = Site {
            edition: &edition,
            plan: &plan,
            theme: &theme,
            css: theme.css(),
        };
        outcome.1 = match write {
            true => publish(&made, options, &sources, progress, &mut diags)?,
            false => {
                render_all(&made, progress, &mut diags, &|_, _| Ok(()))?;
                None
            }
        };
    }
    diags.sort(&sources);
    Ok(Outcome {
        sources,
        diagnostics: diags,
        pages: outcome.0,
        written: outcome.1,
        counts: outcome.2,
        took: start.elapsed(),
    })
}

/// From files to the edition: drafts out, quotes anchored, names bound.
fn resolve(
    loaded: load::Loaded,
    options: &Options,
    progress: &(dyn Fn(Progress) + Sync),
    diags: &mut Diagnostics,
) -> Result<Edition> {
    let load::Loaded {
        mut config,
        mut archive,
        broken,
        ..
    } = loaded;
    if let Some(url) = &options.base_url {
        config.base_url = Some(normal_base_url(url).with_context(|| {
            format!(
                "`{url}` is not the full address of a site, such as https://archive.example.org/"
            )
        })?);
    }
    let mut absent = broken;
    if !options.drafts {
        absent.extend(archive::without_drafts(&mut archive, &config.kinds));
    }
    progress(Progress::Anchoring);
    let Archive {
        transcripts,
        annotation_files,
        entries,
        pages,
        assets,
    } = archive;
    let hidden = |id: &str| absent.iter().any(|a| a.kind == "transcript" && a.id == id);
    let mut remarks = Vec::new();
    let work = anchor::assign(transcripts, annotation_files, &hidden, &mut remarks);
    let leniency = Leniency {
        lenient: options.lenient,
    };
    let anchored: Vec<(Anchored, Vec<Diagnostic>)> = work
        .into_par_iter()
        .map(|work| {
            let mut diags = Vec::new();
            (anchor::anchor(work, leniency, &mut diags), diags)
        })
        .collect();
    let mut transcripts = Vec::with_capacity(anchored.len());
    for (transcript, more) in anchored {
        transcripts.push(transcript);
        remarks.extend(more);
    }
    diags.extend(remarks);
    Ok(bind::bind(
        Parts {
            config,
            transcripts,
            entries,
            pages,
            assets,
            absent,
        },
        diags,
    ))
}

/// What pages are made from.
struct Site<'a> {
    edition: &'a Edition,
    plan: &'a Plan,
    theme: &'a Theme,
    css: String,
}

/// How many mistakes of templates are told before the rest of the pages is left.
const ENOUGH: usize = 50;

/// Makes every page and hands its bytes on; a page's view and bytes live only meanwhile. Mistakes of templates are told.
fn render_all(
    made: &Site<'_>,
    progress: &(dyn Fn(Progress) + Sync),
    diags: &mut Diagnostics,
    hand_on: &(dyn Fn(&Route, &[u8]) -> Result<()> + Sync),
) -> Result<()> {
    let total = made.plan.pages.len();
    let done = AtomicUsize::new(0);
    let failures: Mutex<Vec<(Route, Diagnostic)>> = Mutex::new(Vec::new());
    let failed = AtomicUsize::new(0);
    made.plan
        .pages
        .par_iter()
        .try_for_each(|page| -> Result<()> {
            if failed.load(Ordering::Relaxed) >= ENOUGH {
                return Ok(());
            }
            match one(made, page) {
                Ok(bytes) => hand_on(&page.route, &bytes)?,
                Err(failure) => {
                    failed.fetch_add(1, Ordering::Relaxed);
                    failures
                        .lock()
                        .expect("no holder panics")
                        .push((page.route.clone(), *failure));
                }
            }
            progress(Progress::Rendering(
                done.fetch_add(1, Ordering::Relaxed) + 1,
                total,
            ));
            Ok(())
        })?;
    let mut failures = failures.into_inner().expect("no holder panics");
    failures.sort_by(|a, b| a.0.cmp(&b.0));
    let mut told: Vec<(Place, String)> = Vec::new();
    for (route, failure) in failures {
        // One mistake shows on every page of its kind: it is told once, with the first page.
        let key = (failure.place, failure.message.clone());
        if !told.contains(&key) {
            told.push(key);
            diags.push(failure.note(format!("found while making `{}`", route.as_str())));
        }
    }
    Ok(())
}

fn one(made: &Site<'_>, page: &Page) -> Result<Vec<u8>, render::Failure> {
    match pages::make(made.edition, made.plan, page, &made.css) {
        Made::Bytes(bytes) => Ok(bytes),
        Made::View(view) => render::render(made.theme, &page.kind.templates(made.edition), &view),
    }
}

/// Renders into a staging folder and puts everything into place, if nothing went wrong.
fn publish(
    made: &Site<'_>,
    options: &Options,
    sources: &Sources,
    progress: &(dyn Fn(Progress) + Sync),
    diags: &mut Diagnostics,
) -> Result<Option<Written>> {
    let publication = Publication::open(
        &options.output,
        output::Options {
            force: options.force,
        },
    )?;
    for file in &made.theme.statics {
        publication.put(&file.route, &file.bytes)?;
    }
    for copied in &made.plan.copies {
        publication.put_file(&copied.route, &sources.disk_path(copied.source))?;
    }
    render_all(made, progress, diags, &|route, bytes| {
        publication.put(route, bytes).map(|_| ())
    })?;
    for route in publication.occupied() {
        diags.push(
            Diagnostic::new(
                Code::OutputOccupied,
                Place::Site,
                format!(
                    "`{}` in the output folder is not a file of postil's, and a page belongs there",
                    route.as_str()
                ),
            )
            .help("move it away, or replace it with `--force`"),
        );
    }
    if diags.has_errors() {
        return Ok(None);
    }
    progress(Progress::Writing);
    publication.commit().map(Some)
}
