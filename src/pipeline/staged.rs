//! What is staged for the output: what is made of what it was made of before stays.
//!
//! Three questions are asked of a page, one after the other: has it the same key, the same view, the same bytes?

use std::{
    collections::HashMap,
    sync::atomic::{AtomicUsize, Ordering},
};

use anyhow::Result;

use super::{
    Session, Site,
    explain::Reason,
    index::Index,
    link_check::{self, Known},
    make::{Attempt, Failure, Finished, attempt, key},
};
use crate::{
    incremental::{CachedOutput, CachedPage, Extent, Storage},
    output::Publication,
    pages::Page,
    render,
    search::{self, File},
    source::checksum::{Checksum, Sum},
    source::{Sources, digest::Digest, stamp::Stamp},
    text::route::Route,
};

/// A file of this build's output, to be kept.
pub(super) struct Staged {
    pub(super) route: Route,
    pub(super) bytes: Checksum,
    pub(super) taken: Vec<Digest>,
    pub(super) view: Digest,
    pub(super) key: Digest,
    /// How its file looks, if it was left alone.
    pub(super) stamp: Option<Stamp>,
    /// What it gives and asks for, and whether something of that is wrong.
    pub(super) links: Known,
    pub(super) wrong: bool,
    /// Its checksum for others, if something lists it with that.
    pub(super) sum: Option<Sum>,
    pub(super) reason: Option<Reason>,
}

impl Staged {
    /// A page that stays as the last build left it.
    fn same(
        route: &Route,
        before: &CachedPage,
        key: Digest,
        taken: Vec<Digest>,
        stamp: Stamp,
    ) -> Self {
        Self {
            route: route.clone(),
            bytes: before.bytes,
            taken,
            view: before.view,
            key,
            stamp: Some(stamp),
            links: before.links.map_or(Known::None, Known::Kept),
            wrong: false,
            sum: before.sum,
            reason: None,
        }
    }

    /// A file that no template makes.
    fn file(route: &Route, bytes: Checksum) -> Self {
        Self {
            route: route.clone(),
            bytes,
            taken: Vec::new(),
            view: Digest::default(),
            key: Digest::default(),
            stamp: None,
            links: Known::None,
            wrong: false,
            sum: None,
            reason: None,
        }
    }
}

/// What the last build left of this output.
pub(super) struct LastOutput<'k> {
    pub(super) output: Option<&'k CachedOutput>,
    pub(super) taken: Vec<Digest>,
    /// What the handles gave then, if somebody wants to know.
    pub(super) gave: HashMap<Digest, Digest>,
}

impl<'k> LastOutput<'k> {
    /// Reads it from what was kept. Of lists that are damaged nothing is known, and their pages are made anew.
    pub(super) fn of(session: &Session<'k>) -> Self {
        let cache = session.cache;
        let output = cache.last.outputs.get(&session.destination.key());
        let digests = |extent: Extent| -> Vec<Digest> {
            let storage = cache.storage();
            let bytes = storage.and_then(|storage| storage.read(extent).ok());
            let bytes = bytes.unwrap_or_default();
            let (numbers, _) = bytes.as_chunks::<8>();
            let numbers = numbers.iter().map(|number| u64::from_le_bytes(*number));
            numbers.map(Digest).collect()
        };
        let taken = output.map_or_else(Vec::new, |output| digests(output.taken));
        let gave = match output.filter(|_| session.explain) {
            Some(output) => {
                let pairs = digests(output.gave);
                let (pairs, _) = pairs.as_chunks::<2>();
                pairs.iter().map(|&[key, digest]| (key, digest)).collect()
            }
            None => HashMap::new(),
        };
        Self {
            output,
            taken,
            gave,
        }
    }

    /// How a file looked, if an equal look means equal bytes.
    fn stamp(&self, page: &CachedPage) -> Option<Stamp> {
        let looked = self.output?.looked?;
        page.stamp.is_settled(looked).then_some(page.stamp)
    }

