//! The page for what is not found.

use super::{
    artifact::{Artifact, Made, Plan},
    context::PageContext,
    head,
};
use crate::{
    archive::config::Config,
    text::route::Route,
    view::{Body, PageView},
};

/// `404.html`.
#[derive(Debug)]
pub(super) struct NotFoundPage;

impl Artifact for NotFoundPage {
    fn name<'a>(&'a self, _config: &'a Config) -> &'a str {
        "404"
    }

    fn templates(&self, _config: &Config) -> Vec<String> {
        vec!["404.html".to_owned()]
    }

    fn omit(&self) -> Option<&'static str> {
        Some("not-found")
    }

    /// It is shown at any depth: from the base URL, if there is one.
    fn root(&self, _route: &Route, config: &Config) -> String {
        config.base_url.clone().unwrap_or_default()
    }

    fn make(&self, context: &PageContext<'_>, _plan: &Plan) -> Made {
        let head = PageView {
            title: context.words().page_not_found(),
            noindex: true,
            canonical: None,
            inline_css: Some(context.inline_css.to_owned()),
            ..head::of(context)
        };
        head::page(context, head, head::Special::default(), Body::None)
    }
}
