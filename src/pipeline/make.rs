//! Pages: those that are made of what they were made of before stay, the others are made and put in place.
//!
//! Long, because the three questions that are asked of a page belong together: same key, same view, same bytes.

use std::{
    collections::HashMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use anyhow::Result;
use rayon::prelude::*;

use super::{
    Options, Outcome, Progress, Site, Stage, Timings,
    explain::{self, Reason},
    gone,
    inputs::Inputs,
    kept::{KeptOutput, KeptPage, KeptTranscript, Looks},
    leads::{self, Known},
    refs::KeptRefs,
};
use crate::{
    bind::Edition,
    cache::{Cache, Extent},
    diag::{Code, Diagnostic, Place},
    digest::{Digest, Digester},
    output::{self, Publication},
    pages::{self, Made, Page, Reads},
    render,
    route::Route,
    source::Sources,
    stamp::Stamp,
};

/// How many mistakes of templates are told before the rest of the pages is left.
const ENOUGH: usize = 50;

/// The output folder as it is known in the cache.
pub(super) fn place(options: &Options) -> String {
    let out = &options.output;
    let full = out.canonicalize().unwrap_or_else(|_| out.clone());
    full.to_string_lossy().into_owned()
}

/// A page that was made.
pub(super) struct Finished {
    pub(super) bytes: Vec<u8>,
    /// What it took from the edition.
    pub(super) taken: Vec<Digest>,
    pub(super) view: Digest,
}

/// What is known of a page before it is rendered.
enum Draft {
    /// It would come out as it did.
    Same {
        taken: Vec<Digest>,
        view: Digest,
    },
    Finished(Finished),
}

/// The digest of a page's kind and of what it takes, as that is now.
pub(super) fn key(site: &Site, page: &Page, taken: &[Digest]) -> Digest {
    let mut digester = Digester::new();
    let (list, part, to) = page.kind.part();
    digester
        .text(page.kind.name(&site.edition))
        .text(page.route.as_str())
        .number(list)
        .number(part)
        .text(to)
        .digest(site.plan.split_digest(&page.kind));
    for &key in taken {
        digester.digest(key).digest(site.edition.digests.of(key));
    }
    digester.finish()
}

/// Makes a page, unless its view is `known`.
fn draft(site: &Site, page: &Page, known: Option<Digest>) -> Result<Draft, render::Failure> {
    let templates = page.kind.templates(&site.edition);
    let reads = site.theme.reads(&templates);
    let make = |reads| pages::make(&site.edition, &site.plan, page, reads, &site.css);
    let pages::Draft { made, taken } = make(&reads);
    let (bytes, view) = match made {
        Made::Bytes(bytes) => {
            let view = Digest::of(&bytes);
            if known == Some(view) {
                return Ok(Draft::Same { taken, view });
            }
            (bytes, view)
        }
        Made::View(view) => {
            let prepared = render::prepare(&site.theme, &templates, &reads, &view);
            if known == Some(prepared.digest) {
                let view = prepared.digest;
                return Ok(Draft::Same { taken, view });
            }
            let digest = prepared.digest;
            drop(view);
            match render::render(&site.theme, &prepared) {
                Ok(bytes) => (bytes, digest),
                Err(failure) => {
                    return Err(failure_of(site, &templates, make(&Reads::all()), failure));
                }
            }
        }
    };
    Ok(Draft::Finished(Finished { bytes, taken, view }))
}

/// A mistake of a template, told with all fields that exist: not only with those that templates write.
fn failure_of(
    site: &Site,
    templates: &[String],
    whole: pages::Draft,
    failure: render::Failure,
) -> render::Failure {
    let Made::View(view) = whole.made else {
        return failure;
    };
    let prepared = render::prepare(&site.theme, templates, &Reads::all(), &view);
    render::render(&site.theme, &prepared)
        .err()
        .unwrap_or(failure)
}

/// Makes a page, whatever is known of it.
///
/// # Errors
/// A mistake of a template.
pub(super) fn page(site: &Site, page: &Page) -> Result<Finished, render::Failure> {
    match draft(site, page, None)? {
        Draft::Finished(finished) => Ok(finished),
        Draft::Same { .. } => unreachable!("nothing was known of the view"),
    }
}

/// Mistakes of templates, gathered from many threads.
#[derive(Default)]
struct Failures {
    list: Mutex<Vec<(Route, Diagnostic)>>,
    count: AtomicUsize,
}

impl Failures {
    fn are_enough(&self) -> bool {
        self.count.load(Ordering::Relaxed) >= ENOUGH
    }

    fn list_is_empty(&self) -> bool {
        self.count.load(Ordering::Relaxed) == 0
    }

    fn add(&self, page: &Page, failure: Diagnostic) {
        self.count.fetch_add(1, Ordering::Relaxed);
        let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        list.push((page.route.clone(), failure));
    }

    fn tell(self, diags: &mut crate::diag::Diagnostics) {
        let mut list = self
            .list
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        list.sort_by(|a, b| a.0.cmp(&b.0));
        let mut told: Vec<(Place, String)> = Vec::new();
        for (route, failure) in list {
            // One mistake shows on every page of its kind: it is told once, with the first page.
            let key = (failure.place, failure.message.clone());
            if !told.contains(&key) {
                told.push(key);
                diags.push(failure.note(format!("found while making `{}`", route.as_str())));
            }
        }
    }
}

/// Makes every page and keeps none, to see whether the templates are right.
pub(super) fn try_all(
    site: &Site,
    progress: &(dyn Fn(Progress) + Sync),
    outcome: &mut Outcome,
) -> Result<()> {
    let failures = Failures::default();
    let (total, done) = (site.plan.pages.len(), AtomicUsize::new(0));
    let try_one = |planned| {
        if failures.are_enough() {
            return Known::None;
        }
        let refs = match page(site, planned) {
            Ok(made) => leads::of(site, planned, &made.bytes),
            Err(failure) => {
                failures.add(planned, *failure);
                Known::None
            }
        };
        let so_far = done.fetch_add(1, Ordering::Relaxed) + 1;
        progress(Progress::Rendering(so_far, total));
        refs
    };
    let known: Vec<Known> = site.plan.pages.par_iter().map(try_one).collect();
    outcome.rendered = total;
    if failures.list_is_empty() {
        leads::check(site, &known, &leads::Before::nothing(), outcome);
    }
    failures.tell(&mut outcome.diagnostics);
    Ok(())
}

/// A page of this build, to be kept.
struct Put {
    route: Route,
    bytes: output::Digest,
    taken: Vec<Digest>,
    view: Digest,
    key: Digest,
    /// How its file looks, if it was left alone.
    stamp: Option<Stamp>,
    /// What it gives and asks for, and whether something of that is wrong.
    refs: Known,
    wrong: bool,
    reason: Option<Reason>,
}

/// What the last build left of this output.
struct Last<'k> {
    output: Option<&'k KeptOutput>,
    taken: Vec<Digest>,
    /// What the handles gave then, if somebody wants to know.
    gave: HashMap<Digest, Digest>,
}

