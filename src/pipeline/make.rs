//! Pages: whether one would come out as it did, and else its bytes.

use super::Site;
use crate::{
    anchor::Lost,
    pages::{self, Made, Page},
    reader::{Access, Whole},
    render::{self, Reads},
    source::{
        diag::Diagnostic,
        digest::{Digest, Digester},
    },
};

/// Why a page cannot be made.
#[derive(Debug)]
pub(super) enum Failure {
    /// Its template has a mistake.
    Template(render::Failure),
    /// Its format cannot say something of it.
    Export(Box<Diagnostic>),
    /// Words that it shows were kept, and are damaged.
    Lost(Lost),
}

impl From<render::Failure> for Failure {
    fn from(failure: render::Failure) -> Self {
        Failure::Template(failure)
    }
}

impl From<Lost> for Failure {
    fn from(lost: Lost) -> Self {
        Failure::Lost(lost)
    }
}

/// A page that was made.
pub(super) struct Finished {
    pub(super) bytes: Vec<u8>,
    /// What it took from the edition.
    pub(super) taken: Vec<Digest>,
    pub(super) view: Digest,
}

/// A page up to where it was known before.
pub(super) enum Attempt {
    /// It would come out as it did; what it took.
    Same(Vec<Digest>),
    Finished(Finished),
}

/// The digest of a page's kind and of what it takes, as that is now.
pub(super) fn key(site: &Site, page: &Page, taken: &[Digest]) -> Digest {
    let mut digester = Digester::new();
    page.key(&site.edition.config, &mut digester);
    digester.digest(site.plan.digest_for(page));
    let access = Access::new(&site.edition);
    let whole = Whole::unnoted(&access);
    site.plan.digest_rows_for(page, whole, &mut digester);
    for &key in taken {
        digester.digest(key).digest(site.edition.digests.of(key));
    }
    digester.finish()
}

/// Makes a page, unless its view is `known`.
///
/// # Errors
/// A mistake of a template, or words that are lost.
pub(super) fn attempt(site: &Site, page: &Page, known: Option<Digest>) -> Result<Attempt, Failure> {
    let templates = page.templates(&site.edition.config);
    let reads = site.theme.reads(&templates);
    let make = |reads| {
        let access = Access::new(&site.edition);
        pages::make(&access, &site.plan, page, reads, &site.css)
    };
    let pages::Draft { made, taken } = make(&reads)?;
    let (bytes, view) = match made {
        Made::Bytes(bytes) => {
            let view = Digest::of(&bytes);
            if known == Some(view) {
                return Ok(Attempt::Same(taken));
            }
            (bytes, view)
        }
        Made::Refused(remark) => return Err(Failure::Export(remark)),
        Made::View(view) => {
            let prepared = render::prepare(&site.theme, &templates, &reads, &view);
            if known == Some(prepared.digest) {
                return Ok(Attempt::Same(taken));
            }
            let digest = prepared.digest;
            drop(view);
            match render::render(&site.theme, &prepared) {
                Ok(bytes) => (bytes, digest),
                Err(failure) => {
                    let whole = make(&Reads::all())?;
                    return Err(failure_of(site, &templates, whole, failure).into());
                }
            }
        }
    };
    Ok(Attempt::Finished(Finished { bytes, taken, view }))
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
/// A mistake of a template, or words that are lost.
pub(super) fn page(site: &Site, page: &Page) -> Result<Finished, Failure> {
    match attempt(site, page, None)? {
        Attempt::Finished(finished) => Ok(finished),
        Attempt::Same(_) => unreachable!("nothing was known of the view"),
    }
}
