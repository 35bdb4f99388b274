//! Making every page and keeping none, to see whether the templates are right.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicUsize, Ordering},
};

use rayon::prelude::*;

use super::{
    Session, Site, Stage,
    failures::Failures,
    link_check::{self, Earlier, Known},
    make::{Failure, page as make_page},
    outcome::{Made, Progress},
    publish,
};
use crate::{
    anchor::Lost,
    pages::Page,
    source::{Sources, diag::Diagnostics},
    text::route::Route,
};

/// Makes every page and keeps none, and looks at what they lead to.
///
/// # Errors
/// When words are lost.
pub(super) fn make(
    session: &mut Session<'_>,
    site: &Site,
    sources: &Sources,
    diags: &mut Diagnostics,
) -> Result<Made, Lost> {
    let failures = Failures::default();
    let (total, done) = (site.plan.pages.len(), AtomicUsize::new(0));
    let progress = session.progress;
    let try_one = |page: &Page| {
        if failures.are_enough() {
            return Ok((Known::None, 0));
        }
        let links = match make_page(site, page) {
            Ok(made) => (link_check::of(site, page, &made.bytes), made.bytes.len()),
            Err(Failure::Template(failure) | Failure::Export(failure)) => {
                failures.add(page, *failure);
                (Known::None, 0)
            }
            Err(Failure::Lost(lost)) => return Err(lost),
        };
        let so_far = done.fetch_add(1, Ordering::Relaxed) + 1;
        progress(Progress::Rendering(so_far, total));
        Ok(links)
    };
    let pages = site.plan.pages.par_iter();
    let made: Result<Vec<(Known, usize)>, Lost> = pages.map(try_one).collect();
    let (known, sizes): (Vec<Known>, Vec<usize>) = made?.into_iter().unzip();
    if failures.are_none() {
        let checked = link_check::check(site, sources, &known, &Earlier::nothing())?;
        diags.extend(checked.remarks);
    }
    failures.tell(diags);
    session.judge(diags);
    session.timings.end(Stage::Render);
    let routes = site.plan.pages.iter().map(|page| page.route.as_str());
    let sizes: BTreeMap<&str, usize> = routes.zip(sizes).collect();
    let size = |route: &Route| sizes.get(route.as_str()).map_or(0, |size| *size as u64);
    Ok(Made {
        rendered: total,
        exports: publish::exports(site, size),
        ..Made::default()
    })
}
