//! Publishing: every page is rendered into a staging folder, what they lead to is checked, and all is put in place or nothing.

use std::{
    collections::HashMap,
    sync::atomic::{AtomicUsize, Ordering},
};

use anyhow::Result;
use rayon::prelude::*;

use super::{
    Options, Outcome, Progress, Site, Stage, Timings, gone,
    inputs::Inputs,
    kept::{KeptOutput, KeptPage, Looks},
    leads::{self, Known},
    make::Failures,
    put::{Last, Put, files, one},
    refs::KeptRefs,
};
use crate::{
    cache::Cache,
    diag::{Code, Diagnostic, Place},
    output::{self, Publication},
    route::Route,
    stamp::Stamp,
};

/// A site that is to be published, and what is known of how it was.
pub(super) struct Publishing<'a> {
    pub(super) site: &'a Site,
    pub(super) options: &'a Options,
    /// What the last build left in this output.
    pub(super) before: Option<&'a KeptOutput>,
    pub(super) inputs: &'a Inputs,
    pub(super) looks: &'a Looks<'a>,
    pub(super) cache: Option<&'a Cache>,
    pub(super) progress: &'a (dyn Fn(Progress) + Sync),
}

/// Renders into a staging folder and puts everything into place, if nothing went wrong; gives what is to be kept.
pub(super) fn publish(
    publishing: &Publishing<'_>,
    outcome: &mut Outcome,
    timings: &mut Timings,
) -> Result<Option<KeptOutput>> {
    let &Publishing {
        site,
        options,
        before,
        inputs,
        looks,
        cache,
        progress,
    } = publishing;
    inputs.look_at_the_rest(looks);
    let publication = Publication::open(
        &options.output,
        output::Options {
            force: options.force,
        },
    )?;
    let last = Last::of(before, cache, options);
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