    /// What it left of a page, and what that took.
    pub(super) fn page(&self, route: &Route) -> Option<(&CachedPage, &[Digest])> {
        let page = self.output?.pages.get(route.as_str())?;
        let (start, count) = (page.taken.0 as usize, page.taken.1 as usize);
        let taken = self.taken.get(start..start + count)?;
        Some((page, taken))
    }

    /// Whether a page was made with this theme.
    fn has_theme(&self, theme: Digest) -> bool {
        self.output.is_some_and(|output| output.theme == theme)
    }
}

/// Stages the theme's files and the site's assets.
pub(super) fn files(
    session: &Session<'_>,
    site: &Site,
    sources: &Sources,
    publication: &Publication,
    last: &LastOutput<'_>,
) -> Result<Vec<Staged>> {
    let mut staged = Vec::new();
    for file in &site.theme.statics {
        publication.put(&file.route, &file.bytes)?;
        staged.push(Staged::file(&file.route, Checksum::of(&file.bytes)));
    }
    for copied in &site.plan.copies {
        // The key of a copy is how its original looked; none if it may have changed since without looking different.
        let look = session.changes.noted(sources.path(copied.source));
        let began = session.cache.began();
        if let Some((page, _)) = last.page(&copied.route)
            && page.key != Digest::default()
            && look.is_some_and(|look| look.digest == page.key)
            && let Some(stamp) =
                publication.keep_as_it_looks(&copied.route, page.bytes, last.stamp(page))?
        {
            staged.push(Staged::same(
                &copied.route,
                page,
                page.key,
                Vec::new(),
                stamp,
            ));
            continue;
        }
        match sources.on_disk(copied.source) {
            Some(file) => publication.put_file(&copied.route, &file).map(drop)?,
            None => publication
                .put(&copied.route, &sources.bytes(copied.source)?)
                .map(drop)?,
        }
        if let Some(bytes) = publication.checksum_of(&copied.route) {
            let settled = look.filter(|look| began.is_some_and(|t| look.stamp.is_settled(t)));
            staged.push(Staged {
                key: settled.map_or_else(Digest::default, |look| look.digest),
                ..Staged::file(&copied.route, bytes)
            });
        }
    }
    Ok(staged)
}

/// Stages a file of the index, if it must be made; else says that it stays.
///
/// # Errors
/// Trouble with the disk.
pub(super) fn index_file(
    index: &Index,
    file: &File,
    (publication, last): (&Publication, &LastOutput<'_>),
    reads: Option<&Storage>,
) -> Result<Staged> {
    let path = format!("{}/{}.js", search::FOLDER, file.name);
    let route = Route::new(&path).expect("a name of letters and digits");
    if let Some((before, _)) = last.page(&route)
        && before.key == file.key
        && let Some(stamp) =
            publication.keep_as_it_looks(&route, before.bytes, last.stamp(before))?
    {
        return Ok(Staged::same(&route, before, file.key, Vec::new(), stamp));
    }
    let bytes = index.bytes(file, reads)?;
    let checksum = Checksum::of(&bytes);
    publication.put_known(&route, &bytes, checksum)?;
    Ok(Staged {
        key: file.key,
        ..Staged::file(&route, checksum)
    })
}

/// Where pages are staged.
pub(super) struct Stager<'a> {
    pub(super) site: &'a Site,
    pub(super) publication: &'a Publication,
    pub(super) last: &'a LastOutput<'a>,
    /// Whether something lists files of formats with their checksums.
    pub(super) sums: bool,
    /// How many pages were made.
    pub(super) rendered: AtomicUsize,
}