impl Last<'_> {
    /// How a file looked, if an equal look means equal bytes.
    fn stamp(&self, page: &KeptPage) -> Option<Stamp> {
        let looked = self.output?.looked?;
        page.stamp.is_settled(looked).then_some(page.stamp)
    }

    fn page(&self, route: &Route) -> Option<(&KeptPage, &[Digest])> {
        let page = self.output?.pages.get(route.as_str())?;
        let (start, count) = page.taken;
        let taken = self.taken.get(start as usize..(start + count) as usize)?;
        Some((page, taken))
    }
}

/// Renders into a staging folder and puts everything into place, if nothing went wrong.
#[allow(clippy::too_many_arguments)]
pub(super) fn publish(
    site: &Site,
    options: &Options,
    before: Option<&KeptOutput>,
    inputs: &Inputs,
    looks: &Looks<'_>,
    cache: Option<&Cache>,
    progress: &(dyn Fn(Progress) + Sync),
    outcome: &mut Outcome,
    timings: &mut Timings,
) -> Result<Option<KeptOutput>> {
    inputs.look_at_the_rest(looks);
    let publication = Publication::open(
        &options.output,
        output::Options {
            force: options.force,
        },
    )?;
    let last = last(before, cache, options);
    let mut puts = files(site, &publication, &last, looks, &outcome.sources)?;
    let failures = Failures::default();
    let (total, done) = (site.plan.pages.len(), AtomicUsize::new(0));
    let rendered = AtomicUsize::new(0);
    let mut pages: Vec<Put> = site
        .plan
        .pages
        .par_iter()
        .map(|page| -> Result<Option<Put>> {
            if failures.are_enough() {
                return Ok(None);
            }
            let put = match one(site, page, &publication, &last, &rendered)? {
                Ok(put) => Some(put),
                Err(failure) => {
                    failures.add(page, *failure);
                    None
                }
            };
            let so_far = done.fetch_add(1, Ordering::Relaxed) + 1;
            progress(Progress::Rendering(so_far, total));
            Ok(put)
        })
        .collect::<Result<Vec<_>>>()?
        .into_iter()
        .flatten()
        .collect();
    outcome.rendered = rendered.into_inner();
    if failures.list_is_empty() {
        check_leads(site, &mut pages, &last, cache, outcome);
    }
    failures.tell(&mut outcome.diagnostics);
    if options.strict {
        outcome.diagnostics.raise_warnings();
    }
    timings.end(Stage::Render);
    if outcome.diagnostics.has_errors() || site.records.is_damaged() {
        tell_occupied(publication.occupied(), outcome);
        return Ok(None);
    }
    progress(Progress::Writing);
    match publication.try_commit()? {
        Ok(written) => {
            outcome.gone = gone::gone(&written, &site.edition, &outcome.sources);
            outcome.written = Some(written);
        }
        Err(occupied) => {
            tell_occupied(occupied, outcome);
            return Ok(None);
        }
    }
    if options.explain {
        let reasons = pages.iter();
        outcome.reasons = reasons
            .filter_map(|put| Some((put.route.clone(), put.reason.clone()?)))
            .collect();
    }
    puts.extend(pages);
    timings.end(Stage::Write);
    Ok(cache
        .filter(|cache| cache.writes())
        .and_then(|cache| to_keep(site, options, cache, puts, outcome)))
}

