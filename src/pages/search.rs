//! The page of the search.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{
    artifact::{Artifact, Made, Plan},
    context::PageContext,
    crumbs, head,
};
use crate::{
    archive::config::Config,
    view::{Body, PageView},
};

/// The name of the page: `search.html`, or a folder's.
pub(super) const NAME: &str = "search";

/// `search.html`.
#[derive(Debug)]
pub(super) struct SearchPage;

impl Artifact for SearchPage {
    fn name<'a>(&'a self, _config: &'a Config) -> &'a str {
        NAME
    }

    fn templates(&self, _config: &Config) -> Vec<String> {
        vec!["search.html".to_owned()]
    }

    fn make(&self, context: &PageContext<'_>, _plan: &Plan) -> Made {
        let head = PageView {
            title: context.words().search(),
            section: NAME.to_owned(),
            crumbs: vec![crumbs::home(context)],
            ..head::of(context)
        };
        head::page(context, head, head::Special::default(), Body::None)
    }
}

/// The address of the page with the results of one kind: of those that have this id in a field (as `speaker`), if there is such a page.
pub(super) fn within(context: &PageContext<'_>, field: &str, id: &str) -> Option<String> {
    let page = context.reader.config().search.then(|| context.to(NAME))?;
    Some(format!(
        "{page}?{field}={}",
        utf8_percent_encode(id, RESERVED)
    ))
}

/// All but what stands for itself in a query.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');
