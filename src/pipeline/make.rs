//! Pages: whether one would come out as it did, and else its bytes.

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
    Options, Outcome, Progress, Site,
    kept::KeptTranscript,
    leads::{self, Known},
};
use crate::{
    bind::Edition,
    cache::Cache,
    diag::{Diagnostic, Place},
    digest::{Digest, Digester},
    pages::{self, Made, Page},
    render,
    route::Route,
    view::Reads,
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
pub(super) enum Draft {
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
    page.key(&site.edition.config, &mut digester);
    digester.digest(site.plan.split_digest(page));
    for &key in taken {
        digester.digest(key).digest(site.edition.digests.of(key));
    }
    digester.finish()
}

/// Makes a page, unless its view is `known`.
pub(super) fn draft(
    site: &Site,
    page: &Page,
    known: Option<Digest>,
) -> Result<Draft, render::Failure> {
    let templates = page.templates(&site.edition.config);
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
pub(super) struct Failures {
    list: Mutex<Vec<(Route, Diagnostic)>>,
    count: AtomicUsize,
}

impl Failures {
    /// Whether the rest of the pages may be left.
    pub(super) fn are_enough(&self) -> bool {
        self.count.load(Ordering::Relaxed) >= ENOUGH
    }

    pub(super) fn list_is_empty(&self) -> bool {
        self.count.load(Ordering::Relaxed) == 0
    }

    pub(super) fn add(&self, page: &Page, failure: Diagnostic) {
        self.count.fetch_add(1, Ordering::Relaxed);
        let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        list.push((page.route.clone(), failure));
    }

    pub(super) fn tell(self, diags: &mut crate::diag::Diagnostics) {
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