/// Checks what all pages lead to; notes those on which something is wrong.
fn check_leads(
    site: &Site,
    pages: &mut [Put],
    last: &Last<'_>,
    cache: Option<&Cache>,
    outcome: &mut Outcome,
) {
    let before = leads::Before {
        cache,
        routes: last.output.map_or_else(Vec::new, |output| {
            output.pages.keys().map(String::as_str).collect()
        }),
        refs: pages
            .iter()
            .enumerate()
            .filter_map(|(at, put)| Some((at, last.page(&put.route)?.0.refs?)))
            .collect(),
    };
    // Moved, not copied: they are as many as the links of the site.
    let known: Vec<Known> = pages
        .iter_mut()
        .map(|put| std::mem::replace(&mut put.refs, Known::None))
        .collect();
    let wrong = leads::check(site, &known, &before, outcome);
    for (at, (put, known)) in pages.iter_mut().zip(known).enumerate() {
        put.refs = known;
        put.wrong = wrong.contains(&at);
    }
}

fn tell_occupied(occupied: Vec<Route>, outcome: &mut Outcome) {
    for route in occupied {
        outcome.diagnostics.push(
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
}

fn last<'k>(before: Option<&'k KeptOutput>, cache: Option<&Cache>, options: &Options) -> Last<'k> {
    let digests = |extent: Extent| -> Vec<Digest> {
        let bytes = cache
            .and_then(|cache| cache.read(extent))
            .unwrap_or_default();
        let numbers = bytes.chunks_exact(8);
        numbers
            .map(|n| Digest(u64::from_le_bytes(n.try_into().expect("eight bytes"))))
            .collect()
    };
    let taken = before.map_or_else(Vec::new, |before| digests(before.taken));
    let gave = match before.filter(|_| options.explain) {
        Some(before) => {
            let pairs = digests(before.gave);
            pairs
                .chunks_exact(2)
                .map(|pair| (pair[0], pair[1]))
                .collect()
        }
        None => HashMap::new(),
    };
    Last {
        output: before,
        taken,
        gave,
    }
}