impl Stager<'_> {
    /// Stages a page, if it must be made; else says that it stays. Gives the mistake of its template, if it has one.
    ///
    /// # Errors
    /// Trouble with the disk, or words that are lost.
    pub(super) fn stage(&self, page: &Page) -> Result<Result<Staged, render::Failure>> {
        match self.staged(page) {
            Ok(staged) => Ok(Ok(staged)),
            Err(Trouble::Page(Failure::Template(failure) | Failure::Export(failure))) => {
                Ok(Err(failure))
            }
            Err(Trouble::Page(Failure::Lost(lost))) => Err(lost.into()),
            Err(Trouble::Disk(error)) => Err(error),
        }
    }

    fn staged(&self, page: &Page) -> Result<Staged, Trouble> {
        let last = self.last;
        let Some((before, taken)) = last.page(&page.route) else {
            return self.made(page, None, Reason::New);
        };
        if !last.has_theme(self.site.theme.digest()) {
            return self.made(page, None, Reason::Theme);
        }
        if key(self.site, page, taken) == before.key {
            return match self.kept(page, before)? {
                Some(stamp) => Ok(Staged::same(
                    &page.route,
                    before,
                    before.key,
                    taken.to_vec(),
                    stamp,
                )),
                None => self.made(page, None, Reason::Output),
            };
        }
        match attempt(self.site, page, Some(before.view))? {
            Attempt::Finished(finished) => {
                let reason = Reason::Content(self.changes(taken));
                self.made(page, Some(finished), reason)
            }
            Attempt::Same(taken) => match self.kept(page, before)? {
                Some(stamp) => {
                    let key = key(self.site, page, &taken);
                    Ok(Staged::same(&page.route, before, key, taken, stamp))
                }
                None => self.made(page, None, Reason::Output),
            },
        }
    }

    /// Leaves the file of a page alone, if it is as the last build left it.
    fn kept(&self, page: &Page, before: &CachedPage) -> Result<Option<Stamp>> {
        if self.lists_sum(page) && before.sum.is_none() {
            return Ok(None);
        }
        let stamp = self.last.stamp(before);
        let kept = self
            .publication
            .keep_as_it_looks(&page.route, before.bytes, stamp)?;
        Ok(kept)
    }

    /// Whether a page is listed with its checksum.
    fn lists_sum(&self, page: &Page) -> bool {
        self.sums && page.is_data()
    }

    fn made(
        &self,
        page: &Page,
        finished: Option<Finished>,
        reason: Reason,
    ) -> Result<Staged, Trouble> {
        let finished = match finished {
            Some(finished) => finished,
            None => super::make::page(self.site, page)?,
        };
        self.rendered.fetch_add(1, Ordering::Relaxed);
        let bytes = Checksum::of(&finished.bytes);
        self.publication
            .put_known(&page.route, &finished.bytes, bytes)?;
        Ok(Staged {
            route: page.route.clone(),
            bytes,
            key: key(self.site, page, &finished.taken),
            links: link_check::of(self.site, page, &finished.bytes),
            taken: finished.taken,
            view: finished.view,
            stamp: None,
            wrong: false,
            sum: self.lists_sum(page).then(|| Sum::of(&finished.bytes)),
            reason: Some(reason),
        })
    }

    /// What a page took that gives something else now, if somebody wants to know.
    fn changes(&self, taken: &[Digest]) -> Vec<String> {
        let gave = &self.last.gave;
        if gave.is_empty() {
            return Vec::new();
        }
        let digests = &self.site.edition.digests;
        let words = |key: &Digest| {
            let words = self.site.words(*key).cloned();
            words.unwrap_or_else(|| "something that is gone".to_owned())
        };
        taken
            .iter()
            .filter(|key| gave.get(key).copied().unwrap_or_default() != digests.of(**key))
            .map(words)
            .collect()
    }
}

/// Why a page cannot be staged.
enum Trouble {
    Page(Failure),
    Disk(anyhow::Error),
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Trouble::Page(failure)
    }
}

impl From<anyhow::Error> for Trouble {
    fn from(error: anyhow::Error) -> Self {
        Trouble::Disk(error)
    }
}
