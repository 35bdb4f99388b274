//! Publishing: every page is made into a staging folder, what they lead to is checked, and all is put in place or nothing.

use std::{
    collections::HashMap,
    sync::atomic::{AtomicUsize, Ordering},
};

use anyhow::Result;
use rayon::prelude::*;

use super::{
    Session, Site, Stage,
    failures::Failures,
    gone,
    index::{Index, Stores},
    link_check::{self, Earlier, Known},
    outcome::{Made, Progress},
    staged::{self, LastOutput, Staged, Stager},
};
use crate::{
    anchor::Lost,
    incremental::{
        CachedIndex, CachedLinks, CachedOutput, CachedPage, Damaged, ExportCount, Storage,
    },
    output::{self, Publication},
    pages::Page,
    source::{
        Sources,
        diag::{Code, Diagnostic, Diagnostics, Place},
        stamp::Stamp,
    },
    text::route::Route,
};

/// All files of an output, staged: nothing of it is in place yet.
pub(super) struct StagedSite {
    publication: Publication,
    files: Vec<Staged>,
    pages: Vec<Staged>,
    rendered: usize,
    index: CachedIndex,
}

/// Makes all pages that must be made, and looks at what all lead to.
///
/// # Errors
/// Trouble with the machine, or words that are lost.
pub(super) fn make(
    session: &mut Session<'_>,
    site: &Site,
    sources: &Sources,
    diags: &mut Diagnostics,
) -> Result<StagedSite> {
    let to = &session.destination;
    let publication = Publication::open(&to.folder, to.foreign)?;
    let last = LastOutput::of(session);
    let mut files = staged::files(session, site, sources, &publication, &last)?;
    let index = indexed(session, site, &publication, &last)?;
    let index = index.map(|(index, staged)| {
        files.extend(staged);
        index.cached()
    });
    let stager = Stager {
        site,
        publication: &publication,
        last: &last,
        sums: site.plan.takes_sums(),
        rendered: AtomicUsize::new(0),
    };
    let failures = Failures::default();
    let mut pages = stage_all(&stager, session, &failures)?;
    let rendered = stager.rendered.into_inner();
    if failures.are_none() {
        let storage = session.cache.storage().map(|storage| &**storage);
        diags.extend(check_links(site, sources, &mut pages, &last, storage)?);
    }
    failures.tell(diags);
    session.judge(diags);
    session.timings.end(Stage::Render);
    Ok(StagedSite {
        publication,
        files,
        pages,
        rendered,
        index: index.unwrap_or_default(),
    })
}

/// The index that readers search, and its files; none for a site that cannot be searched.
fn indexed(
    session: &Session<'_>,
    site: &Site,
    publication: &Publication,
    last: &LastOutput<'_>,
) -> Result<Option<(Index, Vec<Staged>)>> {
    if !site.edition.config.search {
        return Ok(None);
    }
    let stores = Stores {
        reads: session.cache.storage().map(|storage| &**storage),
        keeps: session.keeps().map(|storage| &**storage),
    };
    let before = last.output.map(|output| Index::of(&output.index, stores));
    let index = Index::made(site, before.unwrap_or_default(), stores)?;
    let stage = |index: &Index| -> Result<Vec<Staged>> {
        let files = index.files.par_iter();
        let stage = |file| staged::index_file(index, file, (publication, last), stores.reads);
        files.map(stage).collect()
    };
    match stage(&index) {
        // What was kept of it is damaged: nothing of that is taken.
        Err(trouble) if trouble.is::<Damaged>() => {
            let index = Index::made(site, Index::default(), Stores::NOWHERE)?;
            let staged = stage(&index)?;
            Ok(Some((index, staged)))
        }
        staged => Ok(Some((index, staged?))),
    }
}

fn stage_all(
    stager: &Stager<'_>,
    session: &Session<'_>,
    failures: &Failures,
) -> Result<Vec<Staged>> {
    let (total, done) = (stager.site.plan.pages.len(), AtomicUsize::new(0));
    let stage = |page: &Page| -> Result<Option<Staged>> {
        if failures.are_enough() {
            return Ok(None);
        }
        let staged = match stager.stage(page)? {
            Ok(staged) => Some(staged),
            Err(failure) => {
                failures.add(page, *failure);
                None
            }
        };
        let so_far = done.fetch_add(1, Ordering::Relaxed) + 1;
        (session.progress)(Progress::Rendering(so_far, total));
        Ok(staged)
    };
    let all = |pages: Vec<&Page>| -> Result<Vec<Staged>> {
        let staged: Vec<Option<Staged>> =
            pages.into_par_iter().map(stage).collect::<Result<_>>()?;
        Ok(staged.into_iter().flatten().collect())
    };
    let pages = stager.site.plan.pages.iter();
    // What lists checksums comes behind all that it lists.
    let (last, first) = pages.partition(|page| page.takes_sums());
    let mut staged = all(first)?;
    if stager.sums && failures.are_none() {
        let sums = staged.iter();
        let sums = sums.filter_map(|page| Some((page.route.clone(), page.sum?)));
        stager.site.plan.note_sums(sums.collect());
        staged.extend(all(last)?);
        staged.sort_by(|a, b| a.route.cmp(&b.route));
    }
    Ok(staged)
}