/// The theme's files and the site's assets.
fn files(
    site: &Site,
    publication: &Publication,
    last: &Last<'_>,
    looks: &Looks<'_>,
    sources: &Sources,
) -> Result<Vec<Put>> {
    let mut puts = Vec::new();
    let mut add = |route: &Route, bytes: output::Digest, stamp: Option<Stamp>| {
        puts.push(Put {
            route: route.clone(),
            bytes,
            taken: Vec::new(),
            view: Digest::default(),
            key: Digest::default(),
            stamp,
            refs: Known::None,
            wrong: false,
            reason: None,
        });
    };
    for file in &site.theme.statics {
        publication.put(&file.route, &file.bytes)?;
        add(&file.route, output::Digest::of(&file.bytes), None);
    }
    for copied in &site.plan.copies {
        let path = sources.path(copied.source);
        let known = last.page(&copied.route);
        if looks.was_unchanged_asset(path)
            && let Some((page, _)) = known
            && let Some(stamp) =
                publication.keep_as_it_looks(&copied.route, page.bytes, last.stamp(page))?
        {
            add(&copied.route, page.bytes, Some(stamp));
            continue;
        }
        publication.put_file(&copied.route, &sources.disk_path(copied.source))?;
        if let Some(bytes) = publication.digest_of(&copied.route) {
            add(&copied.route, bytes, None);
        }
    }
    Ok(puts)
}

/// Puts one page, if it must be made; else says that it stays.
fn one(
    site: &Site,
    page: &Page,
    publication: &Publication,
    last: &Last<'_>,
    rendered: &AtomicUsize,
) -> Result<Result<Put, render::Failure>> {
    let known = last.page(&page.route);
    let same_theme = last.output.is_some_and(|o| o.theme == site.theme.digest());
    let mut reason = match known {
        None => Reason::New,
        Some(_) if !same_theme => Reason::Theme,
        Some(_) => Reason::Content(Vec::new()),
    };
    let mut view = None;
    if let Some((before, taken)) = known.filter(|_| same_theme) {
        view = Some(before.view);
        if key(site, page, taken) == before.key {
            let kept =
                publication.keep_as_it_looks(&page.route, before.bytes, last.stamp(before))?;
            if kept.is_some() {
                return Ok(Ok(Put {
                    route: page.route.clone(),
                    bytes: before.bytes,
                    taken: taken.to_vec(),
                    view: before.view,
                    key: before.key,
                    stamp: kept,
                    refs: before.refs.map_or(Known::None, Known::Kept),
                    wrong: false,
                    reason: None,
                }));
            }
            (view, reason) = (None, Reason::Output);
        }
    }
    let mut drafted = match draft(site, page, view) {
        Ok(drafted) => drafted,
        Err(failure) => return Ok(Err(failure)),
    };
    if let (Draft::Same { taken, view }, Some((before, _))) = (&drafted, known) {
        let kept = publication.keep_as_it_looks(&page.route, before.bytes, last.stamp(before))?;
        if kept.is_some() {
            return Ok(Ok(Put {
                route: page.route.clone(),
                bytes: before.bytes,
                key: key(site, page, taken),
                taken: taken.clone(),
                view: *view,
                stamp: kept,
                refs: before.refs.map_or(Known::None, Known::Kept),
                wrong: false,
                reason: None,
            }));
        }
        reason = Reason::Output;
        drafted = match draft(site, page, None) {
            Ok(drafted) => drafted,
            Err(failure) => return Ok(Err(failure)),
        };
    }
    let Draft::Finished(finished) = drafted else {
        unreachable!("a page of which nothing is known is finished");
    };
    rendered.fetch_add(1, Ordering::Relaxed);
    if let (Reason::Content(what), Some((_, taken))) = (&mut reason, known)
        && !last.gave.is_empty()
    {
        *what = changes(site, last, taken);
    }
    let bytes = output::Digest::of(&finished.bytes);
    publication.put_known(&page.route, &finished.bytes, bytes)?;
    let refs = leads::of(site, page, &finished.bytes);
    Ok(Ok(Put {
        route: page.route.clone(),
        bytes,
        key: key(site, page, &finished.taken),
        taken: finished.taken,
        view: finished.view,
        stamp: None,
        refs,
        wrong: false,
        reason: Some(reason),
    }))
}

