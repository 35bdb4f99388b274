//! Putting files into the publication: what is made of what it was made of before stays.
//!
//! Three questions are asked of a page, one after the other: has it the same key, the same view, the same bytes?

use std::{
    collections::HashMap,
    sync::atomic::{AtomicUsize, Ordering},
};

use anyhow::Result;

use super::{
    Options, Site,
    explain::{self, Reason},
    kept::{KeptOutput, KeptPage, Looks},
    leads::{self, Known},
    make::{Draft, draft, key},
};
use crate::{
    cache::{Cache, Extent},
    digest::Digest,
    output::{self, Publication},
    pages::Page,
    render,
    route::Route,
    source::Sources,
    stamp::Stamp,
};

/// A page of this build, to be kept.
pub(super) struct Put {
    pub(super) route: Route,
    pub(super) bytes: output::Digest,
    pub(super) taken: Vec<Digest>,
    pub(super) view: Digest,
    pub(super) key: Digest,
    /// How its file looks, if it was left alone.
    pub(super) stamp: Option<Stamp>,
    /// What it gives and asks for, and whether something of that is wrong.
    pub(super) refs: Known,
    pub(super) wrong: bool,
    pub(super) reason: Option<Reason>,
}

/// What the last build left of this output.
pub(super) struct Last<'k> {
    pub(super) output: Option<&'k KeptOutput>,
    pub(super) taken: Vec<Digest>,
    /// What the handles gave then, if somebody wants to know.
    pub(super) gave: HashMap<Digest, Digest>,
}

impl<'k> Last<'k> {
    /// Reads it from what was kept.
    pub(super) fn of(
        before: Option<&'k KeptOutput>,
        cache: Option<&Cache>,
        options: &Options,
    ) -> Self {
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
        Self {
            output: before,
            taken,
            gave,
        }
    }

    /// How a file looked, if an equal look means equal bytes.
    fn stamp(&self, page: &KeptPage) -> Option<Stamp> {
        let looked = self.output?.looked?;
        page.stamp.is_settled(looked).then_some(page.stamp)
    }

    /// What it left of a page, and what that took.
    pub(super) fn page(&self, route: &Route) -> Option<(&KeptPage, &[Digest])> {
        let page = self.output?.pages.get(route.as_str())?;
        let (start, count) = page.taken;
        let taken = self.taken.get(start as usize..(start + count) as usize)?;
        Some((page, taken))
    }
}

/// The theme's files and the site's assets.
pub(super) fn files(
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
pub(super) fn one(
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