/// Checks what all pages lead to; notes those on which something is wrong.
fn check_links(
    site: &Site,
    sources: &Sources,
    pages: &mut [Staged],
    last: &LastOutput<'_>,
    storage: Option<&Storage>,
) -> Result<Vec<Diagnostic>, Lost> {
    let earlier = Earlier {
        storage,
        routes: last.output.map_or_else(Vec::new, |output| {
            output.pages.keys().map(String::as_str).collect()
        }),
        links: pages
            .iter()
            .enumerate()
            .filter_map(|(at, page)| Some((at, last.page(&page.route)?.0.links?)))
            .collect(),
    };
    // Moved, not copied: they are as many as the links of the site.
    let known: Vec<Known> = pages
        .iter_mut()
        .map(|page| std::mem::replace(&mut page.links, Known::None))
        .collect();
    let checked = link_check::check(site, sources, &known, &earlier)?;
    for (at, (page, known)) in pages.iter_mut().zip(known).enumerate() {
        page.links = known;
        page.wrong = checked.wrong.contains(&at);
    }
    Ok(checked.remarks)
}

/// Puts everything into place, if nothing is wrong; gives what is to be kept of the output, if it was written.
///
/// # Errors
/// Trouble with the machine.
pub(super) fn write(
    session: &mut Session<'_>,
    site: &Site,
    sources: &Sources,
    staged: StagedSite,
    diags: &mut Diagnostics,
) -> Result<(Made, Option<CachedOutput>)> {
    let mut made = Made {
        rendered: staged.rendered,
        ..Made::default()
    };
    if diags.has_errors() {
        tell_occupied(staged.publication.occupied(), diags);
        return Ok((made, None));
    }
    (session.progress)(Progress::Writing);
    match staged.publication.try_commit()? {
        Ok(written) => {
            made.gone = gone::gone(&written, &site.edition, sources);
            let folder = &session.destination.folder;
            made.exports = exports(site, |route| {
                output::stamp_at(folder, route.as_str()).map_or(0, |stamp| stamp.size)
            });
            made.written = Some(written);
        }
        Err(occupied) => {
            tell_occupied(occupied, diags);
            return Ok((made, None));
        }
    }
    if session.explain {
        let reasons = staged.pages.iter();
        made.reasons = reasons
            .filter_map(|page| Some((page.route.clone(), page.reason.clone()?)))
            .collect();
    }
    let mut all = staged.files;
    all.extend(staged.pages);
    session.timings.end(Stage::Write);
    let output = session
        .keeps()
        .and_then(|storage| to_keep(session, site, storage, all))
        .map(|output| CachedOutput {
            exports: made.exports.clone(),
            index: staged.index,
            ..output
        });
    Ok((made, output))
}

/// How much there is of each format that was asked for, by how large a file is.
pub(super) fn exports(site: &Site, size: impl Fn(&Route) -> u64) -> Vec<ExportCount> {
    let mut counts: Vec<ExportCount> = Vec::new();
    for (name, grows, route) in site.plan.asked_exports() {
        if counts.last().is_none_or(|count| count.name != name) {
            counts.push(ExportCount {
                name: name.to_owned(),
                files: 0,
                bytes: 0,
                largest: (String::new(), 0),
                grows,
            });
        }
        if let Some(count) = counts.last_mut() {
            count.files += 1;
            let size = size(route);
            count.bytes += size;
            if size > count.largest.1 {
                count.largest = (route.as_str().to_owned(), size);
            }
        }
    }
    counts
}

fn tell_occupied(occupied: Vec<Route>, diags: &mut Diagnostics) {
    for route in occupied {
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
}

/// What is kept of an output. The files are looked at now, when they are in place.
fn to_keep(
    session: &Session<'_>,
    site: &Site,
    storage: &Storage,
    staged: Vec<Staged>,
) -> Option<CachedOutput> {
    let output = &session.destination.folder;
    let stamps: Vec<Option<Stamp>> = staged
        .par_iter()
        .with_min_len(64)
        .map(|file| {
            let look = || output::stamp_at(output, file.route.as_str());
            file.stamp.or_else(look)
        })
        .collect();
    let mut taken: Vec<u8> = Vec::new();
    let mut pages = HashMap::with_capacity(staged.len());
    for (file, stamp) in staged.into_iter().zip(stamps) {
        let start = u32::try_from(taken.len() / 8).ok()?;
        let count = u32::try_from(file.taken.len()).ok()?;
        for key in &file.taken {
            taken.extend_from_slice(&key.0.to_le_bytes());
        }
        let extent = match &file.links {
            Known::Fresh(links) => Some(links.keep(storage)?),
            Known::Kept(kept) => Some(kept.extent),
            Known::None => None,
        };
        let bad = file.wrong;
        let cached = CachedPage {
            bytes: file.bytes,
            stamp: stamp?,
            key: file.key,
            view: file.view,
            taken: (start, count),
            links: extent.map(|extent| CachedLinks { extent, bad }),
            sum: file.sum,
        };
        pages.insert(file.route.as_str().to_owned(), cached);
    }
    let mut gave: Vec<u8> = Vec::new();
    for (key, digest) in site.edition.digests.all() {
        gave.extend_from_slice(&key.0.to_le_bytes());
        gave.extend_from_slice(&digest.0.to_le_bytes());
    }
    Some(CachedOutput {
        whole: None,
        remarks: None,
        record: output::record_checksum(output),
        looked: Some(storage.now()?),
        counts: site.counts(),
        exports: Vec::new(),
        index: CachedIndex::default(),
        planned: site.plan.pages.len(),
        theme: site.theme.digest(),
        pages,
        taken: storage.append(&taken).ok()?,
        gave: storage.append(&gave).ok()?,
    })
}