/// What a page took that gives something else now.
fn changes(site: &Site, last: &Last<'_>, taken: &[Digest]) -> Vec<String> {
    let words = site.words.get_or_init(|| explain::words(&site.edition));
    taken
        .iter()
        .filter(|key| {
            last.gave.get(key).copied().unwrap_or_default() != site.edition.digests.of(**key)
        })
        .map(|key| {
            words
                .get(key)
                .cloned()
                .unwrap_or_else(|| "something that is gone".to_owned())
        })
        .collect()
}

/// What is kept of an output. The files are looked at now, when they are in place.
fn to_keep(
    site: &Site,
    options: &Options,
    cache: &Cache,
    puts: Vec<Put>,
    outcome: &Outcome,
) -> Option<KeptOutput> {
    let stamps: Vec<Option<Stamp>> = puts
        .par_iter()
        .with_min_len(64)
        .map(|put| {
            let look = || Stamp::of(&options.output.join(put.route.as_str())).ok();
            put.stamp.or_else(look)
        })
        .collect();
    let mut taken: Vec<u8> = Vec::new();
    let mut pages = HashMap::with_capacity(puts.len());
    for (put, stamp) in puts.into_iter().zip(stamps) {
        let start = u32::try_from(taken.len() / 8).ok()?;
        let count = u32::try_from(put.taken.len()).ok()?;
        for key in &put.taken {
            taken.extend_from_slice(&key.0.to_le_bytes());
        }
        let route = put.route.as_str();
        let extent = match &put.refs {
            Known::Fresh(refs) => Some(refs.keep(cache)?),
            Known::Kept(kept) => Some(kept.extent),
            Known::None => None,
        };
        let bad = put.wrong;
        let kept = KeptPage {
            bytes: put.bytes,
            stamp: stamp?,
            key: put.key,
            view: put.view,
            taken: (start, count),
            refs: extent.map(|extent| KeptRefs { extent, bad }),
        };
        pages.insert(route.to_owned(), kept);
    }
    let mut gave: Vec<u8> = Vec::new();
    for (key, digest) in site.edition.digests.all() {
        gave.extend_from_slice(&key.0.to_le_bytes());
        gave.extend_from_slice(&digest.0.to_le_bytes());
    }
    Some(KeptOutput {
        whole: None,
        record: output::record_digest(&options.output),
        looked: Some(cache.now()?),
        counts: outcome.counts,
        planned: outcome.pages,
        theme: site.theme.digest(),
        pages,
        taken: cache.append(&taken).ok()?,
        gave: cache.append(&gave).ok()?,
    })
}

/// Keeps where names were found in texts that were looked through now.
pub(super) fn keep_spotted(
    edition: &Edition,
    cache: Option<&Cache>,
    kept: [&mut HashMap<String, KeptTranscript>; 2],
) {
    let Some(cache) = cache.filter(|cache| cache.writes()) else {
        return;
    };
    let [alone, together] = kept;
    for (t, outline) in edition.transcripts.enumerated() {
        let kept = together.get_mut(&*outline.id);
        if let Some(kept) = kept.or_else(|| alone.get_mut(&*outline.id))
            && let Some(spotted) = &edition.spotted[t]
            && !(kept.spotted.is_some() && edition.spotted_before[t])
            && let Ok(bytes) = postcard::to_stdvec(&**spotted)
        {
            kept.spotted = cache.append(&bytes).ok();
        }
    }
}
