//! The page of the search.

use super::{
    artifact::{Artifact, Made, Plan},
    asking::NAME,
    context::PageContext,
    crumbs, head,
};
use crate::{
    archive::config::Config,
    view::{Body, PageView},
};

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
        head::page(context, head, head::Special::default(), Body::Search)
    }
}
